"""Import: purchases with their lines a minute, into an encrypted shop, and once more with nothing new.

Bar: at least 20,000 purchases with their lines a minute. The files are made on the spot: members with names and
phones, purchases of nine lines on average.
"""

from __future__ import annotations

import csv
import gzip
import tempfile
import time
from pathlib import Path
from random import Random

from desktop.clocks import SystemClock
from desktop.models.keys import FileKeys
from desktop.usecases.importing.folder import import_folder
from desktop.usecases.new_shop import NewShop, new_shop
from desktop.usecases.open_till import open_till
from desktop.usecases.sign_in import sign_in
from desktop.usecases.staff_keys import LIGHT
from tests.benchmarks import report

PIN = "730614"
MEMBERS, PURCHASES = 5_000, 20_000
BAR = 20_000
"""Purchases a minute."""


def write_source(folder: Path, members: int = MEMBERS, purchases: int = PURCHASES, seed: int = 1) -> int:
    """Write members, purchases and lines; return the number of lines."""
    dice, count = Random(seed), 0
    with (
        gzip.open(folder / "members.csv.gz", "wt", encoding="utf-8", newline="") as member_file,
        gzip.open(folder / "purchases.csv.gz", "wt", encoding="utf-8", newline="") as purchase_file,
        gzip.open(folder / "lines.csv.gz", "wt", encoding="utf-8", newline="") as line_file,
    ):
        member_rows, purchase_rows, line_rows = map(csv.writer, (member_file, purchase_file, line_file))
        member_rows.writerow(["member_id", "phone", "name", "joined_at"])
        purchase_rows.writerow(["purchase_id", "member_id", "branch_id", "at", "gross", "discount", "amount"])
        line_rows.writerow(["purchase_id", "line_no", "product_id", "product_group", "quantity", "amount"])
        for number in range(members):
            name = f"سارا رضایی‌نژاد {number}"
            member_rows.writerow([f"M{number}", f"0970{number:07d}", name, "2024-01-01T10:00:00+03:30"])
        for number in range(purchases):
            amounts = [dice.randrange(10, 900) * 1_000 for _ in range(dice.randrange(1, 18))]
            at = (
                f"2025-{number * 12 // purchases + 1:02d}-{number % 28 + 1:02d}T12:{number % 60:02d}:00+03:30"
            )
            total = sum(amounts)
            member = f"M{dice.randrange(members)}"
            purchase_rows.writerow([f"P{number}", member, f"B{number % 6}", at, total, 0, total])
            for place, amount in enumerate(amounts, start=1):
                group = f"G{dice.randrange(20)}"
                line_rows.writerow([f"P{number}", place, dice.randrange(5_000), group, 1, amount])
            count += len(amounts)
    return count


def main() -> None:
    """Print how fast the files come in, and how fast they come in again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "source"
        source.mkdir()
        lines = write_source(source)
        keys, clock = FileKeys(folder / "keys"), SystemClock()
        new = NewShop(name="bench", branch="bench", owner_pin=PIN, test=True)
        new_shop(folder / "shop", new, clock=clock, keys=keys, key_cost=LIGHT)
        till = open_till(folder / "shop", clock=clock, keys=keys, key_cost=LIGHT)
        session = sign_in(till, "owner", PIN)
        for what in ("first", "again"):
            began = time.perf_counter()
            told = import_folder(till, session, source)
            spent = time.perf_counter() - began
            a_minute = PURCHASES / spent * 60
            added = f"{what}: {told.files['purchases'].added:,} purchases, {lines:,} lines, added"
            report.line(added, a_minute, "a minute", f"≥ {BAR:,} a minute", a_minute >= BAR)
        till.close()


if __name__ == "__main__":
    main()
