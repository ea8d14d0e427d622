"""Real processes for the tests of exchange: a centre that listens, tills on machines of their own, a line between."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).parents[2]
PHONE = "09121234567"


@dataclass
class Centre:
    """The centre's process, which may be stopped and started again on the same address."""

    folder: Path
    port: int
    running: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, *line: str) -> dict[str, Any]:
        done = subprocess.run(
            self._line(*line, "--json"), cwd=ROOT, env=_env(ROOT), capture_output=True, check=True
        )
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def _line(self, *line: str) -> list[str]:
        return [sys.executable, "-m", "central", *line, "--db", str(self.folder)]

    def _serving(self) -> list[str]:
        return []

    def start(self) -> None:
        with open(self.folder.parent / "centre.log", "ab") as log:
            self.running = subprocess.Popen(
                self._line("serve", "--port", str(self.port), *self._serving()),
                cwd=ROOT,
                env=_env(ROOT),
                stdout=log,
                stderr=log,
            )
        for _ in range(300):
            try:
                requests.get(f"{self.url}/v1/health", timeout=1, verify=False).raise_for_status()
                return
            except requests.RequestException:
                time.sleep(0.1)
        raise AssertionError("the centre did not come up")

    def stop(self) -> None:
        if self.running is not None:
            self.running.terminate()
            self.running.wait(20)
            self.running = None

    def kill(self) -> None:
        if self.running is not None:
            self.running.kill()
            self.running.wait(20)
            self.running = None

    def code(self, *branch: str) -> str:
        return str(self.run("till-code", *branch)["code"])


@dataclass
class TillLine:
    """A till on a machine of its own, worked from the command line."""

    name: str
    root: Path
    log: list[Any] = field(default_factory=list)

    def start(self, *line: str) -> subprocess.Popen[bytes]:
        env = _env(ROOT) | {"BASHGAH_KEY_DIR": str(self.root / f"keys-{self.name}"), "BASHGAH_PIN": "730614"}
        whole = [sys.executable, "-m", "desktop", *line, "--shop", str(self.root / self.name), "--json"]
        if line[0] != "new-shop" and "--as" not in line:
            whole += ["--as", "owner"]
        return subprocess.Popen(whole, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *line: str) -> dict[str, Any]:
        return self.end(self.start(*line))

    def end(self, running: subprocess.Popen[bytes]) -> dict[str, Any]:
        out, err = running.communicate(timeout=120)
        assert out, err.decode()
        return self.read(out)

    def read(self, out: bytes) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(out)
        self.log.append(told)
        return told

    def credit(self) -> dict[str, int]:
        told: dict[str, int] = self.run("member", PHONE)["credit"]
        return told


def _env(root: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return kept | {"PYTHONPATH": str(root), "BASHGAH_LANG": "en", "PYTHONUTF8": "1"}


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Line:
    """A line to the centre that can be cut, in the middle of an answer too, and healed."""

    def __init__(self, port: int) -> None:
        self._to, self._cut, self._open = port, False, set[socket.socket]()
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._ear.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """Break everything that goes on, and let nothing through."""
        self._cut = True
        for one in list(self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def heal(self) -> None:
        """Let everything through again."""
        self._cut = False

    def close(self) -> None:
        """End it."""
        self.cut()
        self._ear.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._ear.accept()
                threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        with near, suppress(OSError):
            if self._cut:
                return
            with socket.create_connection(("127.0.0.1", self._to)) as far:
                self._open |= {near, far}
                back = threading.Thread(target=self._carry, args=(far, near), daemon=True)
                back.start()
                self._carry(near, far)
                back.join()
                self._open -= {near, far}

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while part := source.recv(256):
                target.sendall(part)
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
