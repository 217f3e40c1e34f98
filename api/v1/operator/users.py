"""The operator lets in a provider's user who is locked out (R-ACC-02)."""

from uuid import UUID

from fastapi import APIRouter

from api.routing import Route
from api.schemas import ApiModel, Instant, Listing
from api.v1.operator.desk import AtProvider
from app.accounts.inviting import Post
from app.accounts.letting_in import let_in, members_in_two_steps
from app.accounts.links import AccountLinks
from app.core.signing import LinkSigner
from app.mail.rendering import shared_renderer

router = APIRouter(route_class=Route, tags=["Operator"])
_HERE = "/operator/providers/{provider_id}/users"


class ProviderUser(ApiModel):
    """Somebody who works for the provider."""

    id: UUID
    name: str
    email: str
    role: str
    in_two_steps: bool
    last_seen_at: Instant | None


class LettingIn(ApiModel):
    """Whether the second step goes as well: for a lost phone, once it is sure who asks."""

    without_second_step: bool = False


@router.get(_HERE, operation_id="operator_users_list", summary="Who works for a provider (operator)")
async def operator_users_list(here: AtProvider) -> Listing[ProviderUser]:
    """Every user by name, with role, and whether he logs in in two steps."""
    rows = await members_in_two_steps(here.session)
    names = ("id", "name", "email", "role", "last_seen_at")
    return Listing(
        items=[
            ProviderUser.model_validate({name: getattr(each, name) for name in names} | {"in_two_steps": careful})
            for each, careful in rows
        ]
    )


@router.post(
    f"{_HERE}/{{user_id}}/new-password",
    operation_id="operator_users_let_in",
    summary="Mail a user a link for a new password (operator)",
    status_code=204,
)
async def operator_users_let_in(here: AtProvider, user_id: UUID, body: LettingIn) -> None:
    """Nobody but the user ever sees the password; the provider's log tells who helped."""
    post = Post(shared_renderer(), AccountLinks(LinkSigner(here.services.keys), here.services.settings.public_url))
    await let_in(here.session, user_id, post, here.actor, without_second_step=body.without_second_step, now=here.now)
