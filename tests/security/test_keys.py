"""Keys and marks moved, swapped, lost and taken from other shops: nothing opens that should not, and nothing is hidden."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.models.keys import FileKeys
from desktop.usecases.new_shop import NewShop, new_shop
from desktop.usecases.open_till import open_till
from desktop.usecases.staff_keys import LIGHT
from desktop.usecases.verify_till import verify_till
from loyalty.errors import LoyaltyError
from loyalty.kinds import Product, ProductsSet
from tests.conftest import OWNER_PIN, FixedClock, SeededBytes


def file_of(keys: FileKeys, ending: str) -> Path:
    """Return the one file of an ending beside the keys."""
    (found,) = keys.folder.glob(f"*{ending}")
    return found


@pytest.fixture
def other(tmp_path: Path, fixed_clock: FixedClock) -> FileKeys:
    """Return the keys of another shop."""
    keys = FileKeys(tmp_path / "other-keys")
    told = NewShop(name="Other", branch="One", owner_pin=OWNER_PIN, test=True)
    new_shop(tmp_path / "other", told, clock=fixed_clock, entropy=SeededBytes(9), keys=keys, key_cost=LIGHT)
    return keys


@pytest.fixture
def reopen(till, folder, keys, fixed_clock, entropy):
    """Return what opens the closed shop again and says its warnings; every till is closed at the end."""
    with till.transaction("owner") as tx:
        tx.record("product.set", ProductsSet((Product("p1", "", "Bread", "GENERAL", 1, 0, False, True),)))
    till.close()
    opened = []

    def again():
        opened.append(open_till(folder, clock=fixed_clock, entropy=entropy, keys=keys, key_cost=LIGHT))
        return opened[-1]

    yield again
    for one in opened:
        one.close()


def test_keys_swapped_between_shops_open_neither(reopen, keys, other) -> None:
    shutil.copy(file_of(other, ".key"), file_of(keys, ".key"))
    with pytest.raises(LoyaltyError) as refused:
        reopen()
    assert refused.value.code == "shop_key_wrong"


@pytest.mark.parametrize("cut", [0, 1, 31, 64])
def test_a_key_cut_short_or_too_long_is_a_wrong_key(reopen, keys, cut: int) -> None:
    path = file_of(keys, ".key")
    path.write_bytes((path.read_bytes() * 2)[:cut])
    with pytest.raises(LoyaltyError) as refused:
        reopen()
    assert refused.value.code == "shop_key_wrong"


def lose(mark: Path, _other: FileKeys) -> None:
    mark.unlink()


def garble(mark: Path, _other: FileKeys) -> None:
    mark.write_bytes(b"\xff" * mark.stat().st_size)


def take_another_shop_s(mark: Path, other: FileKeys) -> None:
    shutil.copy(file_of(other, ".mark"), mark)


@pytest.mark.parametrize("harm", [lose, garble, take_another_shop_s])
def test_a_mark_that_says_nothing_of_this_shop_opens_an_epoch_once(reopen, keys, other, harm) -> None:
    harm(file_of(keys, ".mark"), other)
    first = reopen()
    assert "epoch_opened" in first.warnings
    told = [(one.code, one.refusal.values.get("kind")) for one in verify_till(first).problems]
    assert told == [
        ("act_unsigned", "product.set")
    ]  # what was recorded without a signature, and nothing else
    first.close()
    assert "epoch_opened" not in reopen().warnings


def test_an_older_mark_is_a_mark_that_lags(reopen, keys) -> None:
    mark = file_of(keys, ".mark")
    before = mark.read_bytes()
    first = reopen()
    with first.transaction("owner") as tx:
        tx.record("product.set", ProductsSet((Product("p2", "", "Milk", "GENERAL", 1, 0, False, True),)))
    first.close()
    mark.write_bytes(before)
    assert "epoch_opened" not in reopen().warnings


def test_a_folder_copied_to_another_person_s_keys_is_refused(
    reopen, folder, tmp_path, other, fixed_clock
) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    with pytest.raises(LoyaltyError) as refused:
        open_till(tmp_path / "copy", clock=fixed_clock, entropy=SeededBytes(5), keys=other, key_cost=LIGHT)
    assert refused.value.code == "shop_key_missing"
