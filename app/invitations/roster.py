"""What a mailing is made from: the course, who takes part with whom they work for, and who teaches."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.customers.correspondence import ContactPerson
from app.invitations.states import NOT_INVITED, Invited
from app.mail.brand import Brand
from app.mail.language import FormOfAddress, Language
from app.mail.system_mails import MailDay


@dataclass(frozen=True, slots=True)
class Sender:
    """The provider as its mails show it."""

    name: str
    email: str
    colour: str
    time_zone: str
    language: Language = "nl"
    form: FormOfAddress = "je"
    logo: UUID | None = None

    def brand(self, form: FormOfAddress | None = None) -> Brand:
        """The house style of its mails, addressing the reader as a template says or else as the provider does."""
        return Brand(self.name, self.colour, logo=self.logo, form=form or self.form)


@dataclass(frozen=True, slots=True)
class CourseDetails:
    """What mails tell of a course; at least one day, in order."""

    id: UUID
    number: int
    type_name: str
    state: str
    is_white_label: bool
    days: tuple[MailDay, ...]
    location: str
    expires_on: date | None
    calendar_sequence: int
    sender: Sender
    certified_type_id: UUID | None = None
    """The operator's type, whose lesson material can go along; None for an external course."""
    most_days: int = 0
    """How many days it ever had."""

    @property
    def kind(self) -> str:
        """`certified` or `external`."""
        return "external" if self.certified_type_id is None else "certified"

    @property
    def first_day(self) -> date:
        """The first course day."""
        return self.days[0].date

    @property
    def last_day(self) -> date:
        """The last course day."""
        return self.days[-1].date

    @property
    def dropped_days(self) -> int:
        """How many days fell away that somebody may have been told of."""
        return max(0, self.most_days - len(self.days))


@dataclass(frozen=True, slots=True)
class Employer:
    """The customer of an enrolment, with its contact person."""

    id: UUID
    name: str
    contact: ContactPerson


@dataclass(frozen=True, slots=True)
class Participant:
    """An enrolment with what a mailing has to know of it."""

    enrolment_id: UUID
    given_name: str
    last_name: str
    """The family name with its infix."""
    email: str | None
    employer: Employer | None
    waiting: bool = False
    invited: Invited = NOT_INVITED
    language: Language = "nl"

    @property
    def name(self) -> str:
        """The whole name as it is spoken."""
        return f"{self.given_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class Teacher:
    """An instructor who is booked for the course."""

    id: UUID
    name: str
    email: str | None
    language: Language = "nl"


@dataclass(frozen=True, slots=True)
class Roster:
    """A course with everybody whom a mailing can reach; participants are sorted by name."""

    course: CourseDetails
    participants: tuple[Participant, ...]
    teachers: tuple[Teacher, ...]
    bounced: frozenset[str] = frozenset()
    """Addresses of theirs, in lower case, that an earlier mail came back from."""
