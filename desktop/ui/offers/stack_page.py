"""How offers stack: the tree drawn from the top, each group with the way it shares, and changed in place. Passive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.offers.painted_tree import Branch
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
    row,
    scrolling,
)
from desktop.ui.widgets.flow import Flow

_MODES = ("best_for_member", "first", "all", "keep_most_margin")


class StackPage(QWidget):
    """Signals carry the group and what was chosen for it."""

    mode_chosen = Signal(str, str)
    per_chosen = Signal(str, str)
    moved = Signal(str, int)
    put = Signal(str, str)
    offer_moved = Signal(str, str)
    group_added = Signal(str)
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
        self.add.clicked.connect(lambda: self.group_added.emit(""))
        self.publish.clicked.connect(self.published)
        language.on_change(self, self._retranslate)

    def show_stack(self, shown: ShownStack) -> None:
        """Draw the tree anew; who stood at a control of a group stands there again."""
        before = self.focusWidget()
        key = before.property("key") if before is not None else None
        self._shown = shown
        empty_layout(self._steps)
        for step in shown.steps:
            self._steps.addWidget(self._step(step))
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

    def menu(self, group: str, what: str) -> MenuButton:
        """Return a menu of a group: `bring` an offer, or `put` the group elsewhere."""
        found = next(one for one in self.findChildren(MenuButton) if one.property("key") == f"{group}/{what}")
        assert isinstance(found, MenuButton)
        return found

    def _step(self, step: ShownStep) -> QWidget:
        title = Label(step.title, 15, theme.SEMIBOLD, elide=True)
        says = Label(self._says(step), 13, tone="text2", wrap=True)
        controls = _flowing(self._controls(step))
        inside = _flowing([Chip(name, "plain", height=26) for _, name in step.inside])
        if not step.inside:
            inside.hide()
        words = column(title, says, controls, inside, gap=6, margins=(0, 14, 0, 14))
        held = QWidget()
        held.setLayout(column(words, Hairline(), gap=0))
        made = QWidget()
        across = row(Branch(step.knot), held, gap=12)
        across.setStretch(1, 1)
        made.setLayout(across)
        made.setAccessibleName(f"{step.title}: {says.text()}")
        return made

    def _controls(self, step: ShownStep) -> list[QWidget]:
        mode = self._list(step, "mode", [(key, self._mode_words()[key]) for key in _MODES], step.mode)
        mode.picked.connect(partial(self.mode_chosen.emit, step.group))
        pers = [("unit", self.tr("for each unit")), ("basket", self.tr("for the basket"))]
        per = self._list(step, "per", pers, step.per)
        per.picked.connect(partial(self.per_chosen.emit, step.group))
        lists: list[QWidget] = [mode, per]
        for box in lists:
            box.setEnabled(self._shown.may_rule)
        return [*lists, *self._moves(step)] if self._shown.may_rule else lists

    def _moves(self, step: ShownStep) -> list[QWidget]:
        made: list[QWidget] = [self._arrow(step, "arrow-up", -1), self._arrow(step, "arrow-down", 1)]
        if step.outside:
            bring = self._menu(step, "bring", self.tr("Bring an offer here"), step.outside)
            bring.setAccessibleName(self.tr("Bring an offer into: {group}").format(group=step.title))
            bring.picked.connect(lambda offer: self.offer_moved.emit(offer, step.group))
            made.append(bring)
        if step.homes:
            put = self._menu(step, "put", self.tr("Put this into"), step.homes)
            put.setAccessibleName(self.tr("Put into another family: {group}").format(group=step.title))
            put.picked.connect(lambda home: self.put.emit(step.group, home))
            made.append(put)
        if step.may_hold:
            made.append(self._press(step, "plus", self.tr("A family within: {group}"), self.group_added.emit))
        if step.own:
            made.append(self._press(step, "cross", self.tr("Remove: {group}"), self.group_removed.emit))
        return made

    def _menu(self, step: ShownStep, key: str, words: str, items: tuple[tuple[str, str], ...]) -> MenuButton:
        menu = MenuButton(words, height=36)
        menu.set_items(items)
        menu.setProperty("key", f"{step.group}/{key}")
        return menu

    def _press(self, step: ShownStep, icon: str, words: str, act: Callable[[str], None]) -> IconButton:
        button = IconButton(icon, words.format(group=step.title), size=36)
        button.setProperty("key", f"{step.group}/{icon}")
        button.clicked.connect(lambda: act(step.group))
        return button

    def _list(self, step: ShownStep, what: str, options: list[tuple[str, str]], value: str) -> ChoiceBox:
        box = ChoiceBox(options, compact=True)
        box.choose(value)
        box.setProperty("key", f"{step.group}/{what}")
        words = self.tr("how they share") if what == "mode" else self.tr("for what it is decided")
        box.setAccessibleName(f"{step.title}: {words}")
        return box

    def _arrow(self, step: ShownStep, icon: str, move: int) -> IconButton:
        words = self.tr("Earlier: {group}") if move < 0 else self.tr("Later: {group}")
        return self._press(step, icon, words, lambda group: self.moved.emit(group, move))

    def _mode_words(self) -> dict[str, str]:
        return {
            "best_for_member": self.tr("the best for the member"),
            "first": self.tr("the first by priority"),
            "all": self.tr("all of them, one upon the other"),
            "keep_most_margin": self.tr("the one that leaves the shop most"),
        }

    def _says(self, step: ShownStep) -> str:
        said = self._shares(step)
        if not step.within:
            return said
        together = (
            self.tr("It stacks with whatever else is in “{group}”.")
            if step.shares
            else self.tr("In “{group}” it counts as one: all that works here works, or makes way, together.")
        )
        return f"{said} {together.format(group=step.within)}"

    def _shares(self, step: ShownStep) -> str:
        if step.mode == "all":
            return self.tr("Every offer here works on what the ones before have left.")
        where = self.tr("For each unit") if step.per == "unit" else self.tr("For the basket")
        one = (
            self.tr("{where}, one offer or one family within works: {mode}.")
            if step.knot.holds
            else self.tr("{where}, one offer works: {mode}.")
        )
        return one.format(where=where, mode=self._mode_words()[step.mode])

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


def _flowing(widgets: Sequence[QWidget]) -> QWidget:
    flow = Flow(gap=8)
    for widget in widgets:
        flow.addWidget(widget)
    made = QWidget()
    made.setLayout(flow)
    return made
