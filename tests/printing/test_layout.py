"""What stands on paper, where it stands, and that nothing is lost, broken or parted."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.printing.bitmap import Bitmap
from desktop.printing.content import DrawerSum, LotLeft, SoldLine
from desktop.printing.day_close import day_close_rows
from desktop.printing.paper_text import LRI, PDI, RLI
from desktop.printing.paper_words import PAPER_WORDS
from desktop.printing.qr import qr_matrix
from desktop.printing.raster import Letters, draw_rows
from desktop.printing.receipt import receipt_rows
from desktop.printing.rows import Band, Block, Code, Frame, Line, Pair, Rows, Rule
from desktop.printing.slips import card_rows, refund_rows, test_rows, void_rows
from desktop.printing.typeset import MARGINS, Box, Modules, Run, Sheet, typeset
from desktop.printing.wrap import Face, wrap
from loyalty.errors import LoyaltyError
from tests.printing import samples

BOTH = pytest.mark.parametrize("lang", ["fa", "en"])
PAPERS = pytest.mark.parametrize("width", [576, 384])


def flat(rows: Rows) -> list[object]:
    return [one for row in rows for one in (row.rows if isinstance(row, Block) else (row,))]


def pair_values(rows: Rows) -> list[str]:
    return [row.value for row in flat(rows) if isinstance(row, Pair) and row.figures]


def sheets_of(rows: Rows, width: int, lang: str, longest: int = 12_000) -> tuple[tuple[Sheet, ...], Letters]:
    letters = Letters()
    return typeset(rows, width, letters.measure, rtl=lang == "fa", longest=longest), letters


def all_slips(lang: str, width: int) -> dict[str, Rows]:
    return {
        "receipt": receipt_rows(samples.receipt(lang), lang),
        "refund": refund_rows(samples.refund(lang), lang),
        "void": void_rows(samples.void(lang), lang),
        "day": day_close_rows(samples.day_close(lang), lang),
        "test": test_rows(samples.printer_test(lang), lang, width),
        "card": card_rows(samples.card(lang), lang),
    }


def extents(sheet: Sheet, letters: Letters) -> list[tuple[int, int]]:
    wide = {
        Run: lambda m: letters.measure(m.text, m.face),
        Box: lambda m: m.width,
        Modules: lambda m: m.side * len(m.matrix),
    }
    return [(mark.x, mark.x + wide[type(mark)](mark)) for mark in sheet.marks]


@BOTH
@PAPERS
def test_no_mark_leaves_the_paper(lang: str, width: int) -> None:
    for rows in all_slips(lang, width).values():
        sheets, letters = sheets_of(rows, width, lang)
        for sheet in sheets:
            assert all(left >= 0 and right <= width for left, right in extents(sheet, letters))
            assert all(0 < mark.y < sheet.height for mark in sheet.marks)


@BOTH
def test_the_receipt_says_all_that_was_agreed(lang: str) -> None:
    rows = receipt_rows(samples.receipt(lang), lang)
    figures = [plain(value) for value in pair_values(rows)]
    for wanted in (
        "1,280,000",
        "-128,000",
        "-47,500",
        "2,398,000",
        "-175,500",
        "2,222,500",
        "-322,500",
        "202,045",
    ):
        assert wanted in figures
    for wanted in ("1,500,000", "500,000", "100,000", "485,000", "+222,250", "+50,000", "37,500", "347,250"):
        assert wanted in figures
    assert Band(
        PAPER_WORDS["to_pay"][lang], "۱٬۹۰۰٬۰۰۰ تومان" if lang == "fa" else "1,900,000 Toman"
    ) in flat(rows)
    assert any(isinstance(row, Code) and row.payload == samples.receipt().return_code for row in flat(rows))


def test_two_ends_are_named_and_the_rest_is_a_sum_whatever_the_order() -> None:
    lots = (*reversed(samples.member("en").lots), LotLeft(1_000, dt.date(2026, 12, 21)), LotLeft(700, None))
    rows = flat(receipt_rows(samples.receipt("en", member=samples.member("en", lots=lots)), "en"))
    said = {
        row.label: row.value for row in rows if isinstance(row, Pair) and row.size == "small" and row.figures
    }
    assert said["Until 21 Dec 2026"] == "51,000"
    assert said["Until 10 Jan 2027"] == "37,500"
    assert said["Later than that"] == "347,250"
    assert said["Never expires"] == "700"


@BOTH
def test_a_refund_says_why_less_money_goes_back_than_the_goods_had_cost(lang: str) -> None:
    content = samples.refund(lang)
    rows = flat(refund_rows(content, lang))
    said = {row.label: plain(row.value) for row in rows if isinstance(row, Pair)}
    assert said[PAPER_WORDS["goods_back"][lang]] == "931,250"
    assert said[PAPER_WORDS["credit_returned"][lang]] == "-125,000"
    assert said[PAPER_WORDS["withheld"][lang]] == "-30,000"
    nothing_less = refund_rows(replace(content, credit_returned=0, withheld=0, total=931_250), lang)
    labels = {row.label for row in flat(nothing_less) if isinstance(row, Pair)}
    assert not labels & {PAPER_WORDS[key][lang] for key in ("goods_back", "credit_returned", "withheld")}


def plain(figure: str) -> str:
    """Return a figure in Latin digits without marks of direction."""
    return figure.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹٬", "0123456789,")).strip("\u200e")


def test_a_plain_sale_without_a_member_says_no_more_than_it_must() -> None:
    one = (SoldLine("Pen", 1_000, 500, 500),)
    content = samples.receipt(
        "en", stamp=samples.stamp("en"), lines=one, gross=500, net=500, to_pay=500, credit_paid=0, vat=0, member=None,
        tenders=(), change=0, nearly=(), return_code="",
    )  # fmt: skip
    assert [
        row.value for row in flat(receipt_rows(content, "en")) if isinstance(row, Pair) and row.figures
    ] == ["500"]


@BOTH
def test_a_copy_says_which_and_trust_and_offline_are_told(lang: str) -> None:
    stamp = samples.stamp(lang, copy=3, offline=True)
    rows = flat(
        receipt_rows(samples.receipt(lang, stamp=stamp, member=samples.member(lang, trusted=50_000)), lang)
    )
    assert [row.text for row in rows if isinstance(row, Frame)] == ["رونوشت ۳" if lang == "fa" else "Copy 3"]
    said = " ".join(row.text for row in rows if isinstance(row, Line))
    assert PAPER_WORDS["offline"][lang] in said
    assert ("۵۰٬۰۰۰" if lang == "fa" else "50,000") in said
    first = flat(receipt_rows(samples.receipt(lang), lang))
    assert not any(isinstance(row, Frame) for row in first)


@BOTH
def test_a_copy_says_as_of_what_its_balances_are(lang: str) -> None:
    stamp = samples.stamp(lang, copy=1)
    for rows, of in (
        (receipt_rows(samples.receipt(lang, stamp=stamp), lang), "sale"),
        (refund_rows(replace(samples.refund(lang), stamp=stamp), lang), "refund"),
        (void_rows(replace(samples.void(lang), stamp=stamp), lang), "void"),
        (day_close_rows(replace(samples.day_close(lang), stamp=stamp), lang), ""),
    ):
        said = {row.text for row in flat(rows) if isinstance(row, Line)}
        each = {PAPER_WORDS[f"{one}_as_of"][lang] for one in ("sale", "refund", "void")}
        assert said & each == ({PAPER_WORDS[f"{of}_as_of"][lang]} if of else set())


@BOTH
def test_the_tax_inside_the_net_stands_after_what_is_reckoned(lang: str) -> None:
    labels = [
        row.label for row in flat(receipt_rows(samples.receipt(lang), lang)) if isinstance(row, (Pair, Band))
    ]
    places = [labels.index(PAPER_WORDS[key][lang]) for key in ("credit_paid", "to_pay", "change", "vat")]
    assert places == sorted(places)
    assert places[1] == places[0] + 1


@pytest.mark.parametrize("slip", ["receipt", "refund", "void", "day", "test"])
def test_training_never_prints(slip: str) -> None:
    from dataclasses import replace

    training = samples.stamp(training=True)
    makers = {
        "receipt": lambda: receipt_rows(samples.receipt(stamp=training), "fa"),
        "refund": lambda: refund_rows(replace(samples.refund(), stamp=training), "fa"),
        "void": lambda: void_rows(replace(samples.void(), stamp=training), "fa"),
        "day": lambda: day_close_rows(samples.day_close(stamp=training), "fa"),
        "test": lambda: test_rows(replace(samples.printer_test(), stamp=training), "fa", 576),
    }
    with pytest.raises(LoyaltyError, match="training_never_prints"):
        makers[slip]()


@BOTH
@PAPERS
def test_figures_share_their_right_edge(lang: str, width: int) -> None:
    rows = receipt_rows(samples.receipt(lang), lang)
    sheets, letters = sheets_of(rows, width, lang)
    values = set(pair_values(rows)) - {""}
    edges = {
        run.x + letters.measure(run.text, run.face)
        for run in sheets[0].marks
        if isinstance(run, Run) and run.text in values and run.face.tabular
    }
    assert len(edges) == 1


@BOTH
@PAPERS
def test_the_picture_has_ink_only_inside_the_margins_and_a_black_band(lang: str, width: int) -> None:
    (picture,) = draw_rows(receipt_rows(samples.receipt(lang), lang), width, lang)
    blackest = max(sum(byte.bit_count() for byte in picture.row(y)) for y in range(picture.height))
    assert blackest == width - 2 * MARGINS[width]
    assert not any(picture.dot(x, y) for y in range(picture.height) for x in (0, 1, width - 2, width - 1))


@BOTH
@PAPERS
def test_the_code_on_paper_is_the_code_of_its_payload(lang: str, width: int) -> None:
    content = samples.receipt(lang)
    rows = receipt_rows(content, lang)
    sheets, _ = sheets_of(rows, width, lang)
    (picture,) = draw_rows(rows, width, lang)
    (code,) = [mark for mark in sheets[0].marks if isinstance(mark, Modules)]
    matrix, side = qr_matrix(content.return_code), code.side
    assert side >= 3
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            corners = {(dx, dy) for dx in (0, side - 1) for dy in (0, side - 1)}
            assert {picture.dot(code.x + x * side + dx, code.y + y * side + dy) for dx, dy in corners} == {
                dark
            }


def test_a_code_that_cannot_be_scanned_is_refused() -> None:
    with pytest.raises(LoyaltyError, match="paper_code_too_long"):
        qr_matrix("x" * 513)


LONG = "کفش ورزشی خیلی بلند مردانه مدل Air-Max 270 (سایز ۴۲) رنگ آبی " * 5


@BOTH
@PAPERS
@pytest.mark.parametrize(
    "name",
    [LONG[:300], "ض" * 300, "W" * 300, "A (ب) C-1 / ۱۲۳ " * 18, "", " ", "😀" * 40, "نام" + "\u0651" * 99],
)
def test_any_name_survives_and_stays_on_the_paper(lang: str, width: int, name: str) -> None:
    lines = (SoldLine(name, 1_500, 10**15, 10**15), *samples.sold_lines(lang))
    stamp = samples.stamp(lang, shop=samples.ShopHead(name, name, name), cashier=name, till=name[:30])
    content = samples.receipt(
        lang, stamp=stamp, lines=lines, member=samples.member(lang, name=name, tier=name), to_pay=10**17
    )
    sheets, letters = sheets_of(receipt_rows(content, lang), width, lang)
    assert all(left >= 0 and right <= width for sheet in sheets for left, right in extents(sheet, letters))
    assert all(isinstance(one, Bitmap) for one in draw_rows(receipt_rows(content, lang), width, lang))


def count_dots(text: str, face: Face) -> int:
    return sum(face.px // 2 for sign in text if sign not in (LRI, RLI, PDI))


@given(st.text(st.sampled_from("abc -‌بپ"), max_size=120), st.integers(60, 400), st.booleans())
@settings(deadline=None)
def test_wrapping_breaks_only_between_words_and_fits(text: str, width: int, balanced: bool) -> None:
    text = " ".join(text.split())
    face, lines = wrap(text, Face(20), width, count_dots, balanced=balanced)
    assert all(count_dots(line, face) <= width for line in lines)
    if not any("…" in line for line in lines):
        assert " ".join(lines) == text


@given(
    st.lists(st.text(st.sampled_from("abب"), min_size=1, max_size=9), min_size=1, max_size=30),
    st.integers(80, 300),
)
def test_isolates_close_on_every_line(words: list[str], width: int) -> None:
    _, lines = wrap(f"پیش {LRI}{' '.join(words)}{PDI} پس", Face(20), width, count_dots)
    for line in lines:
        assert line.count(LRI) == line.count(PDI)


def test_a_word_that_is_too_long_shrinks_and_is_never_broken() -> None:
    face, lines = wrap("کوتاه " + "بلند" * 8, Face(24), 300, count_dots)
    assert "بلند" * 8 in lines
    assert face.px < 24


@PAPERS
def test_a_cut_never_parts_the_totals_or_a_line_from_its_savings(width: int) -> None:
    lines = samples.sold_lines("fa") * 60
    rows = receipt_rows(samples.receipt(lines=lines), "fa")
    sheets, _ = sheets_of(rows, width, "fa", longest=1_500)
    assert len(sheets) > 4
    assert all(sheet.height <= 1_500 for sheet in sheets)
    totals = [
        PAPER_WORDS[key]["fa"]
        for key in ("gross", "saved", "net", "credit_paid", "vat", "to_pay", "card", "change")
    ]
    homes = [
        [
            at
            for at, sheet in enumerate(sheets)
            if any(isinstance(m, Run) and m.text == word for m in sheet.marks)
        ]
        for word in totals
    ]
    assert len({home[0] for home in homes}) == 1
    assert all(len(home) == 1 for home in homes)
    whole = sum(isinstance(mark, Run) for mark in sheets_of(rows, width, "fa", longest=10**6)[0][0].marks)
    assert sum(isinstance(mark, Run) for sheet in sheets for mark in sheet.marks) == whole


def test_a_very_long_sale_becomes_several_pictures() -> None:
    pictures = draw_rows(receipt_rows(samples.receipt(lines=samples.sold_lines() * 120), "fa"), 576, "fa")
    assert len(pictures) > 1
    assert all(one.height <= 12_000 for one in pictures)


def test_drawing_is_the_same_in_any_thread() -> None:
    rows = receipt_rows(samples.receipt(), "fa")
    here = draw_rows(rows, 576, "fa")
    there: list[tuple[Bitmap, ...]] = []
    threads = [threading.Thread(target=lambda: there.append(draw_rows(rows, 576, "fa"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert there == [here] * 4


def test_a_drawer_that_is_short_says_so_and_an_even_one_too() -> None:
    short = flat(day_close_rows(samples.day_close("en"), "en"))
    assert ("Short", "\u200e-50,000") in [(row.label, row.value) for row in short if isinstance(row, Pair)]
    even = flat(day_close_rows(samples.day_close("en", cash_counted=27_500_000), "en"))
    assert ("Difference", "Even") in [(row.label, row.value) for row in even if isinstance(row, Pair)]
    day = day_close_rows(samples.day_close("fa", shift=None, business_on=dt.date(2026, 11, 21)), "fa")
    assert [row.text for row in flat(day) if isinstance(row, Frame)] == ["بستن روز · ۳۰ آبان ۱۴۰۵"]


def test_a_day_tells_each_shifts_drawer_and_adds_up_what_they_differ_by_alone() -> None:
    at = samples.SOLD_AT
    drawers = (DrawerSum(at, "Sana", 7_150_000, 7_100_000), DrawerSum(at, "Arya", 8_109_854, 8_109_854))
    content = samples.day_close("en", shift=None, drawers=drawers)
    rows = flat(day_close_rows(content, "en"))
    said = [(row.label, plain(row.value)) for row in rows if isinstance(row, Pair)]
    cash = [value for label, value in said if label in ("Expected", "Counted")]
    assert cash == ["7,150,000", "7,100,000", "8,109,854", "8,109,854"]
    assert [pair for pair in said if pair[0] in ("Short", "Difference")] == [
        ("Short", "-50,000"),
        ("Difference", "Even"),
        ("Short", "-50,000"),
    ]
    alone = flat(day_close_rows(replace(content, drawers=drawers[:1]), "en"))
    assert sum(isinstance(row, Pair) and row.label == "Short" for row in alone) == 1


def test_both_languages_have_every_word_with_the_same_places() -> None:
    import string

    for key, both in PAPER_WORDS.items():
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(both[lang]) if name} for lang in ("fa", "en")
        ]
        assert fields[0] == fields[1] or key == "hour", key
        assert all(both.values()), key


def test_a_rule_over_a_sum_is_as_wide_as_the_figures_at_least() -> None:
    rows = (Pair("a", "1,234,567,890"), Rule(short=True))
    sheets, _ = sheets_of(rows, 576, "en")
    (rule,) = [mark for mark in sheets[0].marks if isinstance(mark, Box)]
    (figure,) = [mark for mark in sheets[0].marks if isinstance(mark, Run) and mark.face.tabular]
    assert rule.x <= figure.x


@pytest.mark.parametrize(
    ("lang", "words"), [("fa", "قابل خرج از ۳ آذر ۱۴۰۵"), ("en", "To spend from 24 Nov 2026")]
)
def test_credit_that_sleeps_says_from_when(lang: str, words: str) -> None:
    person = samples.member(lang, waiting=((222_250, dt.date(2026, 11, 24)),))
    rows = flat(receipt_rows(samples.receipt(lang, member=person), lang))
    assert [row.label for row in rows if isinstance(row, Pair)].count(words) == 1
    plain = flat(receipt_rows(samples.receipt(lang), lang))
    assert not [row for row in plain if isinstance(row, Pair) and row.label == words]
