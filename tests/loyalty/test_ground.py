"""The ground of the rules: money, ids, the calendar, time, words, baskets."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from loyalty import clock, ids, jalali, money, words
from loyalty.basket import (
    MAX_LINES,
    MAX_QUANTITY,
    Basket,
    Line,
    Tender,
    check_basket,
    check_line,
    check_tenders,
)
from loyalty.errors import LoyaltyError, require

TEHRAN = "Asia/Tehran"


def refused(code: str) -> pytest.RaisesExc[LoyaltyError]:
    return pytest.raises(LoyaltyError, check=lambda error: error.code == code)


# -- errors -----------------------------------------------------------------------------------------------


def test_an_error_is_its_code_and_values() -> None:
    assert str(LoyaltyError("tender_short", missing=5)) == "tender_short {'missing': 5}"
    assert str(LoyaltyError("basket_empty")) == "basket_empty"


def test_require_refuses_what_is_not_so() -> None:
    require(1, "never")
    with refused("basket_empty"):
        require([], "basket_empty")


# -- money ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rate"),
    [(10, 100_000), ("12.5", 125_000), (" 0.0001 ", 1), ("100", 1_000_000), (0, 0), ("۱۲", 120_000)],
)
def test_percents(text: object, rate: int) -> None:
    assert money.parse_percent(text) == rate


@pytest.mark.parametrize("text", [12.5, True, None, "", "-1", "1.23456", "12,5", "12%", "1e3", "1\n2"])
def test_what_is_no_percent(text: object) -> None:
    with refused("percent_invalid"):
        money.parse_percent(text)


@given(st.integers(0, 10**9))
def test_a_percent_written_reads_back(rate: int) -> None:
    assert money.parse_percent(money.percent_text(rate)) == rate
    assert money.percent_text(-rate) == ("-" if rate else "") + money.percent_text(rate)


def test_a_share_is_floored_once() -> None:
    assert money.share_of(999, 125_000) == 124
    assert money.share_of(1_000, money.WHOLE) == 1_000


def test_the_larger_remainder_gets_the_odd_toman_and_ties_go_first() -> None:
    assert money.allocate(100, [1, 1, 1]) == [34, 33, 33]
    assert money.allocate(10, [1, 2]) == [3, 7]
    assert money.allocate(0, [0, 0]) == [0, 0]
    with refused("nothing_to_allocate_over"):
        money.allocate(1, [0, 0])


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=20).filter(any))
def test_parts_add_up_and_stay_within_one_of_their_share(total: int, weights: list[int]) -> None:
    parts, whole = money.allocate(total, weights), sum(weights)
    assert sum(parts) == total
    assert all(
        abs(part * whole - total * weight) < whole for part, weight in zip(parts, weights, strict=True)
    )


def test_amounts_are_whole_and_within_bounds() -> None:
    assert money.check_amount(0) == 0
    assert money.check_amount(money.MAX_AMOUNT, least=1) == money.MAX_AMOUNT
    for value in (1.0, "1", None, True):
        with refused("amount_not_whole"):
            money.check_amount(value)
    with refused("amount_too_small"):
        money.check_amount(0, least=1)
    with refused("amount_too_large"):
        money.check_amount(money.MAX_AMOUNT + 1)


# -- ids --------------------------------------------------------------------------------------------------


def counted(size: int) -> bytes:
    return bytes(range(size))


def test_ids_look_like_ids_and_carry_their_version() -> None:
    name = ids.new_id(1_700_000_000_000, counted)
    assert ids.looks_like_id(name)
    assert not ids.looks_like_id(name[:-1])
    assert not ids.looks_like_id(name[:-1] + "w")
    assert ids.is_id(name)
    assert not ids.is_id(name[:-1])
    assert not ids.is_id(name[:-1] + "v")  # two bits more than 16 bytes have
    assert ids.new_id(-5, counted) == ids.new_id(0, counted)


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_the_order_of_ids_is_the_order_of_their_bytes(one: bytes, two: bytes) -> None:
    assert (ids.encode_id(one) < ids.encode_id(two)) == (one < two)


def test_fixed_ids_are_the_same_for_the_same_parts_only() -> None:
    assert ids.fixed_id("a", "bc") == ids.fixed_id("a", "bc")
    assert len({ids.fixed_id("a", "bc"), ids.fixed_id("ab", "c"), ids.fixed_id("abc")}) == 3


@given(st.lists(st.integers(-10, 10), min_size=2, max_size=40), st.randoms(use_true_random=False))
def test_ids_never_go_backwards_even_when_the_clock_does(clocks: list[int], random: object) -> None:
    maker = ids.IdMaker(random.randbytes)  # type: ignore[attr-defined]
    made = [maker.next(at) for at in clocks]
    assert all(one < two for one, two in pairwise(made))
    assert all(ids.looks_like_id(name) for name in made)


def test_a_full_tail_moves_on_to_the_next_millisecond() -> None:
    maker = ids.IdMaker(lambda size: b"\xff" * size)
    first, second = maker.next(5), maker.next(5)
    assert first < second
    assert second[:9] == ids.IdMaker(lambda size: b"\xff" * size).next(6)[:9]


def test_two_machines_whose_clocks_are_dead_make_different_ids() -> None:
    names = {ids.IdMaker(lambda size, fill=fill: bytes([fill]) * size).next(0) for fill in range(9)}
    assert len(names) == 9


# -- the calendar -----------------------------------------------------------------------------------------


def test_every_day_from_1300_to_1500_is_the_day_others_say() -> None:
    day, last = dt.date(1921, 3, 21), dt.date(2122, 3, 20)
    while day <= last:
        theirs = JalaliDate(day)
        assert jalali.from_date(day) == (theirs.year, theirs.month, theirs.day)
        assert jalali.to_date(theirs.year, theirs.month, theirs.day) == day
        day += dt.timedelta(days=1)


def test_leap_years() -> None:
    assert [year for year in range(1399, 1410) if jalali.is_leap(year)] == [1399, 1403, 1408]
    assert [jalali.month_length(1403, month) for month in (1, 6, 7, 11, 12)] == [31, 31, 30, 30, 30]
    assert jalali.month_length(1404, 12) == 29


@pytest.mark.parametrize(
    "date", [(1404, 12, 30), (1404, 0, 1), (1404, 13, 1), (1404, 7, 31), (1177, 1, 1), (1634, 1, 1)]
)
def test_days_that_are_not(date: tuple[int, int, int]) -> None:
    with refused("date_invalid"):
        jalali.to_date(*date)


def test_a_written_day_is_of_the_calendar_its_year_names() -> None:
    for text in ("1405/08/30", "1405-8-30", "1405.08.30", "2026-11-21"):
        assert jalali.written_day(text) == dt.date(2026, 11, 21)
    for text in ("1405/13/01", "2026-02-30", "0000-01-01", "+405/1/1", "1405/08", "05/08/30", "14/3/2"):
        with refused("date_invalid"):
            jalali.written_day(text)


def test_months_later_stay_within_their_month() -> None:
    end_of_mordad = jalali.to_date(1404, 5, 31)
    assert jalali.from_date(jalali.add_months(end_of_mordad, 2)) == (1404, 7, 30)
    assert jalali.from_date(jalali.add_months(end_of_mordad, 7)) == (1404, 12, 29)
    assert jalali.from_date(jalali.add_months(end_of_mordad, -5)) == (1403, 12, 30)


# -- time -------------------------------------------------------------------------------------------------

MARK = clock.TimeMark(1_000_000, 500, "boot")


def test_the_first_reading_is_believed() -> None:
    assert clock.judge_time(7, 1, "b", None) == clock.TrustedTime(7, 7, 1, "b", suspect=False)


@pytest.mark.parametrize(("ahead", "suspect"), [(0, False), (1, True), (-clock.DAY, True)])
def test_within_a_boot_the_steady_clock_decides(ahead: int, suspect: bool) -> None:
    expected = MARK.at + clock.HOUR
    wall = expected + (clock.TOLERANCE if ahead >= 0 else 0) + ahead
    judged = clock.judge_time(wall, MARK.steady + clock.HOUR, "boot", MARK)
    assert (judged.at, judged.wall, judged.suspect) == (expected, wall, suspect)


@given(
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(-clock.TOLERANCE, clock.TOLERANCE)), max_size=30)
)
def test_a_wall_clock_nudged_again_and_again_carries_nothing_along(steps: list[tuple[int, int]]) -> None:
    mark, steady = MARK, MARK.steady
    for passed, nudge in steps:
        steady += passed
        judged = clock.judge_time(mark.at + passed + nudge, steady, "boot", mark)
        assert judged.at - MARK.at == steady - MARK.steady
        mark = judged.mark


def test_after_a_new_boot_time_does_not_go_back() -> None:
    back = clock.judge_time(MARK.at - 1, 3, "new boot", MARK)
    assert (back.at, back.suspect) == (MARK.at, True)
    on = clock.judge_time(MARK.at + 9, 3, "new boot", MARK)
    assert (on.at, on.suspect, on.mark) == (MARK.at + 9, False, clock.TimeMark(MARK.at + 9, 3, "new boot"))


@pytest.mark.parametrize("boot", ["new boot", "boot"])
def test_after_a_new_boot_a_leap_ahead_stands_until_it_is_known_to_be_right(boot: str) -> None:
    far = clock.judge_time(MARK.at + clock.LEAP + 1, 3, boot, MARK)
    assert (far.at, far.suspect, far.ahead) == (MARK.at, True, True)
    near = clock.judge_time(MARK.at + clock.LEAP, 3, boot, MARK)
    assert (near.at, near.suspect, near.ahead) == (MARK.at + clock.LEAP, False, False)
    put = clock.judge_time(MARK.at + clock.LEAP + 1, 3, boot, MARK, None)
    assert (put.at, put.suspect) == (MARK.at + clock.LEAP + 1, False)
    assert not clock.judge_time(MARK.at - 1, 3, boot, MARK).ahead


def test_a_steady_clock_gone_back_is_a_new_boot() -> None:
    assert clock.judge_time(MARK.at + 5, MARK.steady - 1, "boot", MARK).at == MARK.at + 5


class StoppedClock:
    """A clock that stands."""

    def now(self) -> int:
        return 42

    def steady(self) -> int:
        return 7

    def boot_id(self) -> str:
        return "b"


def test_time_is_read_from_a_clock() -> None:
    assert clock.read_time(StoppedClock(), None).mark == clock.TimeMark(42, 7, "b")


def test_a_business_day_is_the_branchs_own() -> None:
    at = clock.parse_instant("2026-11-21T23:30:00+03:30")
    assert clock.business_day(at, TEHRAN) == dt.date(2026, 11, 21)
    assert clock.business_day(at + clock.HOUR, TEHRAN) == dt.date(2026, 11, 22)
    assert clock.business_day(at + clock.HOUR, "UTC") == dt.date(2026, 11, 21)


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1)),
    st.sampled_from([TEHRAN, "UTC", "America/Havana", "Europe/Berlin"]),
)
def test_a_day_begins_and_ends_on_itself(day: dt.date, zone: str) -> None:
    begin, end = clock.day_start(day, zone), clock.day_end(day, zone)
    assert clock.business_day(begin, zone) == clock.business_day(end - 1, zone) == day
    assert clock.business_day(begin - 1, zone) == day - dt.timedelta(days=1)
    assert 23 * clock.HOUR <= end - begin <= 25 * clock.HOUR


def test_midnight_that_was_skipped_is_the_first_moment_after_it() -> None:
    begin = clock.day_start(dt.date(2022, 3, 22), TEHRAN)
    assert clock.local_time(begin, TEHRAN).hour == 1


def test_instants_are_written_and_read() -> None:
    at = clock.parse_instant("2026-11-21T18:42:00+03:30")
    assert clock.instant_text(at, TEHRAN) == "2026-11-21T18:42:00+03:30"
    assert clock.instant_text(at + 5, TEHRAN) == "2026-11-21T18:42:00.005+03:30"
    with refused("instant_invalid"):
        clock.parse_instant("yesterday")
    with refused("instant_without_zone"):
        clock.parse_instant("2026-11-21T18:42:00")


def test_days_and_zones_are_checked() -> None:
    assert clock.parse_day("2026-11-21") == dt.date(2026, 11, 21)
    with refused("date_invalid"):
        clock.parse_day("2026-02-30")
    for name in ("Asia/Nowhere", "../etc/passwd", "Asia"):
        with refused("zone_unknown"):
            clock.zone(name)


# -- words ------------------------------------------------------------------------------------------------


def test_numbers_in_both_languages() -> None:
    assert words.format_int(1_234_567, "en") == "1,234,567"
    assert words.format_int(1_234_567, "fa") == "۱٬۲۳۴٬۵۶۷"
    assert words.format_int(-5, "en") == "\u200e-5"
    assert words.format_int(5, "fa", signed=True) == "\u200e+۵"
    assert words.format_int(0, "en", signed=True) == "0"


def test_digits_fold_from_both_scripts() -> None:
    assert words.fold_digits("۰۹۱۲ ٠٩١٢ 09") == "0912 0912 09"
    assert words.digits("a1", "fa") == "a۱"
    assert words.digits("a1", "en") == "a1"


def test_money_names_its_unit() -> None:
    assert words.format_money(5_000, "fa") == "۵٬۰۰۰ تومان"
    assert words.format_money(5_000, "en", "EUR", signed=True) == "\u200e+50.00 EUR"
    assert words.currency_name("XYZ", "fa") == "XYZ"


@pytest.mark.parametrize(
    ("quantity", "fa", "en"),
    [
        (1_000, "۱", "1"),
        (1_500, "۱٫۵", "1.5"),
        (1_002_050, "۱٬۰۰۲٫۰۵", "1,002.05"),
        (-1_500, "\u200e-۱٫۵", "\u200e-1.5"),
        (-500, "\u200e-۰٫۵", "\u200e-0.5"),
    ],
)
def test_quantities(quantity: int, fa: str, en: str) -> None:
    assert words.format_quantity(quantity, "fa") == fa
    assert words.format_quantity(quantity, "en") == en


def test_percents_in_words() -> None:
    assert words.format_percent(125_000, "en") == "12.5%"
    assert words.format_percent(125_000, "fa") == "۱۲٫۵٪"
    assert words.format_percent(125_000, "fa", alone=True) == "\u061c۱۲٫۵٪"
    kept = words.keep_percent("۵٪ از ۲۰ تا ۱۲٫۵٪")
    assert kept == words.keep_percent(kept) == "\u061c۵٪ از ۲۰ تا \u061c۱۲٫۵٪"
    assert words.keep_percent("10% of 20") == "10% of 20"


def test_days_in_words() -> None:
    day = dt.date(2026, 11, 21)
    assert words.format_day(day, "fa") == "۳۰ آبان ۱۴۰۵"
    assert words.format_day(day, "en") == "21 Nov 2026"
    assert words.format_day(day, "fa", calendar="gregorian", weekday=True) == "شنبه ۲۱ نوامبر ۲۰۲۶"
    assert words.format_day(day, "en", calendar="jalali", year=False) == "30 Aban"


def test_hours_and_isolation() -> None:
    at = clock.parse_instant("2026-11-21T18:42:00+03:30")
    assert words.format_hour(at, TEHRAN, "fa") == "۱۸:۴۲"
    assert words.isolate("نام") == "\u2068نام\u2069"
    assert words.isolate_ltr("0912") == "\u20660912\u2069"
    assert words.isolate("") == words.isolate_ltr("") == ""


def test_a_phone_is_masked() -> None:
    assert words.mask_phone("09121234567", "en") == "\u20660912 ••• 4567\u2069"
    assert words.mask_phone("0912", "en") == ""
    assert words.mask_phone("14155552671", "en") == "\u2066+1415 ••• 2671\u2069"
    assert words.phone_ends(words.phone_ends("14155552671")) == "+1415 ••• 2671"


# -- baskets ----------------------------------------------------------------------------------------------


def test_a_basket_adds_up() -> None:
    basket = Basket((Line(1, "G", 500), Line(2, "G", 300, 2_000)))
    assert check_basket(basket) is basket
    assert basket.gross == 800


def test_units_are_pieces_or_one_divisible_whole() -> None:
    assert Line(1, "G", 5, 3_000).units == 3
    assert Line(1, "G", 5, 3_500, divisible=True).units == 1
    assert Line(1, "G", 5, 0).units == 1


@pytest.mark.parametrize(
    ("basket", "code"),
    [
        (Basket(), "basket_empty"),
        (Basket(tuple(Line(n, "G", 1) for n in range(1, MAX_LINES + 2))), "basket_too_long"),
        (Basket((Line(2, "G", 1),)), "line_numbers_broken"),
        (Basket((Line(1, "G", money.MAX_AMOUNT), Line(2, "G", 1))), "amount_too_large"),
    ],
)
def test_baskets_that_cannot_be_priced(basket: Basket, code: str) -> None:
    with refused(code):
        check_basket(basket)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (Line(1, "G", 0), "amount_too_small"),
        (Line(1, "", 5), "group_missing"),
        (Line(1, "G", 5, 0), "quantity_invalid"),
        (Line(1, "G", 5, MAX_QUANTITY + 1), "quantity_invalid"),
        (Line(1, "G", 5, 1_500), "quantity_not_whole"),
    ],
)
def test_lines_that_cannot_be(line: Line, code: str) -> None:
    with refused(code):
        check_line(line)


def test_a_weighed_line_may_have_a_fraction() -> None:
    assert check_line(Line(1, "G", 5, 1_500, divisible=True)).quantity == 1_500


def test_only_cash_gives_change() -> None:
    cash, card = Tender("cash", 60), Tender("card", 50)
    for tenders in permutations((cash, card)):
        assert check_tenders(tenders, 100) == 10
    with refused("change_needs_cash") as caught:
        check_tenders((Tender("cash", 5), Tender("card", 110)), 100)
    assert caught.value.values["change"] == 15
    with refused("tender_short") as caught:
        check_tenders((cash,), 100)
    assert caught.value.values["missing"] == 40
    with refused("tender_unknown"):
        check_tenders((Tender("credit", 100),), 100)
    with refused("amount_too_small"):
        check_tenders((Tender("cash", 0),), 0)
