"""`product add|list|find|import`: the shop's goods."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop.cli.answers import Answer, Phrases, phrase, table
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.cli.rights import ANYBODY, ITS_ACT
from loyalty.basket import DEFAULT_GROUP
from loyalty.kinds import Product
from loyalty.money import parse_percent, percent_text
from loyalty.words import format_amount, format_percent

PHRASES: Phrases = {
    "set": ("کالای «{name}» ثبت شد.", "The product “{name}” is set."),
    "same": ("کالای «{name}» همین بود.", "The product “{name}” is as it was."),
    "product_id": ("کد", "code"),
    "barcode": ("بارکد", "barcode"),
    "name": ("نام", "name"),
    "group": ("گروه", "group"),
    "price": ("قیمت", "price"),
    "vat": ("مالیات", "VAT"),
}


def register(commands: Commands) -> None:
    """Add the family."""
    product = commands.group("product", ("کالاها", "products"))
    add = product.add(
        "add",
        _add,
        ("افزودن یا تغییر کالا", "add or change a product"),
        records=True,
        approved=True,
        needs=ITS_ACT,
    )
    add.add_argument("product_id", metavar="CODE")
    add.add_argument("--name", required=True)
    add.add_argument("--price", required=True)
    add.add_argument("--group", default=DEFAULT_GROUP)
    add.add_argument("--barcode", default="")
    add.add_argument("--vat", type=parse_percent, metavar="PERCENT")
    add.add_argument("--divisible", action="store_true")
    add.add_argument("--gone", action="store_true")
    listing = product.add("list", _list, ("فهرست کالاها", "list them"), needs=ANYBODY)
    listing.add_argument("--group")
    listing.add_argument("--gone", action="store_true")
    find = product.add("find", _find, ("یافتن کالا", "find products"), needs=ANYBODY)
    find.add_argument("text")
    bring = product.add(
        "import",
        _import,
        ("وارد کردن پروندهٔ products", "import a products file"),
        records=True,
        approved=True,
        needs=ITS_ACT,
    )
    bring.add_argument("path", metavar="F")


def product_row(product: Product) -> dict[str, Any]:
    """Return a product as JSON; VAT in percent."""
    return {
        "product_id": product.product_id,
        "barcode": product.barcode,
        "name": product.name,
        "product_group": product.group,
        "price": product.price,
        "vat_percent": percent_text(product.vat_rate),
        "divisible": product.divisible,
        "active": product.active,
    }


def _add(ctx: Context) -> Answer:
    from desktop.usecases.policies import rules_now
    from desktop.usecases.products import set_products
    from desktop.usecases.selling.lines import known_group

    args = ctx.args
    with ctx.till().read() as db:
        rules = rules_now(db)
    group = known_group(rules, args.group)
    product = Product(
        args.product_id,
        args.barcode,
        args.name,
        group,
        ctx.money(args.price, least=0),
        rules.groups.vat(group) if args.vat is None else args.vat,
        args.divisible,
        active=not args.gone,
    )
    changed = set_products(ctx.till(), ctx.session(), [product], ctx.approval())
    told = changed[0] if changed else product
    return Answer(product_row(told), phrase(PHRASES, "set" if changed else "same", ctx.lang, name=told.name))


def _list(ctx: Context) -> Answer:
    from desktop.usecases.products import list_products

    return _answer(ctx, list_products(ctx.till(), group=ctx.args.group, gone=ctx.args.gone))


def _find(ctx: Context) -> Answer:
    from desktop.usecases.products import search_products

    return _answer(ctx, search_products(ctx.till(), ctx.args.text))


def _answer(ctx: Context, products: tuple[Product, ...]) -> Answer:
    keys = ("product_id", "barcode", "name", "group", "price", "vat")
    header = [phrase(PHRASES, key, ctx.lang) for key in keys]
    rows = [
        (
            one.product_id,
            one.barcode,
            one.name,
            one.group,
            format_amount(one.price, ctx.lang, ctx.till().shop.currency),
            format_percent(one.vat_rate, ctx.lang),
        )
        for one in products
    ]
    return Answer([product_row(one) for one in products], table(header, rows))


def _import(ctx: Context) -> Answer:
    from desktop.cli.importing import report_answer
    from desktop.usecases.importing.folder import import_products

    told = import_products(ctx.till(), ctx.session(), Path(ctx.args.path), approval=ctx.approval())
    return report_answer(ctx, told)
