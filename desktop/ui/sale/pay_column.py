"""The pay column: what it costs, what credit pays, how the rest is paid, change, what this sale earns. Passive."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.sale.shown import ShownPay, ShownTender
from desktop.ui.sale.words import TENDER_ICONS, TENDER_KEYS, tender_words
from desktop.ui.widgets import (
    Button,
    Figure,
    Hairline,
    Label,
    MenuButton,
    column,
    empty_layout,
    painting,
    row,
)
from desktop.ui.widgets.text import absolute, directed

COMPACT = 640
"""Below this height everything stands closer, so that nothing has to scroll."""


class TenderBox(QAbstractButton):
    """A way to pay: its icon, name, key and amount; the active one has the accent's edge."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self._tender = ShownTender(kind, 0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(260, 44)

    def show_tender(self, tender: ShownTender) -> None:
        self._tender = tender
        amount = language.formats().money(tender.amount) if tender.amount else ""
        self.setText(tender_words(self.kind))
        self.setAccessibleName(f"{self.text()} {amount}".strip())
        self.update()

    def tender(self) -> ShownTender:
        return self._tender

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._paint_edge(painter)
        tone = "accent" if self._tender.active else "text"
        middle = self.height() / 2
        x = self.width() - 34 if rtl else 14
        painting.draw_icon(
            painter,
            TENDER_ICONS[self.kind],
            x,
            middle - 10,
            20,
            theme.color(tone if self._tender.active else "text2"),
            rtl,
        )
        self._paint_words(painter, rtl)
        self._paint_amount(painter, rtl)
        painter.end()

    def _paint_edge(self, painter: QPainter) -> None:
        """An edge for the way digits go to, a ring for the keyboard; within the edge where both are here."""
        active, rect = self._tender.active, QRectF(self.rect())
        edge, width = ("accent", 2) if active else ("line2", 1)
        if self.hasFocus() and not active:
            edge, width = "accent", painting.ring()
        painting.box(painter, rect, 8, theme.color("surface"), theme.color(edge), width)
        if self.hasFocus() and active:
            painting.box(
                painter, rect.adjusted(4, 4, -4, -4), 5, None, theme.color("accent"), painting.ring()
            )

    def _words(self) -> tuple[QFont, float]:
        font = theme.font(14, theme.SEMIBOLD if self._tender.amount else theme.MEDIUM)
        return font, painting.text_width(directed(self.text()), font)

    def amount_room(self) -> float:
        """Return what the icon, the words and the key leave for the amount, in px."""
        key = TENDER_KEYS.get(self.kind, "")
        cap = 12 + painting.cap_width(key) if key else 0
        return self.width() - 44 - self._words()[1] - cap - 8 - 14

    def _paint_words(self, painter: QPainter, rtl: bool) -> None:
        font, wide = self._words()
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        middle = self.height() / 2
        left = self.width() - 44 - wide if rtl else 44
        flags = int(absolute("start", rtl) | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(left - 2, 0, wide + 4, self.height() - 1), flags, directed(self.text()))
        key = TENDER_KEYS.get(self.kind, "")
        if key:
            cap = painting.cap_width(key)
            x = left - 12 - cap if rtl else left + wide + 12
            painting.draw_cap(painter, x, middle, key, theme.color("text2"), theme.color("line2"), None)

    def _paint_amount(self, painter: QPainter, rtl: bool) -> None:
        if not self._tender.amount:
            return
        text = language.formats().amount(self._tender.amount)
        painter.setFont(painting.fitting(theme.font(16, theme.SEMIBOLD, tnum=True), text, self.amount_room()))
        painter.setPen(theme.color("text2" if self._tender.implied else "text"))
        flags = int(absolute("end", rtl) | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(14, 0, self.width() - 28, self.height() - 1), flags, text)


class Sums(QGridLayout):
    """Labels at the start, figures aligned by their right edge in a column as wide as its widest."""

    def __init__(self, size: int, weight: int, gap: int) -> None:
        super().__init__()
        self._size, self._weight = size, weight
        self._rows: list[tuple[Label, Label]] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setVerticalSpacing(gap)
        self.setColumnStretch(0, 1)

    def show_sums(self, sums: list[tuple[str, str, str]]) -> None:
        """Show (label, figure, tone) rows."""
        while len(self._rows) < len(sums):
            name = Label("", self._size, tone="text2")
            figure = Label("", self._size + 2, self._weight, tnum=True, align="right")
            self.addWidget(name, len(self._rows), 0)
            self.addWidget(figure, len(self._rows), 1)
            self._rows.append((name, figure))
        for place, (name, figure) in enumerate(self._rows):
            shown = place < len(sums)
            name.setVisible(shown)
            figure.setVisible(shown)
            if shown:
                label, text, tone = sums[place]
                name.setText(label)
                figure.setText(text)
                figure.set_tone(tone)


class PayColumn(QWidget):
    """Signals: `tender_pressed(str)`, `credit_pressed`, `record_pressed`, `record_without_print_pressed`, `refund_pressed`."""

    tender_pressed = Signal(str)
    record_pressed = Signal()
    record_without_print_pressed = Signal()
    refund_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pay = ShownPay()
        self._compact = False
        self._gaps: dict[int, int] = {}
        self._sums = Sums(14, theme.MEDIUM, 6)
        self._first = Label("", 12, tone="text2", wrap=True)
        self._to_pay_word, self._to_pay = Label("", 13, tone="text2"), Figure(40)
        self._vat = Label("", 12, tone="text2")
        self._tenders = QVBoxLayout()
        self._tenders.setSpacing(8)
        self._boxes: dict[str, TenderBox] = {}
        self._more = MenuButton("", height=26)
        self._more.set_kind("quiet")
        self._more.set_words_tone("text2")
        self._change_word, self._change = Label("", 15, theme.SEMIBOLD), Figure(24)
        self._earns_word = Label("", 13, tone="text2")
        self._earns = Sums(13, theme.SEMIBOLD, 2)
        self._paid_by = Label("", 13, theme.MEDIUM, tone="text2", elide=True)
        self._record = Button("", "primary", cap="Enter", size=16)
        self._no_print, self._refund = Button("", cap="F10"), Button("", cap="F9")
        self._record.clicked.connect(self.record_pressed)
        self._no_print.clicked.connect(self.record_without_print_pressed)
        self._refund.clicked.connect(self.refund_pressed)
        self._more.picked.connect(self.tender_pressed)
        self._lay_out()
        language.on_change(self, self._retranslate)

    def show_pay(self, pay: ShownPay) -> None:
        """Show the figures of the sale."""
        if pay != self._pay:
            self._pay = pay
            self._write()

    def boxes(self) -> dict[str, TenderBox]:
        """The ways to pay, for tests."""
        return self._boxes

    def record_button(self) -> Button:
        """The primary button, for tests."""
        return self._record

    def _write(self) -> None:
        pay = self._pay
        self._write_sums(pay)
        self._write_to_pay(pay)
        self._write_tenders(pay)
        self._write_change(pay)
        self._write_earns(pay)
        self._record.setEnabled(pay.can_record)
        self._no_print.setEnabled(pay.can_record)
        self._refund.setEnabled(pay.may_refund)
        self._write_enter(pay)
        self._write_printing(pay)
        self._write_paid_by(pay)

    def _write_enter(self, pay: ShownPay) -> None:
        """While something is typed Enter belongs to the field: the button is neither lit nor named by that key."""
        typing = pay.can_record and not pay.enter_records
        self._record.set_kind("plain" if typing else "primary")
        self._record.set_cap("" if typing else "Enter", filled=pay.enter_records)

    def _write_printing(self, pay: ShownPay) -> None:
        """Promise paper only where there is a printer."""
        words = self.tr("Record and print") if pay.printer else self.tr("Record")
        if self._record.text() != words:
            self._record.setText(words)
        self._no_print.setVisible(pay.printer)

    def _write_paid_by(self, pay: ShownPay) -> None:
        """Say beside the button which money it will record: the usual kind takes what nobody named."""
        kinds = [tender_words(one.kind) for one in pay.tenders if one.amount] if pay.can_record else []
        self._paid_by.setText(self.tr("Paid by {kinds}").format(kinds=" + ".join(kinds)) if kinds else "")
        self._make_room()

    def _make_room(self) -> None:
        """The boxes say it too: where everything is full, the line gives way first."""
        self._paid_by.setVisible(bool(self._paid_by.text()))
        if self._whole.minimumSize().height() > self.height():
            self._paid_by.hide()

    def _write_sums(self, pay: ShownPay) -> None:
        written = language.formats()
        sums = []
        if pay.priced:
            sums = [(self.tr("Items"), written.amount(pay.gross), "text")]
            if pay.discount:
                sums.append((self.tr("Offers"), written.signed_amount(-pay.discount), "accent"))
                sums.append((self.tr("Net"), written.amount(pay.net), "text"))
            if pay.credit or pay.credit_active:
                sums.append((self.tr("Credit spent"), written.signed_amount(-pay.credit), "accent"))
        self._sums.show_sums(sums)
        first = ""
        if pay.credit_first and pay.credit_first_on:
            amount, day = written.amount(pay.credit_first), written.day(pay.credit_first_on, year=False)
            first = self.tr("First the {amount} that expires {day}").format(amount=amount, day=day)
        self._first.setText(first)
        self._first.setVisible(bool(first))
        self._sum_line.setVisible(pay.priced)

    def _write_to_pay(self, pay: ShownPay) -> None:
        written = language.formats()
        self._to_pay.set_name(self._to_pay_word.text())
        tone = "text" if pay.priced else "text3"
        self._to_pay.show_figure(written.amount(pay.to_pay), written.unit(), tone=tone)
        vat = self.tr("VAT {amount} included in net").format(amount=written.money(pay.vat)) if pay.vat else ""
        self._vat.setText(vat)
        self._vat.setVisible(bool(vat))

    def _write_tenders(self, pay: ShownPay) -> None:
        kinds = tuple(tender.kind for tender in pay.tenders)
        if kinds != tuple(self._boxes):
            empty_layout(self._tenders)
            self._boxes = {kind: TenderBox(kind) for kind in kinds}
            for kind, box in self._boxes.items():
                box.clicked.connect(lambda _=False, k=kind: self.tender_pressed.emit(k))
                self._tenders.addWidget(box)
        for tender in pay.tenders:
            self._boxes[tender.kind].show_tender(tender)
        self._more.set_items([(kind, tender_words(kind)) for kind in pay.more_tenders])
        self._more.setVisible(bool(pay.more_tenders))

    def _write_change(self, pay: ShownPay) -> None:
        written = language.formats()
        self._change_word.setText(self.tr("Still missing") if pay.missing else self.tr("Change"))
        self._change_word.set_tone("warn" if pay.missing else "text")
        shown = pay.missing or pay.change
        tone = "warn" if pay.missing else "text"
        self._change.set_name(self._change_word.text())
        self._change.show_figure(written.amount(shown), written.unit(), tone=tone)
        for widget in (self._change_word, self._change):
            widget.setVisible(bool(shown))

    def _write_earns(self, pay: ShownPay) -> None:
        written = language.formats()
        sums = []
        if pay.earned_credit:
            sums.append((self.tr("Credit"), written.signed_amount(pay.earned_credit), "accent"))
        sums += [(name, written.signed(number), "accent") for name, number in pay.earned_points]
        self._earns.show_sums(sums)
        for widget in (self._earns_word, self._earn_line):
            widget.setVisible(bool(sums))

    def _lay_out(self) -> None:
        self._sum_line, self._earn_line = Hairline(), Hairline()
        change = row(self._change_word, None, self._change)
        beside = row(self._no_print, self._refund, gap=8)
        beside.setStretch(0, 1)
        beside.setStretch(1, 1)
        self._upper = column(
            self._sums,
            4,
            self._first,
            8,
            self._sum_line,
            8,
            row(self._to_pay_word, None, self._more),
            self._to_pay,
            self._vat,
            10,
            self._tenders,
            4,
            change,
            8,
            self._earn_line,
            8,
            self._earns_word,
            4,
            self._earns,
            gap=0,
        )
        self._buttons = column(self._paid_by, 6, self._record, 8, beside, gap=0)
        self._whole = column(self._upper, None, self._buttons, gap=0, margins=(20, 16, 20, 16))
        self.setLayout(self._whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.height() < COMPACT
        if compact != self._compact:
            self._stand_closer(compact)
        self._make_room()

    def _stand_closer(self, compact: bool) -> None:
        self._compact = compact
        self._sums.setVerticalSpacing(0 if compact else 6)
        self._tenders.setSpacing(6 if compact else 8)
        self._whole.setContentsMargins(20, 8 if compact else 16, 20, 12 if compact else 16)
        for place in range(self._upper.count()):
            item = self._upper.itemAt(place)
            gap = item.spacerItem() if item is not None else None
            if gap is not None:
                gap.changeSize(
                    0, self._gaps.setdefault(place, gap.sizeHint().height()) // (2 if compact else 1)
                )
        self._upper.invalidate()

    def _retranslate(self) -> None:
        self._to_pay_word.setText(self.tr("To pay"))
        self._earns_word.setText(self.tr("Earns with this sale"))
        self._no_print.setText(self.tr("No print"))
        self._refund.setText(self.tr("Refund"))
        self._more.setText(self.tr("Another way to pay"))
        self._write()
