"""Bodies about the order of words: what the centre says of stamps that lay ahead of its own clock."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BoundFact:
    """A fact, and the counter its words stand at: those of one run keep their order under one bound."""

    fact_id: str
    count: int


@dataclass(frozen=True, slots=True)
class StampsBounded:
    """Words of these facts stand no later than (`at`, their counter), whatever clock wrote them."""

    at: int
    facts: tuple[BoundFact, ...]
