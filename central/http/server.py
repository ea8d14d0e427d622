"""Runs the application with uvicorn, in one process or several; each worker opens the place for itself."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from central.clocks import MachineClock
from central.http.app import make_app
from central.http.desk import Desk, Limits
from central.store.places import open_place

DB, TILL_RATE, OPEN_RATE = "BASHGAH_CENTRE_DB", "BASHGAH_CENTRE_TILL_RATE", "BASHGAH_CENTRE_OPEN_RATE"
"""How workers are told where the place is, and how often a till and a stranger may ask in a second."""


@dataclass(frozen=True, slots=True)
class Served:
    """How the centre listens."""

    db: str
    host: str = "127.0.0.1"
    port: int = 8440
    workers: int = 1
    certificate: Path | None = None
    key: Path | None = None


LONGEST_AT_WORK = 60
"""Seconds a worker may leave its supervisor without an answer. Where many tills come back at once it is at work, not
stuck: killed after the usual five it would drop the connections of all who wait for it."""


def from_environment() -> FastAPI:
    """Make a worker's application from what the process was told."""
    # A run of a thousand facts makes a hundred thousand small things without circles: looking for circles among them
    # would take a third of the time.
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)
    _end_with_supervisor()
    usual = Limits()
    till, stranger = (
        float(os.environ.get(TILL_RATE, usual.till_rate)),
        float(os.environ.get(OPEN_RATE, usual.open_rate)),
    )
    limits = Limits(till, till * 10, stranger, stranger * 30)
    return make_app(Desk(open_place(os.environ[DB]), MachineClock(), limits))


def _end_with_supervisor() -> None:
    """Stop this worker when the process that keeps it is gone, however it went: it would hold the port for ever."""
    supervisor = multiprocessing.parent_process()
    if supervisor is None:
        return

    def watch() -> None:
        supervisor.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="supervisor", daemon=True).start()


class Supervisor(Multiprocess):
    """Keeps as many workers as wanted, and hears at once when one is gone."""

    def keep_subprocess_alive(self) -> None:
        """Replace workers that are gone.

        The worker's end of the line to it is closed here first. Held open in this process, too, it would say nothing
        of the worker's end: one that dies while it is asked would be waited for a whole minute, deaf to every signal.
        """
        for worker in self.processes:
            worker.child_conn.close()
        super().keep_subprocess_alive()


def serve(how: Served) -> None:
    """Listen until stopped."""
    os.environ[DB] = how.db
    config = _config(how)
    if how.workers > 1:
        Supervisor(config, sockets=[config.bind_socket()]).run()
        return
    alone = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):
        alone.run()
    if not alone.started:
        sys.exit(STARTUP_FAILURE)


def _config(how: Served) -> uvicorn.Config:
    return uvicorn.Config(
        "central.http.server:from_environment",
        factory=True,
        host=how.host,
        port=how.port,
        workers=how.workers,
        ssl_certfile=how.certificate,
        ssl_keyfile=how.key,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        log_config=_LOGS,
        timeout_graceful_shutdown=3,
        timeout_keep_alive=75,
        timeout_worker_healthcheck=LONGEST_AT_WORK,
    )


_LOGS = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(message)s"},
        "server": {"()": "central.http.server.ServerLines"},
    },
    "handlers": {
        "requests": {"class": "logging.StreamHandler", "formatter": "plain", "stream": "ext://sys.stderr"},
        "server": {"class": "logging.StreamHandler", "formatter": "server", "stream": "ext://sys.stderr"},
    },
    "loggers": {
        "bashgah.centre": {"handlers": ["requests"], "level": "INFO", "propagate": False},
        "uvicorn": {"handlers": ["server"], "level": "INFO", "propagate": False},
    },
}


class ServerLines(logging.Formatter):
    """Writes what uvicorn says as lines of JSON, without the values of errors."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        import json

        told = {"event": "server", "level": record.levelname.lower(), "message": record.getMessage()}
        if record.exc_info and record.exc_info[0]:
            told["error"] = record.exc_info[0].__name__
        return json.dumps(told)
