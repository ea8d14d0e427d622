"""Words of the day close screen that several of its parts share: tenders, slips and how they stand, notices."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.ui import language
from desktop.ui.day_close.shown import Notice


def tender_words(kind: str) -> str:
    """The name of a kind of payment."""
    return {
        "cash": QCoreApplication.translate("DayClose", "Cash"),
        "card": QCoreApplication.translate("DayClose", "Bank card"),
        "transfer": QCoreApplication.translate("DayClose", "Transfer"),
        "coupon": QCoreApplication.translate("DayClose", "Coupon"),
        "credit": QCoreApplication.translate("DayClose", "Credit"),
        "other": QCoreApplication.translate("DayClose", "Other"),
    }.get(kind, kind)


def slip_words(kind: str) -> str:
    """The name of a slip."""
    return {
        "receipt": QCoreApplication.translate("DayClose", "Receipt"),
        "refund": QCoreApplication.translate("DayClose", "Refund slip"),
        "void": QCoreApplication.translate("DayClose", "Void slip"),
        "shift": QCoreApplication.translate("DayClose", "Shift slip"),
        "day": QCoreApplication.translate("DayClose", "Day slip (Z)"),
        "test": QCoreApplication.translate("DayClose", "Test page"),
        "card": QCoreApplication.translate("DayClose", "Card slip"),
    }.get(kind, kind)


def state_words(state: str) -> str:
    """How a slip stands."""
    return {
        "queued": QCoreApplication.translate("DayClose", "Waits its turn"),
        "sending": QCoreApplication.translate("DayClose", "Is being printed"),
        "waiting": QCoreApplication.translate("DayClose", "Waits for the printer"),
        "printed": QCoreApplication.translate("DayClose", "On paper"),
        "doubtful": QCoreApplication.translate("DayClose", "In doubt: look at the paper"),
        "failed": QCoreApplication.translate("DayClose", "Failed"),
        "dropped": QCoreApplication.translate("DayClose", "Given up"),
    }.get(state, state)


def act_words(act: str) -> str:
    """What may be done with a slip."""
    return {
        "retry": QCoreApplication.translate("DayClose", "Print again"),
        "drop": QCoreApplication.translate("DayClose", "Give up"),
        "on_paper": QCoreApplication.translate("DayClose", "It is on paper"),
        "copy": QCoreApplication.translate("DayClose", "Copy"),
    }[act]


def difference_words(difference: int) -> str:
    """Counted cash beside what should be there."""
    written = language.formats()
    amount = written.money(abs(difference))
    if difference < 0:
        return QCoreApplication.translate("DayClose", "{amount} is missing").format(amount=amount)
    if difference > 0:
        return QCoreApplication.translate("DayClose", "{amount} too much").format(amount=amount)
    return QCoreApplication.translate("DayClose", "Exactly right")


def club_words(key: str) -> str:
    """What the club gave, what came back of it, and the net."""
    return {
        "credit_given": QCoreApplication.translate("DayClose", "Credit given"),
        "credit_taken": QCoreApplication.translate("DayClose", "Credit taken back"),
        "credit_given_net": QCoreApplication.translate("DayClose", "Credit given, net"),
        "credit_spent": QCoreApplication.translate("DayClose", "Credit spent"),
        "credit_back": QCoreApplication.translate("DayClose", "Credit given back"),
        "credit_spent_net": QCoreApplication.translate("DayClose", "Credit spent, net"),
        "points_given": QCoreApplication.translate("DayClose", "Points given"),
        "points_taken": QCoreApplication.translate("DayClose", "Points taken back"),
        "credit_by_hand": QCoreApplication.translate("DayClose", "Credit given by hand"),
        "credit_taken_by_hand": QCoreApplication.translate("DayClose", "Credit taken by hand"),
        "points_by_hand": QCoreApplication.translate("DayClose", "Points given by hand"),
        "points_taken_by_hand": QCoreApplication.translate("DayClose", "Points taken by hand"),
        "points_given_net": QCoreApplication.translate("DayClose", "Points given, net"),
    }[key]


def notice_words(notice: Notice) -> str:
    """What was done."""
    written = language.formats()
    expired = QCoreApplication.translate("DayClose", "{amount} of credit had ended and was posted.").format(
        amount=written.money(notice.value)
    )
    return {
        "shift_opened": QCoreApplication.translate("DayClose", "The shift is open"),
        "shift_closed": QCoreApplication.translate("DayClose", "The shift is closed")
        + f"\n{difference_words(notice.value)}",
        "day_closed": QCoreApplication.translate("DayClose", "The day is closed, its slip is in the queue")
        + (f"\n{expired}" if notice.value else ""),
        "queued": QCoreApplication.translate("DayClose", "It is in the print queue"),
        "pdf": QCoreApplication.translate("DayClose", "The day is written")
        + f"\n{written.path(notice.text)}",
    }[notice.key]
