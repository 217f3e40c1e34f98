"""The filters and orders of the list of courses, for whatever is done with it (R-CRS-07)."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Query

from api.v1.courses.schemas import Kind, State
from app.courses.repository import CourseFilter
from app.instructors.people import InstructorRef

Need = Literal["processing", "instructor", "answer", "invitation", "place"]
SortKey = Literal["firstDay", "-firstDay", "number", "-number"]
_MOST_IDS = 100


async def _filter(
    from_: Annotated[date | None, Query(alias="from", description="Courses with a day on or after it")] = None,
    until: Annotated[date | None, Query(description="Courses that begin on or before it")] = None,
    kind: Kind | None = None,
    type_id: Annotated[UUID | None, Query(alias="typeId")] = None,
    state: State | None = None,
    instructor: Annotated[str | None, Query(max_length=60, examples=["registered:018f…"])] = None,
    location_id: Annotated[UUID | None, Query(alias="locationId")] = None,
    customer_id: Annotated[UUID | None, Query(alias="customerId")] = None,
    staffed: Annotated[bool | None, Query(description="Whether a main instructor is known")] = None,
    white_label: Annotated[bool | None, Query(alias="whiteLabel")] = None,
    needs: Annotated[Need | None, Query(description="Only what waits for this, as the dashboard counts it")] = None,
    ids: Annotated[list[UUID] | None, Query(alias="id", max_length=_MOST_IDS, description="Only these courses")] = None,
    q: Annotated[
        str, Query(max_length=200, description="Words of type, place, instructor, reseller, or a number")
    ] = "",
) -> CourseFilter:
    return CourseFilter(
        from_day=from_,
        until_day=until,
        kind=kind,
        type_id=type_id,
        state=state,
        instructor=InstructorRef.parse(instructor) if instructor is not None else None,
        location_id=location_id,
        customer_id=customer_id,
        staffed=staffed,
        white_label=white_label,
        ids=tuple(ids) if ids else None,
        needs=needs,
        query=q,
    )


Wanted = Annotated[CourseFilter, Depends(_filter)]
