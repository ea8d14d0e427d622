"""Staff and exceptions: what each person rang up, took back, gave by hand and signed for, and what deserves a look.

A pattern is a reason to ask, never a verdict: it names who, how often, and what the rest do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from desktop.models.queries import staff_figures as queries
from desktop.models.sources import Source
from desktop.reports.figures.book import Book
from desktop.reports.figures.exact import Figure, mean, share
from desktop.reports.figures.periods import Period
from desktop.reports.figures.rung_up import busy_cards, rung_up
from loyalty.clock import DAY, day_start

REDEEM_DAYS = 30
"""Within so many days of a gift by hand its spending with the same person deserves a look."""

CARD_TIMES = 3
"""So many sales with one member's card, by one person within a day, deserve a look."""

LEAST_VOIDS = 3
TIMES_THE_REST = 3


@dataclass(frozen=True, slots=True)
class Person:
    """One person's work in a period; amounts are money, what went back is positive; `credit_by_hand` what they gave."""

    staff_id: str
    sales: int
    net: int
    member_sales: int
    discount: int
    credit_spent: int
    enrolments: int
    voids: int
    void_net: int
    refunds: int
    refund_net: int
    entries_by_hand: int
    credit_by_hand: int
    approvals: int
    voids_after_print: int

    @property
    def members_part(self) -> Figure:
        """Return how many of the sales named a member."""
        return share("member_sales_share", self.member_sales, self.sales)

    @property
    def void_rate(self) -> Figure:
        """Return voids among the sales."""
        return share("void_rate", self.voids, self.sales)

    @property
    def average(self) -> Figure:
        """Return the average sale, those taken back included."""
        return mean("average_sale", self.net, self.sales)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Something that deserves a look: `kind` (gives_and_redeems, voids_after_print, own_card), who, and the numbers.

    `usual` is what the others do on average, where that means anything; `approvers` signed for what `staff_id` did.
    """

    kind: str
    staff_id: str
    member_id: str
    times: int
    amount: int
    usual: float | None
    approvers: tuple[str, ...] = ()


def people(db: Source, book: Book, period: Period, *, given: bool = True) -> tuple[Person, ...]:
    """Return everyone who did anything in a period, the most sold first.

    Without `given` nobody has discounts and credit spent: every sale of the period would be asked for them.
    """
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for sold in rung_up(book, period):
        rows[sold.staff_id].update(sales=sold.sales, net=sold.net, member_sales=sold.member_sales)
    for name, told in _told(db, book, period, given=given).items():
        for staff_id, *values in told:
            for key, value in zip(name, values, strict=True):
                rows[staff_id][key] += value
    for entry in queries.entries_by_hand(db, *_span(book, period), _branches(book)):
        rows[entry.staff_id].update(entries_by_hand=1, credit_by_hand=max(0, entry.credit))
    for staff_id, _, count in queries.approvals(db, *_span(book, period), _branches(book)):
        rows[staff_id].update(approvals=count)
    found = [_person(staff_id, counts) for staff_id, counts in rows.items()]
    return tuple(sorted(found, key=lambda one: (-one.net, one.staff_id)))


def _told(db: Source, book: Book, period: Period, *, given: bool) -> dict[tuple[str, ...], list[Any]]:
    where = (period.since, period.until, _branches(book))
    return {
        ("discount", "credit_spent"): queries.given_by_staff(db, *where) if given else [],
        ("voids", "void_net", "refunds", "refund_net"): queries.returns_of_staff(db, *where),
        ("enrolments",): queries.enrolments_of_staff(db, *where),
        ("voids_after_print",): queries.voids_after_print(db, *where),
    }


def _person(staff_id: str, counts: Counter[str]) -> Person:
    names = [name for name in Person.__dataclass_fields__ if name != "staff_id"]
    return Person(staff_id, **{name: counts[name] for name in names})


def _span(book: Book, period: Period) -> tuple[int, int]:
    return day_start(period.since, book.settings.zone), day_start(period.until, book.settings.zone)


def _branches(book: Book) -> tuple[str, ...]:
    return tuple(sorted(book.scope.branches))


def patterns(db: Source, book: Book, period: Period) -> tuple[Pattern, ...]:
    """Return what deserves a look in a period."""
    return (
        *_gives_and_redeems(db, book, period),
        *odd_voids(people(db, book, period, given=False)),
        *_own_cards(book, period),
    )


def _gives_and_redeems(db: Source, book: Book, period: Period) -> tuple[Pattern, ...]:
    found: dict[tuple[str, str], list[int]] = {}
    approvers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    until = day_start(book.as_of, book.settings.zone)
    for entry in queries.entries_by_hand(db, *_span(book, period), _branches(book)):
        key = (entry.staff_id, entry.member_id)
        if entry.credit > 0 and entry.approved_by:
            approvers[key].add(entry.approved_by)
        if entry.credit <= 0 or key in found:
            continue
        end = min(until, entry.at + REDEEM_DAYS * DAY)
        times, amount = queries.redeemed_by(db, *key, entry.at, end)
        if times:
            found[key] = [times, amount]
    return tuple(
        Pattern("gives_and_redeems", *key, times, amount, None, tuple(sorted(approvers[key])))
        for key, (times, amount) in sorted(found.items())
    )


def odd_voids(everyone: tuple[Person, ...]) -> tuple[Pattern, ...]:
    """Return who voids after print far more often than the others would have in as many sales."""
    return tuple(
        Pattern("voids_after_print", one.staff_id, "", one.voids_after_print, one.void_net, usual)
        for one in everyone
        if one.voids_after_print >= LEAST_VOIDS
        and (usual := _usual(everyone, one)) is not None
        and one.voids_after_print > TIMES_THE_REST * usual
    )


def _usual(everyone: tuple[Person, ...], but: Person) -> float | None:
    """Return how many voids after print the others would have had in as many sales; none where there are no others."""
    others = [one for one in everyone if one is not but and one.sales]
    sales = sum(one.sales for one in others)
    return sum(one.voids_after_print for one in others) * but.sales / sales if sales else 0.0


def _own_cards(book: Book, period: Period) -> tuple[Pattern, ...]:
    rows = busy_cards(book, period, CARD_TIMES)
    return tuple(Pattern("own_card", staff, member, times, 0, None) for staff, member, times in rows)
