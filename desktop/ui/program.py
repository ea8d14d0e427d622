"""The program's first pixels: Qt, fonts, theme, language and an empty window, before anything heavy is imported."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui import language, theme
from desktop.ui.shell.main_window import MainWindow
from loyalty.words import Lang

Program = QApplication
"""The one application; named here so that the composition root needs no widgets of its own."""

Screen = QWidget

FIRST_SIZE = (1440, 900)


def make_application(lang: Lang = "fa") -> QApplication:
    """Return the one application with fonts, the first theme and a language to begin with."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Bashgah")
    theme.start(app)
    language.use(app, lang)
    return app


def show_shell(app: QApplication) -> MainWindow:
    """Return the empty window, painted: somebody who started the till sees at once that it starts."""
    window = MainWindow()
    window.resize(*FIRST_SIZE)
    window.show()
    app.processEvents()
    return window


def let_go(window: QWidget) -> None:
    """Close a window for good, now: nothing of it hears of anything any more."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
