"""Version 1 of the REST API; every resource's router stands here once."""

from fastapi import APIRouter

from api.v1 import (
    account_access,
    api_keys,
    attachments,
    audit_log,
    changes,
    course_types,
    dashboard,
    external_instructors,
    history,
    instructor_conflicts,
    jobs,
    lesson_material,
    locations,
    looks,
    modules,
    operator,
    provider,
    provider_sender,
    registrations,
    saved_views,
    session,
    shared_courses,
    users,
)
from api.v1.account import password as account_password
from api.v1.account import second_step as account_second_step
from api.v1.billing import routes as billing
from api.v1.certificates import routes as certificates
from api.v1.certificates import sendings as certificate_sendings
from api.v1.certification_items import kinds as certification_item_kinds
from api.v1.certification_items import lists as certification_item_lists
from api.v1.certification_items import routes as certification_items
from api.v1.courses import bulk as course_bulk
from api.v1.courses import code95 as course_code95
from api.v1.courses import dates as course_dates
from api.v1.courses import documents as course_documents
from api.v1.courses import lists as course_lists
from api.v1.courses import processing as course_processing
from api.v1.courses import routes as courses
from api.v1.customers import files as customer_files
from api.v1.customers import lists as customer_lists
from api.v1.customers import routes as customers
from api.v1.enrolments import routes as enrolments
from api.v1.instructors import routes as instructors
from api.v1.mailings import routes as mailings
from api.v1.mails import routes as mails
from api.v1.merging import customers as customer_merging
from api.v1.merging import trainees as trainee_merging
from api.v1.opt_outs import routes as opt_outs
from api.v1.personal_data import routes as personal_data
from api.v1.reminders import course_reminders, customer_reminders, trainee_reminders
from api.v1.staffing import routes as staffing
from api.v1.templates import routes as templates
from api.v1.trainee_imports import routes as trainee_imports
from api.v1.trainees import routes as trainees
from api.v1.webhooks import routes as webhooks

# A request is matched with one router after the other: what is asked most stands first.
routers: tuple[APIRouter, ...] = (
    session.router,
    courses.router,
    enrolments.router,
    staffing.router,
    trainees.router,
    customers.router,
    customer_files.router,
    customer_lists.router,
    dashboard.router,
    account_access.router,
    account_password.router,
    account_second_step.router,
    registrations.router,
    users.router,
    looks.router,
    saved_views.router,
    provider.router,
    provider_sender.router,
    locations.router,
    modules.router,
    api_keys.router,
    jobs.router,
    changes.router,
    *operator.routers,
    billing.router,
    course_types.router,
    shared_courses.router,
    course_dates.router,
    course_bulk.router,
    course_lists.router,
    course_code95.router,
    course_documents.router,
    course_processing.router,
    certificates.router,
    certificate_sendings.router,
    instructor_conflicts.router,
    certification_item_kinds.router,
    certification_item_lists.router,
    certification_items.router,
    customer_merging.router,
    trainee_merging.router,
    instructors.router,
    external_instructors.router,
    personal_data.router,
    audit_log.router,
    history.router,
    templates.router,
    attachments.router,
    lesson_material.router,
    mailings.router,
    mails.router,
    course_reminders.router,
    trainee_reminders.router,
    customer_reminders.router,
    opt_outs.router,
    trainee_imports.router,
    webhooks.router,
)
