"""The tab of credit: four figures, when it ends, and each lot with where it came from and until when. Passive."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.member.shown import ShownBand, ShownLot, ShownLots
from desktop.ui.member.timeline import Timeline
from desktop.ui.member.words import TONES, cause_words, standing_words, until_words
from desktop.ui.widgets import (
    Button,
    Cell,
    Column,
    Dot,
    EmptyState,
    Figure,
    Hairline,
    Label,
    Table,
    TableRow,
    column,
    empty_layout,
    on_ground,
    row,
    scrolling,
)

ROW = 52
_FAR_DAYS = 300


class BandFigure(QWidget):
    """A heading, a large figure with its unit, a note."""

    def __init__(self, tone: str = "text") -> None:
        super().__init__()
        self._heading = Label("", 13, tone="text2", elide=True)
        self._figure = Figure(26, tone)
        self._note = Label("", 12, tone="text2", wrap=True)
        self.setLayout(column(self._heading, self._figure, self._note, None, gap=4))

    def show_figure(self, heading: str, figure: str, unit: str, note: str, tone: str = "text") -> None:
        """Show all of it."""
        self._heading.setText(heading)
        self._figure.set_name(heading)
        self._figure.show_figure(figure, unit, tone=tone)
        self._note.setText(note)
        self.setAccessibleName(f"{heading} {figure} {unit} {note}".strip())


class Band(QWidget):
    """The four figures of a member's credit."""

    def __init__(self) -> None:
        super().__init__()
        self._here, self._vesting, self._soon, self._points = (BandFigure() for _ in range(4))
        parts: list[QWidget] = []
        for place, figure in enumerate((self._here, self._vesting, self._soon, self._points)):
            if place:
                parts.append(Hairline(vertical=True))
            parts.append(figure)
        inside = row(*parts, gap=20, margins=(24, 14, 24, 14))
        for place in range(0, 7, 2):
            inside.setStretch(place, 1)
        ground = on_ground(inside, "sunken")
        self.setLayout(column(ground, Hairline(), gap=0))

    def show_band(self, band: ShownBand) -> None:
        """Show the figures."""
        written = language.formats()
        unit = written.unit()
        here = written.amount(band.here)
        tone = "accent" if band.here else "text3"
        self._here.show_figure(self.tr("To spend, here and now"), here, unit, self._beside(band), tone)
        vests = "" if band.vests_on is None else self.tr("from {day}").format(day=_day(band.vests_on))
        self._vesting.show_figure(
            self.tr("Not yet active"), written.amount(band.not_vested), unit, vests, _quiet(band.not_vested)
        )
        until = "" if band.soon_on is None else self.tr("until {day}").format(day=_day(band.soon_on))
        self._soon.show_figure(
            self.tr("Ends within 7 days"),
            written.amount(band.soon),
            unit,
            until,
            "warn" if band.soon else "text3",
        )
        self._points.show_figure(
            band.points_name or self.tr("Points"), written.count(band.points), "", self._points_note(band)
        )

    def _beside(self, band: ShownBand) -> str:
        written = language.formats()
        said = []
        if band.held:
            holders = written.listed(
                [written.name(one) if one else self.tr("the centre") for one in band.holders]
            )
            held = (
                self.tr("{amount} held by {holders}") if holders else self.tr("{amount} held at another till")
            )
            said.append(held.format(amount=written.amount(band.held), holders=holders))
        if band.elsewhere:
            words = self.tr("{amount} at {branches} alone")
            amount, branches = (
                written.amount(band.elsewhere),
                written.listed([written.name(one) for one in band.branches]),
            )
            said.append(words.format(amount=amount, branches=branches))
        if band.owed:
            said.append(self.tr("{amount} owed to the shop").format(amount=written.amount(band.owed)))
        return "\n".join(said) if said else (self.tr("all of it safe") if band.here else "")

    def _points_note(self, band: ShownBand) -> str:
        if not band.points_soon or band.points_soon_on is None:
            return ""
        amount = language.formats().count(band.points_soon)
        return self.tr("{number} until {day}").format(number=amount, day=_day(band.points_soon_on))


class LotsPage(QWidget):
    """`group_picked(key)` opens a group of lots; `ended_wanted` changes to those that are over and back."""

    group_picked = Signal(str)
    ended_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: ShownLots | None = None
        self.band, self.timeline = Band(), Timeline()
        self._title = Label("", 15, theme.SEMIBOLD)
        self._legend = QHBoxLayout()
        self._legend.setSpacing(8)
        self.table = LotTable()
        self._order, self._ended = Label("", 12, tone="text2", elide=True), Button("", "quiet", size=13)
        self._empty = EmptyState("gift")
        self._empty.setContentsMargins(0, 48, 0, 16)
        self._ended.clicked.connect(self.ended_wanted)
        self.table.group_picked.connect(self.group_picked)
        self._lay_out()
        language.on_change(self, self._retranslate)

    def show_lots(self, shown: ShownLots) -> None:
        """Show the lots."""
        self._shown = shown
        self.band.show_band(shown.band)
        self.timeline.show_ends(shown.today, shown.ends, self._title.text())
        self._chart.setVisible(bool(shown.ends) and not shown.shows_ended)
        self._write_legend(shown)
        self.table.show_lots(shown.lots, shown.today)
        self.table.setVisible(bool(shown.lots))
        self._empty.setVisible(not shown.lots)
        ordered = bool(shown.lots) and not shown.shows_ended
        order = self.tr("Order of spending: what ends sooner is spent sooner.")
        self._order.setText(order if ordered else "")
        self._ended.setVisible(bool(shown.ended) or shown.shows_ended)
        count = language.formats().count(shown.ended)
        back, forth = self.tr("Back to living lots"), self.tr("Lots that are over ({count})")
        self._ended.setText(back if shown.shows_ended else forth.format(count=count))

    def _write_legend(self, shown: ShownLots) -> None:
        empty_layout(self._legend)
        for standing in ("soon", "here", "elsewhere", "not_vested"):
            if any(end.standing == standing for end in shown.ends):
                self._legend.addSpacing(8)
                self._legend.addWidget(Dot(TONES[standing]))
                self._legend.addWidget(Label(standing_words(standing), 12, tone="text2"))

    def _lay_out(self) -> None:
        head = row(self._title, None, self._legend, gap=8)
        self._chart = QWidget()
        self._chart.setLayout(column(head, 4, self.timeline, gap=0, margins=(24, 16, 24, 12)))
        foot = row(self._order, self._ended, gap=12, margins=(24, 8, 24, 12))
        foot.setStretch(0, 1)
        inside = QWidget()
        inside.setLayout(column(self._chart, self.table, self._empty, foot, None, gap=0))
        whole = column(self.band, scrolling(inside), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("When credit ends"))
        self._empty.show_empty(
            self.tr("No credit"), self.tr("What purchases and offers give stands here, lot by lot.")
        )
        if self._shown is not None:
            self.show_lots(self._shown)


class LotTable(QWidget):
    """Lots in a table as tall as its rows; `group_picked(key)` on Enter or a press."""

    group_picked = Signal(str)

    def __init__(self, *, kinds: bool = False) -> None:
        super().__init__()
        self._kinds = kinds
        self._shown: tuple[ShownLot, ...] = ()
        self._today: dt.date | None = None
        self.table = Table(row_height=ROW)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.picked.connect(self._pick)
        self.table.clicked.connect(self._press)
        self.setLayout(column(Hairline(), row(self.table, margins=(12, 0, 12, 0)), gap=0))
        language.on_change(self, self._retranslate)

    def show_lots(self, lots: tuple[ShownLot, ...], today: dt.date | None) -> None:
        """Show rows."""
        self._shown, self._today = lots, today
        self.table.show_rows([self._row(lot) for lot in lots])
        self.table.setFixedHeight(40 + ROW * len(lots))

    def _row(self, lot: ShownLot) -> TableRow:
        written = language.formats()
        tone = "text3" if lot.standing in ("used", "expired") else "text"
        strong = theme.SEMIBOLD if tone == "text" else theme.REGULAR
        scope = self.tr("Only {branch}").format(branch=lot.branch) if lot.branch else self.tr("General")
        ends, note = self._ends(lot)
        late = "warn" if lot.standing == "soon" else "text"
        cells = (
            self._cause(lot),
            Cell(_day(lot.granted_on, self._today), tone="text2"),
            Cell(lot.kind if self._kinds else scope, tone="text2"),
            Cell(written.amount(lot.amount), tone="text2"),
            Cell(written.amount(lot.left), weight=strong, tone=tone),
            Cell(ends, note, tone=late, note_tone="warn" if late == "warn" else "text2"),
        )
        return TableRow(lot.key, cells, soft=lot.inside)

    def _cause(self, lot: ShownLot) -> Cell:
        written = language.formats()
        if lot.count > 1:
            title = written.numerals(self.tr("%n lots together", "", lot.count))
            if self._kinds:
                title = written.numerals(self.tr("%n gains together", "", lot.count))
            note = self.tr("Press to close") if lot.open else self.tr("Press to see each")
            return Cell(title, note, weight=theme.MEDIUM, dot=TONES[lot.standing])
        title, of = cause_words(lot)
        return Cell(title, of, weight=theme.MEDIUM, dot=TONES[lot.standing])

    def _ends(self, lot: ShownLot) -> tuple[str, str]:
        """Until when, and what there is to say of it."""
        if lot.standing in ("used", "expired"):
            return standing_words(lot.standing), _day(lot.ends_on, self._today) if lot.ends_on else ""
        if lot.ends_on is None:
            return self.tr("No end"), ""
        if lot.count > 1 and lot.last_on is not None and lot.last_on != lot.ends_on:
            until = self.tr("until {day}").format(day=_day(lot.last_on))
            return _day(lot.ends_on, self._today), until
        if lot.vests_on is not None:
            return _day(lot.ends_on, self._today), self.tr("active from {day}").format(day=_day(lot.vests_on))
        return _day(lot.ends_on, self._today), until_words(lot.days or 0)

    def _pick(self, key: str) -> None:
        if key.startswith("group:"):
            self.group_picked.emit(key)

    def _press(self, index: QModelIndex) -> None:
        self._pick(self.table.rows()[index.row()].key)

    def _retranslate(self) -> None:
        columns = [
            Column(self.tr("Came from")),
            Column(self.tr("Date"), width=120),
            Column(self.tr("Kind") if self._kinds else self.tr("Where"), width=130),
            Column(self.tr("At first"), "figure", 116),
            Column(self.tr("Left"), "figure", 116),
            Column(self.tr("Until"), "end", 142),
        ]
        self.table.set_columns(columns, name=self.tr("Lots"))
        self.show_lots(self._shown, self._today)


def _quiet(amount: int) -> str:
    return "text" if amount else "text3"


def _day(on: dt.date, today: dt.date | None = None) -> str:
    """A day, with its year where it lies more than ten months away from `today`."""
    far = today is not None and abs((on - today).days) > _FAR_DAYS
    return language.formats().day(on, year=far)
