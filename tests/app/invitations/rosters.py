"""Rosters made up in memory, for what needs no database."""

from collections.abc import Sequence
from datetime import date, time
from itertools import count
from uuid import UUID

from app.core.identifiers import new_id
from app.customers.correspondence import ContactPerson
from app.invitations.planning import Audience, Choice
from app.invitations.roster import CourseDetails, Employer, Participant, Roster, Sender, Teacher
from app.invitations.states import NOT_INVITED, InvitationState, Invited
from app.mail.language import Language
from app.mail.system_mails import MailDay
from app.templates.document import Wording
from app.templates.variables import Variable
from tests.app.templates.documents import chip, document, paragraph, text, wording

_numbers = count(1)
DAYS = (MailDay(date(2027, 6, 7), time(9, 30), time(17, 30)), MailDay(date(2027, 6, 14), time(9), time(12)))


def make_roster(
    participants: Sequence[Participant] = (), teachers: Sequence[Teacher] = (), **columns: object
) -> Roster:
    """A course with these people."""
    values: dict[str, object] = {
        "id": new_id(),
        "number": 806,
        "type_name": "Basic Life Support",
        "state": "planned",
        "is_white_label": False,
        "days": DAYS,
        "location": "Noord, Havenweg 12, Groningen",
        "expires_on": date(2029, 6, 7),
        "calendar_sequence": 0,
        "sender": Sender("De Linde", "planning@linde.example", "#1D4E89", "Europe/Amsterdam"),
        **columns,
    }
    return Roster(CourseDetails(**values), tuple(participants), tuple(teachers))  # type: ignore[arg-type]  # test columns


def make_employer(
    name: str = "Bakkerij Smit", *, email: str = "kees@smit.example", everything: bool = False
) -> Employer:
    """A customer with a contact person."""
    return Employer(new_id(), name, ContactPerson("Kees Smit", email, everything))


def make_participant(
    given: str = "Sanne",
    last: str = "van den Berg",
    *,
    email: str | None = "",
    employer: Employer | None = None,
    waiting: bool = False,
    invited: InvitationState | None = None,
) -> Participant:
    """A trainee in the course, with an address unless told otherwise."""
    address = f"cursist{next(_numbers)}@bedrijf.example" if email == "" else email
    state = Invited(invited) if invited else NOT_INVITED
    return Participant(new_id(), given, last, address, employer, waiting, state)


def personal(language: Language = "nl") -> Wording:
    """Words for one trainee."""
    line = document(paragraph(text("Uitnodiging voor "), chip(Variable.TRAINEE_FIRST_NAME)))
    return wording(
        paragraph(text("Beste "), chip(Variable.TRAINEE_FIRST_NAME), text(", je volgt "), chip(Variable.COURSE_TYPE)),
        subject=line,
        language=language,
    )


def grouped() -> Wording:
    """Words for a contact person."""
    return wording(paragraph(text("Beste "), chip(Variable.CONTACT_PERSON)), paragraph(chip(Variable.TRAINEES)))


def choice(
    words: Wording | None = None,
    *,
    audience: Audience = Audience.TRAINEES,
    bulk: bool = False,
    loose: Wording | None = None,
    only: frozenset[UUID] | None = None,
    only_not_invited: bool = True,
) -> Choice:
    """What a user chose in the dialog."""
    return Choice(audience, words or personal(), bulk, loose, only, only_not_invited)
