"""Two members beside one another before they become one, and the ids of one that may be taken apart. Passive."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.member.shown import ShownId, ShownMerge, ShownOne
from desktop.ui.member.words import nameless
from desktop.ui.widgets import (
    Button,
    EmptyState,
    Field,
    Hairline,
    Icon,
    Label,
    Row,
    TextEdit,
    column,
    empty_layout,
)


class MergeSheet(QWidget):
    """`typed(text)` looks for the other one, `picked(member_id)` chooses, `sent` merges, `again` chooses anew."""

    typed = Signal(str)
    picked = Signal(str)
    sent = Signal()
    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._merge: ShownMerge | None = None
        self._lead = Label("", 14, tone="text2", wrap=True)
        self.search = Field("", TextEdit())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._nobody = EmptyState("people")
        self._pair = QWidget()
        self._grid = QGridLayout(self._pair)
        self._grid.setContentsMargins(0, 8, 0, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._after = Label("", 13, tone="text2", wrap=True)
        self._problem = Label("", 13, theme.MEDIUM, "red", wrap=True)
        self.send, self.change = Button("", "primary"), Button("", "plain")
        self.send.clicked.connect(self.sent)
        self.change.clicked.connect(self.again)
        edit = self.search.editor
        if isinstance(edit, TextEdit):
            edit.textEdited.connect(self.typed)
        self.setLayout(
            column(
                self._lead,
                self.search,
                self._rows,
                self._nobody,
                self._pair,
                self._after,
                self._problem,
                self.send,
                self.change,
                None,
                gap=10,
                margins=(24, 16, 24, 20),
            )
        )
        language.on_change(self, self._retranslate)

    def show_merge(self, merge: ShownMerge) -> None:
        """Show who was found, or both side by side."""
        self._merge = merge
        both = merge.other is not None
        for widget in (self._pair, self._after, self.send, self.change):
            widget.setVisible(both)
        self.search.setVisible(not both)
        self._write_found(merge)
        if merge.other is not None:
            self._write_pair(merge.one, merge.other)
        typed = isinstance(self.search.editor, TextEdit) and bool(self.search.editor.text().strip())
        self._nobody.setVisible(not both and not merge.found and typed)
        self.show_problem(merge.problem)

    def start(self) -> None:
        """Begin with an empty search."""
        if isinstance(self.search.editor, TextEdit):
            self.search.editor.clear()
        self.search.editor.setFocus()

    def show_problem(self, text: str) -> None:
        """Say what is wrong."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def title(self) -> str:
        """The panel's heading."""
        return self.tr("Merge two members")

    def _write_found(self, merge: ShownMerge) -> None:
        written = language.formats()
        empty_layout(self._rows)
        if merge.other is not None:
            return
        for one in merge.found[:8]:
            line = Row(touch=True)
            credit = written.money(one.credit) if one.credit else ""
            line.show_row(one.name or nameless(), one.phone, credit, one.tier)
            line.clicked.connect(lambda key=one.member_id: self.picked.emit(key))
            self._rows.addWidget(line)

    def _write_pair(self, one: ShownOne, other: ShownOne) -> None:
        while self._grid.count():
            taken = self._grid.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        left, right = _facts(one), _facts(other)
        first = one.joined_on <= other.joined_on
        chief = self.tr("goes by this one")
        self._grid.addWidget(Label("", 13), 0, 0)
        for place, (member, leads) in enumerate(((one, first), (other, not first)), start=1):
            name = Label(member.name or nameless(), 15, theme.SEMIBOLD, elide=True)
            self._grid.addWidget(name, 0, place)
            self._grid.addWidget(Label(chief if leads else "", 12, tone="accent"), 1, place)
            self._grid.setColumnStretch(place, 1)
        words = self._words()
        for line, (key, mine) in enumerate(left.items(), start=2):
            self._grid.addWidget(Label(words[key], 13, tone="text2"), line, 0)
            self._grid.addWidget(Label(mine, 13, theme.MEDIUM, elide=True), line, 1)
            self._grid.addWidget(Label(right[key], 13, theme.MEDIUM, elide=True), line, 2)
        total = language.formats().money(one.credit + other.credit)
        self._after.setText(
            self.tr(
                "Afterwards one member has all of it, {amount} of credit too. It can be taken apart again."
            ).format(amount=total)
        )

    def _words(self) -> dict[str, str]:
        return {
            "phone": self.tr("Phone"),
            "joined": self.tr("Member since"),
            "tier": self.tr("Tier"),
            "credit": self.tr("Credit"),
            "visits": self.tr("Visits"),
            "spent": self.tr("Purchases"),
            "last": self.tr("Last visit"),
            "cards": self.tr("Cards"),
        }

    def _retranslate(self) -> None:
        self._lead.setText(self.tr("One person enrolled twice becomes one: lots, visits and cards together."))
        self.search.set_label(self.tr("The other one: phone, card or name"))
        self._nobody.show_empty(
            self.tr("Nobody found"), self.tr("Try the phone's last digits or another spelling.")
        )
        self.send.setText(self.tr("They are one person: merge"))
        self.change.setText(self.tr("Choose somebody else"))
        if self._merge is not None:
            self.show_merge(self._merge)


def _facts(one: ShownOne) -> dict[str, str]:
    written, translate = language.formats(), QCoreApplication.translate
    return {
        "phone": one.phone or translate("MergeSheet", "no phone"),
        "joined": written.day_short(one.joined_on),
        "tier": one.tier,
        "credit": written.amount(one.credit),
        "visits": written.count(one.visits),
        "spent": written.amount(one.spent),
        "last": written.day_short(one.last_on)
        if one.last_on
        else translate("MergeSheet", "not been here yet"),
        "cards": written.count(one.cards),
    }


class IdsSheet(QWidget):
    """The ids a person was merged of; `split(member_id)` takes one out."""

    split = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._ids: tuple[ShownId, ...] = ()
        self._lead = Label("", 14, tone="text2", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._problem = Label("", 13, theme.MEDIUM, "red", wrap=True)
        whole = column(self._lead, Hairline(), self._rows, self._problem, None, gap=10)
        whole.setContentsMargins(24, 16, 24, 20)
        self.setLayout(whole)
        language.on_change(self, self._retranslate)

    def show_ids(self, ids: tuple[ShownId, ...]) -> None:
        """Show them, the one the person goes by first."""
        self._ids = ids
        written = language.formats()
        empty_layout(self._rows)
        for one in ids:
            line = Row(lead=Icon("person", 20))
            since = self.tr("Member since {day}").format(day=written.day(one.joined_on))
            line.show_row(one.name or nameless(), "  ·  ".join(t for t in (one.phone, since) if t))
            if not one.first:
                out = Button(self.tr("Take out"))
                out.clicked.connect(lambda _=False, key=one.member_id: self.split.emit(key))
                line.add_end(out)
            self._rows.addWidget(line)
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Say what is wrong."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def title(self) -> str:
        """The panel's heading."""
        return self.tr("Take a merge apart")

    def _retranslate(self) -> None:
        self._lead.setText(
            self.tr("Whoever is taken out has their own purchases, lots and cards again, as if never merged.")
        )
        self.show_ids(self._ids)


__all__ = ["IdsSheet", "MergeSheet"]
