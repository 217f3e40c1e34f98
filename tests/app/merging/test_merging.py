"""That merging two trainees or customers loses nothing, and undoing it brings everything back as it was."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.certificates.models import Certificate
from app.core.database.base import Base
from app.core.database.session import Database
from app.core.identifiers import new_id
from app.courses.models import Course, Enrolment
from app.customers.contacts import contacts_of
from app.customers.models import Customer
from app.events.audit import SYSTEM
from app.events.models import AuditEvent
from app.merging.errors import MergeClash, NotUndoable, SameThing
from app.merging.merging import MergingDesk, merge_customers, merge_trainees, undo_merge
from app.merging.models import Merge
from app.merging.references import MAY_STAND_ASIDE, MUST_STAY, references_to
from app.providers.models import Provider
from app.registry import metadata
from app.trainees.models import Trainee
from app.trainees.names import PersonName
from tests.databases import ScratchDatabase
from tests.factories.courses import make_course, make_enrolment
from tests.factories.invitations import invite
from tests.factories.tenants import first_contact, make_customer, make_provider, make_trainee

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
DESK = MergingDesk(SYSTEM, NOW, NOW.date())
HISTORY = {"audit_event", "merge", "not_the_same"}


@pytest.fixture
async def session(clean_database: ScratchDatabase) -> AsyncIterator[AsyncSession]:
    """A session that works for whatever provider the test makes; nothing of it is kept."""
    database = Database.connect(clean_database.app_url)
    async with database.platform() as opened:
        yield opened
        await opened.rollback()
    await database.close()


async def everything(session: AsyncSession) -> dict[str, list[dict[str, Any]]]:
    """Every row of every tenant table, as it stands, versions and history left out."""
    await session.flush()
    found = {}
    for table in metadata.sorted_tables:
        if "provider_id" not in table.columns or table.name in HISTORY:
            continue
        rows = await session.scalars(text(f"select to_jsonb(t) - 'version' from {table.name} t"))
        found[table.name] = sorted((row for row in rows), key=repr)
    return found


async def referring(session: AsyncSession, target: str, row_id: UUID) -> dict[str, int]:
    """How many rows of each table refer to a row."""
    found = {}
    for reference in references_to(target):
        query = text(f"select count(*) from {reference.table.name} where {reference.column} = :id")
        found[f"{reference.table.name}.{reference.column}"] = await session.scalar(query, {"id": row_id}) or 0
    return found


async def certify(session: AsyncSession, course: Course, enrolment: Enrolment, number: int) -> Certificate:
    """A certificate in force."""
    row = Certificate(
        provider_id=course.provider_id,
        number=number,
        trainee_id=enrolment.trainee_id,
        enrolment_id=enrolment.id,
        course_id=course.id,
        customer_id=enrolment.customer_id,
        kind="external",
        external_type_id=course.external_type_id,
        type_name=course.type_name,
        type_key="x",
        holder_name="Jan",
        issued_on=date(2027, 3, 1),
        source="issued",
        search="",
        created_at=NOW,
    )
    session.add(row)
    await session.flush()
    return row


class Twins:
    """The same person twice, with courses, invitations and certificates; both were in the course `shared`."""

    provider: Provider
    keeper: Trainee
    other: Trainee
    shared: Course
    only_other: Course


async def make_twins(session: AsyncSession) -> Twins:
    """Make them."""
    twins = Twins()
    twins.provider = provider = await make_provider(session)
    customer = await make_customer(session, provider)
    twins.keeper = await make_trainee(
        session, provider, name=PersonName("Jan", "de", "Vries"), email=None, remarks="Belt graag"
    )
    twins.other = await make_trainee(
        session, provider, name=PersonName("Jan", "de", "Vreis"), customer=customer, remarks="Komt met de trein"
    )
    twins.shared, twins.only_other = [await make_course(session, provider) for _ in range(2)]
    both = [
        await make_enrolment(session, twins.shared, twins.keeper, state="waiting"),
        await make_enrolment(session, twins.shared, twins.other, attended=True, passed=True),
    ]
    alone = await make_enrolment(session, twins.only_other, twins.other, attended=True, passed=True)
    await invite(session, twins.shared, both, now=NOW)
    await invite(session, twins.only_other, [alone], now=NOW)
    await certify(session, twins.shared, both[1], 1)
    await certify(session, twins.only_other, alone, 2)
    await session.execute(
        text(
            "insert into mail_opt_out (provider_id, id, trainee_id, source, created_by) values (:p, :i, :t, 'user', 'x')"
        ),
        {"p": provider.id, "i": new_id(), "t": twins.other.id},
    )
    return twins


async def test_merging_two_trainees_loses_nothing(session: AsyncSession) -> None:
    """R-CUS-04 R-PRC-01: courses, certificates, mails, opt-outs and remarks all belong to the keeper afterwards."""
    twins = await make_twins(session)
    provider_id, shared_id = twins.provider.id, twins.shared.id
    keeper_id, other_id = twins.keeper.id, twins.other.id
    customer_id, email = twins.other.customer_id, twins.other.email
    await merge_trainees(session, keeper_id, other_id, [], DESK)
    assert set((await referring(session, "trainee", other_id)).values()) == {0}
    counts = await referring(session, "trainee", keeper_id)
    assert (counts["enrolment.trainee_id"], counts["certificate.trainee_id"], counts["mail_opt_out.trainee_id"]) == (
        2,
        2,
        1,
    )
    assert (
        await session.scalar(text("select count(*) from invitation")) == 2 + 0
    )  # one of the shared mailing stands aside
    keeper = await session.get_one(Trainee, (provider_id, keeper_id))
    assert (keeper.family_name, keeper.email, keeper.customer_id) == ("Vries", email, customer_id)
    assert keeper.remarks == "Belt graag\n\nKomt met de trein"
    joined = await session.scalar(select(Enrolment).where(Enrolment.course_id == shared_id))
    assert joined is not None
    assert (joined.trainee_id, joined.state, joined.attended, joined.passed) == (keeper_id, "enrolled", True, True)
    linked = await session.scalar(select(Certificate.enrolment_id).where(Certificate.number == 1))
    assert linked == joined.id
    actions = await session.scalars(select(AuditEvent.action).where(AuditEvent.subject_id == keeper_id))
    assert "trainee.merged" in set(actions)


async def test_undoing_brings_every_row_back(session: AsyncSession) -> None:
    """R-ACC-03: every table is as it was before, row by row; it is in the audit log; a second time is refused."""
    twins = await make_twins(session)
    before = await everything(session)
    merge = await merge_trainees(session, twins.keeper.id, twins.other.id, ["name", "customer"], DESK)
    assert await everything(session) != before
    later = MergingDesk(SYSTEM, NOW + timedelta(days=29), NOW.date())
    await undo_merge(session, "trainee", merge.id, later)
    assert await everything(session) == before
    actions = set(await session.scalars(select(AuditEvent.action)))
    assert {"trainee.merged", "trainee.merge_undone"} <= actions
    with pytest.raises(NotUndoable):
        await undo_merge(session, "trainee", merge.id, later)


async def test_what_was_added_and_changed_since_stays_with_the_keeper(session: AsyncSession) -> None:
    """R-CUS-04: undoing takes back what the merge did, not what people did afterwards."""
    twins = await make_twins(session)
    keeper_id, other_id, provider_id = twins.keeper.id, twins.other.id, twins.provider.id
    later = await make_course(session, twins.provider)
    merge = await merge_trainees(session, keeper_id, other_id, ["name"], DESK)
    keeper = await session.get_one(Trainee, (provider_id, keeper_id))
    keeper.phone, keeper.email = "0612345678", "nieuw@x.example"
    await session.refresh(later)
    await make_enrolment(session, later, keeper)
    await undo_merge(session, "trainee", merge.id, DESK)
    keeper = await session.get_one(Trainee, (provider_id, keeper_id))
    assert (keeper.family_name, keeper.phone, keeper.email) == ("Vries", "0612345678", "nieuw@x.example")
    assert (await referring(session, "trainee", keeper_id))["enrolment.trainee_id"] == 2
    assert (await referring(session, "trainee", other_id))["enrolment.trainee_id"] == 2


async def test_after_thirty_days_it_is_over(session: AsyncSession) -> None:
    """R-ACC-04: what undoing needs is forgotten then, names and all."""
    twins = await make_twins(session)
    merge = await merge_trainees(session, twins.keeper.id, twins.other.id, [], DESK)
    late = MergingDesk(SYSTEM, NOW + timedelta(days=30, seconds=1), NOW.date())
    with pytest.raises(NotUndoable):
        await undo_merge(session, "trainee", merge.id, late)
    await session.execute(text("select forget_merges(:now)"), {"now": NOW + timedelta(days=30)})
    await session.refresh(merge)
    assert merge.steps != []
    await session.execute(text("select forget_merges(:now)"), {"now": late.now})
    await session.refresh(merge)
    assert merge.steps == []


async def test_two_valid_certificates_of_one_course_are_refused(session: AsyncSession) -> None:
    """R-PRC-01: neither may disappear, so that somebody decides first."""
    twins = await make_twins(session)
    mine = await session.scalar(select(Enrolment).where(Enrolment.trainee_id == twins.keeper.id))
    assert mine is not None
    await certify(session, twins.shared, mine, 3)
    with pytest.raises(MergeClash):
        await merge_trainees(session, twins.keeper.id, twins.other.id, [], DESK)
    with pytest.raises(SameThing):
        await merge_trainees(session, twins.keeper.id, twins.keeper.id, [], DESK)


async def test_merging_two_customers_loses_nothing_and_is_undone_whole(session: AsyncSession) -> None:
    """R-CUS-04 R-CUS-05: trainees, enrolments and certificates come along; the fields are chosen side by side."""
    provider = await make_provider(session)
    keeper = await make_customer(session, provider, name="Bakkerij Smit", remarks="A")
    other = await make_customer(session, provider, name="Bakkerij Smit BV", remarks="B")
    trainee = await make_trainee(session, provider, customer=other)
    course = await make_course(session, provider)
    enrolment = await make_enrolment(session, course, trainee)
    await certify(session, course, enrolment, 1)
    before, keeper_id, other_id = await everything(session), keeper.id, other.id
    contact, provider_id = (await first_contact(session, other)).email, provider.id
    merge = await merge_customers(session, keeper_id, other_id, ["contactPerson"], DESK)
    counts = await referring(session, "customer", keeper_id)
    assert [counts[f"{name}.customer_id"] for name in ("trainee", "enrolment", "certificate")] == [1, 1, 1]
    merged = await session.get_one(Customer, (provider_id, keeper_id))
    assert (merged.name, merged.remarks) == ("Bakkerij Smit", "A\n\nB")
    people = [one.email for one in await contacts_of(session, keeper_id)]
    assert (people[0], len(people)) == (contact, 2)
    assert all(email.split("@")[0] in merged.search for email in people)
    assert (await session.scalars(select(Customer.id))).all() == [keeper_id]
    await undo_merge(session, "customer", merge.id, DESK)
    assert await everything(session) == before


async def test_a_merge_into_what_was_merged_is_undone_first(session: AsyncSession) -> None:
    """R-CUS-05: merges are undone in the order in which they can be."""
    provider = await make_provider(session)
    one, two, three = [await make_customer(session, provider) for _ in range(3)]
    ids = [each.id for each in (one, two, three)]
    before = await everything(session)
    first = await merge_customers(session, ids[1], ids[0], [], DESK)
    second = await merge_customers(session, ids[2], ids[1], [], DESK)
    with pytest.raises(NotUndoable):
        await undo_merge(session, "customer", first.id, DESK)
    await undo_merge(session, "customer", second.id, DESK)
    await undo_merge(session, "customer", first.id, DESK)
    assert await everything(session) == before
    assert all(each.steps == [] for each in await session.scalars(select(Merge)))


@pytest.mark.parametrize("target", ["trainee", "customer", *sorted(MAY_STAND_ASIDE)])
def test_no_table_that_refers_to_them_is_forgotten(target: str) -> None:
    """R-CUS-05: every column that names them is moved, and where two could clash it was decided what becomes of that.

    A new table that refers to a trainee or customer needs nothing, unless only one row of it may exist: then this fails.
    """
    references = {(each.table.name, each.column) for each in references_to(target)}
    named = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name == f"{target}_id" or column.name.endswith(f"_{target}_id")
    }
    pointing = {
        (table.name, element.parent.name)
        for table in Base.metadata.sorted_tables
        for element in (key for each in table.foreign_key_constraints for key in each.elements)
        if element.column.table.name == target and element.column.name == "id"
    }
    assert references == named | pointing
    for reference in references_to(target):
        clashing = [each for each in reference.uniqueness if reference.column not in each.columns]
        assert not clashing or reference.table.name in MAY_STAND_ASIDE | MUST_STAY, reference.table.name
        if reference.table.name in MAY_STAND_ASIDE:
            assert reference.key == ("id",)
