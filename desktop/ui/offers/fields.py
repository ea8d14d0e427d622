"""Slots of a block as controls, and what is typed into them back into the document. No Qt.

A value that cannot be read stays in the document as it was typed: the rules' own parser then refuses it by the place
where it stands, so that the sentence appears at its field and nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from desktop.ui.offers.blocks import NONE, Block, Slot, words
from desktop.ui.offers.places import drop, look_up, put
from desktop.ui.offers.shown import ShownField
from loyalty.conditions.parse import WEEKDAY_NAMES
from loyalty.documents import Text, read_day
from loyalty.errors import LoyaltyError
from loyalty.words import WEEKDAYS, Lang, digits, fold_digits

SHAPE = "?"
"""Ends the place of a choice that decides which keys stand there rather than a value."""

_GROUP, _PRODUCT, _BASKET = "group:", "product:", "basket"
_ANY = words("هر گروه", "any group")
_ALWAYS = words("همیشه", "always")
_LAST_HOUR = 24
_POINT = str.maketrans("٫/", "..", "٬,٪% \u200e\u200f\u061c")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the shop has to choose from, as (id, name), and the money unit that amounts begin in."""

    groups: tuple[tuple[str, Text], ...] = ()
    tiers: tuple[tuple[str, Text], ...] = ()
    kinds: tuple[tuple[str, Text], ...] = ()
    branches: tuple[tuple[str, Text], ...] = ()
    tills: tuple[tuple[str, Text], ...] = ()
    offers: tuple[tuple[str, Text], ...] = ()
    segments: tuple[tuple[str, Text], ...] = ()
    currency: str = "IRT"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a field is drawn with: the body's place and value, the reader's language, the shop's choices."""

    place: str
    body: Any
    lang: Lang
    choices: Choices
    title: str

    def at(self, key: str) -> str:
        """Return the place of a key of the body."""
        if key == SHAPE:
            return f"{self.place}{SHAPE}"
        return f"{self.place}.{key}" if key and self.place else key or self.place

    def value(self, key: str) -> Any:
        """Return what stands at a key."""
        return look_up(self.body, key) if key else self.body

    def field(self, slot: Slot, key: str, kind: str, value: object, **said: Any) -> ShownField:
        """Return a field of a slot; it is called by the row's title and its own label."""
        label = said.pop("label", slot.label).of(self.lang)
        return ShownField(
            place=self.at(key),
            kind=kind,
            value=_text(value),
            name=f"{self.title}: {label}",
            before=said.pop("before", slot.before).of(self.lang),
            after=said.pop("after", slot.after).of(self.lang),
            empty=label if slot.optional else "",
            **said,
        )

    def options(self, among: Any) -> tuple[tuple[str, str], ...]:
        """Return options in the reader's words."""
        return tuple((key, text.of(self.lang)) for key, text in among)


def fields_of(
    block: Block, place: str, body: object, lang: Lang, choices: Choices, title: str
) -> tuple[ShownField, ...]:
    """Return the controls of a row."""
    drawing = Drawing(place, body, lang, choices, title)
    return tuple(field for slot in block.slots for field in _KINDS[slot.kind](slot, drawing))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ",".join(map(str, value))
    return str(value)


def _plain(kind: str) -> Callable[[Slot, Drawing], list[ShownField]]:
    return lambda slot, drawing: [drawing.field(slot, slot.key, kind, drawing.value(slot.key))]


def _choice(slot: Slot, drawing: Drawing) -> list[ShownField]:
    among = drawing.options(slot.among)
    return [drawing.field(slot, slot.key, "choice", drawing.value(slot.key), among=among)]


def _among(names: Callable[[Choices], tuple[tuple[str, Text], ...]], none: Text) -> Any:
    def draw(slot: Slot, drawing: Drawing) -> list[ShownField]:
        value = _text(drawing.value(slot.key))
        known = drawing.options(names(drawing.choices))
        first = (("", none.of(drawing.lang)),) if slot.optional or not value else ()
        # What the shop no longer has is still shown, so that nothing is lost before a person chooses anew.
        loose = () if not value or value in dict(known) else ((value, value),)
        return [drawing.field(slot, slot.key, "choice", value, among=(*first, *known, *loose))]

    return draw


def _window(slot: Slot, drawing: Drawing) -> list[ShownField]:
    told = drawing.value(slot.key)
    shape = _window_shape(told)
    shapes = (
        ("", _ALWAYS),
        ("days", words("روزهای گذشته", "the last days")),
        ("months", words("ماه‌های گذشته", "the last months")),
        ("span", words("میان دو روز", "between two days")),
    )
    choice = drawing.field(slot, slot.key + SHAPE, "choice", shape, among=drawing.options(shapes))
    if shape in ("days", "months"):
        after = words("روز", "days") if shape == "days" else words("ماه", "months")
        key = f"{slot.key}.{shape}"
        return [choice, drawing.field(slot, key, "whole", drawing.value(key), after=after)]
    if shape == "span":
        return [choice, *_span(slot, drawing, f"{slot.key}.")]
    return [choice]


def _window_shape(told: object) -> str:
    if not isinstance(told, dict):
        return ""
    return next((key for key in ("days", "months") if key in told), "span")


def _span(slot: Slot, drawing: Drawing, head: str) -> list[ShownField]:
    parts = (("from", words("از", "from")), ("until", words("تا", "to")))
    return [
        drawing.field(slot, head + key, "day", drawing.value(head + key), before=text, after=NONE, label=text)
        for key, text in parts
    ]


def _thing(slot: Slot, drawing: Drawing, *, none: Text | None = None) -> list[ShownField]:
    """A product group or a product, as keys beside others or (`reach`) as an object of its own."""
    where = f"{slot.key}." if slot.key else ""
    told = drawing.body if not slot.key else drawing.value(slot.key)
    told = told if isinstance(told, dict) else {}
    product, group = told.get("product"), _text(told.get("group"))
    shape = (
        _PRODUCT if product is not None else _GROUP + group if group else "" if slot.key or none else _GROUP
    )
    among = [(_GROUP + key, name.of(drawing.lang)) for key, name in drawing.choices.groups]
    if shape not in ("", _GROUP, _PRODUCT) and shape not in dict(among):
        among.append((shape, group))
    choose = words("گروهی برگزینید", "choose a group")
    first = ("", none.of(drawing.lang)) if none else (_GROUP, choose.of(drawing.lang))
    last = (_PRODUCT, words("یک کالا…", "one product…").of(drawing.lang))
    choice = drawing.field(slot, slot.key + SHAPE, "choice", shape, among=(first, *among, last))
    if product is None:
        return [choice]
    label = words("کد یا بارکد کالا", "code of the product")
    return [
        choice,
        drawing.field(slot, f"{where}product", "code", product, label=label, before=NONE, after=NONE),
    ]


def _any_thing(slot: Slot, drawing: Drawing) -> list[ShownField]:
    return _thing(slot, drawing, none=words("از هر کالا", "of anything"))


def _reach(slot: Slot, drawing: Drawing) -> list[ShownField]:
    return _thing(slot, drawing, none=words("کل سبد", "the whole basket"))


def _weekdays(slot: Slot, drawing: Drawing) -> list[ShownField]:
    # The week begins on Saturday here, on Monday elsewhere.
    order = [5, 6, 0, 1, 2, 3, 4] if drawing.lang == "fa" else range(7)
    among = tuple((WEEKDAY_NAMES[day], WEEKDAYS[drawing.lang][day]) for day in order)
    return [drawing.field(slot, slot.key, "many", drawing.value(slot.key), among=among)]


def _many(among: Callable[[Choices], Any] | None = None) -> Callable[[Slot, Drawing], list[ShownField]]:
    """Several of the shop's own things, or of what the slot itself names."""

    def draw(slot: Slot, drawing: Drawing) -> list[ShownField]:
        options = drawing.options(among(drawing.choices) if among else slot.among)
        return [drawing.field(slot, slot.key, "many", drawing.value(slot.key), among=options)]

    return draw


def _segment(slot: Slot, drawing: Drawing) -> list[ShownField]:
    value = _text(drawing.value(slot.key))
    among = drawing.options((*slot.among, *drawing.choices.segments))
    loose = () if not value or value in dict(among) else ((value, value),)
    return [drawing.field(slot, slot.key, "choice", value, among=(*among, *loose))]


def _parts(slot: Slot, drawing: Drawing) -> list[ShownField]:
    """How many parts a bundle has, and what each of them is."""
    told = drawing.value(slot.key)
    rows = told if isinstance(told, list) else []
    label = words("قلم", "parts")
    among = tuple(
        (str(number), f"{digits(str(number), drawing.lang)} {label.of(drawing.lang)}") for number in _PARTS
    )
    found = [drawing.field(slot, slot.key + SHAPE, "choice", str(len(rows)), among=among)]
    each = Slot("", "whole", words("تعداد", "number"), after=words("عدد", "pieces"), optional=True)
    for place in range(len(rows)):
        key = f"{slot.key}[{place}]"
        found += _reach(replace(slot, key=f"{key}.of", before=words("و", "and") if place else NONE), drawing)
        found.append(drawing.field(each, f"{key}.quantity", "whole", drawing.value(f"{key}.quantity")))
    return found


_PARTS = (2, 3, 4, 5)
_CHOOSE_TIER = words("سطحی برگزینید", "choose a tier")
_KINDS: dict[str, Callable[[Slot, Drawing], list[ShownField]]] = {
    "choice": _choice,
    "fixed": lambda _slot, _drawing: [],
    "whole": _plain("whole"),
    "money": _plain("money"),
    "percent": _plain("percent"),
    "decimal": _plain("decimal"),
    "hour": _plain("hour"),
    "day": _plain("day"),
    "word": _plain("word"),
    "code": _plain("code"),
    "group": _among(lambda choices: choices.groups, _ANY),
    "tier": _among(lambda choices: choices.tiers, _CHOOSE_TIER),
    "points": _among(lambda choices: choices.kinds, words("امتیاز اصلی", "main points")),
    "window": _window,
    "thing": _thing,
    "any_thing": _any_thing,
    "reach": _reach,
    "parts": _parts,
    "weekdays": _weekdays,
    "branches": _many(lambda choices: choices.branches),
    "tills": _many(lambda choices: choices.tills),
    "many": _many(),
    "segment": _segment,
    "offer": _among(lambda choices: choices.offers, words("آفری برگزینید", "choose an offer")),
}


def write(document: dict[str, Any], place: str, kind: str, text: str, *, optional: bool) -> bool:
    """Write what was typed or chosen into the document; True where the row must be drawn anew.

    An empty value that may be missing goes; an empty day is an open end; one that is needed stands there empty, so
    that the parser asks for it.
    """
    if place.endswith(SHAPE):
        _reshape(document, place.removesuffix(SHAPE), text)
        return True
    value = _typed(kind, text)
    if kind == "day":
        put(document, place, value or None)
    elif optional and value in ("", []):
        drop(document, place)
    else:
        put(document, place, value)
    return False


def _reshape(document: dict[str, Any], place: str, shape: str) -> None:
    found = look_up(document, place)
    if place.endswith(".parts"):
        rows = found if isinstance(found, list) else []
        fresh = [{"of": "basket"} for _ in range(int(shape) - len(rows))]
        put(document, place, [*rows[: int(shape)], *fresh])
        return
    if shape in ("days", "months", "span"):
        starts: dict[str, Any] = {"days": {"days": 30}, "months": {"months": 3}, "span": {"from": None}}
        put(document, place, starts[shape])
        return
    chosen = _chosen(shape)
    if isinstance(found, dict) and ({"group", "product"} & found.keys() or place.endswith(_WHOLE_BODIES)):
        kept = {key: value for key, value in found.items() if key not in ("group", "product")}
        put(document, place, {**kept, **chosen})
    elif chosen:
        put(document, place, chosen)
    if not chosen and not place.endswith(_WHOLE_BODIES):
        drop(document, place)


_WHOLE_BODIES = ("basket_has", "basket_quantity", "bought", "not_bought")


def _chosen(shape: str) -> dict[str, str]:
    if shape.startswith(_GROUP) and len(shape) > len(_GROUP):
        return {"group": shape.removeprefix(_GROUP)}
    return {"product": ""} if shape == _PRODUCT else {}


def _typed(kind: str, text: str) -> Any:
    folded = fold_digits(text).strip()
    if kind in ("whole", "money"):
        figures = folded.translate(_POINT)
        return int(figures) if figures.isascii() and figures.isdigit() else folded
    if kind in ("percent", "decimal"):
        figure = folded.translate(_POINT).strip()
        return int(figure) if figure.isascii() and figure.isdigit() else figure
    if kind == "day":
        return _day(folded)
    if kind == "many":
        return [key for key in text.split(",") if key]
    if kind == "hour":
        return _hour(folded)
    return folded if kind == "code" else text.strip()


def _hour(text: str) -> str:
    """A whole hour is typed without its minutes; what is half written stays as it is, to be asked about."""
    whole = text.isascii() and text.isdigit() and int(text) <= _LAST_HOUR
    return f"{int(text):02}:00" if whole else text


def _day(text: str) -> str:
    try:
        return read_day(text, "day").isoformat()
    except LoyaltyError:
        return text
