"""Long-running work over the API: who sees what came of it."""

from typing import Any

import pytest
from httpx import AsyncClient

from api.v1.jobs import AREAS
from app.core.identifiers import new_id
from app.core.jobs.models import BackgroundJob
from app.worker.jobs import JOBS
from tests.factories.tenants import act_for
from tests.portal import Portal

FILE = {"fileId": str(new_id()), "name": "certificaten.zip"}


async def make_jobs(portal: Portal, *kinds: str) -> tuple[AsyncClient, dict[str, str]]:
    """A provider's administrator, and a job of each kind: its id by kind."""
    provider = await portal.provider()
    values: dict[str, Any] = {"provider_id": provider.id, "subject_type": "x", "payload": {}, "result": FILE}
    jobs = [BackgroundJob(id=new_id(), kind=each, created_at=portal.clock.now(), **values) for each in kinds]
    async with portal.writing() as session:
        await act_for(session, provider.id)
        session.add_all(jobs)
    return await portal.login(provider, "admin"), {each.kind: str(each.id) for each in jobs}


async def key_with(portal: Portal, admin: AsyncClient, *scopes: str) -> AsyncClient:
    """A client with an API key of these scopes."""
    made = await admin.post("/api/v1/api-keys", json={"name": "Koppeling", "scopes": list(scopes)})
    return portal.anonymous(Authorization=f"Bearer {made.json()['key']}")


async def test_a_key_sees_only_jobs_about_what_it_may_read(portal: Portal) -> None:
    """R-ACC-01: else the zip of all certificates lies open to a key for courses alone."""
    admin, ids = await make_jobs(portal, "course_export", "certificate_archive", "mailing")
    integrator = await key_with(portal, admin, "courses:read", "courses:write")
    assert [each["kind"] for each in (await integrator.get("/api/v1/jobs")).json()["items"]] == ["course_export"]
    refused = await integrator.get(f"/api/v1/jobs/{ids['certificate_archive']}")
    assert (refused.status_code, refused.json()["params"]) == (403, {"permission": "certificates:read"})
    assert (await integrator.get(f"/api/v1/jobs/{ids['course_export']}")).json()["result"] == FILE
    assert (await integrator.post(f"/api/v1/jobs/{ids['mailing']}/cancellation")).status_code == 403
    assert (await integrator.post(f"/api/v1/jobs/{ids['course_export']}/cancellation")).status_code == 200
    assert len((await admin.get("/api/v1/jobs")).json()["items"]) == 3


@pytest.mark.parametrize("kind", sorted(JOBS))
def test_every_kind_of_job_belongs_to_an_area(kind: str) -> None:
    """R-ACC-01: a new kind says who may see its results."""
    assert kind in AREAS
