"""Numbers, money, days and hours as people read them, in Persian and English; no sentences, no Qt."""

from __future__ import annotations

import datetime as dt
import re

from loyalty import jalali
from loyalty.clock import local_time
from loyalty.money import exponent_of, percent_text

Lang = str
"""'fa' or 'en'."""

LANGUAGES = ("fa", "en")

_LETTER = re.compile("[A-Za-z]")
_LANDLINE_ABROAD = re.compile(r"98[1-8]\d{9}\Z")
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_TO_LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_PERCENTAGE = re.compile("(?<![\u061c۰-۹٬٫])[۰-۹][۰-۹٬٫]*٪")
_LRM, _ALM, _LRI, _FSI, _PDI = "\u200e", "\u061c", "\u2066", "\u2068", "\u2069"

JALALI_MONTHS = {
    "fa": (
        "فروردین",
        "اردیبهشت",
        "خرداد",
        "تیر",
        "مرداد",
        "شهریور",
        "مهر",
        "آبان",
        "آذر",
        "دی",
        "بهمن",
        "اسفند",
    ),
    "en": (
        "Farvardin",
        "Ordibehesht",
        "Khordad",
        "Tir",
        "Mordad",
        "Shahrivar",
        "Mehr",
        "Aban",
        "Azar",
        "Dey",
        "Bahman",
        "Esfand",
    ),
}
MONTHS = {
    "fa": (
        "ژانویه",
        "فوریه",
        "مارس",
        "آوریل",
        "مه",
        "ژوئن",
        "ژوئیه",
        "اوت",
        "سپتامبر",
        "اکتبر",
        "نوامبر",
        "دسامبر",
    ),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
WEEKDAYS = {
    "fa": ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
"""By `date.weekday()`: Monday first."""

TENDERS = {
    "cash": {"fa": "نقد", "en": "cash"},
    "card": {"fa": "کارت", "en": "card"},
    "transfer": {"fa": "انتقال", "en": "transfer"},
    "coupon": {"fa": "بن", "en": "coupon"},
    "other": {"fa": "روش دیگر", "en": "another way"},
}
"""By kind of tender that is money."""

CURRENCIES = {
    "IRT": {"fa": "تومان", "en": "Toman"},
    "IRR": {"fa": "ریال", "en": "Rial"},
    "USD": {"fa": "دلار", "en": "USD"},
    "EUR": {"fa": "یورو", "en": "EUR"},
}


SCALES = {
    "fa": ((10**9, "میلیارد"), (10**6, "میلیون"), (10**3, "هزار")),
    "en": ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")),
}
"""What a large number is told in, and the word for it, the largest first."""


def scale_of(amount: float, lang: Lang, currency: str = "") -> tuple[int, str]:
    """Return the size a number is told in and its word: (1, '') below a thousand.

    Of an amount in the smallest part of a money unit, how many of them: a thousand dollars are 100,000 cents.
    """
    unit: int = 10 ** exponent_of(currency)
    found = ((size * unit, word) for size, word in SCALES[lang] if abs(amount) >= size * unit)
    return next(found, (unit, ""))


def to_persian_digits(text: str) -> str:
    """Return the text with 0-9 as ۰-۹."""
    return text.translate(_PERSIAN)


def fold_digits(text: str) -> str:
    """Return the text with Persian and Arabic digits as 0-9."""
    return text.translate(_TO_LATIN)


def digits(text: str, lang: Lang) -> str:
    """Return the text with the digits of the language."""
    return to_persian_digits(text) if lang == "fa" else text


def format_int(number: int, lang: Lang, *, signed: bool = False) -> str:
    """Return a whole number with separators; the sign stays on its left in both directions of writing."""
    grouped = f"{abs(number):,}"
    body = grouped.replace(",", "٬").translate(_PERSIAN) if lang == "fa" else grouped
    sign = "-" if number < 0 else "+" if signed and number > 0 else ""
    return f"{_LRM}{sign}{body}" if sign else body


def currency_name(currency: str, lang: Lang) -> str:
    """Return the word for a money unit; an unknown code stands for itself."""
    return CURRENCIES.get(currency, {}).get(lang, currency)


def format_amount(amount: int, lang: Lang, currency: str = "IRT", *, signed: bool = False) -> str:
    """Return an amount without its unit; one kept in hundredths has its decimals: 1250 of USD is 12.50."""
    exponent = exponent_of(currency)
    if not exponent:
        return format_int(amount, lang, signed=signed)
    whole, part = divmod(abs(amount), 10**exponent)
    sign = "-" if amount < 0 else "+" if signed and amount > 0 else ""
    body = format_int(whole, lang) + ("٫" if lang == "fa" else ".") + digits(f"{part:0{exponent}d}", lang)
    return f"{_LRM}{sign}{body}" if sign else body


def format_money(amount: int, lang: Lang, currency: str = "IRT", *, signed: bool = False) -> str:
    """Return an amount with its unit."""
    return f"{format_amount(amount, lang, currency, signed=signed)} {currency_name(currency, lang)}"


def format_quantity(thousandths: int, lang: Lang) -> str:
    """Return a quantity kept in thousandths as the shortest decimal."""
    whole, part = divmod(abs(thousandths), 1_000)
    text = format_int(whole, lang)
    if part:
        text += ("٫" if lang == "fa" else ".") + digits(f"{part:03d}".rstrip("0"), lang)
    return f"{_LRM}-{text}" if thousandths < 0 else text


UNIT_WORDS: dict[str, dict[Lang, str]] = {
    "kg": {"fa": "کیلو", "en": "kg"},
    "g": {"fa": "گرم", "en": "g"},
    "l": {"fa": "لیتر", "en": "L"},
    "m": {"fa": "متر", "en": "m"},
    "m2": {"fa": "متر مربع", "en": "m²"},
}


def format_measure(thousandths: int, unit: str, lang: Lang) -> str:
    """Return a quantity with what it is measured in, as people read it: ۱٫۲۵ کیلو. Pieces have no unit."""
    figure = format_quantity(thousandths, lang)
    return f"{figure} {UNIT_WORDS[unit][lang]}" if unit else figure


def keep_percent(text: str) -> str:
    """Return a text whose Persian percentages all have their sign on the left, as within a Persian sentence.

    After a Latin word, at the beginning of a name or alone the sign would stand on the right. Twice changes nothing.
    """
    return _PERCENTAGE.sub(rf"{_ALM}\g<0>", text) if "٪" in text else text


def format_percent(rate: int, lang: Lang, *, alone: bool = False) -> str:
    """Return a rate as percent; `alone` marks it so that the sign keeps its side outside a sentence."""
    text = percent_text(rate)
    if lang == "en":
        return f"{text}%"
    return ("\u061c" if alone else "") + to_persian_digits(text.replace(".", "٫")) + "٪"


def format_day(
    on: dt.date, lang: Lang, *, calendar: str | None = None, weekday: bool = False, year: bool = True
) -> str:
    """Return a day in words, Jalali for Persian and Gregorian for English unless a calendar is named."""
    if (calendar or ("jalali" if lang == "fa" else "gregorian")) == "jalali":
        of_year, month, day = jalali.from_date(on)
        name = JALALI_MONTHS[lang][month - 1]
    else:
        of_year, month, day = on.year, on.month, on.day
        name = MONTHS[lang][month - 1]
    text = f"{day} {name}" + (f" {of_year}" if year else "")
    return digits((WEEKDAYS[lang][on.weekday()] + " " if weekday else "") + text, lang)


def format_hour(at: int, zone_name: str, lang: Lang) -> str:
    """Return the local hour and minute of an instant."""
    return digits(local_time(at, zone_name).strftime("%H:%M"), lang)


def format_moment(at: int, zone_name: str, lang: Lang, *, year: bool = False) -> str:
    """Return the local day, hour and minute of an instant."""
    day = format_day(local_time(at, zone_name).date(), lang, year=year)
    return f"{day} {format_hour(at, zone_name, lang)}"


def code_text(text: str, lang: Lang) -> str:
    """Return a receipt number or another code as it is shown and printed, left to right inside Persian.

    One script a code: with a Latin letter in it it is typed and copied as it stands, A1-000123; figures alone are
    written in the digits of the language.
    """
    return isolate_ltr(text if is_lettered(text) else digits(text, lang))


def is_lettered(code: str) -> bool:
    """Say whether a code has a Latin letter, so that its figures stay Latin beside it."""
    return _LETTER.search(code) is not None


def isolate_ltr(text: str) -> str:
    """Return a phone, card or number that keeps its left-to-right order inside Persian."""
    return f"{_LRI}{text}{_PDI}" if text else ""


def isolate(text: str) -> str:
    """Return a name that does not disturb the text around it."""
    return f"{_FSI}{text}{_PDI}" if text else ""


def dialled(phone: str) -> str:
    """Return a kept phone as it is dialled: one that begins with its country's code has a plus, a landline of Iran 0.

    Landlines are kept so since they are typed; what was imported before may still hold them from abroad.
    """
    if _LANDLINE_ABROAD.match(phone):
        return "0" + phone[2:]
    abroad = phone.isdigit() and len(phone) > 10 and not phone.startswith("0")
    return f"+{phone}" if abroad else phone


def phone_ends(phone: str) -> str:
    """Return a phone of eight signs and more with its middle hidden; one that is hidden already stays so."""
    whole = dialled(phone)
    return f"{whole[: 5 if whole.startswith('+') else 4]} ••• {whole[-4:]}"


def mask_phone(phone: str, lang: Lang) -> str:
    """Return a phone with its middle hidden, isolated; an empty phone stays empty."""
    if len(phone) < 8:
        return ""
    return isolate_ltr(digits(phone_ends(phone), lang))
