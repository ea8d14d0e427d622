"""A centre within the test: the simulation's own, behind the seam of a line, with real keys and real messages."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, cast

from desktop.models.signing import PrivateSigner, PublicVerifier, signer_of
from loyalty.errors import LoyaltyError, require
from loyalty.exchange.enrolling import Enrolled, Enrolment, Invitation
from loyalty.exchange.judging import ChainHead
from loyalty.exchange.known import EnrolledTill
from loyalty.exchange.wire import ActSigned, Lines, MemberKey, Reply, Request, read_reply, write_message
from loyalty.kinds import TillEnrolled
from tests.conftest import FixedClock
from tests.simulation.centre import CENTRE_ID, Centre, State
from tests.simulation.chains import Key

BUSINESS = "0000000000business"


@dataclass(frozen=True, slots=True)
class RealKey:
    """The centre's key pair."""

    signer: PrivateSigner = field(default_factory=lambda: signer_of(bytes(range(32))))

    def sign(self, message: bytes) -> bytes:
        return self.signer.sign(message)

    def verify(self, message: bytes, signature: bytes) -> bool:
        return PublicVerifier(self.signer.public_key).verify(message, signature)


@dataclass(slots=True)
class InMemory:
    """The centre with what the simulation leaves out: codes, people's signatures, members' keys."""

    inner: Centre
    codes: dict[str, Invitation] = field(default_factory=dict)
    enrolled: dict[str, Enrolled] = field(default_factory=dict)
    acts: dict[str, list[ActSigned]] = field(default_factory=dict)
    keys: list[MemberKey] = field(default_factory=list)
    key: RealKey = field(default_factory=RealKey)
    turn: threading.Lock = field(default_factory=threading.Lock)

    def line(self) -> Line:
        """Return a line to it."""
        return Line(self)

    def invite(
        self,
        code: str,
        branch_id: str = "",
        branch: str = "",
        business_id: str = BUSINESS,
        owners: dict[str, str] | None = None,
    ) -> str:
        """Make a one-time code; without a branch it is for a shop that brings its own, without owners it does not say them."""
        self.codes[code] = Invitation(
            business_id, "باغ", "IRT", 0, "general", True, branch_id, branch, "Asia/Tehran", "", owners
        )
        return code

    def exchange(self, request: Request, lines: Lines, till_id: str) -> tuple[Reply, Lines]:
        """Answer real bytes with real bytes, one till at a time."""
        with self.turn:
            return self._answer(request, lines, till_id)

    def _answer(self, request: Request, lines: Lines, till_id: str) -> tuple[Reply, Lines]:
        start = request.pos if request.generation == str(self.inner.generation) else 0
        raw = self.inner.exchange(till_id, write_message(request, lines))
        if raw is None:
            raise LoyaltyError("centre_refused", reason="till_unknown", fa="ناشناس", en="Unknown")
        self._keep(lines)
        reply, told = read_reply(raw)
        rows = self.inner.state.chains.facts[start : reply.pos]
        acts = tuple(act for row in rows for act in self.acts.get(row.fact.fact_id, ()))
        keys = tuple(self.keys[request.keys_pos if start else 0 :])
        reply = replace(reply, keys_pos=len(self.keys))
        return read_reply(write_message(reply, replace(told, acts=acts, keys=keys)))

    def _keep(self, lines: Lines) -> None:
        for act in lines.acts:
            known = self.acts.setdefault(act.fact_id, [])
            if act not in known:
                known.append(act)
        self.keys += [key for key in lines.keys if key not in self.keys]

    def backup(self) -> State:
        """Return what a backup holds now."""
        return self.inner.state.copy()


def new_centre() -> InMemory:
    """Return a centre that has just begun."""
    key = RealKey()
    made = Centre(cast(dict[str, Key], {CENTRE_ID: key}), page=20, now=FixedClock().now())
    made.open()
    return InMemory(made, key=key)


Tamper = Callable[[Reply, Lines], tuple[Reply, Lines]]


@dataclass(slots=True)
class Line:
    """A line of one till that can be cut, lose what comes back, or bring something else."""

    centre: InMemory
    till_id: str = ""
    cut: bool = False
    lose: int = 0
    tamper: Tamper | None = None
    asked: list[tuple[Request, Lines]] = field(default_factory=list)
    told: list[tuple[Reply, Lines]] = field(default_factory=list)

    def invitation(self, code: str) -> Invitation:
        self._cross()
        if code not in self.centre.codes:
            raise LoyaltyError("centre_refused", reason="code_unknown", fa="کد درست نیست.", en="Wrong code.")
        return self.centre.codes[code]

    def enroll(self, enrolment: Enrolment) -> Enrolled:
        known = self.centre.enrolled.get(enrolment.nonce)
        if known is None:
            invited = self.invitation(enrolment.code)
            del self.centre.codes[enrolment.code]
            known = self._let_in(enrolment, invited)
        self.till_id = enrolment.till_id
        self._come_back()
        return known

    def _let_in(self, told: Enrolment, invited: Invitation) -> Enrolled:
        inner, public = self.centre.inner, base64.b64decode(told.public_key)
        inner.keys[told.till_id] = cast(Any, PublicVerifier(public))
        branch = invited.branch_id or told.branch_id
        place = len(inner.state.tills) + 1
        inner.state.tills[told.till_id] = EnrolledTill(told.till_id, branch, public, place)
        inner.write("till.enrolled", TillEnrolled(told.till_id, branch, public, place))
        centre_key = base64.b64encode(self.centre.key.signer.public_key).decode()
        known = Enrolled(
            invited.business_id, branch, told.till_id, CENTRE_ID, centre_key, str(inner.generation)
        )
        self.centre.enrolled[told.nonce] = known
        return known

    def exchange(self, request: Request, lines: Lines) -> tuple[Reply, Lines]:
        self._cross()
        self.asked.append((request, lines))
        told = self.centre.exchange(request, lines, self.till_id)
        self.told.append(told)
        self._come_back()
        return self.tamper(*told) if self.tamper else told

    def poke(self, pos: int) -> bool:
        self._cross()
        return len(self.centre.inner.state.chains.facts) > pos

    def close(self) -> None:
        pass

    def _cross(self) -> None:
        require(not self.cut, "centre_no_line")

    def _come_back(self) -> None:
        if self.lose:
            self.lose -= 1
            raise LoyaltyError("centre_slow")


def stands(line: Line, epoch: str) -> ChainHead | None:
    """Return where an epoch stands at the centre."""
    return line.centre.inner.state.chains.chain_head(epoch)
