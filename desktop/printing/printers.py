"""Printers of every kind behind two verbs, and the one way a job is sent: ask, send, ask again.

What must hold: nothing is sent to a printer that says it cannot print; a job counts as printed only when the printer
was well after it; whenever a part may be on paper the outcome is `doubtful`, and a person decides. No trouble of a
printer is ever raised out of `print_job`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, Protocol

from desktop.printing.escpos_bytes import Cut, Drawer, drawer_bytes
from desktop.printing.file_printer import FilePrinter
from desktop.printing.links import open_serial, open_socket, open_usb
from desktop.printing.spoolers import CupsPrinter, WindowsPrinter
from desktop.printing.status import PrinterStatus
from desktop.printing.stream_printer import MaybeSent, NotSent, StreamPrinter
from loyalty.errors import LoyaltyError, require

Kind = Literal["network", "usb", "serial", "cups", "windows", "file"]
WIDTHS = (576, 384)
PATIENCE = 3.0
"""Seconds a printer has to connect, to take a piece and to answer."""


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """A printer of a till, as it is kept.

    `address`: network `host` or `host:port` (9100); usb `vendor:product` in hexadecimal; serial `device` or
    `device@speed` (9600); cups and windows the queue's name; file a folder. `answers` is False for a printer that has
    no way to speak back: it is then trusted blindly.
    """

    kind: Kind
    address: str
    width: int = 576
    drawer: Drawer = "none"
    cut: Cut = "partial"
    answers: bool = True


class Printer(Protocol):
    """Anything that takes jobs. `send` returns whether the printer confirmed that it carried everything out."""

    def status(self) -> PrinterStatus:
        """Return how the printer is now; never raises."""

    def send(self, job: bytes) -> bool:
        """Send a job; raises NotSent when nothing left this machine, MaybeSent when some of it did."""


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    """`printed`; `waiting` (nothing is on paper, try again); `doubtful` (look at the paper). `reason` is a word."""

    state: Literal["printed", "waiting", "doubtful"]
    reason: str = ""
    confirmed: bool = False
    paper_low: bool = False


def build_printer(settings: PrinterSettings, *, patience: float = PATIENCE) -> Printer:
    """Return the printer of the settings without touching it.

    Raises `printer_width_unknown`, `printer_address_invalid`, `printer_kind_unknown`.
    """
    require(settings.width in WIDTHS, "printer_width_unknown", width=settings.width)
    build = _BUILDERS.get(settings.kind)
    if build is None:
        raise LoyaltyError("printer_kind_unknown", kind=settings.kind)
    try:
        require(settings.address.strip(), "printer_address_invalid", address=settings.address)
        return build(settings, patience)
    except ValueError as problem:
        raise LoyaltyError("printer_address_invalid", address=settings.address) from problem


def _network(settings: PrinterSettings, patience: float) -> Printer:
    host, _, port = settings.address.strip().rpartition(":")
    if not host or (settings.address.count(":") > 1 and not host.startswith("[")):
        host, port = settings.address.strip(), "9100"
    if not 0 < int(port) < 65_536:
        raise ValueError(port)
    return StreamPrinter(
        partial(open_socket, host.strip("[]"), int(port), patience), patience, settings.answers
    )


def _usb(settings: PrinterSettings, patience: float) -> Printer:
    vendor, _, product = settings.address.partition(":")
    return StreamPrinter(
        partial(open_usb, int(vendor, 16), int(product, 16), patience), patience, settings.answers
    )


def _serial(settings: PrinterSettings, patience: float) -> Printer:
    device, _, speed = settings.address.partition("@")
    return StreamPrinter(
        partial(open_serial, device, int(speed or 9600), patience), patience, settings.answers
    )


_BUILDERS: dict[str, Callable[[PrinterSettings, float], Printer]] = {
    "network": _network,
    "usb": _usb,
    "serial": _serial,
    "cups": lambda settings, patience: CupsPrinter(settings.address, patience),
    "windows": lambda settings, _: WindowsPrinter(settings.address),
    "file": lambda settings, _: FilePrinter(Path(settings.address), settings.width),
}


def print_job(printer: Printer, job: bytes) -> PrintOutcome:
    """Print a job; whatever the printer does, the answer is an outcome."""
    before = printer.status()
    if before.blocked:
        return PrintOutcome("waiting", before.reason)
    try:
        confirmed = printer.send(job)
    except NotSent as problem:
        return PrintOutcome("waiting", problem.reason)
    except MaybeSent as problem:
        return PrintOutcome("doubtful", problem.reason)
    after = printer.status()
    if after.blocked:
        return PrintOutcome("doubtful", after.reason, confirmed)
    return PrintOutcome("printed", "", confirmed, after.state == "paper_low")


def drawer_kick(printer: Printer, drawer: Drawer) -> PrintOutcome:
    """Open the drawer at a pin.

    A printer that cannot work now gets no pulse: it would keep it and open the drawer later, with nobody there.
    """
    pulse = drawer_bytes(drawer)
    if not pulse:
        return PrintOutcome("waiting", "no_drawer")
    before = printer.status()
    if before.blocked:
        return PrintOutcome("waiting", before.reason)
    try:
        return PrintOutcome("printed", "", printer.send(pulse))
    except NotSent as problem:
        return PrintOutcome("waiting", problem.reason)
    except MaybeSent as problem:
        return PrintOutcome("doubtful", problem.reason)
