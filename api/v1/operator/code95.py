"""The terms of code 95, kept by the operator for every provider."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from api.routing import Route, problems
from api.schemas import ApiModel, Listing
from api.v1.operator.desk import TIME_ZONE, AsOperator
from app.core.clock import local_date
from app.courses.code95.keeping import NewTerms, add_terms, list_terms

router = APIRouter(route_class=Route, tags=["Operator"])


class Code95TermsInput(ApiModel):
    """Terms for course days from a day to come."""

    valid_from: date
    days_ahead: int = Field(ge=0, le=365, description="So many days ahead a course day must have been reported")
    minutes_after_start: int = Field(ge=0, le=1440, description="So long after the start its trainees must have been")
    days_after: int = Field(ge=0, le=365, description="So many days after it the results must have been")


class Code95TermsView(Code95TermsInput):
    """Terms."""

    id: UUID


@router.get(
    "/operator/code95-terms", operation_id="operator_code95_terms_list", summary="List the terms of code 95 (operator)"
)
async def operator_code95_terms_list(here: AsOperator) -> Listing[Code95TermsView]:
    """Every set of terms, newest first; for a course day the newest holds that is valid by then."""
    return Listing(items=[Code95TermsView.model_validate(row) for row in await list_terms(here.session)])


@router.post(
    "/operator/code95-terms",
    operation_id="operator_code95_terms_create",
    summary="Add terms of code 95 (operator)",
    status_code=201,
    responses=problems(409),
)
async def operator_code95_terms_create(here: AsOperator, body: Code95TermsInput) -> Code95TermsView:
    """Add terms from a day to come; course days before it keep theirs."""
    terms = NewTerms(**body.model_dump())
    actor = here.caller.actor(here.trace_id)
    today = local_date(here.now, TIME_ZONE)
    return Code95TermsView.model_validate(await add_terms(here.session, terms, actor, today=today, now=here.now))
