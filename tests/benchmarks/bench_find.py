"""How long finding a member takes, in the encrypted file of a shop, through the use case and in the store alone.

CPU time of the thread is what is compared with the bars (wall time on a busy machine measures the neighbours); each
query is drawn anew from the people themselves. No plan may scan the member table. `BASHGAH_BENCH_FILE` names a folder
in which the shop is kept for the next run.
"""

from __future__ import annotations

import itertools
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from desktop.models.engine import connect
from desktop.models.folding import fold_text
from desktop.models.people import Person, person_row
from desktop.models.search import STATEMENTS, find_members
from desktop.models.sources import Reader
from desktop.usecases.members.find import find
from desktop.usecases.till import Till
from loyalty.ids import fixed_id
from tests.benchmarks import report
from tests.benchmarks.shops import made_shop, opened_shop

BATCH = 20_000
SHOWN = 8
"""People the sale field shows at once."""
ROUNDS = 400
START = [
    [
        "علی",
        "رضا",
        "مریم",
        "زهرا",
        "محمد",
        "حسین",
        "فاطمه",
        "امیر",
        "سارا",
        "نگین",
        "پری",
        "کیان",
        "آرش",
        "نیلوفر",
        "شیرین",
        "بهرام",
        "فرهاد",
        "مهسا",
        "پویا",
        "هستی",
    ],
    [
        "sara",
        "reza",
        "maryam",
        "david",
        "anna",
        "kian",
        "nima",
        "laleh",
        "parisa",
        "omid",
        "dara",
        "mina",
        "shadi",
        "roya",
        "arman",
        "kaveh",
    ],
]
SYLLABLES = [
    "با",
    "دا",
    "را",
    "سا",
    "کا",
    "گا",
    "لا",
    "ما",
    "نا",
    "بی",
    "دی",
    "ری",
    "سی",
    "کی",
    "می",
    "نی",
    "بو",
    "دو",
    "رو",
    "سو",
    "کو",
    "مو",
    "نو",
    "فر",
    "زد",
    "شا",
    "خا",
    "پو",
    "تا",
    "چی",
    "ژا",
    "غا",
]
ENDS = ["ی", "زاده", "پور", "نیا", "فر", "یان", "منش", "راد", "وند", "دوست"]


def people(count: int, seed: int = 7) -> Iterator[tuple[str, Person, str]]:
    """Yield (member id, words, card number): families drawn from tens of thousands of names."""
    dice = random.Random(seed)
    for place in range(count):
        first = dice.choice(START[dice.random() < 0.15])
        family = "".join(dice.choice(SYLLABLES) for _ in range(dice.choice((2, 2, 3)))) + dice.choice(ENDS)
        phone = f"09{dice.randrange(10**9):09d}"
        yield (
            fixed_id("bench", str(place)),
            Person(f"{first} {family}", phone, external_id=f"M{place}"),
            f"{dice.randrange(10**13):013d}",
        )


def fill(path: Path, key: bytes, count: int) -> None:
    """Put so many members into a shop's file, straight into the tables that finding reads."""
    connection = connect(path, key, cache_kib=512 * 1024)
    source = people(count)
    while batch := list(itertools.islice(source, BATCH)):
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO member VALUES (?, 0, '2024-01-01', 'b', 's', NULL, 'till', 'active', NULL, ?, '')",
            [(member_id, member_id) for member_id, _, _ in batch],
        )
        connection.executemany(
            "INSERT INTO person (member_id, survivor_id, state, stamp, name, phone, email, birth_on, gender, note, external_id, tags, "
            "folded, phone_back, external_key) VALUES (?, ?, 'active', 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(member_id, member_id, *person_row(person)) for member_id, person, _ in batch],
        )
        connection.executemany(
            "INSERT INTO card_number VALUES (?, ?, ?)", [(f"c{m}", m, number) for m, _, number in batch]
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA optimize")
    connection.close()


def queries(count: int) -> dict[str, tuple[float, Callable[[random.Random], str]]]:
    """Return what is asked: name → (bar in ms, a maker of texts drawn from the people themselves)."""
    known = list(itertools.islice(people(min(count, 20_000)), 20_000))

    def words(dice: random.Random) -> list[str]:
        return fold_text(dice.choice(known)[1].name).split()

    def fragment(dice: random.Random, least: int, most: int) -> str:
        word = max(words(dice), key=len)
        size = min(len(word), dice.randint(least, most))
        start = dice.randrange(len(word) - size + 1)
        return word[start : start + size]

    return {
        "phone": (1, lambda dice: dice.choice(known)[1].phone),
        "phone +98": (1, lambda dice: "+98 " + dice.choice(known)[1].phone[1:]),
        "last 4 digits": (1, lambda dice: dice.choice(known)[1].phone[-4:]),
        "last 5 digits": (1, lambda dice: dice.choice(known)[1].phone[-5:]),
        "phone start": (1, lambda dice: dice.choice(known)[1].phone[: dice.randint(4, 8)]),
        "card": (1, lambda dice: dice.choice(known)[2]),
        "external id": (1, lambda dice: dice.choice(known)[1].external_id),
        "1 letter": (1, lambda dice: words(dice)[0][0]),
        "2 letters": (1, lambda dice: words(dice)[-1][:2]),
        "fragment 3-5": (1, lambda dice: fragment(dice, 3, 5)),
        "fragment 6-9": (2, lambda dice: fragment(dice, 6, 9)),
        "no such name": (1, lambda dice: "قققخ" + dice.choice(SYLLABLES)),
        "two words": (8, lambda dice: " ".join(words(dice))),
        "two fragments": (8, lambda dice: f"{words(dice)[0][:3]} {words(dice)[-1][:3]}"),
    }


def scans(db: Reader) -> list[str]:
    """Return the plans that read a whole table (full-text look-ups are none)."""
    plans = [
        row[3]
        for statement in STATEMENTS
        for row in db.rows("EXPLAIN QUERY PLAN " + statement, ("x",) * statement.count("?"))
    ]
    return [plan for plan in plans if plan.startswith("SCAN") and "VIRTUAL TABLE INDEX" not in plan]


def shop_of(folder: Path, count: int) -> Till:
    """Return the shop of a folder with so many members, made where it is not there."""
    if not (folder / "shop").exists():
        made, _, _ = made_shop(folder, members=1)
        path, key = made.store.path, made.store.data_key
        made.close()
        began = time.perf_counter()
        fill(path, key, count)
        size, took = path.stat().st_size >> 20, time.perf_counter() - began
        report.line(f"{count:,} members, {size} MiB, made in", took, "s")
    return opened_shop(folder)[0]


def timed(ask: Callable[[str], object], text_of: Callable[[random.Random], str], name: str) -> list[float]:
    """Return the milliseconds of CPU each of many queries took."""
    dice, times = random.Random(name), []
    for turn in range(ROUNDS + 20):
        text = text_of(dice)
        began = time.thread_time()
        ask(text)
        if turn >= 20:
            times.append(1_000 * (time.thread_time() - began))
    return times


def main() -> None:
    """Print p99 of every kind of query, in the store and through the use case."""
    count = 1_000_000
    with ExitStack() as stack:
        kept = os.environ.get("BASHGAH_BENCH_FILE")
        folder = Path(kept or stack.enter_context(tempfile.TemporaryDirectory()))
        till = shop_of(folder, count)
        stack.callback(till.close)
        report.collect_as_the_program_does()
        began = time.perf_counter()
        # As the program does behind its sign-in.
        till.store.warm_names()
        report.line("names taken into memory", 1_000 * (time.perf_counter() - began), "ms")
        with till.read() as db:
            found = scans(db)
            report.line("plans that scan a table", len(found), "", "0", not found)
            for name, (bar, text_of) in queries(count).items():
                store = report.at(timed(lambda text: find_members(db, text), text_of, name), 99)
                report.line(f"{name}, in the store, p99", store, "ms", f"≤ {bar} ms", store <= bar)
        for name, (bar, text_of) in queries(count).items():
            whole = timed(lambda text: find(till, None, text, SHOWN), text_of, name)
            p99 = report.at(whole, 99)
            told = f"{name}, p50 {report.at(whole, 50):.2f}, p99"
            report.line(told, p99, "ms", f"≤ {bar} ms", p99 <= bar)


if __name__ == "__main__":
    main()
