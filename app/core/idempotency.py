"""Answers kept for 24 hours under the caller's `Idempotency-Key`, so that a repeated request has one effect."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base


class KeptAnswer:
    """One remembered request: its fingerprint, and the answer that it got."""

    caller: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary)
    """SHA-256 of method, path, query and body: the same key with another request is refused."""
    status: Mapped[int]
    headers: Mapped[dict[str, Any]]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


class IdempotencyRecord(KeptAnswer, Base):
    """An answer to a caller of a provider."""

    __tablename__ = "idempotency_record"
    __table_args__ = (Index(None, "provider_id", "created_at"),)

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), primary_key=True, sort_order=-20)


class OperatorIdempotencyRecord(KeptAnswer, Base):
    """An answer to the operator about what belongs to no provider."""

    __tablename__ = "operator_idempotency_record"
    __table_args__ = (Index(None, "created_at"),)
