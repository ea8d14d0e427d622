"""The list of members as the business reads it: class, last purchase, purchases, worth, first and last visit, who.

A row a member of the scope, the readers' best first: by class, then by what they brought. Worth is what is expected of
the member over the years of the settings where purchases can be predicted, and the plain reckoning of the year past
where they cannot; the list says which of the two it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from desktop.models.queries.people_list import names
from desktop.models.sources import Reader
from desktop.reports.figures.book import Book
from desktop.reports.figures.periods import date
from desktop.reports.figures.prediction import Unfit, predict
from desktop.reports.figures.rfm import Rfm, rfm
from desktop.reports.figures.standing import standing
from desktop.reports.scope import authorise_scope, book_of
from desktop.usecases.authority import may_do
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.documents import Text
from loyalty.errors import require
from loyalty.segments import SEGMENTS

YEAR = 365


@dataclass(frozen=True, slots=True)
class ListedMember:
    """One member; `segment` is '' without a purchase in the window, and `worth` None where there is no figure.

    `phone` is None unless the reader may see it. Amounts are in the smallest unit; `purchases`, `amount` are of the window.
    """

    member_id: str
    name: str
    phone: str | None
    segment: str
    scores: tuple[int, int, int] | None
    last_on: dt.date | None
    first_on: dt.date | None
    purchases: int
    amount: int
    worth: int | None
    tier: Text
    points: int
    joined_on: dt.date


@dataclass(frozen=True, slots=True)
class MembersList:
    """Members of a scope as of a day; `predicted` says how `worth` was found, `years` over how long."""

    shop: str
    currency: str
    as_of: dt.date
    years: int
    predicted: bool
    rows: tuple[ListedMember, ...]


def members_list(
    till: Till, session: Session, as_of: dt.date, branch_id: str | None, segment: str | None = None
) -> MembersList:
    """Return the members of a branch (None: of all), or those of one class; raises `not_allowed`,
    `branch_unknown`, `class_unknown`.
    """
    authorise_scope(till, session, "export", branch_id)
    require(segment in (None, *SEGMENTS), "class_unknown", segment=segment, known=", ".join(SEGMENTS))
    open_phone = may_do(till, session, "see_phone")
    with till.read() as db:
        book = book_of(db, till, as_of, branch_id)
        worth, predicted = _worth(book)
        rows = [row for row in _rows(db, book, worth, open_phone) if segment in (None, row.segment)]
    rows.sort(key=_rank)
    years = book.settings.windows.clv_lifespan_years
    return MembersList(till.shop.shop_name, till.shop.currency, as_of, years, predicted, tuple(rows))


def _rank(row: ListedMember) -> tuple[int, int, str]:
    place = SEGMENTS.index(row.segment) if row.segment else len(SEGMENTS)
    return place, -row.amount, row.member_id


def _worth(book: Book) -> tuple[dict[int, int], bool]:
    """Return what members are worth by entry, and whether it was predicted."""
    years = book.settings.windows.clv_lifespan_years
    told = predict(book)
    found = None if isinstance(told, Unfit) else told.worth(YEAR * years)
    if found is None or isinstance(told, Unfit):
        scored = rfm(book)
        pairs: Iterable[tuple[int, int]] = zip(scored.member.tolist(), scored.money.tolist(), strict=True)
        return {entry: amount * years for entry, amount in pairs}, False
    rounded = np.rint(found).astype(np.int64).tolist()
    return dict(zip(told.visits.member.tolist(), rounded, strict=True)), True


def _rows(db: Reader, book: Book, worth: dict[int, int], open_phone: bool) -> Iterator[ListedMember]:
    known, stand, scored = names(db), standing(book), _scored(rfm(book))
    first, last = _ends(book)
    ids, shown, ladder = book.columns.members.ids, book.who.shown, book.settings.ladder.tiers
    for entry in np.flatnonzero(book.members).tolist():
        name, phone = known.get(ids[entry], ("", ""))
        segment, scores, purchases, amount = scored.get(entry, ("", None, 0, 0))
        yield ListedMember(
            member_id=shown[entry] or ids[entry],
            name=name,
            phone=phone if open_phone else None,
            segment=segment,
            scores=scores,
            last_on=last.get(entry),
            first_on=first.get(entry),
            purchases=purchases,
            amount=amount,
            worth=worth.get(entry),
            tier=ladder[stand.tier[entry]].name,
            points=int(stand.points[entry]),
            joined_on=date(int(book.who.joined_day[entry])),
        )


def _scored(found: Rfm) -> dict[int, tuple[str, tuple[int, int, int] | None, int, int]]:
    ranks = found.ranks
    columns = (found.member, ranks.segment, ranks.r, ranks.f, ranks.m, found.frequency, found.money)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return {entry: (SEGMENTS[place], (r, f, m), count, money) for entry, place, r, f, m, count, money in rows}


def _ends(book: Book) -> tuple[dict[int, dt.date], dict[int, dt.date]]:
    """Return the days of each member's first and last purchase, by entry."""
    bought = book.bought
    first: dict[int, dt.date] = {}
    last: dict[int, dt.date] = {}
    people, starts = np.unique(bought.member, return_index=True)
    ends = len(bought) - 1 - np.unique(bought.member[::-1], return_index=True)[1]
    for entry, start, end in zip(people.tolist(), starts.tolist(), ends.tolist(), strict=True):
        first[entry], last[entry] = date(int(bought.day[start])), date(int(bought.day[end]))
    return first, last
