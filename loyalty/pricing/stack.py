"""What stacks whatever else works: added up once, because it never makes way for others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from loyalty.pricing.acts import Gift, Kind, Layout
from loyalty.pricing.weigh import add_up, join


class Stack(NamedTuple):
    """All but the contested acts, which may have to make way for others; `common` ones do the same to all kinds of lines."""

    contested: int
    common: int
    gift: Gift

    def add_up(self, kind: Kind, acts: int) -> Gift:
        """Return what acts of the stack do together to a kind of lines; the common ones are added up already."""
        if acts & self.common != self.common:
            return add_up(kind.gifts, acts)
        return join(self.gift, add_up(kind.gifts, acts ^ self.common))


def stack_of(layout: Layout, rivals: Sequence[int]) -> Stack:
    """Return the stack of a layout."""
    contested = sum([act.bit for act in layout.acts if rivals[act.number]])
    common = layout.alike & ~contested
    return Stack(contested, common, add_up(layout.kinds[0].gifts, common))
