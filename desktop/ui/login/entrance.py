"""The side of the sign-in screen that tells the place, the day, and what the shift before left."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui import language, theme
from desktop.ui.login.values import Doorway, Opening
from desktop.ui.widgets import Hairline, Icon, Label, Pair, column, painting, row


class _Sign(QWidget):
    """The shop's mark: the icon of a shop on the accent."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(52, 52)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        painting.box(painter, QRectF(self.rect()), 10, theme.color("accent"))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painting.draw_icon(painter, "shop", 13, 13, 26, theme.color("on_accent"), rtl)
        painter.end()


class Entrance(QWidget):
    """`show_doorway`, `show_opening`."""

    def __init__(self) -> None:
        super().__init__()
        self._doorway: Doorway | None = None
        self._opening = Opening()
        self._shop, self._place = (
            Label("", 20, theme.SEMIBOLD, elide=True),
            Label("", 13, tone="text2", elide=True),
        )
        self._weekday, self._hour = Label("", 15, tone="text2"), Label("", 15, tone="text2")
        self._day = Label("", 40, theme.BOLD)
        self._shift, self._hint = (
            Label("", 15, theme.SEMIBOLD, wrap=True),
            Label("", 13, tone="text2", wrap=True),
        )
        self._before = Label("", 13, tone="text2")
        self._handed, self._cash, self._parked = Pair(), Pair(), Pair()
        self._tries = Label("", 12, tone="text2", wrap=True)
        self._lay_out()
        language.on_change(self, self._write)

    def show_doorway(self, doorway: Doorway) -> None:
        self._doorway = doorway
        self._write()

    def show_opening(self, opening: Opening) -> None:
        self._opening = opening
        self._write()

    def _write(self) -> None:
        if self._doorway is not None:
            self._write_place(self._doorway)
        self._write_shift()
        self._write_before()

    def _write_place(self, doorway: Doorway) -> None:
        written = language.formats()
        self._shop.setText(doorway.shop)
        self._place.setText(written.listed([written.name(t) for t in (doorway.branch, doorway.till) if t]))
        self._weekday.setText(written.weekday(doorway.on))
        self._day.setText(written.day(doorway.on))
        self._day.set_font(
            40 if written.calendar == "jalali" and len(self._day.text()) < 14 else 34, theme.BOLD
        )
        self._hour.setText(self.tr("at {time}").format(time=written.hour(doorway.at)))
        tries = written.numerals(
            self.tr("After %n wrong PINs in a row, that PIN stops working.", "", doorway.most_tries)
        )
        self._tries.setText(tries)

    def _write_shift(self) -> None:
        opening, written = self._opening, language.formats()
        if opening.is_open:
            title = (
                self.tr("The {shift} is open").format(shift=_inside(opening.shift)) if opening.shift else ""
            )
            hour = written.hour(opening.opened_at) if opening.opened_at is not None else ""
            name = written.name(opening.opened_by)
            hint = (
                self.tr("{name} opened it at {time}.").format(name=name, time=hour)
                if opening.opened_by
                else ""
            )
        else:
            title = self.tr("The {shift} is not open yet").format(shift=_inside(opening.shift))
            hint = self.tr("Whoever signs in first opens it by counting the till.")
        self._shift.setText(title)
        self._hint.setText(hint)

    def _write_before(self) -> None:
        before, written = self._opening.before, language.formats()
        for widget in (self._before, self._handed, self._cash, self._parked):
            widget.setVisible(before is not None)
        if before is None:
            return
        self._before.setText(self.tr("From the {shift}").format(shift=_inside(before.name)))
        handed = written.listed([written.name(before.staff), written.hour(before.ended_at)])
        # The name is set apart, so the list itself must say which way it runs.
        self._handed.show_pair(self.tr("Handed over by"), written.sentence(handed))
        self._cash.show_pair(
            self.tr("Counted cash"), "" if before.counted is None else written.money(before.counted)
        )
        self._cash.setVisible(before.counted is not None)
        parked = written.numerals(self.tr("%n baskets", "", before.parked))
        self._parked.show_pair(self.tr("Parked baskets"), parked)

    def _lay_out(self) -> None:
        place = column(self._shop, self._place, gap=0)
        head = row(_Sign(), place, gap=14)
        head.setStretch(1, 1)
        day = column(self._weekday, self._day, self._hour, gap=8)
        shift = column(
            self._shift, self._hint, 14, self._before, self._handed, self._cash, self._parked, gap=6
        )
        lock = row(Icon("lock", 16, "text2"), self._tries, gap=10)
        lock.setStretch(1, 1)
        self.setLayout(column(head, 48, day, 32, Hairline(), 20, shift, None, lock, gap=0))


def _inside(name: str) -> str:
    """A shift's name within a sentence: its first letter is no capital there."""
    return name[:1].lower() + name[1:]
