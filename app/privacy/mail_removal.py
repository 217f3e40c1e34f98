"""What becomes of the mails that tell of a person who is erased: his own go, others keep their head and lose their words."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.words import normalise
from app.privacy.errors import MailsUnderWay
from app.privacy.mails import MailOf, mails_of
from app.privacy.person import Person

_KEY = (bindparam("provider_id", type_=Uuid()), bindparam("mails", type_=ARRAY(Uuid())))
_LOCK = text(
    "select id, state from outbox_mail where provider_id = :provider_id and id = any(:mails) order by id for update"
).bindparams(*_KEY)
_FILES = text(
    """
    select cast(file.value as uuid) from outbox_body b join outbox_mail m
      on m.provider_id = :provider_id and m.id = b.mail_id and m.kind = 'certificate'
    cross join jsonb_array_elements_text(b.attachments) file
    where b.provider_id = :provider_id and b.mail_id = any(:mails)
      and position('cid:' || file.value in b.html) = 0
    """
).bindparams(*_KEY)
"""The certificates that went along; what a mail shows, such as the logo, is the provider's and stays."""
_DELETE = [
    text(f"delete from {table} where provider_id = :provider_id and {column} = any(:mails)").bindparams(*_KEY)
    for table, column in (
        ("invitation", "mail_id"),
        ("certificate_delivery", "mail_id"),
        ("mail_suppression", "mail_id"),
        ("reminder", "mail_id"),
        ("outbox_mail", "id"),
    )
]
_SPARE = text(
    """
    delete from mail_suppression s where provider_id = :provider_id and address = any(:emails)
    and not exists (select from trainee t where t.provider_id = :provider_id and t.email_norm = s.address
                    and t.id <> all(:ids))
    """
).bindparams(_KEY[0], bindparam("emails", type_=ARRAY(Text())), bindparam("ids", type_=ARRAY(Uuid())))
_BLANK = text(
    """
    update outbox_body set html = :words, text = :words, cc = '[]', attachments = '[]', calendar = null,
           calendar_method = null
    where provider_id = :provider_id and mail_id = any(:mails)
    """
).bindparams(*_KEY)
_HEADS = text(
    """
    select id, recipient_name, recipient_email, subject from outbox_mail
    where provider_id = :provider_id and id = any(:mails)
    """
).bindparams(*_KEY)
_HEAD = text(
    "update outbox_mail set subject = '', search = :search, smtp_text = '' where provider_id = :provider_id and id = :id"
).bindparams(_KEY[0], bindparam("id", type_=Uuid()))
_GONE = "De inhoud is gewist: hij ging over iemand wiens gegevens zijn gewist. / The content was erased with somebody's data."
_BEING_HANDED = frozenset({"claimed", "handing"})
_WAITING = frozenset({"held", "queued", "uncertain", "deferred"})


async def strip_mails(session: AsyncSession, person: Person) -> list[UUID]:
    """Take the person out of the outbox; gives the ids of the certificates' files that went with the mails.

    Mails to him that wait are never sent. Raises MailsUnderWay when one is being handed over, or one to somebody else
    that names him waits.
    """
    found = await mails_of(session, person)
    own, shared = [mail.id for mail in found if mail.own], [mail.id for mail in found if not mail.own]
    key = {"provider_id": person.trainee.provider_id}
    await _refuse_under_way(session, person, found)
    files = list(await session.scalars(_FILES, key | {"mails": own + shared}))
    for statement in _DELETE:
        await session.execute(statement, key | {"mails": own})
    await session.execute(_SPARE, key | {"emails": sorted(person.emails), "ids": list(person.ids)})
    await session.execute(_BLANK, key | {"mails": shared, "words": _GONE})
    for head in await session.execute(_HEADS, key | {"mails": shared}):
        if any(word in head.subject.lower() for word in person.words):
            values = {"id": head.id, "search": normalise(head.recipient_name, head.recipient_email)}
            await session.execute(_HEAD, key | values)
    return files


async def _refuse_under_way(session: AsyncSession, person: Person, found: Sequence[MailOf]) -> None:
    own = {mail.id for mail in found if mail.own}
    values = {"provider_id": person.trainee.provider_id, "mails": [mail.id for mail in found]}
    for mail in await session.execute(_LOCK, values):
        if mail.state in _BEING_HANDED or (mail.state in _WAITING and mail.id not in own):
            raise MailsUnderWay("A mail that tells of the trainee is being sent; try again in a minute.")
