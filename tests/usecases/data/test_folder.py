"""A folder comes in once: again adds nothing, cut off goes on, dry keeps nothing, and who is meant is found."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.models.people import Person, person
from desktop.models.queries.lots import held
from desktop.models.queries.members import cards, set_of
from desktop.models.search import members_with
from desktop.models.verify import verify
from desktop.reports.figures.document import read_shop
from desktop.reports.figures.table import member_rows
from desktop.usecases.importing.campaigns import imported_campaigns
from desktop.usecases.importing.folder import import_folder
from desktop.usecases.importing.table import Caps
from desktop.usecases.members.find import find
from loyalty.errors import LoyaltyError
from loyalty.words import mask_phone

AT = "2024-12-01T12:00:00+03:30"
JOINED = "2024-01-01T12:00:00+03:30"


def _member(member_id: str, **words: str) -> dict[str, str]:
    return {"member_id": member_id, "joined_at": JOINED, **words}


def _sale(purchase_id: str, amount: int = 100_000, **words: str) -> dict[str, object]:
    return {"purchase_id": purchase_id, "branch_id": "B1", "at": AT, "amount": amount, **words}


def _facts(till) -> int:
    with till.read() as db:
        return db.value("SELECT count(*) FROM fact")


def _sound(till) -> None:
    with till.read() as db:
        assert verify(db).problems == ()


def _refused(told, name: str) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in told.files[name].refused]


def test_a_member_keeps_everything_the_file_said(till, session, write):
    row = _member("M1", phone="۰۹۰۰۰۰۰۰۰۰۱", card_no="2900000000063", name="سارا", birth_date="1990-05-04")
    import_folder(till, session, write(members=[row | {"joined_branch": "B1", "age_band": "25-34"}]))
    with till.read() as db:
        found = {members_with(db, text)[0].member_id for text in ("M1", "+989000000001", "2900000000063")}
        (member_id,) = found
        told = person(db, member_id)
        assert told == Person(
            name="سارا",
            phone="09000000001",
            birth_on=dt.date(1990, 5, 4),
            external_id="M1",
            tags=("age_band:25-34",),
            cards=told.cards,
        )
        assert [card.number for card in cards(db, member_id)] == ["2900000000063"]
    _sound(till)


def test_twice_adds_nothing_and_another_content_is_a_conflict(till, session, write):
    first = write(members=[_member("M1"), _member("M1")], purchases=[_sale("A"), _sale("B", 5)])
    told = import_folder(till, session, first)
    assert (told.files["members"].added, told.files["members"].duplicates) == (1, 1)
    before = _facts(till)
    again = import_folder(till, session, first)
    assert _facts(till) == before
    assert [file.added for file in again.files.values()] == [0, 0]
    other = write("other", members=[_member("M1", joined_branch="X")], purchases=[_sale("A", 7), _sale("C")])
    told = import_folder(till, session, other)
    assert (told.files["members"].conflicts, told.files["purchases"].conflicts) == (1, 1)
    assert told.files["purchases"].conflict_lines == (2,)
    assert told.files["purchases"].added == 1
    with till.read() as db:
        assert db.value("SELECT sum(net) FROM sale") == 100_000 + 5 + 100_000


def test_a_dry_run_says_the_same_and_keeps_nothing(till, session, write):
    source = write(
        members=[_member("M1")],
        purchases=[_sale("A", member_id="M1"), _sale("A", 3), _sale("B", phone="0999")],
        lots=[{"member_id": "M1", "unit": "credit", "amount": 5, "granted_at": JOINED}],
    )
    before = _facts(till)
    dry = import_folder(till, session, source, dry_run=True)
    assert _facts(till) == before
    real = import_folder(till, session, source)
    assert dry.files == real.files
    assert (dry.unmatched, dry.dry_run, real.unmatched) == (1, True, 1)
    assert real.files["purchases"].added == 2


def test_cancelled_goes_on_where_it_stood(till, session, write):
    rows = [_sale(f"P{number}", number) for number in range(1_200)]
    source = write(purchases=rows)
    seen = []
    half = import_folder(till, session, source, progress=lambda now: seen.append(now) or now.done < 500)
    assert half.cancelled
    assert 0 < half.files["purchases"].added < 1_200
    rest = import_folder(till, session, source)
    assert half.files["purchases"].added + rest.files["purchases"].added == 1_200
    assert rest.files["purchases"].duplicates == half.files["purchases"].added
    assert (seen[0].total, seen[0].stage) == (1_200, "purchases")
    _sound(till)


def test_killed_in_the_middle_goes_on_too(till, session, write):
    source = write(purchases=[_sale(f"P{number}", number) for number in range(1_200)])

    def die(now):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_folder(till, session, source, progress=die)
    told = import_folder(till, session, source)
    assert told.files["purchases"].added + told.files["purchases"].duplicates == 1_200
    with till.read() as db:
        assert db.value("SELECT count(*) FROM sale") == 1_200


def test_a_wrong_header_starts_nothing(till, session, write):
    source = write(members=[_member("M1", colour="red")], purchases=[_sale("A")])
    before = _facts(till)
    told = import_folder(till, session, source)
    assert not told.started
    assert [(one.line, one.reason, one.value) for one in told.files["members"].refused] == [
        (1, "row_column_unknown", "colour")
    ]
    assert _facts(till) == before


def test_members_are_matched_by_id_then_card_then_phone(till, session, write):
    members = [
        _member("M1", phone="09000000001", card_no="111"),
        _member("M2", phone="09000000002", card_no="222"),
    ]
    purchases = [
        _sale("A", 1, member_id="M1", card_no="222"),
        _sale("B", 2, card_no="222", phone="09000000001"),
        _sale("C", 4, phone="+98 900 000 0002"),
        _sale("D", 8, member_id="nobody", card_no="111"),
        _sale("E", 16, phone="not a phone"),
        _sale("F", 32),
    ]
    told = import_folder(till, session, write(members=members, purchases=purchases))
    with till.read() as db:
        sql = (
            "SELECT p.external_id, sum(s.net) FROM sale AS s LEFT JOIN person AS p ON p.member_id = s.member_id"
            " GROUP BY 1"
        )
        assert dict(db.rows(sql)) == {"M1": 1 + 8, "M2": 2 + 4, None: 16 + 32}
    assert told.unmatched == 1


def test_a_landline_from_abroad_is_kept_as_one_that_is_typed(till, session, write):
    members = [_member("M1", phone="+98 21 2233 4455")]
    folder = write(
        members=members, purchases=[_sale("A", phone="00982122334455"), _sale("B", phone="02122334455")]
    )
    import_folder(till, session, folder)
    with till.read() as db:
        assert db.rows("SELECT phone FROM person") == [("02122334455",)]
        assert db.value("SELECT count(DISTINCT member_id) FROM sale WHERE member_id IS NOT NULL") == 1
        assert db.value("SELECT count(*) FROM sale WHERE member_id IS NULL") == 0
    assert [one.matched_by for one in find(till, session, "021 2233 4455")] == ["phone"]
    assert mask_phone("982122334455", "en") == mask_phone("02122334455", "en")  # as older imports kept it


def test_a_phone_of_two_members_is_nobodys(till, session, write):
    members = [_member("M1", phone="09000000001"), _member("M2", phone="09000000001")]
    told = import_folder(till, session, write(members=members, purchases=[_sale("A", phone="09000000001")]))
    assert told.unmatched == 1
    with till.read() as db:
        assert db.value("SELECT member_id FROM sale") is None


def test_merged_members_are_one_and_their_phone_serves_both(till, session, write):
    members = [
        _member("M1", phone="09000000001"),
        _member("M2", phone="09000000001", merged_into="M1"),
        _member("M3", merged_into="M2"),
        _member("M4", merged_into="M5"),
        _member("M5", merged_into="M4"),
        _member("M6", merged_into="M9"),
        _member("M7", merged_into="M7"),
    ]
    source = write(members=members, purchases=[_sale("A", phone="09000000001"), _sale("B", member_id="M3")])
    told = import_folder(till, session, source)
    assert _refused(told, "members") == [
        (5, "row_merged_in_circle"),
        (6, "row_merged_in_circle"),
        (7, "row_merged_into_nobody"),
        (8, "row_merged_into_itself"),
    ]
    assert told.unmatched == 0
    before = _facts(till)
    import_folder(till, session, source)
    assert _facts(till) == before
    with till.read() as db:
        (found,) = {one.survivor_id for one in members_with(db, "M3")}
        assert len(set_of(db, found)) == 3
        assert len(set(read_shop(db, dt.date(2025, 1, 1), till.shop).book().bought.member.tolist())) == 1
    _sound(till)


@pytest.mark.parametrize("joined", ["2023-01-01T12:00:00Z", JOINED, "2024-06-01T12:00:00Z"])
@pytest.mark.parametrize("names", [("M1", "M2"), ("M2", "M1"), ("A", "B"), ("B", "A")])
def test_the_merged_go_by_the_survivor_of_the_file(till, session, write, joined, names):
    root, merged = names
    members = [
        _member(root, name="سارا", phone="09000000001"),
        {
            "member_id": merged,
            "joined_at": joined,
            "merged_into": root,
            "name": "س. رضایی",
            "phone": "09000000002",
        },
    ]
    source = write(members=members, purchases=[_sale("A", member_id=merged), _sale("B", phone="09000000002")])
    assert import_folder(till, session, source).unmatched == 0
    before = _facts(till)
    import_folder(till, session, source)
    assert _facts(till) == before
    with till.read() as db:
        book = read_shop(db, dt.date(2025, 1, 1), till.shop).book()
        (found,) = member_rows(book)
        assert (found.member_id, found.points) == (root, 20)
        assert person(db, book.columns.members.ids[found.entry]).name == "سارا"
        assert book.who.joined_day[found.entry] == (dt.date(2024, 1, 1) - dt.date(1970, 1, 1)).days
    _sound(till)


def test_opening_balances_come_once(till, session, write):
    later = "2030-01-01T00:00:00+03:30"
    lots = [
        {"member_id": "M1", "unit": "credit", "amount": 50_000, "granted_at": AT, "expires_at": later},
        {"member_id": "M1", "unit": "credit", "amount": 50_000, "granted_at": AT, "expires_at": later},
        {"member_id": "M1", "unit": "points", "amount": 7, "granted_at": AT, "branch_id": "B1"},
        {
            "member_id": "M1",
            "unit": "credit",
            "amount": 9,
            "granted_at": AT,
            "branch_id": "B1",
            "scope": "branch",
        },
        {"member_id": "M2", "unit": "credit", "amount": 1, "granted_at": AT},
        {"member_id": "M1", "unit": "stars", "amount": 1, "granted_at": AT},
        {"member_id": "M1", "unit": "credit", "amount": 0, "granted_at": AT},
        {"member_id": "M1", "unit": "credit", "amount": 1, "granted_at": later, "expires_at": AT},
        {"member_id": "M1", "unit": "credit", "amount": 1, "granted_at": AT, "scope": "branch"},
        {"member_id": "M1", "unit": "credit", "amount": 1, "granted_at": AT, "scope": "world"},
    ]
    source = write(members=[_member("M1")], lots=lots)
    told = import_folder(till, session, source)
    assert _refused(told, "lots") == [
        (6, "row_member_unknown"),
        (7, "row_unit_not_known"),
        (8, "row_lot_empty"),
        (9, "row_lot_ends_before_it_begins"),
        (10, "row_scope_without_branch"),
        (11, "row_scope_not_known"),
    ]
    assert (told.files["lots"].added, told.files["lots"].duplicates) == (3, 1)
    again = import_folder(till, session, source)
    assert (again.files["lots"].added, again.files["lots"].duplicates) == (0, 4)
    with till.read() as db:
        (member_id,) = {one.member_id for one in members_with(db, "M1")}
        lots_held = {(one.lot.unit, one.lot.scope, one.remaining) for one in held(db, member_id)}
    assert lots_held == {
        ("credit", "business", 50_000),
        ("points:main", "business", 7),
        ("credit", "branch:B1", 9),
    }
    _sound(till)


def test_two_lots_alike_but_for_their_amount_are_two(till, session, write):
    lots = [{"member_id": "M1", "unit": "credit", "amount": n, "granted_at": AT} for n in (5, 6)]
    told = import_folder(till, session, write(members=[_member("M1")], lots=lots))
    assert told.files["lots"].added == 2


def test_campaigns_grow_by_what_is_new(till, session, write):
    campaign = {"campaign_id": "C1", "kind": "sms", "start_date": "2024-11-01", "end_date": "2024-11-30"}
    sent = [{"campaign_id": "C1", "member_id": m} for m in ("M1", "M2", "M1", "M9")]
    use = {"campaign_id": "C1", "member_id": "M1", "date": "2024-11-05", "code": "X"}
    members = [_member("M1"), _member("M2"), _member("M3")]
    wrong = {"campaign_id": "C8", "member_id": "M1"}
    backwards = campaign | {"campaign_id": "C2", "end_date": "2024-10-01"}
    source = write(
        members=members,
        campaigns=[campaign, backwards],
        campaign_members=[*sent, wrong],
        redemptions=[use, use],
    )
    told = import_folder(till, session, source)
    assert _refused(told, "campaigns") == [(3, "row_campaign_ends_before_it_begins")]
    assert _refused(told, "campaign_members") == [(5, "row_member_unknown"), (6, "row_campaign_unknown")]
    assert (told.files["campaign_members"].added, told.files["campaign_members"].duplicates) == (2, 1)
    assert (told.files["redemptions"].added, told.files["redemptions"].duplicates) == (1, 1)
    more = write(
        "more",
        campaigns=[campaign | {"kind": "mail"}],
        campaign_members=[{"campaign_id": "C1", "member_id": m} for m in ("M2", "M3")],
    )
    told = import_folder(till, session, more)
    assert (told.files["campaigns"].conflicts, told.files["campaign_members"].added) == (1, 1)
    with till.read() as db:
        found = imported_campaigns(db)["C1"]
        assert (len(found.sent), len(found.uses), found.kind, found.parts) == (3, 1, "sms", 2)


def test_products_come_in_by_the_catalogues_rules(till, session, write):
    good = {
        "product_id": "P1",
        "barcode": "6260110500018",
        "name": "کفش",
        "product_group": "SHOES",
        "price": "120",
    }
    right = "6260110500010"
    rows = [
        good | {"barcode": right, "vat_percent": "10", "divisible": "no"},
        good | {"barcode": right},
        good | {"product_id": "P2", "barcode": right},
        good | {"product_id": "P3", "barcode": "6260110500019"},
        good | {"product_id": "P4", "barcode": "A-77", "price": "-5"},
        good | {"product_id": "P5", "barcode": "A-77", "divisible": "شاید"},
        good | {"product_id": "P6", "barcode": "", "name": ""},
        good | {"product_id": "P7", "barcode": "A-77", "divisible": "بله", "vat_percent": "۹٫۵"},
    ]
    told = import_folder(till, session, write(products=rows))
    wrong = [(line, reason) for line, reason in _refused(told, "products") if line > 3]
    assert wrong == [
        (4, "row_barcode_taken"),
        (5, "row_barcode_wrong"),
        (6, "row_price_below_zero"),
        (7, "row_yes_or_no"),
        (8, "row_name_missing"),
    ]
    assert (told.files["products"].added, told.files["products"].conflicts) == (2, 1)
    with till.read() as db:
        assert db.row("SELECT vat_rate, divisible FROM product WHERE product_id = 'P7'") == (95_000, 1)


def test_a_big_purchase_and_many_lines_fit_their_facts(till, session, write):
    sale = _sale("A", 3_000)
    lines = [
        {"purchase_id": "A", "line_no": n, "product_group": "گروه" * 20, "product_id": "X" * 60, "amount": 1}
        for n in range(1, 3_001)
    ]
    others = [_sale(f"B{n}", 0) for n in range(30)]
    told = import_folder(till, session, write(purchases=[sale, *others], lines=lines))
    assert told.files["purchases"].added + len(told.files["purchases"].refused) == 31


def test_folders_that_hold_nothing(till, session, tmp_path):
    with pytest.raises(LoyaltyError, match="import_no_folder"):
        import_folder(till, session, tmp_path / "none")
    with pytest.raises(LoyaltyError, match="import_nothing"):
        import_folder(till, session, tmp_path / "..")


@pytest.mark.parametrize(
    "config", ["[1]", "{", '{"timezone": 5}', '{"source": ""}', '{"source": "a\\u0007"}']
)
def test_a_config_that_cannot_be(till, session, write, config):
    source = write(members=[_member("M1")])
    (source / "config.json").write_text(config, encoding="utf-8")
    with pytest.raises(LoyaltyError, match="import_config_broken"):
        import_folder(till, session, source)


def test_two_sources_may_use_the_same_ids(till, session, write):
    import_folder(till, session, write(members=[_member("M1")], config={"source": "old till"}))
    told = import_folder(till, session, write("b", members=[_member("M1")], config={"source": "web shop"}))
    assert told.files["members"].added == 1


def test_the_folders_name_does_not_matter(till, session, write):
    import_folder(till, session, write("here", members=[_member("M1")]))
    told = import_folder(till, session, write("there", members=[_member("M1")]))
    assert told.files["members"].duplicates == 1


def test_a_cashier_may_not_import(till, make_staff, write):
    cashier = make_staff("cashier")
    with pytest.raises(LoyaltyError, match="not_allowed"):
        import_folder(till, cashier, write(members=[_member("M1")]))


def test_caps_hold_for_the_folder(till, session, write):
    with pytest.raises(LoyaltyError, match="import_too_large"):
        import_folder(till, session, write(members=[_member("M1"), _member("M2")]), caps=Caps(rows=1))
