"""A valid request for every operation of the API, made from a world's ids.

An operation that is missing here fails the matrix: whoever adds a route adds its row.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.factories.bodies import course_body, day
from tests.factories.sample_files import PDF, png
from tests.isolation.world import DOCUMENT

Ids = dict[str, str]
OUTSIDE_PROVIDERS = {
    "account_password_change",
    "account_second_step_begin",
    "account_second_step_confirm",
    "account_second_step_get",
    "account_second_step_remove",
    "invitation_acceptances_create",
    "invitation_pages_create",
    "new_passwords_create",
    "password_resets_create",
    "registration_confirmations_create",
    "registration_offer_get",
    "registrations_create",
    "session_create",
    "session_get",
    "session_switch",
    "session_delete",
}
"""The caller's own session, coming in by a link, and signing up."""
NEVER_CALLED = OUTSIDE_PROVIDERS | {"changes_stream"}
"""Nothing of a provider is behind these, or they stream for minutes: see tests/api."""


@dataclass(frozen=True)
class Body:
    """How an operation is called: JSON or a form, and what the parameters of its path are called in the world."""

    json: Callable[[Ids], Any] | None = None
    form: Callable[[Ids], dict[str, Any]] | None = None
    query: Callable[[Ids], dict[str, str]] | None = None
    path: dict[str, str] = field(default_factory=dict)
    may_conflict: bool = False


def _file(**fields: str) -> dict[str, Any]:
    return {"file": ("bijlage.pdf", PDF, "application/pdf")} | {name: (None, value) for name, value in fields.items()}


def _course(ids: Ids) -> dict[str, Any]:
    return course_body(
        type={"id": ids["type_id"]},
        days=[day("2028-01-10")],
        location={"id": ids["location_id"]},
        mainInstructor={"kind": "external", "id": ids["external_instructor_id"]},
        secondInstructor={"kind": "external", "id": ids["second_instructor_id"]},
    )


def _list_filters(ids: Ids) -> dict[str, str]:
    return {
        "typeId": ids["type_id"],
        "locationId": ids["location_id"],
        "customerId": ids["customer_id"],
        "instructor": f"external:{ids['external_instructor_id']}",
    }


def _change(ids: Ids) -> dict[str, Any]:
    changed = {name: value for name, value in _course(ids).items() if name != "kind"}
    return changed | {"days": [day("2028-02-10")]}


def _mailing(ids: Ids) -> dict[str, Any]:
    return {
        "audience": "trainees",
        "templateId": ids["template_id"],
        "looseTemplateId": ids["template_id"],
        "enrolmentIds": [ids["enrolment_id"]],
        "onlyNotInvited": False,
        "attachmentIds": [ids["attachment_id"]],
    }


def _preview(ids: Ids) -> dict[str, Any]:
    return {
        "subject": DOCUMENT,
        "body": DOCUMENT,
        "courseId": ids["course_id"],
        "enrolmentId": ids["enrolment_id"],
    }


def _template(ids: Ids) -> dict[str, Any]:
    return {"name": "Nieuw", "subject": DOCUMENT, "body": DOCUMENT, "attachmentId": ids["attachment_id"]}


def _person(ids: Ids) -> dict[str, Any]:
    return {"givenName": "Els", "familyName": "Nieuw", "email": "els@nieuw.example", "customerId": ids["customer_id"]}


def _company(_ids: Ids) -> dict[str, Any]:
    return {"name": "Nieuw", "address": "Weg 1", "contacts": [{"name": "Jo", "email": "jo@nieuw.example"}]}


def _certificates(ids: Ids) -> dict[str, Any]:
    return {"certificateIds": [ids["certificate_id"]]}


def _item(ids: Ids) -> dict[str, Any]:
    return {
        "kind": "own",
        "ownKindId": ids["item_kind_id"],
        "customerId": ids["customer_id"],
        "description": "Nieuw",
        "dueDates": [{"part": "inspection", "expiresOn": "2027-01-01"}],
    }


def _item_change(ids: Ids) -> dict[str, Any]:
    return _item(ids) | {"dueDates": [{"id": ids["due_date_id"], "part": "inspection", "expiresOn": "2027-02-01"}]}


def _items(_ids: Ids) -> dict[str, Any]:
    return {"file": ("items.csv", b"Soort;Omschrijving;Verloopdatum\nAED;Hal;01-02-2027\n", "text/csv")}


def _renewal(ids: Ids) -> dict[str, Any]:
    return {"inspectedOn": "2026-11-20", "dueDates": [{"id": ids["due_date_id"], "expiresOn": "2027-11-20"}]}


def _of_items(ids: Ids) -> dict[str, str]:
    return {"customerId": ids["customer_id"], "ownKindId": ids["item_kind_id"]}


def _customers(_ids: Ids) -> dict[str, Any]:
    content = b"Firma;Adres;Contactpersoon;E-mail\nNieuw BV;Weg 1;Jo;jo@nieuw.example\n"
    return {"file": ("klanten.csv", content, "text/csv")}


KIND = {"kind_id": "item_kind_id"}
EXTERNAL = {"instructor_id": "external_instructor_id"}
REQUESTS: dict[str, Body] = {
    "billing_address_set": Body(json=lambda ids: {"buyerName": "Crediteuren", "kvkNumber": "12345678"}),
    "billing_quote_get": Body(query=lambda ids: {"courses": "60", "modules": "3"}),
    "module_requests_create": Body(json=lambda ids: {"module": "customers", "wish": "off"}),
    "provider_change": Body(lambda ids: {"city": "Breda"}),
    "user_invitations_create": Body(lambda ids: {"name": "Nieuw", "email": "nieuw@collega.example", "role": "viewer"}),
    "users_change": Body(lambda ids: {"role": "viewer"}),
    "provider_sender_set": Body(json=lambda ids: {"address": "cursus@opleider.example"}),
    "provider_set_logo": Body(form=lambda ids: {"file": ("logo.png", png(), "image/png")}),
    "locations_create": Body(lambda ids: {"name": "Nieuw"}),
    "locations_change": Body(lambda ids: {"name": "Anders"}),
    "webhooks_create": Body(lambda ids: {"url": "https://crm.example/x", "eventTypes": ["course.booked"]}),
    "webhooks_change": Body(lambda ids: {"description": "Nieuw"}),
    "webhook_deliveries_replay": Body(may_conflict=True),
    "api_keys_create": Body(lambda ids: {"name": "Nieuw", "scopes": ["courses:read"]}),
    "courses_list": Body(query=_list_filters),
    "course_exports_get": Body(query=_list_filters),
    "course_exports_start": Body(query=_list_filters),
    "course_cancellations_create": Body(lambda ids: {"courseIds": [ids["spare_course_id"]]}),
    "saved_views_create": Body(lambda ids: {"name": "Nieuw", "filters": {"state": "held"}}),
    "saved_views_change": Body(lambda ids: {"name": "Anders"}),
    "courses_create": Body(_course),
    "courses_change": Body(_change, path={"course_id": "spare_course_id"}),
    "courses_cancel": Body(lambda ids: {"tellInvited": False}, path={"course_id": "spare_course_id"}),
    "date_plans_create": Body(lambda ids: {"firstDay": "2028-03-10", "moving": True}),
    "courses_move": Body(lambda ids: {"firstDay": "2028-03-10"}),
    "course_copies_create": Body(lambda ids: {"firstDays": ["2028-04-10"]}),
    "course_documents_create": Body(form=lambda ids: _file(documentId=ids["document_id"]), may_conflict=True),
    "enrolments_create": Body(lambda ids: {"traineeId": ids["other_trainee_id"], "customerId": ids["customer_id"]}),
    "enrolments_change": Body(lambda ids: {"attended": True, "customerId": ids["customer_id"]}),
    "enrolments_mark": Body(lambda ids: {"enrolmentIds": [ids["enrolment_id"]], "attended": True}),
    "course_lists_create": Body(lambda ids: {"courseIds": [ids["course_id"]], "lists": ["attendance_list"]}),
    "courses_assessment_list": Body(path={"course_id": "certified_course_id"}),
    "course_code95_take_back": Body(path={"course_id": "certified_course_id", "report_id": "code95_report_id"}),
    "trainee_erasures_create": Body(
        lambda ids: {"reason": "Op verzoek"}, path={"trainee_id": "trainee_stays"}, may_conflict=True
    ),
    "audit_events_list": Body(query=lambda ids: {"subjectType": "course"}),
    "trainee_comparison_get": Body(query=lambda ids: {"oneId": ids["trainee_left"], "twoId": ids["trainee_right"]}),
    "trainee_duplicates_dismiss": Body(lambda ids: {"oneId": ids["trainee_left"], "twoId": ids["trainee_right"]}),
    "trainees_merge": Body(lambda ids: {"otherId": ids["trainee_right"]}, path={"trainee_id": "trainee_left"}),
    "trainee_merges_undo": Body(path={"merge_id": "trainee_merge_id"}),
    "customer_comparison_get": Body(query=lambda ids: {"oneId": ids["customer_left"], "twoId": ids["customer_right"]}),
    "customer_duplicates_dismiss": Body(lambda ids: {"oneId": ids["customer_left"], "twoId": ids["customer_right"]}),
    "customers_merge": Body(lambda ids: {"otherId": ids["customer_right"]}, path={"customer_id": "customer_left"}),
    "customer_merges_undo": Body(path={"merge_id": "customer_merge_id"}),
    "course_code95_report": Body(lambda ids: {"date": "2026-11-23", "duty": "day"}, may_conflict=True),
    "enrolments_restore_marks": Body(
        lambda ids: {
            "items": [
                {
                    "enrolmentId": ids["enrolment_id"],
                    "attended": None,
                    "days": [{"date": "2026-11-23", "attended": None}],
                    "passed": None,
                }
            ]
        }
    ),
    "enrolments_transfer": Body(
        lambda ids: {"enrolmentIds": [ids["enrolment_id"]], "courseId": ids["spare_course_id"]}, may_conflict=True
    ),
    "enrolments_link_customer": Body(
        lambda ids: {"enrolmentIds": [ids["enrolment_id"]], "customerId": ids["customer_id"]}
    ),
    "course_processing_create": Body(path={"course_id": "held_course_id"}),
    "course_processing_delete": Body(path={"course_id": "processed_course_id"}),
    "course_corrections_create": Body(
        lambda ids: {"enrolmentIds": [ids["processed_enrolment_id"]], "attended": True, "passed": True},
        path={"course_id": "processed_course_id"},
    ),
    "certificates_list": Body(
        query=lambda ids: {
            "typeId": ids["type_id"],
            "traineeId": ids["trainee_id"],
            "customerId": ids["customer_id"],
            "courseId": ids["course_id"],
        }
    ),
    "certificates_revoke": Body(lambda ids: {"reason": "Vergissing"}, path={"certificate_id": "spare_certificate_id"}),
    "certificates_reissue": Body(path={"certificate_id": "spare_certificate_id"}, may_conflict=True),
    "certificate_sending_plans_create": Body(_certificates),
    "certificate_sendings_create": Body(_certificates, may_conflict=True),
    "certificate_sendings_undo": Body(may_conflict=True),
    "certificate_archives_create": Body(lambda ids: {"courseId": ids["processed_course_id"]}),
    "instructor_conflicts_list": Body(
        query=lambda ids: {
            "instructor": f"external:{ids['external_instructor_id']}",
            "day": "2027-03-01/09:00/17:00",
            "exceptCourseId": ids["course_id"],
        }
    ),
    "instructors_write": Body(lambda ids: {"subject": "Vraag", "text": "Kun je?"}, path=EXTERNAL),
    "instructors_list": Body(),  # its course types are everybody's
    "invoices_pay": Body(may_conflict=True),
    "customers_create": Body(_company),
    "customers_change": Body(lambda ids: {"remarks": "Nieuw"}),
    "customers_delete": Body(may_conflict=True),
    "customers_restore": Body(may_conflict=True),
    "external_instructors_create": Body(
        lambda ids: {"name": "Nieuw", "email": "nieuw@nieuw.example", "courseTypeIds": [ids["type_id"]]}
    ),
    "external_instructors_get": Body(path=EXTERNAL),
    "external_instructors_change": Body(lambda ids: {"phone": "06 12345678"}, path=EXTERNAL),
    "external_instructors_merge": Body(path=EXTERNAL, may_conflict=True),
    "external_instructors_archive": Body(path={"instructor_id": "second_instructor_id"}),
    "staffing_invite": Body(
        lambda ids: {"instructors": [{"kind": "external", "id": ids["second_instructor_id"]}]}, may_conflict=True
    ),
    "staffing_invite_again": Body(may_conflict=True),
    "staffing_confirm": Body(lambda ids: {"position": "main"}, may_conflict=True),
    "staffing_enter_answer": Body(lambda ids: {"answer": "available"}, may_conflict=True),
    "staffing_calls_start": Body(lambda ids: {"groupSize": 2, "everyHours": 24}, may_conflict=True),
    "staffing_calls_stop": Body(may_conflict=True),
    "staffing_decline_others": Body(may_conflict=True),
    "certification_items_list": Body(query=_of_items),
    "certification_item_exports_get": Body(query=_of_items),
    "certification_items_create": Body(_item),
    "certification_items_change": Body(_item_change),
    "certification_items_renew": Body(_renewal, may_conflict=True),
    "certification_item_files_create": Body(form=lambda ids: _file()),
    "certification_item_files_delete": Body(path={"file_id": "item_file_id"}),
    "certification_item_kinds_create": Body(lambda ids: {"name": "Nieuw", "dueDates": [{"part": "keuring"}]}),
    "certification_item_kinds_get": Body(path=KIND),
    "certification_item_kinds_change": Body(lambda ids: {"name": "Anders"}, path=KIND),
    "customer_files_create": Body(form=lambda ids: _file()),
    "customer_files_delete": Body(path={"file_id": "customer_file_id"}),
    "customer_import_previews_create": Body(form=_customers),
    "customer_imports_create": Body(form=_customers),
    "certification_item_import_previews_create": Body(form=_items),
    "certification_item_imports_create": Body(form=_items),
    "trainees_list": Body(query=lambda ids: {"customerId": ids["customer_id"]}),
    "trainees_create": Body(_person),
    "trainees_change": Body(lambda ids: {"remarks": "Nieuw", "customerId": ids["customer_id"]}),
    "templates_create": Body(_template),
    "templates_change": Body(lambda ids: {"name": "Anders", "attachmentId": ids["attachment_id"]}),
    "template_versions_get": Body(),
    "template_versions_restore": Body(),
    "template_previews_create": Body(_preview),
    "template_tests_create": Body(_preview),
    "pasted_documents_create": Body(lambda ids: {"html": "<p>Hallo</p>"}),
    "attachments_create": Body(form=lambda ids: _file()),
    "mailing_plans_create": Body(_mailing),
    "mailings_create": Body(_mailing),
    "mailings_undo": Body(may_conflict=True),
    "mails_list": Body(query=lambda ids: {"courseId": ids["course_id"], "customerId": ids["customer_id"]}),
    "mail_suppressions_lift": Body(),
    "mails_resend": Body(may_conflict=True),
    "course_reminders_change": Body(
        lambda ids: {"templateId": ids["template_id"], "bulkTemplateId": ids["template_id"]}
    ),
    "course_reminder_plans_create": Body(
        lambda ids: {"templateId": ids["template_id"], "bulkTemplateId": ids["template_id"]}
    ),
    "trainee_reminders_change": Body(lambda ids: {"enabled": True}),
    "trainee_reminder_plans_create": Body(lambda ids: {"lead": 8}),
    "customer_reminders_change": Body(lambda ids: {"enabled": True}),
    "customer_reminder_plans_create": Body(lambda ids: {"lead": 8}),
    "opt_outs_list": Body(query=lambda ids: {"traineeId": ids["trainee_id"], "customerId": ids["customer_id"]}),
    "opt_outs_create": Body(lambda ids: {"traineeId": ids["other_trainee_id"], "reason": "Belt zelf"}),
    "trainee_imports_create": Body(
        form=lambda ids: {"text": (None, "Voornaam;Achternaam\nA;B"), "courseId": (None, ids["course_id"])}
    ),
    "trainee_imports_change": Body(lambda ids: {"options": {"createCustomers": True}}),
    "trainee_imports_correct_row": Body(lambda ids: {"cells": ["Jan", "Jansen", "jan@nieuw.example"]}),
    "trainee_imports_delete": Body(may_conflict=True),
    "trainee_imports_execute": Body(lambda ids: {"acceptWaitingList": False}),
    "jobs_cancel": Body(may_conflict=True),
}
