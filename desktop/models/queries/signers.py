"""Reads who did what was done: the person at the till, and whoever else signed for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.models.sources import Reader, Row, Source
from loyalty.facts import parse_fact


@dataclass(frozen=True, slots=True)
class Doer:
    """Who did an act, by name, and who approved it; `approved_by` is empty where they needed nobody."""

    by: str = ""
    approved_by: str = ""


NOBODY = Doer()


def doers(db: Source, fact_ids: Iterable[str]) -> dict[str, Doer]:
    """Return who did some facts and who approved them, by fact; a person without a name here stands by their id."""
    rows = db.rows(
        "SELECT f.fact_id, f.raw, a.staff_id FROM fact AS f LEFT JOIN act_signature AS a USING (fact_id) "
        "WHERE f.fact_id IN (SELECT value FROM json_each(?)) ORDER BY f.fact_id, a.staff_id",
        (json.dumps(sorted(fact_ids)),),
    )
    names = dict(db.rows("SELECT staff_id, name FROM staff")) if rows else {}
    found: dict[str, Doer] = {}
    for fact_id, raw, signer in rows:
        by = parse_fact(raw).staff_id
        other = names.get(signer, signer) if signer and signer != by else ""
        known = found.get(fact_id)
        found[fact_id] = Doer(names.get(by, by), other or (known.approved_by if known else ""))
    return found


def doer(db: Source, fact_id: str) -> Doer:
    """Return who did one fact and who approved it."""
    return doers(db, [fact_id]).get(fact_id, NOBODY)


def act_signatures(db: Source) -> dict[str, dict[str, bytes]]:
    """Return every signature of a person under an act, by fact and by who signed."""
    signed: dict[str, dict[str, bytes]] = {}
    for fact_id, staff_id, signature in db.rows("SELECT fact_id, staff_id, signature FROM act_signature"):
        signed.setdefault(fact_id, {})[staff_id] = signature
    return signed


def acts_to_judge(db: Reader, kinds: Sequence[str]) -> Iterator[Row]:
    """Yield (fact, raw, when it was done; of what takes a sale back, when that was sold) of some kinds, in order."""
    marks = ", ".join("?" * len(kinds))
    return db.stream(
        "SELECT f.fact_id, f.raw, coalesce(s.at, f.at) FROM fact AS f LEFT JOIN reversal AS r"  # noqa: S608 - only marks
        " ON r.reversal_id = f.fact_id LEFT JOIN sale AS s ON s.sale_id = r.sale_id"
        f" WHERE f.kind IN ({marks}) ORDER BY f.pos",
        tuple(kinds),
    )
