"""What a PIN may be, and what a key sealed by one gives away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.models.signing import PublicVerifier
from desktop.usecases.pins import SHORT_LENGTH, check_new_pin, is_usual, read_pin
from desktop.usecases.staff_keys import LIGHT, KeyCost, make_key, open_key
from loyalty.errors import LoyaltyError
from tests.conftest import SeededBytes

PEPPER = bytes(range(32))
PIN = "730614"


def refused(code: str):
    """Return a context that expects one refusal."""
    return pytest.raises(LoyaltyError, match=rf"^{code}\b")


@pytest.mark.parametrize("typed", ["730614", "۷۳۰۶۱۴", "٧٣٠٦١٤", " 730614 ", "۷۳0614"])
def test_a_pin_is_the_same_in_any_script(typed: str) -> None:
    assert read_pin(typed) == PIN


@pytest.mark.parametrize("typed", ["", "12a456", "12 456", "-12345", "１２３４５６", "½23456"])
def test_anything_but_digits_is_refused(typed: str) -> None:
    with refused("pin_not_digits"):
        read_pin(typed)


def test_six_digits_are_the_least_unless_the_shop_says_four() -> None:
    with refused("pin_too_short"):
        check_new_pin("73061")
    assert check_new_pin("7306", SHORT_LENGTH) == "7306"
    with refused("pin_too_short"):
        check_new_pin("730", SHORT_LENGTH)
    with refused("pin_too_long"):
        check_new_pin("7306149283746")


@pytest.mark.parametrize(
    "pin",
    [
        "123456",
        "654321",
        "111111",
        "121212",
        "123123",
        "000000",
        "012345",
        "987654",
        "159753",
        "147258",
        "112233",
        "456789",
        "789012",
        "۱۲۳۴۵۶",
    ],
)
def test_usual_pins_are_refused(pin: str) -> None:
    with refused("pin_usual"):
        check_new_pin(pin)


@pytest.mark.parametrize(
    "pin", ["1234", "0000", "1212", "2580", "1360", "1998", "2024", "1004", "4321", "1221"]
)
def test_usual_short_pins_are_refused(pin: str) -> None:
    with refused("pin_usual"):
        check_new_pin(pin, SHORT_LENGTH)


@pytest.mark.parametrize("pin", ["13700512", "14030130", "19900101", "20010512", "12051370", "05131990"])
def test_a_full_date_is_refused(pin: str) -> None:
    with refused("pin_usual"):
        check_new_pin(pin)


@pytest.mark.parametrize("pin", ["700512", "730614", "13701512", "13700532", "17700512", "137005126"])
def test_what_only_looks_a_little_like_a_date_is_not_refused(pin: str) -> None:
    assert check_new_pin(pin) == pin


def test_few_pins_are_usual() -> None:
    six = sum(is_usual(f"{number:06d}") for number in range(0, 1_000_000, 7))
    assert six * 7 < 10_000  # under one in a hundred: the blocklist must not make guessing easier


def test_the_right_pin_opens_the_key_that_was_made(entropy: SeededBytes) -> None:
    sealed, made = make_key("s1", "t1", PIN, pepper=PEPPER, cost=LIGHT, entropy=entropy)
    signature = open_key(sealed, PIN, pepper=PEPPER).sign(b"act")
    assert signature == made.sign(b"act")
    assert PublicVerifier(sealed.public_key).verify(b"act", signature)
    assert not PublicVerifier(sealed.public_key).verify(b"other act", signature)


def test_a_wrong_pin_or_another_machine_cannot_decrypt(entropy: SeededBytes) -> None:
    sealed, _ = make_key("s1", "t1", PIN, pepper=PEPPER, cost=LIGHT, entropy=entropy)
    for pin, pepper in (("730615", PEPPER), (PIN, bytes(32))):
        with refused("pin_opens_nothing"):
            open_key(sealed, pin, pepper=pepper)


@pytest.mark.parametrize(
    "change",
    [
        {"staff_id": "s2"},
        {"till_id": "t2"},
        {"public_key": bytes(32)},
        {"cost": KeyCost(memory=65, passes=1, lanes=1)},
        {"nonce": bytes(12)},
        {"salt": bytes(16)},
    ],
)
def test_a_key_moved_to_another_person_till_or_cost_does_not_open(entropy: SeededBytes, change: dict) -> None:
    sealed, _ = make_key("s1", "t1", PIN, pepper=PEPPER, cost=LIGHT, entropy=entropy)
    with refused("pin_opens_nothing"):
        open_key(replace(sealed, **change), PIN, pepper=PEPPER)


def test_a_forgotten_key_signs_nothing(entropy: SeededBytes) -> None:
    _, signer = make_key("s1", "t1", PIN, pepper=PEPPER, cost=LIGHT, entropy=entropy)
    signer.forget()
    assert not signer.open
    with refused("session_locked"):
        signer.sign(b"act")
