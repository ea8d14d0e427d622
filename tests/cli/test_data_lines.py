"""`import`, `export`, `demo` and `product` from the command line: the keys it promises, text in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.lines import Lines

AT = "2024-12-01T12:00:00+03:30"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a small folder of the import form with one bad row."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "members.csv").write_text(
        f"member_id,joined_at,phone,name\nM1,{AT},09700000001,سارا\nM2,nonsense,,\n", encoding="utf-8"
    )
    (folder / "purchases.csv").write_text(
        f"purchase_id,member_id,branch_id,at,amount\nA,M1,B1,{AT},100000\nA,M1,B1,{AT},100000\nB,M9,B1,{AT},5\n",
        encoding="utf-8",
    )
    return folder


def test_import_tells_every_file(lines: Lines, source: Path):
    told = lines.run("import", str(source))
    assert told.code == 0
    members, purchases = told.json["members"], told.json["purchases"]
    assert {key: members[key] for key in ("read", "added", "duplicates", "conflicts")} == {
        "read": 2,
        "added": 1,
        "duplicates": 0,
        "conflicts": 0,
    }
    assert [(one["line"], one["reason"], one["value"]) for one in members["refused"]] == [
        (3, "instant_invalid", "nonsense")
    ]
    assert (purchases["added"], purchases["duplicates"]) == (2, 1)
    assert told.json["unmatched"] == 1
    again = lines.run("import", str(source)).json
    assert (again["members"]["added"], again["purchases"]["added"]) == (0, 0)


def test_rows_to_look_at_are_told_with_line_and_reason(lines: Lines, source: Path):
    rows = f"M1,{AT},09700000001,سارا\nM1,{AT},09700000002,سارا\nM2,{AT},0912,نیما\n"
    (source / "members.csv").write_text(f"member_id,joined_at,phone,name\n{rows}", encoding="utf-8")
    told = lines.run_plain("import", str(source), "--dry-run").out
    assert "members, line 3: this id stands already with other content" in told
    assert "members, line 4: “0912” is no phone number; it is kept as it is written" in told
    members = lines.run("import", str(source)).json["members"]
    assert (members["added"], members["conflict_lines"]) == (2, [3])
    assert [(one["line"], one["value"]) for one in members["doubtful"]] == [(4, "0912")]


def test_a_dry_run_keeps_nothing(lines: Lines, source: Path):
    assert lines.run("import", str(source), "--dry-run").json["purchases"]["added"] == 2
    assert lines.run("import", str(source), "--dry-run").json["purchases"]["added"] == 2


def test_an_unknown_column_is_named_and_nothing_begins(lines: Lines, source: Path):
    (source / "branches.csv").write_text("branch_id,colour\nB1,red\n", encoding="utf-8")
    told = lines.run("import", str(source))
    assert told.code == 1
    (refused,) = told.json["branches"]["refused"]
    assert (refused["line"], refused["value"]) == (1, "colour")
    assert "colour" in refused["message"]
    assert told.json["purchases"]["added"] == 0


def test_refusals_have_a_sentence(lines: Lines, tmp_path: Path):
    told = lines.run("import", str(tmp_path / "nowhere"))
    assert (told.code, told.error) == (1, "import_no_folder")


def test_the_end_says_what_came_in_means(lines: Lines, source: Path):
    (source / "campaigns.csv").write_text(
        "campaign_id,start_date,end_date,kind\nC1,2026-01-01,2026-02-01,sms\n", encoding="utf-8"
    )
    for lang, points, campaigns in (
        ("en", "as if", "Reports, Campaigns"),
        ("fa", "گویی", "گزارش‌ها، کمپین‌ها"),
    ):
        told = lines.run_plain("import", str(source), "--dry-run", "--lang", lang).out
        assert points in told
        assert campaigns in told
    lines.run("import", str(source))
    assert "as if" not in lines.run_plain("import", str(source), "--lang", "en").out


@pytest.mark.parametrize(("lang", "words"), [("fa", "پذیرفته‌نشده"), ("en", "refused")])
def test_the_report_as_text(lines: Lines, source: Path, lang: str, words: str):
    told = lines.spawn("import", str(source), BASHGAH_LANG=lang)
    assert told.code == 0
    assert words in told.out
    assert "nonsense" in told.out


def test_export_comes_in_elsewhere(lines: Lines, source: Path, tmp_path: Path):
    lines.run("import", str(source))
    out = lines.run("export", str(tmp_path / "out"))
    assert (out.code, out.json["rows"]["purchases"]) == (0, 2)
    assert lines.run("export", str(tmp_path / "out")).error == "export_not_empty"
    other = Lines(tmp_path / "shop2", tmp_path / "keys2", lines.pin)
    assert other.run("new-shop", "--name", "دیگر", "--branch", "دیگر", "--test").code == 0
    assert other.run("import", str(tmp_path / "out")).json["purchases"]["added"] == 2


def test_products(lines: Lines, tmp_path: Path):
    price = ("--price", "۱٬۲۸۰٬۰۰۰", "--group", "SHOES", "--vat", "10")
    added = lines.run("product", "add", "S1", "--name", "کفش اسپرت", "--barcode", "6260110500010", *price)
    assert added.json == {
        "product_id": "S1",
        "barcode": "6260110500010",
        "name": "کفش اسپرت",
        "product_group": "SHOES",
        "price": 1_280_000,
        "vat_percent": "10",
        "divisible": False,
        "active": True,
    }
    assert (
        lines.run("product", "add", "S2", "--name", "x", "--barcode", "6260110500010", *price).error
        == "barcode_taken"
    )
    assert (
        lines.run("product", "add", "S2", "--name", "x", "--barcode", "6260110500011", *price).error
        == "barcode_wrong"
    )
    goods = tmp_path / "goods.csv"
    goods.write_text(
        "product_id,name,product_group,price\nS3,جوراب,SOCKS,95000\nS4,,SOCKS,1\n", encoding="utf-8"
    )
    told = lines.run("product", "import", str(goods)).json["products"]
    assert (told["added"], [one["line"] for one in told["refused"]]) == (1, [3])
    assert [row["product_id"] for row in lines.run("product", "list").json] == ["S1", "S3"]
    assert [row["product_id"] for row in lines.run("product", "find", "جوراب").json] == ["S3"]


def test_a_demo_shop(bare: Lines):
    told = bare.run("demo", "--members", "40", "--months", "2", "--seed", "5")
    assert told.code == 0
    assert told.json["members"] == 40
    assert told.json["sales"] > 40
    assert told.json["pin"]
    assert bare.run("verify").json["ok"] is True
    assert bare.run("demo", "--members", "40").error == "shop_exists"
    assert bare.run("demo", "--members", "0").error == "demo_size_wrong"
