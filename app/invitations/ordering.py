"""What a user orders in the dialog **Uitnodigen**, completed from its template and checked (R-INV-03)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import FieldErrors, Invalid
from app.files.errors import AttachmentTooLarge
from app.files.keeping import find_files
from app.files.limits import ATTACHMENT_LIMIT
from app.invitations.planning import Audience, Choice, Plan
from app.mail.addresses import MailAddress, check_address
from app.mail.language import FormOfAddress, as_language
from app.mail.message import MAX_CC
from app.templates.document import Wording
from app.templates.editing import check_files, require_files, wording_of
from app.templates.models import MailTemplate
from app.templates.parsing import parse_wording
from app.templates.repository import TemplateRepository

MAX_ATTACHMENTS = 5


@dataclass(frozen=True)
class Order:
    """A mailing as it is asked for. What is None comes from the template: words, language, form, bulk, attachment."""

    audience: Audience
    template_id: UUID | None = None
    subject: Any = None
    body: Any = None
    language: str | None = None
    form_of_address: FormOfAddress | None = None
    bulk: bool | None = None
    loose_template_id: UUID | None = None
    enrolment_ids: frozenset[UUID] | None = None
    only_not_invited: bool = True
    cc: Sequence[str] = ()
    attachment_ids: Sequence[UUID] | None = None
    lesson_material: bool = False
    """Whether the operator's material for the course's type goes along."""


@dataclass(frozen=True)
class CheckedOrder:
    """An order that can be planned and sent."""

    choice: Choice
    template_id: UUID | None
    cc: tuple[MailAddress, ...]
    attachment_ids: tuple[UUID, ...]
    lesson_material: bool = False

    @property
    def follows_state(self) -> bool:
        """Whether it reaches only who was not invited yet, so that asking again reaches nobody."""
        return self.choice.only_not_invited and self.choice.audience is Audience.TRAINEES

    def fingerprint(self, planned: Plan) -> str:
        """The same for two orders that would send the same mails to the same people."""
        choice = self.choice
        content = {
            "audience": choice.audience,
            "bulk": choice.bulk,
            "words": [words.to_json() for words in (choice.wording, choice.loose) if words],
            "cc": [address.email for address in self.cc],
            "attachments": self.attachment_ids,
            "material": self.lesson_material,
            "chosen": sorted(map(str, choice.enrolment_ids)) if choice.enrolment_ids is not None else "all",
            "reached": "not invited" if self.follows_state else sorted(str(mail.about) for mail in planned.mails),
        }
        return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def check_order(session: AsyncSession, order: Order) -> CheckedOrder:
    """Complete and check an order.

    Raises Invalid, TemplateNotFound, FileMissing, and AttachmentTooLarge before anything is sent (R-INV-06).
    """
    template = await _template(session, order.template_id, "/templateId")
    loose = await _template(session, order.loose_template_id, "/looseTemplateId")
    attachments = await _attachments(session, order, template)
    choice = Choice(
        audience=order.audience,
        wording=await _wording(session, order, template),
        bulk=order.audience is Audience.TRAINEES and _either(order.bulk, template and template.bulk, False),
        loose=wording_of(loose) if loose else None,
        enrolment_ids=order.enrolment_ids,
        only_not_invited=order.only_not_invited,
    )
    return CheckedOrder(choice, order.template_id, _copies(order.cc), attachments, order.lesson_material)


async def _template(session: AsyncSession, template_id: UUID | None, pointer: str) -> MailTemplate | None:
    if template_id is None:
        return None
    template = await TemplateRepository(session).get(template_id)
    if template.archived_at is not None:
        raise Invalid.at(pointer, "template_archived", "This template was put away.")
    return template


async def _wording(session: AsyncSession, order: Order, template: MailTemplate | None) -> Wording:
    wording = parse_wording(
        _either(order.subject, template and template.subject, None),
        _either(order.body, template and template.body, None),
        as_language(_either(order.language, template and template.language, "nl")),
        _either(order.form_of_address, template and template.form_of_address, None),
    )
    await check_files(session, wording)
    return wording


def _either(first: Any, second: Any, otherwise: Any) -> Any:
    return first if first is not None else second if second is not None else otherwise


def _copies(cc: Sequence[str]) -> tuple[MailAddress, ...]:
    faults = FieldErrors()
    copies: dict[str, MailAddress] = {}
    for index, each in enumerate(cc):
        try:
            address = check_address(each, field=f"/cc/{index}")
            copies[address.email] = address
        except Invalid as refusal:
            faults.errors.extend(refusal.errors)
    if len(cc) > MAX_CC:
        faults.add("/cc", "too_many", f"At most {MAX_CC} copies.")
    faults.raise_if_any()
    return tuple(copies.values())


async def _attachments(session: AsyncSession, order: Order, template: MailTemplate | None) -> tuple[UUID, ...]:
    standard = [template.attachment_id] if template and template.attachment_id else []
    wanted = list(dict.fromkeys(standard if order.attachment_ids is None else order.attachment_ids))
    if len(wanted) > MAX_ATTACHMENTS:
        raise Invalid.at("/attachmentIds", "too_many", f"At most {MAX_ATTACHMENTS} attachments.")
    files = await find_files(session, wanted)
    require_files(files, wanted)
    if any(file.size > ATTACHMENT_LIMIT for file in files.values()):
        raise AttachmentTooLarge(ATTACHMENT_LIMIT)
    return tuple(wanted)
