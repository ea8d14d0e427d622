"""Bugs in who counts a member's uses of offers, each as a patch: what the checks of the world must catch."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loyalty.uses import counted_from
from tests.simulation import accounts, counts
from tests.simulation.centre import View

Patch = pytest.MonkeyPatch


def counted_by_whoever_sells(patch: Patch) -> None:
    """A till counts what it has seen, whoever holds the right to."""
    patch.setattr(counts, "counts_here", lambda till, name: True)


def count_given_to_who_asks(patch: Patch) -> None:
    """The centre opens a count in its own hands, though the till that enrolled the member goes on counting."""
    patch.setattr(View, "works", lambda self, till_id: False)


def count_kept_for_ever(patch: Patch) -> None:
    """The till that enrolled a member counts on after it gave the count back."""
    counts_here = counts.counts_here
    patch.setattr(
        counts,
        "counts_here",
        lambda till, name: counted_from(name) == till.till_id or counts_here(till, name),
    )


def use_forgotten(patch: Patch) -> None:
    """What others sold is not counted."""
    patch.setattr(accounts.Accounts, "uses_of", lambda self, member, came_back: 0)


def use_comes_back_against_the_policy(patch: Patch) -> None:
    """A sale that came back is not counted, though the shop's uses do not return."""
    counted = counts.uses_counted
    patch.setattr(counts, "uses_counted", lambda till, member, keeps: counted(till, member, False))


COUNT_BUGS: tuple[Callable[[Patch], None], ...] = (
    counted_by_whoever_sells,
    count_given_to_who_asks,
    count_kept_for_ever,
    use_forgotten,
    use_comes_back_against_the_policy,
)
