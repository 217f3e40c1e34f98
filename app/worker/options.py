"""The worker's pace. Production uses the defaults; tests run the same code faster."""

from dataclasses import dataclass, field
from datetime import timedelta

from app.webhooks.schedule import Schedule
from app.worker.retrying import RetryPolicy


@dataclass(frozen=True, slots=True)
class WorkerOptions:
    """How often the worker looks, how long it may keep what it took, and how it reacts to trouble."""

    poll_seconds: float = 1.0
    """PostgreSQL is asked this often, whether or not anybody rang."""
    lease: timedelta = timedelta(seconds=60)
    """After this a silent worker is taken for dead, and another takes over what it had."""
    batch: int = 128
    """The most mails that it holds at a time; it holds fewer when the mail server is slow."""
    retries: RetryPolicy = field(default_factory=RetryPolicy)
    breaker_seconds: float = 30.0
    """How long the mail server is left alone after it could not be reached or refused us; then one mail tries."""
    answer_seconds: float = 120.0
    """How long the mail server may take for an answer."""
    stop_seconds: float = 10.0
    """How long the mails in hand may take after the signal to stop; a server that answers later makes them uncertain."""
    job_slots: int = 2
    job_attempts: int = 5
    job_grace_seconds: float = 8.0
    """How long running jobs may go on after the signal to stop."""
    webhook_slots: int = 200
    """Deliveries of webhooks under way at a time: most of them only wait for an answer."""
    webhook_slots_each: int = 4
    """The most of them to one webhook; one that fails gets one at a time."""
    webhook_slots_provider: int = 12
    """The most of them for one provider."""
    webhook_lease: timedelta = timedelta(seconds=60)
    """Longer than any try, so that it needs no renewing."""
    webhook_seconds: float = 15.0
    """How long a receiver may take for an answer."""
    webhook_grace_seconds: float = 8.0
    """How long deliveries under way may go on after the signal to stop."""
    webhook_schedule: Schedule = field(default_factory=Schedule)
    report_seconds: float = 0.5
    """Progress of a job is written down at most this often."""
