"""Whose figures a board tells: everybody's, or those of a class, a tier, a segment of the shop's own, holders of points.

Groups are those of `reports.groups`; who is in one is asked as of the book's day, of a drawn segment as of now.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop.reports.figures.book import Book
from desktop.reports.figures.cuts import NO_PURCHASE, of_class, of_points, of_tier
from desktop.reports.groups import CLASS, HOLDS, SEGMENT, TIER
from desktop.usecases.audiences import audience
from desktop.usecases.segments import show_segment
from desktop.usecases.till import Till
from loyalty.errors import require
from loyalty.segments import SEGMENTS


def members_of(till: Till, book: Book, group: str) -> frozenset[str] | None:
    """Return the members of a group, None for everybody; raises `segment_unknown`, `tier_unknown`, `class_unknown`."""
    kind, _, name = group.partition(":")
    return _KINDS[kind](till, book, name) if group else None


def _of_class(till: Till, book: Book, name: str) -> frozenset[str] | None:
    del till
    known = (*SEGMENTS, NO_PURCHASE)
    require(name in known, "class_unknown", segment=name, known=", ".join(known))
    return of_class(book, name).members


def _of_tier(till: Till, book: Book, name: str) -> frozenset[str] | None:
    del till
    known = [one.tier for one in book.settings.ladder.tiers]
    require(name in known, "tier_unknown", tier=name, known=", ".join(known))
    return of_tier(book, name).members


def _of_segment(till: Till, book: Book, name: str) -> frozenset[str] | None:
    del book
    with till.read() as db:
        condition = show_segment(db, name).segment.condition
    return frozenset(audience(till, condition))


def _holders(till: Till, book: Book, unit: str) -> frozenset[str] | None:
    with till.read() as db:
        return of_points(db, book, unit).members


_KINDS: dict[str, Callable[[Till, Book, str], frozenset[str] | None]] = {
    CLASS: _of_class,
    TIER: _of_tier,
    SEGMENT: _of_segment,
    HOLDS: _holders,
}
