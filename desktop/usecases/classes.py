"""The RFM class of every member as of the start of the business day, kept so that the counter reads one row.

Worked out once a day (and after an import) from the purchases and refunds before that day, exactly as defined: whole
numbers, ties alike. It is no fact and needs no proof: it can be worked out again at any time, and is.
"""

from __future__ import annotations

import datetime as dt

from desktop.models.queries.pictures import keep_classes, kept_classes, recency_frequency_money
from desktop.models.settings import set_setting, setting
from desktop.models.sources import Source
from desktop.usecases.offers import offers_now
from desktop.usecases.policies import documents_now
from desktop.usecases.policy_defaults import parse_windows
from desktop.usecases.till import Till
from loyalty.clock import day_start
from loyalty.segments import SEGMENTS, scores, segment_of

SETTING = "classes"
NOBODY = "till"
"""In whose name the till does what nobody asked for."""


def refresh_classes(till: Till, *, anew: bool = False) -> bool:
    """Work out the classes of today unless they stand already (`anew`: in any case); say whether it was done.

    The purchases are read in a snapshot; what is written is only what has changed, in a transaction of its own.
    """
    today = till.today()
    with till.read() as db:
        if not anew and setting(db, SETTING) == today.isoformat():
            return False
        found, before = classes_as_of(db, today, till.shop.zone), kept_classes(db)
    with till.transaction(NOBODY) as tx:
        changed = {name: segment for name, segment in found.items() if before.get(name) != segment}
        keep_classes(tx, changed, before.keys() - found.keys())
        set_setting(tx, SETTING, today.isoformat())
    return True


def refresh_where_asked(till: Till) -> bool:
    """Work out the classes of today where a running offer, or a segment, names one."""
    with till.read() as db:
        asked = _is_asked(db)
    return asked and refresh_classes(till)


def _is_asked(db: Source) -> bool:
    from desktop.usecases.segments import segments_now

    named = {name for offer in offers_now(db) for name in offer.needs.segments}
    return bool(named & set(SEGMENTS)) or bool(segments_now(db))


def classes_as_of(db: Source, as_of: dt.date, zone: str) -> dict[str, str]:
    """Return the class of everyone with a purchase in the window before a day, by the id they go by."""
    window = parse_windows(documents_now(db).get("windows", {})).rfm_window_days
    rows = list(recency_frequency_money(db, as_of - dt.timedelta(days=window), as_of, day_start(as_of, zone)))
    recency = scores(
        [(as_of - dt.date.fromisoformat(last_on)).days for _, last_on, _, _ in rows], reverse=True
    )
    frequency, money = scores([row[2] for row in rows]), scores([row[3] for row in rows])
    return {row[0]: segment_of(*one) for row, *one in zip(rows, recency, frequency, money, strict=True)}
