"""`figures` over real input: counts, sales, points and tiers equal the source's own figures to the unit."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.cli.lines import Lines

SHARED = Path(__file__).parents[3] / "shared" / "data"


def points_by_member(rows: Iterable[dict[str, str]]) -> dict[str, tuple[str, str, str]]:
    return {row["member_id"]: (row["points"], row["points_window"], row["tier"]) for row in rows}


@pytest.mark.skipif(not SHARED.exists(), reason="the real input does not lie beside this checkout")
def test_figures_of_an_imported_club_equal_its_source(lines: Lines, tmp_path: Path) -> None:
    source = SHARED / "retail"
    assert lines.run("import", str(source)).code == 0
    table = tmp_path / "members.csv"
    found = lines.run("figures", "--as-of", "2018-01-01", "--members-csv", str(table)).json
    expected = json.loads((source / "expected-figures.json").read_text(encoding="utf-8"))
    assert found["counts"] == expected["counts"]
    for key, figure in found["total"]["sales"].items():
        assert figure == expected["total"]["sales"][key], key
    assert found["total"]["points_tiers"] == expected["total"]["points_tiers"]
    assert found["by_branch"].keys() == expected["by_branch"].keys()
    for branch, figures in found["by_branch"].items():
        assert figures["points_tiers"] == expected["by_branch"][branch]["points_tiers"]
    with gzip.open(source / "expected-rfm.csv.gz", "rt", encoding="utf-8") as file:
        wanted = points_by_member(csv.DictReader(file))
    with table.open(encoding="utf-8", newline="") as file:
        mine = points_by_member(csv.DictReader(file))
    assert {name: mine[name] for name in wanted} == wanted


def test_an_empty_shop_has_no_figure_where_nothing_is_divided(lines: Lines) -> None:
    found = lines.run("figures", "--as-of", "2018-01-01").json
    assert found["counts"]["members"] == 0
    assert found["total"]["sales"]["aov"] is None
    assert found["total"]["points_tiers"]["share"]["bronze"] is None
