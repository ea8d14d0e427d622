"""How many bytes of the line a fact takes: sales of one line and of nine, in batches as tills send them.

Every fact is canonical bytes as a till writes them: own ids and instants, a member, ten percent credit. The message is
whole, with its header and the signature under the head, compressed as the till compresses it for a
centre that has answered once, and, beside it, at a higher level and as a centre of an older version is sent it.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence

import httpx
import zstandard

from desktop.sync.client import pack
from loyalty.exchange.wire import Lines, Request, write_message
from tests.benchmarks import report
from tests.benchmarks.many_facts import busy_till

BARS = {(1, 1_000): 75, (9, 1_000): 140, (1, 20): 80, (9, 20): 175}
HIGHER = 19


def message(till: object, first: int, count: int) -> bytes:
    """Return the message of a run of a till's facts."""
    run = till.own[first : first + count]
    after = run[0].after
    request = Request(after.epoch, after.seq, after.hash.hex(), "g" * 26, 100, 10, 1_000)
    return write_message(request, Lines(tuple(one.raw for one in run), (), (till.head_line(run[-1].head),)))


def bytes_a_fact(messages: Sequence[bytes], count: int, packed: Callable[[bytes], bytes]) -> float:
    """Return the bytes a fact takes on the line."""
    return sum(len(packed(one)) for one in messages) / (len(messages) * count)


def main() -> None:
    """Print bytes a fact by lines, batch and way of packing."""
    higher = zstandard.ZstdCompressor(level=HIGHER)
    for lines in (1, 9):
        till = busy_till(httpx.Client(), random.Random(7), sales=5_000, lines=lines)
        for count in (1_000, 20, 1):
            messages = [message(till, 400 + at * count, count) for at in range(min(4_000 // count, 400))]
            name, bar = (
                f"sale of {lines} line{'s' * (lines > 1)}, {count:,} a batch",
                BARS.get((lines, count)),
            )
            figure = bytes_a_fact(messages, count, lambda one: pack(one, True))
            if bar:
                report.below(name, figure, "B", bar)
            else:
                report.line(name, figure, "B")
            older = bytes_a_fact(messages, count, lambda one: pack(one, False))
            report.line("  for a centre of an older version", older, "B")
            report.line(f"  the same at level {HIGHER}", bytes_a_fact(messages, count, higher.compress), "B")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    main()
