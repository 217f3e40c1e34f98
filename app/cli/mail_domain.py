"""Whether the domain of the sender says what receiving mail servers look for: SPF, DKIM and DMARC."""

from collections.abc import Awaitable, Callable

import dns.asyncresolver
import dns.exception
import dns.resolver

SECONDS = 5.0
Ask = Callable[[str], Awaitable[list[str]]]
"""The TXT records of a name; none when it has none."""


async def ask_dns(name: str) -> list[str]:
    """Ask this machine's resolver; raises OSError when it does not answer."""
    try:
        answer = await dns.asyncresolver.resolve(name, "TXT", lifetime=SECONDS)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as problem:
        raise OSError(f"DNS does not answer about {name}: {type(problem).__name__}") from problem
    return [b"".join(record.strings).decode("utf-8", "replace") for record in answer]


async def advise(domain: str, dkim_selector: str, ask: Ask) -> list[str]:
    """What is missing or weak, each with what to publish; nothing when the domain is in order."""
    return [
        line
        for line in (await _spf(domain, ask), await _dkim(domain, dkim_selector, ask), await _dmarc(domain, ask))
        if line
    ]


async def _spf(domain: str, ask: Ask) -> str:
    found = [record for record in await ask(domain) if record.lower().split(" ")[0] == "v=spf1"]
    if not found:
        return f'publish SPF: a TXT record at {domain} such as "v=spf1 include:<your relay> -all"'
    if len(found) > 1:
        return f"{domain} has {len(found)} SPF records, which counts as none: join them into one"
    if found[0].lower().rstrip().endswith(("+all", "?all")):
        return f"the SPF record of {domain} lets everybody send: end it in -all or ~all"
    return ""


async def _dkim(domain: str, selector: str, ask: Ask) -> str:
    if not selector:
        return "name the DKIM key in CBOT_DKIM_SELECTOR, so that it can be looked up"
    name = f"{selector}._domainkey.{domain}"
    keys = [record for record in await ask(name) if "p=" in record.replace(" ", "")]
    if not keys:
        return f"publish the DKIM key of your relay at {name}"
    if all(record.replace(" ", "").rstrip(";").endswith("p=") for record in keys):
        return f"the DKIM key at {name} is withdrawn"
    return ""


async def _dmarc(domain: str, ask: Ask) -> str:
    """The record of the domain itself, or that of the domain above it."""
    for name in (domain, domain.partition(".")[2]):
        found = [record for record in await ask(f"_dmarc.{name}") if record.lower().startswith("v=dmarc1")]
        if found:
            policy = "".join(found[0].lower().split())
            return f"DMARC of {name} only watches (p=none): choose quarantine or reject" if "p=none" in policy else ""
        if name.count(".") < 2:
            break
    return f'publish DMARC: a TXT record at _dmarc.{domain} such as "v=DMARC1; p=quarantine"'
