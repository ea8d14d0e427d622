"""Reads what was typed or scanned into the counter's one field: pure, without the shop's file.

A text may mean several things; readings come most likely first. With no member at the counter digits mean a member
first and `+` forces an amount; with a member digits mean an amount first. Digits of three scripts, separators and
the letters a scanner leaves behind under a Persian keyboard layout do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.models.folding import fold_digits, fold_phone, fold_text
from loyalty.money import MAX_AMOUNT

PHONE, LAST_DIGITS, CARD, NAME = "phone", "last_digits", "card", "name"
BARCODE, AMOUNT, GROUP_AMOUNT = "barcode", "amount", "group_amount"
CODE, RECEIPT, QUANTITY = "code", "receipt", "quantity"
REFUSED = "refused"
"""What can be meant by nobody: its `why` is the code of the refusal."""
KINDS = (PHONE, LAST_DIGITS, CARD, NAME, BARCODE, AMOUNT, GROUP_AMOUNT, CODE, RECEIPT, QUANTITY, REFUSED)

LONGEST = 200
LAST_DIGITS_LEAST, LAST_DIGITS_MOST = 4, 5
BARE_AMOUNT_MOST = 11
"""Figures a bare number may have as an amount; more of them are a code, unless a plus or separators say otherwise."""
_PIECE = 1_000

_SCALES = {
    "k": 3,
    "هزار": 3,
    "هزارتومان": 3,
    "هزارتومن": 3,
    "m": 6,
    "mil": 6,
    "میلیون": 6,
    "ملیون": 6,
    "میلیونتومان": 6,
    "میلیونتومن": 6,
    "b": 9,
    "میلیارد": 9,
    "میلیاردتومان": 9,
    "تومان": 0,
    "تومن": 0,
    "ریال": 0,
    "t": 0,
}
_NUMBER = re.compile(r"(\d[\d,٬،_' ]*(?:[.٫/]\d+)?)\s*([^\W\d]*(?:\s[^\W\d]+)?)\Z")
_GROUPED = re.compile(r"\d{1,3}(?:[,٬،_'. ]\d{3})+\Z")
_SEPARATORS = re.compile(r"[,٬،_' ]")
_TIMES = re.compile(r"[*×]\s*(\d+(?:[.٫]\d{1,3})?)\Z")
_TIMES_BEFORE = re.compile(r"(\d{1,6}(?:[.٫]\d{1,3})?)\s*[*×]\s*(\S.*)\Z")
_CODE = re.compile(r"(?:#|(?:code|کد)\s+)(\S{1,40})\Z", re.IGNORECASE)
_RECEIPT = re.compile(r"(?=[A-Z0-9]*[A-Z])[A-Z0-9]{1,8}-\d{6,9}\Z")
_RECEIPT_QR = re.compile(r"(?:B|\u200c)1:([0-9A-V]{26})(?![0-9A-V])")
_CODE_LIKE = re.compile(r"[A-Z0-9][A-Z0-9:./-]{2,79}\Z")
_FULL_PHONE = re.compile(r"09\d{9}\Z")
_NEGATIVE = re.compile(r"[-−–]\s*\d")
_ZERO = re.compile(r"0+(?:[.٫/]0+)?\Z")
_FRACTION = re.compile(r"\d+[.٫]\d+\Z")
_PHONE_SIGNS = re.compile(r"[\s()-]")

_PERSIAN_KEYS = dict(
    zip("ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپوئيك", "qwertyuiop[]asdfghjkl;'zxcvbnm,mdz", strict=True)
)
_SHIFTED_KEYS = dict(zip("ؤإأآةٌٍْ" + "ًُِّ" + "َژ" + "ٰٔء", "AFGHJQWERTYIUCVNM", strict=True))
_KEYS = str.maketrans(_PERSIAN_KEYS | _SHIFTED_KEYS)
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069\ufeff"))
_PERSIAN = re.compile(r"[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True)
class Typed:
    """One reading. `text` is what to look up; `amount` in money units, `quantity` in thousandths (0: not said).

    `why` is the code of the refusal where nothing can be meant.
    """

    kind: str
    text: str = ""
    amount: int = 0
    group: str = ""
    quantity: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the meaning of a text depends on: whether a member is served, and the groups as (id, names)."""

    has_member: bool = False
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exponent: int = 0


def read_typed(text: str, situation: Situation) -> tuple[Typed, ...]:
    """Return the readings of a text, most likely first, each kind once; nothing for a blank text."""
    bare = fold_digits(text[:LONGEST].translate(_MARKS)).strip()
    found: dict[str, Typed] = {}
    for reading in _readings(bare, situation) if bare else ():
        found.setdefault(reading.kind, reading)
    return tuple(found.values())


def read_amount(text: str, exponent: int = 0) -> int | None:
    """Return the amount of `250000`, `250k`, `۲۵۰٬۰۰۰`, `1.5m`, `۶۰۰ هزار`; None where it is no amount.

    `exponent` is how many decimal places the money has: with 2, `12.5` and `12.50` are 1250.
    """
    found = _NUMBER.match(fold_digits(text.translate(_MARKS)).strip())
    if found is None:
        return None
    scale = _SCALES.get(found[2].replace(" ", "").casefold(), None if found[2] else 0)
    if scale is None:
        return None
    amount = _scaled(found[1].strip(), scale + exponent)
    return amount if amount is not None and 0 < amount <= MAX_AMOUNT else None


def read_quantity(text: str) -> int | None:
    """Return the thousandths of `3` or `1.5`; None where it is no quantity above zero."""
    whole, _, part = fold_digits(text).strip().replace("٫", ".").partition(".")
    if not whole.isdecimal() or (part and not (part.isdecimal() and len(part) <= 3)):
        return None
    return int(whole) * _PIECE + int(part.ljust(3, "0") or 0) or None


def unkeyed(text: str) -> str:
    """Return what a scanner sent through a Persian keyboard layout, in capitals."""
    return fold_digits(text).translate(_KEYS).upper()


def is_gtin(digits: str) -> bool:
    """Say whether digits are a barcode of a product: 8, 12, 13 or 14 of them with a right check digit."""
    if len(digits) not in (8, 12, 13, 14) or not digits.isdecimal():
        return False
    weighed = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(digits)))
    return weighed % 10 == 0 and int(digits) > 0


def _readings(text: str, situation: Situation) -> Iterator[Typed]:
    if scanned := _RECEIPT_QR.match(unkeyed(text)):
        yield Typed(RECEIPT, scanned[1].lower())
    elif _NEGATIVE.match(text):
        yield Typed(REFUSED, text, why="typed_negative")
    elif times := _TIMES.match(text):
        yield Typed(QUANTITY, quantity=read_quantity(times[1]) or 0)
    elif text.startswith("+"):
        yield from _forced(text, situation.exponent)
    elif code := _CODE.match(text):
        yield Typed(CODE, code[1].upper())
    elif before := _TIMES_BEFORE.match(text):
        yield from _several(before[2].strip(), read_quantity(before[1]), situation.exponent)
    elif (bare := _PHONE_SIGNS.sub("", text)).isdecimal():
        yield from _digits(bare, text, situation)
    else:
        yield from _words(text, situation)


def _forced(text: str, exponent: int) -> Iterator[Typed]:
    phone = fold_phone(text)
    amount = read_amount(text[1:], exponent)
    international = len(re.sub(r"\D", "", text)) >= 11
    if international and (_FULL_PHONE.match(phone) or amount is None or text.startswith("+98")):
        yield Typed(PHONE, phone)
    if amount is not None:
        yield Typed(AMOUNT, text[1:].strip(), amount)


def _several(rest: str, quantity: int | None, exponent: int) -> Iterator[Typed]:
    if quantity is None:
        yield Typed(REFUSED, rest, why="typed_none")
        return
    amount = read_amount(rest, exponent)
    plain = rest.isdecimal()
    if amount is not None and not (plain and (is_gtin(rest) or len(rest) > 9)):
        yield Typed(AMOUNT, rest, amount, quantity=quantity)
        if not plain:
            return
    yield Typed(BARCODE, _code_of(rest), quantity=quantity)


def _digits(digits: str, text: str, situation: Situation) -> Iterator[Typed]:
    member, goods = list(_member_digits(digits)), list(_goods_digits(digits, text, situation.exponent))
    if _FULL_PHONE.match(fold_phone(digits)):
        order = [*member, *goods]
    elif len(digits) >= 8 and is_gtin(digits) and not digits.endswith("000"):
        order = [Typed(BARCODE, digits), *member, *goods]
    elif (_is_grouped(text) and not digits.startswith("0")) or (
        situation.has_member and not digits.startswith("0") and len(digits) < 12
    ):
        order = [*goods, *member]
    else:
        order = [*member, *goods]
    yield from order


def _is_grouped(text: str) -> bool:
    return bool(_GROUPED.match(text)) and not text.isdecimal()


def _member_digits(digits: str) -> Iterator[Typed]:
    phone = fold_phone(digits)
    if _FULL_PHONE.match(phone):
        yield Typed(PHONE, phone)
    elif len(digits) <= LAST_DIGITS_MOST:
        yield Typed(LAST_DIGITS, digits)
    elif len(digits) < 12 and digits.startswith(("0", "9")):
        yield Typed(PHONE, phone)
    yield Typed(CARD, digits)


def _goods_digits(digits: str, text: str, exponent: int) -> Iterator[Typed]:
    code = digits.startswith("0") or (text.isdecimal() and len(digits) > BARE_AMOUNT_MOST)
    amount = None if code else read_amount(text, exponent)
    if amount is not None:
        yield Typed(AMOUNT, text, amount)
    yield Typed(BARCODE, digits)


def _words(text: str, situation: Situation) -> Iterator[Typed]:
    amount = read_amount(text, situation.exponent)
    if amount is not None:
        yield Typed(AMOUNT, text, amount)
        return
    grouped = _group_amount(text, situation)
    if grouped and grouped.kind != REFUSED:
        yield grouped
    scanned = unkeyed(text) if _looks_scanned(text) else ""
    if scanned:
        yield from _codes(scanned)
    if not any(mark.isdigit() for mark in text) or not scanned:
        yield Typed(NAME, text)
    if not scanned and _CODE_LIKE.match(unkeyed(text)):
        yield from _codes(unkeyed(text))
    # Last: where a product or a member really has this name, it is no amount gone wrong.
    if grouped and grouped.kind == REFUSED:
        yield grouped
    elif why := _why_no_amount(text):
        yield Typed(REFUSED, text, why=why)


def _looks_scanned(text: str) -> bool:
    """A text without blanks that has figures and letters is a code, never a name."""
    mixed = any(mark.isdigit() for mark in text) and any(not mark.isdigit() for mark in text)
    return mixed and bool(_CODE_LIKE.match(unkeyed(text)))


def _codes(code: str) -> Iterator[Typed]:
    if _RECEIPT.match(code):
        yield Typed(RECEIPT, code)
    yield Typed(BARCODE, code)
    yield Typed(CARD, code)


def _code_of(text: str) -> str:
    return unkeyed(text) if _PERSIAN.search(text) else text.upper()


def _group_amount(text: str, situation: Situation) -> Typed | None:
    """Read «کفش ۶۰۰٬۰۰۰», «600k shoes»: the name may stand before or after, whole or begun."""
    for word, rest in _halves(text):
        amount, why = read_amount(rest, situation.exponent), _why_no_amount(rest)
        group = _group_named(word, situation.groups) if why or amount is not None else ""
        if amount is not None and group:
            return Typed(GROUP_AMOUNT, word, amount, group)
        if group:
            return Typed(REFUSED, text, why=why)
    return None


def _why_no_amount(figure: str) -> str:
    """Return the code of what keeps a figure from being an amount: nothing, below zero, a part of the smallest coin."""
    if _NEGATIVE.match(figure):
        return "typed_negative"
    if _ZERO.match(figure):
        return "typed_zero"
    return "typed_fraction" if _FRACTION.match(figure) else ""


def _halves(text: str) -> Iterator[tuple[str, str]]:
    parts = text.split()
    for place in range(1, len(parts)):
        before, after = " ".join(parts[:place]), " ".join(parts[place:])
        yield before, after
        yield after, before


def _group_named(word: str, groups: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    wanted = fold_text(word)
    if not wanted or wanted.isdecimal():
        return ""
    names = [(group, fold_text(name)) for group, all_names in groups for name in (group, *all_names)]
    whole = [group for group, name in names if name == wanted]
    begun = dict.fromkeys(group for group, name in names if name.startswith(wanted))
    if whole:
        return whole[0]
    return next(iter(begun)) if len(begun) == 1 else ""


def _scaled(figure: str, scale: int) -> int | None:
    """Return the amount of a figure; a point parts thousands where nothing is scaled, else it is a decimal point."""
    times = int("1" + "0" * scale)
    if _GROUPED.match(figure) and not (scale and "." in figure):
        return int(re.sub(r"\D", "", figure)) * times
    written, _, part = figure.replace("٫", ".").replace("/", ".").partition(".")
    whole = _SEPARATORS.sub("", written) if _GROUPED.match(written) and part else written
    if not whole.isdecimal() or not (part or "0").isdecimal() or len(whole) > 18:
        return None
    if not part:
        return int(whole) * times
    return int(whole) * times + int(part.ljust(scale, "0")) if scale and len(part) <= scale else None
