"""Credit lent on trust while there is no line: two limits, and what they cost, said as they are typed. Passive."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui import language
from desktop.ui.settings.values import RulesShown, TrustCost
from desktop.ui.widgets import AmountEdit, Field, Label, column, row


class TrustBlock(QWidget):
    """`typed(int, int)`: the limit for a member and the pool of a till as they stand in the fields now."""

    typed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._cost = TrustCost()
        self.per_member, self.pool = AmountEdit(money=True), AmountEdit(money=True)
        self.pin_above = AmountEdit(money=True)
        self._pin, self._pin_note = Field("", self.pin_above), Label("", 13, tone="text2", wrap=True)
        self._member, self._pool = Field("", self.per_member), Field("", self.pool)
        self._bound, self._likely = Label("", 14, wrap=True), Label("", 13, tone="text2", wrap=True)
        for editor in (self.per_member, self.pool):
            editor.amount_changed.connect(lambda _: self.typed.emit(*self.limits()))
        self.setLayout(
            column(
                row(self._member, self._pool, gap=16),
                self._bound,
                self._likely,
                8,
                row(self._pin, None, gap=16),
                self._pin_note,
                gap=6,
            )
        )
        language.on_change(self, self._retranslate)

    def show_limits(self, shown: RulesShown) -> None:
        """Fill the fields."""
        self.per_member.set_amount(shown.per_member)
        self.pool.set_amount(shown.pool)
        self.pin_above.set_amount(shown.pin_above)

    def limits(self) -> tuple[int, int]:
        """Return what is typed; an empty field is nothing."""
        return self.per_member.amount() or 0, self.pool.amount() or 0

    def show_cost(self, cost: TrustCost) -> None:
        """Say what the limits cost, or at the pool why they cannot stand."""
        self._cost = cost
        self._write_cost()

    def allow(self, may: bool) -> None:
        for editor in (self.per_member, self.pool, self.pin_above):
            editor.setEnabled(may)

    def words(self) -> list[str]:
        """What is said of the cost, for tests and screen readers."""
        return [text for text in (self._bound.text(), self._likely.text(), self._pool.problem()) if text]

    def _write_cost(self) -> None:
        cost = self._cost
        self._pool.show_problem(cost.problem)
        self._bound.setText("" if cost.problem else self._bound_words())
        self._bound.set_tone("warn" if cost.lends else "text2")
        self._likely.setText(self._likely_words() if cost.lends else "")
        for label in (self._bound, self._likely):
            label.setVisible(bool(label.text()))

    def _apart_words(self) -> str:
        cost, written = self._cost, language.formats()
        names = written.listed([written.name(name) for name, _ in cost.apart])
        more = written.money(sum(worst for _, worst in cost.apart))
        return self.tr("Besides, {names} with limits of its own: at most {more} more.").format(
            names=names, more=more
        )

    def _bound_words(self) -> str:
        told = self._own_words()
        return f"{told} {self._apart_words()}" if self._cost.apart else told

    def _own_words(self) -> str:
        cost, written = self._cost, language.formats()
        if not cost.lends:
            return self.tr(
                "Nothing is lent: without a line a till gives only credit it holds itself, and nothing can be lost."
            )
        return written.numerals(
            self.tr(
                "In one outage at most {worst} can be lost (%n tills, {each} each).", "", cost.tills
            ).format(worst=written.money(cost.worst), each=written.money(cost.each))
        )

    def _likely_words(self) -> str:
        cost, written = self._cost, language.formats()
        return written.numerals(
            self.tr(
                "Expected: {expected} a month. In the measured model (20 branches, one cheat in a hundred members) "
                "{percent} of all credit spent was lost; here {spent} was spent in the last 30 days."
            ).format(
                expected=written.money(cost.expected),
                percent=written.percent(cost.share),
                spent=written.money(cost.spent),
            )
        )

    def _retranslate(self) -> None:
        self._member.set_label(self.tr("Lent to a member at most, in one outage"))
        self._pool.set_label(self.tr("Lent by a till at most, in one outage"))
        self._write_cost()
        self._pin.set_label(self.tr("Credit of a day above which the member's PIN is asked"))
        self._pin_note.setText(
            self.tr(
                "Empty: it is never asked; 0: always. Who has no PIN needs somebody who may vouch for members. "
                "A till counts the day as far as it has heard: without a line each gives up to this amount unasked, "
                "of the credit it holds or may lend."
            )
        )
