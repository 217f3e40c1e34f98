"""Signatures, checked with the published client of Standard Webhooks and with the example of our own reference."""

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from api.webhook_reference import VERIFYING, example_of
from app.webhooks.event_types import MEANINGS, PING, EventType
from app.webhooks.signing import make_secret, signed_headers

BODY = '{"naam":"Zoë"}'.encode()


def test_the_published_client_accepts_ours_and_nothing_else() -> None:
    """R-ACC-01: over id, time and the exact bytes."""
    secret, now = make_secret(), datetime.now(UTC)
    headers = signed_headers("evt_1", BODY, [secret], now=now)
    Webhook(secret).verify(BODY, headers)
    for forged in (BODY + b" ", BODY.replace(b"Zo", b"ZO")):
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(forged, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(BODY, {**headers, "webhook-id": "evt_2"})
    with pytest.raises(WebhookVerificationError):
        Webhook(make_secret()).verify(BODY, headers)


def test_during_a_rotation_either_secret_verifies() -> None:
    """R-ACC-01: two signatures, so that receivers can change over without a gap."""
    new, former = make_secret(), make_secret()
    headers = signed_headers("evt_1", BODY, [new, former], now=datetime.now(UTC))
    for secret in (new, former):
        Webhook(secret).verify(BODY, headers)


def test_secrets_are_long_and_never_the_same() -> None:
    """R-ACC-01: 256 bits, in the form that the libraries expect."""
    secrets = {make_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert all(re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", secret) for secret in secrets)


def test_the_examples_of_the_reference_verify(tmp_path: Path) -> None:
    """R-ACC-01: what integrators copy from the reference works: the lines of Python, and those of the shell."""
    secret = make_secret()
    headers = signed_headers("evt_1", BODY, [make_secret(), secret], now=datetime.now(UTC))
    python, shell = re.findall(r"```\w+\n(.*?)```", VERIFYING, re.DOTALL)
    scope: dict[str, object] = {}
    exec(python, scope)
    is_ours = scope["is_ours"]
    assert callable(is_ours)
    assert is_ours(secret, headers, BODY)
    assert not is_ours(secret, headers, BODY + b"!")
    assert not is_ours(secret, {**headers, "webhook-timestamp": "1000000000"}, BODY)
    (tmp_path / "body.json").write_bytes(BODY)
    names = {"ID": "webhook-id", "TIME": "webhook-timestamp", "SIGNATURE": "webhook-signature"}
    told = {name: headers[header] for name, header in names.items()} | {"SECRET": secret, "PATH": "/usr/bin:/bin"}
    ran = subprocess.run(["/bin/sh", "-c", shell], cwd=tmp_path, env=told, capture_output=True, text=True, check=True)
    assert f"v1,{ran.stdout.strip()}" in headers["webhook-signature"].split()


def test_every_type_is_explained_with_an_example() -> None:
    """R-ACC-01: the reference leaves none out, and an example holds ids and a link only."""
    assert set(MEANINGS) == {*map(str, EventType), PING}
    for name in MEANINGS:
        example = example_of(name)
        assert example["type"] == name
        assert example["data"]["href"].startswith("https://portal.example/api/v1/")
        assert all(key == "href" or key.endswith(("Id", "Ids")) for key in example["data"]), example
