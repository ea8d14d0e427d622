"""Cycles are collected on the thread of the screen, and only there."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.ui import garbage
from desktop.ui.garbage import Garbage


class Knot(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.me = self


@pytest.fixture
def collector(app: QApplication) -> Iterator[Garbage]:
    collector = Garbage()
    yield collector
    collector.stop()
    collector.deleteLater()
    assert gc.isenabled()


def test_a_worker_that_allocates_collects_nothing(collector: Garbage) -> None:
    dead = weakref.ref(Knot())
    seen: list[int] = []
    kept: list[list[int]] = []
    gc.callbacks.append(lambda phase, what: seen.append(threading.get_ident()))
    try:
        worker = threading.Thread(target=lambda: kept.extend([] for _ in range(200_000)))
        worker.start()
        worker.join()
        assert seen == []
        assert dead() is not None
        collector.look()
        assert set(seen) == {threading.get_ident()}
    finally:
        gc.callbacks.pop()


def test_tests_of_windows_keep_to_it_too(app: QApplication) -> None:
    # Whatever a worker allocates in any of them, no widget dies on it.
    assert not gc.isenabled()


def test_the_whole_heap_waits_until_nobody_touches_the_till(
    collector: Garbage, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Knot()
    gc.collect()  # now old enough that young collections pass it by
    dead = weakref.ref(old)
    del old
    collector.look()
    assert dead() is not None
    monkeypatch.setattr(garbage, "_IDLE_SECONDS", 0.0)
    collector.look()
    assert dead() is None
