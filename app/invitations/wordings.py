"""The values that a course's mails fill in, for each kind of reader (R-INV-02)."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.invitations.roster import CourseDetails, Employer, Participant, Roster, Teacher
from app.mail.language import Language, clock_time, long_date
from app.templates.values import Values
from app.templates.variables import Variable

_AND = {"nl": " en ", "en": " and "}


def trainee_values(roster: Roster, trainee: Participant, language: Language) -> Values:
    """For a mail about one trainee, whoever reads it."""
    return Values.of(
        {
            **_course(roster, language),
            **_employer(trainee.employer),
            Variable.TRAINEE_FIRST_NAME: trainee.given_name,
            Variable.TRAINEE_LAST_NAME: trainee.last_name,
        }
    )


def group_values(roster: Roster, employer: Employer, group: Sequence[Participant], language: Language) -> Values:
    """For a contact person: the customer and the list of its trainees."""
    return Values.of({**_course(roster, language), **_employer(employer)}, _names(group))


def teacher_values(roster: Roster, teacher: Teacher, language: Language) -> Values:
    """For an instructor: the course, and the list of everybody who takes part."""
    present = [participant for participant in roster.participants if not participant.waiting]
    return Values.of({**_course(roster, language), Variable.INSTRUCTOR: teacher.name}, _names(present))


def dates_in_words(course: CourseDetails, language: Language) -> str:
    """`maandag 7 juni 2027 en dinsdag 8 juni 2027`."""
    return _enumeration([long_date(day.date, language) for day in course.days], language)


def _course(roster: Roster, language: Language) -> Mapping[Variable, str | None]:
    course = roster.course
    return {
        Variable.COURSE_TYPE: course.type_name,
        Variable.COURSE_DATES: dates_in_words(course, language),
        Variable.START_TIME: clock_time(course.days[0].start),
        Variable.END_TIME: clock_time(course.days[0].end),
        Variable.LOCATION: course.location,
        Variable.INSTRUCTOR: _enumeration([teacher.name for teacher in roster.teachers], language),
        Variable.PROVIDER: course.sender.name,
        Variable.EXPIRY_DATE: _without_weekday(course.expires_on, language),
    }


def _employer(employer: Employer | None) -> Mapping[Variable, str | None]:
    if employer is None:
        return {}
    return {Variable.CUSTOMER: employer.name, Variable.CONTACT_PERSON: employer.contact.name}


def _names(group: Sequence[Participant]) -> Mapping[Variable, list[str]]:
    return {Variable.TRAINEES: [participant.name for participant in group]}


def _enumeration(parts: list[str], language: Language) -> str:
    return _AND[language].join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _without_weekday(day: date | None, language: Language) -> str | None:
    return long_date(day, language).partition(" ")[2] if day else None
