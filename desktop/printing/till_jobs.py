"""The till's queue of slips, printed: rows from the store, contents from facts, bytes to the printer of the settings.

Made for the lane beside the till's own: it opens short transactions to mark a job and never holds one while a
printer is spoken to.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import cast

from desktop.printing.content import CardContent, Stamp, TestContent
from desktop.printing.escpos_bytes import job_bytes
from desktop.printing.printers import PrinterSettings, build_printer
from desktop.printing.queue import JobState, PrintJob, Worked, work_once
from desktop.printing.raster import draw_rows
from desktop.printing.receipt import receipt_rows
from desktop.printing.rows import Rows
from desktop.printing.slips import card_rows, refund_rows, test_rows, void_rows
from desktop.printing.status import PrinterStatus
from desktop.printing.telling import codes_of, receipt_of, refund_of, shop_head, void_of, words_of
from desktop.printing.z_reports import day_rows, shift_rows
from desktop.usecases.places import here
from desktop.usecases.selling import paper_queue
from desktop.usecases.selling.stories import reversal_story, sale_story
from desktop.usecases.settings import NO_PRINTER, Value, paper_language, read_settings
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError
from loyalty.words import Lang


@dataclass(frozen=True, slots=True)
class TillJobs:
    """The queue as `printing.queue` works it."""

    till: Till
    settings: PrinterSettings
    lang: Lang

    def next_job(self) -> PrintJob | None:
        """Return the oldest slip that waits."""
        with self.till.read() as db:
            job = paper_queue.next_job(db)
        return None if job is None else PrintJob(job.job_id, cast(JobState, job.state), job.copies, job.tries)

    def mark(self, job_id: str, state: JobState, reason: str) -> None:
        """Keep a slip's state."""
        paper_queue.move_job(self.till, job_id, state, reason)

    def render(self, job: PrintJob) -> bytes:
        """Return a slip's bytes."""
        with self.till.read() as db:
            kept = paper_queue.job_named(db, job.job_id)
        sheets = draw_rows(
            slip_rows(self.till, kept, self.lang, self.settings.width), self.settings.width, self.lang
        )
        drawer = self.settings.drawer if kept.kind == "receipt" and not kept.copies else "none"
        return job_bytes(sheets, cut=self.settings.cut, drawer=drawer)


def slip_rows(till: Till, job: paper_queue.PrintJob, lang: Lang, width: int) -> Rows:
    """Return the rows of a slip of the queue; raises `slip_unknown` and what its story raises."""
    values = json.loads(job.document)
    if job.kind == "receipt":
        story = sale_story(till, job.fact_id or "")
        nearly, codes = words_of(values, "nearly", lang), codes_of(values, lang)
        return receipt_rows(receipt_of(story, lang, copy=job.copies, nearly=nearly, codes=codes), lang)
    if job.kind == "refund":
        return refund_rows(refund_of(reversal_story(till, job.fact_id or ""), lang, copy=job.copies), lang)
    if job.kind == "void":
        return void_rows(void_of(reversal_story(till, job.fact_id or ""), lang, copy=job.copies), lang)
    if job.kind == "shift":
        return shift_rows(till, job, lang)
    if job.kind == "day":
        return day_rows(till, job, lang)
    return _plain_rows(till, job, values, lang, width)


def _plain_rows(
    till: Till, job: paper_queue.PrintJob, values: dict[str, str], lang: Lang, width: int
) -> Rows:
    head = shop_head(here(till))
    if job.kind == "card":
        number = values["number"]
        return card_rows(CardContent(head, values.get("name", ""), number, number), lang)
    if job.kind == "test":
        return test_rows(TestContent(_test_stamp(till, job), values.get("printer", "")), lang, width)
    raise LoyaltyError("slip_unknown", kind=job.kind)


def _test_stamp(till: Till, job: paper_queue.PrintJob) -> Stamp:
    place = here(till)
    return Stamp(
        shop_head(place), "", job.made_at, place.zone, place.staff, place.till, place.currency, job.copies
    )


def printer_settings(values: dict[str, Value]) -> PrinterSettings | None:
    """Return the printer of the settings, None where the till has none."""
    if values["printer_kind"] == NO_PRINTER:
        return None
    return PrinterSettings(
        kind=values["printer_kind"],  # type: ignore[arg-type]
        address=str(values["printer_address"]),
        width=int(values["printer_width"]),
        drawer=values["printer_drawer"],  # type: ignore[arg-type]
        cut=values["printer_cut"],  # type: ignore[arg-type]
        answers=bool(values["printer_answers"]),
    )


def ask_printer(till: Till) -> PrinterStatus | None:
    """Return what the printer of the settings says of itself, None where the till has none; prints nothing."""
    with till.read() as db:
        settings = printer_settings(read_settings(db))
    return None if settings is None else build_printer(settings).status()


def print_next(till: Till) -> Worked:
    """Print the next slip that waits with the printer of the settings; a till without one leaves the queue as it is."""
    with till.read() as db:
        values = read_settings(db)
    settings = printer_settings(values)
    if settings is None:
        return Worked()
    return work_once(TillJobs(till, settings, paper_language(values)), build_printer(settings))
