"""The institute's mail templates, made of the same nodes that the editor makes."""

from app.demo.rows import Rows
from app.templates.document import Chip, Document, Paragraph, Text
from app.templates.models import MailTemplate
from app.templates.variables import Variable

Part = str | Variable


def templates(rows: Rows) -> None:
    """An invitation to trainees, one to the contact person of a customer, and one in English."""
    _template(
        rows,
        "Uitnodiging cursist",
        ("Uitnodiging voor ", Variable.COURSE_TYPE, " op ", Variable.COURSE_DATES),
        ("Beste ", Variable.TRAINEE_FIRST_NAME, ","),
        (
            "Je bent ingeschreven voor ",
            Variable.COURSE_TYPE,
            ". We beginnen op ",
            Variable.COURSE_DATES,
            " om ",
            Variable.START_TIME,
            ".",
        ),
        ("Je volgt de cursus hier: ", Variable.LOCATION, ". De les duurt tot ", Variable.END_TIME, "."),
        ("Neem een geldig identiteitsbewijs mee en draag kleding waarin je goed kunt bewegen.",),
        ("Tot dan. Met vriendelijke groet, ", Variable.PROVIDER),
    )
    _template(
        rows,
        "Uitnodiging via contactpersoon",
        ("Deelnemers aan ", Variable.COURSE_TYPE, " op ", Variable.COURSE_DATES),
        ("Beste ", Variable.CONTACT_PERSON, ","),
        ("Deze medewerkers van ", Variable.CUSTOMER, " doen mee aan ", Variable.COURSE_TYPE, ":"),
        (Variable.TRAINEES,),
        (
            "De cursus is op ",
            Variable.COURSE_DATES,
            " van ",
            Variable.START_TIME,
            " tot ",
            Variable.END_TIME,
            " in ",
            Variable.LOCATION,
            ".",
        ),
        ("Wil je hun dit laten weten? Met vriendelijke groet, ", Variable.PROVIDER),
        bulk=True,
    )
    _template(
        rows,
        "Invitation in English",
        ("Your course ", Variable.COURSE_TYPE, " on ", Variable.COURSE_DATES),
        ("Hello ", Variable.TRAINEE_FIRST_NAME, ","),
        (
            "We look forward to meeting you at ",
            Variable.LOCATION,
            ". The course runs from ",
            Variable.START_TIME,
            " to ",
            Variable.END_TIME,
            ".",
        ),
        ("Kind regards, ", Variable.PROVIDER),
        language="en",
    )


def _template(
    rows: Rows, name: str, subject: tuple[Part, ...], *body: tuple[Part, ...], language: str = "nl", bulk: bool = False
) -> None:
    rows.add(
        MailTemplate,
        name=name,
        subject=Document((_paragraph(subject),)).to_json(),
        body=Document(tuple(_paragraph(parts) for parts in body)).to_json(),
        language=language,
        bulk=bulk,
    )


def _paragraph(parts: tuple[Part, ...]) -> Paragraph:
    return Paragraph(tuple(Chip(part) if isinstance(part, Variable) else Text(part) for part in parts))
