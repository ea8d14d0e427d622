"""Unique codes as a sheet: each with the last day it is good."""

from __future__ import annotations

from desktop.reports.sheet import Sheet, SheetColumn
from desktop.usecases.offers import IssuedCodes
from loyalty.words import Lang

_TITLES = {"codes": ("کدها", "Codes"), "code": ("کد", "Code"), "until": ("آخرین روز", "Last day")}


def codes_sheet(made: IssuedCodes, lang: Lang) -> Sheet:
    """Return a row for each code; the last day is empty where it is good as long as its offer."""
    name, code, until = (_TITLES[key][lang != "fa"] for key in ("codes", "code", "until"))
    columns = SheetColumn(code, "code", 18), SheetColumn(until, "day", 12)
    return Sheet(name, columns, [(one, made.until_on) for one in made.codes], lang)
