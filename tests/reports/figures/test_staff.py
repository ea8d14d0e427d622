"""Who did what at the counter, and the patterns that deserve a look; ordinary work is none of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.clocks import SystemClock
from desktop.models.keys import FileKeys
from desktop.reports.figures import goods, staff
from desktop.reports.figures.document import read_shop
from desktop.reports.figures.periods import Period
from desktop.usecases.open_till import open_till
from desktop.usecases.staff_keys import LIGHT
from tests.cli.conftest import bare, lines
from tests.cli.lines import Lines
from tests.conftest import OWNER_PIN, SeededBytes

__all__ = ("bare", "lines")
PHONE = "09125550101"


@pytest.fixture
def club(lines: Lines) -> Lines:
    """Return a shop where the owner sells, voids, gives credit by hand, and a cashier does ordinary work."""
    ok(lines, "staff", "add", "نگار", "--id", "negar", "--level", "cashier", "--pin", "482917")
    ok(lines, "shift", "open", "--as", "owner")
    ok(lines, "enrol", "--phone", PHONE, "--name", "سارا", "--card", "none", "--as", "owner")
    for amount in (100_000, 200_000, 300_000):
        sell(lines, amount, "--member", PHONE)
    sell(lines, 50_000)
    ok(lines, "void", "A1-000004", "--reason", "mistake", "--as", "owner")
    ok(lines, "refund", "A1-000001", "--reason", "faulty", "--as", "owner")
    return lines


def ok(lines: Lines, *line: str, **words: str) -> Any:
    said = lines.run(*line, **{"BASHGAH_PIN": OWNER_PIN, **words})
    assert said.code == 0, said.out
    return said.json


def sell(lines: Lines, amount: int, *words: str) -> None:
    ok(lines, "sell", "--line", f"Shoes:{amount}", "--no-print", "--as", "owner", *words)


@contextmanager
def opened(lines: Lines) -> Iterator[tuple[Any, Any, Period]]:
    till = open_till(
        lines.folder, clock=SystemClock(), keys=FileKeys(lines.keys), key_cost=LIGHT, entropy=SeededBytes(3)
    )  # fmt: skip
    try:
        until = till.today() + dt.timedelta(days=1)
        with till.read() as db:
            yield db, read_shop(db, until, till.shop).book(), Period.last(7, until)
    finally:
        till.close()


def test_each_persons_work_is_counted(club: Lines) -> None:
    ok(club, "adjust", PHONE, "--credit", "7000", "--reason", "gift", "--as", "owner")
    with opened(club) as (db, book, week):
        (owner,) = staff.people(db, book, week)
    assert (owner.staff_id, owner.sales, owner.net, owner.member_sales) == ("owner", 4, 650_000, 3)
    assert (owner.voids, owner.void_net, owner.refunds, owner.refund_net) == (1, 50_000, 1, 100_000)
    assert (owner.enrolments, owner.entries_by_hand, owner.credit_by_hand) == (1, 1, 7_000)
    assert owner.approvals == 0, "signing one's own act approves of nobody"
    assert (owner.members_part.value, owner.void_rate.value, owner.average.value) == (75.0, 25.0, 162_500)


def test_who_gives_and_redeems_and_rings_one_card_deserves_a_look(club: Lines) -> None:
    with opened(club) as (db, book, week):
        assert [one.kind for one in staff.patterns(db, book, week)] == ["own_card"]
    ok(club, "adjust", PHONE, "--credit", "7000", "--reason", "gift", "--as", "owner")
    sell(club, 90_000, "--member", PHONE, "--credit", "5000")
    with opened(club) as (db, book, week):
        found = {one.kind: one for one in staff.patterns(db, book, week)}
    gift = found["gives_and_redeems"]
    assert (gift.staff_id, gift.times, gift.amount) == ("owner", 1, 5_000)
    assert found["own_card"].times == 4
    assert "voids_after_print" not in found


def test_a_void_counts_as_after_print_where_its_receipt_was_on_paper(club: Lines, tmp_path: Path) -> None:
    ok(club, "settings", "set", "printer_kind=file", f"printer_address={tmp_path}", "--as", "owner")
    for _ in range(2):
        ok(club, "sell", "--line", "Shoes:70000", "--as", "owner")
    ok(club, "prints", "retry", "--as", "owner")
    ok(club, "void", "A1-000008", "--reason", "mistake", "--as", "owner")
    with opened(club) as (db, book, week):
        (owner,) = staff.people(db, book, week)
    assert (owner.voids, owner.voids_after_print) == (2, 1)


def test_many_voids_after_print_stand_out_from_the_rest() -> None:
    def person(name: str, sales: int, voids: int) -> staff.Person:
        zero = dict.fromkeys(staff.Person.__dataclass_fields__, 0)
        return staff.Person(**{**zero, "staff_id": name, "sales": sales, "voids_after_print": voids})

    busy = (person("a", 100, 9), person("b", 100, 2), person("c", 200, 3))
    (found,) = staff.odd_voids(busy)
    assert (found.staff_id, found.times, found.usual) == ("a", 9, pytest.approx(5 / 3))
    assert staff.odd_voids((person("a", 100, 9), person("b", 100, 4))) == ()
    assert staff.odd_voids((person("a", 100, 2), person("b", 100, 0))) == ()
    assert [one.usual for one in staff.odd_voids((person("a", 10, 3),))] == [0.0]


def test_what_members_hold_is_what_the_shop_owes(club: Lines) -> None:
    ok(club, "adjust", PHONE, "--credit", "7000", "--reason", "gift", "--as", "owner")
    sell(club, 90_000, "--member", PHONE, "--credit", "5000")
    with opened(club) as (db, book, week):
        earlier = replace(book, settings=replace(book.settings, as_of=week.since))
        held = {one.unit: one for one in goods.holdings(db, book)}
        before = goods.holdings(db, earlier)
    assert (held["credit"].outstanding, held["credit"].granted) == (2_000, 7_000)
    assert held["credit"].breakage.value == 0.0
    assert before == ()


def test_costs_by_hand_and_credit_spent_are_the_clubs_cost(club: Lines, tmp_path) -> None:
    ok(club, "adjust", PHONE, "--credit", "7000", "--reason", "gift", "--as", "owner")
    sell(club, 90_000, "--member", PHONE, "--credit", "5000")
    costs, groups = tmp_path / "costs.json", tmp_path / "groups.json"
    costs.write_text(
        '{"costs": [{"name": "sms", "amount": 900, "from": "2020-01-01", "to": "2020-01-09"}]}',
        encoding="utf-8",
    )
    groups.write_text('{"groups": [{"id": "Shoes", "margin": 30}]}', encoding="utf-8")
    ok(club, "policy", "set", "fixed_costs", "--file", str(costs), "--as", "owner")
    ok(club, "policy", "set", "groups", "--file", str(groups), "--as", "owner")
    total = ok(club, "figures")["total"]
    assert total["roi"]["cost"] == {"discounts": 0, "credit": 5_000, "fixed": 900}
    assert (total["roi"]["rate"], total["roi"]["reason"]) == (None, "no_hold_out")
    assert total["clv_profit"]["margin_rate"] == 30.0
    assert total["clv_profit"]["clv_profit"] == pytest.approx(total["clv"]["clv"] * 0.3)


def test_figures_are_cut_to_a_segment_a_class_and_a_tier(club: Lines, tmp_path) -> None:
    ok(club, "enrol", "--phone", "09125550102", "--name", "نگین", "--card", "none", "--as", "owner")
    sell(club, 70_000, "--member", "09125550102")
    big = tmp_path / "big.json"
    big.write_text('{"condition": {"visits": {"op": ">=", "value": 2}}}', encoding="utf-8")
    ok(club, "segment", "set", "often", "--file", str(big), "--as", "owner")
    whole = ok(club, "figures")
    often = ok(club, "figures", "--segment", "often")
    assert whole["total"]["sales"]["counted_amount"] == 570_000
    assert often["total"]["sales"]["counted_amount"] == 500_000
    assert often["total"]["active_90"] == {"numerator": 1, "denominator": 1, "rate": 100.0}
    assert {name: group["amount"] for name, group in often["product_groups"].items()} == {"Shoes": 500_000}
    nobody = ok(club, "figures", "--class", "no_purchase", "--tier", "bronze")
    assert nobody["total"]["active_90"]["rate"] is None
    assert club.run("figures", "--segment", "none").error == "segment_unknown"
    assert club.run("figures", "--tier", "none").error == "tier_unknown"
