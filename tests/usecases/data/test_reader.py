"""The reader: any order of columns, any digits, plain or packed; what is wrong is told by line and reason."""

from __future__ import annotations

import gzip
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.usecases.importing.cells import read_day, read_phone, read_quantity, read_whole
from desktop.usecases.importing.forms import LINES, MEMBERS, PURCHASES
from desktop.usecases.importing.purchases import Purchase, Repeat, open_lines, read_purchases
from desktop.usecases.importing.report import MOST_REFUSED, Tally
from desktop.usecases.importing.rows import read_member, typed
from desktop.usecases.importing.table import Caps, count_rows, find_table, read_rows
from loyalty.errors import LoyaltyError

HEADER = "member_id,joined_at,name\n"


def _members(path: Path, caps: Caps | None = None):
    tally = Tally(MEMBERS.name)
    rows = read_rows(path, MEMBERS, tally, caps or Caps())
    return list(typed(rows, read_member, tally)), tally


def _refused(tally: Tally) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in tally.close().refused]


def _write(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


GOOD = "M1,2024-01-01T12:00:00+03:30,سارا\nM2,2024-02-01T12:00:00Z,\n"


@pytest.mark.parametrize(
    "content",
    [
        (HEADER + GOOD).encode(),
        b"\xef\xbb\xbf" + (HEADER + GOOD).encode(),
        (HEADER + GOOD).replace("\n", "\r\n").encode(),
        (HEADER + GOOD).rstrip("\n").encode(),
        (HEADER + "\n" + GOOD + "\n\n").encode(),
        b'"member_id","joined_at","name"\n"M1","2024-01-01T12:00:00+03:30","\xd8\xb3\xd8\xa7\xd8\xb1\xd8\xa7"\n'
        b"M2,2024-02-01T12:00:00Z,\n",
    ],
    ids=["plain", "mark", "crlf", "no end", "blank lines", "quoted"],
)
def test_shapes_of_one_file(tmp_path, content):
    for name, raw in (("members.csv", content), ("members.csv.gz", gzip.compress(content))):
        rows, tally = _members(_write(tmp_path / name, raw))
        assert [(row.member_id, row.name) for row in rows] == [("M1", "سارا"), ("M2", "")]
        assert (tally.read, tally.refused) == (2, [])


def test_columns_in_another_order_and_digits_of_another_script(tmp_path):
    path = _write(
        tmp_path / "purchases.csv",
        "amount,at,branch_id,purchase_id\n۱۲۳۰۰۰,۲۰۲۴-۰۳-۲۰T۲۳:۵۹:۵۹+۰۳:۳۰,B1,۷\n٥٠٠,2024-03-20T10:00:00Z,B1,8\n",
    )
    tally = Tally(PURCHASES.name)
    found = list(read_purchases(path, tally, open_lines(None, Tally(LINES.name))))
    assert [(one.row.purchase_id, one.row.amount, one.row.gross) for one in found] == [
        ("7", 123_000, 123_000),
        ("8", 500, 500),
    ]
    assert tally.refused == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"M1", "row_width"),
        (b"M1,2024-01-01T12:00:00Z,a,b", "row_width"),
        (b",2024-01-01T12:00:00Z,", "row_id_missing"),
        (b"M" * 70 + b",2024-01-01T12:00:00Z,", "row_id_too_long"),
        (b"M1,yesterday,", "instant_invalid"),
        (b"M1,2024-01-01T12:00:00,", "instant_without_zone"),
        (b"M1,0001-01-01T12:00:00Z,", "instant_invalid"),
        (b"M1,2024-01-01T12:00:00Z," + b"a" * 300, "row_name_too_long"),
        (b"M1,2024-01-01T12:00:00Z,\xc7\xe3\xed\xd1", "row_encoding"),
        (b"M1,2024-01-01T12:00:00Z,a\x1bp0", "row_control_byte"),
        (b"M1,2024-01-01T12:00:00Z,a\x00", "row_control_byte"),
        (b'M1,2024-01-01T12:00:00Z,"open', "row_quotes"),
        (b"M1,2024-01-01T12:00:00Z," + b"a" * 200_000, "row_too_long"),
    ],
    ids=str,
)
def test_a_bad_row_is_told_and_its_neighbours_come_in(tmp_path, row, reason):
    raw = HEADER.encode() + b"M0,2024-01-01T12:00:00Z,\n" + row + b"\nM9,2024-01-01T12:00:00Z,\n"
    rows, tally = _members(_write(tmp_path / "members.csv", raw))
    assert [one.member_id for one in rows] == ["M0", "M9"]
    assert _refused(tally) == [(3, reason)]
    assert tally.read == 3
    for lang in ("fa", "en"):
        assert reason not in tally.refused[0].sentence(lang)


def test_marks_that_turn_text_around_are_taken_out_of_names(tmp_path):
    raw = HEADER + "M1,2024-01-01T12:00:00Z,\u202eسا\u200cرا\u2066 \n"
    rows, _ = _members(_write(tmp_path / "members.csv", raw))
    assert rows[0].name == "سا\u200cرا"


@pytest.mark.parametrize(
    ("header", "faults"),
    [
        ("member_id,joined_at,colour", [("row_column_unknown", "colour")]),
        ("member_id,joined_at,member_id", [("row_column_twice", "member_id")]),
        ("member_id,name", [("row_column_missing", "joined_at")]),
        (
            "",
            [
                ("row_column_unknown", ""),
                ("row_column_missing", "joined_at"),
                ("row_column_missing", "member_id"),
            ],
        ),
    ],
)
def test_a_wrong_header_names_its_column_and_takes_nothing(tmp_path, header, faults):
    rows, tally = _members(_write(tmp_path / "members.csv", header + "\n" + GOOD))
    assert rows == []
    assert sorted((one.reason, one.value) for one in tally.refused) == sorted(faults)
    assert {one.line for one in tally.refused} == {1}


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf16_is_refused_as_a_whole(tmp_path, mark):
    path = _write(tmp_path / "members.csv", mark + "member_id".encode("utf-16-le"))
    with pytest.raises(LoyaltyError, match="import_wrong_encoding"):
        _members(path)


def test_a_packed_bomb_stops_early(tmp_path):
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as stream:
        stream.write(HEADER.encode())
        for _ in range(64):
            stream.write(b"0" * (1 << 20))
    path = _write(tmp_path / "members.csv.gz", packed.getvalue())
    with pytest.raises(LoyaltyError, match="import_bomb"):
        _members(path)


@pytest.mark.parametrize("caps", [Caps(size=60), Caps(rows=1)])
def test_caps_on_size_and_rows(tmp_path, caps):
    with pytest.raises(LoyaltyError, match="import_too_large"):
        _members(_write(tmp_path / "members.csv", HEADER + GOOD), caps)


@pytest.mark.parametrize("cut", [10, 40, -3])
def test_a_cut_or_false_gzip_is_damaged(tmp_path, cut):
    raw = gzip.compress((HEADER + GOOD * 50).encode())[:cut]
    with pytest.raises(LoyaltyError, match="import_file_damaged"):
        _members(_write(tmp_path / "members.csv.gz", raw))
    with pytest.raises(LoyaltyError, match="import_file_damaged"):
        count_rows(_write(tmp_path / "lines.csv.gz", b"not packed at all"))


def test_the_wrong_file_ends_before_its_list_drowns_anyone(tmp_path):
    path = _write(tmp_path / "members.csv", HEADER + "x\n" * (MOST_REFUSED + 1))
    with pytest.raises(LoyaltyError, match="import_hopeless"):
        _members(path)


def test_two_files_and_no_file(tmp_path):
    assert find_table(tmp_path, "members") is None
    _write(tmp_path / "members.csv", "")
    (tmp_path / "lines.csv").mkdir()
    _write(tmp_path / "members.csv.gz", b"")
    with pytest.raises(LoyaltyError, match="import_two_files"):
        find_table(tmp_path, "members")
    with pytest.raises(LoyaltyError, match="import_not_a_file"):
        find_table(tmp_path, "lines")


PURCHASE = "purchase_id,branch_id,at,gross,discount,amount\n"
LINE = "purchase_id,line_no,product_group,quantity,gross,discount,amount\n"


def _purchases(folder: Path, purchases: str, lines: str):
    tallies = Tally(PURCHASES.name), Tally(LINES.name)
    path = _write(folder / "purchases.csv", purchases)
    stream = open_lines(_write(folder / "lines.csv", lines), tallies[1])
    return list(read_purchases(path, tallies[0], stream)), *tallies


AT = "2024-01-01T12:00:00Z"


def test_a_purchase_is_taken_whole_or_refused_with_its_lines(tmp_path):
    purchases = (
        PURCHASE
        + f"A,B1,{AT},300,50,250\nB,B1,{AT},100,0,100\nC,B1,{AT},100,0,100\nD,B1,bad,1,0,1\nE,B1,{AT},9,1,9\n"
    )
    lines = (
        LINE
        + "A,1,SHOES,1,200,50,150\nA,2,SOCKS,2,100,0,100\n"
        + "B,1,SHOES,1,90,0,90\n"
        + "C,1,SHOES,x,100,0,100\nC,2,SHOES,1,0,0,0\n"
        + "D,1,SHOES,1,1,0,1\nZ,1,SHOES,1,1,0,1\n"
    )
    found, purchase_tally, line_tally = _purchases(tmp_path, purchases, lines)
    assert [(one.row.purchase_id, len(one.lines)) for one in found] == [("A", 2)]
    assert _refused(purchase_tally) == [
        (3, "row_lines_do_not_add_up"),
        (4, "row_line_refused"),
        (5, "instant_invalid"),
        (6, "row_amount_broken"),
    ]
    assert _refused(line_tally) == [
        (4, "row_of_refused_purchase"),
        (5, "row_quantity_not_decimal"),
        (6, "row_of_refused_purchase"),
        (7, "row_of_refused_purchase"),
        (8, "row_without_purchase"),
    ]


@given(st.permutations(range(6)), st.permutations(range(12)))
def test_lines_find_their_purchase_in_any_order(tmp_path_factory, purchases, lines):
    folder = tmp_path_factory.mktemp("order")
    told = PURCHASE + "".join(f"P{n},B1,{AT},30,0,30\n" for n in purchases)
    rows = LINE + "".join(
        f"P{n // 2},{n % 2 + 1},G,1,{10 + 10 * (n % 2)},0,{10 + 10 * (n % 2)}\n" for n in lines
    )
    found, purchase_tally, line_tally = _purchases(folder, told, rows)
    assert [one.row.purchase_id for one in found] == [f"P{n}" for n in purchases]
    assert all(sorted(line.line_no for line in one.lines) == [1, 2] for one in found)
    assert (purchase_tally.refused, line_tally.refused) == ([], [])


def test_an_id_told_again_is_a_repeat_or_a_clash(tmp_path):
    told = PURCHASE + f"A,B1,{AT},5,0,5\nA,B1,{AT},5,0,5\nA,B1,{AT},6,0,6\nB,B1,{AT},5,0,5\n"
    found, *_ = _purchases(tmp_path, told, LINE + "A,1,G,1,5,0,5\n")
    assert [type(one) for one in found] == [Purchase, Repeat, Repeat, Purchase]
    assert [one.same for one in found if isinstance(one, Repeat)] == [True, False]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A,exchange,,5", "row_kind_unknown"),
        ("A,sale,,-5", "row_sale_below_zero"),
        ("A,refund,,5", "row_refund_above_zero"),
        ("A,sale,B,5", "row_sale_names_refund"),
        ("A,sale,,5.5", "amount_not_whole"),
        ("A,sale,,", "amount_not_whole"),
        ("A,sale,,9999999999999999", "row_amount_too_large"),
    ],
)
def test_amounts_and_kinds_that_cannot_be(tmp_path, row, reason):
    path = _write(
        tmp_path / "purchases.csv", f"purchase_id,kind,refund_of,amount,branch_id,at\n{row},B1,{AT}\n"
    )
    tally = Tally(PURCHASES.name)
    assert list(read_purchases(path, tally, open_lines(None, Tally(LINES.name)))) == []
    assert _refused(tally) == [(2, reason)]


@pytest.mark.parametrize(
    "text",
    ["09000000001", "+98 900 000 0001", "۰۹۰۰۰۰۰۰۰۰۱", "00989000000001", "9000000001", "0900-000-0001"],
)
def test_one_phone_in_its_spellings(text):
    assert read_phone(text) == "09000000001"


@pytest.mark.parametrize("text", ["abc", "12", "1" * 30, "0912x4567890"])
def test_what_cannot_be_a_phone(text):
    with pytest.raises(LoyaltyError, match="row_phone_invalid"):
        read_phone(text)


@given(st.integers(-(10**8), 10**8))
def test_quantities_keep_their_thousandths(thousandths):
    sign = "-" if thousandths < 0 else ""
    text = f"{sign}{abs(thousandths) // 1000}.{abs(thousandths) % 1000:03d}"
    assert read_quantity(text) == thousandths
    assert read_quantity(text + "00") == thousandths


@given(st.text(max_size=40))
def test_no_cell_brings_anything_but_a_refusal(text):
    for read in (read_whole, read_quantity, read_day, read_phone):
        with suppress(LoyaltyError):
            read(text)


def test_days_of_both_calendars():
    assert read_day("1403/12/30") == read_day("2025-03-20")
    assert read_day("") is None
    for wrong in ("1404-12-30", "2025-02-29", "12", "a-b-c", "20250320"):
        with pytest.raises(LoyaltyError, match="date_invalid"):
            read_day(wrong)
