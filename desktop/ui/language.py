"""Persian and English at run time: translator, direction, locale, and the reader's `Formats`.

`use()` switches a running program: every widget gets a LanguageChange and writes itself anew. Code carries
English source strings; Persian stands in `resources/i18n/fa/*.ts`, English plurals in `resources/i18n/en`.
The compiled files are not kept in the repository: they are made at the first need into a cache named by
the content of their sources, so a checkout runs without a build step and never with stale words.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui import paths
from desktop.ui.formats import Formats

if TYPE_CHECKING:
    import tempfile

LANGUAGES = ("fa", "en")
FOLLOW = "follow"
"""Digits or calendar as the language has them."""


@dataclass(slots=True)
class _Current:
    formats: Formats = field(default_factory=Formats)
    translators: list[QTranslator] = field(default_factory=list)
    spare: tempfile.TemporaryDirectory[str] | None = None


_current = _Current()


def formats() -> Formats:
    """How to write figures and days for the reader, now."""
    return _current.formats


def use(
    app: QApplication,
    lang: str,
    *,
    digits: str = FOLLOW,
    calendar: str = FOLLOW,
    currency: str | None = None,
    zone: str | None = None,
) -> None:
    """Switch language ('fa'|'en'), digits ('fa'|'latin'|FOLLOW), calendar ('jalali'|'gregorian'|FOLLOW)."""
    before = _current.formats
    _current.formats = Formats(
        lang=lang,
        digits=("fa" if lang == "fa" else "latin") if digits == FOLLOW else digits,
        calendar=("jalali" if lang == "fa" else "gregorian") if calendar == FOLLOW else calendar,
        currency=currency or before.currency,
        zone=zone or before.zone,
    )
    QLocale.setDefault(locale(_current.formats))
    _replace_translators(app, lang)
    app.setLayoutDirection(direction())
    for window in app.topLevelWidgets():
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))


def direction() -> Qt.LayoutDirection:
    rtl = _current.formats.rtl
    return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight


def locale(formats: Formats) -> QLocale:
    """The locale Qt's own spin boxes and calendars follow: its digits are the reader's digits."""
    if formats.digits == "fa":
        return QLocale(QLocale.Language.Persian, QLocale.Country.Iran)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


def on_change(widget: QWidget, write: Callable[[], None]) -> None:
    """Call `write` now and after every switch of language, as long as `widget` lives."""
    widget.installEventFilter(_Rewriter(widget, write))
    write()


class _Rewriter(QObject):
    def __init__(self, widget: QWidget, write: Callable[[], None]) -> None:
        super().__init__(widget)
        self._write = write

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._write()
        return super().eventFilter(watched, event)


def _replace_translators(app: QApplication, lang: str) -> None:
    for old in _current.translators:
        app.removeTranslator(old)
        old.deleteLater()
    _current.translators = [t for t in (_qt_words(app, lang), _own_words(app, lang)) if t is not None]
    for translator in _current.translators:
        app.installTranslator(translator)


def _qt_words(app: QApplication, lang: str) -> QTranslator | None:
    """Qt's own words («تأیید», «کپی»)."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator if translator.load(f"qtbase_{lang}", folder) else None


def _own_words(app: QApplication, lang: str) -> QTranslator | None:
    file = words_file(lang)
    translator = QTranslator(app)
    return translator if file is not None and translator.load(str(file)) else None


def words_file(lang: str) -> Path | None:
    """The compiled words of a language: shipped ready in a frozen program, else made of the sources."""
    ready = paths.resources() / "i18n" / f"bashgah_{lang}.qm"
    if getattr(sys, "frozen", False) and ready.exists():
        return ready
    sources = sorted((paths.resources() / "i18n" / lang).glob("*.ts"))
    return compiled(sources, lang) if sources else None


def compiled(sources: list[Path], lang: str, folder: Path | None = None) -> Path:
    """The .qm made of `sources`, from the cache when its content has not changed since."""
    mark = hashlib.sha256(b"".join(s.read_bytes() for s in sources)).hexdigest()[:16]
    folder = _writable(folder or _cache())
    target = folder / f"bashgah_{lang}_{mark}.qm"
    if not target.exists():
        fresh = target.with_suffix(f".{os.getpid()}.new")
        release(sources, fresh)
        fresh.replace(target)
    return target


def _writable(folder: Path) -> Path:
    """`folder`, made if need be; a folder of this process where nothing may be written (a locked-down home)."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    if _current.spare is None:
        import tempfile

        _current.spare = tempfile.TemporaryDirectory(prefix="bashgah-words-")
    return Path(_current.spare.name)


def release(sources: list[Path], target: Path) -> None:
    """Compile translation sources into one .qm; raises RuntimeError with the compiler's own words."""
    import subprocess

    call = [str(tool("lrelease")), "-silent", *map(str, sources), "-qm", str(target)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode or not target.exists():
        raise RuntimeError(f"translations do not compile: {done.stderr or done.stdout}")


def tool(name: str) -> Path:
    """A Qt linguist tool as shipped inside PySide6 (or on the path)."""
    folder = Path(PySide6.__file__).parent
    shipped = folder / (f"{name}.exe" if sys.platform == "win32" else name)
    if shipped.exists():
        return shipped
    import shutil

    found = shutil.which(f"pyside6-{name}") or shutil.which(name)
    if not found:
        raise RuntimeError(f"{name} is not installed")
    return Path(found)


def _cache() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("bashgah", appauthor=False)) / "i18n"
