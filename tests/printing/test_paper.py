"""Any slip becomes a job that the judge passes, and only a first print opens the drawer."""

from __future__ import annotations

import pytest

from desktop.printing.decode import decode
from desktop.printing.paper import Content, job_of
from desktop.printing.printers import PrinterSettings
from loyalty.errors import LoyaltyError
from tests.printing import samples

SLIPS = {
    "receipt": samples.receipt,
    "refund": samples.refund,
    "void": samples.void,
    "day": samples.day_close,
    "test": samples.printer_test,
    "card": samples.card,
}


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("width", [576, 384])
@pytest.mark.parametrize("slip", SLIPS)
def test_every_slip_prints_on_every_paper_in_both_languages(slip: str, width: int, lang: str) -> None:
    content: Content = SLIPS[slip](lang)
    printed = decode(job_of(content, lang, PrinterSettings("file", "x", width, "pin2")), width)
    assert printed.pulses == ()
    assert (printed.cuts, len(printed.sheets)) == (1, 1)
    assert any(printed.sheets[0].bits)


def test_the_drawer_opens_for_the_sale_and_never_for_its_copy() -> None:
    settings = PrinterSettings("file", "x", 576, "pin5", "full")
    first = job_of(samples.receipt(), "fa", settings, open_drawer=True)
    copy = job_of(samples.receipt(stamp=samples.stamp(copy=1)), "fa", settings, open_drawer=True)
    assert decode(first, 576).pulses == (5,)
    assert decode(copy, 576).pulses == ()


def test_training_makes_no_job() -> None:
    with pytest.raises(LoyaltyError, match="training_never_prints"):
        job_of(samples.receipt(stamp=samples.stamp(training=True)), "fa", PrinterSettings("file", "x"))
