"""Trainees whose retention term is over are erased by the clock."""

from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select, update

from app.certificates.models import Certificate
from app.core.signing import KeyRing
from app.files.storage import open_store
from app.privacy.retention import count_over_term
from app.providers.models import Provider
from app.trainees.models import Trainee
from app.trainees.names import PersonName
from app.worker.context import Ports
from app.worker.cron import TICKS, tick
from tests.factories.courses import make_course, make_enrolment
from tests.factories.tenants import make_trainee
from tests.worker.arena import Arena

FORGETTING = next(entry for entry in TICKS if entry.name == "forget_trainees")
ADDED = datetime(2020, 1, 1, tzinfo=UTC)


class _Moved:
    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


async def _at(arena: Arena, moment: datetime) -> set[str]:
    """The night of a day; gives who is still there."""
    settings = arena.settings()
    keys, storage = KeyRing.parse(settings.secret_keys), open_store("memory:", arena.folder)
    assert await tick(Ports(settings, arena.database, _Moved(moment), storage, keys), FORGETTING)
    async with arena.database.tenant(arena.provider_id) as session:
        return set(await session.scalars(select(Trainee.given_name).where(Trainee.erased_at.is_(None))))


async def _set_term(arena: Arena, years: int | None) -> None:
    async with arena.database.tenant(arena.provider_id) as session:
        await session.execute(update(Provider).values(trainees_kept_years=years))


async def _people(arena: Arena) -> dict[str, UUID]:
    """Added long ago; one was on a course that was processed, one holds a certificate, one stands on a course to come."""
    async with arena.database.tenant(arena.provider_id) as session:
        provider = await session.get_one(Provider, arena.provider_id)
        people = {
            name: await make_trainee(session, provider, name=PersonName(name, "", "Vis"))
            for name in ("alone", "taught", "holder", "ahead")
        }
        for name, last_day, state in (
            ("taught", date(2024, 6, 1), "processed"),
            ("ahead", date(2024, 6, 1), "planned"),
        ):
            course = await make_course(session, provider, days=[last_day], state=state)
            await make_enrolment(session, course, people[name])
        session.add(
            Certificate(
                provider_id=provider.id,
                trainee_id=people["holder"].id,
                kind="imported",
                source="imported",
                type_name="VCA",
                type_key="vca",
                holder_name="Holder",
                search="holder",
                issued_on=date(2021, 1, 1),
                expires_on=date(2031, 1, 1),
            )
        )
        await session.flush()
        await session.execute(update(Trainee).values(created_at=ADDED))
        return {name: person.id for name, person in people.items()}


async def test_who_goes_follows_from_the_last_course_or_certificate(arena: Arena) -> None:
    """R-ACC-04: off by default; never with a valid certificate or a course ahead; a second run finds nobody."""
    await _people(arena)
    everybody = {"alone", "taught", "holder", "ahead"}
    assert await _at(arena, datetime(2029, 1, 1, 3, tzinfo=UTC)) == everybody
    await _set_term(arena, 5)
    async with arena.database.tenant(arena.provider_id) as session:
        assert await count_over_term(session, 5, date(2029, 1, 1)) == 1
        assert await count_over_term(session, 5, date(2030, 1, 1)) == 2
    assert await _at(arena, datetime(2029, 1, 1, 3, tzinfo=UTC)) == everybody - {"alone"}
    assert await _at(arena, datetime(2029, 6, 1, 3, tzinfo=UTC)) == everybody - {"alone"}
    for _ in range(2):
        assert await _at(arena, datetime(2029, 6, 2, 3, tzinfo=UTC)) == {"holder", "ahead"}
    assert await _at(arena, datetime(2036, 1, 1, 3, tzinfo=UTC)) == {"holder", "ahead"}
    assert await _at(arena, datetime(2036, 1, 2, 3, tzinfo=UTC)) == {"ahead"}
    async with arena.database.tenant(arena.provider_id) as session:
        why = set(await session.scalars(select(Trainee.erased_because).where(Trainee.erased_at.is_not(None))))
    assert why == {"term"}
