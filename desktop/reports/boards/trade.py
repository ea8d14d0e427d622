"""Boards about trade: sales, campaigns, branches, staff."""

from __future__ import annotations

from desktop.reports.board import Board, Column, Listing, Row, Tile
from desktop.reports.boards import pictures
from desktop.reports.boards.lens import Lens
from desktop.reports.boards.tiles import tiles
from desktop.reports.figures import campaigns as reached
from desktop.reports.figures import cuts
from desktop.reports.figures.goods import new_products
from desktop.reports.figures.staff import patterns, people
from desktop.reports.series import Bars, Label

MOST_ROWS = 200
_NEW = (
    Column("product"),
    Column("first_sold", "day"),
    Column("net", "money"),
    Column("purchases", "count"),
    Column("buyers", "count"),
    Column("repeat", "percent"),
)
_CAMPAIGNS = (
    Column("campaign"),
    Column("first_day", "day"),
    Column("last_day", "day"),
    Column("sent", "count"),
    Column("used", "count"),
    Column("engagement", "percent"),
    Column("spent_during", "money"),
    Column("change", "percent"),
)
_BRANCHES = (
    Column("branch", "label"),
    Column("members_share", "percent"),
    Column("net", "money"),
    Column("share_of_sales", "percent"),
    Column("purchases", "count"),
)
_STAFF = (
    Column("person", "label"),
    Column("sales", "count"),
    Column("net", "money"),
    Column("member_sales", "percent"),
    Column("enrolments", "count"),
    Column("voids", "count"),
    Column("refunds", "count"),
    Column("by_hand", "money"),
    Column("approvals", "count"),
)
_PATTERNS = (
    Column("pattern", "label"),
    Column("person", "label"),
    Column("member"),
    Column("times", "count"),
    Column("amount", "money"),
    Column("usual", "count"),
)


def sales(lens: Lens) -> Board:
    """Return sales over time, by hour, group and branch, and what is new on the shelf."""
    rows = tuple(
        Row((one.name, one.first_on, one.net, one.purchases, one.buyers, one.repeat.value))
        for one in new_products(lens.db, lens.book, lens.period)
    )
    drawn = (
        pictures.sales_line(lens),
        pictures.week_map(lens),
        pictures.group_bars(lens),
        pictures.groups_over_time(lens),
        pictures.branch_bars(lens),
    )
    listing = Listing("new_products", _NEW, rows[:MOST_ROWS], len(rows), "" if rows else "no_new_products")
    return Board("sales", tiles(lens, ("net_sales", "purchases", "aov", "members_share")), drawn, (listing,))


def campaigns(lens: Lens) -> Board:
    """Return whom campaigns reached and what those sent spent before, during and after."""
    found = reached.reach_all(lens.book, lens.shop.campaigns)
    rows, bars = [], []
    for one in found:
        effect = reached.effect(lens.book, one.campaign, one.sent)
        rate = one.engagement(lens.book.members)
        rows.append(
            Row(
                (
                    one.campaign.campaign_id, one.campaign.first, one.campaign.last,
                    rate.denominator, rate.numerator, rate.value,
                    effect.during.amount if effect.during else None, effect.change,
                )
            )
        )  # fmt: skip
        bars.append((Label(one.campaign.campaign_id, one.campaign.campaign_id), rate.value))
    listing = Listing("campaigns", _CAMPAIGNS, tuple(rows), len(rows), "" if rows else "no_campaigns")
    return Board("campaigns", (), (Bars("engagement_by_campaign", "percent", tuple(bars)),), (listing,))


def branches(lens: Lens) -> Board:
    """Return the branches beside one another, the largest members' share first."""
    parts = cuts.contest(lens.book, lens.period)
    rows = tuple(
        Row(
            (
                lens.names.branch(one.name), one.members_share.value, one.net,
                cuts.share_of(one, parts), one.purchases,
            )
        )
        for one in parts
    )  # fmt: skip
    share = Bars(
        "members_share_by_branch",
        "percent",
        tuple((lens.names.branch(one.name), one.members_share.value) for one in parts),
    )
    listing = Listing("branches", _BRANCHES, rows, len(rows), "" if rows else "no_purchases")
    shown = tiles(lens, ("net_sales", "members_share", "aov"))
    return Board("branches", shown, (share, pictures.branch_bars(lens)), (listing,))


def staff(lens: Lens) -> Board:
    """Return what each person did, and patterns that deserve a look."""
    found = people(lens.db, lens.book, lens.period)
    rows = tuple(
        Row(
            (
                lens.names.person(one.staff_id), one.sales, one.net, one.members_part.value, one.enrolments,
                one.voids, one.refunds, one.credit_by_hand, one.approvals,
            )
        )
        for one in found
    )  # fmt: skip
    odd = tuple(
        Row(
            (
                Label(one.kind), lens.names.person(one.staff_id), _member(lens, one.member_id), one.times,
                one.amount or None, one.usual,
            ),
            one.member_id,
        )
        for one in patterns(lens.db, lens.book, lens.period)
    )  # fmt: skip
    counted = Tile("patterns", "count", len(odd), good="neither")
    voids = Tile("voids", "count", sum(one.voids for one in found), good="neither")
    enrolled = Tile("enrolments", "count", sum(one.enrolments for one in found))
    bars = Bars(
        "sales_by_person",
        "money",
        tuple((lens.names.person(one.staff_id), one.net) for one in found[:12]),
    )
    return Board(
        "staff",
        (counted, voids, enrolled),
        (bars,),
        (
            Listing("patterns", _PATTERNS, odd, len(odd), "" if odd else "no_patterns"),
            Listing("staff", _STAFF, rows, len(rows), "" if rows else "no_purchases"),
        ),
    )


def _member(lens: Lens, member_id: str) -> str:
    ids = lens.book.columns.members.ids
    if member_id not in ids:
        return ""
    return lens.book.who.shown[ids.index(member_id)] or member_id
