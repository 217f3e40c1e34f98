"""The mails that tell of a person: those to him, and those to others that name him."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.privacy.person import PERSON, Person

# An address that he shares with another trainee, as families do, makes a mail his only under his name.
_MAILS = text(
    """
    with shared as (
        select exists (select from trainee t where t.provider_id = :provider_id and t.email_norm = any(:emails)
                       and t.id <> all(:ids)) as yes
    ), certificates as (
        select id from certificate where provider_id = :provider_id and trainee_id = any(:ids)
    ), enrolments as (
        select id from enrolment where provider_id = :provider_id and trainee_id = any(:ids)
    ), linked as (
        select mail_id from invitation i join enrolments e on e.id = i.enrolment_id where i.provider_id = :provider_id
        union
        select mail_id from certificate_delivery d join certificates c on c.id = d.certificate_id
        where d.provider_id = :provider_id
        union
        select mail_id from reminder r where r.provider_id = :provider_id and r.kind in ('course', 'trainee_expiry')
          and (r.subject_id in (select id from enrolments) or r.subject_id in (select id from certificates))
    ), named as (
        select m.id, m.state, m.kind,
               lower(m.recipient_email) = any(:emails)
               and (not (select yes from shared) or lower(m.recipient_name) = any(:names)) as own,
               m.id in (select mail_id from linked) as linked,
               exists (select from unnest(cast(:names as text[])) name
                       where position(name in lower(m.subject || ' ' || b.text || ' ' || b.cc)) > 0)
               or exists (select from unnest(cast(:emails as text[])) address
                          where position(address in lower(b.text || ' ' || b.cc)) > 0) as names_him
        from outbox_mail m join outbox_body b on b.provider_id = :provider_id and b.mail_id = m.id
        where m.provider_id = :provider_id
    )
    select id, own, state from named where own or linked or names_him order by id
    """
).bindparams(*PERSON)


@dataclass(frozen=True)
class MailOf:
    """A mail that tells of a person; `own` when it went to him."""

    id: UUID
    own: bool
    state: str


async def mails_of(session: AsyncSession, person: Person) -> list[MailOf]:
    """Every mail to the person, of his enrolments and certificates, or with his name or address in its text."""
    rows = await session.execute(_MAILS, person.values())
    return [MailOf(row.id, row.own, row.state) for row in rows]
