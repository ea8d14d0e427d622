"""The commands of the centre: each reads its arguments, asks a use case, and answers with a document and a text."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from central.cli.showing import ZONE, show_code, show_overspends, show_put_back, show_retired, show_tills
from central.clocks import MachineClock
from central.store import catalogue
from central.store.places import Place, is_place, open_place
from central.usecases.backups import back_up, restore
from central.usecases.checking import check_business
from central.usecases.founding import NewBusiness, Opening, choose_business, found_business, issue_code
from central.usecases.listing import Held, Overspent, TillStanding, list_overspends, list_tills
from central.usecases.retiring import REASONS, retire_till
from central.usecases.updating import fold_deferred
from loyalty.clock import instant_text
from loyalty.errors import require
from loyalty.ids import IdMaker
from loyalty.words import Lang

DEFAULT_FOLDER = "centre"
DB_VARIABLE = "BASHGAH_CENTRE_DB"
TRADES = ("grocery", "clothes", "shoes", "salon", "cafe", "cars", "general")

OVERHEARD = (
    "هشدار: مرکز بی TLS به شبکه گوش می‌دهد. هر کس در این شبکه باشد می‌تواند نام، تلفن و خرید اعضا را در راه بخواند. "
    "با ‎--tls-cert‎ و ‎--tls-key‎، یا پشت میانجی‌ای که TLS دارد، خواندنی نمی‌ماند.",
    "Careful: the centre listens to the network without TLS. Whoever is on that network can read members’ names, phones "
    "and purchases on their way. --tls-cert and --tls-key, or a proxy with TLS before it, keep them unread.",
)

Answer = tuple[dict[str, Any], str]
Run = Callable[[argparse.Namespace, Mapping[str, str], Lang], Answer]


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add every command to the parser."""
    _add_serving(commands, common)
    _add_tills(commands, common)
    for name, run, words in (
        ("verify", verify, "وارسی همه‌چیز از آغاز | check everything from zero"),
        ("overspends", overspends, "اعتباری که دو بار خرج شد | credit that was spent twice"),
    ):
        parser = commands.add_parser(name, parents=[common], help=words)
        parser.add_argument("--business")
        parser.set_defaults(run=run)
    for name, run, words in (
        ("backup", backup, "پشتیبان در یک پرونده | a backup in one file"),
        ("restore", put_back, "بازگرداندن در مرکزی خالی | put a backup into an empty centre"),
    ):
        parser = commands.add_parser(name, parents=[common], help=words)
        parser.add_argument("file", type=Path)
        parser.set_defaults(run=run)


def _add_serving(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser("serve", parents=[common], help="گوش‌دادن به صندوق‌ها | listen to tills")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=partial(_number, "--port", 65_535), default=8440)
    parser.add_argument("--workers", type=partial(_number, "--workers", 64), default=1, metavar="N")
    parser.add_argument("--tls-cert", type=Path)
    parser.add_argument("--tls-key", type=Path)
    parser.set_defaults(run=serve)
    parser = commands.add_parser("new-business", parents=[common], help="کسب‌وکار تازه | a new business")
    parser.add_argument("--name", required=True)
    parser.add_argument("--currency", default="IRT")
    parser.add_argument("--trade", choices=TRADES, default="general")
    parser.add_argument("--test", action="store_true")
    parser.set_defaults(run=new_business)


def _number(option: str, most: int, text: str) -> int:
    fits = text.isdecimal() and 0 < int(text) <= most
    require(fits, "option_not_number", option=option, value=text, most=most)
    return int(text)


def _add_tills(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "till-code", parents=[common], help="کد یک‌بارمصرف صندوق | a one-time code for a till"
    )
    parser.add_argument("--business")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--branch", metavar="NAME_OR_ID")
    which.add_argument("--new-branch", metavar="NAME")
    which.add_argument("--own-branch", action="store_true")
    parser.add_argument("--zone", default=ZONE)
    parser.set_defaults(run=till_code)
    parser = commands.add_parser("tills", parents=[common], help="صندوق‌ها | the tills")
    parser.add_argument("--business")
    parser.set_defaults(run=tills)
    parser = commands.add_parser("retire-till", parents=[common], help="برکناری صندوق | retire a till")
    parser.add_argument("till")
    parser.add_argument("--business")
    parser.add_argument("--reason", choices=REASONS, required=True)
    parser.add_argument("--by", action="append", default=[], metavar="PERSON", required=True)
    parser.set_defaults(run=retire)


@contextmanager
def _place(args: argparse.Namespace, environ: Mapping[str, str], *, make: bool = False) -> Iterator[Place]:
    where = _where(args, environ)
    # A mistyped folder would be an empty centre in which all is well.
    require(make or is_place(where), "centre_missing", path=where)
    place = open_place(where)
    try:
        yield place
    finally:
        place.close()


def _where(args: argparse.Namespace, environ: Mapping[str, str]) -> str:
    return str(args.db or environ.get(DB_VARIABLE) or DEFAULT_FOLDER)


def _pick(lang: Lang, persian: str, english: str) -> str:
    return persian if lang == "fa" else english


def serve(args: argparse.Namespace, environ: Mapping[str, str], lang: Lang) -> Answer:
    """Listen until stopped."""
    from central.http.listening import check_listening, is_overheard
    from central.http.server import Served
    from central.http.server import serve as listen

    where = _where(args, environ)
    check_listening(args.host, args.port, args.tls_cert, args.tls_key)
    if is_overheard(args.host, args.tls_cert):
        _log_warning(_pick(lang, *OVERHEARD))
    place = open_place(where)
    try:
        fold_deferred(place, MachineClock(), IdMaker(os.urandom))
    finally:
        place.close()
    listen(Served(where, args.host, args.port, args.workers, args.tls_cert, args.tls_key))
    return {"served": True}, _pick(lang, "مرکز ایستاد.", "The centre stopped.")


def _log_warning(message: str) -> None:
    """Write a line among the lines the server logs, in their form."""
    line = {"event": "server", "level": "warning", "message": message}
    print(json.dumps(line, ensure_ascii=False), file=sys.stderr, flush=True)


def new_business(args: argparse.Namespace, environ: Mapping[str, str], lang: Lang) -> Answer:
    """Make a business."""
    new = NewBusiness(args.name, args.currency, args.trade, args.test)
    with _place(args, environ, make=True) as place:
        made = found_business(place, MachineClock(), IdMaker(os.urandom), os.urandom, new)
    text = _pick(lang, f"کسب‌وکار «{made.name}» ساخته شد.", f"The business “{made.name}” was made.")
    return {
        "business": made.business_id,
        "name": made.name,
        "centre": made.centre_id,
    }, f"{text}\n{made.business_id}"


def till_code(args: argparse.Namespace, environ: Mapping[str, str], lang: Lang) -> Answer:
    """Make a one-time code for a till."""
    opening = Opening(args.branch, args.new_branch, args.zone)
    with _place(args, environ) as place:
        business = choose_business(place, args.business)
        plain, code = issue_code(place, MachineClock(), IdMaker(os.urandom), os.urandom, business, opening)
        standing = list_tills(place, business)
    document = {
        "code": plain, "business": business, "branch": code.branch_id, "branch_name": code.branch_name,
        "expires_at": instant_text(code.expires_at, ZONE),
    }  # fmt: skip
    zone = code.zone or args.zone
    return document, show_code(plain, code, standing.name, zone, lang, first=not standing.tills)


def tills(args: argparse.Namespace, environ: Mapping[str, str], lang: Lang) -> Answer:
    """List the tills."""
    with _place(args, environ) as place:
        standing = list_tills(place, choose_business(place, args.business))
    document: dict[str, Any] = {"tills": [_till_row(one) for one in standing.tills]}
    if standing.put_back_at is not None:
        document["put_back_at"] = instant_text(standing.put_back_at, ZONE)
    return document, show_tills(standing, lang)


def _till_row(one: TillStanding) -> dict[str, Any]:
    till = one.till
    return {
        "till": till.till_id,
        "branch": till.branch_id,
        "branch_name": one.branch.name,
        "code": till.code,
        "place": till.place,
        "enrolled_at": instant_text(till.enrolled_at, ZONE),
        "seen_at": instant_text(till.seen_at, ZONE) if till.seen_at else None,
        "waiting": till.waiting,
        "version": till.version,
        "retired_at": instant_text(till.retired_at, ZONE) if till.retired_at else None,
        "reason": one.reason,
        "retired_by": list(one.retired_by),
        "doubt": till.doubt,
        "awaited": till.awaited,
        **_held_row("held", one.held),
    }


def _held_row(name: str, held: Held) -> dict[str, Any]:
    return {name: held.credit, "points": dict(held.points), "uses": held.uses}


def retire(args: argparse.Namespace, environ: Mapping[str, str], lang: Lang) -> Answer:
    """Retire a till."""
    with _place(args, environ) as place:
        business = choose_business(place, args.business)
        done = retire_till(
            place, MachineClock(), IdMaker(os.urandom), business, args.till, args.reason, tuple(args.by)
        )
        standing = list_tills(place, business)
    till_id = done.till.till_id
    one = next(row for row in standing.tills if row.till.till_id == till_id)
    document = {"till": till_id, "code": done.till.code, "lots": done.lots, **_held_row("amount", done.held)}
    return document, show_retired(one, done.held, standing.currency, lang)


def verify(args: argparse.Namespace, environ: Mapping[str, str], lang: Lang) -> Answer:
    """Check all businesses, or the named one, from zero."""
    with _place(args, environ) as place:
        if args.business:
            named = [choose_business(place, args.business)]
        else:
            with place.catalogue() as db:
                named = [one for one, _ in catalogue.tenants(db)]
        found = [check_business(place, one) for one in named]
    rows = [
        {
            "business": one.business_id,
            "facts": one.facts,
            "ok": not one.problems,
            "problems": list(one.problems),
        }
        for one in found
    ]
    sound = _pick(lang, "درست", "sound")
    lines = [f"{one.business_id}  {one.facts}  {', '.join(one.problems) or sound}" for one in found]
    return {"ok": all(row["ok"] for row in rows), "businesses": rows}, "\n".join(lines)


def overspends(args: argparse.Namespace, environ: Mapping[str, str], lang: Lang) -> Answer:
    """List what was spent twice."""
    with _place(args, environ) as place:
        business = choose_business(place, args.business)
        found, currency = list_overspends(place, business), list_tills(place, business).currency
    return {"overspends": [_overspend_row(one) for one in found]}, show_overspends(found, currency, lang)


def _overspend_row(one: Overspent) -> dict[str, Any]:
    return {
        "open": not one.fact_id,
        "till": one.till.till.till_id,
        "code": one.till.till.code,
        "branch_name": one.till.branch.name,
        "lot": one.lot_id,
        "member": one.member_id,
        "unit": one.unit,
        "amount": one.amount,
        "cause": one.cause,
        "shown_by": one.shown_by,
        "at": instant_text(one.at, ZONE) if one.at is not None else None,
    }


def backup(args: argparse.Namespace, environ: Mapping[str, str], lang: Lang) -> Answer:
    """Write a backup."""
    with _place(args, environ) as place:
        counts = back_up(place, args.file)
    text = _pick(lang, f"پشتیبان نوشته شد: {args.file}", f"The backup is written: {args.file}")
    return {"path": str(args.file), "facts": sum(counts.values()), "businesses": counts}, text


def put_back(args: argparse.Namespace, environ: Mapping[str, str], lang: Lang) -> Answer:
    """Put a backup into an empty centre."""
    with _place(args, environ, make=True) as place:
        back = restore(place, MachineClock(), IdMaker(os.urandom), os.urandom, args.file)
        standings = [(list_tills(place, business), one.until) for business, one in back.items()]
    counts = {business: one.facts for business, one in back.items()}
    return {
        "path": str(args.file),
        "facts": sum(counts.values()),
        "businesses": counts,
        "until": {business: instant_text(one.until, ZONE) for business, one in back.items()},
        "awaited": sum(one.till.awaited for standing, _ in standings for one in standing.tills),
    }, show_put_back(standings, lang)
