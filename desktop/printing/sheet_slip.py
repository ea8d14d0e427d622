"""The recovery sheet as a slip: the groups in order with their numbers, the code, and how to keep it.

Whoever holds the sheet and the file holds the shop, so the paper itself says where to keep it.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.printing.content import ShopHead
from desktop.printing.paper_text import Wording
from desktop.printing.parts import shop_rows
from desktop.printing.rows import Block, Code, Frame, Line, Row, Rows, Rule, Space
from loyalty.words import Lang, digits, isolate_ltr

SHEET_WORDS: dict[str, tuple[str, str]] = {
    "title": ("برگهٔ بازیابی", "Recovery sheet"),
    "why": (
        "با این برگه و فایل فروشگاه، فروشگاه روی هر رایانه‌ای باز می‌شود.",
        "With this sheet and the shop's file, the shop opens on any computer.",
    ),
    "keep": (
        "آن را دور از رایانهٔ صندوق و پنهان از دیگران نگه دارید؛ هر که آن را دارد، فروشگاه را دارد.",
        "Keep it away from the till's computer and out of sight: whoever has it has the shop.",
    ),
    "made": ("ساخته‌شده در {day}", "Made on {day}"),
    "scan": ("به جای نوشتن گروه‌ها می‌توان این را خواند:", "Instead of typing the groups, scan this:"),
}


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A recovery sheet: whose it is, the groups in order, the text of the code, when it was made."""

    shop: ShopHead
    groups: tuple[str, ...]
    qr_text: str
    made_at: int
    zone: str


def sheet_words(key: str, lang: Lang, **values: str) -> str:
    """Return a sentence of the sheet."""
    return SHEET_WORDS[key][lang != "fa"].format(**values)


def sheet_day(content: SheetContent, lang: Lang) -> str:
    """Return the day the sheet was made on."""
    return Wording(lang, "", content.zone).day_of(content.made_at)


def sheet_rows(content: SheetContent, lang: Lang) -> Rows:
    """Return the rows of a sheet, for receipt paper of either width."""
    return (
        *shop_rows(content.shop),
        Frame(sheet_words("title", lang)),
        Line(sheet_words("made", lang, day=sheet_day(content, lang)), "small"),
        Line(sheet_words("why", lang), start=True),
        Rule(),
        Block(tuple(_group(place, group, lang) for place, group in enumerate(content.groups, start=1))),
        Rule(),
        Block((Line(sheet_words("scan", lang), "small"), Code(content.qr_text, large=True), Space(8))),
        Line(sheet_words("keep", lang), "text", "semibold", start=True),
    )


def _group(place: int, group: str, lang: Lang) -> Row:
    # One line a group: typed back, each is found by its number.
    return Line(isolate_ltr(f"{digits(f'{place:2d}', lang)}   {group}"), "item", "medium")
