"""Certificates that are simply there."""

from datetime import date
from itertools import count

from sqlalchemy.ext.asyncio import AsyncSession

from app.certificates.identity import search_words, type_key
from app.certificates.models import Certificate
from app.core.identifiers import new_id
from app.trainees.models import Trainee
from app.trainees.names import PersonName

_numbers = count(1)


async def make_certificate(
    session: AsyncSession, trainee: Trainee, *, expires_on: date | None, type_name: str = "BHV", **columns: object
) -> Certificate:
    """An imported certificate of a trainee, of a type that is known by its name."""
    holder = PersonName(trainee.given_name, trainee.infix, trainee.family_name).full
    foreign = f"NL-{next(_numbers)}"
    certificate = Certificate(
        provider_id=trainee.provider_id,
        id=new_id(),
        trainee_id=trainee.id,
        **{
            "kind": "imported",
            "type_name": type_name,
            "type_key": type_key("imported", None, type_name),
            "holder_name": holder,
            "foreign_number": foreign,
            "expires_on": expires_on,
            "source": "imported",
            "search": search_words(holder, type_name, None, foreign, None),
            **columns,
        },
    )
    session.add(certificate)
    await session.flush()
    return certificate
