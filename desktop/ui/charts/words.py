"""The words of charts: titles, labels and units by their ids. Names that people wrote are shown as they wrote them."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.reports.series import Label, Unit, Value
from desktop.ui import language
from desktop.ui.charts.dates import written
from loyalty.segments import SEGMENT_NAMES

TITLES = {
    "sales_by_day": str(QT_TRANSLATE_NOOP("Charts", "Sales by day")),
    "sales_by_week": str(QT_TRANSLATE_NOOP("Charts", "Sales by week")),
    "sales_by_month": str(QT_TRANSLATE_NOOP("Charts", "Sales by month")),
    "hours_of_week": str(QT_TRANSLATE_NOOP("Charts", "Purchases by hour and weekday")),
    "sales_by_group": str(QT_TRANSLATE_NOOP("Charts", "Sales by product group")),
    "groups_over_time": str(QT_TRANSLATE_NOOP("Charts", "Product groups over time")),
    "clv_over_time": str(QT_TRANSLATE_NOOP("Charts", "Customer lifetime value over time")),
    "gap_by_class": str(QT_TRANSLATE_NOOP("Charts", "Median days between purchases by class")),
    "sales_by_branch": str(QT_TRANSLATE_NOOP("Charts", "Sales by branch")),
    "sales_by_person": str(QT_TRANSLATE_NOOP("Charts", "Sales by person")),
    "buyers_new_returning": str(QT_TRANSLATE_NOOP("Charts", "New and returning buyers")),
    "members_over_time": str(QT_TRANSLATE_NOOP("Charts", "Members over time")),
    "rfm_map": str(QT_TRANSLATE_NOOP("Charts", "RFM map")),
    "cohorts": str(QT_TRANSLATE_NOOP("Charts", "Who comes back, by month of the first purchase")),
    "retention_monthly": str(QT_TRANSLATE_NOOP("Charts", "Last month's buyers who bought again")),
    "churn_by_quarter": str(QT_TRANSLATE_NOOP("Charts", "Churn by quarter, of a 90-day window")),
    "members_by_tier": str(QT_TRANSLATE_NOOP("Charts", "Members by tier")),
    "points_by_kind": str(QT_TRANSLATE_NOOP("Charts", "Points by kind")),
    "engagement_by_campaign": str(QT_TRANSLATE_NOOP("Charts", "Engagement by campaign")),
    "profit_by_offer": str(QT_TRANSLATE_NOOP("Charts", "Profit of the sales each offer worked in")),
    "members_share_by_branch": str(QT_TRANSLATE_NOOP("Charts", "Members' share of sales by branch")),
}
LABELS = {
    "first_time": str(QT_TRANSLATE_NOOP("Charts", "First purchase")),
    "returning": str(QT_TRANSLATE_NOOP("Charts", "Came back")),
    "other_groups": str(QT_TRANSLATE_NOOP("Charts", "All other groups")),
    "no_purchase": str(QT_TRANSLATE_NOOP("Charts", "No purchase in the window")),
    "points:main": str(QT_TRANSLATE_NOOP("Charts", "Points")),
    "saturday": str(QT_TRANSLATE_NOOP("Charts", "Saturday")),
    "sunday": str(QT_TRANSLATE_NOOP("Charts", "Sunday")),
    "monday": str(QT_TRANSLATE_NOOP("Charts", "Monday")),
    "tuesday": str(QT_TRANSLATE_NOOP("Charts", "Tuesday")),
    "wednesday": str(QT_TRANSLATE_NOOP("Charts", "Wednesday")),
    "thursday": str(QT_TRANSLATE_NOOP("Charts", "Thursday")),
    "friday": str(QT_TRANSLATE_NOOP("Charts", "Friday")),
    "gives_and_redeems": str(QT_TRANSLATE_NOOP("Charts", "Gives credit and takes it in payment")),
    "voids_after_print": str(QT_TRANSLATE_NOOP("Charts", "Many voids after the receipt")),
    "own_card": str(QT_TRANSLATE_NOOP("Charts", "One card at many sales of a day")),
}


def running() -> str:
    """Say that a month is not over."""
    return QCoreApplication.translate("Charts", "still running")


def title(key: str) -> str:
    """Return the title of a series."""
    return QCoreApplication.translate("Charts", TITLES[key]) if key in TITLES else key


def label(one: Label | dt.date, *, month: bool = True) -> str:
    """Return the name of a bar, row, slice or cell; a day stands for its month, or for itself."""
    written = language.formats()
    if isinstance(one, dt.date):
        return written.month(one) if month else written.day(one, year=False)
    if one.own:
        return one.own
    if one.key in SEGMENT_NAMES:
        return SEGMENT_NAMES[one.key].of("fa" if written.rtl else "en")
    return QCoreApplication.translate("Charts", LABELS[one.key]) if one.key in LABELS else one.key


def unit_word(unit: Unit) -> str:
    """Return the word behind a value of a unit; '' where none is needed."""
    return {
        "percent": QCoreApplication.translate("Charts", "percent"),
        "money": language.formats().unit(),
        "days": QCoreApplication.translate("Charts", "days"),
        "points": QCoreApplication.translate("Charts", "points"),
    }.get(unit, "")


def beside(value: Value, before: Value, unit: Unit) -> str:
    """Return a value and, where there is one, that of the period compared with, saying which is which."""
    formats = language.formats()
    text = written(value, unit, formats)
    if before is None:
        return text
    word = QCoreApplication.translate("Charts", "compared period: {value}")
    return f"{text} · {word.format(value=written(before, unit, formats))}"


def nothing() -> tuple[str, str]:
    """Return what stands where there is nothing to draw."""
    return (
        QCoreApplication.translate("Charts", "Nothing to draw yet"),
        QCoreApplication.translate(
            "Charts", "Choose a longer period or another branch; sales appear here at once."
        ),
    )
