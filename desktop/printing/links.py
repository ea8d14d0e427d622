"""Wires to a printer: a socket, a serial line, USB. Bytes out, bytes back with a time limit, nothing about paper.

`open_*` raise `NoLink` when the printer cannot be reached; a wire that fails later raises `OSError`. Reading returns
b"" when nothing came in time and raises `ConnectionError` when the other side has hung up.
"""

from __future__ import annotations

import socket
from typing import Any, Protocol

PIECE = 4096
"""Bytes of one write: small enough that a stalled printer is noticed early in a job."""


class NoLink(Exception):
    """The printer could not be reached; nothing was sent."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Link(Protocol):
    """An open wire."""

    def write(self, piece: bytes) -> None:
        """Send all bytes of a piece; raises OSError (TimeoutError when it is not taken in time)."""

    def read(self, seconds: float) -> bytes:
        """Return what came within so many seconds, b"" for nothing; raises ConnectionError when hung up."""

    def close(self) -> None:
        """Hang up; never raises."""


class Opener(Protocol):
    """Opens a wire."""

    def __call__(self) -> Link:
        """Return an open wire; raises NoLink."""


class SocketLink:
    """Raw TCP, as printers take it on port 9100."""

    def __init__(self, wire: socket.socket, seconds: float) -> None:
        self._wire = wire
        self._seconds = seconds

    def write(self, piece: bytes) -> None:
        """Send a piece."""
        self._wire.settimeout(self._seconds)
        self._wire.sendall(piece)

    def read(self, seconds: float) -> bytes:
        """Return what came."""
        self._wire.settimeout(max(seconds, 0.001))
        try:
            got = self._wire.recv(64)
        except TimeoutError:
            return b""
        if not got:
            raise ConnectionError("hung up")
        return got

    def close(self) -> None:
        """Say that nothing follows and wait a moment for the other side, so that no byte on its way is thrown away."""
        try:
            self._wire.shutdown(socket.SHUT_WR)
            self._wire.settimeout(0.3)
            while self._wire.recv(64):
                pass
        except OSError:
            pass
        finally:
            self._wire.close()


def open_socket(host: str, port: int, seconds: float) -> Link:
    """Connect to a network printer."""
    try:
        return SocketLink(socket.create_connection((host, port), timeout=seconds), seconds)
    except ConnectionRefusedError as problem:
        raise NoLink("refused") from problem
    except (OSError, UnicodeError) as problem:
        raise NoLink("unreachable") from problem


class SerialLink:
    """A serial line through pyserial."""

    def __init__(self, port: Any) -> None:
        self._port = port

    def write(self, piece: bytes) -> None:
        """Send a piece; pyserial's SerialTimeoutException is an OSError."""
        self._port.write(piece)

    def read(self, seconds: float) -> bytes:
        """Return what came."""
        self._port.timeout = max(seconds, 0.001)
        return bytes(self._port.read(1))

    def close(self) -> None:
        """Let the last bytes leave, then close."""
        try:
            self._port.flush()
            self._port.close()
        except OSError:
            pass


def open_serial(device: str, speed: int, seconds: float) -> Link:
    """Open a serial printer, 8N1 with hardware flow control off."""
    import serial

    try:
        return SerialLink(serial.Serial(device, speed, timeout=seconds, write_timeout=max(seconds, 10.0)))
    except (OSError, ValueError) as problem:
        raise NoLink("unreachable") from problem


class UsbLink:
    """The bulk end points of a USB printer through pyusb."""

    def __init__(self, out: Any, back: Any, seconds: float) -> None:
        self._out = out
        self._back = back
        self._patience = int(seconds * 1000)

    def write(self, piece: bytes) -> None:
        """Send a piece; pyusb's USBError is an OSError."""
        if self._out.write(piece, self._patience) != len(piece):
            raise TimeoutError("the printer took only a part")

    def read(self, seconds: float) -> bytes:
        """Return what came; a printer without a way back never answers."""
        import usb.core

        if self._back is None:
            return b""
        try:
            return bytes(self._back.read(64, max(int(seconds * 1000), 1)))
        except usb.core.USBTimeoutError:
            return b""

    def close(self) -> None:
        """Give the interface back."""
        import usb.util

        usb.util.dispose_resources(self._out.device)


PRINTER_CLASS = 7


def open_usb(vendor: int, product: int, seconds: float) -> Link:
    """Open a USB printer by its two numbers, on the interface that says it is a printer."""
    import usb.core
    import usb.util

    try:
        device: Any = usb.core.find(idVendor=vendor, idProduct=product)
        if device is None:
            raise NoLink("unreachable")
        interface = _printer_interface(device)
        _take_from_kernel(device, interface.bInterfaceNumber)
        ends = {usb.util.endpoint_direction(end.bEndpointAddress): end for end in interface}
        return UsbLink(ends[usb.util.ENDPOINT_OUT], ends.get(usb.util.ENDPOINT_IN), seconds)
    except usb.core.NoBackendError as problem:
        raise NoLink("no_driver") from problem
    except (OSError, KeyError) as problem:
        raise NoLink("unreachable") from problem


def _printer_interface(device: Any) -> Any:
    """Return the printer's interface, or the first where the device names no class."""
    interfaces = list(device.get_active_configuration())
    printers = [one for one in interfaces if one.bInterfaceClass == PRINTER_CLASS]
    return (printers or interfaces)[0]


def _take_from_kernel(device: Any, number: int) -> None:
    try:
        if device.is_kernel_driver_active(number):
            device.detach_kernel_driver(number)
    except NotImplementedError:
        return
