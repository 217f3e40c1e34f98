"""The operations of the API as its OpenAPI document lists them, and calling one of them."""

import re
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from httpx import AsyncClient, Response

from tests.isolation.requests import NEVER_CALLED, REQUESTS, Body, Ids

_PARAMETER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Operation:
    """One operation with the request that calls it."""

    name: str
    method: str
    path: str
    needs_version: bool
    has_body: bool
    query: tuple[str, ...]

    @property
    def request(self) -> Body:
        """How it is called; an operation without body and special names needs no row."""
        return REQUESTS.get(self.name, Body())

    @property
    def parameters(self) -> list[str]:
        """The ids in its path."""
        return _PARAMETER.findall(self.path)

    def url(self, ids: Ids) -> str:
        """The path with the ids filled in."""
        names = self.request.path
        return _PARAMETER.sub(lambda match: ids[names.get(match[1], match[1])], self.path)


def operations(application: FastAPI) -> list[Operation]:
    """Every documented operation but those never called here, and the operator's, who stands outside every provider."""
    found = [
        Operation(
            name=each["operationId"],
            method=method.upper(),
            path=path,
            needs_version=any(p["name"].lower() == "if-match" for p in each.get("parameters", ())),
            has_body="requestBody" in each,
            query=tuple(p["name"] for p in each.get("parameters", ()) if p["in"] == "query"),
        )
        for path, methods in application.openapi()["paths"].items()
        for method, each in methods.items()
    ]
    return [each for each in found if each.name not in NEVER_CALLED and not each.name.startswith("operator_")]


async def call(
    client: AsyncClient, operation: Operation, url: str, *, body: Any = None, form: Any = None, query: Any = None
) -> Response:
    """Send the request, with a version where one is needed."""
    headers = {"If-Match": await _version(client, url)} if operation.needs_version else {}
    return await client.request(operation.method, url, json=body, files=form, params=query, headers=headers)


async def call_with(client: AsyncClient, operation: Operation, ids: Ids) -> Response:
    """Call an operation with these ids in path, query and body."""
    request = operation.request
    return await call(
        client,
        operation,
        operation.url(ids),
        body=request.json(ids) if request.json else None,
        form=request.form(ids) if request.form else None,
        query=request.query(ids) if request.query else None,
    )


async def _version(client: AsyncClient, url: str) -> str:
    parent = url.split("/rows/")[0].split("/versions/")[0].removesuffix("/renewals")
    return str((await client.get(parent)).headers.get("etag", '"1"'))
