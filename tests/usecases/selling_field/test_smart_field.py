"""What the counter's one field understands: every kind of text, in three digit scripts and two keyboard layouts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.usecases.selling.smart_field import (
    KINDS,
    Situation,
    is_gtin,
    read_amount,
    read_quantity,
    read_typed,
    unkeyed,
)
from loyalty.money import MAX_AMOUNT

GROUPS = (("SHOES", ("کفش", "Shoes")), ("BAGS", ("کیف", "Bags")), ("SHIRTS", ("پیراهن", "Shirts")))
NOBODY, MEMBER = Situation(False, GROUPS), Situation(True, GROUPS)
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def first(text: str, situation: Situation = NOBODY) -> tuple[str, str | int]:
    reading = read_typed(text, situation)[0]
    return reading.kind, reading.amount or reading.text or reading.quantity


@pytest.mark.parametrize("situation", [NOBODY, MEMBER])
@pytest.mark.parametrize(
    "text",
    [
        "09121234567",
        "9121234567",
        "+989121234567",
        "00989121234567",
        "989121234567",
        "0912 123 4567",
        "0912-123-4567",
        "\u20660912 123 4567\u2069",
    ],
)
@pytest.mark.parametrize("script", [{}, PERSIAN, ARABIC])
def test_a_whole_phone_is_a_phone_whoever_is_served(text: str, script: dict, situation: Situation) -> None:
    assert first(text.translate(script), situation) == ("phone", "09121234567")


def test_digits_mean_a_member_first_until_one_is_served() -> None:
    assert first("4567") == ("last_digits", "4567")
    assert first("4567", MEMBER) == ("amount", 4_567)
    assert first("250000")[0] == "card"
    assert first("250000", MEMBER) == ("amount", 250_000)


@pytest.mark.parametrize("text", ["+250000", "+250k", "+۲۵۰٬۰۰۰", "+ 250,000"])
def test_plus_forces_an_amount(text: str) -> None:
    assert first(text) == ("amount", 250_000)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("250000", 250_000),
        ("250k", 250_000),
        ("250K", 250_000),
        ("۲۵۰٬۰۰۰", 250_000),
        ("٢٥٠،٠٠٠", 250_000),
        ("250,000", 250_000),
        ("250.000", 250_000),
        ("250 000", 250_000),
        ("1.5m", 1_500_000),
        ("۱٫۵ میلیون", 1_500_000),
        ("600 هزار", 600_000),
        ("۶۰۰ هزار تومان", 600_000),
        ("250000 تومان", 250_000),
        ("0.5k", 500),
    ],
)
def test_amounts_as_people_write_them(text: str, amount: int) -> None:
    assert read_amount(text) == amount


@pytest.mark.parametrize(
    "text", ["", "0", "k", "1.5", "1.2345k", "12,34", "-5", "5 متر", "1" + "0" * 16, "۱۲۳٫۴"]
)
def test_what_is_no_amount(text: str) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize(
    "text",
    ["shoes 600000", "600000 shoes", "SHOES 600k", "کفش ۶۰۰٬۰۰۰", "کفش ۶۰۰ هزار", "sho 600k", "۶۰۰۰۰۰ کفش"],
)
def test_an_amount_in_a_group_by_its_name_before_or_after(text: str) -> None:
    reading = read_typed(text, NOBODY)[0]
    assert (reading.kind, reading.group, reading.amount) == ("group_amount", "SHOES", 600_000)


def test_a_beginning_that_two_groups_share_names_neither() -> None:
    assert first("sh 600000")[0] == "name"


def test_arabic_letters_name_the_same_group() -> None:
    assert read_typed("كيف 5000", NOBODY)[0].group == "BAGS"


def test_a_product_barcode_by_its_check_digit() -> None:
    assert first("5901234123457") == ("barcode", "5901234123457")
    assert first("۵۹۰۱۲۳۴۱۲۳۴۵۷", MEMBER) == ("barcode", "5901234123457")
    assert first("5901234123458")[0] == "card"


@pytest.mark.parametrize(
    ("text", "code"), [("A1-000123", "A1-000123"), ("a1-000123", "A1-000123"), ("ش۱-۰۰۰۱۲۳", "A1-000123")]
)
def test_a_receipt_also_through_a_persian_keyboard(text: str, code: str) -> None:
    assert first(text, MEMBER) == ("receipt", code)


@pytest.mark.parametrize("text", ["S-101", "a1-123", "A1-12345"])
def test_fewer_figures_than_a_receipt_has_are_a_code_of_goods(text: str) -> None:
    assert [one.kind for one in read_typed(text, MEMBER)] == ["barcode", "card"]


@pytest.mark.parametrize(
    "text",
    [
        "B1:01jq8c4k2m7v9t3r5s6b0d1e2f",
        "b1:01JQ8C4K2M7V9T3R5S6B0D1E2F:x",
        "\u200c1:01jq8c4k2m7v9t3r5s6b0d1e2f",
    ],
)
def test_the_code_on_a_receipt_names_its_sale(text: str) -> None:
    assert first(text) == ("receipt", "01jq8c4k2m7v9t3r5s6b0d1e2f")


def test_a_scanner_under_a_persian_layout_is_read_back() -> None:
    typed = "شزذ۱۲۳"
    assert unkeyed(typed) == "ACB123"
    assert first(typed) == ("barcode", "ACB123")


@pytest.mark.parametrize("text", ["رضا", "رضایی‌نژاد", "سارا ر", "Sara", "de la Cruz"])
def test_letters_are_a_name(text: str) -> None:
    assert first(text) == ("name", text)


def test_quantities_and_several_of_a_product() -> None:
    assert read_typed("*3", MEMBER)[0].quantity == 3_000
    assert read_typed("×۲٫۵", MEMBER)[0].quantity == 2_500
    several = read_typed("3*5901234123457", MEMBER)[0]
    assert (several.kind, several.text, several.quantity) == ("barcode", "5901234123457", 3_000)
    money = read_typed("2*50k", MEMBER)[0]
    assert (money.kind, money.amount, money.quantity) == ("amount", 50_000, 2_000)
    assert read_quantity("0") is None
    assert read_quantity("1.2345") is None


@pytest.mark.parametrize("text", ["#yalda", "code YALDA", "کد YALDA"])
def test_a_discount_code(text: str) -> None:
    assert first(text) == ("code", "YALDA")


@given(st.text(max_size=60), st.booleans())
def test_any_text_is_read_without_failing_and_amounts_stay_within_bounds(text: str, member: bool) -> None:
    readings = read_typed(text, Situation(member, GROUPS))
    assert all(reading.kind in KINDS and 0 <= reading.amount <= MAX_AMOUNT for reading in readings)
    assert len({reading.kind for reading in readings}) == len(readings)


@given(st.integers(1, MAX_AMOUNT))
def test_every_amount_reads_the_same_in_three_scripts(amount: int) -> None:
    plain = f"{amount:,}"
    assert {read_amount(plain.translate(s)) for s in ({}, PERSIAN, ARABIC)} == {amount}


@given(st.integers(0, 10**12 - 1))
def test_exactly_one_check_digit_makes_a_barcode(body: int) -> None:
    digits = f"{body:012d}"
    assert sum(is_gtin(digits + str(last)) for last in range(10)) == (1 if body else 0)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12", 1_200),
        ("12.5", 1_250),
        ("12.50", 1_250),
        ("۱۲٫۵۰", 1_250),
        ("1,250", 125_000),
        ("1,250.75", 125_075),
        ("2k", 200_000),
        ("12.505", None),
    ],
)
def test_an_amount_in_hundredths_is_typed_with_its_decimals(text: str, amount: int | None) -> None:
    assert read_amount(text, 2) == amount
    found = [
        one.amount for one in read_typed(text, Situation(has_member=True, exponent=2)) if one.kind == "amount"
    ]
    assert found == ([] if amount is None else [amount])
