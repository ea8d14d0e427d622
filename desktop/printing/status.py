"""What a printer says about itself: the four real-time answers of ESC/POS and the answer given in order.

An answer is one byte with fixed bits; a byte that lacks them (flow control, an unasked report) is no answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

State = Literal["ready", "paper_low", "paper_out", "cover_open", "offline", "silent", "unknown"]
BLOCKED: frozenset[State] = frozenset(("paper_out", "cover_open", "offline", "silent"))
"""States in which nothing is sent, and after which a job is in doubt."""

PRINTER, CAUSE, ERROR, PAPER = 1, 2, 3, 4
"""n of DLE EOT n: is it online, why not, what is broken, how much paper."""
ASK_ORDER = (PRINTER, PAPER, CAUSE, ERROR)


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """`detail` is a snake_case word that narrows `offline`: refused, unreachable, cutter, broken, hot, no_driver, folder…"""

    state: State
    detail: str = ""

    @property
    def blocked(self) -> bool:
        """Whether nothing may be sent now."""
        return self.state in BLOCKED

    @property
    def reason(self) -> str:
        """The word a person is told."""
        return self.detail or self.state


def question(n: int) -> bytes:
    """Return DLE EOT n."""
    return b"\x10\x04" + bytes((n,))


def is_answer(byte: int) -> bool:
    """Return whether a byte has the fixed bits of an answer to DLE EOT."""
    return byte & 0x93 == 0x12


def is_answer_in_order(byte: int) -> bool:
    """Return whether a byte has the fixed bits of an answer to GS r."""
    return byte & 0x90 == 0


def judge(answers: Mapping[int, int]) -> PrinterStatus:
    """Return the status from answers by n; what was not answered counts as good, no answer at all is silence."""
    if not answers:
        return PrinterStatus("silent")
    printer, cause, error, paper = (answers.get(n, 0) for n in (PRINTER, CAUSE, ERROR, PAPER))
    if cause & 0x04:
        return PrinterStatus("cover_open")
    if paper & 0x60 or cause & 0x20:
        return PrinterStatus("paper_out")
    if broken := _broken(error):
        return PrinterStatus("offline", broken)
    if printer & 0x08:
        return PrinterStatus("offline")
    return PrinterStatus("paper_low" if paper & 0x0C else "ready")


def _broken(error: int) -> str:
    for bit, word in ((0x08, "cutter"), (0x20, "broken"), (0x40, "hot")):
        if error & bit:
            return word
    return ""
