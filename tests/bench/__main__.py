"""`make bench`: ratios to the floor over a large provider, then the long versions of the fault and race tests."""

import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.measuring import Ratio, compare
from tests.bench.seed import STAFFED_COURSE, seed
from tests.databases import clone, make_template, private_server
from tests.servers import serving

COMPARED = (
    ("page of 50 courses", "/api/v1/courses?limit=50", "/api/v1/courses", 2.5),
    ("page of 50 candidates", f"/api/v1/courses/{STAFFED_COURSE}/staffing?limit=50", "/api/v1/candidates", 3.0),
    ("page of 50 trainees", "/api/v1/trainees?limit=50", "/api/v1/trainees", 3.0),
)


def main() -> int:
    """Print a line per measurement; `--ratios` leaves the slow suite out."""
    ratios = _measure()
    print(f"{'':24}{'ours':>10}{'floor':>10}{'ratio':>8}{'goal':>8}")
    for each in ratios:
        print(f"{each.name:24}{each.ours_ms:>7.2f} ms{each.floor_ms:>7.2f} ms{each.ratio:>8.2f}{each.goal:>8.1f}")
    if "--ratios" in sys.argv[1:]:
        return 0
    return subprocess.run([sys.executable, "-m", "pytest", "-q", "-m", "slow", "tests"], check=False).returncode


def _measure() -> list[Ratio]:
    with private_server() as server, tempfile.TemporaryDirectory() as folder:
        make_template(server)
        database = asyncio.run(clone(server))
        asyncio.run(seed(database.admin_url))
        with (
            serving("api.main:create_app", database, Path(folder)) as ours,
            serving("tests.bench.floor:create_floor", database, Path(folder)) as floor,
        ):
            return [compare(name, (ours, own), (floor, bare), goal) for name, own, bare, goal in COMPARED]


if __name__ == "__main__":
    raise SystemExit(main())
