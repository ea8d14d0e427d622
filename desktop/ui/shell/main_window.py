"""The main window: rail, the stack of screens, the state line, the keys. It knows no screen by name.

`app` registers screens and says which a role may use; before anybody has signed in, or when a screen asks for
the whole window (sign-in, first start, recovery), the rail is away.

It can be painted empty, before fonts, words and the rest of the kit are there: Qt's names are therefore looked up where
they are used (its enumerations alone take as long as the empty window), and what `fill` puts in is imported there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from desktop.ui.shell.places import place_of, place_words

if TYPE_CHECKING:
    from desktop.ui.shell.state_line import Door
    from desktop.ui.shell.values import Corner, StateLine

LEAST = (1280, 720)
_DIGITS = tuple(str(n) for n in range(1, 10))


class MainWindow(QtWidgets.QMainWindow):
    """`screen_shown(key)` after each change of screen; `cashier_wanted()` on F12 or the name at the top;
    `lock_wanted()` when who stands here walks away; `closing()` when somebody closes the window: the answer is `allow_close`."""

    screen_shown = QtCore.Signal(str)
    cashier_wanted = QtCore.Signal()
    lock_wanted = QtCore.Signal()
    closing = QtCore.Signal()

    def __init__(self, *, empty: bool = False) -> None:
        super().__init__()
        self._empty = True
        self.setMinimumSize(*LEAST)
        self._screens: dict[str, QtWidgets.QWidget] = {}
        self._whole: set[str] = set()
        self._cornered: set[str] = set()
        self._current = ""
        self._may_close = True
        if not empty:
            self.fill()

    def fill(self) -> None:
        """Put rail, screens and state line into a window that was made empty; once it is filled, nothing."""
        if not self._empty:
            return
        from desktop.ui import language
        from desktop.ui.shell.corner import CornerView
        from desktop.ui.shell.key_help import KeyHelp
        from desktop.ui.shell.rail import Rail
        from desktop.ui.shell.state_line import StateLineView
        from desktop.ui.widgets import Hairline, Sheet

        self.rail, self.state_line = Rail(), StateLineView()
        self._stack = QtWidgets.QStackedWidget()
        self._rail_line = Hairline(vertical=True)
        self._lay_out()
        self.corner_block = CornerView(self._stack)
        self.corner_block.hide()
        self.sheet = Sheet(self._stack, width=400)
        self._keys = KeyHelp()
        self._empty = False
        self._connect()
        language.on_change(self, self._retranslate)

    def add_screen(
        self, key: str, screen: QtWidgets.QWidget, *, whole: bool = False, corner: bool = False
    ) -> None:
        """Register a screen. `whole`: it takes the window without the rail. `corner`: the block with cashier,
        branch and hour lies over the end of its top (184 px wide, 88 high, 20 px from the edges)."""
        if not whole:
            place_of(key)
        self._screens[key] = screen
        self._stack.addWidget(screen)
        if whole:
            self._whole.add(key)
        if corner:
            self._cornered.add(key)

    def allow(self, keys: Collection[str]) -> None:
        """Show in the rail what the signed-in role may use, of the screens that are there."""
        self.rail.allow([key for key in keys if key in self._screens])

    def show_screen(self, key: str) -> None:
        """Go to a screen; the sheet closes, the rail follows. Raises KeyError for an unknown screen."""
        screen = self._screens[key]
        self.sheet.close_sheet()
        self._current = key
        self._stack.setCurrentWidget(screen)
        whole = key in self._whole
        self.rail.setVisible(not whole)
        self._rail_line.setVisible(not whole)
        self.corner_block.setVisible(key in self._cornered)
        self._place_corner()
        # Once more when the layout has given the stack its width.
        QtCore.QTimer.singleShot(0, self, self._place_corner)
        self.rail.mark(key)
        self._write_title()
        self.screen_shown.emit(key)

    def current(self) -> str:
        return self._current

    def page(self, key: str) -> QtWidgets.QWidget:
        return self._screens[key]

    def show_state(self, state: StateLine) -> None:
        self.state_line.show_state(state)

    def show_corner(self, corner: Corner) -> None:
        self.corner_block.show_corner(corner)

    def set_doors(self, doors: tuple[Door, ...], *, keys: bool = True) -> None:
        self.state_line.set_doors(doors, keys=keys)

    def bind(self, keys: str, act: Callable[[], None], *, screen: str = "") -> QtGui.QShortcut:
        """Let a key act on one screen (or everywhere); a key of another screen stays silent here."""
        shortcut = QtGui.QShortcut(QtGui.QKeySequence(keys), self._screens[screen] if screen else self)
        within = (
            QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut
            if screen
            else QtCore.Qt.ShortcutContext.WindowShortcut
        )
        shortcut.setContext(within)
        shortcut.activated.connect(act)
        return shortcut

    def toggle_keys(self) -> None:
        """F1: all keys, and F1 again puts them away."""
        if self.sheet.isVisible():
            self.sheet.close_sheet()
        else:
            self.sheet.open(self._keys, lambda: self.tr("Keys"))

    def allow_close(self, may: bool) -> None:
        """Whether the window may be closed now; when not, closing only emits `closing`."""
        self._may_close = may

    def closeEvent(self, event: QtGui.QCloseEvent) -> None:
        self.closing.emit()
        event.setAccepted(self._may_close)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_corner()

    def changeEvent(self, event: QtCore.QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QtCore.QEvent.Type.LayoutDirectionChange:
            self._place_corner()

    def _lay_out(self) -> None:
        from desktop.ui.widgets import column, row

        across = row(self.rail, self._rail_line, self._stack, gap=0)
        across.setStretch(2, 1)
        down = column(across, self.state_line, gap=0)
        down.setStretch(0, 1)
        inside = QtWidgets.QWidget()
        inside.setLayout(down)
        self.setCentralWidget(inside)

    def _connect(self) -> None:
        self.rail.picked.connect(self.show_screen)
        self.state_line.keys_wanted.connect(self.toggle_keys)
        self.corner_block.cashier_wanted.connect(self.cashier_wanted)
        self.bind("F1", self.toggle_keys)
        self.bind("F12", self._ask_cashier)
        self.bind("Ctrl+L", self._ask_lock)
        for digit in _DIGITS:
            self.bind(f"Ctrl+{digit}", partial(self._go_to, int(digit) - 1))

    def _ask_cashier(self) -> None:
        if self._current not in self._whole:
            self.cashier_wanted.emit()

    def _ask_lock(self) -> None:
        if self._current not in self._whole:
            self.lock_wanted.emit()

    def _go_to(self, place: int) -> None:
        allowed = self.rail.allowed()
        if self._current not in self._whole and place < len(allowed):
            self.show_screen(allowed[place])

    def _place_corner(self) -> None:
        if self._empty or self.corner_block.isHidden():
            return
        corner = self.corner_block
        corner.raise_()
        # Above the page, and below what slides over it.
        self.sheet.raise_()
        rtl = self.layoutDirection() == QtCore.Qt.LayoutDirection.RightToLeft
        x = 20 if rtl else self._stack.width() - corner.width() - 20
        corner.setGeometry(x, 14, corner.width(), 88)

    def _write_title(self) -> None:
        shown = self.tr("Bashgah")
        if self._current and self._current not in self._whole:
            shown = f"{place_words(place_of(self._current))} – {shown}"
        self.setWindowTitle(shown)

    def _retranslate(self) -> None:
        self._write_title()
        self.rail.setAccessibleName(self.tr("Screens"))
        self._place_corner()
