"""Course types: the certified ones, and the provider's own words for its external courses."""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from sqlalchemy import Integer, Text, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.core.values import clean_line
from app.core.words import normalise


@dataclass(frozen=True)
class CourseType:
    """A type to choose for a course; times, maximum and documents are what it proposes (R-CRS-04)."""

    id: UUID
    kind: str
    name: str
    validity_months: int | None
    code: str | None = None
    starts: time | None = None
    ends: time | None = None
    max_trainees: int | None = None
    is_code95: bool = False
    required_documents: tuple[str, ...] = ()


_REMEMBER = text(
    """
    insert into external_course_type as t (provider_id, id, name, name_norm, validity_months, version)
    values (:provider_id, :id, :name, :name_norm, :validity_months, 1)
    on conflict (provider_id, name_norm) do update
    set validity_months = coalesce(excluded.validity_months, t.validity_months),
        archived_at = null,
        version = t.version + case when t.archived_at is null
            and coalesce(excluded.validity_months, t.validity_months) is not distinct from t.validity_months
            then 0 else 1 end
    returning t.id, t.name, t.validity_months
    """
).bindparams(bindparam("validity_months", type_=Integer), bindparam("name_norm", type_=Text))


def type_key(name: str) -> str:
    """By what a type's name is known again: capitals, accents and punctuation do not matter."""
    return normalise(name) or clean_line(name).casefold()


async def remember_external_type(session: AsyncSession, name: str, validity_months: int | None) -> CourseType:
    """The provider's type of that name, made when it is new; a validity that is given replaces the remembered one."""
    tidy = clean_line(name)
    result = await session.execute(
        _REMEMBER,
        {
            "provider_id": bound_provider(session),
            "id": new_id(),
            "name": tidy,
            "name_norm": type_key(tidy),
            "validity_months": validity_months,
        },
    )
    row = result.one()
    return CourseType(id=row.id, kind="external", name=row.name, validity_months=row.validity_months)
