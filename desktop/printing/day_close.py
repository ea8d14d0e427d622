"""The Z report: a shift or a day, closed. The same figures that are signed into the ledger, never computed anew."""

from __future__ import annotations

from desktop.printing.content import DayCloseContent, DrawerSum, TenderSum
from desktop.printing.paper_text import Wording, ltr_text, name_text
from desktop.printing.parts import head_rows, shop_rows, tender_word, wording_of
from desktop.printing.rows import Band, Block, Frame, Line, Pair, Row, Rows, Rule
from desktop.printing.slips import approved_rows, signature_rows


def day_close_rows(content: DayCloseContent, lang: str) -> Rows:
    """Return the rows of a Z report."""
    speak = wording_of(content.stamp, lang)
    return (
        *shop_rows(content.stamp.shop),
        Frame(_title(content, speak)),
        *head_rows(content.stamp, speak, "slip_number", named=False, of=""),
        *approved_rows(content.approved_by, speak),
        *_span_rows(content, speak),
        Block((Rule(), *_sales_rows(content, speak))),
        *_section("tenders", _tender_rows(content, speak), speak),
        *_section("drawer", _drawer_rows(content, speak), speak),
        *_section("club", _club_rows(content, speak), speak),
        *_ledger_rows(content, speak),
        *signature_rows(("cashier_signature", "lead_signature"), speak),
    )


def _title(content: DayCloseContent, speak: Wording) -> str:
    if content.shift is not None:
        return speak.say("z_shift", n=speak.figure(content.shift))
    day = f" · {speak.day(content.business_on)}" if content.business_on else ""
    return speak.say("z_day") + day


def _span_rows(content: DayCloseContent, speak: Wording) -> list[Row]:
    rows: list[Row] = [
        Pair(speak.say(key), f"{speak.day_of(at)}، {speak.hour_of(at)}".replace("،", "،" if speak.lang == "fa" else ","),
             "small", figures=False)
        for key, at in (("opened", content.opened_at), ("closed", content.closed_at))
    ]  # fmt: skip
    if content.opened_by:
        rows.insert(1, Pair(speak.say("opened_by"), name_text(content.opened_by), "small", figures=False))
    return rows


def _sales_rows(content: DayCloseContent, speak: Wording) -> list[Row]:
    rows: list[Row] = [Pair(speak.say("sales", n=speak.figure(content.sales)), speak.amount(content.gross))]
    if content.discounts:
        rows.append(Pair(speak.say("discounts"), speak.amount(-content.discounts)))
    if content.refunds:
        rows.append(
            Pair(speak.say("refunds", n=speak.figure(content.refunds)), speak.amount(-content.refunded))
        )
    if content.voids:
        rows.append(Pair(speak.say("voids", n=speak.figure(content.voids)), speak.amount(-content.voided)))
    rows.append(Pair(speak.say("vat"), speak.amount(content.vat), "small"))
    return [*rows, Band(speak.say("net_sales"), speak.money(content.net))]


def _section(key: str, rows: list[Row], speak: Wording) -> Rows:
    heading = Line(speak.say(key), "text", "bold", start=True)
    return (Block((Rule(dashed=True), heading, *rows)),) if rows else ()


def _tender_rows(content: DayCloseContent, speak: Wording) -> list[Row]:
    rows = [_tender_row(tender, speak) for tender in content.tenders]
    if content.withheld:
        rows.append(Pair(speak.say("withheld"), speak.amount(-content.withheld)))
    return rows


def _tender_row(tender: TenderSum, speak: Wording) -> Row:
    name = tender_word(tender.kind, tender.label, speak)
    if tender.count is not None:
        name = speak.say("tender_count", name=name, n=speak.figure(tender.count))
    return Pair(name, speak.amount(tender.amount))


def _drawer_rows(content: DayCloseContent, speak: Wording) -> list[Row]:
    if content.shift is None:
        return _drawers_rows(content.drawers, speak)
    rows: list[Row] = [Pair(speak.say("cash_start"), speak.amount(content.cash_start))]
    if content.start_apart:
        told = speak.amount(content.start_apart, signed=True)
        rows.append(Pair(speak.say("start_apart"), told, "small"))
    if content.cash_in:
        rows.append(Pair(speak.say("cash_in"), speak.amount(content.cash_in, signed=True)))
    if content.cash_out:
        rows.append(Pair(speak.say("cash_out"), speak.amount(-content.cash_out)))
    return rows + _counted_rows(content.brought_in, content.cash_expected, content.cash_counted, speak)


def _drawers_rows(drawers: tuple[DrawerSum, ...], speak: Wording) -> list[Row]:
    """Return what each shift of a day counted, and what they differ by together.

    What they should hold is not added up: the cash one shift begins with was counted by the one before.
    """
    rows: list[Row] = []
    for one in drawers:
        told = speak.say("drawer_closed", hour=speak.hour_of(one.closed_at), name=name_text(one.staff))
        rows.append(Line(told, "small", start=True))
        rows += _counted_rows(one.brought_in, one.expected, one.counted, speak)
    if len(drawers) > 1:
        together = _difference_row(sum(one.counted - one.expected for one in drawers), speak)
        rows += [Rule(short=True), Line(speak.say("drawers_together"), "small", start=True), together]
    return rows


def _counted_rows(brought_in: int, expected: int, counted: int | None, speak: Wording) -> list[Row]:
    rows: list[Row] = [Pair(speak.say("cash_expected"), speak.amount(expected))]
    if brought_in:
        rows.insert(0, Pair(speak.say("brought_in"), speak.amount(brought_in, signed=True)))
    if counted is not None:
        rows.append(Pair(speak.say("cash_counted"), speak.amount(counted), weight="medium"))
        rows.append(_difference_row(counted - expected, speak))
    return rows


def _difference_row(difference: int, speak: Wording) -> Row:
    if difference == 0:
        return Pair(speak.say("cash_difference"), speak.say("cash_even"), weight="bold", figures=False)
    key = "cash_over" if difference > 0 else "cash_short"
    return Pair(speak.say(key), speak.amount(difference, signed=True), weight="bold")


def _club_rows(content: DayCloseContent, speak: Wording) -> list[Row]:
    members = (
        ("member_sales", content.member_sales, speak.amount),
        ("enrolments", content.enrolments, speak.figure),
    )
    rows: list[Row] = [Pair(speak.say(key), write(number)) for key, number, write in members if number]
    # What was given and came back again is told whole, its net of nothing too.
    given = [(key, amount) for key, amount in content.club if amount or key.endswith("_net")]
    return rows + [_club_row(key, amount, speak) for key, amount in given]


def _club_row(key: str, amount: int, speak: Wording) -> Row:
    figure = speak.figure(amount) if key.startswith("points") else speak.amount(amount)
    return Pair(speak.say(key), figure, weight="medium" if key.endswith("_net") else "regular")


def _ledger_rows(content: DayCloseContent, speak: Wording) -> Rows:
    rows: list[Row] = []
    if content.first_number:
        span = speak.say(
            "between", first=speak.code(content.first_number), last=speak.code(content.last_number)
        )
        rows.append(Pair(speak.say("receipts_between"), span, "small", figures=False))
    if content.facts_waiting is not None:
        rows.append(Pair(speak.say("waiting"), speak.figure(content.facts_waiting), "small", figures=False))
    if content.seal:
        rows.append(Pair(speak.say("head"), ltr_text(content.seal), "small", figures=False))
    return (Block((Rule(dashed=True), *rows)),)
