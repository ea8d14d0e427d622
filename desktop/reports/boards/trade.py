"""Boards about trade: sales, campaigns, branches, staff."""

from __future__ import annotations

from desktop.reports.board import Board, Column, Listing, Row, Tile
from desktop.reports.boards import pictures
from desktop.reports.boards.lens import Lens
from desktop.reports.boards.tiles import tiles
from desktop.reports.figures import campaigns as reached
from desktop.reports.figures import cuts, profit
from desktop.reports.figures.exact import share
from desktop.reports.figures.goods import new_products
from desktop.reports.figures.rung_up import brought_in
from desktop.reports.figures.staff import patterns, people
from desktop.reports.offer_return import offer_return
from desktop.reports.series import Bars, Label
from desktop.usecases.offers.results import Days, OfferResults, read_results
from desktop.usecases.offers.shelf import all_offers
from loyalty.clock import business_day, day_start

MOST_ROWS = 200
MOST_BARS = 10
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
    Column("cost", "money"),
)
_OFFERS = (
    Column("offer", "label"),
    Column("first_day", "day"),
    Column("uses", "count"),
    Column("used_by", "count"),
    Column("cost", "money"),
    Column("profit", "money"),
    Column("effect", "money"),
    Column("roi", "percent"),
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
    Column("net_rung_up", "money"),
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
    found = () if lens.soon else new_products(lens.db, lens.book, lens.period)
    nothing = "counting" if lens.soon else "no_new_products"
    rows = tuple(
        Row((one.name, one.first_on, one.net, one.purchases, one.buyers, one.repeat.value)) for one in found
    )
    drawn = (
        pictures.sales_line(lens),
        pictures.week_map(lens),
        pictures.group_bars(lens),
        pictures.groups_over_time(lens),
        pictures.branch_bars(lens),
    )
    listing = Listing("new_products", _NEW, rows[:MOST_ROWS], len(rows), "" if rows else nothing)
    shown = tiles(lens, ("net_sales", "purchases", "aov", "members_share"))
    return Board("sales", shown, drawn, (listing,))


def campaigns(lens: Lens) -> Board:
    """Return what offers and the club cost and brought, whom campaigns reached, what those sent spent around them."""
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
                    profit.campaign_return(lens.book, one.campaign.campaign_id, one.campaign.during).cost.total,
                )
            )
        )  # fmt: skip
        bars.append((Label(one.campaign.campaign_id, one.campaign.campaign_id), rate.value))
    listing = Listing("campaigns", _CAMPAIGNS, tuple(rows), len(rows), "" if rows else "no_campaigns")
    offers = _own_offers(lens)
    drawn = Bars("engagement_by_campaign", "percent", tuple(bars)), _profit_bars(offers)
    return Board(
        "campaigns", _club_tiles(lens), tuple(one for one in drawn if not one.empty), (offers, listing)
    )


def _profit_bars(offers: Listing) -> Bars:
    """Return the offers by the profit of the sales each worked in, the largest first, those without one left out."""
    at = next(place for place, one in enumerate(_OFFERS) if one.key == "profit")
    known = [(row.cells[0], row.cells[at]) for row in offers.rows]
    bars = [(label, value) for label, value in known if isinstance(label, Label) and isinstance(value, int)]
    return Bars("profit_by_offer", "money", tuple(sorted(bars, key=lambda one: -one[1])[:MOST_BARS]))


def _club_tiles(lens: Lens) -> tuple[Tile, ...]:
    """Return what the club cost in the period, beside the one compared with, and what came back of it."""
    now = profit.club_return(lens.db, lens.book, lens.period)
    before = profit.club_return(lens.db, lens.book_before, lens.earlier)
    cost = Tile("club_cost", "money", now.cost.total, before.cost.total, now.cost.total, good="neither")
    return cost, Tile("roi", "percent", now.value, reason=now.reason or "")


def _own_offers(lens: Lens) -> Listing:
    """Return what the shop's own offers did, the latest first: up to now, or in the days of a period that is over."""
    days = _days_over(lens)
    offers = {one.offer.offer_id: one.offer.name.of(lens.lang) for one in all_offers(lens.db)}
    found = [read_results(lens.db, one, lens.shop.business_id, lens.now, days) for one in offers]
    found = [one for one in found if days is None or one.published_at < days.end]
    found.sort(key=lambda one: (-one.published_at, one.offer_id))
    rows = tuple(_own_offer(lens, one, offers[one.offer_id]) for one in found[:MOST_ROWS])
    title = "own_offers" if days is None else "own_offers_of_period"
    return Listing(title, _OFFERS, rows, len(found), "" if rows else "no_offers")


def _days_over(lens: Lens) -> Days | None:
    """Return the days of a period that was over before today, None for one that reaches it."""
    period, zone = lens.period, lens.book.settings.zone
    if period.until > lens.today:
        return None
    return Days(period.since, period.until, day_start(period.since, zone), day_start(period.until, zone))


def _own_offer(lens: Lens, one: OfferResults, name: str) -> Row:
    zone, within = lens.book.settings.zone, lens.period if _days_over(lens) else None
    back = offer_return(lens.db, one, zone, lens.today, within)
    effect = one.effect.net.mean if one.effect else None
    rate = Label(back.reason) if back.reason else back.value
    since = business_day(one.published_at, zone)
    label = Label(one.offer_id, name)
    return Row((label, since, one.uses, one.members, back.cost.total, one.profit, effect, rate))


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
    found = people(lens.db, lens.book, lens.period, given=False)
    rows = tuple(
        Row(
            (
                lens.names.person(one.staff_id), one.sales, one.net, one.members_part.value, one.enrolments,
                one.voids, one.refunds, one.credit_by_hand, one.approvals,
            )
        )
        for one in found
    )  # fmt: skip
    rows += _brought_in(lens)
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


def _brought_in(lens: Lens) -> tuple[Row, ...]:
    """Return the sales of these days that nobody here rang up, so that the page comes to what the others say."""
    found = brought_in(lens.book, lens.period)
    if not found.sales:
        return ()
    named = share("member_sales_share", found.member_sales, found.sales).value
    return (Row((Label("brought_in"), found.sales, found.net, named, None, None, None, None, None)),)


def _member(lens: Lens, member_id: str) -> str:
    ids = lens.book.columns.members.ids
    if member_id not in ids:
        return ""
    return lens.book.who.shown[ids.index(member_id)] or member_id
