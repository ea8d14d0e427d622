"""Ten wrong PINs and never an eleventh, whoever races; and a PIN stands nowhere but in the head of its owner."""

from __future__ import annotations

import gc
import threading

import pytest

from desktop.usecases import sign_in as signing_in
from desktop.usecases.authority import authorise
from desktop.usecases.sign_in import approve, lock, pin_wait, sign_in, switch
from desktop.usecases.staff import remove_staff, set_level
from desktop.usecases.staff_keys import StaffSigner
from desktop.usecases.tries import MOST_TRIES
from loyalty.clock import DAY, MINUTE
from loyalty.errors import LoyaltyError
from tests.conftest import OWNER_PIN, STAFF_PIN

WRONG = "918273"


def refusal_of(act) -> str:
    """Return the code an act is refused with."""
    with pytest.raises(LoyaltyError) as refused:
        act()
    return refused.value.code


def try_wrong(till, clock, times: int, staff_id: str = "owner") -> None:
    """Try a wrong PIN so many times, waiting as told."""
    for _ in range(times):
        clock.go(pin_wait(till, staff_id))
        refusal_of(lambda: sign_in(till, staff_id, WRONG))


def test_the_right_pin_at_the_last_try_lets_in_for_good(till, fixed_clock) -> None:
    try_wrong(till, fixed_clock, MOST_TRIES - 1)
    fixed_clock.go(pin_wait(till, "owner"))
    assert sign_in(till, "owner", OWNER_PIN).open
    assert sign_in(till, "owner", OWNER_PIN).open
    try_wrong(till, fixed_clock, 1)
    assert sign_in(till, "owner", OWNER_PIN).open


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the PINs that were really tried at a key."""
    tried: list[str] = []
    real = signing_in.open_key

    def note(key, pin: str, *, pepper: bytes) -> StaffSigner:
        tried.append(pin)
        return real(key, pin, pepper=pepper)

    monkeypatch.setattr(signing_in, "open_key", note)
    return tried


def race(till, count: int) -> list[str]:
    """Let many try at the very same moment; return their refusals."""
    ready, codes = threading.Barrier(count), []

    def one() -> None:
        ready.wait()
        codes.append(refusal_of(lambda: approve(till, "owner", WRONG)))

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return codes


def test_who_races_waits_like_everybody(till, made: list[str]) -> None:
    codes = race(till, 12)
    assert len(made) == codes.count("pin_wrong") == 3
    assert codes.count("pin_wait") == 9


def test_racing_for_the_last_try_gives_one(till, fixed_clock, made: list[str]) -> None:
    try_wrong(till, fixed_clock, MOST_TRIES - 1)
    fixed_clock.go(MINUTE)
    made.clear()
    assert race(till, 12) == ["pin_disabled"] * 12
    assert len(made) == 1


@pytest.mark.parametrize("turn", [-3_650 * DAY, -DAY, DAY, 3_650 * DAY])
def test_no_clock_gives_an_eleventh_try(till, open_it, fixed_clock, made: list[str], turn: int) -> None:
    try_wrong(till, fixed_clock, MOST_TRIES)
    fixed_clock.at += turn
    fixed_clock.boot = "boot-2"
    made.clear()
    assert refusal_of(lambda: sign_in(till, "owner", OWNER_PIN)) == "pin_disabled"
    till.close()
    assert refusal_of(lambda: sign_in(open_it(), "owner", OWNER_PIN)) == "pin_disabled"
    assert made == []


def open_signers() -> list[StaffSigner]:
    """Return every key that can still sign, wherever in the process it is held."""
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, StaffSigner) and one.open]


@pytest.fixture
def no_keys_before() -> None:
    """Forget the keys other tests left."""
    for one in open_signers():
        one.forget()


def test_a_locked_session_leaves_no_key_in_the_process(no_keys_before, till) -> None:
    held = sign_in(till, "owner", OWNER_PIN)
    assert open_signers() == [held.signer]
    lock(held)
    assert open_signers() == []


def test_switching_leaves_the_next_person_s_key_alone(no_keys_before, till, session, make_staff) -> None:
    cashier = make_staff("cashier")
    lock(cashier)
    assert open_signers() == [session.signer]
    after = switch(till, session, "cashier", STAFF_PIN)
    assert open_signers() == [after.signer]


def test_who_is_locked_out_approves_nothing(till, session, make_staff, fixed_clock) -> None:
    cashier = make_staff("cashier")
    lock(make_staff("branch_manager", pin="640825"))
    try_wrong(till, fixed_clock, MOST_TRIES, "branch-manager")
    assert refusal_of(lambda: approve(till, "branch-manager", "640825")) == "pin_disabled"
    assert refusal_of(lambda: authorise(till, cashier, "void")) == "not_allowed"


def test_an_approval_taken_before_dies_with_its_giver(till, session, make_staff) -> None:
    """Removed, lowered or locked between the PIN and the act: the approval is worth nothing any more."""
    cashier = make_staff("cashier")
    gone = make_staff("branch_manager", staff_id="gone")
    lowered = make_staff("branch_manager", staff_id="lowered")
    locked = make_staff("branch_manager", staff_id="locked")
    assert authorise(till, cashier, "void", gone).approver_id == "gone"
    remove_staff(till, session, "gone")
    set_level(till, session, "lowered", "cashier")
    lock(locked)
    assert refusal_of(lambda: authorise(till, cashier, "void", gone)) == "staff_gone"
    assert refusal_of(lambda: authorise(till, cashier, "void", lowered)) == "approver_not_allowed"
    assert refusal_of(lambda: authorise(till, cashier, "void", locked)) == "session_locked"
    assert refusal_of(lambda: authorise(till, cashier, "void", cashier)) == "approver_same"
    assert refusal_of(lambda: approve(till, "gone", STAFF_PIN)) == "staff_gone"


def test_no_refusal_of_a_pin_holds_it(till, make_staff, fixed_clock) -> None:
    typed = ["918273", "۹۱۸۲۷۳", "9182738264519", "91a273"]
    for pin in typed:
        fixed_clock.go(pin_wait(till, "owner"))
        with pytest.raises(LoyaltyError) as refused:
            sign_in(till, "owner", pin)
        told = repr(refused.value) + repr(refused.value.values) + str(refused.value)
        assert pin not in told
        assert refused.value.__cause__ is None or pin not in repr(refused.value.__cause__)
