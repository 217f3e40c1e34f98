"""Tables of accounts. Users and sessions stand outside the tenants: one person may work for several providers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, Text, func, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, GlobalTable, TenantTable, Versioned


class User(GlobalTable, Base):
    """A person who logs in."""

    __tablename__ = "user_account"
    __table_args__ = (CheckConstraint("locale in ('nl', 'en')", name="locale"),)

    email: Mapped[str]
    email_norm: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    password_generation: Mapped[int] = mapped_column(server_default=text("0"))
    """Counts the passwords; a link to set a new one works only as long as nobody has set one since it was sent."""
    is_operator: Mapped[bool] = mapped_column(server_default=text("false"))
    locale: Mapped[str] = mapped_column(server_default="nl")
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Membership(TenantTable, Versioned, Base):
    """The role of a user at a provider."""

    __tablename__ = "membership"
    __table_args__ = (
        Index(None, "provider_id", "user_id", unique=True),
        Index(None, "user_id"),
        CheckConstraint("role in ('admin', 'planner', 'viewer')", name="role"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    role: Mapped[str]


class SavedView(TenantTable, Versioned, Base):
    """Filters of a list under a name (R-CRS-07): a user's own, or shown to everybody at the provider."""

    __tablename__ = "saved_view"
    __table_args__ = (
        CheckConstraint("list in ('courses')", name="list"),
        Index(None, "provider_id", "user_id"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    list: Mapped[str]
    name: Mapped[str]
    filters: Mapped[dict[str, Any]]
    """By the names that the list's address has for them."""
    shared: Mapped[bool] = mapped_column(server_default=text("false"))
    created_at: Mapped[datetime]


class UserInvitation(TenantTable, Base):
    """A colleague who was invited to work for the provider, until he comes in or it is taken back (R-ACC-02)."""

    __tablename__ = "user_invitation"
    __table_args__ = (
        Index(
            None,
            "provider_id",
            "email_norm",
            unique=True,
            postgresql_where=text("accepted_at is null and revoked_at is null"),
        ),
        CheckConstraint("role in ('admin', 'planner', 'viewer')", name="role"),
        CheckConstraint("locale in ('nl', 'en')", name="locale"),
    )

    email: Mapped[str]
    email_norm: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    locale: Mapped[str]
    generation: Mapped[int]
    """Inviting again raises it, which makes the former link void."""
    invited_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class UserSession(GlobalTable, Base):
    """A login of a user; the cookie holds the token, the row only its SHA-256."""

    __tablename__ = "user_session"
    __table_args__ = (Index(None, "user_id"), Index(None, "expires_at"))

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    provider_id: Mapped[UUID | None] = mapped_column(ForeignKey("provider.id"))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    user_agent: Mapped[str] = mapped_column(server_default="")
    look_provider_id: Mapped[UUID | None]
    look_id: Mapped[UUID | None]
    """The look by which an operator sees a provider's portal, as long as it lasts."""


class Look(TenantTable, Base):
    """An operator looks along in the portal of the provider, reading only: why, and until when."""

    __tablename__ = "look"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="period"), Index(None, "provider_id", "starts_at"))

    operator_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    operator_name: Mapped[str]
    reason: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """When he stopped; empty while it lasts, and where it ran out."""


class SecondFactor(GlobalTable, Base):
    """The secret that a user's app makes its codes from, sealed; it counts once it is confirmed."""

    __tablename__ = "second_factor"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), unique=True)
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(BigInteger)
    """The step of the last code that was taken: none of it or of before it is taken again."""


class RecoveryCode(GlobalTable, Base):
    """A code that lets a user in once without the app; only its SHA-256 is kept."""

    __tablename__ = "recovery_code"
    __table_args__ = (Index(None, "user_id", "code_hash"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary)
    used_at: Mapped[datetime | None]


class LoginAttempt(GlobalTable, Base):
    """A login that is under way or failed; counted per account and per address to slow guessing down."""

    __tablename__ = "login_attempt"
    __table_args__ = (Index(None, "email_norm", "at"), Index(None, "address", "at"))

    email_norm: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]


class ApiKey(TenantTable, Base):
    """A key of the REST API: shown once, kept as SHA-256, with the scopes that it may use."""

    __tablename__ = "api_key"

    name: Mapped[str]
    prefix: Mapped[str]
    """The first characters of the key, by which people recognise it."""
    key_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    created_by: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
