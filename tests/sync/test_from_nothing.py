"""A new till of a shop with a past: it folds with processes beside it, and must hold what any other till holds."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desktop.models import adopting, fold_beside
from desktop.models.people import Person
from desktop.models.sources import Source
from desktop.models.verify import verify
from desktop.usecases.exchange import ahead
from desktop.usecases.exchange.authorities import authority_of
from desktop.usecases.exchange.exchanging import centre_of, exchange_once
from desktop.usecases.exchange.joining import go_on_joining
from loyalty.basket import Tender
from loyalty.errors import LoyaltyError
from loyalty.exchange.enrolling import Enrolled, Enrolment, Invitation
from loyalty.exchange.wire import Lines, Reply, Request
from loyalty.kinds import CREDIT, Grant, MemberEnrolled, SaleRecorded, SoldLine
from tests.sync.centre import InMemory, Line
from tests.sync.conftest import URL, Machine

MANY = 60


def busy_past(machine: Machine, sales: int = MANY) -> list[str]:
    """Enrol people with words and sell to them; return them."""
    till = machine.here
    members = [till.new_id() for _ in range(8)]
    with till.transaction("owner") as tx:
        for member in members:
            tx.record("member.enrolled", MemberEnrolled(member, None))
        tx.set_people({one: Person(f"عضو {n}", f"0912000000{n}") for n, one in enumerate(members)})
    for number in range(sales):
        with till.transaction("owner") as tx:
            net = 1_000 * (number + 1)
            line = SoldLine(1, "G1", None, 1_000, net, 0, 0, 0)
            grant = Grant(CREDIT, "business", net // 10, till.now(), None, "base")
            body = SaleRecorded(
                tx.next_number(),
                "s",
                members[number % 8],
                (line,),
                (Tender("cash", net),),
                0,
                (),
                (grant,),
                (),
            )
            tx.record("sale.recorded", body)
    machine.settle()
    return members


def word(db: Source, column: str, member_id: str) -> str:
    return str(db.value(f"SELECT {column} FROM person WHERE member_id = ?", (member_id,)))


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let processes fold even a small past; return how many parts of theirs were taken in."""
    monkeypatch.setattr(fold_beside, "WORTHWHILE", 1)
    monkeypatch.setattr(adopting, "CHUNK", 7)
    taken: list[int] = []
    fits = fold_beside.Folded.fits

    def watched(folded: fold_beside.Folded, *rest: object) -> bool:
        right: bool = fits(folded, *rest)  # type: ignore[arg-type]
        taken.append(int(right))
        return right

    monkeypatch.setattr(fold_beside.Folded, "fits", watched)
    return taken


def come(centre: InMemory, near: Machine, root: Path) -> Machine:
    machine = Machine(root, "third", centre.line())
    machine.come(centre.invite("third", "branch-third", "سوم", near.here.shop.business_id))
    return machine


def test_a_new_till_folds_beside_and_holds_the_same(
    centre: InMemory, near: Machine, tmp_path: Path, beside: list[int]
) -> None:
    members = busy_past(near)
    third = come(centre, near, tmp_path)
    assert sum(beside) > 3
    with third.here.read() as db:
        assert verify(db).problems == ()
        assert [word(db, "name", one) for one in members] == [f"عضو {n}" for n in range(8)]
        assert db.value("SELECT count(*) FROM sale") == MANY
    third.close()


def test_one_name_stands_on_the_paper_of_all(near: Machine, far: Machine) -> None:
    """The centre calls the business otherwise than the shop that came in with its past: the shop's name stands."""
    assert (near.here.shop.shop_name, far.here.shop.shop_name) == ("کافه", "کافه")
    near.close()
    assert near.open().shop.shop_name == "کافه"


def test_what_was_folded_for_another_place_is_found(
    centre: InMemory, near: Machine, tmp_path: Path, beside: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    busy_past(near)
    plain = fold_beside.Beside.answer

    def forgetful(mate: fold_beside.Beside) -> list[fold_beside.Part]:
        return [(first, end, low, high, batches[1:]) for first, end, low, high, batches in plain(mate)]

    monkeypatch.setattr(fold_beside.Beside, "answer", forgetful)
    third = come(centre, near, tmp_path)
    with third.here.read() as db:
        assert {one.code for one in verify(db).problems} >= {"table_differs"}
    third.close()


def test_keys_that_come_late_open_all_that_waited(
    centre: InMemory, near: Machine, far: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = busy_past(near, 0)
    kept, centre.keys = centre.keys, []
    far.settle()
    with far.here.read() as db:
        assert db.value("SELECT count(*) FROM person_waiting") == 8
    centre.keys = kept
    exchange_once(far.here, far.line)
    with far.here.read() as db:
        assert verify(db).problems == ()
        assert db.value("SELECT count(*) FROM person_waiting") == 0
        assert [word(db, "phone", one) for one in members] == [f"0912000000{n}" for n in range(8)]


@dataclass
class Torn:
    """A line whose centre ends a page with half a sale, in its right place of the chain."""

    line: Line

    def exchange(self, request: Request, lines: Lines) -> tuple[Reply, Lines]:
        reply, came = self.line.exchange(request, lines)
        sales = [place for place, raw in enumerate(came.facts) if b'"sale.recorded"' in raw]
        if not sales:
            return reply, came
        last = sales[-1]
        return reply, replace(came, facts=(*came.facts[:last], came.facts[last][:-1]))

    def invitation(self, code: str) -> Invitation:
        return self.line.invitation(code)

    def enroll(self, enrolment: Enrolment) -> Enrolled:
        return self.line.enroll(enrolment)


class TornTwin(Torn):
    """A line whose centre ends a page with half a sale that has the id of another of the page."""

    def exchange(self, request: Request, lines: Lines) -> tuple[Reply, Lines]:
        reply, came = self.line.exchange(request, lines)
        sales = [place for place, raw in enumerate(came.facts) if b'"sale.recorded"' in raw]
        if len(sales) < 2:
            return reply, came
        first, last = (json.loads(came.facts[place])[0] for place in (sales[0], sales[-1]))
        twin = came.facts[sales[-1]].replace(last.encode(), first.encode())[:-1]
        return reply, replace(came, facts=(*came.facts[: sales[-1]], twin))


@pytest.mark.parametrize("broken", [Torn, TornTwin])
def test_half_a_fact_that_was_glanced_at_keeps_nothing_of_its_page_and_the_next_start_goes_on(
    broken: type[Torn],
    centre: InMemory,
    near: Machine,
    tmp_path: Path,
    beside: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ahead, "PAGE_FIRST", 12)
    busy_past(near)
    line = centre.line()
    third = Machine(tmp_path, "third", broken(line))  # type: ignore[arg-type]
    with pytest.raises(LoyaltyError, match="feed_broken"):
        third.come(centre.invite("third", "branch-third", "سوم", near.here.shop.business_id))
    third.open()
    with third.here.read() as db:
        assert db.value("SELECT count(*) FROM fact") < MANY
        assert centre_of(third.here).trouble.code == "feed_broken"
    go_on_joining(third.here, line, lambda _: line, URL, "third")
    with third.here.read() as db:
        assert verify(db).problems == ()
        assert db.value("SELECT count(*) FROM sale") == MANY
    third.close()


def test_going_on_keeps_no_authority_for_a_line_that_shows_no_certificate(
    centre: InMemory, near: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise LoyaltyError("centre_slow")

    line = centre.line()
    third = Machine(tmp_path, "third", line)
    code = centre.invite("third", "branch-third", "سوم", near.here.shop.business_id)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Line, "exchange", cut)
        with pytest.raises(LoyaltyError, match="centre_slow"):
            third.come(code)
    third.open()
    with pytest.raises(LoyaltyError, match="authority_without_tls"):
        go_on_joining(third.here, line, lambda _: line, URL, "third", authority="theirs")
    with third.here.read() as db:
        assert authority_of(db) == ""
    third.close()
