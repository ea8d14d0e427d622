"""The application: routes with their permissions, refusals as sentences, a line of log for each request."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from central.http.desk import TILL, Desk
from central.http.metrics import FLUSH_SECONDS
from central.http.permissions import undeclared
from central.http.problems import refusal
from central.http.routes import add_routes
from loyalty.errors import LoyaltyError, require
from loyalty.ids import looks_like_id

LOG = logging.getLogger("bashgah.centre")

_PATHS = re.compile(r"/v1/[a-z.]{1,20}\Z")

Next = Callable[[Request], Awaitable[Response]]


def make_app(desk: Desk) -> FastAPI:
    """Return the application of one worker. Raises `route_without_permission`."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        adding = asyncio.create_task(_add_up(desk))
        yield
        adding.cancel()
        await _flush(desk)
        desk.place.close()

    app = FastAPI(
        title="Bashgah centre",
        version="1",
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    add_routes(app, desk)
    missing = undeclared(app)
    require(not missing, "route_without_permission", route=str(sorted(missing)))
    _tell_refusals(app)
    _watch(app, desk)
    return app


async def _add_up(desk: Desk) -> None:
    while True:
        await asyncio.sleep(FLUSH_SECONDS)
        await _flush(desk)


async def _flush(desk: Desk) -> None:
    # A store that is away is told by every request; what was counted is added once it is back.
    with suppress(LoyaltyError):
        await run_in_threadpool(desk.metrics.flush, desk.place)


def _tell_refusals(app: FastAPI) -> None:
    async def refused(_: Request, problem: Exception) -> Response:
        assert isinstance(problem, LoyaltyError)
        return refusal(problem)

    async def misfit(_: Request, problem: Exception) -> Response:
        assert isinstance(problem, HTTPException)
        code = {404: "route_unknown", 405: "method_unknown"}.get(problem.status_code, "message_unreadable")
        answer = refusal(LoyaltyError(code))
        # What may be asked of an address stands in the refusal of the rest.
        answer.headers.update(
            {name: told for name, told in (problem.headers or {}).items() if name == "Allow"}
        )
        return answer

    async def unreadable(_: Request, __: Exception) -> Response:
        return refusal(LoyaltyError("message_unreadable"))

    async def defect(_: Request, problem: Exception) -> Response:
        # The name of the error and its place, never its values: they may hold a person's words.
        LOG.error(json.dumps({"event": "defect", "error": type(problem).__name__, "at": _place(problem)}))
        return refusal(LoyaltyError("centre_defect"))

    app.add_exception_handler(LoyaltyError, refused)
    app.add_exception_handler(HTTPException, misfit)
    app.add_exception_handler(RequestValidationError, unreadable)
    app.add_exception_handler(ClientDisconnect, unreadable)
    app.add_exception_handler(Exception, defect)


def _place(problem: BaseException) -> list[str]:
    steps, trace = [], problem.__traceback__
    while trace is not None:
        steps.append(f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}")
        trace = trace.tb_next
    return steps[-8:]


def _watch(app: FastAPI, desk: Desk) -> None:
    @app.middleware("http")
    async def watch(request: Request, go_on: Next) -> Response:
        began = desk.clock.steady()
        answer = await go_on(request)
        took = desk.clock.steady() - began
        route = request.url.path if _PATHS.match(request.url.path) else "other"
        desk.metrics.time(route if answer.status_code not in (404, 405) else "other", took / 1_000)
        desk.metrics.count(
            "bashgah_requests_total",
            status=str(answer.status_code),
            route=route if answer.status_code != 404 else "other",
        )
        till = request.headers.get(TILL, "")
        line = {
            "event": "request",
            "route": route,
            "status": answer.status_code,
            "ms": took,
            "at": desk.clock.now(),
        }
        if looks_like_id(till):
            line["till"] = till
        LOG.info(json.dumps(line))
        return answer
