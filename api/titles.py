"""The titles of problems, in Dutch and English. A code without a title of its own gets that of its status."""

TITLES: dict[str, tuple[str, str]] = {
    "not_found": ("Niet gevonden", "Not found"),
    "conflict": ("Dat kan nu niet", "Not possible now"),
    "not_allowed": ("Dat mag je niet", "Not allowed"),
    "not_signed_in": ("Je bent niet ingelogd", "Not signed in"),
    "invalid_input": ("De invoer klopt niet", "The input is not valid"),
    "too_large": ("Dit is te groot", "Too large"),
    "attachment_too_large": ("De bijlage is te groot", "The attachment is too large"),
    "file_type_not_allowed": ("Dit soort bestand kan hier niet", "This kind of file is not accepted here"),
    "changed_meanwhile": ("Iemand anders heeft dit intussen aangepast", "Changed by somebody else meanwhile"),
    "if_match_required": ("De versie ontbreekt", "The version is missing"),
    "too_many_requests": ("Te veel verzoeken", "Too many requests"),
    "last_administrator": ("Er moet een beheerder overblijven", "One administrator must remain"),
    "already_member": ("Deze collega heeft al toegang", "This colleague has access already"),
    "invitation_over": ("Deze uitnodiging geldt niet meer", "This invitation is over"),
    "password_link_used": ("Deze link is al gebruikt", "This link was used before"),
    "too_many_attempts": ("Te vaak geprobeerd", "Too many attempts"),
    "wrong_credentials": ("E-mailadres of wachtwoord klopt niet", "Wrong e-mail address or password"),
    "module_not_active": ("Deze module staat uit", "This module is not active"),
    "instructor_busy": ("De instructeur is al bezet", "The instructor is busy"),
    "export_too_large": ("De lijst is te lang om direct te maken", "The list is too long to be made at once"),
    "course_full": ("De cursus is vol", "The course is full"),
    "white_label_course": ("Een whitelabelcursus heeft geen cursisten", "A white-label course has no trainees"),
    "already_enrolled": ("Deze cursist staat al in de cursus", "Already enrolled"),
    "course_not_found": ("Deze cursus bestaat niet", "No such course"),
    "enrolment_not_found": ("Deze cursist staat niet in de cursus", "No such enrolment"),
    "document_not_found": ("Dit document hoort niet bij de cursus", "No such document"),
    "choice_not_found": ("Deze keuze bestaat niet", "No such choice"),
    "external_courses_only": (
        "Alleen CIBOT-instituten boeken CIBOT-cursussen",
        "Certified courses are for CIBOT institutes",
    ),
    "course_state_refuses": ("Dat kan niet meer of nog niet bij deze cursus", "The course does not allow this now"),
    "not_code95": ("Dit is geen code 95-cursus", "This is not a code 95 course"),
    "code95_needs_trainee": ("Zet eerst een cursist op de cursus", "Enrol a trainee first"),
    "code95_report_not_found": ("Deze melding is er niet", "There is no such report"),
    "certified_courses_only": ("Dat is er alleen bij CIBOT-cursussen", "Certified courses only"),
    "no_lists_to_make": ("Deze cursussen hebben zo'n lijst niet", "These courses have no such list"),
    "course_has_enrolments": ("Er staan al cursisten in deze cursus", "The course has trainees already"),
    "enrolment_waiting": ("Deze cursist staat nog op de wachtlijst", "This trainee is on the waiting list"),
    "passed_needs_attendance": ("Geslaagd kan alleen wie aanwezig was", "Only who was present can pass"),
    "course_not_ready": ("De cursus is nog niet compleet", "The course is not complete yet"),
    "marks_incomplete": (
        "Van een verwerkte cursus is alles bekend",
        "In a processed course every mark is known",
    ),
    "invoice_not_found": ("Deze factuur is er niet", "No such invoice"),
    "already_credited": ("Deze factuur is al gecrediteerd", "This invoice was credited before"),
    "prices_in_the_past": ("Prijzen gaan in op een dag die nog komt", "Prices begin on a day to come"),
    "seller_unknown": ("De afzender van facturen is niet ingesteld", "The sender of invoices is not configured"),
    "module_request_not_found": ("Deze aanvraag wacht niet meer", "This wish does not wait any more"),
    "certificate_not_found": ("Dit certificaat bestaat niet", "There is no such certificate"),
    "certificate_revoked": ("Dit certificaat is al ingetrokken", "This certificate was revoked already"),
    "certificate_replaced": ("Er is een nieuwer certificaat", "There is a newer certificate"),
    "certificate_not_issued_here": (
        "Dit certificaat is niet door jou uitgegeven",
        "Somebody else issued this certificate",
    ),
    "sending_not_found": ("Deze verzending is er niet", "No such sending"),
    "nothing_to_send": ("Geen certificaat gaat nu mee", "No certificate would go"),
    "sending_has_left": ("De mails zijn al weg", "The mails have left"),
    "link_invalid": ("Deze link klopt niet", "This link is not valid"),
    "link_expired": ("Deze link is verlopen", "This link has expired"),
    "link_superseded": ("Er is een nieuwere uitnodiging", "There is a newer invitation"),
    "answer_closed": ("De keuze is al gemaakt", "The choice has been made"),
    "page_outdated": ("De pagina is verouderd", "The page is outdated"),
    "staffing_request_unknown": ("Deze uitnodiging bestaat niet", "No such invitation"),
    "staffing_state": ("Dat kan niet in deze stand van de uitnodiging", "Not possible at this stage of the invitation"),
    "instructor_not_eligible": (
        "Deze instructeur mag de cursus niet geven",
        "This instructor may not teach the course",
    ),
    "course_type_not_found": ("Dit cursustype bestaat niet", "No such course type"),
    "lesson_material_not_found": ("Dit lesmateriaal is er niet", "No such lesson material"),
    "no_lesson_material": ("Bij deze cursus is geen lesmateriaal", "This course has no lesson material"),
    "position_taken": ("Deze plaats is al bezet", "This position is taken"),
    "not_the_teacher": ("Iemand anders geeft deze cursus", "Somebody else teaches this course"),
    "staffing_call_running": ("Er loopt al een oproep in ronden", "A call in rounds is running already"),
    "staffing_call_unknown": ("Deze oproep loopt niet meer", "This call is not running any more"),
    "nobody_confirmed": ("Er is nog geen instructeur bevestigd", "No instructor is confirmed yet"),
    "instructor_unknown": ("Deze instructeur bestaat niet", "No such instructor"),
    "external_instructor_exists": (
        "Er is al een externe instructeur met dit e-mailadres",
        "An external instructor with this e-mail address exists already",
    ),
    "file_missing": ("Het bestand is er niet meer", "The file is gone"),
    "idempotency_key_reused": ("Deze sleutel hoort bij een ander verzoek", "The key belongs to another request"),
    "request_in_progress": ("Dit verzoek loopt nog", "The request is still in progress"),
    "cross_site_refused": ("Verzoek van een andere site", "Cross-site request refused"),
    "template_not_found": ("Dit sjabloon is er niet", "No such template"),
    "opt_out_not_found": ("Deze regel is er niet", "No such line"),
    "reminder_needs_template": ("Kies eerst een sjabloon", "Choose a template first"),
    "template_version_not_found": ("Deze versie is er niet", "No such version"),
    "mailing_not_found": ("Deze mailing is er niet", "No such mailing"),
    "suppression_not_found": ("Van dit adres kwam niets terug", "No mail came back from this address"),
    "mail_not_found": ("Deze mail is er niet", "No such mail"),
    "mail_not_resendable": ("Deze mail is nog onderweg", "This mail is still on its way"),
    "mail_too_large": ("De mail wordt te lang", "The mail becomes too long"),
    "nobody_to_mail": ("Niemand krijgt nu een mail", "Nobody would get a mail"),
    "paste_too_large": ("Dit is te veel om te plakken", "Too much to paste"),
    "too_late_to_undo": ("De mails zijn al weg", "The mails have left"),
    "address_not_valid": ("Het e-mailadres klopt niet", "The e-mail address is not valid"),
    "header_not_allowed": ("Hier kan alleen gewone tekst", "Plain text only"),
    "customer_not_found": ("Deze klant bestaat niet", "There is no such customer"),
    "customer_has_history": (
        "Een klant met cursisten wordt gearchiveerd",
        "A customer with trainees is archived instead",
    ),
    "trainee_not_found": ("Deze cursist bestaat niet", "There is no such trainee"),
    "trainee_known": ("Deze cursist staat al in het systeem", "This trainee is known already"),
    "import_not_found": ("Deze lijst bestaat niet", "There is no such list"),
    "import_not_open": ("Deze lijst is al in behandeling", "This list is being taken in already"),
    "nothing_to_import": ("Er is geen rij om over te nemen", "There is no row to take over"),
    "no_rows_found": ("Er staat niemand in deze lijst", "There is nobody in this list"),
    "columns_not_usable": ("Kies de kolommen voor de naam", "Choose the columns of the name"),
    "too_many_rows": ("De lijst heeft te veel rijen", "The list has too many rows"),
    "too_many_columns": ("De lijst heeft te veel kolommen", "The list has too many columns"),
    "file_too_large": ("Het bestand is te groot", "The file is too large"),
    "file_type_mismatch": ("De inhoud past niet bij de bestandsnaam", "The content does not fit the file's name"),
    "file_type_not_supported": ("Dit soort bestand kan hier niet", "This kind of file is not accepted here"),
    "spreadsheet_damaged": ("Dit werkblad is beschadigd", "This spreadsheet is damaged"),
    "spreadsheet_old_or_locked": ("Dit werkblad is te oud of beveiligd", "This spreadsheet is too old or protected"),
    "spreadsheet_too_large": ("Dit werkblad is uitgepakt te groot", "This spreadsheet is too large when unpacked"),
    "spreadsheet_with_macros": ("Een werkblad met macro's kan niet", "A spreadsheet with macros is not accepted"),
    "job_finished": ("Deze taak is al klaar", "This job has ended already"),
    "not_a_member": ("Je werkt niet voor deze opleider", "You have no role at this provider"),
    "internal_error": ("Er ging iets mis aan onze kant", "Something went wrong on our side"),
    "temporarily_unavailable": ("Even niet bereikbaar", "Temporarily unavailable"),
}
STATUS_CODES = {
    400: "invalid_input",
    401: "not_signed_in",
    403: "not_allowed",
    404: "not_found",
    409: "conflict",
    412: "changed_meanwhile",
    413: "too_large",
    415: "file_type_not_allowed",
    428: "if_match_required",
    429: "too_many_requests",
    503: "temporarily_unavailable",
}


def title(code: str, status: int, language: str) -> str:
    """The title of a problem in `nl` or `en`."""
    dutch, english = TITLES.get(code) or TITLES[STATUS_CODES.get(status, "internal_error")]
    return english if language == "en" else dutch


def preferred_language(accept_language: str | None) -> str:
    """`en` when the reader prefers English over Dutch, else `nl`."""
    ranked = sorted((_weigh(part) for part in (accept_language or "").split(",") if part.strip()), reverse=True)
    return next((tag for _, _, tag in ranked if tag in ("nl", "en")), "nl")


def _weigh(part: str) -> tuple[float, int, str]:
    tag, _, quality = part.strip().partition(";q=")
    try:
        return float(quality or 1), 1 if tag.lower().startswith("nl") else 0, tag.strip().lower()[:2]
    except ValueError:
        return 0.0, 0, ""
