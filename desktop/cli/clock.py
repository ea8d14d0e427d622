"""`clock show|believe`: what the machine's clock says, what the till goes by, and whether the machine is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cli.answers import Answer, Phrases, phrase
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.cli.rights import ANYBODY, ITS_ACT
from loyalty.clock import instant_text
from loyalty.words import format_moment

if TYPE_CHECKING:
    from desktop.usecases.believing import ClockHere

PHRASES: Phrases = {
    "same": ("ساعت رایانه و صندوق با هم می‌خوانند: {at}", "The computer and the till agree: {at}"),
    "differ": (
        "ساعت رایانه: {wall}\nزمان صندوق: {at}",
        "The computer's clock: {wall}\nThe till goes by: {at}",
    ),
    "believed": ("از این پس زمان صندوق {at} است.", "The till goes by {at} from now on."),
}


def register(commands: Commands) -> None:
    """Add the family."""
    clock = commands.group("clock", ("ساعت رایانه و زمان صندوق", "the computer's clock and the till's time"))
    clock.add("show", _show, ("دیدن هر دو", "show both"), needs=ANYBODY)
    words = ("تأیید اینکه ساعت رایانه درست است", "confirm that the computer's clock is right")
    clock.add("believe", _believe, words, approved=True, needs=ITS_ACT)


def _show(ctx: Context) -> Answer:
    from desktop.usecases.believing import clock_here

    here = clock_here(ctx.till())
    return _told(ctx, "differ" if here.suspect else "same", here)


def _believe(ctx: Context) -> Answer:
    from desktop.usecases.believing import believe_clock

    till, session = ctx.till(), ctx.session()
    return _told(ctx, "believed", believe_clock(till, session, ctx.approval()))


def _told(ctx: Context, key: str, here: ClockHere) -> Answer:
    zone = ctx.till().shop.zone
    wall, at = (format_moment(one, zone, ctx.lang, year=True) for one in (here.wall, here.at))
    document = {
        "clock": instant_text(here.wall, zone),
        "till": instant_text(here.at, zone),
        "suspect": here.suspect,
    }
    return Answer(document, phrase(PHRASES, key, ctx.lang, wall=wall, at=at))
