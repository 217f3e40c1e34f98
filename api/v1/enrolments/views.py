"""From rows to enrolments as they look over HTTP."""

from datetime import datetime
from typing import Any
from uuid import UUID

from api.deps import Scope
from api.v1.enrolments.schemas import EnrolmentsView, EnrolmentView
from app.courses.attendance import Attendance
from app.dashboard.participants import Participant, invitation_of, participants
from app.trainees.names import PersonName


async def show_several(scope: Scope, course_id: UUID, enrolment_ids: list[UUID]) -> EnrolmentsView:
    """The named enrolments of a course as they are now."""
    rows = await participants(scope.session, course_id, enrolment_ids)
    return EnrolmentsView.model_validate({"items": [enrolment_values(row, scope.now) for row in rows]})


def enrolment_view(scope: Scope, row: Participant) -> EnrolmentView:
    """A trainee in a course."""
    return EnrolmentView.model_validate(enrolment_values(row, scope.now))


def enrolment_values(row: Participant, now: datetime) -> dict[str, Any]:
    """A trainee in a course, in the words of `EnrolmentView`."""
    invited = invitation_of(row, now)
    attendance = Attendance.read(row.course_days, row.attended, row.day_marks, row.attendance_overruled)
    return {
        "id": row.id,
        "trainee": {
            "id": row.trainee_id,
            "name": PersonName(row.given_name, row.infix, row.family_name).full,
            "givenName": row.given_name,
            "infix": row.infix,
            "familyName": row.family_name,
            "email": row.email,
            "birthDate": row.birth_date,
        },
        "customer": {"id": row.customer_id, "name": row.customer_name} if row.customer_id else None,
        "state": row.place,
        "attended": row.attended,
        "attendanceOverruled": row.attendance_overruled,
        "days": [{"date": day, "attended": mark} for day, mark in attendance.days.items()],
        "passed": row.passed,
        "invited": {
            "state": invited.state,
            "at": invited.at,
            "reason": invited.reason,
            "mailId": invited.mail_id,
        },
        "version": row.version,
    }
