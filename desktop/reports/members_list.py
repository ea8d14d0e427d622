"""The list of members as the business reads it: class, last purchase, purchases, worth, first and last visit, who.

A row a member of the scope, the readers' best first: by class, then by what they brought. Worth is what is expected of
the member over the years of the settings where purchases can be predicted, and the plain reckoning of the year past
where they cannot; the list says which of the two it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from desktop.models.queries.names import names
from desktop.models.sources import Reader
from desktop.reports.figures.book import Book
from desktop.reports.figures.document import read_shop
from desktop.reports.figures.periods import date
from desktop.reports.figures.roll import Roll, roll
from desktop.reports.figures.standing import standing
from desktop.reports.scope import authorise_scope, of_branch
from desktop.usecases.audiences import audience
from desktop.usecases.authority import may_do
from desktop.usecases.members.words import mask_phone
from desktop.usecases.segments import segments_now
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.conditions.atoms import Condition
from loyalty.conditions.parse import parse_condition
from loyalty.documents import Text
from loyalty.errors import require
from loyalty.segments import SEGMENTS


@dataclass(frozen=True, slots=True)
class ListedMember:
    """One member; `segment` is '' without a purchase in the window, and `worth` None where there is no figure.

    `key` is the id the till knows them by; `member_id` the one people know, of an import perhaps. `phone` is None unless the reader may see it, `masked` is for whoever may not. Amounts are in the smallest unit; `purchases`, `amount` are of the window.
    """

    key: str
    member_id: str
    name: str
    phone: str | None
    segment: str
    scores: tuple[int, int, int] | None
    last_on: dt.date | None
    first_on: dt.date | None
    next_on: dt.date | None
    purchases: int
    amount: int
    worth: int | None
    tier: Text
    points: int
    joined_on: dt.date
    masked: str = ""


@dataclass(frozen=True, slots=True)
class MembersList:
    """Members of a scope as of a day; `predicted` says how `worth` was found, `years` over how long."""

    shop: str
    currency: str
    as_of: dt.date
    years: int
    predicted: bool
    rows: tuple[ListedMember, ...]
    days: int = 0
    """The window purchases and amounts are of."""


def members_list(
    till: Till, session: Session, as_of: dt.date, branch_id: str | None, segment: str | None = None
) -> MembersList:
    """Return the members of a branch (None: of all), or those of one class, or of a segment the shop has drawn.

    Who is in a drawn segment is asked as of now. Raises `not_allowed`, `branch_unknown`, `class_unknown`.
    """
    authorise_scope(till, session, "export", branch_id)
    condition = _drawn(till, segment)
    wanted = None if condition is None else audience(till, condition)
    with till.read() as db:
        shop = read_shop(db, as_of, till.shop)
        book = of_branch(shop, till, branch_id)
        told = list_book(db, till, session, book)
    if wanted is not None:
        return only(told, entries_of(book, wanted))
    return replace(told, rows=tuple(row for row in told.rows if segment in (None, row.segment)))


def _drawn(till: Till, segment: str | None) -> Condition | None:
    """Return what asks for a drawn segment, None for a class or everybody."""
    if segment is None or segment in SEGMENTS:
        return None
    with till.read() as db:
        known = segments_now(db)
    require(segment in known, "class_unknown", segment=segment, known=", ".join((*SEGMENTS, *known)))
    return parse_condition({"in_segment": segment}, "condition")


def list_book(
    db: Reader, till: Till, session: Session, book: Book, classes: Book | None = None
) -> MembersList:
    """Return the members of a book, the best first; with `classes`, their classes as of that book's day.

    Both are of the same columns. The phone is told only to who may see phones.
    """
    told = roll(book, classes)
    rows = tuple(_rows(db, told, may_do(till, session, "see_phone")))
    days = book.settings.windows.rfm_window_days
    return MembersList(
        till.shop.shop_name, till.shop.currency, book.as_of, told.years, told.predicted, rows, days
    )


def only(told: MembersList, keys: Collection[str]) -> MembersList:
    """Return the list with some of its members alone."""
    return replace(told, rows=tuple(row for row in told.rows if row.key in keys))


def entries_of(book: Book, ids: Iterable[str]) -> frozenset[str]:
    """Return the keys under which people stand in the book, whichever of their ids is named."""
    known = book.columns.members.ids
    place = {one: entry for entry, one in enumerate(known)}
    return frozenset(known[int(book.who.person[place[one]])] for one in ids if one in place)


def _rows(db: Reader, told: Roll, open_phone: bool) -> Iterator[ListedMember]:
    known, stand = names(db), standing(told.book)
    ladder, joined = told.book.settings.ladder.tiers, told.book.who.joined_day
    for entry in told.everybody().tolist():
        row = told.row(entry)
        name, phone = known.get(row.key, ("", ""))
        yield ListedMember(
            key=row.key,
            member_id=row.shown,
            name=name,
            phone=phone if open_phone else None,
            segment=row.segment,
            scores=row.scores,
            last_on=row.last_on,
            first_on=row.first_on,
            next_on=row.next_on,
            purchases=row.purchases,
            amount=row.amount,
            worth=row.worth,
            tier=ladder[stand.tier[entry]].name,
            points=int(stand.points[entry]),
            joined_on=date(int(joined[entry])),
            masked=mask_phone(phone),
        )
