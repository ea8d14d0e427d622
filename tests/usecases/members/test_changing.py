"""What changes with a member: words, consents, cards, and two who turn out to be one."""

from __future__ import annotations

import itertools

import pytest

from desktop.models.queries.members import cards as stored_cards
from desktop.models.queries.members import consents
from desktop.usecases.members.cards import block_card, issue_card, replace_card
from desktop.usecases.members.changing import Changes, change_member
from desktop.usecases.members.consenting import set_consents
from desktop.usecases.members.member_card import member_card
from desktop.usecases.members.merging import merge, split
from desktop.usecases.members.naming import exact_member, one_member
from desktop.usecases.selling.paper_queue import list_jobs
from desktop.usecases.verify_till import verify_till
from loyalty.errors import LoyaltyError
from loyalty.kinds import MemberPair


def test_only_what_is_named_changes(club, join, session) -> None:
    sara = join(name="سارا", birth="1370/5/2")
    change_member(
        club,
        session,
        sara.member_id,
        Changes(
            name="سارا\u202e کریمی",
            note="تلفن بعدازظهر",
            email="s@example.ir",
            gender="Female",
            tags=("vip", "vip"),
        ),
    )
    profile = member_card(club, sara.member_id, session).profile
    assert (profile.name, profile.phone, profile.note) == ("سارا کریمی", "09120004567", "تلفن بعدازظهر")
    assert (profile.email, profile.gender, profile.tags) == ("s@example.ir", "female", ("vip",))
    assert str(profile.birth_on) == "1991-07-24"
    assert one_member(club, sara.card_no) == sara.member_id
    change_member(club, session, sara.member_id, Changes(birth="", note=""))
    assert member_card(club, sara.member_id).profile.birth_on is None
    assert member_card(club, sara.member_id).profile.note == ""


def test_a_new_phone_takes_the_place_of_the_old(club, join, session) -> None:
    sara, ali = join(name="سارا"), join("09351112233", name="علی")
    with pytest.raises(LoyaltyError, match=r"^phone_taken"):
        change_member(club, session, sara.member_id, Changes(phone="+98 935 111 2233"))
    change_member(club, session, sara.member_id, Changes(phone="0912 999 8877"))
    assert one_member(club, "09129998877") == sara.member_id
    with pytest.raises(LoyaltyError, match=r"^member_unknown"):
        one_member(club, "09120004567")
    change_member(club, session, sara.member_id, Changes(phone="09129998877"))
    change_member(club, session, ali.member_id, Changes(phone="09129998877", shares_phone=True))
    with pytest.raises(LoyaltyError, match=r"^member_ambiguous"):
        one_member(club, "09129998877")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (Changes(), "change_empty"),
        (Changes(phone=""), "phone_impossible"),
        (Changes(name="x" * 300), "name_too_long"),
        (Changes(note="x" * 501), "note_too_long"),
        (Changes(email="nobody"), "email_impossible"),
        (Changes(email="a@b.c\x00\n, x@y.z"), "email_impossible"),
        (Changes(gender="robot"), "gender_unknown"),
        (Changes(tags=("x" * 41,)), "tags_too_many"),
        (Changes(tags=tuple(map(str, range(21)))), "tags_too_many"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(club, join, session, changes, code: str) -> None:
    sara = join(name="سارا")
    before = member_card(club, sara.member_id)
    with pytest.raises(LoyaltyError, match=rf"^{code}"):
        change_member(club, session, sara.member_id, changes)
    assert member_card(club, sara.member_id) == before


def test_consents_are_noted_once_each_time_they_change(club, join, session) -> None:
    sara = join(consents=("sms_promo",)).member_id
    with club.read() as db:
        before = db.value("SELECT count(*) FROM fact")
    assert set_consents(club, session, sara, {"promo": True}) == {"sms_promo": True}
    with club.read() as db:
        assert db.value("SELECT count(*) FROM fact") == before
    assert set_consents(club, session, sara, {"promo": False, "sms": True}) == {
        "sms_promo": False,
        "sms_service": True,
    }
    with pytest.raises(LoyaltyError, match=r"^consent_unknown"):
        set_consents(club, session, sara, {"sms": True, "pigeon": True})


@pytest.mark.parametrize("given", [(True, False), (False, True)])
def test_of_words_of_one_moment_the_one_that_gives_nothing_stands(club, join, session, given) -> None:
    both = [join(phone, name="سارا").member_id for phone in ("09120004567", "09351112233")]
    for one, says in zip(both, given, strict=True):
        set_consents(club, session, one, {"sms_promo": True})
        if not says:
            set_consents(club, session, one, {"sms_promo": False})
    chief = merge(club, session, *both).member_id
    with club.read() as db:
        assert consents(db, chief) == {"sms_promo": False}


def test_merging_loses_nothing_and_splitting_brings_everything_back(club, join, buy, session) -> None:
    first = join("09120004567", name="سارا رضایی", consents=("sms",))
    second = join("09351112233", name="سارا", birth="1370/5/2", consents=("promo",))
    buy(first.member_id, 1_000_000)
    buy(second.member_id, 500_000)
    before = [member_card(club, one.member_id) for one in (first, second)]
    merged = merge(club, session, second.member_id, first.member_id)
    assert merged.member_id == first.member_id
    card = member_card(club, second.member_id, session)
    assert card.profile.ids == (first.member_id, second.member_id)
    assert (card.credit.total, card.stats.visits, card.stats.spent) == (150_000, 2, 1_500_000)
    assert card.points[0].balance.total == 150
    assert len(card.transactions) == 2
    assert {one.number for one in card.cards} == {first.card_no, second.card_no}
    assert (card.profile.name, str(card.profile.birth_on)) == ("سارا رضایی", "1991-07-24")
    assert {one.channel for one in card.consents if one.given} == {"sms_service", "sms_promo"}
    for reference in ("09120004567", "09351112233", first.card_no, second.card_no, second.member_id):
        assert one_member(club, reference) == first.member_id
    buy(first.member_id, 100_000, credit=100_000)
    assert exact_member(club, "09351112233") == second.member_id
    split(club, session, second.member_id)
    assert one_member(club, second.card_no) == second.member_id
    after = [member_card(club, one.member_id) for one in (first, second)]
    assert after[1] == before[1]
    assert after[0].profile == before[0].profile
    assert after[0].cards == before[0].cards
    assert after[0].credit.total == 0
    assert verify_till(club).ok


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_any_order_of_merging_ends_the_same(club, join, session, order: tuple[int, ...]) -> None:
    people = [join(f"0912000000{place}").member_id for place in range(1, 5)]
    pairs = [(people[0], people[1]), (people[2], people[3]), (people[1], people[3])]
    for place in order:
        merge(club, session, *pairs[place])
    assert {one_member(club, one) for one in people} == {people[0]}
    assert set(member_card(club, people[3]).profile.ids) == set(people)


def test_the_middle_of_a_merge_comes_out_and_the_others_stay_one(club, join, session) -> None:
    one, two, three = (join(f"0912000000{place}").member_id for place in range(1, 4))
    merge(club, session, two, one)
    with club.transaction(session.staff_id) as tx:
        tx.record("member.merged", MemberPair(two, three))
    split(club, session, two)
    assert one_member(club, two) == two
    assert one_member(club, three) == one_member(club, one) == one
    with pytest.raises(LoyaltyError, match=r"^member_not_merged"):
        split(club, session, two)
    with pytest.raises(LoyaltyError, match=r"^members_not_merged"):
        split(club, session, one, two)
    split(club, session, one, three)
    assert one_member(club, three) == three


def test_who_is_one_already_or_gone_is_not_merged(club, join, session, make_staff) -> None:
    one, two = join("09120000001").member_id, join("09120000002").member_id
    with pytest.raises(LoyaltyError, match=r"^not_allowed"):
        merge(club, make_staff("cashier"), one, two)
    merge(club, make_staff("operator"), one, two, approval=session)
    for other in (one, two):
        with pytest.raises(LoyaltyError, match=r"^member_same"):
            merge(club, session, one, other)
    with pytest.raises(LoyaltyError, match=r"^member_unknown"):
        merge(club, session, one, "nobody")


def test_a_changed_word_is_not_seen_again_under_a_merged_id(club, join, session) -> None:
    one = join("09120000001", name="سارا", birth="1370/5/2")
    two = join("09120000001", name="سارا", birth="1371/5/2", shares_phone=True)
    merge(club, session, one.member_id, two.member_id)
    change_member(club, session, two.member_id, Changes(phone="09129998877", birth=""))
    profile = member_card(club, two.member_id, session).profile
    assert (profile.phone, profile.birth_on) == ("09129998877", None)
    with pytest.raises(LoyaltyError, match=r"^member_unknown"):
        one_member(club, "09120000001")


def test_a_lost_card_stops_at_once_and_a_new_one_works(club, join, session, make_staff) -> None:
    sara, cashier = join(), make_staff("cashier")
    blocked = block_card(club, cashier, sara.member_id)
    assert blocked.number == sara.card_no
    with pytest.raises(LoyaltyError, match=r"^card_blocked_already"):
        block_card(club, cashier, sara.member_id)
    with pytest.raises(LoyaltyError, match=r"^not_allowed"):
        replace_card(club, cashier, sara.member_id)
    new = replace_card(club, cashier, sara.member_id, approval=session)
    assert new.number != sara.card_no
    assert one_member(club, new.number) == sara.member_id
    with pytest.raises(LoyaltyError, match=r"^card_taken"):
        issue_card(club, session, sara.member_id, sara.card_no)
    with club.read() as db:
        assert [job.kind for job in list_jobs(db)] == ["card", "card"]
    cards = member_card(club, sara.member_id).cards
    assert [(card.number, card.blocked_at is None) for card in cards] == [
        (new.number, True),
        (sara.card_no, False),
    ]


def test_of_several_cards_the_one_meant_must_be_said(club, join, session) -> None:
    sara = join(card_no="AAAA1111")
    issue_card(club, session, sara.member_id, "BBBB2222")
    with pytest.raises(LoyaltyError, match=r"^card_which") as refusal:
        block_card(club, session, sara.member_id)
    assert refusal.value.values["count"] == 2
    with pytest.raises(LoyaltyError, match=r"^card_of_another"):
        block_card(club, session, sara.member_id, "CCCC3333")
    block_card(club, session, sara.member_id, "bbbb-2222")
    assert one_member(club, "AAAA1111") == sara.member_id
    new = replace_card(club, session, sara.member_id, "AAAA1111", "DDDD4444")
    assert new.number == "DDDD4444"
    assert new.slip_id is None
    with pytest.raises(LoyaltyError, match=r"^card_blocked\b"):
        one_member(club, "AAAA1111")
    bare = join("09351112233", card_no=None)
    for act in (block_card, replace_card):
        with pytest.raises(LoyaltyError, match=r"^card_none"):
            act(club, session, bare.member_id)
    with pytest.raises(LoyaltyError, match=r"^card_of_another"):
        replace_card(club, session, sara.member_id, "EEEE5555")


def test_a_card_of_a_merged_id_is_blocked_where_it_belongs(club, join, session) -> None:
    one, two = join("09120000001"), join("09120000002")
    merge(club, session, one.member_id, two.member_id)
    block_card(club, session, one.member_id, two.card_no)
    split(club, session, two.member_id)
    assert [card.blocked_at is None for card in member_card(club, two.member_id).cards] == [False]
    assert [card.blocked_at is None for card in member_card(club, one.member_id).cards] == [True]
    with club.read() as db:
        assert [card.number for card in stored_cards(db, two.member_id)] == [two.card_no]
        assert [card.number for card in stored_cards(db, one.member_id)] == [one.card_no]
    assert verify_till(club).ok
