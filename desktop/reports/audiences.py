"""Everyone in the club under their class: the lists behind the segments screen, and who moved between classes.

What must hold. A class is that of the start of today, the very one offers and the counter go by; purchases, worth and
visits are as of now. Only people who are in the club are listed: nobody who left, nobody who was erased.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.models.folding import fold_text
from desktop.models.queries.names import in_the_club
from desktop.reports.figures.book import Book
from desktop.reports.figures.cuts import NO_PURCHASE, Movement, movement
from desktop.reports.figures.document import read_shop
from desktop.reports.members_list import ListedMember, MembersList, entries_of, list_book, only
from desktop.reports.scope import authorise_scope, of_branch
from desktop.usecases.audiences import Progress, drawn_audiences, quiet
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till

MONTH = 30
"""Classes are compared with those of so many days before."""


@dataclass(frozen=True, slots=True, eq=False)
class Audiences:
    """The members by class; `moved` tells the classes of `since` and of `today`."""

    today: dt.date
    since: dt.date
    told: MembersList
    moved: Movement
    book: Book
    words: Mapping[str, str]
    """What each member is found by, folded once: a search goes through all of them at every letter."""

    def of_class(self, name: str) -> tuple[ListedMember, ...]:
        """Return the members of a class, or those with no purchase in the window."""
        wanted = "" if name == NO_PURCHASE else name
        return tuple(row for row in self.told.rows if row.segment == wanted)

    def fitting(self, rows: tuple[ListedMember, ...], text: str) -> tuple[ListedMember, ...]:
        """Return those of the rows whose words hold every word of the text."""
        wanted = fold_text(text).split()
        if not wanted:
            return rows
        return tuple(row for row in rows if all(word in self.words[row.key] for word in wanted))

    def came(self, name: str) -> tuple[tuple[str, int], ...]:
        """Return from which classes the members of a class came, the most first; who had not joined is in none."""
        column = self.moved.counts[:, self.moved.names.index(name)].tolist()
        return _most_first(self.moved.names, column)

    def went(self, name: str) -> tuple[tuple[str, int], ...]:
        """Return where those who were in a class are now, the most first."""
        return _most_first(self.moved.names, self.moved.counts[self.moved.names.index(name)].tolist())


def _most_first(names: tuple[str, ...], counts: list[int]) -> tuple[tuple[str, int], ...]:
    found = [(name, count) for name, count in zip(names, counts, strict=True) if count]
    return tuple(sorted(found, key=lambda one: (-one[1], names.index(one[0]))))


def read_audiences(till: Till, session: Session, branch_id: str | None) -> Audiences:
    """Return the club by class, at a branch or (None) all of them; raises `not_allowed`, `branch_unknown`."""
    authorise_scope(till, session, "see_figures", branch_id)
    today = till.today()
    since = today - dt.timedelta(days=MONTH)
    with till.read() as db:
        shop = read_shop(db, today + dt.timedelta(days=1), till.shop)
        now, morning, before = (
            of_branch(shop, till, branch_id, day) for day in (shop.settings.as_of, today, since)
        )
        told = list_book(db, till, session, now, morning)
        club = entries_of(now, in_the_club(db))
    told = only(told, club)
    words = {row.key: _words(row) for row in told.rows}
    return Audiences(today, since, told, movement(before, morning), now, words)


def _words(row: ListedMember) -> str:
    return fold_text(f"{row.name} {row.member_id} {row.phone or ''} {row.tier.fa} {row.tier.en}")


def drawn_members(
    till: Till, found: Audiences, progress: Progress = quiet
) -> dict[str, tuple[ListedMember, ...]]:
    """Return who is in each segment the shop has drawn, in the order of the list."""
    drawn = drawn_audiences(till, progress)
    return {name: only(found.told, entries_of(found.book, ids)).rows for name, ids in drawn.items()}
