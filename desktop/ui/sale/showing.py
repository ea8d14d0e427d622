"""From the open sale to what the columns show. Pure: frozen values in, frozen values out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from desktop.ui.sale import judging
from desktop.ui.sale.counter import Served
from desktop.ui.sale.shown import (
    ShownBasket,
    ShownCandidate,
    ShownEarned,
    ShownEffect,
    ShownLine,
    ShownMember,
    ShownPay,
    ShownTender,
)
from desktop.ui.sale.state import RECORDED, REFUNDING, SELLING, SHIFT, SHOWN_TENDERS, SaleState
from desktop.usecases.selling.counter_member import CounterMember
from loyalty.basket import MONEY_TENDERS, UNIT_QUANTITY, Line
from loyalty.clock import business_day, calendar_of
from loyalty.conditions.days import days_to_birthday
from loyalty.documents import Text
from loyalty.kinds import points_unit
from loyalty.ledger import balances, spendable
from loyalty.lots import elsewhere
from loyalty.quote import APPLIED, NEARLY, Quote, QuotedLine
from loyalty.words import Lang, mask_phone

BIRTHDAY_WITHIN = 30
"""Days before a birthday from which it is worth a word."""

MOST_NEAR = 2


def member_shown(state: SaleState, lang: Lang) -> ShownMember | None:
    """Return the member column, None where nobody is served."""
    served = state.served
    if served is None or served.member is None or served.balance is None:
        return None
    member, balance, zone = served.member, served.balance, state.stand.zone
    return ShownMember(
        member_id=member.member_id,
        name=member.person.name,
        phone=mask_phone(member.person.phone, lang),
        whole_phone=member.person.phone if state.revealed else "",
        may_reveal="see_phone" in state.stand.acts and bool(member.person.phone),
        joined_on=member.snapshot.joined_on,
        **_tier(member, lang),
        credit=balance.spendable_here,
        safe=balance.safe,
        trusted=balance.trusted,
        not_vested=balance.not_vested,
        elsewhere=balance.elsewhere,
        branches=_branches(state, served.at, member, lang),
        **_expiring(served, balance.expiring_soon, zone),
        owed=sum(member.owed.values()),
        spending=state.credit,
        **_points(served, state.stand.branch_id, lang, zone),
        **_visits(member, served.on),
        **_birthday(member, served.on, calendar_of(zone)),
        applying=judging.near(served, lang, APPLIED, 3),
        nearly=judging.near(served, lang, NEARLY, 3),
    )


def _branches(state: SaleState, at: int, member: CounterMember, lang: Lang) -> tuple[str, ...]:
    """Return where alone the credit may be spent that may not be spent here."""
    names = dict(state.stand.branches)
    ids = [scope.partition(":")[2] for scope in elsewhere(member.held, at, state.stand.branch_id)]
    return tuple(names[one].of(lang) if one in names else one for one in ids)


def _tier(member: CounterMember, lang: Lang) -> dict[str, Any]:
    place = member.place
    above = place.next
    shown: dict[str, Any] = {"tier": place.tier.name.of(lang)}
    if above is not None:
        shown["next_tier"] = above.tier.name.of(lang)
        shown["to_next"] = place.money_missing
        shown["tier_share"] = (max(place.points, 0), above.tier.least)
    else:
        shown["tier_share"] = (1, 1)
    return shown


def _expiring(served: Served, amount: int, zone: str) -> dict[str, Any]:
    """The nearest end of credit within the next weeks: how much, its last day, days left."""
    assert served.balance is not None
    if not amount or served.balance.next_expires_at is None:
        return {}
    last_on = last_day(served.balance.next_expires_at, zone)
    days = (last_on - served.on).days
    return {"expiring": served.balance.next_expiring, "expires_on": last_on, "days_left": days}


def last_day(expires_at: int, zone: str) -> dt.date:
    """Return the last business day on which something may be spent that ends at an instant (exclusive)."""
    return business_day(expires_at - 1, zone)


def _points(served: Served, branch_id: str, lang: Lang, zone: str) -> dict[str, Any]:
    assert served.member is not None
    kind = served.rules.points.kinds[0]
    held = balances(served.member.held, served.at, branch_id, points_unit(kind.kind))
    shown: dict[str, Any] = {"points": held.total, "points_name": kind.name.of(lang)}
    if held.expiring_soon and held.next_expires_at is not None:
        shown["points_expiring"] = held.next_expiring
        shown["points_expire_on"] = last_day(held.next_expires_at, zone)
    return shown


def _visits(member: CounterMember, on: dt.date) -> dict[str, Any]:
    visits, last_on = member.totals.visits, member.totals.last_on
    if last_on is None:
        return {}
    return {"visits": visits, "last_visit_on": last_on, "days_ago": (on - last_on).days}


def _birthday(member: CounterMember, on: dt.date, calendar: str) -> dict[str, Any]:
    birth_on = member.person.birth_on
    if birth_on is None:
        return {}
    away = days_to_birthday(birth_on, on, calendar)
    after = days_to_birthday(birth_on, on + dt.timedelta(days=1), calendar) == away - 1 if away else True
    if away > BIRTHDAY_WITHIN or not after:
        return {"birth_on": birth_on}
    return {"birth_on": birth_on, "days_to_birthday": away, "birthday_on": on + dt.timedelta(days=away)}


def asked_of(state: SaleState) -> str:
    """Return the one thing the field asks for now, '' where it takes anything.

    `counted`, `receipt`, `returned` (how much of a line comes back), `voided`, else the tender (or credit) digits go to.
    """
    if state.mode == SHIFT:
        return "counted"
    if state.mode == REFUNDING:
        return "voided" if state.voiding else "returned" if state.sale_found else "receipt"
    return state.active


# -- the basket -------------------------------------------------------------------------------------------


def basket_shown(state: SaleState, lang: Lang, soft: ShownCandidate | None) -> ShownBasket:
    """Return the basket column: each line with what offers did, and the soft line Enter will add."""
    quote = quote_of(state)
    names = {verdict.offer_id: verdict.name.of(lang) for verdict in quote.verdicts} if quote else {}
    lines = tuple(
        _line(line, place, quote.lines[place - 1] if quote else None, names, state, lang)
        for place, line in enumerate(state.lines, start=1)
    )
    idle = state.served.idle_codes if state.served is not None and quote else ()
    pieces = sum(UNIT_QUANTITY if line.divisible else line.quantity for line in state.lines)
    return ShownBasket(
        lines,
        pieces,
        soft,
        bool(state.before),
        state.stand.parked,
        tuple(code for code in state.codes if code not in idle),
        idle,
        state.open_since,
        since_today=_is_today(state.open_since, state),
        behind=state.mode == RECORDED,
        served=state.member_id is not None,
    )


def _is_today(at: int, state: SaleState) -> bool:
    return state.served is None or business_day(at, state.stand.zone) == state.served.on


def quote_of(state: SaleState) -> Quote | None:
    """Return the quote if it is of the basket as it stands now, not of the one before."""
    served = state.served
    if served is None or served.quote is None or len(served.quote.lines) != len(state.lines):
        return None
    same = all(a.gross == b.gross for a, b in zip(served.quote.lines, state.lines, strict=True))
    return served.quote if same else None


def _line(
    line: Line, line_no: int, quoted: QuotedLine | None, names: dict[str, str], state: SaleState, lang: Lang
) -> ShownLine:
    grouped = line.product_id is None
    effects = tuple(
        ShownEffect(names.get(e.offer_id, e.offer_id), ShownEarned(e.discount, e.credit, e.points))
        for e in (quoted.effects if quoted else ())
    )
    return ShownLine(
        line_no=line_no,
        name=group_name(state, line.group, lang) if grouped else line.name,
        code=line.product_id or "",
        quantity=line.quantity,
        unit_price=unit_price(line),
        gross=line.gross,
        net=quoted.net if quoted else None,
        effects=effects,
        chosen=line_no == state.chosen,
        grouped=grouped,
        unit=unit_of(line, state),
    )


def unit_of(line: Line, state: SaleState) -> str:
    """Return what a line is measured in (`loyalty.groups.UNITS`); empty for pieces."""
    return state.stand.units.get(line.group, "") if line.divisible else ""


def unit_price(line: Line) -> int:
    """Return the price of one piece (or of one unit of measure), rounded half up."""
    return (line.gross * UNIT_QUANTITY + line.quantity // 2) // line.quantity


def group_name(state: SaleState, group: str, lang: Lang) -> str:
    """Return the name of a product group; '' for the general one of a shop that has named none."""
    return next((name.of(lang) for known, name in state.stand.groups if known == group), "")


# -- paying -----------------------------------------------------------------------------------------------


def pay_shown(state: SaleState, lang: Lang, *, field_empty: bool) -> ShownPay:
    """Return the pay column."""
    quote, acts = quote_of(state), state.stand.acts
    may_credit = bool(state.served and state.served.credit_proposed) and "spend_credit" in acts
    if quote is None or not state.lines:
        return ShownPay(may_spend_credit=may_credit, may_refund="refund" in acts, printer=state.stand.printer)
    totals = quote.totals
    first, first_on = first_expiring(state)
    ready = state.missing == 0 and state.mode == SELLING
    return ShownPay(
        gross=totals.gross,
        discount=totals.discount,
        net=totals.net,
        credit=totals.credit_paid,
        credit_first=first,
        credit_first_on=first_on,
        credit_active=state.active == "credit",
        to_pay=totals.to_pay,
        vat=totals.vat,
        tenders=tenders_shown(state),
        change=state.change,
        missing=state.missing,
        earned_credit=totals.credit_earned if state.member_id else 0,
        earned_points=_points_earned(totals.points_by_kind, state.served, lang) if state.member_id else (),
        priced=True,
        can_record=ready,
        enter_records=field_empty and ready,
        may_spend_credit=may_credit,
        may_refund="refund" in acts,
        more_tenders=tuple(kind for kind in MONEY_TENDERS if kind not in SHOWN_TENDERS),
        printer=state.stand.printer,
    )


def first_expiring(state: SaleState) -> tuple[int, dt.date | None]:
    """Return the part of the credit spent that ends first, and its last day."""
    served = state.served
    if not state.credit or served is None or served.member is None:
        return 0, None
    lots = spendable(served.member.held, served.at, state.stand.branch_id)
    if not lots or lots[0].lot.expires_at is None:
        return 0, None
    ends = lots[0].lot.expires_at
    amount = sum(one.remaining for one in lots if one.lot.expires_at == ends)
    return min(amount, state.credit), last_day(ends, state.stand.zone)


def tenders_shown(state: SaleState) -> tuple[ShownTender, ...]:
    """Return card and cash, then the other kinds that were named."""
    paying = {tender.kind: tender.amount for tender in state.paying()}
    more = tuple(kind for kind in MONEY_TENDERS if kind not in SHOWN_TENDERS)
    others = tuple(kind for kind in more if kind in paying or kind == state.active)
    return tuple(
        ShownTender(kind, paying.get(kind, 0), kind not in state.tenders, kind == state.active)
        for kind in (*SHOWN_TENDERS, *others)
    )


def _points_earned(
    by_kind: tuple[tuple[str, int], ...], served: Served | None, lang: Lang
) -> tuple[tuple[str, int], ...]:
    return tuple((name.of(lang), number) for name, number in named_points(by_kind, served))


def named_points(by_kind: tuple[tuple[str, int], ...], served: Served | None) -> tuple[tuple[Text, int], ...]:
    """Return points with the names of their kinds."""
    names = {kind.kind: kind.name for kind in served.rules.points.kinds} if served else {}
    return tuple((names.get(kind, Text(kind, kind)), number) for kind, number in by_kind)
