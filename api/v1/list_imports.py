"""What the imports of things have in common: the uploaded list, and what would become of its rows."""

from collections.abc import Sequence
from typing import Protocol

from fastapi import Request
from pydantic import Field

from api.schemas import ApiModel
from api.uploads import Upload, read_upload, upload_body
from app.files.errors import AttachmentTooLarge
from app.files.lists.errors import FileTooLarge
from app.files.lists.limits import MAX_BYTES
from app.files.lists.records import RowProblem, Verdict

LIST_UPLOAD = upload_body()
_SHOWN = 500


class JudgedRow(Protocol):
    """A row of a list with the verdict on it."""

    @property
    def number(self) -> int:
        """Its number in the list."""

    @property
    def verdict(self) -> Verdict:
        """What would be done with it."""

    @property
    def problems(self) -> tuple[RowProblem, ...]:
        """Why it is refused."""


class RowProblemView(ApiModel):
    """Why a row is refused."""

    field: str = Field(examples=["expires_on"])
    code: str = Field(examples=["date_not_understood"])
    value: str = Field(examples=["31-02-2027"])


class RefusedRow(ApiModel):
    """A row that is not taken over; the other rows are."""

    number: int = Field(description="As the spreadsheet counts")
    problems: list[RowProblemView]


class ListPreview(ApiModel):
    """What would become of a list; nothing is written yet. At most 500 refused rows are named."""

    accepted: int
    refused: int
    refused_rows: list[RefusedRow]


class ListOutcome(ListPreview):
    """What became of a list."""

    created: int


async def read_list_upload(request: Request) -> Upload:
    """The uploaded list; raises FileTooLarge over 10 MiB."""
    try:
        return await read_upload(request, MAX_BYTES)
    except AttachmentTooLarge as refusal:
        raise FileTooLarge(limit=MAX_BYTES) from refusal


def preview_of(judged: Sequence[JudgedRow]) -> ListPreview:
    """What the verdicts on all rows come to."""
    refused = [row for row in judged if row.verdict is Verdict.REFUSED]
    return ListPreview(
        accepted=len(judged) - len(refused),
        refused=len(refused),
        refused_rows=[
            RefusedRow(number=row.number, problems=[RowProblemView.model_validate(problem) for problem in row.problems])
            for row in refused[:_SHOWN]
        ],
    )
