"""The groups of members that figures may be cut to, by name; light, for a screen asks for them before it counts.

A group is named `class:champions`, `tier:gold`, `segment:NAME` or `holds:points:main`.
"""

from __future__ import annotations

from desktop.models.sources import Source
from desktop.usecases.policies import rules_now
from desktop.usecases.segments import segments_now
from loyalty.documents import Text
from loyalty.kinds import points_unit
from loyalty.segments import SEGMENT_NAMES, SEGMENTS

CLASS, TIER, SEGMENT, HOLDS = "class", "tier", "segment", "holds"


def groups_of(db: Source) -> tuple[tuple[str, Text], ...]:
    """Return the groups figures may be cut to, with their names: classes, tiers, kinds of points, drawn segments."""
    rules = rules_now(db)
    return (
        *((f"{CLASS}:{name}", SEGMENT_NAMES[name]) for name in SEGMENTS),
        *((f"{TIER}:{one.tier}", one.name) for one in rules.tiers.tiers),
        *((f"{HOLDS}:{points_unit(one.kind)}", one.name) for one in rules.points.kinds),
        *((f"{SEGMENT}:{one.segment}", one.name) for one in segments_now(db).values()),
    )
