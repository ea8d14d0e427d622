"""Documents of which the last word stands: a person's words, a consent, whether two members are one, goods, staff.

Which fact stands is the same whatever order facts and bounds come in: the greatest of (stamp as it is bounded, fact
id). The store folds the same rule into its tables; here it is pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from loyalty.facts import Fact
from loyalty.kinds import (
    BoundFact,
    BranchSet,
    CardChange,
    Consent,
    MemberPair,
    PeopleSet,
    PinSet,
    ProductsSet,
    StaffKeyed,
    StaffSeen,
    StaffSet,
    StampsBounded,
)
from loyalty.stamps import Stamp, bounded, limit_at, read_stamp


class Document(NamedTuple):
    """What the last word stands of: what it is about, and which one."""

    subject: str
    name: str


KINDS_OF: dict[str, tuple[str, ...]] = {
    "person": ("person.set",),
    "consent": ("consent.given", "consent.withdrawn"),
    "pair": ("member.merged", "member.split"),
    "pin": ("pin.set",),
    "card": ("card.issued", "card.blocked"),
    "branch": ("branch.set",),
    "product": ("product.set",),
    "staff": ("staff.set",),
    "staff key": ("staff.keyed",),
    "staff lock": ("staff.keyed", "staff.locked"),
    "staff seen": ("staff.signed_in",),
}
"""Subject → the kinds of facts that have a word on it."""

WORDS = frozenset(kind for kinds in KINDS_OF.values() for kind in kinds)
"""Every kind of fact whose order against others is that of stamps."""


def documents_of(kind: str, body: Any) -> tuple[Document, ...]:
    """Return the documents a fact has a word on; none where stamps order nothing of its kind."""
    if kind not in WORDS:
        return ()
    names = _NAMES[type(body)](body)
    return tuple(
        Document(subject, name) for subject, kinds in KINDS_OF.items() if kind in kinds for name in names
    )


def consent_name(body: Consent) -> str:
    """Return the name of a consent: whose, and for which channel."""
    return f"{body.member_id} {body.channel}"


def pair_name(body: MemberPair) -> str:
    """Return the name of a pair, the same whoever is named first."""
    return " ".join(sorted((body.member_id, body.other_id)))


_NAMES: dict[type[Any], Callable[[Any], tuple[str, ...]]] = {
    PeopleSet: lambda body: tuple(told.member_id for told in body.people),
    ProductsSet: lambda body: tuple(product.product_id for product in body.products),
    Consent: lambda body: (consent_name(body),),
    MemberPair: lambda body: (pair_name(body),),
    PinSet: lambda body: (body.member_id,),
    CardChange: lambda body: (body.card_id,),
    BranchSet: lambda body: (body.branch_id,),
    StaffSet: lambda body: (body.staff_id,),
    StaffKeyed: lambda body: (body.staff_id,),
    StaffSeen: lambda body: (body.staff_id,),
}


def stamps_of(fact: Fact, body: Any) -> dict[Document, Stamp]:
    """Return the stamps of a fact's words, document by document."""
    if isinstance(body, PeopleSet):
        return {
            Document("person", told.member_id): read_stamp(told.stamp, told.count) for told in body.people
        }
    documents = documents_of(fact.kind, body)
    return dict.fromkeys(documents, told_stamp(fact, body.stamp)) if documents else {}


def told_stamp(fact: Fact, stamp: Stamp | None) -> Stamp:
    """Return the stamp of a fact's word; one without, from before there were stamps, reads as (the fact's time, 0)."""
    return read_stamp(fact.at, 0) if stamp is None else read_stamp(stamp.at, stamp.count)


def bound_ahead(told: Iterable[tuple[Fact, Any]], heard_at: int) -> StampsBounded | None:
    """Return what a centre that hears facts now says of those whose stamps lie ahead of its time; None of none.

    Facts that follow each other keep their order: each is counted above those before it.
    """
    at, last, facts = limit_at(heard_at), -1, []
    for fact, body in told:
        ahead = [stamp.count for stamp in stamps_of(fact, body).values() if stamp.at > at]
        if ahead:
            last = max(*ahead, last + 1)
            facts.append(BoundFact(fact.fact_id, last))
    return StampsBounded(at, tuple(facts)) if facts else None


class Word(NamedTuple):
    """Where a word stands among those on its document; the greatest is the last."""

    stamp: Stamp
    fact_id: str


@dataclass(slots=True)
class Words:
    """All words of a shop and what bounds them, folded fact by fact."""

    told: dict[Document, dict[str, Word]] = field(default_factory=dict)
    bounds: dict[str, Stamp] = field(default_factory=dict)

    def tell(self, fact: Fact, body: Any) -> None:
        """Fold a fact; what is no word and bounds none changes nothing."""
        if isinstance(body, StampsBounded):
            self._bound(body.at, body.facts)
        for document, stamp in stamps_of(fact, body).items():
            words = self.told.setdefault(document, {})
            words[fact.fact_id] = Word(stamp, fact.fact_id)

    def _bound(self, at: int, facts: Sequence[BoundFact]) -> None:
        for one in facts:
            told = Stamp(at, one.count)
            self.bounds[one.fact_id] = min(told, self.bounds.get(one.fact_id, told))

    def last(self, document: Document) -> Word | None:
        """Return the word that stands, with the stamp it stands at; None where nobody spoke of it."""
        words = [self._standing(word) for word in self.told.get(document, {}).values()]
        return max(words, default=None)

    def _standing(self, word: Word) -> Word:
        return word._replace(stamp=bounded(word.stamp, self.bounds.get(word.fact_id)))

    def standing(self) -> dict[Document, Word]:
        """Return the last word of every document."""
        return {document: word for document in sorted(self.told) if (word := self.last(document))}
