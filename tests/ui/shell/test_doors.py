"""The way to the other language and the next theme stands at sign-in, named by where it leads."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop.ui import language, theme
from desktop.ui.shell.doors import sign_in_doors


def test_each_door_is_named_by_where_it_leads(app: QApplication) -> None:
    gone: list[str] = []
    to_language, to_theme = sign_in_doors(gone.append, gone.append)
    assert (to_language.words(), to_theme.words()) == ("English", "زمینهٔ تیره")
    to_language.act()
    to_theme.act()
    language.use(app, "en")
    theme.use(app, "dark")
    assert (to_language.words(), to_theme.words()) == ("فارسی", "High contrast")
    to_language.act()
    to_theme.act()
    theme.use(app, "contrast")
    assert to_theme.words() == "Light theme"
    assert gone == ["en", "dark", "fa", "contrast"]
