"""That no table, role or function lets a provider see another's rows."""

import asyncpg
import pytest
from sqlalchemy import select, text

from app.core.database.base import Base, TenantTable
from app.core.database.safety import UnsafeDatabaseRole, refuse_unsafe_role
from app.core.database.session import Database, TenantNotBound
from app.registry import metadata
from app.trainees.models import Trainee
from tests.databases import ScratchDatabase
from tests.factories.tenants import make_provider, make_trainee

GLOBAL_TABLES = {
    "user_account",
    "user_session",
    "login_attempt",
    "second_factor",
    "recovery_code",
    "certified_course_type",
    "lesson_material",
    "instructor",
    "teaching_qualification",
    "price_list",
    "invoice_counter",
    "code95_terms",
    "instructor_away",
    "scheduled_run",
    "calendar_feed",
    "operator_event",
    "operator_idempotency_record",
    "alembic_version",
}
"""People who log in, and what the operator keeps for everybody. A new name here wants a reason."""
DOORS = {
    "caller_by_api_key",
    "caller_by_session",
    "certificate_by_code",
    "certificate_search",
    "certification_item_search",
    "course_search",
    "customer_search",
    "erase_from_log",
    "forget_expired",
    "forget_imports",
    "forget_mails",
    "calendar_feed_owner",
    "instructor_agenda",
    "forget_merges",
    "forget_registrations",
    "forget_webhook_deliveries",
    "instructor_bookings",
    "instructor_questions",
    "jobs_claim",
    "mail_search",
    "memberships_of",
    "modules_of",
    "next_invoice_number",
    "note_login",
    "operator_failed_jobs",
    "online_payments_due",
    "operator_invoices",
    "operator_mail_watch",
    "operator_module_requests",
    "operator_providers",
    "operator_registrations",
    "operator_watch",
    "outbox_claim",
    "outbox_head",
    "outbox_health",
    "outbox_owner",
    "outbox_renew",
    "outbox_sweep",
    "own_senders_due",
    "providers_with_made_files",
    "reminders_wanted",
    "shared_courses",
    "staffing_calls_due",
    "trainee_search",
    "visitors_by_email",
    "webhook_of_audit_event",
    "webhook_of_outbox_mail",
    "webhooks_claim",
    "webhooks_health",
}
"""Every function that may look across tenants (DESIGN 3)."""


async def _column(url: str, statement: str) -> set[str]:
    connection = await asyncpg.connect(url)
    try:
        return {row[0] for row in await connection.fetch(statement)}
    finally:
        await connection.close()


async def test_every_table_of_a_provider_is_guarded(database: ScratchDatabase) -> None:
    """R-CRS-09: row security is enabled and forced, with a policy, on every table that is not on the global list."""
    guarded = await _column(
        database.admin_url,
        """select c.relname from pg_class c
           where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
             and c.relrowsecurity and c.relforcerowsecurity
             and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant')""",
    )
    every = await _column(database.admin_url, "select tablename from pg_tables where schemaname = 'public'")
    assert every - guarded == GLOBAL_TABLES


def test_keys_of_tenant_tables_lead_with_the_provider() -> None:
    """R-CRS-09: not even a foreign key can point into another provider."""
    for table in metadata.tables.values():
        if table.name in GLOBAL_TABLES or table.name == "provider":
            continue
        assert next(iter(table.primary_key.columns)).name == "provider_id", table.name
        for key in table.foreign_key_constraints:
            target = key.referred_table
            if "provider_id" in target.columns:
                assert "provider_id" in key.column_keys, f"{table.name}.{key.column_keys}"


def test_indexes_of_tenant_tables_lead_with_the_provider() -> None:
    """R-CRS-07: row security filters on the provider first, so that every index must too."""
    across = {
        "ix_outbox_mail_due",
        "ix_outbox_mail_id",
        "ix_outbox_mail_leases",
        "ix_background_job_open",
        "ix_background_job_made_file",
        "ix_outbox_mail_message_id",
        "uq_certificate_verification_code",
        "ix_online_payment_due",
        "ix_staffing_call_due",
        "ix_course_day_date",
        "ix_course_shared",
        "uq_invoice_number",
        "ix_customer_contact_address",
        "ix_trainee_address",
    }
    for table in metadata.tables.values():
        if "provider_id" not in table.columns or table.name in GLOBAL_TABLES:
            continue
        for index in table.indexes:
            first = next(iter(index.columns)).name
            by_person = index.name in across or first in ("instructor_id", "user_id")
            assert first == "provider_id" or by_person, index.name


async def test_the_doors_are_the_listed_ones(database: ScratchDatabase) -> None:
    """R-CRS-05: what crosses tenants is a short list of functions, all owned by the role that nobody can be."""
    found = await _column(
        database.admin_url,
        "select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace",
    )
    owners = await _column(
        database.admin_url,
        """select distinct r.rolname from pg_proc p join pg_roles r on r.oid = p.proowner
           where p.prosecdef and p.pronamespace = 'public'::regnamespace""",
    )
    assert found == DOORS
    assert owners == {"cbot_doors"}


async def test_no_role_of_ours_escapes_row_security(database: ScratchDatabase) -> None:
    """R-CRS-09: none is a superuser or bypasses row security."""
    strong = await _column(
        database.admin_url,
        "select rolname from pg_roles where rolname like 'cbot%' and (rolsuper or rolbypassrls or rolcreaterole)",
    )
    assert strong == set()


async def test_the_log_and_the_answers_cannot_be_rewritten(database: ScratchDatabase) -> None:
    """R-ACC-03, R-BIL-07: the application may add to the audit log and to the invoices, never change or remove."""
    connection = await asyncpg.connect(database.app_url)
    try:
        for table in ("audit_event", "outbox_attempt", "staffing_answer", "billed_month", "invoice", "invoice_payment"):
            for statement in (f"delete from {table}", f"update {table} set provider_id = provider_id"):
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await connection.execute(statement)
        for statement in ("delete from operator_event", "update operator_event set action = action"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
    finally:
        await connection.close()


async def test_without_the_repositories_filter_row_security_still_hides(clean_database: ScratchDatabase) -> None:
    """R-CRS-09: a query that forgot its filter sees the own provider's rows, and without a provider none at all."""
    database = Database.connect(clean_database.app_url)
    async with database.platform() as session:
        mine = await make_provider(session)
        await make_trainee(session, mine, email="van-mij@bedrijf.example")
        theirs = await make_provider(session)
        await make_trainee(session, theirs, email="van-hen@bedrijf.example")
    async with database.tenant(mine.id) as session:
        assert list(await session.scalars(select(Trainee.email))) == ["van-mij@bedrijf.example"]
    async with database.platform() as session:
        assert list(await session.scalars(select(Trainee.email))) == []
    await database.close()


async def test_rows_cannot_be_written_into_another_provider(clean_database: ScratchDatabase) -> None:
    """R-CRS-09: row security checks what is written, too."""
    database = Database.connect(clean_database.app_url)
    async with database.platform() as session:
        theirs = await make_provider(session)
        mine = await make_provider(session)
    with pytest.raises(Exception, match="row-level security"):
        async with database.tenant(mine.id) as session:
            await session.execute(
                text("insert into counter (provider_id, kind, value) values (:p, 'course', 1)"), {"p": theirs.id}
            )
    await database.close()


async def test_a_session_that_nobody_bound_refuses_to_work(clean_database: ScratchDatabase) -> None:
    """R-CRS-09: forgetting the provider is an error, not an empty list."""
    database = Database.connect(clean_database.app_url)
    async with database.session() as session:
        with pytest.raises(TenantNotBound):
            await session.execute(text("select 1"))
    await database.close()


async def test_the_tenant_of_a_former_request_does_not_linger(clean_database: ScratchDatabase) -> None:
    """R-CRS-09: a pooled connection forgets for whom it worked."""
    database = Database.connect(clean_database.app_url, pool_size=1)
    async with database.platform() as session:
        mine = await make_provider(session)
        await make_trainee(session, mine)
    async with database.tenant(mine.id) as session:
        assert len(list(await session.scalars(select(Trainee.id)))) == 1
    async with database.platform() as session:
        assert list(await session.scalars(select(Trainee.id))) == []
    await database.close()


@pytest.mark.parametrize("role", ["owner_url", "admin_url"])
async def test_the_api_refuses_to_start_with_a_stronger_role(database: ScratchDatabase, role: str) -> None:
    """R-CRS-09: as owner or superuser row security would not bind, so the process does not start."""
    strong = Database.connect(getattr(database, role))
    with pytest.raises(UnsafeDatabaseRole):
        await refuse_unsafe_role(strong)
    await strong.close()


def test_tenant_tables_say_so_in_code() -> None:
    """R-CRS-09: a mapped class with its own id and a provider is a TenantTable."""
    for mapper in Base.registry.mappers:
        name = mapper.class_.__tablename__
        if {"provider_id", "id"} <= set(metadata.tables[name].columns.keys()) and name not in GLOBAL_TABLES:
            assert issubclass(mapper.class_, TenantTable), mapper.class_.__name__
