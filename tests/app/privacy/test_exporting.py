"""Everything that is kept of a trainee as one file."""

from app.files.lists.xlsx import read_sheets
from app.merging.references import references_to
from app.privacy.sheets import PARTS
from tests.app.privacy.life import MARKERS, live
from tests.portal import Portal

BY_IDS_ONLY = {"invitation", "certificate_delivery"}


async def test_all_that_is_kept_of_him_is_in_the_workbook(portal: Portal) -> None:
    """R-ACC-04: every sheet has rows of his, the former name included, and nobody else's address; the log tells of it."""
    life = await live(portal)
    answer = await life.admin.post(f"/api/v1/trainees/{life.ids['him']}/exports", headers={"Idempotency-Key": "uit"})
    assert answer.status_code == 200, answer.text
    assert "Zonderlingh.xlsx" in answer.headers["content-disposition"]
    sheets = {
        table.sheet: "\n".join(" | ".join(row.cells) for row in table.rows).lower()
        for table in read_sheets(answer.content)
    }
    assert list(sheets) == [part.title[0] for part in PARTS]
    empty = [name for name, text in sheets.items() if "\n" not in text]
    assert empty == []
    whole = "\n".join(sheets.values())
    assert [marker for marker in MARKERS if marker not in whole] == []
    assert "els@bakker.example" not in whole
    log = (await life.everything())["audit_event"]
    assert "trainee.exported" in log
    assert "uit," not in (await life.everything())["idempotency_record"], "the file would be kept a second time"


def test_every_table_that_refers_to_trainees_has_a_sheet() -> None:
    """R-ACC-04: who adds such a table says here what of it a person gets."""
    told = {table for part in PARTS for table in part.tables}
    assert {reference.table.name for reference in references_to("trainee")} <= told


async def test_only_an_administrator_takes_it_out(portal: Portal) -> None:
    """R-ACC-04: a planner may not, nor anybody of another provider."""
    provider = await portal.provider()
    admin, planner = await portal.login(provider, "admin"), await portal.login(provider, "planner")
    made = await admin.post("/api/v1/trainees", json={"givenName": "Jan", "familyName": "Vis"})
    url = f"/api/v1/trainees/{made.json()['id']}/exports"
    assert (await planner.post(url)).status_code == 403
    stranger = await portal.login(await portal.provider(), "admin")
    assert (await stranger.post(url)).status_code == 404
    assert (await admin.post(url, headers={"Accept-Language": "en"})).status_code == 200
