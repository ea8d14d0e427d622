"""The demo shop: sound, the same from the same seed, alive, and no one's phone."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from desktop.models.keys import FileKeys
from desktop.models.verify import verify
from desktop.reports.figures.document import figures, read_shop
from desktop.usecases.demo.seasons import Days, day_weight
from desktop.usecases.demo.shop import PIN, make_demo
from desktop.usecases.demo.story import card_number, goods, names, offer_documents, phone_number
from desktop.usecases.exporting import export_folder
from desktop.usecases.importing.folder import import_folder
from desktop.usecases.open_till import open_till
from desktop.usecases.products import barcode_fault
from desktop.usecases.sign_in import sign_in
from desktop.usecases.staff_keys import LIGHT
from loyalty import jalali
from loyalty.errors import LoyaltyError
from loyalty.words import fold_digits
from tests.conftest import FixedClock

TODAY = dt.date(2026, 11, 21)


def _make(folder, seed=7, members=250, months=9, **words):
    return make_demo(
        folder / "shop",
        members=members,
        months=months,
        seed=seed,
        clock=FixedClock(),
        keys=FileKeys(folder / "keys"),
        key_cost=LIGHT,
        **words,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Return a demo shop and an open till on it."""
    folder = tmp_path_factory.mktemp("demo")
    seen = []
    made = _make(folder, progress=lambda now: seen.append(now) or True)
    till = open_till(folder / "shop", clock=FixedClock(), keys=FileKeys(folder / "keys"), key_cost=LIGHT)
    assert seen[-1].done == seen[-1].total == (made.last_on - made.first_on).days + 1
    yield made, till
    till.close()


def test_it_is_sound(demo):
    made, till = demo
    with till.read() as db:
        found = verify(db)
        assert found.problems == ()
        assert made.last_on == TODAY == till.today()
        assert made.first_on == jalali.add_months(TODAY, -9)
        counts = figures(db, read_shop(db, TODAY + dt.timedelta(days=1), till.shop))["counts"]
        assert counts["members"] == made.members == 250
        assert db.value("SELECT count(*) FROM sale") == made.sales
        assert db.value("SELECT count(*) FROM reversal") == made.refunds > 0
        assert db.value("SELECT count(*) FROM sale WHERE at > ?", (till.now(),)) == 0


def test_it_is_alive(demo):
    _, till = demo
    now, week = till.now(), 7 * 86_400_000
    asked = {
        "credit was spent": "SELECT count(*) > 20 FROM sale WHERE credit_paid > 0",
        "credit waits": "SELECT sum(remaining) > 0 FROM lot_balance WHERE unit = 'credit'",
        "credit has expired": "SELECT sum(expired) > 0 FROM lot_balance WHERE unit = 'credit'",
        "credit ends this week": f"SELECT count(*) > 0 FROM lot_balance WHERE unit = 'credit' AND remaining > 0"
        f" AND expires_at BETWEEN {now} AND {now + week}",
        "offers of many kinds were used": "SELECT count(DISTINCT offer_id) >= 6 FROM offer_use",
        "both branches sell": "SELECT count(DISTINCT branch_id) = 2 FROM sale",
        "credit of one branch alone": "SELECT count(*) > 0 FROM lot WHERE scope LIKE 'branch:%'",
        "walk-ins come": "SELECT avg(member_id IS NULL) BETWEEN 0.1 AND 0.3 FROM sale",
        "a basket is parked": "SELECT count(*) = 1 FROM parked_basket",
        "a shift is open": "SELECT count(*) = 1 FROM shift WHERE closed_at IS NULL",
        "nothing waits for paper": "SELECT count(*) = 0 FROM print_job",
        "all days but today are closed": "SELECT count(*) > 250 FROM fact WHERE kind = 'till.closed'",
        "birthdays are known": "SELECT avg(birth_on IS NOT NULL) BETWEEN 0.6 AND 0.85 FROM person",
        "names with a joiner": "SELECT count(*) > 3 FROM person WHERE name LIKE '%' || char(8204) || '%'",
        "phones are nobody's": "SELECT avg(phone LIKE '0970%') = 1 AND count(DISTINCT phone) = count(*) FROM person",
        "evenings are busiest": "SELECT sum((at / 3600000 + 3) % 24 BETWEEN 16 AND 20) * 2 > count(*) FROM sale",
    }
    with till.read() as db:
        for what, sql in asked.items():
            assert db.value(sql) == 1, what


def test_people_can_sign_in(demo):
    made, till = demo
    for staff_id, name in made.staff:
        assert sign_in(till, staff_id, PIN).name == name


def test_it_goes_out_whole_and_its_own_export_brings_nothing_back(demo, tmp_path, till, session):
    _, shop = demo
    owner = sign_in(shop, "owner", PIN)
    out = export_folder(shop, owner, tmp_path / "out").folder
    again = import_folder(shop, owner, out, dry_run=True)
    assert {
        name: (file.added, file.conflicts, file.refused) for name, file in again.files.items()
    } == dict.fromkeys(again.files, (0, 0, ()))
    told = import_folder(till, session, out)
    assert told.refused == 0
    as_of = TODAY + dt.timedelta(days=1)
    with shop.read() as here, till.read() as there:
        mine, theirs = (
            figures(here, read_shop(here, as_of, shop.shop)),
            figures(there, read_shop(there, as_of, till.shop)),
        )
        assert mine["total"]["sales"] == theirs["total"]["sales"]
        live = "SELECT unit, sum(remaining) FROM lot_balance WHERE expires_at IS NULL OR expires_at > ? GROUP BY 1"
        assert here.rows(live, (shop.now(),)) == there.rows(live, (shop.now(),))
        assert verify(there).problems == ()


def _told(till):
    with till.read() as db:
        sales = db.rows("SELECT sale_id, at, net, member_id FROM sale ORDER BY sale_no")
        people = db.rows("SELECT member_id, name, phone FROM person ORDER BY member_id")
        return sales, people, db.value("SELECT hash FROM fact ORDER BY pos DESC LIMIT 1")


def test_the_same_seed_tells_the_same_story(tmp_path):
    told = []
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        _make(tmp_path / name, seed=seed, members=30, months=1)
        keys = FileKeys(tmp_path / name / "keys")
        till = open_till(tmp_path / name / "shop", clock=FixedClock(), keys=keys, key_cost=LIGHT)
        told.append(_told(till))
        till.close()
    assert told[0][:2] == told[1][:2]
    assert told[0] != told[2]


def test_another_day_is_its_evening(tmp_path):
    made = _make(tmp_path, members=20, months=1, today=dt.date(2026, 3, 1))
    assert made.last_on == dt.date(2026, 3, 1)


@pytest.mark.parametrize("size", [{"members": 0}, {"members": 10**6}, {"months": 0}, {"months": 99}])
def test_sizes_that_cannot_be(tmp_path, size):
    with pytest.raises(LoyaltyError, match="demo_size_wrong"):
        _make(tmp_path, **size)
    assert not (tmp_path / "shop").exists()


def test_a_folder_with_a_shop_is_left_alone(tmp_path):
    _make(tmp_path, members=5, months=1)
    with pytest.raises(LoyaltyError, match="shop_exists"):
        _make(tmp_path, members=5, months=1)


def test_goods_cards_and_phones():
    assert all(not barcode_fault(good.product.barcode) for good in goods())
    assert len({good.product.barcode for good in goods()}) == len(goods())
    assert all(not barcode_fault(card_number(place)) for place in range(50))
    assert len({phone_number(place) for place in range(100_000)}) == 100_000
    assert all(len(names(kind).words) > 80 for kind in ("women", "men", "families"))


def test_seasons():
    esfand, farvardin = jalali.to_date(1404, 12, 22), jalali.to_date(1405, 1, 2)
    assert day_weight(esfand) > 10 * day_weight(farvardin)
    days = Days(esfand, farvardin)
    assert days.busyness(esfand, farvardin) > 0


@pytest.mark.parametrize("today", [dt.date(2026, 1, 5), dt.date(2026, 3, 10), dt.date(2026, 12, 20)])
def test_offers_run_around_any_day(today):
    documents = {row["id"]: since for since, row in offer_documents(today, {"tajrish": "t"})}
    assert len(documents) == 11
    assert all(since <= today for since in documents.values())


def test_an_offer_named_by_a_percent_gives_that_percent():
    for _, offer in offer_documents(TODAY, {"tajrish": "t"}):
        parts = [part for benefit in offer["benefits"] for part in benefit.values()]
        given = {str(part["percent"]) for part in parts if isinstance(part, dict) and "percent" in part}
        for name in offer["name"].values():
            assert "half" not in name
            assert "نصف" not in name
            assert set(re.findall(r"(\d+)[%٪]", fold_digits(name))) <= given
