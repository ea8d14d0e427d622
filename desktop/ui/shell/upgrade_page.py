"""What stands on the window while the shop's file is written in its new form: what happens, how far, what not to do. Passive."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.ui import language, theme
from desktop.ui.widgets import Bar, Label, column, on_ground, row

_WIDE = 560


class UpgradePage(QWidget):
    """Covers a window that is still empty. `show_share(hundredths)`."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._title = Label("", 20, theme.SEMIBOLD, wrap=True, align="center")
        self._hint = Label("", 15, tone="text2", wrap=True, align="center")
        self._share, self._bar, self._done = Label("", 15, theme.MEDIUM, align="center"), Bar(8), 0
        inside = QWidget()
        inside.setFixedWidth(_WIDE)
        inside.setLayout(column(self._title, 8, self._hint, 24, self._bar, 8, self._share, gap=0))
        whole = on_ground(column(None, row(None, inside, None), None), "surface")
        self.setLayout(column(whole, gap=0))
        self.setGeometry(window.rect())
        language.on_change(self, self._retranslate)
        self.show()

    def show_share(self, share: int) -> None:
        """Show how many hundredths are done."""
        self._done = share
        self._bar.show_share(share, 100, name=self._title.text())
        self._share.setText(language.formats().percent(share * 10_000, alone=True))

    def _retranslate(self) -> None:
        self._title.setText(self.tr("The shop's file is being written in its new form"))
        self._hint.setText(
            self.tr(
                "This happens once and may take a few minutes in a large shop. Please do not switch the till off; "
                "should the power fail, nothing is lost and it begins anew."
            )
        )
        self.setAccessibleName(f"{self._title.text()} {self._hint.text()}")
        self.show_share(self._done)
