"""Signing in, ten wrong PINs, and everything that must not give an eleventh try."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.usecases.open_till import open_till
from desktop.usecases.people import all_staff, find_staff
from desktop.usecases.sign_in import approve, lock, people, pin_wait, sign_in, switch
from desktop.usecases.staff import NewStaff, add_staff, remove_staff, set_pin
from desktop.usecases.staff_keys import LIGHT
from desktop.usecases.tries import MOST_TRIES
from loyalty.clock import DAY, HOUR, SECOND
from loyalty.errors import LoyaltyError
from tests.conftest import OWNER_PIN, STAFF_PIN
from tests.usecases.shop.test_pins import refused

WRONG = "918273"


def try_wrong(till, clock, times: int, staff_id: str = "owner") -> list[str]:
    """Try a wrong PIN so many times, waiting as told; return the refusals."""
    codes = []
    for _ in range(times):
        clock.go(pin_wait(till, staff_id))
        with pytest.raises(LoyaltyError) as refusal:
            sign_in(till, staff_id, WRONG)
        codes.append(refusal.value.code)
    return codes


def kinds(till) -> list[str]:
    """Return the kinds of all facts in order."""
    with till.read() as db:
        return [row[0] for row in db.rows("SELECT kind FROM fact ORDER BY pos")]


def test_the_owner_signs_in_with_any_script(till) -> None:
    session = sign_in(till, "owner", "۷۳۰۶۱۴")
    assert (session.staff_id, session.level, session.open) == ("owner", "owner", True)
    assert kinds(till)[-1] == "staff.signed_in"


def test_signing_in_for_one_approval_records_nothing(till) -> None:
    before = kinds(till)
    assert approve(till, "owner", OWNER_PIN).open
    assert sign_in(till, "owner", OWNER_PIN, record=False).open
    assert kinds(till) == before


def test_the_tenth_wrong_pin_disables_it_for_the_right_one_too(till, fixed_clock) -> None:
    assert try_wrong(till, fixed_clock, MOST_TRIES) == ["pin_wrong"] * 9 + ["pin_disabled"]
    assert kinds(till)[-1] == "staff.locked"
    fixed_clock.go(DAY)
    with refused("pin_disabled"):
        sign_in(till, "owner", OWNER_PIN)
    assert [staff.locked for staff in people(till)] == [True]


def test_a_pin_guessed_at_in_training_is_disabled_and_told_of_all_the_same(till, fixed_clock) -> None:
    assert try_wrong(replace(till, training=True), fixed_clock, MOST_TRIES)[-1] == "pin_disabled"
    assert kinds(till)[-1] == "staff.locked"


def test_the_refusal_says_how_many_tries_are_left(till) -> None:
    with pytest.raises(LoyaltyError) as refusal:
        sign_in(till, "owner", WRONG)
    assert refusal.value.values == {"left": 9}


def test_the_right_pin_begins_the_count_anew(till, fixed_clock) -> None:
    for _ in range(3):
        try_wrong(till, fixed_clock, 8)
        fixed_clock.go(pin_wait(till, "owner"))
        assert sign_in(till, "owner", OWNER_PIN).open


def test_what_is_not_a_pin_costs_no_try(till) -> None:
    for _ in range(MOST_TRIES + 2):
        with refused("pin_not_digits"):
            sign_in(till, "owner", "not a pin")
    assert sign_in(till, "owner", OWNER_PIN).open


def test_after_three_wrong_pins_one_has_to_wait(till, fixed_clock) -> None:
    try_wrong(till, fixed_clock, 3)
    with pytest.raises(LoyaltyError) as refusal:
        sign_in(till, "owner", OWNER_PIN)
    assert (refusal.value.code, refusal.value.values) == ("pin_wait", {"seconds": 1})
    fixed_clock.go(SECOND)
    assert sign_in(till, "owner", OWNER_PIN).open


def test_setting_the_wall_clock_does_not_shorten_the_wait(till, fixed_clock) -> None:
    try_wrong(till, fixed_clock, 9)
    fixed_clock.at += 10 * HOUR
    assert pin_wait(till, "owner") == 8 * SECOND
    fixed_clock.at -= 400 * DAY
    assert pin_wait(till, "owner") == 8 * SECOND
    with refused("pin_wait"):
        sign_in(till, "owner", OWNER_PIN)


def test_the_count_survives_closing_and_another_boot(till, open_it, fixed_clock) -> None:
    try_wrong(till, fixed_clock, 9)
    till.close()
    fixed_clock.boot, fixed_clock.steadily = "boot-2", 5
    fixed_clock.at += HOUR
    again = open_it()
    assert try_wrong(again, fixed_clock, 1) == ["pin_disabled"]


def test_an_old_file_put_back_gives_no_more_tries(
    till, open_it, folder: Path, fixed_clock, tmp_path: Path
) -> None:
    till.close()
    shutil.copytree(folder, tmp_path / "old")
    again = open_it()
    try_wrong(again, fixed_clock, 9)
    again.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "old", folder)
    restored = open_it()
    assert try_wrong(restored, fixed_clock, 1) == ["pin_disabled"]


def test_a_lost_mirror_gives_no_more_tries(till, open_it, keys, fixed_clock) -> None:
    try_wrong(till, fixed_clock, 9)
    for spoil in (lambda path: path.write_text("{"), lambda path: path.unlink()):
        spoil(keys.folder / f"{till.shop.till_id}.tries")
        fixed_clock.go(HOUR)
        assert pin_wait(till, "owner") == 0
    assert try_wrong(till, fixed_clock, 1) == ["pin_disabled"]


def test_a_try_counts_even_when_the_till_dies_while_trying(till, fixed_clock, monkeypatch) -> None:
    def die(*_args: object, **_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop.usecases.sign_in.open_key", die)
    for _ in range(MOST_TRIES):
        fixed_clock.go(pin_wait(till, "owner"))
        with pytest.raises(KeyboardInterrupt):
            sign_in(till, "owner", WRONG)
    monkeypatch.undo()
    with refused("pin_disabled"):
        sign_in(till, "owner", OWNER_PIN)


def test_the_mirror_holds_no_pin(till, keys, fixed_clock) -> None:
    try_wrong(till, fixed_clock, 2)
    mirror = keys.folder / f"{till.shop.till_id}.tries"
    assert mirror.stat().st_mode & 0o077 == 0
    text = mirror.read_text()
    assert WRONG not in text
    assert [row["fails"] for row in json.loads(text).values()] == [2]


def test_a_manager_cures_a_disabled_pin_and_the_old_key_is_gone(
    till, session, make_staff, fixed_clock
) -> None:
    make_staff("cashier", staff_id="sara")
    try_wrong(till, fixed_clock, MOST_TRIES, "sara")
    set_pin(till, session, "sara", "650173")
    with refused("pin_wrong"):
        sign_in(till, "sara", STAFF_PIN)
    assert sign_in(till, "sara", "650173").open


def test_locking_forgets_the_key(till, session) -> None:
    lock(session)
    assert not session.open
    with refused("session_locked"):
        session.signer.sign(b"anything")


def test_switching_locks_the_one_before_and_a_wrong_pin_changes_nothing(till, session, make_staff) -> None:
    make_staff("cashier", staff_id="sara")
    with refused("pin_wrong"):
        switch(till, session, "sara", WRONG)
    assert session.open
    assert switch(till, session, "sara", STAFF_PIN).staff_id == "sara"
    assert not session.open


def test_who_left_or_never_came_does_not_sign_in(till, session, make_staff) -> None:
    make_staff("cashier", staff_id="sara")
    remove_staff(till, session, "sara")
    with refused("staff_gone"):
        sign_in(till, "sara", STAFF_PIN)
    with refused("staff_unknown"):
        sign_in(till, "nobody", STAFF_PIN)


def test_the_first_sign_in_at_a_till_needs_a_manager(till, session, make_staff) -> None:
    add_staff(till, session, NewStaff("Sara", "cashier", "sara"))
    with refused("first_sign_in_needs_approval"):
        sign_in(till, "sara", STAFF_PIN)
    cashier = make_staff("cashier", staff_id="ali")
    with refused("not_allowed"):
        set_pin(till, cashier, "sara", STAFF_PIN)
    set_pin(till, cashier, "sara", STAFF_PIN, approval=session)
    assert sign_in(till, "sara", STAFF_PIN).open


def test_the_copied_folder_opens_nowhere_else(
    till, folder: Path, tmp_path: Path, fixed_clock, entropy
) -> None:
    from desktop.models.keys import FileKeys

    till.close()
    shutil.copytree(folder, tmp_path / "copied")
    with refused("shop_key_missing"):
        open_till(tmp_path / "copied", clock=fixed_clock, keys=FileKeys(tmp_path / "other"), entropy=entropy)


def test_a_wrong_key_is_named_as_such(till, folder: Path, keys, fixed_clock, entropy) -> None:
    till.close()
    [key] = keys.folder.glob("*.key")
    key.write_bytes(bytes(32))
    with refused("shop_key_wrong"):
        open_till(folder, clock=fixed_clock, keys=keys, entropy=entropy)


def test_people_are_found_by_id_or_name(till, session) -> None:
    assert find_staff(till, None) == "owner"
    add_staff(till, session, NewStaff("سارا", "cashier", "sara", STAFF_PIN))
    add_staff(till, session, NewStaff("سارا", "cashier", "sara-2", STAFF_PIN))
    assert find_staff(till, "SARA") == "sara"
    with refused("staff_ambiguous"):
        find_staff(till, "سارا")
    with refused("sign_in_needed"):
        find_staff(till, None)
    with refused("staff_unknown"):
        find_staff(till, "nobody")


def test_who_belongs_to_another_branch_stays_there(till, session) -> None:
    from desktop.usecases.branches import add_branch

    other = add_branch(till, session, "ونک")
    for staff_id, level in (("sara", "cashier"), ("mina", "manager_of_branches")):
        add_staff(till, session, NewStaff(staff_id, level, staff_id, STAFF_PIN, other.branch_id))
    with refused("staff_of_other_branch"):
        sign_in(till, "sara", STAFF_PIN)
    assert sign_in(till, "mina", STAFF_PIN).open
    assert [staff.staff_id for staff in people(till)] == ["mina", "owner"]


def test_the_cost_of_a_key_is_stored_with_it(till) -> None:
    with till.read() as db:
        assert [row[0] for row in db.rows("SELECT cost FROM staff_key")] == [
            f"{LIGHT.memory}:{LIGHT.passes}:{LIGHT.lanes}"
        ]
        assert [staff.has_key for staff in all_staff(db)] == [True]


def test_a_try_that_cannot_be_counted_is_not_made(till, keys, monkeypatch) -> None:
    def refuse(*_args: object) -> None:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr("desktop.usecases.tries.os.replace", refuse)
        with refused("tries_not_kept"):
            sign_in(till, "owner", OWNER_PIN)
    assert sign_in(till, "owner", OWNER_PIN).open


KILLED = """
import os, signal, sys
from pathlib import Path
from desktop.models.keys import FileKeys
from desktop.usecases import sign_in
from desktop.usecases.open_till import open_till
from tests.conftest import FixedClock

sign_in.open_key = lambda *_args, **_words: os.kill(os.getpid(), signal.SIGKILL)
till = open_till(Path(sys.argv[1]), clock=FixedClock(at=int(sys.argv[3]), steadily=10**10), keys=FileKeys(Path(sys.argv[2])))
sign_in.sign_in(till, "owner", "918273")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not of Windows")
def test_a_process_killed_while_trying_has_used_its_try(till, open_it, folder, keys, fixed_clock) -> None:
    try_wrong(till, fixed_clock, 9)
    till.close()
    fixed_clock.at += HOUR
    call = [sys.executable, "-c", KILLED, str(folder), str(keys.folder), str(fixed_clock.at)]
    done = subprocess.run(call, cwd=Path(__file__).parents[3], capture_output=True, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    with refused("pin_disabled"):
        sign_in(open_it(), "owner", OWNER_PIN)
