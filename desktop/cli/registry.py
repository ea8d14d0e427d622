"""The families of commands: one module each, exposing `register(commands)`.

To add a family, write `desktop/cli/<name>.py` and put its name here, with the words its commands begin with.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from desktop.cli.commands import VALUED, Commands

FAMILIES = {
    "shop": ("new-shop", "verify"),
    "staff": ("staff",),
    "branch": ("branch",),
    "settings": ("settings",),
    "clock": ("clock",),
    "policy": ("policy",),
    "offers": ("offer",),
    "audiences": ("audience", "segment"),
    "schemas": ("schema",),
    "recovery": ("backup", "restore", "recovery"),
    "members": (
        "find",
        "enrol",
        "member-set",
        "member",
        "merge",
        "split",
        "leave",
        "erase",
        "card",
        "consent",
    ),
    "member_pins": ("pin",),
    "selling": ("quote", "sell", "refund", "void", "adjust"),
    "counter": ("shift", "day-close", "park", "recall"),
    "slips": ("receipt", "prints"),
    "catalogue": ("product",),
    "importing": ("import", "export", "demo"),
    "figures": ("figures",),
    "goals": ("goal",),
    "reports": ("report",),
    "exchange": ("join", "follow", "sync", "authority"),
    "overseeing": ("tills", "overspends", "audit"),
}


def register_all(commands: Commands) -> None:
    """Let every family add its commands."""
    for family in FAMILIES:
        _register(family, commands)


def register_for(line: Sequence[str], commands: Commands) -> None:
    """Let the family a line asks for add its commands; all of them where the line names none, as for help."""
    word = _first_word(line)
    asked = [family for family, words in FAMILIES.items() if word in words]
    for family in asked or FAMILIES:
        _register(family, commands)


def _register(family: str, commands: Commands) -> None:
    import_module(f"desktop.cli.{family}").register(commands)


def _first_word(line: Sequence[str]) -> str:
    """Return the word of a line that names its command, "" without one."""
    words = iter(line)
    for word in words:
        if word in VALUED:
            next(words, "")
        elif not word.startswith("-"):
            return word
    return ""
