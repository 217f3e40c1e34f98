"""A made-up course with made-up people, for a preview when no real one is at hand."""

from datetime import date, time, timedelta
from uuid import UUID

from app.customers.correspondence import ContactPerson
from app.invitations.roster import CourseDetails, Employer, Participant, Roster, Sender, Teacher
from app.mail.system_mails import MailDay

_NOBODY = UUID(int=0)
_AHEAD = timedelta(days=28)
_NAMES = (("Sanne", "van den Berg"), ("Joris", "Bakker"), ("Fatima", "el Idrissi"))


def sample_roster(sender: Sender, today: date) -> Roster:
    """A course of the provider, four weeks ahead."""
    course = CourseDetails(
        id=_NOBODY,
        number=1,
        type_name="Basic Life Support",
        state="planned",
        is_white_label=False,
        days=(MailDay(today + _AHEAD, time(9, 30), time(17, 30)),),
        location="Trainingscentrum Noord, Havenweg 12, 9723 AB Groningen",
        expires_on=today + timedelta(days=730),
        calendar_sequence=0,
        sender=sender,
    )
    return Roster(course, sample_participants(), (Teacher(_NOBODY, "Max Wilting", None),))


def sample_participants() -> tuple[Participant, ...]:
    """Three trainees of one customer."""
    employer = Employer(_NOBODY, "Bakkerij Smit", ContactPerson("Kees Smit", ""))
    return tuple(
        Participant(UUID(int=number), given, last, None, employer) for number, (given, last) in enumerate(_NAMES, 1)
    )
