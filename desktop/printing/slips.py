"""The other slips: refund, void, test print and a member's card on paper. Pure, as the receipt is."""

from __future__ import annotations

from desktop.printing.content import CardContent, RefundContent, Stamp, TestContent, VoidContent
from desktop.printing.paper_text import Wording, name_text, safe_text
from desktop.printing.parts import head_rows, member_rows, shop_rows, tender_rows, vat_rows, wording_of
from desktop.printing.receipt import sold_line_rows
from desktop.printing.rows import Band, Block, Code, Frame, Line, Pair, Row, Rows, Rule, Ruler, Space


def refund_rows(content: RefundContent, lang: str) -> Rows:
    """Return the rows of a refund: what came back, how the money went back, what it did to the member's credit."""
    speak = wording_of(content.stamp, lang)
    totals: list[Row] = [Rule(), *_less_rows(content, speak)]
    totals.append(Band(speak.say("refund_total"), speak.money(content.total)))
    totals += tender_rows(content.tenders, speak)
    totals += vat_rows(content.vat, speak)
    return (
        *_undoing_head(content.stamp, "refund", content.sale_number, content.sold_at, speak),
        *_why_rows(content.approved_by, content.reason, speak),
        Rule(),
        *(block for line in content.lines for block in sold_line_rows(line, speak)),
        Block(tuple(totals)),
        *(member_rows(content.member, speak, "balance_before") if content.member else ()),
        *signature_rows(("customer_signature",), speak),
        *_offline_rows(content.stamp, speak),
    )


def _less_rows(content: RefundContent, speak: Wording) -> list[Row]:
    """Return why less money goes back than the goods had cost: what went to credit, and what was withheld."""
    less = {"credit_returned": content.credit_returned, "withheld": content.withheld}
    pairs = [Pair(speak.say(key), speak.amount(-amount)) for key, amount in less.items() if amount]
    goods = content.total + sum(less.values())
    return [Pair(speak.say("goods_back"), speak.amount(goods)), *pairs] if pairs else []


def void_rows(content: VoidContent, lang: str) -> Rows:
    """Return the rows of a void: the sale it ends, the amount, who allowed it and why."""
    speak = wording_of(content.stamp, lang)
    band = Band(speak.say("void_total"), speak.money(content.total))
    return (
        *_undoing_head(content.stamp, "void", content.sale_number, content.sold_at, speak),
        *_why_rows(content.approved_by, content.reason, speak),
        Block((Rule(), band, *tender_rows(content.tenders, speak))),
        *(member_rows(content.member, speak, "balance_before") if content.member else ()),
        *_offline_rows(content.stamp, speak),
    )


def _undoing_head(stamp: Stamp, title_key: str, sale_number: str, sold_at: int, speak: Wording) -> Rows:
    return (
        *shop_rows(stamp.shop),
        Frame(speak.say(title_key)),
        *head_rows(stamp, speak, "slip_number", named=False, of=title_key),
        Pair(speak.say("of_sale"), speak.code(sale_number), figures=False),
        Pair(speak.say("sale_day"), speak.day_of(sold_at), figures=False),
    )


def approved_rows(approved_by: str, speak: Wording) -> list[Row]:
    """Return who approved what the slip tells, where somebody had to."""
    if not safe_text(approved_by):
        return []
    return [Line(speak.say("approved", name=name_text(approved_by)), "small", start=True)]


def _why_rows(approved_by: str, reason: str, speak: Wording) -> list[Row]:
    rows = approved_rows(approved_by, speak)
    if safe_text(reason):
        rows.append(Line(speak.say("reason", reason=name_text(reason)), "small", start=True))
    return rows


def _offline_rows(stamp: Stamp, speak: Wording) -> Rows:
    return (Rule(dashed=True), Line(speak.say("offline"), "small")) if stamp.offline else ()


def signature_rows(keys: tuple[str, ...], speak: Wording) -> Rows:
    """Return room for signatures, each with its word, never parted from it."""
    return tuple(Block((Space(56), Rule(dashed=True), Line(speak.say(key), "small"))) for key in keys)


def test_rows(content: TestContent, lang: str, width: int) -> Rows:
    """Return the rows of a test print for paper of `width` dots."""
    speak = wording_of(content.stamp, lang)
    return (
        *shop_rows(content.stamp.shop),
        Frame(speak.say("test")),
        Pair(
            speak.day_of(content.stamp.at),
            speak.say("hour", hour=speak.hour_of(content.stamp.at)),
            figures=False,
        ),
        Pair(speak.say("printer"), speak.code(content.printer), figures=False),
        Pair(speak.say("paper"), speak.say("dots", n=speak.figure(width)), figures=False),
        Ruler(),
        Line(speak.say("test_edges"), "small"),
        Rule(),
        Line(speak.say("test_letters"), start=True),
        Line(speak.say("test_other"), start=True),
        Pair(speak.say("gross"), speak.amount(1_234_567_890)),
        Pair(speak.say("saved"), speak.amount(-111_111)),
        Band(speak.say("to_pay"), speak.money(1_900_000)),
        Code("bashgah:test"),
        Line(speak.say("test_good"), "small"),
    )


test_rows.__test__ = False  # type: ignore[attr-defined]


def card_rows(content: CardContent, lang: str) -> Rows:
    """Return the rows of a member's card: shop, name, a code large enough to scan from paper, its number."""
    speak = Wording(lang, "", "UTC")
    rows: list[Row | Block] = [*shop_rows(content.shop), Rule(), Line(speak.say("member_card"), "text")]
    if safe_text(content.name):
        rows.append(Line(safe_text(content.name), "big", "bold"))
    if safe_text(content.tier):
        rows.append(Line(speak.say("tier", tier=name_text(content.tier))))
    rows.append(
        Block((Code(content.payload, large=True), Line(speak.code(content.number), "item", "medium")))
    )
    return (*rows, Line(speak.say("card_use"), "small"))
