"""The editor: what the offer says above, the form at the start, whether it pays at the end. Passive.

Typing is told after a short rest (see `form_view`); whatever else a person does tells first what was typed.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui import language, theme
from desktop.ui.offers.check_view import CheckView
from desktop.ui.offers.form_view import FormView
from desktop.ui.offers.painted import MarkedText
from desktop.ui.offers.shown import (
    Base,
    ShownCheck,
    ShownForm,
    ShownHead,
    ShownReach,
    ShownSaid,
    ShownSentence,
)
from desktop.ui.widgets import (
    Bar,
    Button,
    Chip,
    Figure,
    Hairline,
    IconButton,
    Label,
    MenuButton,
    VerdictBar,
    WayOut,
    column,
    on_ground,
    row,
    scrolling,
)

_PARTS = {"offer": "tag", "audience": "people", "basket": "cart", "benefits": "gift", "limits": "calendar"}


class EditorPage(QWidget):
    """Signals in the past tense carry what a person did; places are those of the document."""

    field_changed = Signal(str, str, str, bool)
    add_wanted = Signal(str)
    removed = Signal(str)
    moved = Signal(str, int)
    way_picked = Signal(str)
    trial_wanted = Signal()
    publish_wanted = Signal()
    dropped = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._head, self._said = (
            ShownHead("", Base(), "lasting"),
            ShownSaid(ShownSentence(""), ShownSentence("")),
        )
        self._reach = ShownReach(None, None)
        self._build()
        self._lay_out()
        self._connect()
        language.on_change(self, self._retranslate)

    # -- what the presenter shows -----------------------------------------------------------------------------

    def show_head(self, shown: ShownHead) -> None:
        """Write name, version and state of the draft."""
        self._head = shown
        self._write_head()

    def show_form(self, shown: ShownForm, focus: str) -> None:
        """Draw the form anew."""
        self.form.show_form(shown, focus)

    def show_problems(self, problems: dict[str, str]) -> None:
        """Say what is wrong, each at its place."""
        self.form.show_problems(problems)

    def show_said(self, shown: ShownSaid) -> None:
        """Write the sentences."""
        self._said = shown
        self._write_said()

    def show_reach(self, shown: ShownReach) -> None:
        """Write how many members it reaches."""
        self._reach = shown
        self._write_reach()

    def show_check(self, shown: ShownCheck) -> None:
        """Write whether it pays, and the way out where it does not."""
        self.check.show_check(shown)
        ways = [
            WayOut(way.whole, partial(self._tell_way, way.key), primary=place == 0)
            for place, way in enumerate(shown.ways)
        ]
        text = "\n".join(part for part in (shown.title, shown.hint) if part)
        if not text:
            self.verdict.clear()
        elif shown.verdict == "pays":
            self.verdict.notice(text, ways)
        elif shown.stops:
            self.verdict.problem(text, ways)
        else:
            self.verdict.warning(text, ways)
        self.publish.setEnabled(not shown.stops)

    # -- what a person does -------------------------------------------------------------------------------------

    def _tell_way(self, key: str) -> None:
        self.form.after_flush(self.way_picked.emit, key)

    # -- building -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.back = IconButton("arrow-back", "")
        self._title, self._line = (
            Label("", 20, theme.SEMIBOLD, elide=True),
            Label("", 12, tone="text2", elide=True),
        )
        self._draft, self._kind = Chip("", "plain", height=24), Chip("", "plain", height=24)
        self.more = MenuButton("", height=44)
        self.try_out = Button("", "plain", cap="F5")
        self.publish = Button("", "primary", height=44)
        self._lead, self._unfinished = Label("", 12, tone="text2"), Label("", 12, tone="warn")
        self.sentence, self.other = MarkedText(17), MarkedText(13, tone="text2", marks="text2", roomy=False)
        self._reach_lead, self._reached = Label("", 12, tone="text2"), Figure(26, tone="accent")
        self._whole, self._bar = Label("", 12, tone="text2", elide=True), Bar(6)
        self.form = FormView(_PARTS)
        self.check, self.verdict = CheckView(), VerdictBar()

    def _lay_out(self) -> None:
        under = row(self._draft, self._kind, self._line, gap=8)
        under.setStretch(2, 1)
        names = column(self._title, under, gap=4)
        top = row(self.back, names, self.more, self.try_out, self.publish, gap=12, margins=(20, 14, 20, 14))
        top.setStretch(1, 1)
        reach = column(self._reach_lead, self._reached, self._bar, self._whole, None, gap=4)
        side = QWidget()
        side.setFixedWidth(232)
        side.setLayout(reach)
        lead = row(self._lead, None, self._unfinished, gap=12)
        said = column(lead, self.sentence, self.other, None, gap=4)
        band = row(said, Hairline(vertical=True), side, gap=20, margins=(24, 12, 24, 12))
        band.setStretch(0, 1)
        below = row(scrolling(self.form), Hairline(vertical=True), scrolling(self.check), gap=0)
        below.setStretch(0, 11)
        below.setStretch(2, 10)
        whole = column(top, Hairline(), on_ground(band, "sunken"), Hairline(), below, self.verdict, gap=0)
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.form.field_changed.connect(self.field_changed)
        self.form.add_wanted.connect(self.add_wanted)
        self.form.removed.connect(self.removed)
        self.form.moved.connect(self.moved)
        self.back.clicked.connect(lambda: self.form.after_flush(self.left.emit))
        self.try_out.clicked.connect(self.want_trial)
        self.publish.clicked.connect(self.want_publish)
        self.more.picked.connect(lambda _: self.form.after_flush(self.dropped.emit))

    def want_trial(self) -> None:
        """F5."""
        self.form.after_flush(self.trial_wanted.emit)

    def want_publish(self) -> None:
        """Ctrl+Enter."""
        self.form.after_flush(self.publish_wanted.emit)

    # -- words --------------------------------------------------------------------------------------------------

    def _write_head(self) -> None:
        shown, written = self._head, language.formats()
        self._title.setText(shown.name or self.tr("A new offer"))
        self._draft.show_text(self.tr("draft"))
        self._kind.show_text(self.tr("one-shot") if shown.kind == "one_shot" else self.tr("lasting"))
        kept = self.tr("kept on this till")
        newest = shown.base.newest
        version = self.tr("version {number}").format(number=written.count(newest + 1))
        if newest:
            told = self._published_words(shown.base).format(number=written.count(newest))
            version = written.listed([version, told])
        self._line.setText(written.listed([version, kept]) if shown.kept else version)

    def _published_words(self, base: Base) -> str:
        if base.replaces:
            return self.tr("version {number} was published after this draft was begun")
        if base.stopped:
            return self.tr("version {number} is stopped; publishing starts the offer again")
        return self.tr("version {number} stays live until this one is published")

    def _write_said(self) -> None:
        said, written = self._said, language.formats()
        self._lead.setText(self.tr("This offer in plain English"))
        empty = ShownSentence(
            self.tr("Say in the form what the member gets; here it will stand as a sentence.")
        )
        self.sentence.show_sentence(said.here if said.here.text else empty)
        self.other.show_sentence(said.there)
        self.other.setVisible(bool(said.there.text))
        left_out = self.tr("%n rows are not finished and are left out", "", said.unfinished)
        self._unfinished.setText(written.counted(left_out, said.unfinished) if said.unfinished else "")

    def _write_reach(self) -> None:
        shown, written = self._reach, language.formats()
        self._reach_lead.setText(self.tr("Whom it reaches today"))
        self._reached.set_name(self._reach_lead.text())
        if shown.reached is None or shown.whole is None:
            self._reached.show_figure("…")
            self._whole.setText("")
            self._bar.show_share(0, 1, name=self._reach_lead.text())
            return
        self._reached.show_figure(written.count(shown.reached), self.tr("members"))
        told = self.tr("of {whole} members").format(whole=written.count(shown.whole))
        if shown.coded:
            told = self.tr("of {whole} members; whoever of them brings a code").format(
                whole=written.count(shown.whole)
            )
        self._whole.setText(told)
        self._bar.show_share(shown.reached, max(shown.whole, 1), name=self._reach_lead.text())

    def _retranslate(self) -> None:
        self.back.set_name(self.tr("Back to the offers"))
        self.more.setText(self.tr("More"))
        self.more.set_items((("drop", self.tr("Drop this draft")),))
        self.try_out.setText(self.tr("Try on the last 90 days"))
        self.publish.setText(self.tr("Publish…"))
        every, add = self.tr("all of these"), self.tr("Add")
        words = {
            "offer": (self.tr("Name and kind"), ""),
            "audience": (self.tr("Which member"), every),
            "basket": (self.tr("Which basket, and when"), every),
            "benefits": (self.tr("Which benefit"), ""),
            "limits": (self.tr("Caps and dates"), ""),
        }
        for key, (title, note) in words.items():
            self.form.parts[key].set_words(title, note, add)
        self._write_head()
        self._write_said()
        self._write_reach()
