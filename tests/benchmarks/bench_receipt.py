"""How long a receipt takes: layout, drawing, encoding; and how much of the drawing is Qt's own text painting.

Run: python -m tests.benchmarks.bench_receipt
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from desktop.printing.content import ReceiptContent, SoldLine
from desktop.printing.escpos_bytes import job_bytes
from desktop.printing.raster import Letters, draw_rows, draw_sheet, prepare_drawing
from desktop.printing.receipt import receipt_rows
from desktop.printing.typeset import Run, Sheet, typeset
from tests.benchmarks import report
from tests.printing import samples

ROUNDS = 40


def long_receipt(lang: str) -> ReceiptContent:
    """Return a receipt of about 45 printed lines."""
    lines = samples.sold_lines(lang) + tuple(
        SoldLine(f"{samples.sold_lines(lang)[at % 4].name} {at}", 1_000, 10_000 * at, 10_000 * at)
        for at in range(1, 9)
    )
    return samples.receipt(lang, lines=lines)


def median_ms(action: Callable[[], object]) -> float:
    """Return the median wall time of an action in milliseconds."""
    action()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1e3


def paint_bare(sheet: Sheet, letters: Letters) -> None:
    """Draw only the sheet's texts with Qt, without measuring, boxes or packing: the floor."""
    image = QImage(sheet.width, sheet.height, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for mark in sheet.marks:
        if isinstance(mark, Run):
            painter.setFont(letters.font(mark.face)[0])
            painter.drawText(QPointF(mark.x, mark.y), mark.text)
    painter.end()


def main() -> None:
    """Print each language and width: the whole, its parts, and Qt's own painting of the texts."""
    app = prepare_drawing()
    for lang in ("fa", "en"):
        for width in (576, 384):
            measure(lang, width)
    del app


def measure(lang: str, width: int) -> None:
    """Print one receipt's figures."""
    content, letters = long_receipt(lang), Letters()
    rows = receipt_rows(content, lang)
    sheets = typeset(rows, width, letters.measure, rtl=lang == "fa")
    picture = draw_rows(rows, width, lang)
    name = f"{lang}, {width} dots"
    whole = median_ms(lambda: job_bytes(draw_rows(receipt_rows(content, lang), width, lang)))
    report.below(f"{name}: receipt of about 45 lines, median", whole, "ms", 30)
    report.line("  its rows", median_ms(lambda: receipt_rows(content, lang)), "ms")
    report.line(
        "  typeset", median_ms(lambda: typeset(rows, width, Letters().measure, rtl=lang == "fa")), "ms"
    )
    report.line("  drawn", median_ms(lambda: draw_sheet(sheets[0], letters)), "ms")
    report.line("  as bytes for the printer", median_ms(lambda: job_bytes(picture)), "ms")
    report.line("  its texts painted by Qt alone", median_ms(lambda: paint_bare(sheets[0], letters)), "ms")


if __name__ == "__main__":
    main()
