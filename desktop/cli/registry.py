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
    "offers",
    "audiences",
    "schemas",
    "recovery",
    "members",
    "member_pins",
    "selling",
    "counter",
    "slips",
    "catalogue",
    "importing",
    "figures",
    "goals",
    "reports",
    "exchange",
    "overseeing",
)


def register_all(commands: Commands) -> None:
    """Let every family add its commands."""
    for family in FAMILIES:
        import_module(f"desktop.cli.{family}").register(commands)
