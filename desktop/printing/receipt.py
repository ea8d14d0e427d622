"""The receipt of a sale as rows: pure, the same content gives the same rows.

It always says what was paid, what each offer saved and, for a member, credit before, what changed it, after, and
what ends when. A sale in training never reaches paper.
"""

from __future__ import annotations

from desktop.printing.content import CodeGiven, MemberPart, ReceiptContent, Saving, SoldLine
from desktop.printing.paper_text import Wording, ltr_text, name_text, safe_sentence, safe_text
from desktop.printing.parts import head_rows, member_rows, tender_rows, vat_rows, wording_of
from desktop.printing.rows import Band, Block, Code, Frame, Line, Pair, Row, Rows, Rule
from loyalty.basket import UNIT_QUANTITY


def receipt_rows(content: ReceiptContent, lang: str) -> Rows:
    """Return the rows of a receipt; raises `training_never_prints`."""
    speak = wording_of(content.stamp, lang)
    return (
        *_undone_rows(content, speak),
        *head_rows(content.stamp, speak),
        Rule(),
        *(block for line in content.lines for block in sold_line_rows(line, speak)),
        *_basket_rows(content.basket_savings, speak),
        Block(
            (
                Rule(),
                *_total_rows(content, speak),
                *tender_rows(content.tenders, speak, content.change),
                *vat_rows(content.vat, speak),
            )
        ),
        *(member_rows(content.member, speak) if content.member else ()),
        *(block for code in content.codes for block in _code_rows(code, speak)),
        *_closing_rows(content, speak),
    )


def _undone_rows(content: ReceiptContent, speak: Wording) -> Rows:
    """Return what has become of the sale since, above everything else: paper of a dead sale must not look alive."""
    if not content.undone:
        return ()
    rows: list[Row] = [Frame(speak.say(f"undone_{content.undone}"))]
    if content.undone != "part":
        rows.append(Line(speak.say("undone_dead"), "small"))
    rows += [
        Pair(
            speak.say(
                "came_back", quantity=speak.quantity(line.quantity, line.unit), item=name_text(line.name)
            ),
            speak.amount(-line.amount),
            "small",
        )
        for line in content.came_back
    ]
    return (Block(tuple(rows)),)


def sold_line_rows(line: SoldLine, speak: Wording) -> Rows:
    """Return a line of goods and, under it, what each offer took off: never parted by a cut."""
    rows: list[Row] = [
        Pair(name_text(line.name) or speak.say("item"), speak.amount(line.amount), "item", "medium")
    ]
    if line.quantity != 1_000 or line.unit:
        quantity = speak.quantity(line.quantity, line.unit)
        rows.append(
            Pair(speak.say(_times(line), quantity=quantity, price=speak.amount(line.unit_price)), "", "small")
        )
    rows += _saving_rows(line.savings, speak)
    return (Block(tuple(rows)),)


def _times(line: SoldLine) -> str:
    """Return the words for a line's quantity and price: a price that was rounded says so."""
    return "times" if line.quantity * line.unit_price == line.amount * UNIT_QUANTITY else "times_about"


def _saving_rows(savings: tuple[Saving, ...], speak: Wording) -> list[Row]:
    return [
        Pair(name_text(saving.offer) or speak.say("saved"), speak.amount(-saving.amount), "small")
        for saving in savings
    ]


def _basket_rows(savings: tuple[Saving, ...], speak: Wording) -> Rows:
    return (Rule(dashed=True), *_saving_rows(savings, speak)) if savings else ()


def _total_rows(content: ReceiptContent, speak: Wording) -> list[Row]:
    rows: list[Row] = []
    if content.saved or content.credit_paid or len(content.lines) > 1:
        rows.append(Pair(speak.say("gross"), speak.amount(content.gross)))
    if content.saved:
        rows.append(Pair(speak.say("saved"), speak.amount(-content.saved), weight="medium"))
        rows.append(Pair(speak.say("net"), speak.amount(content.net)))
    if content.credit_paid:
        rows.append(Pair(speak.say("credit_paid"), speak.amount(-content.credit_paid)))
    return [*rows, Band(speak.say("to_pay"), speak.money(content.to_pay))]


def _code_rows(given: CodeGiven, speak: Wording) -> Rows:
    """Return a code to bring next time, as large as it is to be read aloud: never parted by a cut."""
    until = speak.say("code_until", day=speak.day(given.until)) if given.until else speak.say("code_endless")
    rows = (
        Rule(dashed=True),
        Line(speak.say("code_given"), "small"),
        Line(name_text(given.offer), weight="medium"),
        Line(ltr_text(given.code), "big", "bold"),
        Line(until, "small"),
    )
    return (Block(rows),)


def _closing_rows(content: ReceiptContent, speak: Wording) -> Rows:
    rows: list[Row] = [Line(safe_sentence(text), "small") for text in content.nearly if safe_sentence(text)]
    if content.return_code:
        rows += [Code(content.return_code), Line(_return_words(content.return_days, speak), "small")]
    if content.member and content.member.trusted:
        rows.append(Line(speak.say("trusted", money=speak.money(content.member.trusted)), "small"))
    if content.member and content.member.proved:
        rows.append(Line(_proof_words(content.member, speak), "small"))
    if content.stamp.offline:
        rows.append(Line(speak.say("offline"), "small"))
    if content.footer:
        rows.append(Line(safe_sentence(content.footer), "small"))
    return (Rule(dashed=True), *rows) if rows else ()


def _proof_words(member: MemberPart, speak: Wording) -> str:
    return speak.say(f"proved_{member.proved}", name=safe_text(member.vouched_by))


def _return_words(days: int | None, speak: Wording) -> str:
    return speak.say("return_any") if days is None else speak.say("return_days", days=speak.figure(days))
