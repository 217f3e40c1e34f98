"""What `cbot doctor` says about the domain of the portal's own address."""

from app.mail.asking_dns import Ask
from app.mail.domain_records import Finding, dkim, dmarc, spf


async def advise(domain: str, dkim_selector: str, ask: Ask) -> list[str]:
    """What is missing or weak, each with what to publish; nothing when the domain is in order."""
    findings = (await spf(domain, ask), await dkim(domain, dkim_selector, ask), await dmarc(domain, ask))
    return [_words(each, domain, dkim_selector) for each in findings if each.problem or each.state != "found"]


def _words(finding: Finding, domain: str, selector: str) -> str:
    key = f"{selector}._domainkey.{domain}"
    return {
        ("spf", ""): f'publish SPF: a TXT record at {domain} such as "v=spf1 include:<your relay> -all"',
        ("spf", "several"): f"{domain} has several SPF records, which counts as none: join them into one",
        ("spf", "open_to_all"): f"the SPF record of {domain} lets everybody send: end it in -all or ~all",
        ("dkim", ""): f"publish the DKIM key of your relay at {key}",
        ("dkim", "no_selector"): "name the DKIM key in CBOT_DKIM_SELECTOR, so that it can be looked up",
        ("dkim", "withdrawn"): f"the DKIM key at {key} is withdrawn",
        ("dmarc", ""): f'publish DMARC: a TXT record at _dmarc.{domain} such as "v=DMARC1; p=quarantine"',
        ("dmarc", "only_watches"): f"DMARC of {domain} only watches (p=none): choose quarantine or reject",
    }[finding.kind, finding.problem]
