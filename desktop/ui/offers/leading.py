"""From a field that narrows a list down into the list: one key, the same wherever there is such a field. No words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from desktop.ui.widgets import Table, TextEdit


class LeadDown(QObject):
    """Arrow down in `field` gives the focus to `table`, with a row chosen; an empty table gets none."""

    def __init__(self, field: TextEdit, table: Table) -> None:
        super().__init__(field)
        self._table = table
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        rows = self._table.rows()
        if not rows or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() != Qt.Key.Key_Down:
            return super().eventFilter(watched, event)
        self._table.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._table.chosen():
            self._table.choose(rows[0].key)
        return True
