"""An expiry reminder to a made-up reader, for looking at the words while nothing is due."""

from datetime import timedelta
from uuid import UUID

from app.customers.correspondence import Addressee, ContactPerson
from app.mail.addresses import MailAddress
from app.mail.message import Message
from app.reminders.expiry_mails import Company, Expiring, digest_values, draw_digest, draw_reminder, reminder_values
from app.reminders.kinds import ReminderKind
from app.reminders.opt_outs import Spared
from app.reminders.planning import Round
from app.reminders.settings import SettingDraft, words_of

_NOBODY = UUID(int=0)
_PEOPLE = (("Sanne", "van den Berg"), ("Joris", "Bakker"), ("Fatima", "el Idrissi"))
_COMPANY = Company("Bakkerij Smit", ContactPerson("Kees Smit", ""))


def draw_sample(scene: Round, kind: ReminderKind, draft: SettingDraft) -> Message | None:
    """The mail as it would leave; none for course reminders, whose template has a preview of its own."""
    if kind is ReminderKind.COURSE:
        return None
    wording = words_of(kind, draft)
    expires = scene.day + timedelta(weeks=draft.lead)
    made_up = [Expiring(given, last, "BHV", expires) for given, last in _PEOPLE]
    to = MailAddress("voorbeeld@c-bot.example", made_up[0].holder)
    if kind is ReminderKind.CUSTOMER_EXPIRY:
        values = digest_values(scene, _COMPANY, made_up, wording.language)
        return draw_digest(scene, wording, values, to, Spared(None, _NOBODY, kind))
    values = reminder_values(scene, made_up[0], _COMPANY, wording.language)
    reader = Addressee(to.name, to.email)
    return draw_reminder(scene, wording, values, reader, to, Spared(_NOBODY, None, kind))
