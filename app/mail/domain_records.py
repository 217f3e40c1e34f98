"""What a domain publishes for those who receive mail in its name: ownership, SPF, DKIM and DMARC (R-MAIL-03).

`cbot doctor` looks at the portal's own domain by these rules, and the portal at the domains of providers.
"""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Literal

from app.core.config import Settings
from app.mail.asking_dns import Ask

RecordKind = Literal["ownership", "spf", "dkim", "dmarc"]
RecordState = Literal["found", "missing", "wrong", "unknown", "not_needed"]
Problem = Literal[
    "", "several", "open_to_all", "not_included", "no_selector", "no_own_key", "withdrawn", "other_key", "only_watches",
    "no_answer",
]  # fmt: skip
TOKEN_PREFIX = "cbot-verification="
DECISIVE: tuple[RecordKind, ...] = ("ownership", "spf", "dkim")
"""What has to be in order before mail leaves in the name of a domain; the rest is advice."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How one record is, and what is the matter with it; `found` with a problem does its work, and could do it better."""

    kind: RecordKind
    state: RecordState
    problem: Problem = ""


@dataclass(frozen=True, slots=True)
class Relay:
    """The mail server as the DNS has to name it. Whatever is empty is not known here."""

    selector: str = ""
    """Under which name it signs (DKIM)."""
    key_name: str = ""
    """Where its public key stands, to which a domain points."""
    spf_include: str = ""
    """The domain whose SPF record lists its addresses."""


def relay_of(settings: Settings) -> Relay:
    """The mail server of this portal; its key stands at the portal's own domain unless the settings name another place."""
    selector = settings.dkim_selector
    own_key = f"{selector}._domainkey.{settings.mail_host}" if selector else ""
    return Relay(selector, settings.dkim_target or own_key, settings.spf_include)


async def findings_of(domain: str, token: str, relay: Relay, ask: Ask) -> list[Finding]:
    """Look at all four records of a domain at once; never raises: what nobody answered about is `unknown`."""
    return list(
        await asyncio.gather(
            _answered("ownership", ownership(domain, token, ask)),
            _answered("spf", _spf_for(domain, relay, ask)),
            _answered("dkim", signing_key(domain, relay, ask)),
            _answered("dmarc", dmarc(domain, ask)),
        )
    )


async def ownership(domain: str, token: str, ask: Ask) -> Finding:
    """Whether the domain says this token, which only its holder can make it do."""
    theirs = [record.strip() for record in await ask(domain) if record.strip().startswith(TOKEN_PREFIX)]
    if TOKEN_PREFIX + token in theirs:
        return Finding("ownership", "found")
    return Finding("ownership", "wrong" if theirs else "missing")


async def spf(domain: str, ask: Ask, *, include: str = "") -> Finding:
    """Whether the domain lists who sends for it; where `include` is named, also whether it names that one."""
    found = [record.lower().split() for record in await ask(domain) if record.lower().split()[:1] == ["v=spf1"]]
    if len(found) > 1:
        return Finding("spf", "wrong", "several")
    if not found:
        return Finding("spf", "missing")
    if include and f"include:{include.lower()}" not in {term.lstrip("+") for term in found[0]}:
        return Finding("spf", "wrong", "not_included")
    return Finding("spf", "found", "open_to_all" if found[0][-1] in ("+all", "?all", "all") else "")


async def _spf_for(domain: str, relay: Relay, ask: Ask) -> Finding:
    """Receivers hold SPF against the return path, which is the portal's; a mail server may ask for it all the same."""
    if not relay.spf_include:
        return Finding("spf", "not_needed")
    return await spf(domain, ask, include=relay.spf_include)


async def dkim(domain: str, selector: str, ask: Ask) -> Finding:
    """Whether the domain publishes a key under this name."""
    if not selector:
        return Finding("dkim", "unknown", "no_selector")
    keys = await _keys(f"{selector}._domainkey.{domain}", ask)
    if not keys:
        return Finding("dkim", "missing")
    return Finding("dkim", "found") if any(keys) else Finding("dkim", "wrong", "withdrawn")


async def signing_key(domain: str, relay: Relay, ask: Ask) -> Finding:
    """Whether the domain publishes the very key that the mail server signs with."""
    found = await dkim(domain, relay.selector, ask)
    if found.state != "found":
        return found
    own = set(filter(None, await _keys(relay.key_name, ask)))
    if not own:
        return Finding("dkim", "unknown", "no_own_key")
    theirs = await _keys(f"{relay.selector}._domainkey.{domain}", ask)
    return found if own & set(theirs) else Finding("dkim", "wrong", "other_key")


async def dmarc(domain: str, ask: Ask) -> Finding:
    """The policy of the domain itself, or that of the domain above it."""
    for name in (domain, domain.partition(".")[2]):
        found = [record for record in await ask(f"_dmarc.{name}") if record.lower().startswith("v=dmarc1")]
        if found:
            only_watches = "p=none" in "".join(found[0].lower().split()).split(";")
            return Finding("dmarc", "found", "only_watches" if only_watches else "")
        if name.count(".") < 2:
            break
    return Finding("dmarc", "missing")


async def _keys(name: str, ask: Ask) -> list[str]:
    """The public keys at a name, without blanks; an empty one is withdrawn."""
    tags = [dict(_tag(part) for part in record.split(";")) for record in await ask(name)]
    return [each["p"] for each in tags if "p" in each]


def _tag(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return name.strip().lower(), "".join(value.split())


async def _answered(kind: RecordKind, finding: Awaitable[Finding]) -> Finding:
    try:
        return await finding
    except OSError:
        return Finding(kind, "unknown", "no_answer")
