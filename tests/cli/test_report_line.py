"""`report` from the command line: files of the right kind, refusals in sentences."""

from __future__ import annotations

import pytest

from tests.conftest import STAFF_PIN


@pytest.fixture
def shop(lines):
    assert lines.run("shift", "open").code == 0
    assert lines.run("sell", "--line", "SHOES:100000").code == 0
    return lines


@pytest.mark.parametrize("what", ["branch", "staff"])
def test_paper_and_sheets_at_once(shop, tmp_path, what) -> None:
    asked = {kind: tmp_path / "made" / f"{what}.{kind}" for kind in ("pdf", "xlsx", "csv")}
    said = shop.run(
        "report", what, *(word for kind, path in asked.items() for word in (f"--{kind}", str(path)))
    )
    assert said.code == 0, said.out
    assert said.json["paths"] == [str(path) for path in asked.values()]
    begins = {"pdf": b"%PDF-", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}
    assert all(asked[kind].read_bytes().startswith(head) for kind, head in begins.items())


def test_the_list_of_members_and_a_member_s_statement(shop, tmp_path) -> None:
    assert shop.run("enrol", "--phone", "09121112233", "--name", "Sara").code == 0
    assert shop.run("report", "members", "--csv", str(tmp_path / "m.csv")).code == 0
    assert "Sara" in (tmp_path / "m.csv").read_text("utf-8")
    said = shop.run("report", "member", "09121112233", "--pdf", str(tmp_path / "m.pdf"))
    assert said.json["path"] == str(tmp_path / "m.pdf")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("branch",), "report_nowhere"),
        (("branch", "--days", "0", "--pdf", "{to}"), "report_too_long"),
        (("branch", "--days", "9999", "--pdf", "{to}"), "report_too_long"),
        (("branch", "--branch", "moon", "--pdf", "{to}"), "branch_unknown"),
        (("members", "--segment", "kings", "--csv", "{to}"), "class_unknown"),
        (("staff", "--branch", "moon", "--csv", "{to}"), "branch_unknown"),
    ],
)
def test_what_cannot_be_is_said(shop, tmp_path, words, code) -> None:
    said = shop.run("report", *(word.format(to=tmp_path / "r") for word in words))
    assert (said.code, said.error) == (1, code)
    assert not (tmp_path / "r").exists()


def test_a_cashier_sees_no_figures(shop, tmp_path) -> None:
    assert shop.run("staff", "add", "Ali", "--id", "ali", "--level", "cashier", "--pin", STAFF_PIN).code == 0
    said = shop.run("report", "branch", "--as", "ali", "--pdf", str(tmp_path / "r"), BASHGAH_PIN=STAFF_PIN)
    assert said.error == "not_allowed"
