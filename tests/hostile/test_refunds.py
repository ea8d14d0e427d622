"""Goods that come back wrongly: more than was sold, twice, late, by whom one may not, after the credit is gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.models.counter import StoredSale
from desktop.models.sources import Source
from desktop.usecases.selling import reversing
from loyalty import reversal
from loyalty.refund_rules import RefundRules
from tests.cli.lines import Lines
from tests.conftest import OWNER_PIN, STAFF_PIN
from tests.hostile.conftest import PHONE
from tests.hostile.days import caught, done, facts_of, refused, spoken, unharmed


def sell(lines: Lines, *words: str) -> Any:
    return done(lines.run("sell", "--member", PHONE, *words))


def holds(lines: Lines) -> tuple[int, int]:
    card = done(lines.run("member", PHONE))
    return card["credit"]["total"], card["points"].get("main", 0)


def test_more_than_was_sold(club: Lines, sara: str) -> None:
    sold = sell(club, "--line", "SHOES:90000:3")
    with unharmed(club):
        refused(club, "refund", sold["sale_id"], "--line", "1:4", code="refund_more_than_sold")
        refused(
            club, "refund", sold["sale_id"], "--line", "1:3", "--line", "1:1", code="refund_more_than_sold"
        )
        refused(club, "refund", sold["sale_id"], "--line", "2:1", code="refund_line_unknown")
        refused(club, "refund", sold["sale_id"], "--line", "1:0", code="quantity_invalid")
        refused(club, "refund", sold["sale_id"], "--line", "1:0.5", code="quantity_not_whole")
        refused(club, "refund", sold["sale_id"], "--line", "first", code="refund_part_unreadable")
        assert "۳" in spoken(club, "refund", sold["sale_id"], "--line", "1:4")
    done(club.run("refund", sold["sale_id"], "--line", "1:2"))
    with unharmed(club):
        refused(club, "refund", sold["sale_id"], "--line", "1:2", code="refund_more_than_left")
        assert spoken(club, "refund", sold["sale_id"], "--line", "1:2", lang="en")


def test_twice(club: Lines, sara: str) -> None:
    sold = sell(club, "--line", "SHOES:90000:3")
    before = holds(club)
    done(club.run("refund", sold["number"], "--line", "1:1"))
    refused(club, "void", sold["number"], "--reason", "mistake", code="void_after_refund")
    back = done(club.run("refund", sold["number"]))
    with unharmed(club):
        refused(club, "refund", sold["number"], code="sale_fully_returned")
        refused(club, "void", sold["number"], "--reason", "mistake", code="sale_fully_returned")
        told = refused(club, "void", back["number"], "--reason", "mistake", code="void_of_refund")
        refused(club, "refund", back["number"], "--reason", "mistake", code="refund_of_refund")
        assert sold["number"] in told["en"]
        refused(club, "void", f"A1-{int(back['number'][3:])}", "--reason", "mistake", code="void_of_refund")
        assert spoken(club, "refund", sold["sale_id"])
    assert holds(club) == (before[0] - 9_000, before[1] - 9)
    voided = sell(club, "--line", "SHOES:90000")
    done(club.run("void", voided["number"], "--reason", "mistake"))
    with unharmed(club):
        refused(club, "void", voided["number"], "--reason", "mistake", code="sale_voided")
        refused(club, "refund", voided["number"], code="sale_voided")


def test_a_sale_that_spent_and_earned_after_its_credit_was_spent_again(club: Lines, sara: str) -> None:
    """What the sale gave is gone: it is taken from what comes back, and the member never ends above the start."""
    first = sell(club, "--line", "SHOES:600000", "--credit", "100000")
    assert first["balance_after"]["total"] == 50_000
    second = sell(club, "--line", "SHOES:50000", "--credit", "50000")
    assert second["balance_after"]["total"] == 0

    back = done(club.run("refund", first["sale_id"]))
    assert back["credit_back"] == 100_000
    assert back["money_back"] + back["withheld"] == 500_000
    assert back["credit_taken_back"] + back["withheld"] + back["owed"] == 50_000
    assert holds(club)[0] == 100_000 - back["credit_taken_back"]

    again = done(club.run("refund", second["sale_id"]))
    assert again["credit_back"] + again["money_back"] == 50_000
    paid_in = 1_000_000 + 500_000
    paid_out = back["money_back"] + again["money_back"]
    goods = 1_000_000
    assert holds(club)[0] + paid_out - paid_in + goods <= 100_000
    assert facts_of(club) > 0


def test_a_sale_whose_credit_is_gone_gives_less_money_back(club: Lines, sara: str) -> None:
    """Nothing is left to take what the sale gave from: it is withheld, and the paper and the drawer know it."""
    first = sell(club, "--line", "SHOES:600000")
    sell(club, "--line", "SHOES:1000000", "--credit", "100000")
    sell(club, "--line", "SHOES:1500000", "--credit", "150000")
    assert holds(club)[0] == 135_000, "of the last sale alone"
    done(club.run("adjust", sara, "--credit=-135000", "--reason", "correction"))
    drawer = done(club.run("shift", "show"))["expected"]
    back = done(club.run("refund", first["sale_id"]))
    assert (back["withheld"], back["money_back"], back["owed"]) == (60_000, 540_000, 0)
    assert done(club.run("shift", "show"))["expected"] == drawer - 540_000
    assert holds(club)[0] == 0
    assert facts_of(club) > 0


def test_a_sale_whose_credit_was_spent_again_is_not_voided_before_the_later_one(
    club: Lines, sara: str
) -> None:
    first = sell(club, "--line", "SHOES:600000", "--credit", "100000")
    second = sell(club, "--line", "SHOES:50000", "--credit", "50000")
    with unharmed(club):
        refused(club, "void", first["sale_id"], "--reason", "mistake", code="void_earned_spent")
    done(club.run("void", second["sale_id"], "--reason", "mistake"))
    done(club.run("void", first["sale_id"], "--reason", "mistake"))
    assert holds(club) == (100_000, 100)


def test_a_void_belongs_to_its_shift(club: Lines, sara: str) -> None:
    sold = sell(club, "--line", "SHOES:90000")
    done(club.run("shift", "close", "--counted", "1190000"))
    with unharmed(club):
        refused(club, "refund", sold["sale_id"], code="shift_needed")
    done(club.run("shift", "open", "--counted", "0"))
    with unharmed(club):
        refused(club, "void", sold["sale_id"], "--reason", "mistake", code="void_out_of_shift")
    assert done(club.run("refund", sold["sale_id"]))["money_back"] == 90_000


def test_goods_after_the_days_of_return_need_somebody_who_may(club: Lines, sara: str) -> None:
    done(club.run("staff", "add", "نگار", "--id", "negar", "--level", "cashier", "--pin", STAFF_PIN))
    owner, cashier = {"BASHGAH_AS": "owner"}, {"BASHGAH_AS": "negar", "BASHGAH_PIN": STAFF_PIN}
    sold = done(club.run("sell", "--member", PHONE, "--line", "SHOES:90000", **owner))
    late = ("refund", sold["sale_id"], "--at", "2027-06-01T12:00:00+03:30")
    with unharmed(club):
        refused(club, *late, code="not_allowed", **cashier)
        refused(
            club,
            *late,
            "--approved-by",
            "negar",
            code="approver_same",
            BASHGAH_APPROVER_PIN=STAFF_PIN,
            **cashier,
        )
    both = {"BASHGAH_APPROVER_PIN": OWNER_PIN, **cashier}
    assert done(club.run(*late, "--approved-by", "owner", **both))["money_back"] == 90_000
    assert facts_of(club) > 0


@pytest.mark.parametrize(
    "name", ["A1-000099", "A1-", "", "۱", "B1:", "B1:nothing:x", "../../etc/passwd", "x" * 9_000]
)
def test_a_receipt_nobody_gave(club: Lines, sara: str, name: str) -> None:
    with unharmed(club):
        refused(club, "refund", name, code="sale_unknown")
        refused(club, "void", name, "--reason", "mistake", code="sale_unknown")
        refused(club, "receipt", name, code="sale_unknown")


def test_grace_is_given_once_for_credit_whose_end_has_passed(club: Lines, sara: str) -> None:
    sold = sell(club, "--line", "SHOES:600000", "--credit", "100000", "--at", "2027-02-01T12:00:00+03:30")
    later = ("--at", "2027-10-01T12:00:00+03:30")
    back = done(club.run("refund", sold["sale_id"], *later))
    assert back["credit_back"] == 100_000
    lots = [lot for lot in done(club.run("member", PHONE))["lots"] if lot["unit"] == "credit"]
    assert back["balance_after"]["total"] <= 100_000
    ends = [lot["expires_at"] for lot in lots if lot["remaining"] and lot["expires_at"] > "2027-10-01"]
    assert ends == ["2027-11-01T00:00:00+03:30"]  # the last of thirty days counts whole, as with any lot


def test_a_day_whose_paper_cannot_be_written_is_not_closed(club: Lines, sara: str, tmp_path: Path) -> None:
    done(club.run("shift", "close", "--counted", "1100000"))
    (tmp_path / "file").write_text("x")
    with unharmed(club):
        for place in (tmp_path / "file" / "day.pdf", tmp_path / "no" / "day.pdf"):
            refused(club, "day-close", "--pdf", str(place), code="file_folder_missing")
        refused(club, "day-close", "--pdf", str(tmp_path), code="file_unwritable")


def test_a_number_copied_out_of_persian_text_brings_its_marks_along(club: Lines, sara: str) -> None:
    sell(club, "--line", "SHOES:90000")
    assert done(club.run("receipt", "\u2066A1-۰۰۰۰۰۲\u2069", "--lang", "fa"))["copies"] == 1
    assert done(club.run("refund", " \u2066A1-۰۰۰۰۰۲\u2069 "))["money_back"] == 90_000


# -- planted bugs: the checks above see them --------------------------------------------------------------


@pytest.mark.parametrize("check", [test_more_than_was_sold, test_twice])
def test_a_till_that_forgets_what_came_back_is_caught(
    club: Lines, sara: str, monkeypatch: pytest.MonkeyPatch, check: Callable[[Lines, str], None]
) -> None:
    stored_sale = reversing.stored_sale

    def without_its_past(db: Source, reference: str) -> StoredSale | None:
        stored = stored_sale(db, reference)
        return replace(stored, reversals=()) if stored else None

    monkeypatch.setattr(reversing, "stored_sale", without_its_past)
    with caught():
        check(club, sara)


def test_a_till_that_leaves_what_the_sale_gave_is_caught(
    club: Lines, sara: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reversal, "_reclaim", lambda *_: 0)
    with caught():
        test_a_sale_that_spent_and_earned_after_its_credit_was_spent_again(club, sara)


def test_a_till_that_never_withholds_is_caught(
    club: Lines, sara: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It gives the whole money back although the credit of the sale is gone, and forgets the rest."""
    reclaim = reversal._reclaim
    monkeypatch.setattr(reversal, "_reclaim", lambda claim, book: reclaim(claim, book) * 0)
    with caught():
        test_a_sale_whose_credit_is_gone_gives_less_money_back(club, sara)


def test_a_till_that_needs_nobody_for_late_goods_is_caught(
    club: Lines, sara: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RefundRules, "is_late", lambda *_: False)
    with caught():
        test_goods_after_the_days_of_return_need_somebody_who_may(club, sara)
