"""What somebody answered, and when: every answer stays, whatever came after it (R-STF-04)."""

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.pagination import Page, cut
from app.staffing.models import StaffingAnswer
from app.staffing.repository import StaffingRepository

_PAGE = (
    select(StaffingAnswer)
    .where(StaffingAnswer.provider_id == bindparam("provider_id"), StaffingAnswer.request_id == bindparam("request_id"))
    .order_by(StaffingAnswer.sequence.desc())
    .limit(bindparam("limit"))
)
_NEXT_PAGE = _PAGE.where(StaffingAnswer.sequence < bindparam("before"))


async def list_answers(
    session: AsyncSession, course_id: UUID, request_id: UUID, page: Page
) -> tuple[list[StaffingAnswer], str | None]:
    """One page of the answers to a request, the newest first; raises StaffingRequestUnknown."""
    request = await StaffingRepository(session).one(request_id, course_id=course_id)
    position = page.position(int)
    values: dict[str, Any] = {"provider_id": bound_provider(session), "request_id": request.id, "limit": page.limit + 1}
    if position is None:
        rows = await session.scalars(_PAGE, values)
    else:
        rows = await session.scalars(_NEXT_PAGE, values | {"before": position[0]})
    return cut(rows.all(), page.limit, lambda row: (row.sequence,))
