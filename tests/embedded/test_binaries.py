"""Where PostgreSQL's programs are found."""

import json
from pathlib import Path

import pytest

from app.embedded.binaries import find_binaries, npm_platform, repair_symlinks
from app.embedded.errors import BinariesMissingError


def install(prefix: Path) -> Path:
    """Make something that looks like an installation."""
    (prefix / "bin").mkdir(parents=True)
    (prefix / "bin" / "postgres").touch()
    return prefix


def test_the_npm_package_comes_first(tmp_path: Path) -> None:
    """The version that we ship is preferred to what happens to be installed."""
    packaged = install(tmp_path / "npm" / npm_platform() / "native")
    install(tmp_path / "debian" / "17")
    assert find_binaries(tmp_path / "npm", tmp_path / "debian").prefix == packaged


def test_the_newest_installed_server_is_taken(tmp_path: Path) -> None:
    """Versions are compared as numbers, and too old ones are passed over."""
    for version in ("9", "15", "16"):
        install(tmp_path / version)
    found = find_binaries(tmp_path / "npm", tmp_path)
    assert (found.prefix.name, found.major) == ("16", 16)


def test_without_any_the_message_says_what_to_do(tmp_path: Path) -> None:
    """An old server alone is none."""
    install(tmp_path / "9")
    with pytest.raises(BinariesMissingError, match="DATABASE_URL"):
        find_binaries(tmp_path / "npm", tmp_path)


def test_links_that_npm_left_out_are_made(tmp_path: Path) -> None:
    """npm may be forbidden to run install scripts; the libraries' short names are then missing."""
    native = tmp_path / "native"
    (native / "lib").mkdir(parents=True)
    (native / "lib" / "libx.so.1.2").write_text("library")
    entry = {"source": "native/lib/libx.so.1.2", "target": "native/lib/libx.so.1"}
    (native / "pg-symlinks.json").write_text(json.dumps([entry]))
    repair_symlinks(native)
    repair_symlinks(native)
    assert (native / "lib" / "libx.so.1").read_text() == "library"
