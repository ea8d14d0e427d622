"""Real bytes over a real socket to a printer that behaves as printers do."""

from __future__ import annotations

import itertools
import socket
from pathlib import Path

import pytest

from desktop.printing.bitmap import Bitmap
from desktop.printing.decode import decode
from desktop.printing.escpos_bytes import drawer_bytes, job_bytes, without_real_time
from desktop.printing.links import NoLink
from desktop.printing.printers import PrinterSettings, build_printer, drawer_kick, print_job
from desktop.printing.raster import draw_rows
from desktop.printing.receipt import receipt_rows
from desktop.printing.status import judge
from desktop.printing.stream_printer import MaybeSent, StreamPrinter
from loyalty.errors import LoyaltyError
from tests.printing import samples
from tests.printing.fake_printer import FakePrinter

QUICK = 0.35


def printer_at(address: str, *, answers: bool = True, patience: float = QUICK):
    return build_printer(PrinterSettings("network", address, answers=answers), patience=patience)


@pytest.fixture(scope="module")
def pictures() -> tuple[Bitmap, ...]:
    return draw_rows(receipt_rows(samples.receipt(), "fa"), 576, "fa")


@pytest.fixture(scope="module")
def job(pictures: tuple[Bitmap, ...]) -> bytes:
    return job_bytes(pictures, drawer="pin2")


def test_a_good_printer_draws_the_picture_dot_by_dot(pictures: tuple[Bitmap, ...], job: bytes) -> None:
    with FakePrinter() as fake:
        outcome = print_job(printer_at(fake.address), job)
    assert (outcome.state, outcome.confirmed) == ("printed", True)
    assert fake.tape.sheets == [without_real_time(one) for one in pictures]
    assert fake.tape.pulses == [2]
    assert fake.ambushes == 0
    assert fake.leftover == b""


def test_a_printer_that_does_not_know_the_ordered_question_is_asked_the_other_way(job: bytes) -> None:
    with FakePrinter("no_order") as fake:
        outcome = print_job(printer_at(fake.address), job)
    assert (outcome.state, outcome.confirmed) == ("printed", False)


def test_low_paper_prints_and_says_so(job: bytes) -> None:
    with FakePrinter("paper_low") as fake:
        outcome = print_job(printer_at(fake.address), job)
    assert outcome.state == "printed"
    assert outcome.paper_low


@pytest.mark.parametrize("mood", ["paper_out", "cover_open", "offline", "silent"])
def test_a_printer_that_cannot_print_gets_no_byte_of_the_job(mood: str, job: bytes) -> None:
    with FakePrinter(mood) as fake:  # type: ignore[arg-type]
        outcome = print_job(printer_at(fake.address), job)
    assert (outcome.state, outcome.reason) == ("waiting", mood)
    assert fake.job_bytes == 0


def test_a_half_closed_wire_is_silence_not_health(job: bytes) -> None:
    with FakePrinter("half_closed") as fake:
        outcome = print_job(printer_at(fake.address), job)
    assert (outcome.state, outcome.reason) == ("waiting", "silent")


def test_no_listener_means_waiting(job: bytes) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        outcome = print_job(printer_at(f"127.0.0.1:{free.getsockname()[1]}"), job)
    assert (outcome.state, outcome.reason) == ("waiting", "refused")


@pytest.mark.parametrize("k", [0, 1, 7, 100, 5_000, 20_000, 60_000])
def test_a_reset_in_the_midst_is_doubtful_wherever_it_falls(k: int, job: bytes) -> None:
    with FakePrinter(reset_after=k) as fake:
        outcome = print_job(printer_at(fake.address), job)
    assert (outcome.state, outcome.reason) == ("doubtful", "reset")


@pytest.mark.parametrize("k", [60, 3_000, 30_000])
def test_the_receipt_after_one_that_was_cut_off_loses_nothing(
    k: int, job: bytes, pictures: tuple[Bitmap, ...]
) -> None:
    with FakePrinter(reset_after=k, keeps_state=True) as fake:
        printer = printer_at(fake.address)
        assert print_job(printer, job).state == "doubtful"
        fake.reset_after = None
        torn = len(fake.tape.rows)
        assert print_job(printer, job).state == "printed"
    (sheet,) = fake.tape.sheets
    whole = without_real_time(pictures[0])
    assert sheet.bits.endswith(whole.bits)
    assert torn <= sheet.height - whole.height <= torn + 128
    assert fake.tape.resets == 2


def test_a_reset_at_the_last_byte_is_doubtful(job: bytes) -> None:
    with FakePrinter(reset_after=len(job) - 1) as fake:
        outcome = print_job(printer_at(fake.address), job)
    assert outcome.state == "doubtful"


def test_paper_that_ends_in_the_midst_is_doubtful(job: bytes) -> None:
    with FakePrinter(out_after=9_000) as fake:
        outcome = print_job(printer_at(fake.address), job)
    assert (outcome.state, outcome.reason) == ("doubtful", "paper_out")


def test_a_printer_that_takes_bytes_and_never_answers_again_is_doubtful() -> None:
    small = job_bytes((Bitmap(576, 40, b"\xff" * 72 * 40),))
    with FakePrinter(stall=True) as fake:
        outcome = print_job(printer_at(fake.address), small)
    assert outcome.state == "doubtful"


def test_a_printer_that_stops_taking_bytes_is_doubtful() -> None:
    endless = job_bytes((Bitmap(576, 100_000, b"\xff" * 72 * 100_000),))
    with FakePrinter(stall=True, small_buffer=True) as fake:
        outcome = print_job(printer_at(fake.address), endless)
    assert (outcome.state, outcome.reason) == ("doubtful", "stalled")


def test_a_one_way_printer_is_trusted_blindly(job: bytes) -> None:
    with FakePrinter("silent") as fake:
        printer = printer_at(fake.address, answers=False)
        outcome = print_job(printer, job)
        for _ in range(100):
            if fake.tape.sheets:
                break
            fake._stop.wait(0.02)
    assert (outcome.state, outcome.confirmed) == ("printed", False)
    assert fake.tape.sheets


def test_the_drawer_opens_and_nothing_is_printed() -> None:
    with FakePrinter() as fake:
        outcome = drawer_kick(printer_at(fake.address), "pin5")
    assert outcome.state == "printed"
    assert (fake.tape.pulses, fake.tape.sheets, fake.tape.rows) == ([5], [], [])
    assert drawer_kick(printer_at(fake.address), "none").reason == "no_drawer"
    assert decode(drawer_bytes("pin2"), 576).pulses == (2,)


@pytest.mark.parametrize("mood", ["paper_out", "silent"])
def test_a_printer_that_cannot_work_keeps_no_pulse_for_later(mood: str) -> None:
    with FakePrinter(mood) as fake:  # type: ignore[arg-type]
        outcome = drawer_kick(printer_at(fake.address), "pin2")
    assert (outcome.state, outcome.reason) == ("waiting", mood)
    assert fake.tape.pulses == []


@pytest.mark.soak
def test_a_reset_after_any_byte_of_a_short_job_is_never_counted_as_printed() -> None:
    short = job_bytes((Bitmap(384, 20, bytes(range(48)) * 20),), drawer="pin2")
    for k in range(len(short)):
        with FakePrinter(width=384, reset_after=k) as fake:
            assert print_job(printer_at(fake.address), short).state == "doubtful", k


class ScriptedLink:
    """A wire that answers from a script: each question takes the next bytes."""

    def __init__(self, *answers: bytes) -> None:
        self.answers = list(answers)
        self.written: list[bytes] = []

    def write(self, piece: bytes) -> None:
        self.written.append(piece)

    def read(self, seconds: float) -> bytes:
        return self.answers.pop(0) if self.answers else b""

    def close(self) -> None:
        pass


def test_flow_control_and_unasked_reports_are_passed_over() -> None:
    """Each stray byte would mean trouble if it were taken for an answer."""
    link = ScriptedLink(b"\x13\x08\x12", b"\x60", b"\x12", b"\x04\x12", b"\x11\x68\x12")
    assert StreamPrinter(lambda: link, 0.05).status().state == "ready"
    assert link.written == [b"\x10\x04\x01", b"\x10\x04\x04", b"\x10\x04\x02", b"\x10\x04\x03"]


def test_the_ordered_answer_is_told_from_other_bytes_and_may_say_that_paper_is_out() -> None:
    assert StreamPrinter(lambda: ScriptedLink(b"\x1e\x13", b"\x9c\x00"), 0.05).send(b"job")
    with pytest.raises(MaybeSent, match="paper_out"):
        StreamPrinter(lambda: ScriptedLink(b"\x12\x0c"), 0.05).send(b"job")


def test_every_combination_of_answers_is_judged_and_the_worst_wins() -> None:
    for printer, cause, error, paper in itertools.product(
        (0x12, 0x1A), (0x12, 0x16, 0x32), (0x12, 0x1A, 0x32), (0x12, 0x1E, 0x72)
    ):
        status = judge({1: printer, 2: cause, 3: error, 4: paper})
        if cause == 0x16:
            assert status.state == "cover_open"
        elif paper == 0x72 or cause == 0x32:
            assert status.state == "paper_out"
        elif error != 0x12 or printer == 0x1A:
            assert status.state == "offline"
            assert status.reason == {0x12: "offline", 0x1A: "cutter", 0x32: "broken"}[error]
        else:
            assert status.state == ("paper_low" if paper == 0x1E else "ready")
    assert judge({}).state == "silent"


def test_a_wire_that_does_not_open_is_offline_and_nothing_is_sent() -> None:
    def fail() -> ScriptedLink:
        raise NoLink("no_driver")

    outcome = print_job(StreamPrinter(fail, 0.05), b"x")
    assert (outcome.state, outcome.reason) == ("waiting", "no_driver")


@pytest.mark.parametrize(
    ("kind", "address", "code"),
    [
        ("network", "host:abc", "printer_address_invalid"),
        ("network", "host:70000", "printer_address_invalid"),
        ("network", " ", "printer_address_invalid"),
        ("usb", "epson", "printer_address_invalid"),
        ("serial", "COM1@fast", "printer_address_invalid"),
        ("cups", "-o evil", "printer_address_invalid"),
        ("fax", "1", "printer_kind_unknown"),
    ],
)
def test_settings_that_make_no_printer_are_refused(kind: str, address: str, code: str) -> None:
    with pytest.raises(LoyaltyError) as refused:
        build_printer(PrinterSettings(kind, address))  # type: ignore[arg-type]
    assert refused.value.code == code


def test_only_the_two_papers_are_known() -> None:
    with pytest.raises(LoyaltyError, match="printer_width_unknown"):
        build_printer(PrinterSettings("network", "host", width=512))


def test_the_file_printer_writes_picture_and_bytes(
    tmp_path: Path, pictures: tuple[Bitmap, ...], job: bytes
) -> None:
    printer = build_printer(PrinterSettings("file", str(tmp_path / "out")))
    assert [print_job(printer, job).state for _ in range(2)] == ["printed", "printed"]
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "0001.escpos",
        "0001.png",
        "0002.escpos",
        "0002.png",
    ]
    assert (tmp_path / "out" / "0002.escpos").read_bytes() == job
    from PIL import Image

    with Image.open(tmp_path / "out" / "0001.png") as picture:
        grey = picture.convert("L")
        assert grey.size == (576, pictures[0].height)
        drawn = without_real_time(pictures[0])
        seen = grey.tobytes()
    assert all(
        (seen[y * 576 + x] == 0) == drawn.dot(x, y) for y in range(0, drawn.height, 7) for x in range(576)
    )


def test_the_file_printer_refuses_bytes_no_layout_may_send(tmp_path: Path) -> None:
    printer = build_printer(PrinterSettings("file", str(tmp_path)))
    outcome = print_job(printer, b"\x1b@hello")
    assert (outcome.state, outcome.reason) == ("waiting", "unknown_bytes")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_offline(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    printer = build_printer(PrinterSettings("file", str(tmp_path / "file" / "out")))
    assert printer.status().reason == "folder"
