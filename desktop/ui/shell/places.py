"""The places of the rail: which screens there are, their icons and words, and the keys of the till.

One table, so that a screen has one name and one key one meaning in the whole program.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


@dataclass(frozen=True, slots=True)
class Place:
    """A screen's entry in the rail. `foot` stands at the lower end."""

    key: str
    icon: str
    source: str
    foot: bool = False


PLACES = (
    Place("sale", "cart", str(QT_TRANSLATE_NOOP("Places", "Sale"))),
    Place("member", "people", str(QT_TRANSLATE_NOOP("Places", "Members"))),
    Place("offers", "tag", str(QT_TRANSLATE_NOOP("Places", "Offers"))),
    Place("segments", "group", str(QT_TRANSLATE_NOOP("Places", "Segments"))),
    Place("missions", "flag", str(QT_TRANSLATE_NOOP("Places", "Missions"))),
    Place("calls", "phone", str(QT_TRANSLATE_NOOP("Places", "Calls"))),
    Place("messages", "message", str(QT_TRANSLATE_NOOP("Places", "Messages"))),
    Place("reports", "chart", str(QT_TRANSLATE_NOOP("Places", "Reports"))),
    Place("products", "box", str(QT_TRANSLATE_NOOP("Places", "Products"))),
    Place("branch", "shop", str(QT_TRANSLATE_NOOP("Places", "Branch"))),
    Place("network", "network", str(QT_TRANSLATE_NOOP("Places", "Network"))),
    Place("day_close", "lock", str(QT_TRANSLATE_NOOP("Places", "Day close"))),
    Place("sync", "sync", str(QT_TRANSLATE_NOOP("Places", "Sync")), foot=True),
    Place("recovery", "key", str(QT_TRANSLATE_NOOP("Places", "Recovery")), foot=True),
    Place("settings", "sliders", str(QT_TRANSLATE_NOOP("Places", "Settings")), foot=True),
)

KEYS = (
    ("Enter", str(QT_TRANSLATE_NOOP("Keys", "Add what the field holds; record the sale when it is empty"))),
    ("+", str(QT_TRANSLATE_NOOP("Keys", "Before figures: an amount, whatever else they could be"))),
    ("3*\u200e", str(QT_TRANSLATE_NOOP("Keys", "Before a price or a code: three of it"))),
    ("#", str(QT_TRANSLATE_NOOP("Keys", "Before a discount code"))),
    (
        "F2",
        str(
            QT_TRANSLATE_NOOP(
                "Keys", "Spend credit: proposes the amount that wastes least; again to change it"
            )
        ),
    ),
    ("F3", str(QT_TRANSLATE_NOOP("Keys", "Cash: the amount in the field, else all that is left"))),
    ("F4", str(QT_TRANSLATE_NOOP("Keys", "Bank card: the amount in the field, else all that is left"))),
    ("F5", str(QT_TRANSLATE_NOOP("Keys", "Try out or read anew"))),
    ("F6", str(QT_TRANSLATE_NOOP("Keys", "Park the basket"))),
    ("F7", str(QT_TRANSLATE_NOOP("Keys", "Parked baskets"))),
    ("F8", str(QT_TRANSLATE_NOOP("Keys", "Why? Every offer and its verdict"))),
    ("F9", str(QT_TRANSLATE_NOOP("Keys", "Refund or void"))),
    ("F10", str(QT_TRANSLATE_NOOP("Keys", "Record without printing"))),
    (
        "F11",
        str(
            QT_TRANSLATE_NOOP(
                "Keys", "Training, nothing is recorded: at sign-in, or with an empty basket; again: it ends"
            )
        ),
    ),
    ("F12", str(QT_TRANSLATE_NOOP("Keys", "Another cashier, same basket"))),
    ("Ctrl+L", str(QT_TRANSLATE_NOOP("Keys", "Lock the till; the basket stays"))),
    ("Ctrl+Z", str(QT_TRANSLATE_NOOP("Keys", "Take the last line back"))),
    ("Ctrl+↑↓\u200e", str(QT_TRANSLATE_NOOP("Keys", "One more or one fewer of the chosen line"))),
    ("Delete", str(QT_TRANSLATE_NOOP("Keys", "Remove the chosen line (the field is empty)"))),
    ("Space", str(QT_TRANSLATE_NOOP("Keys", "Refund: take the chosen line or leave it"))),
    ("Ctrl+A", str(QT_TRANSLATE_NOOP("Keys", "Refund: take everything back"))),
    ("Ctrl+P", str(QT_TRANSLATE_NOOP("Keys", "Refund: print the receipt again, as a copy"))),
    ("Ctrl+Del", str(QT_TRANSLATE_NOOP("Keys", "Refund: void the whole sale"))),
    ("Esc", str(QT_TRANSLATE_NOOP("Keys", "Clear the field or close what is open"))),
    ("Ctrl+1…9", str(QT_TRANSLATE_NOOP("Keys", "Go to a screen of the rail, counted from the top"))),
    ("F1", str(QT_TRANSLATE_NOOP("Keys", "These keys"))),
)


def place_words(place: Place) -> str:
    return QCoreApplication.translate("Places", place.source)


def key_words(source: str) -> str:
    return QCoreApplication.translate("Keys", source)


def place_of(key: str) -> Place:
    """The rail's entry for a screen; raises KeyError for a screen that is not in the table."""
    for place in PLACES:
        if place.key == key:
            return place
    raise KeyError(key)
