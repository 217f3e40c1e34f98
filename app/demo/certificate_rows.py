"""The demo's certificates: of its processed courses, and earlier ones that expire around now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from app.certificates.identity import new_verification_code, search_words, type_key
from app.certificates.models import Certificate
from app.demo.operator_rows import CourseTypeRow
from app.demo.people_rows import Person
from app.demo.rows import Rows
from app.providers.models import Counter

EARLIER_NUMBER = 4100
EXPIRES_IN_DAYS = range(-120, 240, 2)
"""How far the imported certificates are from their expiry: some have expired, some do so in each of the coming months."""


@dataclass(frozen=True)
class Pass:
    """Somebody who passed a course that was processed."""

    person: Person
    enrolment_id: UUID
    course_id: UUID
    course_number: int
    type: CourseTypeRow
    issued_on: date
    expires_on: date | None


class CertificateMaker:
    """Makes the certificates of one provider."""

    def __init__(self, rows: Rows, now: datetime, today: date, chance: Random) -> None:
        self._rows = rows
        self._now = now
        self._today = today
        self._chance = chance

    def issued(self, passes: list[Pass]) -> None:
        """One per pass, numbered; the third was revoked."""
        for number, each in enumerate(passes, start=1):
            revoked = number == 3
            self._add(
                each.person,
                each.type,
                number=number,
                course_number=each.course_number,
                enrolment_id=each.enrolment_id,
                course_id=each.course_id,
                issued_on=each.issued_on,
                expires_on=each.expires_on,
                revoked_at=self._now - timedelta(days=2) if revoked else None,
                revoked_because="by_hand" if revoked else None,
                revoked_reason="Naam niet juist geschreven" if revoked else "",
                source="issued",
                created_at=self._now - timedelta(days=(self._today - each.issued_on).days),
            )
        self._rows.add(Counter, kind="certificate", value=len(passes))

    def imported(self, people: list[Person], types: list[CourseTypeRow]) -> None:
        """Earlier certificates, obtained elsewhere."""
        for position, days in enumerate(EXPIRES_IN_DAYS):
            kind = self._chance.choice(types)
            expires_on = self._today + timedelta(days=days)
            self._add(
                self._chance.choice(people),
                kind,
                foreign_number=f"E-{EARLIER_NUMBER + position}",
                issued_on=expires_on - timedelta(days=30 * (kind.validity_months or 12)),
                expires_on=expires_on,
                source="imported",
                created_at=self._now - timedelta(days=150, minutes=position),
            )

    def _add(
        self,
        person: Person,
        kind: CourseTypeRow,
        *,
        number: int | None = None,
        foreign_number: str = "",
        course_number: int | None = None,
        **columns: object,
    ) -> None:
        name = "certified" if kind.certified else "external"
        self._rows.add(
            Certificate,
            number=number,
            foreign_number=foreign_number,
            trainee_id=person.id,
            customer_id=person.customer_id,
            kind=name,
            certified_type_id=kind.id if kind.certified else None,
            external_type_id=None if kind.certified else kind.id,
            type_name=kind.name,
            type_key=type_key(name, kind.id, kind.name),
            holder_name=person.name,
            verification_code=new_verification_code(),
            search=search_words(person.name, kind.name, number, foreign_number, course_number),
            **columns,
        )
