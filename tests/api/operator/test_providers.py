"""The operator's desk."""

from tests.portal import Portal


async def test_the_operator_sees_providers_from_the_outside(portal: Portal) -> None:
    """R-MOD-01: per provider which modules are on, and nothing of what is in them."""
    await portal.provider(name="Alfa", modules=("staffing",))
    await portal.provider(name="Beta", institute=False, modules=())
    operator = await portal.login(None)
    rows = (await operator.get("/api/v1/operator/providers")).json()["items"]
    assert [(row["name"], row["modules"]) for row in rows] == [
        ("Alfa", ["core", "staffing"]),
        ("Beta", ["core", "external_courses"]),
    ]


async def test_nobody_else_comes_in(portal: Portal) -> None:
    """R-MOD-01: not even a provider's administrator."""
    admin = await portal.login(await portal.provider(), "admin")
    assert (await admin.get("/api/v1/operator/providers")).status_code == 403


async def test_the_operator_stands_outside_the_providers(portal: Portal) -> None:
    """R-MOD-01: an operator has no way into a provider's data."""
    await portal.provider()
    operator = await portal.login(None)
    assert (await operator.get("/api/v1/locations")).status_code == 403
    assert (await operator.get("/api/v1/session")).json()["role"] == "operator"
