"""A person joins the club, at the counter and offline: a phone, perhaps a name, a card, what they agree to.

One phone is one member unless it is said that people share it. Everything is recorded together or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.models.folding import fold_card
from desktop.models.log import Tx
from desktop.models.people import Person, open_person
from desktop.models.queries.facts import FactRow, facts_after
from desktop.models.queries.members import member, member_key
from desktop.models.sources import Source
from desktop.usecases.authority import authorise
from desktop.usecases.members.card_numbers import new_number, read_number
from desktop.usecases.members.naming import member_named, phone_owners
from desktop.usecases.members.words import (
    check_phone,
    clean_name,
    mask_name,
    read_birth,
    read_gender,
    read_tags,
)
from desktop.usecases.selling.paper_queue import queue_slip
from desktop.usecases.selling.told_before import fact_before, require_same, same_person
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import CardChange, Consent, MemberEnrolled, PeopleSet

CHANNELS = ("sms_service", "sms_promo", "messenger")
_SPOKEN = {"sms": "sms_service", "service": "sms_service", "promo": "sms_promo"}

NEW_CARD = ""
"""As a card's number: issue one."""


@dataclass(frozen=True, slots=True)
class NewMember:
    """Who joins. `birth` as typed, Jalali or Gregorian; `card_no` of a blank card, '' to issue one, None for none.

    `referrer` names a member in any way; `shares_phone` says that others of the family have the phone too.
    """

    phone: str
    name: str = ""
    birth: str = ""
    card_no: str | None = NEW_CARD
    referrer: str = ""
    consents: Sequence[str] = ()
    shares_phone: bool = False
    paper: bool = True
    gender: str = ""
    tags: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A member who joined; `card_qr` is the text of the code on the card; `slip_id` the slip that waits for paper."""

    member_id: str
    card_no: str
    card_qr: str
    slip_id: str | None


@dataclass(frozen=True, slots=True)
class CardIssued:
    """A card given to a member."""

    card_id: str
    number: str
    slip_id: str | None


def enrol(
    till: Till,
    session: Session,
    new: NewMember,
    *,
    member_id: str | None = None,
    approval: Session | None = None,
) -> Enrolled:
    """Enrol a person and give them a card; the same again under a `member_id` made beforehand is the same member.

    Raises `fact_exists` for another person under that id, `phone_impossible`, `phone_taken`, `name_too_long`, `date_invalid`,
    `birth_impossible`, `gender_unknown`, `tags_too_many`, `card_taken`, `card_impossible`, `consent_unknown`, `member_exists`, and what naming the referrer raises.
    """
    authority = authorise(till, session, "enrol", approval)
    phone, name = check_phone(new.phone, till.shop.currency), clean_name(new.name)
    born, channels = read_birth(new.birth, till.today()), [channel_of(text) for text in new.consents]
    told = Person(name, phone, birth_on=born, gender=read_gender(new.gender), tags=read_tags(new.tags))
    if before := _enrolled_before(till, member_id, new, told, channels):
        return before
    with till.transaction(session.staff_id) as tx:
        refuse_taken(tx, phone, shared=new.shares_phone)
        fact_id, member_id = member_id, _fresh_id(tx, member_id)
        referrer = member_named(tx, new.referrer, till.shop.currency) if new.referrer.strip() else None
        body = MemberEnrolled(member_id, referrer)
        tx.record("member.enrolled", body, fact_id=fact_id, approvals=authority.approvals)
        for channel in dict.fromkeys(channels):
            tx.record("consent.given", Consent(member_id, channel))
        return _with_card(tx, member_id, told, new)


def _enrolled_before(
    till: Till, member_id: str | None, new: NewMember, told: Person, channels: Sequence[str]
) -> Enrolled | None:
    """Return who was enrolled under an id, as they were then; a card that was asked for may be any."""
    with till.read() as db:
        found = fact_before(db, member_id, "member.enrolled")
        if found is None:
            return None
        following = facts_after(db, found.pos, len(CHANNELS) + 1)
        then = _words_then(db, found.body.member_id, following)
        agreed = {row.body.channel for row in following if isinstance(row.body, Consent)}
        wanted = "" if new.card_no is None else fold_card(new.card_no)
        number = then.cards[0][1] if then.cards else ""
        referrer = member_named(db, new.referrer, till.shop.currency) if new.referrer.strip() else None
        same = replace(then, cards=()) == told
        same = same and wanted in ("", number) and (new.card_no is None) is not bool(number)
        same = same and agreed == set(channels) and same_person(db, found.body.referrer_id, referrer)
        require_same(found, same=same)
        return Enrolled(found.body.member_id, number, number, None)


def _words_then(db: Source, member_id: str, following: Sequence[FactRow]) -> Person:
    key = member_key(db, member_id)
    if key is None:
        raise LoyaltyError("member_erased")
    sealed = [one for row in following if isinstance(row.body, PeopleSet) for one in row.body.people]
    mine = next(one for one in sealed if one.member_id == member_id)
    return open_person(key, member_id, mine.stamp, mine.sealed)


def _with_card(tx: Tx, member_id: str, told: Person, new: NewMember) -> Enrolled:
    if new.card_no is None:
        tx.set_people({member_id: told})
        return Enrolled(member_id, "", "", None)
    card = give_card(tx, member_id, told, new.card_no, paper=new.paper)
    return Enrolled(member_id, card.number, card.number, card.slip_id)


def channel_of(text: str) -> str:
    """Return a channel of consent by its name or as people say it; raises `consent_unknown`."""
    word = text.strip().lower().replace("-", "_")
    channel = _SPOKEN.get(word, word)
    require(channel in CHANNELS, "consent_unknown", channel=word[:40], known=", ".join(CHANNELS))
    return channel


def refuse_taken(tx: Tx, phone: str, *, shared: bool, besides: str = "") -> None:
    """Refuse a phone that another member has, unless it is shared knowingly; raises `phone_taken`."""
    others = [one for one in phone_owners(tx, phone, tx.shop.currency) if one.survivor_id != besides]
    if others and not shared:
        names = tuple(mask_name(one.name) for one in others)
        raise LoyaltyError("phone_taken", names=names, member=others[0].survivor_id)


def give_card(tx: Tx, member_id: str, told: Person, number: str, *, paper: bool) -> CardIssued:
    """Give a member a card: a new number with its slip, or the number of a blank card; adds it to their words."""
    kept = read_number(tx, number) if number.strip() else new_number(tx)
    card_id = tx.new_id()
    tx.set_people({member_id: replace(told, cards=(*told.cards, (card_id, kept)))})
    tx.record("card.issued", CardChange(member_id, card_id))
    slip = None
    if paper and not number.strip():
        slip = queue_slip(
            tx, "card", card_id, member_id=member_id, values={"number": kept, "name": told.name}
        )
    return CardIssued(card_id, kept, slip)


def _fresh_id(tx: Tx, wanted: str | None) -> str:
    if wanted is None:
        return tx.new_id()
    require(member(tx, wanted) is None, "member_exists", member=wanted)
    return wanted
