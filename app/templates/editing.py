"""Writing templates (R-INV-01): make, revise, put back what was there before, archive."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import Invalid, PreconditionFailed
from app.events.audit import Actor, record, record_change
from app.events.changes import announce
from app.events.differences import facts
from app.files.errors import FileMissing
from app.files.keeping import find_files
from app.files.limits import ATTACHMENT_LIMIT
from app.files.models import StoredFile
from app.mail.language import FormOfAddress, as_form, as_language
from app.templates.document import Wording, words_of_json
from app.templates.models import MailTemplate
from app.templates.parsing import parse_wording
from app.templates.repository import TemplateRepository
from app.templates.versions import draft_fields, find_version, keep_version

MAX_IMAGES = 5
_IMAGES = ("image/png", "image/jpeg", "image/gif", "image/webp")


@dataclass(frozen=True)
class TemplateDraft:
    """What a user writes: the documents as JSON, not yet checked."""

    name: str
    subject: Any
    body: Any
    language: str = "nl"
    bulk: bool = False
    attachment_id: UUID | None = None
    form_of_address: FormOfAddress | None = None
    """None: as the provider has set it."""


async def write_template(session: AsyncSession, actor: Actor, draft: TemplateDraft, *, now: datetime) -> MailTemplate:
    """Keep a new template; raises Invalid with every fault of its documents, FileMissing."""
    draft = await _checked(session, draft)
    template = MailTemplate(provider_id=bound_provider(session), created_at=now, archived_at=None, **asdict(draft))
    session.add(template)
    await _noted(session, actor, "template.written", template, {"name": draft.name}, now)
    await keep_version(session, template, draft, actor, now=now)
    return template


async def revise_template(
    session: AsyncSession, actor: Actor, template_id: UUID, version: int, changes: Mapping[str, Any], *, now: datetime
) -> MailTemplate:
    """Change what `changes` names (fields of TemplateDraft) of the version that the caller has read.

    Raises TemplateNotFound, PreconditionFailed, and Invalid and FileMissing as `write_template` does.
    """
    template = await TemplateRepository(session).get(template_id)
    if template.version != version:
        raise PreconditionFailed("Somebody changed this template.")
    before = _told(template)
    draft = await _checked(session, replace(_draft_of(template), **changes))
    for field, value in asdict(draft).items():
        setattr(template, field, value)
    await session.flush()
    after = _told(template)
    await record_change(
        session, actor, "template.revised", "template", template.id, before=before, after=after, now=now
    )
    await announce(session, "templates", template.id)
    await keep_version(session, template, draft, actor, now=now)
    return template


async def restore_template(
    session: AsyncSession, actor: Actor, template_id: UUID, number: int, version: int, *, now: datetime
) -> MailTemplate:
    """Let a template say again what it said in a former version; that makes a new version.

    Raises TemplateNotFound, VersionNotFound, PreconditionFailed, and Invalid when it is no longer allowed.
    """
    former = await find_version(session, template_id, number)
    return await revise_template(session, actor, template_id, version, draft_fields(former), now=now)


async def archive_template(session: AsyncSession, actor: Actor, template_id: UUID, *, now: datetime) -> None:
    """Put a template away; mailings made from it keep their own words. Twice is once. Raises TemplateNotFound."""
    template = await TemplateRepository(session).get(template_id)
    if template.archived_at is None:
        template.archived_at = now
        await _noted(session, actor, "template.archived", template, {}, now)


def wording_of(template: MailTemplate) -> Wording:
    """The words of a stored template, checked once more; raises Invalid if what is stored is no longer allowed."""
    form = as_form(template.form_of_address) if template.form_of_address else None
    return parse_wording(template.subject, template.body, as_language(template.language), form)


def _draft_of(template: MailTemplate) -> TemplateDraft:
    form = as_form(template.form_of_address) if template.form_of_address else None
    return TemplateDraft(
        template.name, template.subject, template.body, template.language, template.bulk, template.attachment_id, form
    )


async def _checked(session: AsyncSession, draft: TemplateDraft) -> TemplateDraft:
    wording = parse_wording(draft.subject, draft.body, as_language(draft.language))
    await check_files(session, wording, [draft.attachment_id] if draft.attachment_id else [])
    return replace(draft, subject=wording.subject.to_json(), body=wording.body.to_json())


async def check_files(session: AsyncSession, wording: Wording, attachments: Iterable[UUID] = ()) -> None:
    """Refuse images and attachments that are not among the provider's own files; raises FileMissing, or Invalid."""
    files = await find_files(session, {*wording.body.images(), *attachments})
    require_files(files, (*wording.body.images(), *attachments))
    images = wording.body.images()
    if any(files[image].content_type not in _IMAGES for image in images):
        raise Invalid.at("/body", "not_an_image", "An image in the text names a file that is not one.")
    if len(images) > MAX_IMAGES or any(files[image].size > ATTACHMENT_LIMIT for image in images):
        raise Invalid.at("/body", "images_too_large", f"At most {MAX_IMAGES} images, each as small as an attachment.")


def require_files(found: Mapping[UUID, StoredFile], named: Iterable[UUID]) -> None:
    """Raise FileMissing when one of the named files is not there."""
    for file_id in named:
        if file_id not in found:
            raise FileMissing("There is no such file.")


def _told(template: MailTemplate) -> dict[str, Any]:
    words = {name: words_of_json(getattr(template, name)) for name in ("subject", "body")}
    return facts(template) | words


async def _noted(
    session: AsyncSession, actor: Actor, action: str, template: MailTemplate, changes: dict[str, Any], now: datetime
) -> None:
    await session.flush()
    await record(session, actor, action, "template", template.id, now=now, changes=changes)
    await announce(session, "templates", template.id)
