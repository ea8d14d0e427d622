"""`join`, `follow`, `sync`, `authority`: this till and its centre."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from desktop.cli.answers import Answer, Phrases, pairs, phrase
from desktop.cli.commands import Commands
from desktop.cli.context import PIN_VARIABLE, STAFF_VARIABLE, Context
from desktop.cli.rights import ANYBODY, ITS_ACT, OUTSIDE
from desktop.usecases.till import Till
from loyalty.clock import instant_text
from loyalty.errors import LoyaltyError
from loyalty.problems import hint, say
from loyalty.words import format_int, isolate, isolate_ltr

if TYPE_CHECKING:
    from desktop.usecases.exchange.authorities import CentreAuthority
    from desktop.usecases.exchange.standing import SyncState

PHRASES: Phrases = {
    "joined": ("این صندوق به مرکز پیوست.", "This till belongs to the centre now."),
    "again": (
        "این صندوق پیش‌تر به همین مرکز پیوسته بود؛ چیزی دوباره فرستاده یا شمرده نشد.",
        "This till had joined this very centre before; nothing was sent or counted twice.",
    ),
    "business": ("نام روی کاغذ", "name on paper"),
    "branch": ("شعبه", "branch"),
    "till": ("صندوق", "till"),
    "facts": ("ثبت‌های گرفته از دیگران", "facts taken in from others"),
    "pin": ("رمز {name} روی این صندوق: ", "PIN of {name} on this till: "),
    "reading": (
        "{done} از {whole} ثبتی که مرکز دارد خوانده شد؛ ثبت‌های خود این صندوق هم در آن است",
        "{done} of the centre's {whole} facts read, this till's own among them",
    ),
    "pushed": ("فرستاده", "sent"),
    "pulled": ("گرفته", "taken in"),
    "pending": ("در انتظار", "waiting"),
    "waiting_since": ("در انتظار از", "waiting since"),
    "all_there": (
        "هرچه این صندوق ثبت کرده در مرکز است.",
        "All that this till has recorded is at the centre.",
    ),
    "waits_one": (
        "یک ثبت این صندوق هنوز به مرکز نرسیده است و با تبادل بعدی می‌رود.",
        "One entry of this till is not at the centre yet; it goes with the next exchange.",
    ),
    "waits": (
        "{count} ثبت این صندوق هنوز به مرکز نرسیده است و با تبادل بعدی می‌رود.",
        "{count} entries of this till are not at the centre yet; they go with the next exchange.",
    ),
    "unread": (
        "از آنچه در مرکز است هنوز {count} ثبت خوانده نشده است و با تبادل بعدی می‌آید.",
        "{count} entries of the centre are still to be read; they come with the next exchange.",
    ),
    "trouble": ("ایراد", "trouble"),
    "url": ("نشانی مرکز", "address of the centre"),
    "authority": ("مرجع گواهی", "authority"),
    "public": ("مرجع‌های عمومی", "public ones"),
    "until": ("تا", "until"),
    "fingerprint": ("اثر انگشت", "fingerprint"),
}


def register(commands: Commands) -> None:
    """Add `join`, `follow`, `sync` and `authority`."""
    words = ("پیوستن به مرکز", "join a centre by its code")
    join = commands.add("join", _join, words, needs=OUTSIDE, stopped="interrupted_joining")
    join.add_argument("--centre", required=True, metavar="URL")
    join.add_argument("--code", required=True)
    join.add_argument("--ca", metavar="FILE")
    words = ("رفتن به نشانی تازهٔ مرکز", "follow the centre to another address")
    follow = commands.add("follow", _follow, words, needs=ITS_ACT, stopped="interrupted_setting")
    follow.add_argument("--centre", required=True, metavar="URL")
    follow.add_argument("--ca", metavar="FILE")
    sync = commands.add("sync", _sync, ("تبادل با مرکز", "exchange with the centre"), needs=ANYBODY)
    sync.add_argument("--once", action="store_true")
    words = ("مرجعی که گواهی مرکز را تأیید می‌کند", "who vouches for the certificate of the centre")
    authority = commands.group("authority", words)
    shown = ("دیدن مرجعی که این صندوق به آن اعتماد دارد", "show whom this till trusts")
    authority.add("show", _authority, shown, needs=ANYBODY)
    put = (
        "گذاشتن مرجع تازه؛ بی پرونده، مرجع‌های عمومی",
        "put another in its place; without a file, public ones",
    )
    change = authority.add(
        "set", _set_authority, put, approved=True, needs=ITS_ACT, stopped="interrupted_setting"
    )
    change.add_argument("--ca", metavar="FILE")


def _join(ctx: Context) -> Answer:
    from desktop.models.shop_file import LABEL
    from desktop.sync.client import HttpWire
    from desktop.sync.lines import open_line
    from desktop.usecases.exchange.first_owner import look_with_owner
    from desktop.usecases.exchange.joining import first_pin, go_on_joining, is_bare, join, new_till

    url, code, show = ctx.args.centre, ctx.args.code, _progress(ctx)
    given = _given(ctx)
    authority = given.pem if given else ""
    wire = HttpWire(url, authority=authority)
    if not (ctx.folder / LABEL).exists():
        owner = _owner(ctx)
        # Who it is for, and their PIN, before anything is made and the code is used up.
        look_with_owner(wire, code, owner)
        pin = _new_pin(ctx, owner)
        till, joined = new_till(
            ctx.folder,
            wire,
            open_line,
            url,
            code,
            clock=ctx.clock,
            keys=ctx.keys(),
            language=ctx.lang,
            key_cost=ctx.key_cost,
            progress=show,
            authority=authority,
            owner=owner,
        )
        ctx.take(till)
        first_pin(till, owner, pin)
    elif is_bare(ctx.till()):
        owner = _owner(ctx)
        pin = _new_pin(ctx, owner)
        joined = go_on_joining(ctx.till(), wire, open_line, url, code, show, authority=authority, owner=owner)
        first_pin(ctx.till(), owner, pin)
    else:
        session = ctx.session()
        joined = join(ctx.till(), session, wire, open_line, url, code, show, authority=authority)
    document = {
        "business": joined.business,
        "branch": joined.branch,
        "till": joined.till,
        "facts": joined.facts,
        "again": joined.again,
    }
    told = phrase(PHRASES, "again" if joined.again else "joined", ctx.lang)
    return Answer(document, f"{told}\n{pairs(_who_joined(ctx, joined.facts))}")


def _who_joined(ctx: Context, facts: int) -> list[tuple[str, str]]:
    """Return the till by the names that stand on its paper; ids are for programs."""
    from desktop.usecases.places import here

    place = here(ctx.till())
    told = {
        "business": isolate(place.shop),
        "branch": isolate(place.branch),
        "till": isolate_ltr(place.till),
        "facts": format_int(facts, ctx.lang),
    }
    return [(phrase(PHRASES, name, ctx.lang), value) for name, value in told.items()]


def _given(ctx: Context) -> CentreAuthority | None:
    """Return the authority whose file was named, None where none was."""
    from desktop.usecases.exchange.authorities import read_authority

    return read_authority(ctx.args.ca, ctx.clock.now()) if ctx.args.ca else None


def _authority(ctx: Context) -> Answer:
    from desktop.models.exchanges import read_centre
    from desktop.usecases.exchange.authorities import authority_here

    till = ctx.till()
    with till.read() as db:
        here, centre = authority_here(db), read_centre(db)
    document = {
        "url": centre.url if centre else None,
        "authority": here.name if here else None,
        "until": instant_text(here.until, till.shop.zone) if here else None,
        "fingerprint": here.fingerprint if here else None,
    }
    rows = [
        (phrase(PHRASES, name, ctx.lang), isolate_ltr(value)) for name, value in document.items() if value
    ]
    if here is None:
        rows.append((phrase(PHRASES, "authority", ctx.lang), phrase(PHRASES, "public", ctx.lang)))
    return Answer(document, pairs(rows))


def _set_authority(ctx: Context) -> Answer:
    from desktop.usecases.exchange.authorities import trust_authority

    trust_authority(ctx.till(), ctx.session(), _given(ctx), ctx.approval())
    return _authority(ctx)


def _follow(ctx: Context) -> Answer:
    from desktop.sync.lines import open_line_at
    from desktop.usecases.exchange.following import follow_centre

    given = _given(ctx)
    pem = given.pem if given else ""
    follow_centre(ctx.till(), ctx.session(), open_line_at, ctx.args.centre, pem, _progress(ctx))
    return _authority(ctx)


def _owner(ctx: Context) -> str:
    """Return the owner who gets a PIN on the new till: asked before anything is made."""
    named: str | None = ctx.args.staff or ctx.environ.get(STAFF_VARIABLE)
    if not named:
        raise LoyaltyError("join_needs_owner")
    return named


def _new_pin(ctx: Context, owner: str) -> str:
    from desktop.usecases.pins import check_new_pin

    persian, english = PHRASES["pin"]
    return check_new_pin(
        ctx.new_pin(None, PIN_VARIABLE, (persian.format(name=owner), english.format(name=owner)))
    )


def _progress(ctx: Context) -> Callable[[int, int], None]:
    said: set[tuple[int, int]] = set()

    def show(done: int, whole: int) -> None:
        if whole > 0 and (done, whole) not in said:
            said.add((done, whole))
            told = {"done": format_int(done, ctx.lang), "whole": format_int(whole, ctx.lang)}
            ctx.note(phrase(PHRASES, "reading", ctx.lang, **told))

    return show


def _sync(ctx: Context) -> Answer:
    from desktop.sync.lines import open_line
    from desktop.usecases.exchange.exchanging import centre_of, exchange_all, exchange_once
    from desktop.usecases.exchange.standing import sync_state

    till = ctx.till()
    line, acked = open_line(till), centre_of(till).acked
    try:
        done = exchange_once(till, line) if ctx.args.once else exchange_all(till, line)
    except LoyaltyError:
        state = sync_state(till)
        if state.waiting:
            ctx.note(_waiting(ctx, state))
        raise
    line.close()
    state = sync_state(till)
    notes = tuple(_notes(till, state, acked))
    since = state.waiting_since
    document: dict[str, Any] = {
        "pushed": done.pushed,
        "pulled": done.pulled,
        "pending": done.pending,
        "acked": acked_of(till),
        "waiting_since": None if since is None else instant_text(since, till.shop.zone),
        "deferred": state.deferred,
        "trouble": None if state.trouble is None else state.trouble.code,
        "doubt": state.doubt or None,
        "notes": [{"code": one.code, "message": say(one, ctx.lang, ctx.currency)} for one in notes],
    }
    # What somebody has to look at is no success to a script, though the exchange itself went well.
    return Answer(document, _text(ctx, document, state, notes), exit_code=1 if state.trouble else 0)


def _notes(till: Till, state: SyncState, acked: Mapping[str, object]) -> Iterator[LoyaltyError]:
    """Return what somebody has to know, and that a past which parted is whole again where this exchange healed it."""
    from desktop.usecases.exchange.standing import has_parted, standing_notes

    if not (state.doubt or state.retired) and has_parted(till, acked):
        yield LoyaltyError("till_was_behind")
    yield from standing_notes(state)


def acked_of(till: Till) -> dict[str, Any]:
    """Return how far the centre has this till's facts durably: by epoch, number and hash, never by number alone."""
    from desktop.usecases.exchange.exchanging import centre_of

    epoch = till.store.past.head.epoch
    seq, digest = centre_of(till).acked.get(epoch, (0, ""))
    return {"epoch": epoch, "seq": seq, "hash": digest}


def _text(ctx: Context, document: dict[str, Any], state: SyncState, notes: Iterable[LoyaltyError]) -> str:
    rows = [
        (phrase(PHRASES, name, ctx.lang), format_int(document[name], ctx.lang))
        for name in ("pushed", "pulled", "pending")
    ]
    if document["waiting_since"]:
        rows.append((phrase(PHRASES, "waiting_since", ctx.lang), document["waiting_since"]))
    trouble, told = state.trouble, list(notes)
    if trouble is not None and trouble.code not in {one.code for one in told}:
        rows.append((phrase(PHRASES, "trouble", ctx.lang), _sentence(ctx, trouble)))
    said = [pairs(rows), _waiting(ctx, state)]
    if state.unread:
        said.append(phrase(PHRASES, "unread", ctx.lang, count=format_int(state.unread, ctx.lang)))
    return "\n".join(said + [_sentence(ctx, one) for one in told])


def _waiting(ctx: Context, state: SyncState) -> str:
    """Return whether all of this till is at the centre, or how much of it waits."""
    if not state.waiting:
        return phrase(PHRASES, "all_there", ctx.lang)
    key = "waits_one" if state.waiting == 1 else "waits"
    return phrase(PHRASES, key, ctx.lang, count=format_int(state.waiting, ctx.lang))


def _sentence(ctx: Context, told: LoyaltyError) -> str:
    said = say(told, ctx.lang, ctx.currency), hint(told, ctx.lang, ctx.currency)
    return " ".join(filter(None, said))
