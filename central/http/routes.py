"""The routes: joining by code, exchanging, waiting for news, and how the centre is."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from central.http.bodies import (
    ENCODING,
    MEDIA_TYPE,
    MOST_BODY,
    MOST_JSON,
    check_media,
    compress,
    decompress,
    json_body,
    read_body,
    read_json,
)
from central.http.desk import SIGNATURE, Desk
from central.http.documents import ENROL, EXCHANGE, INVITE, METRICS, POKE, PROMETHEUS, CodeTold
from central.http.problems import JSON
from central.signing import SeedSigner
from central.store import asking, businesses, catalogue, feed
from central.store.catalogue import TillKey
from central.usecases.enrolling import enrol_till, look_at_code, prove_code
from central.usecases.exchanging import Exchanged, exchange
from loyalty.errors import LoyaltyError
from loyalty.exchange import usual
from loyalty.exchange.codes import MARK, mark_answered
from loyalty.exchange.enrolling import Enrolment
from loyalty.exchange.signing import reply_message
from loyalty.exchange.wire import read_request, write_message

POKE_SECONDS = 25.0
MOST_IN_CROWD = 100
"""How many facts go down to who brings some while many wait: all are heard first, and read the rest after that."""


def add_routes(app: FastAPI, desk: Desk) -> None:
    """Add all routes of one worker."""
    _add_open(app, desk)
    _add_joining(app, desk)
    _add_exchanging(app, desk)


def _add_open(app: FastAPI, desk: Desk) -> None:
    @app.get("/v1/health")
    async def health() -> Response:
        """Say whether the centre can reach what it keeps."""
        await run_in_threadpool(_look, desk)
        return Response(json_body({"status": "ok"}), media_type=JSON)

    @app.get("/v1/metrics", openapi_extra=METRICS)
    async def metrics() -> Response:
        """Return the figures of all workers in Prometheus's text form."""
        told = await run_in_threadpool(desk.metrics.told, desk.place)
        return Response(told, media_type=PROMETHEUS)


def _look(desk: Desk) -> None:
    with desk.place.catalogue() as db:
        catalogue.tenants(db)


def _add_joining(app: FastAPI, desk: Desk) -> None:
    @app.post("/v1/invitation", openapi_extra=INVITE)
    async def invitation(request: Request) -> Response:
        """Look at what a code is for."""
        desk.greet_stranger(request)
        body = await read_body(request, MOST_JSON)
        asked = read_json(body, CodeTold)
        kept = await run_in_threadpool(_prove, desk, request, asked.code, body)
        told = await run_in_threadpool(look_at_code, desk.place, desk.clock, asked.code)
        return _marked(request, kept, json_body(told))

    @app.post("/v1/enroll", openapi_extra=ENROL)
    async def enroll(request: Request) -> Response:
        """Let a till in by its code and its own key."""
        desk.greet_stranger(request)
        body = await read_body(request, MOST_JSON)
        asked = read_json(body, Enrolment)
        kept = await run_in_threadpool(_prove, desk, request, asked.code, body)
        told = await run_in_threadpool(enrol_till, desk.place, desk.clock, desk.ids, asked)
        desk.bells.ring(told.business_id)
        return _marked(request, kept, json_body(told))


def _prove(desk: Desk, request: Request, code: str, body: bytes) -> bytes | None:
    return prove_code(desk.place, code, request.url.path, body, request.headers.get(MARK, ""))


def _marked(request: Request, kept: bytes | None, body: bytes) -> Response:
    """Answer who told a code by its name with the mark of the centre that made it."""
    headers = {MARK: mark_answered(kept, request.headers[MARK], body)} if kept else {}
    return Response(body, headers=headers, media_type=JSON)


def _add_exchanging(app: FastAPI, desk: Desk) -> None:
    @app.post("/v1/exchange", openapi_extra=EXCHANGE)
    async def exchange_lines(request: Request) -> Response:
        """Push, pull and compare in one round trip."""
        key = await desk.recognise(request)
        check_media(request)
        body = await read_body(request, MOST_BODY)
        async with desk.turns.turn():
            done, signature, answer = await run_in_threadpool(_exchange, desk, request, key, body)
        if done.fresh or done.reply.claims:
            desk.bells.ring(key.business_id)
        _count(desk, done)
        signed = _signed(done.seed, signature, answer)
        headers = {"Content-Encoding": ENCODING, SIGNATURE: signed, usual.HEADER: usual.USUAL_NAME}
        return Response(answer, headers=headers, media_type=MEDIA_TYPE)

    @app.get("/v1/poke", openapi_extra=POKE)
    async def poke(request: Request) -> Response:
        """Wait until there is something new after a position; a hint only."""
        key = await desk.recognise(request)
        paths = (request.url.path, f"{request.url.path}?{request.url.query}")
        signature = await run_in_threadpool(desk.prove, request, key, b"", paths)
        answer, seed = await _wait(desk, key, _position(request))
        body = json_body(answer)
        return Response(body, headers={SIGNATURE: _signed(seed, signature, body)}, media_type=JSON)


def _exchange(desk: Desk, request: Request, key: TillKey, body: bytes) -> tuple[Exchanged, bytes, bytes]:
    signature = desk.prove(request, key, body, (request.url.path,))
    asked, lines = read_request(decompress(body))
    if lines.facts and desk.turns.crowded:
        asked = replace(asked, limit=min(asked.limit, MOST_IN_CROWD))
    done = exchange(desk.place, desk.clock, desk.ids, key, asked, lines)
    knows = request.headers.get(usual.HEADER) == usual.USUAL_NAME
    return done, signature, compress(write_message(done.reply, done.lines), knows)


def _signed(seed: bytes, signature: bytes, body: bytes) -> str:
    return base64.b64encode(SeedSigner(seed).sign(reply_message(signature, body))).decode("ascii")


def _count(desk: Desk, done: Exchanged) -> None:
    desk.metrics.count("bashgah_exchanges_total", verdict=done.reply.verdict)
    for kind in set(done.classes):
        desk.metrics.count("bashgah_facts_total", done.classes.count(kind), kind=kind)
    for claim in done.reply.claims:
        desk.metrics.count("bashgah_wishes_total", state=claim.state)


def _position(request: Request) -> int:
    told = request.query_params.get("pos", "")
    if not (told.isascii() and told.isdigit() and len(told) < 19):
        raise LoyaltyError("message_unreadable")
    return int(told)


async def _wait(desk: Desk, key: TillKey, pos: int) -> tuple[dict[str, Any], bytes]:
    ends = desk.clock.steady() + int(POKE_SECONDS * 1_000)
    while True:
        last, asked, seed = await run_in_threadpool(_news, desk, key)
        left = (ends - desk.clock.steady()) / 1_000
        if last > pos or asked or left <= 0:
            return {"pos": last, "recall": asked}, seed
        await desk.bells.wait(key.business_id, left)


def _news(desk: Desk, key: TillKey) -> tuple[int, bool, bytes]:
    with desk.place.business(key.business_id) as db:
        business = businesses.read_business(db)
        asked = asking.untold(db, key.till_id, desk.clock.now())
        return feed.last_pos(db), asked, business.seed
