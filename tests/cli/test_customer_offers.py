"""The customer's own offers through the command line, to the Toman: shoes and the salon, with their edges."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.lines import Lines

SHOES = {
    "id": "instead-20",
    "basket": {"basket_total": {"op": ">=", "amount": 600_000, "group": "SHOES"}},
    "benefits": [{"credit": {"percent": 20, "mode": "instead"}}],
    "place": "credit",
}
OVER_TEN = {
    "id": "over-10-visits",
    "audience": {"visits": {"op": ">", "value": 10}},
    "benefits": [{"credit": {"percent": 10}}],
}
BIG = {
    "id": "over-5m",
    "audience": {"spent": {"op": ">", "amount": 5_000_000}},
    "benefits": [{"discount": {"percent": 5}}, {"credit": {"percent": 5}}],
}
SILVER = {"id": "silver", "audience": {"tier_is": "silver"}, "benefits": [{"credit": {"percent": 15}}]}
PHONE = "09125550101"


class Club:
    """A shop's lines with documents written to files, and a member."""

    def __init__(self, lines: Lines, folder: Path) -> None:
        self.lines, self.folder = lines, folder

    def put(self, *words: str, document: dict[str, Any], at: str | None = None) -> Any:
        file = self.folder / "document.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        when = ("--at", at) if at else ()
        said = self.lines.run(*words, "--file", str(file), *when)
        assert said.code == 0, said.out
        return said.json

    def ok(self, *words: str) -> Any:
        said = self.lines.run(*words)
        assert said.code == 0, said.out
        return said.json

    def policy(self, margin: int, *groups: str) -> None:
        self.put(
            "policy", "set", "groups", document={"groups": [{"id": one, "margin": margin} for one in groups]}
        )
        self.put("policy", "set", "earning", document={"credit": {"percent": 10}})

    def publish(self, *documents: dict[str, Any], at: str | None = None) -> None:
        for document in documents:
            self.put("offer", "publish", document=document, at=at)

    def open(self, at: str = "2026-01-01T09:00:00+03:30") -> None:
        self.ok("shift", "open", "--counted", "0", "--at", at)
        self.ok("enrol", "--phone", PHONE, "--at", at)

    def sell(self, line: str, at: str) -> Any:
        return self.ok("sell", "--member", PHONE, "--line", line, "--at", at, "--no-print")

    def quote(self, line: str, at: str) -> Any:
        return self.ok("quote", "--member", PHONE, "--line", line, "--at", at)


@pytest.fixture
def club(lines: Lines, tmp_path: Path) -> Club:
    return Club(lines, tmp_path)


def verdicts(quote: Any) -> dict[str, str]:
    return {offer["offer_id"]: offer["verdict"] for offer in quote["offers"]}


def test_the_check_of_the_shoes_shows_all_four_figures_and_pays(club: Club) -> None:
    club.policy(30, "SHOES")
    found = club.put("offer", "check", document=SHOES)
    rows = {r["at_amount"]: (r["profit_now"], r["profit_after_redeemed"]) for r in found["groups"]}
    assert rows == {200_000: (60_000, 40_000), 600_000: (180_000, 60_000)}
    assert found["verdict"] == "pays"
    assert "600,000" in found["sentence"]["en"]
    assert "۶۰۰٬۰۰۰" in found["sentence"]["fa"]


def test_shoes_earn_twenty_percent_from_600_000_inclusive(club: Club) -> None:
    club.policy(30, "SHOES")
    club.publish(SHOES)
    club.open()
    at = "2026-01-02T10:00:00+03:30"
    for amount, earned in ((200_000, 20_000), (599_999, 59_999), (600_000, 120_000)):
        assert club.quote(f"SHOES:{amount}", at)["totals"]["credit_earned"] == earned
    assert club.sell("SHOES:600000", at)["totals"]["credit_earned"] == 120_000


def salon(club: Club, margin: int) -> str:
    """Make a silver member of the salon with eleven visits and more than five million behind them."""
    club.policy(margin, "NAIL")
    club.open()
    for day in range(1, 12):
        club.sell("NAIL:2000000", f"2026-01-{day:02d}T10:00:00+03:30")
    club.publish(OVER_TEN, BIG, SILVER)
    return "2026-01-20T10:00:00+03:30"


def test_all_three_of_the_salon_bring_forty_percent_of_the_net(club: Club) -> None:
    at = salon(club, 60)
    quote = club.quote("NAIL:1000000", at)
    assert verdicts(quote) == dict.fromkeys(("over-10-visits", "over-5m", "silver"), "applied")
    assert (quote["totals"]["net"], quote["totals"]["credit_earned"]) == (950_000, 380_000)
    sold = club.sell("NAIL:1000000", at)
    assert (sold["totals"]["net"], sold["totals"]["credit_earned"]) == (950_000, 380_000)


def test_at_a_margin_of_thirty_the_check_says_the_three_lose_130_000_and_the_guard_stops_one(
    club: Club,
) -> None:
    at = salon(club, 30)
    found = club.put("offer", "check", document=SILVER, at=None)
    (row,) = [row for row in found["groups"] if row["at_amount"] == 1_000_000] or found["groups"]
    assert found["verdict"] == "loses"
    assert found["beside"] == ["over-10-visits", "over-5m"]
    quote = club.quote("NAIL:1000000", at)
    assert "margin" in verdicts(quote).values()
    assert quote["totals"]["credit_earned"] < 380_000
    assert row["profit_after_redeemed"] * 1_000_000 == -130_000 * row["at_amount"]


def test_at_a_margin_of_sixty_the_check_of_the_salon_passes(club: Club) -> None:
    club.policy(60, "NAIL")
    club.publish(OVER_TEN, BIG)
    found = club.put("offer", "check", document=SILVER)
    assert found["verdict"] == "pays"
    assert [(r["at_amount"], r["profit_after_redeemed"]) for r in found["groups"]] == [(1_000_000, 170_000)]


def test_three_of_the_salon_lose_130_000_once_spent(club: Club) -> None:
    club.policy(30, "NAIL")
    club.publish(OVER_TEN, BIG)
    found = club.put("offer", "check", document=SILVER)
    (row,) = found["groups"]
    assert (row["at_amount"], row["profit_now"], row["profit_after_redeemed"]) == (
        1_000_000,
        250_000,
        -130_000,
    )
    assert found["alone"][0]["profit_after_redeemed"] == 50_000
    assert "130,000" in found["sentence"]["en"]
    assert "۱۳۰٬۰۰۰" in found["sentence"]["fa"]
