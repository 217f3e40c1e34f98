"""The demo is whole, loads quickly and once."""

import hashlib
import io
import json
import time
from datetime import UTC, datetime
from pathlib import Path

from pypdf import PdfReader
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from app.billing.invoicing import Issue, invoice_due_months
from app.billing.models import Invoice
from app.billing.seller import Party
from app.core.database.session import Database, make_engine
from app.demo.access import INSTITUTE, OUTSIDER, DemoAccess
from app.demo.loading import load_demo
from app.demo.material_rows import MATERIAL
from app.files.storage import open_store
from tests.databases import ScratchDatabase

NOW = datetime(2027, 3, 10, 9, 0, tzinfo=UTC)


async def count(connection: AsyncConnection, statement: str) -> int:
    """The number that a statement returns."""
    return int(await connection.scalar(text(statement)) or 0)


async def test_the_demo_has_everything_that_a_visitor_looks_for(clean_database: ScratchDatabase) -> None:
    """R-CRS-06: courses in every state, people, customers, instructors; within three seconds."""
    begun = time.perf_counter()
    access = await load_demo(clean_database.owner_url, "wachtwoord", NOW)
    assert time.perf_counter() - begun < 3
    assert access is not None
    engine = make_engine(clean_database.admin_url)
    async with engine.connect() as connection:
        of_a = f"provider_id = '{INSTITUTE.id}'"
        assert await count(connection, f"select count(*) from trainee where {of_a}") == 300
        assert await count(connection, f"select count(*) from customer where {of_a}") == 15
        assert await count(connection, "select count(*) from instructor") == 12
        due = "archived_at is null and next_remind_on <= '2027-03-10'"
        assert await count(connection, f"select count(*) from certification_item where {of_a} and {due}") > 3
        assert await count(connection, f"select count(distinct state) from course where {of_a}") == 3
        assert (
            await count(
                connection,
                f"select count(*) from course where {of_a} and last_day < '2027-03-10' and state = 'planned'",
            )
            > 3
        )
        assert await count(connection, f"select count(distinct state) from staffing_request where {of_a}") == 3
        assert await count(connection, "select count(*) from enrolment where state = 'waiting'") == 3
        issued = f"select count(*) from certificate where {of_a} and source = 'issued'"
        passed = f"select count(*) from enrolment join course c using (provider_id) where {of_a} and c.id = course_id"
        assert await count(connection, issued) == await count(
            connection, f"{passed} and passed and c.state = 'processed'"
        )
        for first in ("2027-01-01", "2027-04-01", "2027-05-01", "2027-06-01"):
            month = f"expires_on >= '{first}' and expires_on < date '{first}' + interval '1 month'"
            assert await count(connection, f"select count(*) from certificate where {of_a} and {month}") > 3
        modules = await count(connection, f"select count(*) from provider_module where provider_id = '{OUTSIDER.id}'")
        assert modules == 1
    await engine.dispose()


async def test_the_demo_has_lesson_material_that_opens(clean_database: ScratchDatabase) -> None:
    """R-INV-03: PDF files for some certified types, with their bytes in the storage."""
    storage = open_store("memory:", Path())
    await load_demo(clean_database.owner_url, "wachtwoord", NOW, storage)
    engine = make_engine(clean_database.admin_url)
    async with engine.connect() as connection:
        rows = (await connection.execute(text("select storage_key, size, sha256 from lesson_material"))).all()
    await engine.dispose()
    assert len(rows) == len(MATERIAL)
    for row in rows:
        content = await storage.get(row.storage_key)
        assert (len(content), hashlib.sha256(content).hexdigest()) == (row.size, row.sha256)
        assert "CIBOT" in PdfReader(io.BytesIO(content)).pages[0].extract_text()


async def test_nobody_teaches_twice_on_a_day(clean_database: ScratchDatabase) -> None:
    """R-CRS-05: the demo books no instructor who is busy."""
    await load_demo(clean_database.owner_url, "wachtwoord", NOW)
    engine = make_engine(clean_database.admin_url)
    async with engine.connect() as connection:
        doubles = await count(
            connection,
            """
            select count(*) from (
                select 1 from course_instructor ci join course_day cd using (provider_id, course_id)
                group by coalesce(ci.instructor_id, ci.external_instructor_id), cd.date having count(*) > 1) twice
            """,
        )
    await engine.dispose()
    assert doubles == 0


async def test_a_second_start_loads_nothing(clean_database: ScratchDatabase) -> None:
    """R-ACC-01: what was changed in the demo stays as it is."""
    await load_demo(clean_database.owner_url, "wachtwoord", NOW)
    engine = make_engine(clean_database.admin_url)
    async with engine.begin() as connection:
        await connection.execute(text("update trainee set remarks = 'gewijzigd'"))
    again = await load_demo(clean_database.owner_url, "wachtwoord", NOW)
    async with engine.connect() as connection:
        assert await count(connection, "select count(*) from trainee where remarks = 'gewijzigd'") == 340
    await engine.dispose()
    assert again is not None


async def test_a_database_of_somebodys_own_is_left_alone(clean_database: ScratchDatabase) -> None:
    """R-ACC-01: as soon as there is a user, no demo is loaded."""
    engine = make_engine(clean_database.admin_url)
    async with engine.begin() as connection:
        values = "gen_random_uuid(), 'ik@eigen.example', 'ik@eigen.example', 'Ik', '!'"
        await connection.execute(
            text(f"insert into user_account (id, email, email_norm, name, password_hash) values ({values})")
        )
    assert await load_demo(clean_database.owner_url, "wachtwoord", NOW) is None
    await engine.dispose()


def test_the_logins_are_written_in_the_agreed_form() -> None:
    """R-ACC-02: base URL, mail folder, operator, and the users in each role of A and B."""
    written = json.loads(DemoAccess("geheim").as_json(base_url="http://127.0.0.1:8000", mail_folder="/var/mail"))
    assert written["operator"]["password"] == "geheim"
    assert [provider["key"] for provider in written["providers"]] == ["A", "B"]
    assert all(set(provider["users"]) == {"admin", "planner", "viewer"} for provider in written["providers"])


async def test_the_demo_has_a_year_of_invoices(clean_database: ScratchDatabase) -> None:
    """R-BIL-07: numbered without gaps over both providers, and the next one follows from what was charged before."""
    seller = Party("CIBOT (demo)", vat_number="NL001234567B01", iban="NL00DEMO0123456789")
    await load_demo(clean_database.owner_url, "wachtwoord", NOW, seller=seller)
    database = Database.connect(clean_database.app_url)
    numbers: list[str] = []
    for provider in (INSTITUTE, OUTSIDER):
        async with database.tenant(provider.id) as session:
            numbers += list(await session.scalars(select(Invoice.number)))
            assert await invoice_due_months(session, Issue(seller, NOW.date(), NOW)) == []
    years = {year: sorted(n for n in numbers if n.startswith(year)) for year in ("2026", "2027")}
    for year, found in years.items():
        assert found == [f"{year}-{count:05d}" for count in range(1, len(found) + 1)]
    await database.close()
