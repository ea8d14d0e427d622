"""The products screen on the real store: scanner keys, forms, both tabs, a long import that is stopped."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.ui import language
from desktop.ui.lanes import Lanes
from desktop.ui.products.screen import build_products
from desktop.ui.products.till_products import TillProducts
from desktop.ui.products.view import ProductsScreen
from desktop.ui.snapshots import settle
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.products import find_product, list_products
from tests.ui.accessibility import assert_all_named
from tests.ui.typing import press, type_text


def made(tasks, seat, qtbot) -> ProductsScreen:
    screen, presenter = build_products(tasks, TillProducts(seat))
    screen.presenter = presenter  # kept alive as long as the screen
    qtbot.addWidget(screen)
    screen.resize(1336, 864)
    screen.show()
    presenter.entered()
    settle()
    return screen


@pytest.fixture
def screen(app: QApplication, seat, qtbot) -> ProductsScreen:
    return made(ImmediateTasks(), seat, qtbot)


def test_from_a_scan_to_a_new_product(screen, seat) -> None:
    type_text(screen.field.edit, "6260000000019")
    press(screen.field.edit, Qt.Key.Key_Return)
    settle()
    form = screen.product
    assert screen.sheet.isVisible()
    form.set_text("name", "جوراب نخی")
    type_text(form.fields["price"].editor, "۹۵۰۰۰")
    press(form.fields["price"].editor, Qt.Key.Key_Return)
    settle()
    assert not screen.sheet.isVisible()
    assert find_product(seat.till, "6260000000019").price == 95_000
    assert "جوراب نخی" in screen.verdict.text()


def test_enter_of_a_scanner_in_the_form_goes_on_to_the_name_and_the_last_field_saves(screen, seat) -> None:
    screen.add.click()
    settle()
    fields = {name: field.editor for name, field in screen.product.fields.items()}
    for name, typed, reached in (
        ("barcode", "6260000000019", "name"),
        ("name", "Socks", "price"),
        ("price", "95000", ""),
    ):
        type_text(fields[name], typed)
        assert screen.sheet.isVisible()
        press(fields[name], Qt.Key.Key_Return)
        settle()
        assert not reached or fields[reached].hasFocus()
        assert not any(field.problem() for field in screen.product.fields.values())
    assert find_product(seat.till, "6260000000019").name == "Socks"


def test_figures_are_written_for_the_reader(screen, app) -> None:
    row = next(row for row in screen.table.rows() if row.key == "1001")
    assert row.cells[3].text == "۱٬۲۸۰٬۰۰۰"
    assert row.cells[5].text == "دانه‌ای"
    language.use(app, "en", currency="IRT", zone="Asia/Tehran")
    settle()
    row = next(row for row in screen.table.rows() if row.key == "1001")
    assert (row.cells[2].text, row.cells[3].text, row.cells[4].text) == ("Shoes", "1,280,000", "10%")


def test_down_goes_into_the_table_and_enter_opens(screen) -> None:
    press(screen.field.edit, Qt.Key.Key_Down)
    assert screen.table.chosen()
    press(screen.table, Qt.Key.Key_Return)
    assert screen.sheet.isVisible()
    assert not screen.product.fields["product_id"].editor.isEnabled()


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_everything_is_named(screen, app, lang: str) -> None:
    language.use(app, lang, currency="IRT", zone="Asia/Tehran")
    assert_all_named(screen)
    screen.tabs.choose("groups")
    screen.tabs.picked.emit("groups")
    screen.group_picked.emit("SHOES")
    settle()
    assert_all_named(screen)
    screen.new_wanted.emit()
    settle()
    assert_all_named(screen)


def test_an_empty_list_says_what_to_do(screen) -> None:
    screen.field.set_text("زرافه")
    settle()
    assert not screen.table.isVisible()
    assert screen._empty.isVisible()
    press(screen.field.edit, Qt.Key.Key_Escape)
    settle()
    assert screen.field.text() == ""
    assert screen.table.isVisible()


def test_files_are_chosen_by_a_person(screen, seat, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    screen.save_file = lambda *told: str(target)
    screen.files.pick("export")
    assert target.exists()
    screen.open_file = lambda *told: str(target)
    screen.files.pick("import")
    settle()
    assert screen.sheet.isVisible()
    screen.open_file = lambda *told: ""
    screen.files.pick("import")
    assert not screen._progress_line.isVisible()


def test_a_long_import_shows_progress_and_stops(app, seat, qtbot, tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    head = "product_id,barcode,name,product_group,price,vat_percent,divisible\n"
    file.write_text(
        head + "".join(f"M{n},,کالای {n},CARE,{n},10,0\n" for n in range(4_000)), encoding="utf-8"
    )
    lanes = Lanes()
    try:
        screen = made(lanes, seat, qtbot)
        qtbot.waitUntil(lambda: len(screen.table.rows()) == 3)
        held, seen = threading.Event(), threading.Event()
        desk = screen.presenter._desk
        bring = desk.bring

        def slowly(path, told):
            def tell(done, total):
                told(done, total)
                seen.set()
                assert held.wait(20)

            return bring(path, tell)

        desk.bring = slowly
        screen.import_chosen.emit(str(file))
        assert screen._progress_line.isVisible()
        assert seen.wait(20)
        screen.progress.cancelled.emit()
        held.set()
        qtbot.waitUntil(lambda: not lanes.busy, timeout=20_000)
        assert not screen._progress_line.isVisible()
        assert 3 < len(list_products(seat.till)) < 4_003
    finally:
        held.set()
        lanes.close()
        app.processEvents()
