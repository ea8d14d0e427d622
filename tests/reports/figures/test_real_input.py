"""The real input, imported and asked for by the command line, has exactly the figures computed independently."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.lines import Lines
from tests.usecases.data.conftest import SHARED

NOT_FIGURES = {"folder", "config"}


def differences(mine: Any, wanted: Any, where: str = "") -> Iterator[str]:
    """Yield where something wanted is missing or another; what stands beside it is not looked at."""
    if isinstance(wanted, dict):
        for key, value in wanted.items():
            if not isinstance(mine, dict) or key not in mine:
                yield f"{where}.{key} is missing"
            else:
                yield from differences(mine[key], value, f"{where}.{key}")
    elif isinstance(wanted, list) and isinstance(mine, list) and len(mine) == len(wanted):
        for place, (one, value) in enumerate(zip(mine, wanted, strict=True)):
            yield from differences(one, value, f"{where}[{place}]")
    elif mine != wanted:
        yield f"{where}: {mine} for {wanted}"


@pytest.fixture(scope="module")
def told(
    imported: Callable[[str], Lines], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Any, list[dict[str, str]]]:
    table = tmp_path_factory.mktemp("figures") / "members.csv"
    said = imported("retail").run("figures", "--as-of", "2018-01-01", "--members-csv", str(table))
    assert said.code == 0, said.out
    with table.open(encoding="utf-8", newline="") as stream:
        return said.json, list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def expected() -> Any:
    if not SHARED.is_dir():
        pytest.skip(f"the data folder {SHARED} is not there")
    return json.loads((SHARED / "retail" / "expected-figures.json").read_text(encoding="utf-8"))


def test_every_figure_is_equal(told, expected) -> None:
    wanted = {key: value for key, value in expected.items() if key not in NOT_FIGURES}
    assert list(differences(told[0], wanted)) == []
    assert told[0]["by_branch"].keys() == wanted["by_branch"].keys()
    assert told[0]["product_groups"].keys() == wanted["product_groups"].keys()
    assert told[0]["total"]["days"].keys() == wanted["total"]["days"].keys()


def test_one_unit_of_money_would_be_seen(told, expected) -> None:
    wrong = json.loads(json.dumps(expected["total"]))
    wrong["days"]["2017-05-05"][0] += 1
    wrong["churn"]["churn_rate"] += 0.000001
    assert len(list(differences(told[0]["total"], wrong))) == 2


def test_every_row_of_the_members_is_equal(told) -> None:
    path = SHARED / "retail" / "expected-rfm.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        wanted = list(csv.DictReader(stream))
    mine = {row["member_id"]: row for row in told[1]}
    assert [mine[row["member_id"]] for row in wanted] == wanted
    others = mine.keys() - {row["member_id"] for row in wanted}
    assert len(others) == told[0]["counts"]["members"] - len(wanted)
    assert {mine[member]["segment"] for member in others} == {""}


def test_a_branch_alone_is_its_part_of_the_whole(told, imported: Callable[[str], Lines]) -> None:
    said = imported("retail").run("figures", "--as-of", "2018-01-01", "--branch", "381").json
    assert list(said["by_branch"]) == ["381"]
    assert said["by_branch"]["381"] == told[0]["by_branch"]["381"]
    alike = told[0]["by_branch"]["381"].keys() & said["total"].keys()
    assert {key: said["total"][key] for key in alike} == {key: said["by_branch"]["381"][key] for key in alike}
    wrong = imported("retail").run("figures", "--branch", "nowhere")
    assert (wrong.code, wrong.error) == (1, "branch_unknown")


def test_what_is_seen_from_an_earlier_day_ends_there(
    imported: Callable[[str], Lines], tmp_path: Path
) -> None:
    lines = imported("retail")
    said = lines.run("figures", "--as-of", "2017-07-01", "--from", "2017-06-01").json
    june = said["total"]["gregorian_months"]
    assert [(month["period"], month["partial"]) for month in june] == [("2017-06", False)]
    assert said["total"]["sales"]["net_sales"] == june[0]["net_sales"]
    assert max(said["total"]["days"]) == "2017-06-30"
    assert said["counts"]["future_rows"] > 0
