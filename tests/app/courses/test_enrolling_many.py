"""Enrolling a whole list at once, as an import does."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bind_tenant
from app.courses.enrolling import enrol_many
from app.courses.errors import CourseNotFound, WhiteLabelCourse
from tests.factories.courses import make_course, make_enrolment
from tests.factories.desks import desk_for
from tests.factories.tenants import act_for, make_customer, make_provider, make_trainee


async def test_a_list_fills_the_places_that_are_left(session: AsyncSession) -> None:
    """R-CRS-08: who is in already stays, who comes after the last place is told so, in the order of the list."""
    provider = await make_provider(session)
    course = await make_course(session, provider, max_trainees=3)
    customer = await make_customer(session, provider)
    there, one, two, late = [await make_trainee(session, provider) for _ in range(4)]
    await make_enrolment(session, course, there)
    wanted = [(one.id, None), (there.id, None), (two.id, customer.id), (late.id, None), (one.id, None)]
    outcomes = await enrol_many(session, course.id, wanted, desk_for(provider))
    assert outcomes == {
        one.id: "enrolled",
        there.id: "already_enrolled",
        two.id: "enrolled",
        late.id: "course_full",
    }
    again = await enrol_many(session, course.id, wanted, desk_for(provider))
    assert again == {**outcomes, one.id: "already_enrolled", two.id: "already_enrolled"}


async def test_a_list_for_a_white_label_course_is_refused(session: AsyncSession) -> None:
    """R-EXT-05: no trainees by upload either."""
    provider = await make_provider(session)
    course = await make_course(session, provider, is_white_label=True)
    with pytest.raises(WhiteLabelCourse):
        await enrol_many(session, course.id, [], desk_for(provider))


async def test_a_list_never_reaches_another_providers_course(session: AsyncSession) -> None:
    """R-CRS-08: a foreign course does not exist."""
    owner = await make_provider(session)
    course = await make_course(session, owner)
    other = await make_provider(session)
    await act_for(session, other.id)
    bind_tenant(session, other.id)
    with pytest.raises(CourseNotFound):
        await enrol_many(session, course.id, [], desk_for(other))
