"""Two lanes and the way back: results, refusals, defects, cancelling; always on the thread of the screen."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.lanes import Lanes
from desktop.ui.tasks import Cancelled, ImmediateTasks, Job, Report
from loyalty.errors import LoyaltyError


def refuse() -> None:
    raise LoyaltyError("pin_wrong", left=3)


def break_down() -> None:
    raise ZeroDivisionError("defect")


class TestImmediately:
    def test_the_result_is_there_when_the_call_returns(self) -> None:
        seen: list[int] = []
        tasks = ImmediateTasks()
        job = tasks.local(lambda: 7, seen.append)
        tasks.remote(lambda: 8, seen.append)
        assert seen == [7, 8]
        assert job.ended
        assert len(tasks.jobs) == 2

    def test_a_refusal_goes_to_its_place(self) -> None:
        seen: list[LoyaltyError] = []
        ImmediateTasks().local(refuse, None, seen.append)
        assert [e.code for e in seen] == ["pin_wrong"]

    def test_nobody_to_hear_a_refusal_is_a_defect_of_the_presenter(self) -> None:
        with pytest.raises(LoyaltyError):
            ImmediateTasks().local(refuse)

    def test_long_work_reports_and_stops(self) -> None:
        told: list[tuple[int, int]] = []

        def count(report: Report) -> str:
            report(1, 2)
            report.job.cancel()
            report(2, 2)
            return "never"

        ended: list[str] = []
        job = ImmediateTasks().long(count, ended.append, None, lambda done, total: told.append((done, total)))
        assert told == [(1, 2)]
        assert ended == []
        assert job.ended

    def test_a_report_of_cancelled_work_raises(self) -> None:
        with pytest.raises(Cancelled):
            Report(Job(cancelled=True), lambda done, total: None)(1, 2)


@pytest.fixture
def crashes() -> list[BaseException]:
    return []


@pytest.fixture
def lanes(app: QApplication, crashes: list[BaseException]) -> Iterator[Lanes]:
    lanes = Lanes(crashes.append)
    yield lanes
    lanes.close()
    app.processEvents()


class TestLanes:
    def test_work_leaves_the_screen_s_thread_and_its_result_comes_home(self, lanes: Lanes, qtbot) -> None:
        here, worked, answered = threading.get_ident(), [], []
        lanes.local(
            lambda: worked.append(threading.get_ident()), lambda _: answered.append(threading.get_ident())
        )
        qtbot.waitUntil(lambda: bool(answered), timeout=5_000)
        assert worked[0] != here
        assert answered == [here]
        assert not lanes.busy

    def test_the_local_lane_is_one_thread_and_keeps_the_order(self, lanes: Lanes, qtbot) -> None:
        threads, order = set(), []
        for number in range(50):
            lanes.local(lambda n=number: (threads.add(threading.get_ident()), n)[1], order.append)
        qtbot.waitUntil(lambda: len(order) == 50, timeout=5_000)
        assert order == list(range(50))
        assert len(threads) == 1

    def test_what_comes_soon_is_there_when_the_call_returns_and_the_rest_comes_home(
        self, lanes: Lanes, qtbot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("desktop.ui.lanes.SOON", 5.0)
        seen: list[object] = []
        job = lanes.soon(lambda: 7, seen.append)
        lanes.soon(refuse, None, seen.append)
        assert (seen[0], type(seen[1]), job.ended, lanes.busy) == (7, LoyaltyError, True, False)
        monkeypatch.setattr("desktop.ui.lanes.SOON", 0.001)
        gate = threading.Event()
        job = lanes.soon(gate.wait, seen.append)
        assert len(seen) == 2
        assert not job.ended
        gate.set()
        qtbot.waitUntil(lambda: seen[2:] == [True], timeout=5_000)
        assert not lanes.busy

    def test_what_comes_too_late_to_be_soon_stays_away_once_cancelled(self, lanes: Lanes, qtbot) -> None:
        gate, seen = threading.Event(), []
        job = lanes.soon(gate.wait, seen.append)
        job.cancel()
        gate.set()
        qtbot.waitUntil(lambda: job.ended, timeout=5_000)
        assert seen == []

    def test_a_silent_printer_does_not_hold_the_database(self, lanes: Lanes, qtbot) -> None:
        answer, seen = threading.Event(), []
        lanes.remote(answer.wait, lambda _: seen.append("remote"))
        lanes.local(lambda: None, lambda _: seen.append("local"))
        qtbot.waitUntil(lambda: seen == ["local"], timeout=5_000)
        answer.set()
        qtbot.waitUntil(lambda: seen == ["local", "remote"], timeout=5_000)

    def test_refusals_and_defects_part(self, lanes: Lanes, crashes: list[BaseException], qtbot) -> None:
        refused: list[LoyaltyError] = []
        lanes.local(refuse, None, refused.append)
        lanes.local(break_down, None, refused.append)
        lanes.local(break_down)
        qtbot.waitUntil(lambda: len(crashes) == 2 and len(refused) == 2, timeout=5_000)
        assert isinstance(crashes[0], ZeroDivisionError)
        assert refused[0].values == {"left": 3}
        # Who waits for an answer hears of a defect too, or the screen would stay busy for ever.
        assert refused[1].code == "unexpected"
        assert refused[1].values["kind"] == "ZeroDivisionError"

    def test_a_refusal_nobody_hears_is_reported(
        self, lanes: Lanes, crashes: list[BaseException], qtbot
    ) -> None:
        lanes.remote(refuse)
        qtbot.waitUntil(lambda: bool(crashes), timeout=5_000)
        assert isinstance(crashes[0], LoyaltyError)

    def test_nothing_comes_back_after_cancel(self, lanes: Lanes, qtbot) -> None:
        gate, seen = threading.Event(), []
        first = lanes.local(gate.wait, lambda _: seen.append("first"))
        second = lanes.local(lambda: seen.append("ran"), lambda _: seen.append("second"))
        first.cancel()
        second.cancel()
        gate.set()
        qtbot.waitUntil(lambda: first.ended and second.ended, timeout=5_000)
        assert seen == []

    def test_long_work_tells_how_far_it_is_and_stops_when_asked(self, lanes: Lanes, qtbot) -> None:
        told, ended, reached = [], [], []

        def work(report: Report) -> None:
            for step in range(1, 10_000):
                reached.append(step)
                report(step, 10_000)
                threading.Event().wait(0.002)

        job = lanes.long(work, ended.append, None, lambda done, total: told.append((done, total)))
        qtbot.waitUntil(lambda: bool(told), timeout=5_000)
        job.cancel()
        qtbot.waitUntil(lambda: job.ended, timeout=5_000)
        assert ended == []
        assert len(reached) < 9_999
        assert all(total == 10_000 for _, total in told)

    def test_closing_waits_for_what_runs_and_drops_the_rest(self, app: QApplication) -> None:
        lanes, begun, ran = Lanes(), threading.Event(), []

        def first() -> None:
            begun.set()
            threading.Event().wait(0.05)
            ran.append("first")

        lanes.local(first)
        lanes.local(lambda: ran.append("second"))
        assert begun.wait(5)
        lanes.close()
        assert ran == ["first"]
