"""Reading the outbox for **Verzonden mails** (R-MAIL-04): the list, and one mail with its words and its tries."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, case, exists, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.types import Text

from app.core.database.session import bound_provider
from app.core.pagination import Page, cut
from app.core.words import search_patterns
from app.mail.errors import MailNotFound
from app.mail.models import MailLane, OutboxAttempt, OutboxBody, OutboxMail

UNRESOLVED_FOR = timedelta(days=30)
"""A mail that failed longer ago is not work any more."""
SEARCHED = 5000
"""How many mails a search by words looks at, the first that match."""
SHOWN_STATES: dict[str, tuple[str, ...]] = {
    "held": ("held",),
    "queued": ("queued", "claimed", "handing", "uncertain"),
    "deferred": ("deferred",),
    "sent": ("sent",),
    "bounced": ("bounced",),
    "failed": ("failed", "expired", "bounced"),
    "cancelled": ("cancelled",),
}
"""The states that people see, and what is found by them. What came back has a word of its own, and failed as well."""

_SHOWN_AS = {state: shown for shown, states in reversed(SHOWN_STATES.items()) for state in states}
_FOUND = (
    select(func.mail_search(bindparam("patterns", type_=ARRAY(Text)), SEARCHED).column_valued("id"))
    .cte("found")
    .prefix_with("materialized", dialect="postgresql")
)
_MAXIMUM = select(MailLane.daily_cap).where(MailLane.provider_id == bindparam("provider")).scalar_subquery()
_LISTED = (
    OutboxMail.id,
    OutboxMail.kind,
    OutboxMail.recipient_name,
    OutboxMail.recipient_email,
    OutboxMail.subject,
    OutboxMail.state,
    OutboxMail.cause_type,
    OutboxMail.cause_id,
    OutboxMail.course_id,
    OutboxMail.resend_of,
    OutboxMail.was_uncertain,
    OutboxMail.attempts,
    OutboxMail.not_before,
    OutboxMail.smtp_code,
    OutboxMail.smtp_text,
    OutboxMail.created_at,
    OutboxMail.sent_at,
    case((OutboxMail.state == "deferred", _MAXIMUM)).label("daily_maximum"),
)
_DETAIL = (
    select(
        *_LISTED,
        OutboxMail.message_id,
        OutboxBody.from_name,
        OutboxBody.reply_to,
        OutboxBody.cc,
        OutboxBody.html,
        OutboxBody.text,
        OutboxBody.attachments,
        OutboxBody.headers,
        OutboxMail.dated_at,
        OutboxBody.language,
        OutboxBody.calendar.is_not(None).label("has_calendar"),
    )
    .join(OutboxBody, (OutboxBody.provider_id == OutboxMail.provider_id) & (OutboxBody.mail_id == OutboxMail.id))
    .where(OutboxMail.provider_id == bindparam("provider"), OutboxMail.id == bindparam("mail"))
)
_ATTEMPTS = (
    select(
        OutboxAttempt.started_at,
        OutboxAttempt.finished_at,
        OutboxAttempt.phase,
        OutboxAttempt.address,
        OutboxAttempt.code,
        OutboxAttempt.words,
        OutboxAttempt.sender,
    )
    .where(OutboxAttempt.provider_id == bindparam("provider"), OutboxAttempt.mail_id == bindparam("mail"))
    .order_by(OutboxAttempt.started_at, OutboxAttempt.id)
)


@dataclass(frozen=True, slots=True)
class MailSearch:
    """Which mails are wanted: by words of recipient or subject, state, course, kind, and when they were made."""

    words: str = ""
    state: str = ""
    """A key of `SHOWN_STATES`."""
    course_id: UUID | None = None
    customer_id: UUID | None = None
    addresses: tuple[str, ...] = ()
    """With a customer: of its contact persons."""
    kind: str = ""
    since: datetime | None = None
    until: datetime | None = None
    """Made before this moment."""
    unresolved: bool = False
    """Not sent again since."""


@dataclass(frozen=True, slots=True)
class MailDetail:
    """One mail as it was written, and every try to hand it over."""

    mail: Row[*tuple[Any, ...]]
    attempts: tuple[Row[*tuple[Any, ...]], ...]


class MailRepository:
    """The mails of one provider."""

    def __init__(self, session: AsyncSession) -> None:
        """`session` is bound to the provider."""
        self._session = session
        self._provider = bound_provider(session)

    async def page(self, wanted: MailSearch, page: Page) -> tuple[list[Row[*tuple[Any, ...]]], str | None]:
        """One page, the latest first, and the cursor of the next; raises Invalid on a foreign cursor."""
        after = page.position(datetime.fromisoformat, UUID)
        patterns = search_patterns(wanted.words)
        asked = {name for name in _FILTERS if getattr(wanted, name)}
        asked |= {name for name, there in (("words", bool(patterns)), ("after", after is not None)) if there}
        statement = _page_statement(frozenset(asked))
        values = {
            "provider": self._provider,
            "patterns": patterns,
            "states": SHOWN_STATES.get(wanted.state, ()),
            "course": wanted.course_id,
            "customer": wanted.customer_id,
            "addresses": wanted.addresses,
            "kind": wanted.kind,
            "since": wanted.since,
            "until": wanted.until,
            "limit": page.limit + 1,
            **dict(zip(("after_at", "after_id"), after or (), strict=False)),
        }
        rows = (await self._session.execute(statement, values)).all()
        return cut(rows, page.limit, lambda row: (row.created_at.isoformat(), row.id))

    async def detail(self, mail_id: UUID) -> MailDetail:
        """One mail with its words and tries; raises MailNotFound."""
        values = {"provider": self._provider, "mail": mail_id}
        mail = (await self._session.execute(_DETAIL, values)).one_or_none()
        if mail is None:
            raise MailNotFound("There is no such mail.")
        attempts = (await self._session.execute(_ATTEMPTS, values)).all()
        return MailDetail(mail, tuple(attempts))


def shown_state(state: str) -> str:
    """What people see of a state of the outbox: a mail that is being handed over is still on its way."""
    return _SHOWN_AS[state]


_FILTERS = ("state", "course_id", "customer_id", "kind", "since", "unresolved", "until")


@lru_cache(maxsize=256)
def _page_statement(asked: frozenset[str]) -> Select[*tuple[Any, ...]]:
    """The statement for one shape of the list, built once; `asked` has `_FILTERS`, `words` and `after`."""
    conditions: list[ColumnElement[bool]] = [OutboxMail.provider_id == bindparam("provider")]
    if "words" in asked:
        conditions.append(OutboxMail.id.in_(select(_FOUND.c.id)))
    if "state" in asked:
        conditions.append(OutboxMail.state.in_(bindparam("states", expanding=True)))
    if "course_id" in asked:
        conditions.append(OutboxMail.course_id == bindparam("course"))
    if "customer_id" in asked:
        about = and_(OutboxMail.cause_type == "customer", OutboxMail.cause_id == bindparam("customer"))
        conditions.append(or_(about, OutboxMail.recipient_email.in_(bindparam("addresses", expanding=True))))
    if "kind" in asked:
        conditions.append(OutboxMail.kind == bindparam("kind"))
    if "since" in asked:
        conditions.append(OutboxMail.created_at >= bindparam("since"))
    if "unresolved" in asked:
        again = aliased(OutboxMail)
        same = (again.provider_id == bindparam("provider")) & (again.resend_of == OutboxMail.id)
        conditions.append(~exists().where(same))
    if "until" in asked:
        conditions.append(OutboxMail.created_at < bindparam("until"))
    if "after" in asked:
        position = tuple_(bindparam("after_at", type_=OutboxMail.created_at.type), bindparam("after_id"))
        conditions.append(tuple_(OutboxMail.created_at, OutboxMail.id) < position)
    return (
        select(*_LISTED)
        .where(*conditions)
        .order_by(OutboxMail.created_at.desc(), OutboxMail.id.desc())
        .limit(bindparam("limit"))
    )
