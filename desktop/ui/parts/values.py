"""What the parts shared by first start, settings and recovery show. Plain frozen values, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

Modules = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class PrinterDraft:
    """A printer as a person describes it; kind 'none' is a till without one. `width` in dots."""

    kind: str = "none"
    address: str = ""
    width: str = "576"
    drawer: str = "none"
    cut: str = "partial"
    answers: bool = True


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a test print: `printed`, `waiting` or `doubtful`; `sentence` says why, '' when all is well."""

    state: str
    sentence: str = ""
    paper_low: bool = False


@dataclass(frozen=True, slots=True)
class SheetShown:
    """A recovery sheet for the eye: the groups in order and the modules of its QR code."""

    groups: tuple[str, ...] = ()
    code: Modules = ()
    shop: str = ""
    branch: str = ""
    made_at: int = 0
