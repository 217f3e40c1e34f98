"""How a provider sets its reminders: on or off, how far ahead, with which words (R-INV-08, R-EXP-01, R-EXP-03)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.locks import lock
from app.core.database.session import bound_provider
from app.core.errors import FieldErrors, Invalid, PreconditionFailed
from app.events.audit import Actor, record_change
from app.events.changes import announce
from app.mail.language import as_language
from app.reminders.errors import ReminderNeedsTemplate
from app.reminders.kinds import ReminderKind
from app.reminders.models import ReminderSetting
from app.reminders.usual_words import USUAL_LEAD, usual_words
from app.templates.document import Wording, words_of_json
from app.templates.editing import check_files
from app.templates.parsing import parse_wording
from app.templates.repository import TemplateRepository
from app.templates.variables import Context, offered_in

_ALL = select(ReminderSetting).where(ReminderSetting.provider_id == bindparam("provider"))
_CONTEXTS = {ReminderKind.TRAINEE_EXPIRY: Context.EXPIRY, ReminderKind.CUSTOMER_EXPIRY: Context.DIGEST}


@dataclass(frozen=True)
class SettingDraft:
    """How one kind is, or is to be, set. `subject` and `body` of None are the usual words."""

    enabled: bool = False
    lead: int = 7
    template_id: UUID | None = None
    bulk_template_id: UUID | None = None
    subject: Any = None
    body: Any = None
    language: str = "nl"
    enabled_at: datetime | None = None


async def get_setting(session: AsyncSession, kind: ReminderKind) -> tuple[SettingDraft, int]:
    """How a kind is set, and its version; off, with version 0, where nobody has set it yet."""
    row = await session.get(ReminderSetting, (bound_provider(session), kind.value))
    return (_usual(kind), 0) if row is None else (_draft_of(row), row.version)


async def get_settings(session: AsyncSession) -> dict[ReminderKind, tuple[SettingDraft, int]]:
    """The same for every kind, in one statement."""
    rows = await session.scalars(_ALL, {"provider": bound_provider(session)})
    found = {ReminderKind(row.kind): (_draft_of(row), row.version) for row in rows}
    return {kind: found.get(kind, (_usual(kind), 0)) for kind in ReminderKind}


def words_of(kind: ReminderKind, draft: SettingDraft) -> Wording:
    """The words of an expiry reminder; raises Invalid if what is stored is no longer allowed."""
    usual = usual_words(kind, as_language(draft.language))
    return parse_wording(
        draft.subject or usual.subject.to_json(), draft.body or usual.body.to_json(), as_language(draft.language)
    )


async def check_setting(session: AsyncSession, kind: ReminderKind, draft: SettingDraft) -> SettingDraft:
    """The draft in its canonical form.

    Raises Invalid, TemplateNotFound, FileMissing, and ReminderNeedsTemplate when course reminders are to be on without
    a template.
    """
    if not 1 <= draft.lead <= kind.longest_lead:
        raise Invalid.at("/lead", "out_of_range", f"A whole number from 1 to {kind.longest_lead}.")
    if kind is ReminderKind.COURSE:
        await _check_templates(session, draft)
        return replace(draft, subject=None, body=None)
    wording = words_of(kind, draft)
    _check_words(kind, wording)
    await check_files(session, wording)
    return replace(
        draft,
        template_id=None,
        bulk_template_id=None,
        subject=wording.subject.to_json() if draft.subject else None,
        body=wording.body.to_json() if draft.body else None,
    )


async def change_setting(
    session: AsyncSession, kind: ReminderKind, changes: Mapping[str, Any], *, version: int, actor: Actor, now: datetime
) -> tuple[SettingDraft, int]:
    """Change what `changes` names of the version that the caller has read; the setting and its new version.

    Raises PreconditionFailed and what `check_setting` raises.
    """
    await lock(session, [f"reminder-setting:{bound_provider(session)}:{kind}"])
    key = (bound_provider(session), kind.value)
    row = await session.get(ReminderSetting, key, populate_existing=True)
    if version != (row.version if row else 0):
        raise PreconditionFailed("Somebody changed these reminders.")
    before = _draft_of(row) if row else _usual(kind)
    after = await check_setting(session, kind, replace(before, **changes))
    after = replace(after, enabled_at=_since(before, after, now))
    if row is None:
        row = ReminderSetting(provider_id=key[0], kind=kind.value)
        session.add(row)
    for name, value in asdict(after).items():
        setattr(row, name, value)
    await session.flush()
    told_before, told_after, action = _told(kind, before), _told(kind, after), "reminders.changed"
    await record_change(session, actor, action, "provider", key[0], before=told_before, after=told_after, now=now)
    await announce(session, "reminders")
    return after, row.version


def _told(kind: ReminderKind, draft: SettingDraft) -> dict[str, Any]:
    """What the log notes of a setting, each field under the name of its kind of reminder."""
    said = asdict(draft) | {"subject": words_of_json(draft.subject), "body": words_of_json(draft.body)}
    return {f"{name}:{kind}": value for name, value in said.items() if name != "enabled_at"}


def _since(before: SettingDraft, after: SettingDraft, now: datetime) -> datetime | None:
    return now if after.enabled and not before.enabled else before.enabled_at


async def _check_templates(session: AsyncSession, draft: SettingDraft) -> None:
    repository = TemplateRepository(session)
    for field, template_id in (("/templateId", draft.template_id), ("/bulkTemplateId", draft.bulk_template_id)):
        if template_id is not None and (await repository.get(template_id)).archived_at is not None:
            raise Invalid.at(field, "template_archived", "This template was put away.")
    if draft.enabled and draft.template_id is None:
        raise ReminderNeedsTemplate("Choose a template first.")


def _check_words(kind: ReminderKind, wording: Wording) -> None:
    known = {definition.variable for definition in offered_in(_CONTEXTS[kind])}
    faults = FieldErrors()
    for field, document in (("/subject", wording.subject), ("/body", wording.body)):
        if document.is_blank():
            faults.add(field, "required", "A reminder has a subject and a text.")
        for variable in document.variables():
            if variable not in known:
                faults.add(field, "variable_not_here", f"The variable {variable} has no value in this mail.")
    faults.raise_if_any()


def _usual(kind: ReminderKind) -> SettingDraft:
    return SettingDraft(lead=USUAL_LEAD[kind])


def _draft_of(row: ReminderSetting) -> SettingDraft:
    return SettingDraft(
        enabled=row.enabled,
        lead=row.lead,
        template_id=row.template_id,
        bulk_template_id=row.bulk_template_id,
        subject=row.subject,
        body=row.body,
        language=row.language,
        enabled_at=row.enabled_at,
    )
