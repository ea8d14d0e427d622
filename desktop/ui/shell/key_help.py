"""All keys of the till with what they do: the content of the sheet that F1 opens."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui import language
from desktop.ui.shell.places import KEYS, key_words
from desktop.ui.widgets import KeyCap, Label


class KeyHelp(QWidget):
    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 16, 24, 24)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._words = [Label("", 13, wrap=True) for _ in KEYS]
        for line, (key, _) in enumerate(KEYS):
            grid.addWidget(KeyCap(key), line, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            grid.addWidget(self._words[line], line, 1)
        grid.setRowStretch(len(KEYS), 1)
        language.on_change(self, self._retranslate)

    def _retranslate(self) -> None:
        for label, (_, source) in zip(self._words, KEYS, strict=True):
            label.setText(key_words(source))
