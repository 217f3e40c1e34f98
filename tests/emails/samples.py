"""One example of every system mail, for the snapshots."""

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from markupsafe import Markup

from app.mail.brand import PORTAL, Brand
from app.mail.system_mails import (
    CertificateFacts,
    CertificateMail,
    CourseCancelledMail,
    CourseFacts,
    CourseMovedMail,
    ExpiryDigestMail,
    ExpiryReminderMail,
    FileLink,
    InstructorPageMail,
    InvoiceMail,
    MailDay,
    MailingMail,
    OwnSenderLostMail,
    PasswordChangedMail,
    PasswordResetMail,
    RegistrationMail,
    RegistrationRefusedMail,
    SecondStepChangedMail,
    StaffingAnswerMail,
    StaffingConfirmedMail,
    StaffingDeclinedMail,
    StaffingRequestMail,
    SystemMail,
    UserInvitationMail,
    VisitorCodeMail,
    VisitorLinkMail,
    VisitorMessageMail,
    WebhookOffMail,
    WelcomeMail,
)

PROVIDER = Brand("Opleiding & Zo", "#0B6E4F")
LOGO = UUID("0198c0de-0000-7000-8000-000000000001")
FORMAL = Brand("Opleiding & Zo", "#F2C94C", logo=LOGO, form="u")
UNTIL = datetime(2026, 9, 1, 14, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
ONE_DAY = CourseFacts(
    type="BHV basis",
    provider="Opleiding & Zo",
    days=(MailDay(date(2026, 9, 8), time(9, 30), time(17, 30)),),
    location="Zaal 1, Utrecht",
    number=806,
)
TWO_DAYS = CourseFacts(
    type="Ploegleider <gevorderd>",
    provider="Opleiding & Zo",
    days=(MailDay(date(2026, 9, 8), time(9, 30), time(17, 30)), MailDay(date(2026, 9, 15), time(13), time(16, 45))),
    location="",
    number=None,
)
FIRST = CertificateFacts("Sanne Mol", "BHV basis", date(2027, 9, 8), "https://portaal.example/certificaat/AbC-1")
DAY_LINK = "https://portaal.example/lesdag/AbC-123_x"
LINK = "https://portaal.example/antwoord/AbC-123_x"
PAGE = "https://portaal.example/mijn/AbC-123_x"
STOP = "https://portaal.example/afmelden/AbC-123_x"

SAMPLES: dict[str, tuple[SystemMail, Brand]] = {
    "staffing-request": (
        StaffingRequestMail("Max O'Neil", ONE_DAY, f"{LINK}?a=ja", f"{LINK}?a=nee", LINK),
        PROVIDER,
    ),
    "staffing-request-two-days": (
        StaffingRequestMail("Max O'Neil", TWO_DAYS, f"{LINK}?a=ja", f"{LINK}?a=nee", LINK, date(2026, 8, 20)),
        PROVIDER,
    ),
    "staffing-answer-available": (
        StaffingAnswerMail("Max O'Neil", True, ONE_DAY, "https://portaal.example/cursussen/1/instructeurs"),
        PORTAL,
    ),
    "staffing-answer-unavailable": (
        StaffingAnswerMail("Max O'Neil", False, ONE_DAY, "https://portaal.example/cursussen/1/instructeurs"),
        PORTAL,
    ),
    "staffing-confirmed-main": (StaffingConfirmedMail("Max O'Neil", "main", ONE_DAY, DAY_LINK), PROVIDER),
    "staffing-confirmed-second": (StaffingConfirmedMail("Max O'Neil", "second", TWO_DAYS, DAY_LINK), PROVIDER),
    "instructor-page": (
        InstructorPageMail("Max O'Neil", "https://portaal.example/instructeur/AbC-123_x", date(2026, 9, 30)),
        PORTAL,
    ),
    "visitor-code": (VisitorCodeMail("Kees <Smit>", "De Linde", "042137", 15), PROVIDER),
    "visitor-link": (VisitorLinkMail("Kees Smit", "De Linde", "https://portaal.example/mijn/AbC-123_x"), PROVIDER),
    "visitor-message": (
        VisitorMessageMail(
            "correction", "Kees Smit", "kees@smit.example", "Bakkerij Smit", "Jan Jansen", "Moet <Janssen>\nmet ss zijn"
        ),
        PORTAL,
    ),
    "visitor-message-course": (
        VisitorMessageMail("course", "Kees Smit", "kees@smit.example", "", "", "BHV voor 8 mensen"),
        PORTAL,
    ),
    "staffing-declined": (StaffingDeclinedMail("Max O'Neil", ONE_DAY), PROVIDER),
    "mailing": (
        MailingMail(
            subject_line="Welkom bij BHV basis",
            preview_line="Tot dinsdag in Utrecht",
            content_html=Markup(
                '<h2>Welkom</h2><p>Dag <strong>Jan</strong>,</p><p><a href="https://x.example">Route</a></p>'
            ),
            content_text="Welkom\n\nDag Jan,\n\nRoute: https://x.example",
            audience="trainee",
        ),
        PROVIDER,
    ),
    "mailing-downloads": (
        MailingMail(
            subject_line="Welkom bij BHV basis",
            preview_line="Dag Jan",
            content_html=Markup("<p>Dag Jan,</p>"),
            content_text="Dag Jan,",
            audience="contact",
            downloads=(
                FileLink("Werkboek <BHV> & co.pdf", "2,4 MB", "https://portaal.example/lesmateriaal/AbC-1"),
                FileLink("Woordenlijst.pdf", "0,3 MB", "https://portaal.example/lesmateriaal/AbC-2"),
            ),
        ),
        PROVIDER,
    ),
    "expiry-reminder": (
        ExpiryReminderMail(
            subject_line="Je certificaat BHV verloopt op 7 juni 2027",
            preview_line="Dag Jan, je certificaat verloopt.",
            content_html=Markup("<p>Dag Jan &lt;3,</p><p>Je certificaat BHV verloopt op 7 juni 2027.</p>"),
            content_text="Dag Jan <3,\n\nJe certificaat BHV verloopt op 7 juni 2027.",
            audience="trainee",
            stop_url=STOP,
            page_url=PAGE,
        ),
        PROVIDER,
    ),
    "expiry-reminder-contact": (
        ExpiryReminderMail("Certificaat verloopt", "Dag", Markup("<p>Dag</p>"), "Dag", "contact", STOP),
        PROVIDER,
    ),
    "expiry-digest": (
        ExpiryDigestMail(
            subject_line="Certificaten die in juni verlopen",
            preview_line="Dag Kees, deze certificaten verlopen.",
            content_html=Markup(
                '<p>Dag Kees,</p>\n<table class="list"><thead><tr><th scope="col">Cursist</th><th scope="col">Cursus</th>'
                "</tr></thead><tbody><tr><td>Jan</td><td>BHV</td></tr></tbody></table>"
            ),
            content_text="Dag Kees,\n\n- Jan, BHV",
            stop_url=STOP,
            page_url=PAGE,
        ),
        PROVIDER,
    ),
    "mailing-formal": (
        MailingMail(
            subject_line="Welkom bij BHV basis",
            preview_line="Geachte heer Jansen",
            content_html=Markup("<p>Geachte heer Jansen,</p>"),
            content_text="Geachte heer Jansen,",
            audience="trainee",
        ),
        FORMAL,
    ),
    "staffing-request-formal": (
        StaffingRequestMail("Max O'Neil", ONE_DAY, f"{LINK}?a=ja", f"{LINK}?a=nee", LINK),
        FORMAL,
    ),
    "staffing-confirmed-formal": (StaffingConfirmedMail("Max O'Neil", "main", ONE_DAY, DAY_LINK), FORMAL),
    "staffing-declined-formal": (StaffingDeclinedMail("Max O'Neil", ONE_DAY), FORMAL),
    "certificate-formal": (CertificateMail("Sanne Mol", "Opleiding & Zo", (FIRST,), page_url=PAGE), FORMAL),
    "course-moved-formal": (CourseMovedMail("Sanne", TWO_DAYS), FORMAL),
    "expiry-reminder-formal": (
        ExpiryReminderMail(
            "Uw certificaat verloopt", "Geachte", Markup("<p>Geachte,</p>"), "Geachte,", "trainee", STOP, PAGE
        ),
        FORMAL,
    ),
    "visitor-code-formal": (VisitorCodeMail("Kees Smit", "De Linde", "042137", 15), FORMAL),
    "course-cancelled-formal": (CourseCancelledMail("Sanne", ONE_DAY), FORMAL),
    "course-cancelled": (CourseCancelledMail("Sanne", ONE_DAY), PROVIDER),
    "course-cancelled-contact": (CourseCancelledMail("Kees Smit", TWO_DAYS, ("Sanne <3>", "Joris")), PROVIDER),
    "course-cancelled-instructor": (CourseCancelledMail("Ineke Bos", ONE_DAY, teaches=True), PROVIDER),
    "course-moved": (CourseMovedMail("Sanne", TWO_DAYS), PROVIDER),
    "course-moved-instructor": (CourseMovedMail("Ineke Bos", ONE_DAY, teaches=True), PROVIDER),
    "course-moved-contact": (CourseMovedMail("Kees Smit", ONE_DAY, ("Sanne <3>", "Joris")), PROVIDER),
    "certificate": (CertificateMail("Sanne", "Opleiding & Zo", (FIRST,)), PROVIDER),
    "certificate-contact": (
        CertificateMail(
            "Kees Smit",
            "Opleiding & Zo",
            (FIRST, CertificateFacts("Joris <3>", "EHBO & AED", None, "https://portaal.example/certificaat/AbC-2")),
            to_contact=True,
        ),
        PROVIDER,
    ),
    "password-reset": (PasswordResetMail("Anna", "https://portaal.example/wachtwoord/x", UNTIL), PORTAL),
    "webhook-off": (
        WebhookOffMail(
            "Anna", "Opleiding & Zo", "https://crm.example/hooks?a=1&b=2", False, UNTIL, "https://portaal.example/x"
        ),
        PORTAL,
    ),
    "webhook-gone": (
        WebhookOffMail("Anna", "De Linde", "https://crm.example/hooks", True, UNTIL, "https://portaal.example/x"),
        PORTAL,
    ),
    "second-step-on": (SecondStepChangedMail("Anna", True, UNTIL), PORTAL),
    "second-step-off": (SecondStepChangedMail("Anna", False, UNTIL), PORTAL),
    "password-changed": (PasswordChangedMail("Anna", UNTIL), PORTAL),
    "own-sender-lost": (
        OwnSenderLostMail(
            "Anna",
            "cursus@opleider.example",
            "portaal@c-bot.example",
            ("ownership", "dkim"),
            "https://portaal.example/settings/sender",
        ),
        PORTAL,
    ),
    "registration": (
        RegistrationMail("Anna de Boer", "Opleiding & Zo", "https://portaal.example/registration#x", UNTIL),
        PORTAL,
    ),
    "registration-approved": (
        WelcomeMail("Anna de Boer", "Beheer", "Opleiding & Zo", "https://portaal.example/welcome#x", UNTIL),
        PORTAL,
    ),
    "registration-refused": (
        RegistrationRefusedMail("Anna de Boer", "Opleiding & Zo", "Het KvK-nummer hoort bij een ander bedrijf."),
        PORTAL,
    ),
    "user-invitation": (
        UserInvitationMail("Bram", "Anna de Boer", "Opleiding & Zo", "https://portaal.example/uitnodiging/x", UNTIL),
        PORTAL,
    ),
    "invoice": (
        InvoiceMail(
            False,
            "2026-00012",
            "CIBOT",
            "Opleiding & Zo",
            "01-08-2026 - 31-08-2026",
            "€\u00a029,04",
            date(2026, 9, 15),
            "https://portaal.example/settings/invoices",
        ),
        PORTAL,
    ),
    "invoice-online": (
        InvoiceMail(
            False,
            "2026-00014",
            "CIBOT",
            "Opleiding & Zo",
            "01-09-2026 - 30-09-2026",
            "€\u00a029,04",
            date(2026, 10, 15),
            "https://portaal.example/settings/invoices/1",
            pays_online=True,
        ),
        PORTAL,
    ),
    "invoice-credit": (
        InvoiceMail(
            True,
            "2026-00013",
            "CIBOT",
            "Opleiding & Zo",
            "01-08-2026 - 31-08-2026",
            "€\u00a0-29,04",
            date(2026, 9, 15),
            "https://portaal.example/settings/invoices",
        ),
        PORTAL,
    ),
}
