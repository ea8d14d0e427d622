"""Sets right what a refund wrote down before the sale, or the lot, it speaks of had come from another till.

The end is the same in every order: refunds of a sale share its lines in the order (instant, id), and what they took
is counted by the unit of the lots they took it from.
"""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.models.projections.fold import Fold
from loyalty.kinds import CREDIT

_LINES = (
    "SELECT r.reversal_id, r.reversal_no, r.on_day, r.branch_id, l.line_no, l.product_group, l.quantity, l.net "
    "FROM reversal AS r JOIN reversal_line AS l USING (reversal_no) WHERE r.sale_id = ? AND r.kind <> 'import' "
    "ORDER BY r.at, r.reversal_id, l.line_no"
)
_SOLD = "SELECT line_no, product_group, product_id, quantity, gross FROM sale_line WHERE sale_no = ?"
_OF = "{0}.entry_id > r.reversal_id || '.' AND {0}.entry_id < r.reversal_id || '/'"
_TAKEN = (
    "(SELECT coalesce(sum(-e.delta), 0) FROM entry AS e JOIN lot AS l USING (lot_id) "
    f"WHERE {_OF.format('e')} AND e.kind = 'take' AND l.unit {{}} '{CREDIT}')"
)
_OWED = f"(SELECT coalesce(sum(o.delta), 0) FROM owed_entry AS o WHERE {_OF.format('o')} AND o.unit <> '{CREDIT}')"

Share = tuple[str, int]
"""A returned line's group and its part of the gross."""


@dataclass(frozen=True, slots=True)
class _Part:
    reversal_id: str
    reversal_no: int
    on: str
    branch_id: str
    line_no: int
    group: str
    quantity: int
    net: int

    @property
    def key(self) -> tuple[int, int]:
        return self.reversal_no, self.line_no


def share_again(fold: Fold, sale_no: int, sale_id: str, last: str | None) -> None:
    """Share the gross of a sale's lines over its refunds anew.

    `last` is the refund that was written last though others are later; None: the sale came after its refunds.
    """
    parts = [_Part(*row) for row in fold.sink.rows(_LINES, (sale_id,))]
    sold = {row[0]: row[1:] for row in fold.sink.rows(_SOLD, (sale_no,))}
    new = _shares(parts, sold)
    if last is None:
        old: dict[tuple[int, int], Share] = {part.key: (part.group, part.net) for part in parts}
    else:
        old = _shares(sorted(parts, key=lambda part: part.reversal_id == last), sold)
    for part in parts:
        if old[part.key] != new[part.key]:
            _carry(fold, part, old[part.key], new[part.key], sold)


def _shares(
    parts: Sequence[_Part], sold: Mapping[int, tuple[str, str | None, int, int]]
) -> dict[tuple[int, int], Share]:
    back: dict[int, int] = {}
    shares: dict[tuple[int, int], Share] = {}
    for part in parts:
        if part.line_no not in sold:
            shares[part.key] = (part.group, part.net)
            continue
        group, _, quantity, gross = sold[part.line_no]
        before = back.get(part.line_no, 0)
        shares[part.key] = (group, share_of(gross, quantity, before, part.quantity, part.net))
        back[part.line_no] = before + part.quantity
    return shares


def share_of(gross: int, quantity: int, before: int, back: int, net: int) -> int:
    """Return the gross of a part that comes back, by running total: when all has come back, exactly the line's."""
    return gross * (before + back) // quantity - gross * before // quantity if quantity else net


def _carry(
    fold: Fold,
    part: _Part,
    old: Share,
    new: Share,
    sold: Mapping[int, tuple[str, str | None, int, int]],
) -> None:
    day = (part.on, part.branch_id)
    for (group, gross), sign in ((old, 1), (new, -1)):
        sums = (sign * gross, sign * (gross - part.net), sign * part.net, sign * part.quantity, 0)
        fold.sink.add("day_sale", (*day, group), sums)
    more = new[1] - old[1]
    fold.sink.add("day_branch", day, (-more, -more) + (0,) * 12)
    fold.sink.put(
        "UPDATE reversal SET gross = gross + ?1, discount = discount + ?1 WHERE reversal_no = ?2",
        (more, part.reversal_no),
    )
    product_id = sold[part.line_no][1] if part.line_no in sold else None
    fold.sink.put(
        "UPDATE reversal_line SET product_group = ?, product_id = ? WHERE reversal_no = ? AND line_no = ?",
        (new[0], product_id, *part.key),
    )


def count_taken_again(fold: Fold, lot_id: str) -> None:
    """Count what refunds took by unit, now that a lot they took from is known."""
    fold.forget_early("lot", lot_id)
    taken = fold.sink.rows(
        "SELECT DISTINCT r.reversal_id, r.sale_id FROM entry AS e JOIN reversal AS r ON r.reversal_id = e.fact_id "
        "WHERE e.lot_id = ? AND e.kind = 'take'",
        (lot_id,),
    )
    for reversal_id, sale_id in taken:
        fold.sink.put(
            f"UPDATE reversal AS r SET credit_taken = {_TAKEN.format('=')}, "
            f"points_taken = {_TAKEN.format('<>')} + {_OWED} WHERE reversal_id = ?",
            (reversal_id,),
        )
        fold.sink.put(
            "UPDATE sale SET points_now = points_earned - (SELECT sum(points_taken) FROM reversal "
            "WHERE sale_id = ?1) WHERE sale_id = ?1 AND origin = 'till'",
            (sale_id,),
        )
