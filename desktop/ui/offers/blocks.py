"""The building blocks of an offer as rows of a form: one entry an atom, a benefit or a limit. No Qt.

The editor knows no atom by name: a new one is a new entry here, and a test asks for an entry of everything the
document may hold. An entry says where its values stand in the document, what kind each is, what a new row begins
with, and its words in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loyalty.documents import Text

NONE = Text("", "")
OPEN = "open"
"""What a new row holds where an end is left open: null in the document."""

Options = tuple[tuple[str, Text], ...]

AUDIENCE, BASKET, BENEFITS, LIMITS = "audience", "basket", "benefits", "limits"
PARTS = (AUDIENCE, BASKET, BENEFITS, LIMITS)


@dataclass(frozen=True, slots=True)
class Slot:
    """A value of a row: its place within the body ('' is the body itself), its kind and its words.

    `start` is what a new row holds there, None nothing; `before` and `after` stand beside the control.
    """

    key: str
    kind: str
    label: Text
    start: Any = None
    before: Text = NONE
    after: Text = NONE
    among: Options = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One row of a form. `name` is the document's word; `mark` the key of the body that tells alternatives apart.

    `root` blocks hold keys of the document itself.
    """

    key: str
    name: str
    part: str
    topic: Text
    title: Text
    slots: tuple[Slot, ...]
    note: Text = NONE
    mark: str = ""
    root: bool = False

    def start(self) -> Any:
        """Return the body of a new row."""
        if len(self.slots) == 1 and not self.slots[0].key:
            return self.slots[0].start
        if not self.slots:
            return True
        body: dict[str, Any] = {}
        for slot in self.slots:
            if slot.start is not None:
                _put(body, slot.key, None if slot.start is OPEN else slot.start)
        return body

    def fits(self, name: str, body: object) -> bool:
        """Say whether a row of the document is this block's."""
        return name == self.name and (not self.mark or (isinstance(body, Mapping) and self.mark in body))


def _put(body: dict[str, Any], key: str, value: Any) -> None:
    *heads, last = key.split(".")
    for head in heads:
        body = body.setdefault(head, {})
    body[last] = value


def words(fa: str, en: str) -> Text:
    """Return a text in both languages."""
    return Text(fa, en)


OPERATORS: Options = (
    (">", words("بیش از", "more than")),
    (">=", words("دست‌کم", "at least")),
    ("<", words("کمتر از", "less than")),
    ("<=", words("حداکثر", "at most")),
    ("=", words("درست", "exactly")),
)

TIMES, DAYS = words("بار", "times"), words("روز", "days")
_COMPARE = words("مقایسه", "comparison")


def op(start: str = ">") -> Slot:
    """Return the slot of a comparison."""
    return op_at("op", start)


def op_at(key: str, start: str) -> Slot:
    """Return the slot of a comparison deeper in the body."""
    return Slot(key, "choice", _COMPARE, start, among=OPERATORS)


def whole(key: str, start: int, after: Text = NONE, label: Text = NONE, before: Text = NONE) -> Slot:
    """Return the slot of a whole number."""
    return Slot(key, "whole", label if label.fa else words("تعداد", "number"), start, before, after)


def money(key: str, start: int | None, label: Text, *, before: Text = NONE, optional: bool = False) -> Slot:
    """Return the slot of an amount; `start` is in Toman, a new row begins with as much in the shop's money."""
    return Slot(key, "money", label, start, before, optional=optional)


def window() -> Slot:
    """Return the slot of a window of the past."""
    return window_at("window")


def window_at(key: str) -> Slot:
    """Return the slot of a window deeper in the body."""
    return Slot(key, "window", words("در چه مدت", "in which time"), optional=True)


def group() -> Slot:
    """Return the slot of a product group that may be left open."""
    return group_at("group")


def group_at(key: str) -> Slot:
    """Return the slot of a product group deeper in the body."""
    return Slot(key, "group", words("گروه کالایی", "product group"), optional=True)


def thing() -> Slot:
    """Return the slot of a product group or a product, beside other keys."""
    return Slot("", "thing", words("کدام کالا", "which goods"))


def known_blocks() -> tuple[Block, ...]:
    """Return every block, in the order in which they are offered."""
    from desktop.ui.offers.block_table import BLOCKS

    return BLOCKS


def block_for(part: str, name: str, body: object) -> Block | None:
    """Return the block of a row of the document; None for a word this editor does not know."""
    among = [one for one in known_blocks() if _serves(one, part) and one.fits(name, body)]
    # What is told apart by a key of its own comes after the plainer one.
    return next((one for one in reversed(among) if one.mark), among[0] if among else None)


def block_of(key: str) -> Block:
    """Return a block by its own key."""
    return next(one for one in known_blocks() if one.key == key)


def blocks_in(part: str) -> tuple[Block, ...]:
    """Return what may be added to a part: an audience may ask about the moment and the basket too."""
    return tuple(one for one in known_blocks() if one.part == part)


def _serves(block: Block, part: str) -> bool:
    conditions = (AUDIENCE, BASKET)
    return block.part == part or (block.part in conditions and part in conditions)
