"""A provider with something of everything, for runs that need real rows to try things on."""

from datetime import UTC, datetime, timedelta

from app.accounts.callers import digest
from app.accounts.models import UserSession
from app.core.database.session import Database
from tests.factories.courses import make_course, make_enrolment
from tests.factories.instructors import make_external_instructor
from tests.factories.tenants import make_customer, make_location, make_provider, make_trainee, make_user

TOKEN = "contract-session-token"


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
        session.add(
            UserSession(
                token_hash=digest(TOKEN),
                user_id=admin.id,
                provider_id=provider.id,
                created_at=now,
                last_seen_at=now,
                expires_at=now + timedelta(hours=12),
            )
        )
    return TOKEN
