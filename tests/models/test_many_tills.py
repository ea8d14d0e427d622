"""The chains of three tills, woven together in any way, give the same tables: one fold, one truth.

Each till tells its own story in its own order, as it does; nothing else about the order is promised, so a refund may
come before its sale, an erasure before the enrolment, and the words of a person before their key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.models import schema
from desktop.models.adopting import fold_run
from desktop.models.engine import scratch
from desktop.models.people import Person, seal_person
from desktop.models.projections import shop as shop_projections
from desktop.models.projections import words as words_projections
from desktop.models.projections.apply import FOLDED_TABLES, PROJECTIONS
from desktop.models.projections.fold import Fold
from desktop.models.sinks import BatchSink, DirectSink
from loyalty.basket import Tender
from loyalty.facts import Fact, canonical_bytes
from loyalty.kinds import (
    KINDS,
    BoundFact,
    BranchSet,
    CardChange,
    CodesIssued,
    Consent,
    EntryAdjusted,
    Grant,
    ImportedMembers,
    ImportedSales,
    LotAmount,
    LotsOpened,
    MemberEnrolled,
    MemberGone,
    MemberImported,
    MemberPair,
    MemberProved,
    OfferGranted,
    OfferUse,
    OpeningsSettled,
    OverspendRecognised,
    Owed,
    PeopleSet,
    PersonSet,
    PinSet,
    PolicyPublished,
    Product,
    ProductsSet,
    ReturnedLine,
    Reversal,
    RightsGranted,
    RightsOpened,
    RightsReturned,
    SaleRecorded,
    SettledOpening,
    ShiftClosed,
    ShiftOpened,
    SoldLine,
    StaffKeyed,
    StaffSeen,
    StaffSet,
    StampsBounded,
    TillEnrolled,
    TillOpened,
    TillRetired,
    UsesReturned,
    pack_body,
    read_body,
)
from loyalty.last_words import Document, Words
from loyalty.stamps import Stamp
from tests.models.world import ZONE, imported

AT = 1_795_000_000_000
YEAR = 365 * 86_400_000
KEY = bytes(range(32))
OWN = "till-b"


@dataclass
class Chain:
    """One till's facts, in its order."""

    till: str
    facts: list[Fact] = field(default_factory=list)

    def tell(self, kind: str, body: Any, at: int) -> str:
        seq = len(self.facts) + 1
        fact_id = f"{at:013d}-{self.till}-{seq:03d}"
        self.facts.append(
            Fact(
                fact_id, "shop", f"branch-{self.till}", self.till, f"epoch-{self.till}", seq, kind, KINDS[kind][0],
                f"staff-{self.till}", "", AT + at, seq, "boot", AT + at, False, pack_body(kind, body),
            )
        )  # fmt: skip
        return fact_id


def sale(member: str | None, number: int, spends: tuple[LotAmount, ...] = ()) -> SaleRecorded:
    lines = (
        SoldLine(1, "SHOES", "p1", 3_000, 1_000, 1, 0, 0),
        SoldLine(2, "BAGS", None, 1_000, 700, 0, sum(part.amount for part in spends), 0),
    )
    grants = (
        Grant("credit", "business", 50, AT, AT + 10**9, "base"),
        Grant("points:main", "business", 9, AT, None, "base"),
    )
    paid = 1_699 - sum(part.amount for part in spends)
    uses = (OfferUse("autumn", 1, (0, 0)), OfferUse("coded", 1, (0, 0), "digest-1")) if member else ()
    drawn = (LotAmount("number:autumn", 1), LotAmount("cost:coded", 40)) if member else ()
    paid_by = (Tender("cash", paid),)
    given = grants if member else ()
    return SaleRecorded(number, "shift", member, lines, paid_by, 0, spends, given, uses, drawn=drawn)


def back(sale_id: str, member: str | None, number: int, quantity: int, *taken: LotAmount) -> Reversal:
    lines = (ReturnedLine(1, quantity, quantity // 4, 0),)
    return Reversal(
        sale_id, number, "shift", member, lines, (Tender("cash", quantity // 4),), (), (), taken, 0,
        (Owed("points:main", 1),), "size",
    )  # fmt: skip


def words(member: str, stamp: int, name: str) -> PeopleSet:
    person = Person(name=name, phone="09121234567", cards=((f"card-{member}", "6037"),))
    sealed = seal_person(KEY, member, stamp, person, bytes(12))
    return PeopleSet((PersonSet(member, stamp, sealed),))


def _wrong_clocks(a: Chain, b: Chain, c: Chain, centre: Chain) -> None:
    """One clock is a year ahead, one a year behind; the centre bounds the first when it hears it, in two runs."""
    ahead, behind = Stamp(AT + YEAR), Stamp(AT - YEAR)
    facts = []
    for chain, stamp, side in (
        (a, ahead, "given"),
        (c, behind, "withdrawn"),
        (b, Stamp(AT + 9_000), "given"),
    ):
        consent = Consent("m2", "sms_promo", stamp)
        pair = MemberPair("m4", "m2", stamp)
        goods = ProductsSet((Product("p9", "", f"by {chain.till}", "SHOES", 1, 0, False),), stamp)
        branch = BranchSet("branch-x", f"by {chain.till}", "", ZONE, stamp)
        staff = StaffSet("sara", f"by {chain.till}", "cashier", None, True, stamp)
        facts += [
            chain.tell(f"consent.{side}", consent, 300),
            chain.tell("member.merged" if side == "given" else "member.split", pair, 301),
            chain.tell("product.set", goods, 302),
            chain.tell("branch.set", branch, 303),
            chain.tell("staff.set", staff, 304),
            chain.tell("staff.keyed", StaffKeyed("sara", bytes([stamp.count + 7]) * 32, stamp), 305),
            chain.tell("card.issued", CardChange("m2", "card-2", stamp), 306),
            chain.tell("person.set", words("m2", stamp.at, f"by {chain.till}"), 307),
        ]
    seen = b.tell("consent.withdrawn", Consent("m2", "messenger", Stamp(AT + YEAR, 4)), 308)
    b.tell("consent.given", Consent("m2", "messenger", Stamp(AT + 8_000)), 309)
    first = tuple(BoundFact(fact_id, place) for place, fact_id in enumerate(facts[:8]))
    centre.tell("stamps.bounded", StampsBounded(AT + 5_000, (*first[:5], BoundFact(seen, 4))), 310)
    centre.tell("stamps.bounded", StampsBounded(AT + 6_000, first), 311)


def world() -> list[Chain]:
    """Return three tills' stories that speak of each other in every way."""
    a, b, c, centre = Chain("till-a"), Chain(OWN), Chain("till-c"), Chain("centre-1")
    for place, chain in enumerate((a, b, c)):
        chain.tell("till.opened", TillOpened("ABC"[place], KEY, "کفش", "IRT", 0, "shoes", True), place)
        for other in (a, b, c):
            chain.tell(
                "branch.set", BranchSet(f"branch-{other.till}", f"by {chain.till}", "", ZONE), 5 + place
            )
        chain.tell("staff.set", StaffSet("owner", f"نام {place}", "owner", None, True), 40 - place)
        chain.tell("staff.keyed", StaffKeyed("owner", bytes([place]) * 32), 41 - place)
        chain.tell("staff.locked", StaffSeen("owner"), 40 + place)
        chain.tell("staff.signed_in", StaffSeen("owner"), 50 - place)
        chain.tell(
            "policy.published", PolicyPublished("earning", 1, f'{{"x":{place}}}', f"h{place}", ""), 60 - place
        )
        product = Product("p1", "6261", f"کفش {place}", "SHOES", 900 + place, 0, False)
        chain.tell(
            "product.set", ProductsSet((product, replace(product, product_id=f"p{place + 2}"))), 70 - place
        )
    for name in ("m1", "m2", "m3"):
        a.tell("member.enrolled", MemberEnrolled(name, None), 100 + int(name[1]))
    b.tell("member.enrolled", MemberEnrolled("m4", "m1"), 90)
    c.tell("member.merged", MemberPair("m1", "m4"), 120)
    b.tell("member.merged", MemberPair("m1", "m2"), 121)
    a.tell("member.split", MemberPair("m2", "m1"), 119)
    b.tell("member.left", MemberGone("m3"), 130)
    c.tell("member.erased", MemberGone("m3"), 125)
    c.tell("member.left", MemberGone("m2"), 126)
    a.tell("member.left", MemberGone("m2"), 128)
    a.tell("person.set", words("m1", 200, "سارا"), 200)
    b.tell("person.set", words("m1", 201, "سارا احمدی"), 190)
    c.tell("person.set", words("m1", 201, "سارا احمدیان"), 195)
    c.tell("person.set", words("m3", 300, "رفته"), 124)
    b.tell("person.set", words("m9", 300, "بی‌کلید"), 124)
    for place, chain in enumerate((a, b, c)):
        kind = "consent.given" if place != 1 else "consent.withdrawn"
        chain.tell(kind, Consent("m1", "sms_promo"), 140 - (place == 1))
        chain.tell(
            "card.issued" if place else "card.blocked", CardChange(f"m{place + 1}", "card-1"), 150 - place
        )
        row = MemberImported("i1", AT - 100 + place % 2, f"branch-{'abc'[place]}")
        chain.tell("member.imported", ImportedMembers((row,)), 155)
        grant = Grant("credit", "business", 500, AT, AT + 10**9, "opening")
        chain.tell("lots.opened", LotsOpened("m1", AT - 50, "branch-till-a", (grant,), "src-1"), 160 - place)
        chain.tell(
            "sale.imported",
            ImportedSales(
                (
                    imported("s1", "m1", "branch-till-a", AT - 10**9, 300, groups=(("A", 200), ("B", 100))),
                    imported(
                        "r1", "m1", "branch-till-a", AT - 10**8, -100, refund_of="s1", groups=(("A", -100),)
                    ),
                )[place % 2 : place % 2 + 2]
            ),
            165,
        )
    sold = [chain.tell("sale.recorded", sale("m1", 1), 170 + place) for place, chain in enumerate((a, b, c))]
    walk_in = a.tell("sale.recorded", sale(None, 2), 175)
    for place, chain in enumerate((c, a, b)):
        of = sold[place]
        taken = (LotAmount(f"{of}.0", 5), LotAmount(f"{sold[(place + 1) % 3]}.1", 2))
        chain.tell("sale.refunded", back(of, "m1", 3, 1_000, *taken), 190 - place)
        chain.tell("sale.refunded", back(sold[0], "m1", 4, 700), 185 - place)
    b.tell("sale.refunded", back(walk_in, None, 5, 3_000), 200)
    c.tell("sale.voided", back(walk_in, None, 5, 3_000), 199)
    a.tell("rights.returned", RightsReturned((LotAmount(f"{sold[0]}.0", 20),), "home"), 210)
    b.tell("rights.returned", RightsReturned((LotAmount(f"{sold[1]}.0", 30),), "recalled"), 211)
    centre.tell("till.enrolled", TillEnrolled("till-a", "branch-till-a", KEY, 1), 1)
    centre.tell(
        "rights.granted", RightsGranted("till-c", (LotAmount(f"{sold[0]}.0", 20),), "claim", "w"), 212
    )
    centre.tell("till.retired", TillRetired("till-a", (LotAmount(f"{sold[0]}.0", 5),), "lost"), 214)
    centre.tell(
        "overspend.recognised",
        OverspendRecognised("till-c", (LotAmount(f"{sold[2]}.0", 4),), "late", "f"),
        215,
    )
    b.tell("entry.adjusted", EntryAdjusted("m1", (), (LotAmount(f"{sold[1]}.0", 3),), "other"), 220)
    for place, chain in enumerate((a, b, c)):
        chain.tell(
            "offer.granted", OfferGranted("once", 1, ("m1", f"m{place + 1}"), "", sold[place]), 222 - place
        )
        chain.tell(
            "code.issued", CodesIssued("coded", place + 1, ("digest-1", f"digest-{place}")), 224 - place
        )
    _wrong_clocks(a, b, c, centre)
    autumn = LotAmount("number:autumn", 3)
    centre.tell("rights.opened", RightsOpened("autumn", "business", (autumn,)), 160)
    centre.tell("rights.granted", RightsGranted(OWN, (autumn,), "share", ""), 161)
    b.tell("rights.returned", RightsReturned((LotAmount("number:autumn", 1),), "home"), 225)
    again = b.tell("sale.recorded", sale("m1", 6), 226)
    b.tell("uses.returned", UsesReturned(again, (LotAmount("number:autumn", 1),)), 227)
    # The centre says what stands of an opening, and who told it otherwise; a PIN is set at three tills.
    settled = SettledOpening("src-1.0", 500, "told-otherwise", 400)
    centre.tell("openings.settled", OpeningsSettled((settled,)), 228)
    for place, chain in enumerate((a, b, c)):
        chain.tell("pin.set", PinSet("m1", b"sealed" * place, Stamp(AT + 229 + place)), 229)
    b.tell("member.proved", MemberProved(again, "m1", "pin"), 229)
    shift = c.tell("shift.opened", ShiftOpened(10), 230)
    c.tell("shift.closed", ShiftClosed(shift, 10, 10, ()), 231)
    return [a, b, c, centre]


CHAINS = world()


_LOG = "INSERT INTO fact (fact_id, till_id, epoch, seq, kind, at, raw, hash)"


def fold(order: Sequence[int], page: int) -> dict[str, list[Any]]:
    """Fold the chains in an order of turns, by pages, and return every table without the numbers of rows."""
    connection = scratch()
    for statement in schema.tables():
        connection.execute(statement)
    for member in ("m1", "m2", "m3", "m4"):
        connection.execute("INSERT INTO member_key VALUES (?, ?)", (member, KEY))
    places, woven = [0] * len(CHAINS), []
    for turn in order:
        woven.append(CHAINS[turn].facts[places[turn]])
        places[turn] += 1
    for start in range(0, len(woven), page):
        sink = BatchSink(connection) if page > 1 else DirectSink(connection)
        facts = [(fact, canonical_bytes(fact)) for fact in woven[start : start + page]]
        log = [
            (fact.fact_id, fact.till_id, fact.epoch, fact.seq, fact.kind, fact.at, raw) for fact, raw in facts
        ]
        connection.executemany(f"{_LOG} VALUES (?, ?, ?, ?, ?, ?, ?, zeroblob(32))", log)
        fold_run(Fold(sink, own=OWN, centre="centre-1"), facts)
        if isinstance(sink, BatchSink):
            sink.settle()
    told = {name: _rows(connection, name) for name in FOLDED_TABLES}
    connection.close()
    return told


_NUMBERED = {"sale": "sale_no", "reversal": "reversal_no", "person": "person_no", "product": "product_no"}
_NAMED = {
    "sale_line": ("sale_no", "(SELECT sale_id FROM sale WHERE sale.sale_no = t.sale_no)"),
    "code_use": ("sale_no", "(SELECT sale_id FROM sale WHERE sale.sale_no = t.sale_no)"),
    "offer_use": ("sale_no", "(SELECT sale_id FROM sale WHERE sale.sale_no = t.sale_no)"),
    "reversal_line": (
        "reversal_no",
        "(SELECT reversal_id FROM reversal AS r WHERE r.reversal_no = t.reversal_no)",
    ),
}


def _rows(connection: Any, table: str) -> list[Any]:
    names = [row[0] for row in connection.execute(f"SELECT name FROM pragma_table_info('{table}')")]
    shown = [name for name in names if name != _NUMBERED.get(table)]
    if table in _NAMED:
        number, name = _NAMED[table]
        shown = [name if one == number else one for one in shown]
    where = "WHERE amount <> 0" if table == "right_elsewhere" else ""
    rows: list[Any] = connection.execute(f"SELECT {', '.join(shown)} FROM {table} AS t {where}").fetchall()
    # A day's row whose sums are all zero says nothing: it stands where a refund waited for its sale.
    said = [row for row in rows if not table.startswith("day_") or any(isinstance(v, int) and v for v in row)]
    return sorted(said, key=repr)


TURNS = [place for place, chain in enumerate(CHAINS) for _ in chain.facts]
STRAIGHT = fold(TURNS, 1)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(order=st.permutations(TURNS), page=st.sampled_from([1, 3, 17, 1_000]))
def test_any_weaving_of_the_chains_gives_the_same_tables(order: list[int], page: int) -> None:
    woven = fold(order, page)
    for table in FOLDED_TABLES:
        assert woven[table] == STRAIGHT[table], table


def test_the_tables_say_what_the_pure_rule_says() -> None:
    pure = Words()
    for chain in CHAINS:
        for fact in chain.facts:
            pure.tell(fact, read_body(fact.kind, fact.version, fact.body))
    told = {Document(*row[:2]): (row[2], row[3]) for row in STRAIGHT["last_word"]}
    last = {one: (word.stamp.packed, word.fact_id) for one, word in pure.standing().items()}
    assert told == {one: word for one, word in last.items() if one.subject != "person"}
    names = {row[0]: row[3] for row in STRAIGHT["person"]}
    assert names == {one.name: last[one][0] for one in last if one.name in names and one.subject == "person"}


def test_a_clock_a_year_ahead_has_no_last_word_and_one_a_year_behind_takes_none() -> None:
    assert ("m2", "sms_promo", 1, AT + 300) in STRAIGHT["consent"]
    assert ("m2", "messenger", 1, AT + 309) in STRAIGHT["consent"]
    assert [row[1] for row in STRAIGHT["branch"] if row[0] == "branch-x"] == [f"by {OWN}"]
    assert [row[1] for row in STRAIGHT["staff"] if row[0] == "sara"] == [f"by {OWN}"]
    assert [row[4] for row in STRAIGHT["person"] if row[0] == "m2"] == [f"by {OWN}"]


def test_a_bound_that_is_not_weighed_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words_projections, "told_again", lambda *_: iter(()))
    assert fold(TURNS, 1)["consent"] != STRAIGHT["consent"]


def test_the_story_touches_every_table_and_every_kind_that_folds() -> None:
    empty = {table for table, rows in STRAIGHT.items() if not rows}
    assert empty == {"fact_deferred", "told_early"}
    told = {fact.kind for chain in CHAINS for fact in chain.facts}
    assert set(PROJECTIONS) - told == {"till.closed", "epoch.opened", "lot.expired"}


def test_what_a_till_holds_itself_is_not_written_down() -> None:
    assert not [row for row in STRAIGHT["right_elsewhere"] if row[1] == OWN]
    assert [row for row in STRAIGHT["right_elsewhere"] if row[1] == "centre"]


def test_a_fold_that_trusts_arrival_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shop_projections.Fold, "is_last_word", lambda *_: True)
    assert fold(TURNS, 1)["staff"] != fold(TURNS[::-1], 1)["staff"]
