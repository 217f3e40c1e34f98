"""What a start refuses, and what it makes once."""

import socket
from pathlib import Path

import pytest

from app.cli.portal import only_portal_on
from app.cli.processes import PortTakenError, reserve_port
from app.cli.secret_file import demo_password, signing_keys, write_private
from app.core.signing import KeyRing
from app.embedded.errors import DataDirectoryInUseError


def test_the_signing_secret_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    """R-STF-04: links that were mailed before a restart still verify after it."""
    first = signing_keys(tmp_path / "var")
    assert signing_keys(tmp_path / "var") == first
    assert KeyRing.parse(first).secrets
    assert (tmp_path / "var" / "secret").stat().st_mode & 0o777 == 0o600


def test_the_demo_password_belongs_to_the_installation() -> None:
    """R-ACC-02: the same at every start, another elsewhere."""
    assert demo_password("one") == demo_password("one")
    assert demo_password("one") != demo_password("other")


def test_a_private_file_is_replaced_whole(tmp_path: Path) -> None:
    """R-ACC-02: `demo.json` is mode 0600, also when it stood open before."""
    path = tmp_path / "demo.json"
    path.write_text("old")
    path.chmod(0o644)
    write_private(path, "new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o600


def test_one_portal_per_data_folder(tmp_path: Path) -> None:
    """A second one is refused with a sentence; once the first has ended, the folder is free."""
    with (
        only_portal_on(tmp_path),
        pytest.raises(DataDirectoryInUseError, match="CBOT_DATA_DIR"),
        only_portal_on(tmp_path),
    ):
        pass
    with only_portal_on(tmp_path):
        pass


def test_a_port_that_is_taken_is_named() -> None:
    """The message says which address, and how to choose another."""
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(PortTakenError, match="PORT"):
        reserve_port("127.0.0.1", taken.getsockname()[1])
