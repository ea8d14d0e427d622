"""Unique codes made in the window: shown once, saved while they can be read, good at the counter; and another offer like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.models.queries.facts import facts_after
from desktop.ui.snapshots import settle
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.offer_drafts import list_drafts
from desktop.usecases.offers import list_offers, publish
from loyalty.offers.codes import digest_of, plain_code
from tests.ui.offers.hands import Manager, at_the_screen
from tests.ui.offers.test_presenter import INSTEAD

CODED = {**INSTEAD, "id": "friend", "code": {"unique": True}}


@pytest.fixture
def manager(app, seat, qtbot) -> Manager:
    return at_the_screen(ImmediateTasks(), seat, qtbot)


def issued(till) -> list[str]:
    with till.read() as db:
        rows = [row for row in facts_after(db, 0, 1_000) if row.fact.kind == "code.issued"]
    return [digest for row in rows for digest in row.body.digests]


def open_result(presenter, view, seat) -> None:
    publish(seat.till, seat.session, CODED)
    presenter.refresh()
    presenter.on_picked("friend")
    assert view.last("show_result").makes_codes


def test_codes_are_made_shown_once_and_written_into_a_file(presenter, view, seat, tmp_path: Path) -> None:
    open_result(presenter, view, seat)
    presenter.on_codes_wanted()
    assert view.last("show_codes").codes == ()
    presenter.codes.on_wanted(3, 5)
    made = view.last("show_codes")
    assert len(made.codes) == 3
    assert [digest_of(plain_code(code)) for code in made.codes] == issued(seat.till)
    assert made.until is not None
    presenter.codes.on_save_chosen(str(tmp_path / "codes.csv"))
    lines = (tmp_path / "codes.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(",") for line in lines[1:]] == [[code, made.until.isoformat()] for code in made.codes]
    assert view.last("show_notice").key == "codes_saved"


def test_codes_whose_panel_was_closed_are_written_nowhere(presenter, view, seat, tmp_path: Path) -> None:
    open_result(presenter, view, seat)
    presenter.on_codes_wanted()
    presenter.codes.on_wanted(1, None)
    presenter.codes.on_left()
    presenter.codes.on_save_chosen(str(tmp_path / "codes.csv"))
    assert not (tmp_path / "codes.csv").exists()


@pytest.mark.parametrize(("number", "days"), [(10_001, None), (1, 3_651)])
def test_numbers_no_codes_are_made_of_are_said(presenter, view, seat, number: int, days: int | None) -> None:
    open_result(presenter, view, seat)
    presenter.on_codes_wanted()
    presenter.codes.on_wanted(number, days)
    assert view.last("show_problem")
    assert issued(seat.till) == []


def test_an_offer_without_such_codes_or_a_stopped_one_makes_none(presenter, view, seat) -> None:
    publish(seat.till, seat.session, INSTEAD)
    publish(seat.till, seat.session, {**CODED, "status": "stopped"})
    presenter.refresh()
    for offer_id in ("instead-20", "friend"):
        presenter.on_picked(offer_id)
        assert not view.last("show_result").makes_codes


def test_another_like_it_is_a_draft_of_its_own(presenter, view, seat) -> None:
    publish(seat.till, seat.session, {**INSTEAD, "status": "stopped"})
    presenter.refresh()
    presenter.on_picked("instead-20")
    presenter.on_copy_wanted()
    presenter.editing.on_field_changed("name.en", "word", "The same for all", False)
    (draft,) = list_drafts(seat.till)
    assert draft.offer_id != "instead-20"
    assert draft.document["benefits"] == INSTEAD["benefits"]
    presenter.editing.on_published("0")
    assert {offer.offer_id: offer.status for offer in list_offers(seat.till)} == {
        "instead-20": "stopped",
        draft.offer_id: "live",
    }


def test_the_panel_asks_for_a_number_and_shows_what_was_made(manager: Manager, seat, tmp_path: Path) -> None:
    publish(seat.till, seat.session, CODED)
    manager.presenter.refresh()
    settle()
    manager.presenter.on_picked("friend")
    settle()
    manager.screen.result.codes.click()
    settle()
    panel = manager.screen.codes
    panel.number.setText("")
    panel.make.click()
    assert panel._number.problem()
    panel.number.setText("۲")
    panel.make.click()
    settle()
    made = panel.made.toPlainText().split()
    assert [digest_of(plain_code(code)) for code in made] == issued(seat.till)
    panel.save_file = lambda *_: str(tmp_path / "made")
    panel.save.click()
    settle()
    assert (tmp_path / "made.csv").read_text("utf-8-sig").count("\n") == 3
    assert "made.csv" in manager.screen.verdict.text()


def test_more_codes_than_the_offer_is_given_are_said(presenter, view, seat) -> None:
    publish(seat.till, seat.session, {**CODED, "caps": {"number": 5}})
    presenter.refresh()
    presenter.on_picked("friend")
    presenter.on_codes_wanted()
    presenter.codes.on_wanted(5, None)
    assert view.last("show_codes").unserved == 0
    presenter.codes.on_wanted(3, None)
    assert view.last("show_codes").unserved == 3


def test_whom_an_offer_reaches_by_a_code_is_said_with_the_code(presenter, view, seat) -> None:
    presenter.on_new()
    editing = presenter.editing
    editing.on_add_wanted("benefits")
    presenter.on_choice_picked("percent_off")
    assert not view.last("show_reach").coded
    editing.on_add_wanted("limits")
    presenter.on_choice_picked("code_unique")
    assert view.last("show_reach").coded
