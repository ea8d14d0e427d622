"""What the approval panel shows. Plain frozen values, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.documents import Text


@dataclass(frozen=True, slots=True)
class Approver:
    """Somebody who may give a PIN for an act; `level` is the words of their access level."""

    staff_id: str
    name: str
    level: Text


@dataclass(frozen=True, slots=True)
class ShownApproval:
    """Which act is to be approved, by whom it may be, who is chosen, figures typed, what was wrong."""

    act: Text
    people: tuple[Approver, ...]
    chosen: str
    typed: int = 0
    problem: str = ""
    busy: bool = False
