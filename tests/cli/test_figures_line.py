"""`figures` on the command line: an empty shop, bad days and branches, and text in both languages."""

from __future__ import annotations

from pathlib import Path

from tests.cli.joined import PHONE
from tests.cli.lines import Lines


def test_an_empty_shop_has_no_figure_where_nothing_is_divided(lines: Lines) -> None:
    found = lines.run("figures", "--as-of", "2018-01-01").json
    assert found["counts"]["members"] == 0
    assert found["total"]["sales"]["aov"] is None
    assert found["total"]["points_tiers"]["share"]["bronze"] is None


def test_days_and_branches_that_cannot_be(lines: Lines) -> None:
    assert lines.run("figures", "--as-of", "2018-01-01", "--from", "2018-01-01").error == "days_backwards"
    assert lines.run("figures", "--branch", "nowhere").error == "branch_unknown"


def test_the_text_says_no_figure_where_there_is_none(lines: Lines) -> None:
    english = lines.run_plain("figures", "--as-of", "2018-01-01")
    assert "churn rate: no figure" in english.out
    persian = lines.run_plain("--lang", "fa", "figures", "--as-of", "2018-01-01")
    assert "نرخ ریزش: بی‌رقم" in persian.out


def test_the_lifetime_value_says_what_it_assumes(shop: Lines) -> None:
    assert shop.run("sell", "--member", PHONE, "--line", "SHOES:100000", "--as", "owner").code == 0
    english, persian = (shop.run_plain("--lang", lang, "figures").out for lang in ("en", "fa"))
    assert (
        "300,000 Toman (average purchase 100,000 Toman × 1.0 purchases a year × 3 years, which is assumed"
        in english
    )
    assert "× ۳ سال، که فرض است: clv_lifespan_years" in persian


def test_a_branch_is_named_by_its_name_or_its_id(lines: Lines, tmp_path: Path) -> None:
    assert lines.run("shift", "open").code == 0
    assert lines.run("sell", "--line", "SHOES:100000").code == 0
    (branch,) = lines.run("branch", "list").json
    told = [lines.run("figures", "--branch", named).json for named in (branch["name"], branch["branch"])]
    assert told[0] == told[1]
    assert list(told[0]["by_branch"]) == [branch["branch"]]
    for named in (branch["name"], branch["branch"]):
        paper = tmp_path / f"{named}.pdf"
        assert lines.run("report", "branch", "--branch", named, "--pdf", str(paper)).code == 0
    goal = ("goal", "set", "g", "--figure", "net_sales", "--target", "1000", "--branch", branch["name"])
    assert lines.run(*goal).json["branch"] == branch["branch"]


def test_an_erased_member_is_counted_as_before(shop: Lines) -> None:
    assert shop.run("sell", "--member", PHONE, "--line", "SHOES:100000", "--as", "owner").code == 0
    before = shop.run("figures").json
    assert (before["counts"]["members"], before["total"]["sales"]["transactions"]) == (1, 1)
    assert shop.run("erase", PHONE, "--yes", "--as", "owner").code == 0
    assert shop.run("figures").json == before


def test_days_without_a_purchase_say_where_the_nearest_one_lies(shop: Lines, tmp_path: Path) -> None:
    assert (
        shop.run("sell", "--line", "SHOES:100000", "--at", "2026-10-05T10:00:00+03:30", "--as", "owner").code
        == 0
    )
    told = shop.run_plain("figures", "--as-of", "2026-10-05").err
    assert "the first purchase was on 5 Oct 2026" in told
    told = shop.run_plain("--lang", "fa", "figures", "--from", "2026-10-06", "--as-of", "2026-11-01").err
    assert "آخرین خرید پیش از آن در ۱۳ مهر ۱۴۰۵ است" in told
    assert shop.run_plain("figures", "--from", "2026-10-05", "--as-of", "2026-10-06").err == ""
    paper = (
        "report",
        "branch",
        "--pdf",
        str(tmp_path / "b.pdf"),
        "--as-of",
        "2026-12-20",
        "--days",
        "7",
        "--as",
        "owner",
    )
    assert "the last purchase before them was on 5 Oct 2026" in shop.run_plain(*paper).err
    for name in ("staff", "partners"):
        assert (
            "the last purchase before them was on 5 Oct 2026"
            in shop.run_plain("report", name, *paper[2:]).err
        )


def test_a_list_of_members_before_the_first_purchase_says_when_that_was(shop: Lines, tmp_path: Path) -> None:
    sold = ("sell", "--line", "SHOES:100000", "--at", "2026-10-05T10:00:00+03:30", "--as", "owner")
    assert shop.run(*sold).code == 0
    sheet = ("report", "members", "--csv", str(tmp_path / "m.csv"), "--as", "owner", "--as-of")
    assert "the first purchase was on 5 Oct 2026" in shop.run_plain(*sheet, "2026-10-05").err
    persian = shop.run_plain("--lang", "fa", *sheet, "2026-10-05").err
    assert "نخستین خرید در ۱۳ مهر ۱۴۰۵ است" in persian
    assert shop.run_plain(*sheet, "2026-10-06").err == ""


def test_purchases_are_called_purchases(lines: Lines) -> None:
    english = lines.run_plain("figures").out
    assert "purchases: 0" in english
    assert "transactions" not in english
    persian = lines.run_plain("--lang", "fa", "figures").out
    assert "خرید: ۰" in persian
    assert "تراکنش" not in persian
