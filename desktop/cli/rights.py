"""Who may run a command: every command states it when it is added, and `admit` asks before the command begins.

What a screen shows needs the sign-in and the right that the screen needs. A command that does something asks for its own
act where it does it, because there another person may approve. A wrong PIN is refused even where none is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.usecases.acts import act_words
from desktop.usecases.authority import authorise, may_do
from loyalty.access import ACTS
from loyalty.words import Lang

if TYPE_CHECKING:
    from desktop.cli.context import Context

OUTSIDE = "outside"
"""Works on no shop, or is a way into one: what opens it is a recovery sheet, a code, or that it is new."""
ANYBODY = "anybody"
"""Tells no more than the till does before anybody has signed in."""
SIGNED_IN = "signed_in"
"""Shows what every person sees who has signed in, or does what all of them may."""
ITS_ACT = "its_act"
"""Signed in, and the use case asks for the act (with the approval where one is given)."""

NEEDS = frozenset({OUTSIDE, ANYBODY, SIGNED_IN, ITS_ACT, *ACTS})
"""What a command may state; an act of the access table is the right to read what it shows."""


_TOLD = {
    OUTSIDE: ("", ""),
    ANYBODY: ("بی ورود هم کار می‌کند.", "Works without signing in."),
    SIGNED_IN: ("ورود می‌خواهد (‎--as و رمز).", "Needs somebody signed in (--as and PIN)."),
    ITS_ACT: (
        "ورود می‌خواهد (‎--as و رمز)؛ اجازهٔ کار پرسیده می‌شود.",
        "Needs somebody signed in (--as and PIN) who may do this.",
    ),
}


def told(needs: str, lang: Lang) -> str:
    """Return who may run a command, as its help says it."""
    if needs in _TOLD:
        return _TOLD[needs][lang != "fa"]
    persian, english = act_words(needs)
    return (
        f"ورود کسی را می‌خواهد که اجازهٔ «{persian}» دارد (‎--as و رمز)."
        if lang == "fa"
        else f"Needs somebody signed in (--as and PIN) with the right to {english}."
    )


def admit(ctx: Context, needs: str) -> None:
    """Let a command begin, or refuse: raises what `Context.session` and `authorise` raise."""
    if needs == OUTSIDE:
        return
    if needs == ANYBODY:
        ctx.session_or_none()
    elif needs in ACTS:
        authorise(ctx.till(), ctx.session(), needs)
    else:
        ctx.session()


def branch_in_sight(ctx: Context, named: str | None) -> str | None:
    """Return the branch a command may tell of: the named one; without a name all (None), or the own of who sees no other.

    Raises `not_allowed`.
    """
    till, own = ctx.till(), ctx.till().shop.branch_id
    if named is None:
        return None if may_do(till, ctx.session(), "see_all_branches") else own
    if named != own:
        authorise(till, ctx.session(), "see_all_branches")
    return named
