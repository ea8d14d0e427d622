"""A printer on a real socket that obeys and misbehaves as printers do; it judges every byte by the strict decoder.

Like the real thing it answers DLE EOT at once and GS r in its turn. Real-time commands inside an image are noted in
`ambushes`, because a real printer would obey them.
"""

from __future__ import annotations

import socket
import struct
import threading
from dataclasses import dataclass, field
from typing import Literal

from desktop.printing.decode import Tape, UnknownBytes, step

Mood = Literal["ok", "paper_low", "paper_out", "cover_open", "offline", "silent", "half_closed", "no_order"]
ANSWERS: dict[str, dict[int, int]] = {
    "paper_low": {4: 0x1E},
    "paper_out": {1: 0x1A, 2: 0x32, 4: 0x7E},
    "cover_open": {1: 0x1A, 2: 0x16},
    "offline": {1: 0x1A},
}
GOOD = 0x12


@dataclass
class FakePrinter:
    """`mood` now; `reset_after` hangs up rudely after so many job bytes; `stall` stops reading once a job begins;
    `out_after` runs out of paper after so many job bytes; `keeps_state` goes on amid a command on the next wire."""

    mood: Mood = "ok"
    width: int = 576
    reset_after: int | None = None
    out_after: int | None = None
    stall: bool = False
    small_buffer: bool = False
    keeps_state: bool = False
    tape: Tape = field(init=False)
    job_bytes: int = 0
    questions: int = 0
    ambushes: int = 0
    leftover: bytes = b""

    def __post_init__(self) -> None:
        self.tape = Tape(self.width)
        self._server = socket.socket()
        if self.small_buffer:
            self._server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._server.bind(("127.0.0.1", 0))
        self._server.listen(8)
        self.port = self._server.getsockname()[1]
        self._stop = threading.Event()
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def __enter__(self) -> FakePrinter:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for wire in self._open:
            wire.close()
        self._thread.join(5)
        assert not self._thread.is_alive()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                wire, _ = self._server.accept()
            except OSError:
                return
            self._open.append(wire)
            try:
                self._serve(wire)
            except OSError:
                pass
            finally:
                wire.close()

    def _serve(self, wire: socket.socket) -> None:
        wire.settimeout(0.05)
        if self.mood == "half_closed":
            wire.shutdown(socket.SHUT_WR)
        pending = self.leftover if self.keeps_state else b""
        while not self._stop.is_set():
            try:
                got = wire.recv(1024)
            except TimeoutError:
                continue
            if not got:
                self.leftover = pending
                return
            if pending and len(got) == 3 and got.startswith(b"\x10\x04"):
                self._answer(got[2], wire)
                continue
            pending = self._obey(pending + got, wire)
            if self.stall and (self.job_bytes or pending):
                self._stop.wait(30)
                return
            if self.reset_after is not None and self.job_bytes + len(pending) > self.reset_after:
                self.leftover = pending
                wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return

    def _obey(self, pending: bytes, wire: socket.socket) -> bytes:
        at = 0
        while at < len(pending):
            if pending[at : at + 2] == b"\x10\x04" and at + 2 < len(pending):
                self._answer(pending[at + 2], wire)
                at += 3
                continue
            if self.out_after is not None and self.job_bytes > self.out_after:
                self.mood = "paper_out"
                at = self._skip_to_question(pending, at)
                if pending[at : at + 2] != b"\x10\x04":
                    break
                continue
            if pending[at] == 0:
                at += 1
                continue
            asked = self.tape.questions
            try:
                after = step(pending, at, self.tape)
            except UnknownBytes:
                break
            self.job_bytes += after - at
            self.ambushes += sum(
                pending[at:after].count(pair) for pair in (b"\x10\x04", b"\x10\x05", b"\x10\x14")
            )
            if self.tape.questions > asked and self.mood not in ("silent", "half_closed", "no_order"):
                wire.sendall(b"\x03" if self.mood == "paper_low" else b"\x00")
            at = after
        return pending[at:]

    @staticmethod
    def _skip_to_question(pending: bytes, at: int) -> int:
        """Leave the job unread, as a printer without paper does; only real-time questions get through."""
        found = pending.find(b"\x10\x04", at)
        return found if found >= 0 else max(at, len(pending) - 1)

    def _answer(self, n: int, wire: socket.socket) -> None:
        self.questions += 1
        if self.mood not in ("silent", "half_closed"):
            wire.sendall(bytes((ANSWERS.get(self.mood, {}).get(n, GOOD),)))
