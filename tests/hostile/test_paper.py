"""Printers on their bad days, through the till's own queue: the sale is never in the way, the slip says what to do."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from desktop.printing import queue
from desktop.printing.bitmap import stack
from desktop.printing.escpos_bytes import without_real_time
from desktop.printing.queue import Worked
from desktop.printing.raster import draw_rows, prepare_drawing
from desktop.printing.status import PrinterStatus
from desktop.printing.till_jobs import print_next, slip_rows
from desktop.printing.trouble import trouble
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.checkout import Sold, checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.paper_queue import (
    PrintJob,
    doubt_interrupted,
    drop_job,
    list_jobs,
    move_job,
    retry_jobs,
)
from desktop.usecases.selling.shifts import begin_shift
from desktop.usecases.settings import set_settings
from desktop.usecases.sign_in import Session
from desktop.usecases.slips import copy_slip
from desktop.usecases.till import Till
from desktop.usecases.verify_till import verify_till
from loyalty.basket import Tender
from loyalty.problems import hint, say
from tests.hostile.days import caught, is_persian
from tests.printing.fake_printer import FakePrinter


@pytest.fixture
def selling(till: Till, session: Session) -> Iterator[Till]:
    """Return a till with an open shift; Qt draws off the screen."""
    begin_shift(till, session, 0)
    publish_policy(till, session, "earning", {"credit": {"percent": 10}})
    drawing = prepare_drawing()
    yield till
    del drawing


def use(till: Till, session: Session, address: str, **more: str) -> None:
    values = {"printer_kind": "network", "printer_address": address, **more}
    set_settings(till, session, values)


def sell(till: Till, session: Session) -> Sold:
    return checkout(
        till, session, basket_of([group_line(till, "SHOES", 50_000)]), None, (Tender("cash", 50_000),)
    )


def jobs(till: Till) -> tuple[PrintJob, ...]:
    with till.read() as db:
        return list_jobs(db)


def sold_and_tried(till: Till, session: Session) -> tuple[PrintJob, Worked]:
    """Sell, let the queue try once, and see that the sale stands and the trouble has its sentences."""
    sold = sell(till, session)
    worked = print_next(till)
    (job,) = (job for job in jobs(till) if job.fact_id == sold.sale_id)
    if job.problem:
        for lang in ("fa", "en"):
            told = trouble(job.problem)
            assert hint(told, lang)
            assert is_persian(say(told, lang) + hint(told, lang)) == (lang == "fa")
    sell(till, session)
    assert verify_till(till).ok
    return job, worked


def closed_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def test_a_printer_that_is_off_makes_nobody_wait(selling: Till, session: Session) -> None:
    use(selling, session, closed_port())
    job, worked = sold_and_tried(selling, session)
    assert (job.state, job.tries, job.copies) == ("waiting", 1, 0)
    assert job.problem in ("refused", "unreachable")
    assert worked.wait_ms == 1_000
    waits = [print_next(selling).wait_ms for _ in range(3)]
    assert waits == sorted(waits)
    assert waits[-1] > 1_000


@pytest.mark.parametrize(
    ("mood", "problem"),
    [("paper_out", "paper_out"), ("cover_open", "cover_open"), ("offline", "offline"), ("silent", "silent"),
     ("half_closed", "silent")],
)  # fmt: skip
def test_a_printer_that_cannot_print_keeps_the_slip_waiting_and_prints_once_it_can(
    selling: Till, session: Session, mood: Any, problem: str
) -> None:
    with FakePrinter(mood) as printer:
        use(selling, session, printer.address)
        job, _ = sold_and_tried(selling, session)
        assert (job.state, job.problem, printer.tape.sheets) == ("waiting", problem, [])
        printer.mood = "ok"
        assert [print_next(selling).state for _ in range(2)] == ["printed", "printed"]
        assert len(printer.tape.sheets) == 2
        assert {job.state for job in jobs(selling)} == {"printed"}
        assert print_next(selling).state is None


@pytest.mark.parametrize("where", ["reset_after", "out_after"])
def test_a_printer_that_dies_amid_a_slip_leaves_it_in_doubt_until_a_person_asks_for_a_copy(
    selling: Till, session: Session, where: str
) -> None:
    with FakePrinter(**{where: 3_000}) as printer:
        use(selling, session, printer.address)
        job, _ = sold_and_tried(selling, session)
        assert (job.state, job.copies) == ("doubtful", 0)
        assert job.problem
        setattr(printer, where, None)
        printer.mood = "ok"
        worked = print_next(selling)
        assert worked.job_id != job.job_id
        assert print_next(selling).state is None
        assert retry_jobs(selling) == 1
        assert print_next(selling).state == "printed"
        (again,) = (one for one in jobs(selling) if one.job_id == job.job_id)
        assert (again.state, again.copies) == ("printed", 1)


def test_a_till_that_stops_amid_a_slip_doubts_it_at_the_next_start(selling: Till, session: Session) -> None:
    sold = sell(selling, session)
    (job,) = jobs(selling)
    move_job(selling, job.job_id, "sending")
    assert doubt_interrupted(selling) == 1
    (job,) = jobs(selling)
    assert (job.fact_id, job.state, job.problem) == (sold.sale_id, "doubtful", "interrupted")
    assert hint(trouble(job.problem), "fa")
    assert doubt_interrupted(selling) == 0
    drop_job(selling, job.job_id)
    assert print_next(selling).state is None


def test_a_copy_says_which_and_counts_on(selling: Till, session: Session) -> None:
    with FakePrinter() as printer:
        use(selling, session, printer.address)
        sold = sell(selling, session)
        assert print_next(selling).state == "printed"
        assert [copy_slip(selling, session, sold.code).copies for _ in range(3)] == [1, 2, 3]
        while print_next(selling).state:
            pass
        heights = [sheet.height for sheet in printer.tape.sheets]
        assert len(heights) == 4
        assert all(copy > heights[0] for copy in heights[1:])
        assert printer.ambushes == 0


def test_a_till_without_a_printer_sells_and_keeps_its_slips(selling: Till, session: Session) -> None:
    job, worked = sold_and_tried(selling, session)
    assert (job.state, worked.state) == ("queued", None)


def test_a_folder_that_is_none_keeps_the_slip(selling: Till, session: Session, tmp_path: Any) -> None:
    (tmp_path / "file").write_text("x")
    use(selling, session, str(tmp_path / "file" / "paper"), printer_kind="file")
    job, _ = sold_and_tried(selling, session)
    assert (job.state, job.problem) == ("waiting", "folder")


# -- planted bugs: the checks above see them --------------------------------------------------------------


@pytest.mark.parametrize("mood", ["paper_out", "offline"])
def test_a_till_that_does_not_ask_its_printer_is_caught(
    selling: Till, session: Session, monkeypatch: pytest.MonkeyPatch, mood: str
) -> None:
    monkeypatch.setattr(PrinterStatus, "blocked", property(lambda _: False))
    with caught():
        test_a_printer_that_cannot_print_keeps_the_slip_waiting_and_prints_once_it_can(
            selling, session, mood, mood
        )


def test_a_till_that_prints_again_by_itself_is_caught(
    selling: Till, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes a job that was cut off for one that never left."""
    monkeypatch.setattr(queue, "_event_of", lambda _: "held")
    with caught():
        test_a_printer_that_dies_amid_a_slip_leaves_it_in_doubt_until_a_person_asks_for_a_copy(
            selling, session, "reset_after"
        )


def test_a_till_that_waits_for_no_printer_is_caught(
    selling: Till, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks again at once, for ever."""
    monkeypatch.setattr(queue, "back_off", lambda _: 0)
    with caught():
        test_a_printer_that_is_off_makes_nobody_wait(selling, session)


@pytest.mark.parametrize(
    ("paper", "spoken"), [({}, "fa"), ({"paper_language": "en"}, "en"), ({"paper_language": "follow"}, "en")]
)
def test_paper_speaks_the_shops_language_whatever_the_window_is_read_in(
    selling: Till, session: Session, paper: dict[str, str], spoken: str
) -> None:
    with FakePrinter("ok") as printer:
        use(selling, session, printer.address, language="en", **paper)
        sell(selling, session)
        (job,) = jobs(selling)
        drawn = {lang: draw_rows(slip_rows(selling, job, lang, 576), 576, lang) for lang in ("fa", "en")}
        assert print_next(selling).state == "printed"
        assert drawn["fa"] != drawn["en"]
        (sheet,) = printer.tape.sheets
        told = {lang: without_real_time(stack(sheets)) for lang, sheets in drawn.items()}
        assert [lang for lang in told if sheet.bits.startswith(told[lang].bits)] == [spoken]
