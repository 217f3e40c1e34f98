"""From planned expiry reminders to finished mails: the provider's words, its house style, and the way out (R-EXP-02)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from markupsafe import Markup

from app.core.database.session import bound_provider
from app.customers.correspondence import Addressee, ContactPerson
from app.invitations.drawing import reply_address
from app.mail.addresses import MailAddress
from app.mail.content_ids import content_id
from app.mail.language import Language, long_date
from app.mail.message import Message, automatic_headers, compose, unsubscribe_headers
from app.mail.system_mails import ExpiryDigestMail, ExpiryReminderMail
from app.reminders.opt_outs import Spared
from app.reminders.planning import Round
from app.reminders.stop_links import make_stop_link
from app.templates.characters import on_one_line
from app.templates.document import Wording
from app.templates.rendering import render
from app.templates.values import Values
from app.templates.variables import Variable
from app.visiting.links import PageOwner, owner_url

_PREVIEW = 120
_COLUMNS: dict[Language, tuple[str, str, str]] = {
    "nl": ("Naam", "Wat verloopt", "Verloopdatum"),
    "en": ("Name", "What expires", "Expires on"),
}


@dataclass(frozen=True)
class Expiring:
    """One certificate that expires, as mails tell of it."""

    given_name: str
    last_name: str
    type_name: str
    expires_on: date

    @property
    def holder(self) -> str:
        """The whole name as it is spoken."""
        return f"{self.given_name} {self.last_name}".strip()


@dataclass(frozen=True)
class Company:
    """The customer of a holder, as mails name it."""

    name: str
    contact: ContactPerson


def reminder_values(scene: Round, expiring: Expiring, company: Company | None, language: Language) -> Values:
    """What a trainee reminder fills in."""
    return Values.of(
        {
            Variable.TRAINEE_FIRST_NAME: expiring.given_name,
            Variable.TRAINEE_LAST_NAME: expiring.last_name,
            Variable.COURSE_TYPE: expiring.type_name,
            Variable.EXPIRY_DATE: day_in_words(expiring.expires_on, language),
            Variable.PROVIDER: scene.sender.name,
            **_of_company(company),
        }
    )


def digest_values(scene: Round, company: Company, rows: list[Expiring], language: Language) -> Values:
    """What a digest fills in: the contact person, and the table of trainee, type and date."""
    table = [(row.holder, row.type_name, day_in_words(row.expires_on, language)) for row in rows]
    return Values.of(
        {Variable.PROVIDER: scene.sender.name, **_of_company(company)},
        tables={Variable.CERTIFICATES: [_COLUMNS[language], *table]},
    )


def day_in_words(day: date, language: Language) -> str:
    """A day without its name: `7 juni 2027`."""
    return long_date(day, language).partition(" ")[2]


def draw_reminder(
    scene: Round,
    wording: Wording,
    values: Values,
    reader: Addressee,
    to: MailAddress,
    spared: Spared,
    page: PageOwner | None = None,
) -> Message:
    """The reminder of one certificate, to its holder or to the contact person in the holder's place."""
    audience: Literal["trainee", "contact"] = "contact" if reader.is_contact else "trainee"

    def frame(subject: str, preview: str, html: Markup, text: str, stop_url: str, page_url: str) -> ExpiryReminderMail:
        return ExpiryReminderMail(subject, preview, html, text, audience, stop_url, page_url)

    return _draw(scene, wording, values, to, spared, page, frame)


def draw_digest(
    scene: Round, wording: Wording, values: Values, to: MailAddress, spared: Spared, page: PageOwner | None = None
) -> Message:
    """The digest of one customer and month."""
    return _draw(scene, wording, values, to, spared, page, ExpiryDigestMail)


def _draw(
    scene: Round,
    wording: Wording,
    values: Values,
    to: MailAddress,
    spared: Spared,
    page: PageOwner | None,
    frame: Callable[[str, str, Markup, str, str, str], ExpiryReminderMail | ExpiryDigestMail],
) -> Message:
    images = wording.body.images()
    words = render(wording, values, {image: f"cid:{content_id(image)}" for image in images})
    provider_id = bound_provider(scene.session)
    stop_url = make_stop_link(scene.post.signer, scene.post.base_url, provider_id, spared, now=scene.now)
    post = scene.post
    page_url = owner_url(post.signer, post.base_url, provider_id, page, now=scene.now)
    # Every text in it was escaped by the renderer, which writes our own few tags and nothing else.
    content = frame(
        words.subject, on_one_line(words.text)[:_PREVIEW], Markup(words.html), words.text, stop_url, page_url
    )
    return compose(
        scene.post.renderer,
        content,
        to=to,
        brand=scene.sender.brand(wording.form),
        language=wording.language,
        reply_to=reply_address(scene.sender),
        attachments=images,
        headers=automatic_headers() | unsubscribe_headers(stop_url),
    )


def _of_company(company: Company | None) -> dict[Variable, str | None]:
    if company is None:
        return {}
    return {Variable.CUSTOMER: company.name, Variable.CONTACT_PERSON: company.contact.name}
