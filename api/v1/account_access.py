"""Coming in by a link that came by mail: an invitation, or a new password. Nobody is logged in here yet (R-ACC-02).

Tokens travel in bodies, never in addresses, so that no log holds one.
"""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Request, Response
from pydantic import EmailStr, Field, StringConstraints

from api.credentials import refuse_cross_site, set_session_cookie
from api.deps import Visit, services
from api.routing import Route, problems
from api.schemas import ApiModel, Line
from api.services import Services
from api.v1.session import SessionView, session_view
from app.accounts import inviting, new_passwords
from app.accounts.callers import by_session
from app.accounts.codes import require_code
from app.accounts.inviting import Post
from app.accounts.links import AccountLinks
from app.accounts.login import note_attempt, open_session
from app.core.sealing import Sealer
from app.core.signing import LinkSigner, Purpose
from app.mail.rendering import shared_renderer

router = APIRouter(route_class=Route, tags=["Session"])
Token = Annotated[str, StringConstraints(min_length=1, max_length=1024)]
Password = Annotated[str, Field(min_length=1, max_length=1000)]


class LinkInput(ApiModel):
    """What stands behind the `#` of a link."""

    token: Token


class AcceptanceInput(LinkInput):
    """How an invited colleague comes in: with a password to be, or the one of the account that he has."""

    name: Line = ""
    password: Password
    code: str = Field(default="", max_length=40, description="For who has an account and logs in in two steps")


class NewPasswordInput(LinkInput):
    """The password to be."""

    password: Password


class ResetInput(ApiModel):
    """Whose password was forgotten."""

    email: EmailStr


class InvitationPage(ApiModel):
    """What the page of an invitation shows."""

    provider_name: str
    name: str
    email: str
    has_account: bool


@router.post(
    "/invitation-pages",
    operation_id="invitation_pages_create",
    summary="What an invitation shows",
    responses=problems(404),
)
async def invitation_pages_create(request: Request, body: LinkInput) -> InvitationPage:
    """Read an invitation by its link; opening it changes nothing."""
    hall = services(request)
    provider_id, invitation_id, generation = _links(hall).read_invitation(body.token, hall.clock.now())
    async with hall.database.tenant(provider_id) as session:
        opened = await inviting.open_invitation(session, invitation_id, generation)
        row = opened.invitation
        return InvitationPage(
            provider_name=opened.provider.name, name=row.name, email=row.email, has_account=opened.has_account
        )


@router.post(
    "/invitation-acceptances",
    operation_id="invitation_acceptances_create",
    summary="Come in by an invitation",
    status_code=201,
    responses=problems(401, 404, 429),
)
async def invitation_acceptances_create(request: Request, response: Response, body: AcceptanceInput) -> SessionView:
    """Make the account, or add this provider to the one that exists, and log in."""
    hall = services(request)
    refuse_cross_site(request, hall.settings)
    now = hall.clock.now()
    provider_id, invitation_id, generation = _links(hall).read_invitation(body.token, now)
    async with hall.database.tenant(provider_id) as session:
        opened = await inviting.open_invitation(session, invitation_id, generation)
        if opened.has_account:
            await note_attempt(hall.database, opened.invitation.email_norm, _address(request), now)
        user = await inviting.accept_invitation(session, opened, name=body.name, password=body.password, now=now)
        if opened.has_account:
            sealer = Sealer(hall.keys, Purpose.SECOND_STEP)
            await require_code(session, user, body.code, sealer, now=now)
        token = await open_session(
            session,
            user,
            agent=request.headers.get("user-agent", ""),
            now=now,
            terms=hall.session_terms,
            provider_id=provider_id,
        )
    set_session_cookie(response, hall.settings, token)
    async with hall.database.platform() as session:
        caller = await by_session(await session.connection(), token, now)
        assert caller is not None
        return await session_view(caller, Visit(session, caller, now, hall, request.state.trace_id))


@router.post(
    "/password-resets",
    operation_id="password_resets_create",
    summary="Ask for a new password",
    status_code=202,
    responses=problems(429),
)
async def password_resets_create(request: Request, tasks: BackgroundTasks, body: ResetInput) -> None:
    """Mail a link to the user with this address, if there is one: the answer is the same, and comes first."""
    hall = services(request)
    refuse_cross_site(request, hall.settings)
    now = hall.clock.now()
    await note_attempt(hall.database, f"reset:{body.email.casefold()}", _address(request), now)
    post = Post(shared_renderer(), _links(hall))

    async def write() -> None:
        await new_passwords.mail_new_password(hall.database, body.email, post, now=now)
        await hall.doorbell.ring("work")

    tasks.add_task(write)


@router.post(
    "/new-passwords",
    operation_id="new_passwords_create",
    summary="Set a new password",
    status_code=204,
    responses=problems(404),
)
async def new_passwords_create(request: Request, body: NewPasswordInput) -> None:
    """Set the password by the link of a mail; every session of the user ends."""
    hall = services(request)
    refuse_cross_site(request, hall.settings)
    now = hall.clock.now()
    user_id, generation = _links(hall).read_new_password(body.token, now)
    await new_passwords.set_new_password(hall.database, user_id, generation, body.password, now=now)


def _links(hall: Services) -> AccountLinks:
    return AccountLinks(LinkSigner(hall.keys), hall.settings.public_url)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
