"""The shop's keys: the data key in the operating system's key store, and what is derived from it.

The data key never lies in the data folder: a copied folder stays closed. Where the system has no key store the
key is a file for this user alone, outside the data folder, and the screens say so (`warning`).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from loyalty.errors import LoyaltyError

KEY_BYTES = 32
KEY_FOLDER = "BASHGAH_KEY_DIR"
SERVICE = "bashgah"


class KeyStore(Protocol):
    """Keeps small secrets by name. `folder` is where marks outside the database live; `warning` a code or None."""

    @property
    def folder(self) -> Path:
        """Return a folder of this user outside every data folder."""

    @property
    def warning(self) -> str | None:
        """Return the code of what the screens must show, or None."""

    def get(self, name: str) -> bytes | None:
        """Return a secret, or None."""

    def put(self, name: str, secret: bytes) -> None:
        """Keep a secret."""

    def forget(self, name: str) -> None:
        """Remove a secret."""


@dataclass(frozen=True, slots=True)
class FileKeys:
    """Secrets as files for this user alone."""

    folder: Path
    warning: str | None = "key_in_file"

    def get(self, name: str) -> bytes | None:
        """Return a secret, or None."""
        path = self.folder / f"{name}.key"
        return path.read_bytes() if path.exists() else None

    def put(self, name: str, secret: bytes) -> None:
        """Keep a secret: written beside, synced, then put in place."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self.folder / f"{name}.key"
        beside = path.with_suffix(".new")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(descriptor, secret)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(beside, path)
        sync_folder(self.folder)

    def forget(self, name: str) -> None:
        """Remove a secret."""
        (self.folder / f"{name}.key").unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class SystemKeys:
    """Secrets in the operating system's key store."""

    folder: Path
    backend: Any
    warning: str | None = None

    def get(self, name: str) -> bytes | None:
        """Return a secret, or None; raises `key_store_closed` when the store does not answer."""
        found = self._ask("get_password", name)
        return None if found is None else base64.b64decode(found)

    def put(self, name: str, secret: bytes) -> None:
        """Keep a secret."""
        self._ask("set_password", name, base64.b64encode(secret).decode())

    def forget(self, name: str) -> None:
        """Remove a secret where there is one."""
        if self._ask("get_password", name) is not None:
            self._ask("delete_password", name)

    def _ask(self, act: str, name: str, *rest: str) -> Any:
        from keyring.errors import KeyringError

        try:
            return getattr(self.backend, act)(SERVICE, name, *rest)
        except (KeyringError, RuntimeError) as problem:
            raise LoyaltyError("key_store_closed") from problem


def choose_keys(environ: Mapping[str, str] = os.environ) -> KeyStore:
    """Return the best key store of this machine; `BASHGAH_KEY_DIR` names a folder to be used instead.

    A key that was once put into a file stays there, so that a key store appearing later locks nobody out.
    """
    if KEY_FOLDER in environ:
        return FileKeys(Path(environ[KEY_FOLDER]))
    folder = _own_folder(environ)
    backend = _system_backend()
    if backend is None or any(folder.glob("*.key")):
        return FileKeys(folder)
    return SystemKeys(folder, backend)


def _own_folder(environ: Mapping[str, str]) -> Path:
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA", str(Path.home()))) / "Bashgah Keys"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Bashgah Keys"
    return Path(environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "bashgah-keys"


def _system_backend() -> Any:
    import keyring
    from keyring.backends import fail

    backend = keyring.get_keyring()
    usable = not isinstance(backend, fail.Keyring) and getattr(backend, "priority", 0) >= 1
    return backend if usable else None


def derive(key: bytes, purpose: str) -> bytes:
    """Return a key of 32 bytes for one purpose (HKDF-SHA256, one block), independent of all others."""
    spread = hmac.new(b"bashgah/derive/1", key, hashlib.sha256).digest()
    return hmac.new(spread, purpose.encode() + b"\x01", hashlib.sha256).digest()


def key_print(key: bytes, shop_id: str) -> str:
    """Return a short mark that tells a wrong key from a damaged file and gives nothing of the key away."""
    return hmac.new(derive(key, "print"), shop_id.encode(), hashlib.sha256).hexdigest()[:16]


def pepper_of(key: bytes) -> bytes:
    """Return the secret mixed into every PIN: without it a stolen file gives no PIN away."""
    return derive(key, "pepper")


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable (where the system knows how)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
