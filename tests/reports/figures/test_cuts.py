"""A period cut by branch, person, class, hour and group adds up to the whole; patterns are seen, and only they."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from desktop.reports.figures import cuts, goods, hours
from desktop.reports.figures.book import Book, Scope
from desktop.reports.figures.document import figures, read_shop
from desktop.reports.figures.formulas import FORMULAS
from desktop.reports.figures.loading import load
from desktop.reports.figures.periods import Period, steps
from desktop.reports.figures.rfm import rfm, scores
from desktop.reports.figures.sales import sales
from desktop.reports.figures.table import member_rows
from desktop.usecases.importing.folder import import_folder
from loyalty.clock import local_time
from loyalty.segments import SEGMENTS
from loyalty.segments import scores as plain_scores
from tests.reports.figures import generated
from tests.usecases.data.conftest import Write

YEAR = Period(dt.date(2021, 10, 5), generated.AS_OF)


@pytest.fixture
def book(till, session, tmp_path) -> Book:
    import_folder(till, session, generated.write(tmp_path / "source", generated.folder(6)))
    with till.read() as db:
        return read_shop(db, generated.AS_OF, till.shop).book()


def test_parts_add_up_to_the_whole(book: Book) -> None:
    whole = sales(book, YEAR)
    for parts in (cuts.by_branch(book, YEAR), cuts.by_person(book, YEAR)):
        assert sum(part.net for part in parts) == whole.net
        assert sum(part.purchases for part in parts) == whole.purchases
    for part in cuts.by_branch(book, YEAR):
        alone = sales(book.cut(Scope(frozenset((part.name,)))), YEAR)
        assert (part.net, part.purchases, part.counted) == (alone.net, alone.purchases, alone.counted)
        assert part.members_share == alone.members_share
    assert [part.name for part in cuts.contest(book, YEAR)] == [
        part.name
        for part in sorted(cuts.by_branch(book, YEAR), key=lambda p: (-(p.members_share.value or -1), p.name))
    ]


def test_a_set_of_branches_is_its_branches_together(book: Book) -> None:
    both = sales(book.cut(Scope(frozenset(("B1", "B2")))), YEAR)
    each = [sales(book.cut(Scope(frozenset((name,)))), YEAR) for name in ("B1", "B2")]
    assert both.net == sum(one.net for one in each)
    assert both.purchases == sum(one.purchases for one in each)
    assert both.buyers <= sum(one.buyers for one in each)


def test_classes_and_tiers_part_the_members(book: Book) -> None:
    members = int(book.members.sum())
    for scopes in (
        [cuts.of_class(book, name) for name in (*SEGMENTS, cuts.NO_PURCHASE)],
        [cuts.of_tier(book, tier.tier) for tier in book.settings.ladder.tiers],
    ):
        assert sum(len(scope.members or ()) for scope in scopes) == members
        of_members = sales(book, YEAR)
        parts = [sales(book.cut(scope), YEAR) for scope in scopes]
        assert sum(part.counted for part in parts) == of_members.counted - of_members.walk_in_amount
        assert sum(part.buyers for part in parts) == of_members.buyers
        assert all(part.walk_ins == 0 for part in parts)


def test_movement_counts_every_member_once(book: Book, till) -> None:
    with till.read() as db:
        then = read_shop(db, generated.AS_OF, till.shop).book(as_of=dt.date(2022, 9, 5))
    told = cuts.movement(then, book)
    assert told.counts.sum() == int((then.members & book.members).sum())
    now = Counter(rfm(book).ranks.segment[then.members[rfm(book).member]].tolist())
    assert told.counts[:, :-1].sum(axis=0).tolist() == [now[place] for place in range(len(SEGMENTS))]


def test_what_classes_win_others_lose(book: Book, till) -> None:
    with till.read() as db:
        then = read_shop(db, generated.AS_OF, till.shop).book(as_of=dt.date(2022, 9, 5))
    told = cuts.movement(then, book)
    before, after = told.counts.sum(axis=1), told.counts.sum(axis=0)
    assert int((after - before).sum()) == 0
    assert (after != before).any()
    both = then.members & book.members
    for one, counted in ((then, before), (book, after)):
        found = rfm(one)
        classed = found.ranks.segment[both[found.member]]
        assert counted[:-1].tolist() == np.bincount(classed, minlength=len(SEGMENTS)).tolist()
        assert counted[-1] == int(both.sum()) - len(classed)


def test_hours_are_those_of_the_branchs_clock(book: Book) -> None:
    found = book.purchases_in(YEAR)
    wanted = [local_time(at, "Asia/Tehran") for at in found.at.tolist()]
    assert hours.hours(book, found).tolist() == [moment.hour for moment in wanted]
    assert hours.weekdays(found.day).tolist() == [(moment.weekday() + 2) % 7 for moment in wanted]
    week = hours.week(book, YEAR)
    assert (week.purchases.sum(), week.net.sum()) == (len(found), found.net.sum())
    for entry, told in hours.preferred(book, YEAR).items():
        inside = [m for m, who in zip(wanted, found.member.tolist(), strict=True) if who == entry]
        slots = Counter(
            ((m.weekday() + 2) % 7, next(b for b in hours.BANDS if b[0] <= m.hour < b[1])) for m in inside
        )
        assert told.purchases == max(slots.values()) == slots[told.weekday, told.band]


def test_reading_on_is_reading_anew(till, session, tmp_path) -> None:
    files = generated.folder(6)
    half = {**files, "purchases": files["purchases"][:80], "members": files["members"][12:]}
    import_folder(till, session, generated.write(tmp_path / "half", half))
    with till.read() as db:
        first = load(db)
    import_folder(till, session, generated.write(tmp_path / "whole", files))
    with till.read() as db:
        on, anew = (read_shop(db, generated.AS_OF, till.shop, before) for before in (first, None))
        assert len(first.sales.at) < len(on.columns.sales.at)
        assert figures(db, on) == figures(db, anew)
        assert member_rows(on.book()) == member_rows(anew.book())


def test_every_figure_has_its_words(till) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(cuts.__file__).parent.glob("*.py"))
    named = set(re.findall(r'\b(?:share|mean|_plain)\(\s*"([a-z_]+)"', source))
    assert named == set(FORMULAS)
    assert all(formula.name.fa and formula.above.en for formula in FORMULAS.values())


def test_scores_are_those_of_the_pure_rule() -> None:
    chance = np.random.default_rng(7)
    for size in (1, 2, 5, 6, 37, 400):
        for spread in (1, 3, 10_000):
            values = chance.integers(0, spread, size)
            assert scores(values).tolist() == plain_scores(values.tolist())
            assert scores(values, reverse=True).tolist() == plain_scores(values.tolist(), reverse=True)


def test_groups_and_new_products(till, session, write: Write) -> None:
    def line(number: int, group: str, product: str, amount: int) -> dict[str, object]:
        return {"purchase_id": f"P{number}", "product_group": group, "product_id": product, "amount": amount}

    def sale(number: int, at: str, amount: int, member: str = "M1") -> dict[str, object]:
        return {
            "purchase_id": f"P{number}",
            "member_id": member,
            "branch_id": "B1",
            "at": f"{at}T12:00:00Z",
            "amount": amount,
        }

    import_folder(till, session, write(
        members=[{"member_id": name, "joined_at": "2024-01-01T00:00:00Z"} for name in ("M1", "M2")],
        purchases=[sale(1, "2024-10-05", 10), sale(2, "2024-11-02", 30), sale(3, "2024-11-09", 5), sale(4, "2024-11-09", 7, "M2")],
        lines=[line(1, "A", "old", 10), line(2, "A", "old", 10), line(2, "B", "new", 20), line(3, "B", "new", 5), line(4, "B", "new", 7)],
    ))  # fmt: skip
    until = dt.date(2024, 11, 16)
    november = Period(dt.date(2024, 11, 2), until)
    with till.read() as db:
        book = read_shop(db, until, till.shop).book()
        lines = goods.groups_over(db, book, steps(november.since, until, "week", "jalali"))
        assert [(one.group, one.net) for one in lines] == [("B", (20, 12)), ("A", (10, 0))]
        (new,) = goods.new_products(db, book, november)
    assert (new.product_id, new.net, new.purchases, new.buyers, new.repeated) == ("new", 32, 3, 2, 1)
    assert new.repeat.value == 50.0
