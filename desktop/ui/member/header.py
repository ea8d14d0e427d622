"""Who stands here: name, tier, phone, card, since when; and what may be done with them. Passive."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import language, theme
from desktop.ui.member.shown import ShownHead
from desktop.ui.member.words import nameless
from desktop.ui.widgets import Avatar, Button, Chip, Label, MenuButton, column, row

_WIDEST_NAME = 320


class MemberHeader(QWidget):
    """`sold` (F2), `statement_wanted`, `revealed`, and `act_wanted(key)` of the menu."""

    sold = Signal()
    statement_wanted = Signal()
    revealed = Signal()
    act_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._head: ShownHead | None = None
        self._acts: frozenset[str] = frozenset()
        self._avatar = Avatar("", 56)
        self._name = Label("", 20, theme.SEMIBOLD, elide=True)
        self._name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._tier, self._state, self._merged = Chip(icon="star"), Chip("", "warn"), Chip("", "soft")
        self._phone, self._reveal = Label("", 13, tone="text2"), Button("", "quiet", height=24, size=13)
        self._rest = Label("", 13, tone="text2", elide=True)
        self.sell = Button("", "primary", cap="F2", height=48)
        self.statement = Button("", "plain", icon="printer", height=48)
        self.menu = MenuButton("", icon="more", height=48)
        self.sell.clicked.connect(self.sold)
        self.statement.clicked.connect(self.statement_wanted)
        self._reveal.clicked.connect(self.revealed)
        self.menu.picked.connect(self.act_wanted)
        self._lay_out()
        language.on_change(self, self._retranslate)

    def show_head(self, head: ShownHead, acts: frozenset[str]) -> None:
        """Show who it is; `acts` is what the person at the till may do alone."""
        self._head, self._acts = head, acts
        written = language.formats()
        name = nameless() if head.state != "erased" else self.tr("Erased member")
        self._avatar.show_name(head.name or "•")
        self._name.setText(head.name or name)
        wanted = self._name.fontMetrics().horizontalAdvance(self._name.text()) + 4
        self._name.setFixedWidth(min(wanted, _WIDEST_NAME))
        self._tier.show_text(self.tr("{tier} tier").format(tier=head.tier))
        self._tier.setVisible(head.state == "active")
        self._state.show_text(self.tr("Left the club") if head.state == "left" else self.tr("Erased"))
        self._state.setVisible(head.state != "active")
        self._merged.show_text(written.numerals(self.tr("%n members merged", "", head.merged)))
        self._merged.setVisible(head.merged > 1)
        self._phone.setText(written.phone(head.whole_phone) if head.whole_phone else head.phone)
        self._phone.setVisible(bool(head.phone))
        self._reveal.setText(self.tr("Hide the phone") if head.whole_phone else self.tr("Show the phone"))
        self._reveal.setVisible(head.may_reveal)
        self._rest.setText("  ·  ".join(self._facts(head)))
        self._write_acts(head)

    def _facts(self, head: ShownHead) -> list[str]:
        written = language.formats()
        facts = [""] if head.phone else []
        if head.card:
            facts.append(self.tr("Card {number}").format(number=written.code(_spaced(head.card))))
        facts.append(self.tr("Member since {day}").format(day=written.day(head.joined_on)))
        if head.branch:
            facts.append(head.branch)
        return facts

    def _write_acts(self, head: ShownHead) -> None:
        active = head.state == "active"
        self.sell.setVisible(active)
        self.statement.setVisible(head.state != "erased")
        items = []
        if active:
            items = [
                ("adjust", self.tr("Give or take credit or points…")),
                ("pin", self.tr("The member's PIN…")),
                ("merge", self.tr("Merge with another member…")),
            ]
        if active and head.merged > 1:
            items.append(("split", self.tr("Take a merge apart…")))
        if active:
            items.append(("leave", self.tr("Leaves the club…")))
        if head.state != "erased":
            items.append(("erase", self.tr("Erase for ever…")))
        self.menu.set_items(items)
        self.menu.setVisible(bool(items))

    def _lay_out(self) -> None:
        title = row(self._name, self._tier, self._merged, self._state, None, gap=12)
        below = row(self._phone, self._reveal, self._rest, gap=8)
        below.setStretch(2, 1)
        names = column(title, below, gap=4)
        whole = row(self._avatar, names, self.menu, self.statement, self.sell, gap=14, margins=(24, 8, 24, 8))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _retranslate(self) -> None:
        self.sell.setText(self.tr("Sell to this member"))
        self.statement.setText(self.tr("Statement"))
        self.menu.setText(self.tr("More"))
        if self._head is not None:
            self.show_head(self._head, self._acts)


def _spaced(number: str) -> str:
    """A long number in fours, as it stands on the card."""
    return " ".join(number[place : place + 4] for place in range(0, len(number), 4))
