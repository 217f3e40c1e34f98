"""From rows to enrolments as they look over HTTP.

Rows become plain values, and a whole answer is validated at once: making a model for every part of every row costs more.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from api.deps import Scope
from api.schemas import Listing
from api.v1.enrolments.schemas import EnrolmentsView, EnrolmentView
from app.courses.attendance import Attendance
from app.dashboard.participants import Participant, invitation_of, participants
from app.trainees.names import PersonName


async def show_several(scope: Scope, course_id: UUID, enrolment_ids: list[UUID]) -> EnrolmentsView:
    """The named enrolments of a course as they are now."""
    rows = await participants(scope.session, course_id, enrolment_ids)
    return EnrolmentsView.model_validate({"items": [_values(scope, row) for row in rows]})


def enrolments_page(scope: Scope, rows: Sequence[Participant], cursor: str | None) -> Listing[EnrolmentView]:
    """A page of the trainees in a course."""
    items = [_values(scope, row) for row in rows]
    return Listing[EnrolmentView].model_validate({"items": items, "next_cursor": cursor})


def enrolment_view(scope: Scope, row: Participant) -> EnrolmentView:
    """A trainee in a course."""
    return EnrolmentView.model_validate(_values(scope, row))


def _values(scope: Scope, row: Participant) -> dict[str, Any]:
    invited = invitation_of(row, scope.now)
    attendance = Attendance.read(row.course_days, row.attended, row.day_marks, row.attendance_overruled)
    return {
        "id": row.id,
        "trainee": {
            "id": row.trainee_id,
            "name": PersonName(row.given_name, row.infix, row.family_name).full,
            "given_name": row.given_name,
            "infix": row.infix,
            "family_name": row.family_name,
            "email": row.email,
            "birth_date": row.birth_date,
        },
        "customer": {"id": row.customer_id, "name": row.customer_name} if row.customer_id else None,
        "state": row.place,
        "attended": row.attended,
        "attendance_overruled": row.attendance_overruled,
        "days": [{"date": day, "attended": mark} for day, mark in attendance.days.items()],
        "passed": row.passed,
        "invited": {
            "state": invited.state.value,
            "at": invited.at,
            "reason": invited.reason,
            "mail_id": invited.mail_id,
        },
        "version": row.version,
    }
