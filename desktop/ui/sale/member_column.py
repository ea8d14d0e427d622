"""The member column: who is served, what they may spend here and now, what ends soon, what awaits them. Passive."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.sale.shown import ShownMember, ShownNear
from desktop.ui.sale.words import earned_words, missing_words
from desktop.ui.widgets import (
    Avatar,
    Bar,
    Button,
    Chip,
    Dot,
    Figure,
    Hairline,
    Icon,
    IconButton,
    Label,
    WarnBox,
    column,
    empty_layout,
    row,
    scrolling,
)
from desktop.ui.widgets.layouts import Item
from loyalty import jalali

_NEARLY_BIRTHDAY = 7
_NEEDS_YEAR = 300
"""Days after which a day and its month alone could be taken for this year's."""


class Fact(QWidget):
    """A small heading, the value, a note: points, last visit."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = Label("", 12, tone="text2", elide=True)
        self._value = Label("", 15, theme.SEMIBOLD, elide=True)
        self._note = Label("", 12, tone="text2", elide=True)
        self.setLayout(column(self._heading, self._value, self._note, None, gap=3))

    def show_fact(self, heading: str, value: str, note: str = "") -> None:
        self._heading.setText(heading)
        self._value.setText(value)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(f"{heading} {value} {note}".strip())


class MemberColumn(QWidget):
    """`reveal_wanted` shows or hides the whole phone; `credit_wanted` is F2; `left` serves nobody."""

    reveal_wanted = Signal()
    credit_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._member: ShownMember | None = None
        self._avatar = Avatar()
        self._name = Label("", 17, theme.SEMIBOLD, elide=True)
        self._phone = Label("", 13, tone="text2")
        self._since = Label("", 13, tone="text2", elide=True)
        self._reveal = IconButton("eye", "", size=28)
        self._leave = IconButton("cross", "", size=28)
        self._tier, self._to_next, self._tier_bar = (
            Chip(icon="star"),
            Label("", 13, theme.MEDIUM, "text2"),
            Bar(6),
        )
        self._credit_word = Label("", 13, tone="text2")
        self._spend = Button("", "quiet", cap="F2", height=28)
        self._spend.set_words_tone("text2")
        self._credit = Figure(40, "accent")
        self._credit_bar = Bar(8)
        self._safe, self._trusted = _legend("accent"), _legend("mid")
        self._beside = Label("", 12, tone="text2", wrap=True)
        self._expiring = WarnBox()
        self._points, self._visit = Fact(), Fact()
        self._offers_word = Label("", 13, tone="text2")
        self._offers = QVBoxLayout()
        self._birthday_icon, self._birthday = Icon("gift", 18), Label("", 13, tone="text2", elide=True)
        self._lay_out()
        self._reveal.clicked.connect(self.reveal_wanted)
        self._leave.clicked.connect(self.left)
        self._spend.clicked.connect(self.credit_wanted)
        language.on_change(self, self._retranslate)

    def show_member(self, member: ShownMember) -> None:
        """Show a member."""
        self._member = member
        self._show_head(member)
        self._show_tier(member)
        self._show_credit(member)
        self._show_facts(member)
        self._show_offers(member)
        self._show_birthday(member)

    def _show_head(self, member: ShownMember) -> None:
        written = language.formats()
        name = member.name or self.tr("Member without a name")
        self._avatar.show_name(member.name or "•")
        self._name.setText(name)
        whole = member.whole_phone
        self._phone.setText(written.phone(whole) if whole else member.phone)
        since = _season(member.joined_on) if member.joined_on else ""
        joined = self.tr("· since {season}").format(season=since) if since else ""
        self._since.setText(joined)
        self._reveal.setVisible(member.may_reveal)
        self._reveal.set_name(self.tr("Hide the phone") if whole else self.tr("Show the phone"))

    def _show_tier(self, member: ShownMember) -> None:
        written = language.formats()
        self._tier.show_text(self.tr("{tier} tier").format(tier=member.tier))
        if member.next_tier:
            amount = written.money(member.to_next)
            self._to_next.setText(self.tr("To {tier} {amount}").format(tier=member.next_tier, amount=amount))
        else:
            self._to_next.setText(self.tr("The highest tier"))
        done, need = member.tier_share
        self._tier_bar.show_share(done, need, name=self._to_next.text())

    def _show_credit(self, member: ShownMember) -> None:
        written = language.formats()
        self._credit.set_name(self._credit_word.text())
        tone = "accent" if member.credit else "text3"
        self._credit.show_figure(written.amount(member.credit), written.unit(), tone=tone)
        parts = [(member.safe, "accent"), (member.trusted, "mid")]
        legend = self.tr("Safe {safe}, on trust {trusted}")
        named = legend.format(safe=written.amount(member.safe), trusted=written.amount(member.trusted))
        self._credit_bar.show_parts(parts, member.credit, name=named)
        self._credit_bar.setVisible(member.credit > 0)
        split = member.trusted > 0
        for widgets, amount, word in (
            (self._safe, member.safe, self.tr("Safe at this till")),
            (self._trusted, member.trusted, self.tr("On trust")),
        ):
            widgets[1].setText(word)
            widgets[2].setText(written.amount(amount))
            for widget in widgets:
                widget.setVisible(member.credit > 0 and (split or widgets is self._safe))
        self._show_beside(member)
        self._write_spend()

    def _write_spend(self) -> None:
        """The key proposes credit; where some is spent already it changes how much."""
        spending = self._member is not None and self._member.spending
        self._spend.setText(self.tr("Change it") if spending else self.tr("Spend"))

    def _show_beside(self, member: ShownMember) -> None:
        """Credit that is there but not for here and now, and what is owed."""
        written = language.formats()
        said = [
            (member.spending, self.tr("{amount} is spent on this sale")),
            (member.not_vested, self.tr("{amount} not yet spendable")),
            (member.elsewhere, self.tr("{amount} at {branches} alone")),
            (
                member.credit - member.safe - member.trusted,
                self.tr("{amount} held elsewhere, asked for when used"),
            ),
            (member.owed, self.tr("{amount} owed to the shop")),
        ]
        branches = written.listed([written.name(one) for one in member.branches])
        texts = [
            words.format(amount=written.money(amount), branches=branches) for amount, words in said if amount
        ]
        self._beside.setText("  ·  ".join(texts))
        self._beside.setVisible(bool(texts))
        self._expiring.setVisible(member.expiring > 0)
        if member.expires_on is not None:
            day = written.day(member.expires_on, year=False)
            text = self.tr("{amount} until {day}").format(amount=written.money(member.expiring), day=day)
            left = (
                written.numerals(self.tr("%n days", "", member.days_left))
                if member.days_left
                else self.tr("today")
            )
            self._expiring.show_text(text, left)

    def _show_facts(self, member: ShownMember) -> None:
        written = language.formats()
        note = ""
        if member.points_expire_on is not None:
            day = written.day(member.points_expire_on, year=False)
            note = self.tr("{amount} until {day}").format(
                amount=written.count(member.points_expiring), day=day
            )
        self._points.show_fact(member.points_name or self.tr("Points"), written.count(member.points), note)
        if member.last_visit_on is None:
            self._visit.show_fact(self.tr("Last visit"), self.tr("First visit"))
            return
        ago = (
            written.numerals(self.tr("%n days ago", "", member.days_ago))
            if member.days_ago
            else self.tr("today")
        )
        visits = written.numerals(self.tr("%n visits", "", member.visits))
        day = written.day(member.last_visit_on, year=member.days_ago > _NEEDS_YEAR)
        self._visit.show_fact(self.tr("Last visit"), ago, f"{day}  ·  {visits}")

    def _show_offers(self, member: ShownMember) -> None:
        empty_layout(self._offers)
        shown = [*((one, True) for one in member.applying), *((one, False) for one in member.nearly)]
        for one, applies in shown:
            self._offers.addWidget(self._offer_row(one, applies))
        for widget in (self._offers_line, self._offers_word):
            widget.setVisible(bool(shown))

    def _offer_row(self, one: ShownNear, applies: bool) -> QWidget:
        line = QWidget()
        end = earned_words(one.worth) if applies else missing_words(one.missing) if one.missing else ""
        name = Label(one.name, 14, theme.MEDIUM, wrap=True)
        inside = row(
            Icon("check" if applies else "clock", 16, "accent" if applies else "text3"),
            name,
            Label(end, 12, theme.MEDIUM, "accent" if applies else "text2"),
            gap=8,
        )
        inside.setStretch(1, 1)
        line.setLayout(inside)
        return line

    def _show_birthday(self, member: ShownMember) -> None:
        written = language.formats()
        away = member.days_to_birthday
        shown = away is not None and member.birthday_on is not None
        for widget in (self._birthday_icon, self._birthday):
            widget.setVisible(shown)
        if away is None or member.birthday_on is None:
            return
        day = written.day(member.birthday_on, year=False)
        when = written.numerals(self.tr("in %n days", "", away)) if away else self.tr("today")
        self._birthday.setText(self.tr("Birthday {day}, {when}").format(day=day, when=when))
        self._birthday_icon.set_icon("gift", "accent" if away <= _NEARLY_BIRTHDAY else "text2")

    def _lay_out(self) -> None:
        inside = QWidget()
        parts = (*self._head_parts(), *self._credit_parts(), *self._fact_parts(), None)
        inside.setLayout(column(*parts, gap=0, margins=(20, 20, 20, 8)))
        birthday = row(self._birthday_icon, self._birthday, gap=10, margins=(20, 6, 20, 16))
        birthday.setStretch(1, 1)
        whole = column(scrolling(inside), birthday, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _head_parts(self) -> tuple[Item, ...]:
        phone = row(self._phone, self._since, gap=6)
        phone.setStretch(1, 1)
        name = row(self._name, self._reveal, self._leave, gap=4)
        name.setStretch(0, 1)
        head = row(self._avatar, column(name, phone, gap=0), gap=14)
        head.setStretch(1, 1)
        tier = row(self._tier, None, self._to_next)
        return head, 16, tier, 8, self._tier_bar, 18, Hairline(), 14

    def _credit_parts(self) -> tuple[Item, ...]:
        heading = row(self._credit_word, None, self._spend)
        legend = row(*self._safe, None, *self._trusted, gap=6)
        bar = (self._credit, 6, self._credit_bar, 9, legend)
        return heading, *bar, self._beside, 9, self._expiring, 16, Hairline(), 14

    def _fact_parts(self) -> tuple[Item, ...]:
        facts = row(self._points, self._visit, gap=16)
        facts.setStretch(0, 1)
        facts.setStretch(1, 1)
        self._offers.setSpacing(8)
        self._offers_line = Hairline()
        return facts, 16, self._offers_line, 14, self._offers_word, 8, self._offers

    def _retranslate(self) -> None:
        self._credit_word.setText(self.tr("Credit to spend, here and now"))
        self._offers_word.setText(self.tr("Offers for this member"))
        self._leave.set_name(self.tr("Serve without a member"))
        self._write_spend()
        if self._member is not None:
            self.show_member(self._member)


def _season(on: dt.date) -> str:
    """The season a day lies in, with its year: «بهار ۱۴۰۳»; a month would say more than a counter needs."""
    written = language.formats()
    year, month, _ = jalali.from_date(on)
    shown = year if written.calendar == "jalali" else on.year
    seasons = (
        QCoreApplication.translate("Sale", "spring {year}"),
        QCoreApplication.translate("Sale", "summer {year}"),
        QCoreApplication.translate("Sale", "autumn {year}"),
        QCoreApplication.translate("Sale", "winter {year}"),
    )
    return seasons[(month - 1) // 3].format(year=written.numerals(str(shown)))


def _legend(tone: str) -> tuple[Dot, Label, Label]:
    return Dot(tone), Label("", 13, tone="text2"), Label("", 13, theme.SEMIBOLD)


class NobodyYet(QWidget):
    """The column while nobody is served: what to do, in two lines."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Label("", 15, theme.SEMIBOLD)
        self._hint = Label("", 13, tone="text2", wrap=True)
        head = row(Avatar("", 48, "plain"), column(self._title, self._hint, gap=2), gap=14)
        head.setStretch(1, 1)
        self.setLayout(column(head, None, gap=0, margins=(20, 20, 20, 20)))
        language.on_change(self, self._retranslate)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("No member yet"))
        self._hint.setText(self.tr("Type the phone, its last digits or a name, or scan the card."))
