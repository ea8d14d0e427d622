"""A till nobody touches locks itself, and no clock that is set keeps it open."""

from __future__ import annotations

import pytest

from desktop.usecases.auto_lock import auto_lock
from desktop.usecases.settings import SETTINGS, read_settings, set_settings
from loyalty.clock import DAY, MINUTE, SECOND
from tests.usecases.shop.test_pins import refused


def test_it_locks_after_the_minutes_of_the_settings(till, session, fixed_clock) -> None:
    set_settings(till, session, {"auto_lock_minutes": "۳"})
    watch = auto_lock(till)
    fixed_clock.go(3 * MINUTE - 1)
    assert not watch.lock_if_due(session)
    assert watch.left() == 1
    fixed_clock.go(1)
    assert watch.lock_if_due(session)
    assert not session.open
    assert not watch.lock_if_due(session)
    assert not watch.lock_if_due(None)


def test_a_touch_begins_anew(till, session, fixed_clock) -> None:
    watch = auto_lock(till)
    for _ in range(5):
        fixed_clock.go(2 * MINUTE - SECOND)
        watch.touch()
    assert not watch.lock_if_due(session)


@pytest.mark.parametrize("moved", [-400 * DAY, 400 * DAY])
def test_setting_the_wall_clock_changes_nothing(till, session, fixed_clock, moved: int) -> None:
    watch = auto_lock(till)
    fixed_clock.at += moved
    assert watch.left() == 2 * MINUTE


def test_a_machine_started_anew_is_locked(till, session, fixed_clock) -> None:
    watch = auto_lock(till)
    fixed_clock.boot, fixed_clock.steadily = "boot-2", 0
    assert watch.lock_if_due(session)


def test_every_setting_has_a_default_that_it_would_accept(till, session) -> None:
    with till.read() as db:
        defaults = read_settings(db)
    shops = {"language": "fa", "paper_language": "fa"}
    assert defaults == {name: setting.default for name, setting in SETTINGS.items()} | shops
    spoken = {
        name: ("on" if value else "off") if isinstance(value, bool) else str(value)
        for name, value in defaults.items()
    }
    set_settings(till, session, spoken)
    with till.read() as db:
        assert read_settings(db) == defaults


def test_a_value_of_another_version_stands_for_the_default(till, session) -> None:
    with till.transaction("owner") as tx:
        for name, text in (("theme", '"sepia"'), ("auto_lock_minutes", '"soon"'), ("training", "7")):
            tx.run("INSERT INTO setting (name, value) VALUES (?, ?)", (name, text))
    with till.read() as db:
        kept = read_settings(db)
    assert (kept["theme"], kept["auto_lock_minutes"], kept["training"]) == ("light", 2, False)


def test_all_or_none(till, session) -> None:
    with refused("setting_unknown"):
        set_settings(till, session, {"theme": "dark", "colour": "red"})
    with till.read() as db:
        assert read_settings(db)["theme"] == "light"


def test_where_the_paper_goes_is_set_by_who_closes_the_day(till, session, make_staff) -> None:
    cashier, manager = make_staff("cashier"), make_staff("branch_manager")
    with refused("not_allowed"):
        set_settings(till, cashier, {"printer_kind": "none", "theme": "dark"})
    with till.read() as db:
        assert read_settings(db)["theme"] == "light"
    set_settings(till, cashier, {"theme": "dark", "print_receipts": "ask"})
    set_settings(till, cashier, {"printer_width": "384"}, session)
    set_settings(till, manager, {"printer_drawer": "pin2"})
    with till.read() as db:
        kept = read_settings(db)
    assert (kept["printer_width"], kept["printer_drawer"], kept["theme"]) == ("384", "pin2", "dark")
