"""Which member is meant: a phone in any spelling, a card, the product's own id, or the id of an import.

A person who was merged goes by one id, whichever of theirs is named. Where a name fits several people nobody is
guessed: the refusal names them masked and says what to do.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from desktop.models.folding import fold_digits
from desktop.models.people import Person, people_without_cards, person
from desktop.models.queries.members import MemberRow, Sets, ids_of, member, owners_of_phones, set_of, survivor
from desktop.models.search import Found, members_with
from desktop.models.sources import Source
from desktop.usecases.members.words import check_phone, clean_line, looks_like_phone, mask_name, phone_forms
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError, require

MOST_NAMED = 5


def one_member(till: Till, reference: str) -> str:
    """Return the id of the person a phone, card number, member id or import id names.

    Raises `member_unknown`, `member_ambiguous`, `member_left`, `card_blocked`, `phone_impossible`.
    """
    with till.read() as db:
        return member_named(db, reference, till.shop.currency)


def member_named(db: Source, reference: str, currency: str = "IRT") -> str:
    """Return the same inside a transaction or a reading under way."""
    return found_member(db, reference, currency).survivor_id


def any_member(till: Till, reference: str) -> str:
    """Return the person named whatever their state: also one who left, or (by id) was erased."""
    with till.read() as db:
        row = member(db, _typed(reference).lower())
        if row is not None:
            return row.survivor_id
        return found_member(
            db, reference, till.shop.currency, states=("active", "left"), blocked=True
        ).survivor_id


def exact_member(till: Till, reference: str) -> str:
    """Return the very id that is named of those merged into one person: what a split is about."""
    with till.read() as db:
        row = member(db, _typed(reference).lower())
        return (
            row.member_id if row else found_member(db, reference, till.shop.currency, blocked=True).member_id
        )


def active_member(db: Source, member_id: str) -> MemberRow:
    """Return a member of the club by any of their ids; raises `member_unknown`, `member_left`, `member_erased`."""
    row = member(db, survivor(db, member_id))
    if row is None:
        raise LoyaltyError("member_unknown", member=member_id[:40])
    require(row.state == "active", f"member_{row.state}")
    return row


def found_member(
    db: Source,
    reference: str,
    currency: str = "IRT",
    *,
    states: Sequence[str] = ("active",),
    blocked: bool = False,
) -> Found:
    """Return who is named, with the very id that was named of those merged; a blocked card only with `blocked`."""
    text = _typed(reference)
    people = members_with(db, text) or with_phone(db, text, currency)
    here = [one for one in people if one.state in states]
    usable = [one for one in here if blocked or not one.blocked]
    if len(usable) == 1:
        return usable[0]
    if usable:
        raise _several(usable)
    raise _nobody(text, people, here, currency)


def with_phone(db: Source, text: str, currency: str) -> tuple[Found, ...]:
    """Return who has a phone in the first of its spellings that anybody has."""
    forms = phone_forms(text, currency)
    return next((found for form in forms if (found := members_with(db, form))), ())


def phone_owners(db: Source, phone: str, currency: str = "IRT") -> tuple[Found, ...]:
    """Return the people in the club who have this phone, under whichever of its spellings."""
    forms = phone_forms(phone, currency)
    return tuple(
        Found(member_id, member_id, "phone", "active", words_of(db, member_id).name, forms[0], "")
        for member_id in owners_of_phones(db, forms)
    )


def words_of(db: Source, member_id: str) -> Person:
    """Return a person's words over all their merged ids: the survivor's, filled up from the others'."""
    return _told_by([found for found in (person(db, one) for one in set_of(db, member_id)) if found])


def words_without_cards(db: Source, sets: Sets) -> dict[str, Person]:
    """Return the words of several people, in one statement, without their cards."""
    told = people_without_cards(db, ids_of(sets))
    return {one: _told_by([told[name] for name in ids if name in told]) for one, ids in sets.items()}


def _told_by(told: Sequence[Person]) -> Person:
    return Person(
        name=_first([one.name for one in told]),
        phone=_first([one.phone for one in told]),
        email=_first([one.email for one in told]),
        birth_on=next((one.birth_on for one in told if one.birth_on), None),
        gender=_first([one.gender for one in told]),
        note=" · ".join(dict.fromkeys(one.note for one in told if one.note)),
        external_id=_first([one.external_id for one in told]),
        tags=tuple(dict.fromkeys(tag for one in told for tag in one.tags)),
        cards=tuple(dict.fromkeys(card for one in told for card in one.cards)),
    )


def _first(texts: Sequence[str]) -> str:
    return next((text for text in texts if text), "")


def _typed(reference: str) -> str:
    # Scanners and copied text bring marks that nobody sees.
    seen = "".join(sign for sign in reference[:200] if unicodedata.category(sign) not in ("Cf", "Cc", "Cs"))
    return fold_digits(seen).strip()


def _several(people: Sequence[Found]) -> LoyaltyError:
    names = tuple(mask_name(one.name) for one in people[:MOST_NAMED])
    return LoyaltyError("member_ambiguous", count=len(people), names=names, by=people[0].matched_by)


def _nobody(text: str, people: Sequence[Found], here: Sequence[Found], currency: str) -> LoyaltyError:
    if here:
        return LoyaltyError("card_blocked", card=text[-4:], name=mask_name(here[0].name))
    if any(one.state == "left" for one in people):
        return LoyaltyError("member_left")
    if any(one.state == "erased" for one in people):
        return LoyaltyError("member_erased")
    if looks_like_phone(text):
        try:
            check_phone(text, currency)
        except LoyaltyError as problem:
            return problem
    return LoyaltyError("member_unknown", member=clean_line(text)[:40])
