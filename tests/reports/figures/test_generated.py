"""On generated shops the columns, from rows and from kept parts, the sums kept at each sale and the definitions agree."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from desktop.models.verify import verify
from desktop.reports.figures.document import figures, read_shop
from desktop.reports.figures.keeping import keep_columns
from desktop.reports.figures.periods import Period, steps
from desktop.reports.figures.sales import points
from desktop.reports.figures.table import COLUMNS, member_rows
from desktop.usecases.importing.folder import import_folder
from tests.reports.figures import elsewhere, generated, reference
from tests.reports.figures.test_real_input import differences
from tests.usecases.data.conftest import SHARED

SEEDS = (1, 2, 3)


def compare(db: Any, till: Any, files: dict[str, Any], config: dict[str, Any]) -> list[str]:
    """Return where the product says something else than the definitions row by row."""
    shop = read_shop(db, dt.date.fromisoformat(config["as_of"]), till.shop)
    wanted = json.loads(json.dumps(reference.figures(files, config)))
    mine = json.loads(json.dumps(figures(db, shop)))
    table = {row.member_id: dict(zip(COLUMNS, row.cells, strict=True)) for row in member_rows(shop.book())}
    return [*differences(mine, wanted), *differences(table, reference.member_cells(files, config), "members")]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the data folder is not there")
def test_the_row_by_row_figures_are_those_computed_independently() -> None:
    folder = SHARED / "retail"
    files: dict[str, list[dict[str, Any]]] = {}
    for name in ("members", "purchases", "branches", "campaigns", "campaign_members", "redemptions"):
        with gzip.open(folder / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as stream:
            files[name] = list(csv.DictReader(stream))
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    expected = json.loads((folder / "expected-figures.json").read_text(encoding="utf-8"))
    told = json.loads(json.dumps(reference.figures(files, config)))
    assert list(differences(expected, told)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_four_ways_say_the_same(seed: int, till, session, tmp_path: Path) -> None:
    files = generated.folder(seed)
    told = import_folder(till, session, generated.write(tmp_path / "source", files))
    assert told.started
    assert told.refused == 0
    with till.read() as db:
        assert compare(db, till, files, generated.CONFIG) == []
        assert verify(db).problems == ()
        assert kept_beside_recomputed(db, till) == []
    assert keep_columns(till, full=7) > 20
    with till.read() as db:
        assert compare(db, till, files, generated.CONFIG) == []


def kept_beside_recomputed(db: Any, till: Any) -> list[str]:
    """Return where the sums kept at each sale differ from the columns; they know every row there is."""
    last = generated.AS_OF.replace(year=2024)
    book = read_shop(db, last, till.shop).book()
    kept = defaultdict(lambda: [0, 0])
    for on, net, purchases in db.rows("SELECT on_day, net, purchases FROM day_branch"):
        kept[on][0] += net
        kept[on][1] += purchases
    line = points(book, steps(generated.FIRST, last, "day", "gregorian"))
    mine = {point.period.since.isoformat(): [point.net, point.purchases] for point in line}
    wrong = [f"{on}: {mine.get(on)} for {told}" for on, told in kept.items() if mine.get(on) != told]
    spent: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    bought = book.bought_in(Period(generated.FIRST, last))
    for entry, net in zip(bought.member.tolist(), bought.net.tolist(), strict=True):
        spent[book.columns.members.ids[entry]][0] += 1
        spent[book.columns.members.ids[entry]][1] += net
    sql = (
        "SELECT m.survivor_id, sum(t.visits), sum(t.spent) FROM member_stat AS t JOIN member AS m"
        " ON m.member_id = t.member_id GROUP BY 1 HAVING sum(t.visits) > 0"
    )
    stats = {row[0]: [row[1], row[2]] for row in db.rows(sql)}
    return wrong + [
        f"{one}: {spent.get(one)} for {told}" for one, told in stats.items() if spent.get(one) != told
    ]


@pytest.mark.parametrize(("seed", "first", "as_of"), elsewhere.SPANS)
def test_other_clubs_say_what_the_definitions_say(
    seed: int, first: dt.date, as_of: dt.date, till, session, tmp_path: Path
) -> None:
    files, config = elsewhere.folder(seed, first, as_of), elsewhere.config(first, as_of)
    source = generated.write(tmp_path / "source", files)
    (source / "config.json").write_text(json.dumps(config), encoding="utf-8")
    import_folder(till, session, source)
    with till.read() as db:
        assert compare(db, till, files, config) == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 160))
def test_many_shops_say_the_same_four_ways(seed: int, till, session, tmp_path: Path) -> None:
    test_four_ways_say_the_same(seed, till, session, tmp_path)
