"""The floor: the same answers made by one hand-written statement through asyncpg and orjson in a bare Starlette app.

The statement finds the caller, takes the tenant from it and filters on it, as ours does; there is no contract, no check of
input, no permission, no module, no row security beyond the filter.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from typing import Any

import asyncpg
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.bench.floor_reads import LIMITS, STATEMENTS
from tests.bench.floor_writes import WRITES


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    async with asyncpg.create_pool(os.environ["BENCH_ADMIN_URL"], min_size=2, max_size=10, init=_codecs) as pool:
        app.state.pool = pool
        yield


async def _codecs(connection: asyncpg.Connection) -> None:
    await connection.set_type_codec("json", encoder=str, decoder=orjson.loads, schema="pg_catalog")


async def _answer(request: Request) -> Response:
    token = sha256(request.cookies["cbot_session"].encode()).digest()
    rows: list[Any] = await request.app.state.pool.fetch(STATEMENTS[request.path_params["name"]], token)
    limit = LIMITS.get(request.path_params["name"], 50)
    more = str(rows[limit - 1]["id"]) if len(rows) > limit else None
    body = {"items": [dict(row) for row in rows[:limit]], "nextCursor": more}
    return Response(orjson.dumps(body, default=str), media_type="application/json")


async def _write(request: Request) -> Response:
    token = sha256(request.cookies["cbot_session"].encode()).digest()
    body, key = orjson.loads(await request.body()), request.headers["idempotency-key"]
    async with request.app.state.pool.acquire() as connection:
        answer = await WRITES[request.path_params["name"]](connection, token, key, body)
    return Response(answer, 201, media_type="application/json")


def create_floor() -> Starlette:
    """The bare application; `BENCH_ADMIN_URL` names the database."""
    routes = [Route("/api/v1/{name}", _answer), Route("/api/v1/{name}", _write, methods=["POST"])]
    return Starlette(routes=routes, lifespan=_lifespan)
