"""What is wrong with a draft, each at its place, and what the sound part of it says. Pure; no Qt.

What must hold: a row is complained of at the field the parser names; rows that are not finished are left out of the
sentence rather than taking it away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from desktop.ui.offers.blocks import AUDIENCE, BASKET, BENEFITS, Block
from desktop.ui.offers.draft import (
    Document,
    begin,
    benefit_rows,
    condition_rows,
    group_of,
    written,
)
from desktop.ui.offers.fields import Choices
from desktop.ui.offers.places import drop, look_up, put
from desktop.ui.offers.shown import ShownField, ShownForm, ShownSentence
from loyalty.conditions.atoms import All
from loyalty.conditions.doubts import Surroundings as Around
from loyalty.conditions.doubts import doubts
from loyalty.conditions.parse import parse_condition
from loyalty.earning import Terms
from loyalty.errors import LoyaltyError
from loyalty.offers.benefits import MAX_BENEFITS
from loyalty.offers.offer import Offer
from loyalty.offers.parse import check_offer, parse_offer
from loyalty.policy import Rules
from loyalty.problems import say
from loyalty.sentences.conditions import say_condition
from loyalty.sentences.names import Names
from loyalty.sentences.offers import say_benefit, say_offer
from loyalty.words import Lang, format_int, format_money

_MOST_ROUNDS = 12
_STAND_IN = {"points": {"plus": 1}}
"""Stands where no benefit is yet, so that the conditions around it can be read."""
_PLACES = {"benefits_number": "benefits", "offer_id_invalid": "name"}
_BENEFIT = re.compile(r"\Abenefits\[0\]")
_FIGURE = re.compile(r"[0-9۰-۹][0-9۰-۹٬,٫.:/]*[٪%]?")
_UNITS = r"(?: ?(?:تومان|ریال|بار|روز|ماه|عدد|امتیاز|برابر|اعتبار|Toman|Rial|USD|times|time|days|day|months|month|points))?"
_FIGURES = re.compile(_FIGURE.pattern + _UNITS)


@dataclass(slots=True)
class Judged:
    """What became of a draft: complaints by place, and the offer where it can be read (its sound part otherwise)."""

    problems: dict[str, LoyaltyError] = field(default_factory=dict)
    offer: Offer | None = None
    sound: Offer | None = None
    unfinished: int = 0
    promises: bool = True
    """Whether the sound part holds a benefit: without one only its condition can be said."""


def judge(document: Document, rules: Rules) -> Judged:
    """Return what is wrong and what is sound."""
    judged = Judged()
    sound = deepcopy(document)
    _judge_conditions(document, judged)
    _judge_benefits(document, rules.earning.terms, judged)
    judged.unfinished = len({_row_of(place) for place in judged.problems})
    _leave_out(sound, judged)
    if not sound["benefits"]:
        judged.promises = False
        sound["benefits"] = [_STAND_IN]
        if not document["benefits"]:
            judged.problems["benefits"] = LoyaltyError("benefits_number", most=MAX_BENEFITS)
    judged.sound = _read_sound(sound, document, rules, judged)
    if not judged.problems:
        judged.offer = judged.sound
    return judged


def _judge_conditions(document: Document, judged: Judged) -> None:
    for part in (AUDIENCE, BASKET):
        for row in condition_rows(document, part):
            kind, below = group_of(row.node)
            if kind:
                if not look_up(document, f"{row.place}.{below}"):
                    judged.problems[row.place] = LoyaltyError("condition_any_empty", where=row.place)
                continue
            _try(judged, row.place, lambda row=row: parse_condition(row.node, row.place))


def doubtful(document: Document, judged: Judged, around: Around) -> dict[str, LoyaltyError]:
    """Return what is worth saying of conditions that can be read: what can never hold, names the shop has not.

    A doubt stops nothing: who publishes decides.
    """
    found: dict[str, LoyaltyError] = {}
    for part in (AUDIENCE, BASKET):
        if not any(place.startswith(part) for place in judged.problems):
            for doubt in doubts(document[part], around, part):
                found.setdefault(doubt.where, doubt.error())
    for row in benefit_rows(document):
        of = (
            look_up(row.node, "discount.of")
            or look_up(row.node, "credit.of")
            or look_up(row.node, "points.of")
        )
        group = of.get("group") if isinstance(of, dict) else None
        if group and around.groups is not None and group not in around.groups:
            place = f"{row.place}.{next(iter(row.node))}.of"
            found[place] = LoyaltyError("condition_group_unknown", where=place, name=group)
    return found


def _judge_benefits(document: Document, terms: Terms, judged: Judged) -> None:
    for row in benefit_rows(document):
        alone = {"id": "draft", "benefits": [row.node]}
        _try(judged, row.place, lambda alone=alone: parse_offer(alone, terms=terms))


def _try(judged: Judged, place: str, read: Any) -> None:
    try:
        read()
    except LoyaltyError as error:
        where = _BENEFIT.sub(place.replace("\\", ""), str(error.values.get("where", place)))
        judged.problems[_deeper(where, error)] = error


def _deeper(where: str, error: LoyaltyError) -> str:
    """A key that is missing belongs to its own field."""
    return f"{where}.{error.values['key']}" if error.code == "document_key_missing" else where


def _row_of(place: str) -> str:
    """Return the row a place lies in: up to its last number."""
    return place[: place.rfind("]") + 1] or place


def _leave_out(document: Document, judged: Judged) -> None:
    """Take the rows that cannot be read out of a copy, the last ones first so that places stay true."""
    rows = sorted({_row_of(place) for place in judged.problems}, key=_order, reverse=True)
    for row in rows:
        if row.endswith("]") and look_up(document, row) is not None:
            drop(document, row)
    for part in (AUDIENCE, BASKET):
        _drop_empty_groups(document, f"{part}.all")


def _order(place: str) -> list[tuple[int, str]]:
    return [(int(step), "") if step.isdigit() else (0, step) for step in re.findall(r"[^.\[\]]+", place)]


def _drop_empty_groups(document: Document, place: str) -> None:
    rows = look_up(document, place) or []
    for number in range(len(rows) - 1, -1, -1):
        _, below = group_of(rows[number])
        if below:
            _drop_empty_groups(document, f"{place}[{number}].{below}")
            if not look_up(document, f"{place}[{number}].{below}"):
                del rows[number]


def _read_sound(sound: Document, document: Document, rules: Rules, judged: Judged) -> Offer | None:
    """Read the sound part; what the whole is refused for is put down at its place and left out in turn."""
    for _ in range(_MOST_ROUNDS):
        try:
            offer = parse_offer(written(sound), terms=rules.earning.terms)
            check_offer(offer, rules)
        except LoyaltyError as error:
            place = _place_in_whole(error, document)
            judged.problems.setdefault(place, error)
            if not _left_out(sound, place):
                return None
        else:
            return offer
    return None


def _place_in_whole(error: LoyaltyError, document: Document) -> str:
    if _PLACES.get(error.code):
        return _PLACES[error.code]
    if error.code == "span_backwards":
        return "until"
    for name in ("tier", "kind", "group", "product", "offer"):
        value = error.values.get(name)
        if isinstance(value, str) and (found := find_value(document, value)):
            return found
    return _deeper(str(error.values.get("where", "")), error)


def find_value(document: Any, value: str, place: str = "") -> str:
    """Return the first place below which a value stands, '' where it does not."""
    if document == value:
        return place
    pairs = (
        ((f"{place}.{key}".lstrip("."), one) for key, one in document.items())
        if isinstance(document, dict)
        else ((f"{place}[{n}]", one) for n, one in enumerate(document))
        if isinstance(document, list)
        else ()
    )
    return next((found for at, one in pairs if (found := find_value(one, value, at))), "")


def _left_out(sound: Document, place: str) -> bool:
    """Take what was complained of out of the copy; say whether anything went."""
    row = _row_of(place)
    target = row if row.endswith("]") else place
    if target.startswith(("name", "id")):
        put(
            sound,
            "name" if target.startswith("name") else "id",
            {"fa": "…", "en": "…"} if "name" in target else "draft",
        )
        return look_up(sound, "name") is not None
    if not target or look_up(sound, target) is None:
        return False
    drop(sound, target)
    return True


# -- words -------------------------------------------------------------------------------------------------

_AT_FIELD = {
    "document_not_whole": ("عددی از {least} تا {most} بنویسید.", "Write a number from {least} to {most}."),
    "document_not_percent": ("درصدی میان ۰ و {most} بنویسید.", "Write a percent from 0 to {most}."),
    "document_not_decimal": ("عددی بنویسید، مانند ۲ یا ۱٫۵.", "Write a number such as 2 or 1.5."),
    "document_not_word": ("این جا خالی است؛ چیزی برگزینید یا بنویسید.", "This is empty: choose or write something."),
    "document_word_long": ("بیش از {most} نویسه است؛ کوتاهش کنید.", "More than {most} letters: make it shorter."),
    "document_list_empty": ("دست‌کم یکی را برگزینید.", "Choose at least one."),
    "document_not_day": ("تاریخ را مانند ۱۴۰۵/۰۸/۳۰ بنویسید.", "Write a day such as 2026-11-21."),
    "document_not_hour": ("ساعت را از ۰ تا ۲۴ بنویسید، دقیقه را با دو رقم: ۱۷ یا ۱۷:۰۵.", "Write the hour from 0 to 24, its minutes in two figures: 17 or 17:05."),
    "document_not_among": ("یکی از فهرست را برگزینید.", "Choose one of the list."),
    "document_key_missing": ("این جا باید پر شود.", "This has to be filled in."),
    "span_backwards": ("پایان پیش از آغاز است؛ دو تاریخ را جابه‌جا کنید.", "It ends before it begins: swap the two days."),
    "hours_empty": ("ساعت پایان همان ساعت آغاز است.", "The hours end where they begin."),
    "condition_any_empty": ("این دسته خالی است؛ شرطی بیفزایید یا آن را بردارید.", "This family is empty: add a condition or remove it."),
    "condition_group_or_product": ("یک گروه یا یک کالا برگزینید.", "Choose a group or a product."),
    "benefit_empty": ("درصدی بیش از صفر بنویسید.", "Write a percent above zero."),
    "benefits_number": ("بگویید عضو چه می‌گیرد: دست‌کم یک مزیت بیفزایید.", "Say what the member gets: add at least one benefit."),
    "points_times_invalid": ("عددی بیش از ۱ و حداکثر ۱۰۰ بنویسید.", "Write a number above 1, at most 100."),
    "terms_expire_unvested": ("اعتبار پیش از آزاد شدن تمام می‌شود؛ عمر را بیشتر کنید.", "The credit ends before it can be spent: give it a longer life."),
    "offer_id_invalid": ("نامی بنویسید.", "Write a name."),
    "benefit_needs_reach": ("یک گروه یا یک کالا برگزینید.", "Choose a group or a product."),
    "benefit_group_unknown": ("این گروه کالایی در فروشگاه نیست؛ گروهی برگزینید.", "The shop has no such product group: choose one."),
    "benefit_product_unknown": ("این کالا در فروشگاه نیست؛ کد را درست کنید.", "The shop has no such product: correct the code."),
    "later_offer_unknown": ("چنین آفری در جریان نیست؛ آفری برگزینید.", "No such offer is live: choose one."),
    "later_offer_unfit": ("این آفر را نمی‌توان برای بعد داد؛ آفری یک‌بارمصرف یا با کد یکتا برگزینید.", "This offer cannot be given for later: choose a one-shot one, or one with unique codes."),
    "bundle_part_twice": ("این یکی پیش‌تر در بسته آمده است؛ یک بار بنویسید و تعدادش را بیشتر کنید.", "This stands in the bundle already: write it once, with a larger quantity."),
    "offers_in_a_circle": ("این آفرها پی‌درپی یکدیگر را می‌دهند: {offers}. آفر دیگری برگزینید.", "These offers give each other for ever: {offers}. Choose another."),
    "segment_unknown": ("این رتبه یا بخش نیست؛ یکی را برگزینید.", "There is no such rank or segment: choose one."),
    "tier_unknown": ("این سطح در فروشگاه نیست؛ سطحی برگزینید.", "The shop has no such tier: choose one."),
    "points_kind_unknown": ("این نوع امتیاز در فروشگاه نیست؛ یکی را برگزینید.", "The shop has no such points: choose a kind."),
    "offer_never_opens": ("این تاریخ گذشته است؛ آفر هرگز آغاز نمی‌شود.", "This day has passed: the offer would never begin."),
    "audience_about_basket": ("شرط سبد را به «کدام سبد» ببرید؛ اعطا پیش از خرید است.", "Move what asks about the basket to “Which basket”: it is granted before a purchase."),
    "condition_never": ("چنین چیزی هرگز پیش نمی‌آید؛ عدد یا مقایسه را عوض کنید.", "This can never be so: change the number or the comparison."),
    "condition_always": ("این همیشه برقرار است و کسی را کنار نمی‌گذارد.", "This is always so and leaves nobody out."),
    "condition_contradicts": ("با شرط دیگری جور نیست: هر دو با هم هرگز پیش نمی‌آید.", "It contradicts another condition: both are never so together."),
    "condition_window_passed": ("این بازه گذشته است؛ پایانش را جلو ببرید.", "This span has passed: move its last day forward."),
    "condition_group_unknown": ("این گروه کالایی در فروشگاه نیست؛ گروهی برگزینید.", "The shop has no such product group: choose one."),
    "condition_product_unknown": ("این کالا در فروشگاه نیست؛ کد را درست کنید.", "The shop has no such product: correct the code."),
    "condition_tier_unknown": ("این سطح در فروشگاه نیست؛ سطحی برگزینید.", "The shop has no such tier: choose one."),
    "condition_segment_unknown": ("این رتبه یا بخش نیست؛ یکی را برگزینید.", "There is no such rank or segment: choose one."),
    "condition_offer_unknown": ("چنین آفری نیست؛ آفری برگزینید.", "There is no such offer: choose one."),
    "condition_branch_unknown": ("چنین شعبه‌ای نیست.", "There is no such branch."),
    "condition_till_unknown": ("چنین صندوقی نیست.", "There is no such till."),
}  # fmt: skip

_AT_LEAST = ("عددی دست‌کم {least} بنویسید.", "Write a whole number of at least {least}.")
_COUNT = (
    "عددی از {least} تا {most} {unit} بنویسید.",
    "Write a whole number of {unit}, from {least} to {most}.",
)
_COUNT_FROM = ("عددی دست‌کم {least} {unit} بنویسید.", "Write a whole number of {unit}, at least {least}.")
_SUM = ("مبلغی از {least} تا {most} بنویسید.", "Write an amount from {least} to {most}.")
_SUM_FROM = ("مبلغی دست‌کم {least} بنویسید.", "Write an amount of at least {least}.")
_NO_BOUND = 10**12
"""A greatest number that only keeps figures readable tells nobody anything."""


def say_problems(
    problems: Mapping[str, LoyaltyError], form: ShownForm, lang: Lang, names: Names
) -> dict[str, str]:
    """Return the sentence for each place, bounds in the unit of the field that stands there."""
    rows = (row for part in form.parts for row in part.rows)
    fields = {field.place: field for row in rows for field in row.fields}
    return {
        place: say_at_field(error, lang, fields.get(place), names.currency)
        for place, error in problems.items()
    }


def say_at_field(
    error: LoyaltyError, lang: Lang, shown: ShownField | None = None, currency: str = "IRT"
) -> str:
    """Return the sentence for a field: what to do there, without the path that stands in documents."""
    if error.code == "cap_of_nothing":
        where = error.values["where"]
        asked = LoyaltyError("document_not_whole", where=where, value=0, least=1, most=_NO_BOUND)
        least = say_at_field(asked, lang, shown, currency)
        return f"{least} {_NO_CAP[lang != 'fa']}"
    told = _whole_words(error, shown) if error.code == "document_not_whole" else _AT_FIELD.get(error.code)
    if told is None:
        return say(error, lang)
    money = shown is not None and shown.kind == "money"

    def bound(value: object) -> str:
        if not isinstance(value, int):
            return str(value)
        return format_money(value, lang, currency) if money else format_int(value, lang)

    bounds = {key: bound(value) for key, value in error.values.items()}
    unit = shown.after if shown is not None else ""
    return told[0 if lang == "fa" else 1].format_map({"least": "", "most": "", "unit": unit, **bounds})


def _whole_words(error: LoyaltyError, shown: ShownField | None) -> tuple[str, str]:
    """Return what asks for a whole number: of money, of a unit, or alone; with its greatest where that tells something."""
    most = error.values.get("most")
    bounded = not isinstance(most, int) or most < _NO_BOUND
    if shown is not None and shown.kind == "money":
        return _SUM if bounded else _SUM_FROM
    if shown is not None and shown.after:
        return _COUNT if bounded else _COUNT_FROM
    return _AT_FIELD["document_not_whole"] if bounded else _AT_LEAST


_NO_CAP = ("برای نداشتن سقف خالی بگذارید.", "Leave it empty for no cap.")


def say_example(block: Block, choices: Choices, lang: Lang, names: Names) -> str:
    """Return what a new row of a block would say, '' for what only a whole offer says."""
    body = {block.name: begin(block, choices)}
    try:
        if block.part == BENEFITS:
            return say_benefit(parse_offer({"id": "draft", "benefits": [body]}).benefits[0], lang, names)
        return "" if block.root else say_condition(parse_condition(body), lang, names)
    except LoyaltyError:
        # A row that begins empty, such as a tag, says nothing yet.
        return ""


def _say_asked(offer: Offer, lang: Lang, names: Names) -> str:
    """Return what an offer asks for whose benefit nobody has said yet."""
    clause = say_condition(All((offer.audience, offer.basket)), lang, names)
    if not clause:
        return ""
    return f"اگر {clause}، …" if lang == "fa" else f"When {clause}: …"


def say_marked(offer: Offer, lang: Lang, names: Names, *, promises: bool = True) -> ShownSentence:
    """Return the offer's sentence with the stretches that carry figures and the shop's own names."""
    text = say_offer(offer, lang, names) if promises else _say_asked(offer, lang, names)
    figures = ((one.start(), one.group().rstrip(" ,،.:/")) for one in _FIGURES.finditer(text))
    found = [(start, start + len(word)) for start, word in figures]
    for texts in (names.groups, names.tiers, names.branches, names.tills, names.segments):
        for name in texts.values():
            word = name.of(lang)
            found += [(one.start(), one.end()) for one in re.finditer(re.escape(word), text)] if word else []
    whole = [one for one in set(found) if not any(_lies_within(one, other) for other in found)]
    return ShownSentence(text, tuple((start, end - start) for start, end in sorted(whole)))


def _lies_within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether a stretch is a part of another, as the figure in a till's name is."""
    return one != other and other[0] <= one[0] and one[1] <= other[1]
