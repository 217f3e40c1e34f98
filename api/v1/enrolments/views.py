"""From rows to enrolments as they look over HTTP."""

from typing import Any
from uuid import UUID

from api.deps import Scope
from api.schemas import Reference
from api.v1.enrolments.schemas import DayMark, EnrolledTrainee, EnrolmentsView, EnrolmentView, InvitedView
from app.courses.attendance import Attendance
from app.dashboard.participants import invitation_of, participants
from app.trainees.names import PersonName


async def show_several(scope: Scope, course_id: UUID, enrolment_ids: list[UUID]) -> EnrolmentsView:
    """The named enrolments of a course as they are now."""
    rows = await participants(scope.session, course_id, enrolment_ids)
    return EnrolmentsView(items=[enrolment_view(scope, row) for row in rows])


def enrolment_view(scope: Scope, row: Any) -> EnrolmentView:
    """A trainee in a course."""
    invited = invitation_of(row, scope.now)
    attendance = Attendance.read(row.course_days, row.attended, row.day_marks, row.attendance_overruled)
    return EnrolmentView(
        id=row.id,
        trainee=EnrolledTrainee(
            id=row.trainee_id,
            name=PersonName(row.given_name, row.infix, row.family_name).full,
            given_name=row.given_name,
            infix=row.infix,
            family_name=row.family_name,
            email=row.email,
            birth_date=row.birth_date,
        ),
        customer=Reference(id=row.customer_id, name=row.customer_name) if row.customer_id else None,
        state=row.place,
        attended=row.attended,
        attendance_overruled=row.attendance_overruled,
        days=[DayMark(date=day, attended=mark) for day, mark in attendance.days.items()],
        passed=row.passed,
        invited=InvitedView(state=invited.state.value, at=invited.at, reason=invited.reason, mail_id=invited.mail_id),
        version=row.version,
    )
