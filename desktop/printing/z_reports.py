"""The slips of a shift and of a day, from their stories."""

from __future__ import annotations

from typing import cast

from desktop.printing.content import DayCloseContent, DrawerSum, Stamp, TenderKind, TenderSum
from desktop.printing.day_close import day_close_rows
from desktop.printing.rows import Rows
from desktop.printing.telling import COUPON_WORDS, shop_head
from desktop.usecases.selling.paper_queue import PrintJob
from desktop.usecases.selling.z_stories import ZStory, day_story, shift_story
from desktop.usecases.till import Till
from loyalty.words import Lang


def shift_rows(till: Till, job: PrintJob, lang: Lang) -> Rows:
    """Return the rows of a shift's slip."""
    return day_close_rows(z_content(shift_story(till, job.fact_id or ""), lang, copy=job.copies), lang)


def day_rows(till: Till, job: PrintJob, lang: Lang) -> Rows:
    """Return the rows of a day's slip."""
    return day_close_rows(
        z_content(day_story(till, job.fact_id or "", job.document), lang, copy=job.copies), lang
    )


def z_content(story: ZStory, lang: Lang, *, copy: int = 0) -> DayCloseContent:
    """Return the content of a Z slip; the drawer's cash is its start and the cash among the tenders."""
    totals, place = story.totals, story.place
    stamp = Stamp(
        shop_head(place), "", story.fact_at, place.zone, place.staff, place.till, place.currency, copy
    )
    return DayCloseContent(
        stamp=stamp,
        opened_at=story.opened_at,
        closed_at=story.fact_at,
        sales=totals.sales,
        gross=totals.gross,
        discounts=totals.discount,
        net=totals.net,
        shift=story.shift_no,
        business_on=totals.on,
        vat=story.vat,
        refunds=totals.refunds - (0 if story.shift_no else story.voids),
        refunded=totals.refund_net - (0 if story.shift_no else story.voided),
        voids=story.voids,
        voided=story.voided,
        tenders=tuple(
            TenderSum(_kind(tender.kind), None, tender.amount, _label(tender.kind, lang))
            for tender in story.tenders
            if tender.amount
        ),
        withheld=totals.withheld,
        cash_start=story.cash_start,
        start_apart=story.start_apart,
        opened_by=story.opened_by,
        brought_in=story.brought_in,
        cash_expected=story.expected,
        cash_counted=story.counted,
        drawers=tuple(
            DrawerSum(one.closed_at, one.staff, one.expected, one.counted, one.brought_in)
            for one in totals.drawers
        ),
        club=totals.club(),
        approved_by=story.approved_by,
        enrolments=totals.joined,
        member_sales=totals.member_net,
        first_number=story.first_code,
        last_number=story.last_code,
        facts_waiting=None,
        seal=story.seal,
    )


def _label(kind: str, lang: Lang) -> str:
    return COUPON_WORDS[lang] if kind == "coupon" else ""


def _kind(kind: str) -> TenderKind:
    return cast(TenderKind, "other" if kind == "coupon" else kind)
