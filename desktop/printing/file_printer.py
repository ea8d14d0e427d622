"""A printer without hardware: every job becomes its bytes and the picture a real printer would have made of them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from desktop.printing.bitmap import png_bytes
from desktop.printing.decode import UnknownBytes, decode
from desktop.printing.status import PrinterStatus
from desktop.printing.stream_printer import MaybeSent, NotSent


@dataclass(frozen=True, slots=True)
class FilePrinter:
    """Writes `0001.escpos` and `0001.png` (`0001-2.png` for a second sheet) into `folder`."""

    folder: Path
    width: int

    def status(self) -> PrinterStatus:
        """Return ready when the folder can be written into."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return PrinterStatus("offline", "folder")
        writable = os.access(self.folder, os.W_OK)
        return PrinterStatus("ready") if writable else PrinterStatus("offline", "folder")

    def send(self, job: bytes) -> bool:
        """Write a job; refuses bytes that no layout may send."""
        try:
            printed = decode(job, self.width)
        except UnknownBytes as problem:
            raise NotSent("unknown_bytes") from problem
        try:
            name = self._claim_name(job)
        except OSError as problem:
            raise NotSent("folder") from problem
        try:
            for at, sheet in enumerate(printed.sheets, 1):
                picture = self.folder / f"{name}{f'-{at}' if at > 1 else ''}.png"
                picture.write_bytes(png_bytes(sheet))
        except OSError as problem:
            raise MaybeSent("folder") from problem
        return True

    def _claim_name(self, job: bytes) -> str:
        """Write the bytes under the next free number and return it; two writers never share one."""
        taken = [int(file.stem) for file in self.folder.glob("*.escpos") if file.stem.isdigit()]
        number = max(taken, default=0) + 1
        while True:
            try:
                with (self.folder / f"{number:04d}.escpos").open("xb") as file:
                    file.write(job)
                return f"{number:04d}"
            except FileExistsError:
                number += 1
