"""The line before a centre's work: so many at once, so many waiting, and the rest hear when to come again."""

from __future__ import annotations

import asyncio

import pytest

from central.http.turns import MOST_AWAY, MOST_SECONDS, SPREAD, Turns
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


def test_who_is_sent_away_comes_again_as_turns_go() -> None:
    """A second a turn, two at once: those sent away come two a second, and none of them finds the line full again."""
    hours = iter(range(10_000))
    turns = Turns(2, most_waiting=2, steady=lambda: float(next(hours)))
    for _ in range(40):
        asyncio.run(crowd(turns, 1))
    turns.steady = lambda: 0.0
    _, refused = asyncio.run(crowd(turns, 12))
    told = [one.values["seconds"] for one in refused]
    assert told == sorted(told)
    assert [told[place + 2] - told[place] for place in range(len(told) - 2)] == [1] * (len(told) - 2)


def test_one_turn_that_stood_still_sends_nobody_away_for_minutes() -> None:
    hours = iter((0, 60))
    turns = Turns(1, steady=lambda: float(next(hours, 60)))

    async def told(count: int) -> list[int]:
        _, refused = await crowd(turns, count)
        return [int(one.values["seconds"]) for one in refused]

    async def come() -> tuple[list[int], list[int]]:
        await told(1)
        return await told(80), await told(6)

    crowded, later = asyncio.run(come())
    assert len(crowded) > 60
    assert max(crowded) <= MOST_AWAY + SPREAD
    # The line was empty since: those sent away before count no more.
    assert later
    assert max(later) < MOST_AWAY


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
