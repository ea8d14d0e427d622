"""Keys and the recovery sheet: what is derived, what a slip of the pen does, and getting back in."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from desktop.models.keys import FileKeys, SystemKeys, choose_keys, derive, key_print, pepper_of
from desktop.models.recovery import GROUPS, make_sheet, read_sheet, restore_key
from desktop.models.store import Store
from loyalty.errors import LoyaltyError
from tests.models.world import World

KEY = bytes(range(100, 132))


def test_a_sheet_reads_back_however_it_is_typed() -> None:
    for seed in range(50):
        key = random.Random(seed).randbytes(32)
        sheet = make_sheet(key)
        assert len(sheet.groups) == GROUPS
        assert read_sheet(sheet.qr_text) == key
        assert read_sheet(" ".join(sheet.groups)) == key
        assert read_sheet("\n".join(sheet.groups).lower()) == key


def test_every_single_wrong_letter_or_digit_names_its_group() -> None:
    groups = list(make_sheet(KEY).groups)
    for place, group in enumerate(groups):
        for at, old in enumerate(group):
            if old == "-":
                continue
            for new in "A7Z" if at < 4 else "059":
                if new == old:
                    continue
                wrong = [*groups]
                wrong[place] = group[:at] + new + group[at + 1 :]
                with pytest.raises(LoyaltyError) as refused:
                    read_sheet(" ".join(wrong))
                assert refused.value.code == "recovery_group_wrong"
                assert refused.value.values["group"] == place + 1


def test_swapped_letters_and_swapped_groups_are_noticed() -> None:
    groups = list(make_sheet(KEY).groups)
    for place in range(GROUPS - 1):
        swapped = [*groups]
        swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
        with pytest.raises(LoyaltyError):
            read_sheet(" ".join(swapped))
    first = groups[0]
    for at in range(3):
        if first[at] != first[at + 1]:
            wrong = first[:at] + first[at + 1] + first[at] + first[at + 2 :]
            with pytest.raises(LoyaltyError):
                read_sheet(" ".join([wrong, *groups[1:]]))


@pytest.mark.parametrize("count", [0, 1, 12])
def test_a_sheet_cut_short(count: int) -> None:
    with pytest.raises(LoyaltyError) as refused:
        read_sheet(" ".join(make_sheet(KEY).groups[:count]))
    assert refused.value.code == "recovery_incomplete"


def test_the_sheet_lets_the_owner_back_in(world: World, shop: Store) -> None:
    sheet, key = make_sheet(shop.data_key), shop.data_key
    shop.close()
    for path in (world.root / "keys").glob("*.key"):
        path.unlink()
    with pytest.raises(LoyaltyError) as refused:
        restore_key(world.folder, make_sheet(bytes(32)).qr_text, world.keys)
    assert refused.value.code == "recovery_of_other_shop"
    restore_key(world.folder, "\n".join(sheet.groups), world.keys)
    store = world.open()
    assert store.data_key == key
    store.close()


def test_derived_keys_differ_by_purpose_and_key() -> None:
    told = {derive(KEY, "pepper"), derive(KEY, "print"), derive(bytes(32), "pepper"), KEY}
    assert len(told) == 4
    assert pepper_of(KEY) == derive(KEY, "pepper")
    assert key_print(KEY, "a") != key_print(KEY, "b")


def test_the_environment_names_the_folder_of_keys(tmp_path: Path) -> None:
    keys = choose_keys({"BASHGAH_KEY_DIR": str(tmp_path / "k")})
    assert keys == FileKeys(tmp_path / "k")
    keys.put("a", b"1")
    keys.put("a", b"2")
    assert keys.get("a") == b"2"
    keys.forget("a")
    keys.forget("a")
    assert keys.get("a") is None
    assert [path.name for path in (tmp_path / "k").iterdir()] == []


class RealEnough:
    """A key store of an operating system that can be told to stay shut."""

    priority = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.shut = False

    def _open(self) -> None:
        if self.shut:
            from keyring.errors import KeyringLocked

            raise KeyringLocked

    def get_password(self, service: str, name: str) -> str | None:
        self._open()
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        self._open()
        self.kept[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        self._open()
        del self.kept[service, name]


def test_the_system_s_key_store_is_used_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import keyring

    backend = RealEnough()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    keys = choose_keys({"XDG_CONFIG_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)})
    assert isinstance(keys, SystemKeys)
    assert keys.warning is None
    keys.put("a", KEY)
    assert keys.get("a") == KEY
    assert KEY.hex() not in str(backend.kept)
    keys.forget("a")
    keys.forget("a")
    assert keys.get("a") is None
    backend.shut = True
    with pytest.raises(LoyaltyError) as refused:
        keys.get("a")
    assert refused.value.code == "key_store_closed"


def test_without_a_key_store_a_file_outside_is_used_and_stays_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import keyring
    from keyring.backends import fail

    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    environ = {"XDG_CONFIG_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    keys = choose_keys(environ)
    assert isinstance(keys, FileKeys)
    assert keys.warning == "key_in_file"
    keys.put("shop", KEY)
    monkeypatch.setattr(keyring, "get_keyring", RealEnough)
    assert choose_keys(environ).get("shop") == KEY
