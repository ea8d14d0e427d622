"""RFM classes as they are kept: of yesterday's evening, once a day, after an import, and only what changed is written."""

from __future__ import annotations

import pytest

from desktop.usecases.classes import classes_as_of, refresh_classes, refresh_where_asked
from desktop.usecases.policies import publish_policy
from desktop.usecases.segments import set_segment
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.clock import DAY, HOUR, day_start
from loyalty.kinds import ImportedMembers, ImportedSales, MemberImported, MemberPair, SaleImported
from tests.conftest import FixedClock


@pytest.fixture
def club(till: Till, session: Session) -> Till:
    """Return a shop whose five members bought from often and lately to seldom and long ago."""
    now, branch = till.now(), till.shop.branch_id
    sales = [
        SaleImported(f"s{n}.{k}", None, f"m{n}", branch, now - (1 + 40 * n + k) * DAY, net, 0, 0, net, ())
        for n in range(5)
        for k, net in enumerate([1_000 * (5 - n)] * (5 - n))
    ]
    with till.transaction(session.staff_id) as tx:
        tx.record(
            "member.imported",
            ImportedMembers(tuple(MemberImported(f"m{n}", now - 300 * DAY, branch) for n in range(6))),
        )
        tx.record("sale.imported", ImportedSales(tuple(sales)))
    return till


def kept(till: Till) -> dict[str, str]:
    with till.read() as db:
        return dict(db.rows("SELECT member_id, segment FROM member_class"))


def refund(till: Till, session: Session, at: int) -> None:
    back = SaleImported("r", "s0.0", "m0", till.shop.branch_id, at, -5_000, 0, 0, -5_000, ())
    with till.transaction(session.staff_id) as tx:
        tx.record("sale.imported", ImportedSales((back,)))


def test_each_has_the_class_of_their_scores(club: Till) -> None:
    assert refresh_classes(club)
    assert kept(club) == {
        "m0": "champions", "m1": "loyal", "m2": "potential_loyalist", "m3": "need_attention", "m4": "lost",
    }  # fmt: skip


def test_once_a_day_is_enough_and_the_next_day_is_another(club: Till, fixed_clock: FixedClock) -> None:
    assert [refresh_classes(club), refresh_classes(club)] == [True, False]
    fixed_clock.go(DAY)
    assert refresh_classes(club)
    assert refresh_classes(club, anew=True)


def test_what_came_back_today_is_not_seen_before_tomorrow(club: Till, session: Session) -> None:
    today, zone = club.today(), club.shop.zone
    with club.read() as db:
        before = classes_as_of(db, today, zone)
    refund(club, session, day_start(today, zone) + HOUR)
    with club.read() as db:
        assert classes_as_of(db, today, zone) == before
        assert db.value("SELECT visits FROM member_stat WHERE member_id = 'm0'") == 4


def test_who_has_no_purchase_in_the_window_has_no_class(club: Till, session: Session) -> None:
    refresh_classes(club)
    publish_policy(club, session, "windows", {"rfm_window_days": 100})
    refresh_classes(club, anew=True)
    assert set(kept(club)) == {"m0", "m1", "m2"}


def test_merged_people_have_one_class(club: Till, session: Session) -> None:
    with club.transaction(session.staff_id) as tx:
        tx.record("member.merged", MemberPair("m0", "m4"))
    refresh_classes(club)
    assert set(kept(club)) == {"m0", "m1", "m2", "m3"}


def test_a_shift_works_them_out_only_where_somebody_asks(club: Till, session: Session) -> None:
    assert not refresh_where_asked(club)
    assert kept(club) == {}
    set_segment(club, session, {"id": "best", "condition": {"in_segment": "champions"}})
    assert refresh_where_asked(club)
    assert kept(club)["m0"] == "champions"
