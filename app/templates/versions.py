"""What templates said before (R-INV-01): every change is kept, and any of it can be put back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.core.pagination import Page, cut
from app.events.audit import Actor
from app.templates.errors import VersionNotFound
from app.templates.models import MailTemplate, MailTemplateVersion

if TYPE_CHECKING:
    from app.templates.editing import TemplateDraft

_OF_TEMPLATE: Select[MailTemplateVersion] = select(MailTemplateVersion).where(
    MailTemplateVersion.provider_id == bindparam("provider"),
    MailTemplateVersion.template_id == bindparam("template"),
)
_ONE = _OF_TEMPLATE.where(MailTemplateVersion.number == bindparam("number"))
_LATEST = _OF_TEMPLATE.order_by(MailTemplateVersion.number.desc()).limit(bindparam("limit"))
_EARLIER = _LATEST.where(MailTemplateVersion.number < bindparam("before"))


@dataclass(frozen=True)
class VersionNote:
    """A version in the list."""

    number: int
    name: str
    written_by: str
    created_at: datetime


async def keep_version(
    session: AsyncSession, template: MailTemplate, draft: "TemplateDraft", actor: Actor, *, now: datetime
) -> None:
    """Note what the template says from now on."""
    fields = {**asdict(draft), "attachment_id": str(draft.attachment_id) if draft.attachment_id else None}
    session.add(
        MailTemplateVersion(
            provider_id=template.provider_id,
            id=new_id(),
            template_id=template.id,
            number=template.version,
            draft=fields,
            written_by=actor.name,
            created_at=now,
        )
    )
    await session.flush()


async def list_versions(session: AsyncSession, template_id: UUID, page: Page) -> tuple[list[VersionNote], str | None]:
    """One page of a template's versions, the latest first, and the cursor of the next."""
    position = page.position(int)
    values = {"provider": bound_provider(session), "template": template_id, "limit": page.limit + 1}
    found = await session.scalars(
        _EARLIER if position else _LATEST, {**values, **({"before": position[0]} if position else {})}
    )
    notes = [VersionNote(each.number, each.draft["name"], each.written_by, each.created_at) for each in found]
    return cut(notes, page.limit, lambda note: (note.number,))


async def find_version(session: AsyncSession, template_id: UUID, number: int) -> MailTemplateVersion:
    """One version; raises VersionNotFound."""
    values = {"provider": bound_provider(session), "template": template_id, "number": number}
    found = await session.scalar(_ONE, values)
    if found is None:
        raise VersionNotFound("The template has no such version.")
    return found


def draft_fields(version: MailTemplateVersion) -> Mapping[str, Any]:
    """The fields of `TemplateDraft` that the version had."""
    attachment = version.draft["attachment_id"]
    return {**version.draft, "attachment_id": UUID(attachment) if attachment else None}
