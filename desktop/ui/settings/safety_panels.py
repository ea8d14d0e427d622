"""Settings of safety: backups, the check of the till, the recovery sheet; and what the program is. Passive."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui import language, theme
from desktop.ui.parts.sheet_view import SheetView
from desktop.ui.parts.values import SheetShown
from desktop.ui.settings.values import About, BackedUp, ClockShown, Kept, Proved
from desktop.ui.widgets import (
    Button,
    CodeEdit,
    Field,
    Hairline,
    Icon,
    Label,
    NotesEdit,
    Progress,
    Segmented,
    column,
    row,
)


class SafetyPanel(QWidget):
    """Backup, check, sheet."""

    folder_kept = Signal(str)
    backup_wanted = Signal(str)
    proof_wanted = Signal()
    proof_cancelled = Signal()
    sheet_wanted = Signal()
    sheet_saved = Signal(str)
    clock_believed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._made: BackedUp | None = None
        self._proved: Proved | None = None
        self._titles = [Label("", 16, theme.SEMIBOLD) for _ in range(3)]
        self._leads = [Label("", 13, tone="text2", wrap=True) for _ in range(3)]
        self.folder = CodeEdit()
        self._folder_field, self._browse = Field("", self.folder), Button("", "plain", icon="folder")
        self.keep, self.back_up = Button("", "plain"), Button("", "plain", icon="download")
        self._backed, self._backed_sign = Label("", 13, wrap=True), Icon("check", 18, "accent")
        self.prove, self.progress = Button("", "plain", cap="F5", icon="shield"), Progress()
        self._verdict, self._verdict_sign = (
            Label("", 14, theme.MEDIUM, wrap=True),
            Icon("check", 20, "accent"),
        )
        self._findings = Label("", 13, tone="text2", wrap=True)
        self.show_key, self.save = Button("", "plain", icon="key"), Button("", "plain", icon="download")
        self.sheet, self._saved = SheetView(), Label("", 13, tone="text2", wrap=True)
        self.clock = ClockBlock()
        self._lay_out()
        self._connect()
        self.show_sheet(None)
        language.on_change(self, self._retranslate)

    def show_kept(self, kept: Kept) -> None:
        """Fill the folder."""
        self.folder.setText(str(kept["backup_folder"]))

    def show_backed_up(self, made: BackedUp | None) -> None:
        """Say where the backup is."""
        self._made = made
        self._write_backed()

    def show_proving(self) -> None:
        """The check is under way."""
        self._proved = None
        self._write_proved()
        self.prove.setEnabled(False)
        self.progress.start(self.tr("Checking the chain, the signatures and every balance"))

    def show_proved(self, proved: Proved | None) -> None:
        """Say what the check found; None: it was stopped."""
        self._proved = proved
        self.progress.finish()
        self.prove.setEnabled(True)
        self._write_proved()

    def show_sheet(self, sheet: SheetShown | None) -> None:
        """Show the sheet, or put it away."""
        if sheet is not None:
            self.sheet.show_sheet(sheet)
        else:
            self.sheet.show_sheet(SheetShown())
        self.sheet.setVisible(sheet is not None)
        self.save.setVisible(sheet is not None)
        self._saved.setText("")

    def show_saved(self, path: str) -> None:
        """Say where the sheet is."""
        name = language.formats().path(Path(path).name)
        self._saved.setText(self.tr("Kept as {file}. Print it, then delete the file.").format(file=name))

    def first_focus(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.folder

    def _lay_out(self) -> None:
        where = QWidget()
        where.setLayout(column(Label(" ", 13), row(self._browse, self.keep, gap=12), None, gap=2))
        folder = row(self._folder_field, where, gap=12)
        folder.setStretch(0, 1)
        backed = row(self.back_up, self._backed_sign, self._backed, gap=10)
        backed.setStretch(2, 1)
        verdict = row(self.prove, self._verdict_sign, self._verdict, gap=10)
        verdict.setStretch(2, 1)
        keys = row(self.show_key, self.save, self._saved, gap=12)
        keys.setStretch(2, 1)
        titles, leads = self._titles, self._leads
        self.setLayout(
            column(
                self.clock, titles[0], leads[0], folder, backed, 8, Hairline(), 8,
                titles[1], leads[1], verdict, self.progress, self._findings, 8, Hairline(), 8,
                titles[2], leads[2], keys, self.sheet, None,
                gap=8,
            )
        )  # fmt: skip

    def _connect(self) -> None:
        self.clock.believe.clicked.connect(self.clock_believed)
        self._browse.clicked.connect(self._choose_folder)
        self.keep.clicked.connect(lambda: self.folder_kept.emit(self.folder.text().strip()))
        self.back_up.clicked.connect(lambda: self.backup_wanted.emit(""))
        self.prove.clicked.connect(self.proof_wanted)
        self.progress.cancelled.connect(self.proof_cancelled)
        self.show_key.clicked.connect(self.sheet_wanted)
        self.save.clicked.connect(self._choose_file)

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for backups"))
        if folder:
            self.folder.setText(folder)
            self.folder_kept.emit(folder)

    def _choose_file(self) -> None:
        start = str(Path.home() / "bashgah-recovery.pdf")
        kinds = self.tr("PDF page (*.pdf);;Picture (*.png)")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Keep the recovery sheet"), start, kinds)
        if path:
            self.sheet_saved.emit(path)

    def _write_backed(self) -> None:
        self._backed_sign.setVisible(self._made is not None)
        if self._made is None:
            self._backed.setText("")
            return
        written = language.formats()
        self._backed.setText(
            self.tr("{facts} facts are in {file}").format(
                facts=written.count(self._made.facts), file=written.path(self._made.path)
            )
        )

    def _write_proved(self) -> None:
        proved, written = self._proved, language.formats()
        self._verdict_sign.setVisible(proved is not None)
        self._findings.setVisible(proved is not None and bool(proved.problems))
        if proved is None:
            self._verdict.setText("")
            return
        good = not proved.problems
        self._verdict_sign.set_icon("check" if good else "warning", "accent" if good else "red")
        self._verdict.set_tone("text" if good else "red")
        whole = self.tr("All is well: {facts} facts, every signature and every balance fits.")
        broken = self.tr("Something does not fit in {facts} facts. Keep a backup and call for help.")
        self._verdict.setText((whole if good else broken).format(facts=written.count(proved.facts)))
        self._findings.setText("\n".join(f"• {text}" for text in proved.problems[:12]))

    def _retranslate(self) -> None:
        words = (
            (
                self.tr("Backups"),
                self.tr("One a day goes into this folder by itself; another disk or a stick is best."),
            ),
            (
                self.tr("Check the till"),
                self.tr("Reads every fact again and proves that nothing was changed, left out or moved."),
            ),
            (
                self.tr("Recovery sheet"),
                self.tr("Whoever has the sheet and a backup has the shop: look around before you show it."),
            ),
        )
        for place, (title, lead) in enumerate(words):
            self._titles[place].setText(title)
            self._leads[place].setText(lead)
        self._folder_field.set_label(self.tr("Folder for backups"))
        self._browse.setText(self.tr("Choose…"))
        self.keep.setText(self.tr("Keep"))
        self.back_up.setText(self.tr("Back up now"))
        self.prove.setText(self.tr("Check now"))
        self.show_key.setText(self.tr("Show the sheet"))
        self.save.setText(self.tr("Save as PDF or picture"))
        self._write_backed()
        self._write_proved()


class ClockBlock(QWidget):
    """A computer's clock far ahead of the till, and the way to say that it is right; nothing where nobody doubts it."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = ClockShown()
        self._title, self._lead = Label("", 16, theme.SEMIBOLD), Label("", 13, tone="text2", wrap=True)
        self.believe = Button("", "plain", icon="clock")
        self.setLayout(column(self._title, self._lead, row(self.believe, None), 8, Hairline(), 8, gap=8))
        self.setVisible(False)
        language.on_change(self, self._retranslate)

    def show_clock(self, shown: ClockShown) -> None:
        """Show what the clock says, or nothing."""
        self._shown = shown
        self.setVisible(shown.ahead)
        self._retranslate()

    def _retranslate(self) -> None:
        written = language.formats()
        wall, at = (written.moment(one, weekday=True) for one in (self._shown.wall, self._shown.at))
        self._title.setText(self.tr("Clock of this computer"))
        self._lead.setText(
            self.tr(
                "The computer says {wall}; the till goes by {at}, from its last record. If the computer is right, confirm it: "
                "credit and offers that ended by then end. It cannot be taken back. If it is wrong, set its date instead."
            ).format(wall=wall, at=at)
        )
        self.believe.setText(self.tr("It is {wall}").format(wall=wall))


class AboutPanel(QWidget):
    """The program's version and its licences."""

    def __init__(self) -> None:
        super().__init__()
        self._about = About()
        self._title, self._version = Label("", 20, theme.SEMIBOLD), Label("", 14, tone="text2")
        self._promise = Label("", 13, tone="text2", wrap=True)
        self.papers, self.text = Segmented(), NotesEdit(lines=18)
        self.text.setReadOnly(True)
        # Licences are English whatever language the till speaks.
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.papers.picked.connect(lambda _: self._write_text())
        self.setLayout(
            column(
                self._title, self._version, self._promise, 8, row(self.papers, None), self.text, None, gap=6
            )
        )
        language.on_change(self, self._retranslate)

    def show_about(self, about: About) -> None:
        """Show it."""
        self._about = about
        self.papers.set_options([(name, name) for name, _ in about.papers])
        self.papers.setVisible(bool(about.papers))
        self._retranslate()

    def first_focus(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.text

    def _write_text(self) -> None:
        self.text.setPlainText(dict(self._about.papers).get(self.papers.value(), ""))

    def _retranslate(self) -> None:
        version = language.formats().code(self._about.version)
        self._title.setText(self.tr("Bashgah"))
        self._version.setText(self.tr("Version {version}").format(version=version))
        self._promise.setText(
            self.tr("Works without the internet; nothing leaves this computer unless you connect it.")
        )
        self.papers.setAccessibleName(self.tr("Licences"))
        self.text.setAccessibleName(self.tr("Text of the licence"))
        self._write_text()
