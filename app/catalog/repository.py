"""Queries of course types."""

from uuid import UUID

from sqlalchemy import Integer, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.types import CourseType
from app.core.database.session import bound_provider
from app.core.pagination import Page, cut

_LIST = text(
    """
    with known as (
        select id, 'certified' as kind, name, lower(name) as sort, code, validity_months, starts, ends, max_trainees,
               is_code95, required_documents
        from certified_course_type
        where archived_at is null and :certified
        union all
        select id, 'external', name, lower(name), null, validity_months, null, null, null, false, '{}'
        from external_course_type
        where provider_id = :provider_id and archived_at is null and :external
    )
    select * from known
    where (:needle = '' or position(:needle in sort) > 0)
      and (:after_id is null or (sort, id) > (:after_sort, :after_id))
    order by sort, id
    limit :limit
    """
).bindparams(
    bindparam("needle", type_=Text),
    bindparam("after_sort", type_=Text),
    bindparam("after_id", type_=Uuid),
    bindparam("limit", type_=Integer),
)


async def list_types(
    session: AsyncSession, page: Page, *, is_institute: bool, kind: str | None = None, query: str = ""
) -> tuple[list[CourseType], str | None]:
    """The types that the provider may choose from, by name; certified ones for CIBOT institutes only (R-CRT-01)."""
    after_sort, after_id = page.position(str, UUID) or ("", None)
    result = await session.execute(
        _LIST,
        {
            "provider_id": bound_provider(session),
            "certified": is_institute and kind in (None, "certified"),
            "external": kind in (None, "external"),
            "needle": query.strip().lower(),
            "after_sort": after_sort,
            "after_id": after_id,
            "limit": page.limit + 1,
        },
    )
    rows, cursor = cut(result.all(), page.limit, lambda row: (row.sort, row.id))
    return [_type(row) for row in rows], cursor


def _type(row: object) -> CourseType:
    values = dict(row._mapping)  # type: ignore[attr-defined]  # rows of a text statement
    del values["sort"]
    return CourseType(**{**values, "required_documents": tuple(values["required_documents"])})
