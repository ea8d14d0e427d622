"""Settings over the real store: each change stands after it, each refusal is said, an approval carries what one may not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from desktop.app.seat import Seat
from desktop.printing.raster import prepare_drawing
from desktop.ui.approval.till_approvals import TillApprovals
from desktop.ui.parts.values import PrinterDraft
from desktop.ui.settings.presenter import SettingsPresenter
from desktop.ui.settings.till_settings import TillSettings
from desktop.ui.settings.values import (
    ACCESS,
    BRANCHES,
    COSTS,
    EARNING,
    POINTS,
    REFUNDS,
    RULES,
    SAFETY,
    STAFF,
    TIERS,
    TRUST,
    TierRow,
)
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.policies import publish_policy, rules_now, show_policy
from desktop.usecases.settings import read_settings
from desktop.usecases.sign_in import sign_in
from desktop.usecases.verify_till import verify_till
from loyalty.access import may
from loyalty.clock import DAY
from loyalty.documents import Text
from tests.conftest import OWNER_PIN, STAFF_PIN
from tests.printing.fake_printer import FakePrinter


@dataclass
class Seen:
    """Keeps the last of everything shown, by the name of the method."""

    last: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("show_"):
            raise AttributeError(name)
        return lambda *values: self.last.__setitem__(name[5:], values[0] if len(values) == 1 else values)

    def __getitem__(self, name: str) -> Any:
        return self.last.get(name)


@pytest.fixture
def seat(app, till, session) -> Seat:
    prepare_drawing()
    return Seat(till, session)


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def changes() -> list[int]:
    return []


@pytest.fixture
def settings(seat, seen, changes) -> SettingsPresenter:
    presenter = SettingsPresenter(
        seen,
        ImmediateTasks(),
        TillSettings(seat, Path(__file__).resolve().parents[3], "1.2.3"),
        TillApprovals(seat),
        lang=lambda: "fa",
        changed=lambda: changes.append(1),
    )
    presenter.start()
    return presenter


def kept(till) -> dict[str, object]:
    with till.read() as db:
        return read_settings(db)


def test_a_printer_is_tried_and_kept(settings, seen, till, changes) -> None:
    with FakePrinter(width=384) as printer:
        draft = PrinterDraft("network", printer.address, "384", "pin2", "full", False)
        settings.on_test_wanted(draft)
        assert seen["testing"].state == "printed"
        assert printer.tape.sheets
        assert printer.tape.sheets[0].width == 384
    assert kept(till)["printer_kind"] == "none"
    settings.on_printer_kept(draft)
    now = kept(till)
    assert (now["printer_address"], now["printer_width"], now["printer_drawer"]) == (
        draft.address,
        "384",
        "pin2",
    )
    assert now["printer_answers"] is False
    assert (seen["done"], changes) == ("printer", [1])


def test_a_test_that_cannot_be_is_said(settings, seen) -> None:
    settings.on_test_wanted(PrinterDraft("usb", "x"))
    assert seen["testing"].state == "waiting"
    assert seen["testing"].why.of("fa") != seen["testing"].why.of("en") != ""


@pytest.mark.parametrize(
    ("name", "value", "after"),
    [
        ("language", "en", "en"),
        ("theme", "dark", "dark"),
        ("digits", "latin", "latin"),
        ("calendar", "gregorian", "gregorian"),
        ("print_receipts", "ask", "ask"),
        ("customer_display", "on", True),
        ("training", "on", True),
        ("auto_lock_minutes", "۱۵", 15),
    ],
)
def test_a_setting_is_kept_at_once(settings, till, changes, name, value, after) -> None:
    settings.on_setting_changed(name, value)
    assert kept(till)[name] == after
    assert changes == [1]


def test_a_setting_that_does_not_fit_is_refused(settings, till, seen, changes) -> None:
    settings.on_setting_changed("auto_lock_minutes", "0")
    assert seen["problem"]
    assert (kept(till)["auto_lock_minutes"], changes) == (2, [])


def test_people_come_change_and_go(settings, seen, till) -> None:
    settings.on_section_picked(STAFF)
    settings.on_staff_added("ثنا کریمی", "cashier", till.shop.branch_id, "482917", "۴۸۲۹۱۷")
    assert seen["done"] == ("staff", "ثنا کریمی")
    sana = next(one for one in seen["staff"].people if one.name == "ثنا کریمی")
    assert sign_in(till, sana.staff_id, "482917").level == "cashier"
    settings.on_level_set(sana.staff_id, "operator")
    settings.on_pin_set(sana.staff_id, "590482", "590482")
    assert sign_in(till, sana.staff_id, "590482").level == "operator"
    settings.on_staff_removed(sana.staff_id)
    assert [one.name for one in seen["staff"].people] == ["مالک"]
    assert verify_till(till).ok


def test_two_different_pins_change_nothing(settings, seen, till) -> None:
    settings.on_staff_added("ثنا", "cashier", "", "482917", "482918")
    assert "pins_differ" in seen.last
    settings.on_section_picked(STAFF)
    assert len(seen["staff"].people) == 1


def test_the_last_owner_stays(settings, seen) -> None:
    settings.on_staff_removed("owner")
    assert seen["problem"]


def test_who_may_not_asks_somebody_who_may(settings, seen, seat, till, make_staff) -> None:
    seat.person = make_staff("cashier")
    settings.start()
    assert "set_policy" not in seen["rights"]
    settings.on_staff_added("علی", "cashier", "", "", "")
    assert [one.staff_id for one in seen["approval"].people] == ["owner"]
    for figure in STAFF_PIN:
        settings.desk.press(figure)
    settings.desk.submit()
    assert seen["approval"].problem
    for figure in OWNER_PIN:
        settings.desk.press(figure)
    settings.desk.submit()
    assert seen["approval"] is None
    assert "علی" in [one.name for one in seen["staff"].people]
    assert verify_till(till).ok


def test_training_changes_nothing(settings, seen, seat, till) -> None:
    seat.training = True
    settings.on_setting_changed("theme", "dark")
    assert seen["problem"]
    assert kept(till)["theme"] == "light"


def test_the_table_of_access_is_published(settings, seen, till) -> None:
    settings.on_section_picked(ACCESS)
    shown = seen["access"]
    assert ("cashier", "void") not in shown.may
    settings.on_access_published(shown.may | {("cashier", "void")})
    with till.read() as db:
        access = rules_now(db).access
    assert may(access, "cashier", "void")
    assert may(access, "owner", "close_till")
    assert access.level("cashier").name.fa == "صندوق‌دار"
    settings.on_access_published(frozenset())
    with till.read() as db:
        access = rules_now(db).access
    assert not may(access, "cashier", "sell")
    assert may(access, "owner", "set_policy")


def test_branches_are_added_and_renamed(settings, seen, till) -> None:
    settings.on_section_picked(BRANCHES)
    settings.on_place_kept("", "تجریش", "میدان تجریش")
    assert [one.name for one in seen["places"].places] == ["مرکزی", "تجریش"]
    own = seen["places"].places[0]
    assert own.here
    settings.on_place_kept(own.branch_id, "ونک", "")
    assert seen["places"].places[0].name == "ونک"
    settings.on_place_kept("", "ونک", "")
    assert seen["problem"]


def test_earning_is_published_and_the_rest_stays(settings, seen, till) -> None:
    settings.on_section_picked(RULES)
    form = seen["rules"]
    settings.on_rules_published(EARNING, replace(form, percent="۷٫۵٪", vests="۱", expires="۹۰"))
    with till.read() as db:
        earning = rules_now(db).earning
    assert (earning.rate, earning.terms.vests_days, earning.terms.expires_days) == (75_000, 1, 90)
    settings.on_rules_published(EARNING, replace(seen["rules"], expires=""))
    with till.read() as db:
        assert rules_now(db).earning.terms.expires_days is None
        assert rules_now(db).earning.rate == 75_000


def test_points_tiers_and_refunds_are_published(settings, seen, till) -> None:
    settings.on_section_picked(RULES)
    form = seen["rules"]
    points = tuple(replace(one, money_each=20_000, expires="365") for one in form.points)
    settings.on_rules_published(POINTS, replace(form, points=points))
    tiers = tuple(replace(one, least=one.least * 2) for one in form.tiers)
    settings.on_rules_published(TIERS, replace(form, tiers=tiers, window_days="180"))
    settings.on_rules_published(REFUNDS, replace(form, shortfall="owe", return_days="14"))
    with till.read() as db:
        rules = rules_now(db)
        refunds = show_policy(db, "refunds").document
    assert (rules.points.kinds[0].money_each, rules.points.kinds[0].expires_days) == (20_000, 365)
    assert (rules.tiers.window_days, rules.tiers.tiers[1].least) == (180, form.tiers[1].least * 2)
    assert rules.tiers.tiers[1].name == form.tiers[1].name
    assert (refunds["shortfall"], refunds["return_days"]) == ("owe", 14)
    assert seen["rules"].versions["refunds"].number == 1


@pytest.mark.parametrize("change", [{"percent": "120"}, {"vests": "x"}, {"vests": "30", "expires": "3"}])
def test_a_form_that_does_not_fit_publishes_nothing(settings, seen, till, change) -> None:
    settings.on_section_picked(RULES)
    before = seen["rules"].versions[EARNING].number
    settings.on_rules_published(EARNING, replace(seen["rules"], **change))
    assert seen["problem"]
    with till.read() as db:
        assert show_policy(db, EARNING).number == before


def test_a_backup_is_written_where_it_is_asked(settings, seen, till, tmp_path: Path) -> None:
    settings.on_section_picked(SAFETY)
    (tmp_path / "safe").mkdir()
    settings.on_setting_changed("backup_folder", str(tmp_path / "safe"))
    settings.on_backup_wanted("")
    made = seen["backed_up"]
    assert Path(made.path).parent == tmp_path / "safe"
    assert Path(made.path).stat().st_size > 4_096
    assert made.facts > 0
    settings.on_backup_wanted(made.path)
    assert seen["problem"]


def test_the_till_is_proved(settings, seen) -> None:
    settings.on_proof_wanted()
    assert seen["proved"].problems == ()
    assert seen["proved"].facts > 0
    settings.on_proof_wanted()
    settings.on_proof_cancelled()
    assert seen["proved"] is None


def test_what_is_wrong_is_said_in_words(settings, seen, till, monkeypatch) -> None:
    from desktop.ui.settings import till_settings
    from desktop.usecases.verify_till import Finding, TillVerified
    from loyalty.errors import LoyaltyError

    found = TillVerified(7, (Finding(LoyaltyError("act_forged", fact="x", kind="sale.voided"), "x"),))
    monkeypatch.setattr(till_settings, "verify_till", lambda *_: found)
    settings.on_proof_wanted()
    (problem,) = seen["proved"].problems
    assert problem != "act_forged"


def test_the_sheet_is_shown_to_the_owner_and_put_away(
    settings, seen, seat, tmp_path: Path, make_staff
) -> None:
    settings.on_sheet_wanted()
    assert len(seen["sheet"].groups) == 13
    settings.on_sheet_saved(str(tmp_path / "sheet.pdf"))
    assert Path(seen["saved"]).read_bytes().startswith(b"%PDF")
    settings.on_section_picked(STAFF)
    assert seen["sheet"] is None
    seat.person = make_staff("cashier")
    settings.on_sheet_wanted()
    assert seen["sheet"] is None
    assert seen["approval"].people


def test_about_has_version_and_licences(settings, seen) -> None:
    settings.on_section_picked("about")
    about = seen["about"]
    assert about.version == "1.2.3"
    assert {"NOTICE", "THIRD_PARTY.md"} <= {name for name, _ in about.papers}


def test_groups_and_tiers_earn_by_rates_of_their_own(settings, seen, till, session) -> None:
    publish_policy(
        till, session, "groups", {"groups": [{"id": "FUEL", "name": {"fa": "سوخت", "en": "Fuel"}}]}
    )
    settings.on_section_picked(RULES)
    form = seen["rules"]
    assert [(row.key, row.percent) for row in form.by_group] == [("FUEL", "")]
    assert [row.key for row in form.by_tier] == ["bronze", "silver", "gold", "platinum"]
    gold = tuple(replace(row, percent="۱۲٫۵" if row.key == "gold" else "") for row in form.by_tier)
    fuel = tuple(replace(row, percent="1") for row in form.by_group)
    settings.on_rules_published(EARNING, replace(form, percent="10", by_group=fuel, by_tier=gold))
    with till.read() as db:
        earning = rules_now(db).earning
    assert (earning.rate_of("FUEL", "gold"), earning.rate_of("SHOES", "gold")) == (10_000, 125_000)
    assert earning.rate_of("SHOES", "silver") == 100_000
    settings.on_rules_published(EARNING, replace(seen["rules"], by_group=form.by_group, by_tier=form.by_tier))
    with till.read() as db:
        assert (rules_now(db).earning.by_group, rules_now(db).earning.by_tier) == ({}, {})


def test_the_ladder_grows_and_shrinks(settings, seen, till) -> None:
    settings.on_section_picked(RULES)
    form = seen["rules"]
    more = (*form.tiers, TierRow("tier-1", Text("الماس", "Diamond"), 90_000))
    settings.on_rules_published(TIERS, replace(form, tiers=more))
    with till.read() as db:
        ladder = rules_now(db).tiers.tiers
    assert [(tier.tier, tier.least, tier.name.en) for tier in ladder][-1] == ("tier-1", 90_000, "Diamond")
    fewer = (form.tiers[0], replace(form.tiers[1], name=Text("سیمین", "Silver")))
    settings.on_rules_published(TIERS, replace(seen["rules"], tiers=fewer))
    with till.read() as db:
        assert [(tier.tier, tier.name.fa) for tier in rules_now(db).tiers.tiers] == [
            ("bronze", "برنزی"),
            ("silver", "سیمین"),
        ]
    settings.on_rules_published(TIERS, replace(seen["rules"], tiers=seen["rules"].tiers[1:]))
    assert "سطح" in seen["problem"]()


def test_what_is_done_with_a_losing_offer_is_chosen(settings, seen, till) -> None:
    settings.on_section_picked(RULES)
    settings.on_rules_published(COSTS, replace(seen["rules"], redeemed="۷۱", point_cost=50, losing="refuse"))
    with till.read() as db:
        costs = rules_now(db).costs
    assert (costs.redeemed, costs.point_cost, costs.losing_offers) == (710_000, 50, "refuse")


def test_what_trust_costs_is_said_as_it_is_typed_and_stands_once_published(settings, seen, till) -> None:
    settings.on_section_picked(RULES)
    assert (seen["trust_cost"].lends, seen["trust_cost"].worst) == (False, 0)
    settings.on_trust_typed(50_000, 300_000)
    cost = seen["trust_cost"]
    assert (cost.lends, cost.tills, cost.worst, cost.problem) == (True, 1, 300_000, "")
    settings.on_trust_typed(50_000, 20_000)
    assert "۵۰" in seen["trust_cost"].problem or "50" in seen["trust_cost"].problem
    settings.on_rules_published(TRUST, replace(seen["rules"], per_member=50_000, pool=300_000))
    with till.read() as db:
        assert show_policy(db, "trust").document == {"per_member": 50_000, "pool": 300_000}
    assert seen["trust_cost"].worst == 300_000


def test_what_a_branch_with_limits_of_its_own_can_lose_is_told_besides(settings, seen, till, session) -> None:
    here = till.shop.branch_id
    publish_policy(till, session, f"trust@{here}", {"per_member": 10_000, "pool": 200_000})
    settings.on_section_picked(RULES)
    settings.on_trust_typed(50_000, 300_000)
    cost = seen["trust_cost"]
    # The one till goes by its branch's own limits: the business's bound says nothing of it.
    assert (cost.worst, cost.tills, cost.apart) == (0, 0, (("مرکزی", 200_000),))
    settings.on_rules_of(here)
    assert (seen["trust_cost"].worst, seen["trust_cost"].apart) == (200_000, ())
    publish_policy(till, session, f"trust@{here}", {})
    settings.on_rules_of("")
    assert seen["trust_cost"].apart == ()


def test_a_branch_has_rules_of_its_own_where_it_may(settings, seen, till) -> None:
    here = till.shop.branch_id
    settings.on_section_picked(RULES)
    settings.on_rules_of(here)
    form = seen["rules"]
    assert (form.branch, form.versions[EARNING].number) == (here, 0)
    settings.on_rules_published(EARNING, replace(form, percent="9"))
    with till.read() as db:
        assert show_policy(db, f"earning@{here}").document["credit"]["percent"] == "9"
        assert show_policy(db, "earning").number == 1
        assert rules_now(db).earning.rate == 90_000
    assert (seen["rules"].branch, seen["rules"].branches) == (here, ((here, "مرکزی", True),))
    settings.on_rules_of("")
    assert seen["rules"].percent != "9"
    settings.on_section_picked(STAFF)
    settings.on_section_picked(RULES)
    assert seen["rules"].branch == ""


def test_a_clock_far_ahead_is_confirmed_by_who_may_close_the_day(
    settings, seen, changes, seat, make_staff, fixed_clock
) -> None:
    settings.on_section_picked(SAFETY)
    assert not seen["clock"].ahead
    seat.till.store.shop = replace(seat.till.shop, test=False)
    make_staff("branch_manager", name="نگار")
    seat.hand_over(make_staff("cashier"))
    at = seat.till.now()
    fixed_clock.at += 400 * DAY
    settings.on_section_picked(SAFETY)
    assert (seen["clock"].ahead, seen["clock"].at, seen["clock"].wall) == (True, at, fixed_clock.at)
    settings.on_clock_believed()
    # A cashier may not: somebody else is asked, by what is done.
    assert seen["approval"] is not None
    assert seat.till.now() == at
    seat.hand_over(sign_in(seat.till, "branch-manager", STAFF_PIN))
    settings.desk.leave()
    settings.on_clock_believed()
    assert (seen["clock"].ahead, seat.till.now()) == (False, fixed_clock.at)
    assert changes
