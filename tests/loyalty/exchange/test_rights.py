"""The book of rights: whatever moves, what is left of a lot is what its holders may take."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loyalty.kinds import (
    LotAmount,
    OverspendRecognised,
    RightsGranted,
    RightsReturned,
    TillEnrolled,
    TillRetired,
)
from loyalty.ledger import Postings, postings
from loyalty.rights import CENTRE, Book, RightMove, right_moves
from tests.loyalty.exchange.desk import sale, take

TILLS = st.sampled_from(("t1", "t2", "t3"))
LOT = st.sampled_from(("a", "b"))
AMOUNT = st.integers(1, 50)
PARTS = st.lists(st.builds(LotAmount, LOT, AMOUNT), max_size=3).map(tuple)
CARRIED = st.one_of(
    st.builds(RightsReturned, PARTS, st.just("home")),
    st.builds(RightsGranted, TILLS, PARTS, st.just("claim"), st.just("c")),
    st.builds(TillRetired, TILLS, PARTS, st.just("lost")),
    st.builds(TillEnrolled, TILLS, st.just("b0"), st.just(b""), st.just(0)),
)
MOVES = st.lists(st.builds(RightMove, LOT, TILLS | st.just(CENTRE), st.integers(-30, 30)), max_size=12)


@given(TILLS, CARRIED, MOVES)
def test_what_is_carried_is_neither_made_nor_lost(till: str, body: object, before: list[RightMove]) -> None:
    book = Book()
    book.post(before)
    totals = {lot: book.total(lot) for lot in ("a", "b")}
    book.post(right_moves(till, body, Postings()))
    assert {lot: book.total(lot) for lot in ("a", "b")} == totals


@given(MOVES)
def test_a_book_is_the_sum_of_its_moves_in_any_order(moves: list[RightMove]) -> None:
    book, back = Book(), Book()
    book.post(moves)
    back.post(reversed(moves))
    assert {lot: held for lot, held in book.accounts.items() if held} == {
        lot: held for lot, held in back.accounts.items() if held
    }
    for lot in ("a", "b"):
        assert book.total(lot) == sum(move.delta for move in moves if move.lot_id == lot)
        assert all(amount > 0 for _, amount in book.below_zero(lot))
        assert 0 not in book.holders(lot).values()
    assert book.touched == {move.lot_id for move in moves}


@given(MOVES, TILLS)
def test_the_largest_holder_stands_first(moves: list[RightMove], but: str) -> None:
    book = Book()
    book.post(moves)
    for lot in ("a", "b"):
        found = book.above_zero(lot, but)
        assert [left for _, left in found] == sorted((left for _, left in found), reverse=True)
        assert not {CENTRE, but} & {who for who, _ in found}
        assert all(book.held(lot, who) == left > 0 for who, left in found)


def test_a_till_moves_its_own_account_alone() -> None:
    body = sale([take("a", 5)], [7])
    moves = right_moves("t1", body, postings("f", 0, "b0", body))
    assert moves == (RightMove("a", "t1", -5), RightMove("f.0", "t1", 7))


def test_the_house_pays_into_the_account_that_is_short() -> None:
    body = OverspendRecognised("t2", (LotAmount("a", 5),), "trust", "f")
    assert right_moves(CENTRE, body, postings("f", 0, "", body)) == (RightMove("a", "t2", 5),)
