"""`new-shop` and `verify`: a shop's beginning, and the proof that nothing in it was touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from desktop.cli.answers import Answer, Phrases, pairs, phrase
from desktop.cli.commands import Commands
from desktop.cli.context import PIN_VARIABLE, Context
from desktop.cli.rights import ANYBODY, OUTSIDE
from desktop.clocks import StandingClock
from desktop.usecases.till import LASTING_WARNINGS
from loyalty.clock import Clock, calendar_of
from loyalty.errors import LoyaltyError, require
from loyalty.problems import hint, say
from loyalty.words import currency_name, digits, format_int, format_money

OWNER_VARIABLE = "BASHGAH_OWNER_PIN"

PHRASES: Phrases = {
    "made": ("فروشگاه ساخته شد.", "The shop is made."),
    "shop": ("کسب‌وکار", "business"),
    "branch": ("شعبه", "branch"),
    "till": ("صندوق", "till"),
    "folder": ("پوشه", "folder"),
    "sheet": (
        "برگهٔ بازیابی (چاپ کنید و جایی امن، دور از این دستگاه، نگه دارید):",
        "Recovery sheet (print it and keep it safe, away from this machine):",
    ),
    "currency": ("واحد پول", "money unit"),
    "zone": ("منطقهٔ زمانی", "time zone"),
    "calendar": ("ماه‌ها و سال‌ها", "months and years"),
    "jalali": ("شمسی", "Jalali"),
    "gregorian": ("میلادی", "Gregorian"),
    "point_for": ("یک امتیاز برای هر", "one point for every"),
    "vat": ("مالیات بر ارزش افزوده", "VAT"),
    "vat_set": ("به نرخ ایران، در هر گروه کالایی", "the rate of Iran, in each product group"),
    "vat_none": ("گذاشته نشده؛ در سند groups بگذارید", "none is set; set yours in the document groups"),
    "pin_made": ("رمز مالک (ساخته شد؛ عوضش کنید)", "owner's PIN (made for you; change it)"),
    "ask_pin": ("رمز مالک: ", "PIN of the owner: "),
    "read_so_far": ("{done} از {total} رخداد خوانده شد…", "{done} of {total} facts read…"),
    "sound": ("همه چیز درست است: {facts} رخداد بررسی شد.", "All is sound: {facts} facts were checked."),
    "unsound": (
        "{problems} ایراد در {facts} رخداد پیدا شد:",
        "{problems} problems were found in {facts} facts:",
    ),
}


def register(commands: Commands) -> None:
    """Add `new-shop` and `verify`."""
    new = commands.add(
        "new-shop", _new_shop, ("ساختن فروشگاه تازه", "make a new shop"), records=True, needs=OUTSIDE
    )
    new.add_argument("--name", required=True)
    new.add_argument("--branch", required=True)
    new.add_argument("--address", default="")
    new.add_argument("--zone", default="")
    new.add_argument("--currency", default="IRT")
    new.add_argument("--trade", default="general")
    new.add_argument("--base-percent")
    new.add_argument("--owner-name", default="")
    new.add_argument("--owner-pin")
    new.add_argument("--till-code", default="A1")
    new.add_argument("--test", action="store_true")
    words = ("بررسی زنجیره، امضاها و جمع‌ها", "check chain, signatures and sums")
    commands.add("verify", _verify, words, needs=ANYBODY)


def _new_shop(ctx: Context) -> Answer:
    from desktop.usecases.new_shop import NewShop, new_shop

    args = ctx.args
    pin, made_up = _owner_pin(ctx)
    new = NewShop(
        name=args.name,
        branch=args.branch,
        owner_pin=pin,
        address=args.address,
        zone=args.zone,
        currency=args.currency,
        trade=args.trade,
        language=ctx.lang,
        owner_name=args.owner_name,
        till_code=args.till_code,
        test=args.test,
        base_percent=args.base_percent,
    )
    made = new_shop(ctx.folder, new, clock=_clock(ctx), keys=ctx.keys(), key_cost=ctx.key_cost)
    document: dict[str, Any] = {
        "shop": made.shop,
        "branch": made.branch,
        "till": made.till,
        "owner": "owner",
        "currency": args.currency,
        "zone": made.zone,
        "calendar": calendar_of(made.zone),
        "point_for": made.documents["points"]["kinds"][0]["money_each"],
        "vat": any(group["vat"] for group in made.documents["groups"]["groups"]),
        "recovery_sheet": list(made.recovery_sheet.groups),
        "warnings": list(made.warnings),
    }
    if made_up:
        document["owner_pin"] = pin
    return Answer(document, _made_text(ctx, document))


def _clock(ctx: Context) -> Clock:
    if ctx.stands_at is None:
        return ctx.clock
    require(ctx.args.test, "at_only_in_test_shop")
    return StandingClock(ctx.stands_at)


def _owner_pin(ctx: Context) -> tuple[str, bool]:
    """Return the owner's PIN and whether it had to be made up: a test shop asks nobody."""
    given = ctx.args.owner_pin or ctx.environ.get(OWNER_VARIABLE) or ctx.environ.get(PIN_VARIABLE)
    if given or not ctx.args.test:
        return given or ctx.new_pin(None, PIN_VARIABLE, PHRASES["ask_pin"]), False
    return _make_pin(), True


def _make_pin() -> str:
    import secrets

    from desktop.usecases.pins import is_usual

    while is_usual(pin := f"{secrets.randbelow(1_000_000):06d}"):
        pass
    return pin


def _made_text(ctx: Context, document: dict[str, Any]) -> str:
    def word(key: str) -> str:
        return phrase(PHRASES, key, ctx.lang)

    rows = [(word(key), str(document[key])) for key in ("shop", "branch", "till")]
    rows.append((word("folder"), str(ctx.folder)))
    rows += _beginning(ctx, document)
    if "owner_pin" in document:
        rows.append((word("pin_made"), str(document["owner_pin"])))
    sheet = [
        word("sheet"),
        *(f"  {place:2}. {group}" for place, group in enumerate(document["recovery_sheet"], 1)),
    ]
    return "\n".join(
        [word("made"), pairs(rows), *_warnings(ctx, map(LoyaltyError, document["warnings"])), "", *sheet]
    )


def _beginning(ctx: Context, document: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what the shop begins with because of its money unit and place, for the owner to look at."""
    currency = document["currency"]
    told = {
        "currency": currency_name(currency, ctx.lang),
        "zone": document["zone"],
        "calendar": phrase(PHRASES, document["calendar"], ctx.lang),
        "point_for": format_money(document["point_for"], ctx.lang, currency),
        "vat": phrase(PHRASES, "vat_set" if document["vat"] else "vat_none", ctx.lang),
    }
    return [(phrase(PHRASES, key, ctx.lang), value) for key, value in told.items()]


def _warnings(ctx: Context, notes: Iterable[LoyaltyError]) -> list[str]:
    return [f"! {say(note, ctx.lang)} {hint(note, ctx.lang)}" for note in notes]


def _lasting(notes: Iterable[LoyaltyError]) -> list[LoyaltyError]:
    """Return the notices that were not said already when the shop was opened."""
    return [note for note in notes if note.code in LASTING_WARNINGS]


def _facts_read(ctx: Context) -> Callable[[int, int], None]:
    """Return what tells how many facts were read, once in two seconds at most."""
    last = ctx.clock.steady()

    def tell(done: int, total: int) -> None:
        nonlocal last
        if ctx.clock.steady() - last >= 2_000 and done < total:
            last = ctx.clock.steady()
            numbers = {"done": format_int(done, ctx.lang), "total": format_int(total, ctx.lang)}
            ctx.note(phrase(PHRASES, "read_so_far", ctx.lang, **numbers))

    return tell


def _verify(ctx: Context) -> Answer:
    from desktop.usecases.verify_till import verify_till

    till = ctx.till()
    found = verify_till(till, _facts_read(ctx))
    problems = [
        {"code": problem.code, "message": say(problem.refusal, ctx.lang), "fact_id": problem.fact_id}
        for problem in found.problems
    ]
    warnings = list(till.warnings)
    document = {"facts": found.facts, "ok": found.ok, "problems": problems, "warnings": warnings}
    lines = [f"• {problem['message']}" for problem in problems]
    key = "sound" if found.ok else "unsound"
    counts = {"facts": format_int(found.facts, ctx.lang), "problems": digits(str(len(problems)), ctx.lang)}
    text = "\n".join(
        [phrase(PHRASES, key, ctx.lang, **counts), *lines, *_warnings(ctx, _lasting(till.notes))]
    )
    return Answer(document, text, exit_code=0 if found.ok else 1)
