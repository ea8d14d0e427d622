"""A board read from the till's file: the shop's columns, the names people gave things, and the names of members."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from desktop.models.people import Person
from desktop.models.queries.figures import sale_days
from desktop.models.queries.members import sets_of
from desktop.models.sources import Reader
from desktop.reports.board import Aim, Board, Listing, Row
from desktop.reports.boards.aims import aim_of
from desktop.reports.boards.lens import Lens, Names
from desktop.reports.boards.pages import board
from desktop.reports.boards.who import members_of
from desktop.reports.figures.document import Shop, read_shop
from desktop.reports.figures.periods import Calendar, Period
from desktop.usecases.branches import list_branches
from desktop.usecases.members.naming import words_without_cards
from desktop.usecases.members.words import mask_phone
from desktop.usecases.policies import rules_now
from desktop.usecases.staff import list_staff
from desktop.usecases.till import Till
from loyalty.clock import parse_day
from loyalty.goals import Goal
from loyalty.words import Lang


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page of a period at a branch ('' for all); `chosen` is the class whose members are wanted.

    `against` is the period compared with, None for the one before; `who` a group of `who.groups_of`, '' for everybody;
    `soon` leaves out what takes long.
    """

    page: str
    period: Period
    branch: str = ""
    chosen: str = ""
    calendar: Calendar = "jalali"
    lang: Lang = "fa"
    against: Period | None = None
    who: str = ""
    soon: bool = False


def load_shop(till: Till, as_of: dt.date, before: Shop | None = None) -> Shop:
    """Return what the figures before a day are made of; of sales only what came after those of an earlier reading."""
    with till.read() as db:
        return read_shop(db, as_of, till.shop, before.columns if before else None)


def read_board(till: Till, shop: Shop, wanted: Wanted) -> Board:
    """Return a page of a shop that was loaded."""
    names = names_of(till, wanted.lang)
    members = members_of(till, shop.book(), wanted.who)
    with till.read() as db:
        looked = (
            wanted.branch,
            wanted.calendar,
            names,
            wanted.lang,
            wanted.against,
            members,
            till.now(),
            wanted.soon,
        )
        lens = Lens(shop, db, wanted.period, till.today(), *looked)
        made = replace(board(wanted.page, lens, wanted.chosen), nearest=_nearest(db, wanted))
        return _with_names(db, made)


def _nearest(db: Reader, wanted: Wanted) -> tuple[Literal["earlier", "later"], dt.date] | None:
    """Return where the nearest sale lies if none lies in the period: an empty page is mostly about wrong days."""
    last, first = sale_days(db, wanted.period.until.isoformat(), wanted.branch)
    if last and last >= wanted.period.since.isoformat():
        return None
    if last:
        return "earlier", parse_day(last)
    return ("later", parse_day(first)) if first else None


def read_aim(till: Till, shop: Shop, goal: Goal, lang: Lang) -> Aim:
    """Return how a goal, set or only thought of, stands today, of a shop that was loaded."""
    today, names = till.today(), names_of(till, lang)
    with till.read() as db:
        return aim_of(Lens(shop, db, Period(today, shop.settings.as_of), today, names=names, lang=lang), goal)


def names_of(till: Till, lang: Lang) -> Names:
    """Return what people called their branches, staff and product groups."""
    staff = {one.staff_id: one.name for one in list_staff(till, everybody=True)}
    branches = {one.branch_id: one.name for one in list_branches(till)}
    with till.read() as db:
        groups = {key: group.name.of(lang) for key, group in rules_now(db).groups.by_id.items()}
    return Names(branches, staff, groups)


def _with_names(db: Reader, made: Board) -> Board:
    ids = {row.member for listing in made.listings for row in listing.rows if row.member}
    if not ids:
        return made
    people = words_without_cards(db, sets_of(db, sorted(ids)))
    return replace(made, listings=tuple(_named(one, people) for one in made.listings))


def _named(listing: Listing, people: Mapping[str, Person]) -> Listing:
    place = next((n for n, column in enumerate(listing.columns) if column.key == "member"), None)
    if place is None:
        return listing
    rows = tuple(_row(row, place, people.get(row.member)) for row in listing.rows)
    return replace(listing, rows=rows)


def _row(row: Row, place: int, person: Person | None) -> Row:
    if person is None:
        return row
    cells = (*row.cells[:place], person.name or row.cells[place], *row.cells[place + 1 :])
    return Row(cells, row.member, mask_phone(person.phone))
