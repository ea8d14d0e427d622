"""The program's first pixels: Qt and an empty window, before fonts, style and words, and before anything heavy.

What is imported here stands between the first click and the first pixel.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.shell.main_window import MainWindow
from desktop.ui.tokens import LIGHT

if TYPE_CHECKING:
    from loyalty.words import Lang

Program = QApplication
"""The one application; named here so that the composition root needs no widgets of its own."""

Screen = QWidget

FIRST_SIZE = (1440, 900)


def make_application() -> QApplication:
    """Return the one application; it has no look yet."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Bashgah")
    app.setPalette(QPalette(QColor(LIGHT.surface)))
    return app


def show_shell(app: QApplication) -> MainWindow:
    """Return the empty window, painted: somebody who started the till sees at once that it starts."""
    window = MainWindow(empty=True)
    window.resize(*FIRST_SIZE)
    window.show()
    app.processEvents()
    return window


def give_first_look(app: QApplication, lang: Lang) -> None:
    """Give the program fonts, a theme and a language to begin with, unless it has a look already."""
    from desktop.ui import language, theme

    if not theme.worn():
        theme.start(app)
        language.use(app, lang)


def paint_now(app: QApplication) -> None:
    """Let the screen show what was written, amid a long work on its own thread; keys and presses wait."""
    app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def let_go(window: QWidget) -> None:
    """Close a window for good, now: nothing of it hears of anything any more."""
    from PySide6.QtCore import QEvent

    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
