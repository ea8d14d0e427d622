"""The shop's own families through the command line: beginning, people, branches, settings, documents, proof."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.lines import Lines
from tests.conftest import OWNER_PIN, STAFF_PIN

NEW = ("new-shop", "--name", "کفش آریا", "--branch", "مرکزی")


def test_a_shop_from_nothing_in_processes_of_their_own(bare: Lines, tmp_path: Path) -> None:
    made = bare.spawn(*NEW, "--trade", "shoes", "--owner-pin", OWNER_PIN, "--json")
    assert made.code == 0, made.err
    assert {"shop", "branch", "till"} <= made.json.keys()
    assert len(made.json["recovery_sheet"]) == 13
    assert bare.spawn("staff", "add", "سارا", "--id", "sara", "--pin", STAFF_PIN, "--as", "owner").code == 0
    listed = bare.spawn("staff", "list", "--lang", "fa")
    assert "سارا" in listed.out
    assert "سطح دسترسی" in listed.out
    groups = tmp_path / "groups.json"
    groups.write_text(json.dumps({"groups": [{"id": "SHOES", "margin": 30}]}), encoding="utf-8")
    published = bare.spawn("policy", "set", "groups", "--file", str(groups), "--as", "owner", "--json")
    assert (published.json["version"], published.json["document"]) == (
        2,
        {"groups": [{"id": "SHOES", "margin": 30}]},
    )
    assert bare.spawn("verify", "--json").json["ok"] is True


def test_a_refusal_is_a_sentence_on_stderr_or_one_json_document_on_stdout(lines: Lines) -> None:
    spoken = lines.run_plain("policy", "show", "secrets")
    assert (spoken.code, spoken.out) == (1, "")
    assert "secrets" in spoken.err
    assert "Traceback" not in spoken.err
    told = lines.run_plain("--json", "policy", "show", "secrets", "--lang", "fa")
    assert told.code == 1
    assert told.json.keys() == {"error"}
    assert told.json["error"].keys() == {"code", "message", "hint"}
    assert told.error == "policy_unknown"


@pytest.mark.parametrize(
    "line",
    [
        ("sing",),
        ("staff",),
        ("staff", "add"),
        ("staff", "lis"),
        ("policy", "set", "groups"),
        ("verify", "--nothing"),
        ("verify", "--lang", "de"),
        ("settings", "set", "theme"),
    ],
)
def test_a_line_that_does_not_fit_is_wrong_usage(lines: Lines, line: tuple[str, ...]) -> None:
    said = lines.run(*line)
    assert (said.code, said.error) == (2, "usage")
    assert said.json["error"]["hint"].lower().startswith(("usage: bashgah", "bashgah"))


def test_wrong_usage_without_json_speaks_on_stderr_in_the_language_asked(lines: Lines) -> None:
    said = lines.run_plain("--lang", "fa", "sing")
    assert (said.code, said.out) == (2, "")
    assert "دستور درست نوشته نشده" in said.err


def test_help_speaks_both_languages(lines: Lines) -> None:
    assert "make a new shop" in lines.spawn("--help").out
    assert "ساختن فروشگاه تازه" in lines.spawn("--help", "--lang", "fa").out
    assert lines.spawn("staff", "--help").code == 0


def test_common_options_stand_before_or_after_the_command(lines: Lines) -> None:
    before = lines.run_plain("--json", "--lang", "fa", "branch", "list")
    after = lines.run_plain("branch", "list", "--json", "--lang", "fa")
    assert before.json == after.json
    assert before.json[0]["here"] is True


def test_a_test_shop_begins_with_nothing_set(lines: Lines) -> None:
    assert lines.run("policy", "show", "groups").json["document"] == {"groups": []}
    assert lines.run("policy", "show", "earning").json["document"]["credit"]["percent"] == 0
    points = lines.run("policy", "show", "points").json["document"]["kinds"]
    assert [(kind["id"], kind["money_each"]) for kind in points] == [("main", 10_000)]
    tiers = lines.run("policy", "show", "tiers").json["document"]
    assert [row[:2] for row in tiers["tiers"]] == [
        ["bronze", 0],
        ["silver", 2_000],
        ["gold", 8_000],
        ["platinum", 20_000],
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--currency", "toman"), "currency_unknown"),
        (("--trade", "bank"), "trade_unknown"),
        (("--zone", "Asia/Nowhere"), "zone_unknown"),
        (("--owner-pin", "123456"), "pin_usual"),
        (("--owner-pin", "7306"), "pin_too_short"),
        (("--till-code", "a1!"), "till_code_invalid"),
        (("--base-percent", "x"), "document_not_percent"),
        (("--name", "\u200c"), "name_missing"),
    ],
)
def test_what_cannot_be_a_shop_is_refused_and_leaves_nothing(
    bare: Lines, words: tuple[str, ...], code: str
) -> None:
    said = bare.run(*NEW, *words)
    assert (said.code, said.error) == (1, code)
    assert not bare.folder.exists()
    assert bare.run(*NEW).code == 0


def test_a_second_shop_does_not_fit_into_the_folder(lines: Lines) -> None:
    assert lines.run(*NEW).error == "shop_exists"
    assert lines.run("verify").json["ok"] is True


def test_a_folder_without_a_shop_says_so(bare: Lines) -> None:
    for line in (("verify",), ("staff", "list"), ("policy", "list")):
        said = bare.run(*line)
        assert (said.code, said.error) == (1, "shop_missing")


def test_nobody_makes_a_real_shop_without_a_pin_and_a_test_shop_makes_its_own(bare: Lines) -> None:
    assert bare.run(*NEW, BASHGAH_PIN="").error == "pin_missing"
    made = bare.run(*NEW, "--test", BASHGAH_PIN="").json
    assert bare.run("staff", "add", "Sara", BASHGAH_PIN=made["owner_pin"]).code == 0


# Who does it


def test_without_as_the_only_person_is_meant_and_among_several_nobody(lines: Lines) -> None:
    assert lines.run("staff", "add", "Sara", "--id", "sara", "--pin", STAFF_PIN).code == 0
    assert lines.run("staff", "add", "Ali").error == "sign_in_needed"
    assert lines.run("staff", "add", "Ali", "--as", "owner").code == 0
    assert lines.run("staff", "add", "Mina", BASHGAH_AS="owner").code == 0


def test_recording_needs_the_pin_and_it_is_never_asked_of_a_pipe(lines: Lines) -> None:
    said = lines.run("staff", "add", "Ali", "--as", "owner", BASHGAH_PIN="")
    assert said.error == "pin_missing"
    assert "BASHGAH_PIN" in said.json["error"]["hint"]


def test_a_cashier_needs_the_managers_pin_beside_their_own(lines: Lines) -> None:
    lines.run("staff", "add", "سارا", "--id", "sara", "--pin", STAFF_PIN)
    add = ("branch", "add", "ونک", "--as", "سارا")
    alone = lines.run(*add, BASHGAH_PIN=STAFF_PIN)
    assert (alone.code, alone.error) == (1, "not_allowed")
    wrong = lines.run(*add, "--approved-by", "owner", BASHGAH_PIN=STAFF_PIN, BASHGAH_APPROVER_PIN="918273")
    assert wrong.error == "pin_wrong"
    both = lines.run(*add, "--approved-by", "owner", BASHGAH_PIN=STAFF_PIN, BASHGAH_APPROVER_PIN="۷۳۰۶۱۴")
    assert both.json["name"] == "ونک"
    assert lines.run("verify").json["ok"] is True


def test_ten_wrong_pins_in_ten_processes_disable_it(lines: Lines, monkeypatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("desktop.cli.context.time.sleep", waited.append)
    codes = []
    for _ in range(60):
        codes.append(lines.run("staff", "add", "X", BASHGAH_PIN="918273").error)
        if codes[-1] == "pin_disabled":
            break
        if codes[-1] == "pin_wait":
            _let_time_pass(lines)
    assert codes.count("pin_wrong") == 9
    assert lines.run("staff", "add", "X").error == "pin_disabled"
    assert waited


def _let_time_pass(lines: Lines) -> None:
    """Move the failure back in time, in the mirror and in nothing else: what waiting would do."""
    [mirror] = lines.keys.glob("*.tries")
    rows = json.loads(mirror.read_text())
    for row in rows.values():
        row["steady"] -= 60_000
    mirror.write_text(json.dumps(rows))


def test_the_command_line_waits_by_itself_between_wrong_pins(lines: Lines) -> None:
    for _ in range(4):
        said = lines.run("staff", "add", "X", BASHGAH_PIN="918273")
        assert said.error == "pin_wrong"
    assert lines.run("staff", "add", "X").code == 0


def test_no_pin_stands_in_any_answer(lines: Lines) -> None:
    said = lines.spawn("staff", "add", "X", BASHGAH_PIN="918273", BASHGAH_TRACE="1")
    assert said.code == 1
    assert "918273" not in said.out + said.err


# Time


def test_time_stands_where_a_test_shop_puts_it(lines: Lines, tmp_path: Path) -> None:
    document = tmp_path / "d.json"
    document.write_text('{"point_cost": 1}')
    at = "2025-03-21T10:00:00+03:30"
    said = lines.run("policy", "set", "costs", "--file", str(document), "--at", at)
    assert said.json["at"] == at


def test_a_test_shop_can_begin_in_the_past(bare: Lines) -> None:
    assert bare.run(*NEW, "--test", "--at", "2024-01-01T08:00:00+03:30").code == 0
    assert bare.run("policy", "list").json[0]["at"] == "2024-01-01T08:00:00+03:30"
    assert bare.run("verify").json["ok"] is True


def test_nobody_sets_the_time_of_a_real_shop(bare: Lines) -> None:
    assert bare.run(*NEW, "--at", "2024-01-01T08:00:00+03:30").error == "at_only_in_test_shop"
    assert bare.run(*NEW).code == 0
    said = bare.run("branch", "add", "ونک", "--at", "2024-01-01T08:00:00+03:30")
    assert said.error == "at_only_in_test_shop"


@pytest.mark.parametrize(
    ("at", "code"), [("yesterday", "instant_invalid"), ("2024-01-01T08:00", "instant_without_zone")]
)
def test_an_instant_needs_its_offset(lines: Lines, at: str, code: str) -> None:
    assert lines.run("branch", "add", "ونک", "--at", at).error == code


# Documents


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "document_not_json"),
        ("[]", "document_not_object"),
        ('{"groups": [], "groups": []}', "document_key_twice"),
        ('{"groups": [{"id": "A", "margin": 12.5}]}', "document_float"),
        ('{"groups": [{"id": "A", "margin": NaN}]}', "document_float"),
        ('{"groups": [{"id": "A", "marge": 1}]}', "document_key_unknown"),
        ("[" * 100_000, "document_not_json"),
    ],
)
def test_a_broken_file_is_refused_and_nothing_is_published(
    lines: Lines, tmp_path: Path, text: str, code: str
) -> None:
    file = tmp_path / "groups.json"
    file.write_text(text)
    said = lines.run("policy", "set", "groups", "--file", str(file))
    assert (said.code, said.error) == (1, code)
    assert lines.run("policy", "show", "groups").json["version"] == 1


def test_a_missing_or_binary_file_is_named(lines: Lines, tmp_path: Path) -> None:
    assert lines.run("policy", "set", "groups", "--file", str(tmp_path / "none")).error == "document_missing"
    (tmp_path / "b").write_bytes(b"\xff\xfe\x00")
    assert lines.run("policy", "set", "groups", "--file", str(tmp_path / "b")).error == "document_not_json"


def test_versions_are_listed_and_older_ones_shown(lines: Lines, tmp_path: Path) -> None:
    file = tmp_path / "d.json"
    for cost in (1, 2):
        file.write_text(json.dumps({"point_cost": cost}))
        lines.run("policy", "set", "costs", "--file", str(file))
    assert lines.run("policy", "show", "costs", "--version", "۱").json["document"] == {"point_cost": 1}
    assert lines.run("policy", "show", "costs").json["version"] == 2
    rows = {row["name"]: row for row in lines.run("policy", "list").json}
    assert (rows["costs"]["version"], rows["refunds"]["version"]) == (2, 0)


# Settings, branches, people


def test_settings_are_kept_and_checked(lines: Lines) -> None:
    kept = lines.run("settings", "set", "theme=dark", "auto_lock_minutes=۵", "training=on").json
    assert (kept["theme"], kept["auto_lock_minutes"], kept["training"]) == ("dark", 5, True)
    assert lines.run("settings", "show").json == kept
    for change, code in (("theme=pink", "setting_invalid"), ("colour=red", "setting_unknown")):
        assert lines.run("settings", "set", change, "language=en").error == code
    for value in ("0", "61", "-1", "x", ""):
        assert lines.run("settings", "set", f"auto_lock_minutes={value}").error == "setting_invalid"
    assert lines.run("settings", "show").json == kept


def test_short_pins_are_the_shops_choice(lines: Lines) -> None:
    assert lines.run("staff", "add", "A", "--id", "a", "--pin", "7306").error == "pin_too_short"
    lines.run("settings", "set", "short_pins=on")
    assert lines.run("staff", "add", "A", "--id", "a", "--pin", "7306").code == 0
    said = lines.run("settings", "set", "short_pins=off", "--as", "a", BASHGAH_PIN="7306")
    assert said.error == "not_allowed"
    assert lines.run("settings", "set", "theme=dark", "--as", "a", BASHGAH_PIN="7306").code == 0


def test_branches_are_added_and_renamed(lines: Lines) -> None:
    made = lines.run("branch", "add", "ونک", "--address", "میدان ونک").json
    assert (made["zone"], made["here"]) == ("Asia/Tehran", False)
    assert lines.run("branch", "add", "ونک").error == "branch_exists"
    changed = lines.run("branch", "set", "ونک", "--name", "ونک ۲").json
    assert (changed["branch"], changed["name"], changed["address"]) == (made["branch"], "ونک ۲", "میدان ونک")
    assert lines.run("branch", "set", "nowhere", "--name", "x").error == "branch_unknown"
    assert len(lines.run("branch", "list").json) == 2


def test_a_level_is_named_as_the_guide_writes_it(lines: Lines) -> None:
    added = lines.run("staff", "add", "Ali", "--id", "ali", "--level", "branch manager", "--as", "owner")
    assert added.json["level"] == "branch_manager", added.out
    for text, level in (
        ("صندوق‌دار", "cashier"),
        ("مدير شعب", "manager_of_branches"),
        ("Operator", "operator"),
    ):
        assert lines.run("staff", "level", "ali", text, "--as", "owner").json["level"] == level
    assert lines.run("staff", "level", "ali", "king", "--as", "owner").error == "level_unknown"


def test_people_come_change_and_go(lines: Lines) -> None:
    lines.run("staff", "add", "سارا", "--id", "sara", "--pin", STAFF_PIN)
    me = ("--as", "owner")
    assert lines.run("staff", "level", "sara", "branch_manager", *me).json["level"] == "branch_manager"
    assert lines.run("staff", "pin", "sara", "--pin", "650173", *me).json["has_pin"] is True
    own = lines.run("staff", "pin", "sara", "--as", "sara", BASHGAH_PIN="650173", BASHGAH_NEW_PIN="902746")
    assert own.code == 0
    assert lines.run("staff", "remove", "sara", *me).json["active"] is False
    assert (
        lines.run("settings", "set", "theme=dark", "--as", "sara", BASHGAH_PIN="902746").error == "staff_gone"
    )
    assert [row["staff_id"] for row in lines.run("staff", "list").json] == ["owner"]


def test_a_defect_becomes_one_sentence_without_what_it_was_about(lines: Lines, monkeypatch) -> None:
    def break_down(_ctx: object) -> None:
        raise ValueError("09121234567")

    monkeypatch.setattr("desktop.cli.branch._list", break_down)
    said = lines.run("branch", "list")
    assert (said.code, said.error) == (1, "unexpected")
    assert "0912" not in said.out + said.err


def test_two_processes_do_not_share_a_till(lines: Lines, monkeypatch) -> None:
    from desktop.clocks import SystemClock
    from desktop.models.keys import FileKeys
    from desktop.usecases.open_till import open_till

    till = open_till(lines.folder, clock=SystemClock(), keys=FileKeys(lines.keys))
    try:
        assert lines.spawn("verify", "--json").error == "shop_open_elsewhere"
    finally:
        till.close()
