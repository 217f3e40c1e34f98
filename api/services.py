"""What the process has at hand for its requests: made once at start, passed in from there."""

from dataclasses import dataclass

from app.accounts.login import SessionTerms
from app.billing.paying.port import PaymentService
from app.core.clock import Clock
from app.core.config import Settings
from app.core.database.session import Database
from app.core.jobs.port import Doorbell
from app.core.signing import KeyRing
from app.events.feed import ChangeFeed
from app.files.storage import FileStore
from app.mail.asking_dns import Ask


@dataclass
class Services:
    """The ports and settings of the API process."""

    settings: Settings
    database: Database
    clock: Clock
    doorbell: Doorbell
    storage: FileStore
    keys: KeyRing
    changes: ChangeFeed
    session_terms: SessionTerms
    ask_dns: Ask
    payments: PaymentService | None = None
    """Where providers pay their invoices online; None while they pay by bank transfer only."""
