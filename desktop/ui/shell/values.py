"""What the main window and the customer's window are given to show. Plain frozen values, no Qt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum


class PrinterState(Enum):
    READY = "ready"
    BUSY = "busy"
    NO_PAPER = "no_paper"
    COVER_OPEN = "cover_open"
    AWAY = "away"
    UNKNOWN = "unknown"
    """Nothing was heard of it yet."""
    NONE = "none"


HOLDS = frozenset({PrinterState.NO_PAPER, PrinterState.COVER_OPEN, PrinterState.AWAY})
"""States in which slips wait for the printer."""


@dataclass(frozen=True, slots=True)
class StateLine:
    """The state of the till. Instants are milliseconds since the epoch, ages are seconds.

    `offline_since` None means online; `trouble` says what failed, online too: the centre is `busy`, or somebody has to look.
    `waiting_since` is the oldest fact not sent; `data_age` None means this till has never met its centre;
    `shop` is False while there is none to tell of; `alarm` is the one thing that needs a person at once (a full disk), in the reader's language.
    """

    shop: bool = True
    offline_since: int | None = None
    facts_waiting: int = 0
    waiting_since: int | None = None
    trouble: str = ""
    busy: bool = False
    printer: PrinterState = PrinterState.NONE
    papers_waiting: int = 0
    data_age: int | None = None
    shift: str = ""
    shift_since: int | None = None
    staff: str = ""
    role: str = ""
    training: bool = False
    alone: bool = False
    alarm: str = ""


@dataclass(frozen=True, slots=True)
class Corner:
    """Who stands at the till, where, and when: the block at the top of the sale screen."""

    staff: str = ""
    branch: str = ""
    till: str = ""
    on: dt.date | None = None
    at: int | None = None


class Phase(Enum):
    IDLE = "idle"
    OPEN = "open"
    PAID = "paid"
    BACK = "back"
    """Something was taken back: money, credit or both go to the customer."""


@dataclass(frozen=True, slots=True)
class DisplayLine:
    """One line of the basket as the customer sees it; `before` is the price an offer struck out."""

    name: str
    quantity: int
    amount: int
    note: str = ""
    before: int | None = None
    unit: str = ""
    """What it is measured in (`loyalty.groups.UNITS`); empty for pieces."""


@dataclass(frozen=True, slots=True)
class CustomerDisplay:
    """Everything on the customer's window. Amounts in whole money units, quantities in thousandths.

    `earned_from`: the day from which the earned credit can be spent, where it is not at once. `money_back` goes back by
    kinds of tender, `credit_back` as credit.
    """

    phase: Phase = Phase.IDLE
    shop: str = ""
    greeting: str = ""
    member: str = ""
    lines: tuple[DisplayLine, ...] = ()
    saved: int = 0
    credit_spent: int = 0
    to_pay: int = 0
    change: int = 0
    credit: int | None = None
    points: int | None = None
    earned_credit: int = 0
    earned_from: dt.date | None = None
    earned_points: int = 0
    expiring: int = 0
    expires_on: dt.date | None = None
    money_back: tuple[tuple[str, int], ...] = ()
    credit_back: int = 0
