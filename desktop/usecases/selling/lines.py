"""Make the lines of a basket: an amount in a group, or a product with its price, group and VAT."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.models.folding import only_digits
from desktop.models.queries.goods import product_by_code
from desktop.usecases.members.words import clean_line
from desktop.usecases.policies import rules_now
from desktop.usecases.till import Till
from loyalty.basket import DEFAULT_GROUP, UNIT_QUANTITY, Basket, Line
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import Product
from loyalty.money import check_amount
from loyalty.policy import Rules

LONGEST_GROUP = 80
LEAST_PHONE = 7
"""Digits that may be somebody's number."""


def group_line(till: Till, group: str, gross: int, quantity: int = UNIT_QUANTITY) -> Line:
    """Return a line of an amount in a product group named by its id or its name; raises `group_unknown`."""
    with till.read() as db:
        rules = rules_now(db)
    group_id = known_group(rules, group)
    divisible = quantity % UNIT_QUANTITY != 0
    vat_rate = rules.groups.vat(group_id)
    return Line(1, group_id, check_amount(gross, least=1), quantity, divisible=divisible, vat_rate=vat_rate)


def known_group(rules: Rules, group: str) -> str:
    """Return the id of a group; in a shop that has named no groups any visible word will do.

    Raises `group_unknown`, `group_unreadable`.
    """
    wanted = group.strip()
    if not rules.groups.by_id:
        require(_is_word(wanted), "group_unreadable", group=wanted)
        return wanted or DEFAULT_GROUP
    for known in rules.groups.by_id.values():
        if wanted.casefold() in (known.group.casefold(), known.name.fa.casefold(), known.name.en.casefold()):
            return known.group
    raise LoyaltyError("group_unknown", group=wanted, known=", ".join(rules.groups.by_id))


def _is_word(text: str) -> bool:
    # A group is written into facts that are never changed: nothing invisible may get there, and no phone or card.
    return (
        len(text) <= LONGEST_GROUP
        and text.replace("\u200c", "").isprintable()
        and len(only_digits(text)) < LEAST_PHONE
    )


def product_line(till: Till, name: str, quantity: int = UNIT_QUANTITY) -> Line:
    """Return a line of a product named by its id or barcode; raises `product_unknown`, `quantity_not_whole`."""
    with till.read() as db:
        product = product_by_code(db, clean_line(name))
    if product is None:
        raise LoyaltyError("product_unknown", value=name)
    return line_of(product, quantity)


def line_of(product: Product, quantity: int = UNIT_QUANTITY) -> Line:
    """Return a line of a product at its price; a counted product takes whole pieces only."""
    require(
        product.divisible or quantity % UNIT_QUANTITY == 0,
        "quantity_not_whole",
        line=product.name,
        quantity=quantity,
    )
    gross = (product.price * quantity + UNIT_QUANTITY // 2) // UNIT_QUANTITY
    return Line(
        1,
        product.group,
        gross,
        quantity,
        product.product_id,
        product.name,
        product.divisible,
        product.vat_rate,
    )


def basket_of(lines: Sequence[Line], codes: Sequence[str] = (), tenders: Sequence[str] = ()) -> Basket:
    """Return the basket of lines, numbered from 1, to be paid by kinds of tender where they are known."""
    numbered = tuple(replace(line, line_no=place) for place, line in enumerate(lines, start=1))
    return Basket(numbered, tuple(codes), tuple(tenders))
