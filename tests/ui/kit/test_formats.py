"""Figures, days and phones as a person reads them; no Qt anywhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.formats import Formats, plain
from loyalty.words import fold_digits

FA = Formats()
EN = Formats(lang="en", digits="latin", calendar="gregorian")
LATIN = Formats(digits="latin")
DAY = dt.date(2026, 11, 21)
AT = 1_795_269_360_000


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (FA.count(1_900_000), "۱٬۹۰۰٬۰۰۰"),
        (EN.count(1_900_000), "1,900,000"),
        (LATIN.count(1_900_000), "1,900,000"),
        (FA.money(600_000), "۶۰۰٬۰۰۰ تومان"),
        (FA.signed(-175_500), "\u200e-۱۷۵٬۵۰۰"),
        (FA.signed(6), "\u200e+۶"),
        (FA.signed(0), "۰"),
        (FA.quantity(1_500), "۱٫۵"),
        (LATIN.quantity(1_500), "1.5"),
        (EN.quantity(-250), "\u200e-0.25"),
        (FA.percent(125_000), "۱۲٫۵٪"),
        (FA.percent(300_000, alone=True), "\u061c۳۰٪"),
        (EN.percent(300_000, alone=True), "30%"),
        (LATIN.percent(125_000), "12.5%"),
        (FA.short_money(482_600_000), "۴۸۲٫۶ میلیون تومان"),
        (EN.short_money(999), "999 Toman"),
        (replace(EN, currency="USD").short_money(123_456), "1.2 thousand USD"),
        (replace(EN, currency="USD").short_money(99_905), "999.05 USD"),
        (EN.short_money(2_000_000_000), "2 billion Toman"),
        (FA.day(DAY, weekday=True), "شنبه ۳۰ آبان ۱۴۰۵"),
        (FA.day(DAY, year=False), "۳۰ آبان"),
        (EN.day(DAY), "21 Nov 2026"),
        (plain(FA.day_short(DAY)), "۱۴۰۵/۰۸/۳۰"),
        (FA.month(DAY), "آبان ۱۴۰۵"),
        (FA.hour(AT), "۱۷:۲۶"),
        (EN.moment(AT), "21 Nov 2026, 17:26"),
        (FA.duration(37 * 60), "۳۷ دقیقه"),
        (FA.duration(3 * 3600 + 300 + 4), "۳ ساعت و ۵ دقیقه"),
        (EN.duration(86_400 + 3_600), "1 day 1 hour"),
        (FA.duration(37 * 3_600 + 40, units=1), "۱ روز"),
        (EN.duration(0), "0 seconds"),
        (FA.phone("09121234567"), "\u2066۰۹۱۲ ۱۲۳ ۴۵۶۷\u2069"),
        (FA.masked("۰۹۱۲۱۲۳۴۵۶۷"), "\u2066۰۹۱۲ ••• ۴۵۶۷\u2069"),
        (EN.masked("09121234567"), "\u20660912 ••• 4567\u2069"),
        (FA.code("V2-003102"), "\u2066V2-003102\u2069"),
        (FA.code("6037991"), "\u2066۶۰۳۷۹۹۱\u2069"),
        (FA.listed(["آ", "ب"]), "آ، ب"),
        (EN.listed(["a", "b"]), "a, b"),
    ],
)
def test_it_is_written_so(written: str, shown: str) -> None:
    assert written == shown


def test_a_phone_s_middle_is_nowhere_in_its_mask() -> None:
    assert "123" not in fold_digits(FA.masked("09121234567"))


@given(st.integers(-(10**15), 10**15))
def test_figures_read_back(number: int) -> None:
    for written in (FA, EN, LATIN):
        text = plain(written.signed(number))
        assert int(fold_digits(text).replace("٬", "").replace(",", "")) == number


@given(st.integers(0, 10**12))
def test_a_short_amount_is_never_far_off(amount: int) -> None:
    figure, scale = EN.short_parts(amount)
    size = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}[scale]
    meant = round(float(figure.replace(",", "")) * size)
    assert abs(meant - amount) <= size // 20


@given(st.integers(-(10**6), 10**6), st.sampled_from([FA, EN, LATIN]))
def test_digits_are_of_one_script(number: int, written: Formats) -> None:
    digits = [c for c in written.money(number) if c.isdigit()]
    assert len({c.isascii() for c in digits}) == 1
