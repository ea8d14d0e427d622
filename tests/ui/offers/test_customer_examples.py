"""The customer's own offers, typed into the editor by keys alone, then sold at the till to the Toman.

Shoes: 20 % instead of 10 % from 600,000. Salon: three lasting offers that add up, and three one-shot ones.
"""

from __future__ import annotations

import pytest

from desktop.models.people import Person
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.offers import granted_members, list_offers
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.pricing import price_basket
from desktop.usecases.selling.shifts import begin_shift
from loyalty.kinds import MemberEnrolled
from tests.ui.offers.hands import Manager, at_the_screen

DAY = 24 * 3_600_000


def salon_groups(margin: int) -> dict:
    names = {"NAIL": ("ناخن", "Nails"), "COLOUR": ("رنگ", "Colour")}
    rows = [{"id": key, "name": {"fa": fa, "en": en}, "margin": margin} for key, (fa, en) in names.items()]
    return {"groups": rows}


@pytest.fixture
def salon(app, seat, qtbot) -> Manager:
    """A salon with a margin of 30 %, base credit of 10 %, and a low step to silver."""
    publish_policy(seat.till, seat.session, "groups", salon_groups(30))
    ladder = {"by": "main", "window_days": 365, "tiers": [["bronze", 0], ["silver", 500]]}
    publish_policy(seat.till, seat.session, "tiers", ladder)
    begin_shift(seat.till, seat.session, 0)
    return at_the_screen(ImmediateTasks(), seat, qtbot)


def member(seat, name: str, phone: str) -> str:
    member_id = seat.till.new_id()
    with seat.till.transaction(seat.session.staff_id) as tx:
        tx.record("member.enrolled", MemberEnrolled(member_id, None))
        tx.set_people({member_id: Person(name=name, phone=phone)})
    return member_id


def sell(seat, member_id: str, group: str, *amounts: int) -> None:
    for amount in amounts:
        checkout(seat.till, seat.session, basket_of([group_line(seat.till, group, amount)]), member_id, None)


def priced(seat, member_id: str, amount: int, group: str = "NAIL") -> tuple[int, int]:
    """Return what is paid for a purchase, and the credit it brings."""
    found = price_basket(seat.till, basket_of([group_line(seat.till, group, amount)]), member_id)
    return found.quote.totals.net, found.quote.totals.credit_earned


def over_ten(manager: Manager) -> None:
    manager.begin("بیش از ۱۰ مراجعه", "More than ten visits")
    manager.add("audience", "چند بار خرید کرده", op=">", value="۱۰")
    manager.add("benefits", "درصد اعتبار", percent="۱۰")


def five_million(manager: Manager) -> None:
    manager.begin("پنج میلیونی‌ها", "Five million club")
    manager.add("audience", "مجموع خرید", op=">", amount="۵۰۰۰۰۰۰")
    manager.add("benefits", "درصد تخفیف", percent="۵")
    manager.add("benefits", "درصد اعتبار", percent="۵")


def silver(manager: Manager) -> None:
    manager.begin("نقره‌ای‌ها", "Silver")
    manager.add("audience", "درست این سطح")
    manager.add("benefits", "درصد اعتبار", percent="۱۵")


def test_shoes_earn_twenty_instead_of_ten_from_600_000(app, seat, qtbot) -> None:
    manager = at_the_screen(ImmediateTasks(), seat, qtbot)
    manager.begin("۲۰٪ به‌جای ۱۰٪", "20% instead of 10%")
    manager.add("basket", "جمع سبد", op=">=", amount="۶۰۰۰۰۰", group="SHOES")
    manager.add("benefits", "درصد اعتبار", percent="۲۰", mode="instead")
    shoes = next(row for row in manager.screen.editor.check.rows() if row.group == "SHOES")
    assert (shoes.now, shoes.now_redeemed, shoes.then, shoes.then_redeemed) == (
        60_000,
        40_000,
        180_000,
        60_000,
    )
    assert shoes.verdict == "pays"
    manager.publish()
    begin_shift(seat.till, seat.session, 0)
    sara = member(seat, "سارا", "09120004567")
    assert priced(seat, sara, 200_000, "SHOES") == (200_000, 20_000)
    assert priced(seat, sara, 599_999, "SHOES") == (599_999, 59_999)
    assert priced(seat, sara, 600_000, "SHOES") == (600_000, 120_000)


def test_three_lasting_offers_of_the_salon_add_up(salon: Manager, seat) -> None:
    for write in (over_ten, five_million):
        write(salon)
        salon.publish()
    silver(salon)
    # With a margin of 30 % the three together lose 130,000 on a million, once the credit is spent.
    check = salon.screen.editor.check.rows()
    assert {row.group: (row.amount_then, row.then_redeemed, row.verdict) for row in check} == {
        "NAIL": (1_000_000, -130_000, "under"),
        "COLOUR": (1_000_000, -130_000, "under"),
    }
    assert salon.screen.editor.verdict.tone() == "warn"
    publish_policy(seat.till, seat.session, "groups", salon_groups(60))
    salon.presenter.editing.show()
    assert {row.verdict for row in salon.screen.editor.check.rows()} == {"pays"}
    salon.publish()
    assert len(list_offers(seat.till)) == 3
    sara = member(seat, "سارا", "09120004567")
    sell(seat, sara, "NAIL", *[460_000] * 10)
    # Ten visits and 4,600,000: neither is reached; today's purchase counts in neither.
    assert priced(seat, sara, 1_000_000) == (1_000_000, 100_000)
    sell(seat, sara, "NAIL", 400_001)
    seat.till.clock.go(DAY)
    net, credit = priced(seat, sara, 1_000_000)
    assert (net, credit) == (950_000, 380_000)


def test_the_next_purchase_decides(salon: Manager, seat) -> None:
    sara, nima = member(seat, "سارا", "09120004567"), member(seat, "نیما", "09120007777")
    sell(seat, sara, "NAIL", *[150_000] * 6)
    sell(seat, nima, "NAIL", *[150_000] * 5)
    seat.till.clock.go(60_000)
    salon.begin("خرید بعدی بزرگ‌تر", "A larger next one", kind="one_shot")
    salon.choose("grant.ends", "next_purchase")
    salon.add("audience", "چند بار خرید کرده", op=">", value="۵")
    salon.add("audience", "میانگین هر خرید", op="<", amount="۲۰۰۰۰۰")
    salon.add("basket", "جمع سبد", op=">", amount="۳۰۰۰۰۰")
    salon.add("benefits", "درصد اعتبار", percent="۱۰")
    assert salon.screen.editor._reached.figure() == "۱"
    salon.publish()
    (offer,) = list_offers(seat.till)
    assert [one.member_id for one in granted_members(seat.till, offer.offer_id)] == [sara]
    assert priced(seat, sara, 300_001) == (300_001, 60_000)
    sell(seat, sara, "NAIL", 250_000)
    assert [one.state for one in granted_members(seat.till, offer.offer_id)] == ["passed"]
    assert priced(seat, sara, 400_000) == (400_000, 40_000)


def test_nails_but_never_colour(salon: Manager, seat) -> None:
    sara, nima = member(seat, "سارا", "09120004567"), member(seat, "نیما", "09120007777")
    sell(seat, sara, "NAIL", 200_000)
    sell(seat, nima, "NAIL", 200_000)
    sell(seat, nima, "COLOUR", 300_000)
    publish_policy(seat.till, seat.session, "groups", salon_groups(60))
    salon.begin("رنگ را هم ببینید", "See our colour", kind="one_shot")
    salon.put("grant.days", "۳۰")
    salon.add("audience", "خریده است")
    salon.choose("audience.all[0].bought?", "group:NAIL")
    salon.add("audience", "نخریده است")
    salon.choose("audience.all[1].not_bought?", "group:COLOUR")
    salon.add("benefits", "درصد تخفیف", percent="۲۰")
    salon.choose("benefits[0].discount.of?", "group:COLOUR")
    salon.publish()
    (offer,) = list_offers(seat.till)
    assert [one.member_id for one in granted_members(seat.till, offer.offer_id)] == [sara]
    assert priced(seat, sara, 500_000, "COLOUR")[0] == 400_000
    assert priced(seat, nima, 500_000, "COLOUR")[0] == 500_000
    seat.till.clock.go(30 * DAY)
    assert priced(seat, sara, 500_000, "COLOUR")[0] == 400_000
    seat.till.clock.go(DAY)
    assert priced(seat, sara, 500_000, "COLOUR")[0] == 500_000


def test_three_months_away(salon: Manager, seat) -> None:
    sara = member(seat, "سارا", "09120004567")
    sell(seat, sara, "NAIL", *[100_000] * 5)
    seat.till.clock.go(95 * DAY)
    publish_policy(seat.till, seat.session, "groups", salon_groups(60))
    salon.begin("دلتنگ شماییم", "We miss you", kind="one_shot")
    salon.put("grant.days", "۷")
    salon.add("audience", "چند بار خرید کرده", op=">", value="۴")
    salon.add("audience", "نیامده", months="۳")
    salon.add("benefits", "درصد اعتبار", percent="۳۵")
    assert salon.screen.editor._reached.figure() == "۱"
    salon.publish()
    (offer,) = list_offers(seat.till)
    assert len(granted_members(seat.till, offer.offer_id)) == 1
    seat.till.clock.go(7 * DAY)
    assert priced(seat, sara, 200_000) == (200_000, 90_000)
    seat.till.clock.go(DAY)
    assert priced(seat, sara, 200_000) == (200_000, 20_000)
