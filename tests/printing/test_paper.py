"""Any slip, on either paper, in either language, becomes a job that the judge passes."""

from __future__ import annotations

import pytest

from desktop.printing.day_close import day_close_rows
from desktop.printing.decode import decode
from desktop.printing.escpos_bytes import job_bytes
from desktop.printing.raster import draw_rows
from desktop.printing.receipt import receipt_rows
from desktop.printing.slips import card_rows, refund_rows, test_rows, void_rows
from tests.printing import samples

SLIPS = {
    "receipt": lambda lang, _: receipt_rows(samples.receipt(lang), lang),
    "refund": lambda lang, _: refund_rows(samples.refund(lang), lang),
    "void": lambda lang, _: void_rows(samples.void(lang), lang),
    "day": lambda lang, _: day_close_rows(samples.day_close(lang), lang),
    "test": lambda lang, width: test_rows(samples.printer_test(lang), lang, width),
    "card": lambda lang, _: card_rows(samples.card(lang), lang),
}


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("width", [576, 384])
@pytest.mark.parametrize("slip", SLIPS)
def test_every_slip_prints_on_every_paper_in_both_languages(slip: str, width: int, lang: str) -> None:
    printed = decode(job_bytes(draw_rows(SLIPS[slip](lang, width), width, lang)), width)
    assert (printed.pulses, printed.resets, printed.cuts, len(printed.sheets)) == ((), 1, 1, 1)
    assert any(printed.sheets[0].bits)
