"""Does every control a person can reach have a name that a screen reader can say? Used by the tests of all screens."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from desktop.ui.formats import plain

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QTextEdit, QAbstractItemView)


def spoken_name(widget: QWidget) -> str:
    """The name assistive software gets for a widget, without invisible marks."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None:
        return plain(widget.accessibleName()).strip()
    return plain(interface.text(QAccessible.Text.Name)).strip()


def controls(root: QWidget) -> list[QWidget]:
    """The visible controls of a screen, without the inner parts of Qt's own compound widgets."""
    found = [w for w in root.findChildren(QWidget) if w.isVisibleTo(root) and _is_control(w)]
    return [w for w in found if not _is_inner(w)]


def nameless(root: QWidget) -> list[str]:
    """Controls without a name, described so that one finds them."""
    return [f"{type(w).__name__} in {_path(w)}" for w in controls(root) if not spoken_name(w)]


def assert_all_named(root: QWidget) -> None:
    """Fail when a visible control has no name, or when there is no control at all to look at."""
    assert controls(root), "no control is visible: the check would prove nothing"
    without = nameless(root)
    assert not without, without


def assert_large_enough(root: QWidget, least: int = 30) -> None:
    """Fail when something to be pressed is smaller than a finger can hit within its row."""
    buttons = [w for w in controls(root) if isinstance(w, QAbstractButton)]
    small = [f"{_path(b)} {b.width()}x{b.height()}" for b in buttons if min(b.width(), b.height()) < least]
    assert not small, small


def _is_control(widget: QWidget) -> bool:
    return isinstance(widget, CONTROLS) or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _is_inner(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    if widget.objectName().startswith("qt_"):
        return True
    return isinstance(parent, (QAbstractSpinBox, QComboBox, QAbstractItemView))


def _path(widget: QWidget) -> str:
    names = []
    here: QWidget | None = widget
    while here is not None:
        names.append(type(here).__name__)
        here = here.parentWidget()
    return " < ".join(names)
