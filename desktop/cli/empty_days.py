"""Says of days in which nothing was bought where the nearest purchase lies: an empty answer is mostly about wrong days."""

from __future__ import annotations

import datetime as dt

from desktop.cli.answers import Phrases, phrase
from desktop.cli.context import Context
from desktop.models.queries.figures import sale_days
from loyalty.clock import parse_day
from loyalty.words import format_day

PHRASES: Phrases = {
    "earlier": (
        "در این روزها خریدی نبود؛ آخرین خرید پیش از آن در {day} است. روزهای دیگری بدهید ({how}).",
        "Nothing was bought in these days; the last purchase before them was on {day}. Choose other days ({how}).",
    ),
    "later": (
        "تا این روز خریدی نبود؛ نخستین خرید در {day} است. روز دیگری بدهید ({how}).",
        "Nothing was bought until that day; the first purchase was on {day}. Choose another day ({how}).",
    ),
}


def note_empty_days(ctx: Context, since: dt.date | None, until: dt.date, branch_id: str, how: str) -> None:
    """Say where the nearest purchase lies if none lies from `since` on and before `until`; `how` other days are given."""
    with ctx.till().read() as db:
        last, first = sale_days(db, until.isoformat(), branch_id)
    if last and (since is None or last >= since.isoformat()):
        return
    for key, day in (("earlier", last), ("later", first)):
        if day:
            ctx.note(phrase(PHRASES, key, ctx.lang, day=format_day(parse_day(day), ctx.lang), how=how))
            return
