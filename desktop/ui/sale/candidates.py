"""What Enter might do with a text: readings and what look-ups found for them, in the order of likelihood. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.ui.sale.counter import FoundMember, Looked
from desktop.ui.sale.showing import group_name, unit_of
from desktop.ui.sale.shown import ShownCandidate, ShownOther
from desktop.ui.sale.state import REFUNDING, SHIFT, SaleState
from desktop.usecases.selling import smart_field as sf
from desktop.usecases.selling.lines import line_of
from desktop.usecases.selling.looking_up import MEMBER_KINDS
from desktop.usecases.selling.smart_field import Situation, Typed, read_amount, read_quantity, read_typed
from loyalty.basket import DEFAULT_GROUP, UNIT_QUANTITY, Line
from loyalty.drawer import slack_of
from loyalty.errors import LoyaltyError
from loyalty.kinds import Product
from loyalty.money import exponent_of
from loyalty.problems import say
from loyalty.words import Lang, fold_digits

LOOKED_UP = frozenset({sf.PHONE, sf.LAST_DIGITS, sf.CARD, sf.NAME, sf.BARCODE})
BY_READING = {
    "phone": sf.PHONE,
    "phone_start": sf.PHONE,
    "phone_end": sf.LAST_DIGITS,
    "card": sf.CARD,
    "card_start": sf.CARD,
    "external_id": sf.CARD,
    "member_id": sf.CARD,
    "name": sf.NAME,
}
"""What a member was found by → the reading of the text that means."""
TENDER = "tender"
"""The reading of an amount for the tender whose key was pressed; its group names the tender («card» alone is a card)."""
COUNT_FIRST = "count_first"
"""An amount where no shift is open: it is no line, and it opens nothing unseen; Enter goes to the counting."""
COUNTED, NOT_CASH = "counted", "not_cash"
"""Where the drawer is counted: a sum of cash, and a code that was typed or scanned there and is none."""
WHOLE_PHONE = 11
PHONE_LEAST = 7
OVER_MOST = 2
"""Digits a mobile may have too many and still be taken for one."""
BARCODE_LEAST = 12
"""Figures from which a right check digit tells a barcode; of eight figures one sum in ten has one by chance."""
LETTERS_LEAST = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing Enter might do, with what doing it needs."""

    kind: str
    reading: Typed
    member: FoundMember | None = None
    line: Line | None = None
    amount: int = 0
    name: str = ""
    error: LoyaltyError | None = None


def situation_of(state: SaleState) -> Situation:
    """Return what the meaning of a text depends on now."""
    groups = tuple((group, (name.fa, name.en)) for group, name in state.stand.groups)
    return Situation(state.member_id is not None, groups, exponent_of(state.stand.currency))


def read_in_mode(text: str, state: SaleState) -> tuple[Typed, ...]:
    """Return the readings of a text where the field now asks for one thing alone, else all readings."""
    bare = fold_digits(text).strip()
    if state.mode == REFUNDING and bare:
        return _read_taking_back(bare, state)
    if state.mode == SHIFT and bare.startswith(("-", "−", "–")):
        return (Typed(sf.REFUSED, bare, why="count_negative"),)
    if state.mode == SHIFT or state.active:
        forced = state.mode == SHIFT and bare.startswith("+")
        figure = bare[1:].strip() if forced else bare
        amount = _sum_of(figure, exponent_of(state.stand.currency))
        if amount is not None and state.mode == SHIFT:
            return _counted(figure, amount, forced=forced)
        if amount is not None:
            return (Typed(TENDER, bare, amount, group=state.active),)
    return _counted_first(read_typed(text, situation_of(state)), state)


def _sum_of(figure: str, exponent: int) -> int | None:
    if figure and not figure.strip("0"):
        return 0
    return read_amount(figure, exponent) if figure else None


def _counted(figure: str, amount: int, *, forced: bool) -> tuple[Typed, ...]:
    """Read counted cash: figures alone may be a code too, unless they are written as amounts are (1,001, 1k, +1001)."""
    if forced or not figure.isdecimal() or not amount:
        return (Typed(COUNTED, figure, amount),)
    if figure.startswith("0") or _is_barcode(figure):
        return (Typed(NOT_CASH, figure, amount), Typed(sf.BARCODE, figure))
    return (Typed(COUNTED, figure, amount), Typed(sf.BARCODE, figure))


def _is_barcode(figure: str) -> bool:
    return len(figure) >= BARCODE_LEAST and sf.is_gtin(figure) and not figure.endswith("000")


def _counted_first(readings: tuple[Typed, ...], state: SaleState) -> tuple[Typed, ...]:
    """Where no shift is open a bare amount may be the counted cash: it never becomes a line by Enter alone."""
    if state.stand.shift_at is not None or state.stand.training:
        return readings
    return tuple(
        replace(one, kind=COUNT_FIRST) if one.kind == sf.AMOUNT and not one.quantity else one
        for one in readings
    )


def _read_taking_back(text: str, state: SaleState) -> tuple[Typed, ...]:
    """A receipt, by its whole code or the figures of this till's own; with one open, how much of a line comes back."""
    receipt = next((one for one in read_typed(text, Situation()) if one.kind == sf.RECEIPT), None)
    if receipt is not None:
        return (receipt,)
    if state.sale_found:
        figure = text.lstrip("*×").strip()
        quantity = 0 if figure == "0" else read_quantity(figure)
        return () if quantity is None else (Typed(sf.QUANTITY, text, quantity=quantity),)
    code = f"{state.stand.till}-{int(text):06d}" if text.isdecimal() else sf.unkeyed(text)
    return (Typed(sf.RECEIPT, code),)


def candidates_of(
    readings: Sequence[Typed], looked: Looked | None, state: SaleState
) -> tuple[Candidate, ...]:
    """Return what Enter might do, most likely first; each member and product once."""
    found: dict[tuple[str, str], Candidate] = {}
    for reading in readings:
        for one in _of_reading(reading, looked, state):
            found.setdefault(_mark(one), one)
    brought = tuple(found.values())
    if state.mode == SHIFT and readings and readings[0].kind in (COUNTED, NOT_CASH):
        return _cash_or_code(brought)
    return _exact_product_first(brought, readings)


def _cash_or_code(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Nothing is sold while the drawer is counted; a code that is really there is no cash in it."""
    first = next(one for one in found if one.kind in (COUNTED, NOT_CASH))
    product = next((one.line for one in found if one.line), None)
    if product is not None or first.kind == NOT_CASH:
        return (Candidate(NOT_CASH, first.reading, name=product.name if product else ""),)
    return (first,)


def _mark(one: Candidate) -> tuple[str, str]:
    if one.member:
        return "member", one.member.member_id
    return one.kind, (one.line.product_id or one.line.group) if one.line else one.reading.text


def _of_reading(reading: Typed, looked: Looked | None, state: SaleState) -> Iterator[Candidate]:
    kind = reading.kind
    if kind in MEMBER_KINDS:
        members = looked.members.get(kind, ()) if looked else ()
        for member in members:
            yield Candidate("member", reading, member=member)
        if kind == sf.CARD and looked and looked.blocked:
            yield Candidate(sf.REFUSED, reading, error=looked.blocked)
        if (
            kind == sf.PHONE
            and looked
            and not members
            and _is_whole(reading.text)
            and "enrol" in state.stand.acts
        ):
            yield Candidate("new_member", reading)
    if kind in (sf.BARCODE, sf.NAME):
        for product in looked.products.get(kind, ()) if looked else ():
            yield _product(product, reading)
    elif kind == sf.REFUSED:
        yield Candidate(kind, reading, error=LoyaltyError(reading.why))
    elif kind == TENDER:
        yield Candidate(reading.group, reading, amount=reading.amount)
    elif kind in (sf.AMOUNT, sf.GROUP_AMOUNT):
        yield Candidate(kind, reading, line=_amount_line(reading, state), amount=reading.amount)
    elif kind not in MEMBER_KINDS:
        yield Candidate(kind, reading, amount=reading.amount)


def _is_whole(phone: str) -> bool:
    """Say whether a phone lacks no digit; of eleven that begin with 9 only Afghanistan's (+93) are one."""
    if len(phone) == WHOLE_PHONE and phone.startswith("9"):
        return phone.startswith("93")
    return len(phone) >= WHOLE_PHONE or (len(phone) >= 8 and not phone.startswith(("0", "9")))


def _product(product: Product, reading: Typed) -> Candidate:
    try:
        return Candidate("product", reading, line=line_of(product, reading.quantity or UNIT_QUANTITY))
    except LoyaltyError as error:
        return Candidate(sf.REFUSED, reading, name=product.name, error=error)


def _amount_line(reading: Typed, state: SaleState) -> Line:
    quantity = reading.quantity or UNIT_QUANTITY
    group = reading.group or (state.stand.groups[0][0] if state.stand.groups else DEFAULT_GROUP)
    gross = reading.amount * quantity // UNIT_QUANTITY
    return Line(1, group, gross, quantity, divisible=quantity % UNIT_QUANTITY != 0)


def _exact_product_first(found: tuple[Candidate, ...], readings: Sequence[Typed]) -> tuple[Candidate, ...]:
    """The code of a product that is really there is not an amount, unless it is written as amounts are: 1,001 or 1k."""
    text = readings[0].text if readings else ""
    exact = next((one for one in found if one.kind == "product" and one.reading.kind == sf.BARCODE), None)
    if exact and found[0].kind in ("amount", COUNT_FIRST) and text.isdecimal():
        return (exact, *(one for one in found if one is not exact))
    return found


def too_little(readings: Sequence[Typed]) -> bool:
    """Say whether so little was typed that a list would be strangers: it is looked up when Enter asks for it.

    One letter, fewer than four digits, or the beginning that thousands of phones share.
    """
    first = readings[0] if readings else None
    if first is None or first.kind not in MEMBER_KINDS:
        return False
    if first.kind == sf.NAME:
        return len(first.text) < LETTERS_LEAST
    begun = first.text.startswith("09") and len(first.text) < PHONE_LEAST
    return len(first.text) < sf.LAST_DIGITS_LEAST or begun


def doubtful(found: Sequence[Candidate], readings: Sequence[Typed], state: SaleState) -> bool:
    """Say whether nothing was found for the few digits of a phone or for a barcode: Enter must not take them for money."""
    if not readings or not found:
        return False
    if readings[0].kind == sf.BARCODE:
        return found[0].kind in ("amount", COUNT_FIRST)
    few = readings[0].kind in (sf.LAST_DIGITS, sf.PHONE)
    return few and not state.lines and found[0].kind in ("amount", "product", COUNT_FIRST)


def guessed(found: Sequence[Candidate], readings: Sequence[Typed]) -> bool:
    """Say whether so little was typed that a member who fits is a guess: shown first, served by another Enter."""
    return bool(found) and found[0].kind == "member" and too_little(readings)


def is_code(readings: Sequence[Typed]) -> bool:
    """Say whether a text can only be a code: of a product, or of a card."""
    first = readings[0] if readings else None
    if first is None:
        return False
    long = first.text.isdecimal() and len(first.text) > sf.BARE_AMOUNT_MOST
    return first.kind == sf.BARCODE or (first.kind == sf.CARD and long)


def is_large(one: Candidate, currency: str) -> bool:
    """Say whether a line is so large that a slip of the keys is likely; the price of one piece was not typed here."""
    line = one.line
    if line is None or (one.kind == "product" and line.quantity <= UNIT_QUANTITY):
        return False
    return line.gross > slack_of(currency, exponent_of(currency))


def digits_missing(readings: Sequence[Typed]) -> int:
    """Return how many digits a mobile lacks; 0 where none was begun. Eight of them may pass for a barcode too."""
    phone = next((one.text for one in readings if one.kind == sf.PHONE), "")
    begun = phone.startswith("09") and len(phone) >= PHONE_LEAST
    return max(0, WHOLE_PHONE - len(phone)) if begun else 0


def digits_over(readings: Sequence[Typed]) -> int:
    """Return how many digits a mobile has too many; 0 where it is none, or so long that it is another code."""
    first = readings[0] if readings else None
    over = len(first.text) - WHOLE_PHONE if first and first.text.isdecimal() else 0
    return over if first and first.text.startswith("09") and 0 < over <= OVER_MOST else 0


def needs_choice(found: Sequence[Candidate]) -> bool:
    """Say whether the first reading found several, so that a person must pick."""
    first = found[0] if found else None
    alike = [
        one for one in found if first and one.kind == first.kind and one.reading.kind == first.reading.kind
    ]
    return bool(first) and len(alike) > 1 and first is not None and first.kind in ("member", "product")


def candidate_shown(one: Candidate, state: SaleState, lang: Lang) -> ShownCandidate:
    """Return a candidate as the view writes it."""
    if one.member:
        member = one.member
        return ShownCandidate("member", member.name, member.phone, member.credit, tier=member.tier.of(lang))
    if one.error:
        return ShownCandidate(one.kind, say(one.error, lang, state.stand.currency), one.reading.text)
    if one.line and one.kind == "product":
        line = one.line
        unit = unit_of(line, state)
        return ShownCandidate(
            "product", line.name, line.product_id or "", line.gross, line.quantity, unit=unit
        )
    if one.line:
        name = group_name(state, one.line.group, lang)
        quantity = one.reading.quantity
        return ShownCandidate(one.kind, name, "", one.line.gross, quantity)
    return ShownCandidate(one.kind, one.name, one.reading.text, one.amount or None, one.reading.quantity)


def others_shown(
    found: Sequence[Candidate],
    readings: Sequence[Typed],
    text: str,
    *,
    offered: bool,
    more: frozenset[str] = frozenset(),
) -> tuple[ShownOther, ...]:
    """Return the other readings in a word each: how many products and members a text found, or an amount.

    `offered`: Enter does the first, so it is none of the others. `more`: kinds of which more were found than came.
    """
    first = found[0].kind if found and offered else ""
    shown: list[ShownOther] = []
    for kind in ("product", "member"):
        count = sum(one.kind == kind for one in found)
        if kind != first and count:
            shown.append(ShownOther(kind, _name_of(readings) or text, count, more=kind in more))
    for one in found[1:] if offered else found:
        if one.kind in ("amount", "group_amount", "receipt", "new_member") and one.kind != first:
            shown.append(ShownOther(one.kind, one.reading.text, None, one.amount or None))
    return tuple(shown)


def _name_of(readings: Sequence[Typed]) -> str:
    words = next((r.text for r in readings if r.kind == sf.GROUP_AMOUNT), "")
    return words or next((r.text for r in readings if r.kind == sf.NAME), "")
