"""Reading a job back, byte by byte: the picture a printer would make, or a refusal.

Strict on purpose: the few commands `escpos_bytes` writes are known, any other byte is an error with its place. It
serves the printer that prints into files, and it is the judge in every test of what reaches a printer.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.printing.bitmap import Bitmap


class UnknownBytes(ValueError):
    """A job holds something no layout may send."""


@dataclass(slots=True)
class Tape:
    """What came out of the printer so far."""

    width: int
    rows: list[bytes] = field(default_factory=list)
    sheets: list[Bitmap] = field(default_factory=list)
    pulses: list[int] = field(default_factory=list)
    resets: int = 0
    questions: int = 0

    def cut(self) -> None:
        """End a sheet."""
        self.sheets.append(Bitmap(self.width, len(self.rows), b"".join(self.rows)))
        self.rows = []


@dataclass(frozen=True, slots=True)
class Printed:
    """A job read back: sheets as they were cut (what is not cut is the last sheet), drawer pulses by pin."""

    sheets: tuple[Bitmap, ...]
    pulses: tuple[int, ...]
    resets: int
    questions: int
    cuts: int


def decode(job: bytes, width: int) -> Printed:
    """Return what a printer of `width` dots makes of a job; raises `UnknownBytes`."""
    tape, at = Tape(width), 0
    while at < len(job):
        at = step(job, at, tape)
    cuts = len(tape.sheets)
    if tape.rows:
        tape.cut()
    return Printed(tuple(tape.sheets), tuple(tape.pulses), tape.resets, tape.questions, cuts)


def step(job: bytes, at: int, tape: Tape) -> int:
    """Carry out the command at `at` and return where the next begins; raises `UnknownBytes`, also when it is cut off."""
    head = job[at : at + 2]
    if head == b"\x1b@":
        tape.resets += 1
        return at + 2
    if head == b"\x1bp":
        return _pulse(job, at, tape)
    if head == b"\x1dV":
        return _cut(job, at, tape)
    if head == b"\x1dr" and job[at + 2 : at + 3] == b"\x01":
        tape.questions += 1
        return at + 3
    if job[at : at + 4] == b"\x1dv0\x00":
        return _image(job, at, tape)
    raise UnknownBytes(f"{job[at : at + 4].hex(' ')} at {at}")


def _pulse(job: bytes, at: int, tape: Tape) -> int:
    body = job[at + 2 : at + 5]
    if len(body) < 3 or body[0] > 1 or not 0 < body[1] < body[2]:
        raise UnknownBytes(f"pulse {body.hex(' ')} at {at}")
    tape.pulses.append(2 if body[0] == 0 else 5)
    return at + 5


def _cut(job: bytes, at: int, tape: Tape) -> int:
    if job[at + 2 : at + 4] not in (b"A\x00", b"B\x00"):
        raise UnknownBytes(f"cut {job[at + 2 : at + 4].hex(' ')} at {at}")
    tape.cut()
    return at + 4


def _image(job: bytes, at: int, tape: Tape) -> int:
    size = job[at + 4 : at + 8]
    stride, count = int.from_bytes(size[:2], "little"), int.from_bytes(size[2:], "little")
    body = job[at + 8 : at + 8 + stride * count]
    if len(size) < 4 or len(body) < stride * count or not stride or not count:
        raise UnknownBytes(f"image cut off at {at}")
    if stride * 8 > tape.width:
        raise UnknownBytes(f"image of {stride * 8} dots on paper of {tape.width} at {at}")
    rest = bytes(tape.width // 8 - stride)
    tape.rows += [body[start : start + stride] + rest for start in range(0, len(body), stride)]
    return at + 8 + len(body)
