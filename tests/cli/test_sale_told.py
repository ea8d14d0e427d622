"""What a sale tells in words: the discount, the offers that worked, and a code or credit that had no effect."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.cli.joined import PHONE, Network
from tests.cli.lines import Lines

AS = ("--as", "owner")
UNIQUE = {
    "id": "welcome",
    "name": "Welcome",
    "code": {"unique": True},
    "benefits": [{"discount": {"percent": 10}}],
}
SHARED = {
    "id": "autumn",
    "name": "Autumn",
    "code": {"shared": "AUTUMN"},
    "basket": {"basket_total": {"op": ">=", "amount": 900_000}},
    "benefits": [{"discount": {"percent": 10}}],
}


def publish(lines: Lines, folder: Path, document: dict[str, Any]) -> None:
    file = folder / "offer.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    said = lines.run("offer", "publish", "--file", str(file), *AS)
    assert said.code == 0, said.out


def told(lines: Lines, *line: str, lang: str = "en") -> str:
    """Return what a person reads, its isolates taken out."""
    said = replace(lines, lang=lang).run_plain(*line, *AS)
    return (said.out + said.err).translate(dict.fromkeys((8294, 8295, 8296, 8297)))


def test_a_sale_tells_its_discount_and_the_offer_that_worked(shop: Lines, tmp_path: Path) -> None:
    publish(shop, tmp_path, SHARED)
    sell = ("sell", "--line", "GENERAL:1000000", "--code", "autumn")
    text = told(shop, *sell)
    assert "discount: 100,000" in text
    assert "· Autumn: Applied: 100,000" in text
    assert "no effect" not in text
    assert "تخفیف: ۱۰۰٬۰۰۰" in told(shop, *sell, lang="fa")


def test_a_code_without_effect_is_told_with_its_reason(shop: Lines, tmp_path: Path) -> None:
    publish(shop, tmp_path, SHARED)
    sell = ("sell", "--line", "GENERAL:800000", "--code", "autumn")
    assert "Code AUTUMN had no effect. Autumn: Nearly: 100,000" in told(shop, *sell)
    assert "کد AUTUMN اثری نداشت." in told(shop, *sell, lang="fa")
    (note,) = shop.run(*sell, *AS).json["notes"]
    assert "had no effect" in note


@pytest.mark.parametrize("command", ["sell", "quote"])
def test_credit_without_a_member_is_refused(shop: Lines, command: str) -> None:
    for credit in ("max", "500"):
        said = shop.run(command, "--line", "GENERAL:9000", "--credit", credit, *AS)
        assert (said.code, said.error) == (1, "credit_needs_member")


def test_the_most_credit_of_a_member_who_has_none_is_told(shop: Lines) -> None:
    sell = ("sell", "--member", PHONE, "--line", "GENERAL:9000", "--credit", "max")
    assert "No credit was spent" in told(shop, *sell)


def test_credit_others_hold_is_told_with_who_holds_it(network: Network, shop: Lines, other: Lines) -> None:
    member = told(other, "member", PHONE)
    assert "credit to spend: 5,000" in member
    assert "of it at this till, without asking the centre: 0" in member
    assert "of it held elsewhere, asked for when used: 5,000" in member
    assert "Others hold credit, and are asked for it when it is used: A1" in member
    sell = ("sell", "--member", PHONE, "--line", "GENERAL:3000", "--credit", "max")
    text = told(other, *sell)
    assert "3,000 Toman of the credit is not at this till; others hold it: A1" in text, text
    assert "of it at this till, without asking the centre: 0" in text
    farsi = told(other, *sell, lang="fa")
    assert "۳٬۰۰۰ تومان از اعتبار نزد این صندوق نیست؛ نزد دیگران است: A1" in farsi
    assert "نزد صندوقی دیگر؛ هنگام خرج خواسته می‌شود: ۵٬۰۰۰" in farsi
    assert "others hold it: A1" in told(other, *sell[:-1], "2000")


def test_a_refusal_names_what_would_really_go(
    network: Network,
    shop: Lines,
    other: Lines,
    tmp_path: Path,
) -> None:
    limits = tmp_path / "trust.json"
    limits.write_text('{"per_member": 1500, "pool": 2000}')
    assert other.run("policy", "set", "trust", "--file", str(limits), *AS).code == 0
    network.cut = True
    sell = ("sell", "--member", PHONE, "--line", "GENERAL:9000", *AS, "--credit")
    for amount, code in (("8000", "credit_short_here"), ("2000", "rights_short")):
        said = other.run(*sell, amount)
        assert (said.error, "at most 1,500 Toman now" in said.json["error"]["hint"]) == (code, True), said.out
    assert other.run(*sell, "1500").code == 0, "the advice, obeyed, is not refused"


def test_a_code_another_till_holds_is_told_with_who_holds_it(
    network: Network,
    shop: Lines,
    other: Lines,
    tmp_path: Path,
) -> None:
    publish(shop, tmp_path, UNIQUE)
    (code,) = shop.run("offer", "codes", "welcome", "--number", "1", *AS).json["codes"]
    shop.run("sync")
    other.run("sync")
    text = told(other, "sell", "--line", "GENERAL:9000", "--code", code)
    assert re.search("A1.* holds the right to this offer", text), text
    assert "this till does not hold this code" in text


def test_a_quote_tells_what_the_purchase_earns_by_itself_and_by_which_rule(shop: Lines) -> None:
    quote = ("quote", "--member", PHONE, "--line", "GENERAL:200000")
    text = told(shop, *quote)
    assert re.search(r"· Base credit: [\d,]+ Toman; [\d.]+% of 200,000 Toman: the general rate\.", text), text
    assert re.search(
        r"· Points: \d+; 1 point for each [\d,]+ Toman; this purchase is 200,000 Toman\.", text
    ), text
    assert "نرخ عمومی" in told(shop, *quote, lang="fa")
    document = shop.run(*quote, *AS).json
    credit = [one for one in document["base"] if one["unit"] == "credit"]
    assert sum(one["amount"] for one in credit) == document["totals"]["credit_earned"]
    assert [(one["rule"], one["of"]) for one in credit] == [("general", 200_000)]
    walk_in = told(shop, "quote", "--line", "GENERAL:200000")
    assert "No member is chosen" in walk_in


def test_the_most_credit_is_asked_about_where_another_holds_it(
    network: Network, shop: Lines, other: Lines
) -> None:
    network.cut = True
    sell = ("sell", "--member", PHONE, "--line", "GENERAL:3000", "--credit", "max", *AS)
    said = other.answer("no\n", *sell)
    plain = said.err.translate(dict.fromkeys((8294, 8295, 8296, 8297)))
    assert said.code == 1
    assert "3,000 Toman of the credit is not at this till; others hold it: A1" in plain
    assert "0 Toman of credit is spent, and 3,000 Toman is left to pay." in plain
    assert "Record it so? (yes/no)" in plain
    assert "The sale was not recorded" in plain
    farsi = replace(other, lang="fa").answer("نه\n", *sell)
    assert (farsi.code, "همین‌گونه ثبت شود؟" in farsi.err) == (1, True)
    recorded = other.answer("yes\n", *sell)
    assert recorded.code == 0, recorded.err
    assert "to pay: 3,000 Toman" in recorded.out.translate(dict.fromkeys((8294, 8295, 8296, 8297)))


@pytest.mark.parametrize("command", ["quote", "sell"])
def test_a_script_reads_why_the_most_credit_was_not_spent(
    network: Network, shop: Lines, other: Lines, command: str
) -> None:
    network.cut = True
    line = (command, "--member", PHONE, "--line", "GENERAL:3000", "--credit", "max", *AS)
    said = other.run(*line)
    assert said.code == 0, said.out
    unspent = said.json["credit_unspent"]
    assert (unspent["spent"], unspent["lacking"], unspent["reason"]) == (0, 3_000, "held_elsewhere")
    assert [(one["till"], one["amount"]) for one in unspent["holders"]] == [("A1", 5_000)]
    assert len(said.json["notes"]) == 1
    assert shop.run(*line).json["credit_unspent"] is None


def test_the_most_credit_of_who_has_none_is_asked_about_and_said(shop: Lines) -> None:
    sell = ("sell", "--member", PHONE, "--line", "GENERAL:9000", "--credit", "max", *AS)
    said = shop.answer("no\n", *sell)
    assert (said.code, "No credit would be spent" in said.err) == (1, True)
    assert shop.run(*sell).json["credit_unspent"]["reason"] == "none_here"


def test_credit_that_is_spent_as_meant_is_not_asked_about(shop: Lines) -> None:
    assert shop.run("adjust", PHONE, "--credit", "5000", "--reason", "gift", *AS).code == 0
    said = shop.answer("", "sell", "--member", PHONE, "--line", "GENERAL:9000", "--credit", "max", *AS)
    assert (said.code, "Record it so" in said.err) == (0, False)
