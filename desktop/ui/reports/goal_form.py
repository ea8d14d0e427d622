"""The form of a goal in the panel: figure, branch, period, target, days; below it how the goal would stand. Passive."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.reports.board import Aim
from desktop.ui import language
from desktop.ui.reports import words
from desktop.ui.reports.goal_values import MONEY, GoalTyped
from desktop.ui.reports.panels import AimPanel
from desktop.ui.widgets import (
    Button,
    ChoiceBox,
    CodeEdit,
    DayEdit,
    Field,
    Hairline,
    Label,
    Segmented,
    Toggle,
    column,
    row,
)
from desktop.ui.widgets.layouts import emptied
from loyalty.goals import EVERY, FIGURES, PERCENT

_REST = 350
"""Milliseconds of rest after which what was typed is told: a goal is reckoned over all sales."""


class GoalForm(QWidget):
    """`typed(GoalTyped)` after a rest, `saved(GoalTyped)`, `stopped(goal_id)`."""

    typed = Signal(object)
    saved = Signal(object)
    stopped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: GoalTyped | None = None
        self._branches: tuple[tuple[str, str], ...] = ()
        self._new = True
        self.figure, self.branch, self.every = ChoiceBox(), ChoiceBox(), Segmented()
        self.target, self.since, self.until = CodeEdit(figure=True), DayEdit(), DayEdit()
        self.ends = Toggle()
        self.fields = {
            "figure": Field("", self.figure),
            "branch": Field("", self.branch),
            "every": Field("", self.every),
            "target": Field("", self.target),
            "since": Field("", self.since),
            "until": Field("", self.until),
        }
        self.problem = Label("", 13, tone="red", wrap=True)
        self._told = QVBoxLayout()
        self.save, self.stop = Button("", "primary", height=48), Button("", "danger", height=44)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._lay_out()
        self._connect()
        language.on_change(self, self._retranslate)

    def show_goal(self, shown: GoalTyped, branches: tuple[tuple[str, str], ...]) -> None:
        """Write a goal into the form; one without a target is new."""
        self._shown, self._branches, self._new = shown, branches, not shown.target
        self._retranslate()
        self.figure.choose(shown.figure)
        self.branch.choose(shown.branch)
        self.every.choose(shown.every)
        self.target.setText(shown.target)
        self.since.set_day(shown.since)
        self.until.set_day(shown.until or shown.since)
        self.ends.setChecked(shown.until is not None)
        self.show_told(None, "")
        self._changed()

    def show_told(self, aim: Aim | None, problem: str) -> None:
        """Say how it would stand now, or what is wrong."""
        emptied(self._told)
        if aim is not None:
            self._told.addWidget(AimPanel(aim, narrow=True))
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def read(self) -> GoalTyped | None:
        """Return what stands in the form."""
        if self._shown is None:
            return None
        return replace(
            self._shown,
            figure=self.figure.value(),
            target=self.target.text(),
            every=self.every.value(),
            branch=self.branch.value(),
            since=self.since.day(),
            until=self.until.day() if self.ends.isChecked() else None,
        )

    def _changed(self) -> None:
        figure = self.figure.value()
        unit = language.formats().unit() if figure in MONEY else ""
        unit = QCoreApplication.translate("Charts", "percent") if figure in PERCENT else unit
        target = QCoreApplication.translate("Reports", "Target")
        self.fields["target"].set_label(f"{target}{language.formats().comma()} {unit}" if unit else target)
        self.fields["until"].setVisible(self.ends.isChecked())
        self._rest.start()

    def _send(self) -> None:
        found = self.read()
        if found is not None:
            self._rest.stop()
            self.saved.emit(found)

    def _stop(self) -> None:
        if self._shown is not None:
            self.stopped.emit(self._shown.goal_id)

    def _tell(self) -> None:
        found = self.read()
        if found is not None and self.isVisible():
            self.typed.emit(found)

    def _lay_out(self) -> None:
        days = row(self.fields["since"], self.fields["until"], gap=12)
        parts = [self.fields[name] for name in ("figure", "branch", "every", "target")]
        buttons = column(self.save, self.stop, gap=8)
        whole = column(
            *parts, days, self.ends, self.problem, Hairline(), self._told, buttons, None, gap=14, margins=(20, 16, 20, 20)
        )  # fmt: skip
        self.setLayout(whole)

    def _connect(self) -> None:
        self._rest.timeout.connect(self._tell)
        for box in (self.figure, self.branch, self.every):
            box.picked.connect(lambda _: self._changed())
        for day in (self.since, self.until):
            day.day_changed.connect(lambda _: self._changed())
        self.ends.toggled.connect(lambda _: self._changed())
        self.target.textEdited.connect(lambda _: self._changed())
        self.target.returnPressed.connect(self._send)
        self.save.clicked.connect(self._send)
        self.stop.clicked.connect(self._stop)

    def _retranslate(self) -> None:
        def say(text: str) -> str:
            return QCoreApplication.translate("Reports", text)

        for key, text in words.GOAL_FIELDS.items():
            self.fields[key].set_label(say(text))
        self.figure.set_options([(key, words.figure(key).name) for key in FIGURES])
        self.branch.set_options([("", say("All branches")), *self._branches])
        self.every.set_options([(key, say(words.EVERY[key])) for key in EVERY])
        self.ends.setText(QCoreApplication.translate("Reports", "It ends on a day"))
        self.save.setText(
            QCoreApplication.translate("Reports", "Set the goal")
            if self._new
            else QCoreApplication.translate("Reports", "Change the goal")
        )
        self.stop.setText(QCoreApplication.translate("Reports", "Stop this goal"))
        self.stop.setVisible(not self._new)
