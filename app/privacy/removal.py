"""What each table gives up when a person is erased, and what it keeps: the bare statistics (R-ACC-04)."""

from typing import Any

from sqlalchemy import ARRAY, DateTime, LargeBinary, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import TypeEngine

from app.privacy.person import Person

_TYPES: dict[str, TypeEngine[Any]] = {
    "provider_id": Uuid(),
    "id": Uuid(),
    "ids": ARRAY(Uuid()),
    "former": ARRAY(Uuid()),
    "emails": ARRAY(Text()),
    "words": ARRAY(Text()),
    "texts": ARRAY(LargeBinary()),
    "given": ARRAY(Text()),
    "family": ARRAY(Text()),
    "called": Text(),
    "because": Text(),
    "now": DateTime(timezone=True),
}
_NAMES_HIM = """(exists (select from unnest(:words) word where position(word in lower({column}::text)) > 0)
    or exists (select from unnest(:given, :family) pair(given, family)
               where position(pair.given in lower({column}::text)) > 0
                 and position(pair.family in lower({column}::text)) > 0))"""
_CERTIFICATES = "select id from certificate where provider_id = :provider_id and trainee_id = any(:ids)"
_ENROLMENTS = "select id from enrolment where provider_id = :provider_id and trainee_id = any(:ids)"
STEPS = (
    f"""delete from reminder where provider_id = :provider_id
        and (subject_id in ({_CERTIFICATES}) or subject_id in ({_ENROLMENTS}))""",
    f"delete from invitation where provider_id = :provider_id and enrolment_id in ({_ENROLMENTS})",
    f"delete from certificate_delivery where provider_id = :provider_id and certificate_id in ({_CERTIFICATES})",
    "delete from mail_opt_out where provider_id = :provider_id and trainee_id = any(:ids)",
    # A list of which he was a row keeps its other rows; the examples beside its columns may have been his.
    f"""with gone as (
            delete from trainee_import_row r where provider_id = :provider_id
            and (trainee_id = any(:ids) or {_NAMES_HIM.format(column="r.cells")}) returning import_id)
        update trainee_import i set file_name = case when {_NAMES_HIM.format(column="i.file_name")} then '' else file_name end,
            columns = (select coalesce(jsonb_agg(each || '{{"samples": []}}' order by at), '[]')
                       from jsonb_array_elements(i.columns) with ordinality as c(each, at))
        where i.provider_id = :provider_id
          and (i.id in (select import_id from gone) or {_NAMES_HIM.format(column="i.columns")}
               or {_NAMES_HIM.format(column="i.file_name")})""",
    """update merge set keeper_name = '', other_name = '', steps = '[]', undo_until = least(undo_until, :now)
       where provider_id = :provider_id and kind = 'trainee' and (keeper_id = any(:ids) or other_id = any(:ids))""",
    """update saved_view v set filters = filters - 'q', version = version + 1 where provider_id = :provider_id
       and exists (select from unnest(:words || :family) word where position(word in lower(v.filters ->> 'q')) > 0)""",
    # Kept answers are bytes, and live for a day: one too many that goes costs a repeated request its answer.
    """delete from idempotency_record where provider_id = :provider_id
       and exists (select from unnest(:texts) word where position(word in body) > 0)""",
    """update certificate set holder_name = :called, customer_id = null, revoked_reason = '',
              search = concat_ws(' ', number::text, lower(foreign_number))
       where provider_id = :provider_id and trainee_id = any(:ids)""",
    """update trainee set given_name = '', infix = '', family_name = :called, name_sort = lower(:called), name_key = '',
              search = '', birth_date = null, email = null, email_norm = null, phone = '', locale = 'nl',
              customer_id = null, remarks = '', erased_at = :now, erased_because = :because, version = version + 1
       where provider_id = :provider_id and id = :id""",
    "select erase_from_log(:id, :former, :words)",
)
"""In this order: the log's door opens for a trainee only who was erased."""


async def strip_tables(session: AsyncSession, person: Person, values: dict[str, Any]) -> None:
    """Take every word of the person out of every table but those of mails; `values` holds called, because and now."""
    given = values | {
        "provider_id": person.trainee.provider_id,
        "id": person.trainee.id,
        "ids": list(person.ids),
        "former": [each for each in person.ids if each != person.trainee.id],
        "words": person.words,
        "given": [pair[0].lower() for pair in sorted(person.pairs)],
        "family": [pair[1].lower() for pair in sorted(person.pairs)],
        "texts": _texts(person),
    }
    for step in STEPS:
        statement = text(step)
        used = [bindparam(name, type_=kind) for name, kind in _TYPES.items() if name in statement._bindparams]
        await session.execute(statement.bindparams(*used), {each.key: given[each.key] for each in used})


def _texts(person: Person) -> list[bytes]:
    """As they stand in the body of an answer."""
    loose = {name for pair in person.pairs for name in pair if len(name) > 2}
    return [str(each).encode() for each in (*person.ids, *person.names, *loose, *person.phones, *_spellings(person))]


def _spellings(person: Person) -> set[str]:
    typed = person.trainee.email or ""
    return set(person.emails) | {typed} - {""}
