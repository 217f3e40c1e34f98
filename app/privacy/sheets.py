"""What is kept of a person, a sheet per kind; the columns' names are those of the screen (R-ACC-04)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ARRAY, TextClause, Uuid, bindparam, text

from app.privacy.person import PERSON


@dataclass(frozen=True)
class Part:
    """One kind of data: its titles and the names of its columns in Dutch and English, and the statement that reads it."""

    tables: frozenset[str]
    title: tuple[str, str]
    header: tuple[Sequence[str], Sequence[str]]
    statement: TextClause


def _part(tables: str, title: tuple[str, str], dutch: str, english: str, statement: str) -> Part:
    named = {each.key: each for each in (*PERSON, bindparam("mails", type_=ARRAY(Uuid())))}
    used = [each for name, each in named.items() if f":{name}" in statement]
    return Part(
        frozenset(tables.split()), title, (dutch.split("|"), english.split("|")), text(statement).bindparams(*used)
    )


PARTS = (
    _part(
        "trainee",
        ("Persoon", "Person"),
        "Voornaam|Tussenvoegsel|Achternaam|Geboortedatum|E-mailadres|Telefoon|Taal|Klant|Opmerkingen|Toegevoegd",
        "First name|Infix|Last name|Date of birth|E-mail address|Phone|Language|Customer|Remarks|Added",
        """
        select t.given_name, t.infix, t.family_name, t.birth_date, t.email, t.phone, t.locale, c.name, t.remarks, t.created_at
        from trainee t left join customer c on c.provider_id = :provider_id and c.id = t.customer_id
        where t.provider_id = :provider_id and t.id = any(:ids)
        """,
    ),
    _part(
        "enrolment",
        ("Inschrijvingen", "Enrolments"),
        "Cursus|Type|Eerste dag|Laatste dag|Klant|Plaats|Dagen|Aanwezig|Geslaagd|Ingeschreven",
        "Course|Type|First day|Last day|Customer|Place|Days|Attended|Passed|Enrolled",
        """
        select co.number, co.type_name, co.first_day, co.last_day, c.name, e.state, e.day_marks, e.attended, e.passed,
               e.created_at
        from enrolment e join course co on co.provider_id = :provider_id and co.id = e.course_id
        left join customer c on c.provider_id = :provider_id and c.id = e.customer_id
        where e.provider_id = :provider_id and e.trainee_id = any(:ids) order by co.first_day, co.number
        """,
    ),
    _part(
        "certificate",
        ("Certificaten", "Certificates"),
        "Nummer|Nummer elders|Type|Houder|Klant|Afgegeven|Verloopdatum|Ingetrokken|Reden|Controlecode|Gemaakt",
        "Number|Number elsewhere|Type|Holder|Customer|Issued|Expires|Revoked|Reason|Verification code|Made",
        """
        select k.number, k.foreign_number, k.type_name, k.holder_name, c.name, k.issued_on, k.expires_on, k.revoked_at,
               k.revoked_reason, k.verification_code, k.created_at
        from certificate k left join customer c on c.provider_id = :provider_id and c.id = k.customer_id
        where k.provider_id = :provider_id and k.trainee_id = any(:ids) order by k.created_at, k.id
        """,
    ),
    _part(
        "outbox_mail outbox_body invitation certificate_delivery",
        ("Mails", "Mails"),
        "Gemaakt|Soort|Aan|E-mailadres|Onderwerp|Stand|Verzonden|Antwoord mailserver|Tekst",
        "Made|Kind|To|E-mail address|Subject|State|Sent|Mail server's answer|Text",
        """
        select m.created_at, m.kind, m.recipient_name, m.recipient_email, m.subject, m.state, m.sent_at, m.smtp_text,
               case when lower(m.recipient_email) = any(:emails) then b.text else '' end
        from outbox_mail m join outbox_body b on b.provider_id = :provider_id and b.mail_id = m.id
        where m.provider_id = :provider_id and m.id = any(:mails) order by m.created_at, m.id
        """,
    ),
    _part(
        "outbox_attempt",
        ("Bezorgpogingen", "Deliveries"),
        "Onderwerp|Begonnen|Klaar|Stap|Adres|Code|Antwoord",
        "Subject|Begun|Done|Step|Address|Code|Answer",
        """
        select m.subject, a.started_at, a.finished_at, a.phase, a.address, a.code, a.words
        from outbox_attempt a join outbox_mail m on m.provider_id = :provider_id and m.id = a.mail_id
        where a.provider_id = :provider_id and a.mail_id = any(:mails) order by a.started_at, a.id
        """,
    ),
    _part(
        "reminder",
        ("Herinneringen", "Reminders"),
        "Soort|Waarover|Datum|Verzonden",
        "Kind|About|Date|Sent",
        """
        select r.kind, coalesce(k.type_name, co.type_name), r.occasion, r.created_at from reminder r
        left join certificate k on k.provider_id = :provider_id and k.id = r.subject_id
        left join enrolment e on e.provider_id = :provider_id and e.id = r.subject_id
        left join course co on co.provider_id = :provider_id and co.id = e.course_id
        where r.provider_id = :provider_id and (k.trainee_id = any(:ids) or e.trainee_id = any(:ids)) order by r.created_at
        """,
    ),
    _part(
        "mail_opt_out",
        ("Afmeldingen", "Opt-outs"),
        "Soort|Reden|Hoe|Door|Sinds|Tot|Opgeheven door",
        "Kind|Reason|How|By|Since|Until|Ended by",
        """
        select kind, reason, source, created_by, created_at, ended_at, ended_by from mail_opt_out
        where provider_id = :provider_id and trainee_id = any(:ids) order by created_at
        """,
    ),
    _part(
        "mail_suppression",
        ("Onbestelbaar", "Bounces"),
        "Adres|Status|Antwoord|Sinds|Opgeheven",
        "Address|Status|Answer|Since|Lifted",
        """
        select address, status, words, created_at, lifted_at from mail_suppression
        where provider_id = :provider_id and address = any(:emails) order by created_at
        """,
    ),
    _part(
        "trainee_import_row",
        ("Ingelezen lijsten", "Lists taken in"),
        "Lijst|Ingelezen|Rij|Inhoud|Uitkomst",
        "List|Taken in|Row|Content|Outcome",
        """
        select i.file_name, i.created_at, r.row_number, r.cells, coalesce(r.outcome, r.verdict)
        from trainee_import_row r join trainee_import i on i.provider_id = :provider_id and i.id = r.import_id
        where r.provider_id = :provider_id and (r.trainee_id = any(:ids) or lower(r.values ->> 'email') = any(:emails))
        order by i.created_at, r.row_number
        """,
    ),
    _part(
        "merge",
        ("Samengevoegd", "Merged"),
        "Naam|Samengevoegd met|Wanneer|Door|Ongedaan gemaakt",
        "Name|Merged into|When|By|Undone",
        """
        select other_name, keeper_name, merged_at, merged_by_name, undone_at from merge
        where provider_id = :provider_id and kind = 'trainee' and (keeper_id = any(:ids) or other_id = any(:ids))
        order by merged_at
        """,
    ),
    _part(
        "audit_event",
        ("Logboek", "Log"),
        "Wanneer|Wie|Wat|Bijzonderheden",
        "When|Who|What|Details",
        """
        select at, actor_name, action, changes from audit_event
        where provider_id = :provider_id and subject_type = 'trainee' and subject_id = any(:ids) order by at, id
        """,
    ),
)
"""Every kind, in the order of the workbook; a test finds a table that refers to trainees and stands in none of them."""
