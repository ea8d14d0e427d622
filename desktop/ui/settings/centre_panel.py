"""Settings of the centre: joining by a code, and in words how this till stands with it. Passive; there is no reset."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui import language, theme
from desktop.ui.settings.overview import OverviewTables
from desktop.ui.settings.values import CentreShown
from desktop.ui.widgets import (
    Button,
    CodeEdit,
    Field,
    Icon,
    Label,
    Progress,
    column,
    row,
)


class CentrePanel(QWidget):
    """Alone: address and code. Joined: what waits and since when, what failed, the tills of the shop."""

    join_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown = CentreShown()
        self._lead = Label("", 14, tone="text2", wrap=True)
        self.url, self.code = CodeEdit(), CodeEdit()
        self._fields = Field("", self.url), Field("", self.code)
        self.join, self.progress = Button("", "primary"), Progress()
        self._sign, self._state = Icon("check", 20, "accent"), Label("", 16, theme.SEMIBOLD, wrap=True)
        self._lines, self._trouble = Label("", 14, wrap=True), Label("", 14, tone="warn", wrap=True)
        self._notes, self.overview = Label("", 13, tone="text2", wrap=True), OverviewTables()
        self.join.clicked.connect(lambda: self.join_wanted.emit(self.url.text(), self.code.text()))
        self.code.returnPressed.connect(self.join.click)
        self._form, self._standing = QWidget(), QWidget()
        self._lay_out()
        language.on_change(self, self._retranslate)

    def show_centre(self, shown: CentreShown) -> None:
        """Write how this till stands."""
        self._shown = shown
        self.progress.finish()
        self.join.setEnabled(True)
        self._retranslate()

    def show_joining(self, done: int, total: int) -> None:
        """Joining is under way."""
        if self.join.isEnabled():
            self.join.setEnabled(False)
            self.progress.start(self.tr("Joining; sending and reading what there is"))
        if total:
            self.progress.advance(done, total)

    def first_focus(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.url if self._shown.alone else self.overview.table

    def words(self) -> list[str]:
        """What the panel says, line by line, for tests and screen readers."""
        labels = (self._state, self._lines, self._trouble, self._notes)
        return [label.text() for label in labels if label.text()]

    def _lay_out(self) -> None:
        fields = row(*self._fields, gap=16)
        fields.setStretch(0, 3)
        fields.setStretch(1, 2)
        self._form.setLayout(column(fields, 4, row(self.join, None), self.progress, gap=10))
        head = row(self._sign, self._state, gap=10)
        head.setStretch(1, 1)
        standing = column(head, self._lines, self._trouble, self._notes, 12, self.overview, None, gap=8)
        # The tables take the height there is: many tills, and months of signed acts, are read at once.
        standing.setStretchFactor(self.overview, 100)
        self._standing.setLayout(standing)
        whole = column(self._lead, 8, self._form, self._standing, None, gap=8)
        whole.setStretchFactor(self._standing, 100)
        self.setLayout(whole)

    def _retranslate(self) -> None:
        alone = self._shown.alone
        self._lead.setText(
            self.tr(
                "A centre joins several tills: members, credit and figures are the same at all of them. This shop "
                "comes with all it has recorded, and goes on selling whenever the line is cut."
            )
            if alone
            else self.tr("Exchanges go on by themselves; nothing has to be done here.")
        )
        self._fields[0].set_label(self.tr("Address of the centre"))
        self._fields[1].set_label(self.tr("One-time code"))
        self.join.setText(self.tr("Join"))
        self._form.setVisible(alone)
        self._standing.setVisible(not alone)
        self._write_state()
        self.overview.show_overview(self._shown)

    def _write_state(self) -> None:
        shown = self._shown
        well = not shown.trouble
        self._sign.set_icon("check" if well else "offline", "accent" if well else "warn")
        self._state.setText(shown.url)
        self._lines.setText("\n".join(self._said()))
        self._trouble.setText(shown.trouble)
        self._trouble.setVisible(bool(shown.trouble))
        self._notes.setText("\n".join(shown.notes))
        self._notes.setVisible(bool(shown.notes))

    def _said(self) -> list[str]:
        shown, written = self._shown, language.formats()
        said = [self._waiting_words()]
        if shown.unread:
            said.append(written.numerals(self.tr("%n facts are still to be read", "", shown.unread)))
        if shown.ok_at is not None:
            said.append(self.tr("Last news: {time}").format(time=written.moment(shown.ok_at)))
        if shown.trouble_since is not None:
            said.append(
                self.tr("Without a line since {time}").format(time=written.moment(shown.trouble_since))
            )
        return said

    def _waiting_words(self) -> str:
        shown, written = self._shown, language.formats()
        if not shown.waiting:
            return self.tr("All that was recorded here is at the centre")
        text = written.numerals(self.tr("%n facts wait to be sent", "", shown.waiting))
        if shown.waiting_since is None:
            return text
        return self.tr("{facts}, the first since {time}").format(
            facts=text, time=written.moment(shown.waiting_since)
        )
