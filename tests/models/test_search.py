"""Finding: however a phone, card or name is typed, by index alone, each person once."""

from __future__ import annotations

import random
from itertools import islice

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.models.folding import alphabetical, external_key, fold_card, fold_phone, fold_text, phone_prefix
from desktop.models.people import Person
from desktop.models.projections import persons
from desktop.models.search import (
    PRODUCT_STATEMENTS,
    STATEMENTS,
    each_member,
    find_members,
    find_products,
    members_with,
)
from desktop.models.store import Store
from loyalty.kinds import CardChange, MemberPair, Product, ProductsSet
from tests.models.world import OWNER, enrol

ALI = Person("علی‌رضا کریمی", "+98 912 345 6789", external_id="M-۱۰۰", cards=(("k1", "6037-9911-2233-4455"),))


@pytest.mark.parametrize(
    "text",
    [
        "09123456789",
        "9123456789",
        "989123456789",
        "+989123456789",
        "00989123456789",
        "+98 (0) 912 345 6789",
        "۰۹۱۲۳۴۵۶۷۸۹",
        "٠٩١٢ ٣٤٥ ٦٧٨٩",
        "0912-345-6789",
    ],
)
def test_every_spelling_of_a_phone_is_the_same(shop: Store, text: str) -> None:
    member_id = enrol(shop, ALI)
    enrol(shop, Person("دیگری", "09120000000"))
    assert fold_phone(text) == "09123456789"
    with shop.read() as db:
        assert [(found.member_id, found.matched_by) for found in find_members(db, text)] == [
            (member_id, "phone")
        ]
        assert [found.member_id for found in members_with(db, text)] == [member_id]


@pytest.mark.parametrize("end", ["0043", "۳۰۰۴۳", "00 43"])
def test_an_end_with_two_zeros_is_an_end(shop: Store, end: str) -> None:
    omid = enrol(shop, Person("امید", "09171230043"))
    with shop.read() as db:
        assert [found.member_id for found in find_members(db, end)] == [omid]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("6789", "phone_end"),
        ("۵۶۷۸۹", "phone_end"),
        ("0912", "phone_start"),
        ("912 34", "phone_start"),
        ("98912", "phone_start"),
        ("+98912", "phone_start"),
        ("0098912", "phone_start"),
        ("۶۰۳۷۹۹", "card_start"),
        ("6037 9911 2233 4455", "card"),
        ("6037991122334455", "card"),
        ("m-100", "external_id"),
        ("M-۱۰۰", "external_id"),
        ("عليرضا", "name"),
        ("علی‌رضا", "name"),
        ("عَلی", "name"),
        ("كريمي", "name"),
        ("کر", "name"),
        ("ک", "name"),
        ("ریم", "name"),
        ("کریمی علی", "name"),
        ("رضا کریم", "name"),
        ("  کریمی  ", "name"),
    ],
)
def test_found_by(shop: Store, text: str, by: str) -> None:
    member_id = enrol(shop, ALI)
    enrol(shop, Person("سارا احمدی", "09350001111", cards=(("k2", "5022000000000000"),)))
    with shop.read() as db:
        assert [(found.member_id, found.matched_by) for found in find_members(db, text)] == [(member_id, by)]


@pytest.mark.parametrize(
    "text", ["", " ", "!!", "678", "یم", "کریمی سارا", '" OR 1', "*", "%", "NEAR(", "a" * 500, "\x00"]
)
def test_found_by_nothing(shop: Store, text: str) -> None:
    enrol(shop, ALI)
    with shop.read() as db:
        assert find_members(db, text) == ()


def test_latin_names_in_any_case(shop: Store) -> None:
    member_id = enrol(shop, Person("Zoë O'Connor-Weiß", ""))
    with shop.read() as db:
        for text in ("zoe", "ZOË", "connor", "weiss", "O'Con", "zoe weiss"):
            assert [found.member_id for found in find_members(db, text)] == [member_id], text


def test_every_fragment_brings_the_names_that_have_it_and_no_other(shop: Store) -> None:
    dice = random.Random(11)
    names = {
        "".join(dice.choice(("با", "ما", "زاده", "ن")) for _ in range(dice.randrange(3, 7)))
        for _ in range(40)
    }
    for name in names:
        enrol(shop, Person(name, ""))
    fragments = {
        name[start : start + size]
        for name in names
        for size in range(3, 10)
        for start in range(len(name) - size + 1)
    }
    assert len(fragments) > 300
    with shop.read() as db:
        for text in fragments:
            having = {name for name in names if text in name}
            assert {one.name for one in find_members(db, text, 50)} == having, text
        # Three letters that are all there, but not in this order, are not enough.
        assert find_members(db, "زادبازادما") == ()


def test_fragments_of_several_words_bring_the_names_that_have_them_all(shop: Store) -> None:
    dice = random.Random(12)
    parts = ("با", "ما", "زاده", "نیا", "ری", "رضا")
    names = {
        " ".join("".join(dice.choices(parts, k=dice.randrange(2, 5))) for _ in range(2)) for _ in range(40)
    }
    for name in names:
        enrol(shop, Person(name, ""))
    asked = 0
    with shop.read() as db:
        for name in sorted(names):
            first, last = name.split()
            text = f"{last[-dice.randrange(3, 9) :]} {first[: dice.randrange(3, 9)]}"
            having = {one for one in names if all(word in one for word in text.split())}
            assert {one.name for one in find_members(db, text, 50)} == having, text
            asked += len(having) < len(names)
    assert asked > 30


def test_a_new_name_replaces_the_old_one(shop: Store) -> None:
    member_id = enrol(shop, ALI)
    with shop.transaction(OWNER) as tx:
        tx.set_people({member_id: Person("نام تازه", "09111111111")})
    with shop.read() as db:
        for old in ("کریمی", "6789", "6037991122334455", "m-100"):
            assert find_members(db, old) == ()
        assert len(find_members(db, "تازه")) == 1


def give_up(shop: Store, people: dict[str, Person]) -> None:
    with shop.transaction(OWNER) as tx:
        tx.set_people(people)
        raise ZeroDivisionError


def test_many_people_are_found_as_one_is(shop: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persons, "MANY", 3)
    ids = [enrol(shop) for _ in range(6)]
    triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    with shop.read() as db:
        before = db.rows(triggers)
    told = {one: Person(f"نوشین {place}", f"0912000{place:04d}") for place, one in enumerate(ids)}
    with shop.transaction(OWNER) as tx:
        tx.set_people({one: told[one] for one in ids[:2]})
    # One known with another name, one known as they are, four new.
    with shop.transaction(OWNER) as tx:
        tx.set_people(told | {ids[0]: Person("مهرنوش")})
    with pytest.raises(ZeroDivisionError):
        give_up(shop, {shop.new_id(): Person(f"ناهید {place}") for place in range(4)})
    with shop.transaction(OWNER) as tx:
        tx.set_people({ids[4]: Person("تازه")})
    with shop.read() as db:
        assert {one.member_id for one in find_members(db, "نوشین")} == {ids[1], ids[2], ids[3], ids[5]}
        assert [one.member_id for one in find_members(db, "مهرنوش")] == [ids[0]]
        assert find_members(db, "ناهید") == ()
        assert db.rows(triggers) == before
    for index in ("person_part", "person_word"):
        with shop.transaction(OWNER) as tx:
            tx.run(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    # The control: an index that is forgotten is one in which nobody new is found.
    monkeypatch.setattr(persons, "_INDEX", persons._INDEX[1:])
    with shop.transaction(OWNER) as tx:
        tx.set_people({tx.new_id(): Person(f"ناهید {place}") for place in range(4)})
    with shop.read() as db:
        assert find_members(db, "ناهید") == ()


def test_merged_people_stand_once_under_their_survivor(shop: Store) -> None:
    first, second = (
        enrol(shop, Person("مینا راد", "09121111111")),
        enrol(shop, Person("مینا راد", "09122222222")),
    )
    with shop.transaction(OWNER) as tx:
        tx.record("member.merged", MemberPair(second, first))
    with shop.read() as db:
        assert [found.survivor_id for found in find_members(db, "مینا")] == [first]
        assert [found.survivor_id for found in find_members(db, "09122222222")] == [first]


def test_two_people_with_one_phone_are_both_found(shop: Store) -> None:
    pair = {enrol(shop, Person(name, "09121111111")) for name in ("الف", "ب")}
    with shop.read() as db:
        assert {found.member_id for found in members_with(db, "9121111111")} == pair


def test_a_blocked_card_says_so(shop: Store) -> None:
    member_id = enrol(shop, ALI)
    with shop.transaction(OWNER) as tx:
        tx.record("card.issued", CardChange(member_id, "k1"))
    with shop.read() as db:
        assert [found.blocked for found in find_members(db, "6037991122334455")] == [False]
    with shop.transaction(OWNER) as tx:
        tx.record("card.blocked", CardChange(member_id, "k1"))
    with shop.read() as db:
        assert [found.blocked for found in find_members(db, "6037991122334455")] == [True]


def test_the_limit_holds(shop: Store) -> None:
    for place in range(30):
        enrol(shop, Person(f"حسن {place}", f"0912000{place:04d}"))
    with shop.read() as db:
        assert len(find_members(db, "حسن")) == 20
        assert len(find_members(db, "0912", 7)) == 7


def test_who_stops_asking_has_the_rest_not_read(shop: Store) -> None:
    for place in range(30):
        enrol(shop, Person(f"حسنعلی {place}", f"0912000{place:04d}"))
    shop.warm_names()
    asked = list[str]()
    with shop.read() as db:
        db.connection.set_trace_callback(asked.append)
        found = list(islice(each_member(db, "حسنعلی"), 3))
        db.connection.set_trace_callback(None)
        assert tuple(found) == find_members(db, "حسنعلی")[:3]
    assert sum("AS p ON p.person_no" in one for one in asked) == 1


def test_what_was_asked_once_is_not_prepared_again(shop: Store) -> None:
    for place in range(12):
        enrol(shop, Person(f"حسنعلی کریمی {place}", f"0912000{place:04d}"))
    prepared = list[object]()

    def note(*told: object) -> int:
        prepared.append(told)
        return 0

    bare = "SELECT name FROM person WHERE person_no = ? LIMIT ?"
    with shop.read() as db:
        db.connection.set_authorizer(note)
        for texts in (
            ("حسن", "حسنع", "حس", "0003", "091200", "کریم حسن"),
            ("علی", "سنعل", "کر", "0004", "091201", "علی ریم"),
        ):
            prepared.clear()
            for text in texts:
                find_members(db, text)
                find_products(db, text)
        again = len(prepared)
        for person_no in (1, 2):
            prepared.clear()
            db.rows(bare, (person_no, 5))
        # The control: with a bare parameter as its limit a statement is prepared each time.
        assert (again, bool(prepared)) == (0, True)
        db.connection.set_authorizer(None)


def test_products_by_barcode_id_and_name(shop: Store) -> None:
    goods = (
        Product("P-1", "6260100000017", "كفش چرم مردانه", "SHOES", 1, 0, False),
        Product("P-2", "", "کیف چرم", "BAGS", 1, 0, False),
        Product("P-3", "", "کفش قدیمی", "SHOES", 1, 0, False, active=False),
    )
    with shop.transaction(OWNER) as tx:
        tx.record("product.set", ProductsSet(goods))
    with shop.read() as db:
        for text, ids in {
            "۶۲۶۰۱۰۰۰۰۰۰۱۷": ["P-1"],
            "P-2": ["P-2"],
            "کفش": ["P-1"],
            "چرم": ["P-1", "P-2"],
            "مرد": ["P-1"],
            "رم": [],
            "کی": ["P-2"],
            "چرم کیف": ["P-2"],
            "6260": [],
        }.items():
            assert [one.product_id for one in find_products(db, text)] == ids, text


@pytest.mark.parametrize("statement", [*STATEMENTS, *PRODUCT_STATEMENTS])
def test_no_plan_reads_a_table_from_end_to_end(shop: Store, statement: str) -> None:
    for place in range(40):
        enrol(
            shop, Person(f"n{place}", f"0912000{place:04d}", cards=((f"c{place}", f"60379900{place:04d}"),))
        )
    with shop.transaction(OWNER) as tx:
        tx.run("ANALYZE")
    with shop.read() as db:
        plan = [row[3] for row in db.rows("EXPLAIN QUERY PLAN " + statement, ("x",) * statement.count("?"))]
        assert [step for step in plan if step.startswith("SCAN") and "VIRTUAL TABLE INDEX" not in step] == []
        # The control: a search without its index shows as a scan here.
        naive = db.rows("EXPLAIN QUERY PLAN SELECT * FROM person WHERE name LIKE '%x%'")
        assert naive[0][3].startswith("SCAN")


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)
    assert fold_phone(fold_phone(text)) == fold_phone(text)
    assert fold_card(fold_card(text)) == fold_card(text)
    assert external_key(external_key(text)) == external_key(text)


@given(st.integers(0, 10**9 - 1), st.integers(3, 10))
def test_the_beginning_of_a_phone_is_the_beginning_of_its_kept_form(rest: int, size: int) -> None:
    kept = f"09{rest:09d}"
    assume(not kept.startswith("098"))  # no mobile begins so: 98 at the start is the country
    for spelled in (kept, kept[1:], "98" + kept[1:], "+98" + kept[1:], "0098" + kept[1:]):
        assert fold_phone(spelled) == kept
        start = spelled[: size + len(spelled) - 10]
        if len(start) > 4:
            assert kept.startswith(phone_prefix(start)), start


def test_names_are_sorted_by_the_alphabet_and_not_by_their_codes() -> None:
    names = ["یاسمن", "گلی", "كاوه", "پیمان", "ثنا", "Ali", "چیا", "آرش", "ژاله", "بابک", "زهرا", "ابراهیم"]
    told = sorted(names, key=alphabetical)
    assert told == [
        "Ali",
        "آرش",
        "ابراهیم",
        "بابک",
        "پیمان",
        "ثنا",
        "چیا",
        "زهرا",
        "ژاله",
        "كاوه",
        "گلی",
        "یاسمن",
    ]
