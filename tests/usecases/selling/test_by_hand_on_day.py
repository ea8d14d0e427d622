"""What was given and taken by hand stands in the day's sums, on lines of its own."""

from __future__ import annotations

from desktop.printing.paper_words import PAPER_WORDS
from desktop.reports.day_close_pdf import _WORDS
from desktop.ui.day_close.words import club_words
from desktop.usecases.selling.adjusting import adjust
from desktop.usecases.selling.day_sums import BY_HAND, totals_on
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till


def test_entries_by_hand_are_lines_of_the_day(selling: Till, session: Session, sara: str) -> None:
    adjust(selling, session, sara, "credit", 50_000, reason="goodwill")
    adjust(selling, session, sara, "credit", -20_000, reason="correction")
    with selling.read() as db:
        told = totals_on(db, selling.shop, selling.today())
    assert told.by_hand == (("credit_by_hand", 50_000), ("credit_taken_by_hand", -20_000))
    assert told.club()[-2:] == told.by_hand
    assert dict(told.club())["credit_given"] == 0, "what sales gave stays apart"


def test_every_line_has_words_wherever_it_is_told() -> None:
    assert all(name in PAPER_WORDS and name in _WORDS and club_words(name) != name for name in BY_HAND)
