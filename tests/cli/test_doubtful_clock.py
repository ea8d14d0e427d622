"""A machine whose clock went back is told so by the command line, but not in a shop that is told its days."""

from __future__ import annotations

import io

import pytest

from desktop.cli import main
from desktop.usecases.staff_keys import LIGHT
from loyalty.clock import DAY
from loyalty.problems import all_problems
from tests.cli.lines import Lines
from tests.conftest import OWNER_PIN, FixedClock


def heard(bare: Lines, clock: FixedClock, *line: str) -> str:
    """Return what a line said beside its answer, on a terminal of that clock."""
    err = io.StringIO()
    told = main(
        ["--shop", str(bare.folder), *line],
        environ=bare.environ({}),
        stdin=io.StringIO(),
        stdout=io.StringIO(),
        stderr=err,
        clock=clock,
        key_cost=LIGHT,
    )
    assert told == 0, err.getvalue()
    return err.getvalue()


@pytest.mark.parametrize("made", [(), ("--test",)])
@pytest.mark.parametrize("days_back", [0, 3])
def test_only_a_shop_that_sells_doubts_a_clock_that_went_back(
    bare: Lines, fixed_clock: FixedClock, made: tuple[str, ...], days_back: int
) -> None:
    heard(
        bare, fixed_clock, "new-shop", "--name", "نمونه", "--branch", "مرکزی", "--owner-pin", OWNER_PIN, *made
    )
    fixed_clock.at -= days_back * DAY
    doubted = all_problems()["clock_suspect"].en in heard(bare, fixed_clock, "staff", "list")
    assert doubted is (days_back > 0 and not made)


def test_a_clock_far_ahead_is_confirmed_on_the_line(bare: Lines, fixed_clock: FixedClock) -> None:
    heard(bare, fixed_clock, "new-shop", "--name", "نمونه", "--branch", "مرکزی", "--owner-pin", OWNER_PIN)
    assert "clock" not in heard(bare, fixed_clock, "clock", "show")
    fixed_clock.at += 400 * DAY
    fixed_clock.steadily, fixed_clock.boot = 5_000, "boot-2"
    assert "bashgah clock believe" in heard(bare, fixed_clock, "clock", "show")
    heard(bare, fixed_clock, "clock", "believe")
    assert heard(bare, fixed_clock, "clock", "show") == ""
