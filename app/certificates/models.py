"""Tables of certificates."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.certificates.identity import new_verification_code
from app.core.database.base import Base, TenantTable, tenant_reference

VALID = text("revoked_at is null")


class Certificate(TenantTable, Base):
    """That somebody holds a certificate: issued here (R-PRC-01), or obtained elsewhere and imported (R-PRC-04).

    What it says never changes; a correction revokes it and issues another, which remembers the one it replaces.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        tenant_reference("trainee_id", "trainee"),
        tenant_reference("enrolment_id", "enrolment", ondelete="SET NULL (enrolment_id)"),
        tenant_reference("course_id", "course"),
        tenant_reference("customer_id", "customer"),
        tenant_reference("external_type_id", "external_course_type"),
        tenant_reference("replaces_id", "certificate"),
        CheckConstraint("kind in ('certified', 'external', 'imported')", name="kind"),
        CheckConstraint("source in ('issued', 'imported')", name="source"),
        CheckConstraint(
            "(kind = 'certified') = (certified_type_id is not null) and (kind = 'external') = (external_type_id is not null)",
            name="type_of_kind",
        ),
        CheckConstraint(
            "source = 'imported' or (number is not null and course_id is not null and issued_on is not null)",
            name="issued",
        ),
        CheckConstraint("revoked_at is not null or revoked_reason = ''", name="reason_when_revoked"),
        CheckConstraint("(revoked_at is null) = (revoked_because is null)", name="cause_when_revoked"),
        CheckConstraint("revoked_because in ('by_hand', 'corrected', 'reopened', 'reissued')", name="revoked_because"),
        Index(None, "provider_id", "number", unique=True),
        Index("uq_certificate_of_enrolment", "provider_id", "enrolment_id", unique=True, postgresql_where=VALID),
        Index(None, "provider_id", "enrolment_id", "created_at"),
        Index("ix_certificate_due", "provider_id", "expires_on", postgresql_where=VALID),
        Index("ix_certificate_renewal", "provider_id", "trainee_id", "type_key", "expires_on"),
        Index(None, "provider_id", "created_at", "id"),
        Index(None, "provider_id", "course_id"),
        Index(None, "provider_id", "customer_id", "created_at", "id"),
        Index(None, "provider_id", "external_type_id"),
        Index(None, "provider_id", "replaces_id"),
        Index("uq_certificate_verification_code", "verification_code", unique=True),
        Index(
            "ix_certificate_search",
            "provider_id",
            "search",
            postgresql_using="gin",
            postgresql_ops={"search": "gin_trgm_ops"},
        ),
    )

    number: Mapped[int | None]
    """Counts per provider without gaps; none for imported ones."""
    foreign_number: Mapped[str] = mapped_column(server_default="")
    """The number on a certificate that somebody else issued."""
    trainee_id: Mapped[UUID]
    enrolment_id: Mapped[UUID | None]
    course_id: Mapped[UUID | None]
    customer_id: Mapped[UUID | None]
    """The customer of the day on which it was issued (R-CUS-04)."""
    kind: Mapped[str]
    """`imported` when the type is known by its name only."""
    certified_type_id: Mapped[UUID | None] = mapped_column(ForeignKey("certified_course_type.id"))
    external_type_id: Mapped[UUID | None]
    type_name: Mapped[str]
    type_key: Mapped[str]
    """Equal for certificates of the same type, whatever the type is called by now."""
    holder_name: Mapped[str]
    issued_on: Mapped[date | None]
    """Unknown only for imported ones."""
    expires_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None]
    revoked_because: Mapped[str | None]
    """What led to it: somebody's decision, a corrected result, undone processing, or a new certificate in its place."""
    revoked_reason: Mapped[str] = mapped_column(server_default="")
    """In the words of whoever revoked it by hand."""
    replaces_id: Mapped[UUID | None]
    """The revoked certificate in whose place this one came."""
    source: Mapped[str]
    verification_code: Mapped[str] = mapped_column(default=new_verification_code)
    """The unguessable word in the address of the verification page (R-PRC-02); a new certificate has a new one."""
    search: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
