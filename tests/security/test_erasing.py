"""Nothing of an erased member is left in the till's own files: not in a free page, not in the log, not in a copy."""

from __future__ import annotations

import shutil

import pytest

from desktop.usecases.members.erasing import erase
from desktop.usecases.open_till import open_till
from desktop.usecases.selling.adjusting import adjust
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.parking import park
from desktop.usecases.selling.reversing import refund
from desktop.usecases.selling.shifts import begin_shift
from desktop.usecases.sign_in import sign_in
from desktop.usecases.staff_keys import LIGHT
from desktop.usecases.verify_till import verify_till
from loyalty.basket import Tender
from tests.conftest import OWNER_PIN
from tests.security.traces import found_in, page_texts


def left_of(till, people) -> set[str]:
    """Return which words and keys of some people stand anywhere in the file or its log."""
    texts = list(page_texts(till.store.folder, till.store.data_key))
    words = [word for one in people for word in one.words]
    sealed = {f"key of {one.member_id}" for one in people if any(one.key in text for text in texts)}
    return found_in(texts, words) | sealed


@pytest.fixture
def lived(till, session, plant):
    """Return planted members with sales, returns, entries, notes, parked baskets and waiting slips."""
    people = [plant(number) for number in range(12)]
    begin_shift(till, session, 0)
    basket = basket_of([group_line(till, "GENERAL", 90_000, 1_000)], ())
    for one in people:
        sold = checkout(till, session, basket, one.member_id, (Tender("cash", 90_000),))
        refund(till, session, sold.sale_id, None, reason="other", note=f"why {one.words[1]}")
        adjust(
            till,
            session,
            one.member_id,
            "credit",
            5_000,
            reason="other",
            note=f"for {one.words[1]} {one.phone}",
        )
        park(till, session, basket, one.member_id)
    return people


def test_the_search_sees_members_while_they_are_members(till, lived) -> None:
    whole = {word for one in lived for word in one.words} | {f"key of {one.member_id}" for one in lived}
    assert left_of(till, lived) == whole


def test_nothing_is_left_of_one_and_all_of_the_others(till, session, lived) -> None:
    gone, stays = lived[5], lived[6]
    erase(till, session, gone.member_id, confirmed=True)
    assert left_of(till, [gone]) == set()
    assert left_of(till, [stays]) == {*stays.words, f"key of {stays.member_id}"}
    assert verify_till(till).ok


def test_nothing_is_left_of_all(till, session, lived) -> None:
    for one in lived:
        erase(till, session, one.member_id, confirmed=True)
    assert left_of(till, lived) == set()
    assert verify_till(till).ok


def test_a_merged_person_leaves_nothing_under_any_id(till, session, lived) -> None:
    from desktop.usecases.members.merging import merge

    merged = merge(till, session, lived[0].member_id, lived[1].member_id)
    erase(till, session, merged.member_id, confirmed=True)
    assert left_of(till, lived[:2]) == set()


def test_a_folder_put_back_by_hand_forgets_again_before_it_shows(
    till, session, lived, folder, tmp_path, keys, fixed_clock, entropy
) -> None:
    till.close()
    shutil.copytree(folder, tmp_path / "older")
    first = open_till(folder, clock=fixed_clock, entropy=entropy, keys=keys, key_cost=LIGHT)
    erase(first, sign_in(first, "owner", OWNER_PIN), lived[3].member_id, confirmed=True)
    first.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "older", folder)
    again = open_till(folder, clock=fixed_clock, entropy=entropy, keys=keys, key_cost=LIGHT)
    try:
        assert "epoch_opened" in again.warnings
        assert left_of(again, [lived[3]]) == set()
        assert left_of(again, [lived[4]]) >= set(lived[4].words)
        assert verify_till(again).ok
    finally:
        again.close()
