"""Sent mails: what left, to whom, and how it went (R-MAIL-04)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic.alias_generators import to_camel
from sqlalchemy import Row

from api.answers import write_page
from api.deps import Scope, allow
from api.pagination import PageQuery
from api.routing import Route, problems
from api.schemas import Listing
from api.v1.mailings.desk import desk_of
from api.v1.mails.schemas import MailAttachment, MailAttempt, MailHeader, MailRow, MailView, ResentView, ShownState
from app.bounces.suppressions import lift
from app.catalog.lesson_material import find_material
from app.catalog.models import LessonMaterial
from app.courses.loading import get_course
from app.customers.repository import customer_addresses
from app.files.keeping import find_files
from app.files.models import StoredFile
from app.instructors.privacy import hidden_addresses
from app.invitations.resending import resend_mail
from app.mail.content_ids import content_id
from app.mail.head import head_of, own_address_of
from app.mail.repository import UNRESOLVED_FOR, MailDetail, MailRepository, MailSearch, shown_state
from app.mail.showing import without_keys
from app.mail.system_mails import FOR_THE_READER_ALONE
from app.providers.own_sender import address_in_use

router = APIRouter(route_class=Route, tags=["Mails"])
ReadMails = Annotated[Scope, Depends(allow("mails:read"), scope="function")]
SendMails = Annotated[Scope, Depends(allow("mails:write"), scope="function")]
_ROW = {name: to_camel(name) for name in MailRow.model_fields}


@router.get("/mails", operation_id="mails_list", summary="List and search sent mails", response_model=Listing[MailRow])
async def mails_list(
    scope: ReadMails,
    request: Request,
    page: PageQuery,
    q: Annotated[str, Query(max_length=200, description="Words of recipient or subject")] = "",
    state: Annotated[ShownState | None, Query(description="Only mails in this state")] = None,
    course_id: Annotated[UUID | None, Query(alias="courseId", description="Only mails about this course")] = None,
    customer_id: Annotated[
        UUID | None, Query(alias="customerId", description="Only mails about this customer, or to its contact persons")
    ] = None,
    kind: Annotated[str, Query(max_length=50, description="Only mails of this kind, such as `mailing`")] = "",
    since: Annotated[date | None, Query(alias="from", description="Only mails made on or after this day")] = None,
    until: Annotated[date | None, Query(description="Only mails made on or before this day")] = None,
    unresolved: Annotated[
        bool,
        Query(description="Only failed mails of the last 30 days that were not sent again, as the dashboard counts"),
    ] = False,
) -> Response:
    """The mails, the latest first."""
    if course_id is not None:
        await get_course(scope.session, course_id)
    wanted = MailSearch(
        words=q,
        state="failed" if unresolved else state or "",
        course_id=course_id,
        customer_id=customer_id,
        addresses=await customer_addresses(scope.session, customer_id) if customer_id else (),
        kind=kind,
        since=scope.now - UNRESOLVED_FOR if unresolved else _midnight(since, scope),
        unresolved=unresolved,
        until=_midnight(until + timedelta(days=1), scope) if until and until < date.max else None,
    )
    rows, cursor = await MailRepository(scope.session).page(wanted, page)
    hidden = await _hidden(scope, rows)
    return write_page(request, [_row_values(_listed(row, hidden)) for row in rows], cursor)


@router.get("/mails/{mail_id}", operation_id="mails_get", summary="A sent mail")
async def mails_get(scope: ReadMails, mail_id: UUID) -> MailView:
    """One mail with its words, and every try to hand it over with the server's answer.

    Words that let their reader in are left out, and all of them for an operator who looks along. Links by which the
    reader answers or marks something lose their keys.
    """
    found = await MailRepository(scope.session).detail(mail_id)
    mail = found.mail
    ids = [UUID(file_id) for file_id in mail.attachments]
    files: dict[UUID, StoredFile | LessonMaterial] = {
        **await find_files(scope.session, ids),
        **await find_material(scope.session, ids),
    }
    hidden = await _hidden(scope, [mail])
    private = mail.kind in FOR_THE_READER_ALONE or not scope.caller.writes
    return MailView(
        **_listed(mail, hidden),
        from_name=mail.from_name,
        reply_to=mail.reply_to,
        cc=mail.cc,
        language=mail.language,
        message_id=mail.message_id,
        headers=[
            MailHeader(name=name, value=value)
            for name, value in head_of(mail, sender=await _sender(scope, found), shown=not hidden)
        ],
        html="" if private else without_keys(mail.html),
        text="" if private else without_keys(mail.text),
        words_hidden=private,
        has_calendar=mail.has_calendar,
        attachments=[_attachment(files[file_id], mail.html) for file_id in ids if file_id in files],
        attempts=[] if hidden else [MailAttempt.model_validate(attempt) for attempt in found.attempts],
    )


@router.delete(
    "/mail-suppressions/{suppression_id}",
    operation_id="mail_suppressions_lift",
    summary="Let mail go to an address again",
    status_code=204,
)
async def mail_suppressions_lift(scope: SendMails, suppression_id: UUID) -> None:
    """Mail came back from the address, so that nothing is sent there; from now on it is tried again."""
    await lift(scope.session, suppression_id, scope.actor, now=scope.now)


@router.post(
    "/mails/{mail_id}/resend",
    operation_id="mails_resend",
    summary="Send a mail again",
    status_code=201,
    responses=problems(409),
)
async def mails_resend(scope: SendMails, response: Response, mail_id: UUID) -> ResentView:
    """Queue the same words for the same person as a new mail; an invitation follows the new mail (R-INV-04)."""
    again = await resend_mail(desk_of(scope), mail_id)
    response.headers["Location"] = f"/api/v1/mails/{again}"
    return ResentView(id=again, resend_of=mail_id)


async def _sender(scope: Scope, found: MailDetail) -> str:
    """From which address the mail left, or would leave now."""
    tried = [attempt for attempt in found.attempts if attempt.phase != "bounce"]
    own = tried[-1].sender if tried else own_address_of(found.mail.kind, await address_in_use(scope.session))
    return own or scope.services.settings.mail_from


def _midnight(day: date | None, scope: Scope) -> datetime | None:
    """When a day begins at the provider's."""
    return datetime.combine(day, time(), ZoneInfo(scope.provider.time_zone)) if day else None


def _attachment(file: StoredFile | LessonMaterial, html: str) -> MailAttachment:
    return MailAttachment(
        id=file.id,
        name=file.name,
        size=file.size,
        content_type=file.content_type,
        shown=f"cid:{content_id(file.id)}" in html,
    )


def _row_values(listed: dict[str, Any]) -> dict[str, Any]:
    """The same in the words of the wire."""
    return {_ROW[name]: value for name, value in listed.items()}


def _listed(row: Row[*tuple[Any, ...]], hidden: frozenset[UUID]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in MailRow.model_fields}
    masked = {"recipient_email": "", "smtp_text": ""} if row.id in hidden else {}
    return {**values, "state": shown_state(row.state), **masked}


async def _hidden(scope: Scope, rows: Sequence[Row[*tuple[Any, ...]]]) -> frozenset[UUID]:
    """The mails to instructors who did not agree to show their address (R-INS-02), whatever they are about."""
    own = scope.provider.email.lower()
    addresses = {row.id: row.recipient_email.lower() for row in rows if row.recipient_email.lower() != own}
    secret = await hidden_addresses(scope.session, addresses.values())
    return frozenset(mail_id for mail_id, address in addresses.items() if address in secret)
