"""What the products screen shows and takes. Plain frozen values, no Qt; rates in parts per million."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownProduct:
    """A row of the catalogue; `group` is the group's words."""

    product_id: str
    barcode: str
    name: str
    group: str
    price: int
    vat: int
    weighed: bool
    active: bool


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A product group; `margin` None is unknown; `products` counts the active ones."""

    group: str
    fa: str
    en: str
    name: str
    margin: int | None
    floor: int
    vat: int
    products: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ShownCatalogue:
    """The list as it is filtered; `whole` counts all that could be listed."""

    rows: tuple[ShownProduct, ...]
    whole: int
    groups: tuple[ShownGroup, ...]
    may_change: bool
    may_rule: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class TypedProduct:
    """The form of a product, as typed; `vat` a percentage; `is_new` when its code may still be chosen."""

    product_id: str
    barcode: str
    name: str
    group: str
    price: int | None
    vat: str
    weighed: bool
    active: bool = True
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class TypedGroup:
    """The form of a group, as typed; percentages as text, '' for an unknown margin."""

    group: str
    fa: str
    en: str
    margin: str
    floor: str
    vat: str
    unit: str = ""
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class ShownRefused:
    """A row of a file that was not taken: its line and the reason as a sentence."""

    line: int
    reason: str
    value: str


@dataclass(frozen=True, slots=True)
class ShownImport:
    """What became of a file's rows; `refused` lists the first of the `not_taken`."""

    name: str
    read: int
    added: int
    known: int
    conflicts: tuple[int, ...]
    refused: tuple[ShownRefused, ...]
    cancelled: bool
    not_taken: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """What was done; `value` is a number or name that belongs into the line."""

    key: str
    value: str = ""
    count: int = 0
