"""The catalogue: barcodes with a right check digit, one owner each; what is the same is not recorded again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.usecases.products import (
    barcode_fault,
    ean_check_digit,
    find_product,
    list_products,
    search_products,
    set_products,
)
from loyalty.errors import LoyaltyError
from loyalty.kinds import Product

SHOE = Product("S1", "6260110500010", "کفش اسپرت آریا", "SHOES", 1_280_000, 100_000, divisible=False)
SOCK = Product("S2", "96385074", "جوراب نخی", "SOCKS", 95_000, 100_000, divisible=False)


@pytest.mark.parametrize("code", ["96385074", "6260110500010", "036000291452", "A-77", "", "12345"])
def test_right_barcodes(code):
    assert barcode_fault(code) == ""


@pytest.mark.parametrize("code", ["96385075", "6260110500018", "036000291453"])
def test_wrong_check_digits(code):
    assert barcode_fault(code) == "barcode_wrong"
    assert barcode_fault(code[:-1] + ean_check_digit(code[:-1])) == ""


def test_set_list_find(till, session):
    assert set_products(till, session, [SHOE, SOCK]) == (SHOE, SOCK)
    assert set_products(till, session, [SHOE]) == ()
    dearer = replace(SHOE, price=1_300_000)
    assert set_products(till, session, [dearer]) == (dearer,)
    assert list_products(till) == (dearer, SOCK)
    assert list_products(till, group="SOCKS") == (SOCK,)
    assert find_product(till, "۶۲۶۰۱۱۰۵۰۰۰۱۰") == dearer
    assert find_product(till, "S2") == SOCK
    assert search_products(till, "اسپرت") == (dearer,)


def test_gone_products_are_not_found(till, session):
    set_products(till, session, [replace(SHOE, active=False)])
    with pytest.raises(LoyaltyError, match="product_unknown"):
        find_product(till, "S1")
    assert list_products(till) == ()
    assert len(list_products(till, gone=True)) == 1


@pytest.mark.parametrize(
    ("products", "code"),
    [
        ([SHOE, SHOE], "product_twice"),
        ([SHOE, replace(SOCK, barcode=SHOE.barcode)], "barcode_taken"),
        ([SHOE, replace(SOCK, barcode=SHOE.barcode, name=SHOE.name)], "barcode_taken"),
        ([replace(SHOE, barcode="6260110500018")], "barcode_wrong"),
        ([replace(SHOE, name="  ")], "product_nameless"),
        ([replace(SHOE, name="ا" * 200)], "product_field_broken"),
        ([replace(SHOE, price=-1)], "product_field_broken"),
        ([replace(SHOE, product_id="")], "product_field_broken"),
        ([replace(SHOE, vat_rate=2_000_000)], "product_field_broken"),
    ],
)
def test_refusals_leave_nothing(till, session, products, code):
    with pytest.raises(LoyaltyError, match=code):
        set_products(till, session, products)
    assert list_products(till) == ()


def test_a_barcode_has_one_owner_but_may_be_handed_on(till, session):
    set_products(till, session, [SHOE])
    with pytest.raises(LoyaltyError) as refused:
        set_products(till, session, [replace(SOCK, barcode=SHOE.barcode)])
    assert refused.value.values["other"] == SHOE.name
    set_products(till, session, [replace(SHOE, barcode=""), replace(SOCK, barcode=SHOE.barcode)])
    assert find_product(till, SHOE.barcode).product_id == "S2"


def test_a_cashier_may_not(till, make_staff):
    with pytest.raises(LoyaltyError, match="not_allowed"):
        set_products(till, make_staff("cashier"), [SHOE])
