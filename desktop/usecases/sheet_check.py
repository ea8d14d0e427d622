"""Reads a typed recovery sheet without using it: which group is wrong is said while it is still being typed."""

from __future__ import annotations

from desktop.models.recovery import GROUPS, read_sheet

__all__ = ["GROUPS", "check_sheet"]


def check_sheet(text: str) -> None:
    """Raise `recovery_group_wrong` (with the group) or `recovery_incomplete`; the key itself is not given out."""
    read_sheet(text)
