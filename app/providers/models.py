"""Tables of the training provider."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, GlobalTable, TenantTable, Versioned


class Provider(GlobalTable, Versioned, Base):
    """A training provider (opleider). Row-level security shows a provider only itself."""

    __tablename__ = "provider"
    __table_args__ = (
        CheckConstraint("busy_rule in ('day', 'overlap')", name="busy_rule"),
        CheckConstraint("travel_margin_minutes between 0 and 480", name="travel_margin"),
        CheckConstraint("locale in ('nl', 'en')", name="locale"),
        CheckConstraint("state in ('requested', 'active', 'suspended', 'ended', 'refused')", name="state"),
        CheckConstraint("form_of_address in ('je', 'u')", name="form_of_address"),
        CheckConstraint("mails_kept_months between 6 and 120", name="mails_kept"),
        CheckConstraint("trainees_kept_years between 1 and 50", name="trainees_kept"),
    )

    name: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="active")
    """`requested` by a registration; `suspended` and `ended` keep everybody out; `refused` ones are forgotten."""
    is_cibot_institute: Mapped[bool] = mapped_column(server_default=text("false"))
    email: Mapped[str]
    """Replies to the provider's mails go here, and so do its notifications."""
    phone: Mapped[str] = mapped_column(server_default="")
    address: Mapped[str] = mapped_column(server_default="")
    postcode: Mapped[str] = mapped_column(server_default="")
    city: Mapped[str] = mapped_column(server_default="")
    time_zone: Mapped[str] = mapped_column(server_default="Europe/Amsterdam")
    locale: Mapped[str] = mapped_column(server_default="nl")
    form_of_address: Mapped[str] = mapped_column(server_default="je")
    """How mails in Dutch address their reader, unless a template says otherwise."""
    brand_color: Mapped[str] = mapped_column(server_default="#1D4E89")
    logo_file_id: Mapped[UUID | None]
    busy_rule: Mapped[str] = mapped_column(server_default="day")
    """R-CRS-05: `day` counts any booking on the date, `overlap` only times that overlap with the travel margin."""
    travel_margin_minutes: Mapped[int] = mapped_column(server_default=text("0"))
    notify_available: Mapped[bool] = mapped_column(server_default=text("true"))
    notify_unavailable: Mapped[bool] = mapped_column(server_default=text("true"))
    """R-STF-05: whether the answers of instructors are told by mail."""
    mails_kept_months: Mapped[int | None]
    trainees_kept_years: Mapped[int | None]
    """Years after their last course or certificate; none keeps them for ever (R-ACC-04)."""
    """R-MAIL-04: how long sent mails are kept; for ever where nothing is set."""
    last_login_at: Mapped[datetime | None]
    """When somebody last logged in to work here; written by a door, past the version."""
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class ProviderModule(TenantTable, Base):
    """A module that is on for the provider from a day on, and until a day if it was switched off (R-MOD-01)."""

    __tablename__ = "provider_module"
    __table_args__ = (Index(None, "provider_id", "module", "active_from", unique=True),)

    module: Mapped[str]
    active_from: Mapped[date]
    active_until: Mapped[date | None]


class Location(TenantTable, Versioned, Base):
    """A training location of the provider (trainingslocatie)."""

    __tablename__ = "location"
    __table_args__ = (Index(None, "provider_id", "name"),)

    name: Mapped[str]
    address: Mapped[str] = mapped_column(server_default="")
    postcode: Mapped[str] = mapped_column(server_default="")
    city: Mapped[str] = mapped_column(server_default="")
    directions: Mapped[str] = mapped_column(server_default="")
    capacity: Mapped[int | None]
    archived_at: Mapped[datetime | None]


class OwnSender(Versioned, Base):
    """The address of an own domain that the provider's mails may leave from, and what that domain publishes (R-MAIL-03).

    Checking writes past the version: `ETag` is about what people set.
    """

    __tablename__ = "own_sender"
    __table_args__ = (CheckConstraint("active_since is null or fallen_back_at is null", name="state"),)

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), primary_key=True)
    address: Mapped[str]
    token: Mapped[str]
    """What the domain has to say to prove whose it is; another domain gets another one."""
    findings: Mapped[list[Any]]
    """The records as they were found last; empty until then."""
    checked_at: Mapped[datetime | None]
    active_since: Mapped[datetime | None]
    """Mail leaves from the address while this is set."""
    failing_since: Mapped[datetime | None]
    """Since when an active address fails its checks."""
    fallen_back_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    @property
    def domain(self) -> str:
        """The part behind the @."""
        return self.address.rpartition("@")[2]


class Counter(Base):
    """The last number given out per kind; the row is locked while a number is taken (R-CRS-03)."""

    __tablename__ = "counter"

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(server_default=text("0"))
