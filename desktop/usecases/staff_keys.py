"""A person's key on one till: an Ed25519 key that only the right PIN, on this machine, can open.

The private half is sealed by AES-GCM under HKDF(Argon2id(PIN), device pepper). Nothing compares PINs: a wrong
one simply does not decrypt, and a stolen file without the device's pepper cannot be tried at all. The cost of
Argon2id is stored with each key and bound to it, and is always chosen by the caller, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from loyalty.errors import LoyaltyError

_LABEL = b"bashgah/staff-key/1"
_HASH = 32


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What one try at a PIN costs: memory in KiB, passes over it, lanes."""

    memory: int
    passes: int
    lanes: int


HARDENED = KeyCost(memory=65_536, passes=3, lanes=4)
"""64 MiB, three passes: about a sixth of a second at a till, half an hour for all short PINs even with the pepper."""

LIGHT = KeyCost(memory=64, passes=1, lanes=1)
"""For tests alone; a shop of this cost says so in every key it stores."""


@dataclass(frozen=True, slots=True)
class SealedKey:
    """What a till stores of a person's key."""

    staff_id: str
    till_id: str
    public_key: bytes
    cost: KeyCost
    salt: bytes
    nonce: bytes
    sealed: bytes


class StaffSigner:
    """A key opened by its PIN; forgets itself when the session is locked."""

    __slots__ = ("_key",)

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key: Ed25519PrivateKey | None = key

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message; raises `session_locked` after `forget`."""
        if self._key is None:
            raise LoyaltyError("session_locked")
        return self._key.sign(message)

    @property
    def open(self) -> bool:
        """Say whether the key is still here."""
        return self._key is not None

    def forget(self) -> None:
        """Drop the key."""
        self._key = None


def make_key(
    staff_id: str, till_id: str, pin: str, *, pepper: bytes, cost: KeyCost, entropy: Callable[[int], bytes]
) -> tuple[SealedKey, StaffSigner]:
    """Return a new key, sealed by a PIN, and its open form."""
    key = Ed25519PrivateKey.from_private_bytes(entropy(32))
    public = key.public_key().public_bytes_raw()
    salt, nonce = entropy(16), entropy(12)
    bound = _bound_to(staff_id, till_id, public, cost)
    sealed = AESGCM(stretch(pin, salt, cost, pepper, _LABEL)).encrypt(nonce, key.private_bytes_raw(), bound)
    return SealedKey(staff_id, till_id, public, cost, salt, nonce, sealed), StaffSigner(key)


def open_key(key: SealedKey, pin: str, *, pepper: bytes) -> StaffSigner:
    """Return the key a PIN opens; raises `pin_opens_nothing` when it does not decrypt."""
    bound = _bound_to(key.staff_id, key.till_id, key.public_key, key.cost)
    secret = stretch(pin, key.salt, key.cost, pepper, _LABEL)
    try:
        raw = AESGCM(secret).decrypt(key.nonce, key.sealed, bound)
    except InvalidTag as problem:
        raise LoyaltyError("pin_opens_nothing") from problem
    return StaffSigner(Ed25519PrivateKey.from_private_bytes(raw))


def stretch(pin: str, salt: bytes, cost: KeyCost, secret: bytes, label: bytes) -> bytes:
    """Return 32 bytes that a PIN becomes, slowly, together with a secret that does not lie beside them."""
    from argon2.low_level import Type, hash_secret_raw

    stretched = hash_secret_raw(
        secret=pin.encode("ascii"),
        salt=salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=_HASH,
        type=Type.ID,
    )
    return HKDF(algorithm=SHA256(), length=_HASH, salt=secret, info=label).derive(stretched)


def _bound_to(staff_id: str, till_id: str, public: bytes, cost: KeyCost) -> bytes:
    text = f"{staff_id}\0{till_id}\0{cost.memory}\0{cost.passes}\0{cost.lanes}\0"
    return _LABEL + b"\0" + text.encode() + public
