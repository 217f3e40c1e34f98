"""What the settings of both expiry reminders have in common."""

from typing import Any

from api.v1.reminders.desk import Set
from api.v1.reminders.schemas import ExpiryReminderChange, ExpiryReminderView
from app.reminders.kinds import ReminderKind
from app.reminders.settings import words_of


def changes_of(body: ExpiryReminderChange) -> dict[str, Any]:
    """What the body names; a text of null asks for the usual one."""
    sent = body.model_dump(exclude_unset=True)
    return {name: value for name, value in sent.items() if value is not None or name in ("subject", "body")}


def expiry_view(kind: ReminderKind, found: Set) -> ExpiryReminderView:
    """The settings with the words that they have now."""
    draft, version = found
    wording = words_of(kind, draft)
    return ExpiryReminderView(
        enabled=draft.enabled,
        lead=draft.lead,
        subject=wording.subject.to_json(),
        body=wording.body.to_json(),
        language=wording.language,
        own_words=draft.subject is not None or draft.body is not None,
        version=version,
    )
