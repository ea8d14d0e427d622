"""Slow down who tries codes until one fits: after a few wrong ones each further try has to wait, longer and longer.

The count is kept in the shop's file, so that neither a restart nor another window begins anew. It is forgotten an hour
after the last wrong code. The refusal says how many were wrong, so that whoever stands at the till next is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from desktop.models.settings import set_setting, setting
from desktop.usecases.till import Till
from loyalty.clock import HOUR, SECOND
from loyalty.errors import LoyaltyError, require

FREE = 5
LONGEST = 600
_NAME = "wrong_codes"
_NOBODY = ""


@contextmanager
def guarded(till: Till, codes: Sequence[str]) -> Iterator[None]:
    """Let codes be tried once: raises `code_wait` before, and counts the try when it turns out wrong."""
    if codes:
        _check(till)
    try:
        yield
    except LoyaltyError as problem:
        if problem.code == "code_unknown":
            _count(till)
        raise


def wrong_codes(till: Till) -> tuple[int, int]:
    """Return how many wrong codes were tried lately, and when the last was."""
    with till.read() as db:
        told = setting(db, _NAME, {"wrong": 0, "at": 0})
    wrong, at = told["wrong"], told["at"]
    return (wrong, at) if abs(till.now() - at) < HOUR else (0, at)


def _check(till: Till) -> None:
    wrong, at = wrong_codes(till)
    if wrong < FREE:
        return
    wait = min(LONGEST, 30 << min(wrong - FREE, 10)) * SECOND - abs(till.now() - at)
    require(wait <= 0, "code_wait", tries=wrong, seconds=-(-wait // SECOND))


def _count(till: Till) -> None:
    wrong, _ = wrong_codes(till)
    with till.transaction(_NOBODY) as tx:
        set_setting(tx, _NAME, {"wrong": wrong + 1, "at": till.now()})
