"""The families of commands: one module each, exposing `register(commands)`.

To add a family, write `desktop/cli/<name>.py` and put its name here.
"""

from __future__ import annotations

from importlib import import_module

from desktop.cli.commands import Commands

FAMILIES = (
    "shop",
    "staff",
    "branch",
    "settings",
    "policy",
    "recovery",
    "members",
    "selling",
    "counter",
    "slips",
    "catalogue",
    "importing",
)

NOT_YET = frozenset({"members", "selling", "counter", "slips", "catalogue", "importing"})
"""Families that may still be absent."""


def register_all(commands: Commands) -> None:
    """Let every family add its commands."""
    for family in FAMILIES:
        try:
            module = import_module(f"desktop.cli.{family}")
        except ImportError:
            if family not in NOT_YET:
                raise
            continue
        module.register(commands)
