"""Taking back, in place: the lines of a receipt in the middle, what goes back in the pay column. Passive."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui import language, theme
from desktop.ui.sale.basket_column import WIDE, Heads
from desktop.ui.sale.line_list import LineList, LineRow
from desktop.ui.sale.note_lines import Span
from desktop.ui.sale.pay_column import Sums
from desktop.ui.sale.shown import ShownRefund, ShownRefundLine, ShownReturn
from desktop.ui.sale.words import tender_words
from desktop.ui.widgets import (
    Button,
    ChoiceBox,
    EmptyState,
    Field,
    Figure,
    Hairline,
    Label,
    WarnBox,
    column,
    row,
)


class RefundPage(QWidget):
    """`line_pressed(int)` picks a line whole or not; `all_wanted` picks everything; `void_wanted`; `copy_wanted` prints the receipt again."""

    line_pressed = Signal(int)
    all_wanted = Signal()
    void_wanted = Signal()
    copy_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._refund = ShownRefund()
        self._title, self._number = Label("", 16, theme.SEMIBOLD), Label("", 13, tone="text2", elide=True)
        self._all = Button("", "quiet", cap="Ctrl+A", height=32)
        self._void = Button("", "quiet", cap="Ctrl+Del", height=32)
        self._copy = Button("", "quiet", cap="Ctrl+P", height=32)
        self._leave = Button("", "quiet", cap="Esc", height=32)
        for button in (self._copy, self._all, self._void, self._leave):
            button.set_words_tone("text2")
        self._lines = LineList(WIDE)
        self._heads = Heads(self._lines)
        self._help = Label("", 12, tone="text2", wrap=True)
        self._empty = EmptyState("refund")
        self._faces = QStackedWidget()
        self._all.clicked.connect(self.all_wanted)
        self._void.clicked.connect(self.void_wanted)
        self._copy.clicked.connect(self.copy_wanted)
        self._leave.clicked.connect(self.left)
        self._lines.pressed_line.connect(self.line_pressed)
        self._lay_out()
        language.on_change(self, self._retranslate)

    def show_refund(self, refund: ShownRefund) -> None:
        """Show the page."""
        self._refund = refund
        self._write()

    def set_widths(self, figures: tuple[int, int, int]) -> None:
        """Take other columns of figures."""
        self._lines.set_widths(figures)
        self._heads.update()

    def lines(self) -> LineList:
        """The rows, for tests."""
        return self._lines

    def _write(self) -> None:
        refund, written = self._refund, language.formats()
        found = refund.stage == "lines"
        day = written.day(refund.sold_on) if refund.sold_on else ""
        parts = [written.code(refund.number), day, refund.member] if found else []
        self._number.setText("  ·  ".join(part for part in parts if part))
        self._all.setVisible(found and not refund.all_back)
        self._copy.setVisible(found and refund.may_copy)
        self._void.setVisible(found and refund.may_void)
        self._void.setText(self.tr("Do not void") if refund.voiding else self.tr("Void sale"))
        self._faces.setCurrentIndex(1 if found else 0)
        self._write_words(refund)
        for widget in (self._heads, self._line, self._foot_line, self._help):
            widget.setVisible(found)
        self._lines.show_rows([self._row(line) for line in refund.lines])

    def _write_words(self, refund: ShownRefund) -> None:
        self._title.setText(self.tr("Void the sale") if refund.voiding else self.tr("Refund"))
        self._help.setText(self._help_words(refund))

    def _help_words(self, refund: ShownRefund) -> str:
        """A void has a foot of its own: no line is chosen of it; of what is all back nothing can be chosen."""
        if refund.voiding:
            return self.tr(
                "The whole sale is undone, as if it had not been: money, credit and points. Enter voids it; "
                "Ctrl+Del goes back to choosing lines."
            )
        if refund.all_back:
            return self.tr("Type another receipt's number, or leave with Esc.")
        return self.tr(
            "Enter takes the marked line back whole, 2 and Enter two of it; arrows go to another line, "
            "Space takes it or leaves it. What goes back is shown first: Enter once more records."
        )

    def _row(self, line: ShownRefundLine) -> LineRow:
        written = language.formats()
        left = self.tr("{left} of {sold} may come back")
        note = left.format(left=written.quantity(line.left), sold=written.measure(line.sold, line.unit))
        gone = line.left == 0
        notes = [Span(self.tr("Already back") if gone else note)]
        if line.enter_picks:
            notes.insert(0, Span(self.tr("Enter takes it back"), "accent", weight=theme.SEMIBOLD))
        if line.code:
            notes.append(Span(written.code(line.code)))
        picked = written.quantity(line.picked) if line.picked else ""
        return LineRow(
            key=line.line_no,
            lead=written.count(line.line_no),
            lead_icon="check" if line.picked else "",
            name=line.name or self.tr("Amount"),
            notes=tuple(notes),
            figures=(picked, written.quantity(line.sold), written.amount(line.net)),
            soft=bool(line.picked),
            chosen=line.chosen,
            tone="accent" if line.picked else "text3" if gone else "text",
        )

    def _lay_out(self) -> None:
        head = row(
            self._title,
            None,
            self._copy,
            self._all,
            self._void,
            self._leave,
            gap=4,
            margins=(24, 12, 24, 4),
        )
        number = column(self._number, margins=(24, 0, 24, 6))
        self._faces.addWidget(self._empty)
        self._faces.addWidget(self._lines)
        self._line, self._foot_line = Hairline(), Hairline()
        foot = column(self._help, margins=(24, 10, 24, 14))
        whole = column(head, number, self._heads, self._line, self._faces, self._foot_line, foot, gap=0)
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def _retranslate(self) -> None:
        self._all.setText(self.tr("Everything"))
        self._copy.setText(self.tr("Print again"))
        self._leave.setText(self.tr("Leave"))
        self._lines.setAccessibleName(self.tr("Lines of the receipt"))
        self._heads.show_heads(self.tr("Item"), (self.tr("Back"), self.tr("Sold"), self.tr("Paid for it")))
        self._empty.show_empty(
            self.tr("Scan the receipt"),
            self.tr("Or type its number, for example A1-000123, and press Enter."),
        )
        self._write()


class ReturnColumn(QWidget):
    """What goes back and what is taken back, before it is confirmed. `confirmed`, `reason_picked(str)`."""

    confirmed = Signal()
    reason_picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._refund = ShownRefund()
        self._word, self._money = Label("", 13, tone="text2"), Figure(40)
        self._sums = Sums(14, theme.MEDIUM, 6)
        self._late, self._lapsed, self._short = WarnBox(), WarnBox(), WarnBox(icon="cash", wrap=True)
        self._nothing = Label("", 13, tone="text2", wrap=True)
        self._reason = Field("", ChoiceBox())
        self._confirm = Button("", "primary", cap="Enter")
        self._confirm.clicked.connect(self.confirmed)
        if isinstance(self._reason.editor, ChoiceBox):
            self._reason.editor.picked.connect(self.reason_picked)
        self.setLayout(
            column(
                self._word,
                self._money,
                10,
                Hairline(),
                10,
                self._sums,
                self._nothing,
                12,
                self._late,
                6,
                self._lapsed,
                6,
                self._short,
                12,
                self._reason,
                None,
                self._confirm,
                gap=0,
                margins=(20, 16, 20, 16),
            )
        )
        language.on_change(self, self._retranslate)

    def show_refund(self, refund: ShownRefund) -> None:
        """Show what would happen."""
        self._refund = refund
        self._write()

    def sums_text(self) -> str:
        """All that is said, for tests and screen readers."""
        return self.accessibleDescription()

    def confirm_button(self) -> Button:
        """The primary button, for tests."""
        return self._confirm

    def _write(self) -> None:
        refund, written = self._refund, language.formats()
        preview = refund.preview
        self._money.set_name(self._word.text())
        money = preview.money if preview else 0
        self._money.show_figure(written.amount(money), written.unit(), tone="text" if preview else "text3")
        sums = self._sums_of(preview) if preview else []
        self._sums.show_sums(sums)
        self.setAccessibleDescription("، ".join(f"{name} {figure}" for name, figure, _ in sums))
        self._nothing.setVisible(preview is None)
        self._nothing.setText(self._nothing_words(refund))
        self._late.setVisible(bool(preview and preview.late))
        told = self._fate_of_credit(preview) if preview else ""
        self._lapsed.setVisible(bool(told))
        self._lapsed.show_text(told)
        self._write_drawer(preview.drawer_short if preview else 0)
        self._reason.set_label(self.tr("Why it is voided") if refund.voiding else self.tr("Reason"))
        self._confirm.setText(self._confirm_words(refund))
        self._confirm.setEnabled(refund.can_confirm)
        self._confirm.set_cap("Enter", filled=refund.enter_confirms)
        self._write_reasons(refund)

    def _nothing_words(self, refund: ShownRefund) -> str:
        if refund.all_back:
            return self.tr(
                "Everything of this receipt has come back already: there is nothing left to give back."
            )
        return self.tr("Pick what comes back; what goes back and what is taken back stands here first.")

    def _confirm_words(self, refund: ShownRefund) -> str:
        if refund.voiding:
            return self.tr("Void and print") if refund.printer else self.tr("Void")
        return self.tr("Give back and print") if refund.printer else self.tr("Give back")

    def _write_drawer(self, short: int) -> None:
        text = self.tr("The drawer lacks {amount} of it: bring that from elsewhere, then confirm")
        self._short.setVisible(bool(short))
        self._short.show_text(text.format(amount=language.formats().money(short)))

    def _fate_of_credit(self, preview: ShownReturn) -> str:
        """Return what becomes of the credit that comes back, where it is not simply theirs again."""
        for text, amount in (
            (self.tr("{amount} ends: the member has gone"), preview.ended),
            (self.tr("{amount} had expired"), preview.lapsed),
            (self.tr("{amount} with new days"), preview.grace),
        ):
            if amount:
                return text.format(amount=language.formats().money(amount))
        return ""

    def _write_reasons(self, refund: ShownRefund) -> None:
        words = {
            "changed_mind": self.tr("Changed their mind"),
            "faulty": self.tr("Faulty"),
            "wrong_item": self.tr("Wrong item"),
            "mistake": self.tr("Mistake at the till"),
            "other": self.tr("Another reason"),
        }
        self._reason.setVisible(bool(refund.reasons))
        box = self._reason.editor
        if isinstance(box, ChoiceBox):
            box.set_options([(reason, words.get(reason, reason)) for reason in refund.reasons])
            box.choose(refund.reason)

    def _sums_of(self, preview: ShownReturn) -> list[tuple[str, str, str]]:
        written = language.formats()
        sums = [(self.tr("Net of what comes back"), written.amount(preview.net), "text")]
        sums += [(tender_words(kind), written.amount(amount), "text") for kind, amount in preview.money_kinds]
        if preview.credit:
            sums.append((self.tr("Credit goes back"), written.signed_amount(preview.credit), "accent"))
        if preview.credit_taken:
            sums.append(
                (self.tr("Earned credit taken back"), written.signed_amount(-preview.credit_taken), "text")
            )
        for name, number in preview.points_taken:
            label = self.tr("{points} taken back").format(points=name)
            sums.append((label, written.signed(-number), "text"))
        if preview.withheld:
            sums.append(
                (self.tr("Withheld for spent credit"), written.signed_amount(-preview.withheld), "warn")
            )
        if preview.owed:
            sums.append((self.tr("Owed by the member"), written.amount(preview.owed), "warn"))
        return sums

    def _retranslate(self) -> None:
        self._word.setText(self.tr("Money back"))
        self._late.show_text(self.tr("Late return: manager's PIN"))
        self._write()
