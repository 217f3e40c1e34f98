"""The two years on a real database: what happens is written on its day, and the worker's clock is stepped."""

import base64
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from app.catalog.models import CertifiedCourseType
from app.certificates.identity import new_verification_code
from app.certificates.models import Certificate
from app.core.database.session import Database, async_url
from app.core.identifiers import new_id
from app.core.signing import KeyRing, LinkSigner
from app.core.words import normalise
from app.customers.models import Customer, CustomerContact
from app.mail.models import OutboxBody, OutboxMail
from app.mail.rendering import shared_renderer
from app.providers.models import ProviderModule
from app.reminders.models import MailOptOut, ReminderSetting
from app.reminders.planning import Post
from app.reminders.running import providers_due, run_reminders
from app.trainees.models import Trainee
from tests.app.reminders.expected import Digest, Single
from tests.app.reminders.years import (
    FIRST,
    TYPES,
    WEEKS_CUSTOMERS,
    WEEKS_TRAINEES,
    Client,
    Paper,
    Person,
    Sparing,
    Years,
)
from tests.databases import ScratchDatabase
from tests.factories.tenants import LONG_AGO, make_provider

ZONE = ZoneInfo("Europe/Amsterdam")
POST = Post(
    shared_renderer(),
    LinkSigner(KeyRing.parse("test:" + base64.b64encode(b"0123456789abcdef0123456789abcdef").decode())),
    "https://portaal.example",
)
Row = dict[str, Any]


@dataclass
class Stage:
    """One provider's database, and the days that are to come."""

    years: Years
    database: Database
    provider_id: UUID
    types: dict[str, UUID]
    admin_url: str
    mails: int = 0
    _happenings: dict[date, list[tuple[str, Any]]] = field(default_factory=dict)

    def prepare(self) -> None:
        """Sort what happens by its day."""
        for paper in self.years.papers:
            self._on(paper.arrives, "arrives", paper)
            if paper.revoked:
                self._on(paper.revoked, "revoked", paper)
        for person in self.years.people:
            for since, client in person.moves[1:]:
                self._on(since - timedelta(days=1), "moves", (person, client))
        for sparing in self.years.sparings:
            self._on(sparing.since, "spared", sparing)
            if sparing.until:
                self._on(sparing.until, "taken_in", sparing)
        self._on(self.years.switched_on, "switched_on", None)
        off_from, off_to = self.years.module_off
        self._on(off_from - timedelta(days=1), "modules", (off_from, off_to))

    async def morning(self, day: date, *clocks: time) -> None:
        """The worker looks at these times of the day."""
        for clock in clocks:
            now = datetime.combine(day, clock, ZONE)
            async with self.database.platform() as session:
                due = await providers_due(session, now)
            for provider_id in due:
                self.mails += await run_reminders(self.database, provider_id, POST, now=now) or 0

    async def afternoon(self, day: date) -> None:
        """Write what happens on a day; runs of later days see it."""
        happenings = self._happenings.pop(day, [])
        if happenings:
            async with self.database.tenant(self.provider_id) as session:
                for what, which in happenings:
                    await getattr(self, f"_{what}")(session, day, which)

    async def analyze(self) -> None:
        """Tell the planner what there is, as the server does by itself in the background."""
        engine = create_async_engine(async_url(self.admin_url), isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.execute(text("analyze"))
        await engine.dispose()

    async def singles(self) -> list[Single]:
        """The trainee reminders in the outbox, as they are expected."""
        async with self.database.tenant(self.provider_id) as session:
            rows = await session.execute(
                select(OutboxMail.created_at, OutboxMail.recipient_email, OutboxMail.cause_id).where(
                    OutboxMail.kind == "expiry-reminder"
                )
            )
            return [(row[0].astimezone(ZONE).date(), row[1], str(row[2])) for row in rows]

    async def digests(self) -> list[Digest]:
        """The digests in the outbox, as they are expected."""
        async with self.database.tenant(self.provider_id) as session:
            rows = await session.execute(
                select(OutboxMail.created_at, OutboxMail.recipient_email, OutboxMail.dedupe_key, OutboxBody.text)
                .join(OutboxBody, OutboxBody.mail_id == OutboxMail.id)
                .where(OutboxMail.kind == "expiry-digest")
            )
            return [(row[0].astimezone(ZONE).date(), row[1], row[2][-7:], _lines(row[3])) for row in rows]

    def _on(self, day: date, what: str, which: Any) -> None:
        self._happenings.setdefault(max(day, FIRST - timedelta(days=1)), []).append((what, which))

    async def _arrives(self, session: AsyncSession, _day: date, paper: Paper) -> None:
        session.add(Certificate(**self.paper_row(paper)))

    async def _revoked(self, session: AsyncSession, day: date, paper: Paper) -> None:
        at = datetime.combine(day, time(12), ZONE)
        await session.flush()
        await session.execute(
            update(Certificate).where(Certificate.id == paper.id).values(revoked_at=at, revoked_because="by_hand")
        )

    async def _moves(self, session: AsyncSession, _day: date, move: tuple[Person, Client | None]) -> None:
        person, client = move
        values = {"customer_id": client.id if client else None}
        await session.execute(update(Trainee).where(Trainee.id == person.id).values(values))

    async def _spared(self, session: AsyncSession, day: date, sparing: Sparing) -> None:
        is_person = isinstance(sparing.subject, Person)
        session.add(
            MailOptOut(
                provider_id=self.provider_id,
                id=_id_of(sparing),
                trainee_id=sparing.subject.id if is_person else None,
                customer_id=None if is_person else sparing.subject.id,
                kind=sparing.kind,
                source="user",
                created_by="Test",
                created_at=datetime.combine(day, time(12), ZONE),
            )
        )

    async def _taken_in(self, session: AsyncSession, day: date, sparing: Sparing) -> None:
        await session.flush()
        at = datetime.combine(day, time(12), ZONE)
        await session.execute(update(MailOptOut).where(MailOptOut.id == _id_of(sparing)).values(ended_at=at))

    async def _switched_on(self, session: AsyncSession, day: date, _which: None) -> None:
        at = datetime.combine(day, time(12), ZONE)
        for kind, lead in (("trainee_expiry", WEEKS_TRAINEES), ("customer_expiry", WEEKS_CUSTOMERS)):
            session.add(
                ReminderSetting(
                    provider_id=self.provider_id, kind=kind, enabled=True, enabled_at=at, lead=lead, language="nl"
                )
            )

    async def _modules(self, session: AsyncSession, _day: date, off: tuple[date, date]) -> None:
        first, last = off
        await session.execute(update(ProviderModule).values(active_until=first))
        for module in ("expiry_reminders", "customers"):
            since = last + timedelta(days=1)
            session.add(ProviderModule(provider_id=self.provider_id, module=module, active_from=since))

    def paper_row(self, paper: Paper) -> Row:
        """The columns of a certificate."""
        kind = "certified" if paper.certified else "imported"
        return {
            "provider_id": self.provider_id,
            "id": paper.id,
            "trainee_id": paper.holder.id,
            "kind": kind,
            "certified_type_id": self.types[paper.type] if paper.certified else None,
            "type_name": paper.type,
            "type_key": f"{kind}:{paper.type}",
            "holder_name": paper.holder.name,
            "expires_on": paper.expires,
            "source": "imported",
            "verification_code": new_verification_code(),
            "search": normalise(paper.holder.name),
        }


@asynccontextmanager
async def staged(scratch: ScratchDatabase, years: Years, *, pool_size: int = 4) -> AsyncIterator[Stage]:
    """Write the people and open the stage on the day before the first."""
    database = Database.connect(scratch.app_url, pool_size=pool_size)
    types = await _make_types(scratch)
    try:
        async with database.platform() as session:
            provider = await make_provider(session, name="De Linde", modules=("expiry_reminders", "customers"))
            await session.execute(insert(Customer), [_client_row(provider.id, each) for each in years.clients])
            await session.execute(insert(CustomerContact), [_contact_row(provider.id, each) for each in years.clients])
            await session.execute(insert(Trainee), [_person_row(provider.id, each) for each in years.people])
        stage = Stage(years, database, provider.id, types, scratch.admin_url)
        stage.prepare()
        await stage.afternoon(FIRST - timedelta(days=1))
        yield stage
    finally:
        await database.close()


async def _make_types(scratch: ScratchDatabase) -> dict[str, UUID]:
    engine = create_async_engine(async_url(scratch.owner_url))
    ids = {name: new_id() for name in TYPES}
    async with engine.begin() as connection:
        rows = [{"id": ids[name], "code": name, "name": name, "validity_months": 24, "version": 1} for name in TYPES]
        await connection.execute(insert(CertifiedCourseType), rows)
    await engine.dispose()
    return ids


def _client_row(provider_id: UUID, client: Client) -> Row:
    return {
        "provider_id": provider_id,
        "id": client.id,
        "name": client.email,
        "name_sort": client.email,
        "search": client.email,
        "address": "",
        "correspondence_via_contact": client.gets_everything,
        "version": 1,
        "created_at": LONG_AGO,
    }


def _contact_row(provider_id: UUID, client: Client) -> Row:
    return {
        "provider_id": provider_id,
        "customer_id": client.id,
        "id": new_id(),
        "position": 0,
        "name": "Kees",
        "email": client.email,
    }


def _person_row(provider_id: UUID, person: Person) -> Row:
    given, family = person.name.split(" ")
    client = person.moves[0][1]
    return {
        "provider_id": provider_id,
        "id": person.id,
        "given_name": given,
        "family_name": family,
        "name_sort": normalise(family),
        "name_key": normalise(person.name),
        "search": normalise(person.name),
        "email": person.email,
        "email_norm": person.email,
        "customer_id": client.id if client else None,
        "version": 1,
    }


def _id_of(sparing: Sparing) -> UUID:
    return UUID(int=id(sparing))


def _lines(text: str) -> frozenset[str]:
    return frozenset(line.removeprefix("- ") for line in text.splitlines() if line.startswith("- "))


def doubles(found: Iterable[object]) -> list[object]:
    """What is there more than once."""
    seen: set[object] = set()
    return [each for each in found if each in seen or seen.add(each)]  # type: ignore[func-returns-value]
