"""The provider's own settings: details, house style, and what counts as busy."""

from tests.factories.sample_files import EXECUTABLE, PDF, png
from tests.portal import Portal


async def test_a_logo_is_kept_and_can_be_read_by_every_user(portal: Portal) -> None:
    """R-ACC-01: the logo is a file of the provider, replaced as a whole, and gone when it is taken away."""
    provider = await portal.provider()
    admin, viewer = await portal.login(provider, "admin"), await portal.login(provider, "viewer")
    put = await admin.put("/api/v1/provider/logo", files={"file": ("logo.png", png(), "image/png")})
    assert put.status_code == 200, put.text
    file_id = (await viewer.get("/api/v1/provider")).json()["logoFileId"]
    image = await viewer.get(f"/api/v1/files/{file_id}")
    assert (image.headers["content-type"], image.content) == ("image/png", png())
    assert (await admin.delete("/api/v1/provider/logo")).status_code == 204
    assert (await viewer.get("/api/v1/provider")).json()["logoFileId"] is None


async def test_a_logo_is_an_image_by_its_content(portal: Portal) -> None:
    """R-ACC-01: what only calls itself an image is refused, and the former logo stays."""
    admin = await portal.login(await portal.provider(), "admin")
    await admin.put("/api/v1/provider/logo", files={"file": ("logo.png", png(), "image/png")})
    kept = (await admin.get("/api/v1/provider")).json()["logoFileId"]
    for content in (PDF, EXECUTABLE):
        answer = await admin.put("/api/v1/provider/logo", files={"file": ("logo.png", content, "image/png")})
        assert (answer.status_code, answer.json()["code"]) == (415, "file_type_not_allowed")
    assert (await admin.get("/api/v1/provider")).json()["logoFileId"] == kept


async def test_only_an_administrator_changes_the_settings(portal: Portal) -> None:
    """R-ACC-01: a planner reads them; what counts as busy is one of them (R-CRS-05)."""
    provider = await portal.provider()
    admin, planner = await portal.login(provider, "admin"), await portal.login(provider, "planner")
    change = {"busyRule": "overlap", "travelMarginMinutes": 45}
    headers = {"If-Match": (await planner.get("/api/v1/provider")).headers["etag"]}
    assert (await planner.patch("/api/v1/provider", json=change, headers=headers)).status_code == 403
    assert (await admin.patch("/api/v1/provider", json=change, headers=headers)).status_code == 200
    seen = (await planner.get("/api/v1/provider")).json()
    assert (seen["busyRule"], seen["travelMarginMinutes"]) == ("overlap", 45)
