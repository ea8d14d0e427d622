"""The editor: what the offer says above, the form at the start, whether it pays at the end. Passive.

Typing is told after a short rest, so that a count over all members does not run at every letter; whatever else a
person does tells first what was typed.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui import language, theme
from desktop.ui.offers.check_view import CheckView
from desktop.ui.offers.painted import MarkedText
from desktop.ui.offers.rows_view import PartView, RowView
from desktop.ui.offers.shown import (
    ShownCheck,
    ShownField,
    ShownForm,
    ShownHead,
    ShownReach,
    ShownRow,
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

_REST = 250
"""Milliseconds of rest after which what was typed is told."""

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
            ShownHead("", 1, 0, "lasting"),
            ShownSaid(ShownSentence(""), ShownSentence("")),
        )
        self._reach, self._revealed = ShownReach(None, None), set[str]()
        self._waiting: dict[str, tuple[str, str, str, bool]] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.flush)
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
        """Draw the form anew; whoever stood in a control that is still there stands in it again."""
        before = self._focused()
        for part in shown.parts:
            self.parts[part.part].show_part(part, self._made)
        target = next((one for one in self.row_views() if focus and one.shown.place == focus), None)
        if target is not None:
            target.take_focus()
        elif before:
            self._focus_again(before)

    def show_said(self, shown: ShownSaid) -> None:
        """Write the sentences."""
        self._said = shown
        self._write_said()

    def show_problems(self, problems: dict[str, str]) -> None:
        """Say what is wrong, each at its place."""
        for view in self.row_views():
            view.clear_problem()
        for part in self.parts.values():
            part.show_problem("")
        for place, text in problems.items():
            self._show_problem(place, text)

    def show_reach(self, shown: ShownReach) -> None:
        """Write how many members it reaches."""
        self._reach = shown
        self._write_reach()

    def show_check(self, shown: ShownCheck) -> None:
        """Write whether it pays, and the way out where it does not."""
        self.check.show_check(shown)
        ways = [
            WayOut(way.text, partial(self._tell_way, way.key), primary=place == 0)
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

    def row_views(self) -> list[RowView]:
        """Return the rows as they are read."""
        return [view for part in self.parts.values() for view in part.rows]

    def row_at(self, place: str) -> RowView:
        """Return the row of a place."""
        return next(view for view in self.row_views() if view.shown.place == place)

    def flush(self) -> None:
        """Tell what was typed."""
        self._rest.stop()
        waiting, self._waiting = self._waiting, {}
        for told in waiting.values():
            self.field_changed.emit(*told)

    # -- what a person does -------------------------------------------------------------------------------------

    def _made(self, shown: ShownRow) -> RowView:
        view = RowView(shown, self._revealed)
        view.changed.connect(self._typed)
        view.removed.connect(lambda place: self._after_flush(self.removed.emit, place))
        view.moved.connect(lambda place, step: self._after_flush(self.moved.emit, place, step))
        view.add_wanted.connect(lambda adds: self._after_flush(self.add_wanted.emit, adds))
        return view

    def _focused(self) -> str:
        """Return the place of the control that has the focus."""
        here = self.focusWidget()
        return next(
            (
                place
                for view in self.row_views()
                for place, control in view.controls.items()
                if here is not None and (here is control.editor or control.editor.isAncestorOf(here))
            ),
            "",
        )

    def _focus_again(self, place: str) -> None:
        for view in self.row_views():
            if place in view.controls:
                view.controls[place].editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _typed(self, field: ShownField, text: str) -> None:
        told = (field.place, field.kind, text, bool(field.empty))
        self._waiting[field.place] = told
        if field.kind in ("choice", "many"):
            # A choice may draw the row anew: not while it is still telling of itself.
            QTimer.singleShot(0, self, self.flush)
        else:
            self._rest.start()

    def _after_flush(self, tell: object, *told: object) -> None:
        self.flush()
        # The row that told may go: let it end first.
        QTimer.singleShot(0, self, lambda: tell(*told))  # type: ignore[operator]

    def _tell_way(self, key: str) -> None:
        self._after_flush(self.way_picked.emit, key)

    def _show_problem(self, place: str, text: str) -> None:
        views = [view for view in self.row_views() if _belongs(view, place)]
        if views:
            views[-1].show_problem(place, text)
            return
        part = self.parts.get(place.partition(".")[0].partition("[")[0])
        if part is not None:
            part.show_problem(text)

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
        self.parts = {part: PartView(icon) for part, icon in _PARTS.items()}
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
        form = QWidget()
        form.setLayout(column(*self.parts.values(), None, gap=0, margins=(24, 4, 20, 16)))
        below = row(scrolling(form), Hairline(vertical=True), scrolling(self.check), gap=0)
        below.setStretch(0, 11)
        below.setStretch(2, 10)
        whole = column(top, Hairline(), on_ground(band, "sunken"), Hairline(), below, self.verdict, gap=0)
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        for part in self.parts.values():
            part.add_wanted.connect(lambda adds: self._after_flush(self.add_wanted.emit, adds))
        self.back.clicked.connect(lambda: self._after_flush(self.left.emit))
        self.try_out.clicked.connect(self.want_trial)
        self.publish.clicked.connect(self.want_publish)
        self.more.picked.connect(lambda _: self._after_flush(self.dropped.emit))

    def want_trial(self) -> None:
        """F5."""
        self._after_flush(self.trial_wanted.emit)

    def want_publish(self) -> None:
        """Ctrl+Enter."""
        self._after_flush(self.publish_wanted.emit)

    # -- words --------------------------------------------------------------------------------------------------

    def _write_head(self) -> None:
        shown, written = self._head, language.formats()
        self._title.setText(shown.name or self.tr("A new offer"))
        self._draft.show_text(self.tr("draft"))
        self._kind.show_text(self.tr("one-shot") if shown.kind == "one_shot" else self.tr("lasting"))
        kept = self.tr("kept on this till")
        version = self.tr("version {number}").format(number=written.count(shown.version))
        if shown.live_version:
            live = self.tr("version {number} stays live until this one is published")
            version = written.listed([version, live.format(number=written.count(shown.live_version))])
        self._line.setText(written.listed([version, kept]) if shown.kept else version)

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
            self.parts[key].set_words(title, note, add)
        self._write_head()
        self._write_said()
        self._write_reach()


def _belongs(view: RowView, place: str) -> bool:
    known = {*view.controls, *(field.place for field in view.shown.fields)}
    inside = place == view.shown.place or place.startswith((f"{view.shown.place}.", f"{view.shown.place}?"))
    return inside or place in known or any(one.rstrip("?").startswith(f"{place}.") for one in known if place)
