"""Short ways to put widgets beside and under one another, on a ground, in a scroll."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

Item = QWidget | QLayout | int | None
"""A widget, a layout, a number of pixels, or None for a stretch."""

_LINE = 14
"""Things whose middles lie at most so far apart stand in one line."""

_Box = TypeVar("_Box", bound=QBoxLayout)


def column(*items: Item, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Items under one another. Margins are left, top, right, bottom; Qt does not
    mirror them, so keep left and right alike."""
    return _filled(QVBoxLayout(), items, gap, margins)


def row(*items: Item, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Items beside one another in the direction of writing."""
    return _filled(QHBoxLayout(), items, gap, margins)


def _filled(layout: _Box, items: tuple[Item, ...], gap: int, margins: tuple[int, int, int, int]) -> _Box:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for item in items:
        add(layout, item)
    return layout


def add(layout: QBoxLayout, item: Item) -> None:
    if item is None:
        layout.addStretch(1)
    elif isinstance(item, int):
        layout.addSpacing(item)
    elif isinstance(item, QLayout):
        layout.addLayout(item)
    else:
        layout.addWidget(item)


def on_ground(layout: QLayout, ground: str = "", *, width: int = 0, height: int = 0) -> QWidget:
    """A panel of a token's colour ('surface', 'sunken', 'bg', 'soft') that holds `layout`."""
    panel = QWidget()
    panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    panel.setProperty("ground", ground)
    panel.setLayout(layout)
    if width:
        panel.setFixedWidth(width)
    if height:
        panel.setFixedHeight(height)
    return panel


def scrolling(content: QWidget) -> QScrollArea:
    """A scroll around `content` that grows with the page and never scrolls sideways."""
    area = _Scroll()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if not content.property("ground"):
        content.setProperty("ground", "")
    return area


class _Scroll(QScrollArea):
    """Keeps whoever types in sight when something beside it takes room away."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        typing = self.focusWidget()
        inside = self.widget()
        if typing is not None and inside is not None and inside.isAncestorOf(typing):
            self.ensureWidgetVisible(typing)


def emptied(layout: QLayout) -> None:
    """Take every widget out of a layout, for good."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def reading_order(zone: QWidget) -> list[QWidget]:
    """Return what Tab may stop at inside `zone`, as it is read: line by line, each from the language's own side."""
    stops = sorted(filter(_is_stop, zone.findChildren(QWidget)), key=lambda stop: _middle(stop, zone).y())
    lines: list[list[QWidget]] = []
    for stop in stops:
        if not lines or _middle(stop, zone).y() - _middle(lines[-1][0], zone).y() > _LINE:
            lines.append([])
        lines[-1].append(stop)
    rtl = zone.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return [
        stop
        for line in lines
        for stop in sorted(line, key=lambda one: _middle(one, zone).x() * (-1 if rtl else 1))
    ]


def tab_as_read(page: QWidget, forward: bool, *zones: QWidget, over: QWidget | None = None) -> bool:
    """Go to the next stop of a page as it is read, zone after zone, and out of the page behind the last.

    Say whether the focus moved; it does not where it stands outside the zones or in the panel `over` them.
    """
    stops = [stop for zone in zones or (page,) for stop in reading_order(zone)]
    stops = [stop for stop in stops if over is None or not over.isAncestorOf(stop)]
    here = page.window().focusWidget()
    if here not in stops:
        return False
    place = stops.index(here) + (1 if forward else -1)
    target = stops[place] if 0 <= place < len(stops) else _outside(page, forward)
    if target is None:
        return False
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring_in_sight(target)
    return True


def _outside(page: QWidget, forward: bool) -> QWidget | None:
    one: QWidget | None = page
    while one is not None:
        one = one.nextInFocusChain() if forward else one.previousInFocusChain()
        if one is page:
            return None
        if one is not None and not page.isAncestorOf(one) and _is_stop(one):
            return one
    return None


def _bring_in_sight(target: QWidget) -> None:
    above: QWidget | None = target.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(target)
        above = above.parentWidget()


def _is_stop(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    ready = widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
    return ready and widget.focusPolicy() & tab == tab


def _middle(stop: QWidget, zone: QWidget) -> QPoint:
    return stop.mapTo(zone, stop.rect().center())
