"""Where things lie on this machine, and which language to begin with: read from the environment, once, on request.

A shop is a folder. Its keys lie elsewhere (`desktop.models.keys`), so that a copied folder opens nowhere else.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loyalty.words import Lang

SHOP_VARIABLE = "BASHGAH_SHOP"
LANGUAGE_VARIABLE = "BASHGAH_LANG"

KEY_VARIABLE = "BASHGAH_KEY_DIR"

DEMO_SHOP, DEMO_KEYS = "demo-shop", "demo-keys"
"""Folders beside each other: the demo of `make run` and its keys."""

DEFAULT_ZONE = "Asia/Tehran"


def default_shop_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of the shop when none is named."""
    named = environ.get(SHOP_VARIABLE)
    return Path(named) if named else _user_folder() / "shop"


def keys_environ(folder: Path, environ: Mapping[str, str] = os.environ) -> Mapping[str, str]:
    """Return where the keys of a shop's folder are looked for: those of the demo lie beside it, so that it opens anywhere."""
    beside = folder.absolute().parent / DEMO_KEYS
    if KEY_VARIABLE in environ or folder.name != DEMO_SHOP or not beside.is_dir():
        return environ
    return {**environ, KEY_VARIABLE: str(beside)}


def choose_language(asked: str | None, environ: Mapping[str, str] = os.environ) -> Lang:
    """Return the language to speak before a shop is open: asked for, set, the system's English, else Persian."""
    from loyalty.words import LANGUAGES

    for text in (asked, environ.get(LANGUAGE_VARIABLE)):
        if text in LANGUAGES:
            return text
    system = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "en" if system.lower().startswith("en") else "fa"


def machine_zone(environ: Mapping[str, str] = os.environ) -> str:
    """Return the name of the time zone this machine stands in, UTC where it tells none."""
    from loyalty.clock import zone
    from loyalty.errors import LoyaltyError

    link = os.path.realpath("/etc/localtime").partition("/zoneinfo/")[2]
    for name in (environ.get("TZ", "").removeprefix(":"), link):
        try:
            if name:
                return zone(name).key
        except LoyaltyError:
            continue
    return "UTC"


def _user_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("bashgah", appauthor=False))
