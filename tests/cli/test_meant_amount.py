"""A line or a sum of cash with zeros too many: asked about at a terminal, never of a script."""

from __future__ import annotations

import pytest

from tests.cli.lines import Lines

AS = ("--as", "owner")


def sold(lines: Lines) -> int:
    shown: int = lines.run("shift", "show", *AS).json["sales"]
    return shown


@pytest.mark.parametrize(
    ("sale", "said"),
    [
        (("--line", "GENERAL:999999999"), "999,999,999 Toman is very much for line 1"),
        (
            ("--line", "GENERAL:90000", "--pay", "cash:9000000"),
            "9,000,000 Toman in cash is very much for 90,000",
        ),
        (
            ("--line", "GENERAL:90000", "--pay", "card:80000", "--pay", "cash:1000000"),
            "1,000,000 Toman in cash is very much for 10,000",
        ),
    ],
)
def test_a_slip_of_the_keys_is_asked_about(shop: Lines, sale: tuple[str, ...], said: str) -> None:
    before = sold(shop)
    refused = shop.answer("no\n", "sell", *sale, *AS)
    text = (refused.out + refused.err).translate(dict.fromkeys((8294, 8295, 8296, 8297)))
    assert (refused.code, said in text) == (1, True), text
    assert sold(shop) == before
    assert shop.answer("yes\n", "sell", *sale, *AS).code == 0
    assert sold(shop) == before + 1


def test_an_everyday_sale_and_a_script_are_asked_nothing(shop: Lines) -> None:
    before = sold(shop)
    assert shop.answer("", "sell", "--line", "GENERAL:90000", "--pay", "cash:500000", *AS).code == 0
    assert shop.run("sell", "--line", "GENERAL:999999999", *AS).code == 0
    assert sold(shop) == before + 2
