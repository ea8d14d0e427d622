"""All tills at a glance: which one is out of use, and since when."""

from __future__ import annotations

import pytest

from desktop.ui import language
from desktop.ui.settings.overview import OverviewTables
from desktop.ui.settings.values import CentreShown, OtherTill
from loyalty.words import Lang

NOON = 1_795_250_400_000


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "out of use since 21 Nov 2026"), ("fa", "برکنار از ۳۰ آبان ۱۴۰۵")]
)
def test_a_till_out_of_use_is_told_with_the_day(app, qtbot, lang: Lang, words: str) -> None:
    language.use(app, lang)
    tables = OverviewTables()
    qtbot.addWidget(tables)
    gone = OtherTill("A2", "تجریش", NOON, True, retired_at=NOON)
    tables.show_overview(
        CentreShown(alone=False, tills=(OtherTill("A1", "ونک", NOON, False), gone), overseen=True)
    )
    at_work, retired = (row.cells[0] for row in tables._tills()[1])
    assert (at_work.note, retired.note_tone) == ("", "warn")
    assert words in retired.note
    language.use(app, "fa")
