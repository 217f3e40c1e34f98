"""What the three resources of reminders have in common."""

from typing import Any

from fastapi import Response

from api.concurrency import set_etag
from api.deps import Scope
from api.v1.reminders.schemas import DueMail, NextMonth, ReminderExample, ReminderPlanView, SkippedOne
from app.core.signing import LinkSigner
from app.mail.message import Message
from app.mail.rendering import shared_renderer
from app.mail.showing import without_keys
from app.reminders import foreseeing, settings
from app.reminders.kinds import ReminderKind
from app.reminders.planning import Post
from app.reminders.settings import SettingDraft

Set = tuple[SettingDraft, int]


async def read(scope: Scope, response: Response, kind: ReminderKind) -> Set:
    """How a kind is set, with its version in the ETag."""
    found = await settings.get_setting(scope.session, kind)
    set_etag(response, found[1])
    return found


async def change(scope: Scope, response: Response, kind: ReminderKind, changes: dict[str, Any], version: int) -> Set:
    """Change what is named; raises what `change_setting` raises."""
    made = await settings.change_setting(
        scope.session, kind, changes, version=version, actor=scope.actor, now=scope.now
    )
    set_etag(response, made[1])
    return made


async def foresee(scope: Scope, kind: ReminderKind, changes: dict[str, Any]) -> ReminderPlanView:
    """What the next run will send with these changes."""
    hall = scope.services
    post = Post(shared_renderer(), LinkSigner(hall.keys), hall.settings.public_url)
    seen = await foreseeing.foresee(scope.session, kind, changes, post, now=scope.now)
    return ReminderPlanView(
        runs_at=seen.runs_at,
        mail_count=seen.mail_count,
        mails=[
            DueMail(
                recipient_name=mail.to.name,
                recipient_email=mail.to.email,
                names=list(mail.names),
                what=mail.what,
                on=mail.on,
            )
            for mail in seen.mails
        ],
        skipped_count=seen.skipped_count,
        skipped=[SkippedOne.model_validate(each) for each in seen.skipped],
        next_month=NextMonth(month=seen.next_month[0], sent_on=seen.next_month[1]) if seen.next_month else None,
        example=_example(seen.example) if seen.example else None,
    )


def _example(mail: Message) -> ReminderExample:
    """The mail to look at; with the keys of its links one could stop reminders in its reader's name."""
    return ReminderExample(subject=mail.subject, html=without_keys(mail.html), text=without_keys(mail.text))
