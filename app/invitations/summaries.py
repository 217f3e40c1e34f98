"""A mailing in a few words, as lists of them show it."""

from datetime import datetime
from typing import Literal

from app.invitations.models import Mailing
from app.mail.language import as_language
from app.templates.document import Document, Wording
from app.templates.parsing import parse_subject
from app.templates.rendering import render
from app.templates.values import Values
from app.templates.variables import DEFINITIONS


def mailing_state(mailing: Mailing, now: datetime) -> Literal["held", "released", "cancelled"]:
    """`held` while it can be taken back, `cancelled` when it was, else `released`."""
    if mailing.state == "cancelled":
        return "cancelled"
    return "held" if now < mailing.release_at else "released"


def described(mailing: Mailing) -> str:
    """The subject with the label of each variable in its place: `Uitnodiging [Soort cursus]`."""
    language = as_language(mailing.language)
    labels = {name: f"[{known.label.in_language(language)}]" for name, known in DEFINITIONS.items()}
    subject = parse_subject(mailing.subject)
    return render(Wording(subject, Document(), language), Values.of(labels)).subject
