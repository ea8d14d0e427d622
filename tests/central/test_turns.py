"""The line before a centre's work: so many at once, so many waiting, and the rest hear when to come again."""

from __future__ import annotations

import asyncio

import pytest

from central.http.turns import MOST_SECONDS, SPREAD, Turns
from loyalty.errors import LoyaltyError


async def crowd(turns: Turns, count: int) -> tuple[int, list[LoyaltyError]]:
    """Let so many come at once; return how many were in work at the same time, and who was sent away."""
    at_work, most, refused = 0, 0, list[LoyaltyError]()

    async def come() -> None:
        nonlocal at_work, most
        try:
            async with turns.turn():
                at_work += 1
                most = max(most, at_work)
                await asyncio.sleep(0)
                at_work -= 1
        except LoyaltyError as problem:
            refused.append(problem)

    await asyncio.gather(*(come() for _ in range(count)))
    return most, refused


def test_few_work_at_once_and_all_are_served() -> None:
    assert asyncio.run(crowd(Turns(2, 10), 12)) == (2, [])


def test_who_finds_the_line_full_is_told_when_to_come_again() -> None:
    _, refused = asyncio.run(crowd(Turns(1, 3), 10))
    assert {one.code for one in refused} == {"centre_crowded"}
    assert 1 < len({one.values["seconds"] for one in refused}) <= SPREAD


def test_the_line_is_shorter_where_turns_take_long() -> None:
    """With ten seconds a turn a second one who waits would be served behind a till's patience."""
    hours = iter(range(0, 10_000, 10))
    turns = Turns(1, steady=lambda: float(next(hours)))
    for _ in range(20):
        asyncio.run(crowd(turns, 1))
    most, refused = asyncio.run(crowd(turns, 6))
    assert (most, len(refused)) == (1, 3)
    assert min(one.values["seconds"] for one in refused) > MOST_SECONDS / 2
    # One who finds nobody waiting is always let in, or a single slow turn would close the centre for ever.
    assert asyncio.run(crowd(turns, 1)) == (1, [])


def test_nobody_waits_longer_than_is_of_use() -> None:
    turns = Turns(1, patience=0.001)

    async def wait_in_vain() -> None:
        async with turns.turn():
            with pytest.raises(LoyaltyError, match="centre_crowded"):
                async with turns.turn():
                    pass
        async with turns.turn():
            pass

    asyncio.run(wait_in_vain())


def test_a_turn_that_ends_badly_is_given_back() -> None:
    turns = Turns(1, 1)

    async def fail() -> None:
        async with turns.turn():
            raise ZeroDivisionError

    async def again() -> None:
        with pytest.raises(ZeroDivisionError):
            await fail()
        async with turns.turn():
            pass

    asyncio.run(again())
