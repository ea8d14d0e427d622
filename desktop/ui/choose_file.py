"""Where a file goes or comes from, asked with the system's own window. Screens hold these as attributes, so that
tests answer in a person's place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def choose_to_save(parent: QWidget, title: str, name: str, kinds: str) -> str:
    """Ask where to save; returns '' when nobody chose. `kinds` as "PDF (*.pdf)"."""
    where, _ = QFileDialog.getSaveFileName(parent, title, str(_documents() / name), kinds)
    return where


def choose_to_open(parent: QWidget, title: str, kinds: str) -> str:
    """Ask which file to read; returns '' when nobody chose."""
    where, _ = QFileDialog.getOpenFileName(parent, title, str(_documents()), kinds)
    return where


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
