"""Cuts a recorded sale into parts: what of each line comes back, and what of each benefit goes with it.

What must always hold: every value is a function of how much has come back in all, value(q) = total × q // quantity,
and a part is the difference of two such values; so any cut in any order adds up exactly. The credit that had paid
for a line is cut along its net, so that the money part of a line is never negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loyalty.basket import UNIT_QUANTITY
from loyalty.errors import require
from loyalty.kinds import BASE_CAUSE, CREDIT, Grant, ReturnedLine, Reversal, SaleRecorded, SoldLine
from loyalty.money import allocate

Parts = Sequence[tuple[int, int]]
"""(line number, quantity in thousandths) of what comes back; a line named twice counts together."""

PointsEach = Mapping[str, int]
"""Money for one point, by unit (`points:main` → 10_000)."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A sale with how much of each line had come back before and has come back after (thousandths)."""

    sale: SaleRecorded
    before: tuple[int, ...]
    after: tuple[int, ...]


def returned_quantities(sale: SaleRecorded, before: Iterable[Reversal]) -> tuple[int, ...]:
    """Return how much of each line has come back, in the order of the sale's lines."""
    sums = {line.line_no: 0 for line in sale.lines}
    for reversal in before:
        for line in reversal.lines:
            sums[line.line_no] = sums.get(line.line_no, 0) + line.quantity
    return tuple(sums[line.line_no] for line in sale.lines)


def remaining_parts(sale: SaleRecorded, before: Iterable[Reversal]) -> tuple[tuple[int, int], ...]:
    """Return what of a sale has not come back yet: (line number, quantity), without lines that are all back."""
    gone = returned_quantities(sale, before)
    left = [(line.line_no, line.quantity - back) for line, back in zip(sale.lines, gone, strict=True)]
    return tuple(part for part in left if part[1] > 0)


def cut_sale(sale: SaleRecorded, before: Sequence[Reversal], parts: Parts) -> Cut:
    """Return the cut that takes `parts` out of what is left; each refusal says what is wrong with which line."""
    require(remaining_parts(sale, before), "sale_fully_returned", number=str(sale.number))
    require(parts, "refund_empty", number=str(sale.number))
    wanted: dict[int, int] = {}
    lines = {line.line_no: line for line in sale.lines}
    for line_no, quantity in parts:
        require(line_no in lines, "refund_line_unknown", line=line_no, lines=len(lines))
        require(quantity > 0, "quantity_invalid", line=line_no, quantity=quantity)
        wanted[line_no] = wanted.get(line_no, 0) + quantity
    gone = returned_quantities(sale, before)
    for line, back in zip(sale.lines, gone, strict=True):
        if line.line_no in wanted:
            _check_part(line, back, wanted[line.line_no])
    after = [back + wanted.get(line.line_no, 0) for line, back in zip(sale.lines, gone, strict=True)]
    return Cut(sale, gone, tuple(after))


def _check_part(line: SoldLine, back: int, quantity: int) -> None:
    number = line.line_no
    require(back < line.quantity, "refund_line_returned", line=number)
    require(
        quantity <= line.quantity, "refund_more_than_sold", line=number, left=quantity_shown(line.quantity)
    )
    left = line.quantity - back
    require(quantity <= left, "refund_more_than_left", line=number, left=quantity_shown(left))
    if line.divisible:
        require(quantity == line.quantity, "refund_line_whole_only", line=number)
    else:
        require(quantity % UNIT_QUANTITY == 0, "quantity_not_whole", line=number, quantity=quantity)


def quantity_shown(quantity: int) -> str:
    """Return a quantity (thousandths) as a refusal writes it."""
    whole, part = divmod(quantity, UNIT_QUANTITY)
    return f"{whole}.{part:03d}".rstrip("0") if part else str(whole)


def whole_cut(sale: SaleRecorded) -> Cut:
    """Return the cut that takes everything."""
    return Cut(sale, tuple(0 for _ in sale.lines), tuple(line.quantity for line in sale.lines))


# -- lines ------------------------------------------------------------------------------------------------


def value_at(total: int, line: SoldLine, back: int) -> int:
    """Return what of a line's `total` has gone once `back` of its quantity is back."""
    return total * back // line.quantity


def net_at(line: SoldLine, back: int) -> int:
    """Return the net of a line that has come back."""
    return value_at(line.net, line, back)


def credit_at(line: SoldLine, back: int) -> int:
    """Return the credit that had paid for what has come back."""
    return line.credit_paid * net_at(line, back) // line.net if line.net else 0


def returned_lines(cut: Cut) -> tuple[ReturnedLine, ...]:
    """Return the lines of the part, those that nothing comes back of left out."""
    return tuple(
        ReturnedLine(
            line_no=line.line_no,
            quantity=after - before,
            net=net_at(line, after) - net_at(line, before),
            credit_paid=credit_at(line, after) - credit_at(line, before),
        )
        for line, before, after in zip(cut.sale.lines, cut.before, cut.after, strict=True)
        if after > before
    )


def check_sold(sale: SaleRecorded) -> None:
    """Refuse a sale whose credit and lines do not add up (`sale_unbalanced`): its parts could not either."""
    paid = sum(line.credit_paid for line in sale.lines)
    sound = all(0 <= line.credit_paid <= line.net and line.quantity > 0 for line in sale.lines)
    require(
        sound and paid == sum(part.amount for part in sale.spends), "sale_unbalanced", number=str(sale.number)
    )


# -- benefits ---------------------------------------------------------------------------------------------


def dues(sale: SaleRecorded, back: Sequence[int], points_each: PointsEach) -> tuple[int, ...]:
    """Return what each grant must have given back once `back` of each line is back.

    Base points keep ⌊remaining ÷ money for a point⌋ of the whole sale; everything else goes by line share.
    """
    fixed = _base_points_dues(sale, back, points_each)
    return tuple(
        fixed[place] if place in fixed else _share_due(grant, sale.lines, back)
        for place, grant in enumerate(sale.grants)
    )


def _share_due(grant: Grant, lines: Sequence[SoldLine], back: Sequence[int]) -> int:
    shares = line_shares(grant, lines)
    return sum(value_at(share, line, gone) for share, line, gone in zip(shares, lines, back, strict=True))


def line_shares(grant: Grant, lines: Sequence[SoldLine]) -> list[int]:
    """Return what each line brought of a grant; one that names no lines is divided by their net."""
    weights = list(grant.by_line) if len(grant.by_line) == len(lines) else []
    if not any(weights):
        weights = [line.net for line in lines]
    return allocate(grant.amount, weights if any(weights) else [1] * len(lines))


def _base_points_dues(sale: SaleRecorded, back: Sequence[int], points_each: PointsEach) -> dict[int, int]:
    by_place: dict[int, int] = {}
    for unit, each in points_each.items():
        places = [n for n, g in enumerate(sale.grants) if g.unit == unit != CREDIT and g.cause == BASE_CAUSE]
        issued = sum(sale.grants[place].amount for place in places)
        kept = _kept_points(sale, back, each, issued)
        if kept is not None:
            by_place |= _fill(places, [sale.grants[place].amount for place in places], issued - kept)
    return by_place


def _kept_points(sale: SaleRecorded, back: Sequence[int], each: int, issued: int) -> int | None:
    # Points are counted on the whole net; where only the part paid with money explains what was issued, on that.
    # Both may explain it: then the whole net stands, which is the rule. Where neither does (the rule has changed
    # since), line shares decide.
    lines = list(zip(sale.lines, back, strict=True))
    left_net = sum(line.net - net_at(line, gone) for line, gone in lines)
    left_credit = sum(line.credit_paid - credit_at(line, gone) for line, gone in lines)
    net, credit = sale.net, sum(line.credit_paid for line in sale.lines)
    if net // each == issued:
        return left_net // each
    return (left_net - left_credit) // each if (net - credit) // each == issued else None


def _fill(places: Sequence[int], amounts: Sequence[int], due: int) -> dict[int, int]:
    filled: dict[int, int] = {}
    for place, amount in zip(places, amounts, strict=True):
        filled[place] = min(due, amount)
        due -= filled[place]
    return filled
