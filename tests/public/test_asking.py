"""Asking for the link to one's own page: neither words, nor time, nor how often tells which addresses are known."""

from starlette.types import Message

from app.visiting.links import PATH
from tests.portal import Portal
from tests.public.test_own_pages import make_world


async def test_the_answer_comes_before_the_address_is_looked_up(portal: Portal) -> None:
    """R-ACC-04: drawing a mail takes its time, which would tell that the address is known."""
    world = await make_world(portal)
    body = b"email=" + str(world.contact.email).replace("@", "%40").encode()
    written: list[int] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body" and not message.get("more_body"):
            written.append(len(await world.mails("visitor-link")))

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "path": PATH,
        "raw_path": PATH.encode(), "root_path": "", "scheme": "http", "query_string": b"", "headers": [],
        "client": ("127.0.0.1", 1), "server": ("portal.test", 80),
    }  # fmt: skip
    await portal.application(scope, receive, send)
    assert (written, len(await world.mails("visitor-link"))) == ([0], 1)


async def test_asking_is_braked(portal: Portal) -> None:
    """R-ACC-04: whoever tries addresses by the hundred is held up, the one who has a page is not mailed for ever."""
    visitor = portal.anonymous()
    asked = [
        (await visitor.post(PATH, data={"email": f"wie{number}@weet.example"})).status_code for number in range(51)
    ]
    assert asked == [303] * 50 + [429]
    assert "kwartier" in (await visitor.post(PATH, data={"email": "wie@weet.example"})).text
    portal.clock.advance(minutes=16)
    assert (await visitor.post(PATH, data={"email": "wie@weet.example"})).status_code == 303
