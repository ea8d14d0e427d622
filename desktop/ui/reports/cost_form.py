"""Costs written by hand in the panel: the list, the latest first; below it the form of one. Passive."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.reports.cost_values import NEW, CostTyped, ShownCosts
from desktop.ui.widgets import (
    AmountEdit,
    Button,
    ChoiceBox,
    DayEdit,
    Field,
    Hairline,
    Label,
    Row,
    TextEdit,
    column,
    row,
)
from desktop.ui.widgets.layouts import emptied

_LABELS = {
    "name": str(QT_TRANSLATE_NOOP("Reports", "What it was for")),
    "amount": str(QT_TRANSLATE_NOOP("Reports", "Amount")),
    "since": str(QT_TRANSLATE_NOOP("Reports", "From")),
    "last": str(QT_TRANSLATE_NOOP("Reports", "To")),
    "branch": str(QT_TRANSLATE_NOOP("Reports", "Branch")),
    "campaign": str(QT_TRANSLATE_NOOP("Reports", "Belongs to")),
}


class CostForm(QWidget):
    """`picked(place)` of the list or `NEW`, `saved(CostTyped)`, `dropped(place)`."""

    picked = Signal(int)
    saved = Signal(object)
    dropped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._shown: ShownCosts | None = None
        self._lead = Label("", 13, tone="text2", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.name, self.amount = TextEdit(), AmountEdit(money=True)
        self.since, self.last = DayEdit(), DayEdit()
        self.branch, self.campaign = ChoiceBox(), ChoiceBox()
        self.fields = {
            "name": Field("", self.name),
            "amount": Field("", self.amount),
            "since": Field("", self.since),
            "last": Field("", self.last),
            "branch": Field("", self.branch),
            "campaign": Field("", self.campaign),
        }
        self.title, self.problem = Label("", 15, theme.SEMIBOLD), Label("", 13, tone="red", wrap=True)
        self.save, self.drop = Button("", "primary", height=48), Button("", "danger", height=44)
        self.new = Button("", "quiet", icon="plus", height=36, size=13)
        self._lay_out()
        self.save.clicked.connect(self._save)
        self.drop.clicked.connect(self._drop)
        self.new.clicked.connect(lambda: self.picked.emit(NEW))
        self.name.returnPressed.connect(self._save)
        self.amount.returnPressed.connect(self._save)
        language.on_change(self, self._retranslate)

    def show_costs(self, shown: ShownCosts) -> None:
        """Write the list, and a cost into the form."""
        self._shown = shown
        self._retranslate()
        typed = shown.typed
        self.name.setText(typed.name)
        self.amount.set_amount(typed.amount)
        self.since.set_day(typed.since)
        self.last.set_day(typed.last)
        self.branch.choose(typed.branch)
        self.campaign.choose(typed.campaign)

    def show_problem(self, field: str, text: str) -> None:
        """Say what is wrong at a field, or below them all."""
        for part in self.fields.values():
            part.show_problem("")
        at = self.fields.get("last" if field == "days" else field)
        self.problem.setText("" if at else text)
        self.problem.setVisible(bool(text) and at is None)
        if at is not None:
            at.show_problem(text)
            at.setFocus()

    def read(self) -> CostTyped | None:
        """Return what stands in the form."""
        if self._shown is None:
            return None
        return replace(
            self._shown.typed,
            name=self.name.text(),
            amount=self.amount.amount(),
            since=self.since.day(),
            last=self.last.day(),
            branch=self.branch.value(),
            campaign=self.campaign.value(),
        )

    def _save(self) -> None:
        found = self.read()
        if found is not None:
            self.show_problem("", "")
            self.saved.emit(found)

    def _drop(self) -> None:
        if self._shown is not None:
            self.dropped.emit(self._shown.typed.place)

    def _lay_out(self) -> None:
        f = self.fields
        days = row(f["since"], f["last"], gap=12)
        belongs = row(f["branch"], f["campaign"], gap=12)
        for field, box in ((f["branch"], self.branch), (f["campaign"], self.campaign)):
            # As wide as the panel leaves it: a long offer's name would push the panel's content out of it.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
            belongs.setStretchFactor(field, 1)
        head = row(self.title, None, self.new, gap=8)
        whole = column(
            self._lead, self._list, 4, head, f["name"], f["amount"], days, belongs,
            self.problem, self.save, self.drop, None, gap=12, margins=(20, 16, 20, 20),
        )  # fmt: skip
        self.setLayout(whole)
        self.problem.hide()

    def _write_list(self, shown: ShownCosts) -> None:
        emptied(self._list)
        for cost in shown.costs:
            line = Row(touch=True)
            line.show_row(
                cost.name, self._note(cost, shown), language.formats().short_money(cost.amount or 0)
            )
            line.set_chosen(cost.place == shown.typed.place)
            line.clicked.connect(partial(self.picked.emit, cost.place))
            self._list.addWidget(line)
        if not shown.costs:
            none = QCoreApplication.translate("Reports", "No cost is written yet.")
            self._list.addWidget(Label(none, 13, tone="text3"))
        self._list.addWidget(Hairline())

    def _note(self, cost: CostTyped, shown: ShownCosts) -> str:
        written = language.formats()
        days = [written.day(cost.since), *([written.day(cost.last)] if cost.last != cost.since else [])]
        between = QCoreApplication.translate("Reports", "{first} to {last}")
        when = between.format(first=days[0], last=days[-1]) if len(days) > 1 else days[0]
        of = [
            dict(shown.branches).get(cost.branch, cost.branch),
            dict(shown.campaigns).get(cost.campaign, cost.campaign),
        ]
        return written.listed([when, *(written.name(one) for one in of if one)])

    def _retranslate(self) -> None:
        def say(text: str) -> str:
            return QCoreApplication.translate("Reports", text)

        self._lead.setText(
            QCoreApplication.translate(
                "Reports",
                "What the till cannot know: printing, advertising, wages of an action. An amount is spread evenly over "
                "its days and counts in what the club cost and in the return of its offer.",
            )
        )
        for key, text in _LABELS.items():
            self.fields[key].set_label(say(text))
        self.new.setText(QCoreApplication.translate("Reports", "Another cost"))
        self.drop.setText(QCoreApplication.translate("Reports", "Take this cost back"))
        shown = self._shown
        if shown is None:
            return
        is_new = shown.typed.place == NEW
        self.title.setText(
            QCoreApplication.translate("Reports", "A new cost")
            if is_new
            else QCoreApplication.translate("Reports", "Change this cost")
        )
        self.save.setText(
            QCoreApplication.translate("Reports", "Write the cost")
            if is_new
            else QCoreApplication.translate("Reports", "Change the cost")
        )
        self.drop.setVisible(not is_new)
        self.new.setVisible(not is_new)
        before = self.branch.value(), self.campaign.value()
        self._offer_choices(shown)
        self.branch.choose(before[0])
        self.campaign.choose(before[1])
        self._write_list(shown)
        self.show_problem("", "")

    def _offer_choices(self, shown: ShownCosts) -> None:
        typed, club = shown.typed, QCoreApplication.translate("Reports", "Whole club")
        known = dict(shown.campaigns)
        loose = [(typed.campaign, typed.campaign)] if typed.campaign and typed.campaign not in known else []
        self.campaign.set_options([("", club), *shown.campaigns, *loose])
        all_branches = QCoreApplication.translate("Reports", "All branches")
        self.branch.set_options([("", all_branches), *shown.branches])
