"""Two languages in one running program: words, direction, figures, calendar, there and back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui import language
from desktop.ui.formats import plain
from desktop.ui.widgets import AmountEdit, DayEdit, MoneyLabel, PinPad, column

DAY = dt.date(2026, 11, 21)
SOURCE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa"><context><name>T</name>
<message><source>Sale</source><translation>{word}</translation></message></context></TS>
"""


def test_a_round_trip_comes_back_to_the_same_words(app: QApplication, qtbot) -> None:
    pad, money, amount, day = PinPad(), MoneyLabel(unit=True), AmountEdit(1_250_000), DayEdit(DAY)
    page = QWidget()
    page.setLayout(column(pad, money, amount, day))
    qtbot.addWidget(page)
    money.show_amount(485_000)
    page.show()

    def words() -> tuple[str, ...]:
        keys = (pad.key("4").accessibleName(), money.text(), amount.text(), day.text())
        return tuple(plain(word) for word in keys)

    persian = words()
    language.use(app, "en")
    assert words() == ("4", "485,000 Toman", "1,250,000", "2026-11-21")
    assert page.layoutDirection() == Qt.LayoutDirection.LeftToRight
    language.use(app, "fa")
    assert words() == persian == ("۴", "۴۸۵٬۰۰۰ تومان", "۱٬۲۵۰٬۰۰۰", "۱۴۰۵/۰۸/۳۰")
    assert page.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert pad.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_what_was_meant_survives_the_switch(app: QApplication, qtbot) -> None:
    amount, day = AmountEdit(98_765), DayEdit(DAY)
    for editor in (amount, day):
        qtbot.addWidget(editor)
        editor.show()
    for lang in ("en", "fa", "en"):
        language.use(app, lang)
        assert amount.amount() == 98_765
        assert day.day() == DAY


def test_digits_and_calendar_may_differ_from_the_language(app: QApplication) -> None:
    language.use(app, "fa", digits="latin", calendar="gregorian")
    assert language.formats().money(1_500) == "1,500 تومان"
    assert language.formats().day(DAY) == "21 نوامبر 2026"
    language.use(app, "en", digits="fa", calendar="jalali")
    assert language.formats().count(1_500) == "۱٬۵۰۰"
    assert language.formats().day(DAY) == "۳۰ Aban ۱۴۰۵"


def test_currency_and_zone_stay_until_they_are_set(app: QApplication) -> None:
    language.use(app, "fa", currency="IRR", zone="Asia/Kabul")
    language.use(app, "en")
    assert (language.formats().currency, language.formats().zone) == ("IRR", "Asia/Kabul")
    assert language.formats().money(7) == "7 Rial"


def test_qt_s_own_words_and_figures_follow(app: QApplication) -> None:
    language.use(app, "fa")
    assert app.translate("QPlatformTheme", "Cancel") == "انصراف"
    assert QLocale().toString(12) == "۱۲"
    language.use(app, "en")
    assert app.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert QLocale().toString(12) == "12"


def test_on_change_writes_at_once_and_after_each_switch(app: QApplication, qtbot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    written: list[str] = []
    language.on_change(page, lambda: written.append(language.formats().lang))
    assert written == ["fa"]
    page.show()
    language.use(app, "en")
    assert written[-1] == "en"
    language.use(app, "fa")
    assert written[-1] == "fa"


def test_compiled_words_are_kept_until_the_source_changes(tmp_path: Path) -> None:
    source = tmp_path / "a.ts"
    source.write_text(SOURCE.format(word="فروش"), encoding="utf-8")
    first = language.compiled([source], "fa", tmp_path / "cache")
    stamp = first.stat().st_mtime_ns
    assert language.compiled([source], "fa", tmp_path / "cache") == first
    assert first.stat().st_mtime_ns == stamp
    source.write_text(SOURCE.format(word="حراج"), encoding="utf-8")
    assert language.compiled([source], "fa", tmp_path / "cache") != first
    assert not list((tmp_path / "cache").glob("*.new*"))


def test_a_broken_source_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    source = tmp_path / "a.ts"
    source.write_text("<TS><context>", encoding="utf-8")
    with pytest.raises(RuntimeError, match="do not compile"):
        language.compiled([source], "fa", tmp_path / "cache")
    assert not list((tmp_path / "cache").glob("*.qm"))


def test_a_home_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    source, home = tmp_path / "a.ts", tmp_path / "home"
    source.write_text(SOURCE.format(word="فروش"), encoding="utf-8")
    home.write_text("a file where a folder should be")
    made = language.compiled([source], "fa", home / "cache")
    assert made.exists()
    assert tmp_path not in made.parents


def test_a_frozen_program_takes_what_was_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = tmp_path / "i18n" / "bashgah_fa.qm"
    ready.parent.mkdir()
    ready.write_bytes(b"")
    monkeypatch.setattr(language.paths, "resources", lambda: tmp_path)
    assert language.words_file("fa") is None
    monkeypatch.setattr(language.sys, "frozen", True, raising=False)
    assert language.words_file("fa") == ready
