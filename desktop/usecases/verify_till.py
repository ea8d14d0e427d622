"""Proves a till from its facts: chain, signatures and folds by the store, and the people's part here.

The people's part: every privileged fact carries a signature of someone who was entitled when it was written, by the
access table, the level and the keys of that moment. A signature forged, moved, left out or made by someone who might
not is named with its fact.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from desktop.models.opening import SYSTEM
from desktop.models.queries.signers import act_signatures, acts_to_judge
from desktop.models.signing import PublicVerifier
from desktop.models.sources import Reader
from desktop.models.verify import Progress, verify
from desktop.usecases.till import Till
from loyalty.access import DEFAULT_ACCESS, OWNER, Access, may, parse_access
from loyalty.errors import LoyaltyError
from loyalty.facts import Fact, act_message, parse_fact
from loyalty.kinds import Body, PolicyPublished, StaffKeyed, StaffSet, read_body
from loyalty.refund_rules import RefundRules, parse_refunds

_IMPORT = "import_sales"

PRIVILEGED: dict[str, tuple[str, ...]] = {
    "policy.published": ("set_policy",),
    "staff.set": ("manage_staff",),
    "staff.keyed": ("manage_staff",),
    "branch.set": ("manage_branches",),
    "product.set": ("manage_products", _IMPORT),
    "sale.voided": ("void",),
    "entry.adjusted": ("adjust",),
    "till.closed": ("close_day",),
    "member.merged": ("merge_members", _IMPORT),
    "member.split": ("merge_members",),
    "member.erased": ("erase_member",),
    "member.imported": (_IMPORT,),
    "sale.imported": (_IMPORT,),
    "lots.opened": (_IMPORT,),
}
"""Kinds of facts that always carry a signature, and the acts of which its maker must be entitled to one."""

LATE_REFUND = "refund_beyond_limit"
"""What a refund is once the days of return are over; until then it is of every day and needs no signature."""

MOST_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: the refusal that says it, and the fact it is about ('' for the till as a whole)."""

    refusal: LoyaltyError
    fact_id: str

    @property
    def code(self) -> str:
        """Return the code of what is wrong."""
        return self.refusal.code


@dataclass(frozen=True, slots=True)
class TillVerified:
    """How many facts were read and everything that is wrong."""

    facts: int
    problems: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.problems


@dataclass(slots=True)
class _People:
    """Levels, keys and the access table as they stood at a fact."""

    access: Access = DEFAULT_ACCESS
    levels: dict[str, str] = field(default_factory=dict)
    keys: dict[tuple[str, str], bytes] = field(default_factory=dict)
    refunds: RefundRules = field(default_factory=RefundRules)
    reopened: tuple[str, int] = ("", 0)
    """The epoch that was opened last and how far its first facts only erase again what had been erased."""

    def entitled(self, staff_id: str, act: str) -> bool:
        return may(self.access, self.levels.get(staff_id, ""), act)

    def reaches(self, staff_id: str, body: Body) -> bool:
        """Say whether a person may touch what a body is about: nobody raises, or gives a PIN to, who stands above."""
        if not isinstance(body, StaffSet | StaffKeyed):
            return True
        level = self.levels.get(staff_id, "")
        wanted = {self.levels.get(body.staff_id, "")}
        wanted |= {body.level} if isinstance(body, StaffSet) and body.active else set()
        own = self._acts(level)
        return all(self._acts(one) <= own and (one != OWNER or level == OWNER) for one in wanted)

    def _acts(self, level: str) -> frozenset[str]:
        return next((known.acts for known in self.access.levels if known.level == level), frozenset())

    def erases_again(self, fact: Fact) -> bool:
        """Say whether a fact repeats an erasure behind a file that was put back, which nobody signs."""
        epoch, seq = self.reopened
        if fact.kind == "epoch.opened":
            self.reopened = (fact.epoch, fact.seq)
        elif (
            fact.kind == "member.erased"
            and fact.staff_id == SYSTEM
            and (fact.epoch, fact.seq) == (epoch, seq + 1)
        ):
            self.reopened = (epoch, seq + 1)
            return True
        return False

    def have_keys(self, till_id: str) -> bool:
        """Say whether anybody has a key on a till yet."""
        return any(till == till_id for _, till in self.keys)

    def learn(self, body: Body, till_id: str) -> None:
        if isinstance(body, StaffSet):
            self.levels[body.staff_id] = body.level if body.active else ""
        elif isinstance(body, StaffKeyed):
            self.keys[body.staff_id, till_id] = body.public_key
        elif isinstance(body, PolicyPublished) and body.name == "access":
            self.access = parse_access(json.loads(body.document))
        elif isinstance(body, PolicyPublished) and body.name == "refunds":
            self.refunds = parse_refunds(json.loads(body.document))


def verify_till(till: Till, progress: Callable[[int, int], None] | None = None) -> TillVerified:
    """Check everything and return what was found; reads one snapshot and writes nothing."""
    with till.read() as db:
        found = verify(db, progress or _silent)
        problems = [_finding(problem.error()) for problem in found.problems]
        problems += _act_problems(db)
    return TillVerified(found.facts, tuple(problems[:MOST_PROBLEMS]))


def _act_problems(db: Reader) -> Iterator[Finding]:
    people = _People()
    for raw, sold_at, signatures in _privileged(db):
        try:
            fact = parse_fact(raw)
            body = read_body(fact.kind, fact.version, fact.body)
        except LoyaltyError as problem:
            yield Finding(problem, "")
            continue
        asked = not people.erases_again(fact) and _needs_approval(people, fact, sold_at)
        code = _judge(people, fact, raw, body, signatures) if asked else ""
        if code:
            yield Finding(
                LoyaltyError(code, fact=fact.fact_id, kind=fact.kind, staff=fact.staff_id), fact.fact_id
            )
        people.learn(body, fact.till_id)


def _privileged(db: Reader) -> Iterator[tuple[bytes, int, dict[str, bytes]]]:
    """Yield what may need a signature in its order: bytes, when the sale it takes back was made, signatures."""
    signed = act_signatures(db)
    for fact_id, raw, sold_at in acts_to_judge(db, (*PRIVILEGED, "epoch.opened", "sale.refunded")):
        yield raw, sold_at, signed.get(fact_id, {})


def _needs_approval(people: _People, fact: Fact, sold_at: int) -> bool:
    if fact.kind == "sale.refunded":
        return people.refunds.is_late(sold_at, fact.at)
    return fact.kind in PRIVILEGED


def _judge(people: _People, fact: Fact, raw: bytes, body: Body, signatures: dict[str, bytes]) -> str:
    """Return the code of what is wrong with a privileged fact, or nothing."""
    if fact.kind in ("branch.set", "staff.set") and not people.have_keys(fact.till_id):
        return ""  # the beginning of a shop: nobody has a key yet
    message = act_message(fact.fact_id, raw)
    if isinstance(body, StaffKeyed) and _chosen_alone(people, fact.till_id, body, message, signatures):
        return ""
    if not signatures:
        return "act_unsigned"
    acts = _acts_of(fact, body)
    signers = [
        who
        for who, signature in signatures.items()
        if _signed(people.keys.get((who, fact.till_id)), message, signature)
    ]
    if not signers:
        return "act_forged"
    entitled = any(people.entitled(who, act) and people.reaches(who, body) for who in signers for act in acts)
    return "" if entitled else "act_not_entitled"


def _chosen_alone(
    people: _People, till_id: str, body: StaffKeyed, message: bytes, signatures: dict[str, bytes]
) -> bool:
    """Say whether a person rightly gave themselves a key.

    With their key before this one (a new PIN), or with the new key itself where nobody stands above them: the
    owner, at the beginning or with the recovery sheet, which holds the shop's own key.
    """
    signature = signatures.get(body.staff_id)
    if signature is None:
        return False
    if _signed(people.keys.get((body.staff_id, till_id)), message, signature):
        return True
    return people.levels.get(body.staff_id) == OWNER and _signed(body.public_key, message, signature)


def _signed(key: bytes | None, message: bytes, signature: bytes) -> bool:
    return key is not None and PublicVerifier(key).verify(message, signature)


_PUBLISHED = {
    "offer": ("publish_offer", _IMPORT),
    "segment": ("publish_offer", _IMPORT),
    "goal": ("close_day", "set_policy"),
}
"""What is published under a name with a colon, and the acts one of which it takes."""


def _acts_of(fact: Fact, body: Body) -> tuple[str, ...]:
    """Return the acts one of which the maker of a fact needs; what an import notes is named with a colon, too."""
    if isinstance(body, PolicyPublished) and ":" in body.name:
        return _PUBLISHED.get(body.name.partition(":")[0], (_IMPORT, "set_policy"))
    return PRIVILEGED.get(fact.kind, (LATE_REFUND,))


def _finding(refusal: LoyaltyError) -> Finding:
    fact_id = refusal.values.get("fact", "")
    return Finding(refusal, fact_id if isinstance(fact_id, str) else "")


def _silent(done: int, whole: int) -> None:
    del done, whole


__all__ = ["Finding", "Progress", "TillVerified", "verify_till"]
