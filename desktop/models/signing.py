"""Ed25519 keys: the till's own, which signs the head at each commit, and the check of anyone's signature."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


@dataclass(frozen=True, slots=True)
class PrivateSigner:
    """Signs with a private key held in memory."""

    key: Ed25519PrivateKey

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message."""
        return self.key.sign(message)

    @property
    def public_key(self) -> bytes:
        """Return the 32 bytes anyone may check with."""
        return self.key.public_key().public_bytes_raw()


@dataclass(frozen=True, slots=True)
class PublicVerifier:
    """Checks signatures of one public key."""

    public_key: bytes

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Say whether the signature is this key's."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def signer_of(seed: bytes) -> PrivateSigner:
    """Return the signer of a 32-byte seed."""
    return PrivateSigner(Ed25519PrivateKey.from_private_bytes(seed))
