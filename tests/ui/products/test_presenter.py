"""The products screen's presenter over the real store: looking, scanning, changing, files, groups."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.ui.products.shown import TypedGroup, TypedProduct
from desktop.usecases.policies import rules_now
from desktop.usecases.products import find_product, list_products, set_products
from loyalty.errors import LoyaltyError
from tests.conftest import OWNER_PIN

HEAD = "product_id,barcode,name,product_group,price,vat_percent,divisible\n"
NEW = TypedProduct("2001", "", "جوراب نخی", "CARE", 95_000, "10", weighed=False, is_new=True)


def names(view) -> list[str]:
    return [row.name for row in view.last("show_catalogue").rows]


def test_those_given_up_are_listed_only_when_wanted(presenter, view) -> None:
    assert len(names(view)) == 3
    presenter.on_gone_wanted(True)
    assert "چکمهٔ پارسال" in names(view)
    assert view.last("show_catalogue").whole == 4


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("كفش", ["بند کفش متری", "کفش اسپرت آریا"]),
        ("کفش آریا", ["کفش اسپرت آریا"]),
        ("بي رنگ", ["واکس بی‌رنگ"]),
        ("۲۱۰۱", ["واکس بی‌رنگ"]),
        ("زرافه", []),
    ],
)
def test_typing_narrows_the_list(presenter, view, text: str, found: list[str]) -> None:
    presenter.on_text_changed(text)
    assert names(view) == found


def test_one_group_alone(presenter, view) -> None:
    presenter.on_group_chosen("CARE")
    assert sorted(names(view)) == ["بند کفش متری", "واکس بی‌رنگ"]


def test_a_scan_finds_or_begins(presenter, view) -> None:
    presenter.on_text_changed("۴۰۰۶۳۸۱۳۳۳۹۳۱")
    assert view.last("show_reading") == ("product", "کفش اسپرت آریا")
    presenter.on_submitted()
    assert view.last("show_product").product_id == "1001"
    presenter.on_text_changed("6260000000019")
    assert view.last("show_reading")[0] == "new"
    presenter.on_submitted()
    form = view.last("show_product")
    assert (form.is_new, form.barcode, form.group, form.vat) == (True, "6260000000019", "SHOES", "10")


def test_enter_on_a_name_opens_the_first_row(presenter, view) -> None:
    presenter.on_text_changed("واکس")
    presenter.on_submitted()
    assert view.last("show_product").product_id == "1002"


def test_a_product_is_added_and_found(presenter, view, seat) -> None:
    presenter.on_product_sent(replace(NEW, vat="۱۲٫۵"))
    assert view.last("show_product") is None
    assert view.last("show_notice").key == "added"
    kept = find_product(seat.till, "2001")
    assert (kept.name, kept.price, kept.vat_rate) == ("جوراب نخی", 95_000, 125_000)
    assert "جوراب نخی" in names(view)


def test_a_product_is_changed_or_given_up(presenter, view, seat) -> None:
    presenter.on_picked("1002")
    form = view.last("show_product")
    presenter.on_product_sent(replace(form, price=70_000, active=False))
    assert view.last("show_notice").key == "changed"
    assert "واکس بی‌رنگ" not in names(view)
    presenter.on_product_sent(replace(form, price=70_000, active=False))
    assert view.last("show_notice").key == "same"
    with pytest.raises(LoyaltyError):
        find_product(seat.till, "2101000000019")


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (replace(NEW, barcode="6260000000017"), "barcode"),
        (replace(NEW, barcode="4006381333931"), "barcode"),
        (replace(NEW, name="  "), "name"),
        (replace(NEW, price=None), "price"),
        (replace(NEW, vat="ده"), "vat"),
        (replace(NEW, vat="200"), "vat"),
        (replace(NEW, product_id="1001"), "product_id"),
        (replace(NEW, product_id=""), "product_id"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(presenter, view, seat, form: TypedProduct, field: str) -> None:
    before = list_products(seat.till, gone=True)
    presenter.on_product_sent(form)
    told, text = view.last("show_field_problem")
    assert told == field
    assert text
    assert list_products(seat.till, gone=True) == before


def test_groups_show_how_many_and_what_is_unknown(presenter, view, seat, session) -> None:
    set_products(seat.till, session, [replace(find_product(seat.till, "1003"), group="LACES")])
    presenter.refresh()
    shown = {one.group: one for one in view.last("show_catalogue").groups}
    assert (shown["SHOES"].margin, shown["SHOES"].floor, shown["SHOES"].products) == (340_000, 60_000, 1)
    assert shown["CARE"].margin is None
    assert (shown["LACES"].margin, shown["LACES"].products) == (None, 1)


def test_a_group_is_published(presenter, view, seat) -> None:
    presenter.on_group_picked("CARE")
    form = view.last("show_group")
    presenter.on_group_sent(replace(form, margin="۴۰", floor="۵٫۵"))
    with seat.till.read() as db:
        groups = rules_now(db).groups
    assert (groups.margin("CARE"), groups.floor("CARE"), groups.margin("SHOES")) == (400_000, 55_000, 340_000)
    assert view.last("show_group") is None


def test_a_group_keeps_the_unit_of_what_is_measured(presenter, view, seat) -> None:
    presenter.on_group_picked("CARE")
    presenter.on_group_sent(replace(view.last("show_group"), unit="l"))
    presenter.on_group_picked("CARE")
    assert view.last("show_group").unit == "l"
    presenter.on_group_picked("SHOES")
    presenter.on_group_sent(replace(view.last("show_group"), margin="30"))
    with seat.till.read() as db:
        groups = rules_now(db).groups
    assert groups.unit("CARE", divisible=True) == "l"
    assert groups.unit("SHOES", divisible=True) == ""


def test_a_new_group_needs_a_code_and_a_name(presenter, view) -> None:
    presenter.on_new_group()
    form = view.last("show_group")
    for wrong in (form, replace(form, group="BAGS"), replace(form, group="SHOES", fa="کفش")):
        presenter.on_group_sent(wrong)
    assert view.times("show_field_problem") == 3
    presenter.on_group_sent(TypedGroup("BAGS", "کیف", "", "", "", "", is_new=True))
    shown = {one.group: one for one in view.last("show_catalogue").groups}
    assert (shown["BAGS"].fa, shown["BAGS"].en) == ("کیف", "کیف")


def test_who_may_not_set_policy_reads_only(presenter, view, seat, make_staff) -> None:
    seat.session = make_staff("branch_manager")
    presenter.entered()
    shown = view.last("show_catalogue")
    assert (shown.may_change, shown.may_rule) == (True, False)
    presenter.on_group_picked("CARE")
    assert view.times("show_group") == 0


def test_a_cashier_changes_with_a_managers_pin(presenter, view, seat, make_staff) -> None:
    seat.session = make_staff("cashier")
    presenter.entered()
    assert not view.last("show_catalogue").may_change
    presenter.on_product_sent(NEW)
    assert view.last("show_approval").people
    presenter.approval.choose("owner")
    for figure in OWNER_PIN:
        presenter.approval.press(figure)
    presenter.approval.submit()
    assert find_product(seat.till, "2001").name == "جوراب نخی"


def test_a_file_is_taken_and_its_bad_rows_told(presenter, view, seat, tmp_path: Path) -> None:
    file = tmp_path / "goods.csv"
    file.write_text(
        HEAD
        + "X1,6260000000019,مداد,CARE,25000,10,0\n"
        + "X2,6260000000017,خودکار,CARE,30000,10,0\n"
        + "X3,,,CARE,1,0,0\n"
        + "1001,4006381333931,نامی دیگر,SHOES,5,10,0\n",
        encoding="utf-8",
    )
    presenter.files.bring(str(file))
    report = view.last("show_import")
    assert (report.read, report.added, report.conflicts) == (4, 1, (5,))
    assert [one.line for one in report.refused] == [3, 4]
    assert all(one.reason for one in report.refused)
    assert view.times("show_progress") > 0
    assert view.last("show_working") == ""
    assert find_product(seat.till, "1001").price == 1_280_000
    assert "مداد" in names(view)


def test_a_file_of_another_kind_is_said(presenter, view, tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    presenter.files.bring(str(file))
    assert {one.line for one in view.last("show_import").refused} == {1}
    presenter.files.bring(str(tmp_path / "nowhere.csv"))
    assert view.times("show_problem") == 1
    assert view.last("show_working") == ""


def test_what_goes_out_comes_in_again(presenter, view, seat, session, tmp_path: Path) -> None:
    set_products(seat.till, session, [replace(find_product(seat.till, "1003"), name="=1+1")])
    file = tmp_path / "out.csv"
    presenter.files.write(str(file))
    assert (view.last("show_notice").count, view.last("show_notice").key) == (3, "exported")
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == HEAD.strip().split(",")
    assert ["1003", "", "'=1+1", "CARE", "9000", "0", "1"] in rows
    presenter.files.bring(str(file))
    report = view.last("show_import")
    assert (report.read, report.added, report.known, report.refused) == (3, 0, 3, ())


def test_training_writes_nothing(presenter, view, seat, tmp_path: Path) -> None:
    seat.training = True
    before = list_products(seat.till, gone=True)
    presenter.on_product_sent(NEW)
    file = tmp_path / "goods.csv"
    file.write_text(HEAD + "X1,,مداد,CARE,25000,10,0\n", encoding="utf-8")
    presenter.files.bring(str(file))
    assert list_products(seat.till, gone=True) == before
    assert view.times("show_field_problem") == 1
    assert view.times("show_problem") == 1
