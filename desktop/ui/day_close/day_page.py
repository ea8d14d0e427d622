"""A day in figures: four large ones, money by tender, sales, the club, product groups. Passive."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.day_close.shown import ShownDay
from desktop.ui.day_close.words import club_words, tender_words
from desktop.ui.widgets import (
    Cell,
    Column,
    EmptyState,
    Figure,
    Hairline,
    Label,
    Pair,
    Table,
    TableRow,
    align_figures,
    column,
    empty_layout,
    on_ground,
    row,
    scrolling,
)

_ROW = 44


def _club_figure(key: str, amount: int) -> str:
    written = language.formats()
    if key.startswith("points"):
        return written.count(amount)
    return written.amount(amount)


class _Tile(QWidget):
    """A heading, a large figure with its unit, a note."""

    def __init__(self, size: int = 26) -> None:
        super().__init__()
        self._heading, self._figure = Label("", 13, tone="text2", elide=True), Figure(size)
        self._note = Label("", 12, tone="text2", elide=True)
        self.setLayout(column(self._heading, self._figure, self._note, gap=4))

    def show_tile(
        self, heading: str, figure: str, unit: str = "", note: str = "", tone: str = "text"
    ) -> None:
        self._heading.setText(heading)
        self._figure.set_name(heading)
        self._figure.show_figure(figure, unit, tone=tone)
        self._note.setText(note)


class _Block(QWidget):
    """A heading with pairs under it."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Label("", 14, theme.SEMIBOLD)
        self._pairs = QVBoxLayout()
        self._pairs.setSpacing(9)
        self.setLayout(column(self._title, 4, self._pairs, None, gap=6))

    def show_pairs(self, title: str, pairs: list[tuple[str, str]]) -> None:
        self._title.setText(title)
        empty_layout(self._pairs)
        made = [Pair(label, value, figure=True) for label, value in pairs]
        align_figures(made)
        for pair in made:
            self._pairs.addWidget(pair)
            pair.show()  # a visible layout would show it only at the next event: headings with nothing below


class DayPage(QWidget):
    """`show_day(day)`."""

    def __init__(self) -> None:
        super().__init__()
        self._day: ShownDay | None = None
        self._net, self._count, self._average, self._share = _Tile(), _Tile(), _Tile(), _Tile()
        self._tenders, self._sales, self._club = _Block(), _Block(), _Block()
        self._groups_title = Label("", 14, theme.SEMIBOLD)
        self.groups = Table(row_height=_ROW)
        self.groups.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = EmptyState("calendar")
        self._empty.setContentsMargins(0, 72, 0, 0)
        self._lay_out()
        language.on_change(self, self._retranslate)

    def show_day(self, day: ShownDay) -> None:
        """Show a day."""
        self._day = day
        self._write_tiles(day)
        self._write_blocks(day)
        written = language.formats()
        self.groups.show_rows(
            [
                TableRow(
                    one.group,
                    (
                        Cell(one.name, weight=theme.MEDIUM),
                        Cell(written.count(one.purchases), tone="text2"),
                        Cell(written.amount(one.discount) if one.discount else "—", tone="text2"),
                        Cell(written.amount(one.net), weight=theme.SEMIBOLD),
                    ),
                )
                for one in day.groups
            ]
        )
        self.groups.setFixedHeight(40 + _ROW * len(day.groups))
        self._below.setVisible(bool(day.groups))
        self._empty.setVisible(day.is_empty)
        self._blocks.setVisible(not day.is_empty)

    def _write_tiles(self, day: ShownDay) -> None:
        written, unit = language.formats(), language.formats().unit()
        self._net.show_tile(
            self.tr("Net sales"), written.amount(day.net), unit, "", "accent" if day.net else "text3"
        )
        heading = self.tr("Purchases") if day.sales == day.purchases else self.tr("Purchases kept")
        self._count.show_tile(heading, written.count(day.purchases), "", self._kept_words(day))
        average = self.tr("no purchase") if day.average is None else written.amount(day.average)
        older = self.tr("without {amount} back of older days").format(amount=written.amount(day.older_back))
        self._average.show_tile(
            self.tr("Average purchase"),
            average,
            "" if day.average is None else unit,
            older if day.older_back and day.average is not None else "",
        )
        share = (day.member_net * 200 + day.net) // (2 * day.net) if day.net > 0 else None
        shown = self.tr("no sales") if share is None else written.percent(share * 10_000, alone=True)
        members = written.counted(
            self.tr("%n purchases of members", "", day.member_purchases), day.member_purchases
        )
        self._share.show_tile(self.tr("Members' share of sales"), shown, "", members)

    def _kept_words(self, day: ShownDay) -> str:
        """Of how many sales these purchases are left, and how much came back."""
        written, parts = language.formats(), []
        if day.sales != day.purchases:
            parts.append(written.counted(self.tr("of %n sales", "", day.sales), day.sales))
        if day.refund_net:
            amount = written.amount(day.refund_net)
            parts.append(self.tr("{amount} came back").format(amount=amount))
        return written.listed(parts)

    def _write_blocks(self, day: ShownDay) -> None:
        written = language.formats()
        self._tenders.show_pairs(
            self.tr("Money by tender"),
            [
                *((tender_words(kind), written.amount(amount)) for kind, amount in day.tenders),
                *(
                    [(self.tr("Withheld for spent credit"), written.signed_amount(-day.withheld))]
                    if day.withheld
                    else []
                ),
            ]
            or [(self.tr("Nothing came in"), written.amount(0))],
        )
        self._sales.show_pairs(
            self.tr("Sales"),
            [
                (self.tr("Gross"), written.amount(day.gross)),
                (self.tr("Discount of offers"), written.signed_amount(-day.discount)),
                (self.tr("Refunds and voids"), written.signed_amount(-day.refund_net)),
                (self.tr("Net"), written.amount(day.net)),
            ],
        )
        self._club.show_pairs(
            self.tr("The club"),
            [
                *((club_words(key), _club_figure(key, amount)) for key, amount in day.club),
                (self.tr("Credit ended unspent"), written.amount(day.expired)),
                (self.tr("New members"), written.count(day.joined)),
            ],
        )

    def _lay_out(self) -> None:
        parts: list[QWidget] = []
        for place, tile in enumerate((self._net, self._count, self._average, self._share)):
            if place:
                parts.append(Hairline(vertical=True))
            parts.append(tile)
        band = row(*parts, gap=20, margins=(24, 16, 24, 14))
        for place in range(0, 7, 2):
            band.setStretch(place, 1)
        blocks = row(self._tenders, self._sales, self._club, gap=48, margins=(24, 20, 24, 20))
        for place in range(3):
            blocks.setStretch(place, 1)
        self._blocks = QWidget()
        self._blocks.setLayout(column(blocks, Hairline(), gap=0))
        self._below = QWidget()
        title = row(self._groups_title, None, margins=(24, 18, 24, 4))
        self._below.setLayout(column(title, row(self.groups, margins=(12, 0, 12, 0)), gap=0))
        inside = QWidget()
        inside.setLayout(column(self._blocks, self._below, self._empty, None, gap=0))
        whole = column(on_ground(band, "sunken"), Hairline(), scrolling(inside), gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _retranslate(self) -> None:
        columns = [
            Column(self.tr("Product group")),
            Column(self.tr("Purchases"), "figure", 120),
            Column(self.tr("Discount"), "figure", 140),
            Column(self.tr("Net"), "figure", 150),
        ]
        self.groups.set_columns(columns, name=self.tr("Product groups"))
        self._groups_title.setText(self.tr("Product groups"))
        self._empty.show_empty(
            self.tr("Nothing was sold on this day"), self.tr("Another day is chosen above.")
        )
        if self._day is not None:
            self.show_day(self._day)
