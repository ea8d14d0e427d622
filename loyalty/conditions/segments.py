"""Segments a shop draws itself: a name for a condition about members, used in other conditions as `in_segment`.

A segment asks about the member alone, so that it means the same at every counter and in every list; segments may
build on each other, never in a circle. The classes of RFM are segments nobody has to draw, and no name of theirs can
be given to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from loyalty.conditions.atoms import Condition
from loyalty.conditions.evaluate import judge, topics
from loyalty.conditions.needs import Needs, needs_of, together
from loyalty.conditions.parse import parse_condition
from loyalty.conditions.situation import Situation, without_basket
from loyalty.conditions.verdict import MEMBER, Met
from loyalty.documents import Text, read_object, read_text, read_word
from loyalty.errors import require
from loyalty.member import MemberSnapshot, Moment
from loyalty.segments import SEGMENTS

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment: its id, its name, and who belongs to it."""

    segment: str
    name: Text
    condition: Condition


Segments: TypeAlias = Mapping[str, Segment]
"""The shop's own segments by id."""


def parse_segment(document: object) -> Segment:
    """Return the segment of a document `{"id", "name", "condition"}`.

    Raises `document_*`, `condition_*`, `segment_id_invalid`, `segment_name_taken`, `segment_not_of_members`.
    """
    fields = read_object(document, "segment", needs=("id", "condition"), may=("name",))
    segment = read_word(fields["id"], "id")
    require(_ID.match(segment), "segment_id_invalid", id=segment)
    require(segment not in SEGMENTS, "segment_name_taken", segment=segment)
    condition = parse_condition(fields["condition"], "condition")
    require(topics(condition) <= {MEMBER}, "segment_not_of_members", segment=segment)
    return Segment(segment, read_text(fields.get("name", segment), "name"), condition)


def check_segments(segments: Segments, named: Iterable[str] = ()) -> None:
    """Raise `segment_unknown` or `segment_in_a_circle` where segments name what is not there, or each other.

    `named` are those that are asked about besides.
    """
    for segment in segments.values():
        _walk(segments, segment.segment, ())
    for name in sorted(named):
        require(name in segments or name in SEGMENTS, "segment_unknown", segment=name)


def _walk(segments: Segments, name: str, under: tuple[str, ...]) -> None:
    require(name not in under, "segment_in_a_circle", segments=" → ".join((*under, name)))
    for inner in sorted(named_in(segments[name].condition) - set(SEGMENTS)):
        require(inner in segments, "segment_unknown", segment=inner)
        _walk(segments, inner, (*under, name))


def named_in(condition: Condition) -> frozenset[str]:
    """Return the segments a condition names."""
    return needs_of((condition,)).segments


def in_order(segments: Segments, wanted: Iterable[str]) -> tuple[Segment, ...]:
    """Return the drawn segments among those wanted, and those they build on, each after what it builds on.

    Versions of two tills may meet so that a segment is not there, or that some go round in a circle: nobody is in
    such a one, and no counter stands still for it.
    """
    done: dict[str, Segment] = {}
    for name in sorted(wanted):
        _put(segments, name, done, frozenset())
    return tuple(done.values())


def _put(segments: Segments, name: str, done: dict[str, Segment], under: frozenset[str]) -> None:
    if name in done or name in under or name not in segments:
        return
    for inner in sorted(named_in(segments[name].condition)):
        _put(segments, inner, done, under | {name})
    done[name] = segments[name]


def needs_with(needs: Needs, segments: Segments) -> Needs:
    """Return needs with those of the segments they name."""
    drawn = in_order(segments, needs.segments)
    return together((needs, needs_of(segment.condition for segment in drawn)))


def placed(
    member: MemberSnapshot, drawn: Iterable[Segment], moment: Moment, rfm_class: str = ""
) -> MemberSnapshot:
    """Return the member with the segments they belong to, of those given in order, and their class of RFM."""
    held = {rfm_class} if rfm_class else set()
    member = replace(member, segments=frozenset(held))
    situation = without_basket(member, moment)
    for segment in drawn:
        if isinstance(judge(segment.condition, situation), Met):
            held.add(segment.segment)
            member = replace(member, segments=frozenset(held))
            situation = Situation(member, situation.past, situation.contents, moment)
    return member
