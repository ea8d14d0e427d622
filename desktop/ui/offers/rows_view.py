"""The form of a draft: parts with their rows, rows with their controls, what is wrong under its row. Passive."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.offers.painted import Ticks
from desktop.ui.offers.shown import ShownField, ShownPart, ShownRow
from desktop.ui.widgets import (
    AmountEdit,
    Button,
    ChoiceBox,
    CodeEdit,
    Hairline,
    Icon,
    IconButton,
    Label,
    TextEdit,
    column,
    empty_layout,
    mark,
    row,
)
from desktop.ui.widgets.flow import Flow

_WIDTHS = {
    "whole": 92,
    "money": 148,
    "percent": 76,
    "decimal": 84,
    "hour": 88,
    "day": 128,
    "word": 220,
    "code": 170,
}
_COMPARES = ".op"
"""How the place of a control ends that says how two amounts compare."""
_INDENT = 28
_TITLE = 118
SHAPE = "?"

Told = Callable[[ShownField, str], None]


class Control(QWidget):
    """A control with the words before and after it."""

    def __init__(self, field: ShownField, told: Told) -> None:
        super().__init__()
        self.field = field
        self._told = told
        self.editor = self._made()
        self.editor.setAccessibleName(field.name)
        words = [Label(text, 14, tone="text2") for text in (field.before, self._after()) if text]
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        if field.before:
            inside.addWidget(words[0])
        inside.addWidget(self.editor)
        if self._after():
            inside.addWidget(words[-1])
        self.setFocusProxy(self.editor)

    def _after(self) -> str:
        written = language.formats()
        unit = {"money": written.unit(), "percent": "٪" if written.digits == "fa" else "%"}.get(
            self.field.kind, ""
        )
        return " ".join(text for text in (unit, self.field.after) if text)

    def _made(self) -> QWidget:
        field = self.field
        if field.kind == "choice":
            return self._choice()
        if field.kind == "many":
            ticks = Ticks(field.among, field.value, field.name)
            ticks.changed.connect(lambda text: self._told(field, text))
            return ticks
        if field.kind in ("whole", "money"):
            return self._amount()
        edit = (
            TextEdit(compact=True)
            if field.kind == "word"
            else CodeEdit(compact=True, figure=field.kind != "code")
        )
        edit.setText(field.value if field.kind == "word" else self._written(field.value))
        edit.setFixedWidth(_WIDTHS[field.kind])
        if field.kind == "day":
            edit.setPlaceholderText(self.tr("open"))
        edit.textEdited.connect(lambda text: self._told(field, text))
        return edit

    def _choice(self) -> ChoiceBox:
        box = ChoiceBox(self.field.among, compact=True)
        box.choose(self.field.value)
        box.picked.connect(lambda key: self._told(self.field, key))
        box.setMaximumWidth(340)
        return box

    def _amount(self) -> QWidget:
        value = self.field.value
        edit = AmountEdit(compact=True, money=self.field.kind == "money")
        if value.isdecimal():
            edit.set_amount(int(value))
        edit.setFixedWidth(_WIDTHS[self.field.kind])
        edit.amount_changed.connect(
            lambda amount: self._told(self.field, "" if amount is None else str(amount))
        )
        return edit

    def _written(self, value: str) -> str:
        """Days in the reader's calendar, figures in the reader's digits."""
        import datetime as dt

        written = language.formats()
        if self.field.kind == "day":
            try:
                return written.day_short(dt.date.fromisoformat(value)).strip("\u2066\u2069")
            except ValueError:
                return written.numerals(value)
        text = value.replace(".", "٫") if self.field.kind in ("percent", "decimal") and written.rtl else value
        return written.numerals(text)


class RowView(QWidget):
    """A row: its title, its controls, what more it may say, and the way to take it out."""

    removed = Signal(str)
    moved = Signal(str, int)
    add_wanted = Signal(str)
    changed = Signal(object, str)

    def __init__(self, shown: ShownRow, revealed: set[str]) -> None:
        super().__init__()
        self.shown, self._revealed = shown, revealed
        self.controls: dict[str, Control] = {}
        self._title = Label(shown.title, 14, theme.SEMIBOLD, wrap=True)
        self._title.setFixedWidth(_TITLE)
        if not shown.title:
            self._title.hide()
        self._flow = Flow(gap=8)
        self._problem = Label("", 12, theme.MEDIUM, "red", wrap=True)
        self._problem.hide()
        self._lay_out()
        self._fill()

    def show_problem(self, place: str, text: str) -> None:
        """Say what is wrong, at the control of the place where there is one."""
        control = self.controls.get(place) or self.controls.get(place + SHAPE)
        if control is not None:
            mark(control.editor, "wrong", True)
            control.editor.setAccessibleDescription(text)
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def clear_problem(self) -> None:
        """Take what was said back."""
        for control in self.controls.values():
            if control.editor.property("wrong"):
                mark(control.editor, "wrong", False)
                control.editor.setAccessibleDescription("")
        self._problem.hide()

    def problem(self) -> str:
        """Return what is said to be wrong."""
        return "" if self._problem.isHidden() else self._problem.text()

    def take_focus(self) -> None:
        """Give the focus to the first control that is more than how two amounts compare: what is typed next is one."""
        known = [one for one in self.controls.values() if not one.field.place.endswith(_COMPARES)]
        first = next(iter(known or self.controls.values()), None)
        target = first.editor if first is not None else self._add if self._add is not None else None
        if target is None:
            return
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(target, QLineEdit):
            target.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and Qt.Key(event.key()) in steps:
            self.moved.emit(self.shown.place, steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        hidden = [field for field in self.shown.fields if self._is_hidden(field)]
        for field in self.shown.fields:
            if field not in hidden:
                control = Control(field, self.changed.emit)
                self.controls[field.place] = control
                self._flow.addWidget(control)
        if hidden:
            self._flow.addWidget(self._more(hidden))

    def _is_hidden(self, field: ShownField) -> bool:
        wanted = field.value or field.place in self._revealed or field.place.endswith(SHAPE)
        return bool(field.empty) and not wanted and field.kind != "day"

    def _more(self, hidden: list[ShownField]) -> QWidget:
        button = Button(self.tr("more"), "quiet", icon="plus", height=32, size=13)
        button.setAccessibleName(self.tr("More of: {row}").format(row=self.shown.title))
        menu = QMenu(button)
        for field in hidden:
            menu.addAction(field.empty).triggered.connect(partial(self._reveal, field))
        button.clicked.connect(lambda: menu.exec(button.mapToGlobal(button.rect().bottomLeft())))
        self.menu = menu
        return button

    def reveal(self, place: str) -> None:
        """Show a control that is not needed (from its menu, or from code)."""
        field = next(field for field in self.shown.fields if field.place == place)
        self._reveal(field)

    def _reveal(self, field: ShownField, _checked: bool = False) -> None:
        self._revealed.add(field.place)
        self.controls.clear()
        empty_layout(self._flow)
        self._fill()
        self.updateGeometry()
        if field.place in self.controls:
            self.controls[field.place].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        self._add: Button | None = None
        holder = QWidget()
        holder.setLayout(self._flow)
        line = row(self._title, holder, gap=8)
        line.setStretch(1, 1)
        line.setAlignment(self._title, Qt.AlignmentFlag.AlignVCenter)
        if self.shown.adds:
            self._add = Button(self.tr("Add"), "quiet", icon="plus", height=32, size=13)
            self._add.setAccessibleName(self.tr("Add within: {row}").format(row=self.shown.fields[0].name))
            self._add.clicked.connect(lambda: self.add_wanted.emit(self.shown.adds))
            line.addWidget(self._add)
        if self.shown.removable:
            name = self.shown.title or (self.shown.fields[0].name if self.shown.fields else "")
            cross = IconButton("cross", self.tr("Remove: {row}").format(row=name), size=36)
            cross.clicked.connect(lambda: self.removed.emit(self.shown.place))
            line.addWidget(cross)
        indent = _INDENT * self.shown.depth
        whole = column(line, self._problem, gap=2, margins=(0, 5, 0, 5))
        across = row(indent, _Stem(), whole, gap=8) if indent else row(whole)
        self.setLayout(across)


class _Stem(QWidget):
    """The upright line that shows what belongs to a group."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(3)
        self.setProperty("ground", "soft")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class PartView(QWidget):
    """One part of the form: icon, title, what may be added, its rows."""

    add_wanted = Signal(str)

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._adds = ""
        self.rows: list[RowView] = []
        self._title, self._note = Label("", 15, theme.SEMIBOLD), Label("", 12, tone="text2", elide=True)
        self.add = Button("", "quiet", icon="plus", height=32)
        self.add.clicked.connect(lambda: self.add_wanted.emit(self._adds))
        self._problem = Label("", 12, theme.MEDIUM, "red", wrap=True)
        self._problem.hide()
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        head = row(Icon(icon, 22, "accent"), self._title, self._note, self.add, gap=10)
        head.setStretch(2, 1)
        self.setLayout(column(head, self._problem, self._body, 6, Hairline(), gap=4, margins=(0, 10, 0, 0)))

    def set_words(self, title: str, note: str, add: str) -> None:
        """Write the heading."""
        self._title.setText(title)
        self._note.setText(note)
        self.add.setText(add)
        self.add.setAccessibleName(f"{add}: {title}")

    def show_part(self, shown: ShownPart, made: Callable[[ShownRow], RowView]) -> None:
        """Write the rows anew."""
        self._adds = shown.adds
        self.add.setVisible(bool(shown.adds))
        empty_layout(self._body)
        self.rows = [made(one) for one in shown.rows]
        for view in self.rows:
            self._body.addWidget(view)

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the part as a whole."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
