"""Puts test prints and recovery sheets on paper or into files: the real printers behind the shared parts. No Qt widgets.

Runs in the lane of printers; nothing of a sheet stays anywhere but in the file or on the paper it was asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from desktop.printing.content import ShopHead, Stamp, TestContent
from desktop.printing.escpos_bytes import job_bytes
from desktop.printing.printers import Kind, PrinterSettings, PrintOutcome, build_printer, print_job
from desktop.printing.qr import qr_matrix
from desktop.printing.sheet_slip import SheetContent, sheet_day, sheet_rows, sheet_words
from desktop.printing.trouble import trouble
from desktop.ui.parts.values import PrinterDraft, SheetShown, Trial, why_of
from loyalty.words import Lang


def printer_settings(draft: PrinterDraft) -> PrinterSettings:
    """Return the settings a form describes."""
    return PrinterSettings(
        cast(Kind, draft.kind),
        draft.address,
        int(draft.width),
        draft.drawer,  # type: ignore[arg-type]
        draft.cut,  # type: ignore[arg-type]
        draft.answers,
    )


def check_printer(draft: PrinterDraft) -> None:
    """Raise what is wrong with a printer's address; touches no printer."""
    if draft.kind != "none":
        build_printer(printer_settings(draft))


def print_test(draft: PrinterDraft, stamp: Stamp, lang: Lang) -> Trial:
    """Print a test slip at once; the drawer stays closed. Raises what is wrong with the address."""
    from desktop.printing.raster import draw_rows
    from desktop.printing.slips import test_rows

    settings = printer_settings(draft)
    rows = test_rows(TestContent(stamp, _printer_words(draft)), lang, settings.width)
    return _print(settings, rows, lang, draw_rows)


def print_sheet(draft: PrinterDraft, sheet: SheetShown, lang: Lang, zone: str) -> Trial:
    """Print a recovery sheet on the till's printer."""
    from desktop.printing.raster import draw_rows

    settings = printer_settings(draft)
    return _print(settings, sheet_rows(_content(sheet, zone), lang), lang, draw_rows)


def save_sheet(sheet: SheetShown, path: str, lang: Lang, zone: str) -> str:
    """Write a recovery sheet as PDF, or as PNG where the name says so, and return the path.

    Raises `file_unwritable`, `file_no_room`, `file_not_ours`.
    """
    target = Path(path).expanduser()
    if target.suffix.lower() not in (".pdf", ".png"):
        target = target.with_name(target.name + ".pdf")
    if target.suffix.lower() == ".png":
        _save_png(sheet, target, lang, zone)
    else:
        _save_pdf(sheet, target, lang, zone)
    return str(target)


def sheet_shown(groups: tuple[str, ...], qr_text: str, *, shop: str, branch: str, made_at: int) -> SheetShown:
    """Return a sheet for the screen."""
    return SheetShown(groups, qr_matrix(qr_text), shop, branch, made_at)


def shop_stamp(shop: ShopHead, at: int, zone: str, currency: str, cashier: str, till: str) -> Stamp:
    """Return the head of a test slip."""
    return Stamp(shop, "", at, zone, cashier, till, currency)


def _save_png(sheet: SheetShown, target: Path, lang: Lang, zone: str) -> None:
    from desktop.printing.bitmap import png_bytes, stack
    from desktop.printing.raster import draw_rows
    from desktop.reports.files import write_paper

    pictures = draw_rows(sheet_rows(_content(sheet, zone), lang), 576, lang)
    write_paper(target, png_bytes(stack(pictures)))


def _save_pdf(sheet: SheetShown, target: Path, lang: Lang, zone: str) -> None:
    from desktop.reports.recovery_sheet_pdf import recovery_sheet_pdf

    day = sheet_day(_content(sheet, zone), lang)
    place = ("، " if lang == "fa" else ", ").join(filter(None, (sheet.shop, sheet.branch)))

    def words(key: str) -> str:
        return sheet_words(key, lang, day=day)

    recovery_sheet_pdf(target, sheet.groups, sheet.code, lang, place=place, words=words)


def _print(settings: PrinterSettings, rows: object, lang: Lang, draw_rows: object) -> Trial:
    sheets = draw_rows(rows, settings.width, lang)  # type: ignore[operator]
    outcome = print_job(build_printer(settings), job_bytes(sheets, cut=settings.cut))
    return _tested(outcome)


def _tested(outcome: PrintOutcome) -> Trial:
    if outcome.state == "printed":
        return Trial("printed", paper_low=outcome.paper_low)
    return Trial(outcome.state, why_of(trouble(outcome.reason)))


def _content(sheet: SheetShown, zone: str) -> SheetContent:
    text = "BASHGAH1:" + "".join(group.replace("-", "") for group in sheet.groups)
    return SheetContent(ShopHead(sheet.shop, sheet.branch), sheet.groups, text, sheet.made_at, zone)


def _printer_words(draft: PrinterDraft) -> str:
    return draft.kind if draft.kind == "file" else f"{draft.kind} {draft.address}"
