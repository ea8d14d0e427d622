"""The customer's own offers through the command line, to the Toman: shoes and the salon, with their edges."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main
from desktop.usecases.staff_keys import LIGHT
from tests.cli.lines import Lines, Terminal
from tests.conftest import STAFF_PIN

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


def test_ten_visits_and_five_million_are_not_more_and_the_purchase_itself_does_not_count(club: Club) -> None:
    club.policy(60, "NAIL")
    club.open()
    for number in range(1, 11):
        club.sell("NAIL:500000", day(number))
    club.publish(OVER_TEN, BIG)
    asked = verdicts(club.quote("NAIL:100000", day(11)))
    assert "applied" not in asked.values()
    assert "applied" not in verdicts(club.sell("NAIL:1", day(11))).values()
    assert verdicts(club.quote("NAIL:100000", day(11))) == dict.fromkeys(asked, "applied")


# One-shot offers of the salon

NEXT = {
    "id": "next-over-300",
    "kind": "one_shot",
    "audience": {"all": [{"visits": {"op": ">", "value": 5}}, {"average": {"op": "<", "amount": 200_000}}]},
    "basket": {"basket_total": {"op": ">", "amount": 300_000}},
    "benefits": [{"credit": {"percent": 10}}],
    "grant": {"when": "publish", "ends": "next_purchase"},
}
COLOUR = {
    "id": "try-colour",
    "kind": "one_shot",
    "audience": {
        "all": [
            {"visits": {"op": ">=", "value": 1, "group": "NAIL"}},
            {"not": {"visits": {"op": ">=", "value": 1, "group": "COLOUR"}}},
        ]
    },
    "benefits": [{"discount": {"percent": 20, "of": {"group": "COLOUR"}}}],
    "grant": {"when": "publish", "days": 30},
}
BACK = {
    "id": "come-back",
    "kind": "one_shot",
    "audience": {"all": [{"visits": {"op": ">", "value": 4}}, {"no_visit_for": {"months": 3}}]},
    "benefits": [{"credit": {"percent": 35}}],
    "grant": {"when": "meeting", "days": 7},
}


def day(number: int, month: int = 1) -> str:
    return f"2026-{month:02d}-{number:02d}T10:00:00+03:30"


def one_shot(club: Club, offer: dict[str, Any], amounts: list[int], *, at: str, group: str = "NAIL") -> None:
    """Open the salon, sell a purchase a day from the first of January, and publish an offer."""
    club.policy(60, "NAIL", "COLOUR")
    club.open()
    for number, amount in enumerate(amounts, 1):
        club.sell(f"{group}:{amount}", day(number))
    club.publish(offer, at=at)


def verdict_of(club: Club, line: str, at: str, offer: str) -> str:
    return verdicts(club.quote(line, at))[offer]


@pytest.mark.parametrize(
    ("amounts", "granted"),
    [([199_999] * 6, True), ([200_000] * 6, False), ([100_000] * 5, False), ([100_000] * 6, True)],
)
def test_more_than_five_visits_and_an_average_below_200_000(
    club: Club, amounts: list[int], granted: bool
) -> None:
    one_shot(club, NEXT, amounts, at=day(10))
    quote = club.quote("NAIL:300001", day(11))
    assert (verdicts(quote)["next-over-300"] == "applied") is granted
    assert quote["totals"]["credit_earned"] == (60_000 if granted else 30_000)


def test_only_the_next_purchase_and_only_over_300_000(club: Club) -> None:
    one_shot(club, NEXT, [100_000] * 6, at=day(10))
    assert verdict_of(club, "NAIL:300000", day(11), "next-over-300") == "nearly"
    club.sell("NAIL:250000", day(12))
    assert verdict_of(club, "NAIL:400000", day(13), "next-over-300") == "capped"


def test_the_next_purchase_uses_the_grant_and_a_full_refund_gives_it_back(club: Club) -> None:
    one_shot(club, NEXT, [100_000] * 6, at=day(10))
    sold = club.sell("NAIL:400000", day(11))
    assert sold["totals"]["credit_earned"] == 80_000
    assert verdict_of(club, "NAIL:400000", day(11), "next-over-300") == "capped"
    (row,) = club.ok("offer", "list")
    assert (row["uses"], row["members"], row["cost"], row["kind"]) == (1, 1, 40_000, "one_shot")
    club.ok("refund", sold["sale_id"], "--at", day(12))
    assert verdict_of(club, "NAIL:400000", day(12), "next-over-300") == "applied"
    assert club.ok("offer", "list")[0]["uses"] == 0


def test_a_use_stays_used_where_the_policy_keeps_it(club: Club) -> None:
    one_shot(club, NEXT, [100_000] * 6, at=day(10))
    club.put("policy", "set", "refunds", document={"uses": "keep"})
    sold = club.sell("NAIL:400000", day(11))
    club.ok("refund", sold["sale_id"], "--at", day(12))
    assert verdict_of(club, "NAIL:400000", day(12), "next-over-300") == "capped"


def test_twenty_percent_off_colour_until_day_thirty(club: Club) -> None:
    one_shot(club, COLOUR, [100_000], at=day(10))
    quote = club.quote("COLOUR:500000", day(9, 2))
    assert (quote["totals"]["net"], quote["totals"]["discount"]) == (400_000, 100_000)
    assert verdict_of(club, "COLOUR:500000", day(10, 2), "try-colour") == "not_now"
    assert verdict_of(club, "NAIL:500000", day(9, 2), "try-colour") == "not_basket"


def test_who_ever_bought_colour_is_not_asked_to_try_it(club: Club) -> None:
    club.policy(60, "NAIL", "COLOUR")
    club.open()
    club.sell("NAIL:100000", day(1))
    club.sell("COLOUR:100000", day(2))
    club.publish(COLOUR, at=day(3))
    assert verdict_of(club, "COLOUR:500000", day(4), "try-colour") == "not_member"
    assert club.lines.run("offer", "show", "try-colour").json["granted"] == []


def test_no_visit_for_three_calendar_months_brings_35_percent_within_seven_days(club: Club) -> None:
    # The last visit was on 5 January, 15 Dey; three Jalali months later is 15 Farvardin, 4 April.
    one_shot(club, BACK, [100_000] * 5, at=day(6))
    assert verdict_of(club, "NAIL:100000", day(3, 4), "come-back") == "not_member"
    club.ok("shift", "close", "--counted", "500000", "--at", day(4, 4))
    club.ok("day-close", "--at", day(4, 4))
    (granted,) = club.lines.run("offer", "show", "come-back").json["granted"]
    assert (granted["granted_on"], granted["until_on"]) == ("2026-04-04", "2026-04-11")
    quote = club.quote("NAIL:100000", day(11, 4))
    assert (verdicts(quote)["come-back"], quote["totals"]["credit_earned"]) == ("applied", 45_000)
    assert verdict_of(club, "NAIL:100000", day(12, 4), "come-back") == "not_now"


def test_four_visits_are_not_more_than_four(club: Club) -> None:
    one_shot(club, BACK, [100_000] * 4, at=day(6))
    assert verdict_of(club, "NAIL:100000", day(4, 4), "come-back") == "not_member"


def test_who_comes_before_the_day_is_closed_has_the_offer_too_and_the_sale_writes_it_down(club: Club) -> None:
    one_shot(club, BACK, [100_000] * 5, at=day(6))
    assert club.sell("NAIL:100000", day(6, 4))["totals"]["credit_earned"] == 45_000
    (granted,) = club.lines.run("offer", "show", "come-back").json["granted"]
    assert (granted["granted_on"], granted["state"]) == ("2026-04-06", "used")
    assert verdict_of(club, "NAIL:100000", day(7, 4), "come-back") == "capped"
    assert club.ok("verify")["ok"]


def test_who_stays_in_the_condition_is_given_the_offer_once(club: Club) -> None:
    regulars = {
        "id": "regulars",
        "kind": "one_shot",
        "audience": {"visits": {"op": ">", "value": 2}},
        "benefits": [{"credit": {"percent": 35}}],
        "grant": {"when": "meeting", "days": 7},
    }
    one_shot(club, regulars, [100_000] * 2, at=day(3))
    earned = [
        club.sell("NAIL:100000", day(number, month))["totals"]["credit_earned"]
        for month in (1, 2, 3)
        for number in (4, 5, 6, 20)
    ]
    assert earned == [10_000, 45_000, *[10_000] * 10]


def test_caps_in_number_per_day_and_in_cost(club: Club) -> None:
    club.policy(60, "NAIL")
    club.open()
    rest = {"benefits": [{"discount": {"percent": 10}}]}
    club.publish(
        {"id": "number", "caps": {"number": 1}, **rest},
        {"id": "daily", "caps": {"per_day": 1}, "priority": 1, **rest},
        {"id": "budget", "caps": {"cost": 15_000}, "benefits": [{"credit": {"percent": 10}}]},
    )
    club.sell("NAIL:100000", day(1))
    again = verdicts(club.quote("NAIL:100000", day(1)))
    assert (again["daily"], again["budget"]) == ("capped", "capped")
    assert verdict_of(club, "NAIL:50000", day(1), "budget") == "applied"
    assert verdict_of(club, "NAIL:100000", day(2), "daily") == "applied"


def test_a_published_version_never_changes_what_was_granted(club: Club) -> None:
    one_shot(club, COLOUR, [100_000], at=day(10))
    club.publish(
        {**COLOUR, "benefits": [{"discount": {"percent": 5, "of": {"group": "COLOUR"}}}]}, at=day(11)
    )
    sold = club.sell("COLOUR:500000", day(12))
    assert sold["totals"]["discount"] == 100_000
    assert [(one["offer_id"], one["version"]) for one in sold["offers"]] == [("try-colour", 1)]


def test_a_stopped_one_shot_is_over_for_everybody(club: Club) -> None:
    one_shot(club, COLOUR, [100_000], at=day(10))
    club.ok("offer", "stop", "try-colour")
    assert club.quote("COLOUR:500000", day(11))["offers"] == []


# Codes, later benefits and refusals


def test_a_unique_code_is_good_once_and_comes_back_with_the_sale(club: Club) -> None:
    club.policy(60, "NAIL")
    club.open()
    club.publish({"id": "friend", "code": {"unique": True}, "benefits": [{"discount": {"percent": 10}}]})
    assert verdict_of(club, "NAIL:100000", day(1), "friend") == "not_basket"
    (code,) = club.ok("offer", "codes", "friend", "--days", "5", "--at", day(1))["codes"]
    assert code not in str(club.ok("offer", "show", "friend"))
    for days in ("-1", "3651", "99999999999999"):
        said = club.lines.run("offer", "codes", "friend", "--days", days, "--at", day(1))
        assert (said.code, said.error) == (1, "document_not_whole")
    line = ("--member", PHONE, "--line", "NAIL:100000", "--code", code.lower(), "--at")
    sold = club.ok("sell", *line, day(6), "--no-print")
    assert sold["totals"]["discount"] == 10_000
    assert verdicts(club.ok("quote", *line, day(6)))["friend"] == "capped"
    club.ok("void", sold["sale_id"], "--reason", "mistake", "--at", day(6))
    assert verdicts(club.ok("quote", *line, day(6)))["friend"] == "applied"
    assert verdicts(club.ok("quote", *line, day(7)))["friend"] == "capped"
    assert club.ok("verify")["ok"]


def test_a_shared_code_works_in_any_writing_and_a_wrong_one_is_refused(club: Club) -> None:
    club.policy(60, "NAIL")
    club.open()
    club.publish({"id": "new", "code": {"shared": "NOWRUZ1405"}, "benefits": [{"discount": {"percent": 10}}]})
    line = ("--member", PHONE, "--line", "NAIL:100000", "--at", day(1), "--code")
    assert club.ok("quote", *line, "nowruz-۱۴۰۵")["totals"]["discount"] == 10_000
    assert club.lines.run("quote", *line, "NOWRUZ1406").error == "code_unknown"


def test_guessing_codes_is_slowed_down_and_said(club: Club) -> None:
    club.policy(60, "NAIL")
    club.open()
    club.publish({"id": "new", "code": {"shared": "NOWRUZ1405"}, "benefits": [{"discount": {"percent": 10}}]})
    line = ("quote", "--line", "NAIL:100000", "--at")
    said = [club.lines.run(*line, day(1), "--code", f"WRONG{n}") for n in range(6)]
    assert [one.error for one in said] == ["code_unknown"] * 5 + ["code_wait"]
    assert "a right one neither" in said[-1].json["error"]["message"]
    assert "are taken out" in said[-1].json["error"]["hint"]
    assert club.lines.run(*line, day(1), "--code", "NOWRUZ1405").error == "code_wait"
    assert club.lines.run(*line, day(1)).code == 0
    assert verdicts(club.ok(*line, "2026-01-01T10:00:31+03:30", "--code", "NOWRUZ1405"))["new"] == "applied"


def test_a_sale_brings_an_offer_a_code_and_a_tier_for_later(club: Club) -> None:
    club.policy(60, "NAIL")
    club.open()
    later = {"kind": "one_shot", "audience": {"tier_is": "platinum"}, "grant": {"days": 30}}
    club.publish(
        {"id": "next", **later, "benefits": [{"credit": {"percent": 5}}]},
        {"id": "friend", "code": {"unique": True}, "benefits": [{"discount": {"percent": 10}}]},
        {
            "id": "big",
            "basket": {"basket_total": {"op": ">=", "amount": 500_000}},
            "benefits": [
                {"grant": {"offer": "next"}},
                {"code": {"offer": "friend"}},
                {"tier": {"lift": "gold", "days": 10}},
            ],
        },
        at=day(1),
    )
    sold = club.sell("NAIL:500000", day(1))
    assert verdicts(sold)["big"] == "applied"
    assert verdict_of(club, "NAIL:100000", day(2), "next") == "applied"
    code = ("--code", sold["codes"][0])
    assert verdicts(club.ok("quote", "--line", "NAIL:100000", *code, "--at", day(2)))["friend"] == "applied"
    golden = {"id": "golden", "audience": {"tier_is": "gold"}, "benefits": [{"credit": {"percent": 2}}]}
    club.publish(golden, at=day(1))
    assert verdict_of(club, "NAIL:100000", day(11), "golden") == "applied"
    assert verdict_of(club, "NAIL:100000", day(12), "golden") == "not_member"
    club.ok("void", sold["sale_id"], "--reason", "mistake", "--at", day(1))
    assert verdict_of(club, "NAIL:100000", day(2), "next") == "not_member"
    assert verdict_of(club, "NAIL:100000", day(2), "golden") == "not_member"
    assert club.ok("verify")["ok"]


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"benefits": [{"discount": {"percent": 120}}]}, "document_not_percent"),
    ({"benefits": [{"discount": {"percent": 10, "of": {"group": "HATS"}}}]}, "benefit_group_unknown"),
    ({"benefits": [{"gift": {"product": "nothing"}}]}, "benefit_product_unknown"),
    ({"until": "2020-01-01", "benefits": [{"credit": {"percent": 1}}]}, "offer_never_opens"),
    ({"caps": {"number": 0}, "benefits": [{"credit": {"percent": 1}}]}, "cap_of_nothing"),
    ({"benefits": [{"grant": {"offer": "nobody"}}]}, "later_offer_unknown"),
    ({"grant": {}, "benefits": [{"credit": {"percent": 1}}]}, "grant_of_lasting"),
]


@pytest.mark.parametrize(("fields", "code"), REFUSED)
def test_a_document_is_refused_where_it_is_wrong(
    club: Club, fields: dict[str, Any], code: str, tmp_path: Path
) -> None:
    club.policy(30, "NAIL")
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps({"id": "wrong", **fields}), encoding="utf-8")
    said = club.lines.run("offer", "publish", "--file", str(file))
    assert (said.code, said.error) == (1, code)
    assert club.ok("offer", "list") == []


def test_offers_that_give_each_other_are_refused(club: Club, tmp_path: Path) -> None:
    shot = {"kind": "one_shot", "audience": {"tier_is": "platinum"}}
    club.publish({"id": "a", **shot, "benefits": [{"credit": {"percent": 1}}]})
    club.publish({"id": "b", **shot, "benefits": [{"grant": {"offer": "a"}}]})
    file = tmp_path / "circle.json"
    file.write_text(json.dumps({"id": "a", **shot, "benefits": [{"grant": {"offer": "b"}}]}))
    assert club.lines.run("offer", "publish", "--file", str(file)).error == "offers_in_a_circle"


@pytest.mark.parametrize(("rule", "error"), [("warn", ""), ("refuse", "offer_loses"), ("ask", "")])
def test_the_policy_decides_about_an_offer_that_loses(
    club: Club, rule: str, error: str, tmp_path: Path
) -> None:
    club.policy(30, "NAIL")
    club.put("policy", "set", "costs", document={"losing_offers": rule})
    file = tmp_path / "half.json"
    file.write_text(json.dumps({"id": "half", "benefits": [{"discount": {"percent": 50}}]}))
    assert club.ok("offer", "check", "--file", str(file))["losses"] == rule
    said = club.lines.run("offer", "publish", "--file", str(file))
    assert (said.error if error else said.code) == (error or 0)


def test_the_check_proposes_what_would_pay(club: Club) -> None:
    club.policy(30, "SALON")
    club.publish(OVER_TEN, BIG)
    found = club.put("offer", "check", document=SILVER)
    assert (found["verdict"], found["would_pay"]) == (
        "loses",
        [{"benefit": 0, "percent": "1", "by_group": {"SALON": "1"}}],
    )
    assert found["advice"]["en"] == "Credit of up to 1% instead of 15% would pay."
    milder = {**SILVER, "benefits": [{"credit": {"percent": 1}}]}
    assert club.put("offer", "check", document=milder)["verdict"] == "pays"
    assert (
        club.put("offer", "check", document={**SILVER, "benefits": [{"credit": {"percent": 2}}]})["verdict"]
        == "loses"
    )


def test_groups_that_bear_less_are_named(club: Club) -> None:
    groups = [{"id": "THIN", "margin": 15}, {"id": "WIDE", "margin": 40}]
    club.put("policy", "set", "groups", document={"groups": groups})
    half = {"id": "half", "benefits": [{"discount": {"percent": 50}}]}
    found = club.put("offer", "check", document=half)
    assert found["would_pay"] == [{"benefit": 0, "percent": "15", "by_group": {"THIN": "15", "WIDE": "40"}}]
    assert found["advice"]["en"] == "A discount of up to 15% instead of 50% would pay (THIN 15%, WIDE 40%)."
    gone = {"id": "gone", "benefits": [{"discount": {"amount": 900_000}}]}
    found = club.put("offer", "check", document=gone)
    assert found["would_pay"] == [{"benefit": 0, "amount": None, "least_basket": 6_000_000, "group": ""}]
    assert found["advice"]["en"] == (
        "A discount of 900,000 Toman from a purchase of at least 6,000,000 Toman would pay."
    )


@pytest.mark.parametrize(
    ("typed", "words", "code"), [("no\n", (), 1), ("بله\n", (), 0), ("", ("--anyway",), 0)]
)
def test_who_publishes_an_offer_that_loses_is_warned_and_asked(
    club: Club, typed: str, words: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    club.policy(30, "NAIL")
    file = tmp_path / "half.json"
    file.write_text(json.dumps({"id": "half", "benefits": [{"discount": {"percent": 50}}]}))
    out, err = io.StringIO(), io.StringIO()
    line = ["--shop", str(club.lines.folder), "offer", "publish", "--file", str(file), *words]
    environ = club.lines.environ({})
    assert main(line, environ=environ, stdin=Terminal(typed), stdout=out, stderr=err, key_cost=LIGHT) == code
    assert "loses money on NAIL" in err.getvalue()
    assert ("Publish it anyway?" in err.getvalue()) == (not words)
    assert [one["status"] for one in club.ok("offer", "list")] == ["live"] * (1 - code)
    assert code == 0 or "--anyway" in out.getvalue() + err.getvalue()


def test_who_may_not_publish_hears_nothing_of_margins(club: Club, tmp_path: Path) -> None:
    club.policy(30, "NAIL")
    club.ok("staff", "add", "Ali", "--id", "ali", "--pin", STAFF_PIN)
    file = tmp_path / "half.json"
    file.write_text(json.dumps({"id": "half", "benefits": [{"discount": {"percent": 50}}]}))
    said = club.lines.run_plain("offer", "publish", "--file", str(file), "--as", "ali", BASHGAH_PIN=STAFF_PIN)
    assert (said.code, "NAIL" in said.out + said.err) == (1, False)


def test_base_earning_of_what_is_not_there_is_told_by_name(club: Club, tmp_path: Path) -> None:
    club.policy(30, "NAIL", "HAIR")
    file = tmp_path / "earning.json"
    for fields, code, named in (
        ({"by_tier": {"diamond": 5}}, "tier_unknown", "bronze, silver, gold, platinum"),
        ({"by_groups": {"NAIL": 5}}, "document_key_unknown", "“by_group”"),
    ):
        file.write_text(json.dumps({"credit": {"percent": 10}, **fields}))
        said = club.lines.run("policy", "set", "earning", "--file", str(file))
        assert (said.error, named in said.json["error"]["hint"]) == (code, True), said.out
    file.write_text(json.dumps({"credit": {"percent": 10}, "by_group": {"NIAL": 5, "HAIR": 7}}))
    (note,) = club.ok("policy", "set", "earning", "--file", str(file))["notes"]
    for told in ("earning.by_group.NIAL", "did you mean", "Goods of"):
        assert told in note
