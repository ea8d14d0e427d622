"""Charts, papers and sheets of a large club: a page from its click to its picture, the branch report, all members.

Each page is counted and painted offscreen over three years of ten branches, looked at over the last year. CPU time is
held against the bars, for nothing here waits; wall times stand beside it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from desktop.reports.branch_report import branch_report
from desktop.reports.branch_report_pdf import write_branch_report
from desktop.reports.figures.keeping import keep_columns
from desktop.reports.figures.periods import Period
from desktop.reports.members_list import members_list
from desktop.reports.report_sheets import members_sheet
from desktop.reports.xlsx import write_xlsx
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from tests.benchmarks import report
from tests.benchmarks.clubs import AS_OF, fill, fill_straight, purchases
from tests.benchmarks.counting import timed
from tests.benchmarks.shops import opened_shop

MIB = 1 << 20
EVERYDAY = ("sales", "members", "rfm", "points")
PDF, XLSX, FIRST_PAGE, CHART, OTHER = 3.0, 20.0, 700.0, 100.0, 1_000.0
BYTES_EACH, BYTES_BESIDE = 60, 40 * MIB


def main() -> None:
    """Print the figures."""
    count, members = report.sized(1_000_000, 10_000_000), report.sized(50_000, 200_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "shop"
        if report.FULL:
            fill_straight(folder, count, members)
        else:
            fill(folder, purchases(count, members), members, whole=True)
        till, session = opened_shop(folder)
        report.line("keeping the columns, once, CPU", timed(lambda: keep_columns(till))[0] / 1e3, "s")
        papers(till, session, Path(name), members)
        till.close()
        shown("a chart page first shown, program just begun", counted("first", folder)["first"], FIRST_PAGE)
        pages(counted("charts", folder))
        memory(counted("resident", folder), count)


def counted(what: str, folder: Path) -> Any:
    """Have something counted in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.counting", what, str(folder)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def papers(till: Till, session: Session, folder: Path, members: int) -> None:
    """Write the branch report of a quarter and the sheet of all members."""
    quarter = Period.last(90, AS_OF)

    def paper() -> None:
        told = branch_report(till, session, quarter, None, "jalali")
        write_branch_report(told, folder / "branch.pdf", "fa")

    def sheet() -> None:
        told = members_list(till, session, AS_OF, None)
        write_xlsx(folder / "members.xlsx", (members_sheet(told, "fa"),))

    for name, work, most in (
        ("branch report PDF", paper, PDF),
        (f"XLSX of {members:,} members", sheet, XLSX),
    ):
        used, wall = timed(work)
        report.below(f"{name}, CPU", used / 1e3, "s", most)
        report.line("  wall", wall / 1e3, "s")


def pages(times: dict[str, tuple[float, float]]) -> None:
    """Print each page's time."""
    shown("a chart page first shown, till idle before", times.pop("first"), FIRST_PAGE)
    for name, told in times.items():
        shown(f"page {name}, click to picture", told, CHART if name in EVERYDAY else OTHER)


def shown(name: str, told: tuple[float, float], most: float) -> None:
    """Print how long something took from its click to its picture."""
    report.below(f"{name}, CPU", told[0], "ms", most)
    report.line("  wall", told[1], "ms")


def memory(grown: dict[str, int], count: int) -> None:
    """Print what counting takes beside the process as it stood."""
    for what, name in (("load", "loading"), ("whole", "counting everything")):
        each = (grown[what] - BYTES_BESIDE) / count
        report.below(f"memory of {name} above 40 MiB, a purchase", each, "bytes", BYTES_EACH)


if __name__ == "__main__":
    main()
