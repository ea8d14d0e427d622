"""Bugs in how tills come, go and come again, each as a patch: what the checks of the world must catch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from loyalty.exchange import centre as core
from loyalty.exchange.centre import EnrolledTill
from loyalty.exchange.turn import Turn
from loyalty.kinds import Body
from tests.simulation.centre import Centre

Patch = pytest.MonkeyPatch


def back_without_doubt(patch: Patch) -> None:
    """A till that was retired works on at once, before it has read what was taken from it."""
    keep = Centre._set_till

    def trusting(self: Centre, till: EnrolledTill, at: int) -> None:
        keep(self, replace(till, doubt=""), at)

    patch.setattr(Centre, "_set_till", trusting)


def forgotten_never_learned(patch: Patch) -> None:
    """A centre that was put back hears nothing of tills from the facts it is lent."""

    def deaf(self: Centre, at: int, body: Body | None) -> None:
        """Learn nothing."""

    patch.setattr(Centre, "_learn_till", deaf)


def retired_with_its_rights(patch: Patch) -> None:
    """Whoever is retired keeps what it held."""
    retire = core.retire

    def lenient(turn: Turn, held: Mapping[str, int], reason: str) -> None:
        retire(turn, {}, reason)

    patch.setattr(core, "retire", lenient)


def not_awaited(patch: Patch) -> None:
    """A centre that was put back does not wait for a till that comes again with what it forgot."""
    let_in = Centre.let_in

    def hasty(self: Centre, till_id: str, branch_id: str) -> None:
        let_in(self, till_id, branch_id)
        self.heard.add(till_id)

    patch.setattr(Centre, "let_in", hasty)


JOIN_BUGS: tuple[Callable[[Patch], None], ...] = (
    back_without_doubt,
    forgotten_never_learned,
    retired_with_its_rights,
    not_awaited,
)
