"""How duplicates and merges look outside."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from api.schemas import ApiModel, Instant, Reference
from app.merging.duplicates import Because


class TraineeSide(ApiModel):
    """One of two trainees that look alike."""

    id: UUID
    name: str
    given_name: str
    infix: str
    family_name: str
    birth_date: date | None
    email: str | None
    phone: str
    locale: Literal["nl", "en"]
    customer: Reference | None
    remarks: str
    courses: int
    certificates: int
    created_at: Instant


class CustomerSide(ApiModel):
    """One of two customers that look alike."""

    id: UUID
    name: str
    address: str
    contact_name: str
    contact_email: str
    correspondence_via_contact: bool
    remarks: str
    trainees: int
    courses: int
    created_at: Instant


class TraineePair(ApiModel):
    """Two trainees that are probably one, why, and which of them is proposed to stay."""

    one: TraineeSide
    two: TraineeSide
    because: Because | None
    proposed_keeper_id: UUID


class CustomerPair(ApiModel):
    """Two customers that are probably one, why, and which of them is proposed to stay."""

    one: CustomerSide
    two: CustomerSide
    because: Because | None
    proposed_keeper_id: UUID


class TraineePairs(ApiModel):
    """The surest pairs, two hundred at most."""

    items: list[TraineePair]


class CustomerPairs(ApiModel):
    """The surest pairs, two hundred at most."""

    items: list[CustomerPair]


class LookalikesView(ApiModel):
    """Customers that look like the one that is being typed in."""

    items: list[Reference]


class TwoIds(ApiModel):
    """Two that look alike but are not the same."""

    one_id: UUID
    two_id: UUID


TraineeField = Literal["name", "birthDate", "email", "phone", "locale", "customer"]
CustomerField = Literal["name", "address", "contactPerson", "correspondence"]


class TraineeMergeInput(ApiModel):
    """Who becomes part of the trainee in the address, and what is right of that one."""

    other_id: UUID
    take: Annotated[list[TraineeField], Field(max_length=6)] = Field(default_factory=list)


class CustomerMergeInput(ApiModel):
    """Which customer becomes part of the one in the address, and what is right of that one."""

    other_id: UUID
    take: Annotated[list[CustomerField], Field(max_length=4)] = Field(default_factory=list)


class MergeView(ApiModel):
    """That one became part of another, and until when that can be undone."""

    id: UUID
    keeper_id: UUID
    other_id: UUID
    keeper_name: str
    other_name: str
    merged_at: Instant
    merged_by_name: str
    undo_until: Instant
    undone_at: Instant | None


class MergesView(ApiModel):
    """The merges of the last thirty days, the latest first."""

    items: list[MergeView]
