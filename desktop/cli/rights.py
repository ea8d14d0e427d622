"""Who may run a command: every command states it when it is added, and `admit` asks before the command begins.

A person who is named sees what the screens show to them, no more. Who names nobody reads as who administers the
machine: the account that can open the shop's key can read its file with any program. A command that does something asks
for its own act where it does it, because there another person may approve. A wrong PIN is refused everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.usecases.acts import act_words
from desktop.usecases.authority import authorise, may_do
from desktop.usecases.branches import branch_id
from loyalty.access import ACTS
from loyalty.words import Lang

if TYPE_CHECKING:
    from desktop.cli.context import Context

OUTSIDE = "outside"
"""Works on no shop, or is a way into one: what opens it is a recovery sheet, a code, or that it is new."""
ANYBODY = "anybody"
"""Tells what every person sees who has signed in, or less."""
SIGNED_IN = "signed_in"
"""Does what everybody may do who has signed in."""
ITS_ACT = "its_act"
"""Signed in, and the use case asks for the act (with the approval where one is given)."""

NEEDS = frozenset({OUTSIDE, ANYBODY, SIGNED_IN, ITS_ACT, *ACTS})
"""What a command may state; an act of the access table is the right that a named person needs to read what it shows."""


_TOLD = {
    OUTSIDE: ("", ""),
    ANYBODY: (
        "بی ورود هم کار می‌کند؛ هر که با ‎--as نام برده شود همان را می‌بیند که در پنجره.",
        "Works without signing in; whoever is named by --as sees what the window shows them.",
    ),
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
        f"بی ورود هم کار می‌کند؛ هر که با ‎--as نام برده شود باید اجازهٔ «{persian}» داشته باشد."
        if lang == "fa"
        else f"Works without signing in; whoever is named by --as needs the right to {english}."
    )


def admit(ctx: Context, needs: str) -> None:
    """Let a command begin, or refuse: raises what `Context.session` and `authorise` raise."""
    if needs == OUTSIDE:
        return
    session = ctx.session() if needs in (SIGNED_IN, ITS_ACT) else ctx.session_or_none()
    if session and needs in ACTS:
        authorise(ctx.till(), session, needs)


def branch_in_sight(ctx: Context, named: str | None) -> str | None:
    """Return the branch a command may tell of: the named one; without a name all (None), or the own of who sees no other.

    The branch is named by its name or id. Raises `not_allowed`.
    """
    till, own, session = ctx.till(), ctx.till().shop.branch_id, ctx.session_or_none()
    named = branch_id(till, named) if named else named
    if session is None:
        return named
    if named is None:
        return None if may_do(till, session, "see_all_branches") else own
    if named != own:
        authorise(till, session, "see_all_branches")
    return named
