"""Packages that import their modules late give every name they promise, and only those."""

from __future__ import annotations

from importlib import import_module

import pytest

from loyalty.lazy import lazily


def test_every_kind_of_fact_is_found() -> None:
    kinds = import_module("loyalty.kinds")
    assert [name for name in kinds.__all__ if not hasattr(kinds, name)] == []


def test_what_no_module_has_is_refused() -> None:
    find = lazily("loyalty.kinds", {"shop": "BranchSet"})
    assert find("BranchSet") is import_module("loyalty.kinds.shop").BranchSet
    with pytest.raises(AttributeError, match=r"'loyalty\.kinds' has no attribute 'BranchSets'"):
        find("BranchSets")
