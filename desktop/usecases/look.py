"""How this machine looks and speaks: anybody who stands before it may change that, signed in or not."""

from __future__ import annotations

from desktop.models.settings import set_setting
from desktop.usecases.settings import SETTINGS
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError

LOOKS = ("language", "theme", "digits", "calendar")


def keep_look(till: Till, name: str, value: str) -> None:
    """Keep a setting of the look; raises `setting_unknown`, `setting_invalid`."""
    if name not in LOOKS:
        raise LoyaltyError("setting_unknown", name=name, known=", ".join(LOOKS))
    known = SETTINGS[name]
    if value not in known.among:
        raise LoyaltyError("setting_invalid", name=name, value=value, allowed=known.allowed)
    with till.transaction("") as tx:
        set_setting(tx, name, value)
