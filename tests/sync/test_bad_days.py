"""Bad days with real processes: power goes at the centre and at the tills, the line is cut, a backup is put back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Any

import pytest

from tests.sync.places import PHONE, Centre, Line, TillLine, free_port

BRANCHES = ("Tajrish", "Karaj", "Shiraz")


@dataclass
class Shop:
    """A centre, a line to it, and four tills; what was said to be recorded, and what may have been."""

    centre: Centre
    line: Line
    tills: list[TillLine]
    least: int = 0
    most: int = 0
    acked: dict[str, dict[str, int]] = field(default_factory=dict)

    def note(self, amount: int, told: dict[str, Any] | None) -> None:
        """Count what a till was told to give or take; without an answer it may have done so or not."""
        if told is None or "error" not in told:
            self.most += max(amount, 0) if told is None else amount
            self.least += min(amount, 0) if told is None else amount

    def note_sync(self, till: TillLine, told: dict[str, Any]) -> None:
        """Remember what the centre has acknowledged: it may never go back."""
        if told.get("acked"):
            known = self.acked.setdefault(till.name, {})
            epoch, seq = told["acked"]["epoch"], told["acked"]["seq"]
            assert seq >= known.get(epoch, 0), "what was acknowledged was forgotten"
            known[epoch] = seq


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    centre = Centre(tmp_path / "centre", free_port())
    centre.run("new-business", "--name", "Cafe", "--trade", "cafe", "--test")
    centre.start()
    line = Line(centre.port)
    first, *others = (TillLine(name, tmp_path) for name in "abcd")
    first.run("new-shop", "--name", "Cafe", "--branch", "Vanak", "--trade", "cafe", "--test")
    first.run("enrol", "--phone", PHONE, "--name", "Sara")
    first.run("join", "--centre", line.url, "--code", centre.code("--own-branch"))
    for till, branch in zip(others, BRANCHES, strict=True):
        told = till.run("join", "--centre", line.url, "--code", centre.code("--new-branch", branch))
        assert told.get("till"), told
    yield Shop(centre, line, [first, *others])
    line.close()
    centre.stop()


def agree(shop: Shop) -> int:
    """Let everybody hear everything; return the balance on which all agree."""
    for _ in range(3):
        for till in shop.tills:
            told = till.run("sync")
            assert told.get("pending") == 0, told
            shop.note_sync(till, told)
    found = shop.centre.run("verify")
    assert found["ok"] is True, found
    proofs = [till.run("verify") for till in shop.tills]
    assert [proof["problems"] for proof in proofs] == [[]] * len(shop.tills)
    assert {proof["facts"] for proof in proofs} == {found["businesses"][0]["facts"]}
    balances = {till.credit()["total"] for till in shop.tills}
    assert len(balances) == 1, balances
    assert shop.centre.run("overspends")["overspends"] == []
    return balances.pop()


def _hit(shop: Shop, chance: random.Random) -> None:
    """Do something at two tills at once, and let one bad thing happen meanwhile."""
    doing = []
    for till in chance.sample(shop.tills, 2):
        amount = chance.choice((700, 300, 0))
        words = ("adjust", PHONE, "--credit", str(amount), "--reason", "gift") if amount else ("sync",)
        doing.append((till, amount, till.start(*words)))
    bad = chance.choice(("kill till", "kill centre", "cut", "kill till"))
    with suppress(TimeoutExpired):
        doing[0][2].wait(chance.uniform(0.3, 1.6))
    if bad == "kill till":
        doing[0][2].kill()
    elif bad == "kill centre":
        shop.centre.kill()
    else:
        shop.line.cut()
    for till, amount, running in doing:
        out, _ = running.communicate(timeout=60)
        told = till.read(out) if out else None
        shop.note(amount, told)
        if told and not amount:
            shop.note_sync(till, told)
    shop.line.heal()
    if bad == "kill centre":
        shop.centre.start()


def test_power_and_line_fail_at_random_and_nothing_is_lost(shop: Shop) -> None:
    seed = random.SystemRandom().randrange(1 << 32)
    chance = random.Random(seed)
    for _ in range(8):
        _hit(shop, chance)
    balance = agree(shop)
    assert shop.least <= balance <= shop.most, (seed, shop.least, balance, shop.most)


def test_a_centre_put_back_to_its_backup_is_given_back_what_it_lost(shop: Shop, tmp_path: Path) -> None:
    a, b, *_ = shop.tills
    shop.centre.run("backup", str(tmp_path / "backup"))
    a.run("adjust", PHONE, "--credit", "5000", "--reason", "gift")
    b.run("adjust", PHONE, "--credit", "300", "--reason", "gift")
    before = agree(shop)
    facts = shop.centre.run("verify")["businesses"][0]["facts"]
    # Of what came after the backup only the tills know now; b's machine is gone, and others lend what it told.
    shop.centre.stop()
    shop.centre.folder = tmp_path / "later"
    shop.centre.run("restore", str(tmp_path / "backup"))
    shop.centre.start()
    for till in (a, *shop.tills[2:]):
        told = till.run("sync")
        assert told.get("pending") == 0, told
    # All it had is there again, and the beginning of its new epoch.
    assert shop.centre.run("verify")["businesses"][0]["facts"] == facts + 1
    assert [row["awaited"] for row in shop.centre.run("tills")["tills"]].count(True) == 1
    assert agree(shop) == before == 5_300
    assert not any(row["awaited"] or row["doubt"] for row in shop.centre.run("tills")["tills"])


def test_a_till_nobody_remembers_joins_again_with_all_it_has(tmp_path: Path) -> None:
    """It joined after the backup, and no other till had read of it before the centre was put back."""
    centre = Centre(tmp_path / "centre", free_port())
    centre.run("new-business", "--name", "Cafe", "--trade", "cafe", "--test")
    centre.start()
    line = Line(centre.port)
    a, b = TillLine("a", tmp_path), TillLine("b", tmp_path)
    a.run("new-shop", "--name", "Cafe", "--branch", "Vanak", "--trade", "cafe", "--test")
    a.run("enrol", "--phone", PHONE, "--name", "Sara")
    a.run("join", "--centre", line.url, "--code", centre.code("--own-branch"))
    centre.run("backup", str(tmp_path / "backup"))
    b.run("join", "--centre", line.url, "--code", centre.code("--new-branch", BRANCHES[0]))
    b.run("adjust", PHONE, "--credit", "700", "--reason", "gift")
    assert b.run("sync")["pending"] == 0
    centre.stop()
    centre.folder = tmp_path / "later"
    centre.run("restore", str(tmp_path / "backup"))
    centre.start()
    b.run("adjust", PHONE, "--credit", "50", "--reason", "gift")
    told = b.run("sync")["error"]
    assert "--own-branch" in told["message"], told
    joined = b.run("join", "--centre", line.url, "--code", centre.code("--own-branch"))
    assert joined["again"] is False, joined
    shop = Shop(centre, line, [a, b])
    assert agree(shop) == 750
    assert not any(row["awaited"] or row["doubt"] for row in centre.run("tills")["tills"])
    line.close()
    centre.stop()
