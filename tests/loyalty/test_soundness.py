"""A fact whose numbers disagree was not written by the product, however well it is chained."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from loyalty.basket import Tender
from loyalty.kinds import (
    DebtPart,
    EntryAdjusted,
    GraceLot,
    Grant,
    LotAmount,
    LotExpired,
    Owed,
    ReturnedLine,
    Reversal,
    SaleRecorded,
    ShiftOpened,
    SoldLine,
)
from loyalty.soundness import is_sound

LINE = SoldLine(1, "SHOES", None, 2_000, 100_000, 10_000, 20_000, 0)
GRANT = Grant("credit", "business", 7_000, 0, None, "base", (7_000,))
SALE = SaleRecorded(
    number=1,
    shift_id="s",
    member_id="m",
    lines=(LINE,),
    tenders=(Tender("cash", 80_000),),
    change=10_000,
    spends=(LotAmount("a.0", 20_000),),
    grants=(GRANT,),
    uses=(),
    settled=(LotAmount(".0", 1_000),),
)
BACK = Reversal(
    sale_id="x",
    number=2,
    shift_id="s",
    member_id="m",
    lines=(ReturnedLine(1, 1_000, 45_000, 10_000),),
    money_back=(Tender("cash", 34_000),),
    returned=(LotAmount("a.0", 6_000),),
    graced=(GraceLot("b.0", "business", 4_000, 9),),
    taken=(LotAmount("c.0", 2_500),),
    withheld=1_000,
    owed=(Owed("points:main", 3),),
    reason="faulty",
)


@pytest.mark.parametrize(
    "body",
    [
        SALE,
        BACK,
        replace(SALE, member_id=None, lines=(replace(LINE, credit_paid=0),), tenders=(Tender("card", 90_000),),
                change=0, spends=(), grants=(), settled=()),
        replace(BACK, member_id=None, lines=(ReturnedLine(1, 1_000, 45_000, 0),), money_back=(Tender("card", 45_000),),
                returned=(), graced=(), taken=(), withheld=0, owed=()),
        replace(SALE, debts=(DebtPart("n", "credit", -999), DebtPart("m", "credit", -1))),
        replace(BACK, ended=BACK.returned, debts=(DebtPart("n", "points:main", 3),)),
        EntryAdjusted("m", (GRANT,), (LotAmount("a.0", 1),), "other"),
        LotExpired((LotAmount("a.0", 5),)),
        ShiftOpened(5),
    ],
)  # fmt: skip
def test_what_the_product_writes_agrees(body: Any) -> None:
    assert is_sound(body)


@pytest.mark.parametrize(
    "changes",
    [
        {"tenders": (Tender("cash", 80_001),)},
        {"change": -1},
        {"change": 80_001, "tenders": (Tender("card", 150_001),)},
        {"tenders": (Tender("card", 80_000),)},
        {"tenders": (Tender("cash", 80_000), Tender("card", 0))},
        {"spends": (LotAmount("a.0", 19_999),)},
        {"spends": (LotAmount("a.0", 20_001), LotAmount("b.0", -1))},
        {"settled": (LotAmount(".0", 0),)},
        {"settled": (LotAmount(".0", 7_001),)},
        {"grants": (replace(GRANT, amount=0),)},
        {"grants": (replace(GRANT, by_line=(6_999,)),)},
        {"member_id": None},
        {"lines": (replace(LINE, credit_paid=90_001),)},
        {"lines": (replace(LINE, discount=-1),)},
        {"lines": (replace(LINE, quantity=0),)},
        {"debts": (DebtPart("n", "credit", -999),)},
        {"debts": (DebtPart("n", "credit", -999), DebtPart("m", "credit", -2))},
    ],
)
def test_a_sale_that_does_not_add_up_is_seen(changes: dict[str, Any]) -> None:
    assert not is_sound(replace(SALE, **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"money_back": (Tender("cash", 34_001),)},
        {"withheld": -1, "money_back": (Tender("cash", 36_000),)},
        {"returned": (LotAmount("a.0", 6_001),)},
        {"taken": (LotAmount("c.0", 0),)},
        {"owed": (Owed("credit", -3),)},
        {"member_id": None},
        {"lines": (ReturnedLine(1, 0, 45_000, 10_000),)},
        {"lines": (ReturnedLine(1, 1_000, 45_000, 45_001),)},
        {"ended": (LotAmount("a.0", 6_001),)},
        {"debts": (DebtPart("n", "points:main", 2),)},
    ],
)
def test_a_reversal_that_does_not_add_up_is_seen(changes: dict[str, Any]) -> None:
    assert not is_sound(replace(BACK, **changes))


def test_entries_by_hand_and_expiry_move_something() -> None:
    assert not is_sound(EntryAdjusted("m", (), (LotAmount("a.0", 0),), "other"))
    assert not is_sound(EntryAdjusted("m", (replace(GRANT, amount=-5),), (), "other"))
    assert not is_sound(LotExpired((LotAmount("a.0", 0),)))
