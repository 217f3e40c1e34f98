"""Who will get which mail, and who will not and why (R-INV-03 to R-INV-05). Pure: nothing is read or written here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from uuid import UUID

from app.customers.correspondence import Addressee, addressee, to_contact
from app.invitations.roster import Employer, Participant, Roster, Teacher
from app.invitations.wordings import group_values, teacher_values, trainee_values
from app.mail.addresses import MailAddress, check_address
from app.mail.errors import AddressNotValid
from app.templates.characters import on_one_line
from app.templates.document import Wording
from app.templates.values import Values
from app.templates.variables import Context, Variable

_LONGEST_NAME = 200


class Audience(StrEnum):
    """To whom a mailing goes."""

    TRAINEES = "trainees"
    INSTRUCTOR = "instructor"


class Reason(StrEnum):
    """Why somebody gets no mail."""

    NO_ADDRESS = "no_address"
    ADDRESS_NOT_VALID = "address_not_valid"
    ADDRESS_BOUNCED = "address_bounced"
    """An earlier mail to the address came back."""
    NO_CUSTOMER = "no_customer"
    ALREADY_INVITED = "already_invited"
    WAITING_LIST = "waiting_list"
    NO_INSTRUCTOR = "no_instructor"


@dataclass(frozen=True)
class Choice:
    """What the user chose: whom to mail, in which way, and with which words.

    `enrolment_ids` of None means everybody. `loose` are the words for trainees without a customer in a bulk mailing.
    """

    audience: Audience
    wording: Wording
    bulk: bool = False
    loose: Wording | None = None
    enrolment_ids: frozenset[UUID] | None = None
    only_not_invited: bool = True


@dataclass(frozen=True)
class PlannedMail:
    """One mail that will go out; `about` is the end of its dedupe key: an enrolment, a customer or an instructor."""

    kind: Context
    about: UUID
    to: MailAddress
    wording: Wording
    values: Values
    enrolment_ids: tuple[UUID, ...] = ()

    @property
    def missing(self) -> tuple[Variable, ...]:
        """The variables of the words that have no value in this mail."""
        return tuple(variable for variable in self.wording.variables() if not self.values.lines(variable))


@dataclass(frozen=True)
class LeftOut:
    """Somebody who gets nothing by this mailing."""

    enrolment_id: UUID | None
    name: str
    reason: Reason


@dataclass(frozen=True)
class Plan:
    """The whole mailing, as it is shown beforehand and sent afterwards."""

    mails: tuple[PlannedMail, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def plan(roster: Roster, choice: Choice) -> Plan:
    """Decide who gets what. Everybody chosen is either in exactly one mail or left out with a reason."""
    if choice.audience is Audience.INSTRUCTOR:
        return _to_teachers(roster, choice.wording)
    chosen = [
        each
        for each in roster.participants
        if choice.enrolment_ids is None or each.enrolment_id in choice.enrolment_ids
    ]
    passed_over = {each.enrolment_id: reason for each in chosen if (reason := _passed_over(each, choice))}
    invited = [each for each in chosen if each.enrolment_id not in passed_over]
    plans = _in_bulk(roster, choice, invited) if choice.bulk else _one_by_one(roster, choice.wording, invited)
    return _joined(
        [*plans, *(_without(each, passed_over[each.enrolment_id]) for each in chosen if each not in invited)]
    )


def _passed_over(participant: Participant, choice: Choice) -> Reason | None:
    if participant.waiting:
        return Reason.WAITING_LIST
    if choice.only_not_invited and participant.invited.state.counts:
        return Reason.ALREADY_INVITED
    return None


def _in_bulk(roster: Roster, choice: Choice, invited: list[Participant]) -> list[Plan]:
    groups: dict[Employer, list[Participant]] = {}
    for participant in invited:
        if participant.employer is not None:
            groups.setdefault(participant.employer, []).append(participant)
    alone = [participant for participant in invited if participant.employer is None]
    return [
        *(_to_contact(roster, choice.wording, employer, group) for employer, group in groups.items()),
        *(
            _one_by_one(roster, choice.loose, alone)
            if choice.loose
            else (_without(participant, Reason.NO_CUSTOMER) for participant in alone)
        ),
    ]


def _to_contact(roster: Roster, wording: Wording, employer: Employer, group: list[Participant]) -> Plan:
    address = usable(to_contact(employer.contact), roster.bounced)
    if isinstance(address, Reason):
        return _joined(_without(participant, address) for participant in group)
    values = group_values(roster, employer, group, wording.language)
    about = tuple(participant.enrolment_id for participant in group)
    return Plan((PlannedMail(Context.CONTACT, employer.id, address, wording, values, about),))


def _one_by_one(roster: Roster, wording: Wording, participants: list[Participant]) -> list[Plan]:
    return [_about_one(roster, wording, participant) for participant in participants]


def _about_one(roster: Roster, wording: Wording, participant: Participant) -> Plan:
    contact = participant.employer.contact if participant.employer else None
    address = usable(addressee(participant.name, participant.email, contact), roster.bounced)
    if isinstance(address, Reason):
        return _without(participant, address)
    kind = Context.CONTACT if contact and contact.receives_everything else Context.TRAINEE
    values = trainee_values(roster, participant, wording.language)
    about = participant.enrolment_id
    return Plan((PlannedMail(kind, about, address, wording, values, (about,)),))


def _to_teachers(roster: Roster, wording: Wording) -> Plan:
    if not roster.teachers:
        return Plan(left_out=(LeftOut(None, "", Reason.NO_INSTRUCTOR),))
    return _joined(_to_teacher(roster, wording, teacher) for teacher in roster.teachers)


def _to_teacher(roster: Roster, wording: Wording, teacher: Teacher) -> Plan:
    address = usable(Addressee(teacher.name, teacher.email) if teacher.email else None)
    if isinstance(address, Reason):
        return Plan(left_out=(LeftOut(None, teacher.name, address),))
    values = teacher_values(roster, teacher, wording.language)
    return Plan((PlannedMail(Context.INSTRUCTOR, teacher.id, address, wording, values),))


def usable(receiver: Addressee | None, bounced: Collection[str] = ()) -> MailAddress | Reason:
    """The checked address of somebody, or why there is none; `bounced` are addresses in lower case that mail came back from."""
    if receiver is None:
        return Reason.NO_ADDRESS
    try:
        address = check_address(receiver.email, name=on_one_line(receiver.name)[:_LONGEST_NAME])
    except AddressNotValid:
        return Reason.ADDRESS_NOT_VALID
    return Reason.ADDRESS_BOUNCED if address.email.lower() in bounced else address


def _without(participant: Participant, reason: Reason) -> Plan:
    return Plan(left_out=(LeftOut(participant.enrolment_id, participant.name, reason),))


def _joined(plans: Iterable[Plan]) -> Plan:
    parts = list(plans)
    return Plan(
        tuple(chain.from_iterable(part.mails for part in parts)),
        tuple(chain.from_iterable(part.left_out for part in parts)),
    )
