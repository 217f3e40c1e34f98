"""From what staffing knows to what the API tells."""

from typing import Any

from api.v1.staffing.schemas import AnswerView, CallView, CandidatesView, InstructorPointer, RequestView
from app.staffing.candidates import Candidate, CandidateList
from app.staffing.models import StaffingAnswer, StaffingCall, StaffingRequest
from app.staffing.repository import request_ref


def candidates_view(found: CandidateList) -> CandidatesView:
    """A page of candidates, checked as a whole: one by one costs twice as much."""
    return CandidatesView.model_validate(
        {
            "items": [_candidate(each) for each in found.items],
            "next_cursor": found.next_cursor,
            "allowed_actions": found.allowed_actions,
            "declinable": found.declinable,
            "near": found.near,
            "call": call_view(found.call) if found.call else None,
        }
    )


def call_view(call: StaffingCall) -> CallView:
    """A call in rings."""
    return CallView.model_validate(call, extra="ignore")


def answer_view(answer: StaffingAnswer) -> AnswerView:
    """One answer of the history."""
    given_by = None if answer.given_by == "instructor" else answer.given_by
    values = {"answer": answer.answer, "note": answer.note, "given_at": answer.given_at, "given_by": given_by}
    return AnswerView.model_validate(values | {"generation": answer.generation})


def request_view(request: StaffingRequest) -> RequestView:
    """Where one question stands."""
    ref = request_ref(request)
    return RequestView.model_validate(
        {
            "id": request.id,
            "instructor": InstructorPointer(kind=ref.kind, id=ref.id),
            "state": str(request.state),
            "position": request.position,
            "reply_by": request.reply_by,
            "invited_at": request.invited_at,
            "answered_at": request.answered_at,
            "decided_at": request.decided_at,
        }
    )


def _candidate(each: Candidate) -> dict[str, Any]:
    return {
        "instructor": {
            "kind": each.ref.kind,
            "id": each.ref.id,
            "name": each.name,
            "city": each.city,
            "languages": each.languages,
        },
        "request_id": each.request_id,
        "state": each.state.value,
        "position": each.position,
        "invited_at": each.invited_at,
        "answered_at": each.answered_at,
        "decided_at": each.decided_at,
        "reply_by": each.reply_by,
        "note": each.note,
        "answered_by": each.answered_by,
        "distance_km": each.distance_km,
        "last_taught_on": each.last_taught_on,
        "busy": [clash.told() for clash in each.busy],
        "answer_count": each.answer_count,
        "contradicted": each.contradicted,
        "for_old_date": each.for_old_date,
        "allowed_actions": each.allowed_actions,
    }
