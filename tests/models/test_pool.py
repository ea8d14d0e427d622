"""The pool of connections: how many there are, who has them, and what becomes of those that come back."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest

from desktop.models import pool as module
from desktop.models.pool import Pool
from loyalty.errors import LoyaltyError


@dataclass
class Connection:
    in_transaction: bool = False
    closed: bool = False

    def close(self) -> None:
        self.closed = True


@dataclass
class Maker:
    made: list[Connection] = field(default_factory=list)

    def __call__(self) -> Connection:
        self.made.append(Connection())
        return self.made[-1]


def test_a_connection_that_came_back_is_lent_again() -> None:
    pool = Pool(maker := Maker(), 2)
    for _ in range(3):
        pool.lend().close()
    assert len(maker.made) == 1


def test_two_borrowers_never_share_one() -> None:
    pool = Pool(Maker(), 2)
    assert pool.lend().driver_connection is not pool.lend().driver_connection


def test_giving_back_twice_lends_it_once() -> None:
    pool = Pool(Maker(), 2)
    lent = pool.lend()
    lent.close()
    lent.close()
    assert pool.lend().driver_connection is not pool.lend().driver_connection


def test_who_comes_when_all_are_lent_waits_until_one_is_back() -> None:
    pool = Pool(maker := Maker(), 1)
    first, got = pool.lend(), []
    waiting = threading.Thread(target=lambda: got.append(pool.lend().driver_connection))
    waiting.start()
    assert not got
    first.close()
    waiting.join(10)
    assert got == maker.made
    assert len(maker.made) == 1


def test_who_waits_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    pool = Pool(Maker(), 1)
    pool.lend()
    with pytest.raises(LoyaltyError) as raised:
        pool.lend()
    assert raised.value.code == "shop_busy"


def test_one_that_comes_back_in_a_transaction_is_closed() -> None:
    pool = Pool(maker := Maker(), 1)
    lent = pool.lend()
    lent.driver_connection.in_transaction = True
    lent.close()
    assert maker.made[0].closed
    assert pool.lend().driver_connection is maker.made[1]


def test_where_opening_fails_the_room_is_not_lost() -> None:
    tries = iter([LoyaltyError("shop_unreadable"), None])

    def make() -> Connection:
        if problem := next(tries):
            raise problem
        return Connection()

    pool = Pool(make, 1)
    with pytest.raises(LoyaltyError):
        pool.lend()
    pool.lend()


def test_closing_closes_what_is_free_at_once_and_what_is_lent_when_it_is_back() -> None:
    pool = Pool(maker := Maker(), 2)
    one, other = pool.lend(), pool.lend()
    one.close()
    pool.close()
    assert [connection.closed for connection in maker.made] == [True, False]
    other.close()
    assert maker.made[1].closed
