"""A day in the reader's calendar, with a month to pick from.

What must hold: the parts of a date keep their order in Persian, the week begins and rests as it does here,
and the day that is meant does not change with the language.
"""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtCore import QCalendar, QDate, QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton, QToolTip

from desktop.ui import language, theme
from desktop.ui.widgets.fields import size_editor
from desktop.ui.widgets.painting import icon_pixmap

_WEEK = (
    Qt.DayOfWeek.Monday,
    Qt.DayOfWeek.Tuesday,
    Qt.DayOfWeek.Wednesday,
    Qt.DayOfWeek.Thursday,
    Qt.DayOfWeek.Friday,
    Qt.DayOfWeek.Saturday,
    Qt.DayOfWeek.Sunday,
)


_MARKS = "/-.٫"


class DayEdit(QDateEdit):
    """A day in the reader's calendar. `day_changed(object)` carries a datetime.date."""

    day_changed = Signal(object)

    def __init__(self, day: dt.date | None = None, *, name: str = "", compact: bool = False) -> None:
        super().__init__()
        self._went_on, self._begun = False, ("", "", 0)
        # Qt reverses the sections of a date format under RTL: direction first, format after.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setCalendarPopup(True)
        self.setFont(theme.font(14, tnum=True))
        self.setAccessibleName(name)
        size_editor(self, compact)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self._follow_language()
        if day is not None:
            self.set_day(day)
        self.dateChanged.connect(lambda: self.day_changed.emit(self.day()))

    def day(self) -> dt.date:
        on = self.date()
        return dt.date(on.year(), on.month(), on.day())

    def set_day(self, day: dt.date) -> None:
        self.setDate(QDate(day.year, day.month, day.day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isdecimal():
            self._type(event)
            return
        skips, self._went_on = self._went_on and bool(text) and text in _MARKS, False
        if not skips:  # a full part leads to the next by itself: the mark typed after it would skip that one
            super().keyPressEvent(event)

    def _type(self, event: QKeyEvent) -> None:
        """Put a digit in, in the reader's script; say so when it makes no day."""
        digit, before, day_at = str(int(event.text())), self._state(), self.sectionCount() - 1
        if self._begun[1:] == before and self._outlasts(int(self._begun[0] + digit)):
            return
        self._make_room()
        place = self.currentSectionIndex()
        own = language.formats().numerals(digit)
        super().keyPressEvent(QKeyEvent(event.type(), event.key(), event.modifiers(), own))
        self._write_in_one_script()
        self._went_on = self.currentSectionIndex() > place
        self._begun = (digit, *self._state()) if place == day_at else ("", "", 0)
        if self._state() == before:
            self._say(self.tr("There is no such day in the calendar"))

    def _state(self) -> tuple[str, int]:
        return self.lineEdit().text(), self.lineEdit().cursorPosition()

    def _write_in_one_script(self) -> None:
        """Qt puts a Latin zero before a digit that can only be a part by itself."""
        line, at = self.lineEdit(), self.lineEdit().cursorPosition()
        written = language.formats().numerals(line.text())
        if written != line.text():
            with QSignalBlocker(line):
                line.setText(written)
                line.setCursorPosition(at)

    def _outlasts(self, number: int) -> bool:
        """Take the last day of a month for one after it, and say so: Qt would leave another day without a word."""
        self._begun = ("", "", 0)
        days = self.date().daysInMonth(self.calendar())
        if number <= days:
            return False
        on = self.date()
        self.setDate(on.addDays(days - on.day(self.calendar())))
        self.setSelectedSection(QDateEdit.Section.DaySection)
        written = language.formats().count(days)
        self._say(self.tr("This month has {days} days: its last day was taken").format(days=written))
        return True

    def _say(self, words: str) -> None:
        QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), words, self)

    def _make_room(self) -> None:
        """Have a digit begin its part anew: Qt drops a digit typed into a part that is full, the year above all."""
        line, year = self.lineEdit(), QDateEdit.Section.YearSection
        if line.selectedText() == line.text():
            self.setSelectedSection(year)
        if line.hasSelectedText():
            return
        section, place = self.currentSection(), self.currentSectionIndex()
        if len(self.sectionText(section)) < (4 if section == year else 2):
            return
        if line.cursorPosition() >= self._ends()[place] and place + 1 < self.sectionCount():
            self.setCurrentSectionIndex(place + 1)
        self.setSelectedSection(self.currentSection())

    def _ends(self) -> list[int]:
        return [part.end() for part in re.finditer(r"\d+", self.lineEdit().text())]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._follow_language()

    def _follow_language(self) -> None:
        written = language.formats()
        system = QCalendar.System.Jalali if written.calendar == "jalali" else QCalendar.System.Gregorian
        self.setLocale(language.locale(written))
        self.setCalendar(QCalendar(system))
        self.setDisplayFormat("yyyy/MM/dd" if written.calendar == "jalali" else "yyyy-MM-dd")
        month = self.calendarWidget()
        month.setLayoutDirection(language.direction())
        _dress(month, QCalendar(system))
        _draw_arrows(month)


def _dress(month: QCalendarWidget, calendar: QCalendar) -> None:
    """Fridays in red in Iran, Sundays elsewhere; Qt would paint Saturday and Sunday."""
    written = language.formats()
    month.setLocale(language.locale(written))
    month.setCalendar(calendar)
    month.setFirstDayOfWeek(Qt.DayOfWeek.Saturday if written.calendar == "jalali" else Qt.DayOfWeek.Monday)
    letters = QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames
    short = QCalendarWidget.HorizontalHeaderFormat.ShortDayNames
    month.setHorizontalHeaderFormat(letters if written.digits == "fa" else short)
    month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    rest = Qt.DayOfWeek.Friday if written.calendar == "jalali" else Qt.DayOfWeek.Sunday
    for weekday in _WEEK:
        look = QTextCharFormat()
        look.setForeground(theme.color("red" if weekday == rest else "text"))
        month.setWeekdayTextFormat(weekday, look)
    month.setSelectedDate(month.selectedDate())  # the highlighted cell is stale otherwise


def _draw_arrows(month: QCalendarWidget) -> None:
    """Qt's own arrows stay black in the dark."""
    rtl = month.layoutDirection() == Qt.LayoutDirection.RightToLeft
    for name, icon in (
        ("qt_calendar_prevmonth", "chevron-back"),
        ("qt_calendar_nextmonth", "chevron-forward"),
    ):
        button = month.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(QIcon(icon_pixmap(icon, 18, theme.color("text2"), 1.0, rtl)))
