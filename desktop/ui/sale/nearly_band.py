"""The band under the basket: the offers that lack least, what is missing before what it is worth. Passive."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.sale.shown import ShownNear
from desktop.ui.sale.words import missing_words, worth_words
from desktop.ui.widgets import Bar, Button, Hairline, Label, column, row

_BAR = 112


class _Near(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._name = Label("", 14, theme.MEDIUM, wrap=True)
        self._worth = Label("", 13, tone="text2", elide=True)
        self._missing = Label("", 14, theme.SEMIBOLD, "accent", align="end")
        self._bar = Bar(5)
        self._bar.setFixedWidth(_BAR)
        upper = row(self._name, self._missing, gap=16)
        upper.setStretch(0, 1)
        lower = row(self._worth, self._bar, gap=16)
        lower.setStretch(0, 1)
        self.setLayout(column(upper, lower, gap=2))

    def show_near(self, near: ShownNear) -> None:
        missing = missing_words(near.missing) if near.missing else ""
        self._name.setText(near.name)
        self._missing.setText(missing)
        self._worth.setText(worth_words(near.worth))
        self._bar.setVisible(near.missing is not None)
        if near.missing is not None:
            self._bar.show_share(near.missing.have, near.missing.need, name=missing)
        self.setAccessibleName(f"{near.name} {missing} {self._worth.text()}".strip())


class NearlyBand(QWidget):
    """`why_wanted` is F8."""

    why_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._near: tuple[ShownNear, ...] = ()
        self._any = False
        self._title = Label("", 13, tone="text2")
        self._why = Button("", "quiet", cap="F8", height=28)
        self._why.clicked.connect(self.why_wanted)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._shown = [_Near(), _Near()]
        for one in self._shown:
            self._rows.addWidget(one)
        head = row(self._title, None, self._why)
        body = column(head, self._rows, gap=4, margins=(24, 8, 24, 14))
        self.setLayout(column(Hairline(), body, gap=0))
        language.on_change(self, self._retranslate)

    def show_nearly(self, near: tuple[ShownNear, ...], *, any_offer: bool) -> None:
        """Show up to two offers; without any offer at all the band is away."""
        self._near, self._any = near, any_offer
        for place, one in enumerate(self._shown):
            one.setVisible(place < len(near))
            if place < len(near):
                one.show_near(near[place])
        self._title.setText(self.tr("Nearly there") if near else "")
        self.setVisible(any_offer)

    def _retranslate(self) -> None:
        self._why.setText(self.tr("Why?"))
        self.show_nearly(self._near, any_offer=self._any)
