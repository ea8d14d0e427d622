"""The straight road of an ordinary sale: from the array of its fact to rows, without the values it is else read to.

What a sale means is said by `sales`, `ledger` and the rules; this is the same for the sales that nearly all are (nothing
owed, nothing trusted, no offer that is counted out), at half the cost. It takes nothing it is not sure of: what is of
another shape, or does not add up, is left to them before anything is written. A property test holds both roads to the
same rows.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from desktop.models.projections.counting import Counted, GroupSums, sum_sale
from desktop.models.projections.fold import Fold
from loyalty.facts import MAX_FACT_BYTES
from loyalty.kinds import CREDIT, kind_version

SALE = "sale.recorded"
_VERSION = kind_version(SALE)
_scan = json.JSONDecoder().scan_once  # type: ignore[attr-defined]

_NUL = type(None)
_FACT = (str, str, str, str, str, int, str, int, str, str, int, int, str, int, int, list)
_BODIES = frozenset(
    (int, str, member, list, list, int, list, list, list, list, list, list, int, str, *drawn)
    for member in (str, _NUL)
    for drawn in ((), (list,))
)
"""What a body is made of; sales of an older program have no uses that were drawn."""
_LINES = frozenset((int, str, product, int, int, int, int, int, int) for product in (str, _NUL))
_PART = (str, int)
_USE = (str, int, list, str)
_GRANTS = frozenset((str, str, int, int, ends, str, list) for ends in (int, _NUL))

_DIGITS = bytes(48) + b"0" * 10 + bytes(198)
"""Every digit as one of them, all else as nothing: where sixteen stand in a row, a number may be too wide."""
_WIDE = b"0" * 16
_LONGEST = 100
"""Characters of an id: the id of a lot is longer by its place, and none may be longer than tables look up."""


class _Sums(NamedTuple):
    gross: int
    net: int
    paid: int
    groups: GroupSums


class _Sale(NamedTuple):
    """An ordinary sale that adds up: where and when, its body and its sums; `earned` are credit and points."""

    fact: list[Any]
    body: list[Any]
    sums: _Sums
    earned: tuple[int, int]


def fold_straight(fold: Fold, raw: bytes, told: tuple[str, int, str, str]) -> bool:
    """Fold the fact of some bytes if it is an ordinary sale and what stands beside them (kind, instant, till, id) fits.

    Return whether it was; nothing is written where it was not. Nothing may have been told early here.
    """
    if told[0] != SALE or not _is_tame(raw):
        return False
    fact = _read(raw)
    if fact is None or (fact[6], fact[13], fact[3], fact[0]) != told or fact[2] not in fold.zones:
        return False
    sale = _ordinary(fact)
    if sale is None or fact[3] == fold.centre:
        return False
    _write(fold, sale)
    return True


def _is_tame(raw: bytes) -> bool:
    """Say whether no number can be too wide, no text hold what tables do not take."""
    return len(raw) <= MAX_FACT_BYTES and b"\\u" not in raw and _WIDE not in raw.translate(_DIGITS)


def _read(raw: bytes) -> list[Any] | None:
    try:
        text = raw.decode()
        row, end = _scan(text, 0)
    except (ValueError, StopIteration, RecursionError):
        return None
    if end != len(text) or type(row) is not list or tuple(map(type, row)) != _FACT:
        return None
    return row if row[7] == _VERSION and row[14] in (0, 1) and len(row[0]) <= _LONGEST else None


def _ordinary(fact: list[Any]) -> _Sale | None:
    body = fact[15]
    if tuple(map(type, body)) not in _BODIES:
        return None
    _, _, member_id, lines, tenders, change, spends, grants, uses, *rest = body
    if not lines or any(rest[:3]) or any(rest[5:]) or not _are_used(uses):
        return None
    sums = _sums(lines)
    if sums is None or not _is_paid(tenders, change, sums.net - sums.paid):
        return None
    if member_id is None:
        return None if spends or grants or sums.paid else _Sale(fact, body, sums, (0, 0))
    earned = _earned(grants)
    if earned is None or not _is_spent(spends, sums.paid) or max(len(member_id), len(fact[2])) > _LONGEST:
        return None
    return _Sale(fact, body, sums, earned)


def _sums(lines: list[Any]) -> _Sums | None:
    """Return the sums of lines that agree."""
    gross = net = paid = 0
    groups: GroupSums = {}
    for line in lines:
        if type(line) is not list or tuple(map(type, line)) not in _LINES:
            return None
        _, group, _, quantity, whole, discount, credit, _, divisible = line
        kept = whole - discount
        if not (0 <= credit <= kept <= whole and quantity > 0 and 0 <= divisible <= 1):
            return None
        gross, net, paid = gross + whole, net + kept, paid + credit
        known = groups.get(group)
        if known:
            whole, discount, kept, quantity = map(
                sum, zip(known, (whole, discount, kept, quantity), strict=True)
            )
        groups[group] = (whole, discount, kept, quantity)
    return _Sums(gross, net, paid, groups)


def _is_paid(tenders: list[Any], change: int, due: int) -> bool:
    money = cash = 0
    for tender in tenders:
        if type(tender) is not list or tuple(map(type, tender)) != _PART or tender[1] <= 0:
            return False
        money += tender[1]
        if tender[0] == "cash":
            cash += tender[1]
    return 0 <= change <= cash and money - change == due


def _are_used(uses: list[Any]) -> bool:
    for use in uses:
        if type(use) is not list or tuple(map(type, use)) != _USE or set(map(type, use[2])) - {int}:
            return False
    return True


def _is_spent(spends: list[Any], paid: int) -> bool:
    for part in spends:
        if (
            type(part) is not list
            or tuple(map(type, part)) != _PART
            or part[1] <= 0
            or len(part[0]) > _LONGEST
        ):
            return False
        paid -= part[1]
    return paid == 0


def _earned(grants: list[Any]) -> tuple[int, int] | None:
    """Return the credit and the points of grants that agree."""
    credit = points = 0
    for grant in grants:
        if type(grant) is not list or tuple(map(type, grant)) not in _GRANTS:
            return None
        unit, scope, amount, _, _, cause, by_line = grant
        if amount <= 0 or max(len(unit), len(scope), len(cause)) > _LONGEST:
            return None
        if by_line and (set(map(type, by_line)) != {int} or sum(by_line) != amount):
            return None
        if unit == CREDIT:
            credit += amount
        else:
            points += amount
    return credit, points


def _write(fold: Fold, sale: _Sale) -> None:
    fact, body, (gross, net, paid, groups), earned = sale
    branch_id, at, member_id = fact[2], fact[13], body[2]
    if member_id is not None:
        _post(fold, fact, body)
    sale_no, on = fold.next_sale_no(), fold.day(at, branch_id)
    _insert(fold, sale, sale_no, on)
    _use(fold, body, sale_no, on)
    sum_sale(
        fold,
        Counted(branch_id, on, at, member_id, net, gross - net, tuple(groups)),
        gross,
        groups,
        paid,
        earned,
    )
    _sum_tenders(fold, sale, on)


def _post(fold: Fold, fact: list[Any], body: list[Any]) -> None:
    """Write lots and entries: what was spent, then what was earned."""
    fact_id, branch_id, at, member_id = fact[0], fact[2], fact[13], body[2]
    insert, moves = fold.sink.insert, [(lot_id, "redeem", -amount) for lot_id, amount in body[6]]
    for place, (unit, scope, amount, vests_at, expires_at, cause, _) in enumerate(body[7]):
        lot_id = f"{fact_id}.{place}"
        lot = (lot_id, member_id, unit, scope, amount, at, vests_at, expires_at, branch_id, cause, fact_id)
        insert("lot", lot)
        insert("lot_known", (lot_id, member_id, unit, expires_at))
        moves.append((lot_id, "earn", amount))
    for place, (lot_id, kind, delta) in enumerate(moves):
        insert("entry", (f"{fact_id}.{place}", lot_id, kind, delta, at, fact_id))
        fold.sink.add("lot_balance", (lot_id,), (delta, 0))
        if fact[3] != fold.own:
            fold.sink.add("right_elsewhere", (lot_id, fact[3]), (delta,))


def _insert(fold: Fold, sale: _Sale, sale_no: int, on: str) -> None:
    """Write the row of a sale and those of its lines."""
    fact, body, (gross, net, paid, _), earned = sale
    coupon = sum([amount for kind, amount in body[4] if kind == "coupon"])
    place = (fact[0], "till", body[0], body[2], fact[2], fact[3], fact[8], body[1], fact[13], on)
    sums = (gross, gross - net, coupon, net, net, paid, *earned, earned[1])
    insert = fold.sink.insert
    insert("sale", (sale_no, *place, *sums, "sold"))
    for line_no, group, product_id, quantity, whole, discount, credit, vat_rate, divisible in body[3]:
        goods = (sale_no, line_no, group, product_id, quantity, whole, discount, whole - discount)
        insert("sale_line", (*goods, credit, vat_rate, divisible, 0, 0, 0))


def _use(fold: Fold, body: list[Any], sale_no: int, on: str) -> None:
    """Write the offers of a sale, each with what it brought."""
    for offer_id, version, discounts, code in body[8]:
        brought = [(grant[0], grant[2]) for grant in body[7] if grant[5] == offer_id]
        credit = sum([amount for unit, amount in brought if unit == CREDIT])
        points = sum([amount for unit, amount in brought if unit != CREDIT])
        gave = (sum(discounts), credit, points)
        fold.sink.insert("offer_use", (sale_no, offer_id, version, body[2], on, *gave, 1))
        fold.sink.add("offer_count", (offer_id, on), (1, 1, *gave))
        if code:
            fold.sink.insert("code_use", (code, sale_no, offer_id))


def _sum_tenders(fold: Fold, sale: _Sale, on: str) -> None:
    fact, body, sums, _ = sale
    add, day, shift_id = fold.sink.add, (on, fact[2], fact[3]), body[1]
    taken = [*body[4]]
    if body[5]:
        taken.append(("cash", -body[5]))
    if sums.paid:
        taken.append(("credit", sums.paid))
    for kind, amount in taken:
        add("day_tender", (*day, kind), (amount,))
        if shift_id:
            add("shift_tender", (shift_id, kind), (amount,))
