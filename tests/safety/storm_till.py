"""A till of the storm: a process that sells, spends and exchanges until it is killed, and writes down what it said.

What it says goes into a file that only grows, one line at a time, after the till's own answer: a sale with what it
granted and spent, how far the centre has acknowledged its chain, what went wrong on the line.
"""

from __future__ import annotations

import os
import random
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from desktop.clocks import SystemClock
from desktop.models.keys import FileKeys
from desktop.models.log import Tx
from desktop.sync.client import HttpWire
from desktop.sync.lines import open_line
from desktop.usecases.exchange.exchanging import centre_of, exchange_once
from desktop.usecases.exchange.wishing import wish
from desktop.usecases.open_till import open_till
from desktop.usecases.policies import rules_now
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.counter_member import load_member
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.sign_in import Session, sign_in
from desktop.usecases.staff_keys import LIGHT
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError
from loyalty.ledger import Balance
from loyalty.lots import Held
from tests.central.places import Business

PIN = "730614"
PATIENCE = 1.0
BREATH = 0.02


@dataclass
class Machine:
    """A till on a machine of its own, and the file of what it said."""

    root: Path
    number: int
    url: str
    business: Business
    members: list[str]
    seed: int
    plant: str = ""
    lives: int = 0
    process: int = 0

    @property
    def folder(self) -> Path:
        return self.root / f"till-{self.number}"

    @property
    def keys(self) -> FileKeys:
        return FileKeys(self.root / f"keys-{self.number}")

    @property
    def said(self) -> Path:
        return self.root / f"said-{self.number}"

    def open(self) -> tuple[Till, Session]:
        """Open the shop with its owner at the till."""
        till = open_till(self.folder, clock=SystemClock(), entropy=os.urandom, keys=self.keys, key_cost=LIGHT)
        return till, sign_in(till, "owner", PIN, record=False)

    def start(self) -> None:
        """Begin to sell in a process of its own."""
        self.lives += 1
        self.process = os.fork()
        if self.process == 0:
            _sell_for_ever(self, random.Random(f"{self.seed} {self.number} {self.lives}"))

    def kill(self) -> None:
        """Pull it down."""
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
            self.process = 0

    def words(self) -> list[list[str]]:
        """Return what it said, line by line; a line that was cut short was never said."""
        told = self.said.read_bytes() if self.said.exists() else b""
        return [line.decode().split() for line in told.split(b"\n")[:-1]]


@dataclass
class _Seller:
    till: Till
    session: Session
    wire: HttpWire
    machine: Machine
    rng: random.Random
    out: int
    acked: set[tuple[str, int]] = field(default_factory=set)

    def say(self, *words: object) -> None:
        os.write(self.out, (" ".join(map(str, words)) + "\n").encode())

    def sell(self) -> None:
        """Sell to a member, in half of all sales for credit as far as it goes."""
        member_id = self.rng.choice(self.machine.members)
        credit = self._credit(member_id) if self.rng.random() < 0.5 else 0
        name = self.till.new_id()
        basket = basket_of([group_line(self.till, "SHOES", credit + self.rng.randrange(1_000, 90_000))])
        if self.machine.plant == "early":
            self.say("sold", name, 0, 0)
            time.sleep(10 * BREATH)
        sold = checkout(self.till, self.session, basket, member_id, None, credit=credit, fact_id=name)
        if self.machine.plant != "early":
            totals = sold.priced.quote.totals
            self.say("sold", name, totals.credit_earned, totals.credit_paid)

    def _credit(self, member_id: str) -> int:
        there = self._balance(member_id)
        amount = self.rng.randrange(1, there.spendable_here + 1) if there.spendable_here else 0
        if amount > there.safe:
            try:
                told = wish(self.till, self.wire, member_id, amount, patience=PATIENCE)
                there = told.balance
                self.say("wished", int(told.covers(amount)))
            except LoyaltyError as problem:
                self.say("trouble", problem.code)
                there = self._balance(member_id)
        return min(amount, there.safe)

    def _balance(self, member_id: str) -> Balance:
        at = self.till.now()
        with self.till.read() as db:
            member = load_member(db, member_id, rules_now(db), at, self.till.shop.zone)
        return member.balance(at, self.till.shop.branch_id)

    def exchange(self) -> None:
        """Hold an exchange; say what is acknowledged now."""
        try:
            exchange_once(self.till, self.wire)
        except LoyaltyError as problem:
            self.say("trouble", problem.code)
            return
        for epoch, (seq, _) in centre_of(self.till).acked.items():
            if (epoch, seq) not in self.acked:
                self.acked.add((epoch, seq))
                self.say("acked", epoch, seq)


def _sell_for_ever(machine: Machine, rng: random.Random) -> NoReturn:
    if machine.plant == "greedy":
        # It takes what others hold for its own, and past the log's own assertion.
        Held.here = property(lambda held: held.remaining)  # type: ignore[assignment]
        Tx._check_lots = lambda *_: None  # type: ignore[method-assign]
    try:
        till, session = machine.open()
        out = os.open(machine.said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        seller = _Seller(till, session, open_line(till), machine, rng, out)
        seller.say("lives", machine.lives)
        while True:
            seller.sell()
            seller.exchange()
            time.sleep(rng.uniform(0, BREATH))
    except BaseException:
        import traceback

        (machine.root / f"crash-{machine.number}-{machine.lives}").write_text(traceback.format_exc())
        os._exit(1)
