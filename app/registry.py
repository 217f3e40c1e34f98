"""Imports every models module once, so that the metadata is whole (migrations, tests, entry points)."""

import app.accounts.models
import app.billing.models
import app.bounces.models
import app.catalog.models
import app.certificates.models
import app.certification_items.models
import app.core.idempotency
import app.core.jobs.models
import app.courses.code95.models
import app.courses.models
import app.customers.models
import app.deliveries.models
import app.events.models
import app.files.models
import app.instructors.models
import app.invitations.models
import app.mail.models
import app.merging.models
import app.providers.models
import app.registrations.models
import app.reminders.models
import app.staffing.models
import app.templates.models
import app.trainees.models
import app.visiting.models
import app.webhooks.models  # noqa: F401  # imported for its tables
from app.core.database.base import Base

metadata = Base.metadata
