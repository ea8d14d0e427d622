"""The words of the reports: pages, figures with their formulas, columns, reasons and notes, by their ids."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.reports.unfair import Unfair
from desktop.ui import language

PAGES = {
    "overview": str(QT_TRANSLATE_NOOP("Reports", "Overview")),
    "sales": str(QT_TRANSLATE_NOOP("Reports", "Sales")),
    "members": str(QT_TRANSLATE_NOOP("Reports", "Members")),
    "staying": str(QT_TRANSLATE_NOOP("Reports", "Retention")),
    "rfm": str(QT_TRANSLATE_NOOP("Reports", "RFM")),
    "points": str(QT_TRANSLATE_NOOP("Reports", "Points and tiers")),
    "campaigns": str(QT_TRANSLATE_NOOP("Reports", "Campaigns")),
    "branches": str(QT_TRANSLATE_NOOP("Reports", "Branches")),
    "staff": str(QT_TRANSLATE_NOOP("Reports", "Staff")),
    "goals": str(QT_TRANSLATE_NOOP("Reports", "Goals")),
}
PERIODS = {
    "7": str(QT_TRANSLATE_NOOP("Reports", "7 days")),
    "30": str(QT_TRANSLATE_NOOP("Reports", "30 days")),
    "90": str(QT_TRANSLATE_NOOP("Reports", "90 days")),
    "365": str(QT_TRANSLATE_NOOP("Reports", "1 year")),
    "own": str(QT_TRANSLATE_NOOP("Reports", "Custom")),
}


PAPERS = {
    "branch": str(QT_TRANSLATE_NOOP("Reports", "The report of these days")),
    "goals": str(QT_TRANSLATE_NOOP("Reports", "The goals")),
    "partners": str(QT_TRANSLATE_NOOP("Reports", "One page for partners and investors")),
    "staff": str(QT_TRANSLATE_NOOP("Reports", "Staff and exceptions")),
}
COMPARED = {
    "before": str(QT_TRANSLATE_NOOP("Reports", "The days before")),
    "year": str(QT_TRANSLATE_NOOP("Reports", "A year ago")),
    "own": str(QT_TRANSLATE_NOOP("Reports", "Custom days")),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """A figure's name, its formula, and what the two numbers behind it count."""

    name: str
    formula: str = ""
    above: str = ""
    below: str = ""


FIGURES = {
    "net_sales": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Sales")),
        str(QT_TRANSLATE_NOOP("Reports", "All sales less all refunds, each on its own day")),
        str(QT_TRANSLATE_NOOP("Reports", "Net sales")),
    ),
    "purchases": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Purchases")),
        str(QT_TRANSLATE_NOOP("Reports", "Sales of which something is left after refunds")),
        str(QT_TRANSLATE_NOOP("Reports", "Purchases")),
    ),
    "aov": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Average purchase")),
        str(QT_TRANSLATE_NOOP("Reports", "Amount of the purchases ÷ number of purchases")),
        str(QT_TRANSLATE_NOOP("Reports", "Amount of the purchases")),
        str(QT_TRANSLATE_NOOP("Reports", "Purchases")),
    ),
    "members_share": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Members' share of sales")),
        str(QT_TRANSLATE_NOOP("Reports", "Purchases of members ÷ all purchases, by amount")),
        str(QT_TRANSLATE_NOOP("Reports", "Purchases of members")),
        str(QT_TRANSLATE_NOOP("Reports", "All purchases")),
    ),
    "buyers": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Members who bought")),
        str(QT_TRANSLATE_NOOP("Reports", "Members with a purchase in the period")),
        str(QT_TRANSLATE_NOOP("Reports", "Members who bought")),
    ),
    "joined": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "New members")),
        str(QT_TRANSLATE_NOOP("Reports", "Members who joined in the period")),
        str(QT_TRANSLATE_NOOP("Reports", "New members")),
    ),
    "active_rate": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Active rate")),
        str(QT_TRANSLATE_NOOP("Reports", "Members who bought in the active window ÷ all members")),
        str(QT_TRANSLATE_NOOP("Reports", "Active members")),
        str(QT_TRANSLATE_NOOP("Reports", "Members")),
    ),
    "return_rate": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Repeat buyers")),
        str(QT_TRANSLATE_NOOP("Reports", "Members who bought twice or more ÷ members who bought")),
        str(QT_TRANSLATE_NOOP("Reports", "Bought twice or more")),
        str(QT_TRANSLATE_NOOP("Reports", "Members who bought")),
    ),
    "churn_rate": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Churn")),
        str(QT_TRANSLATE_NOOP("Reports", "Active at the start and no more at the end ÷ active at the start")),
        str(QT_TRANSLATE_NOOP("Reports", "Left in the period")),
        str(QT_TRANSLATE_NOOP("Reports", "Active at the start")),
    ),
    "retention": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Active members kept")),
        str(QT_TRANSLATE_NOOP("Reports", "Still active at the end ÷ active at the start")),
        str(QT_TRANSLATE_NOOP("Reports", "Still active at the end")),
        str(QT_TRANSLATE_NOOP("Reports", "Active at the start")),
    ),
    "membership_retention": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Stayed members")),
        str(
            QT_TRANSLATE_NOOP(
                "Reports", "Members at the start who did not leave the club ÷ members at the start"
            )
        ),
        str(QT_TRANSLATE_NOOP("Reports", "Stayed")),
        str(QT_TRANSLATE_NOOP("Reports", "Members at the start")),
    ),
    "gap_mean": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Between two purchases")),
        str(QT_TRANSLATE_NOOP("Reports", "Days between purchases of a member ÷ number of gaps")),
        str(QT_TRANSLATE_NOOP("Reports", "Days between purchases")),
        str(QT_TRANSLATE_NOOP("Reports", "Gaps")),
    ),
    "gap_median": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Median between purchases")),
        str(QT_TRANSLATE_NOOP("Reports", "Half of all gaps are shorter, half are longer")),
        str(QT_TRANSLATE_NOOP("Reports", "Gaps")),
    ),
    "clv": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Customer lifetime value")),
        str(QT_TRANSLATE_NOOP("Reports", "Average purchase × purchases a year × years of a customer")),
        str(QT_TRANSLATE_NOOP("Reports", "Amount over the years")),
        str(QT_TRANSLATE_NOOP("Reports", "Members who bought")),
    ),
    "clv_predicted": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Predicted value")),
        str(QT_TRANSLATE_NOOP("Reports", "Expected visits × expected amount of a visit, over a year")),
    ),
    "credit_outstanding": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Credit outstanding")),
        str(QT_TRANSLATE_NOOP("Reports", "Credit members hold: what the shop owes them")),
    ),
    "credit_ending": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Credit that ends soon")),
        str(QT_TRANSLATE_NOOP("Reports", "Credit that expires within 30 days")),
    ),
    "credit_breakage": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Credit that expired")),
        str(QT_TRANSLATE_NOOP("Reports", "Expired unspent ÷ granted")),
        str(QT_TRANSLATE_NOOP("Reports", "Expired unspent")),
        str(QT_TRANSLATE_NOOP("Reports", "Granted")),
    ),
    "points_outstanding": Wording(str(QT_TRANSLATE_NOOP("Reports", "Points outstanding"))),
    "points_ending": Wording(str(QT_TRANSLATE_NOOP("Reports", "Points that end soon"))),
    "points_breakage": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Points that expired")),
        str(QT_TRANSLATE_NOOP("Reports", "Expired unspent ÷ granted")),
        str(QT_TRANSLATE_NOOP("Reports", "Expired unspent")),
        str(QT_TRANSLATE_NOOP("Reports", "Granted")),
    ),
    "patterns": Wording(str(QT_TRANSLATE_NOOP("Reports", "Deserve a look"))),
    "voids": Wording(str(QT_TRANSLATE_NOOP("Reports", "Voids"))),
    "club_cost": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "What the club cost")),
        str(QT_TRANSLATE_NOOP("Reports", "Discounts + credit redeemed + fixed costs written by hand")),
        str(QT_TRANSLATE_NOOP("Reports", "Cost")),
    ),
    "roi": Wording(
        str(QT_TRANSLATE_NOOP("Reports", "Return on investment")),
        str(QT_TRANSLATE_NOOP("Reports", "(Extra margin − cost) ÷ cost, against members held out")),
    ),
    "enrolments": Wording(str(QT_TRANSLATE_NOOP("Reports", "Enrolments"))),
}
REASONS = {
    "no_purchases": str(QT_TRANSLATE_NOOP("Reports", "No purchase in this period")),
    "no_net": str(QT_TRANSLATE_NOOP("Reports", "The sales of this period come to nothing")),
    "no_buyers": str(QT_TRANSLATE_NOOP("Reports", "No member bought in this period")),
    "no_buyers_in_year": str(QT_TRANSLATE_NOOP("Reports", "No member bought in the year before")),
    "no_members": str(QT_TRANSLATE_NOOP("Reports", "No member has bought yet")),
    "nobody_active": str(QT_TRANSLATE_NOOP("Reports", "Nobody was active at the start")),
    "no_hold_out": str(QT_TRANSLATE_NOOP("Reports", "No control group: switch one on in the offer")),
    "margin_unknown": str(QT_TRANSLATE_NOOP("Reports", "Margins of the product groups are not known")),
    "no_offers": str(QT_TRANSLATE_NOOP("Reports", "No offer has been published yet.")),
    "no_gaps": str(QT_TRANSLATE_NOOP("Reports", "Nobody bought twice yet")),
    "nothing_granted": str(QT_TRANSLATE_NOOP("Reports", "Nothing was granted yet")),
    "too_few_members": str(QT_TRANSLATE_NOOP("Reports", "Too few members to learn from")),
    "too_few_repeats": str(QT_TRANSLATE_NOOP("Reports", "Too few repeated purchases to learn from")),
    "money_not_learnt": str(QT_TRANSLATE_NOOP("Reports", "Amounts differ too much to predict them")),
    "nobody_left": str(QT_TRANSLATE_NOOP("Reports", "Nobody left in this period.")),
    "counting": str(QT_TRANSLATE_NOOP("Reports", "Counting…")),
    "no_new_products": str(
        QT_TRANSLATE_NOOP("Reports", "No product was sold for the first time in this period.")
    ),
    "no_campaigns": str(
        QT_TRANSLATE_NOOP("Reports", "No campaign was imported; `bashgah import` brings them.")
    ),
    "no_patterns": str(QT_TRANSLATE_NOOP("Reports", "Nothing unusual in this period.")),
    "no_past_goals": str(QT_TRANSLATE_NOOP("Reports", "No period of a goal is over yet.")),
    "no_goals": str(
        QT_TRANSLATE_NOOP("Reports", "No goal is set yet. Set one, and its progress stands here.")
    ),
    "no_goals_owner": str(QT_TRANSLATE_NOOP("Reports", "No goal is set. The owner sets one here.")),
}
_LITTLE = str(QT_TRANSLATE_NOOP("Reports", "Too little is known to tell"))
_CAMPAIGN = str(
    QT_TRANSLATE_NOOP(
        "Reports", "The campaign still runs or was sent to nobody, or its days and those before tell nothing"
    )
)
_OF_ANOTHER = str(QT_TRANSLATE_NOOP("Reports", "This pattern is told without it"))
EMPTY = {
    "alive": _LITTLE,
    "clv": _LITTLE,
    "clv_plain": REASONS["no_buyers_in_year"],
    "next_visit": str(
        QT_TRANSLATE_NOOP("Reports", "No further visit is expected, or too little is known to tell")
    ),
    "repeat": REASONS["no_buyers"],
    "engagement": str(QT_TRANSLATE_NOOP("Reports", "It was sent to nobody")),
    "change": _CAMPAIGN,
    "spent_during": _CAMPAIGN,
    "profit": REASONS["margin_unknown"],
    "effect": str(QT_TRANSLATE_NOOP("Reports", "Nobody is held out, or too few members yet")),
    "members_share": REASONS["no_net"],
    "share_of_sales": REASONS["no_net"],
    "member_sales": REASONS["no_purchases"],
    "value": str(QT_TRANSLATE_NOOP("Reports", "There was nothing in that period to tell it from")),
    "amount": _OF_ANOTHER,
    "usual": _OF_ANOTHER,
}
"""By column, why a cell of it has no figure."""
GOAL_FIELDS = {
    "figure": str(QT_TRANSLATE_NOOP("Reports", "Figure")),
    "branch": str(QT_TRANSLATE_NOOP("Reports", "Branch")),
    "every": str(QT_TRANSLATE_NOOP("Reports", "To be reached every")),
    "target": str(QT_TRANSLATE_NOOP("Reports", "Target")),
    "since": str(QT_TRANSLATE_NOOP("Reports", "From")),
    "until": str(QT_TRANSLATE_NOOP("Reports", "To")),
}
EVERY = {
    "day": str(QT_TRANSLATE_NOOP("Reports", "Day")),
    "week": str(QT_TRANSLATE_NOOP("Reports", "Week")),
    "month": str(QT_TRANSLATE_NOOP("Reports", "Month")),
    "year": str(QT_TRANSLATE_NOOP("Reports", "Year")),
}
LISTINGS = {
    "leavers": str(QT_TRANSLATE_NOOP("Reports", "Who left, by what they spent")),
    "rfm_members": str(QT_TRANSLATE_NOOP("Reports", "Members by class")),
    "new_products": str(QT_TRANSLATE_NOOP("Reports", "New products")),
    "own_offers": str(QT_TRANSLATE_NOOP("Reports", "Own offers, each since it was published")),
    "own_offers_of_period": str(QT_TRANSLATE_NOOP("Reports", "Own offers in the days of this period")),
    "gaps_by_class": str(QT_TRANSLATE_NOOP("Reports", "Time between purchases by class")),
    "campaigns": str(QT_TRANSLATE_NOOP("Reports", "Campaigns")),
    "branches": str(QT_TRANSLATE_NOOP("Reports", "Branches by members' share")),
    "staff": str(QT_TRANSLATE_NOOP("Reports", "What each person did")),
    "patterns": str(QT_TRANSLATE_NOOP("Reports", "What deserves a look")),
    "past_goals": str(QT_TRANSLATE_NOOP("Reports", "Periods that are over")),
}
COLUMNS = {
    "member": str(QT_TRANSLATE_NOOP("Reports", "Member")),
    "class": str(QT_TRANSLATE_NOOP("Reports", "Class")),
    "scores": str(QT_TRANSLATE_NOOP("Reports", "R-F-M")),
    "first_visit": str(QT_TRANSLATE_NOOP("Reports", "First visit")),
    "last_visit": str(QT_TRANSLATE_NOOP("Reports", "Last visit")),
    "purchases": str(QT_TRANSLATE_NOOP("Reports", "Purchases")),
    "money": str(QT_TRANSLATE_NOOP("Reports", "Bought for")),
    "purchases_ever": str(QT_TRANSLATE_NOOP("Reports", "Purchases, ever")),
    "money_ever": str(QT_TRANSLATE_NOOP("Reports", "Bought for, ever")),
    "next_visit": str(QT_TRANSLATE_NOOP("Reports", "Next visit")),
    "clv": str(QT_TRANSLATE_NOOP("Reports", "CLV, predicted")),
    "clv_plain": str(QT_TRANSLATE_NOOP("Reports", "CLV, plain")),
    "members": str(QT_TRANSLATE_NOOP("Reports", "Members")),
    "bought_again": str(QT_TRANSLATE_NOOP("Reports", "Members who bought again")),
    "gaps": str(QT_TRANSLATE_NOOP("Reports", "Gaps")),
    "gap_mean": str(QT_TRANSLATE_NOOP("Reports", "Mean, days")),
    "gap_median": str(QT_TRANSLATE_NOOP("Reports", "Median, days")),
    "alive": str(QT_TRANSLATE_NOOP("Reports", "Still a customer")),
    "product": str(QT_TRANSLATE_NOOP("Reports", "Product")),
    "first_sold": str(QT_TRANSLATE_NOOP("Reports", "First sold")),
    "net": str(QT_TRANSLATE_NOOP("Reports", "Net sales")),
    "net_rung_up": str(QT_TRANSLATE_NOOP("Reports", "Their net, before what came back")),
    "buyers": str(QT_TRANSLATE_NOOP("Reports", "Members who bought")),
    "repeat": str(QT_TRANSLATE_NOOP("Reports", "Bought again")),
    "campaign": str(QT_TRANSLATE_NOOP("Reports", "Campaign")),
    "first_day": str(QT_TRANSLATE_NOOP("Reports", "From")),
    "last_day": str(QT_TRANSLATE_NOOP("Reports", "To")),
    "offer": str(QT_TRANSLATE_NOOP("Reports", "Offer")),
    "uses": str(QT_TRANSLATE_NOOP("Reports", "Uses")),
    "used_by": str(QT_TRANSLATE_NOOP("Reports", "Members")),
    "cost": str(QT_TRANSLATE_NOOP("Reports", "Cost")),
    "profit": str(QT_TRANSLATE_NOOP("Reports", "Profit of its sales")),
    "effect": str(QT_TRANSLATE_NOOP("Reports", "Effect a member")),
    "roi": str(QT_TRANSLATE_NOOP("Reports", "Return")),
    "sent": str(QT_TRANSLATE_NOOP("Reports", "Sent")),
    "used": str(QT_TRANSLATE_NOOP("Reports", "Used")),
    "engagement": str(QT_TRANSLATE_NOOP("Reports", "Engagement")),
    "spent_during": str(QT_TRANSLATE_NOOP("Reports", "Spent during it")),
    "change": str(QT_TRANSLATE_NOOP("Reports", "Against before")),
    "branch": str(QT_TRANSLATE_NOOP("Reports", "Branch")),
    "members_share": str(QT_TRANSLATE_NOOP("Reports", "Members' share")),
    "share_of_sales": str(QT_TRANSLATE_NOOP("Reports", "Share of sales")),
    "person": str(QT_TRANSLATE_NOOP("Reports", "Person")),
    "sales": str(QT_TRANSLATE_NOOP("Reports", "Sales rung up")),
    "member_sales": str(QT_TRANSLATE_NOOP("Reports", "With a member")),
    "enrolments": str(QT_TRANSLATE_NOOP("Reports", "Enrolments")),
    "voids": str(QT_TRANSLATE_NOOP("Reports", "Voids")),
    "refunds": str(QT_TRANSLATE_NOOP("Reports", "Refunds")),
    "by_hand": str(QT_TRANSLATE_NOOP("Reports", "Credit by hand")),
    "approvals": str(QT_TRANSLATE_NOOP("Reports", "Approvals")),
    "pattern": str(QT_TRANSLATE_NOOP("Reports", "What")),
    "times": str(QT_TRANSLATE_NOOP("Reports", "Times")),
    "amount": str(QT_TRANSLATE_NOOP("Reports", "Amount")),
    "usual": str(QT_TRANSLATE_NOOP("Reports", "Usual")),
    "figure": str(QT_TRANSLATE_NOOP("Reports", "Figure")),
    "target": str(QT_TRANSLATE_NOOP("Reports", "Target")),
    "value": str(QT_TRANSLATE_NOOP("Reports", "Came to")),
    "standing": str(QT_TRANSLATE_NOOP("Reports", "Standing")),
}
STANDINGS = {
    "reached": str(QT_TRANSLATE_NOOP("Reports", "Reached")),
    "on_track": str(QT_TRANSLATE_NOOP("Reports", "On track")),
    "behind": str(QT_TRANSLATE_NOOP("Reports", "Behind")),
    "missed": str(QT_TRANSLATE_NOOP("Reports", "Missed")),
    "no_figure": str(QT_TRANSLATE_NOOP("Reports", "No figure")),
    "no_hold_out": str(QT_TRANSLATE_NOOP("Reports", "no control group")),
    "margin_unknown": str(QT_TRANSLATE_NOOP("Reports", "margin unknown")),
    "too_few_members": str(QT_TRANSLATE_NOOP("Reports", "too few members yet")),
    "brought_in": str(QT_TRANSLATE_NOOP("Reports", "Brought in from elsewhere, nobody is named")),
    "all_branches": str(QT_TRANSLATE_NOOP("Reports", "All branches")),
}


def said(source: str) -> str:
    """Return a source text of the tables in the reader's language and digits."""
    return language.formats().numerals(QCoreApplication.translate("Reports", source)) if source else ""


def word(table: dict[str, str], key: str) -> str:
    """Return the word of an id; the id itself where it has none."""
    return said(table[key]) if key in table else key


UNFAIR = {
    "began": str(QT_TRANSLATE_NOOP("Reports", "no fair comparison: nothing is known before {day}")),
    "compared_not_over": str(
        QT_TRANSLATE_NOOP("Reports", "no fair comparison: the compared days are not over until {day}")
    ),
    "not_over": str(QT_TRANSLATE_NOOP("Reports", "no fair comparison: these days are not over until {day}")),
}


def unfair(why: Unfair) -> str:
    """Return why a figure has no fair comparison."""
    day = language.formats().day(why.on)
    return QCoreApplication.translate("Reports", UNFAIR[why.reason]).format(day=day)


NEAREST = {
    "earlier": str(
        QT_TRANSLATE_NOOP(
            "Reports", "Nothing was bought in these days; the last purchase before them was on {day}."
        )
    ),
    "later": str(
        QT_TRANSLATE_NOOP(
            "Reports", "Nothing was bought until the end of these days; the first purchase was on {day}."
        )
    ),
}


def nearest(found: tuple[str, dt.date]) -> str:
    """Return where the nearest purchase to days without any lies."""
    text = QCoreApplication.translate("Reports", NEAREST[found[0]])
    return text.format(day=language.formats().day(found[1]))


def window(days: int) -> str:
    """Return which days a figure looks back over, '' for those of the period."""
    text = QCoreApplication.translate("Reports", "window: {days} days")
    return text.format(days=language.formats().count(days)) if days else ""


def purchases_window(days: int) -> str:
    """Return of which days the purchases of a table are, '' where it does not matter."""
    text = QCoreApplication.translate("Reports", "purchases and amounts of the last {days} days")
    return text.format(days=language.formats().count(days)) if days else ""


def figure(name: str) -> Wording:
    """Return the words of a figure in the reader's language."""
    found = FIGURES.get(name, Wording(name))
    return Wording(said(found.name) or name, said(found.formula), said(found.above), said(found.below))
