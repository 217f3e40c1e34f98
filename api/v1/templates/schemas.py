"""Bodies of templates and what belongs to them."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Path
from pydantic import Field

from api.schemas import ApiModel, Instant, RequiredLine
from app.invitations.planning import Audience
from app.mail.language import FormOfAddress, Language
from app.templates.variables import Context, Kind, Variable

_CHIP = {"type": "variable", "attrs": {"name": "traineeFirstName"}}
_EXAMPLE = {
    "type": "doc",
    "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Beste "}, _CHIP]}],
}
DocumentJson = Annotated[
    dict[str, Any],
    Field(
        description=(
            "A document as the editor writes it: `doc` with `paragraph`, `heading`, `bulletList`, `orderedList`, "
            "`image`, and within them `text` (marks `bold`, `italic`, `underline`, `link`), `hardBreak` and `variable`. "
            "A subject is one paragraph of plain text and variables."
        ),
        examples=[_EXAMPLE],
    ),
]


class TemplateInput(ApiModel):
    """A template as it is written."""

    name: RequiredLine
    subject: DocumentJson
    body: DocumentJson
    language: Language = "nl"
    bulk: bool = Field(default=False, description="Goes once per customer to the contact person")
    attachment_id: UUID | None = Field(default=None, description="A file that goes along by default")
    form_of_address: FormOfAddress | None = Field(
        default=None, description="How its reader is addressed; null is as the provider has set it"
    )


class TemplateChange(ApiModel):
    """What is to change of a template; what is absent stays."""

    name: RequiredLine | None = None
    subject: DocumentJson | None = None
    body: DocumentJson | None = None
    language: Language | None = None
    bulk: bool | None = None
    attachment_id: UUID | None = None
    form_of_address: FormOfAddress | None = None


class TemplateRow(ApiModel):
    """A template in the list."""

    id: UUID
    name: str
    language: Language
    bulk: bool
    attachment_id: UUID | None
    form_of_address: FormOfAddress | None
    archived_at: Instant | None
    version: int


class TemplateView(TemplateRow):
    """A template with its words."""

    subject: DocumentJson
    body: DocumentJson
    created_at: Instant


VersionNumber = Annotated[int, Path(ge=1, le=2_147_483_647, description="The version of the template")]


class VersionRow(ApiModel):
    """A version in the list."""

    number: int
    name: str
    written_by: str
    created_at: Instant


class VersionView(TemplateInput):
    """What a template said in a version."""

    number: int
    written_by: str
    created_at: Instant


class ExampleView(ApiModel):
    """A template to begin with; the API keeps nothing of it until it is written as one."""

    key: str
    name: str
    subject: DocumentJson
    body: DocumentJson
    bulk: bool


class WordsView(ApiModel):
    """The same in both languages."""

    nl: str
    en: str


class VariableView(ApiModel):
    """A variable that can be chosen; `fallback` stands in the mail of somebody for whom it has no value."""

    key: Variable
    kind: Kind
    label: WordsView
    audiences: list[Context]
    sample: WordsView
    fallback: WordsView


class SketchInput(ApiModel):
    """Words to look at, saved or not, and for whom."""

    subject: DocumentJson
    body: DocumentJson
    language: Language = "nl"
    form_of_address: FormOfAddress | None = None
    bulk: bool = False
    audience: Audience = Audience.TRAINEES
    course_id: UUID | None = Field(default=None, description="Without a course everything is made up")
    enrolment_id: UUID | None = Field(default=None, description="Without an enrolment it is the first of the course")


class MissingView(ApiModel):
    """A variable without a value in somebody's mail."""

    variable: Variable
    enrolment_id: UUID | None
    name: str


class PreviewView(ApiModel):
    """The mail as it would leave; show `html` in a sandboxed frame."""

    subject: str
    html: str
    text: str
    missing: list[MissingView]


class TestMailView(ApiModel):
    """The test mail that is on its way to the caller."""

    mail_id: UUID
    state: Literal["queued"] = "queued"


class PastedInput(ApiModel):
    """HTML that was pasted or comes from elsewhere."""

    html: str = Field(max_length=2_000_000)


class PastedView(ApiModel):
    """What is left of it: text, headings, lists, marks and safe links."""

    document: DocumentJson
