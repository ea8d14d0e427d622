"""What follows from objects alone is made once, and kept while the same objects come again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Kept(Generic[P, T]):
    """What is made of objects, by their identity; when `most` are kept all are let go.

    The objects are kept beside it, so that no other can have come by their identities.
    """

    __slots__ = ("_kept", "_make", "_most")

    def __init__(self, make: Callable[P, T], most: int) -> None:
        self._make, self._most = make, most
        self._kept: dict[tuple[int, ...], tuple[object, T]] = {}

    def of(self, *things: P.args, **_none: P.kwargs) -> T:
        """Return what was made of these objects."""
        key = tuple(map(id, things))
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= self._most:
                self._kept.clear()
            kept = self._kept[key] = (things, self._make(*things, **_none))
        return kept[1]
