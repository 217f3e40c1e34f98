"""Files that mails carry, over HTTP."""

from typing import Any

import pytest

from tests.api.mailing_stage import mailing_stage
from tests.app.templates.documents import document, paragraph, text
from tests.factories.sample_files import png
from tests.portal import Portal

LIMIT = 2_097_152


async def test_an_attachment_is_kept_up_to_the_limit(portal: Portal) -> None:
    """R-INV-06: 2,097,152 bytes pass, one more gets 413 before anything is stored or sent."""
    stage = await mailing_stage(portal)
    answers = {}
    for size in (LIMIT, LIMIT + 1, 4 * LIMIT):
        answers[size] = await stage.planner.post("/api/v1/attachments", files={"file": ("a.txt", b"a" * size)})
    assert answers[LIMIT].status_code == 201
    assert answers[LIMIT].json()["size"] == LIMIT
    for size in (LIMIT + 1, 4 * LIMIT):
        assert (answers[size].status_code, answers[size].json()["code"]) == (413, "attachment_too_large")
        assert answers[size].json()["params"] == {"limit": LIMIT}
    sent = await stage.send(attachmentIds=[answers[LIMIT].json()["id"]])
    assert sent.status_code == 201


async def test_an_endless_upload_without_a_length_is_cut_off(portal: Portal) -> None:
    """R-INV-06: whatever the client declares, reading stops at the limit."""
    stage = await mailing_stage(portal, trainees=1)
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'

    async def body() -> Any:
        yield head
        for _ in range(40):
            yield b"a" * 1024 * 1024

    answer = await stage.planner.post(
        "/api/v1/attachments", content=body(), headers={"Content-Type": "multipart/form-data; boundary=b"}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "attachment_too_large")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.pdf", b"MZ\x90\x00" + b"\x00" * 200),
        ("page.html", b"<html><script>1</script>"),
        ("x.exe", b"\x7fELF\x02\x01\x01"),
    ],
)
async def test_executables_and_pages_are_refused_by_content(portal: Portal, name: str, content: bytes) -> None:
    """R-INV-06: the type is judged by content, whatever the name says."""
    stage = await mailing_stage(portal, trainees=1)
    answer = await stage.planner.post("/api/v1/attachments", files={"file": (name, content)})
    assert (answer.status_code, answer.json()["code"]) == (415, "file_type_not_allowed")
    missing = await stage.planner.post("/api/v1/attachments", data={"x": "y"})
    assert (missing.status_code, missing.json()["errors"][0]["pointer"]) == (400, "/file")


async def test_a_picture_in_the_words_travels_with_the_mail(portal: Portal) -> None:
    """R-INV-01: an image is one of the provider's own files; another kind of file is refused as an image."""
    stage = await mailing_stage(portal, trainees=1)
    made = [
        (await stage.planner.post("/api/v1/attachments", files={"file": file})).json()["id"]
        for file in (("kaart.png", png()), ("route.txt", b"links"))
    ]
    pictured, mistaken = (
        document({"type": "image", "attrs": {"fileId": file_id, "alt": "Kaart"}}, paragraph(text("Tot dan")))
        for file_id in made
    )
    refused = await stage.send(body=mistaken)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, "not_an_image")
    await stage.send(body=pictured)
    (mail,) = await stage.mails()
    shown = (await stage.planner.get(f"/api/v1/mails/{mail.id}")).json()
    assert f'src="cid:{made[0]}@file.c-bot"' in shown["html"]
    assert "[Kaart]" in shown["text"]
    assert [each["id"] for each in shown["attachments"]] == [made[0]]
