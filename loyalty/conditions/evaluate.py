"""Judging conditions: `is_met` judges a condition and says what is missing.

A walk-in meets no condition that asks about a member, not even its opposite: nothing is known of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from loyalty.basket import Basket
from loyalty.conditions import atoms
from loyalty.conditions.atoms import All, AnyOf, Condition, Not, Reaches
from loyalty.conditions.meanings import MEANINGS
from loyalty.conditions.opposite import opposite
from loyalty.conditions.situation import Situation, situation_of
from loyalty.conditions.verdict import BASKET, MEMBER, MET, MOMENT, Met, Missing, Unmet
from loyalty.member import MemberSnapshot, Moment

_ORDER = (MOMENT, MEMBER, BASKET)
_REACHING = frozenset((MEMBER, BASKET))
_ABOUT: dict[type, str] = {
    **dict.fromkeys(get_args(atoms.MemberAtom), MEMBER),
    **dict.fromkeys(get_args(atoms.BasketAtom), BASKET),
    **dict.fromkeys(get_args(atoms.MomentAtom), MOMENT),
}
_ATOMS = {atom: (about, MEANINGS[atom]) for atom, about in _ABOUT.items()}


def is_met(
    condition: Condition, member: MemberSnapshot | None, basket: Basket, moment: Moment
) -> Met | Unmet:
    """Say whether a condition holds for a member (None: a walk-in) with a basket at a moment."""
    return judge(condition, situation_of(member, basket, moment))


def judge(condition: Condition, situation: Situation) -> Met | Unmet:
    """Say whether a condition holds in a situation."""
    return _JUDGES.get(type(condition), _judge_atom)(condition, situation)


def topics(condition: Condition) -> frozenset[str]:
    """Return what a condition is about: any of moment, member, basket; nothing for one that always holds."""
    if isinstance(condition, All | AnyOf):
        return frozenset().union(*map(topics, condition.parts))
    if isinstance(condition, Not):
        return topics(condition.part)
    if isinstance(condition, Reaches):
        return _REACHING
    return frozenset((_ABOUT[type(condition)],))


def _first_topic(condition: Condition) -> str:
    about = topics(condition)
    return next((topic for topic in _ORDER if topic in about), BASKET)


def _judge_all(condition: All, situation: Situation) -> Met | Unmet:
    answers = [judge(part, situation) for part in condition.parts]
    failed = [answer for answer in answers if isinstance(answer, Unmet)]
    if len(failed) < 2:
        return failed[0] if failed else MET
    about = min((answer.about for answer in failed), key=_ORDER.index)
    return Unmet(
        reason=All(tuple(answer.reason for answer in failed if answer.about == about)),
        about=about,
        missing=tuple(missing for answer in failed for missing in answer.missing),
        near=all(answer.near for answer in failed),
    )


def _judge_any(condition: AnyOf, situation: Situation) -> Met | Unmet:
    failed = []
    for part in condition.parts:
        answer = judge(part, situation)
        if isinstance(answer, Met):
            return MET
        failed.append(answer)
    nearest = next((answer for answer in failed if answer.near), failed[0])
    return Unmet(condition, nearest.about, nearest.missing, nearest.near)


def _judge_not(condition: Not, situation: Situation) -> Met | Unmet:
    if situation.member is None and MEMBER in topics(condition.part):
        return Unmet(condition, MEMBER)
    if isinstance(judge(condition.part, situation), Unmet):
        return MET
    other = opposite(condition.part)
    answer = None if other is None else judge(other, situation)
    about = _first_topic(condition)
    # What the opposite lacks is said; where its opposite is not quite this one's, nothing is.
    return (
        Unmet(condition, about, answer.missing, answer.near)
        if isinstance(answer, Unmet)
        else Unmet(condition, about)
    )


def _judge_atom(atom: Any, situation: Situation) -> Met | Unmet:
    about, meaning = _ATOMS[type(atom)]
    if about == MEMBER and situation.member is None:
        return Unmet(atom, MEMBER)
    answer = meaning(atom, situation)
    if answer is True:
        return MET
    return Unmet(atom, about, (answer,), _is_near(answer, about)) if answer else Unmet(atom, about)


def _judge_reaches(atom: Reaches, situation: Situation) -> Met | Unmet:
    if situation.member is None:
        return Unmet(atom, MEMBER)
    answer = MEANINGS[Reaches](atom, situation)
    if answer is True:
        return MET
    # Only the basket can still bring it about; one that is reached already stays so.
    return Unmet(atom, BASKET, (answer,), _is_near(answer, MEMBER)) if answer else Unmet(atom, MEMBER)


_JUDGES: dict[type, Callable[[Any, Situation], Met | Unmet]] = {
    All: _judge_all,
    AnyOf: _judge_any,
    Not: _judge_not,
    Reaches: _judge_reaches,
}


_NEVER_NEAR = frozenset(("days", "years", "average"))
"""What no purchase of today brings nearer in a way anybody could act on."""


def _is_near(missing: Missing, about: str) -> bool:
    if missing.what in _NEVER_NEAR:
        return False
    return missing.have > 0 if about == BASKET else missing.have * 2 >= missing.need
