"""Ed25519: the centre's own keys, one a business, and the check of tills' signatures."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SEED_BYTES = 32
SIGNATURE_BYTES = 64


@dataclass(frozen=True, slots=True)
class SeedSigner:
    """Signs with the key of a 32-byte seed."""

    seed: bytes

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message."""
        return self._key.sign(message)

    @property
    def public_key(self) -> bytes:
        """Return the 32 bytes anyone may check with."""
        return self._key.public_key().public_bytes_raw()

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


@dataclass(frozen=True, slots=True)
class KeyVerifier:
    """Checks signatures of one public key."""

    public_key: bytes

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Say whether the signature is this key's."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True
