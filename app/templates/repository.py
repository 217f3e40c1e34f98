"""Where templates are found. Statements are built once; the session's provider bounds them all."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.pagination import Page, cut
from app.templates.errors import TemplateNotFound
from app.templates.models import MailTemplate

_LIST = (
    select(
        MailTemplate.id,
        MailTemplate.name,
        MailTemplate.language,
        MailTemplate.bulk,
        MailTemplate.attachment_id,
        MailTemplate.form_of_address,
        MailTemplate.archived_at,
        MailTemplate.version,
    )
    .where(MailTemplate.provider_id == bindparam("provider"))
    .order_by(MailTemplate.name, MailTemplate.id)
    .limit(bindparam("limit"))
)
_AFTER = tuple_(MailTemplate.name, MailTemplate.id) > tuple_(bindparam("name"), bindparam("id"))
_SHOWN: dict[bool, Select[*tuple[Any, ...]]] = {
    False: _LIST.where(MailTemplate.archived_at.is_(None)),
    True: _LIST.where(MailTemplate.archived_at.is_not(None)),
}
_LATER = {archived: shown.where(_AFTER) for archived, shown in _SHOWN.items()}
_ONE = select(MailTemplate).where(
    MailTemplate.provider_id == bindparam("provider"), MailTemplate.id == bindparam("template")
)


class TemplateRepository:
    """The templates of one provider."""

    def __init__(self, session: AsyncSession) -> None:
        """`session` is bound to the provider."""
        self._session = session
        self._provider = bound_provider(session)

    async def page(self, page: Page, *, archived: bool = False) -> tuple[list[Row[*tuple[Any, ...]]], str | None]:
        """One page of templates by name, and the cursor of the next."""
        position = page.position(str, UUID)
        values: dict[str, Any] = {"provider": self._provider, "limit": page.limit + 1}
        statement = _SHOWN[archived]
        if position:
            statement = _LATER[archived]
            values |= {"name": position[0], "id": position[1]}
        rows: Sequence[Row[*tuple[Any, ...]]] = (await self._session.execute(statement, values)).all()
        return cut(rows, page.limit, lambda row: (row.name, row.id))

    async def get(self, template_id: UUID) -> MailTemplate:
        """A template by its id, archived or not; raises TemplateNotFound."""
        found = await self._session.scalar(_ONE, {"provider": self._provider, "template": template_id})
        if found is None:
            raise TemplateNotFound("There is no such template.")
        return found
