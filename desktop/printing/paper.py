"""From a slip's content to the bytes of its job, in one call: what the composition root hands to the queue."""

from __future__ import annotations

from desktop.printing.content import (
    CardContent,
    DayCloseContent,
    ReceiptContent,
    RefundContent,
    TestContent,
    VoidContent,
)
from desktop.printing.day_close import day_close_rows
from desktop.printing.escpos_bytes import job_bytes
from desktop.printing.printers import PrinterSettings
from desktop.printing.receipt import receipt_rows
from desktop.printing.rows import Rows
from desktop.printing.slips import card_rows, refund_rows, test_rows, void_rows

Content = ReceiptContent | RefundContent | VoidContent | DayCloseContent | TestContent | CardContent


def rows_of(content: Content, lang: str, width: int) -> Rows:
    """Return the rows of any slip; raises `training_never_prints`."""
    match content:
        case ReceiptContent():
            return receipt_rows(content, lang)
        case RefundContent():
            return refund_rows(content, lang)
        case VoidContent():
            return void_rows(content, lang)
        case DayCloseContent():
            return day_close_rows(content, lang)
        case TestContent():
            return test_rows(content, lang, width)
        case CardContent():
            return card_rows(content, lang)


def job_of(content: Content, lang: str, settings: PrinterSettings, *, open_drawer: bool = False) -> bytes:
    """Return the job that prints a slip; only a first print opens the drawer, a copy never does.

    Needs `raster.prepare_drawing` once before; raises `training_never_prints`, `paper_code_too_long`.
    """
    from desktop.printing.raster import draw_rows

    pictures = draw_rows(rows_of(content, lang, settings.width), settings.width, lang)
    first = isinstance(content, CardContent) or content.stamp.copy == 0
    drawer = settings.drawer if open_drawer and first else "none"
    return job_bytes(pictures, cut=settings.cut, drawer=drawer)
