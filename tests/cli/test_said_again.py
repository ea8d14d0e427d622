"""A command whose answer was lost is given again under its id: nothing is done twice, and the answer is the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.lines import Lines, Said

SARA = "09125550101"
SALE, BACK, UNDO = (f"7b0c8a52-2f7a-4f0e-9f0b-3f6b2c1d0e9{n}" for n in "abc")


def done(said: Said) -> dict[str, Any]:
    assert said.code == 0, said.out
    return said.json


@pytest.fixture
def club(lines: Lines, tmp_path: Path) -> Lines:
    """Return a shop whose purchases bring codes for a friend, with a member who holds credit."""
    offers = (
        {"id": "friend", "code": {"unique": True}, "benefits": [{"discount": {"percent": 10}}]},
        {"id": "bring", "benefits": [{"code": {"offer": "friend"}}, {"credit": {"percent": 3}}]},
        {
            "id": "far",
            "audience": {"visits": {"op": ">", "value": 900}},
            "benefits": [{"discount": {"percent": 5}}],
        },
    )
    for offer in offers:
        named = {"name": {"fa": offer["id"], "en": offer["id"]}, **offer}
        (tmp_path / "offer.json").write_text(json.dumps(named))
        done(lines.run("offer", "publish", "--file", str(tmp_path / "offer.json")))
    done(lines.run("shift", "open"))
    done(lines.run("enrol", "--phone", SARA, "--card", "none"))
    done(lines.run("adjust", SARA, "--credit", "50000", "--reason", "goodwill"))
    return lines


def answer(said: Said) -> dict[str, Any]:
    """Return an answer; of its offers those that worked, for why others did not is not written down with a sale."""
    told = done(said)
    return {**told, "offers": [one for one in told["offers"] if one["verdict"] == "applied"]}


def test_a_sale_a_refund_and_a_void_answer_the_same_again(club: Lines) -> None:
    sale = ("sell", "--member", SARA, "--line", "default:300000:3", "--credit", "20000", "--id", SALE)
    sold = answer(club.run(*sale))
    assert len(sold["codes"]) == 1
    assert answer(club.run(*sale)) == sold
    refund = ("refund", sold["sale_id"], "--line", "1:1", "--id", BACK)
    back = done(club.run(*refund))
    later = done(club.run("sell", "--member", SARA, "--line", "default:80000", "--credit", "max"))
    assert answer(club.run(*sale)) == sold, "what came after changes nothing of it"
    assert done(club.run(*refund)) == back
    undo = ("void", later["sale_id"], "--reason", "mistake", "--id", UNDO)
    undone = done(club.run(*undo))
    assert done(club.run(*undo)) == undone
    assert answer(club.run(*sale)) == sold
    other = club.run("sell", "--member", SARA, "--line", "default:300001:3", "--id", SALE)
    assert other.error == "fact_exists"
    assert club.run("verify").json["ok"]


def test_the_code_of_a_sale_is_good_once(club: Lines) -> None:
    sale = ("sell", "--member", SARA, "--line", "default:300000", "--id", SALE)
    (code,) = done(club.run(*sale))["codes"]
    assert done(club.run(*sale))["codes"] == [code]
    spent = ("sell", "--line", "default:100000", "--code", code)
    assert done(club.run(*spent))["totals"]["discount"] == 10_000
    assert done(club.run(*spent))["totals"]["discount"] == 0
