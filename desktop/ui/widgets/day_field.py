"""A day in the reader's calendar, with a month to pick from.

What must hold: the parts of a date keep their order in Persian, the week begins and rests as it does here,
and the day that is meant does not change with the language.
"""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtCore import QCalendar, QDate, QEvent, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton

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
        self._went_on = False
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
        text, place = event.text(), self.currentSectionIndex()
        if self._went_on and text and text in _MARKS:
            self._went_on = False
            return  # a full part leads to the next by itself: the mark typed after it would skip that one
        if text.isdigit():
            self._make_room()
            place = self.currentSectionIndex()
        super().keyPressEvent(event)
        self._went_on = text.isdigit() and self.currentSectionIndex() > place

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
