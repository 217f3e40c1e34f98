"""Everything that a draft refers to, looked up in one statement."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Date, Uuid, bindparam, column, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.types import CourseType, type_key
from app.core.database.session import bound_provider
from app.courses.busy import BusyRule
from app.courses.draft import CourseDraft
from app.courses.teachers import Teacher
from app.instructors.people import InstructorRef

_LOOK_UP = (
    text(
        """
    select p.busy_rule, p.travel_margin_minutes,
        (select jsonb_build_object('id', t.id, 'name', t.name, 'months', t.validity_months, 'archived', t.archived_at is not null)
         from certified_course_type t where t.id = :type_id and :certified) as certified_type,
        (select jsonb_build_object('id', t.id, 'name', t.name, 'months', t.validity_months, 'archived', t.archived_at is not null)
         from external_course_type t
         where t.provider_id = p.id and t.id = :type_id and not :certified) as external_type,
        (select jsonb_build_object('id', l.id, 'name', l.name, 'city', l.city, 'archived', l.archived_at is not null)
         from location l where l.provider_id = p.id and l.id = :location_id) as location,
        (select jsonb_agg(jsonb_build_object(
            'id', i.id,
            'name', concat_ws(' ', i.given_name, nullif(i.infix, ''), i.family_name),
            'available', i.suspended_at is null,
            'qualified', not :certified or not exists (
                select from unnest(cast(:days as date[])) as d(day)
                where not exists (
                    select from teaching_qualification q
                    where q.instructor_id = i.id and q.course_type_id = :type_id
                      and q.valid_from <= d.day and (q.valid_to is null or q.valid_to >= d.day)))))
         from instructor i where i.id = any(:registered)) as registered,
        (select jsonb_agg(jsonb_build_object(
            'id', e.id, 'name', e.name, 'available', e.archived_at is null,
            'qualified', :certified or coalesce((
                select bool_or(h.external_type_id is not distinct from coalesce(:type_id, (
                    select t.id from external_course_type t where t.provider_id = p.id and t.name_norm = :type_key)))
                from external_instructor_type h
                where h.provider_id = e.provider_id and h.external_instructor_id = e.id having count(*) > 0), true)))
         from external_instructor e where e.provider_id = p.id and e.id = any(:external)) as external
    from provider p where p.id = :provider_id
    """
    )
    .bindparams(
        bindparam("type_id", type_=Uuid),
        bindparam("location_id", type_=Uuid),
        bindparam("days", type_=ARRAY(Date)),
        bindparam("registered", type_=ARRAY(Uuid)),
        bindparam("external", type_=ARRAY(Uuid)),
    )
    .columns(
        column("busy_rule"),
        column("travel_margin_minutes"),
        *(column(name, JSONB) for name in ("certified_type", "external_type", "location", "registered", "external")),
    )
)


@dataclass(frozen=True)
class Place:
    """A training location as a course remembers it."""

    id: UUID
    text: str
    archived: bool


@dataclass(frozen=True)
class References:
    """What was found; what is missing does not exist for this provider."""

    busy_rule: BusyRule
    course_type: CourseType | None
    type_archived: bool
    place: Place | None
    teachers: dict[InstructorRef, Teacher]


async def look_up(session: AsyncSession, draft: CourseDraft) -> References:
    """Find the type, location and instructors of the draft, and the provider's busy rule."""
    people = list(draft.places.values())
    result = await session.execute(
        _LOOK_UP,
        {
            "provider_id": bound_provider(session),
            "certified": draft.kind == "certified",
            "type_id": draft.type.id,
            "type_key": type_key(draft.type.name),
            "location_id": draft.location.id if draft.location else None,
            "days": [day.date for day in draft.days],
            "registered": [person.id for person in people if person.kind == "registered"],
            "external": [person.id for person in people if person.kind == "external"],
        },
    )
    row = result.one()
    found = row.certified_type or row.external_type
    return References(
        busy_rule=BusyRule(row.busy_rule, row.travel_margin_minutes),
        course_type=_type(found, draft.kind) if found else None,
        type_archived=bool(found and found["archived"]),
        place=_place(row.location) if row.location else None,
        teachers={each.person: each for each in _teachers(row.registered or [], row.external or [])},
    )


def _type(found: dict[str, Any], kind: str) -> CourseType:
    return CourseType(id=UUID(found["id"]), kind=kind, name=found["name"], validity_months=found["months"])


def _place(found: dict[str, Any]) -> Place:
    words = ", ".join(part for part in (found["name"], found["city"]) if part)
    return Place(UUID(found["id"]), words, found["archived"])


def _teachers(registered: list[dict[str, Any]], external: list[dict[str, Any]]) -> list[Teacher]:
    return [
        Teacher(InstructorRef("registered", UUID(each["id"])), each["name"], each["available"], each["qualified"])
        for each in registered
    ] + [
        Teacher(InstructorRef("external", UUID(each["id"])), each["name"], each["available"], each["qualified"])
        for each in external
    ]
