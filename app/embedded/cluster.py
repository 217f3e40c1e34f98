"""Makes the private PostgreSQL's data folder, and finds out as whom and from where its programs run."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.embedded.binaries import Installation, copy_binaries, find_binaries
from app.embedded.errors import DatabaseStartError
from app.embedded.identity import Identity, choose_identity, require_own

SUPERUSER = "postgres"
LONGEST_SOCKET_FOLDER = 90
LARGEST_LOG = 10 * 1024 * 1024
RELOCATED = Path("/var/lib/cbot")
MAKE_SECONDS = 120.0


@dataclass(frozen=True)
class Cluster:
    """Where a cluster lives and how its programs are started."""

    home: Path
    installation: Installation
    identity: Identity
    socket_dir: Path

    @property
    def folder(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.home / "postgres"

    @property
    def pid_file(self) -> Path:
        """Where a running server keeps its process id and state."""
        return self.folder / "postmaster.pid"

    @property
    def log_file(self) -> Path:
        """What the server says; kept to one former file of limited size."""
        return self.home / "postgres.log"

    def launch(self, program: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
        """Start one of PostgreSQL's programs, writing to the log."""
        with self.log_file.open("ab") as log:
            return self.identity.popen([self.installation.prefix / "bin" / program, *arguments], log.fileno())

    def failure(self, what: str) -> DatabaseStartError:
        """The error that says what went wrong, with the last lines of the log."""
        tail = self.log_file.read_text(encoding="utf-8", errors="replace").splitlines()[-12:]
        return DatabaseStartError("\n".join([what, f"Last lines of {self.log_file}:", *tail]))


def prepare_cluster(data_dir: Path) -> Cluster:
    """Return the cluster of `data_dir`, made if it is not there; raises an EmbeddedError."""
    data_dir.mkdir(parents=True, exist_ok=True)
    require_own(data_dir / "postgres")
    cluster = _place(data_dir, find_binaries())
    if cluster.log_file.exists() and cluster.log_file.stat().st_size > LARGEST_LOG:
        cluster.log_file.replace(cluster.log_file.with_suffix(".log.1"))
    if not (cluster.folder / "PG_VERSION").exists():
        _initialise(cluster)
    cluster.identity.take_over(cluster.folder)
    cluster.identity.take_over(cluster.socket_dir)
    return cluster


def _place(data_dir: Path, installation: Installation) -> Cluster:
    identity = choose_identity(data_dir, installation.prefix)
    if identity is not None:
        return Cluster(data_dir, installation, identity, _socket_folder(data_dir))
    return _relocate(data_dir, installation)


def _relocate(data_dir: Path, installation: Installation) -> Cluster:
    """As root below a folder that no other account may enter: keep the cluster where one may, with a link to it."""
    home = RELOCATED / hashlib.sha256(str(data_dir).encode()).hexdigest()[:12]
    home.mkdir(parents=True, exist_ok=True)
    installation = copy_binaries(installation, RELOCATED)
    identity = choose_identity(home, installation.prefix)
    if identity is None:
        raise DatabaseStartError(
            f"PostgreSQL cannot run as root, and no other account can enter {data_dir} or {home}. "
            "Run as an ordinary user, or name a server in DATABASE_URL."
        )
    with suppress(FileExistsError):
        (data_dir / "postgres").symlink_to(home / "postgres")
    return Cluster(home, installation, identity, _socket_folder(home))


def _socket_folder(home: Path) -> Path:
    """A folder that only we enter; a socket's path may be about 100 characters, so deep data folders get a short one."""
    folder = home / "socket"
    if len(str(folder)) > LONGEST_SOCKET_FOLDER:
        digest = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"cbot-{os.geteuid()}-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or os.geteuid() not in (0, folder.stat().st_uid):
        raise DatabaseStartError(f"{folder} belongs to another user; remove it or set CBOT_DATA_DIR to a shorter path.")
    folder.chmod(0o700)
    return folder


def _initialise(cluster: Cluster) -> None:
    """Make the cluster under another name first, so that one that was interrupted is never taken for a whole one."""
    unfinished = cluster.home / "postgres.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    cluster.identity.take_over(unfinished)
    options = ("-D", unfinished, "-U", SUPERUSER, "-E", "UTF8", "--auth=trust", "--no-sync", "--no-instructions")
    status = cluster.launch("initdb", *options, *_locale(cluster.installation)).wait(timeout=MAKE_SECONDS)
    if status != 0:
        raise cluster.failure("The database could not be made.")
    unfinished.rename(cluster.folder)


def _locale(installation: Installation) -> tuple[str, ...]:
    """The builtin provider (17 and newer) sorts alike on every machine; older servers take C with UTF-8 letters."""
    if installation.major >= 17:
        return ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    return ("--locale=C.UTF-8",)
