"""Settings of the centre: joining by a code, and in words how this till stands with it. Passive; there is no reset."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui import language, theme
from desktop.ui.parts.certificate_field import CertificateField
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
from loyalty.clock import local_time
from loyalty.words import isolate, isolate_ltr


class CentrePanel(QWidget):
    """Alone: address and code. Joined: what waits and since when, what failed, the tills of the shop.

    Where a centre gives no answer its new address may be written: `follow_wanted(address, certificate)`.
    """

    join_wanted = Signal(str, str, str)
    follow_wanted = Signal(str, str)
    authority_picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown = CentreShown()
        self._lead = Label("", 14, tone="text2", wrap=True)
        self.url, self.code = CodeEdit(), CodeEdit()
        self._fields = Field("", self.url), Field("", self.code)
        self.certificate = CertificateField()
        self.join, self.progress = Button("", "primary"), Progress()
        self._vouched = Label("", 14, wrap=True)
        self.other, self.public = Button("", "plain", icon="folder"), Button("", "plain")
        self._sign, self._state = Icon("check", 20, "accent"), Label("", 16, theme.SEMIBOLD, wrap=True)
        self._lines, self._trouble = Label("", 14, wrap=True), Label("", 14, tone="warn", wrap=True)
        self._notes, self.overview = Label("", 13, tone="text2", wrap=True), OverviewTables()
        self.join.clicked.connect(self._send)
        for typed in (self.url, self.code, self.certificate.edit):
            typed.returnPressed.connect(self.join.click)
        self.other.clicked.connect(self._pick)
        self.public.clicked.connect(self._trust_public)
        self.moved = Button("", "plain", icon="link")
        self.moved.clicked.connect(self._open_form)
        self._form, self._standing = QWidget(), QWidget()
        self._asked = self._moving = False
        self._lay_out()
        language.on_change(self, self._retranslate)

    def show_centre(self, shown: CentreShown) -> None:
        """Write how this till stands."""
        self._asked = self._asked and bool(shown.trouble) and shown.authority == self._shown.authority
        self._shown = shown
        self._moving = self._moving and self._lost
        self.progress.finish()
        self.join.setEnabled(True)
        self._retranslate()

    def _open_form(self) -> None:
        self._moving = True
        self._retranslate()
        self.url.setFocus()

    def _send(self) -> None:
        if self._shown.alone:
            self.join_wanted.emit(self.url.text(), self.code.text(), self.certificate.text())
        elif self.url.text().strip():
            self.follow_wanted.emit(self.url.text(), self.certificate.text())
        else:
            self.url.setFocus()

    def show_joining(self, done: int, total: int) -> None:
        """Joining is under way."""
        if self.join.isEnabled():
            self.join.setEnabled(False)
            self.progress.start(
                self.tr("Joining; sending and reading what there is")
                if self._shown.alone
                else self.tr("Asking whether it is the same centre")
            )
        if total:
            self.progress.advance(done, total)

    def first_focus(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.url if self._shown.alone else self.overview.table

    def words(self) -> list[str]:
        """What the panel says, line by line, for tests and screen readers."""
        labels = (self._state, self._lines, self._vouched, self._trouble, self._notes)
        return [label.text() for label in labels if label.text()]

    def _lay_out(self) -> None:
        fields = row(*self._fields, gap=16)
        fields.setStretch(0, 3)
        fields.setStretch(1, 2)
        self._form.setLayout(column(fields, self.certificate, 4, row(self.join, None), self.progress, gap=10))
        head = row(self._sign, self._state, gap=10)
        head.setStretch(1, 1)
        vouched = row(self._vouched, self.other, self.public, gap=8)
        vouched.setStretch(0, 1)
        said = (self._lines, vouched, self._trouble, row(self.moved, None), self._notes)
        standing = column(head, *said, 12, self.overview, None, gap=8)
        # The tables take the height there is: many tills, and months of signed acts, are read at once.
        standing.setStretchFactor(self.overview, 100)
        self._standing.setLayout(standing)
        whole = column(self._lead, 8, self._form, self._standing, None, gap=8)
        whole.setStretchFactor(self._standing, 100)
        self.setLayout(whole)

    def _retranslate(self) -> None:
        alone = self._shown.alone
        self._lead.setText(self._lead_words())
        self._fields[0].set_label(
            self.tr("Address of the centre") if alone else self.tr("New address of the centre")
        )
        self._fields[1].set_label(self.tr("One-time code"))
        self._fields[1].setVisible(alone)
        self.join.setText(self.tr("Join") if alone else self.tr("Go to this address"))
        self.other.setText(self.tr("Another certificate…"))
        self._write_public()
        self._form.setVisible(alone or self._moving)
        self.moved.setText(self.tr("The centre has moved…"))
        self.moved.setVisible(self._lost and not self._moving)
        self._standing.setVisible(not alone)
        self._write_state()
        self.overview.show_overview(self._shown)

    def _lead_words(self) -> str:
        if self._shown.alone:
            return self.tr(
                "A centre joins several tills: members, credit and figures are the same at all of them. This shop "
                "comes with all it has recorded, and goes on selling whenever the line is cut."
            )
        if self._moving:
            return self.tr(
                "The new address is kept once the same centre has answered there; what waits goes along, and nothing is lost."
            )
        return self.tr("Exchanges go on by themselves; nothing has to be done here.")

    @property
    def _lost(self) -> bool:
        """Say whether this till belongs to a centre that gives no answer."""
        return not self._shown.alone and bool(self._shown.trouble) and not self._shown.answered

    def _write_state(self) -> None:
        shown = self._shown
        well = not shown.trouble
        troubled = "warning" if shown.answered else "offline"
        self._sign.set_icon("check" if well else troubled, "accent" if well else "warn")
        self._state.setText(shown.url)
        self._lines.setText("\n".join(self._said()))
        self._write_vouched()
        self._trouble.setText(shown.trouble)
        self._trouble.setVisible(bool(shown.trouble))
        self._notes.setText("\n".join(shown.notes))
        self._notes.setVisible(bool(shown.notes))

    def _write_vouched(self) -> None:
        shown, written = self._shown, language.formats()
        for part in (self._vouched, self.other):
            part.setVisible(shown.speaks_tls)
        # Nobody takes away by a slip what the line stands on: it is offered where the line fails.
        self.public.setVisible(shown.speaks_tls and bool(shown.authority) and bool(shown.trouble))
        if shown.authority_until is None:
            self._vouched.setText(self.tr("Its certificate is signed by a public authority"))
            return
        text = self.tr("Its certificate is signed by {authority}, which holds until {day} ({fingerprint})")
        self._vouched.setText(
            text.format(
                authority=isolate(shown.authority),
                day=written.day(local_time(shown.authority_until, written.zone).date()),
                fingerprint=isolate_ltr(shown.fingerprint),
            )
        )

    def _write_public(self) -> None:
        asked = self._asked
        self.public.setText(
            self.tr("Yes: forget this authority, trust public ones")
            if asked
            else self.tr("Trust public authorities")
        )

    def _trust_public(self) -> None:
        # What the line stands on is not taken away by one slip of a finger: the button asks once before.
        asked, self._asked = self._asked, not self._asked
        self._write_public()
        if asked:
            self.authority_picked.emit("")

    def _pick(self) -> None:
        if path := self.certificate.choose():
            self.authority_picked.emit(path)

    def _said(self) -> list[str]:
        shown, written = self._shown, language.formats()
        said = [self._waiting_words()]
        if shown.unread:
            said.append(written.numerals(self.tr("%n facts are still to be read", "", shown.unread)))
        if shown.ok_at is not None:
            said.append(self.tr("Last news: {time}").format(time=written.moment(shown.ok_at)))
        if shown.trouble_since is not None:
            since = (
                self.tr("It stands so since {time}")
                if shown.answered
                else self.tr("Without a line since {time}")
            )
            said.append(since.format(time=written.moment(shown.trouble_since)))
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
