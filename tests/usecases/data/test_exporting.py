"""What goes out comes in again: the same rows, nothing twice, and no cell that a sheet would run."""

from __future__ import annotations

import csv
import shutil
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.keys import FileKeys
from desktop.models.verify import verify
from desktop.usecases.exporting import export_folder, guard
from desktop.usecases.importing.cells import read_code, read_name
from desktop.usecases.importing.folder import import_folder
from desktop.usecases.new_shop import NewShop, new_shop
from desktop.usecases.open_till import open_till
from desktop.usecases.sign_in import sign_in
from desktop.usecases.staff_keys import LIGHT
from loyalty.errors import LoyaltyError
from loyalty.kinds import EntryAdjusted, Grant
from tests.conftest import OWNER_PIN, SeededBytes

AT = "2024-12-01T12:00:00+03:30"


@pytest.fixture
def source(write) -> Path:
    """Return a folder with a little of everything, hostile names among it."""
    joined = "2024-01-01T12:00:00+03:30"
    members = [
        {"member_id": "M1", "phone": "09000000001", "card_no": "2900000000063", "name": "=cmd|' /C calc'!A0"},
        {
            "member_id": "M2",
            "name": "'سارا",
            "birth_date": "1990-05-04",
            "age_band": "25-34",
            "joined_branch": "B1",
        },
        {"member_id": "M3", "name": '+98 خانه, "و" باغ', "merged_into": "M1"},
    ]
    purchases = [
        {
            "purchase_id": "A",
            "member_id": "M1",
            "gross": 300,
            "discount": 50,
            "coupon": 20,
            "amount": 250,
            "till": "T1",
        },
        {"purchase_id": "RA", "kind": "refund", "refund_of": "A", "member_id": "M1", "amount": -100},
        {"purchase_id": "B", "amount": 0},
    ]
    lines = [
        {"purchase_id": "A", "line_no": 2, "product_group": "@SUM(A1)", "quantity": "0.735", "amount": 200},
        {
            "purchase_id": "A",
            "line_no": 1,
            "product_id": "P1",
            "gross": 100,
            "discount": 50,
            "coupon": 20,
            "amount": 50,
        },
        {"purchase_id": "RA", "line_no": 1, "product_id": "P1", "quantity": "-1", "amount": -100},
    ]
    return write(
        members=[{"joined_at": joined, **row} for row in members],
        purchases=[{"branch_id": "B1", "at": AT, **row} for row in purchases],
        lines=lines,
        branches=[{"branch_id": "B1", "name": "-Branch"}, {"branch_id": "B2", "name": "بی‌فروش"}],
        campaigns=[
            {"campaign_id": "C1", "kind": "sms", "start_date": "2024-11-01", "end_date": "2024-12-30"}
        ],
        campaign_members=[{"campaign_id": "C1", "member_id": "M1"}],
        redemptions=[
            {"campaign_id": "C1", "member_id": "M1", "code": "X", "date": "2024-12-01", "purchase_id": "A"}
        ],
        products=[
            {"product_id": "P1", "name": "کفش", "product_group": "SHOES", "price": 100, "vat_percent": "9.5"}
        ],
        lots=[
            {
                "member_id": "M1",
                "unit": "credit",
                "amount": 70,
                "granted_at": AT,
                "expires_at": "2035-01-01T00:00:00Z",
            },
            {
                "member_id": "M2",
                "unit": "credit",
                "amount": 9,
                "granted_at": AT,
                "branch_id": "B1",
                "scope": "branch",
            },
        ],
    )


def _files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def second(tmp_path, fixed_clock):
    """Return another shop and its owner."""
    keys, entropy = FileKeys(tmp_path / "keys2"), SeededBytes(2)
    new = NewShop(name="دیگر", branch="دیگر", owner_pin=OWNER_PIN, test=True)
    new_shop(tmp_path / "shop2", new, clock=fixed_clock, entropy=entropy, keys=keys, key_cost=LIGHT)
    till = open_till(tmp_path / "shop2", clock=fixed_clock, entropy=entropy, keys=keys, key_cost=LIGHT)
    yield till, sign_in(till, "owner", OWNER_PIN)
    till.close()


def test_round_trip(till, session, second, source, tmp_path):
    told = import_folder(till, session, source)
    assert told.refused == 0
    out = export_folder(till, session, tmp_path / "out")
    assert out.rows["members"] == 3
    other, owner = second
    again = import_folder(other, owner, out.folder)
    assert again.refused == 0
    assert all(file.added == file.read for file in again.files.values())
    export_folder(other, owner, tmp_path / "out2")
    assert _files(tmp_path / "out") == _files(tmp_path / "out2")
    with other.read() as db:
        assert verify(db).problems == ()


def test_what_went_out_is_what_came_in(till, session, source, tmp_path):
    import_folder(till, session, source)
    out = export_folder(till, session, tmp_path / "out").folder
    purchases = {row["purchase_id"]: row for row in _rows(out, "purchases")}
    assert purchases["A"] == {
        "purchase_id": "A",
        "kind": "sale",
        "refund_of": "",
        "member_id": "M1",
        "card_no": "",
        "phone": "",
        "branch_id": "B1",
        "till": "T1",
        "at": AT,
        "gross": "300",
        "discount": "50",
        "coupon": "20",
        "amount": "250",
    }
    assert (purchases["RA"]["refund_of"], purchases["RA"]["amount"]) == ("A", "-100")
    names = {row["member_id"]: row["name"] for row in _rows(out, "members")}
    assert names == {"M1": "'=cmd|' /C calc'!A0", "M2": "''سارا", "M3": '\'+98 خانه, "و" باغ'}
    assert {row["product_group"] for row in _rows(out, "lines")} == {"'@SUM(A1)", "GENERAL"}
    assert [row["quantity"] for row in _rows(out, "lines")] == ["0.735", "1", "-1"]


def test_its_own_export_brings_nothing_back(till, session, source, tmp_path):
    import_folder(till, session, source)
    out = export_folder(till, session, tmp_path / "out").folder
    with till.read() as db:
        before = db.value("SELECT count(*) FROM fact")
    again = import_folder(till, session, out)
    assert {name: (file.added, file.conflicts) for name, file in again.files.items()} == dict.fromkeys(
        again.files, (0, 0)
    )
    with till.read() as db:
        assert db.value("SELECT count(*) FROM fact") == before


def test_credit_for_another_branch_does_not_come_back(till, session, source, tmp_path):
    import_folder(till, session, source)
    grant = Grant("credit", "branch:B1", 5, till.now(), None, "adjusted")
    with till.transaction("owner") as tx:
        (member_id,) = tx.row("SELECT member_id FROM person WHERE external_id = 'M2'")
        tx.record("entry.adjusted", EntryAdjusted(member_id, (grant,), (), "goodwill"))
    out = export_folder(till, session, tmp_path / "out").folder
    again = import_folder(till, session, out)
    assert (again.files["lots"].read, again.files["lots"].added) == (3, 0)


def test_files_are_for_their_owner_and_nothing_is_overwritten(till, session, tmp_path):
    out = export_folder(till, session, tmp_path / "out").folder
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
    with pytest.raises(LoyaltyError, match="export_not_empty"):
        export_folder(till, session, out)


def test_what_an_export_cut_short_left_is_no_hindrance(till, session, tmp_path):
    draft = tmp_path / "out.part"
    export_folder(till, session, draft)
    (draft / "lines.csv").write_text("purchase_id\nhalf a l")
    made = export_folder(till, session, tmp_path / "out")
    assert {path.stem for path in made.folder.glob("*.csv")} == set(made.rows)
    assert "half" not in (made.folder / "lines.csv").read_text()
    assert not draft.exists()
    # A folder of somebody else's files is never touched.
    draft.mkdir()
    (draft / "diary.txt").write_text("mine")
    shutil.rmtree(tmp_path / "out")
    with pytest.raises(LoyaltyError, match="file_unwritable"):
        export_folder(till, session, tmp_path / "out")
    assert (draft / "diary.txt").read_text() == "mine"


def test_a_cashier_may_not(till, make_staff, tmp_path):
    with pytest.raises(LoyaltyError, match="not_allowed"):
        export_folder(till, make_staff("cashier"), tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@A1", "\t=1", "\r=1", " =1", "'x", "=HYPERLINK(1)"]
)
def test_formulas_are_made_harmless(text):
    assert guard(text).startswith("'")


@pytest.mark.parametrize("text", ["", "-5", "-0.735", "12", "سارا", "a=b"])
def test_plain_cells_stay(text):
    assert guard(text) == text


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30))
def test_a_guarded_name_reads_as_it_was(text):
    assert not guard(text).startswith(("=", "+", "@", "\t", "\r"))
    assert read_name(guard(text)) == read_name("'" + text if text[0] in "=+-@'" else text)
    assert read_code(guard(text)) == read_code("'" + text if text[0] in "=+-@'" else text)
