"""A large provider beside many small ones, written by the server itself in seconds."""

from uuid import UUID

import asyncpg

from app.accounts.callers import digest
from app.core.identifiers import new_id

TOKEN = "bench-session-token"
COURSES = 10_000
TRAINEES = 50_000
CERTIFICATES = 100_000
"""Of the large provider; they expire over six years around now."""
PER_COURSE = 15
SMALL_PROVIDERS = 100
INSTRUCTORS = 2_000
BOOKINGS = 200_000
STAFFED_COURSE = UUID("01a00000-0000-7000-8000-000000000806")
"""A course of the large provider that has no instructor yet."""

COURSE_TYPE, TEACHER, CROWDED = (UUID(int=number) for number in (101, 102, 103))
"""The large provider's type and instructor, and a course of it in which CROWD trainees are enrolled."""
CROWD = 200
OPEN = UUID(int=104), UUID(int=105)
"""Two courses of the large provider with places for many more trainees."""
COURSE_WORD, TRAINEE_WORD = "#99", "naamab"
"""Words that some two hundred of its courses or trainees have."""
CUSTOMERS = 2_000
MAILS = 50_000

_PROVIDER = "insert into provider (id, name, email, is_cibot_institute, version) values ($1, $2, $3, true, 1)"
_MODULES = """insert into provider_module (provider_id, id, module, active_from)
    select $1, gen_random_uuid(), m, '2020-01-01' from unnest(array['external_courses','invitations','staffing','customers']) m"""
_TYPE = """insert into external_course_type (provider_id, id, name, name_norm, version)
    values ($1, $2, 'EHBO herhaling', 'ehbo herhaling', 1)"""
_TRAINEES = """insert into trainee (provider_id, id, given_name, infix, family_name, name_sort, name_key, search, email,
        email_norm, version)
    select $1, lpad(to_hex(n), 32, '0')::uuid, 'Cursist', '', w, w || ' cursist', 'cursist ' || w,
           'cursist ' || w || ' ' || n, e, e, 1
    from (select n, 'naam' || md5(n::text) as w, 'c' || n || '@bedrijf.example' as e
          from generate_series(1, $2::int) n) x"""
_COURSES = """insert into course (provider_id, id, number, kind, external_type_id, type_name, first_day, last_day,
        max_trainees, location_text, search, version)
    select $1, gen_random_uuid(), n, 'external', $2, 'EHBO herhaling', d, d, 16, 'Breda', '#' || n || ' ehbo breda', 1
    from (select n, date '2024-01-01' + (n * 1200 / $3::int) as d from generate_series(1, $3::int) n) x"""
_DAYS = """insert into course_day (provider_id, id, course_id, date, starts, ends)
    select provider_id, gen_random_uuid(), id, first_day, '09:00', '17:00' from course where provider_id = $1"""
_INSTRUCTOR = """insert into external_instructor (provider_id, id, name, name_sort, email, email_norm, version)
    values ($1, $2, 'Ineke Docent', 'docent ineke', 'i@x.example', 'i@x.example', 1)"""
_TEACHING = """insert into course_instructor (provider_id, id, course_id, position, external_instructor_id, name, booked_at)
    select provider_id, gen_random_uuid(), id, 'main', $2, 'Ineke Docent', now() from course where provider_id = $1"""
_INSTRUCTORS = """insert into instructor (id, given_name, family_name, name_sort, search, email, city, postcode, version)
    select gen_random_uuid(), 'Docent', w, w, 'docent ' || w, 'd' || n || '@cibot.example', 'Stad', (1000 + n * 4) || ' AB', 1
    from (select n, 'aan' || md5(n::text) as w from generate_series(1, $1::int) n) x"""
_BOOKED = """insert into course_instructor (provider_id, id, course_id, position, instructor_id, name, booked_at)
    select c.provider_id, gen_random_uuid(), c.id, 'second', i.id, 'Docent', now()
    from (select *, row_number() over (order by number) as k from course where provider_id = $1) c
    join (select id, row_number() over (order by id) as k, count(*) over () as n from instructor) i on i.k = 1 + c.k % i.n"""
_STAFFED = """insert into course (provider_id, id, number, kind, external_type_id, type_name, first_day, last_day,
        max_trainees, location_text, search, version)
    select provider_id, $2, 900000, 'external', id, name, '2029-05-14', '2029-05-14', 16, '4825 AB Breda', 'open', 1
    from external_course_type where provider_id = $1 limit 1"""
_STAFFED_DAY = """insert into course_day (provider_id, id, course_id, date, starts, ends)
    values ($1, gen_random_uuid(), $2, '2029-05-14', '09:00', '17:00')"""
_BUSY_DAY = """update course_day set date = '2029-05-14' where provider_id = $1
    and course_id in (select id from course where provider_id = $1 order by id limit 200)"""
_ENROLMENTS = """insert into enrolment (provider_id, id, course_id, trainee_id, version)
    select c.provider_id, gen_random_uuid(), c.id, t.id, 1
    from (select *, row_number() over (order by number) as k from course where provider_id = $1) c
    join (select id, row_number() over (order by id) as k from trainee where provider_id = $1) t
      on t.k between 1 + (c.k * 7) % ($2::int - 20) and (c.k * 7) % ($2::int - 20) + $3::int"""
_CROWDED = """insert into course (provider_id, id, number, kind, external_type_id, type_name, first_day, last_day,
        max_trainees, location_text, search, version)
    values ($1, $2, $3, 'external', $4, 'EHBO herhaling', '2027-05-01', '2027-05-01', 250, 'Breda', 'druk', 1)"""
_CROWDED_DAY = """insert into course_day (provider_id, id, course_id, date, starts, ends)
    values ($1, gen_random_uuid(), $2, '2027-05-01', '09:00', '17:00')"""
_CROWD = """insert into enrolment (provider_id, id, course_id, trainee_id, version)
    select $1, gen_random_uuid(), $2, id, 1 from trainee where provider_id = $1 order by id limit $3"""
_OPEN = """insert into course (provider_id, id, number, kind, external_type_id, type_name, first_day, last_day,
        max_trainees, location_text, search, version)
    values ($1, $2, $3, 'external', $4, 'EHBO herhaling', '2027-05-02', '2027-05-02', 1000, 'Breda', 'open', 1)"""
_COUNTED = "insert into counter (provider_id, kind, value) values ($1, 'course', $2)"
_CUSTOMERS = """insert into customer (provider_id, id, name, name_sort, search, address, version)
    select $1, lpad(to_hex(n), 32, '0')::uuid, w, w, w || ' ' || n, 'Dorpsstraat 1', 1
    from (select n, 'bedrijf' || md5(n::text) as w from generate_series(1, $2::int) n) x"""
_CONTACTS = """insert into customer_contact (provider_id, id, customer_id, position, name, email)
    select provider_id, gen_random_uuid(), id, 0, 'Petra Kok', 'petra@' || name || '.example'
    from customer where provider_id = $1"""
_MAILS = """insert into outbox_mail (provider_id, id, kind, dedupe_key, cause_type, recipient_name, recipient_email, subject,
        search, message_id, dated_at, slot, not_before, state, attempts, smtp_code, smtp_text, sent_at, finished_at, created_at)
    select $1, gen_random_uuid(), 'mailing', 'mail:' || n, 'mailing', 'Cursist', 'c' || n || '@bedrijf.example', 'Uitnodiging',
           'cursist uitnodiging', '<' || n || '@c-bot.example>', t, 0, t, 'sent', 1, 250, 'taken', t, t, t
    from (select n, now() - n * interval '1 minute' as t from generate_series(1, $2::int) n) x"""
_CERTIFICATES = """insert into certificate (provider_id, id, trainee_id, kind, type_name, type_key, holder_name, foreign_number,
        expires_on, source, verification_code, search)
    select $1, gen_random_uuid(), t.id, 'imported', 'BHV', 'imported:bhv', 'Cursist', n::text,
           current_date - 1095 + (n * 2190 / $2::bigint)::int, 'imported', md5(n::text), 'cursist bhv'
    from generate_series(1, $2::bigint) n
    join (select id, row_number() over (order by id) as k from trainee where provider_id = $1) t
      on t.k = 1 + n % $3::bigint"""
_USER = """insert into user_account (id, email, email_norm, name, password_hash)
    values ($1, 'b@b.example', 'b@b.example', 'Bench', '!')"""
_MEMBER = (
    "insert into membership (provider_id, id, user_id, role, version) values ($1, gen_random_uuid(), $2, 'admin', 1)"
)
_SESSION = """insert into user_session (id, token_hash, user_id, provider_id, created_at, last_seen_at, expires_at)
    values (gen_random_uuid(), $1, $2, $3, now(), now(), now() + interval '1 day')"""


async def seed(admin_url: str) -> None:
    """Fill a migrated database as superuser; the session token of the large provider's administrator is TOKEN."""
    connection = await asyncpg.connect(admin_url)
    try:
        large = await _provider(
            connection, "Groot", courses=COURSES, trainees=TRAINEES, course_type=COURSE_TYPE, instructor=TEACHER
        )
        await connection.execute(_CERTIFICATES, large, CERTIFICATES, TRAINEES)
        for number in range(SMALL_PROVIDERS):
            await _provider(connection, f"Klein {number}", courses=20, trainees=100)
        await _staffing(connection, large)
        await connection.execute(_CROWDED, large, CROWDED, 2 * COURSES, COURSE_TYPE)
        await connection.execute(_CROWDED_DAY, large, CROWDED)
        await connection.execute(_CROWD, large, CROWDED, CROWD)
        for number, course in enumerate(OPEN, 2 * COURSES + 1):
            await connection.execute(_OPEN, large, course, number, COURSE_TYPE)
        await connection.execute(_COUNTED, large, 1_000_000)
        await connection.execute(_CUSTOMERS, large, CUSTOMERS)
        await connection.execute(_CONTACTS, large)
        await connection.execute(_MAILS, large, MAILS)
        user = new_id()
        await connection.execute(_USER, user)
        await connection.execute(_MEMBER, large, user)
        await connection.execute(_SESSION, digest(TOKEN), user, large)
        await connection.execute("vacuum analyze")
    finally:
        await connection.close()


async def _staffing(connection: asyncpg.Connection, large: object) -> None:
    """Many registered instructors, booked all over by another provider, some of them on the day of the open course."""
    await connection.execute(_INSTRUCTORS, INSTRUCTORS)
    others = await _provider(connection, "Druk", courses=BOOKINGS, trainees=100, per_course=0)
    for provider in (large, others):
        await connection.execute(_BOOKED, provider)
    await connection.execute(_BUSY_DAY, others)
    await connection.execute(_STAFFED, large, STAFFED_COURSE)
    await connection.execute(_STAFFED_DAY, large, STAFFED_COURSE)


async def _provider(
    connection: asyncpg.Connection,
    name: str,
    *,
    courses: int,
    trainees: int,
    per_course: int = PER_COURSE,
    course_type: UUID | None = None,
    instructor: UUID | None = None,
) -> object:
    provider, course_type, instructor = new_id(), course_type or new_id(), instructor or new_id()
    await connection.execute(_PROVIDER, provider, name, f"{name.replace(' ', '')}@x.example")
    await connection.execute(_MODULES, provider)
    await connection.execute(_TYPE, provider, course_type)
    await connection.execute(_TRAINEES, provider, trainees)
    await connection.execute(_COURSES, provider, course_type, courses)
    await connection.execute(_DAYS, provider)
    await connection.execute(_INSTRUCTOR, provider, instructor)
    await connection.execute(_TEACHING, provider, instructor)
    if per_course:
        await connection.execute(_ENROLMENTS, provider, trainees, min(per_course, trainees - 20))
    return provider
