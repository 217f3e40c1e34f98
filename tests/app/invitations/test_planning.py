"""Who gets which mail, and who is left out and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.identifiers import new_id
from app.invitations.planning import Audience, Plan, Reason, plan
from app.invitations.roster import Participant, Teacher
from app.invitations.states import InvitationState
from app.templates.variables import Context, Variable
from tests.app.invitations.rosters import choice, grouped, make_employer, make_participant, make_roster, personal


def _reasons(result: Plan) -> dict[str, str]:
    return {left.name: left.reason.value for left in result.left_out}


def test_every_trainee_gets_a_mail_of_its_own() -> None:
    """R-INV-03: all who were not invited yet, each by the own address."""
    people = [make_participant("Sanne"), make_participant("Joris")]
    result = plan(make_roster(people), choice())
    assert [(mail.kind, mail.to.email) for mail in result.mails] == [(Context.TRAINEE, each.email) for each in people]
    assert [mail.enrolment_ids for mail in result.mails] == [(each.enrolment_id,) for each in people]
    assert result.left_out == ()


def test_who_is_left_out_is_named_with_the_reason() -> None:
    """R-INV-04: no address, a broken one, already invited, on the waiting list."""
    people = [
        make_participant("Geen", "Adres", email=None),
        make_participant("Kapot", "Adres", email="niet @ goed"),
        make_participant("Al", "Genodigd", invited=InvitationState.SENT),
        make_participant("Bijna", "Genodigd", invited=InvitationState.HELD),
        make_participant("Wacht", "Lijst", waiting=True),
        make_participant("Opnieuw", "Mislukt", invited=InvitationState.FAILED),
    ]
    result = plan(make_roster(people), choice())
    assert _reasons(result) == {
        "Geen Adres": "no_address",
        "Kapot Adres": "address_not_valid",
        "Al Genodigd": "already_invited",
        "Bijna Genodigd": "already_invited",
        "Wacht Lijst": "waiting_list",
    }
    assert [mail.to.name for mail in result.mails] == ["Opnieuw Mislukt"]


def test_a_selection_mails_only_those_chosen() -> None:
    """R-INV-03: all, a selection, or who was not invited yet."""
    people = [make_participant(str(number), invited=InvitationState.SENT) for number in range(4)]
    chosen = frozenset(each.enrolment_id for each in people[:2])
    result = plan(make_roster(people), choice(only=chosen, only_not_invited=False))
    assert {mail.about for mail in result.mails} == chosen
    assert result.left_out == ()


def test_a_bulk_mail_goes_once_per_customer_to_the_contact_person() -> None:
    """R-INV-05: the contact person gets one mail with the list; the trainees get nothing themselves."""
    smit, jansen = make_employer(), make_employer("Jansen", email="j@jansen.example")
    people = [
        make_participant("Sanne", employer=smit),
        make_participant("Joris", employer=jansen),
        make_participant("Fatima", employer=smit, email=None),
    ]
    result = plan(make_roster(people), choice(grouped(), bulk=True))
    assert [(mail.kind, mail.to.email, mail.about) for mail in result.mails] == [
        (Context.CONTACT, "kees@smit.example", smit.id),
        (Context.CONTACT, "j@jansen.example", jansen.id),
    ]
    first = result.mails[0]
    assert first.enrolment_ids == (people[0].enrolment_id, people[2].enrolment_id)
    assert first.values.lines(Variable.TRAINEES) == ("Sanne van den Berg", "Fatima van den Berg")
    assert first.values.lines(Variable.CUSTOMER) == ("Bakkerij Smit",)


def test_trainees_without_a_customer_are_listed_in_a_bulk_mailing() -> None:
    """R-INV-05: they get nothing by it."""
    result = plan(make_roster([make_participant("Los", "Alleen")]), choice(grouped(), bulk=True))
    assert result.mails == ()
    assert _reasons(result) == {"Los Alleen": "no_customer"}


def test_trainees_without_a_customer_can_get_another_template() -> None:
    """R-INV-05: one go serves both: one mail per contact person and one per loose trainee."""
    people = [make_participant(employer=make_employer()), make_participant("Los", "Alleen")]
    loose = personal()
    result = plan(make_roster(people), choice(grouped(), bulk=True, loose=loose))
    assert [mail.kind for mail in result.mails] == [Context.CONTACT, Context.TRAINEE]
    assert result.mails[1].wording is loose
    assert result.left_out == ()


def test_a_contact_person_without_an_address_leaves_the_whole_group_out() -> None:
    """R-INV-04: everybody of that customer is named, and the trainees are not written to instead."""
    employer = make_employer(email="")
    people = [make_participant("Een", "X", employer=employer), make_participant("Twee", "Y", employer=employer)]
    result = plan(make_roster(people), choice(grouped(), bulk=True))
    assert _reasons(result) == {"Een X": "no_address", "Twee Y": "no_address"}


def test_all_correspondence_by_the_contact_person() -> None:
    """R-CUS-03: an invitation of such a customer's trainee goes to the contact person only, also without bulk."""
    people = [make_participant(email=None, employer=make_employer(everything=True))]
    result = plan(make_roster(people), choice())
    assert [(mail.kind, mail.to.email) for mail in result.mails] == [(Context.CONTACT, "kees@smit.example")]
    assert result.mails[0].values.lines(Variable.TRAINEE_FIRST_NAME) == ("Sanne",)


def test_the_trainee_is_not_written_to_when_the_contact_person_cannot_be() -> None:
    """R-CUS-03: the customer's wish holds, even when that means no mail."""
    people = [make_participant("Sanne", "Berg", employer=make_employer(email="", everything=True))]
    assert _reasons(plan(make_roster(people), choice())) == {"Sanne Berg": "no_address"}


def test_the_instructors_are_invited_by_name() -> None:
    """R-INV-03: to the instructor, with the list of trainees; a course without one says so."""
    teachers = [Teacher(new_id(), "Max Wilting", "max@cibot.example"), Teacher(new_id(), "Ine Bos", None)]
    roster = make_roster([make_participant(), make_participant("Wacht", "Lijst", waiting=True)], teachers)
    result = plan(roster, choice(grouped(), audience=Audience.INSTRUCTOR))
    assert [(mail.kind, mail.to.email, mail.enrolment_ids) for mail in result.mails] == [
        (Context.INSTRUCTOR, "max@cibot.example", ())
    ]
    assert result.mails[0].values.lines(Variable.TRAINEES) == ("Sanne van den Berg",)
    assert _reasons(result) == {"Ine Bos": "no_address"}
    nobody = plan(make_roster(), choice(audience=Audience.INSTRUCTOR))
    assert [left.reason for left in nobody.left_out] == [Reason.NO_INSTRUCTOR]


def test_the_values_say_dates_times_and_place_in_words() -> None:
    """R-INV-02: every variable of the course has its value, in the template's language."""
    mail = plan(make_roster([make_participant(employer=make_employer())]), choice()).mails[0]
    shown = {variable.value: mail.values.lines(variable)[0] for variable in Variable if mail.values.lines(variable)}
    assert shown == {
        "traineeFirstName": "Sanne",
        "traineeLastName": "van den Berg",
        "contactPerson": "Kees Smit",
        "customer": "Bakkerij Smit",
        "courseType": "Basic Life Support",
        "courseDates": "maandag 7 juni 2027 en maandag 14 juni 2027",
        "startTime": "09:30",
        "endTime": "17:30",
        "location": "Noord, Havenweg 12, Groningen",
        "provider": "De Linde",
        "expiryDate": "7 juni 2029",
    }


def test_a_value_that_is_missing_is_told_per_mail() -> None:
    """R-INV-02: beforehand it can be seen whose mail lacks what."""
    result = plan(make_roster([make_participant("", "Berg"), make_participant()]), choice())
    assert [mail.missing for mail in result.mails] == [(Variable.TRAINEE_FIRST_NAME,), ()]


_EMPLOYERS = (None, make_employer(), make_employer("Jansen", everything=True), make_employer("Leeg", email=""))
_PEOPLE = st.lists(
    st.builds(
        make_participant,
        email=st.sampled_from(["", None, "kapot"]),
        employer=st.sampled_from(_EMPLOYERS),
        waiting=st.booleans(),
        invited=st.sampled_from([None, InvitationState.SENT, InvitationState.FAILED]),
    ),
    max_size=12,
)


@given(_PEOPLE, st.booleans(), st.booleans(), st.booleans())
def test_everybody_is_in_one_mail_or_left_out_with_a_reason(
    people: list[Participant], bulk: bool, with_loose: bool, only_not_invited: bool
) -> None:
    """R-INV-04: nobody is forgotten and nobody is mailed twice, however the people are mixed."""
    chosen = choice(bulk=bulk, loose=personal() if with_loose else None, only_not_invited=only_not_invited)
    result = plan(make_roster(people), chosen)
    mailed = [enrolment for mail in result.mails for enrolment in mail.enrolment_ids]
    left = [each.enrolment_id for each in result.left_out]
    assert sorted(map(str, [*mailed, *left])) == sorted(str(each.enrolment_id) for each in people)
    assert len({(mail.kind, mail.about) for mail in result.mails}) == len(result.mails)


@pytest.mark.parametrize("bulk", [True, False])
def test_no_trainee_of_a_customer_with_one_contact_is_ever_written_to(bulk: bool) -> None:
    """R-CUS-03: whichever template is chosen."""
    employer = make_employer(everything=True)
    people = [make_participant(employer=employer) for _ in range(3)]
    result = plan(make_roster(people), choice(bulk=bulk))
    assert {mail.to.email for mail in result.mails} == {"kees@smit.example"}
