"""Which receipt a slip tells: the numbers printed on sales and on what was taken back. Reads alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from desktop.models.shops import receipt_code
from desktop.models.sources import Source


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
