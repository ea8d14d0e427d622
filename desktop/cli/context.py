"""What a command is given: its arguments, the shop it works on, who stands behind it, and where to speak.

The shop is opened when it is first asked for and closed by the frame. PINs come from a terminal or from the
environment, never from the line, so that they stand in no list of processes.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TextIO

from desktop.cli.arguments import money, signed_money
from desktop.clocks import SystemClock
from desktop.config import default_shop_folder, keys_environ
from desktop.models.exchanges import read_centre
from desktop.models.keys import KeyStore, choose_keys
from desktop.models.queries.facts import last_place
from desktop.usecases.believing import doubt_clock
from desktop.usecases.open_till import open_till
from desktop.usecases.people import find_staff, only_one
from desktop.usecases.settings import read_setting
from desktop.usecases.sign_in import Session, approve, lock, pin_wait, sign_in
from desktop.usecases.staff_keys import HARDENED, KeyCost
from desktop.usecases.till import LASTING_WARNINGS, Till
from loyalty.clock import Clock
from loyalty.errors import LoyaltyError, require
from loyalty.problems import say, typed_hint
from loyalty.words import Lang, fold_digits, format_int

PIN_VARIABLE = "BASHGAH_PIN"
APPROVER_VARIABLE = "BASHGAH_APPROVER_PIN"
NEW_PIN_VARIABLE = "BASHGAH_NEW_PIN"
MEMBER_PIN_VARIABLE = "BASHGAH_MEMBER_PIN"
STAFF_VARIABLE = "BASHGAH_AS"

LONGEST_WAIT = 60.0
"""Seconds the command line itself waits between wrong PINs; beyond it says how long it is."""


_AGAIN = ("همان رمز، دوباره: ", "The same PIN again: ")

_YES = frozenset(("y", "yes", "ب", "بله", "آری"))
"""What a person types for yes."""


_UPGRADING = (
    "پروندهٔ فروشگاه به شکل تازه نوشته می‌شود ({share}٪)؛ دستگاه را خاموش نکنید.",
    "The shop's file is being written in its new form ({share}%); do not switch off.",
)


@dataclass(slots=True)
class Context:
    """One run of one command."""

    args: argparse.Namespace
    lang: Lang
    environ: Mapping[str, str]
    stdin: TextIO
    stderr: TextIO
    clock: Clock = field(default_factory=SystemClock)
    key_cost: KeyCost = HARDENED
    _till: Till | None = None
    _session: Session | None = None
    _stood: int = 0
    """The place of the log's last fact when the shop was opened."""

    @property
    def folder(self) -> Path:
        """Return the folder of the shop."""
        named: str | None = self.args.shop
        return Path(named) if named else default_shop_folder(self.environ)

    def keys(self) -> KeyStore:
        """Return this machine's key store."""
        return choose_keys(keys_environ(self.folder, self.environ))

    @property
    def stands_at(self) -> int | None:
        """Return the instant of --at, or None."""
        at: int | None = getattr(self.args, "at", None)
        return at

    def till(self) -> Till:
        """Return the open shop; raises `at_only_in_test_shop` when --at is given elsewhere."""
        if self._till is None:
            self._till = self._open()
            self._stood = self._stands()
        return self._till

    def recorded(self) -> int:
        """Return how many facts this run has put into the shop so far; 0 while none is open."""
        return self._stands() - self._stood if self._till is not None else 0

    def _stands(self) -> int:
        with self.till().read() as db:
            return last_place(db)

    def take(self, till: Till) -> None:
        """Work on a till that this command has made; the frame closes it."""
        self._till = till

    @property
    def currency(self) -> str:
        """Return the money unit of the shop, or nothing while none is open."""
        return "" if self._till is None else self._till.shop.currency

    def money(self, text: str, *, least: int = 1) -> int:
        """Return an amount written in the shop's money unit."""
        return money(text, self.till().shop.currency, least=least)

    def signed_money(self, text: str) -> int:
        """Return an amount with its sign, written in the shop's money unit; never zero."""
        return signed_money(text, self.till().shop.currency)

    def session(self) -> Session:
        """Return the person of --as, signed in; without --as the only person of the shop is meant."""
        if self._session is None:
            till = self.till()
            staff = find_staff(till, self.args.staff or self.environ.get(STAFF_VARIABLE))
            self._wait_for(till, staff)
            self._session = sign_in(till, staff, self._pin(PIN_VARIABLE, staff), record=False)
        return self._session

    def session_or_none(self) -> Session | None:
        """Return the person signed in where one is meant, for commands that also work without.

        Meant is who is named, and the only person of the shop where a PIN is given: a wrong one is refused.
        """
        named = self.args.staff or self.environ.get(STAFF_VARIABLE)
        if named or (self.environ.get(PIN_VARIABLE) and only_one(self.till())):
            return self.session()
        return None

    def approval(self) -> Session | None:
        """Return the second person of --approved-by, or None where none is named."""
        named: str | None = getattr(self.args, "approved_by", None)
        if not named:
            return None
        till = self.till()
        staff = find_staff(till, named)
        self._wait_for(till, staff)
        return approve(till, staff, self._pin(APPROVER_VARIABLE, staff))

    def new_pin(self, given: str | None, variable: str, question: tuple[str, str]) -> str:
        """Return a PIN to be set: given, from the environment, or asked for twice on a terminal.

        Raises `pin_missing`, `nothing_given`, `pins_differ`.
        """
        known = given or self.environ.get(variable)
        if known:
            return known
        return self._typed_again(self.hidden(question, LoyaltyError("pin_missing", variable=variable)))

    def _typed_again(self, first: str) -> str:
        again = self.hidden(_AGAIN, LoyaltyError("pin_missing", variable=NEW_PIN_VARIABLE))
        # Of any script: ۷۳۰۶۱۴ and 730614 are the same keys pressed.
        require(fold_digits(first.strip()) == fold_digits(again.strip()), "pins_differ")
        return first

    def offered_pin(self, question: tuple[str, str]) -> str | None:
        """Return a PIN somebody at a terminal may give, typed twice; None for Enter alone and where nobody is asked.

        A script gets no question: neither without a terminal nor with --json. Raises `nothing_given`, `pins_differ`.
        """
        if self.args.json or not self._is_terminal:
            return None
        first = self.hidden(question, LoyaltyError("pin_missing", variable=NEW_PIN_VARIABLE))
        return self._typed_again(first) if first.strip() else None

    def secret(self, variable: str, question: tuple[str, str], missing: str) -> str:
        """Return a secret from the environment or a terminal; raises `missing` where there is neither."""
        return self.environ.get(variable) or self.hidden(question, LoyaltyError(missing, variable=variable))

    def hidden(self, question: tuple[str, str], missing: LoyaltyError) -> str:
        """Return what somebody types unseen; raises `missing` without a terminal, `nothing_given` at its end."""
        if not self._is_terminal:
            raise missing
        from getpass import getpass

        try:
            return getpass(question[self.lang != "fa"], stream=self.stderr)
        except EOFError as problem:
            self.stderr.write("\n")  # the question stands without an end of line
            raise LoyaltyError("nothing_given") from problem

    @property
    def _is_terminal(self) -> bool:
        return self.stdin.isatty() and self.stdin is sys.stdin

    def agrees(self, question: tuple[str, str]) -> bool:
        """Return the answer of a person at a terminal, asked for a plain yes; True where nobody sits there to ask."""
        if not self.stdin.isatty():
            return True
        self.stderr.write(question[self.lang != "fa"] + " ")
        self.stderr.flush()
        return self.stdin.readline().strip().lower() in _YES

    def note(self, text: str) -> None:
        """Say something beside the answer: progress, warnings; never on stdout."""
        if not self.args.json or self.stderr.isatty():
            self.stderr.write(text + "\n")
            self.stderr.flush()

    def close(self) -> None:
        """Forget the keys and close the shop."""
        if self._session is not None:
            lock(self._session)
            self._session = None
        if self._till is not None:
            self._till.close()
            self._till = None

    def _open(self) -> Till:
        till = open_till(
            self.folder,
            clock=self.clock,
            keys=self.keys(),
            language=self.lang,
            stands_at=self.stands_at,
            key_cost=self.key_cost,
            telling=_Upgrading(self).tell,
        )
        with ExitStack() as undo:
            undo.callback(till.close)  # a shop that cannot be read on is let go
            with till.read() as db:
                till = replace(till, training=bool(read_setting(db, "training")))
            undo.pop_all()
        for warning in (*till.notes, *_standing(till)):
            if warning.code not in LASTING_WARNINGS:
                self.note("\n".join(filter(None, (say(warning, self.lang), typed_hint(warning, self.lang)))))
        return till

    def _pin(self, variable: str, staff: str) -> str:
        return self.secret(variable, (f"رمز {staff}: ", f"PIN of {staff}: "), "pin_missing")

    def _wait_for(self, till: Till, staff: str) -> None:
        seconds = pin_wait(till, staff) / 1_000
        if 0 < seconds <= LONGEST_WAIT:
            time.sleep(seconds)


@dataclass(slots=True)
class _Upgrading:
    """Tells once a second at most how far the file is that is brought to today's form."""

    ctx: Context
    _told: int | None = None

    def tell(self, share: int) -> None:
        at = self.ctx.clock.steady()
        if self._told is None or at - self._told >= 1_000:
            self._told = at
            words = _UPGRADING[self.ctx.lang != "fa"]
            self.ctx.note(words.format(share=format_int(share, self.ctx.lang)))


def _standing(till: Till) -> Iterator[LoyaltyError]:
    """Return what holds for all that is done at a till now: a clock nobody can believe, a till taken out of use."""
    if doubt := doubt_clock(till):
        yield doubt
    with till.read() as db:
        centre = read_centre(db)
    if centre is not None and centre.retired:
        yield LoyaltyError("till_retired")
