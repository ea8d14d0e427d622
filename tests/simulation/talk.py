"""What people write about people and the shop in a world that talks, and what must hold of the last word on it.

Clocks are wrong by years in both directions. Some tills run a program from before there were stamps.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from loyalty.clock import TOLERANCE
from loyalty.kinds import BranchSet, Consent, MemberPair
from loyalty.last_words import Document, Words, documents_of
from loyalty.stamps import Stamp, follow
from tests.simulation.checks import hold
from tests.simulation.till import Till


@dataclass(frozen=True)
class Said:
    """A word as the world knows it: when it was really said, by whose clock, and which words it took the place of."""

    document: Document
    at: int
    honest: bool
    stamped: bool
    knew: frozenset[str]


def speak(till: Till, rng: random.Random, old: bool) -> tuple[str, Said]:
    """Let somebody write a word on a document that others write on too; return its fact and what is true of it."""
    kind, body = rng.choice(
        [
            ("consent.given", Consent("m0", "sms_promo")),
            ("consent.withdrawn", Consent("m0", "sms_promo")),
            ("branch.set", BranchSet("b0", f"name {rng.random()}", "", "Asia/Tehran")),
            ("member.merged", MemberPair("m1", "m2")),
            ("member.split", MemberPair("m2", "m1")),
        ]
    )
    (document,) = documents_of(kind, body)
    words, stamp = till.file.accounts.words, None
    if not old:
        last = words.last(document)
        stamp = follow(till.now + till.skew, last.stamp if last else None)
    fact_id = till.record(kind, type(body)(*_fields(body), stamp))
    knew = frozenset(words.told.get(document, {})) - {fact_id}
    return fact_id, Said(document, till.now, till.skew == 0, not old, knew)


def _fields(body: Consent | BranchSet | MemberPair) -> tuple[str, ...]:
    return tuple(getattr(body, name) for name in body.__match_args__[:-1])


def check_words(words: Words, said: Mapping[str, Said], heard: Mapping[str, int], causal: bool) -> None:
    """No clock in the future wins for long, and in worlds that lose nothing no word that was replaced comes back."""
    for document, last in words.standing().items():
        stood = said[last.fact_id]
        for fact_id in words.told[document]:
            other = said[fact_id]
            late = other.honest and other.at > heard[last.fact_id] + TOLERANCE
            hold(not late, "a word said long after stands behind", document, last, fact_id)
            replaced = causal and other.stamped and last.fact_id in other.knew
            hold(not replaced, "a word that was replaced stands", document, last, fact_id)
        assert stood.document == document
        assert last.stamp >= Stamp(0)
