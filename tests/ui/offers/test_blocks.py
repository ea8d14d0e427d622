"""The form holds everything a document may say: each atom, benefit and limit has its row, and rows mean what they say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.ui.offers import block_table
from desktop.ui.offers.blocks import AUDIENCE, BASKET, BENEFITS, Block, block_for, known_blocks
from desktop.ui.offers.draft import add, form_of, new_document, opened, written
from desktop.ui.offers.fields import Choices, write
from desktop.ui.offers.judging import judge, say_example
from desktop.ui.offers.places import drop, look_up, put
from desktop.ui.offers.shown import ShownField, ShownRow
from loyalty.conditions.parse import ATOM_NAMES
from loyalty.documents import Text
from loyalty.offers import benefits
from loyalty.offers.parse import parse_offer
from loyalty.policy import Rules
from loyalty.sentences.names import Names


def named(*ids: str) -> tuple[tuple[str, Text], ...]:
    return tuple((one, Text(f"نام {one}", f"name {one}")) for one in ids)


CHOICES = Choices(
    named("SHOES", "BAGS"), named("bronze", "silver"), named("main"), named("B1"), named("T1"), named("o1")
)
ADDS = {AUDIENCE: "audience.all", BASKET: "basket.all", BENEFITS: "benefits", "limits": "limits"}
NEEDS_WORDS = {"in_group", "has_tag", "holds_code", "code_shared", "gift"}
"""Blocks that begin empty, because nobody can guess what is to be written there."""


def with_block(block: Block) -> dict:
    document = new_document("test")
    document["name"] = {"fa": "آزمون", "en": "Test"}
    if block.part != BENEFITS:
        document["benefits"].append({"points": {"plus": 5}})
    add(document, ADDS[block.part], block.key, CHOICES)
    return document


def row_of(block: Block, document: dict) -> ShownRow:
    parts = {part.part: part for part in form_of(document, "en", CHOICES).parts}
    return parts[block.part].rows[-1]


def test_every_word_of_the_language_has_a_row() -> None:
    names = {block.name for block in known_blocks()}
    assert set(ATOM_NAMES) <= names
    assert set(benefits._BENEFITS) <= names


def test_a_word_without_a_row_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = tuple(one for one in known_blocks() if one.name != "visits")
    monkeypatch.setattr(block_table, "BLOCKS", fewer)
    with pytest.raises(AssertionError):
        test_every_word_of_the_language_has_a_row()


@pytest.mark.parametrize("block", known_blocks(), ids=lambda block: block.key)
def test_a_new_row_is_sound_or_asks_for_words(block: Block) -> None:
    document = with_block(block)
    problems = judge(document, Rules()).problems
    assert bool(problems) == (block.key in NEEDS_WORDS), problems
    if not problems:
        parse_offer(written(document))


@pytest.mark.parametrize("block", known_blocks(), ids=lambda block: block.key)
def test_a_row_knows_its_words_and_its_controls(block: Block) -> None:
    document = with_block(block)
    row = row_of(block, document)
    assert row.title == block.title.of("en")
    assert bool(row.fields) == bool([slot for slot in block.slots if slot.kind != "fixed"])
    assert all(field.name.startswith(row.title) for field in row.fields)
    assert len({field.place for field in row.fields}) == len(row.fields)
    assert block.title.fa != block.title.en


@pytest.mark.parametrize("block", known_blocks(), ids=lambda block: block.key)
def test_writing_what_a_control_shows_changes_nothing(block: Block) -> None:
    document = with_block(block)
    if block.key in NEEDS_WORDS:
        return
    before = parse_offer(written(document))
    for field in row_of(block, document).fields:
        if not field.place.endswith("?") or field.value:
            write(document, field.place, field.kind, field.value, optional=bool(field.empty))
    assert parse_offer(written(document)) == before


@pytest.mark.parametrize("block", known_blocks(), ids=lambda block: block.key)
def test_the_list_to_choose_from_gives_an_example(block: Block) -> None:
    for lang in ("fa", "en"):
        said = say_example(block, CHOICES, lang, Names())
        assert bool(said) or block.root or bool(block.note.of(lang)) or block.key == "has_tag"


def field_of(document: dict, block_key: str, key: str) -> ShownField:
    block = next(one for one in known_blocks() if one.key == block_key)
    return next(field for field in row_of(block, document).fields if field.place.endswith(key))


def test_a_window_changes_its_shape() -> None:
    document = with_block(next(one for one in known_blocks() if one.key == "spent"))
    place = field_of(document, "spent", "window?").place
    for shape, told in (("days", {"days": 30}), ("months", {"months": 3}), ("span", {"from": None})):
        assert write(document, place, "choice", shape, optional=True)
        assert look_up(document, place.removesuffix("?")) == told
    assert write(document, place, "choice", "", optional=True)
    assert "window" not in look_up(document, place.removesuffix(".window?"))


@pytest.mark.parametrize("key", ["basket_has", "basket_quantity", "bought", "not_bought", "reaches_bought"])
def test_goods_are_a_group_or_a_product(key: str) -> None:
    document = with_block(next(one for one in known_blocks() if one.key == key))
    shape = next(
        field
        for field in row_of_key(document, key).fields
        if field.among and "group:BAGS" in dict(field.among)
    )
    write(document, shape.place, "choice", "group:BAGS", optional=bool(shape.empty))
    assert judge(document, Rules()).problems == {}
    assert "BAGS" in repr(parse_offer(written(document)))
    write(document, shape.place, "choice", "product:", optional=bool(shape.empty))
    code = next(field for field in row_of_key(document, key).fields if field.kind == "code")
    write(document, code.place, "code", "۱۰۰۱", optional=False)
    assert judge(document, Rules()).problems == {}
    assert "1001" in repr(parse_offer(written(document)))


def row_of_key(document: dict, key: str) -> ShownRow:
    return row_of(next(one for one in known_blocks() if one.key == key), document)


def test_what_a_benefit_reaches_is_a_group_a_product_or_all() -> None:
    document = with_block(next(one for one in known_blocks() if one.key == "percent_off"))
    place = field_of(document, "percent_off", "of?").place
    write(document, place, "choice", "group:BAGS", optional=True)
    assert document["benefits"][0]["discount"]["of"] == {"group": "BAGS"}
    write(document, place, "choice", "product:", optional=True)
    assert judge(document, Rules()).problems
    write(document, "benefits[0].discount.of.product", "code", "۱۰۰۱", optional=False)
    assert document["benefits"][0]["discount"]["of"] == {"product": "1001"}
    write(document, place, "choice", "", optional=True)
    assert "of" not in document["benefits"][0]["discount"]


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("whole", "۱۲٬۵۰۰", 12_500),
        ("money", "1,000", 1_000),
        ("percent", "۱۲٫۵", "12.5"),
        ("percent", "٪۱۰", 10),
        ("decimal", "1/5", "1.5"),
        ("day", "۱۴۰۵/۰۸/۳۰", "2026-11-21"),
        ("day", "2026-11-21", "2026-11-21"),
        ("hour", "۱۶:۳۰", "16:30"),
        ("whole", "ده", "ده"),
    ],
)
def test_figures_are_read_in_any_digits(kind: str, typed: str, kept: object) -> None:
    document: dict = {"x": {"y": 1}}
    write(document, "x.y", kind, typed, optional=False)
    assert document["x"]["y"] == kept


def test_places_are_those_the_parser_names() -> None:
    document = {"audience": {"all": [{"member": True}, {"visits": {"op": "?", "value": 1}}]}}
    assert look_up(document, "audience.all[1].visits.op") == "?"
    put(document, "audience.all[1].visits.op", ">")
    assert document["audience"]["all"][1]["visits"]["op"] == ">"
    drop(document, "audience.all[0]")
    assert len(document["audience"]["all"]) == 1
    document["caps"] = {"per_member": 1}
    drop(document, "caps.per_member")
    assert "caps" not in document


@pytest.mark.parametrize(
    "audience",
    [
        None,
        {"member": True},
        {"any": [{"member": True}, {"tier_is": "gold"}]},
        {"not": {"tier_is": "gold"}},
        {"not": {"all": [{"tier_is": "gold"}, {"member": True}]}},
        {"all": [{"not": {"any": [{"tier_is": "gold"}]}}, {"all": [{"member": True}]}]},
    ],
)
def test_opening_a_document_keeps_its_meaning(audience: object) -> None:
    document = {"id": "x", "benefits": [{"points": {"plus": 5}}]}
    if audience is not None:
        document["audience"] = audience
    names = Names()
    from loyalty.sentences.offers import say_offer

    def said(one: dict) -> str:
        return say_offer(parse_offer(one), "en", names).replace("(", "").replace(")", "")

    assert said(written(opened({**document, "name": "x"}))) == said(document)


def test_an_unknown_word_is_shown_by_its_name_and_kept() -> None:
    document = opened({"id": "x", "name": "x", "audience": {"moon_is_full": True}, "benefits": []})
    audience = form_of(document, "en", CHOICES).parts[1]
    assert [(row.title, row.fields) for row in audience.rows] == [("moon_is_full", ())]
    assert judge(document, Rules()).problems["audience.all[0].moon_is_full"].code == "condition_unknown"
    assert written(document)["audience"] == {"all": [{"moon_is_full": True}]}


def test_blocks_are_told_apart_by_what_they_hold() -> None:
    assert block_for(BENEFITS, "discount", {"percent": 5}).key == "percent_off"
    assert block_for(BENEFITS, "discount", {"amount": 5}).key == "amount_off"
    assert block_for(BENEFITS, "nothing", {}) is None
    # Conditions about the moment may stand in either part.
    assert block_for(AUDIENCE, "weekdays", ["friday"]).key == "weekdays"


def test_amounts_of_new_rows_begin_in_the_money_of_the_shop() -> None:
    document = new_document("test")
    dollars = replace(CHOICES, currency="USD")
    add(document, "basket.all", "basket_total", dollars)
    add(document, "limits", "cap_cost", dollars)
    assert document["basket"]["all"][0]["basket_total"]["amount"] == 30_00
    assert document["caps"] == {"cost": 500_00}
