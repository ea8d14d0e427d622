"""Members as the sale field finds them: phones and their ends, cards, ids, fragments of names.

A phone is whole only for those who may see it; who left the club or was erased is not found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from desktop.models.counter import purses
from desktop.models.folding import fold_phone, looks_like_number, only_digits
from desktop.models.people import Person
from desktop.models.queries.members import Sets, sets_of
from desktop.models.search import LIMIT, WHOLE_PHONE, Found, each_member
from desktop.models.sources import Source
from desktop.usecases.authority import may_under
from desktop.usecases.members.look_ups import check_pace, count_look_up
from desktop.usecases.members.naming import with_phone, words_without_cards
from desktop.usecases.members.words import clean_line, mask_phone, phone_forms
from desktop.usecases.policies import rules_now
from desktop.usecases.selling.counter_member import tiers_now
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.clock import business_day
from loyalty.ledger import Held, balances
from loyalty.tiers import Tier


@dataclass(frozen=True, slots=True)
class FoundMember:
    """A person a search brought. `shown_id` is the import's id where there is one; `phone` None unless it may be
    seen; `matched_by`: phone, card, external_id, member_id, phone_end, phone_start, card_start, name.

    `credit_here` may be spent here and now; `blocked` tells that the card looked up works no more.
    """

    member_id: str
    shown_id: str
    name: str
    phone_masked: str
    phone: str | None
    tier: Tier
    matched_by: str
    credit_here: int
    blocked: bool = False


def find(till: Till, session: Session | None, text: str, limit: int = LIMIT) -> tuple[FoundMember, ...]:
    """Return up to `limit` people for typed text, the surest first; raises `look_ups_too_many`.

    Without a session (nobody at the till) phones stay masked and nothing is counted.
    """
    with till.read() as db:
        return find_within(db, till, session, text, limit)


def find_within(
    db: Source, till: Till, session: Session | None, text: str, limit: int = LIMIT
) -> tuple[FoundMember, ...]:
    """Return the same inside a reading under way."""
    typed = clean_line(text)
    if session is not None:
        check_pace(till, session, typed)
    people = _active(each_member(db, typed, 2 * limit), limit) or _active(
        _kept_otherwise(db, typed, till.shop.currency), limit
    )
    found = tuple(_shown(db, till, session, people)) if people else ()
    if session is not None:
        count_look_up(till, session, typed, found)
    return found


def _active(found: Iterable[Found], limit: int) -> tuple[Found, ...]:
    # Some of what is found may have left; where more is asked for the list is full all the same.
    return tuple(islice((one for one in found if one.state == "active"), limit))


def _kept_otherwise(db: Source, typed: str, currency: str) -> tuple[Found, ...]:
    """Return who has a whole phone in another spelling it may have been kept under, as enrolment finds them.

    A mobile of Iran has one alone, which was looked up already.
    """
    whole = looks_like_number(typed) and len(only_digits(typed)) >= WHOLE_PHONE
    if not whole or set(phone_forms(typed, currency)) <= {fold_phone(typed)}:
        return ()
    return with_phone(db, typed, currency)


def _shown(db: Source, till: Till, session: Session | None, people: Sequence[Found]) -> Iterator[FoundMember]:
    """Yield the people as they are shown; words, credit and tiers are read for all of them at once."""
    at, rules = till.now(), rules_now(db)
    open_phones = may_under(db, rules, session, "see_phone")
    sets = sets_of(db, [one.survivor_id for one in people])
    told, held = _words(db, sets, people), purses(db, sets, at)
    tiers = tiers_now(db, sets, rules, business_day(at, till.shop.zone))
    for one in people:
        person = told[one.survivor_id]
        phone = one.phone or person.phone
        yield FoundMember(
            member_id=one.survivor_id,
            shown_id=person.external_id or one.survivor_id,
            name=person.name,
            phone_masked=mask_phone(phone),
            phone=phone if open_phones else None,
            tier=tiers[one.survivor_id],
            matched_by=one.matched_by,
            credit_here=_credit(held[one.survivor_id], at, till.shop.branch_id),
            blocked=one.blocked,
        )


def _words(db: Source, sets: Sets, people: Sequence[Found]) -> dict[str, Person]:
    """Return names, phones and import ids; what was found of someone never merged is already all of it."""
    alone = {one.survivor_id: one for one in people if sets[one.survivor_id] == (one.member_id,)}
    merged = {survivor_id: ids for survivor_id, ids in sets.items() if survivor_id not in alone}
    told = words_without_cards(db, merged) if merged else {}
    return told | {
        survivor_id: Person(name=one.name, phone=one.phone, external_id=one.external_id)
        for survivor_id, one in alone.items()
    }


def _credit(held: Sequence[Held], at: int, branch_id: str) -> int:
    return balances(held, at, branch_id).spendable_here if held else 0
