"""Bad days over the real store: the key is lost, the disk is dead, the PIN is forgotten; each with its way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop.ui.recovery.presenter import RecoveryPresenter
from desktop.ui.recovery.shop_recovery import ClosedShop, OpenShop
from desktop.ui.recovery.values import (
    AGAIN,
    DONE,
    HOME,
    KEY,
    PIN,
    RECOVER_CLOSED,
    RESTORE,
    Back,
    SheetRead,
    Situation,
)
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.backups import back_up
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.members.erasing import erase
from desktop.usecases.recovery import recovery_sheet
from desktop.usecases.sign_in import sign_in
from loyalty.errors import LoyaltyError
from tests.conftest import OWNER_PIN


@dataclass
class Seen:
    situation: Situation = field(default_factory=Situation)
    page: str = ""
    read: SheetRead = field(default_factory=SheetRead)
    fields: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    back: Back | None = None

    def show_situation(self, situation: Situation) -> None:
        self.situation = situation

    def show_page(self, page: str) -> None:
        self.page = page

    def show_sheet_read(self, read: SheetRead) -> None:
        self.read = read

    def show_field_problems(self, problems: Mapping[str, str]) -> None:
        self.fields = problems

    def show_problem(self, said: Callable[[], str] | None) -> None:
        self.problem = said() if said else ""

    def show_busy(self, busy: bool) -> None:
        self.busy = busy

    def show_back(self, back: Back) -> None:
        self.back = back


@dataclass
class Out:
    went: list[str] = field(default_factory=list)

    def finish(self) -> None:
        self.went.append("finish")

    def leave(self) -> None:
        self.went.append("leave")

    def recover_closed(self) -> None:
        self.went.append("closed")


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def out() -> Out:
    return Out()


@pytest.fixture
def sheet(till, session):
    return recovery_sheet(till, session)


@pytest.fixture
def closed(folder, keys, fixed_clock, seen, out):
    def build(error: LoyaltyError | None = None) -> RecoveryPresenter:
        port = ClosedShop(folder, keys, fixed_clock, error)
        presenter = RecoveryPresenter(seen, ImmediateTasks(), port, out, lambda: "fa")
        presenter.start()
        return presenter

    return build


@pytest.fixture
def opened(till, seen, out) -> RecoveryPresenter:
    presenter = RecoveryPresenter(seen, ImmediateTasks(), OpenShop(till), out, lambda: "fa")
    presenter.start()
    return presenter


def refusal(open_it) -> LoyaltyError:
    with pytest.raises(LoyaltyError) as raised:
        open_it()
    return raised.value


def test_a_lost_key_comes_back_from_its_sheet(till, sheet, open_it, keys, closed, seen, out) -> None:
    till.close()
    for file in keys.folder.glob("*.key"):
        file.unlink()
    presenter = closed(refusal(open_it))
    assert "کلید" in seen.situation.title
    assert seen.situation.ways == (KEY, RESTORE, AGAIN)
    presenter.on_way_picked(KEY)
    presenter.on_key_submitted("\n".join(f"{n}. {group}" for n, group in enumerate(sheet.groups, 1)).lower())
    assert seen.back == Back(KEY)
    presenter.on_open_wanted()
    assert out.went == ["finish"]
    assert open_it().shop.shop_name == "فروشگاه نمونه"


def test_a_sheet_is_checked_while_it_is_typed(sheet, closed, seen) -> None:
    presenter = closed()
    groups = sheet.groups
    presenter.on_sheet_typed(" ".join(groups[:4]))
    assert seen.read == SheetRead(4, 13)
    presenter.on_sheet_typed(" ".join(groups[:4]) + " " + groups[4][:3])
    assert seen.read == SheetRead(4, 13)
    wrong = "B" if groups[2][0] != "B" else "C"
    presenter.on_sheet_typed(" ".join((*groups[:2], wrong + groups[2][1:], *groups[3:])))
    assert seen.read == SheetRead(2, 13, 3)
    presenter.on_sheet_typed(sheet.qr_text)
    assert seen.read.whole
    presenter.on_sheet_typed("")
    assert seen.read == SheetRead(0, 13)


def test_the_sheet_of_another_shop_gives_no_key(till, sheet, closed, seen, keys) -> None:
    from desktop.models.recovery import make_sheet

    till.close()
    presenter = closed(LoyaltyError("shop_key_missing"))
    presenter.on_key_submitted(make_sheet(bytes(range(32))).qr_text)
    assert seen.back is None
    assert "فروشگاه دیگری" in seen.problem


def test_a_backup_comes_back_on_a_bare_machine(
    till, session, sheet, open_it, keys, tmp_path: Path, folder, closed, seen
) -> None:
    copy = tmp_path / "copy.backup"
    gone = enrol(till, session, NewMember("09121234567", "سارا")).member_id
    made = back_up(till, session, copy)
    erase(till, session, gone, confirmed=True)
    till.close()
    for file in (*folder.glob("shop.*"), *keys.folder.glob("*.key")):
        file.unlink()
    presenter = closed(refusal(open_it))
    assert seen.situation.ways[0] == RESTORE
    presenter.on_restore_submitted("", "")
    assert seen.problem
    presenter.on_restore_submitted(str(tmp_path / "other"), sheet.qr_text)
    assert seen.back is None
    presenter.on_restore_submitted(str(copy), sheet.qr_text)
    assert seen.back == Back(RESTORE, made.facts, made.made_at)
    assert (seen.page, seen.problem) == (DONE, "")
    again = open_it()
    assert "epoch_opened" in again.warnings
    with again.read() as db:
        assert db.value("SELECT state FROM member WHERE member_id = ?", (gone,)) == "erased"


def test_a_damaged_file_offers_the_backup(till, open_it, folder, closed, seen) -> None:
    till.close()
    with (folder / "shop.db").open("r+b") as file:
        file.truncate(5_000)
    closed(refusal(open_it))
    assert seen.situation.ways == (RESTORE, AGAIN)


def test_a_shop_open_elsewhere_can_only_be_tried_again(till, open_it, closed, seen, out) -> None:
    presenter = closed(refusal(open_it))
    assert seen.situation.ways == (AGAIN,)
    presenter.on_way_picked(AGAIN)
    assert out.went == ["finish"]


def test_the_owner_gets_a_new_pin(till, sheet, opened, seen) -> None:
    assert seen.situation.ways == (PIN, RECOVER_CLOSED)
    opened.on_way_picked(PIN)
    opened.on_pin_submitted(sheet.qr_text, "111111", "111111")
    assert list(seen.fields) == ["pin"]
    opened.on_pin_submitted(sheet.qr_text, "482917", "482918")
    assert seen.fields == {"pin_again": "pins_differ"}
    opened.on_pin_submitted(sheet.qr_text, "482917", "۴۸۲۹۱۷")
    assert seen.back is not None
    assert sign_in(till, "owner", "482917").open
    with pytest.raises(LoyaltyError) as wrong:
        sign_in(till, "owner", OWNER_PIN)
    assert wrong.value.code == "pin_wrong"


def test_what_the_till_found_is_explained(seen, opened) -> None:
    assert any("پرونده" in sentence for sentence, _ in seen.situation.notes)


def test_going_back(opened, seen, out) -> None:
    opened.on_way_picked(PIN)
    opened.on_back()
    assert (seen.page, out.went) == (HOME, [])
    opened.on_back()
    opened.on_way_picked(RECOVER_CLOSED)
    assert out.went == ["leave", "closed"]
