"""Settings of the process, read once from the environment and passed in from there.

Every setting can also be given as a file: `DATABASE_URL_FILE=/run/secrets/db` reads the value from that file.
"""

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Configuration of one API, worker or command; field names are the environment's names in lower case."""

    model_config = SettingsConfigDict(env_file=None, extra="ignore", frozen=True, populate_by_name=True)

    environment: Literal["development", "production", "test"] = Field(
        default="development", validation_alias=AliasChoices("CBOT_ENVIRONMENT", "environment")
    )
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    data_dir: Path = Field(default=Path("var"), validation_alias=AliasChoices("CBOT_DATA_DIR", "data_dir"))
    base_url: str = Field(default="", validation_alias=AliasChoices("CBOT_BASE_URL", "base_url"))
    frontend_dir: Path = Field(
        default=Path("frontend/dist"), validation_alias=AliasChoices("CBOT_FRONTEND_DIR", "frontend_dir")
    )

    database_url: str = ""
    """The application's own role: owns nothing, cannot bypass row-level security."""
    database_owner_url: str = ""
    """The role that owns the tables; only migrations use it."""
    database_pool_size: int = Field(default=10, ge=1, le=100)
    redis_url: str = ""

    smtp_url: str = ""
    """`smtp://[user:password@]host:port`, or `smtps://` for TLS from the first byte; `?starttls=true` upgrades."""
    mail_from: str = Field(
        default="portaal@c-bot.example", validation_alias=AliasChoices("CBOT_MAIL_FROM", "mail_from")
    )
    bounce_address: str = Field(default="", validation_alias=AliasChoices("CBOT_BOUNCE_ADDRESS", "bounce_address"))
    """Where undeliverable mail comes back to, such as `bounce@c-bot.example`; each mail adds its own `+…`. Empty: nowhere."""
    dkim_selector: str = Field(default="", validation_alias=AliasChoices("CBOT_DKIM_SELECTOR", "dkim_selector"))
    """The name under which the mail server publishes its DKIM key. Without it no provider can send from a domain of its own."""
    dkim_target: str = Field(default="", validation_alias=AliasChoices("CBOT_DKIM_TARGET", "dkim_target"))
    """Where that key stands, for the domains of providers to point to; empty: under the selector at the portal's domain."""
    spf_include: str = Field(default="", validation_alias=AliasChoices("CBOT_SPF_INCLUDE", "spf_include"))
    """What providers include in the SPF record of their domain; empty: nothing is asked of it."""
    dns_server: str = Field(default="", validation_alias=AliasChoices("CBOT_DNS_SERVER", "dns_server"))
    """`address:port` of the resolver that is asked about domains; empty: this machine's own."""
    mail_connections: int = Field(
        default=4, ge=1, le=16, validation_alias=AliasChoices("CBOT_MAIL_CONNECTIONS", "mail_connections")
    )
    files_url: str = Field(default="", validation_alias=AliasChoices("CBOT_FILES_URL", "files_url"))
    """Where stored files live: empty for `<data_dir>/files`, else an object store such as `s3://bucket/prefix`."""

    webhook_loopback: bool = Field(
        default=False, validation_alias=AliasChoices("CBOT_WEBHOOK_LOOPBACK", "webhook_loopback")
    )
    """Whether webhooks may go to this machine itself, to try them out. Never so in production."""

    secret_keys: str = Field(default="", validation_alias=AliasChoices("CBOT_SECRET_KEYS", "secret_keys"))
    """`kid:base64,kid:base64`: the newest signs, all verify."""
    seller_name: str = Field(default="", validation_alias=AliasChoices("CBOT_SELLER_NAME", "seller_name"))
    """The company that invoices the providers. Without name, VAT number and IBAN nothing is invoiced."""
    seller_address: str = Field(default="", validation_alias=AliasChoices("CBOT_SELLER_ADDRESS", "seller_address"))
    seller_postcode: str = Field(default="", validation_alias=AliasChoices("CBOT_SELLER_POSTCODE", "seller_postcode"))
    seller_city: str = Field(default="", validation_alias=AliasChoices("CBOT_SELLER_CITY", "seller_city"))
    seller_kvk_number: str = Field(default="", validation_alias=AliasChoices("CBOT_SELLER_KVK", "seller_kvk_number"))
    seller_vat_number: str = Field(default="", validation_alias=AliasChoices("CBOT_SELLER_VAT", "seller_vat_number"))
    seller_iban: str = Field(default="", validation_alias=AliasChoices("CBOT_SELLER_IBAN", "seller_iban"))
    seller_email: str = Field(default="", validation_alias=AliasChoices("CBOT_SELLER_EMAIL", "seller_email"))

    payments: Literal["", "mollie"] = Field(default="", validation_alias=AliasChoices("CBOT_PAYMENTS", "payments"))
    """The service by which providers pay their invoices online; empty: by bank transfer only."""
    mollie_key: str = Field(default="", validation_alias=AliasChoices("CBOT_MOLLIE_KEY", "mollie_key"), repr=False)
    mollie_url: str = Field(
        default="https://api.mollie.com", validation_alias=AliasChoices("CBOT_MOLLIE_URL", "mollie_url")
    )

    session_idle_hours: int = 12
    session_absolute_days: int = 7

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None, **overrides: object) -> Self:
        """Read the environment, with `NAME_FILE` secrets resolved; raises pydantic's ValidationError on bad values."""
        source = dict(os.environ if environ is None else environ)
        known = {name.upper() for name in cls.model_fields} | {
            str(choice)
            for field in cls.model_fields.values()
            if isinstance(field.validation_alias, AliasChoices)
            for choice in field.validation_alias.choices
            if str(choice).isupper()
        }
        values: dict[str, object] = {}
        for name in known:
            if f"{name}_FILE" in source:
                values[name] = Path(source[f"{name}_FILE"]).read_text(encoding="utf-8").strip()
            elif name in source:
                values[name] = source[name]
        keyed = {name if name.startswith("CBOT_") else name.lower(): value for name, value in values.items()}
        return cls(**{**keyed, **overrides})  # type: ignore[arg-type]  # pydantic validates

    @cached_property
    def public_url(self) -> str:
        """The address that mails and links name, without a trailing slash."""
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def mail_host(self) -> str:
        """The domain of the portal's own address."""
        return self.mail_from.rpartition("@")[2].strip(" >") or "outbox.c-bot"

    @property
    def webhooks_to_loopback(self) -> bool:
        """Whether webhooks may go to this machine: only where that was asked for, and not in production."""
        return self.webhook_loopback and self.environment != "production"

    @property
    def secure_cookies(self) -> bool:
        """`__Host-` cookies need Secure; browsers treat loopback as trustworthy enough to keep them."""
        return self.public_url.startswith("https://")
