"""Says on the empty window that a large file of an older form is written anew, and how far it is: it takes a while, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.program import give_first_look, paint_now

if TYPE_CHECKING:
    from desktop.ui.program import Program, Screen
    from desktop.ui.shell.upgrade_page import UpgradePage
    from loyalty.words import Lang


class Upgrade:
    """`tell` hears how far it is, in hundredths; `end` gives the window back."""

    def __init__(self, app: Program, window: Screen, lang: Lang) -> None:
        self._app, self._window, self._lang = app, window, lang
        self._page: UpgradePage | None = None

    def tell(self, share: int) -> None:
        """Show the page at the first word, then how far it is; nobody can do anything meanwhile."""
        if self._page is None:
            give_first_look(self._app, self._lang)

            from desktop.ui.shell.upgrade_page import UpgradePage

            self._page = UpgradePage(self._window)
        self._page.show_share(share)
        paint_now(self._app)

    def end(self) -> None:
        """Take the page away."""
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
