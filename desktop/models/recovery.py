"""The recovery sheet: the data key on paper, in groups a person can type, each with its own check digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from desktop.models.keys import KEY_BYTES, KeyStore, key_print
from desktop.models.shop_file import read_label
from loyalty.errors import LoyaltyError, require
from loyalty.words import fold_digits

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_WEIGHTS = (3, 7, 11, 19)
_PREFIX = "BASHGAH1:"
GROUPS = 13


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is printed: groups such as `K7QM-42` in order, and the text of the QR code."""

    groups: tuple[str, ...]
    qr_text: str


def make_sheet(key: bytes) -> RecoverySheet:
    """Return the sheet of a 32-byte key."""
    require(len(key) == KEY_BYTES, "recovery_incomplete", found=0, needed=GROUPS)
    # 256 bits and four of a checksum over the whole make 52 letters: 13 groups of four.
    number = int.from_bytes(key, "big") << 4 | _whole_check(key)
    letters = "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(4 * GROUPS)))
    groups = tuple(
        f"{letters[4 * place : 4 * place + 4]}-{_check(letters[4 * place : 4 * place + 4], place)}"
        for place in range(GROUPS)
    )
    return RecoverySheet(groups, _PREFIX + "".join(group.replace("-", "") for group in groups))


def split_groups(text: str) -> list[str]:
    """Return what was typed or scanned as groups of six, without blanks and dashes; the last may be short."""
    plain = re.sub(r"[\s\-‐–]", "", fold_digits(text).strip().upper().removeprefix(_PREFIX))
    return [plain[place : place + 6] for place in range(0, len(plain), 6)]


def check_group(group: str, place: int) -> None:
    """Judge one group of six by its own check digits; `place` counts from 0. Raises `recovery_group_wrong`."""
    fits = len(group) == 6 and set(group[:4]) <= set(_LETTERS) and group[4:] == _check(group[:4], place)
    require(fits, "recovery_group_wrong", group=place + 1)


def read_sheet(text: str) -> bytes:
    """Return the key of typed or scanned groups; blanks and case do not matter.

    Raises `recovery_incomplete`, or `recovery_group_wrong` with the number of the first wrong group.
    """
    groups = split_groups(text)
    for place, group in enumerate(groups[:GROUPS]):
        check_group(group, place)
    require(len(groups) == GROUPS, "recovery_incomplete", found=len(groups), needed=GROUPS)
    number = 0
    for letter in "".join(group[:4] for group in groups):
        number = number << 5 | _LETTERS.index(letter)
    key = (number >> 4).to_bytes(KEY_BYTES, "big")
    require(number & 15 == _whole_check(key), "recovery_group_wrong", group=GROUPS)
    return key


def restore_key(folder: Path, text: str, keys: KeyStore) -> None:
    """Put the key of a sheet back for a shop whose key is gone; raises `recovery_of_other_shop`."""
    key, label = read_sheet(text), read_label(folder)
    if key_print(key, label.shop_id) != label.key_print:
        raise LoyaltyError("recovery_of_other_shop")
    keys.put(label.shop_id, key)


def _check(letters: str, place: int) -> str:
    # Weights with distinct, small differences: any one wrong letter and any two swapped ones change the sum.
    values = (_LETTERS.index(letter) for letter in letters)
    total = sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True))
    return f"{(total + 31 * place) % 97:02d}"


def _whole_check(key: bytes) -> int:
    return sum(place * byte for place, byte in enumerate(key, start=1)) % 13
