"""The words people say of themselves, whatever they type: laws that hold for every text."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.usecases.members.card_numbers import check_digit, shop_prefix
from desktop.usecases.members.words import (
    check_phone,
    clean_line,
    keep_phone,
    mask_name,
    mask_phone,
    phone_forms,
    read_birth,
)
from loyalty import jalali
from loyalty.conditions.days import days_until_birthday
from loyalty.errors import LoyaltyError

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\u061c\ufeff\x00\x1b\x7f\x85\u2028\u0301\u064b"
        ),
        st.sampled_from("سارا علی‌رضا Ann ۰۹۱۲0912+-()"),
    ),
    max_size=120,
)


@settings(max_examples=400, deadline=None)
@given(HOSTILE)
def test_a_cleaned_line_is_clean_and_stays_so(text: str) -> None:
    line = clean_line(text)
    assert clean_line(line) == line
    line.encode()  # No half of a letter is left that could not be written down.
    assert unicodedata.is_normalized("NFC", line)
    assert line == " ".join(line.split())
    for sign in line:
        category = unicodedata.category(sign)
        assert category[0] not in "CZ" or sign in (" ", "\u200c")
    assert not any(word.startswith("\u200c") or word.endswith("\u200c") for word in line.split(" "))


@settings(max_examples=400, deadline=None)
@given(HOSTILE)
def test_a_phone_is_kept_in_one_form_or_refused(text: str) -> None:
    try:
        phone = check_phone(text)
    except LoyaltyError:
        return
    assert phone.isascii()
    assert phone.isdigit()
    assert check_phone(phone if phone.startswith("0") else f"+{phone}") == keep_phone(phone) == phone


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
def test_a_mask_gives_neither_the_family_name_nor_the_number(text: str) -> None:
    words = clean_line(text).split()
    masked = mask_name(clean_line(text))
    assert masked
    assert len(masked) <= 24
    assert all(word not in masked.split() for word in words[1:] if len(word) > 2 and word != words[0][:20])


def test_masks_keep_what_people_say_aloud() -> None:
    assert mask_phone("09120004567") == "0912 ••• 4567"
    assert mask_phone("442079460958") == "+4420 ••• 0958"
    assert mask_phone("12345") == "••• 45"
    assert mask_phone("") == ""
    assert mask_name("") == "•••"


@settings(max_examples=200, deadline=None)
@given(st.dates(dt.date(1920, 1, 1), dt.date(2026, 11, 20)))
def test_a_birthday_comes_within_a_year_on_its_own_day(born: dt.date) -> None:
    today = dt.date(2026, 11, 21)
    left = days_until_birthday(born, today, "jalali")
    assert 0 <= left <= 366
    _, month, day = jalali.from_date(born)
    then = jalali.from_date(today + dt.timedelta(days=left))
    assert then[1:] == (month, day) or (month, day, then[1:]) == (12, 30, (12, 29))
    year, month, day = jalali.from_date(born)
    assert read_birth(f"{year}/{month}/{day}", today) == read_birth(born.isoformat(), today) == born


@pytest.mark.parametrize(
    ("twelve", "digit"), [("400638133393", "1"), ("978014300723", "4"), ("629104150021", "3")]
)
def test_the_check_digit_is_that_of_an_ean(twelve: str, digit: str) -> None:
    assert check_digit(twelve) == digit


def test_cards_of_a_business_begin_alike() -> None:
    assert shop_prefix("one") == shop_prefix("one")
    assert all(
        len(shop_prefix(name)) == 4 and shop_prefix(name).startswith("29") for name in map(str, range(50))
    )
    assert len({shop_prefix(name) for name in map(str, range(50))}) > 10


ABROAD = [
    ("USD", ("4155550101", "+1 415 555 0101", "14155550101", "001-415-555-0101"), "14155550101"),
    ("CAD", ("(604) 555-0101", "+1 604 555 0101"), "16045550101"),
    ("GBP", ("07911 123456", "+44 7911 123456", "+44 (0)7911 123456", "00447911123456"), "447911123456"),
    ("AED", ("050 123 4567", "+971501234567", "501234567"), "971501234567"),
    ("KWD", ("51234567", "+965 5123 4567"), "96551234567"),
    # A number of Savannah without its 1 reads like a mobile of Iran without its 0; in a shop there it is none.
    ("USD", ("9125550101", "+1 912 555 0101"), "19125550101"),
    ("USD", ("09125550101", "+98 912 555 0101"), "09125550101"),
    ("GBP", ("+49 151 23456789",), "4915123456789"),
    ("EUR", ("+49 151 23456789", "4915123456789"), "4915123456789"),
]


@pytest.mark.parametrize(("currency", "typed", "kept"), ABROAD)
def test_a_phone_abroad_is_one_however_it_is_written(
    currency: str, typed: tuple[str, ...], kept: str
) -> None:
    assert {check_phone(one, currency) for one in typed} == {kept}
    assert all(phone_forms(one, currency)[0] == kept for one in typed)


def test_a_number_kept_in_an_earlier_form_is_still_found() -> None:
    assert {"4155550101", "14155550101"} <= set(phone_forms("+14155550101", "USD"))
    assert {"07911123456", "447911123456"} <= set(phone_forms("+447911123456", "GBP"))
