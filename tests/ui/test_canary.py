"""Some builds of PySide6 drop a reference of None with each call that returns nothing, and die minutes later."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLineEdit


def test_calls_that_return_nothing_keep_none_alive(app: QApplication, qtbot) -> None:
    edit = QLineEdit()
    qtbot.addWidget(edit)
    before = sys.getrefcount(None)
    for _ in range(1_000):
        edit.setText("x")
    assert sys.getrefcount(None) - before > -100
