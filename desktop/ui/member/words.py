"""Words of the member screen that several of its parts share: causes of lots, kinds of transactions, channels."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from desktop.ui import language
from desktop.ui.member.shown import Notice, ShownLot

CHANNELS = ("sms_service", "sms_promo", "messenger")
TONES = {
    "soon": "warn",
    "here": "accent",
    "elsewhere": "mid",
    "not_vested": "line2",
    "used": "track",
    "expired": "track",
}
"""The dot of a lot and its bar on the timeline, by how it stands."""


def nameless() -> str:
    """What stands where a member has no name."""
    return QCoreApplication.translate("Member", "Member without a name")


def standing_words(standing: str) -> str:
    """How a lot stands, in a word or two."""
    return {
        "soon": QCoreApplication.translate("Member", "Ends soon"),
        "here": QCoreApplication.translate("Member", "To spend here"),
        "elsewhere": QCoreApplication.translate("Member", "At another branch"),
        "not_vested": QCoreApplication.translate("Member", "Not yet active"),
        "used": QCoreApplication.translate("Member", "Spent"),
        "expired": QCoreApplication.translate("Member", "Ended unspent"),
    }[standing]


def cause_words(lot: ShownLot) -> tuple[str, str]:
    """Where a lot came from: the word, and the offer or number it belongs to."""
    written = language.formats()
    number = QCoreApplication.translate("Member", "Invoice {number}").format(number=written.code(lot.of))
    words = {
        "sale": (QCoreApplication.translate("Member", "Purchase"), number),
        "offer": (QCoreApplication.translate("Member", "Offer"), lot.of),
        "adjusted": (QCoreApplication.translate("Member", "Entry by hand"), ""),
        "opening": (QCoreApplication.translate("Member", "Brought forward"), ""),
        "grace": (QCoreApplication.translate("Member", "Came back with a refund"), number),
        "other": (QCoreApplication.translate("Member", "Other"), ""),
    }
    title, note = words[lot.cause]
    return title, note if lot.of else ""


def move_words(kind: str) -> str:
    """The kind of a transaction."""
    return {
        "sale": QCoreApplication.translate("Member", "Purchase"),
        "refund": QCoreApplication.translate("Member", "Refund"),
        "void": QCoreApplication.translate("Member", "Voided sale"),
        "adjusted": QCoreApplication.translate("Member", "Entry by hand"),
        "expired": QCoreApplication.translate("Member", "Credit ended unspent"),
        "opening": QCoreApplication.translate("Member", "Brought forward"),
        "other": QCoreApplication.translate("Member", "Other"),
    }[kind]


def channel_words(channel: str) -> str:
    """A channel of consent."""
    return {
        "sms_service": QCoreApplication.translate("Member", "Service SMS"),
        "sms_promo": QCoreApplication.translate("Member", "Promotional SMS"),
        "messenger": QCoreApplication.translate("Member", "Messenger"),
    }[channel]


class MemberCounts(QObject):
    """Words that count something: the translation tool finds plurals in `tr` alone."""

    def days_ago(self, days: int) -> str:
        """How many days ago."""
        return self.tr("%n days ago", "", days)

    def days_left(self, days: int) -> str:
        """How many days are left."""
        return self.tr("%n more days", "", days)


def ago_words(days: int) -> str:
    """How many days ago."""
    written = language.formats()
    if days <= 0:
        return QCoreApplication.translate("Member", "today")
    if days == 1:
        return QCoreApplication.translate("Member", "yesterday")
    return written.numerals(MemberCounts().days_ago(days))


def until_words(days: int) -> str:
    """How many days are left."""
    written = language.formats()
    if days <= 0:
        return QCoreApplication.translate("Member", "today")
    return written.numerals(MemberCounts().days_left(days))


def _left_once_words(name: str) -> str:
    """Who left the club with the phone of who joined."""
    text = QCoreApplication.translate("Member", "{name} left the club with this phone; joining begins anew.")
    nameless = QCoreApplication.translate("Member", "A member without a name")
    return text.format(name=language.formats().name(name) if name else nameless)


def notice_words(notice: Notice) -> str:
    """What was done, with a second line where there is something to add."""
    written = language.formats()
    value = written.code(notice.value)
    return {
        "enrolled": QCoreApplication.translate("Member", "The member is enrolled"),
        "enrolled_again": QCoreApplication.translate("Member", "The member is enrolled")
        + "\n"
        + _left_once_words(notice.value),
        "changed": QCoreApplication.translate("Member", "The profile is saved"),
        "card_issued": QCoreApplication.translate("Member", "The card {number} is issued").format(
            number=value
        ),
        "card_blocked": QCoreApplication.translate("Member", "The card is blocked"),
        "merged": QCoreApplication.translate("Member", "The two members are one now")
        + "\n"
        + QCoreApplication.translate("Member", "Nothing was lost; “Take a merge apart” undoes it."),
        "split": QCoreApplication.translate("Member", "The merge is undone"),
        "pin_set": QCoreApplication.translate("Member", "The member's PIN is set"),
        "pin_forgotten": QCoreApplication.translate("Member", "The member has no PIN any more"),
        "left": QCoreApplication.translate("Member", "The member has left the club"),
        "erased": QCoreApplication.translate("Member", "The member is erased"),
        "adjusted": QCoreApplication.translate("Member", "The entry is recorded"),
        "statement": QCoreApplication.translate("Member", "The statement is written") + f"\n{value}",
    }[notice.key]
