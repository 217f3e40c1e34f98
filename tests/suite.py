"""All that CI runs, in two lanes that suit two cores, then the browser: `python -m tests.suite [python] [frontend] [e2e]`.

`bootstrap.py test` installs what this needs and calls it; `check` is the quick part alone. Every step runs even when an
earlier one failed, so that one run tells everything; the exit status is 1 when any failed.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FRONTEND = ROOT / "frontend"
BIN = ROOT / ".venv" / "bin"
STEP_SECONDS = 2400
LINES_WHEN_WELL = 4


@dataclass(frozen=True)
class Step:
    """One command with a name."""

    name: str
    folder: Path
    command: Sequence[str]


@dataclass
class Run:
    """The steps that failed so far, and when it all began."""

    begun: float = field(default_factory=time.monotonic)
    failed: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def perform(self, steps: Sequence[Step]) -> None:
        """Run steps one after the other; print each with its time, in full when it fails."""
        for step in steps:
            begun = time.monotonic()
            well, text = execute(step)
            lines = text.rstrip().splitlines()
            self.report(step.name, well, time.monotonic() - begun, lines[-LINES_WHEN_WELL:] if well else lines)

    def report(self, name: str, well: bool, seconds: float, lines: Sequence[str]) -> None:
        """Print what came of a step, whole, never mixed with another lane's."""
        with self.lock:
            if not well:
                self.failed.append(name)
            at = time.monotonic() - self.begun
            print(
                f"[{at:6.1f} s] {name}: {'ok' if well else 'FAILED'} in {seconds:.1f} s", *lines, sep="\n", flush=True
            )


def execute(step: Step) -> tuple[bool, str]:
    """Run one command; returns whether it went well and what it printed."""
    try:
        done = subprocess.run(
            step.command,
            cwd=step.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=STEP_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False, f"still running after {STEP_SECONDS} s: ended"
    return done.returncode == 0, done.stdout


def npm(name: str, script: str) -> Step:
    """A script of the frontend's package.json."""
    return Step(name, FRONTEND, ["npm", "run", "--silent", script])


PYTHON_CHECKS = [
    Step("ruff check", ROOT, [str(BIN / "ruff"), "check", "."]),
    Step("ruff format", ROOT, [str(BIN / "ruff"), "format", "--check", "."]),
    Step("import contracts", ROOT, [str(BIN / "lint-imports")]),
    Step("mypy", ROOT, [str(BIN / "mypy")]),
]
FRONTEND_CHECKS = [npm("biome", "check"), npm("tsc", "tsc"), npm("dependency-cruiser", "deps")]
LANES = {
    "python": [*PYTHON_CHECKS, Step("pytest", ROOT, [sys.executable, "-m", "pytest", "-q", "-n", "2"])],
    "frontend": [*FRONTEND_CHECKS, npm("vitest", "test"), npm("bundle budget", "budget")],
}
QUICK = [PYTHON_CHECKS, FRONTEND_CHECKS]
BROWSER = [npm("browser tests", "e2e")]


def main(parts: Sequence[str]) -> int:
    """Run the named parts (all of them when none is named); returns the exit status."""
    unknown = set(parts) - {"python", "frontend", "e2e", "check"}
    if unknown:
        print(f"Unknown part: {', '.join(sorted(unknown))}. There are python, frontend, e2e and check.")
        return 2
    wanted = set(parts) or {*LANES, "e2e"}
    run = Run()
    lanes = QUICK if "check" in wanted else [LANES[name] for name in LANES if name in wanted]
    with ThreadPoolExecutor(2) as pool:
        for lane in [pool.submit(run.perform, lane) for lane in lanes]:
            lane.result()
    if "e2e" in wanted:
        run.perform(BROWSER)
    print("FAILED: " + ", ".join(run.failed) if run.failed else "all is well", flush=True)
    return 1 if run.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
