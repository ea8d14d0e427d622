"""The first two pages: language and look, then how to begin. Passive."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.ui import language, theme
from desktop.ui.parts.page_parts import Heading, big_row, page
from desktop.ui.widgets import Button, Hairline, Label, Progress, Segmented, column, row
from desktop.ui.wizard.join_form import JoinForm
from desktop.ui.wizard.values import DemoShop, Draft


class LookPage(QWidget):
    """Language and theme; both act at once."""

    language_picked = Signal(str)
    theme_picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._heading = Heading()
        self._language_label, self._theme_label = Label("", 13, tone="text2"), Label("", 13, tone="text2")
        # A language is named in itself, so that whoever cannot read this one finds the way.
        self.languages = Segmented([("fa", "فارسی"), ("en", "English")])
        self.themes = Segmented()
        self._note = Label("", 13, tone="text3", wrap=True)
        self.languages.picked.connect(self.language_picked)
        self.themes.picked.connect(self.theme_picked)
        languages = row(self.languages, None)
        themes = row(self.themes, None)
        self.setLayout(
            page(
                self._heading,
                self._language_label,
                languages,
                8,
                self._theme_label,
                themes,
                8,
                self._note,
                None,
            )
        )
        language.on_change(self, self._retranslate)

    def show_draft(self, draft: Draft) -> None:
        """Mark what is in force."""
        del draft
        self.languages.choose(language.formats().lang)
        self.themes.choose(theme.name())

    def first_focus(self) -> QWidget:
        """Return the language in force."""
        chosen = (b for b in self.languages.findChildren(QAbstractButton) if b.isChecked())
        return next(chosen, self.languages)

    def _retranslate(self) -> None:
        self._heading.show_heading(
            self.tr("Welcome to Bashgah"),
            self.tr("A loyalty till for your shop. A few questions, about three minutes, and it sells."),
        )
        self._language_label.setText(self.tr("Language"))
        self._theme_label.setText(self.tr("Look"))
        self.languages.setAccessibleName(self.tr("Language"))
        self.themes.setAccessibleName(self.tr("Look"))
        self.themes.set_options(
            [
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
                ("contrast", self.tr("High contrast")),
            ]
        )
        self._note.setText(self.tr("Both can be changed at any time, also at the sign-in."))
        self.languages.choose(language.formats().lang)
        self.themes.choose(theme.name())


class BeginPage(QWidget):
    """A new shop, a new till of a shop that has a centre, the demo, or a shop that comes back."""

    new_wanted = Signal()
    join_wanted = Signal()
    demo_wanted = Signal()
    demo_cancelled = Signal()
    demo_entered = Signal()
    restore_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._heading, self._made = Heading(), DemoShop(0, 0, (), "")
        self.new, self.demo, self.restore = big_row("shop"), big_row("play"), big_row("undo")
        self.another, self.join = big_row("link"), JoinForm()
        self.progress = Progress()
        self._demo_title = Label("", 16, theme.SEMIBOLD)
        self._demo_words = Label("", 14, tone="text2", wrap=True)
        self._demo_pin = Label("", 15, theme.SEMIBOLD)
        self.enter = Button("", "primary", cap="Enter")
        self._choices, self._ready = QWidget(), QWidget()
        self._lay_out()
        self.new.clicked.connect(self.new_wanted)
        self.another.clicked.connect(self.join_wanted)
        self.join.left.connect(self._show_choices)
        self.demo.clicked.connect(self.demo_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.enter.clicked.connect(self.demo_entered)
        self.progress.cancelled.connect(self.demo_cancelled)
        language.on_change(self, self._retranslate)

    def show_draft(self, draft: Draft) -> None:
        """Nothing is typed here."""

    def first_focus(self) -> QWidget:
        """Return where the keyboard begins."""
        if self.join.isVisibleTo(self):
            return self.join.url
        return self.enter if self._ready.isVisibleTo(self) else self.new

    def show_join(self, again: bool) -> None:
        """Ask for what joining takes; `again`: it was interrupted, and there is no other way on."""
        self._choices.hide()
        self.join.show_form(again)
        self.join.url.setFocus()

    def _show_choices(self) -> None:
        self.join.hide()
        self._choices.show()
        self.another.setFocus()

    def show_demo_begun(self) -> None:
        """The demo is being made."""
        self._choices.setEnabled(False)
        self.progress.start(self.tr("Making eighteen months of a shoe shop"))

    def show_demo_stopped(self) -> None:
        """The demo was given up; nothing of it stays."""
        self._choices.setEnabled(True)
        self.progress.finish()

    def show_demo_made(self, demo: DemoShop) -> None:
        """The demo stands: say who works there."""
        self._made = demo
        self.progress.finish()
        self._choices.hide()
        self._ready.show()
        self._retranslate()
        self.enter.setFocus()

    def _lay_out(self) -> None:
        self._choices.setLayout(
            column(self.new, Hairline(), self.another, Hairline(), self.demo, Hairline(), self.restore, gap=4)
        )
        self._ready.setLayout(
            column(self._demo_title, self._demo_words, 4, self._demo_pin, 12, row(self.enter, None), gap=6)
        )
        self._ready.hide()
        self.join.hide()
        self.setLayout(page(self._heading, self._choices, self.join, self._ready, 12, self.progress, None))

    def _retranslate(self) -> None:
        written, made = language.formats(), self._made
        self._heading.show_heading(
            self.tr("How do you want to begin?"),
            self.tr("Nothing is made on this computer before you say so."),
        )
        self.new.show_row(self.tr("A new shop"), self.tr("Name, branch, owner, printer: then the first sale"))
        self.another.show_row(
            self.tr("Another till of a shop"),
            self.tr("With the address of your centre and a code from it; all members and credit come along"),
        )
        self.demo.show_row(
            self.tr("Look at the demo shop"),
            self.tr("A shoe shop with thousands of members and eighteen months of sales, to try everything"),
        )
        self.restore.show_row(
            self.tr("Bring a shop back"), self.tr("From a backup file and the recovery sheet of your shop")
        )
        self._demo_title.setText(self.tr("The demo shop is ready"))
        self._demo_words.setText(
            self.tr("{members} members and {sales} sales. Sign in as any of: {names}.").format(
                members=written.count(made.members),
                sales=written.count(made.sales),
                names=written.listed([written.name(name) for name in made.staff]),
            )
        )
        self._demo_pin.setText(self.tr("The PIN of all of them: {pin}").format(pin=written.code(made.pin)))
        self.enter.setText(self.tr("Enter the demo shop"))
