"""An offer edited at one till while another sells by the version it holds; and edited at both, unseen by each other."""

from __future__ import annotations

from desktop.usecases.exchange.standing import sync_state
from desktop.usecases.offers import publish, show_offer
from desktop.usecases.selling.checkout import Sold
from desktop.usecases.selling.reversing import refund
from loyalty.basket import Tender
from tests.sync.conftest import Machine
from tests.sync.test_uses import both, open_tills, sell

__all__ = ["open_tills"]


def edit(machine: Machine, percent: int) -> None:
    """Publish the offer anew at one till; nobody else hears of it yet."""
    name = {"fa": "بهار", "en": "Spring"}
    document = {"id": "spring", "name": name, "benefits": [{"discount": {"percent": percent}}]}
    publish(machine.here, machine.owner, document)


def used(sold: Sold) -> list[tuple[int, int]]:
    """Return the version of the offer that a sale used, and what it took off."""
    return [(one.version, sum(one.discounts)) for one in sold.sale.uses]


def test_a_till_sells_by_the_version_it_holds_and_gives_back_what_that_gave(
    open_tills: tuple[Machine, Machine],
) -> None:
    near, far = open_tills
    edit(near, 10)
    both(near, far)
    edit(near, 20)
    first = sell(far)
    assert (used(sell(near)), used(first)) == ([(2, 20_000)], [(1, 10_000)])
    both(near, far)
    assert used(sell(far)) == [(2, 20_000)]
    assert refund(far.here, far.owner, first.sale_id, None).body.money_back == (Tender("cash", 90_000),)


def test_of_an_offer_edited_at_two_tills_at_once_one_version_stands_and_the_other_is_told(
    open_tills: tuple[Machine, Machine],
) -> None:
    near, far = open_tills
    edit(near, 10)
    both(near, far)
    edit(near, 20)
    edit(far, 30)
    before = {used(sell(near))[0], used(sell(far))[0]}
    assert before == {(2, 20_000), (2, 30_000)}
    both(near, far)
    one, other = show_offer(near.here, "spring"), show_offer(far.here, "spring")
    assert (one.version, one.sentence) == (other.version, other.sentence)
    assert one.published == other.published
    assert used(sell(near)) == used(sell(far))
    for machine in open_tills:
        assert [(told.name.fa, told.name.en) for told in sync_state(machine.here).beaten] == [
            ("بهار", "Spring")
        ]
