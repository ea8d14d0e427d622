"""The hybrid clock: whoever has seen a word may replace it, nobody in the future wins for long, any order is one answer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loyalty.clock import DAY, MINUTE
from loyalty.facts import Fact
from loyalty.kinds import BoundFact, Consent, MemberEnrolled, MemberPair, PeopleSet, PersonSet, StampsBounded
from loyalty.last_words import Document, Words, bound_ahead, documents_of, stamps_of
from loyalty.stamps import MOST_AT, MOST_COUNT, Stamp, bounded, follow, read_stamp, unpack_stamp

NOW = 1_795_000_000_000
YEAR = 365 * DAY
ONE = Document("consent", "m sms")


def fact(name: str, kind: str, at: int = NOW) -> Fact:
    return Fact(name, "b", "v", "t", "e", 1, kind, 2, "s", "", at, 1, "x", at, False, [])


def said(name: str, stamp: Stamp | None, at: int = NOW) -> tuple[Fact, Consent]:
    return fact(name, "consent.given", at), Consent("m", "sms", stamp)


def limit(at: int, *facts: BoundFact) -> tuple[Fact, StampsBounded]:
    return fact(f"c{at}", "stamps.bounded"), StampsBounded(at, facts)


stamps = st.builds(Stamp, st.integers(NOW - YEAR, NOW + YEAR) | st.integers(NOW, NOW + 2), st.integers(0, 3))


@given(stamps, stamps)
def test_a_stamp_is_one_number_in_the_same_order(one: Stamp, other: Stamp) -> None:
    assert (one < other) == (one.packed < other.packed)
    assert unpack_stamp(one.packed) == one
    assert one.packed < Stamp(MOST_AT, MOST_COUNT).packed < 1 << 63


@given(st.integers(NOW - YEAR, NOW + YEAR), stamps)
def test_whoever_has_seen_a_word_may_replace_it_whatever_their_clock_says(at: int, before: Stamp) -> None:
    assert follow(at, before) > before
    assert follow(at, before) >= Stamp(at)
    assert follow(at, None) == Stamp(at)


def test_what_nobody_can_have_written_is_brought_into_reach_and_has_a_successor() -> None:
    assert read_stamp(1 << 62, 1 << 62) == Stamp(MOST_AT, MOST_COUNT)
    assert read_stamp(-5, -5) == Stamp(0, 0)
    assert Stamp(7, MOST_COUNT).next == Stamp(8, 0)


def test_a_word_without_a_stamp_reads_as_its_time_and_nothing() -> None:
    assert stamps_of(*said("f1", None, NOW - 5)) == {ONE: Stamp(NOW - 5, 0)}
    assert stamps_of(fact("f", "member.enrolled"), MemberEnrolled("m", None)) == {}
    assert documents_of("sale.recorded", None) == ()


def test_words_about_a_pair_and_about_people_are_named_by_them() -> None:
    pair = documents_of("member.merged", MemberPair("m2", "m1"))
    assert [one.name for one in pair] == ["m1 m2"]
    assert pair == documents_of("member.split", MemberPair("m1", "m2"))
    people = PeopleSet((PersonSet("m1", NOW, b"", 2), PersonSet("m2", NOW + 1, b"")))
    told = stamps_of(fact("f", "person.set"), people)
    assert [(one.name, stamp) for one, stamp in told.items()] == [
        ("m1", Stamp(NOW, 2)),
        ("m2", Stamp(NOW + 1)),
    ]


def test_the_centre_bounds_what_lies_ahead_and_keeps_its_order() -> None:
    ahead = [said(f"f{n}", Stamp(NOW + YEAR + n, count)) for n, count in enumerate((3, 0, 9))]
    told = bound_ahead([*ahead, said("f9", Stamp(NOW + MINUTE))], NOW)
    assert told is not None
    assert [(one.fact_id, one.count) for one in told.facts] == [("f0", 3), ("f1", 4), ("f2", 9)]
    assert told.at == NOW + 5 * MINUTE
    assert bound_ahead([said("f9", Stamp(NOW - YEAR))], NOW) is None


def test_a_clock_in_the_future_wins_no_longer_than_the_tolerance_after_it_was_heard() -> None:
    words = Words()
    words.tell(*said("f1", Stamp(NOW + YEAR)))
    words.tell(*said("f2", Stamp(NOW + 6 * MINUTE)))
    assert words.last(ONE) == (Stamp(NOW + YEAR), "f1")
    words.tell(*limit(NOW + 5 * MINUTE, BoundFact("f1", 0)))
    assert words.last(ONE) == (Stamp(NOW + 6 * MINUTE), "f2")
    assert words.last(Document("consent", "nobody")) is None
    assert bounded(Stamp(5), Stamp(9)) == Stamp(5)


STAMPS = (None, Stamp(NOW + YEAR), Stamp(NOW - YEAR, 2), Stamp(NOW + 1))
TOLD: list[tuple[Fact, Consent | StampsBounded]] = [
    *(said(f"f{n}", stamp) for n, stamp in enumerate(STAMPS)),
    limit(NOW + 9, BoundFact("f1", 1), BoundFact("f3", 0)),
    limit(NOW + 7, BoundFact("f1", 4)),
]


@given(st.permutations(TOLD))
def test_any_order_gives_the_same_last_word(order: list[tuple[Fact, Consent | StampsBounded]]) -> None:
    words = Words()
    for told, body in order:
        words.tell(told, body)
    assert words.standing() == {ONE: (Stamp(NOW + 7, 4), "f1")}
