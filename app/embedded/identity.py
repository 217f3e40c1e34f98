"""As whom the private PostgreSQL runs: it refuses to be root, and must reach its data and its programs."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.embedded.errors import DatabaseStartError
from app.embedded.shim import ORDINARY_ID

SHIM = Path(__file__).with_name("shim.py")


@dataclass(frozen=True)
class Identity:
    """How to start a program so that PostgreSQL accepts its user."""

    mode: Literal["plain", "namespace", "nobody"]

    def popen(self, command: Sequence[str | Path], output: int) -> subprocess.Popen[bytes]:
        """Start a command under this identity, tied to our life.

        It gets its own session, so that Ctrl-C reaches us first; what it prints goes to the descriptor.
        """
        shim = [sys.executable, "-I", "-S", str(SHIM), self.mode, str(os.getpid())]
        return subprocess.Popen(
            [*shim, *(str(part) for part in command)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            env=_environment(),
            start_new_session=True,
        )

    def can_enter(self, *paths: Path) -> bool:
        """Whether a program under this identity reaches all the paths."""
        return self.popen(["--probe", *paths], subprocess.DEVNULL).wait(timeout=20) == 0

    def take_over(self, folder: Path) -> None:
        """Make a folder and all in it ours under this identity, in case it was used under another one before."""
        if os.geteuid() != 0:
            return
        user, group = (ORDINARY_ID, ORDINARY_ID) if self.mode == "nobody" else (0, os.getegid())
        target = folder.resolve()
        if target.stat().st_uid == user:
            return
        for path in [target, *target.rglob("*")]:
            os.chown(path, user, group, follow_symlinks=False)


def choose_identity(*paths: Path) -> Identity | None:
    """Pick the first identity that reaches all paths (the data's parent, the programs); None when all of root's fail."""
    if os.geteuid() != 0:
        return Identity("plain")
    candidates = (Identity("namespace"), Identity("nobody"))
    return next((identity for identity in candidates if identity.can_enter(*paths)), None)


def require_own(folder: Path) -> None:
    """Raise DatabaseStartError when an ordinary user finds data that somebody else made."""
    if folder.exists() and os.geteuid() not in (0, folder.stat().st_uid):
        raise DatabaseStartError(
            f"{folder} belongs to another user ({folder.stat().st_uid}). Run as that user, or set CBOT_DATA_DIR to another folder."
        )


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "TZDIR", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}
