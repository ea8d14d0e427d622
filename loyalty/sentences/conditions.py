"""A condition as a clause that follows «اگر» or "when"; written so that clauses join with «و» and "and"."""

from __future__ import annotations

from loyalty.conditions.atoms import EVERYONE, All, AnyOf, Condition, Not, Reaches
from loyalty.conditions.opposite import COUNTED, opposite
from loyalty.sentences.clauses import say_atom, say_span
from loyalty.sentences.names import Names, join
from loyalty.words import Lang

__all__ = ["say_condition", "say_span"]

_JOINERS: dict[Lang, dict[type, str]] = {
    "fa": {All: "و", AnyOf: "یا"},
    "en": {All: "and", AnyOf: "or"},
}


def say_condition(condition: Condition, lang: Lang, names: Names) -> str:
    """Return the clause of a condition; one that always holds is empty."""
    return _say(_plainly(condition), lang, names)


def _plainly(condition: Condition) -> Condition:
    """Turn denials into what is shortest to say: none of several, at most instead of not more than."""
    if isinstance(condition, All | AnyOf):
        return type(condition)(tuple(map(_plainly, condition.parts)))
    if not isinstance(condition, Not):
        return condition
    other = opposite(condition.part) if isinstance(condition.part, (AnyOf, Not, *COUNTED)) else None
    return Not(_plainly(condition.part)) if other is None else _plainly(other)


def _say(condition: Condition, lang: Lang, names: Names) -> str:
    if isinstance(condition, All | AnyOf):
        return _say_parts(condition, lang, names)
    if isinstance(condition, Not):
        return _say_not(condition.part, lang, names)
    return say_atom(condition, lang, names)


def _say_not(part: Condition, lang: Lang, names: Names) -> str:
    if part == EVERYONE:
        return "هیچ خریدی پذیرفته نباشد" if lang == "fa" else "no purchase is accepted"
    if isinstance(part, All | Reaches):
        clause = _bracketed(part, _say(part, lang, names))
        return f"چنین نباشد که {clause}" if lang == "fa" else f"it is not so that {clause}"
    return say_atom(part, lang, names, denied=True)


def _say_parts(condition: All | AnyOf, lang: Lang, names: Names) -> str:
    """Join the clauses of the parts; only parts joined by the other word need brackets."""
    said = [(part, _say(part, lang, names)) for part in condition.parts]
    clauses = [(part, clause) for part, clause in said if clause]
    mixed = [part for part, _ in clauses if len(clauses) > 1 and not isinstance(part, type(condition))]
    words = (_bracketed(part, clause) if part in mixed else clause for part, clause in clauses)
    return join(words, _JOINERS[lang][type(condition)])


def _bracketed(part: Condition, clause: str) -> str:
    grouped = isinstance(part, All | AnyOf) and len(part.parts) > 1
    return f"({clause})" if grouped else clause
