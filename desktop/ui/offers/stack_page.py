"""How offers stack: the tree drawn from the top, each group with the way it shares, and changed in place. Passive."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.offers.shown import ShownStack, ShownStep
from desktop.ui.widgets import (
    Button,
    Chip,
    ChoiceBox,
    Hairline,
    IconButton,
    Label,
    MenuButton,
    WarnBox,
    column,
    empty_layout,
    painting,
    row,
    scrolling,
)
from desktop.ui.widgets.flow import Flow

_MODES = ("best_for_member", "first", "all", "keep_most_margin")


class _Knot(QWidget):
    """A knot of the tree: its number in a ring, and the line from the one above to the one below."""

    def __init__(self, number: int, *, last: bool) -> None:
        super().__init__()
        self._number, self._last = number, last
        self.setFixedWidth(44)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        middle = self.width() / 2
        top = 0 if self._number > 1 else 34
        bottom = 34 if self._last else self.height()
        painter.fillRect(QRectF(middle - 1, top, 2, bottom - top), theme.color("line2"))
        ring = QRectF(middle - 15, 19, 30, 30)
        painting.box(painter, ring, 15, theme.color("soft"), theme.color("accent"), 2)
        painter.setFont(theme.font(13, theme.SEMIBOLD))
        painter.setPen(theme.color("accent"))
        text = language.formats().count(self._number)
        painter.drawText(ring.adjusted(0, 0, 0, -1), int(Qt.AlignmentFlag.AlignCenter), text)
        painter.end()


class StackPage(QWidget):
    """Signals carry the group and what was chosen for it."""

    mode_chosen = Signal(str, str)
    per_chosen = Signal(str, str)
    moved = Signal(str, int)
    offer_moved = Signal(str, str)
    group_added = Signal()
    group_removed = Signal(str)
    published = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = ShownStack((), may_rule=False)
        self.back = IconButton("arrow-back", "")
        self._title, self._lead = Label("", 20, theme.SEMIBOLD), Label("", 13, tone="text2", wrap=True)
        self.add, self.publish = Button("", "plain", icon="plus"), Button("", "primary", height=44)
        self._locked = WarnBox(icon="lock", tint="soft")
        self._steps = QVBoxLayout()
        self._steps.setSpacing(0)
        self._end = Label("", 13, tone="text2", wrap=True)
        top = row(self.back, self._title, self.add, self.publish, gap=12, margins=(20, 14, 20, 14))
        top.setStretch(1, 1)
        body = QWidget()
        body.setLayout(
            column(
                self._lead, self._locked, self._steps, 8, self._end, None, gap=10, margins=(32, 16, 32, 20)
            )
        )
        whole = column(top, Hairline(), scrolling(body), gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.back.clicked.connect(self.left)
        self.add.clicked.connect(self.group_added)
        self.publish.clicked.connect(self.published)
        language.on_change(self, self._retranslate)

    def show_stack(self, shown: ShownStack) -> None:
        """Draw the tree anew; who stood at a control of a group stands there again."""
        before = self.focusWidget()
        key = before.property("key") if before is not None else None
        self._shown = shown
        empty_layout(self._steps)
        for number, step in enumerate(shown.steps, 1):
            self._steps.addWidget(self._step(step, number, last=number == len(shown.steps)))
        for button in (self.add, self.publish):
            button.setVisible(shown.may_rule)
        self._locked.setVisible(not shown.may_rule)
        self.publish.setEnabled(shown.changed)
        again = next((w for w in self.findChildren(QWidget) if key and w.property("key") == key), None)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def box(self, group: str, what: str) -> ChoiceBox:
        """Return the list of a group: `mode` or `per`."""
        found = next(one for one in self.findChildren(ChoiceBox) if one.property("key") == f"{group}/{what}")
        assert isinstance(found, ChoiceBox)
        return found

    def _step(self, step: ShownStep, number: int, *, last: bool) -> QWidget:
        title = Label(step.title, 15, theme.SEMIBOLD, elide=True)
        says = Label(self._says(step), 13, tone="text2", wrap=True)
        controls = row(*self._controls(step), None, gap=8)
        inside = QWidget()
        flow = Flow(gap=8)
        for _, name in step.inside:
            flow.addWidget(Chip(name, "plain", height=26))
        inside.setLayout(flow)
        inside.setVisible(bool(step.inside))
        words = column(title, says, controls, inside, gap=6, margins=(0, 14, 0, 14))
        made = QWidget()
        across = row(_Knot(number, last=last), words, gap=12)
        across.setStretch(1, 1)
        made.setLayout(column(across, Hairline(), gap=0))
        made.setAccessibleName(f"{step.title}: {says.text()}")
        return made

    def _controls(self, step: ShownStep) -> list[QWidget]:
        mode = self._list(step, "mode", [(key, self._mode_words()[key]) for key in _MODES], step.mode)
        mode.picked.connect(partial(self.mode_chosen.emit, step.group))
        pers = [("unit", self.tr("for each unit")), ("basket", self.tr("for the basket"))]
        per = self._list(step, "per", pers, step.per)
        per.picked.connect(partial(self.per_chosen.emit, step.group))
        if not self._shown.may_rule:
            mode.setEnabled(False)
            per.setEnabled(False)
            return [mode, per]
        moves: list[QWidget] = [self._arrow(step, "arrow-up", -1), self._arrow(step, "arrow-down", 1)]
        if step.outside:
            take = MenuButton(self.tr("Bring an offer here"), height=36)
            take.setAccessibleName(self.tr("Bring an offer into: {group}").format(group=step.title))
            take.set_items(step.outside)
            take.picked.connect(lambda offer, group=step.group: self.offer_moved.emit(offer, group))
            moves.append(take)
        if step.own:
            cross = IconButton("cross", self.tr("Remove: {group}").format(group=step.title), size=36)
            cross.clicked.connect(lambda: self.group_removed.emit(step.group))
            moves.append(cross)
        return [mode, per, *moves]

    def _list(self, step: ShownStep, what: str, options: list[tuple[str, str]], value: str) -> ChoiceBox:
        box = ChoiceBox(options, compact=True)
        box.choose(value)
        box.setProperty("key", f"{step.group}/{what}")
        words = self.tr("how they share") if what == "mode" else self.tr("for what it is decided")
        box.setAccessibleName(f"{step.title}: {words}")
        return box

    def _arrow(self, step: ShownStep, icon: str, move: int) -> IconButton:
        words = self.tr("Earlier: {group}") if move < 0 else self.tr("Later: {group}")
        button = IconButton(icon, words.format(group=step.title), size=36)
        button.setProperty("key", f"{step.group}/{icon}")
        button.clicked.connect(lambda: self.moved.emit(step.group, move))
        return button

    def _mode_words(self) -> dict[str, str]:
        return {
            "best_for_member": self.tr("the best for the member"),
            "first": self.tr("the first by priority"),
            "all": self.tr("all of them, one upon the other"),
            "keep_most_margin": self.tr("the one that leaves the shop most"),
        }

    def _says(self, step: ShownStep) -> str:
        where = self.tr("For each unit") if step.per == "unit" else self.tr("For the basket")
        if step.mode == "all":
            return self.tr("Every offer here works on what the ones before have left.")
        return self.tr("{where}, one offer works: {mode}.").format(
            where=where, mode=self._mode_words()[step.mode]
        )

    def _retranslate(self) -> None:
        self.back.set_name(self.tr("Back to the offers"))
        self._title.setText(self.tr("How offers stack"))
        self._lead.setText(
            self.tr(
                "A basket goes through these groups from the top; what one takes off, the next no longer sees."
            )
        )
        self._locked.show_text(self.tr("Who sets policy changes this; here it is only shown."))
        self.add.setText(self.tr("A family of my own"))
        self.publish.setText(self.tr("Publish"))
        self._end.setText(
            self.tr("At the end the member spends credit, and no unit goes below the floor of its group.")
        )
        self.show_stack(self._shown)
