"""Finds the slip of a printed number. Shops that were alone may bring tills of one code, so a number may stand on two slips."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.models.folding import fold_digits, fold_text
from desktop.models.shops import receipt_code
from desktop.models.sources import Row, Source
from loyalty.errors import LoyaltyError

LONGEST_NUMBER = 15
"""Digits of a receipt's number; a longer one is of no till."""

_NUMBER = re.compile(rf"\s*(?P<code>.+?)-(?P<number>[0-9]{{1,{LONGEST_NUMBER}}})(?:\s+(?P<branch>\S.*?))?\s*")
_OF_CODE = "number = ?2 AND till_id IN (SELECT till_id FROM till WHERE code = upper(?1))"
_SLIPS = (
    "SELECT n.kind, n.fact_id, n.sale_id, n.member_id, coalesce(b.name, '') FROM ("  # noqa: S608 - names of this file alone
    f"SELECT 'receipt' AS kind, sale_id AS fact_id, sale_id, member_id, branch_id FROM sale WHERE {_OF_CODE}"
    " UNION ALL "
    f"SELECT kind, reversal_id, sale_id, member_id, branch_id FROM reversal WHERE kind <> 'import' AND {_OF_CODE}"
    ") AS n LEFT JOIN branch AS b USING (branch_id)"
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A slip as its number names it: `A1-000123`, and behind it a branch or its beginning where somebody wrote one."""

    code: str
    number: int
    branch: str


@dataclass(frozen=True, slots=True)
class Found:
    """A slip of a number: a receipt, or what undid a sale (`kind` refund or void)."""

    kind: str
    fact_id: str
    sale_id: str
    member_id: str | None
    branch: str


def read_number(text: str) -> Numbered | None:
    """Return what a printed number says, in any digits; None for what is no number of a slip."""
    found = _NUMBER.fullmatch(fold_digits(text))
    return Numbered(found["code"], int(found["number"]), found["branch"] or "") if found else None


def slip_of(db: Source, named: Numbered) -> Found | None:
    """Return the one slip of a number; raises `receipt_of_two_tills` where several tills have printed it."""
    rows = db.rows(_SLIPS, (named.code, named.number))
    found = [one for one in (Found(*row) for row in rows) if _is_of(one, named.branch)]
    if len(found) > 1:
        written = receipt_code(named.code.upper(), named.number)
        branches = " · ".join(sorted({one.branch for one in found}))
        raise LoyaltyError("receipt_of_two_tills", sale=written, branches=branches)
    return found[0] if found else None


def _is_of(one: Found, branch: str) -> bool:
    return fold_text(one.branch).startswith(fold_text(branch))


def receipt_numbers(db: Source, facts: Sequence[str]) -> Mapping[str, str]:
    """Return the numbers as printed (`A1-000123`) by the ids of their facts; facts without one are left out."""
    rows = db.rows(
        "SELECT s.sale_id, t.code, s.number FROM sale AS s JOIN till AS t USING (till_id)"
        " WHERE s.sale_id IN (SELECT value FROM json_each(?1)) UNION ALL"
        " SELECT r.reversal_id, t.code, r.number FROM reversal AS r JOIN till AS t USING (till_id)"
        " WHERE r.reversal_id IN (SELECT value FROM json_each(?1))",
        (json.dumps(list(facts)),),
    )
    return {fact_id: receipt_code(code, number) for fact_id, code, number in rows if number is not None}


def undone_by(db: Source, fact_id: str) -> Row | None:
    """Return (kind, fact, member) of a refund or void a till made, by its id."""
    return db.row(
        "SELECT kind, reversal_id, member_id FROM reversal WHERE reversal_id = ? AND kind <> 'import'",
        (fact_id,),
    )


def last_receipt(db: Source) -> str | None:
    """Return the number printed on the last sale that has one, None before the first."""
    row = db.row(
        "SELECT t.code, s.number FROM sale AS s JOIN till AS t USING (till_id) WHERE s.number IS NOT NULL"
        " ORDER BY s.sale_no DESC LIMIT 1"
    )
    return None if row is None else receipt_code(*row)
