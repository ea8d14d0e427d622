"""First start without a screen: what is asked, what is refused at which field, and when anything is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop.printing.raster import prepare_drawing
from desktop.ui.parts.values import PrinterDraft, Trial
from desktop.ui.tasks import ImmediateTasks
from desktop.ui.wizard.presenter import (
    PERCENT_WRONG,
    PINS_DIFFER,
    WizardPresenter,
    percent_typed,
    plain_group,
)
from desktop.ui.wizard.shop_maker import FirstShop
from desktop.ui.wizard.values import Choices, DemoShop, Draft, Example, MadeShop
from desktop.usecases.abandon_shop import holds_shop
from desktop.usecases.open_till import open_till
from desktop.usecases.policies import rules_now
from desktop.usecases.settings import read_settings
from desktop.usecases.sign_in import sign_in
from desktop.usecases.staff_keys import LIGHT
from desktop.usecases.verify_till import verify_till
from loyalty.errors import LoyaltyError
from tests.printing.fake_printer import FakePrinter


@dataclass
class Seen:
    """A view that remembers."""

    steps: list[str] = field(default_factory=list)
    problems: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    notice: str = ""
    example: Example | None = None
    tested: Trial | None = None
    made: MadeShop | None = None
    asked: int = -1
    saved: list[str] = field(default_factory=list)
    wrong_groups: int = 0
    demo: DemoShop | None = None
    progress: list[tuple[int, int]] = field(default_factory=list)
    stopped: int = 0
    draft: Draft = field(default_factory=Draft)
    busy: list[bool] = field(default_factory=list)

    def show_choices(self, choices: Choices) -> None:
        self.choices = choices

    def show_step(self, step: str, draft: Draft) -> None:
        self.steps.append(step)
        self.draft = draft

    def show_field_problems(self, step: str, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)

    def show_problem(self, text: str) -> None:
        self.problem = text

    def show_notice(self, text: str) -> None:
        self.notice = text

    def show_example(self, example: Example | None) -> None:
        self.example = example

    def show_busy(self, busy: bool) -> None:
        self.busy.append(busy)

    def show_testing(self, tested: Trial | None) -> None:
        self.tested = tested

    def show_demo_begun(self) -> None:
        self.demo = None

    def show_demo_progress(self, done: int, total: int) -> None:
        self.progress.append((done, total))

    def show_demo_stopped(self) -> None:
        self.stopped += 1

    def show_demo_made(self, demo: DemoShop) -> None:
        self.demo = demo

    def show_sheet(self, made: MadeShop, asked: int, has_printer: bool) -> None:
        self.made, self.asked, self.has_printer = made, asked, has_printer

    def show_sheet_saved(self, path: str) -> None:
        self.saved.append(path)

    def show_group_wrong(self) -> None:
        self.wrong_groups += 1


@dataclass
class Around:
    finished: int = 0
    back: int = 0
    currency: str = "IRT"
    spoken: str = "fa"

    def lang(self) -> str:
        return self.spoken

    def theme(self) -> str:
        return "dark"

    def use_language(self, lang: str) -> None:
        self.asked_language = lang

    def use_theme(self, name: str) -> None:
        self.asked_theme = name

    def use_currency(self, currency: str) -> None:
        self.currency = currency

    def bring_back(self) -> None:
        self.back += 1

    def finish(self) -> None:
        self.finished += 1


@pytest.fixture
def maker(app, folder, fixed_clock, keys) -> FirstShop:
    prepare_drawing()
    return FirstShop(folder, fixed_clock, lambda n: n - 4, keys, LIGHT, demo_members=30, demo_months=1)


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def around() -> Around:
    return Around()


@pytest.fixture
def wizard(seen, around, maker) -> WizardPresenter:
    presenter = WizardPresenter(seen, ImmediateTasks(), maker, around)
    presenter.start()
    return presenter


def fill(wizard: WizardPresenter, **words: object) -> None:
    for name, value in words.items():
        wizard.on_changed(name, value)


def go_through(wizard: WizardPresenter, **words: object) -> None:
    """Answer everything up to the last question."""
    wizard.on_next()
    wizard.on_new_wanted()
    fill(
        wizard,
        name="کفش و کیف آریا",
        branch="ونک",
        owner_name="رضا توکلی",
        pin="۷۳۰۶۱۴",
        pin_again="730614",
        **words,
    )
    for _ in range(4):
        wizard.on_next()


def test_a_whole_way_ends_in_a_shop_that_opens(wizard, seen, around, folder, keys, fixed_clock) -> None:
    go_through(wizard, percent="۷٫۵", till_code="v2", address="تهران، ونک")
    assert seen.steps[-1] == "earning"
    assert not holds_shop(folder)
    wizard.on_next()
    assert seen.steps[-1] == "sheet"
    till = open_till(folder, clock=fixed_clock, keys=keys, key_cost=LIGHT)
    try:
        assert (till.shop.shop_name, till.shop.code, till.shop.currency) == ("کفش و کیف آریا", "V2", "IRT")
        assert not till.shop.test
        assert sign_in(till, "owner", "730614").name == "رضا توکلی"
        with till.read() as db:
            assert rules_now(db).earning.rate == 75_000
            kept = read_settings(db)
            assert (kept["theme"], kept["language"], kept["printer_kind"]) == ("dark", "fa", "none")
        assert verify_till(till).ok
    finally:
        till.close()
    wizard.on_confirmed("XXXX-00")
    assert (seen.wrong_groups, around.finished) == (1, 0)
    group = seen.made.sheet.groups[seen.asked]
    wizard.on_confirmed(" " + group.lower().replace("-", " "))
    assert around.finished == 1


def test_back_and_forth_keeps_what_was_typed(wizard, seen, folder) -> None:
    go_through(wizard, address="تهران")
    wizard.on_step_picked("shop")
    assert seen.steps[-1] == "shop"
    assert seen.draft.name == "کفش و کیف آریا"
    wizard.on_step_picked("earning")
    assert seen.steps[-1] == "shop"
    wizard.on_next()
    assert (seen.draft.address, seen.draft.pin) == ("تهران", "۷۳۰۶۱۴")
    wizard.on_back()
    wizard.on_back()
    assert seen.steps[-1] == "begin"
    assert not holds_shop(folder)


@pytest.mark.parametrize(
    ("words", "field", "said"),
    [
        ({"pin": "123456", "pin_again": "123456"}, "pin", "نخستین"),
        ({"pin": "7306", "pin_again": "7306"}, "pin", "۶"),
        ({"pin_again": "730615"}, "pin_again", PINS_DIFFER),
        ({"owner_name": "  "}, "owner_name", "خالی"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(wizard, seen, words, field, said) -> None:
    go_through(wizard)
    wizard.on_step_picked("owner")
    fill(wizard, **words)
    wizard.on_next()
    assert seen.steps[-1] == "owner"
    assert list(seen.problems) == [field]
    assert said in seen.problems[field]
    wizard.on_changed(field, "730614")
    assert seen.problems == {}


def test_no_name_no_step(wizard, seen) -> None:
    wizard.on_next()
    wizard.on_new_wanted()
    wizard.on_next()
    assert (seen.steps[-1], list(seen.problems)) == ("shop", ["name"])


@pytest.mark.parametrize("percent", ["", "101", "ده", "-1", "1.23456"])
def test_a_percent_that_is_none_makes_no_shop(wizard, seen, folder, percent) -> None:
    go_through(wizard, percent=percent)
    wizard.on_next()
    assert seen.problems == {"percent": PERCENT_WRONG}
    assert not holds_shop(folder)


def test_the_example_is_worked_out(wizard, seen, around) -> None:
    go_through(wizard, percent="۱۰٪")
    assert seen.example == Example(200_000, 20_000, "IRT")
    fill(wizard, currency="IRR")
    assert seen.example == Example(2_000_000, 200_000, "IRR")
    assert around.currency == "IRR"
    fill(wizard, percent="x")
    assert seen.example is None


def test_a_trade_proposes_its_percent_until_one_is_typed(wizard, seen) -> None:
    fill(wizard, trade="salon")
    assert seen.draft.percent == "10"
    fill(wizard, percent="3")
    fill(wizard, trade="grocery")
    assert seen.draft.percent == "3"


def test_a_folder_that_cannot_hold_a_shop_is_said(wizard, seen, folder) -> None:
    folder.mkdir()
    (folder / "shop.db").write_bytes(b"x")
    go_through(wizard)
    wizard.on_next()
    assert seen.steps[-1] == "earning"
    assert seen.problem
    assert seen.busy[-1] is False


def test_what_was_refused_is_said_anew_in_the_other_language(wizard, seen, around, folder) -> None:
    wizard.on_next()
    wizard.on_new_wanted()
    wizard.on_next()
    assert not seen.problems["name"].isascii()
    around.spoken = "en"
    wizard.language_changed()
    assert list(seen.problems) == ["name"]
    assert all(text.isascii() for text in seen.problems.values())
    wizard.on_refused(LoyaltyError("disk_full"))
    english, around.spoken = seen.problem, "fa"
    wizard.language_changed()
    assert seen.problem != english
    assert "دیسک" in seen.problem
    wizard.on_back()
    wizard.language_changed()
    assert seen.problem == ""


def test_a_test_slip_is_really_printed(wizard, seen) -> None:
    with FakePrinter() as printer:
        fill(wizard, printer=PrinterDraft("network", printer.address), name="آریا")
        wizard.on_test_wanted()
        assert seen.tested == Trial("printed")
        assert printer.tape.sheets
    wizard.on_test_wanted()
    assert seen.tested.state == "waiting"
    assert seen.tested.why.of("fa")


def test_a_printer_without_paper_says_so(wizard, seen) -> None:
    with FakePrinter("paper_out") as printer:
        fill(wizard, printer=PrinterDraft("network", printer.address))
        wizard.on_test_wanted()
        assert seen.tested.state == "waiting"
        assert "کاغذ" in seen.tested.why.of("fa")
        assert not printer.tape.sheets


def test_an_address_that_is_none_is_said_at_once(wizard, seen) -> None:
    fill(wizard, printer=PrinterDraft("usb", "zz:1"))
    wizard.on_test_wanted()
    assert list(seen.problems) == ["printer"]
    assert seen.tested is None


def test_the_printer_is_kept_and_prints_the_sheet(wizard, seen, tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    go_through(wizard, printer=PrinterDraft("file", str(paper), "384"))
    wizard.on_next()
    assert seen.has_printer
    wizard.on_print_wanted()
    assert seen.saved == [""]
    assert list(paper.glob("*.png"))


@pytest.mark.parametrize("name", ["sheet.pdf", "sheet.png", "sheet"])
def test_the_sheet_is_kept_in_a_file_for_its_owner_alone(wizard, seen, tmp_path: Path, name: str) -> None:
    go_through(wizard)
    wizard.on_next()
    wizard.on_save_wanted(str(tmp_path / name))
    kept = Path(seen.saved[0])
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.read_bytes()[:4] in (b"%PDF", b"\x89PNG")


def test_a_sheet_that_cannot_be_written_is_said(wizard, seen, tmp_path: Path) -> None:
    go_through(wizard)
    wizard.on_next()
    (tmp_path / "file").write_text("")
    wizard.on_save_wanted(str(tmp_path / "file" / "sheet.pdf"))
    assert seen.saved == []
    assert seen.problem


def test_from_a_made_shop_there_is_no_way_back(wizard, seen) -> None:
    go_through(wizard)
    wizard.on_next()
    wizard.on_back()
    wizard.on_step_picked("owner")
    wizard.on_next()
    assert seen.steps[-1] == "sheet"
    assert (seen.draft.pin, seen.draft.pin_again) == ("", "")


def test_the_demo_is_made_with_progress(wizard, seen, around, folder) -> None:
    wizard.on_next()
    wizard.on_demo_wanted()
    assert seen.demo.members > 0
    assert seen.progress[-1][0] == seen.progress[-1][1]
    assert holds_shop(folder)
    wizard.on_demo_entered()
    assert around.finished == 1


def test_a_demo_given_up_leaves_nothing(seen, around, maker, folder, keys) -> None:
    wizard = WizardPresenter(seen, ImmediateTasks(), maker, around)
    wizard.start()
    tasks = wizard._tasks
    seen.show_demo_progress = lambda done, total: [job.cancel() for job in tasks.jobs]
    wizard.on_demo_wanted()
    wizard.on_demo_cancelled()
    assert seen.demo is None
    assert not holds_shop(folder)
    assert not list(keys.folder.glob("*"))
    wizard.on_next()
    go_through(wizard)


def test_a_shop_can_be_brought_back(wizard, around) -> None:
    wizard.on_next()
    wizard.on_restore_wanted()
    assert around.back == 1


def test_typing_is_forgiving() -> None:
    assert percent_typed(" ۲٫۵ ٪") == "2.5"
    assert plain_group("k7qm ۴۲") == "K7QM42"
