"""The values of the form of conditions, for every screen that asks about members. No Qt."""

from desktop.ui.offers.shown import Choice, ShownForm, ShownReach

__all__ = ["Choice", "ShownForm", "ShownReach"]
"""Screens do not know each other: what segments share with offers is named here, and nothing else of theirs."""
