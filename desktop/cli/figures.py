"""`figures`: every figure of the shop as of a day, in all and by branch, in the shape of the definitions.

`--as-of` is exclusive: nothing at or after that day is seen. `--members-csv` writes a row a member. The figures are
loaded when they are asked for: they bring libraries no other command needs.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.answers import Answer, Phrases, pairs, phrase
from desktop.cli.arguments import day
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.cli.empty_days import note_empty_days
from desktop.cli.rights import branch_in_sight
from desktop.models.private import write_whole
from desktop.usecases.audiences import audience
from desktop.usecases.authority import authorise
from desktop.usecases.policies import rules_now
from desktop.usecases.segments import show_segment
from desktop.usecases.till import Till
from loyalty.clock import parse_day
from loyalty.errors import require
from loyalty.kinds import points_unit
from loyalty.segments import SEGMENTS
from loyalty.words import Lang, format_day, format_int, format_money

if TYPE_CHECKING:
    from desktop.models.sources import Reader
    from desktop.reports.figures.book import Book, Scope

NO_PURCHASE = "no_purchase"
"""Names the members without a purchase in the window, who are in none of the classes."""

PHRASES: Phrases = {
    "members": ("عضو", "members"),
    "members_here": ("عضو در این برش", "members of this cut"),
    "members_all": ("عضو در همهٔ فروشگاه", "members in all"),
    "purchases": ("خرید", "purchases"),
    "net": ("فروش خالص", "net sales"),
    "aov": ("میانگین ارزش هر خرید", "average order value"),
    "active": ("نرخ مشتریان فعال", "active rate"),
    "churn": ("نرخ ریزش", "churn rate"),
    "retention": ("نرخ ماندگاری", "retention rate"),
    "gap": ("میانگین فاصلهٔ خریدها (روز)", "mean days between purchases"),
    "clv": ("ارزش طول عمر مشتری", "customer lifetime value"),
    "clv_of": (
        "میانگین خرید {aov} × {frequency} خرید در سال × {years} سال، که فرض است: clv_lifespan_years در سند windows",
        "average purchase {aov} × {frequency} purchases a year × {years} years, which is assumed: clv_lifespan_years in the "
        "document windows",
    ),
    "churn_of": (
        "{rate} ({gone} از {base} عضو فعال در {start} که در {end} دیگر فعال نبودند؛ فعال یعنی خرید در {days} روز پیش از آن)",
        "{rate} ({gone} of the {base} members active on {start} were not on {end}; active is a purchase in the {days} days before)",
    ),
    "points": ("امتیاز داده‌شده", "points issued"),
    "none": ("بی‌رقم ({why})", "no figure ({why})"),
}

_NOBODY = (
    "در {days} روزِ پیش از {start} کسی خرید نکرده است",
    "nobody bought in the {days} days before {start}",
)
_WHY: Phrases = {
    "aov": ("در این مدت خریدی نیست", "no purchase in this time"),
    "active": ("پیش از این روز عضوی نیست", "no member before this day"),
    "churn": _NOBODY,
    "retention": _NOBODY,
    "gap": ("کسی دو بار نیامده است", "nobody came twice"),
    "clv": ("خرید و ماندگاریِ سنجیدنی نیست", "no purchases and retention to measure"),
}
"""Why a figure is missing: what it would be divided by is nothing."""


def register(commands: Commands) -> None:
    """Add the family."""
    words = (
        "همهٔ آمار و نرخ‌ها تا یک روز، روی‌هم و به‌تفکیک شعبه",
        "every figure up to a day, in all and by branch",
    )
    figures = commands.add("figures", _figures, words, needs="see_figures")
    figures.add_argument("--as-of", type=day, metavar="DAY")
    figures.add_argument("--from", dest="since", type=day, metavar="DAY")
    figures.add_argument("--branch", metavar="B")
    figures.add_argument("--class", dest="rfm_class", choices=(*SEGMENTS, NO_PURCHASE), metavar="C")
    figures.add_argument("--tier", metavar="T")
    figures.add_argument("--segment", metavar="S")
    figures.add_argument("--points", metavar="K")
    figures.add_argument("--notes", action="store_true")
    figures.add_argument("--members-csv", metavar="F")


_KEEPING = 1.0
"""Seconds at most for writing down what the next command need not read row by row."""


def _figures(ctx: Context) -> Answer:
    from desktop.reports.figures.book import Scope
    from desktop.reports.figures.document import branches_shown, figures, read_shop
    from desktop.reports.figures.drift import notes
    from desktop.reports.figures.keeping import for_seconds, keep_columns
    from desktop.reports.figures.table import COLUMNS, member_rows

    till, args = ctx.till(), ctx.args
    branch = branch_in_sight(ctx, args.branch)
    if args.members_csv and (session := ctx.session_or_none()):
        authorise(till, session, "export")
    as_of = args.as_of or till.today() + dt.timedelta(days=1)
    # The day of --as-of is not in the figures, so the first day must lie before it.
    require(args.since is None or args.since < as_of, "days_backwards", first=args.since, end=as_of)
    chosen = _members_of_segment(till, args.segment) if args.segment else None
    with till.read() as db:
        shop = read_shop(db, as_of, till.shop)
        chosen = _holders(db, shop.book(), args.points, chosen)
        book = shop.book(_scope(ctx, shop.book(), branch, chosen))
        document = {"as_of": as_of.isoformat(), **figures(db, shop, since=args.since, scope=book.scope)}
    keep_columns(till, for_seconds(_KEEPING))
    if args.notes:
        document["notes"] = [
            asdict(note) | {"since": note.since.isoformat()} for note in notes(book, branches_shown(book))
        ]
    if args.members_csv:
        rows = [row.cells for row in member_rows(book.cut(Scope(members=book.scope.members)))]
        document["members_csv"] = str(_write_rows(Path(args.members_csv), COLUMNS, rows))
    note_empty_days(ctx, args.since, as_of, branch or "", "--from, --as-of")
    return Answer(document, _text(ctx, document, cut=book.scope != Scope()))


def _members_of_segment(till: Till, segment: str) -> frozenset[str]:
    """Return who belongs to a segment now; raises `segment_unknown`."""
    with till.read() as db:
        condition = show_segment(db, segment).segment.condition
    return frozenset(audience(till, condition))


def _holders(db: Reader, book: Book, kind: str | None, among: frozenset[str] | None) -> frozenset[str] | None:
    """Return who of some members holds points of a kind; raises `unit_unknown`."""
    from desktop.reports.figures.cuts import of_points

    if kind is None:
        return among
    require(kind in {one.kind for one in rules_now(db).points.kinds}, "unit_unknown", unit=kind)
    found = of_points(db, book, points_unit(kind)).members or frozenset()
    return found if among is None else among & found


def _scope(ctx: Context, book: Book, branch: str | None, members: frozenset[str] | None) -> Scope:
    """Return what the line cuts the figures to, at a branch, of some members; raises `branch_unknown`, `tier_unknown`."""
    from desktop.reports.figures.book import Scope
    from desktop.reports.figures.cuts import of_class, of_tier
    from desktop.reports.figures.document import branches_shown

    args = ctx.args
    known = {ctx.till().shop.branch_id, *branches_shown(book), *book.columns.branches}
    require(branch is None or branch in known, "branch_unknown", branch=branch)
    tiers = [tier.tier for tier in book.settings.ladder.tiers]
    require(args.tier is None or args.tier in tiers, "tier_unknown", tier=args.tier, known=", ".join(tiers))
    branches = frozenset((branch,)) if branch else frozenset()
    for name, of in ((args.rfm_class, of_class), (args.tier, of_tier)):
        if name:
            found = of(book, name).members or frozenset()
            members = found if members is None else members & found
    return Scope(branches, members)


def _write_rows(path: Path, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Path:
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(columns)
    table.writerows(rows)
    return write_whole(path, text.getvalue().encode("utf-8"))


def _text(ctx: Context, document: dict[str, Any], *, cut: bool) -> str:
    lang, total = ctx.lang, document["total"]
    every = format_int(document["counts"]["members"], lang)
    here = format_int(total["active_90"]["denominator"], lang)
    rows = [
        *((("members_here", here), ("members_all", every)) if cut else (("members", every),)),
        ("purchases", format_int(total["sales"]["transactions"], lang)),
        ("net", _money(ctx, total["sales"]["net_sales"])),
        ("aov", _money(ctx, total["sales"]["aov"])),
        ("active", _percent(ctx, total["active_90"]["rate"])),
        ("churn", _churn(ctx, total["churn"])),
        ("retention", _percent(ctx, total["churn"]["retention_rate"])),
        ("gap", _number(ctx, total["intervals"]["mean_gap_days"])),
        ("clv", _clv(ctx, total["clv"])),
        ("points", format_int(total["points_tiers"]["points_issued"], lang)),
    ]
    return pairs(
        [(phrase(PHRASES, key, lang), text or _no_figure(key, total["churn"], lang)) for key, text in rows]
    )


def _no_figure(key: str, churn: dict[str, Any], lang: Lang) -> str:
    start = format_day(parse_day(churn["start"]), lang)
    days = format_int(churn["window_days"], lang)
    return phrase(PHRASES, "none", lang, why=phrase(_WHY, key, lang, days=days, start=start))


def _churn(ctx: Context, churn: dict[str, Any]) -> str:
    """Return the churn with the days it is of: they are none of `--from`, and another page may look at others."""
    rate, lang = _percent(ctx, churn["churn_rate"]), ctx.lang
    if not rate:
        return ""
    named = {name: format_day(parse_day(churn[name]), lang) for name in ("start", "end")}
    numbers = {"gone": churn["churned"], "base": churn["active_at_start"], "days": churn["window_days"]}
    counts = {name: format_int(number, lang) for name, number in numbers.items()}
    return phrase(PHRASES, "churn_of", lang, rate=rate, **named, **counts)


def _money(ctx: Context, value: float | None) -> str:
    return "" if value is None else format_money(round(value), ctx.lang, ctx.till().shop.currency)


def _clv(ctx: Context, worth: dict[str, Any]) -> str:
    """Return the lifetime value with what it is made of: the years are no measurement but the shop's own word."""
    if worth["clv"] is None:
        return ""
    how = phrase(
        PHRASES,
        "clv_of",
        ctx.lang,
        aov=_money(ctx, worth["aov"]),
        frequency=_number(ctx, worth["yearly_frequency"]),
        years=format_int(worth["lifespan_years"], ctx.lang),
    )
    return f"{_money(ctx, worth['clv'])} ({how})"


def _percent(ctx: Context, value: float | None) -> str:
    return "" if value is None else _number(ctx, value) + ("٪" if ctx.lang == "fa" else " %")


def _number(ctx: Context, value: float | None) -> str:
    if value is None:
        return ""
    tenths = round(value * 10)
    sign = "." if ctx.lang == "en" else "٫"
    return f"{format_int(tenths // 10, ctx.lang)}{sign}{format_int(tenths % 10, ctx.lang)}"
