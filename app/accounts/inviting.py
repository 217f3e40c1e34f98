"""Inviting a colleague by mail, and coming in by that mail (R-ACC-02)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.errors import AlreadyMember, InvitationOver, WrongCredentials
from app.accounts.links import INVITATION_LIFE, AccountLinks
from app.accounts.models import Membership, User, UserInvitation
from app.accounts.passwords import check_password, hash_password, verify_password
from app.accounts.permissions import Role
from app.core.database.locks import lock
from app.core.database.session import bound_provider
from app.core.errors import NotFound
from app.core.identifiers import new_id
from app.events.audit import Actor, record
from app.events.changes import announce
from app.mail.addresses import check_address
from app.mail.language import as_language
from app.mail.message import compose
from app.mail.outbox import Cause, queue
from app.mail.rendering import MailRenderer
from app.mail.system_mails import UserInvitationMail, WelcomeMail
from app.providers.house_style import house_style
from app.providers.models import Provider
from app.providers.settings import get_provider

_OPEN = select(UserInvitation).where(
    UserInvitation.provider_id == bindparam("provider_id"),
    UserInvitation.accepted_at.is_(None),
    UserInvitation.revoked_at.is_(None),
)
_LIST = _OPEN.order_by(UserInvitation.name, UserInvitation.id)
_BY_ADDRESS = _OPEN.where(UserInvitation.email_norm == bindparam("email"))
_BY_ID = _OPEN.where(UserInvitation.id == bindparam("id"))
_WORKS_HERE = select(
    exists()
    .where(Membership.provider_id == bindparam("provider_id"), Membership.user_id == User.id)
    .where(User.email_norm == bindparam("email"))
)


@dataclass(frozen=True, slots=True)
class Invitee:
    """Whom to let in, and as what."""

    email: str
    name: str
    role: Role
    locale: str


@dataclass(frozen=True, slots=True)
class Post:
    """What it takes to write the mail."""

    renderer: MailRenderer
    links: AccountLinks


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """What somebody sees who opens the link."""

    invitation: UserInvitation
    provider: Provider
    has_account: bool
    """Whether he works with the portal already, and logs in with the password that he has."""


async def list_invitations(session: AsyncSession) -> list[UserInvitation]:
    """The invitations that nobody has used yet, by name."""
    return list(await session.scalars(_LIST, {"provider_id": bound_provider(session)}))


async def invite_user(
    session: AsyncSession,
    invitee: Invitee,
    post: Post,
    *,
    actor: Actor,
    now: datetime,
    mail: type[UserInvitationMail | WelcomeMail] = UserInvitationMail,
) -> UserInvitation:
    """Mail somebody a link to come in by. Inviting the same address again makes the former link void.

    Raises AddressNotValid, and AlreadyMember for somebody who works here already.
    """
    provider = await get_provider(session)
    address = check_address(invitee.email, name=invitee.name, field="/email")
    await lock(session, [f"invite:{provider.id}:{address.email}"])
    values = {"provider_id": provider.id, "email": address.email}
    if await session.scalar(_WORKS_HERE, values):
        raise AlreadyMember("Somebody with this address works here already.")
    row = await session.scalar(_BY_ADDRESS, values)
    if row is None:
        row = UserInvitation(provider_id=provider.id, id=new_id(), email_norm=address.email, generation=0)
        session.add(row)
    row.email, row.name, row.role, row.locale = address.email, invitee.name, invitee.role.value, invitee.locale
    row.generation += 1
    row.invited_by = actor.id if actor.kind == "user" else None
    row.sent_at, row.expires_at = now, now + INVITATION_LIFE
    await session.flush()
    await _mail(session, row, provider, post, (mail, actor.name))
    changes = {"email": row.email, "role": row.role}
    await record(session, actor, "user.invited", "user_invitation", row.id, now=now, changes=changes)
    await announce(session, "settings")
    return row


async def revoke_invitation(session: AsyncSession, invitation_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Make the link of an invitation void; raises NotFound when it is not open."""
    row = await session.scalar(_BY_ID, {"provider_id": bound_provider(session), "id": invitation_id})
    if row is None:
        raise NotFound("There is no such invitation.")
    row.revoked_at = now
    await record(session, actor, "user.invitation_revoked", "user_invitation", row.id, now=now)
    await announce(session, "settings")


async def open_invitation(session: AsyncSession, invitation_id: UUID, generation: int) -> OpenInvitation:
    """What a genuine link shows; changes nothing. The session works for the provider of the link.

    Raises InvitationOver when it was used, taken back, or sent again since.
    """
    row = await session.scalar(_BY_ID, {"provider_id": bound_provider(session), "id": invitation_id})
    if row is None or row.generation != generation:
        raise InvitationOver("This invitation is over.")
    known = await session.scalar(select(exists().where(User.email_norm == row.email_norm)))
    return OpenInvitation(row, await get_provider(session), bool(known))


async def accept_invitation(
    session: AsyncSession, opened: OpenInvitation, *, name: str, password: str, now: datetime
) -> User:
    """Let the invited person in: with a new account, or by the password of the one that he has.

    Raises Invalid for a password that cannot be one, WrongCredentials, and InvitationOver for the slower of two, or
    when it was taken back meanwhile.
    """
    row = opened.invitation
    await lock(session, [f"accept:{row.email_norm}"])
    await session.refresh(row)
    if row.accepted_at is not None or row.revoked_at is not None:
        raise InvitationOver("This invitation is over.")
    user = await session.scalar(select(User).where(User.email_norm == row.email_norm))
    if user is None:
        check_password(password, row.email)
        user = User(
            id=new_id(),
            email=row.email,
            email_norm=row.email_norm,
            name=name or row.name,
            password_hash=await hash_password(password),
            locale=row.locale,
        )
        session.add(user)
        await session.flush()
    elif user.disabled_at is not None or not await verify_password(user.password_hash, password):
        raise WrongCredentials("The password is not right.")
    row.accepted_at = now
    session.add(Membership(provider_id=row.provider_id, id=new_id(), user_id=user.id, role=row.role))
    await session.flush()
    actor = Actor("user", user.id, user.name)
    await record(session, actor, "user.joined", "user", user.id, now=now, changes={"role": row.role})
    await announce(session, "settings")
    return user


async def _mail(
    session: AsyncSession,
    row: UserInvitation,
    provider: Provider,
    post: Post,
    words: tuple[type[UserInvitationMail | WelcomeMail], str],
) -> None:
    mail, inviter = words
    link = post.links.invitation(provider.id, row.id, generation=row.generation, expires_at=row.expires_at)
    until = row.expires_at.astimezone(ZoneInfo(provider.time_zone))
    message = compose(
        post.renderer,
        mail(row.name, inviter, provider.name, link, until),
        to=check_address(row.email, name=row.name),
        brand=house_style(provider),
        language=as_language(row.locale),
        reply_to=check_address(provider.email, name=provider.name),
    )
    await queue(
        session,
        message,
        dedupe_key=f"usr:{row.id}:{row.generation}",
        cause=Cause("user_invitation", row.id),
        now=row.sent_at,
        expires_at=row.expires_at,
    )
