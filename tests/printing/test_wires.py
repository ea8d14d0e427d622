"""Serial lines, USB end points and the system's queues, each over the nearest real thing this machine has."""

from __future__ import annotations

import logging
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desktop.printing import links
from desktop.printing.printers import PrinterSettings, build_printer, print_job
from desktop.printing.spoolers import CupsPrinter
from desktop.printing.stream_printer import StreamPrinter

posix = pytest.mark.skipif(os.name != "posix", reason="pseudo terminals and shell scripts")


@posix
def test_a_serial_printer_is_asked_and_fed_over_a_real_line() -> None:
    import tty

    head, tail = os.openpty()
    tty.setraw(tail)
    seen = bytearray()
    stop = threading.Event()

    def obey() -> None:
        os.set_blocking(head, False)
        while not stop.wait(0.005):
            try:
                got = os.read(head, 4096)
            except (BlockingIOError, OSError):
                continue
            seen.extend(got)
            os.write(head, b"\x12" * got.count(b"\x10\x04") + b"\x00" * got.count(b"\x1dr\x01"))

    thread = threading.Thread(target=obey)
    thread.start()
    try:
        printer = build_printer(PrinterSettings("serial", f"{os.ttyname(tail)}@115200"), patience=1.0)
        outcome = print_job(printer, b"\x1b@" + b"\x55" * 9_000)
    finally:
        stop.set()
        thread.join(5)
        os.close(head)
        os.close(tail)
    assert (outcome.state, outcome.confirmed) == ("printed", True)
    assert b"\x1b@" + b"\x55" * 9_000 in bytes(seen)


def test_a_serial_line_that_is_not_there_is_waiting() -> None:
    outcome = print_job(build_printer(PrinterSettings("serial", "/dev/no-such-line"), patience=0.2), b"x")
    assert (outcome.state, outcome.reason) == ("waiting", "unreachable")


class FakeEnd:
    """An end point of a USB interface."""

    def __init__(self, address: int, device: object) -> None:
        self.bEndpointAddress = address
        self.device = device
        self.written = b""

    def write(self, piece: bytes, timeout: int) -> int:
        self.written += piece
        return len(piece)

    def read(self, size: int, timeout: int) -> bytes:
        import usb.core

        if not self.written_by.written.endswith(
            (b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x03", b"\x10\x04\x04", b"\x1dr\x01")
        ):
            raise usb.core.USBTimeoutError("nothing")
        return b"\x00" if self.written_by.written.endswith(b"\x1dr\x01") else b"\x12"


class FakeInterface(list):
    bInterfaceNumber = 1

    def __init__(self, kind: int, ends: list[FakeEnd]) -> None:
        super().__init__(ends)
        self.bInterfaceClass = kind


class FakeDevice:
    """A printer beside another interface, held by the kernel's own driver."""

    def __init__(self) -> None:
        self.detached: list[int] = []
        self.out, self.back = FakeEnd(0x03, self), FakeEnd(0x85, self)
        self.back.written_by = self.out
        self.configuration = [FakeInterface(3, []), FakeInterface(7, [self.back, self.out])]

    def get_active_configuration(self) -> list[FakeInterface]:
        return self.configuration

    def is_kernel_driver_active(self, number: int) -> bool:
        return True

    def detach_kernel_driver(self, number: int) -> None:
        self.detached.append(number)

    def _finalize_object(self) -> None:
        pass


def test_a_usb_printer_is_found_by_its_class_and_taken_from_the_kernel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import usb.core
    import usb.util

    device = FakeDevice()
    monkeypatch.setattr(
        usb.core, "find", lambda **ids: device if ids == {"idVendor": 0x4B8, "idProduct": 0xE15} else None
    )
    monkeypatch.setattr(usb.util, "dispose_resources", lambda _: None)
    outcome = print_job(build_printer(PrinterSettings("usb", "04b8:0e15"), patience=0.2), b"\x1b@job")
    assert (outcome.state, outcome.confirmed) == ("printed", True)
    assert b"\x1b@job" in device.out.written
    assert set(device.detached) == {1}
    absent = print_job(build_printer(PrinterSettings("usb", "04b8:0e16"), patience=0.2), b"x")
    assert (absent.state, absent.reason) == ("waiting", "unreachable")


def test_a_usb_printer_without_a_driver_on_this_machine_is_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    import usb.core

    def fail(**_: object) -> None:
        raise usb.core.NoBackendError("no libusb")

    monkeypatch.setattr(usb.core, "find", fail)
    assert print_job(build_printer(PrinterSettings("usb", "1:2")), b"x").reason == "no_driver"


class BreakingLink:
    """A wire that breaks at the nth write."""

    def __init__(self, at: int) -> None:
        self.left = at

    def write(self, piece: bytes) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError("unplugged")

    def read(self, seconds: float) -> bytes:
        return b"\x12"

    def close(self) -> None:
        pass


@pytest.mark.parametrize("nth", range(7))
def test_a_cable_pulled_at_any_write_never_counts_as_printed(nth: int) -> None:
    opened = iter([BreakingLink(99), BreakingLink(nth), BreakingLink(0)])
    outcome = print_job(StreamPrinter(lambda: next(opened), 0.05), bytes(links.PIECE * 4))
    assert outcome.state == ("waiting" if nth == 0 else "doubtful"), "the first write is white padding"


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for `lp` and `lpstat`, first on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return folder


def write_command(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text("#!/bin/sh\n" + script)
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


@posix
def test_a_job_goes_through_the_system_queue_untouched(commands: Path, tmp_path: Path) -> None:
    write_command(commands, "lpstat", 'echo "printer $2 is idle.  enabled since now"')
    write_command(commands, "lp", f'echo "$@" > {tmp_path}/said; cat > {tmp_path}/got')
    job = bytes(range(256)) * 40
    outcome = print_job(build_printer(PrinterSettings("cups", "counter-1")), job)
    assert outcome.state == "printed"
    assert not outcome.confirmed
    assert (tmp_path / "got").read_bytes() == job
    assert (tmp_path / "said").read_text().split() == ["-d", "counter-1", "-o", "raw", "-s", "-"]


@posix
@pytest.mark.parametrize(
    ("lpstat", "lp", "state", "reason"),
    [
        ('echo "printer $2 disabled since now -"', "true", "waiting", "queue_stopped"),
        ("exit 1", "true", "waiting", "no_queue"),
        ("echo ok", "cat >/dev/null; exit 1", "waiting", "spooler_refused"),
        ("echo ok", "exec sleep 5", "doubtful", "stalled"),
        ("exec sleep 5", "true", "waiting", "silent"),
    ],
)
def test_trouble_of_the_queue_is_an_outcome(
    commands: Path, lpstat: str, lp: str, state: str, reason: str
) -> None:
    write_command(commands, "lpstat", lpstat)
    write_command(commands, "lp", lp)
    outcome = print_job(CupsPrinter("counter", 0.2), b"job")
    assert (outcome.state, outcome.reason) == (state, reason)


@posix
def test_a_machine_without_cups_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert print_job(CupsPrinter("counter", 0.2), b"job").reason == "no_driver"


@pytest.mark.skipif(os.name == "nt", reason="Windows has the spooler")
def test_the_windows_spooler_elsewhere_is_absent_and_leaves_logging_alone(tmp_path: Path) -> None:
    script = (
        "import logging; from desktop.printing.printers import *;"
        "out = print_job(build_printer(PrinterSettings('windows', 'Till')), b'x');"
        "print(out.state, out.reason, logging.getLogger().handlers, logging.getLogger().level)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert done.stdout.split() == ["waiting", "no_driver", "[]", str(logging.WARNING)]


def test_nothing_heavy_is_imported_for_the_layout() -> None:
    script = (
        "import sys; import desktop.printing.receipt, desktop.printing.slips, desktop.printing.day_close,"
        "desktop.printing.queue, desktop.printing.typeset;"
        "print([name for name in ('PySide6', 'escpos', 'qrcode', 'PIL', 'usb', 'serial', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60,
                          env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])})  # fmt: skip
    assert done.stdout.strip() == "[]"
