"""What others lend to a centre that was put back to its backup: facts of any author that it once acknowledged.

A till keeps what it read of others, the centre's own facts too, and gives it back. Each chain is judged as ever,
by its own author's key, so a lender can neither invent nor leave out anything in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from loyalty.errors import LoyaltyError
from loyalty.exchange.judging import STARTS, AuthorView, ChainHead, Judged, Run, judge_run, parent_of
from loyalty.exchange.wire import HeadSigned
from loyalty.facts import Fact, Verifier, parse_fact


def judge_lent(
    view: AuthorView,
    raws: Sequence[bytes],
    signed: Mapping[str, HeadSigned],
    key: Callable[[str], Verifier | None],
) -> tuple[str, Judged] | None:
    """Judge the first lent run, all of one epoch: return (its author's id, what it is), None for what proves nothing.

    `signed` is epoch → the signature under its last lent fact, `key` gives an author's key by its till's id. A till that was
    put back is seen by its own runs alone, so a run that others lend says at most that it was left behind.
    """
    try:
        first = parse_fact(raws[0])
    except LoyaltyError:
        return None
    head, author, after = signed.get(first.epoch), key(first.till_id), _before(view, first)
    if head is None or author is None or after is None:
        return None
    judged = judge_run(view, first.till_id, Run(after, tuple(raws)), author, head.signature)
    return first.till_id, replace(judged, doubt="behind") if judged.doubt else judged


def _before(view: AuthorView, first: Fact) -> ChainHead | None:
    if first.seq > 1:
        known = view.hash_at(first.epoch, first.seq - 1)
        return None if known is None else ChainHead(first.epoch, first.seq - 1, known)
    parent = parent_of(first) if first.kind in STARTS else None
    return None if parent is None else ChainHead(first.epoch, 0, parent.hash)


def by_epoch(raws: Iterable[bytes]) -> list[list[bytes]]:
    """Return lent facts as runs, in the order in which their epochs first appear."""
    runs: dict[str, list[bytes]] = {}
    for raw in raws:
        runs.setdefault(_epoch(raw), []).append(raw)
    return list(runs.values())


def _epoch(raw: bytes) -> str:
    try:
        return parse_fact(raw).epoch
    except LoyaltyError:
        return ""
