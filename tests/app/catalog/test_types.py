"""Course types: the provider's own words are remembered."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.repository import list_types
from app.catalog.types import remember_external_type
from app.core.pagination import Page
from tests.databases import as_owner
from tests.factories.instructors import make_certified_type
from tests.factories.tenants import make_provider


async def test_a_name_is_known_again_however_it_is_written(session: AsyncSession) -> None:
    """R-CRS-04: capitals, accents and spaces make no new type; a later validity replaces the former one."""
    await make_provider(session)
    first = await remember_external_type(session, "Réanimatie", 12)
    again = await remember_external_type(session, "  reanimatie ", None)
    assert again == first
    longer = await remember_external_type(session, "Reanimatie", 24)
    assert (longer.id, longer.validity_months) == (first.id, 24)


async def test_an_archived_type_comes_back_when_it_is_named_again(session: AsyncSession) -> None:
    """R-CRS-04: the word was the provider's own all along."""
    provider = await make_provider(session)
    first = await remember_external_type(session, "BHV", None)
    await session.execute(text("update external_course_type set archived_at = now()"))
    assert await list_types(session, Page(), is_institute=provider.is_cibot_institute, kind="external") == ([], None)
    await remember_external_type(session, "BHV", None)
    listed, _ = await list_types(session, Page(), is_institute=True, kind="external")
    assert [each.id for each in listed] == [first.id]


async def test_types_of_both_kinds_are_listed_by_name_in_pages(session: AsyncSession) -> None:
    """R-CRT-01 R-CRS-04: certified types for CIBOT institutes only."""
    await make_provider(session)
    async with as_owner(session):
        await make_certified_type(session, name="Brandwacht")
    for name in ("Afhijsen", "Code 95"):
        await remember_external_type(session, name, None)
    seen, cursor = await list_types(session, Page(limit=2), is_institute=True)
    rest, end = await list_types(session, Page(limit=2, cursor=cursor), is_institute=True)
    assert [each.name for each in (*seen, *rest)] == ["Afhijsen", "Brandwacht", "Code 95"]
    assert end is None
    outsider, _ = await list_types(session, Page(), is_institute=False)
    assert [each.name for each in outsider] == ["Afhijsen", "Code 95"]
    found, _ = await list_types(session, Page(), is_institute=True, query="BRAND")
    assert [each.name for each in found] == ["Brandwacht"]
