"""An endpoint that only stores what it is sent: what the centre's ingest is held against."""

from __future__ import annotations

import os

import zstandard
from sqlcipher3 import dbapi2
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def make() -> Starlette:
    """Return the application; it writes into the file named by `BASHGAH_BARE`."""
    file = dbapi2.connect(os.environ["BASHGAH_BARE"], isolation_level=None, check_same_thread=False)
    file.execute("PRAGMA journal_mode = WAL")
    file.execute("PRAGMA synchronous = FULL")
    file.execute("CREATE TABLE fact (pos INTEGER PRIMARY KEY, raw BLOB NOT NULL) STRICT")

    def store(body: bytes) -> None:
        rows = zstandard.decompress(body).split(b"\n")[1:]
        file.execute("BEGIN IMMEDIATE")
        file.executemany("INSERT INTO fact (raw) VALUES (?)", [(row,) for row in rows])
        file.execute("COMMIT")

    async def take(request: Request) -> Response:
        await run_in_threadpool(store, await request.body())
        return Response(b"ok")

    async def health(_: Request) -> Response:
        return Response(b"ok")

    return Starlette(routes=[Route("/v1/exchange", take, methods=["POST"]), Route("/v1/health", health)])
