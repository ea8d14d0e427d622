"""First start over the real use cases: `ShopMaker` of a folder that holds no shop. No Qt.

The clock, the keys and the cost of a PIN are given; chance only picks the group that is typed back.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.printing.content import ShopHead
from desktop.sync.lines import open_line
from desktop.ui.parts.paper import (
    check_printer,
    print_sheet,
    print_test,
    save_sheet,
    sheet_shown,
    shop_stamp,
)
from desktop.ui.parts.values import PrinterDraft, Trial
from desktop.ui.tasks import Cancelled, Report
from desktop.ui.wizard.presenter import percent_typed
from desktop.ui.wizard.values import Choices, DemoShop, Draft, JoinDraft, MadeShop, Trade
from desktop.usecases.abandon_shop import KeyStore, abandon_shop, note_ground
from desktop.usecases.demo.shop import PIN, make_demo
from desktop.usecases.exchange.authorities import read_authority
from desktop.usecases.exchange.joining import first_pin, go_on_joining, is_half_joined, new_till
from desktop.usecases.importing.report import Progress
from desktop.usecases.look import keep_look
from desktop.usecases.names import check_name
from desktop.usecases.new_shop import OWNER_ID, NewShop, new_shop, usual_zone
from desktop.usecases.open_till import open_till
from desktop.usecases.pins import check_new_pin
from desktop.usecases.settings import set_settings
from desktop.usecases.sign_in import lock, sign_in
from desktop.usecases.staff_keys import HARDENED, KeyCost
from desktop.usecases.till import Till
from desktop.usecases.trades import TRADE_WORDS, TRADES, first_documents
from loyalty.clock import Clock
from loyalty.clock import zone as check_zone
from loyalty.documents import Text, read_rate
from loyalty.errors import LoyaltyError, require
from loyalty.words import CURRENCIES, Lang, fold_digits

if TYPE_CHECKING:
    from desktop.sync.client import HttpWire

_OFFERED = ("IRT", "IRR", "USD", "EUR")
_LONGEST_CODE = 4
ZONES = (
    "Asia/Tehran",
    "Asia/Kabul",
    "Asia/Dushanbe",
    "Asia/Baghdad",
    "Asia/Dubai",
    "Europe/Istanbul",
    "Europe/Berlin",
    "Europe/London",
    "America/Toronto",
    "UTC",
)


@dataclass(frozen=True, slots=True)
class FirstShop:
    """`ShopMaker` over a folder; `dice(n)` returns a whole number below n."""

    folder: Path
    clock: Clock
    dice: Callable[[int], int]
    keys: KeyStore
    key_cost: KeyCost = HARDENED
    demo_members: int = 5_000
    demo_months: int = 18

    def choices(self) -> Choices:
        """Return what may be chosen."""
        currencies = tuple((code, Text(CURRENCIES[code]["fa"], CURRENCIES[code]["en"])) for code in _OFFERED)
        return Choices(tuple(_trade(name) for name in TRADES), currencies, ZONES, _usual_zones())

    def check(self, field: str, draft: Draft) -> None:
        """Raise what is wrong with one field."""
        checks: dict[str, Callable[[], object]] = {
            "name": lambda: check_name(draft.name),
            "branch": lambda: check_name(draft.branch),
            "address": lambda: check_name(draft.address, most=200) if draft.address.strip() else None,
            "zone": lambda: check_zone(draft.zone),
            "till_code": lambda: _check_code(draft.till_code),
            "owner_name": lambda: check_name(draft.owner_name),
            "pin": lambda: check_new_pin(draft.pin),
            "printer": lambda: check_printer(draft.printer),
            "percent": lambda: read_rate(percent_typed(draft.percent), "percent"),
        }
        checks[field]()

    def make(self, draft: Draft, lang: Lang, theme: str) -> MadeShop:
        """Make the shop, then keep how it looks and prints."""
        made = new_shop(
            self.folder, _new_shop(draft, lang), clock=self.clock, keys=self.keys, key_cost=self.key_cost
        )
        warnings = (*made.warnings, *self._keep_local(draft, lang, theme))
        sheet = sheet_shown(
            made.recovery_sheet.groups,
            made.recovery_sheet.qr_text,
            shop=check_name(draft.name),
            branch=check_name(draft.branch),
            made_at=self.clock.now(),
        )
        return MadeShop(sheet, draft.zone, warnings)

    def make_demo(self, lang: Lang, theme: str, report: Report) -> DemoShop:
        """Make the demo shop; given up, nothing of it stays."""
        ground = note_ground(self.folder, keys=self.keys)
        try:
            made = make_demo(
                self.folder,
                members=self.demo_members,
                months=self.demo_months,
                clock=self.clock,
                keys=self.keys,
                key_cost=self.key_cost,
                language=lang,
                progress=lambda at: _tell(report, at),
            )
        except (Cancelled, LoyaltyError):
            abandon_shop(self.folder, ground, keys=self.keys)
            raise
        till = self._open(lang)
        try:
            _keep_theme(till, theme)
        finally:
            till.close()
        return DemoShop(made.members, made.sales, tuple(name for _, name in made.staff), PIN)

    def is_half_joined(self) -> bool:
        """Say whether a joining was interrupted in this folder."""
        return is_half_joined(self.folder)

    def join(self, draft: JoinDraft, lang: Lang, theme: str, report: Report) -> None:
        """Join a shop as a new till of it and give its owner a PIN here; what was interrupted is gone on with."""
        # HTTP is loaded by who joins, and by nobody else.
        from desktop.sync.client import HttpWire

        check_new_pin(draft.pin)
        authority = self._authority(draft)
        wire = HttpWire(draft.url.strip(), authority=authority)
        try:
            till = self._joined(wire, draft, authority, lang, report)
        finally:
            wire.close()
        try:
            first_pin(till, draft.owner, draft.pin)
            _keep_theme(till, theme)
        finally:
            till.close()

    def _authority(self, draft: JoinDraft) -> str:
        return read_authority(draft.certificate, self.clock.now()).pem if draft.certificate.strip() else ""

    def _joined(self, wire: HttpWire, draft: JoinDraft, authority: str, lang: Lang, report: Report) -> Till:
        code = draft.code
        if not is_half_joined(self.folder):
            return new_till(
                self.folder, wire, open_line, draft.url.strip(), code, clock=self.clock, keys=self.keys, language=lang,
                key_cost=self.key_cost, progress=report, authority=authority, owner=draft.owner,
            )[0]  # fmt: skip
        till = self._open(lang)
        with ExitStack() as undo:
            undo.callback(till.close)
            go_on_joining(
                till, wire, open_line, draft.url.strip(), code, report, authority=authority, owner=draft.owner
            )
            undo.pop_all()
        return till

    def print_test(self, draft: Draft, lang: Lang) -> Trial:
        """Print a test slip with the shop's name as it is to be."""
        head = ShopHead(draft.name.strip(), draft.branch.strip(), draft.address.strip())
        stamp = shop_stamp(
            head, self.clock.now(), draft.zone, draft.currency, draft.owner_name.strip(), draft.till_code
        )
        return print_test(draft.printer, stamp, lang)

    def save_sheet(self, made: MadeShop, path: str, lang: Lang) -> str:
        """Write the sheet as PDF or PNG."""
        return save_sheet(made.sheet, path, lang, made.zone)

    def print_sheet(self, made: MadeShop, printer: PrinterDraft, lang: Lang) -> Trial:
        """Print the sheet."""
        return print_sheet(printer, made.sheet, lang, made.zone)

    def ask_group(self, count: int) -> int:
        """Return which group is to be typed back."""
        return self.dice(count)

    def _keep_local(self, draft: Draft, lang: Lang, theme: str) -> tuple[str, ...]:
        """Keep what is this machine's own; the shop stands already, so a refusal is only worth saying."""
        till = self._open(lang)
        try:
            _keep_theme(till, theme)
            _keep_printer(till, draft)
        except LoyaltyError as refusal:
            return (refusal.code,)
        finally:
            till.close()
        return ()

    def _open(self, lang: Lang) -> Till:
        return open_till(self.folder, clock=self.clock, keys=self.keys, language=lang, key_cost=self.key_cost)


def _usual_zones() -> dict[str, str]:
    """Return the zone a shop of each money unit begins with, of those that may be chosen."""
    usual = {code: usual_zone(code) for code in _OFFERED}
    return {code: zone if zone in ZONES else "UTC" for code, zone in usual.items()}


def _trade(name: str) -> Trade:
    documents = first_documents(name, test=False)
    groups = tuple(Text(row["name"]["fa"], row["name"]["en"]) for row in documents["groups"]["groups"])
    fa, en = TRADE_WORDS[name]
    return Trade(name, Text(fa, en), groups, str(documents["earning"]["credit"]["percent"]))


def _new_shop(draft: Draft, lang: Lang) -> NewShop:
    return NewShop(
        name=draft.name,
        branch=draft.branch,
        owner_pin=draft.pin,
        address=draft.address,
        zone=draft.zone,
        currency=draft.currency,
        trade=draft.trade,
        language=lang,
        owner_name=draft.owner_name,
        till_code=_code(draft),
        base_percent=percent_typed(draft.percent),
    )


def _code(draft: Draft) -> str:
    return fold_digits(draft.till_code).strip().upper()


def _check_code(text: str) -> None:
    code = fold_digits(text).strip().upper()
    require(
        0 < len(code) <= _LONGEST_CODE and code.isascii() and code.isalnum(),
        "till_code_invalid",
        till_code=text,
    )


def _tell(report: Report, at: Progress) -> bool:
    report(at.done, at.total)
    return True


def _keep_theme(till: Till, theme: str) -> None:
    keep_look(till, "theme", theme)


def _keep_printer(till: Till, draft: Draft) -> None:
    """Keep the printer in the owner's name: the first thing they set."""
    owner = sign_in(till, OWNER_ID, draft.pin, record=False)
    printer = draft.printer
    try:
        set_settings(
            till,
            owner,
            {
                "printer_kind": printer.kind,
                "printer_address": printer.address,
                "printer_width": printer.width,
                "printer_drawer": printer.drawer,
                "printer_cut": printer.cut,
                "printer_answers": "on" if printer.answers else "off",
            },
        )
    finally:
        lock(owner)
