"""`make bench`: ratios to the floor over a large provider, then the long versions of the fault and race tests."""

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from app.embedded.postgres import EmbeddedPostgres
from tests.bench.compared import COMPARED, Compared
from tests.bench.mail_load import GOAL, MailLoad, measure_mail
from tests.bench.measuring import Ratio, Side, compare
from tests.bench.seed import seed
from tests.databases import clone, make_template, private_server
from tests.servers import serving


def main() -> int:
    """Print a line per measurement, or per one that is named; `--ratios` leaves the slow suite out, `--mail` all but the mail."""
    if "--mail" in sys.argv[1:]:
        return _mail()
    named = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    ratios = _measure([each for each in COMPARED if not named or any(part in each.name for part in named)])
    print(f"{'':24}{'ours':>10}{'floor':>10}{'ratio':>8}{'goal':>8}")
    for each in ratios:
        print(f"{each.name:24}{each.ours_ms:>7.2f} ms{each.floor_ms:>7.2f} ms{each.ratio:>8.2f}{each.goal:>8.1f}")
    behind = 0 if named else _mail()
    if "--ratios" in sys.argv[1:]:
        return behind
    return subprocess.run([sys.executable, "-m", "pytest", "-q", "-m", "slow", "tests"], check=False).returncode


def _mail() -> int:
    with private_server(fsync=True) as server:
        make_template(server)
        load = asyncio.run(_measured(server))
    print("\n".join(load.lines()))
    return int(load.ratio < GOAL)


async def _measured(server: EmbeddedPostgres) -> MailLoad:
    return await measure_mail(await clone(server))


def _measure(compared: Sequence[Compared]) -> list[Ratio]:
    with private_server() as server, tempfile.TemporaryDirectory() as folder:
        make_template(server)
        database = asyncio.run(clone(server))
        asyncio.run(seed(database.admin_url))
        with (
            serving("tests.bench.ours:create_ours", database, Path(folder)) as ours,
            serving("tests.bench.floor:create_floor", database, Path(folder)) as floor,
        ):
            return [
                compare(
                    each.name,
                    Side(ours, each.path, each.body),
                    Side(floor, each.floor, each.floor_body or each.body),
                    each.goal,
                )
                for each in compared
            ]


if __name__ == "__main__":
    raise SystemExit(main())
