"""Fields with their label above and what is wrong below, and the editors that go into them.

    Field(self.tr("Amount"), AmountEdit())      Field(self.tr("Birthday"), DayEdit())

What must hold: figures are accepted in any digit script; phones and dates keep their order in Persian.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from desktop.ui import language, theme
from desktop.ui.widgets.text import Label, absolute, directed_right
from loyalty.money import exponent_of
from loyalty.words import fold_digits


class Field(QWidget):
    """A label, an editor and a place for one sentence below (a hint, or what is wrong)."""

    def __init__(self, label: str, editor: QWidget, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._label = Label(label, 13, tone="text2")
        self._below = Label(hint, 12, tone="text3", wrap=True)
        self._hint = hint
        self._label.setBuddy(editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._label)
        column.addWidget(editor)
        column.addWidget(self._below)
        column.addStretch(1)
        self.setFocusProxy(editor)
        self.set_label(label)
        self.show_problem("")
        if isinstance(editor, AmountEdit):
            editor.refused.connect(self.show_problem)

    def set_label(self, label: str) -> None:
        self._label.setText(label)
        self.editor.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        self._hint = hint
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Say what is wrong under the field and edge it; an empty text takes it back.

        What the editor itself cannot take is said before all else, and for as long as it stands there.
        """
        text = (self.editor.refusal() if isinstance(self.editor, AmountEdit) else "") or text
        self._below.setText(text or self._hint)
        self._below.set_tone("red" if text else "text3")
        self._below.setVisible(bool(text or self._hint))
        self.editor.setAccessibleDescription(text or self._hint)
        mark(self.editor, "wrong", bool(text))

    def problem(self) -> str:
        return self._below.text() if self.editor.property("wrong") else ""


def size_editor(editor: QWidget, compact: bool) -> None:
    """44 px high, 36 inside a row of an editor; fixed, because Qt adds a frame of its own to some."""
    editor.setProperty("compact", compact)
    editor.setFixedHeight(36 if compact else 44)


def mark(widget: QWidget, name: str, value: bool) -> None:
    """Set a property the stylesheet looks at, and let it look."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class TextEdit(QLineEdit):
    """One line of text. `compact` is 36 px high, for rows of an editor.

    It begins at the reader's side, whatever the keyboard's language, and goes over with the first letter typed.
    """

    def __init__(
        self, text: str = "", *, placeholder: str = "", name: str = "", compact: bool = False
    ) -> None:
        super().__init__(text)
        self.setFont(theme.font(14))
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        size_editor(self, compact)
        self.textChanged.connect(self._turn)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn()

    def _turn(self) -> None:
        text, rtl = self.text(), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        right = directed_right(text) if any(c.isalpha() for c in text) else rtl
        self.setAlignment(absolute("right" if right else "left", rtl))


class CodeEdit(TextEdit):
    """A phone, card, barcode or code: left to right in both languages; `folded()` has Latin digits.

    `figure`: a percentage or a number of days, at the right edge as amounts are, in the reader's digits however typed.
    """

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        name: str = "",
        compact: bool = False,
        figure: bool = False,
    ) -> None:
        super().__init__(text, placeholder=placeholder, name=name, compact=compact)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if figure:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
            self.textEdited.connect(lambda _: self._write_in_one_script())
        self.setFont(theme.font(14, tnum=True))

    def _write_in_one_script(self) -> None:
        written, at = language.formats().numerals(fold_digits(self.text())), self.cursorPosition()
        if written != self.text():
            with QSignalBlocker(self):
                self.setText(written)
            self.setCursorPosition(at)

    def _turn(self) -> None:
        """Nothing turns it."""

    def folded(self) -> str:
        return fold_digits(self.text()).strip()


class AmountEdit(QLineEdit):
    """A whole number of points or pieces, or (`money`) an amount; any digits; separators come by themselves.

    An amount is typed as it is said, with the decimals of the currency, and is a whole number of its smallest unit.
    What is no such number (a minus, a fraction of a piece, a sum) stays as it was typed, red, and is None: nothing is
    guessed from its digits. `amount_changed(object)` carries int or None while typing, `refused(str)` what is wrong.
    """

    amount_changed = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        amount: int | None = None,
        *,
        name: str = "",
        compact: bool = False,
        most: int = 10**15,
        money: bool = False,
    ) -> None:
        super().__init__()
        self._most, self._money, self._refusal = most, money, ""
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self.setFont(theme.font(15, theme.MEDIUM, tnum=True))
        self.setAccessibleName(name)
        size_editor(self, compact)
        self.textEdited.connect(self._take)
        self.set_amount(amount)

    def amount(self) -> int | None:
        """The number, None while the field is empty or holds none."""
        if self._wrong():
            return None
        whole, _, part = _parted(self.text())
        places = self._places()
        figures = _figures(whole) + _figures(part)[:places].ljust(places, "0")
        return min(int(figures), self._most) if _figures(self.text()) else None

    def set_amount(self, amount: int | None) -> None:
        written = language.formats()
        figure = written.amount if self._places() else written.count
        self.setText("" if amount is None else figure(amount))
        self._tell_refusal()

    def refusal(self) -> str:
        """Return what is wrong with what was typed, in a sentence; empty while nothing is."""
        wrong = self._wrong()
        if wrong == "below":
            return self.tr("Nothing below zero goes in here: take the minus away.")
        if wrong == "part":
            return self.tr("A whole number goes in here, without a fraction.")
        return self.tr("One number goes in here, of digits alone.") if wrong else ""

    def _wrong(self) -> str:
        return what_is_wrong(self.text(), fractions=self._places() > 0)

    def _tell_refusal(self) -> None:
        refusal = self.refusal()
        if refusal != self._refusal:
            self._refusal = refusal
            mark(self, "wrong", bool(refusal))
            self.refused.emit(refusal)

    def set_money(self, money: bool) -> None:
        """Say whether the number is an amount of money."""
        self._money = money

    def _places(self) -> int:
        return exponent_of(language.formats().currency) if self._money else 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            if not self._wrong():
                self.set_amount(self.amount())
            self._tell_refusal()

    def _take(self, text: str) -> None:
        if self._wrong():
            at = self.cursorPosition()
            self.setText(language.formats().numerals(text))
            self.setCursorPosition(at)
        else:
            self._regroup(text)
        self.amount_changed.emit(self.amount())
        self._tell_refusal()

    def _regroup(self, text: str) -> None:
        """Write separators anew and keep the cursor behind the same digit."""
        behind = len(_figures(text[self.cursorPosition() :]))
        whole, point, part = _parted(text) if self._places() else (text, "", "")
        figures = _figures(whole)
        amount = min(int(figures), self._most) if figures else None
        written = language.formats()
        shown = "" if amount is None else written.count(amount)
        self.setText(shown + written.numerals(point + _figures(part)[: self._places()]))
        self.setCursorPosition(_place_before(self.text(), behind))


_WORDS = re.compile(r"^[^\W\d]*|[^\W\d]*$")
_GROUPED = re.compile(r"\d{1,3}(?:[./٫,٬،' ]\d{3})+")
_NUMBER = re.compile(r"[\d./٫,٬،' ]*")
_BELOW = frozenset("-−–‐‑—")


def what_is_wrong(text: str, *, fractions: bool) -> str:
    """Return why a text is no amount: 'below' zero, a 'part' of a whole, more than one 'number'; '' where it is one."""
    told = "".join(c for c in fold_digits(text) if unicodedata.category(c) != "Cf").strip()
    told = _WORDS.sub("", told).strip()
    if _BELOW & set(told):
        return "below"
    if not _NUMBER.fullmatch(told):
        return "number"
    pointed = not fractions and set("./٫") & set(told)
    return "part" if pointed and not _GROUPED.fullmatch(told) else ""


def _parted(text: str) -> tuple[str, str, str]:
    """Return what stands before the decimal point, the point, and what stands after it."""
    point = next((sign for sign in text if sign in "./٫"), "")
    whole, _, part = text.partition(point) if point else (text, "", "")
    return whole, "٫" if point == "/" else point, part


def _figures(text: str) -> str:
    return "".join(c for c in fold_digits(text) if "0" <= c <= "9")


def _place_before(text: str, digits_behind: int) -> int:
    place = len(text)
    while place and digits_behind:
        place -= 1
        digits_behind -= bool(_figures(text[place]))
    return place


class NotesEdit(QPlainTextEdit):
    """Several lines of text."""

    def __init__(self, text: str = "", *, name: str = "", lines: int = 3) -> None:
        super().__init__(text)
        self.setFont(theme.font(14))
        self.setTabChangesFocus(True)
        self.setFixedHeight(26 + 25 * lines)
        self.setAccessibleName(name)
        self._run_from_the_start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._run_from_the_start()

    def _run_from_the_start(self) -> None:
        """Lines begin where reading begins; by itself the document would put Persian at the left."""
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        option = QTextOption(absolute("start", rtl))
        option.setTextDirection(self.layoutDirection())
        self.document().setDefaultTextOption(option)


class ChoiceBox(QComboBox):
    """One of a list of (key, words). `picked(key)` when a person chose."""

    picked = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str]] = (), *, name: str = "", compact: bool = False
    ) -> None:
        super().__init__()
        self.setFont(theme.font(14))
        self.setAccessibleName(name)
        size_editor(self, compact)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setItemDelegate(QStyledItemDelegate(self))  # the usual one ignores the stylesheet's items
        self.set_options(options)
        self.activated.connect(lambda _: self.picked.emit(self.value()))

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        before = self.value()
        self.clear()
        for key, text in options:
            self.addItem(text, key)
        self.choose(before)

    def value(self) -> str:
        return self.currentData() or ""

    def choose(self, key: str) -> None:
        place = self.findData(key)
        if place >= 0:
            self.setCurrentIndex(place)
