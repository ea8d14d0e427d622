"""Packages whose modules are imported when the first of their names is asked for.

A package that gathers the names of many modules would else bring in all of them for one: a start that shows who works
here shall not wait for what a sale is made of.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def lazily(package: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of a package; `modules` gives the names of each module, parted by spaces."""
    homes = {name: module for module, names in modules.items() for name in names.split()}

    def find(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found: object = getattr(import_module(f"{package}.{homes[name]}"), name)
        # From now on it is found without asking here.
        setattr(sys.modules[package], name, found)
        return found

    return find
