"""Leaving and being forgotten: credit never ends in silence, and nothing of a person is left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.models.backup import restore_backup
from desktop.usecases.backups import back_up
from desktop.usecases.members.changing import Changes, change_member
from desktop.usecases.members.erasing import erase
from desktop.usecases.members.find import find
from desktop.usecases.members.formers import former_member
from desktop.usecases.members.leaving import leave, preview_leave
from desktop.usecases.members.member_card import member_card
from desktop.usecases.members.merging import merge
from desktop.usecases.members.naming import any_member, one_member
from desktop.usecases.selling.adjusting import adjust
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.paper_queue import STATES, list_jobs
from desktop.usecases.selling.parking import park, parked
from desktop.usecases.verify_till import verify_till
from loyalty.errors import LoyaltyError
from loyalty.kinds import CREDIT
from loyalty.problems import hint, say


def test_leaving_with_credit_says_what_ends_and_asks(club, join, buy, session) -> None:
    sara = join().member_id
    buy(sara, 1_000_000)
    assert (preview_leave(club, sara).credit, preview_leave(club, sara).points) == (100_000, 100)
    with pytest.raises(LoyaltyError, match=r"^leave_ends_credit") as refusal:
        leave(club, session, sara)
    assert "۱۰۰٬۰۰۰" in say(refusal.value, "fa")
    assert "--end-credit" in hint(refusal.value, "en")
    assert one_member(club, "09120004567") == sara
    gone = leave(club, session, sara, end_credit=True)
    assert (gone.credit_ended, gone.points_ended) == (100_000, 100)
    card = member_card(club, sara)
    assert (card.profile.state, card.credit.total, card.points[0].balance.total) == ("left", 0, 0)
    assert card.stats.visits == 1
    for act in (lambda: buy(sara, 1_000), lambda: leave(club, session, sara)):
        with pytest.raises(LoyaltyError, match=r"^member_left"):
            act()
    assert verify_till(club).ok


def test_a_cashier_lets_go_who_holds_nothing_and_asks_for_the_rest(
    club, join, buy, session, make_staff
) -> None:
    cashier = make_staff("cashier")
    ali, sara = join("09351112233").member_id, join().member_id
    leave(club, cashier, ali)
    buy(sara, 1_000_000)
    with pytest.raises(LoyaltyError, match=r"^not_allowed"):
        leave(club, cashier, sara, end_credit=True)
    leave(club, cashier, sara, end_credit=True, approval=session)
    assert verify_till(club).ok


def test_an_erased_member_is_gone_from_everywhere(club, join, buy, session, folder: Path) -> None:
    words = ("نیلوفر", "شهسواری", "09120004567")
    member = join(words[2], name=f"{words[0]} {words[1]}", card_no="ZEBRA77315", consents=("sms",))
    member_id = member.member_id
    change_member(club, session, member_id, Changes(note="یادداشت محرمانه", email="zebra@example.ir"))
    sold = buy(member_id, 1_000_000)
    adjust(club, session, member_id, CREDIT, 5_000, reason="other", note="پول خرد نبود")
    park(club, session, basket_of([group_line(club, "SHOES", 5_000, 1_000)]), member_id)
    with pytest.raises(LoyaltyError, match=r"^erase_unconfirmed"):
        erase(club, session, member_id)
    gone = erase(club, session, member_id, confirmed=True)
    assert (gone.ids, gone.credit_ended) == ((member_id,), 105_000)
    for typed in (*words, "4567", "ZEBRA77315", member_id, "zebra", "سواری"):
        assert find(club, session, typed) == ()
    for reference in (words[2], "ZEBRA77315"):
        with pytest.raises(LoyaltyError, match=r"^member_unknown"):
            one_member(club, reference)
    with club.read() as db:
        assert [job for job in list_jobs(db, STATES) if job.member_id == member_id] == []
        for table in ("person", "card_number", "member_key", "fact_note", "print_job", "parked_basket"):
            left = db.value(f"SELECT count(*) FROM {table} WHERE member_id = ?", (member_id,))
            assert left == 0, table
    assert parked(club) == ()
    card = member_card(club, any_member(club, member_id), session)
    assert (card.profile.state, card.profile.name, card.profile.phone) == ("erased", "", "")
    assert (card.stats.visits, card.stats.spent) == (1, 1_000_000)
    assert card.transactions[-1].number == sold.code
    assert verify_till(club).ok
    _nothing_readable(club, [*words, "ZEBRA77315", "zebra@example.ir", "یادداشت محرمانه", "پول خرد نبود"])


def _nothing_readable(club, words: list[str]) -> None:
    """Look through every text and blob of the open file, full-text indexes too, for words of a person."""
    with club.read() as db:
        tables = [name for (name,) in db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            for row in db.rows(f'SELECT * FROM "{table}"'):
                for cell in row:
                    raw = cell if isinstance(cell, bytes) else str(cell).encode()
                    assert not [word for word in words if word.encode() in raw], table


def test_the_search_through_the_file_would_find_a_member(club, join) -> None:
    join(name="نیلوفر شهسواری")
    with pytest.raises(AssertionError):
        _nothing_readable(club, ["شهسواری"])


def test_a_merged_person_is_erased_under_all_ids(club, join, buy, session) -> None:
    one, two = join("09120000001", name="سارا"), join("09120000002", name="سارا ۲")
    merge(club, session, one.member_id, two.member_id)
    buy(one.member_id, 100_000)
    gone = erase(club, session, two.member_id, confirmed=True)
    assert set(gone.ids) == {one.member_id, two.member_id}
    for reference in ("09120000001", "09120000002", one.card_no, two.card_no):
        with pytest.raises(LoyaltyError, match=r"^member_unknown"):
            one_member(club, reference)
    with pytest.raises(LoyaltyError, match=r"^member_erased"):
        erase(club, session, one.member_id, confirmed=True)
    assert verify_till(club).ok


def test_erasing_is_not_everybodys_and_is_signed(club, join, session, make_staff) -> None:
    sara = join().member_id
    manager = make_staff("branch_manager")
    with pytest.raises(LoyaltyError, match=r"^not_allowed"):
        erase(club, manager, sara, confirmed=True)
    erase(club, manager, sara, confirmed=True, approval=session)
    with club.read() as db:
        signed = db.rows(
            "SELECT s.staff_id FROM fact AS f JOIN act_signature AS s USING (fact_id) WHERE f.kind = 'member.erased'"
        )
    assert signed == [("owner",)]


def test_who_left_may_be_erased_and_may_come_back_as_new(club, join, session) -> None:
    sara = join(name="سارا")
    leave(club, session, sara.member_id)
    erase(club, session, any_member(club, "09120004567"), confirmed=True)
    again = join(name="سارا")
    assert one_member(club, "09120004567") == again.member_id


def test_a_backup_put_back_forgets_again(
    club, join, session, tmp_path: Path, folder: Path, keys, fixed_clock, open_it
) -> None:
    sara, ali = join(name="سارا رضایی"), join("09351112233", name="علی")
    back_up(club, session, tmp_path / "copy.backup")
    erase(club, session, sara.member_id, confirmed=True)
    club.close()
    restore_backup(tmp_path / "copy.backup", folder, keys=keys, at=fixed_clock.at)
    restored = open_it()
    assert one_member(restored, ali.card_no) == ali.member_id
    for typed in ("سارا", "رضایی", "4567", sara.card_no):
        assert find(restored, None, typed) == ()
    with pytest.raises(LoyaltyError, match=r"^member_unknown"):
        one_member(restored, "09120004567")
    _nothing_readable(restored, ["رضایی", "09120004567", sara.card_no])


def test_the_last_who_left_with_a_phone_is_known_under_every_spelling_until_erased(
    club, join, session
) -> None:
    assert former_member(club, "09120004567") is None
    first = join(name="اول").member_id
    assert former_member(club, "09120004567") is None, "who is still here is no former member"
    leave(club, session, first)
    second = join(name="دوم").member_id
    leave(club, session, second)
    for spelling in ("09120004567", "+98 912 000 4567", "۰۹۱۲۰۰۰۴۵۶۷"):
        found = former_member(club, spelling)
        assert found is not None
        assert found.member_id in (first, second), "both left in one instant"
        assert found.left_on == club.today()
    for member_id in (first, second):
        erase(club, session, member_id, confirmed=True)
    assert former_member(club, "09120004567") is None
