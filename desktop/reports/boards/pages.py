"""The pages of the reports by name, the first page among them: "how are we doing" in one look."""

from __future__ import annotations

from collections.abc import Callable

from desktop.reports.board import Board, Remark
from desktop.reports.boards import aims, people, pictures, trade
from desktop.reports.boards.lens import Lens
from desktop.reports.boards.tiles import tiles
from desktop.reports.figures.goods import holdings
from desktop.reports.figures.rfm import rfm
from desktop.reports.series import HeatMap, Value
from loyalty.segments import AT_RISK, CANNOT_LOSE, SEGMENTS

HEADLINES = ("net_sales", "members_share", "aov", "return_rate", "active_rate", "churn_rate")


def overview(lens: Lens) -> Board:
    """Return the first page: six figures, sales day by day, the map of classes, notes."""
    return Board(
        "overview",
        tiles(lens, HEADLINES),
        (pictures.sales_line(lens), pictures.rfm_map(lens)),
        remarks=_remarks(lens),
        aims=aims.aims(lens),
    )


PAGES: dict[str, Callable[[Lens], Board]] = {
    "overview": overview,
    "sales": trade.sales,
    "members": people.members,
    "staying": people.staying,
    "rfm": people.classes,
    "points": people.points,
    "campaigns": trade.campaigns,
    "branches": trade.branches,
    "staff": trade.staff,
    "goals": aims.goals,
}


def board(page: str, lens: Lens, chosen: str = "") -> Board:
    """Return a page; `chosen` is the class whose members are wanted."""
    return people.classes(lens, chosen) if page == "rfm" else PAGES[page](lens)


def _remarks(lens: Lens) -> tuple[Remark, ...]:
    found = [*aims.drifted(lens)[:2], *_leaving(lens), *_ending(lens), *_busiest(pictures.week_map(lens))]
    return tuple(found[:3])


def _leaving(lens: Lens) -> tuple[Remark, ...]:
    """Tell of good customers who stay away."""
    ranks = rfm(lens.book).ranks.segment
    count = sum(int((ranks == SEGMENTS.index(name)).sum()) for name in (AT_RISK, CANNOT_LOSE))
    return (Remark("good_ones_leaving", (count,), "staying"),) if count else ()


def _ending(lens: Lens) -> tuple[Remark, ...]:
    credit = next((one for one in holdings(lens.db, lens.book) if one.unit == "credit"), None)
    if credit is None or not credit.ending_soon:
        return ()
    return (Remark("credit_ending", (credit.ending_soon,), "points"),)


def _busiest(week: HeatMap) -> tuple[Remark, ...]:
    """Tell which hour of the week sells most."""
    cells: list[tuple[Value, int, int]] = [
        (n, down, across) for down, row in enumerate(week.cells) for across, n in enumerate(row)
    ]
    most, down, across = max(cells, key=lambda cell: cell[0] or 0)
    return (Remark("busiest_hour", (week.down[down], week.across[across], most), "sales"),) if most else ()
