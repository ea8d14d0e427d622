"""A draft: the document of an offer as it is being written, and its rows. No Qt.

What must hold: what the editor opens and writes unchanged means the same; a row it does not know stays in the document
and is shown by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from desktop.ui.offers.blocks import (
    AUDIENCE,
    BASKET,
    BENEFITS,
    LIMITS,
    Block,
    Slot,
    block_for,
    block_of,
    blocks_in,
    words,
)
from desktop.ui.offers.fields import SHAPE, Choices, fields_of
from desktop.ui.offers.places import drop, look_up, put
from desktop.ui.offers.shown import ShownField, ShownForm, ShownPart, ShownRow
from desktop.usecases.trades import in_money
from loyalty.documents import Text
from loyalty.words import Lang

Document = dict[str, Any]

OFFER = "offer"
ANY, NEITHER, EVERY = "any_of", "none_of", "all_of"
GROUPS = {
    ANY: words("یکی از این‌ها", "Any of these"),
    NEITHER: words("هیچ‌کدام از این‌ها", "None of these"),
    EVERY: words("همهٔ این‌ها", "All of these"),
}

LASTING, ONE_SHOT = "lasting", "one_shot"
_KINDS = ((LASTING, words("دائمی", "Lasting")), (ONE_SHOT, words("یک‌بارمصرف", "One-shot")))
_WHENS = (
    ("publish", words("هنگام انتشار، به هر که شرط را دارد", "at publishing, to who meets the condition")),
    ("meeting", words("هر وقت عضوی به شرط رسید", "whenever a member comes to meet it")),
)
_ENDS = (
    ("first_use", words("با نخستین استفاده", "with its first use")),
    ("next_purchase", words("با خرید بعدی، چه استفاده شود چه نه", "with the next purchase, used or not")),
)
_GRANT = {"when": "publish", "days": 30, "ends": "first_use"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the document: where it stands, its own value, how many groups are around it."""

    place: str
    node: Any
    depth: int = 0


def new_document(offer_id: str) -> Document:
    """Return an empty offer."""
    return opened({"id": offer_id, "name": {"fa": "", "en": ""}, "kind": LASTING, "benefits": []})


def opened(document: Document) -> Document:
    """Return a document as the editor holds it: both conditions as lists, the name in both languages."""
    made = deepcopy(document)
    for part in (AUDIENCE, BASKET):
        made[part] = {EVERY.removesuffix("_of"): _parts(made.get(part))}
    name = made.get("name", "")
    made["name"] = {"fa": name, "en": name} if isinstance(name, str) else {"fa": "", "en": "", **name}
    made.setdefault("benefits", [])
    made.setdefault("kind", LASTING)
    made.setdefault("scope", "business")
    made.pop("status", None)
    return made


def written(document: Document) -> Document:
    """Return the document to publish: without what is empty."""
    made = deepcopy(document)
    for part in (AUDIENCE, BASKET):
        if not made[part]["all"]:
            del made[part]
    made["name"] = {lang: text for lang, text in made["name"].items() if text}
    if made["kind"] == LASTING:
        made.pop("grant", None)
    return made


def _parts(condition: Any) -> list[Any]:
    if not condition:
        return []
    if isinstance(condition, dict) and list(condition) == ["all"]:
        return [_grouped(part) for part in condition["all"]]
    return [_grouped(condition)]


def _grouped(condition: Any) -> Any:
    """Write every denial as «none of these», the one way the form has."""
    if not isinstance(condition, dict) or len(condition) != 1:
        return condition
    name, body = next(iter(condition.items()))
    if name in ("all", "any") and isinstance(body, list):
        return {name: [_grouped(part) for part in body]}
    if name == "not":
        inner = _grouped(body)
        return {"not": inner if isinstance(inner, dict) and "any" in inner else {"any": [inner]}}
    return condition


def group_of(node: Any) -> tuple[str, str]:
    """Return what kind of group a node is and where its parts stand below it; ('', '') for an atom."""
    if isinstance(node, dict) and len(node) == 1:
        if "any" in node:
            return ANY, "any"
        if "all" in node:
            return EVERY, "all"
        if isinstance(node.get("not"), dict) and "any" in node["not"]:
            return NEITHER, "not.any"
    return "", ""


def condition_rows(document: Document, part: str) -> Iterator[Row]:
    """Yield the rows of a condition from the top, each group before its parts."""
    yield from _rows_at(document, f"{part}.all", 0)


def _rows_at(document: Document, place: str, depth: int) -> Iterator[Row]:
    for number, node in enumerate(look_up(document, place) or []):
        here = f"{place}[{number}]"
        yield Row(here, node, depth)
        _, below = group_of(node)
        if below:
            yield from _rows_at(document, f"{here}.{below}", depth + 1)


def benefit_rows(document: Document) -> list[Row]:
    """Return the rows of the benefits."""
    return [Row(f"benefits[{number}]", node) for number, node in enumerate(document["benefits"])]


def limit_blocks(document: Document) -> list[Block]:
    """Return the limits the document has, in the order of the table."""
    return [one for one in blocks_in(LIMITS) if any(_holds(document, slot) for slot in one.slots)]


def _holds(document: Document, slot: Slot) -> bool:
    *heads, last = slot.key.split(".")
    holder = look_up(document, ".".join(heads)) if heads else document
    return isinstance(holder, dict) and last in holder


# -- changing ----------------------------------------------------------------------------------------------


def add(document: Document, adds: str, key: str, choices: Choices) -> str:
    """Add a row (or a group of rows) where `adds` says and return its place."""
    if adds == LIMITS:
        return _add_limit(document, block_of(key), choices)
    rows = look_up(document, adds)
    if key in GROUPS:
        rows.append({ANY: {"any": []}, NEITHER: {"not": {"any": []}}, EVERY: {"all": []}}[key])
    else:
        block = block_of(key)
        rows.append({block.name: begin(block, choices)})
    return f"{adds}[{len(rows) - 1}]"


def _add_limit(document: Document, block: Block, choices: Choices) -> str:
    body = begin(block, choices)
    for slot in block.slots:
        put(document, slot.key, body if not slot.key else look_up(body, slot.key))
    return f"limits:{block.key}"


def begin(block: Block, choices: Choices) -> Any:
    """Return what a new row holds: the table's start, and of the shop's own things the likeliest."""
    body = deepcopy(block.start())
    for slot in block.slots:
        if slot.optional:
            continue
        if slot.kind == "money":
            body = _with(body, slot.key, in_money(slot.start, choices.currency))
        likeliest = _LIKELIEST.get(slot.kind)
        if likeliest is not None and slot.start is None:
            body = _with(body, slot.key, likeliest(choices))
    return body


def _first(among: Sequence[tuple[str, Text]]) -> str:
    return among[0][0] if among else ""


_LIKELIEST: dict[str, Callable[[Choices], Any]] = {
    "tier": lambda choices: _first(choices.tiers[1:] or choices.tiers),
    "points": lambda choices: _first(choices.kinds),
    "offer": lambda choices: _first(choices.offers),
    "branches": lambda choices: [key for key, _ in choices.branches[:1]],
    "tills": lambda choices: [key for key, _ in choices.tills[:1]],
    "parts": lambda choices: [{"of": {"group": key}} for key, _ in (*choices.groups, *choices.groups)[:2]],
    "thing": lambda choices: {"group": choices.groups[0][0]} if choices.groups else {"product": ""},
}
"""What a new row is likeliest to ask about, of the shop's own things."""


def _with(body: Any, key: str, value: Any) -> Any:
    if not key:
        return value
    put(body, key, value)
    return body


def remove(document: Document, place: str) -> None:
    """Take a row away."""
    if place.startswith("limits:"):
        for slot in block_of(place.partition(":")[2]).slots:
            drop(document, slot.key)
    else:
        drop(document, place)


def move(document: Document, place: str, step: int) -> str:
    """Move a row up or down among its own and return its new place."""
    head, _, tail = place.rpartition("[")
    if not tail:
        return place
    rows, number = look_up(document, head), int(tail.rstrip("]"))
    target = number + step
    if not 0 <= target < len(rows):
        return place
    rows[number], rows[target] = rows[target], rows[number]
    return f"{head}[{target}]"


def regroup(document: Document, place: str, kind: str) -> None:
    """Turn a group into another kind of group; its parts stay."""
    _, below = group_of(look_up(document, place))
    parts = look_up(document, f"{place}.{below}")
    put(document, place, {ANY: {"any": parts}, NEITHER: {"not": {"any": parts}}, EVERY: {"all": parts}}[kind])


def set_kind(document: Document, kind: str) -> None:
    """Make it lasting or one-shot; a one-shot offer needs to say when it is granted."""
    document["kind"] = kind
    if kind == ONE_SHOT:
        document.setdefault("grant", dict(_GRANT))


# -- showing -----------------------------------------------------------------------------------------------


def form_of(document: Document, lang: Lang, choices: Choices) -> ShownForm:
    """Return the whole form."""
    return ShownForm(
        (
            ShownPart(OFFER, tuple(_identity(document, lang, choices)), ""),
            *(
                ShownPart(part, tuple(_condition(document, part, lang, choices)), f"{part}.all")
                for part in (AUDIENCE, BASKET)
            ),
            ShownPart(BENEFITS, tuple(_benefits(document, lang, choices)), BENEFITS),
            ShownPart(LIMITS, tuple(_limits(document, lang, choices)), LIMITS),
        )
    )


def _identity(document: Document, lang: Lang, choices: Choices) -> Iterator[ShownRow]:
    fa, en = (look_up(document, f"name.{one}") for one in ("fa", "en"))
    name = words("نام", "Name").of(lang)
    in_fa, in_en = (
        text.of(lang) for text in (words("به فارسی", "in Persian"), words("به انگلیسی", "in English"))
    )
    yield ShownRow(
        "name",
        name,
        (
            ShownField("name.fa", "word", fa or "", f"{name}: {in_fa}", after=in_fa),
            ShownField("name.en", "word", en or "", f"{name}: {in_en}", after=in_en),
        ),
        removable=False,
    )
    places = (
        ("business", words("همهٔ شعب", "all branches")),
        *((f"branch:{key}", n) for key, n in choices.branches),
    )
    kind, scope = words("نوع", "Kind").of(lang), words("کجا", "where").of(lang)
    yield ShownRow(
        "kind",
        kind,
        (
            _pick(f"kind{SHAPE}", kind, document["kind"], _KINDS, lang),
            _pick("scope", f"{kind}: {scope}", document["scope"], places, lang, words("در", "at")),
        ),
        removable=False,
    )
    if document["kind"] == ONE_SHOT:
        yield _grant(document, lang)


def _grant(document: Document, lang: Lang) -> ShownRow:
    title, told = words("اعطا", "Granting").of(lang), document.get("grant", {})
    day, for_ = words("روز", "days").of(lang), words("تا", "for").of(lang)
    return ShownRow(
        "grant",
        title,
        (
            _pick("grant.when", title, told.get("when", ""), _WHENS, lang),
            ShownField(
                "grant.days", "whole", str(told.get("days", "")), f"{title}: {day}", for_, day, empty=day
            ),
            _pick("grant.ends", title, told.get("ends", ""), _ENDS, lang, words("پایان", "ends")),
        ),
        removable=False,
    )


def _pick(
    place: str, name: str, value: str, among: Any, lang: Lang, before: Text | None = None
) -> ShownField:
    options = tuple((key, text.of(lang)) for key, text in among)
    return ShownField(place, "choice", value, name, before.of(lang) if before else "", among=options)


def _condition(document: Document, part: str, lang: Lang, choices: Choices) -> Iterator[ShownRow]:
    for row in condition_rows(document, part):
        kind, below = group_of(row.node)
        if kind:
            title = GROUPS[kind].of(lang)
            choice = _pick(f"{row.place}{SHAPE}", title, kind, GROUPS.items(), lang)
            yield ShownRow(row.place, "", (choice,), row.depth, f"{row.place}.{below}")
        else:
            yield _atom(part, row, lang, choices)


def _atom(part: str, row: Row, lang: Lang, choices: Choices) -> ShownRow:
    name, body = next(iter(row.node.items())) if isinstance(row.node, dict) and row.node else ("", None)
    block = block_for(part, name, body)
    if block is None:
        return ShownRow(row.place, name, (), row.depth)
    title = block.title.of(lang)
    fields = fields_of(block, f"{row.place}.{name}", body, lang, choices, title)
    return ShownRow(row.place, title, fields, row.depth)


def _benefits(document: Document, lang: Lang, choices: Choices) -> Iterator[ShownRow]:
    for row in benefit_rows(document):
        yield _atom(BENEFITS, row, lang, choices)


def _limits(document: Document, lang: Lang, choices: Choices) -> Iterator[ShownRow]:
    for block in limit_blocks(document):
        title = block.title.of(lang)
        yield ShownRow(f"limits:{block.key}", title, fields_of(block, "", document, lang, choices, title))


def may_add(document: Document, adds: str) -> list[Block]:
    """Return the blocks that may be added at a place: a limit once, what a basket holds only where the basket is."""
    part = adds.partition(".")[0]
    known = {one.key for one in limit_blocks(document)} if part == LIMITS else set()
    parts = (AUDIENCE, BASKET) if part == AUDIENCE else (part,)
    found = (one for among in parts for one in blocks_in(among) if one.key not in known)
    return [one for one in found if part != AUDIENCE or one.name not in _BASKET_ONLY]


def may_group(adds: str) -> bool:
    """Say whether several conditions may be put together at a place."""
    return adds.partition(".")[0] in (AUDIENCE, BASKET)


TOGETHER = words("چند شرط با هم", "Several together")
_BASKET_ONLY = ("basket_total", "basket_has", "basket_quantity")
