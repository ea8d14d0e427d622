"""The guard against parts that stand as windows first: it tells a planted one, and leaves windows in peace."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from tests.ui.strays import told_strays


@pytest.fixture(autouse=True)
def no_strays() -> None:
    """The guard stands down here: it is what is tried."""


def test_a_part_shown_before_it_is_put_in_is_told(app: QApplication, qtbot) -> None:
    with told_strays() as told:
        page, part = QWidget(), QLabel("part")
        qtbot.addWidget(page)
        part.setVisible(True)
        QVBoxLayout(page).addWidget(part)
    (one,) = told
    assert one.startswith("QLabel by ")
    assert "test_strays.py" in one
    part.hide()


def test_a_window_and_a_part_shown_in_its_place_are_left_in_peace(app: QApplication, qtbot) -> None:
    with told_strays() as told:
        page, part = QWidget(), QLabel("part")
        qtbot.addWidget(page)
        QVBoxLayout(page).addWidget(part)
        page.show()
        part.setVisible(True)
        part.show()
    assert told == []
