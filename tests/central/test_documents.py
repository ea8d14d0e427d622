"""Whatever a request that follows the OpenAPI document, or nearly follows it, is made of: the centre answers with sense.

Requests are drawn from the document itself, so a new route is tried as soon as it is described.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import zstandard
from fastapi import FastAPI

from central.http.permissions import PERMISSIONS
from tests.central.places import Business, Centre
from tests.central.till import MEDIA, Till

ROUNDS = 60
ODD_TEXTS = ("", "0", "\x00", "x" * 5_000, "‏ونک", "../../etc", "' OR 1=1 --", "﷽" * 50, "\ud83d", "null")
ODD_NUMBERS = (0, -1, 1, 2**31, 2**63, -(2**63) - 1, 10**40)
ODD = (None, True, 1.5, [], {}, [[[[]]]], {"a": {"b": []}})


def text(dice: random.Random) -> str:
    return dice.choice(
        (*ODD_TEXTS, "".join(chr(dice.randrange(32, 0x3000)) for _ in range(dice.randrange(30))))
    )


def value(dice: random.Random, schema: dict[str, Any]) -> Any:
    """Return a value a schema describes, and now and then one that it does not."""
    if dice.random() < 0.12:
        return dice.choice((*ODD, text(dice), dice.choice(ODD_NUMBERS)))
    kind = schema.get("type", "object")
    if kind == "object":
        named = {name: value(dice, told) for name, told in schema.get("properties", {}).items()}
        if named and dice.random() < 0.15:
            named.pop(dice.choice(list(named)))
        if dice.random() < 0.15:
            named[text(dice)] = text(dice)
        return named
    if kind == "integer":
        return dice.choice((*ODD_NUMBERS, dice.randrange(1_000)))
    return dice.random() < 0.5 if kind == "boolean" else text(dice)


def body(dice: random.Random, operation: dict[str, Any]) -> tuple[bytes, str]:
    """Return bytes for a request and the media type they are sent as."""
    told = operation.get("requestBody", {}).get("content", {})
    if not told:
        return b"", ""
    media, described = dice.choice(list(told.items()))
    if media == "application/json":
        raw = json.dumps(value(dice, described["schema"])).encode()
    else:
        raw = zstandard.compress(lines(dice))
    if dice.random() < 0.1:
        place = dice.randrange(len(raw) + 1)
        raw = raw[:place] + bytes([dice.randrange(256)]) + raw[place + 1 :]
    return raw, media if dice.random() < 0.95 else "".join(filter(str.isalnum, ascii(text(dice))))


def lines(dice: random.Random) -> bytes:
    """Return a message of a till: mostly one that could be, with now and then a part that could not."""
    wish = {"claim_id": "w" + text(dice)[:9], "lots": [["lot", dice.choice((1, 5, *ODD_NUMBERS))]]}
    header: dict[str, Any] = {
        "protocol": 1, "epoch": "a" * 16, "after_seq": 0, "after_hash": "0" * 64, "generation": text(dice),
        "pos": 0, "keys_pos": 0, "limit": 10, "waiting": 0, "claims": dice.choice(([], [], [wish])),
    }  # fmt: skip
    for name in header:
        if dice.random() < 0.06:
            header[name] = dice.choice((text(dice), *ODD_NUMBERS, *ODD))
    if dice.random() < 0.05:
        header.pop(dice.choice(list(header)))
    rows = [json.dumps(header).encode()]
    for _ in range(dice.choice((0, 0, 0, 1, 3))):
        row = [text(dice), text(dice), dice.choice(("AAAA", "", None, 7))]
        rows.append(dice.choice((b"F", b"L", b"S", b"H", b"K", b"X", b"")) + json.dumps(row).encode())
    return b"\n".join(rows)


def asked(
    dice: random.Random, path: str, method: str, operation: dict[str, Any], till: Till
) -> dict[str, Any]:
    """Return a request as httpx takes it: mostly signed by a till that may."""
    query = {
        one["name"]: str(value(dice, one["schema"]))[:200]
        for one in operation.get("parameters", ())
        if one["in"] == "query" and dice.random() < 0.9
    }
    address = str(httpx.URL(path, params=query)) if query else path
    raw, media = body(dice, operation)
    headers = {}
    if any(one["name"] == "Bashgah-Till" for one in operation.get("parameters", ())):
        headers = till.headers(method, address, raw)[0]
        headers.pop("Content-Type")
        if media != MEDIA:
            headers.pop("Content-Encoding")
        if dice.random() < 0.1:
            headers["Bashgah-Signature"] = "".join(dice.choices("Aa+/=0", k=dice.randrange(99)))
    if media:
        headers["Content-Type"] = media
    return {"method": method, "url": address, "content": raw, "headers": headers}


def requests(document: dict[str, Any], till: Till, seed: int) -> Iterator[dict[str, Any]]:
    dice = random.Random(seed)
    for path, operations in sorted(document["paths"].items()):
        for method, operation in sorted(operations.items()):
            for _ in range(ROUNDS if operation.get("requestBody") else 6):
                if "poke" not in path:
                    yield asked(dice, path, method.upper(), operation, till)


def broken(http: Any, document: dict[str, Any], till: Till, seed: int) -> list[tuple[str, int]]:
    """Return the requests that were answered without sense: with 5xx, or with a refusal that says nothing."""
    found = []
    for one in requests(document, till, seed):
        answer = http.request(**one)
        refused = 400 <= answer.status_code < 500
        if answer.status_code >= 500 or (refused and not answer.json().get("error", {}).get("code")):
            found.append((one["url"], answer.status_code))
    return found


def test_the_document_tells_of_every_route(centre: Centre) -> None:
    paths = centre.http.get("/v1/openapi.json").json()["paths"]
    told = {(method.upper(), path) for path, operations in paths.items() for method in operations}
    assert told | {("GET", "/v1/openapi.json")} == PERMISSIONS.keys()


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_drawn_from_the_document_breaks_the_centre(business: Business, seed: int) -> None:
    till = business.till()
    document = business.centre.http.get("/v1/openapi.json").json()
    assert broken(business.centre.http, document, till, seed) == []
    till.catch_up()


def test_a_route_that_breaks_is_caught() -> None:
    app = FastAPI()

    @app.post("/v1/planted", openapi_extra={"requestBody": {"content": {"application/json": {"schema": {
        "type": "object", "properties": {"code": {"type": "string"}}}}}}})  # fmt: skip
    async def planted(asked: dict[str, Any]) -> dict[str, str]:
        return {"told": asked["code"].upper()}

    found = broken(Within(app), app.openapi(), Till(httpx.Client()), 1)
    assert any(status >= 500 for _, status in found)


class Within:
    """Asks an application without a server."""

    def __init__(self, app: FastAPI) -> None:
        self.line = httpx.ASGITransport(app, raise_app_exceptions=False)

    def request(self, **asked: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            async with httpx.AsyncClient(transport=self.line, base_url="http://within") as http:
                return await http.request(**asked)

        return asyncio.run(ask())
