"""Settings of people: who works here, and who may what. Passive."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLineEdit, QWidget

from desktop.ui import language, theme
from desktop.ui.settings.values import AccessShown, Person, StaffShown
from desktop.ui.widgets import (
    Button,
    Cell,
    ChoiceBox,
    CodeEdit,
    Column,
    Field,
    Hairline,
    Label,
    Table,
    TableRow,
    TextEdit,
    column,
    empty_layout,
    painting,
    row,
)

OWNER = "owner"
_FORM = 300


class StaffPanel(QWidget):
    """The people in a table as high as the page; beside it a new one, or what may be changed of the chosen one."""

    added = Signal(str, str, str, str, str)
    level_set = Signal(str, str)
    pin_set = Signal(str, str, str)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown, self._sure = StaffShown(), False
        self.table = Table(row_height=52)
        self.table.setMinimumHeight(300)
        self.name, self.level, self.branch = TextEdit(), ChoiceBox(), ChoiceBox()
        self.pin, self.again = CodeEdit(), CodeEdit()
        for secret in (self.pin, self.again):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
            secret.setMaxLength(16)
        self._fields = [Field("", e) for e in (self.name, self.level, self.branch, self.pin, self.again)]
        self._title = Label("", 16, theme.SEMIBOLD, elide=True)
        self.add, self.keep_level = Button("", "plain", icon="plus"), Button("", "plain")
        self.keep_pin, self.remove = Button("", "plain", icon="key"), Button("", "danger", icon="trash")
        self.new = Button("", "quiet", icon="plus", height=32, size=13)
        self._lay_out()
        self._connect()
        language.on_change(self, self._retranslate)

    def show_staff(self, shown: StaffShown) -> None:
        """Write the people anew and forget what was typed."""
        self._shown = shown
        for edit in (self.name, self.pin, self.again):
            edit.clear()
        self._retranslate()

    def show_pins_differ(self) -> None:
        """The two PINs are not the same."""
        self._fields[4].show_problem(self.tr("This is not the same PIN. Type it once more."))
        self.again.setFocus()

    def first_focus(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.table

    def choose(self, staff_id: str) -> None:
        """Open a person's form; '' is a new one."""
        self._sure = False
        if not staff_id:
            self.table.clearSelection()
        self._chosen_id = staff_id
        person = self._person()
        if person is not None:
            self.level.choose(person.level)
        for field in self._fields:
            field.show_problem("")
        self._write_form()

    def _person(self) -> Person | None:
        return next((one for one in self._shown.people if one.staff_id == self._chosen_id), None)

    def _lay_out(self) -> None:
        self._chosen_id = ""
        head = row(self._title, None, self.new, gap=12)
        head.setStretch(0, 1)
        name, level, branch, pin, again = self._fields
        parts = (name, level, self.keep_level, branch, pin, again, self.keep_pin, self.add)
        form = QWidget()
        form.setFixedWidth(_FORM)
        form.setLayout(column(head, *parts, 8, self.remove, None, gap=10))
        beside = row(self.table, Hairline(vertical=True), form, gap=20)
        beside.setStretch(0, 1)
        self.setLayout(beside)

    def _connect(self) -> None:
        self.table.moved.connect(self.choose)
        self.table.picked.connect(self.choose)
        self.new.clicked.connect(lambda: self.choose(""))
        self.again.textEdited.connect(lambda _: self._fields[4].show_problem(""))
        self.add.clicked.connect(self._add)
        self.keep_level.clicked.connect(lambda: self.level_set.emit(self._chosen_id, self.level.value()))
        self.keep_pin.clicked.connect(
            lambda: self.pin_set.emit(self._chosen_id, self.pin.text(), self.again.text())
        )
        self.remove.clicked.connect(self._remove)

    def _add(self) -> None:
        self.added.emit(
            self.name.text(), self.level.value(), self.branch.value(), self.pin.text(), self.again.text()
        )

    def _remove(self) -> None:
        if self._sure:
            self.removed.emit(self._chosen_id)
            self._chosen_id = ""
        self._sure = not self._sure
        self._write_form()

    def _write_form(self) -> None:
        person, written = self._person(), language.formats()
        self._title.setText(person.name if person else self.tr("A new person"))
        for widget in (self._fields[0], self._fields[2], self.add):
            widget.setVisible(person is None)
        for button in (self.keep_level, self.keep_pin, self.remove, self.new):
            button.setVisible(person is not None)
        sure = self.tr("Yes, remove {name}").format(name=written.name(person.name if person else ""))
        self.remove.setText(sure if self._sure else self.tr("Remove"))
        self._fields[3].set_label(self.tr("New PIN") if person else self.tr("PIN"))
        hint = self.tr("May stay empty: they choose it at their first sign-in.")
        self._fields[3].set_hint("" if person else hint)

    def _write_table(self) -> None:
        lang, words = language.formats().lang, dict(self._shown.levels)
        self.table.set_columns(
            [
                Column(self.tr("Name")),
                Column(self.tr("Access level"), width=170),
                Column(self.tr("PIN on this till"), width=150),
            ],
            name=self.tr("People"),
        )
        rows = []
        for one in self._shown.people:
            state = self.tr("none yet") if not one.has_pin else self.tr("set")
            stopped = self.tr("stopped after wrong tries")
            rows.append(
                TableRow(
                    one.staff_id,
                    (
                        Cell(one.name, weight=theme.SEMIBOLD),
                        Cell(
                            words[one.level].of(lang) if one.level in words else one.level,
                            one.branch or self.tr("all branches"),
                        ),
                        Cell(stopped if one.stopped else state, tone="warn" if one.stopped else "text2"),
                    ),
                )
            )
        self.table.show_rows(rows)

    def _retranslate(self) -> None:
        lang = language.formats().lang
        self._write_table()
        for field, label in zip(
            self._fields,
            (
                self.tr("Name"),
                self.tr("Access level"),
                self.tr("Branch"),
                self.tr("PIN"),
                self.tr("The same PIN again"),
            ),
            strict=True,
        ):
            field.set_label(label)
        self.level.set_options([(key, words.of(lang)) for key, words in self._shown.levels])
        self.branch.set_options([("", self.tr("all branches")), *self._shown.branches])
        self.add.setText(self.tr("Add this person"))
        self.keep_level.setText(self.tr("Change the level"))
        self.keep_pin.setText(self.tr("Set the new PIN"))
        self.new.setText(self.tr("A new person"))
        self.choose(self._chosen_id)


class Mark(QAbstractButton):
    """A small box that is marked or not, for a cell of a table; its name says of whom and what."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFixedSize(44, 36)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        on, may = self.isChecked(), self.isEnabled()
        box = QRectF(self.width() / 2 - 11, self.height() / 2 - 11, 22, 22)
        ground = theme.color("accent" if may else "mid") if on else theme.color("surface")
        painting.box(painter, box, 5, ground, None if on else theme.color("line2"))
        if self.hasFocus():
            painting.box(painter, box.adjusted(-4, -4, 4, 4), 8, None, theme.color("accent"), painting.ring())
        if on:
            painting.draw_icon(
                painter, "check", box.x() + 3, box.y() + 3, 16, theme.color("on_accent"), rtl=False
            )
        painter.end()


class AccessPanel(QWidget):
    """Levels × acts: who may what; the owner's column is always full."""

    published = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown, self.boxes = AccessShown(), dict[tuple[str, str], Mark]()
        self._note, self._grid = Label("", 13, tone="text2", wrap=True), QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self.publish = Button("", "primary")
        self.publish.clicked.connect(lambda: self.published.emit(self.chosen()))
        self.setLayout(column(self._note, 4, self._grid, 12, row(self.publish, None), None, gap=8))
        language.on_change(self, self._retranslate)

    def show_access(self, shown: AccessShown) -> None:
        """Write the table."""
        self._shown = shown
        self._retranslate()

    def chosen(self) -> frozenset[tuple[str, str]]:
        """Return who may what as it is marked."""
        return frozenset(place for place, box in self.boxes.items() if box.isChecked())

    def first_focus(self) -> QWidget:
        """Return where the keyboard begins."""
        return next(iter(self.boxes.values()), self.publish)

    def _retranslate(self) -> None:
        marked = self.chosen() if self.boxes and self.isVisible() else self._shown.may
        lang = language.formats().lang
        empty_layout(self._grid)
        self.boxes = {}
        for at, (_, words) in enumerate(self._shown.levels, start=1):
            head = Label(words.of(lang), 12, theme.SEMIBOLD, "text2", align="center", wrap=True)
            head.setMinimumWidth(96)
            self._grid.addWidget(head, 0, at)
        for line, (act, words) in enumerate(self._shown.acts, start=1):
            said = words.of(lang)
            self._grid.addWidget(Label(said[:1].upper() + said[1:], 14), line, 0)
            for at, (level, level_words) in enumerate(self._shown.levels, start=1):
                box = Mark()
                box.setChecked((level, act) in marked)
                box.setEnabled(self._shown.editable and level != OWNER)
                box.setAccessibleName(f"{level_words.of(lang)}: {words.of(lang)}")
                self._grid.addWidget(box, line, at, Qt.AlignmentFlag.AlignHCenter)
                self.boxes[level, act] = box
        self._grid.setColumnStretch(0, 1)
        self.publish.setVisible(self._shown.editable)
        self.publish.setText(self.tr("Publish this table"))
        editable = self.tr("What each level may do alone; for the rest somebody who may gives their PIN.")
        only = self.tr("Only who may set policy changes this table.")
        self._note.setText(editable if self._shown.editable else only)
