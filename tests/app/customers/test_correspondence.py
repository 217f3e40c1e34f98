"""Who receives each kind of mail, compared with a table written by hand from the rules.

The table says for a trainee with and without an address, without a customer, with a customer, and with a customer whose box
*Alle correspondentie via de contactpersoon* is ticked (R-CUS-03): does the trainee get it, the contact person, or nobody?
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.core.identifiers import new_id
from app.customers.correspondence import ContactPerson, addressee
from app.deliveries import planning as certificates
from app.invitations import notices
from app.invitations.planning import plan
from app.invitations.roster import Employer, Participant
from app.invitations.states import InvitationState, Invited
from app.mail.addresses import MailAddress
from app.reminders import courses as course_reminders
from app.reminders import digests
from app.reminders import trainees as expiry_reminders
from app.reminders.kinds import ReminderKind
from app.reminders.planning import Round
from app.reminders.usual_words import usual_words
from tests.app.invitations.rosters import choice, grouped, make_employer, make_participant, make_roster

TRAINEE, CONTACT = "sanne@thuis.example", "kees@smit.example"
EMAILS = Path(__file__).parents[3] / "emails"
HERS, HIS, NOBODY = "trainee", "contact person", "nobody"

# kind of mail: with an address (no customer, customer, box ticked), without an address (no customer, customer, box ticked)
TABLE = {
    "invitation": ((HERS, HERS, HIS), (NOBODY, NOBODY, HIS)),
    # R-INV-05: once per customer to the contact person; who has no customer gets nothing by it
    "bulk invitation": ((NOBODY, HIS, HIS), (NOBODY, HIS, HIS)),
    "course reminder": ((HERS, HERS, HIS), (NOBODY, NOBODY, HIS)),
    # R-INV-08: who came by a bulk mail is reminded by a bulk mail
    "bulk course reminder": ((None, HIS, HIS), (None, HIS, HIS)),
    "change of the course": ((HERS, HERS, HIS), (NOBODY, NOBODY, HIS)),
    "change of the course after a bulk invitation": ((HERS, HIS, HIS), (NOBODY, HIS, HIS)),
    "certificate": ((HERS, HERS, HIS), (NOBODY, NOBODY, HIS)),
    # R-EXP-04: with the box ticked they go to the contact person alone
    "expiry reminder": ((HERS, HERS, HIS), (NOBODY, NOBODY, HIS)),
    # R-EXP-03: one mail to every customer, whatever the box says; a trainee without a customer is in none
    "digest to the customer": ((None, HIS, HIS), (None, HIS, HIS)),
}
"""None: this cannot come up."""
CASES = [
    (kind, has_address, customer, expected)
    for kind, rows in TABLE.items()
    for has_address, row in zip((True, False), rows, strict=True)
    for customer, expected in zip(("none", "box off", "box on"), row, strict=True)
    if expected is not None
]

FOLDERS = {
    "mailing": ("invitation", "bulk invitation", "course reminder", "bulk course reminder"),
    "course-moved": ("change of the course", "change of the course after a bulk invitation"),
    "course-cancelled": ("change of the course", "change of the course after a bulk invitation"),
    "certificate": ("certificate",),
    "expiry-reminder": ("expiry reminder",),
    "expiry-digest": ("digest to the customer",),
}
"""The mails about trainees, by their folder in `emails/`, with their rows of the table."""
ABOUT_NO_TRAINEE = {
    "instructor-page",
    "invoice",
    "own-sender-lost",
    "password-changed",
    "second-step-changed",
    "password-reset",
    "registration",
    "registration-approved",
    "registration-refused",
    "staffing-answer",
    "staffing-confirmed",
    "staffing-declined",
    "staffing-request",
    "user-invitation",
    "visitor-code",
    "visitor-link",
    "visitor-message",
    "webhook-off",
}


def _person(email: str | None, employer: Employer | None, *, via_contact: bool = False) -> Participant:
    person = make_participant(email=email, employer=employer)
    invited = Invited(InvitationState.SENT, via_contact=via_contact)
    return Participant(**{**vars_of(person), "invited": invited})


def vars_of(person: Participant) -> dict[str, Any]:
    """The fields of somebody in a course."""
    return {name: getattr(person, name) for name in person.__dataclass_fields__}


def _invitation(email: str | None, employer: Employer | None) -> str | None:
    return _only(plan(make_roster([make_participant(email=email, employer=employer)]), choice()).mails)


def _bulk(email: str | None, employer: Employer | None) -> str | None:
    person = make_participant(email=email, employer=employer)
    return _only(plan(make_roster([person]), choice(grouped(), bulk=True)).mails)


def _course_reminder(email: str | None, employer: Employer | None, *, bulk: bool = False) -> str | None:
    person = _person(email, employer, via_contact=bulk)
    words = usual_words(ReminderKind.TRAINEE_EXPIRY, "nl")
    template = SimpleNamespace(
        subject=words.subject.to_json(),
        body=words.body.to_json(),
        language="nl",
        attachment_id=None,
        form_of_address=None,
    )
    found = course_reminders._mails(
        make_roster([person]),
        cast(Any, SimpleNamespace(single=template, group=template)),
        frozenset({person.enrolment_id}),
        frozenset({person.enrolment_id} if bulk else ()),
    )
    return _only([mail for _, _, mail in found])


def _change(email: str | None, employer: Employer | None, *, bulk: bool = False) -> str | None:
    readers = notices._readers(make_roster([_person(email, employer, via_contact=bulk)]))
    return next((address.email for address in readers), None)


def _row(email: str | None, employer: Employer | None) -> Any:
    contact = employer.contact if employer else ContactPerson("", "")
    return SimpleNamespace(
        id=new_id(),
        source="issued",
        revoked_at=None,
        trainee_id=new_id(),
        given_name="Sanne",
        last_name="Berg",
        holder_name="Sanne Berg",
        email=email,
        locale="nl",
        type_name="BHV",
        expires_on=date(2027, 1, 31),
        customer_id=employer.id if employer else None,
        customer_name="Bakkerij Smit",
        name="Bakkerij Smit",
        contact_id=None,
        contact_name=contact.name,
        contact_email=contact.email,
        correspondence_via_contact=contact.receives_everything,
        renewed=False,
        trainee_out=False,
        customer_out=False,
    )


def _certificate(email: str | None, employer: Employer | None) -> str | None:
    return _only(certificates.plan([_row(email, employer)], frozenset(), "nl").mails)


def _scene() -> Round:
    sender = SimpleNamespace(name="De Linde", time_zone="Europe/Amsterdam")
    return cast(Round, SimpleNamespace(sender=sender, day=date(2026, 12, 1)))


def _expiry(email: str | None, employer: Employer | None) -> str | None:
    words = usual_words(ReminderKind.TRAINEE_EXPIRY, "nl")
    return _only([expiry_reminders._planned(_scene(), words, _row(email, employer), frozenset())])


def _digest(email: str | None, employer: Employer | None) -> str | None:
    words = usual_words(ReminderKind.CUSTOMER_EXPIRY, "nl")
    return _only([digests._digest(_scene(), words, date(2027, 1, 1), [_row(email, employer)], frozenset())])


def _only(mails: Any) -> str | None:
    """The one receiver of what was planned; None when nobody gets a mail."""
    receivers = [mail.to for mail in mails if isinstance(getattr(mail, "to", None), MailAddress)]
    assert len(receivers) <= 1, "one mail, never to both"
    return receivers[0].email if receivers else None


RECEIVER_OF: dict[str, Callable[[str | None, Employer | None], str | None]] = {
    "invitation": _invitation,
    "bulk invitation": _bulk,
    "course reminder": _course_reminder,
    "bulk course reminder": lambda email, employer: _course_reminder(email, employer, bulk=True),
    "change of the course": _change,
    "change of the course after a bulk invitation": lambda email, employer: _change(email, employer, bulk=True),
    "certificate": _certificate,
    "expiry reminder": _expiry,
    "digest to the customer": _digest,
}


@pytest.mark.parametrize(("kind", "has_address", "customer", "expected"), CASES)
def test_each_mail_goes_to_whom_the_table_says(kind: str, has_address: bool, customer: str, expected: str) -> None:
    """R-CUS-03 R-INV-05 R-EXP-04: every kind of mail, with and without address, customer and box."""
    employer = None if customer == "none" else make_employer(email=CONTACT, everything=customer == "box on")
    received = RECEIVER_OF[kind](TRAINEE if has_address else None, employer)
    assert received == {HERS: TRAINEE, HIS: CONTACT, NOBODY: None}[expected]


def test_no_kind_of_mail_is_forgotten() -> None:
    """R-CUS-03: whoever adds a mail says here whether it is about trainees, and then who receives it."""
    folders = {folder.name for folder in EMAILS.iterdir() if folder.is_dir() and not folder.name.startswith("_")}
    assert folders == set(FOLDERS) | ABOUT_NO_TRAINEE
    assert {kind for kinds in FOLDERS.values() for kind in kinds} == set(TABLE) == set(RECEIVER_OF)


def test_a_contact_person_without_an_address_is_not_passed_over() -> None:
    """R-CUS-03: with the box ticked nobody is written to then, least of all the trainee."""
    assert addressee("Sanne", TRAINEE, ContactPerson("Kees", "", receives_everything=True)) is None
