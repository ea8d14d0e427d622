"""A manager's own entry: credit or points given or taken by hand, with a reason and a signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.models.local import note_fact
from desktop.models.log import Tx
from desktop.usecases.authority import authorise
from desktop.usecases.credit_places import naming_branch, require_spending
from desktop.usecases.members.words import clean_line
from desktop.usecases.policies import rules_now
from desktop.usecases.selling.counter_member import CounterMember, load_member
from desktop.usecases.selling.reversing import LONGEST_NOTE
from desktop.usecases.selling.told_before import (
    balance_then,
    fact_before,
    require_same,
    same_person,
    units_of,
)
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.earning import expires_at, scope_at
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import BUSINESS_SCOPE, CREDIT, EntryAdjusted, Grant, LotAmount, points_unit
from loyalty.ledger import Balance, Held, redeem
from loyalty.member import moment_at
from loyalty.money import check_amount
from loyalty.policy import Rules

CAUSE = "adjusted"
REASONS = ("goodwill", "complaint", "correction", "prize", "other")


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A recorded entry and what the member holds of the unit after it."""

    entry_id: str
    after: Balance


def adjust(
    till: Till,
    session: Session,
    member_id: str,
    unit: str,
    delta: int,
    *,
    reason: str,
    note: str = "",
    fact_id: str | None = None,
    approval: Session | None = None,
) -> Adjusted:
    """Give (`delta` above zero) or take credit or points of a kind; the same again under one `fact_id` is done once.

    Raises `adjust_nothing`, `adjust_beyond_balance`, `unit_unknown`, `reason_needed`, `fact_exists` and what else
    `redeem` raises.
    """
    require(delta, "adjust_nothing")
    require(reason.strip(), "reason_needed")
    check_amount(abs(delta), least=1)
    if done := _adjusted_before(till, fact_id, member_id, unit, delta, reason):
        return done
    authority = authorise(till, session, "adjust", approval)
    with till.transaction(session.staff_id) as tx:
        rules = rules_now(tx)
        check_unit(rules, unit)
        member = load_member(tx, member_id, rules, tx.at, till.shop.zone)
        told = tx.record(
            "entry.adjusted",
            _body(tx, till, rules, member, unit, delta, reason),
            fact_id=fact_id,
            approvals=authority.approvals,
        )
        said = clean_line(note or ("" if reason in REASONS else reason))[:LONGEST_NOTE]
        if said:
            note_fact(tx, told.fact_id, said, member.member_id)
        after = load_member(tx, member.member_id, rules, tx.at, till.shop.zone)
        return Adjusted(told.fact_id, after.balance(tx.at, till.shop.branch_id, unit))


def _adjusted_before(
    till: Till, fact_id: str | None, member_id: str, unit: str, delta: int, reason: str
) -> Adjusted | None:
    with till.read() as db:
        found = fact_before(db, fact_id, "entry.adjusted")
        if found is None:
            return None
        body: EntryAdjusted = found.body
        given = {grant.unit: grant.amount for grant in body.grants}
        taken = {name: -amount for name, amount in units_of(db, body.taken).items()}
        same = given | taken == {unit: delta} and body.reason == _code(reason)
        require_same(found, same=same and same_person(db, body.member_id, member_id))
        after = balance_then(db, found, body.member_id, unit)
        return Adjusted(found.fact.fact_id, after or Balance())


def _code(reason: str) -> str:
    return reason if reason in REASONS else "other"


def check_unit(rules: Rules, unit: str) -> None:
    """Refuse a unit that is neither credit nor a kind of points of the shop."""
    kind = unit.removeprefix("points:")
    if unit != CREDIT and not (unit.startswith("points:") and rules.points.has(kind)):
        raise LoyaltyError("unit_unknown", unit=unit)


def _body(
    tx: Tx, till: Till, rules: Rules, member: CounterMember, unit: str, delta: int, reason: str
) -> EntryAdjusted:
    code = _code(reason)
    if delta < 0:
        require_spending(tx)
        with naming_branch(tx):
            taken = _taken(member.held, -delta, tx.at, till.shop.branch_id, unit)
        return EntryAdjusted(member.member_id, (), taken, code)
    moment = moment_at(tx.at, till.shop.zone, till.shop.branch_id, till.shop.till_id)
    scope = scope_at(rules.earning.terms, moment) if unit == CREDIT else BUSINESS_SCOPE
    grant = Grant(unit, scope, delta, tx.at, expires_at(_lasting_days(rules, unit), moment), CAUSE)
    return EntryAdjusted(member.member_id, (grant,), (), code)


def _taken(held: Sequence[Held], amount: int, at: int, branch_id: str, unit: str) -> tuple[LotAmount, ...]:
    try:
        return redeem(held, amount, at, branch_id, unit)
    except LoyaltyError as problem:
        # What is said of a sale's credit advises to take the rest in money; here is nothing to pay.
        if problem.code in ("credit_short", "credit_short_here", "credit_expired"):
            raise LoyaltyError("adjust_beyond_balance", **problem.values) from problem
        raise


def _lasting_days(rules: Rules, unit: str) -> int | None:
    if unit == CREDIT:
        return rules.earning.terms.expires_days
    return next(kind for kind in rules.points.kinds if unit == points_unit(kind.kind)).expires_days
