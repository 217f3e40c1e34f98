"""The floor of what writes: the same rows and the same answer by hand-written SQL, a statement for each, in one transaction.

Finding the caller, the checks, the number, the rows, the log entry, the notice, the kept answer and the answer itself are
there, as in ours; what reads and refuses input is not.
"""

from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from app.core.identifiers import new_id
from app.events.changes import notice
from tests.bench.floor_reads import ENROLMENTS, OVERVIEW
from tests.bench.seed import CROWDED

_CALLER = """select s.user_id, s.provider_id, u.name from user_session s join user_account u on u.id = s.user_id
    where s.token_hash = $1 and s.expires_at > now()"""
_CHECK_BOOKING = """select t.name as type_name, i.name as teacher, exists (
        select from course_instructor x join course_day d on d.provider_id = x.provider_id and d.course_id = x.course_id
        where x.provider_id = $1 and x.external_instructor_id = $3 and d.date = $4) as busy
    from external_course_type t cross join external_instructor i
    where t.provider_id = $1 and t.id = $2 and i.provider_id = $1 and i.id = $3"""
_NUMBER = """insert into counter (provider_id, kind, value) values ($1, 'course', 1)
    on conflict (provider_id, kind) do update set value = counter.value + 1 returning value"""
_COURSE = """insert into course (provider_id, id, number, kind, external_type_id, type_name, first_day, last_day, max_trainees,
        location_text, search, created_by, created_at, version)
    values ($1, $2, $3, 'external', $4, $5, $6, $6, $7, $8, $9, $10, $11, 1)"""
_DAY = "insert into course_day (provider_id, id, course_id, date, starts, ends) values ($1, $2, $3, $4, $5, $6)"
_TEACHER = """insert into course_instructor (provider_id, id, course_id, position, external_instructor_id, name, booked_at)
    values ($1, $2, $3, 'main', $4, $5, $6)"""
_CHECK_ENROLMENT = """select c.id, c.max_trainees, t.customer_id,
        (select count(*) from enrolment e where e.provider_id = $1 and e.course_id = $2 and e.state = 'enrolled') as taken
    from course c join trainee t on t.provider_id = $1 and t.id = $3 where c.provider_id = $1 and c.id = $2
    for update of c"""
_ENROLMENT = """insert into enrolment (provider_id, id, course_id, trainee_id, customer_id, created_at, version)
    values ($1, $2, $3, $4, $5, $6, 1)"""
_LOG = """insert into audit_event (provider_id, id, at, actor_kind, actor_id, actor_name, action, subject_type, subject_id,
        changes, trace_id) values ($1, $2, $3, 'user', $4, $5, $6, 'course', $7, $8, '')"""
_NOTIFY = "select pg_notify('cbot_changes', $1)"
_KEEP = """insert into idempotency_record (provider_id, caller, key, fingerprint, status, headers, body, created_at)
    values ($1, $2, $3, $4, 201, '{}', $5, $6)"""
_BOOKED = OVERVIEW.replace(f"'{CROWDED}'", "$2")
_ENROLLED = ENROLMENTS.replace(f"'{CROWDED}'", "$2").replace("order by t.name_sort, e.id limit 201", "and e.id = $3")


async def book(connection: asyncpg.Connection, token: bytes, key: str, body: dict[str, Any]) -> bytes:
    """A new course with a day and an instructor."""
    async with connection.transaction():
        caller, now, course = await connection.fetchrow(_CALLER, token), datetime.now(UTC), new_id()
        provider, day = caller["provider_id"], date.fromisoformat(body["days"][0]["date"])
        starts, ends = (time.fromisoformat(body["days"][0][name]) for name in ("starts", "ends"))
        course_type, person = UUID(body["type"]["id"]), UUID(body["mainInstructor"]["id"])
        known = await connection.fetchrow(_CHECK_BOOKING, provider, course_type, person, day)
        assert not known["busy"]
        number = await connection.fetchval(_NUMBER, provider)
        place, places = body["location"]["text"], body["maxTrainees"]
        search = f"#{number} {known['type_name']} {place}".lower()
        of_type = (course_type, known["type_name"])
        await connection.execute(
            _COURSE, provider, course, number, *of_type, day, places, place, search, caller["user_id"], now
        )
        await connection.execute(_DAY, provider, new_id(), course, day, starts, ends)
        await connection.execute(_TEACHER, provider, new_id(), course, person, known["teacher"], now)
        await _note(connection, caller, now, "course.booked", course)
        row = await connection.fetchrow(_BOOKED, token, course)
        return await _keep(connection, caller, now, key, row)


async def enrol(connection: asyncpg.Connection, token: bytes, key: str, body: dict[str, Any]) -> bytes:
    """A place for a trainee, in the course that the body names."""
    async with connection.transaction():
        caller, now, enrolment = await connection.fetchrow(_CALLER, token), datetime.now(UTC), new_id()
        provider, course, trainee = caller["provider_id"], UUID(body["courseId"]), UUID(body["traineeId"])
        known = await connection.fetchrow(_CHECK_ENROLMENT, provider, course, trainee)
        assert known["taken"] < known["max_trainees"]
        await connection.execute(_ENROLMENT, provider, enrolment, course, trainee, known["customer_id"], now)
        await _note(connection, caller, now, "enrolment.made", course)
        row = await connection.fetchrow(_ENROLLED, token, course, enrolment)
        return await _keep(connection, caller, now, key, row)


async def _note(connection: asyncpg.Connection, caller: Any, now: datetime, action: str, course: UUID) -> None:
    provider = caller["provider_id"]
    who = (caller["user_id"], caller["name"])
    await connection.execute(_LOG, provider, new_id(), now, *who, action, course, "{}")
    await connection.execute(_NOTIFY, notice(provider, "courses", course))


async def _keep(connection: asyncpg.Connection, caller: Any, now: datetime, key: str, row: Any) -> bytes:
    answer = orjson.dumps(dict(row), default=str)
    name = f"user:{caller['user_id']}"
    await connection.execute(_KEEP, caller["provider_id"], name, key, sha256(answer).digest(), answer, now)
    return answer


WRITES = {"book": book, "enrol": enrol}
