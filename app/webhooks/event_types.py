"""The closed list of what a webhook can tell. Each type but three is an action of the log, under the same name."""

from enum import StrEnum

PING = "ping"
"""The event of a test; it goes to every subscription that is tested, whatever it chose."""


class EventType(StrEnum):
    """Something that happened; `certificate.*` and `mail.failed` are read from more than one place."""

    COURSE_BOOKED = "course.booked"
    COURSE_CHANGED = "course.changed"
    COURSE_CANCELLED = "course.cancelled"
    COURSE_PROCESSED = "course.processed"
    COURSE_REOPENED = "course.reopened"
    ENROLMENT_MADE = "enrolment.made"
    ENROLMENT_PLACED = "enrolment.placed"
    ENROLMENT_TRANSFERRED = "enrolment.transferred"
    ENROLMENT_WITHDRAWN = "enrolment.withdrawn"
    ENROLMENT_LINKED = "enrolment.linked"
    ENROLMENT_MARKED = "enrolment.marked"
    CERTIFICATE_ISSUED = "certificate.issued"
    CERTIFICATE_REVOKED = "certificate.revoked"
    STAFFING_INVITED = "staffing.invited"
    STAFFING_ANSWERED = "staffing.answered"
    STAFFING_CONFIRMED = "staffing.confirmed"
    TRAINEE_CREATED = "trainee.created"
    TRAINEE_CHANGED = "trainee.changed"
    TRAINEE_MERGED = "trainee.merged"
    TRAINEE_ERASED = "trainee.erased"
    TRAINEE_IMPORT_DONE = "trainee_import.done"
    CUSTOMER_CREATED = "customer.created"
    CUSTOMER_CHANGED = "customer.changed"
    CUSTOMER_ARCHIVED = "customer.archived"
    CUSTOMER_RESTORED = "customer.restored"
    CUSTOMER_MERGED = "customer.merged"
    CUSTOMER_DELETED = "customer.deleted"
    ITEM_CREATED = "certification_item.created"
    ITEM_CHANGED = "certification_item.changed"
    ITEM_RENEWED = "certification_item.renewed"
    ITEM_ARCHIVED = "certification_item.archived"
    ITEM_RESTORED = "certification_item.restored"
    MAIL_FAILED = "mail.failed"


MEANINGS: dict[str, str] = {
    "course.booked": "A course was booked.",
    "course.changed": "Something of a course was changed, such as its days, place or instructors.",
    "course.cancelled": "A course was cancelled.",
    "course.processed": "A course was processed; its certificates follow as `certificate.issued`.",
    "course.reopened": "The processing of a course was undone; its certificates follow as `certificate.revoked`.",
    "enrolment.made": "One trainee or several were enrolled, in a place or on the waiting list.",
    "enrolment.placed": "A trainee went from the waiting list to a place.",
    "enrolment.transferred": "Trainees were moved to another course (`toCourseId`), where they arrive by `enrolment.made`.",
    "enrolment.withdrawn": "A trainee was taken off a course.",
    "enrolment.linked": "Enrolments were given another customer.",
    "enrolment.marked": "Attendance or results were marked.",
    "certificate.issued": "Certificates were issued: by processing, by correcting a result, or one anew.",
    "certificate.revoked": "Certificates were revoked.",
    "staffing.invited": "An instructor was asked to teach a course.",
    "staffing.answered": "An instructor answered, or somebody entered the answer.",
    "staffing.confirmed": "An instructor was confirmed for a course.",
    "trainee.created": "A trainee was added; lists of trainees follow as `trainee_import.done` instead.",
    "trainee.changed": "A trainee's details were changed.",
    "trainee.merged": "A trainee (`otherId`) was merged into this one.",
    "trainee.erased": "A trainee's personal data were erased; erase what you hold of them as well.",
    "trainee_import.done": "A list of trainees or certificates was taken in.",
    "customer.created": "A customer was added.",
    "customer.changed": "A customer's details were changed.",
    "customer.archived": "A customer was archived.",
    "customer.restored": "A customer was taken out of the archive.",
    "customer.merged": "A customer (`otherId`) was merged into this one.",
    "customer.deleted": "A customer without history was deleted.",
    "certification_item.created": "A certification item was added.",
    "certification_item.changed": "A certification item was changed.",
    "certification_item.renewed": "A certification item was renewed.",
    "certification_item.archived": "A certification item was archived.",
    "certification_item.restored": "A certification item was taken out of the archive.",
    "mail.failed": "A mail was given up, or came back.",
    PING: "A test, sent from the settings or by `POST /api/v1/webhooks/{id}/test`.",
}
"""What each type means, for the reference."""
