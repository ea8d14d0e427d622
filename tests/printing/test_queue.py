"""The life of a print job: what is marked when, what is never repeated, what a person decides."""

from __future__ import annotations

import itertools
import typing
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.printing.queue import (
    BACK_OFF,
    Event,
    JobState,
    PrintJob,
    back_off,
    interrupted,
    next_state,
    reprint_of,
    work_once,
)
from desktop.printing.status import PrinterStatus
from desktop.printing.stream_printer import MaybeSent, NotSent
from loyalty.errors import LoyaltyError
from tests.printing.fake_printer import FakePrinter
from tests.printing.test_printers import printer_at


class Shelf:
    """Jobs in memory, as a table would keep them, with everything that was marked."""

    def __init__(self, *jobs: PrintJob, bytes_of: bytes = b"\x1b@") -> None:
        self.jobs = {job.job_id: job for job in jobs}
        self.marks: list[tuple[str, JobState, str]] = []
        self.bytes_of = bytes_of

    def next_job(self) -> PrintJob | None:
        return next((job for job in self.jobs.values() if job.state in ("queued", "waiting")), None)

    def mark(self, job_id: str, state: JobState, reason: str) -> None:
        job = self.jobs[job_id]
        self.jobs[job_id] = replace(job, state=state, attempts=job.attempts + (state == "waiting"))
        self.marks.append((job_id, state, reason))

    def render(self, job: PrintJob) -> bytes:
        assert self.jobs[job.job_id].state == "sending", "a job is marked before its bytes exist"
        return self.bytes_of


class Scripted:
    """A printer that answers by script: statuses in turn, one fate for the job."""

    def __init__(self, *states: str, fate: Exception | None = None) -> None:
        self.states = list(states)
        self.fate = fate
        self.sent = 0

    def status(self) -> PrinterStatus:
        return PrinterStatus(self.states.pop(0) if len(self.states) > 1 else self.states[0])  # type: ignore[arg-type]

    def send(self, job: bytes) -> bool:
        self.sent += 1
        if self.fate:
            raise self.fate
        return True


@pytest.mark.parametrize(
    ("printer", "state", "reason", "sent"),
    [
        (Scripted("ready"), "printed", "", 1),
        (Scripted("paper_low"), "printed", "", 1),
        (Scripted("unknown"), "printed", "", 1),
        (Scripted("paper_out"), "waiting", "paper_out", 0),
        (Scripted("silent"), "waiting", "silent", 0),
        (Scripted("ready", fate=NotSent("refused")), "waiting", "refused", 1),
        (Scripted("ready", fate=MaybeSent("reset")), "doubtful", "reset", 1),
        (Scripted("ready", "paper_out"), "doubtful", "paper_out", 1),
        (Scripted("ready", "silent"), "doubtful", "silent", 1),
    ],
)
def test_one_step_marks_sending_first_and_then_how_it_ended(
    printer: Scripted, state: str, reason: str, sent: int
) -> None:
    shelf = Shelf(PrintJob("a"))
    worked = work_once(shelf, printer)
    assert shelf.marks == [("a", "sending", ""), ("a", state, reason)]
    assert (worked.job_id, worked.state, worked.reason, printer.sent) == ("a", state, reason, sent)
    assert (worked.wait_ms > 0) == (state == "waiting")
    assert worked.paper_low == (printer.states == ["paper_low"])


def test_nothing_to_print_is_nothing() -> None:
    assert work_once(Shelf(), Scripted("ready")).state is None


def test_a_doubtful_job_is_never_taken_again() -> None:
    shelf = Shelf(PrintJob("a"), PrintJob("b"))
    printer = Scripted("ready", fate=MaybeSent("reset"))
    states = [work_once(shelf, printer).state for _ in range(4)]
    assert states == ["doubtful", "doubtful", None, None]
    assert printer.sent == 2


def test_a_waiting_job_waits_longer_and_prints_when_paper_is_back() -> None:
    shelf = Shelf(PrintJob("a"))
    waits = [work_once(shelf, Scripted("paper_out")).wait_ms for _ in range(8)]
    assert waits == [*BACK_OFF, BACK_OFF[-1], BACK_OFF[-1]]
    assert work_once(shelf, Scripted("ready")).state == "printed"
    assert back_off(0) == 0


def test_a_job_that_cannot_be_laid_out_steps_aside() -> None:
    class Broken(Shelf):
        def render(self, job: PrintJob) -> bytes:
            raise LoyaltyError("training_never_prints")

    shelf = Broken(PrintJob("a"))
    assert work_once(shelf, Scripted("ready")).reason == "training_never_prints"
    assert shelf.jobs["a"].state == "failed"
    assert shelf.next_job() is None


def test_a_job_cut_off_by_a_crash_is_in_doubt_and_a_reprint_is_the_next_copy() -> None:
    job = interrupted(PrintJob("a", "sending"))
    assert job.state == "doubtful"
    assert reprint_of(job, "b") == PrintJob("b", "queued", 1)
    assert reprint_of(PrintJob("b", "printed", 1), "c").copy == 2
    with pytest.raises(LoyaltyError, match="print_job_not_so"):
        interrupted(PrintJob("a", "queued"))
    with pytest.raises(LoyaltyError, match="print_job_not_so"):
        reprint_of(PrintJob("a", "waiting"), "b")


@given(st.lists(st.sampled_from(typing.get_args(Event)), max_size=30))
def test_no_way_leads_from_sent_to_sent_again_without_a_person(events: list[Event]) -> None:
    state: JobState = "queued"
    may_be_on_paper = False
    for event in events:
        try:
            after = next_state(state, event)
        except LoyaltyError:
            continue
        if event == "started":
            assert not may_be_on_paper
        may_be_on_paper = after in ("printed", "doubtful") or (may_be_on_paper and event != "reprinted")
        if event == "reprinted":
            may_be_on_paper = False
        state = after


def test_every_state_can_be_reached_and_printed_is_left_only_by_a_reprint() -> None:
    reached: set[JobState] = {"queued"}
    for _ in range(6):
        for state, event in itertools.product(tuple(reached), typing.get_args(Event)):
            try:
                reached.add(next_state(state, event))
            except LoyaltyError:
                continue
            assert state != "printed" or event == "reprinted"
    assert reached == set(typing.get_args(JobState))


def test_the_queue_over_a_real_wire_survives_a_printer_that_comes_and_goes() -> None:
    from desktop.printing.bitmap import Bitmap
    from desktop.printing.escpos_bytes import job_bytes

    ink = job_bytes((Bitmap(576, 8, b"\xf0" * 72 * 8),))
    shelf = Shelf(*(PrintJob(name) for name in "abc"), bytes_of=ink)
    with FakePrinter() as fake:
        printer = printer_at(fake.address)
        states = []
        for mood in ("ok", "paper_out", "cover_open", "ok", "silent", "ok"):
            fake.mood = mood  # type: ignore[assignment]
            states.append(work_once(shelf, printer).state)
    assert states == ["printed", "waiting", "waiting", "printed", "waiting", "printed"]
    assert len(fake.tape.sheets) == 3
    assert {job.state for job in shelf.jobs.values()} == {"printed"}
