"""A member's cards: issued, blocked when lost, replaced. A blocked card opens nothing and its number never comes back.

Blocking is everybody's act, because a lost card must stop at once; issuing and replacing are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.models.folding import fold_card
from desktop.models.log import Tx
from desktop.models.people import Person, person
from desktop.models.queries.members import holder_of_card
from desktop.models.sources import Source
from desktop.usecases.authority import authorise
from desktop.usecases.members.enrol import CardIssued, give_card
from desktop.usecases.members.member_card import CardShown, cards_of
from desktop.usecases.members.naming import active_member
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import CardChange


@dataclass(frozen=True, slots=True)
class CardBlocked:
    """A card that works no more."""

    card_id: str
    number: str


def issue_card(
    till: Till,
    session: Session,
    member_id: str,
    number: str = "",
    *,
    paper: bool = True,
    approval: Session | None = None,
) -> CardIssued:
    """Give a member one more card: a new number with its slip, or a blank card scanned."""
    authorise(till, session, "issue_card", approval)
    with till.transaction(session.staff_id) as tx:
        return _issue(tx, active_member(tx, member_id).member_id, number, paper)


def block_card(
    till: Till, session: Session, member_id: str, number: str = "", *, approval: Session | None = None
) -> CardBlocked:
    """Block a member's card: the one of a number, or the only one that works.

    Raises `card_none`, `card_which` (several work), `card_of_another`, `card_blocked_already`.
    """
    authorise(till, session, "change_member", approval, doing="block_card")
    with till.transaction(session.staff_id) as tx:
        return _block(tx, active_member(tx, member_id).member_id, number)


def replace_card(
    till: Till,
    session: Session,
    member_id: str,
    old: str = "",
    new: str = "",
    *,
    paper: bool = True,
    approval: Session | None = None,
) -> CardIssued:
    """Block a card and give another in its place, together or not at all; one blocked before is replaced too."""
    authorise(till, session, "issue_card", approval)
    with till.transaction(session.staff_id) as tx:
        chief = active_member(tx, member_id).member_id
        _stop_old(tx, chief, old)
        return _issue(tx, chief, new, paper)


def _stop_old(tx: Tx, chief: str, old: str) -> None:
    try:
        _block(tx, chief, old)
    except LoyaltyError as problem:
        # Blocked by phone yesterday, perhaps: then only the new card is missing.
        if problem.code != "card_blocked_already":
            raise


def _issue(tx: Tx, member_id: str, number: str, paper: bool) -> CardIssued:
    return give_card(tx, member_id, person(tx, member_id) or Person(), number, paper=paper)


def _block(tx: Tx, member_id: str, number: str) -> CardBlocked:
    card = _card(cards_of(tx, member_id), number)
    require(card.blocked_at is None, "card_blocked_already")
    tx.record("card.blocked", CardChange(_holder(tx, card.card_id), card.card_id))
    return CardBlocked(card.card_id, card.number)


def _card(known: Sequence[CardShown], number: str) -> CardShown:
    if number.strip():
        found = next((card for card in known if card.number == fold_card(number)), None)
        if found is None:
            raise LoyaltyError("card_of_another")
        return found
    working = [card for card in known if card.blocked_at is None]
    require(working, "card_blocked_already" if known else "card_none")
    ends = ", ".join(card.number[-4:] for card in working)
    require(len(working) == 1, "card_which", count=len(working), ends=ends)
    return working[0]


def _holder(db: Source, card_id: str) -> str:
    # The very id that holds the card, which after a merge is not always the one the person goes by.
    found = holder_of_card(db, card_id)
    assert found is not None
    return found
