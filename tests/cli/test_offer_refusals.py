"""What an offer cannot be is said at its field, by `offer check` and by `offer publish`, and nothing is recorded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.lines import Lines, Said

GROUPS = {"groups": [{"id": "SHOES", "name": {"fa": "کفش", "en": "Shoes"}, "margin": 30}]}
CREDIT = [{"credit": {"percent": 5}}]
MANY, FEW = {"visits": {"op": ">", "value": 9}}, {"visits": {"op": "<", "value": 3}}
THURSDAYS, MORNINGS = {"weekdays": ["thursday"]}, {"hours": {"from": "08:00", "until": "09:00"}}

REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "two conditions contradict": (
        {"audience": {"all": [MANY, FEW]}}, "condition_contradicts", "audience.all[1].visits",
    ),
    "who and what contradict": (
        {"audience": {"all": [MANY]}, "basket": {"all": [THURSDAYS, FEW]}},
        "condition_contradicts", "basket.all[1].visits",
    ),
    "no such weekday in these hours": (
        {"basket": {"all": [THURSDAYS, MORNINGS, {"not": THURSDAYS}]}}, "condition_contradicts", "basket.all[2].not",
    ),
    "it ended": ({"until": "2020-01-01"}, "offer_never_opens", "until"),
    "its days are not those of its condition": (
        {"from": "2030-01-01", "basket": {"dates": {"from": None, "until": "2029-12-30"}}},
        "condition_contradicts", "basket.dates",
    ),
    "more than the whole price": (
        {"benefits": [{"discount": {"percent": 120}}]}, "document_not_percent", "benefits[0].discount.percent",
    ),
    "a benefit on no group": (
        {"benefits": [{"discount": {"percent": 5, "of": {"group": "HATS"}}}]}, "benefit_group_unknown", "benefits[0]",
    ),
    "a gift that is gone": (
        {"benefits": [*CREDIT, {"gift": {"product": "GONE", "quantity": 1}}]}, "benefit_product_unknown", "benefits[1]",
    ),
    "a cap of zero": ({"caps": {"number": 0}}, "cap_of_nothing", "caps.number"),
    "a segment nobody drew": (
        {"audience": {"all": [{"in_segment": "brides"}]}}, "segment_unknown", "audience.all[0].in_segment",
    ),
    "a right that asks for a basket": (
        {"kind": "one_shot", "audience": {"all": [MANY, {"basket_total": {"op": ">", "amount": 1}}]}},
        "audience_about_basket", "audience.all[1]",
    ),
}  # fmt: skip


@pytest.fixture
def say(lines: Lines, tmp_path: Path):
    def run(act: str, offer: dict[str, Any], lang: str = "en") -> Said:
        file = tmp_path / "offer.json"
        file.write_text(json.dumps({"id": "x", "benefits": CREDIT, **offer}), encoding="utf-8")
        return lines.run("offer", act, "--file", str(file), BASHGAH_LANG=lang)

    groups = tmp_path / "groups.json"
    groups.write_text(json.dumps(GROUPS), encoding="utf-8")
    assert lines.run("policy", "set", "groups", "--file", str(groups)).code == 0
    return run


def test_what_cannot_be_is_said_at_its_field(say, lines: Lines) -> None:
    for name, (offer, code, where) in REFUSED.items():
        for act in ("check", "publish"):
            told = say(act, offer)
            assert (told.code, told.error) == (1, code), (name, act, told.out)
            error = told.json["error"]
            assert where in error["message"] + error["hint"], (name, act, error)
    assert lines.run("offer", "list").json == []


def test_offers_that_give_each_other_are_refused_where_the_circle_closes(say) -> None:
    right = {"kind": "one_shot", "grant": {"days": 30}}
    assert say("publish", {"id": "b", **right}).code == 0
    assert say("publish", {"id": "a", **right, "benefits": [*CREDIT, {"grant": {"offer": "b"}}]}).code == 0
    told = say("publish", {"id": "b", **right, "benefits": [*CREDIT, {"grant": {"offer": "a"}}]})
    assert told.error == "offers_in_a_circle"
    assert "b → a → b" in told.json["error"]["message"]
    assert "benefits[1]" in told.json["error"]["hint"]


def test_what_is_only_doubtful_is_said_and_published(say, lines: Lines) -> None:
    red = ("product", "add", "RED", "--name", "کفش قرمز", "--price", "1000", "--group", "SHOES")
    assert lines.run(*red).code == 0
    offer = {"basket": {"all": [{"basket_has": {"product": "RED"}}, {"basket_has": {"group": "HATS"}}]}}
    assert [one["code"] for one in say("check", offer).json["doubts"]] == ["condition_group_unknown"]
    assert lines.run(*red, "--gone").code == 0
    told = say("publish", offer).json
    assert told["status"] == "live"
    assert [(one["where"], one["code"]) for one in told["doubts"]] == [
        ("basket.all[0].basket_has", "condition_product_unknown"),
        ("basket.all[1].basket_has", "condition_group_unknown"),
    ]


def test_margins_nobody_wrote_down_are_said(say, lines: Lines, tmp_path: Path) -> None:
    groups = tmp_path / "groups.json"
    groups.write_text(json.dumps({"groups": [*GROUPS["groups"], {"id": "HATS"}]}), encoding="utf-8")
    assert lines.run("policy", "set", "groups", "--file", str(groups)).code == 0
    told = say("check", {"benefits": [{"discount": {"percent": 5, "of": {"group": "HATS"}}}]}).json
    assert (told["verdict"], told["sentence"]["en"]) == (
        "unknown",
        "The margin of HATS is not written down, so nobody can say whether this offer pays."
        " Write it down among the product groups.",
    )
    assert "آن را در گروه‌های کالایی بنویسید." in told["sentence"]["fa"]
