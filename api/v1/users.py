"""Users of the provider and the invitations of colleagues (R-ACC-02)."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import EmailStr

from api.concurrency import IfMatch, set_etag
from api.deps import Scope, allow
from api.routing import Route, problems
from api.schemas import ApiModel, Instant, Listing, RequiredLine
from app.accounts import inviting, members
from app.accounts.inviting import Invitee, Post
from app.accounts.links import AccountLinks
from app.accounts.permissions import Role
from app.core.signing import LinkSigner
from app.mail.rendering import shared_renderer

router = APIRouter(route_class=Route, tags=["Users"])
ReadUsers = Annotated[Scope, Depends(allow("users:read"), scope="function")]
WriteUsers = Annotated[Scope, Depends(allow("users:write"), scope="function")]
ProviderRole = Literal["admin", "planner", "viewer"]


class UserView(ApiModel):
    """Somebody who works for the provider."""

    id: UUID
    name: str
    email: str
    role: ProviderRole
    version: int
    last_seen_at: Instant | None


class UserChange(ApiModel):
    """The role that a user is to have."""

    role: ProviderRole


class UserInvitationInput(ApiModel):
    """A colleague to let in."""

    email: EmailStr
    name: RequiredLine
    role: ProviderRole = "planner"
    locale: Literal["nl", "en"] = "nl"


class UserInvitationView(UserInvitationInput):
    """An invitation that nobody has used yet."""

    id: UUID
    sent_at: Instant
    expires_at: Instant


@router.get("/users", operation_id="users_list", summary="List the users")
async def users_list(scope: ReadUsers) -> Listing[UserView]:
    """Everybody who works for the provider, by name."""
    found = await members.list_members(scope.session)
    return Listing(items=[UserView.model_validate(each) for each in found])


@router.get("/users/{user_id}", operation_id="users_get", summary="A user")
async def users_get(scope: ReadUsers, response: Response, user_id: UUID) -> UserView:
    """One user of the provider."""
    found = await members.get_member(scope.session, user_id)
    set_etag(response, found.version)
    return UserView.model_validate(found)


@router.patch(
    "/users/{user_id}",
    operation_id="users_change",
    summary="Give a user another role",
    responses=problems(409, 412, 428),
)
async def users_change(
    scope: WriteUsers, response: Response, user_id: UUID, body: UserChange, if_match: IfMatch
) -> UserView:
    """Change the role, from the next request on; the last administrator stays one (409 `last_administrator`)."""
    role = Role(body.role)
    changed = await members.change_role(
        scope.session, user_id, role, version=if_match, actor=scope.actor, now=scope.now
    )
    set_etag(response, changed.version)
    return UserView.model_validate(changed)


@router.delete(
    "/users/{user_id}",
    operation_id="users_remove",
    summary="Take a user's access away",
    status_code=204,
    responses=problems(409),
)
async def users_remove(scope: WriteUsers, user_id: UUID) -> None:
    """End somebody's access to this provider at once, sessions included."""
    await members.remove_member(scope.session, user_id, actor=scope.actor, now=scope.now)


@router.get(
    "/user-invitations", operation_id="user_invitations_list", summary="List the open invitations of colleagues"
)
async def user_invitations_list(scope: ReadUsers) -> Listing[UserInvitationView]:
    """The invitations that nobody has used yet, by name."""
    found = await inviting.list_invitations(scope.session)
    return Listing(items=[UserInvitationView.model_validate(each, extra="ignore") for each in found])


@router.post(
    "/user-invitations",
    operation_id="user_invitations_create",
    summary="Invite a colleague",
    status_code=201,
    responses=problems(409),
)
async def user_invitations_create(
    scope: WriteUsers, response: Response, body: UserInvitationInput
) -> UserInvitationView:
    """Mail a link to come in by. The same address again sends a new link and makes the former one void."""
    invitee = Invitee(body.email, body.name, Role(body.role), body.locale)
    post = Post(shared_renderer(), AccountLinks(LinkSigner(scope.services.keys), scope.services.settings.public_url))
    row = await inviting.invite_user(scope.session, invitee, post, actor=scope.actor, now=scope.now)
    response.headers["Location"] = f"/api/v1/user-invitations/{row.id}"
    return UserInvitationView.model_validate(row, extra="ignore")


@router.delete(
    "/user-invitations/{invitation_id}",
    operation_id="user_invitations_revoke",
    summary="Take an invitation back",
    status_code=204,
)
async def user_invitations_revoke(scope: WriteUsers, invitation_id: UUID) -> None:
    """Make the link void."""
    await inviting.revoke_invitation(scope.session, invitation_id, actor=scope.actor, now=scope.now)
