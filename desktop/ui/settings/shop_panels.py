"""Settings of the shop: its branches, and its policies in plain forms. Passive."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.settings.rate_rows import RateRows, TierRows
from desktop.ui.settings.trust_block import TrustBlock
from desktop.ui.settings.values import (
    COSTS,
    EARNING,
    OF_BRANCHES,
    POINTS,
    REFUNDS,
    TIERS,
    TRUST,
    PlacesShown,
    RulesShown,
    Version,
)
from desktop.ui.widgets import (
    AmountEdit,
    Button,
    Cell,
    ChoiceBox,
    CodeEdit,
    Column,
    Field,
    Hairline,
    Label,
    Table,
    TableRow,
    TextEdit,
    column,
    empty_layout,
    row,
)
from loyalty.words import fold_digits


class PlacesPanel(QWidget):
    """The branches; below them a new one, or the chosen one's name and address."""

    kept = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown, self._chosen = PlacesShown(), ""
        self.table = Table(row_height=56)
        self.table.setMinimumHeight(220)
        self.name, self.address = TextEdit(), TextEdit()
        self._fields = Field("", self.name), Field("", self.address)
        self._title, self._till = Label("", 16, theme.SEMIBOLD, elide=True), Label("", 13, tone="text2")
        self.keep, self.new = Button("", "plain"), Button("", "quiet", icon="plus", height=32, size=13)
        self.table.moved.connect(self.choose)
        self.table.picked.connect(self.choose)
        self.new.clicked.connect(lambda: self.choose(""))
        self.keep.clicked.connect(lambda: self.kept.emit(self._chosen, self.name.text(), self.address.text()))
        form = row(*self._fields, gap=16)
        form.setStretch(0, 2)
        form.setStretch(1, 3)
        head = row(self._title, None, self.new, gap=12)
        head.setStretch(0, 1)
        self.setLayout(
            column(self._till, self.table, 8, Hairline(), head, form, 4, row(self.keep, None), None, gap=10)
        )
        language.on_change(self, self._retranslate)

    def show_places(self, shown: PlacesShown) -> None:
        """Write the branches anew."""
        self._shown = shown
        self.choose("")
        self._retranslate()

    def choose(self, branch_id: str) -> None:
        """Open a branch's form; '' is a new one."""
        self._chosen = branch_id
        place = next((one for one in self._shown.places if one.branch_id == branch_id), None)
        self.name.setText(place.name if place else "")
        self.address.setText(place.address if place else "")
        self._write_form()

    def first_focus(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.table

    def _write_form(self) -> None:
        self._title.setText(self.name.text() if self._chosen else self.tr("A new branch"))
        self.new.setVisible(bool(self._chosen))
        self.keep.setText(self.tr("Keep the change") if self._chosen else self.tr("Add this branch"))

    def _retranslate(self) -> None:
        written = language.formats()
        code = written.code(self._shown.till_code)
        self._till.setText(self.tr("Code of this till: {code}").format(code=code))
        self.table.set_columns(
            [
                Column(self.tr("Branch"), width=260),
                Column(self.tr("Address")),
                Column(self.tr("Zone"), width=160),
            ],
            name=self.tr("Branches"),
        )
        here = self.tr("this till stands here")
        self.table.show_rows(
            [
                TableRow(
                    one.branch_id,
                    (
                        Cell(one.name, here if one.here else "", weight=theme.SEMIBOLD),
                        Cell(one.address),
                        Cell(one.zone, tone="text2"),
                    ),
                )
                for one in self._shown.places
            ]
        )
        self._fields[0].set_label(self.tr("Name of the branch"))
        self._fields[1].set_label(self.tr("Address on the receipt"))
        self.new.setText(self.tr("A new branch"))
        self._write_form()


class RulesPanel(QWidget):
    """What a purchase earns, points, tiers, refunds, costs, trust: forms, each published by itself.

    They are the business's, or a branch's own: then what is the same in every branch is only read.
    """

    published = Signal(str, object)
    of_branch = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown, self._may, self._may_in_branches = RulesShown(), False, False
        self.branch, self.trust = ChoiceBox(), TrustBlock()
        self.branch.setFixedWidth(360)
        self._of, self._of_note = Field("", self.branch), Label("", 13, tone="text2", wrap=True)
        self.branch.picked.connect(self.of_branch)
        self.percent, self.vests, self.expires = (CodeEdit(figure=True) for _ in range(3))
        self.window_days, self.grace, self.back_days = (CodeEdit(figure=True) for _ in range(3))
        self.shortfall, self.losing = ChoiceBox(), ChoiceBox()
        self.redeemed, self.point_cost = CodeEdit(figure=True), AmountEdit(money=True)
        self.by_group, self.by_tier, self.tiers = RateRows(), RateRows(), TierRows()
        self.money: dict[str, AmountEdit] = {}
        self.ends: dict[str, CodeEdit] = {}
        self._fields = {
            name: Field("", editor)
            for name, editor in (
                ("percent", self.percent),
                ("vests", self.vests),
                ("expires", self.expires),
                ("window", self.window_days),
                ("shortfall", self.shortfall),
                ("grace", self.grace),
                ("back", self.back_days),
                ("redeemed", self.redeemed),
                ("point_cost", self.point_cost),
                ("losing", self.losing),
            )
        }
        names = (EARNING, POINTS, TIERS, REFUNDS, COSTS, TRUST)
        self._titles = {name: Label("", 16, theme.SEMIBOLD) for name in names}
        self._versions = {name: Label("", 12, tone="text3") for name in names}
        self.buttons = {name: Button("", "plain") for name in names}
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _=False, name=name: self.published.emit(name, self.form()))
        self._note = Label("", 13, tone="text2", wrap=True)
        self._points = QVBoxLayout()
        self._lay_out()
        language.on_change(self, self._speak)

    def show_rules(self, shown: RulesShown) -> None:
        """Fill the forms."""
        self._shown = shown
        for editor, text in (
            (self.percent, shown.percent),
            (self.vests, shown.vests),
            (self.expires, shown.expires),
            (self.window_days, shown.window_days),
            (self.grace, shown.grace_days),
            (self.back_days, shown.return_days),
            (self.redeemed, shown.redeemed),
        ):
            editor.setText(language.formats().numerals(fold_digits(text)))
        self.shortfall.choose(shown.shortfall)
        self.losing.choose(shown.losing)
        self.point_cost.set_amount(shown.point_cost)
        self.tiers.show_rows(shown.tiers)
        self.trust.show_limits(shown)
        self._write_lists()
        self._retranslate()

    def _speak(self) -> None:
        # Rows that come and go are written with the words in them: what is typed is put into the new ones.
        typed = self.form() if self.shortfall.value() else None
        self._retranslate()
        if typed is not None:
            self.show_rules(typed)

    def allow(self, may: bool, *, in_branches: bool | None = None) -> None:
        """Let a person change the forms of the business, those of branches, or only read them."""
        self._may = may
        self._may_in_branches = self._may_in_branches if in_branches is None else in_branches
        for name, button in self.buttons.items():
            allowed = self._allowed(name)
            button.setVisible(allowed)
            for part in self._parts(name):
                part.setEnabled(allowed)
        for rows, name in ((self.by_group, EARNING), (self.by_tier, EARNING), (self.tiers, TIERS)):
            rows.allow(self._allowed(name))
        self.trust.allow(self._allowed(TRUST))
        self._note.setVisible(not any(map(self._allowed, self.buttons)))

    def _allowed(self, name: str) -> bool:
        return self._may_in_branches and name in OF_BRANCHES if self._shown.branch else self._may

    def _parts(self, name: str) -> tuple[QWidget, ...]:
        return {
            EARNING: (self.percent, self.vests, self.expires),
            POINTS: (*self.money.values(), *self.ends.values()),
            TIERS: (self.window_days,),
            REFUNDS: (self.shortfall, self.back_days, self.grace),
            COSTS: (self.redeemed, self.point_cost, self.losing),
        }.get(name, ())

    def form(self) -> RulesShown:
        """Return what is typed."""
        shown = self._shown
        return replace(
            shown,
            percent=self.percent.text(),
            vests=self.vests.text(),
            expires=self.expires.text(),
            by_group=self.by_group.rows(),
            by_tier=self.by_tier.rows(),
            points=tuple(
                replace(
                    one, money_each=self.money[one.kind].amount() or 0, expires=self.ends[one.kind].text()
                )
                for one in shown.points
            ),
            window_days=self.window_days.text(),
            tiers=self.tiers.rows(),
            shortfall=self.shortfall.value(),
            grace_days=self.grace.text(),
            return_days=self.back_days.text(),
            redeemed=self.redeemed.text(),
            point_cost=self.point_cost.amount() or 0,
            losing=self.losing.value(),
            per_member=self.trust.limits()[0],
            pool=self.trust.limits()[1],
            pin_above=self.trust.pin_above.amount(),
        )

    def first_focus(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.percent

    def _lay_out(self) -> None:
        f = self._fields
        bodies: dict[str, QLayout] = {
            EARNING: column(
                row(f["percent"], f["vests"], f["expires"], gap=16), self.by_group, self.by_tier, gap=14
            ),
            POINTS: self._points,
            TIERS: column(self.tiers, row(f["window"], None, gap=16), gap=10),
            REFUNDS: row(f["shortfall"], f["back"], f["grace"], gap=16),
            COSTS: row(f["redeemed"], f["point_cost"], f["losing"], gap=16),
            TRUST: column(self.trust),
        }
        whole = column(self._note, row(self._of, None), self._of_note, gap=10)
        for place, (name, body) in enumerate(bodies.items()):
            if place:
                whole.addSpacing(10)
                whole.addWidget(Hairline())
                whole.addSpacing(10)
            head = row(self._titles[name], self._versions[name], None, self.buttons[name], gap=12)
            whole.addLayout(head)
            whole.addLayout(body)
        whole.addStretch(1)
        self.setLayout(whole)

    def _write_lists(self) -> None:
        lang = language.formats().lang
        empty_layout(self._points)
        self.money, self.ends = {}, {}
        for one in self._shown.points:
            self.money[one.kind] = AmountEdit(one.money_each, money=True)
            self.ends[one.kind] = CodeEdit(language.formats().numerals(fold_digits(one.expires)), figure=True)
            each = self.tr("{kind}: one for each").format(kind=one.name.of(lang))
            until = self.tr("Ends after days (empty: never)")
            self._points.addLayout(
                row(Field(each, self.money[one.kind]), Field(until, self.ends[one.kind]), None, gap=16)
            )
        own = self.tr("Percent of its own, by product group (empty: as above)")
        self.by_group.show_rows(self._shown.by_group, own)
        self.by_tier.show_rows(
            self._shown.by_tier, self.tr("Percent of its own, by tier; a group's own comes first")
        )
        self.allow(self._may)

    def _retranslate(self) -> None:
        for name, label in (
            ("percent", self.tr("Percent of the purchase")),
            ("vests", self.tr("Can be spent after days")),
            ("expires", self.tr("Ends after days (empty: never)")),
            ("window", self.tr("Points of the last days count")),
            ("shortfall", self.tr("Earned credit already spent")),
            ("grace", self.tr("Returned credit lives days")),
            ("back", self.tr("Returns without approval, days")),
            ("redeemed", self.tr("Percent of credit that is spent in the end")),
            ("point_cost", self.tr("What one point costs the shop")),
            ("losing", self.tr("An offer that loses money")),
        ):
            self._fields[name].set_label(label)
        self.shortfall.set_options(
            [
                ("withhold", self.tr("is kept from the money back")),
                ("owe", self.tr("is owed by the member")),
            ]
        )
        self.losing.set_options(
            [
                ("warn", self.tr("is published with a warning")),
                ("ask", self.tr("takes a manager's approval")),
                ("refuse", self.tr("is refused")),
            ]
        )
        for name, title in (
            (EARNING, self.tr("Credit of a purchase")),
            (POINTS, self.tr("Points")),
            (TIERS, self.tr("Tiers")),
            (REFUNDS, self.tr("Refunds")),
            (COSTS, self.tr("Costs of offers")),
            (TRUST, self.tr("Credit lent without a line")),
        ):
            self._titles[name].setText(title)
            self._versions[name].setText(self._version((self._shown.versions or {}).get(name, Version())))
            self.buttons[name].setText(self.tr("Publish"))
            self.buttons[name].setAccessibleName(self.tr("Publish: {title}").format(title=title))
        self._note.setText(self.tr("Only who may set policy changes this; you can read it."))
        self._write_branches()

    def _write_branches(self) -> None:
        shown = self._shown
        own = self.tr("{branch} (has rules of its own)")
        named = [(key, own.format(branch=name) if has else name) for key, name, has in shown.branches]
        self._of.set_label(self.tr("These rules are of"))
        self._of_note.setText(
            self.tr(
                "A branch may have its own credit of a purchase, refunds and trust; the rest is the same everywhere. "
                "Once published for the branch, a form no longer follows the business."
            )
        )
        self._of_note.setVisible(bool(shown.branch))
        self.branch.set_options([("", self.tr("the whole business")), *named])
        self.branch.choose(shown.branch)
        self._of.setVisible(len(named) > 1 or bool(shown.branch))

    def _version(self, version: Version) -> str:
        written = language.formats()
        if not version.number or version.at is None:
            return self.tr("as in the business") if self._shown.branch else self.tr("as the product comes")
        parts = [self.tr("version {number}").format(number=written.count(version.number))]
        parts.append(written.moment(version.at))
        return written.listed([*parts, *([written.name(version.by)] if version.by else [])])
