"""The print queue: what waits, what failed, what is in doubt, and what a person may do about it. Passive."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.day_close.shown import ShownPaper
from desktop.ui.day_close.words import act_words, slip_words, state_words
from desktop.ui.widgets import Button, EmptyState, Icon, Label, Row, column, empty_layout, row, scrolling

_TONES = {
    "printed": ("check", "accent"),
    "doubtful": ("question", "warn"),
    "failed": ("warning", "red"),
    "waiting": ("clock", "warn"),
    "queued": ("clock", "text2"),
    "sending": ("printer", "text2"),
    "dropped": ("cross", "text3"),
}
MOST_SHOWN = 60


class PapersPage(QWidget):
    """`acted(job_id, act)`."""

    acted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._papers: tuple[ShownPaper, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._more, self._empty = Label("", 13, tone="text2"), EmptyState("printer")
        self._empty.setContentsMargins(0, 72, 0, 0)
        inside = QWidget()
        inside.setLayout(
            column(
                self._rows,
                row(self._more, margins=(24, 12, 24, 12)),
                self._empty,
                None,
                gap=0,
            )
        )
        self.setLayout(column(scrolling(inside), gap=0))
        language.on_change(self, self._retranslate)

    def show_papers(self, papers: tuple[ShownPaper, ...]) -> None:
        """Show slips: those that need a person first, then the newest."""
        self._papers = papers
        ordered = sorted(papers, key=lambda one: one.state not in ("doubtful", "failed", "waiting"))
        empty_layout(self._rows)
        for one in ordered[:MOST_SHOWN]:
            self._rows.addWidget(self._row(one))
        rest = len(ordered) - MOST_SHOWN
        self._more.setText(language.formats().numerals(self.tr("%n older slips", "", max(rest, 0))))
        self._more.setVisible(rest > 0)
        self._empty.setVisible(not papers)

    def _row(self, one: ShownPaper) -> Row:
        written = language.formats()
        icon, tone = _TONES.get(one.state, ("printer", "text2"))
        line = Row(lead=Icon(icon, 20, tone), whole=True)
        title = slip_words(one.kind)
        if one.number:
            title = f"{title} {written.code(one.number)}"
        if one.copies:
            title = self.tr("{slip}, copy {number}").format(slip=title, number=written.count(one.copies))
        problem = one.problem.replace("\n", " ")
        note = "  ·  ".join(part for part in (written.moment(one.made_at, year=False), problem) if part)
        line.show_row(title, note, "", "")
        state = Label(state_words(one.state), 13, theme.MEDIUM, tone)
        line.add_end(state)
        for act in one.acts:
            button = Button(act_words(act), height=36, size=13)
            button.setAccessibleName(f"{act_words(act)} {title}")
            button.clicked.connect(lambda _=False, job=one.job_id, act=act: self.acted.emit(job, act))
            line.add_end(button)
        return line

    def _retranslate(self) -> None:
        self._empty.show_empty(self.tr("No slips"), self.tr("What is printed stands here, with how it went."))
        self.show_papers(self._papers)
