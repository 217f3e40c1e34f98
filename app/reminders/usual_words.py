"""The words with which expiry reminders begin, until the provider writes its own."""

from app.mail.language import Language
from app.reminders.kinds import ReminderKind
from app.templates.document import Chip, Document, Inline, Paragraph, Text, Wording
from app.templates.variables import Variable

USUAL_LEAD = {ReminderKind.COURSE: 7, ReminderKind.TRAINEE_EXPIRY: 8, ReminderKind.CUSTOMER_EXPIRY: 8}
"""Days before the course, weeks before the month."""


def usual_words(kind: ReminderKind, language: Language) -> Wording:
    """Subject and text of an expiry reminder in a language; a course reminder has a template instead."""
    return _USUAL[kind, language]


def _line(*parts: str | Variable) -> Paragraph:
    content: tuple[Inline, ...] = tuple(Chip(part) if isinstance(part, Variable) else Text(part) for part in parts)
    return Paragraph(content)


def _wording(language: Language, subject: Paragraph, *body: Paragraph) -> Wording:
    return Wording(Document((subject,)), Document(body), language)


_USUAL = {
    (ReminderKind.TRAINEE_EXPIRY, "nl"): _wording(
        "nl",
        _line("Je certificaat ", Variable.COURSE_TYPE, " verloopt op ", Variable.EXPIRY_DATE),
        _line("Dag ", Variable.TRAINEE_FIRST_NAME, ","),
        _line("Je certificaat ", Variable.COURSE_TYPE, " is geldig tot en met ", Variable.EXPIRY_DATE, "."),
        _line("Wil je het verlengen? Antwoord op deze mail, dan zoeken we samen een datum voor de herhaling."),
        _line("Groet,"),
        _line(Variable.PROVIDER),
    ),
    (ReminderKind.TRAINEE_EXPIRY, "en"): _wording(
        "en",
        _line("Your certificate ", Variable.COURSE_TYPE, " expires on ", Variable.EXPIRY_DATE),
        _line("Hello ", Variable.TRAINEE_FIRST_NAME, ","),
        _line("Your certificate ", Variable.COURSE_TYPE, " is valid until ", Variable.EXPIRY_DATE, "."),
        _line("Would you like to renew it? Reply to this mail and we will find a date for the refresher together."),
        _line("Kind regards,"),
        _line(Variable.PROVIDER),
    ),
    (ReminderKind.CUSTOMER_EXPIRY, "nl"): _wording(
        "nl",
        _line("Certificaten bij ", Variable.CUSTOMER, " die binnenkort verlopen"),
        _line("Dag ", Variable.CONTACT_PERSON, ","),
        _line("Bij jullie verloopt binnenkort:"),
        _line(Variable.CERTIFICATES),
        _line("Antwoord op deze mail om een herhaling te plannen."),
        _line("Groet,"),
        _line(Variable.PROVIDER),
    ),
    (ReminderKind.CUSTOMER_EXPIRY, "en"): _wording(
        "en",
        _line("Certificates at ", Variable.CUSTOMER, " that expire soon"),
        _line("Hello ", Variable.CONTACT_PERSON, ","),
        _line("At your company this expires soon:"),
        _line(Variable.CERTIFICATES),
        _line("Reply to this mail to plan a refresher."),
        _line("Kind regards,"),
        _line(Variable.PROVIDER),
    ),
}
