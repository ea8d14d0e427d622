"""What the segments screen asks of the shop: the port its presenter stands on. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop.ui.segments.drawing import DrawingDesk
from loyalty.documents import Text
from loyalty.words import Lang

if TYPE_CHECKING:
    from desktop.reports.audiences import Audiences
    from desktop.reports.members_list import ListedMember, MembersList

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Standing:
    """What may be done here, and the segments the shop has drawn, as (id, name)."""

    acts: frozenset[str]
    drawn: tuple[tuple[str, Text], ...]


class SegmentsDesk(DrawingDesk, Protocol):
    """The readings of the segments screen."""

    def standing(self) -> Standing:
        """Return what may be done, and what was drawn. Runs in the database lane."""
        ...

    def audiences(self) -> Audiences:
        """Return the club by class; raises `figures_hidden`. Runs beside the lanes, for it may be long."""
        ...

    def drawn(self, found: Audiences, told: Told) -> dict[str, tuple[ListedMember, ...]]:
        """Return who is in each drawn segment; beside the lanes; `told` may raise to stop it."""
        ...

    def export(self, members: MembersList, path: Path, lang: Lang) -> None:
        """Write members into a file, XLSX or CSV by its ending; beside the lanes; raises `not_allowed`."""
        ...
