"""The page a segment is drawn on: its sentence and count above, its name and conditions below. Passive."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.ui import language, theme
from desktop.ui.parts.conditions.form import FormView
from desktop.ui.parts.conditions.values import ShownForm, ShownReach
from desktop.ui.widgets import (
    Bar,
    Button,
    Figure,
    Hairline,
    IconButton,
    Label,
    column,
    on_ground,
    row,
    scrolling,
)

_PARTS = {"offer": "star", "audience": "people"}


class DrawingPage(QWidget):
    """`saved`, `dropped`, `left`; what is done in the rows is said by `form`."""

    saved = Signal()
    dropped = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name, self._said, self._reach = "", "", ShownReach(None, None)
        self.back, self._title = IconButton("arrow-back", ""), Label("", 20, theme.SEMIBOLD, elide=True)
        self.drop, self.save = Button("", "danger", height=44), Button("", "primary", height=44)
        self._lead, self._sentence = Label("", 12, tone="text2"), Label("", 16, theme.MEDIUM, wrap=True)
        self._reached, self._whole, self._bar = Figure(26, tone="accent"), Label("", 12, tone="text2"), Bar(6)
        self._reach_lead = Label("", 12, tone="text2")
        self.form = FormView(_PARTS)
        self._lay_out()
        self.back.clicked.connect(lambda: self.form.after_flush(self.left.emit))
        self.save.clicked.connect(lambda: self.form.after_flush(self.saved.emit))
        self.drop.clicked.connect(lambda: self.form.after_flush(self.dropped.emit))
        language.on_change(self, self._retranslate)

    def show_name(self, name: str, *, known: bool) -> None:
        """Write which segment it is; one that is published may be removed."""
        self._name = name
        self.drop.setVisible(known)
        self._retranslate()

    def show_form(self, shown: ShownForm, focus: str) -> None:
        """Draw the form anew."""
        self.form.show_form(shown, focus)

    def show_said(self, text: str) -> None:
        """Say who is in it."""
        self._said = text
        self._sentence.setText(text or self.tr("Everybody, until a condition is added"))

    def show_reach(self, shown: ShownReach) -> None:
        """Show how many members are in it now."""
        self._reach = shown
        written = language.formats()
        self._reached.set_name(self._reach_lead.text())
        if shown.reached is None or shown.whole is None:
            self._reached.show_figure("…")
            self._whole.setText("")
            self._bar.show_share(0, 1, name=self._reach_lead.text())
            return
        self._reached.show_figure(written.count(shown.reached), self.tr("members"))
        self._whole.setText(self.tr("of {whole} members").format(whole=written.count(shown.whole)))
        self._bar.show_share(shown.reached, max(shown.whole, 1), name=self._reach_lead.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.form.flush()
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        top = row(self.back, self._title, self.drop, self.save, gap=12, margins=(20, 14, 20, 14))
        top.setStretch(1, 1)
        side = QWidget()
        side.setFixedWidth(232)
        side.setLayout(column(self._reach_lead, self._reached, self._bar, self._whole, None, gap=4))
        said = column(self._lead, self._sentence, None, gap=4)
        band = row(said, Hairline(vertical=True), side, gap=20, margins=(24, 12, 24, 12))
        band.setStretch(0, 1)
        whole = column(top, Hairline(), on_ground(band, "sunken"), Hairline(), scrolling(self.form), gap=0)
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def _retranslate(self) -> None:
        self.back.set_name(self.tr("Back to the segments"))
        self._title.setText(self._name or self.tr("A new segment"))
        self.drop.setText(self.tr("Remove this segment"))
        self.save.setText(self.tr("Keep this segment"))
        self._lead.setText(self.tr("Who is in it"))
        self._reach_lead.setText(self.tr("In it now"))
        add = self.tr("Add")
        self.form.parts["offer"].set_words(self.tr("Name"), "", add)
        self.form.parts["audience"].set_words(self.tr("Which member"), self.tr("all of these"), add)
        self.show_said(self._said)
        self.show_reach(self._reach)
