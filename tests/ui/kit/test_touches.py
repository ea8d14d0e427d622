"""Who touches the till is heard in each of its windows, and no more after the end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.touches import Touches


def shown(app: QApplication) -> QWidget:
    window = QWidget()
    window.show()
    window.activateWindow()
    app.processEvents()
    return window


def test_a_touch_is_heard_in_every_window(app: QApplication) -> None:
    heard: list[str] = []
    first = shown(app)
    touches = Touches(lambda: heard.append("touch"))
    later = shown(app)
    QTest.keyClick(first.windowHandle(), Qt.Key.Key_A)
    assert len(heard) == 1
    QTest.keyClick(later.windowHandle(), Qt.Key.Key_A)
    QTest.mouseClick(later.windowHandle(), Qt.MouseButton.LeftButton)
    assert len(heard) == 3
    touches.stop()
    for window in (first, later):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
        window.close()
    assert len(heard) == 3
