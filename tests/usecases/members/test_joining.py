"""Joining the club: phones in every spelling, names as people and pranksters write them, cards, consents."""

from __future__ import annotations

import json

import pytest

from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.members.member_card import member_card
from desktop.usecases.members.naming import one_member, words_of
from desktop.usecases.selling.paper_queue import list_jobs
from desktop.usecases.verify_till import verify_till
from loyalty.errors import LoyaltyError
from loyalty.problems import hint, say

SPELLINGS = (
    "09120004567",
    "9120004567",
    "989120004567",
    "+989120004567",
    "00989120004567",
    "+98 (912) 000-4567",
    "۰۹۱۲ ۰۰۰ ۴۵۶۷",
    "٠٩١٢٠٠٠٤٥٦٧",
    "\u200e+98 912 000 4567\u200f",
    "\u202b۰۹۱۲۰۰۰۴۵۶۷\u202c",
)

IMPOSSIBLE = (
    "",
    "0912",
    "091200045",
    "091200045678",
    "00000000000",
    "09999999999",
    "12345678",
    "0912000456x",
    "+98120",
    "+0441234567",
    "+44 20 7946 0958 00000",
    "\u06f0\u06f9",
    "-5",
    "1e9",
)


@pytest.mark.parametrize("typed", SPELLINGS)
def test_a_phone_is_the_same_in_any_spelling(club, join, typed: str) -> None:
    member = join(typed)
    for other in SPELLINGS:
        assert one_member(club, other) == member.member_id


@pytest.mark.parametrize("typed", IMPOSSIBLE)
def test_an_impossible_phone_is_refused_with_a_sentence(club, join, typed: str) -> None:
    with pytest.raises(LoyaltyError, match=r"^phone_impossible") as refusal:
        join(typed)
    assert say(refusal.value, "fa").endswith("شمارهٔ تلفن نیست.")
    assert "eleven digits" in hint(refusal.value, "en")


@pytest.mark.parametrize("typed", ["+442079460958", "0044 20 7946 0958", "021-88776655", "+98 21 88776655"])
def test_landlines_and_foreign_phones_are_phones(club, join, typed: str) -> None:
    member = join(typed)
    assert one_member(club, typed) == member.member_id


def test_a_landline_is_one_phone_from_home_and_abroad(club, join) -> None:
    member = join("021-88776655")
    assert one_member(club, "+98 21 8877 6655") == one_member(club, "00982188776655") == member.member_id


def test_a_taken_phone_names_who_has_it_and_a_family_may_share_it(club, join) -> None:
    sara = join("09120004567", name="سارا رضایی‌نژاد")
    with pytest.raises(LoyaltyError, match=r"^phone_taken") as refusal:
        join("+98 912 000 4567", name="علی")
    assert "سارا ر•" in say(refusal.value, "fa")
    assert "رضایی" not in say(refusal.value, "fa")
    assert refusal.value.values["member"] == sara.member_id
    ali = join("09120004567", name="علی", shares_phone=True)
    with pytest.raises(LoyaltyError, match=r"^member_ambiguous") as several:
        one_member(club, "09120004567")
    assert several.value.values["count"] == 2
    assert "سارا ر•" in say(several.value, "fa")
    assert "علی" in say(several.value, "fa")
    assert "، " not in say(several.value, "en"), "a Persian comma has no place in an English list"
    assert "merge them" in hint(several.value, "en"), "two shops that joined may know one person each"
    assert one_member(club, ali.card_no) == ali.member_id
    assert one_member(club, sara.member_id) == sara.member_id


def test_nothing_is_recorded_of_a_refused_enrolment(club, join) -> None:
    join("09120004567")
    with club.read() as db:
        before = db.value("SELECT count(*) FROM fact")
    for words in ({}, {"phone": "09121", "name": "x"}, {"phone": "09125556677", "referrer": "0935"}):
        with pytest.raises(LoyaltyError):
            join(**words)
    with club.read() as db:
        assert db.value("SELECT count(*) FROM fact") == before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  سارا \t رضایی‌نژاد\n", "سارا رضایی‌نژاد"),
        ("\u202eنیلوفر\u202c \u2066X\u2069", "نیلوفر X"),
        ("Ann\x00\x1b[31m\x07e\x7f\x9b", "Ann[31me"),
        ("\u200bHid\u00adden\ufeff", "Hidden"),
        ("علی\u200c\u200c\u200c‌رضا\u200c", "علی‌رضا"),
        ("e\u0301" + "\u0301" * 40, "é\u0301\u0301\u0301"),
        ("\u0627\u0653", "آ"),
        ("\ud800bad", "bad"),
        ("line\u2028two\u0085three", "line two three"),
        ("", ""),
        ("\u200c\u200f \u202a", ""),
        ("<b>=1+1</b>", "<b>=1+1</b>"),
    ],
)
def test_a_name_keeps_its_letters_and_loses_its_tricks(club, join, typed: str, kept: str) -> None:
    member = join(name=typed)
    assert member_card(club, member.member_id).profile.name == kept
    assert verify_till(club).ok


@pytest.mark.parametrize("name", ["ن" * 300, "x" * 81, "ab " * 100_000])
def test_a_name_too_long_is_refused_with_a_sentence(club, join, name: str) -> None:
    with pytest.raises(LoyaltyError, match=r"^name_too_long") as refusal:
        join(name=name)
    assert "۸۰" in say(refusal.value, "fa")


def test_a_name_of_eighty_letters_fits(club, join) -> None:
    assert member_card(club, join(name="ن" * 80).member_id).profile.name == "ن" * 80


@pytest.mark.parametrize("typed", ["1370/5/2", "۱۳۷۰-۰۵-۰۲", "1991-07-24", "1991.7.24", " ١٣٧٠ ٥ ٢ "])
def test_a_day_of_birth_is_jalali_or_gregorian(club, join, typed: str) -> None:
    profile = member_card(club, join(birth=typed).member_id).profile
    assert profile.birth_on is not None
    assert profile.birth_on.isoformat() == "1991-07-24"
    # Today is 30 Aban 1405; the second of Mordad comes after Nowruz.
    assert profile.birthday_in == 245


@pytest.mark.parametrize("typed", ["1405/09/01", "1850-01-01", "1280/1/1"])
def test_a_day_of_birth_nobody_alive_has_is_refused(club, join, typed: str) -> None:
    with pytest.raises(LoyaltyError, match=r"^birth_impossible"):
        join(birth=typed)


@pytest.mark.parametrize("typed", ["1370/13/1", "yesterday", "1403/12/31", "1/2", "9" * 400, "0/0/0"])
def test_a_day_that_is_none_is_refused(club, join, typed: str) -> None:
    with pytest.raises(LoyaltyError, match=r"^date_invalid"):
        join(birth=typed)


def test_a_card_is_issued_with_a_slip_and_finds_its_member(club, join) -> None:
    member = join(name="سارا")
    number = member.card_no
    assert len(number) == 13
    assert number.isdigit()
    assert number.startswith("29")
    weighed = sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(number))
    assert weighed % 10 == 0
    assert one_member(club, number) == member.member_id
    with club.read() as db:
        (slip,) = list_jobs(db)
    assert (slip.kind, slip.member_id, slip.state) == ("card", member.member_id, "queued")
    assert json.loads(slip.document) == {"number": number, "name": "سارا"}


def test_a_blank_card_is_scanned_without_paper(club, join) -> None:
    member = join(card_no="club-۰۰۷۸۹")
    assert member.card_no == "CLUB00789"
    assert one_member(club, "CLUB 00789") == member.member_id
    with club.read() as db:
        assert list_jobs(db) == ()


def test_a_card_of_another_a_mobile_or_a_word_is_no_blank_card(club, join) -> None:
    join(card_no="7304 1182", name="سارا رضایی")
    for typed, code in (
        ("73041182", "card_taken"),
        ("09121112233", "card_impossible"),
        ("12", "card_impossible"),
        ("کارت‌طلا", "card_impossible"),
        ("9" * 41, "card_impossible"),
    ):
        with pytest.raises(LoyaltyError, match=f"^{code}"):
            join("09125556677", card_no=typed)


def test_consents_and_the_one_who_brought_them_are_kept(club, join) -> None:
    sara = join(name="سارا")
    ali = join("09125556677", referrer="0912 000 4567", consents=("sms", "messenger"))
    card = member_card(club, ali.member_id)
    assert {one.channel: one.given for one in card.consents} == {
        "sms_service": True,
        "sms_promo": None,
        "messenger": True,
    }
    assert (card.profile.referrer_id, card.profile.referrer) == (sara.member_id, "سارا")
    with pytest.raises(LoyaltyError, match=r"^consent_unknown"):
        join("09125556678", consents=("telepathy",))


def test_the_same_request_is_never_two_members(club, session) -> None:
    name = club.new_id()
    first = enrol(club, session, NewMember("09120004567", card_no=None), member_id=name)
    assert enrol(club, session, NewMember("09120004567", card_no=None), member_id=name) == first
    with pytest.raises(LoyaltyError, match=r"^fact_exists"):
        enrol(club, session, NewMember("09120004568", card_no=None), member_id=name)


def test_a_cashier_enrols(club, make_staff) -> None:
    member = enrol(club, make_staff("cashier"), NewMember("09120004567"))
    assert one_member(club, "09120004567") == member.member_id
    assert verify_till(club).ok


def test_gender_and_groups_are_told_at_joining(till, session) -> None:
    new = NewMember("09121112233", gender=" Female ", tags=("vip", "vip", " bride "))
    member = enrol(till, session, new)
    with till.read() as db:
        told = words_of(db, member.member_id)
    assert (told.gender, told.tags) == ("female", ("vip", "bride"))
    with pytest.raises(LoyaltyError) as problem:
        enrol(till, session, NewMember("09121112244", gender="x"))
    assert problem.value.code == "gender_unknown"
