"""`audience` and `segment list|show|set|remove`: who meets a condition, and the shop's own segments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop.cli.answers import Answer, Phrases, doubts_json, json_text, pairs, phrase, table
from desktop.cli.arguments import json_document
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.cli.rights import ITS_ACT
from desktop.usecases.segments import PublishedSegment
from loyalty.conditions.atoms import Condition
from loyalty.segments import SEGMENT_NAMES
from loyalty.sentences.conditions import say_condition
from loyalty.sentences.names import Names
from loyalty.words import LANGUAGES, Lang, format_int, isolate

MOST_SHOWN = 50

PHRASES: Phrases = {
    "id": ("شناسه", "id"),
    "name": ("نام", "name"),
    "members": ("اعضا", "members"),
    "condition": ("شرط", "condition"),
    "version": ("نسخه", "version"),
    "who": ("چه کسانی", "who"),
    "everyone": ("همهٔ اعضا", "every member"),
    "by_rfm": ("رتبهٔ RFM", "class of RFM"),
    "more": ("و {count} عضو دیگر", "and {count} more"),
    "kept": ("گروه مشتریان {name} ثبت شد.", "The segment {name} is kept."),
    "removed": ("گروه مشتریان {name} برداشته شد.", "The segment {name} is removed."),
}


def register(commands: Commands) -> None:
    """Add the family."""
    who = commands.add(
        "audience",
        _audience,
        ("اعضایی که شرطی را دارند", "members who meet a condition"),
        records=True,
        needs="see_figures",
    )
    who.add_argument("--condition", required=True, metavar="F.json")
    segment = commands.group("segment", ("گروه‌های مشتریان", "segments of members"))
    listing = segment.add(
        "list", _list, ("فهرست گروه‌های مشتریان", "list them"), records=True, needs="see_figures"
    )
    listing.add_argument("--count", action="store_true")
    segment.add(
        "show",
        _show,
        ("دیدن یک گروه مشتریان و شمار اعضایش", "show a segment and count it"),
        records=True,
        needs="see_figures",
    ).add_argument("name")
    keep = segment.add(
        "set",
        _set,
        ("ساختن یا عوض کردن یک گروه مشتریان", "draw a segment or change it"),
        records=True,
        approved=True,
        needs=ITS_ACT,
    )
    keep.add_argument("name")
    keep.add_argument("--file", required=True, metavar="F.json")
    segment.add(
        "remove",
        _remove,
        ("برداشتن یک گروه مشتریان", "remove a segment"),
        records=True,
        approved=True,
        needs=ITS_ACT,
    ).add_argument("name")


def _audience(ctx: Context) -> Answer:
    from desktop.usecases.audiences import audience
    from desktop.usecases.doubting import doubt_condition
    from loyalty.conditions.parse import parse_condition

    document = json_document(ctx.args.condition)
    condition = parse_condition(document)
    found = audience(ctx.till(), condition)
    doubted = doubts_json(doubt_condition(ctx.till(), document), ctx.lang)
    said = {lang: _said(condition, lang, _names(ctx)) for lang in LANGUAGES}
    shown = _people(ctx, found[:MOST_SHOWN])
    if len(found) > MOST_SHOWN:
        left = format_int(len(found) - MOST_SHOWN, ctx.lang)
        shown.append(phrase(PHRASES, "more", ctx.lang, count=left))
    told = pairs(
        [
            (phrase(PHRASES, "who", ctx.lang), said[ctx.lang]),
            (phrase(PHRASES, "members", ctx.lang), format_int(len(found), ctx.lang)),
        ]
    )
    answer = {"count": len(found), "members": list(found), "sentence": said, "doubts": doubted}
    return Answer(answer, "\n".join((told, *(str(one["message"]) for one in doubted), *shown)))


def _people(ctx: Context, members: Sequence[str]) -> list[str]:
    """Return a line for each member: the id, which other commands take, and the name where one is known."""
    from desktop.usecases.members.names import member_names

    names = member_names(ctx.till(), members)
    return ["  ".join(part for part in (one, isolate(names.get(one, ""))) if part) for one in members]


def _said(condition: Condition, lang: Lang, names: Names) -> str:
    return say_condition(condition, lang, names) or phrase(PHRASES, "everyone", lang)


def segment_row(one: PublishedSegment, names: Names) -> dict[str, Any]:
    """Return a segment as JSON; its name and sentence in both languages."""
    return {
        "segment": one.segment.segment,
        "version": one.version,
        "name": {lang: one.segment.name.of(lang) for lang in LANGUAGES},
        "sentence": {lang: _said(one.segment.condition, lang, names) for lang in LANGUAGES},
    }


def _list(ctx: Context) -> Answer:
    from desktop.usecases.segments import all_segments

    till, names = ctx.till(), _names(ctx)
    with till.read() as db:
        drawn = [segment_row(one, names) for one in all_segments(db)]
    classes = [
        {
            "segment": segment,
            "version": 0,
            "name": {lang: name.of(lang) for lang in LANGUAGES},
            "sentence": {lang: phrase(PHRASES, "by_rfm", lang) for lang in LANGUAGES},
        }
        for segment, name in SEGMENT_NAMES.items()
    ]
    rows: list[dict[str, Any]] = [*drawn, *classes]
    keys = ["id", "name", "condition"]
    if ctx.args.count:
        rows = [{**row, "count": _count(ctx, row["segment"])} for row in rows]
        keys.append("members")
    header = [phrase(PHRASES, key, ctx.lang) for key in keys]
    lines = [
        (
            row["segment"],
            row["name"][ctx.lang],
            row["sentence"][ctx.lang],
            *([format_int(row["count"], ctx.lang)] if ctx.args.count else []),
        )
        for row in rows
    ]
    return Answer(rows, table(header, lines))


def _show(ctx: Context) -> Answer:
    from desktop.usecases.segments import show_segment

    with ctx.till().read() as db:
        found = show_segment(db, ctx.args.name)
    return _whole(ctx, found, json_text(found.document))


def _set(ctx: Context) -> Answer:
    from desktop.usecases.segments import set_segment

    document = json_document(ctx.args.file)
    # A file may hold the bare condition: the name on the line is the segment's.
    if "condition" not in document:
        document = {"condition": document}
    till, session = ctx.till(), ctx.session()
    kept = set_segment(till, session, {**document, "id": ctx.args.name}, ctx.approval())
    return _whole(ctx, kept, phrase(PHRASES, "kept", ctx.lang, name=isolate(kept.segment.name.of(ctx.lang))))


def _remove(ctx: Context) -> Answer:
    from desktop.usecases.segments import remove_segment

    till, session = ctx.till(), ctx.session()
    remove_segment(till, session, ctx.args.name, ctx.approval())
    text = phrase(PHRASES, "removed", ctx.lang, name=isolate(ctx.args.name))
    return Answer({"segment": ctx.args.name, "removed": True}, text)


def _whole(ctx: Context, one: PublishedSegment, below: str) -> Answer:
    row = {**segment_row(one, _names(ctx)), "count": _count(ctx, one.segment.segment)}
    told = pairs(
        [
            (phrase(PHRASES, "name", ctx.lang), row["name"][ctx.lang]),
            (phrase(PHRASES, "version", ctx.lang), format_int(one.version, ctx.lang)),
            (phrase(PHRASES, "condition", ctx.lang), row["sentence"][ctx.lang]),
            (phrase(PHRASES, "members", ctx.lang), format_int(row["count"], ctx.lang)),
        ]
    )
    return Answer({**row, "document": one.document}, f"{told}\n{below}")


def _count(ctx: Context, segment: str) -> int:
    from desktop.usecases.audiences import count_audience
    from loyalty.conditions.atoms import InSegment

    return count_audience(ctx.till(), InSegment(segment))


def _names(ctx: Context) -> Names:
    from desktop.usecases.offers.shelf import names_for

    return names_for(ctx.till())
