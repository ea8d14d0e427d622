"""Drawing needs an application object, once, before any test of paper."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session", autouse=True)
def drawing(qapp: object) -> object:
    """Share the run's one application object and load the fonts into it."""
    from desktop.printing.raster import prepare_drawing

    return prepare_drawing()
