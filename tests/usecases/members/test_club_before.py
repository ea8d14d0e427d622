"""Members of the club before: their ids and cards go on working, and are shown as people know them."""

from __future__ import annotations

import csv

import pytest

from desktop.usecases.importing.folder import import_folder
from desktop.usecases.members.cards import block_card
from desktop.usecases.members.erasing import erase
from desktop.usecases.members.find import find
from desktop.usecases.members.member_card import member_card
from desktop.usecases.members.naming import one_member
from desktop.usecases.members.statement import statement
from desktop.usecases.verify_till import verify_till
from loyalty.errors import LoyaltyError


@pytest.fixture
def imported(club, session, tmp_path):
    """Return a shop that took over two members, one with credit from before."""
    rows = {
        "members": [
            {"member_id": "M-17", "card_no": "7304 1182", "phone": "09120001717", "name": "مینا کاظمی",
             "joined_at": "2024-05-03T10:00:00+03:30", "joined_branch": "B1"},
            {"member_id": "18", "card_no": "", "phone": "09120001818", "name": "رضا",
             "joined_at": "2024-05-04T10:00:00+03:30", "joined_branch": "B1"},
        ],
        "lots": [
            {"member_id": "M-17", "unit": "credit", "amount": "85000", "granted_at": "2026-09-01T10:00:00+03:30",
             "vests_at": "2026-09-01T10:00:00+03:30", "expires_at": "2027-09-01T00:00:00+03:30", "branch_id": "B1"},
        ],
    }  # fmt: skip
    folder = tmp_path / "before"
    folder.mkdir()
    for name, lines in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(lines[0]))
            writer.writeheader()
            writer.writerows(lines)
    import_folder(club, session, folder)
    return club


def test_ids_and_cards_of_before_name_their_member(imported, session) -> None:
    mina = one_member(imported, "m-۱۷")
    assert one_member(imported, "73041182") == one_member(imported, "09120001717") == mina
    (found,) = find(imported, session, "کاظمی")
    assert (found.shown_id, found.credit_here) == ("M-17", 85_000)
    card = member_card(imported, mina)
    assert (card.profile.shown_id, card.profile.origin) == ("M-17", "import")
    assert [(one.number, one.blocked_at) for one in card.cards] == [("73041182", None)]
    assert [(lot.cause.kind, lot.remaining) for lot in card.lots] == [("opening", 85_000)]
    assert [(one.kind, one.credit) for one in card.transactions] == [("opening", 85_000)]


def test_a_card_of_before_can_be_blocked(imported, session) -> None:
    mina = one_member(imported, "M-17")
    block_card(imported, session, mina)
    with pytest.raises(LoyaltyError, match=r"^card_blocked\b"):
        one_member(imported, "73041182")
    assert one_member(imported, "M-17") == mina
    assert verify_till(imported).ok


def test_who_is_erased_is_forgotten_by_their_old_id_too(imported, session) -> None:
    mina = one_member(imported, "M-17")
    assert erase(imported, session, mina, confirmed=True).credit_ended == 85_000
    for reference in ("M-17", "73041182", "09120001717"):
        with pytest.raises(LoyaltyError, match=r"^member_unknown"):
            one_member(imported, reference)
    told = statement(imported, mina, imported.today(), imported.today())
    assert (told.closing, told.member.profile.shown_id) == (0, mina)
    assert verify_till(imported).ok
