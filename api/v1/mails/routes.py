"""Sent mails: what left, to whom, and how it went (R-MAIL-04)."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy import Row

from api.deps import Scope, allow
from api.pagination import PageQuery, link_next
from api.routing import Route, problems
from api.schemas import Listing
from api.v1.mailings.desk import desk_of
from api.v1.mails.schemas import MailAttachment, MailAttempt, MailRow, MailView, ResentView, ShownState
from app.catalog.lesson_material import find_material
from app.courses.loading import get_course
from app.files.keeping import find_files
from app.instructors.privacy import hidden_addresses
from app.invitations.resending import resend_mail
from app.mail.repository import MailRepository, MailSearch, shown_state
from app.mail.system_mails import FOR_THE_READER_ALONE

router = APIRouter(route_class=Route, tags=["Mails"])
ReadMails = Annotated[Scope, Depends(allow("mails:read"), scope="function")]
SendMails = Annotated[Scope, Depends(allow("mails:write"), scope="function")]


@router.get("/mails", operation_id="mails_list", summary="List and search sent mails")
async def mails_list(
    scope: ReadMails,
    request: Request,
    response: Response,
    page: PageQuery,
    q: Annotated[str, Query(max_length=200, description="Words of recipient or subject")] = "",
    state: Annotated[ShownState | None, Query(description="Only mails in this state")] = None,
    course_id: Annotated[UUID | None, Query(alias="courseId", description="Only mails about this course")] = None,
    kind: Annotated[str, Query(max_length=50, description="Only mails of this kind, such as `mailing`")] = "",
) -> Listing[MailRow]:
    """The mails, the latest first."""
    if course_id is not None:
        await get_course(scope.session, course_id)
    wanted = MailSearch(words=q, state=state or "", course_id=course_id, kind=kind)
    rows, cursor = await MailRepository(scope.session).page(wanted, page)
    link_next(request, response, cursor)
    hidden = await _hidden(scope, rows)
    return Listing(items=[MailRow(**_listed(row, hidden)) for row in rows], next_cursor=cursor)


@router.get("/mails/{mail_id}", operation_id="mails_get", summary="A sent mail")
async def mails_get(scope: ReadMails, mail_id: UUID) -> MailView:
    """One mail with its words, and every try to hand it over with the server's answer."""
    found = await MailRepository(scope.session).detail(mail_id)
    mail = found.mail
    ids = [UUID(file_id) for file_id in mail.attachments]
    files = {**await find_files(scope.session, ids), **await find_material(scope.session, ids)}
    hidden = await _hidden(scope, [mail])
    private = mail.kind in FOR_THE_READER_ALONE
    return MailView(
        **_listed(mail, hidden),
        from_name=mail.from_name,
        reply_to=mail.reply_to,
        cc=mail.cc,
        language=mail.language,
        message_id=mail.message_id,
        html="" if private else mail.html,
        text="" if private else mail.text,
        words_hidden=private,
        has_calendar=mail.has_calendar,
        attachments=[MailAttachment.model_validate(files[file_id]) for file_id in ids if file_id in files],
        attempts=[] if hidden else [MailAttempt.model_validate(attempt) for attempt in found.attempts],
    )


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
