"""Files as answers have a type that the document names."""

import pytest

from tests.portal import Portal


@pytest.mark.parametrize("path", ["/api/v1/certification-item-exports", "/api/v1/course-exports"])
async def test_the_document_names_the_type_of_each_kind_of_list(portal: Portal, path: str) -> None:
    """R-ACC-01: a client knows before asking what kind of file may come."""
    client = await portal.login(await portal.provider())
    documented = portal.application.openapi()["paths"][path]["get"]["responses"]["200"]["content"]
    for kind in ("xlsx", "csv"):
        answer = await client.get(path, params={"format": kind})
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].partition(";")[0] in documented
