"""What tests of screens share: an offscreen application in Persian and light, put back after each test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desktop.ui import language, theme
from tests.ui.strays import told_strays


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    theme.start(qapp)
    return qapp


@pytest.fixture(autouse=True)
def no_strays() -> Iterator[None]:
    """No part of a screen may stand as a window of its own before it is put in."""
    with told_strays() as told:
        yield
    assert not told


@pytest.fixture
def app(dressed: QApplication) -> Iterator[QApplication]:
    """The application in Persian and light; whatever a test switches is switched back."""
    language.use(dressed, "fa", currency="IRT", zone="Asia/Tehran")
    yield dressed
    language.use(dressed, "fa", currency="IRT", zone="Asia/Tehran")
    if theme.name() != "light":
        theme.use(dressed, "light")
