"""What the first start asks and shows. Plain frozen values, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.ui.parts.values import PrinterDraft, SheetShown
from loyalty.documents import Text

LOOK, BEGIN, SHOP, PLACE, OWNER, PRINTER, EARNING, SHEET = (
    "look",
    "begin",
    "shop",
    "place",
    "owner",
    "printer",
    "earning",
    "sheet",
)
STEPS = (LOOK, BEGIN, SHOP, PLACE, OWNER, PRINTER, EARNING, SHEET)
FIELDS: dict[str, tuple[str, ...]] = {
    SHOP: ("name",),
    PLACE: ("branch", "address", "zone", "till_code"),
    OWNER: ("owner_name", "pin"),
    PRINTER: ("printer",),
    EARNING: ("percent",),
}
"""What is checked before a step is left, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Draft:
    """All that was typed so far; nothing of it is kept anywhere until the shop is made."""

    name: str = ""
    trade: str = "general"
    currency: str = "IRT"
    branch: str = ""
    address: str = ""
    zone: str = "Asia/Tehran"
    till_code: str = "A1"
    owner_name: str = ""
    pin: str = field(default="", repr=False)
    pin_again: str = field(default="", repr=False)
    printer: PrinterDraft = field(default_factory=PrinterDraft)
    percent: str = ""


@dataclass(frozen=True, slots=True)
class JoinDraft:
    """What joining a shop of a centre takes: where the centre is, the code it gave, the owner and their PIN here, and
    the file of the centre's own authority where it has one.
    """

    url: str = ""
    code: str = ""
    owner: str = ""
    pin: str = field(default="", repr=False)
    pin_again: str = field(default="", repr=False)
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade, the groups a shop of it begins with, and what its purchases earn (percent as text)."""

    trade: str
    words: Text
    groups: tuple[Text, ...]
    percent: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen: trades, money units with their words, time zones and the usual one of each money unit."""

    trades: tuple[Trade, ...]
    currencies: tuple[tuple[str, Text], ...]
    zones: tuple[str, ...]
    usual_zones: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Example:
    """What a purchase of `bought` brings as credit, both in the smallest part of `currency`."""

    bought: int
    credit: int
    currency: str


@dataclass(frozen=True, slots=True)
class MadeShop:
    """The shop that stands now: its recovery sheet, and codes of what is worth saying."""

    sheet: SheetShown
    zone: str = "UTC"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoShop:
    """The demo shop: who works there and the PIN they share."""

    members: int
    sales: int
    staff: tuple[str, ...]
    pin: str
