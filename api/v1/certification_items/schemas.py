"""How certification items look outside."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from api.schemas import ApiModel, Instant, Line, Reference, Remarks, RequiredLine
from api.v1.courses.schemas import FileView
from app.certification_items.drafts import MAX_DUE_DATES

KindKey = Literal["fire_extinguisher", "aed", "nen_3140", "own"]
Part = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$")
]
Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2200, 1, 1))]
Pieces = Annotated[int, Field(ge=1, le=100_000, description="Number of pieces", examples=[3])]


class UsualDateView(ApiModel):
    """A part that expires by itself, and how many months after an inspection it usually does."""

    part: Part = Field(description="`inspection`, `battery`, `electrodes`, or a word of one's own")
    months: Annotated[int, Field(ge=1, le=600)] | None = None


class ProposedDate(UsualDateView):
    """The dates that follow from the day of an inspection; null where there is no usual term."""

    expires_on: date | None
    remind_on: date | None


class ItemKindView(ApiModel):
    """A kind of item; `id`, `name` and `version` are there for the provider's own kinds only."""

    key: KindKey
    id: UUID | None
    name: str
    due_dates: list[ProposedDate]
    version: int | None


class ItemKindInput(ApiModel):
    """A kind of the provider's own."""

    name: RequiredLine = Field(examples=["Ladder"])
    due_dates: list[UsualDateView] = Field(max_length=MAX_DUE_DATES, default_factory=list)


class ItemKindChange(ApiModel):
    """What is to change; what is left out stays."""

    name: RequiredLine | None = None
    due_dates: list[UsualDateView] | None = Field(max_length=MAX_DUE_DATES, default=None)


class DueDateInput(ApiModel):
    """A due date: with the id of the line that it corrects, or a new one."""

    id: UUID | None = None
    part: Part = Field(examples=["battery"])
    expires_on: Day = Field(description="Verloopdatum", examples=["2030-11-23"])
    remind_on: Day | None = Field(default=None, description="Herinneringsdatum; eight weeks before, unless given")


class ItemInput(ApiModel):
    """A new item (R-CIT-01)."""

    kind: KindKey = Field(examples=["aed"])
    own_kind_id: UUID | None = Field(default=None, description="Which of the own kinds, for `own`")
    description: RequiredLine = Field(examples=["AED bij de receptie"])
    identification: Line = Field(default="", description="What stands on it", examples=["SN-48213"])
    customer_id: UUID | None = None
    location: Line = ""
    pieces: Pieces = 1
    inspected_on: Day | None = None
    remarks: Remarks = ""
    due_dates: list[DueDateInput] = Field(min_length=1, max_length=MAX_DUE_DATES)


class ItemChange(ApiModel):
    """What is to change; what is left out stays. Due dates that are sent replace the current ones."""

    kind: KindKey | None = None
    own_kind_id: UUID | None = None
    description: RequiredLine | None = None
    identification: Line | None = None
    customer_id: UUID | None = None
    location: Line | None = None
    pieces: Pieces | None = None
    inspected_on: Day | None = None
    remarks: Remarks | None = None
    due_dates: list[DueDateInput] | None = Field(default=None, min_length=1, max_length=MAX_DUE_DATES)


class DueDateRow(ApiModel):
    """A current due date; `isDue` from the reminder date on (R-CIT-02)."""

    id: UUID
    part: str
    inspected_on: date | None
    expires_on: date
    remind_on: date
    is_due: bool
    is_expired: bool


class ItemRow(ApiModel):
    """An item in the list."""

    id: UUID
    kind: KindKey
    kind_name: str | None = Field(description="The name of an own kind")
    description: str
    identification: str
    customer: Reference | None
    location: str
    pieces: int
    inspected_on: date | None
    due_dates: list[DueDateRow]
    archived_at: Instant | None


class FormerLine(ApiModel):
    """A line that was renewed (R-CIT-02)."""

    id: UUID
    part: str
    inspected_on: date | None
    expires_on: date
    renewed_at: Instant
    remarks: str


class ItemFileView(FileView):
    """A photo or another file of an item."""

    added_at: Instant


class ItemView(ItemRow):
    """An item with its history and its files."""

    own_kind_id: UUID | None
    remarks: str
    history: list[FormerLine]
    files: list[ItemFileView]
    created_at: Instant
    version: int


class RenewedDate(ApiModel):
    """The new dates of one due date."""

    id: UUID
    expires_on: Day
    remind_on: Day | None = None


class ItemRenewal(ApiModel):
    """What was inspected or replaced, and until when it is good now."""

    inspected_on: Day
    due_dates: list[RenewedDate] = Field(min_length=1, max_length=MAX_DUE_DATES)
    remarks: Remarks = ""
