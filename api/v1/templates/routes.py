"""Templates (sjablonen)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from api.concurrency import IfMatch, set_etag
from api.deps import Scope, allow
from api.pagination import PageQuery, link_next
from api.routing import Route, problems
from api.schemas import Listing
from api.v1.mailings.desk import desk_of
from api.v1.templates.schemas import (
    ExampleView,
    MissingView,
    PastedInput,
    PastedView,
    PreviewView,
    SketchInput,
    TemplateChange,
    TemplateInput,
    TemplateRow,
    TemplateView,
    TestMailView,
    VariableView,
    VersionNumber,
    VersionRow,
    VersionView,
    WordsView,
)
from app.invitations import previewing
from app.mail.addresses import check_address
from app.mail.language import FormOfAddress, Language, as_form
from app.providers.settings import get_provider
from app.templates.editing import (
    TemplateDraft,
    archive_template,
    restore_template,
    revise_template,
    write_template,
)
from app.templates.examples import Example, examples
from app.templates.models import MailTemplate
from app.templates.pasting import document_from_html
from app.templates.repository import TemplateRepository
from app.templates.variables import DEFINITIONS, Definition, Words
from app.templates.versions import find_version, list_versions

_MAY_BE_NONE = ("attachment_id", "form_of_address")
router = APIRouter(route_class=Route, tags=["Templates"])
ReadTemplates = Annotated[Scope, Depends(allow("templates:read", module="invitations"), scope="function")]
ReadVariables = Annotated[Scope, Depends(allow("templates:read"), scope="function")]
WriteTemplates = Annotated[Scope, Depends(allow("templates:write", module="invitations"), scope="function")]


@router.get("/templates", operation_id="templates_list", summary="List the templates")
async def templates_list(
    scope: ReadTemplates,
    request: Request,
    response: Response,
    page: PageQuery,
    archived: Annotated[bool, Query(description="Those that were put away, rather than those in use")] = False,
) -> Listing[TemplateRow]:
    """The templates by name (R-INV-01)."""
    rows, cursor = await TemplateRepository(scope.session).page(page, archived=archived)
    link_next(request, response, cursor)
    return Listing(items=[TemplateRow.model_validate(row) for row in rows], next_cursor=cursor)


@router.post("/templates", operation_id="templates_create", summary="Write a template", status_code=201)
async def templates_create(scope: WriteTemplates, response: Response, body: TemplateInput) -> TemplateView:
    """Keep a new template; every fault in its documents is told with its place (R-INV-02)."""
    draft = TemplateDraft(**body.model_dump())
    template = await write_template(scope.session, scope.actor, draft, now=scope.now)
    response.headers["Location"] = f"/api/v1/templates/{template.id}"
    return _view(response, template)


@router.get("/templates/{template_id}", operation_id="templates_get", summary="A template")
async def templates_get(scope: ReadTemplates, response: Response, template_id: UUID) -> TemplateView:
    """One template with its words."""
    return _view(response, await TemplateRepository(scope.session).get(template_id))


@router.patch(
    "/templates/{template_id}",
    operation_id="templates_change",
    summary="Change a template",
    responses=problems(412, 428),
)
async def templates_change(
    scope: WriteTemplates, response: Response, template_id: UUID, body: TemplateChange, if_match: IfMatch
) -> TemplateView:
    """Change what is sent, keep the rest; mailings that were sent keep their own words."""
    sent = body.model_dump(exclude_unset=True)
    changes = {name: value for name, value in sent.items() if value is not None or name in _MAY_BE_NONE}
    template = await revise_template(scope.session, scope.actor, template_id, if_match, changes, now=scope.now)
    return _view(response, template)


@router.delete(
    "/templates/{template_id}", operation_id="templates_archive", summary="Put a template away", status_code=204
)
async def templates_archive(scope: WriteTemplates, template_id: UUID) -> None:
    """Take a template out of the choices."""
    await archive_template(scope.session, scope.actor, template_id, now=scope.now)


@router.get(
    "/templates/{template_id}/versions", operation_id="template_versions_list", summary="What a template said before"
)
async def template_versions_list(
    scope: ReadTemplates, request: Request, response: Response, page: PageQuery, template_id: UUID
) -> Listing[VersionRow]:
    """Every version with who wrote it and when, the latest first (R-INV-01)."""
    await TemplateRepository(scope.session).get(template_id)
    notes, cursor = await list_versions(scope.session, template_id, page)
    link_next(request, response, cursor)
    return Listing(items=[VersionRow.model_validate(note) for note in notes], next_cursor=cursor)


@router.get(
    "/templates/{template_id}/versions/{number}",
    operation_id="template_versions_get",
    summary="A former version of a template",
)
async def template_versions_get(scope: ReadTemplates, template_id: UUID, number: VersionNumber) -> VersionView:
    """What the template said in that version."""
    version = await find_version(scope.session, template_id, number)
    fields = {**version.draft, "number": version.number}
    return VersionView(**fields, written_by=version.written_by, created_at=version.created_at)


@router.post(
    "/templates/{template_id}/versions/{number}/restoration",
    operation_id="template_versions_restore",
    summary="Put a former version back",
    responses=problems(412, 428),
)
async def template_versions_restore(
    scope: WriteTemplates, response: Response, template_id: UUID, number: VersionNumber, if_match: IfMatch
) -> TemplateView:
    """Let the template say again what it said then; the present words stay in the list as a version too."""
    template = await restore_template(scope.session, scope.actor, template_id, number, if_match, now=scope.now)
    return _view(response, template)


@router.get("/template-examples", operation_id="template_examples_list", summary="Templates to begin with")
async def template_examples_list(
    scope: ReadTemplates,
    language: Annotated[Language, Query(description="The language of the mail")] = "nl",
    form_of_address: Annotated[
        FormOfAddress | None, Query(alias="formOfAddress", description="Without it as the provider has set it")
    ] = None,
) -> Listing[ExampleView]:
    """Our own texts for the usual courses, to take over and change (R-INV-01)."""
    form = form_of_address or as_form((await get_provider(scope.session)).form_of_address)
    return Listing(items=[_example(each) for each in examples(language, form)])


@router.get("/template-variables", operation_id="template_variables_list", summary="List the variables")
async def template_variables_list(_scope: ReadVariables) -> Listing[VariableView]:
    """Everything that a template can fill in (R-INV-02)."""
    return Listing(items=[_variable(definition) for definition in DEFINITIONS.values()])


@router.post("/template-previews", operation_id="template_previews_create", summary="Preview words")
async def template_previews_create(scope: ReadTemplates, body: SketchInput) -> PreviewView:
    """Draw one mail with a real course, by the renderer of the real mail; nothing is kept or sent."""
    reader = check_address(scope.provider.email, name=scope.provider.name)
    shown = await previewing.preview(desk_of(scope), _sketch(body), reader)
    missing = [MissingView.model_validate(each) for each in shown.missing]
    message = shown.message
    return PreviewView(subject=message.subject, html=message.html, text=message.text, missing=missing)


@router.post(
    "/template-tests", operation_id="template_tests_create", summary="Send a test to yourself", status_code=202
)
async def template_tests_create(scope: WriteTemplates, body: SketchInput) -> TestMailView:
    """Mail the preview to the caller's own address, and to nobody else."""
    return TestMailView(mail_id=await previewing.send_test(desk_of(scope), _sketch(body), scope.caller.email))


@router.post(
    "/pasted-documents",
    operation_id="pasted_documents_create",
    summary="Make a document of HTML",
    responses=problems(413),
)
async def pasted_documents_create(_scope: ReadTemplates, body: PastedInput) -> PastedView:
    """Keep text, headings, lists, marks and safe links of pasted HTML; drop everything else."""
    return PastedView(document=document_from_html(body.html).to_json())


def _sketch(body: SketchInput) -> previewing.Sketch:
    return previewing.Sketch(**body.model_dump())


def _example(example: Example) -> ExampleView:
    return ExampleView(
        key=example.key,
        name=example.name,
        subject=example.subject.to_json(),
        body=example.body.to_json(),
        bulk=example.bulk,
    )


def _view(response: Response, template: MailTemplate) -> TemplateView:
    set_etag(response, template.version)
    return TemplateView.model_validate(template)


def _variable(definition: Definition) -> VariableView:
    return VariableView(
        key=definition.variable,
        kind=definition.kind,
        label=_words(definition.label),
        audiences=sorted(definition.contexts),
        sample=_words(definition.sample),
        fallback=_words(definition.fallback),
    )


def _words(words: Words) -> WordsView:
    return WordsView(nl=words.nl, en=words.en)
