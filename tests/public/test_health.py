"""What whoever watches the portal can ask without logging in."""

from tests.portal import Portal


async def test_the_portal_says_that_it_lives_and_can_serve(portal: Portal) -> None:
    """R-MAIL-02: nothing about any provider."""
    assert (await portal.anonymous().get("/healthz")).json() == {"status": "ok"}
    assert (await portal.anonymous().get("/readyz")).json() == {"status": "ready"}


async def test_the_figures_of_the_outbox_are_told(portal: Portal) -> None:
    """R-MAIL-02: a mail that waits too long, or failed, shows without looking into any provider."""
    figures = (await portal.anonymous().get("/metrics")).text
    for name in ("due", "oldest_due_seconds", "uncertain", "failed_today"):
        assert f"cbot_outbox_{name} 0.0" in figures
