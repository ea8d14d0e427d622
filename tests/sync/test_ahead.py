"""Pages asked for ahead: the right guess is used, a wrong one is thrown away, and what went wrong is told in its turn."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from desktop.usecases.exchange.ahead import asking_ahead
from loyalty.errors import LoyaltyError
from loyalty.exchange.enrolling import Enrolled, Enrolment, Invitation
from loyalty.exchange.wire import Lines, Reply, Request

FIRST = Request("e", 1, "00", "g", 0, 0, 10, tally=(1, "00"))


@dataclass
class Pages:
    """A line that gives ten facts a time up to thirty; after `breaks` answers it is cut."""

    breaks: int = 99
    generation: str = "g"
    asked: list[int] = field(default_factory=list)

    def exchange(self, request: Request, lines: Lines) -> tuple[Reply, Lines]:
        self.asked.append(request.pos)
        if len(self.asked) > self.breaks:
            raise LoyaltyError("centre_no_line")
        pos = min(request.pos + 10, 30)
        return Reply("ok", "e", 1, "00", self.generation, pos, 30, 0, 0), Lines((str(pos).encode(),))

    def invitation(self, code: str) -> Invitation:
        raise NotImplementedError

    def enroll(self, enrolment: Enrolment) -> Enrolled:
        raise NotImplementedError


def page(reply: tuple[Reply, Lines]) -> int:
    return int(reply[1].facts[0])


def test_each_page_is_asked_for_once_and_comes_in_its_turn() -> None:
    pages = Pages()
    with asking_ahead(pages) as line:
        assert [page(line.exchange(replace(FIRST, pos=pos), Lines())) for pos in (0, 10, 20)] == [10, 20, 30]
    assert pages.asked == [0, 10, 20]


@pytest.mark.parametrize(
    ("request_", "lines"),
    [
        (replace(FIRST, pos=20), Lines()),
        (replace(FIRST, pos=10, after_seq=2), Lines()),
        (replace(FIRST, pos=10), Lines((b"own",))),
        (replace(FIRST, pos=10, own=True), Lines()),
    ],
)
def test_a_wrong_guess_is_thrown_away(request_: Request, lines: Lines) -> None:
    pages = Pages()
    with asking_ahead(pages) as line:
        line.exchange(FIRST, Lines())
        assert page(line.exchange(request_, lines)) == request_.pos + 10
    assert pages.asked[:3] == [0, 10, request_.pos]


def test_what_went_wrong_ahead_is_told_when_the_page_is_wanted() -> None:
    pages = Pages(breaks=1)
    with asking_ahead(pages) as line:
        assert page(line.exchange(FIRST, Lines())) == 10
        with pytest.raises(LoyaltyError, match="centre_no_line"):
            line.exchange(replace(FIRST, pos=10), Lines())


def test_nothing_is_guessed_of_a_centre_that_was_put_back() -> None:
    pages = Pages(generation="h")
    with asking_ahead(pages) as line:
        line.exchange(FIRST, Lines())
    assert pages.asked == [0]
