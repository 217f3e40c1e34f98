"""Trainees."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy import Row

from api.answers import write_page
from api.concurrency import IfMatch, set_etag
from api.deps import Scope, allow
from api.pagination import PageQuery
from api.routing import Route, problems
from api.schemas import Listing, Reference
from api.v1.trainees.schemas import BouncedView, TraineeChange, TraineeCourse, TraineeInput, TraineeRow, TraineeView
from app.bounces.suppressions import suppressed
from app.courses.history import courses_of_trainee
from app.customers.repository import get_customer
from app.trainees import keeping, repository
from app.trainees.models import Trainee
from app.trainees.names import PersonName

router = APIRouter(route_class=Route, tags=["Trainees"])
ReadTrainees = Annotated[Scope, Depends(allow("trainees:read"), scope="function")]
WriteTrainees = Annotated[Scope, Depends(allow("trainees:write"), scope="function")]
_MADE = frozenset(("name", "customer", "courses", "bounced"))
_CLEARABLE = frozenset(("birth_date", "email", "customer_id"))


@router.get(
    "/trainees", operation_id="trainees_list", summary="List and search trainees", response_model=Listing[TraineeRow]
)
async def trainees_list(
    scope: ReadTrainees,
    request: Request,
    page: PageQuery,
    q: Annotated[str, Query(max_length=200, description="Words of name or e-mail address")] = "",
    customer_id: Annotated[UUID | None, Query(alias="customerId", description="Only this customer's people")] = None,
    erased: Annotated[bool, Query(description="Those whose data were erased in place of the others")] = False,
) -> Response:
    """The trainees by family name."""
    if customer_id is not None:
        await get_customer(scope.session, customer_id)
    rows, cursor = await repository.list_trainees(scope.session, page, query=q, customer_id=customer_id, erased=erased)
    return write_page(request, [_row_values(row) for row in rows], cursor)


@router.post(
    "/trainees", operation_id="trainees_create", summary="Add a trainee", status_code=201, responses=problems(409)
)
async def trainees_create(scope: WriteTrainees, response: Response, body: TraineeInput) -> TraineeView:
    """Add a trainee; somebody who is known already is refused with `trainee_known`, unless `acceptDouble` is sent."""
    values = body.model_dump(exclude={"accept_double"})
    trainee = await keeping.create_trainee(scope.session, values, _desk(scope), accept_double=body.accept_double)
    response.headers["Location"] = f"/api/v1/trainees/{trainee.id}"
    return await _view(scope, response, trainee)


@router.get("/trainees/{trainee_id}", operation_id="trainees_get", summary="A trainee")
async def trainees_get(scope: ReadTrainees, response: Response, trainee_id: UUID) -> TraineeView:
    """One trainee, with the courses; of one who was erased, what is left (R-ACC-04)."""
    return await _view(scope, response, await repository.get_trainee_or_rest(scope.session, trainee_id))


@router.patch(
    "/trainees/{trainee_id}", operation_id="trainees_change", summary="Change a trainee", responses=problems(412, 428)
)
async def trainees_change(
    scope: WriteTrainees, response: Response, trainee_id: UUID, body: TraineeChange, if_match: IfMatch
) -> TraineeView:
    """Change what is sent, keep the rest."""
    sent = body.model_dump(exclude_unset=True)
    values = {name: value for name, value in sent.items() if value is not None or name in _CLEARABLE}
    trainee = await keeping.change_trainee(scope.session, trainee_id, values, _desk(scope), version=if_match)
    return await _view(scope, response, trainee)


def _desk(scope: Scope) -> keeping.Desk:
    return keeping.Desk(scope.actor, scope.now, scope.today)


def _row_values(row: Row[Any]) -> dict[str, Any]:
    """A row of the list in the words of `TraineeRow`."""
    return {
        "id": row.id,
        "name": PersonName(row.given_name, row.infix, row.family_name).full,
        "givenName": row.given_name,
        "infix": row.infix,
        "familyName": row.family_name,
        "birthDate": row.birth_date,
        "email": row.email,
        "phone": row.phone,
        "customer": {"id": row.customer_id, "name": row.customer_name} if row.customer_id else None,
    }


async def _view(scope: Scope, response: Response, trainee: Trainee) -> TraineeView:
    customer = await get_customer(scope.session, trainee.customer_id) if trainee.customer_id else None
    courses = await courses_of_trainee(scope.session, trainee.id)
    set_etag(response, trainee.version)
    own = {name: getattr(trainee, name) for name in TraineeView.model_fields if name not in _MADE}
    return TraineeView(
        **own,
        name=PersonName(trainee.given_name, trainee.infix, trainee.family_name).full,
        customer=Reference(id=customer.id, name=customer.name) if customer else None,
        bounced=await _bounced(scope, trainee.email),
        courses=[TraineeCourse.model_validate(row) for row in courses],
    )


async def _bounced(scope: Scope, email: str | None) -> BouncedView | None:
    found = next(iter((await suppressed(scope.session, [email])).values()), None)
    if found is None:
        return None
    return BouncedView(
        suppression_id=found.id,
        mail_id=found.mail_id,
        at=found.created_at,
        status=found.status,
        words=found.words,
    )
