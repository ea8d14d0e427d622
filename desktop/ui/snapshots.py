"""Look at a screen without a display: `snap(widget, "out/x.png", (1440, 900))`.

QT_QPA_PLATFORM=offscreen python my_script.py      # or use `looks()` for every language and theme
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui import language, theme

THEMES: tuple[theme.ThemeName, ...] = ("light", "dark", "contrast")


def application() -> QApplication:
    """The running application, or an offscreen one with fonts and the light theme."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication([])
    theme.start(app)
    language.use(app, "fa")
    return app


def snap(widget: QWidget, path: str | Path, size: tuple[int, int] = (1440, 900)) -> Path:
    """Show `widget` at `size`, let its layouts settle, and save what it looks like."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    widget.resize(*size)
    widget.show()
    settle()
    if not widget.grab().save(str(target)):
        raise OSError(f"cannot write {target}")
    return target


def settle() -> None:
    """Deliver what is queued, so that layouts, deletions and polish are done."""
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()


def looks(
    build: Callable[[], QWidget], folder: str | Path, name: str, size: tuple[int, int] = (1440, 900)
) -> Iterator[Path]:
    """Build the widget and snap it in both languages and all themes: `<folder>/<name>-fa-light.png`, …"""
    app = application()
    for lang in language.LANGUAGES:
        for chosen in THEMES:
            language.use(app, lang)
            theme.use(app, chosen)
            widget = build()
            yield snap(widget, Path(folder) / f"{name}-{lang}-{chosen}.png", size)
            widget.close()
            widget.deleteLater()
            settle()
