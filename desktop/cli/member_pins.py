"""`pin set|forget`: the PIN a member proves with that they are who spends; it stands on no line and in no answer."""

from __future__ import annotations

from collections.abc import Callable

from desktop.cli.answers import Answer, Phrases, phrase
from desktop.cli.commands import Commands
from desktop.cli.context import MEMBER_PIN_VARIABLE, NEW_PIN_VARIABLE, Context
from desktop.cli.rights import ITS_ACT
from loyalty.errors import LoyaltyError

PHRASES: Phrases = {
    "set": ("رمز عضو گذاشته شد.", "The member's PIN is set."),
    "forgotten": ("عضو دیگر رمزی ندارد.", "The member has no PIN any more."),
}
_NEW = ("رمز تازهٔ عضو: ", "The member's new PIN: ")
_OLD = ("رمز کنونی عضو (خالی: مدیری تأیید می‌کند): ", "The member's present PIN (empty: a manager approves): ")


def register(commands: Commands) -> None:
    """Add the family."""
    pin = commands.group("pin", ("رمز عضو برای خرج اعتبار", "a member's PIN for spending credit"))
    for name, run, words in (
        ("set", _set, ("گذاشتن یا عوض کردن", "set or change it")),
        ("forget", _forget, ("برداشتن", "take it away")),
    ):
        parser = pin.add(name, run, words, records=True, approved=True, needs=ITS_ACT)
        parser.add_argument("member", metavar="M")


def _set(ctx: Context) -> Answer:
    from desktop.usecases.members.member_pin import set_member_pin

    till, session = ctx.till(), ctx.session()
    member_id = _one(ctx)
    old = _old(ctx, member_id)
    new = ctx.new_pin(None, NEW_PIN_VARIABLE, _NEW)
    return _said(
        ctx, "set", lambda: set_member_pin(till, session, member_id, new, old=old, approval=ctx.approval())
    )


def _forget(ctx: Context) -> Answer:
    from desktop.usecases.members.member_pin import forget_member_pin

    till, session = ctx.till(), ctx.session()
    member_id = _one(ctx)
    old = _old(ctx, member_id)
    return _said(
        ctx,
        "forgotten",
        lambda: forget_member_pin(till, session, member_id, old=old, approval=ctx.approval()),
    )


def _said(ctx: Context, key: str, done: Callable[[], str]) -> Answer:
    return Answer({"member_id": done()}, phrase(PHRASES, key, ctx.lang))


def _one(ctx: Context) -> str:
    from desktop.usecases.members.naming import one_member

    return one_member(ctx.till(), ctx.args.member)


def _old(ctx: Context, member_id: str) -> str:
    """Return the PIN the member has, where they have one and give it; without it somebody has to answer for them."""
    from desktop.models.queries.pins import standing_pin

    with ctx.till().read() as db:
        if standing_pin(db, member_id) is None:
            return ""
    try:
        return ctx.secret(MEMBER_PIN_VARIABLE, _OLD, "pin_missing").strip()
    except LoyaltyError as problem:
        if problem.code != "pin_missing":
            raise
        return ""
