"""How imports look outside."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field as Described
from pydantic import StringConstraints

from api.schemas import ApiModel, Instant
from app.files.lists.limits import MAX_COLUMNS
from app.trainees.importing.headers import Field
from app.trainees.importing.verdicts import Verdict

State = Literal["reviewing", "running", "done", "failed", "cancelled"]
Outcome = Literal[
    "created",
    "matched",
    "enrolled",
    "waiting",
    "already_enrolled",
    "course_full",
    "certified",
    "already_certified",
]
Cell = Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00]*$")]


class ImportColumn(ApiModel):
    """A column of the list, and the field that it fills."""

    index: int
    header: str
    samples: list[str]
    field: Field | None
    forbidden: bool = Described(description="It holds citizen service numbers, which are masked and never kept")


class ImportCounts(ApiModel):
    """How many rows got each verdict."""

    new: int
    matched: int
    duplicate: int
    refused: int
    total: int


class ImportOptions(ApiModel):
    """What is to happen beside making trainees."""

    create_customers: bool = Described(description="Make the customers that are not known yet; needs their module")
    enrol_matched: bool = Described(description="Enrol also who is known already, when the list is for a course")
    certificates: bool = Described(default=False, description="It is a list of certificates; cannot be changed")


class ImportView(ApiModel):
    """An import with its columns and what would come of it."""

    id: UUID
    state: State
    file_name: str
    course_id: UUID | None
    columns: list[ImportColumn]
    fields: list[Field] = Described(description="What a column can fill")
    counts: ImportCounts
    options: ImportOptions
    job_id: UUID | None
    created_at: Instant
    version: int


class ColumnChoice(ApiModel):
    """Let a column fill a field, or none."""

    index: int = Described(ge=0, lt=MAX_COLUMNS)
    field: Field | None


class OptionsChange(ApiModel):
    """Options to set; what is left out stays."""

    create_customers: bool | None = None
    enrol_matched: bool | None = None


class ImportChange(ApiModel):
    """Other columns or options; columns that are left out stay what they are."""

    columns: list[ColumnChoice] | None = Described(default=None, max_length=MAX_COLUMNS)
    options: OptionsChange | None = None


class HeldCertificateValues(ApiModel):
    """The certificate that a row says its person holds."""

    type: str
    number: str
    issued_on: date | None
    expires_on: date | None


class RowValues(ApiModel):
    """What a row says, in the form in which it would be kept."""

    given_name: str
    infix: str
    family_name: str
    birth_date: date | None
    email: str
    phone: str
    customer: str
    certificate: HeldCertificateValues | None = None


class RowProblem(ApiModel):
    """Why a row is refused (`error`), or what deserves a look (`notice`)."""

    column: Field | None
    code: str
    detail: str
    value: str
    level: Literal["error", "notice"]


class ImportRow(ApiModel):
    """A row of the list with its verdict, and after the import with what became of it."""

    row_number: int
    cells: list[str]
    verdict: Verdict
    values: RowValues
    problems: list[RowProblem]
    is_other_person: bool
    trainee_id: UUID | None
    outcome: Outcome | None


class RowChange(ApiModel):
    """A corrected row, or the word that it is somebody else than it looks like."""

    cells: list[Cell] | None = Described(default=None, max_length=MAX_COLUMNS)
    is_other_person: bool | None = None


class Agreement(ApiModel):
    """Agreeing with an import."""

    accept_waiting_list: bool = Described(default=False, description="Who does not fit goes on the waiting list")


class StartedJob(ApiModel):
    """The job that writes the import; `GET /jobs/{id}` tells how far it is."""

    job_id: UUID
    state: str
    total: int | None
