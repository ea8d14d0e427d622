"""`find`, `enrol`, `member-set`, `merge`, `split`, `leave`, `erase`, `card`, `consent`, `member`: the club's people."""

from __future__ import annotations

from typing import Any

from desktop.cli.answers import Answer, phrase
from desktop.cli.arguments import fact_name, signed_word
from desktop.cli.commands import Commands, Help, Run
from desktop.cli.context import Context
from desktop.cli.member_rows import (
    MOST_FOUND,
    PHRASES,
    found_json,
    found_text,
    member_json,
    member_text,
    more_text,
)
from desktop.cli.rights import ANYBODY, ITS_ACT
from loyalty.usage import Parser
from loyalty.words import format_day, format_int, format_money, isolate, isolate_ltr


def register(commands: Commands) -> None:
    """Add the family."""
    find = commands.add(
        "find", _find, ("جست‌وجوی عضو", "look members up as the sale field does"), needs=ANYBODY
    )
    find.add_argument("text", metavar="TEXT")
    find.add_argument("--limit", type=int, default=20)
    _register_enrol(commands)
    _register_change(commands)
    member = commands.add(
        "member", _member, ("مشخصات و مانده‌های عضو", "a member's profile and balances"), needs=ANYBODY
    )
    member.add_argument("member", metavar="M")
    _register_pairs(commands)
    leave = _on_member(commands, "leave", _leave, ("خروج عضو از باشگاه", "a member leaves the club"))
    leave.add_argument("--end-credit", action="store_true")
    erase = _on_member(commands, "erase", _erase, ("پاک کردن عضو", "forget a member for ever"))
    erase.add_argument("--yes", action="store_true")
    _register_cards(commands)
    consent = _on_member(commands, "consent", _consent, ("رضایت‌های عضو", "what a member agrees to hear"))
    consent.add_argument("changes", nargs="+", type=signed_word, metavar="±CHANNEL")


def _on_member(commands: Commands, name: str, run: Run, help: Help) -> Parser:
    parser = commands.add(name, run, help, records=True, approved=True, needs=ITS_ACT)
    parser.add_argument("member", metavar="M")
    return parser


def _register_enrol(commands: Commands) -> None:
    enrol = commands.add(
        "enrol", _enrol, ("عضوگیری", "enrol a member"), records=True, approved=True, needs=ITS_ACT
    )
    enrol.add_argument("--phone", required=True, metavar="P")
    enrol.add_argument("--name", default="")
    enrol.add_argument("--card", default="new", metavar="NUMBER|new|none")
    enrol.add_argument("--birth", default="", metavar="DAY")
    enrol.add_argument("--gender", default="")
    enrol.add_argument("--tag", action="append", default=[], metavar="TAG")
    enrol.add_argument("--referrer", default="", metavar="M")
    enrol.add_argument("--consent", action="append", default=[], metavar="CHANNEL")
    enrol.add_argument("--shares-phone", action="store_true")
    enrol.add_argument("--no-print", action="store_true")
    enrol.add_argument("--id", dest="fact_id", type=fact_name, metavar="ID")


def _register_change(commands: Commands) -> None:
    change = _on_member(commands, "member-set", _change, ("تغییر مشخصات عضو", "change a member"))
    for name in ("name", "phone", "birth", "email", "gender", "note"):
        change.add_argument(f"--{name}")
    change.add_argument("--tag", action="append", metavar="TAG")
    change.add_argument("--shares-phone", action="store_true")


def _register_pairs(commands: Commands) -> None:
    merge = _on_member(commands, "merge", _merge, ("ادغام دو عضو", "two members are one person"))
    merge.add_argument("other", metavar="M2")
    split = _on_member(commands, "split", _split, ("جدا کردن عضو ادغام‌شده", "take a merged member out again"))
    split.add_argument("--from", dest="other", metavar="M2")


def _register_cards(commands: Commands) -> None:
    cards = commands.group("card", ("کارت‌های باشگاه", "members' cards"))
    issue = _on_member(cards, "issue", _issue, ("صدور کارت", "give a card"))
    issue.add_argument("--card", default="", metavar="NUMBER")
    issue.add_argument("--no-print", action="store_true")
    block = _on_member(cards, "block", _block, ("از کار انداختن کارت", "block a lost card"))
    block.add_argument("--card", default="", metavar="NUMBER")
    again = _on_member(cards, "replace", _replace, ("جایگزینی کارت", "block a card and give another"))
    again.add_argument("--card", default="", metavar="NUMBER")
    again.add_argument("--new", default="", metavar="NUMBER")
    again.add_argument("--no-print", action="store_true")


def _find(ctx: Context) -> Answer:
    from desktop.usecases.members.find import find

    session = ctx.session_or_none()
    most = max(1, min(ctx.args.limit, MOST_FOUND))
    # One more than is shown tells whether there are more.
    people = find(ctx.till(), session, ctx.args.text, most + 1)
    shown = people[:most]
    text = found_text(shown, ctx.till(), ctx.lang)
    return Answer(found_json(shown), text if shown == people else f"{text}\n{more_text(most, ctx.lang)}")


def _enrol(ctx: Context) -> Answer:
    from desktop.usecases.members.enrol import NewMember, enrol
    from desktop.usecases.members.formers import former_member

    args, till, session = ctx.args, ctx.till(), ctx.session()
    card = {"new": "", "none": None}.get(args.card.lower(), args.card)
    new = NewMember(
        phone=args.phone,
        name=args.name,
        birth=args.birth,
        card_no=card,
        referrer=args.referrer,
        consents=tuple(args.consent),
        shares_phone=args.shares_phone,
        paper=not args.no_print,
        gender=args.gender,
        tags=tuple(args.tag),
    )
    member = enrol(till, session, new, member_id=args.fact_id, approval=ctx.approval())
    text = phrase(PHRASES, "enrolled", ctx.lang, card=isolate_ltr(member.card_no or "—"))
    told: dict[str, Any] = {"member_id": member.member_id, "card_no": member.card_no}
    if former := former_member(till, args.phone):
        told["former"] = {"member_id": former.member_id, "left_on": former.left_on.isoformat()}
        name, day = isolate(former.name or former.member_id), format_day(former.left_on, ctx.lang)
        text += "\n" + phrase(PHRASES, "left_once", ctx.lang, name=name, day=day)
    return Answer(told, text)


def _change(ctx: Context) -> Answer:
    from desktop.usecases.members.changing import Changes, change_member

    args, till, session = ctx.args, ctx.till(), ctx.session()
    changes = Changes(
        name=args.name,
        phone=args.phone,
        birth=args.birth,
        email=args.email,
        gender=args.gender,
        note=args.note,
        tags=args.tag,
        shares_phone=args.shares_phone,
    )
    return _said(ctx, change_member(till, session, _one(ctx), changes, approval=ctx.approval()), "changed")


def _member(ctx: Context) -> Answer:
    from desktop.usecases.members.member_card import member_card
    from desktop.usecases.members.naming import any_member

    till, session = ctx.till(), ctx.session_or_none()
    card = member_card(till, any_member(till, ctx.args.member), session)
    return Answer(member_json(card, till), member_text(card, till, ctx.lang))


def _merge(ctx: Context) -> Answer:
    from desktop.usecases.members.merging import merge
    from desktop.usecases.members.naming import one_member

    till, session = ctx.till(), ctx.session()
    other = one_member(till, ctx.args.other)
    return _said(ctx, merge(till, session, _one(ctx), other, approval=ctx.approval()).member_id, "merged")


def _split(ctx: Context) -> Answer:
    from desktop.usecases.members.merging import split
    from desktop.usecases.members.naming import exact_member

    till, session = ctx.till(), ctx.session()
    other = exact_member(till, ctx.args.other) if ctx.args.other else None
    done = split(till, session, exact_member(till, ctx.args.member), other, approval=ctx.approval())
    return _said(ctx, done.member_id, "split")


def _leave(ctx: Context) -> Answer:
    from desktop.usecases.members.leaving import leave

    till, session = ctx.till(), ctx.session()
    gone = leave(till, session, _one(ctx), end_credit=ctx.args.end_credit, approval=ctx.approval())
    return _gone(ctx, gone.member_id, "left", gone.credit_ended, gone.points_ended)


def _erase(ctx: Context) -> Answer:
    from desktop.usecases.members.erasing import erase
    from desktop.usecases.members.naming import any_member

    till, session = ctx.till(), ctx.session()
    member_id = any_member(till, ctx.args.member)
    gone = erase(till, session, member_id, confirmed=ctx.args.yes, approval=ctx.approval())
    return _gone(ctx, gone.member_id, "erased", gone.credit_ended, gone.points_ended)


def _gone(ctx: Context, member_id: str, key: str, credit: int, points: int) -> Answer:
    money = format_money(credit, ctx.lang, ctx.till().shop.currency)
    text = phrase(PHRASES, key, ctx.lang, credit=money, points=format_int(points, ctx.lang))
    return Answer({"member_id": member_id, "credit_ended": credit, "points_ended": points}, text)


def _issue(ctx: Context) -> Answer:
    from desktop.usecases.members.cards import issue_card

    till, session, args = ctx.till(), ctx.session(), ctx.args
    member_id = _one(ctx)
    card = issue_card(till, session, member_id, args.card, paper=not args.no_print, approval=ctx.approval())
    return _carded(ctx, member_id, card.number, "issued")


def _block(ctx: Context) -> Answer:
    from desktop.usecases.members.cards import block_card

    till, session = ctx.till(), ctx.session()
    member_id, number = _holder(ctx)
    card = block_card(till, session, member_id, ctx.args.card or number, approval=ctx.approval())
    return _carded(ctx, member_id, card.number, "blocked")


def _replace(ctx: Context) -> Answer:
    from desktop.usecases.members.cards import replace_card

    till, session, args = ctx.till(), ctx.session(), ctx.args
    member_id, number = _holder(ctx)
    old = args.card or number
    paper = not args.no_print
    card = replace_card(till, session, member_id, old, args.new, paper=paper, approval=ctx.approval())
    return _carded(ctx, member_id, card.number, "replaced")


def _holder(ctx: Context) -> tuple[str, str]:
    """Return the member, and the card they were named by if it was one."""
    from desktop.usecases.members.naming import found_member

    till, reference = ctx.till(), ctx.args.member
    with till.read() as db:
        found = found_member(db, reference, till.shop.currency, blocked=True)
    return found.survivor_id, reference if found.matched_by == "card" else ""


def _carded(ctx: Context, member_id: str, number: str, key: str) -> Answer:
    document = {"member_id": member_id, "card_no": number}
    return Answer(document, phrase(PHRASES, key, ctx.lang, card=isolate_ltr(number)))


def _consent(ctx: Context) -> Answer:
    from desktop.usecases.members.consenting import set_consents

    till, session, member_id = ctx.till(), ctx.session(), _one(ctx)
    said = {word[1:]: word[0] == "+" for word in ctx.args.changes}
    now = set_consents(till, session, member_id, said, approval=ctx.approval())
    told = "\n".join(
        f"{phrase(PHRASES, channel, ctx.lang)}: {phrase(PHRASES, 'yes' if given else 'no', ctx.lang)}"
        for channel, given in sorted(now.items())
    )
    return Answer({"member_id": member_id, "consents": now}, told)


def _one(ctx: Context) -> str:
    from desktop.usecases.members.naming import one_member

    return one_member(ctx.till(), ctx.args.member)


def _said(ctx: Context, member_id: str, key: str) -> Answer:
    return Answer({"member_id": member_id}, phrase(PHRASES, key, ctx.lang, member=isolate(member_id)))
