"""The signing secret of a portal that nobody configured: made once, kept in the data folder."""

import base64
import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

NAME = "secret"
DEMO_PASSWORD_LENGTH = 12


def signing_keys(data_dir: Path) -> str:
    """The value for CBOT_SECRET_KEYS from `data_dir/secret`, which is made (mode 0600) when it is not there."""
    path = data_dir / NAME
    with suppress(FileNotFoundError):
        return path.read_text(encoding="ascii").strip()
    data_dir.mkdir(parents=True, exist_ok=True)
    line = f"local:{base64.b64encode(secrets.token_bytes(32)).decode()}"
    write_private(path, line + "\n")
    return line


def demo_password(keys: str) -> str:
    """The password of the demo's users: the same at every start of this installation, another in each one."""
    mixed = hmac.new(keys.encode(), b"demo password", hashlib.sha256).digest()
    return base64.b32encode(mixed).decode().lower()[:DEMO_PASSWORD_LENGTH]


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
