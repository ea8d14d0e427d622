"""Members from the command line, as a shop's owner writes it: from joining to being forgotten."""

from __future__ import annotations

import socket
import struct
from pathlib import Path

import pytest

from tests.cli.lines import Lines
from tests.conftest import STAFF_PIN
from tests.printing.fake_printer import FakePrinter

PHONE = "09120004567"
MEMBER_KEYS = {
    "member_id",
    "name",
    "phone",
    "state",
    "joined_on",
    "tier",
    "credit",
    "notes",
    "points",
    "lots",
    "stats",
    "rfm",
}
LOT_KEYS = {"lot_id", "unit", "scope", "amount", "remaining", "granted_at", "vests_at", "expires_at"}


def done(said):
    """Return the document of a line that was done."""
    assert said.code == 0, said.out + said.err
    return said.json


@pytest.fixture
def club(lines: Lines, tmp_path: Path) -> Lines:
    """Return a shop with an open shift and ten percent credit."""
    policy = tmp_path / "earning.json"
    policy.write_text('{"credit": {"percent": 10, "expires_days": 180}}', encoding="utf-8")
    done(lines.run("policy", "set", "earning", "--file", str(policy)))
    done(lines.run("shift", "open", "--counted", "100000"))
    return lines


def png_size(path: Path) -> tuple[int, int]:
    """Return width and height a PNG says it has."""
    raw = path.read_bytes()
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", raw[16:24])
    return width, height


def test_a_member_from_joining_to_being_forgotten(club: Lines, tmp_path: Path) -> None:
    """Every line in a process of its own, as people run it."""
    member = done(
        club.spawn(
            "enrol", "--phone", "۰۹۱۲ ۰۰۰ ۴۵۶۷", "--name", "سارا رضایی‌نژاد", "--consent", "sms", "--json"
        )
    )
    assert set(member) == {"member_id", "card_no"}
    sold = done(
        club.spawn(
            "sell", "--member", "+989120004567", "--line", "SHOES:1000000", "--pay", "cash:1000000", "--json"
        )
    )
    assert sold["balance_after"]["total"] == 100_000
    (found,) = done(club.spawn("find", "رضايي", "--json"))
    assert found == {
        "member_id": member["member_id"],
        "name": "سارا رضایی‌نژاد",
        "phone": "09120004567",  # the only person of the shop is meant, who may see it
        "tier": "bronze",
        "matched_by": "name",
    }
    card = done(club.spawn("member", member["card_no"], "--json"))
    assert set(card) == MEMBER_KEYS
    assert (card["name"], card["state"]) == ("سارا رضایی‌نژاد", "active")
    assert card["phone"] == found["phone"]
    text = club.run_plain("member", member["card_no"], "--lang", "en").out
    assert "points" in text.split("to Silver:")[1].splitlines()[0]
    assert "credit proposed" not in club.run_plain("sell", "--member", PHONE, "--line", "SHOES:1000").out
    assert card["credit"] == {"total": 100_000, "spendable_here": 100_000, "safe": 100_000, "trusted": 0}
    assert card["points"] == {"main": 100}
    assert {lot["unit"]: lot["remaining"] for lot in card["lots"]} == {"credit": 100_000, "points:main": 100}
    assert all(set(lot) == LOT_KEYS for lot in card["lots"])
    assert (card["stats"]["visits"], card["stats"]["spent"], card["stats"]["average"]) == (
        1,
        1_000_000,
        1_000_000,
    )
    assert card["stats"]["last_visit_at"].endswith("+03:30")
    assert card["rfm"] is None
    paper, raw = tmp_path / "receipt.png", tmp_path / "receipt.bin"
    copies = done(
        club.spawn(
            "receipt", sold["number"], "--png", str(paper), "--escpos", str(raw), "--lang", "fa", "--json"
        )
    )
    assert copies == {"copies": 1}
    assert png_size(paper)[0] == 576
    assert raw.read_bytes().startswith(b"\x1b@")
    gone = done(club.spawn("erase", PHONE, "--yes", "--json"))
    assert gone["member_id"] == member["member_id"]
    assert done(club.spawn("find", "رضایی", "--json")) == []
    assert club.spawn("member", PHONE, "--json").error == "member_unknown"
    assert done(club.spawn("verify", "--json"))["ok"] is True


def test_the_words_of_a_member_are_read_in_both_languages(club: Lines) -> None:
    done(club.run("enrol", "--phone", PHONE, "--name", "سارا رضایی"))
    done(club.run("sell", "--member", PHONE, "--line", "SHOES:500000"))
    persian = club.run_plain("member", PHONE, "--lang", "fa").out
    assert "سارا رضایی" in persian
    assert "۵۰٬۰۰۰ تومان" in persian
    assert "برنزی" in persian
    english = club.run_plain("member", PHONE, "--lang", "en", "--as", "owner").out
    assert "50,000 Toman" in english
    assert PHONE in english
    assert "purchase" in english
    assert "سارا رضایی" in club.run_plain("find", "سارا", "--lang", "fa").out
    assert "No member" in club.run_plain("find", "nobody", "--lang", "en").out


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("enrol", "--phone", "0912"), "phone_impossible"),
        (("enrol", "--phone", PHONE, "--name", "ن" * 300), "name_too_long"),
        (("enrol", "--phone", "09351112233", "--birth", "tomorrow"), "date_invalid"),
        (("enrol", "--phone", "09351112233", "--consent", "x"), "consent_unknown"),
        (("enrol", "--phone", PHONE), "phone_taken"),
        (("member", "09359998877"), "member_unknown"),
        (("member-set", PHONE), "change_empty"),
        (("merge", PHONE, PHONE), "member_same"),
        (("split", PHONE), "member_not_merged"),
        (("card", "block", PHONE, "--card", "ZZZZ9999"), "card_of_another"),
        (("erase", PHONE), "erase_unconfirmed"),
        (("receipt", "A1-000099"), "sale_unknown"),
        (("receipt", "x" * 500), "sale_unknown"),
        (("prints", "retry", "nothing"), "print_job_unknown"),
    ],
)
def test_a_refusal_is_one_document_and_exit_one(club: Lines, line: tuple[str, ...], code: str) -> None:
    done(club.run("enrol", "--phone", PHONE))
    said = club.run(*line)
    assert (said.code, said.error) == (1, code)
    assert said.json["error"]["message"]


def test_names_with_tricks_come_out_clean(club: Lines) -> None:
    done(club.run("enrol", "--phone", PHONE, "--name", "\u202eevil\x1b[2J\u2067name\x07"))
    (found,) = done(club.run("find", "4567"))
    assert found["name"] == "evil[2Jname"
    assert "\x1b" not in club.run_plain("member", PHONE).out


def test_two_with_one_phone_are_told_apart(club: Lines) -> None:
    sara = done(club.run("enrol", "--phone", PHONE, "--name", "سارا رضایی"))
    ali = done(
        club.run("enrol", "--phone", PHONE, "--name", "علی رضایی", "--shares-phone", "--card", "ALI-0001")
    )
    said = club.run("sell", "--member", PHONE, "--line", "SHOES:1000")
    assert said.error == "member_ambiguous"
    assert "رضایی" not in said.json["error"]["message"]
    assert {one["member_id"] for one in done(club.run("find", PHONE))} == {
        sara["member_id"],
        ali["member_id"],
    }
    for name in (ali["member_id"], "ali0001"):
        done(club.run("sell", "--member", name, "--line", "SHOES:1000"))
    assert done(club.run("member", "ALI 0001"))["stats"]["visits"] == 2


def test_members_are_changed_merged_and_split(club: Lines) -> None:
    one = done(club.run("enrol", "--phone", PHONE, "--name", "سارا"))["member_id"]
    two = done(club.run("enrol", "--phone", "09351112233", "--card", "none"))
    assert two["card_no"] == ""
    assert done(club.run("member-set", PHONE, "--name", "سارا کریمی", "--birth", "1370/5/2")) == {
        "member_id": one
    }
    assert done(club.run("merge", two["member_id"], PHONE)) == {"member_id": one}
    assert done(club.run("member", "09351112233"))["member_id"] == one
    assert done(club.run("split", "09351112233")) == {"member_id": two["member_id"]}
    assert done(club.run("member", "09351112233"))["member_id"] == two["member_id"]


def test_cards_and_consents(club: Lines) -> None:
    member = done(club.run("enrol", "--phone", PHONE))
    assert done(club.run("consent", PHONE, "+sms", "-promo"))["consents"] == {
        "sms_service": True,
        "sms_promo": False,
    }
    assert done(club.run("card", "block", member["card_no"]))["card_no"] == member["card_no"]
    assert club.run("member", member["card_no"]).code == 0
    assert club.run("sell", "--member", member["card_no"], "--line", "SHOES:1").error == "card_blocked"
    new = done(club.run("card", "replace", member["card_no"], "--new", "BLANK-77"))
    assert new == {"member_id": member["member_id"], "card_no": "BLANK77"}
    more = done(club.run("card", "issue", PHONE))["card_no"]
    assert club.run("card", "block", PHONE).error == "card_which"
    assert done(club.run("card", "block", PHONE, "--card", more))["card_no"] == more


def test_a_cashier_sees_masks_and_asks_for_what_they_may_not(club: Lines) -> None:
    done(club.run("staff", "add", "نگار", "--id", "negar", "--level", "cashier", "--pin", STAFF_PIN))
    owner = {"BASHGAH_AS": "owner"}
    done(club.run("enrol", "--phone", PHONE, **owner))
    done(club.run("sell", "--member", PHONE, "--line", "SHOES:100000", **owner))
    cashier = {"BASHGAH_PIN": STAFF_PIN, "BASHGAH_AS": "negar"}
    assert done(club.run("find", "4567", **cashier))[0]["phone"] == "0912 ••• 4567"
    assert done(club.run("find", "4567", **owner))[0]["phone"] == PHONE
    assert club.run("erase", PHONE, "--yes", **cashier).error == "not_allowed"
    assert club.run("leave", PHONE, **cashier).error == "leave_ends_credit"
    assert club.run("leave", PHONE, "--end-credit", **cashier).error == "not_allowed"
    gone = done(
        club.run(
            "leave", PHONE, "--end-credit", "--approved-by", "owner", BASHGAH_APPROVER_PIN=club.pin, **cashier
        )
    )
    assert (gone["credit_ended"], gone["points_ended"]) == (10_000, 10)
    told = club.run_plain("enrol", "--phone", PHONE, "--lang", "en", **owner).out
    assert "left the club on" in told
    assert "began from nothing" in told
    assert done(club.run("verify", **owner))["ok"] is True


def test_slips_are_listed_printed_again_and_given_up(club: Lines, tmp_path: Path) -> None:
    done(club.run("enrol", "--phone", PHONE))
    sold = done(club.run("sell", "--member", PHONE, "--line", "SHOES:100000"))
    waiting = done(club.run("prints", "list"))
    assert {job["kind"] for job in waiting} == {"card", "receipt"}
    assert {job["state"] for job in waiting} == {"queued"}
    done(club.run("settings", "set", "printer_kind=file", f"printer_address={tmp_path / 'paper'}"))
    assert done(club.run("receipt", sold["sale_id"])) == {"copies": 1, "printed": True}
    held = done(club.run("prints", "list"))
    assert {(job["kind"], job["state"]) for job in held} == {("card", "failed"), ("receipt", "failed")}
    assert done(club.run("prints", "retry")) == {"queued": 2, "printed": 2, "waiting": 0}
    assert done(club.run("prints", "list")) == []
    assert {job["state"] for job in done(club.run("prints", "list", "--all"))} == {"printed"}
    assert len(list((tmp_path / "paper").glob("*.png"))) == 3
    assert done(club.run("receipt", sold["sale_id"])) == {"copies": 2, "printed": True}
    refund = done(club.run("refund", sold["sale_id"]))
    narrow = tmp_path / "refund.png"
    done(club.run("receipt", refund["number"], "--png", str(narrow), "--width", "384"))
    assert png_size(narrow)[0] == 384
    assert (
        club.run("receipt", sold["sale_id"], "--png", str(tmp_path / "no" / "where.png")).error
        == "file_folder_missing"
    )
    text = club.run_plain("prints", "list", "--all", "--lang", "fa").out
    assert "رسید" in text
    assert "چاپ‌شده" in text


def test_printing_again_tells_when_nothing_comes_out(club: Lines) -> None:
    assert done(club.run("prints", "retry")) == {"queued": 0, "printed": 0, "waiting": 0}
    sale = done(club.run("sell", "--line", "SHOES:1000"))["sale_id"]
    unset = club.run("prints", "retry")
    assert (unset.code, unset.error, unset.json["waiting"]) == (1, "printer_unset", 1)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    done(club.run("settings", "set", "printer_kind=network", f"printer_address={address}"))
    off = club.run_plain("prints", "retry", "--json")
    assert (off.code, off.json["printed"], off.json["waiting"]) == (1, 0, 1)
    assert off.error in ("printer_refused", "printer_unreachable")
    told = club.run_plain("prints", "retry", "--lang", "en")
    assert told.code == 1
    assert "printer" in told.err
    assert "0 slips were printed" in told.out
    copy = club.run("receipt", sale)
    assert (copy.code, copy.json) == (0, {"copies": 1, "printed": False})
    with FakePrinter("ok") as printer:
        done(club.run("settings", "set", f"printer_address={printer.address}"))
        well = club.run("prints", "retry")
        assert (well.code, well.json) == (0, {"queued": 1, "printed": 2, "waiting": 0})
        assert done(club.run("receipt", sale)) == {"copies": 2, "printed": True}
        assert len(printer.tape.sheets) == 3


def test_more_people_than_are_shown_are_told_of(lines: Lines) -> None:
    for n in range(3):
        assert lines.run("enrol", "--phone", f"0912555010{n}", "--name", "Sara Rostami").code == 0
    assert "there are more" in lines.run_plain("find", "Sara", "--limit", "2").out
    assert "--limit" not in lines.run_plain("find", "Sara", "--limit", "3").out
    assert len(lines.run("find", "Sara", "--limit", "2").json) == 2
