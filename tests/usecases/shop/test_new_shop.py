"""A shop's beginning: whole or not at all, its currency for ever, its first facts signed by its owner."""

from __future__ import annotations

import pytest

from desktop.models.shops import Shop
from desktop.usecases.branches import add_branch, change_branch, find_branch, list_branches
from desktop.usecases.policies import rules_now
from desktop.usecases.settings import read_setting
from desktop.usecases.sign_in import sign_in
from desktop.usecases.verify_till import verify_till
from loyalty.errors import LoyaltyError
from loyalty.words import LANGUAGES
from tests.conftest import OWNER_PIN
from tests.usecases.shop.test_pins import refused


def test_what_was_said_stands_in_the_shop(make_shop, open_it) -> None:
    made = make_shop(
        name="  کفش   آریا ", trade="shoes", test=False, till_code="K2", zone="Europe/Berlin", currency="EUR"
    )
    till = open_it()
    assert till.shop == Shop(
        made.shop, made.branch, made.till, "K2", "کفش آریا", "EUR", 2, "shoes", False, "Europe/Berlin"
    )
    with till.read() as db:
        assert rules_now(db).groups.margin("SHOES") == 300_000
        assert rules_now(db).earning.rate == 50_000
    assert verify_till(till).ok


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_shop_speaks_the_language_it_was_made_in(make_shop, open_it, lang: str) -> None:
    make_shop(language=lang)
    with open_it().read() as db:
        assert read_setting(db, "language") == lang


def test_money_units_have_the_places_they_are_written_with(make_shop, open_it) -> None:
    make_shop(currency="KWD")
    shop = open_it().shop
    assert (shop.currency, shop.exponent) == ("KWD", 3)


def test_an_owners_base_percent_overrides_the_trades(make_shop, open_it) -> None:
    make_shop(trade="salon", test=False, base_percent="12.5")
    with open_it().read() as db:
        assert rules_now(db).earning.rate == 125_000


def test_documents_may_be_brought_along(make_shop, open_it) -> None:
    make_shop(documents={"costs": {"point_cost": 7}})
    with open_it().read() as db:
        assert rules_now(db).costs.point_cost == 7


def test_a_beginning_that_breaks_leaves_nothing_and_can_be_tried_again(
    make_shop, open_it, folder, keys, monkeypatch
) -> None:
    def break_down(*_args: object) -> None:
        raise LoyaltyError("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr("desktop.usecases.new_shop.publish_first", break_down)
        with refused("disk_full"):
            make_shop()
    assert not list(folder.glob("shop*"))
    assert not list(keys.folder.glob("*.key"))
    make_shop()
    assert sign_in(open_it(), "owner", OWNER_PIN).open


def test_branches_have_names_of_their_own(till, session) -> None:
    with pytest.raises(LoyaltyError, match="branch_exists"):
        add_branch(till, session, "مرکزی")
    with refused("zone_unknown"):
        add_branch(till, session, "ونک", zone="Asia/Nowhere")
    vanak = add_branch(till, session, "شعبهٔ ۲", address="میدان ونک")
    with till.read() as db:
        assert find_branch(till, db, "شعبهٔ 2") == find_branch(till, db, vanak.branch_id) == vanak
        with refused("branch_unknown"):
            find_branch(till, db, "تجریش")
    assert [branch.here for branch in list_branches(till)] == [True, False]


def test_renaming_this_branch_keeps_its_zone(till, session) -> None:
    here = list_branches(till)[0]
    renamed = change_branch(till, session, here.branch_id, "مرکزی نو", address="بازار")
    assert (renamed.name, renamed.address, renamed.zone) == ("مرکزی نو", "بازار", "Asia/Tehran")
    assert till.shop.zone == "Asia/Tehran"


def test_only_who_manages_branches_adds_them(till, make_staff) -> None:
    with refused("not_allowed"):
        add_branch(till, make_staff("branch_manager"), "ونک")
