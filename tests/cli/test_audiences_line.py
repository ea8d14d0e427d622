"""Audiences and segments through the command line: counted, drawn, built on, refused, removed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.lines import Lines


@pytest.fixture
def file(tmp_path: Path):
    def write(document: dict[str, Any]) -> str:
        path = tmp_path / f"{abs(hash(json.dumps(document)))}.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def club(lines: Lines) -> Lines:
    """Return a shop with three members, two of whom bought."""
    lines.run("shift", "open", "--counted", "0")
    for n in range(3):
        assert lines.run("enrol", "--phone", f"0912000000{n}", "--name", f"عضو {n}").code == 0
    for n, amount in ((0, 700_000), (0, 50_000), (1, 100_000)):
        sold = lines.run("sell", "--member", f"0912000000{n}", "--line", f"GENERAL:{amount}")
        assert sold.code == 0, sold.out
    return lines


def test_an_audience_is_counted_named_and_said(club: Lines, file) -> None:
    found = club.run(
        "audience", "--condition", file({"spent": {"op": ">", "amount": 100_000}}), "--json"
    ).json
    member = club.run("member", "09120000000", "--json").json["member_id"]
    assert (found["count"], found["members"]) == (1, [member])
    assert found["sentence"]["en"] == "the member's purchases add up to more than 100,000 Toman"
    everyone = club.run("audience", "--condition", file({}), "--lang", "en")
    assert "every member" in everyone.out
    read = club.run_plain("audience", "--condition", file({})).out
    assert all(f"عضو {n}" in read for n in range(3)), "people are called by name, not by id alone"
    assert (
        club.run("audience", "--condition", file({"visits": {"op": "=", "value": 0}}), "--json").json["count"]
        == 1
    )


def test_what_is_wrong_is_named_by_its_place(club: Lines, file) -> None:
    broken = file({"all": [{"member": True}, {"visits": {"op": "more", "value": 1}}]})
    told = club.run("audience", "--condition", broken, "--json", "--lang", "en")
    assert (told.code, told.json["error"]["code"]) == (1, "document_not_among")
    assert "condition.all[1].visits.op" in told.json["error"]["message"]
    unknown = club.run("audience", "--condition", file({"moon": "full"}), "--json", "--lang", "en")
    assert "moon" in unknown.json["error"]["message"]
    basket = club.run("audience", "--condition", file({"basket_has": {"group": "A"}}), "--json")
    assert basket.json["error"]["code"] == "audience_about_basket"


def test_a_segment_is_drawn_built_on_and_removed(club: Lines, file) -> None:
    big = {"name": {"fa": "پرخرید", "en": "Big"}, "condition": {"spent": {"op": ">=", "amount": 700_000}}}
    kept = club.run("segment", "set", "big", "--file", file(big), "--json")
    assert (kept.code, kept.json["count"], kept.json["version"]) == (0, 1, 1)
    assert club.run("segment", "set", "big", "--file", file(big), "--json").json["version"] == 1
    rest = club.run("segment", "set", "rest", "--file", file({"not": {"in_segment": "big"}}), "--json").json
    assert (rest["count"], rest["sentence"]["fa"]) == (2, "عضو در گروه مشتریان «پرخرید» نباشد")
    around = club.run("segment", "set", "big", "--file", file({"in_segment": "rest"}), "--json")
    assert (around.code, around.json["error"]["code"]) == (1, "segment_in_a_circle")
    used = club.run("segment", "remove", "big", "--json")
    assert (used.code, used.json["error"]["code"]) == (1, "segment_in_use")
    assert club.run("segment", "remove", "rest", "--json").code == 0
    assert club.run("segment", "remove", "big", "--json").json == {"segment": "big", "removed": True}
    listed = club.run("segment", "list", "--count", "--json").json
    assert [row["segment"] for row in listed][:2] == ["champions", "loyal"]
    assert "قهرمانان" in club.run("segment", "list").out
    gone = club.run("segment", "show", "big", "--json")
    assert gone.json["error"]["code"] == "segment_unknown"
    assert club.run("verify", "--json").json["ok"] is True


def test_a_segment_is_found_by_its_name_too(club: Lines, file) -> None:
    document = {"name": "بزرگ‌ها", "condition": {"spent": {"op": ">=", "amount": 700_000}}}
    assert club.run("segment", "set", "big", "--file", file(document)).code == 0
    by_id = club.run("figures", "--segment", "big", "--json").json["total"]
    assert club.run("figures", "--segment", "بزرگ‌ها", "--json").json["total"] == by_id
    assert club.run("figures", "--segment", "کوچک‌ها", "--json").json["error"]["code"] == "segment_unknown"


def test_an_offer_for_a_segment_reaches_its_members(club: Lines, file) -> None:
    club.run("segment", "set", "big", "--file", file({"spent": {"op": ">=", "amount": 700_000}}))
    offer = {
        "id": "for-big",
        "audience": {"in_segment": "big"},
        "benefits": [{"discount": {"percent": 10}}],
    }
    assert club.run("offer", "publish", "--file", file(offer)).code == 0

    def net(member: str) -> int:
        told = club.run("quote", "--member", member, "--line", "GENERAL:1000", "--json").json
        return told["totals"]["net"]

    assert (net("09120000000"), net("09120000001")) == (900, 1_000)
    club.run("segment", "set", "big", "--file", file({"spent": {"op": "<", "amount": 700_000}}))
    assert (net("09120000000"), net("09120000001")) == (1_000, 900)


def test_doubts_are_told_with_the_count(club: Lines, file) -> None:
    doubtful = {
        "all": [
            {"visits": {"op": ">", "value": 10}},
            {"not": {"visits": {"op": ">", "value": 3}}},
            {"any": [{"has_tag": "nobody"}, {"bought": {"product": "gone"}}, {"bought": {"group": "NONE"}}]},
            {
                "any": [
                    {"branch": "gone"},
                    {"till": "gone"},
                    {"tier_is": "gone"},
                    {"used_offer": {"offer": "gone"}},
                ]
            },
        ]
    }
    found = club.run("audience", "--condition", file(doubtful), "--json").json
    assert found["count"] == 0
    assert {one["where"]: one["code"].removeprefix("condition_") for one in found["doubts"]} == {
        "condition.all[1].not": "contradicts",
        "condition.all[2].any[0].has_tag": "tag_unknown",
        "condition.all[2].any[1].bought": "product_unknown",
        "condition.all[2].any[2].bought": "group_unknown",
        "condition.all[3].any[0].branch": "branch_unknown",
        "condition.all[3].any[1].till": "till_unknown",
        "condition.all[3].any[2].tier_is": "tier_unknown",
        "condition.all[3].any[3].used_offer": "offer_unknown",
    }
    known = {"all": [{"bought": {"group": "GENERAL"}}, {"visits": {"op": "<", "value": 0}}]}
    told = club.run("audience", "--condition", file(known), "--lang", "en")
    assert "can never hold" in told.out


def test_an_offer_may_depend_on_the_tender(club: Lines, file) -> None:
    offer = {"id": "cash-only", "basket": {"tender": "cash"}, "benefits": [{"discount": {"percent": 10}}]}
    assert club.run("offer", "publish", "--file", file(offer)).code == 0
    line = ("--line", "GENERAL:1000", "--json")
    assert club.run("quote", *line).json["totals"]["net"] == 1_000
    assert club.run("quote", "--tender", "cash", *line).json["totals"]["net"] == 900
    assert club.run("sell", *line).json["totals"]["net"] == 900
    assert club.run("sell", "--pay", "card:1000", *line).json["totals"]["net"] == 1_000
    mixed = club.run("sell", "--pay", "card:500", "--pay", "cash:500", *line)
    assert mixed.json["totals"]["net"] == 1_000


def test_a_schema_is_printed_without_a_shop(bare: Lines) -> None:
    assert "condition" in bare.run("schema", "--json").json
    assert bare.run("schema", "tiers", "--json").json["title"] == "tiers"
    assert bare.run("schema", "moon", "--json").json["error"]["code"] == "schema_unknown"


def test_gender_and_groups_of_the_line_are_asked_for(club: Lines, file) -> None:
    joined = club.run("enrol", "--phone", "09129998877", "--gender", "female", "--tag", "vip", "--json")
    asked = {"all": [{"gender": "female"}, {"has_tag": "vip"}, {"joined_days_ago": {"op": "=", "days": 0}}]}
    found = club.run("audience", "--condition", file(asked), "--json").json
    assert found["members"] == [joined.json["member_id"]]


def test_classes_of_rfm_are_those_of_yesterday(club: Lines, file) -> None:
    asked = file(
        {"any": [{"in_segment": name} for name in ("champions", "lost", "new", "promising", "loyal")]}
    )
    assert club.run("audience", "--condition", asked, "--json").json["count"] == 0
    later = club.run("audience", "--condition", asked, "--at", "2030-01-01T10:00:00+03:30", "--json")
    assert later.json["count"] == 0
    now = club.run("member", "09120000000", "--json").json["stats"]["last_visit_at"][:10]
    import datetime as dt

    tomorrow = dt.date.fromisoformat(now) + dt.timedelta(days=1)
    found = club.run("audience", "--condition", asked, "--at", f"{tomorrow}T10:00:00+03:30", "--json")
    assert found.json["count"] == 2
