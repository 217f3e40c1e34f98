"""A provider with something of everything, and an operator with providers, for runs that need real rows to try things on."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from app.accounts.callers import digest
from app.accounts.models import UserSession
from app.billing.invoicing import Issue, invoice_due_months
from app.billing.models import ModuleRequest
from app.billing.seller import Party
from app.catalog.models import CertifiedCourseType, LessonMaterial
from app.core.database.session import Database, async_url
from app.core.identifiers import new_id
from app.instructors.models import TeachingQualification
from app.providers.models import Provider
from app.registrations.models import Registration
from tests.databases import ScratchDatabase
from tests.factories.courses import make_course, make_enrolment
from tests.factories.instructors import make_certified_type, make_external_instructor, make_instructor
from tests.factories.sample_files import PDF
from tests.factories.tenants import make_customer, make_location, make_provider, make_trainee, make_user

TOKEN = "contract-session-token"
MATERIAL = "lesson-material/contract"
"""Under which key the bytes of every file of lesson material lie."""


async def furnish(database: Database) -> str:
    """Make the provider; returns the token of its administrator's session."""
    now = datetime.now(UTC)
    async with database.platform() as session:
        provider = await make_provider(session)
        admin = await make_user(session, provider, role="admin")
        await make_location(session, provider)
        customer = await make_customer(session, provider)
        trainee = await make_trainee(session, provider, customer=customer)
        teacher = await make_external_instructor(session, provider)
        course = await make_course(session, provider, main=teacher)
        await make_enrolment(session, course, trainee)
        session.add(_login(admin.id, provider.id, now))
    return TOKEN


async def furnish_operator(database: ScratchDatabase) -> tuple[str, Sequence[dict[str, str]]]:
    """Make providers that are at work, one that signed up and one that was let in.

    Returns the token of an operator's session, and the providers' ids: a dict per provider, under the
    names of path parameters and fields.
    """
    connected = Database.connect(database.app_url)
    now = datetime.now(UTC)
    async with connected.platform() as session:
        operator = await make_user(session, is_operator=True)
        session.add(_login(operator.id, None, now))
        worlds = [await _at_work(session, now) for _ in range(2)]
        worlds.append(await _signed_up(session, now, outcome=None))
        worlds.append(await _signed_up(session, now, outcome="approved"))
    await connected.close()
    kept = [await _kept_by_operator(database, now, turn) for turn in range(len(worlds))]
    return TOKEN, [there | here | _words(turn) for turn, (there, here) in enumerate(zip(worlds, kept, strict=True))]


async def _at_work(session: AsyncSession, now: datetime) -> dict[str, str]:
    provider = await make_provider(session, created_at=now - timedelta(days=70))
    user = await make_user(session, provider, role="admin")
    await make_course(session, provider, main=await make_external_instructor(session, provider))
    wish = ModuleRequest(
        provider_id=provider.id, id=new_id(), module="staffing", wish="off", requested_at=now, requested_by=user.id
    )
    session.add(wish)
    seller = Party("CIBOT B.V.", vat_number="NL001234567B01", iban="NL00BANK0123456789")
    invoice, *_ = await invoice_due_months(session, Issue(seller, now.date(), now))
    ids = {"provider_id": provider.id, "user_id": user.id, "request_id": wish.id, "invoice_id": invoice.id}
    return _as_text(ids)


async def _signed_up(session: AsyncSession, now: datetime, *, outcome: str | None) -> dict[str, str]:
    state = "active" if outcome else "requested"
    provider: Provider = await make_provider(session, modules=(), state=state)
    session.add(
        Registration(
            provider_id=provider.id,
            id=new_id(),
            kvk_number="12345678",
            contact_name="Kim Zuid",
            email="kim@zuid.example",
            locale="nl",
            is_institute=False,
            modules=["customers"],
            agreed_at=now,
            requested_at=now,
            confirmed_at=now,
            decided_at=now if outcome else None,
            outcome=outcome,
        )
    )
    return _as_text({"provider_id": provider.id})


async def _kept_by_operator(database: ScratchDatabase, now: datetime, turn: int) -> dict[str, str]:
    """A certified type in the version that `_words` names, its material, and an instructor who may teach it."""
    engine = create_async_engine(async_url(database.owner_url))
    async with AsyncSession(engine, expire_on_commit=False) as owner:
        kind = await make_certified_type(owner)
        teacher = await make_instructor(owner, kind)
        of_teacher = TeachingQualification.instructor_id == teacher.id
        qualification = await owner.scalar(select(TeachingQualification.id).where(of_teacher))
        material = _material(kind.id, now)
        owner.add(material)
        await owner.flush()
        of_type = CertifiedCourseType.id == kind.id
        await owner.execute(update(CertifiedCourseType).where(of_type).values(version=turn + 1))
        await owner.commit()
    await engine.dispose()
    ids = {"instructor_id": teacher.id, "course_type_id": kind.id, "material_id": material.id}
    return _as_text({**ids, "qualification_id": qualification, "courseTypeId": kind.id})


def _words(turn: int) -> dict[str, str]:
    """What the document cannot say and the operator's rules ask for: whole addresses, days to come, a known version."""
    today = datetime.now(UTC).date()
    return {
        "email": f"ineke{turn}@cibot.example",
        "validFrom": (today + timedelta(days=30 * (turn + 1))).isoformat(),
        "startsOn": today.isoformat(),
        "if-match": f'"{turn + 1}"',
    }


def _material(course_type_id: UUID, now: datetime) -> LessonMaterial:
    return LessonMaterial(
        id=new_id(),
        course_type_id=course_type_id,
        name="werkboek.pdf",
        name_norm="werkboek.pdf",
        edition=1,
        content_type="application/pdf",
        size=len(PDF),
        sha256="0" * 64,
        storage_key=MATERIAL,
        created_at=now,
    )


def _login(user_id: UUID, provider_id: UUID | None, now: datetime) -> UserSession:
    return UserSession(
        token_hash=digest(TOKEN),
        user_id=user_id,
        provider_id=provider_id,
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(hours=12),
    )


def _as_text(ids: Mapping[str, UUID | None]) -> dict[str, str]:
    return {name: str(value) for name, value in ids.items()}
