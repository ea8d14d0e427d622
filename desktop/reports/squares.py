"""Where the cells of a treemap lie: near squares whose areas are as their values. No Qt.

What must hold: the cells fill the whole, never overlap, and every area is its value's share of the whole.
"""

from __future__ import annotations

from collections.abc import Sequence

Box = tuple[float, float, float, float]
"""x, y, width, height."""


def squarify(values: Sequence[float], wide: float, tall: float) -> list[Box]:
    """Return a box for each value, in the order given; lay the largest first. A value of zero has an empty box."""
    order = sorted((place for place, value in enumerate(values) if value > 0), key=lambda p: -values[p])
    boxes: list[Box] = [(0.0, 0.0, 0.0, 0.0)] * len(values)
    total = sum(values[place] for place in order)
    if not order or wide <= 0 or tall <= 0:
        return boxes
    scale = wide * tall / total
    left: Box = (0.0, 0.0, wide, tall)
    while order:
        count = _row_length([values[place] * scale for place in order], min(left[2], left[3]))
        row, order = order[:count], order[count:]
        left = _lay(row, [values[place] * scale for place in row], left, boxes)
    return boxes


def _row_length(areas: Sequence[float], side: float) -> int:
    count = 1
    while count < len(areas) and _worst(areas[: count + 1], side) <= _worst(areas[:count], side):
        count += 1
    return count


def _worst(areas: Sequence[float], side: float) -> float:
    """Return how far from a square the longest of a row is."""
    whole = sum(areas)
    return max(side * side * max(areas) / whole**2, whole**2 / (side * side * min(areas)))


def _lay(row: Sequence[int], areas: Sequence[float], left: Box, boxes: list[Box]) -> Box:
    """Lay a row along the shorter side; return what is left."""
    x, y, wide, tall = left
    standing = wide >= tall
    thick = sum(areas) / (tall if standing else wide)
    along = y if standing else x
    for place, area in zip(row, areas, strict=True):
        length = area / thick
        boxes[place] = (x, along, thick, length) if standing else (along, y, length, thick)
        along += length
    return (x + thick, y, wide - thick, tall) if standing else (x, y + thick, wide, tall - thick)
