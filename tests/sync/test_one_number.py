"""Two shops that sold alone print receipts of one number; joined, no till takes back the wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.usecases.selling.checkout import Sold, checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.reversing import refund, void
from desktop.usecases.selling.shifts import begin_shift
from desktop.usecases.slips import slip_named
from loyalty.errors import LoyaltyError
from tests.sync.centre import InMemory
from tests.sync.conftest import Machine

NUMBER = "A1-000001"


@pytest.fixture
def twins(
    centre: InMemory, near: Machine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Machine, Machine]]:
    """Return a till of Vanak and one of Tajrish whose receipts begin alike."""
    far = Machine(tmp_path_factory.mktemp("far"), "far", centre.line())
    code = centre.invite("new", "branch-far", "تجریش", near.here.shop.business_id)
    centre.codes[code] = replace(centre.codes[code], till_code="A1")
    far.come(code)
    for machine in (near, far):
        begin_shift(machine.here, machine.owner, 0)
    yield near, far
    far.close()


def sell(machine: Machine, amount: int) -> Sold:
    basket = basket_of([group_line(machine.here, "general", amount)], ())
    return checkout(machine.here, machine.owner, basket, None, None)


def test_a_number_of_two_tills_is_asked_back(twins: tuple[Machine, Machine]) -> None:
    near, far = twins
    here, there = sell(near, 100_000), sell(far, 900_000)
    for machine in (*twins, *twins):
        machine.settle()
    for takes_back in (
        lambda: refund(near.here, near.owner, NUMBER, None),
        lambda: void(far.here, far.owner, NUMBER),
    ):
        with pytest.raises(LoyaltyError) as refused:
            takes_back()
        assert refused.value.code == "receipt_of_two_tills"
        assert refused.value.values == {"sale": NUMBER, "branches": "تجریش · ونک"}
    with near.here.read() as db, pytest.raises(LoyaltyError, match="receipt_of_two_tills"):
        slip_named(db, NUMBER)
    # The branch, or its beginning, or the code on the paper tells them apart.
    with near.here.read() as db:
        assert slip_named(db, f"{NUMBER} تجر").fact_id == there.sale_id
        assert slip_named(db, f"b1:{here.sale_id}").fact_id == here.sale_id
    assert refund(near.here, near.owner, f"{NUMBER} ونک", None).plan.sale_id == here.sale_id


def test_a_refund_named_with_its_branch_is_no_sale_to_void(twins: tuple[Machine, Machine]) -> None:
    near, _ = twins
    sold = sell(near, 100_000)
    refund(near.here, near.owner, sold.sale_id, None)
    with pytest.raises(LoyaltyError, match="void_of_refund"):
        void(near.here, near.owner, "A1-000002 ونک")
