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
    """Print one row a language and width."""
    app = prepare_drawing()
    print("lang dots texts  rows_ms  typeset_ms  draw_ms  bytes_ms  whole_ms  bare_ms  whole/bare  job_bytes")
    for lang in ("fa", "en"):
        for width in (576, 384):
            content, letters = long_receipt(lang), Letters()
            rows = receipt_rows(content, lang)
            sheets = typeset(rows, width, letters.measure, rtl=lang == "fa")
            picture = draw_rows(rows, width, lang)
            whole = median_ms(lambda: job_bytes(draw_rows(receipt_rows(content, lang), width, lang)))  # noqa: B023
            bare = median_ms(lambda: paint_bare(sheets[0], letters))  # noqa: B023
            parts = (
                median_ms(lambda: receipt_rows(content, lang)),  # noqa: B023
                median_ms(lambda: typeset(rows, width, Letters().measure, rtl=lang == "fa")),  # noqa: B023
                median_ms(lambda: draw_sheet(sheets[0], letters)),  # noqa: B023
                median_ms(lambda: job_bytes(picture)),  # noqa: B023
            )
            texts = sum(isinstance(mark, Run) for mark in sheets[0].marks)
            print(
                f"{lang:4} {width:4} {texts:5}  {parts[0]:7.2f}  {parts[1]:10.2f}  {parts[2]:7.2f}  {parts[3]:8.2f}"
                f"  {whole:8.2f}  {bare:7.2f}  {whole / bare:10.2f}  {len(job_bytes(picture)):9,}"
            )
    del app


if __name__ == "__main__":
    main()
