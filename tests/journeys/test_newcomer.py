"""The whole story as a newcomer writes it: every line in a process of its own, every promised key of the JSON there.

A shop is made, sells, takes back, closes its day, is proven, backed up, and brought back in another folder; instants
cross the end of credit. In Persian and in English.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.cli.lines import Lines
from tests.conftest import OWNER_PIN, STAFF_PIN

PHONE = "۰۹۱۲۰۰۰۴۵۶۷"

QUOTE = {"lines", "totals", "offers", "gap", "base", "credit_unspent", "notes"}
LINE = {"line_no", "group", "gross", "discount", "net", "credit_earned", "points_earned"}
TOTALS = {"gross", "discount", "net", "credit_earned", "points_earned", "credit_proposed"}
CREDIT = {"total", "spendable_here", "safe", "trusted"}
MEMBER = {
    "member_id",
    "name",
    "phone",
    "state",
    "joined_on",
    "tier",
    "credit",
    "points",
    "lots",
    "stats",
    "rfm",
    "notes",
}
LOT = {"lot_id", "unit", "scope", "amount", "remaining", "granted_at", "vests_at", "expires_at"}
STATS = {"visits", "spent", "average", "last_visit_at"}
SOLD = {
    "lines",
    "totals",
    "offers",
    "gap",
    "credit_unspent",
    "sale_id",
    "tenders",
    "change",
    "balance_after",
    "codes",
    "notes",
}
BACK = {
    "refund_id", "money_back", "credit_back", "credit_taken_back", "points_taken_back", "withheld", "owed",
    "balance_after",
}  # fmt: skip


class Newcomer:
    """Somebody at a terminal: says lines, reads the JSON, and once in a while the text."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines

    def says(self, *line: str, **words: str) -> Any:
        """Run a line that must be done and return its document."""
        said = self.lines.spawn(*line, "--json", **words)
        assert said.code == 0, said.out + said.err
        assert said.err == ""
        return said.json

    def is_refused(self, *line: str, **words: str) -> str:
        """Run a line that must be refused and return the code."""
        said = self.lines.spawn(*line, "--json", **words)
        assert said.code == 1, said.out
        assert said.json["error"].keys() == {"code", "message", "hint"}
        return said.error

    def reads(self, *line: str, **words: str) -> str:
        """Run a line without --json and return what stands on the terminal."""
        said = self.lines.spawn(*line, **words)
        assert (said.code, said.err) == (0, ""), said.err
        return said.out


def on(day: str, hour: str = "12:00") -> tuple[str, str]:
    return "--at", f"2026-{day}T{hour}:00+03:30"


@pytest.fixture(params=["fa", "en"])
def newcomer(request: pytest.FixtureRequest, tmp_path: Path) -> Newcomer:
    lines = Lines(tmp_path / "shop", tmp_path / "keys", OWNER_PIN, lang=request.param)
    return Newcomer(replace(lines))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, Any], str]:
    def write_(name: str, document: Any) -> str:
        path = tmp_path / name
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        return str(path)

    return write_


GROUPS = {
    "groups": [
        {"id": "SHOES", "name": {"fa": "کفش", "en": "Shoes"}, "margin": 35, "vat": 10},
        {"id": "CARE", "name": {"fa": "واکس", "en": "Care"}, "margin": 20, "vat": 10},
    ]
}
EARNING = {"credit": {"percent": 5, "expires_days": 30}, "by_group": {"SHOES": 10}}


def open_for_business(newcomer: Newcomer, write: Callable[[str, Any], str]) -> str:
    """Make the shop and its people; return what is printed on the recovery sheet."""
    made = newcomer.says("new-shop", "--name", "کفش آریا", "--branch", "مرکزی", "--test", *on("01-01"))
    assert {"shop", "branch", "till"} <= made.keys()
    for name, document in (("groups", GROUPS), ("earning", EARNING)):
        told = newcomer.says("policy", "set", name, "--file", write(f"{name}.json", document), *on("01-01"))
        assert {"document", "version"} <= told.keys()
        assert (told["version"], told["document"]) == (2, document)
    (added,) = [newcomer.says("staff", "add", "سارا", "--id", "sara", "--pin", STAFF_PIN, *on("01-01"))]
    assert added["staff_id"] == "sara"
    assert {row["staff_id"] for row in newcomer.says("staff", "list")} == {"owner", "sara"}
    return " ".join(made["recovery_sheet"])


SARA = {"BASHGAH_AS": "sara", "BASHGAH_PIN": STAFF_PIN}
OWNER = {"BASHGAH_AS": "owner"}


def test_from_the_first_line_to_another_folder(
    newcomer: Newcomer, write: Callable[[str, Any], str], tmp_path: Path
) -> None:
    sheet = open_for_business(newcomer, write)
    member = newcomer.says("enrol", "--phone", PHONE, "--name", "نگار امینی", *on("01-01"), **SARA)
    assert member.keys() == {"member_id", "card_no"}
    newcomer.says("shift", "open", "--counted", "۵۰۰۰۰۰", *on("01-01", "09:00"), **SARA)

    first = sells_to_a_member(newcomer, member)
    spends_credit(newcomer, member)
    credit_ends(newcomer, member)
    takes_back(newcomer, first)
    gives_by_hand(newcomer)
    prints(newcomer, first, tmp_path)
    closes(newcomer, tmp_path)
    moves_house(newcomer, tmp_path, sheet)


def sells_to_a_member(newcomer: Newcomer, member: Any) -> Any:
    lines = ("--line", "SHOES:۲۰۰۰۰۰۰:2", "--line", "care:1000000")
    quote = newcomer.says("quote", "--member", PHONE, *lines, *on("01-01"))
    assert quote.keys() == QUOTE
    assert all(line.keys() == LINE for line in quote["lines"])
    assert quote["totals"].keys() >= TOTALS
    assert (quote["totals"]["net"], quote["totals"]["credit_earned"]) == (3_000_000, 250_000)
    assert [line["credit_earned"] for line in quote["lines"]] == [200_000, 50_000]
    sold = newcomer.says(
        "sell", "--member", member["card_no"], *lines, "--pay", "card:2000000", "--pay", "cash:1500000",
        *on("01-01"), **SARA,
    )  # fmt: skip
    assert sold.keys() == SOLD | {"number"}
    assert {key: sold[key] for key in ("lines", "totals")} == {key: quote[key] for key in ("lines", "totals")}
    assert sold["tenders"] == [{"kind": "card", "amount": 2_000_000}, {"kind": "cash", "amount": 1_500_000}]
    assert sold["change"] == 500_000
    assert sold["balance_after"] == {
        "total": 250_000, "spendable_here": 250_000, "safe": 250_000, "trusted": 0,
    }  # fmt: skip
    (found,) = newcomer.says("find", "امینی", **SARA)
    assert found.keys() == {"member_id", "name", "phone", "tier", "matched_by"}
    assert (found["phone"], found["matched_by"]) == ("0912 ••• 4567", "name")
    return sold


def spends_credit(newcomer: Newcomer, member: Any) -> None:
    code = newcomer.is_refused(
        "sell", "--member", PHONE, "--line", "SHOES:900000", "--credit", "250001", *on("01-20"), **SARA
    )
    assert code == "credit_short"
    sold = newcomer.says(
        "sell",
        "--member",
        "+989120004567",
        "--line",
        "SHOES:900000",
        "--credit",
        "100000",
        *on("01-20"),
        **SARA,
    )
    assert sold["balance_after"]["total"] == 250_000 - 100_000 + 80_000
    assert sold["tenders"] == [{"kind": "cash", "amount": 800_000}]
    card = newcomer.says("member", member["member_id"], **SARA)
    assert (card.keys(), card["credit"].keys(), card["stats"].keys()) == (MEMBER, CREDIT, STATS)
    assert all(lot.keys() == LOT for lot in card["lots"])
    assert card["stats"]["visits"] == 2
    assert card["stats"]["spent"] == 3_900_000
    ends = {lot["expires_at"] for lot in card["lots"] if lot["unit"] == "credit"}
    assert ends == {"2026-02-01T00:00:00+03:30", "2026-02-20T00:00:00+03:30"}


def credit_ends(newcomer: Newcomer, member: Any) -> None:
    """The first sale's rest ends with 31 January; the second's with 19 February."""
    all_of_it = ("quote", "--member", PHONE, "--line", "SHOES:9000000")
    assert newcomer.says(*all_of_it, *on("01-31", "23:59"))["totals"]["credit_proposed"] == 230_000
    assert newcomer.says(*all_of_it, *on("02-01", "00:00"))["totals"]["credit_proposed"] == 80_000
    late = ("sell", "--member", PHONE, "--line", "SHOES:900000", "--credit", "100000", *on("02-01", "00:00"))
    assert newcomer.is_refused(*late, **SARA) == "credit_expired"


def takes_back(newcomer: Newcomer, first: Any) -> None:
    part = ("refund", first["number"], "--line", "1:1", "--reason", "wrong_item", *on("02-02"))
    assert newcomer.is_refused(*part, **SARA) == "not_allowed"
    back = newcomer.says(*part, "--approved-by", "owner", BASHGAH_APPROVER_PIN=OWNER_PIN, **SARA)
    assert back.keys() >= BACK
    assert back["money_back"] + back["withheld"] == 1_000_000
    assert (back["credit_taken_back"] + back["withheld"] + back["owed"]) <= 100_000
    assert back["points_taken_back"] == 100

    sold = newcomer.says("sell", "--member", PHONE, "--line", "CARE:100000", *on("02-02", "13:00"), **SARA)
    before = sold["balance_after"]["total"] - sold["totals"]["credit_earned"]
    void = ("void", sold["sale_id"], "--reason", "mistake", *on("02-02", "13:05"))
    assert newcomer.is_refused(*void, **SARA) == "not_allowed"
    gone = newcomer.says(*void, "--approved-by", "owner", BASHGAH_APPROVER_PIN=OWNER_PIN, **SARA)
    assert gone.keys() >= BACK
    assert (gone["money_back"], gone["balance_after"]["total"]) == (100_000, before)
    assert newcomer.is_refused(*void, **OWNER) == "sale_voided"


def gives_by_hand(newcomer: Newcomer) -> None:
    hand = ("adjust", PHONE, "--credit", "+25000", "--reason", "goodwill", *on("02-02", "14:00"))
    assert newcomer.is_refused(*hand, **SARA) == "not_allowed"
    told = newcomer.says(*hand, **OWNER)
    assert told.keys() == {"entry_id", "balance_after"}
    points = newcomer.says(
        "adjust", PHONE, "--points", "main:-5", "--reason", "correction", *on("02-02", "14:00"), **OWNER
    )
    assert points.keys() == {"entry_id", "balance_after"}


def prints(newcomer: Newcomer, first: Any, tmp_path: Path) -> None:
    picture = tmp_path / "receipt.png"
    told = newcomer.says("receipt", first["sale_id"], "--png", str(picture), *on("02-02", "15:00"), **SARA)
    assert told == {"copies": 1}
    assert picture.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    raw = tmp_path / "receipt.bin"
    words = ("--escpos", str(raw), "--width", "384", *on("02-02", "15:00"))
    assert newcomer.says("receipt", first["sale_id"], *words, **SARA) == {"copies": 2}
    assert raw.read_bytes().startswith(b"\x1b@")


def closes(newcomer: Newcomer, tmp_path: Path) -> None:
    assert newcomer.is_refused("day-close", *on("02-02", "22:00"), **OWNER) == "shift_still_open"
    shift = newcomer.says("shift", "close", "--counted", "2300000", *on("02-02", "21:00"), **SARA)
    cash = next(row["amount"] for row in shift["tenders"] if row["kind"] == "cash")
    assert shift["expected"] == 500_000 + cash
    assert shift["difference"] == 2_300_000 - shift["expected"]
    paper = tmp_path / "day.pdf"
    day = newcomer.says("day-close", "--pdf", str(paper), *on("02-02", "22:00"), **OWNER)
    assert paper.read_bytes().startswith(b"%PDF-")
    assert (day["on"], day["sales"], day["refunds"]) == ("2026-02-02", 1, 2)
    assert day["expired"] > 0
    assert {"tenders", "net"} <= day.keys()


def moves_house(newcomer: Newcomer, tmp_path: Path, sheet: str) -> None:
    proof = newcomer.says("verify")
    assert proof.keys() >= {"facts", "ok", "problems"}
    assert (proof["ok"], proof["problems"]) == (True, [])
    before = newcomer.says("member", PHONE, **OWNER)
    kept = newcomer.says("backup", str(tmp_path / "shop.backup"), **OWNER)
    assert kept.keys() >= {"path", "facts"}
    assert kept["facts"] == proof["facts"]
    moved = Newcomer(replace(newcomer.lines, folder=tmp_path / "another"))
    assert moved.is_refused("restore", kept["path"]) == "sheet_missing"
    back = moved.says("restore", kept["path"], BASHGAH_SHEET=sheet)
    assert back.keys() >= {"path", "facts"}
    told = moved.says("verify")
    assert (told["ok"], told["problems"]) == (True, [])
    assert told["facts"] >= proof["facts"]
    assert moved.says("member", PHONE, **OWNER) == before
    moved.says("shift", "open", *on("02-03"), **SARA)
    moved.says("sell", "--member", PHONE, "--line", "CARE:100000", *on("02-03"), **SARA)
    assert moved.says("verify")["ok"] is True


def test_what_stands_on_the_terminal_is_of_one_language(
    newcomer: Newcomer, write: Callable[[str, Any], str]
) -> None:
    open_for_business(newcomer, write)
    newcomer.reads("shift", "open", **SARA)
    newcomer.reads("enrol", "--phone", PHONE, "--name", "نگار امینی", **SARA)
    sold = newcomer.reads("sell", "--member", PHONE, "--line", "SHOES:1000000", **SARA)
    card = newcomer.reads("member", PHONE, **SARA)
    proof = newcomer.reads("verify")
    if newcomer.lines.lang == "fa":
        assert "۱٬۰۰۰٬۰۰۰ تومان" in sold
        assert "۱۰۰٬۰۰۰ تومان" in card
        assert "همه چیز درست است" in proof
    else:
        assert "1,000,000 Toman" in sold
        assert "100,000 Toman" in card
        assert "All is sound" in proof
    for text in (sold, card, proof):
        assert not [word for word in ("_", "Traceback", "None", "{") if word in text], text
