"""How figures, days and phones are written on the screen: a thin, Qt-free layer over `loyalty.words`.

One frozen `Formats` holds the reader's language, digits, calendar, currency and time zone. What must hold:
signs stand to the left of their number in both directions of writing, a bare percentage keeps its sign on
its side, and phones, cards and receipt numbers keep their left-to-right order inside Persian.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from loyalty import jalali, words
from loyalty.clock import local_time
from loyalty.money import percent_text

_RLM = "\u200f"
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))
_PERSIAN_TO_LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٬٫٪", "0123456789,.%")
_LATIN_TO_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True, slots=True)
class Formats:
    """The writing of one reader. `lang` 'fa'|'en'; `digits` 'fa'|'latin'; `calendar` 'jalali'|'gregorian'."""

    lang: str = "fa"
    digits: str = "fa"
    calendar: str = "jalali"
    currency: str = "IRT"
    zone: str = "Asia/Tehran"

    @property
    def rtl(self) -> bool:
        return self.lang == "fa"

    def numerals(self, text: str) -> str:
        """`text` with its digits in the reader's digits, all else untouched."""
        return text.translate(_LATIN_TO_PERSIAN) if self.digits == "fa" else words.fold_digits(text)

    def count(self, number: int) -> str:
        """1234 → ۱٬۲۳۴"""
        return self._written(words.format_int(number, self._tongue))

    def signed(self, number: int) -> str:
        """A change: +۵ or -۵, zero without a sign."""
        return self._written(words.format_int(number, self._tongue, signed=True))

    def amount(self, amount: int) -> str:
        """An amount without its unit, with the decimals of its currency: ۱۲٫۵۰"""
        return self._written(words.format_amount(amount, self._tongue, self.currency))

    def signed_amount(self, amount: int) -> str:
        """A change of an amount, without its unit; zero without a sign."""
        return self._written(words.format_amount(amount, self._tongue, self.currency, signed=True))

    def unit(self) -> str:
        """The word for one unit of money: تومان."""
        return words.currency_name(self.currency, self.lang)

    def money(self, amount: int, *, signed: bool = False) -> str:
        """An amount with its unit, `amount` in whole money units."""
        figure = self.signed_amount(amount) if signed else self.amount(amount)
        return f"{figure} {self.unit()}"

    def short_money(self, amount: int, places: int = 1) -> str:
        """A large amount in thousands, millions or billions, rounded half up: ۴۸۲٫۶ میلیون تومان."""
        figure, scale = self.short_parts(amount, places)
        return f"{figure} {scale} {self.unit()}" if scale else f"{figure} {self.unit()}"

    def short_parts(self, amount: int, places: int = 1) -> tuple[str, str]:
        """(figure, word of scale) of a large amount; the word is empty below a thousand."""
        size, scale = words.scale_of(amount, self.lang, self.currency)
        if not scale:
            return self.amount(amount), ""
        tenths = (abs(amount) * 10**places * 2 + size) // (size * 2)
        thousandths = tenths * 10 ** (3 - places)
        return self.quantity(thousandths if amount >= 0 else -thousandths), scale

    def quantity(self, thousandths: int) -> str:
        """A quantity kept in thousandths: 1500 → ۱٫۵"""
        body = self._written(words.format_quantity(abs(thousandths), self._tongue))
        return f"\u200e-{body}" if thousandths < 0 else body

    def measure(self, thousandths: int, unit: str) -> str:
        """A quantity with what it is measured in: ۱٫۲۵ کیلو; of pieces the figure alone."""
        figure = self.quantity(thousandths)
        return f"{figure} {words.UNIT_WORDS[unit][self.lang]}" if unit else figure

    def percent(self, ppm: int, *, alone: bool = False) -> str:
        """A rate in parts per million; `alone` where no sentence stands around it (U+061C in front)."""
        if self.digits == self._own_digits:
            return words.format_percent(ppm, self.lang, alone=alone)
        text = percent_text(ppm)
        return f"{text}%" if self.digits == "latin" else f"{self.numerals(text.replace('.', '٫'))}٪"

    def day(self, on: dt.date, *, weekday: bool = False, year: bool = True) -> str:
        """شنبه ۳۰ آبان ۱۴۰۵"""
        return self.numerals(
            words.format_day(on, self.lang, calendar=self.calendar, weekday=weekday, year=year)
        )

    def day_short(self, on: dt.date) -> str:
        """۱۴۰۵/۰۸/۳۰ or 2026-11-21, isolated left to right."""
        if self.calendar == "jalali":
            year, month, day = jalali.from_date(on)
            return words.isolate_ltr(self.numerals(f"{year}/{month:02d}/{day:02d}"))
        return words.isolate_ltr(self.numerals(on.isoformat()))

    def weekday(self, on: dt.date) -> str:
        return words.WEEKDAYS[self.lang][on.weekday()]

    def month(self, on: dt.date, *, year: bool = True) -> str:
        """The month a day lies in: آبان ۱۴۰۵"""
        if self.calendar == "jalali":
            of_year, month, _ = jalali.from_date(on)
            name = words.JALALI_MONTHS[self.lang][month - 1]
        else:
            of_year, name = on.year, words.MONTHS[self.lang][on.month - 1]
        return self.numerals(f"{name} {of_year}" if year else name)

    def hour(self, at: int) -> str:
        """The local hour of an instant (milliseconds since the epoch, UTC): ۱۸:۴۲"""
        return self.numerals(words.format_hour(at, self.zone, self.lang))

    def moment(self, at: int, *, weekday: bool = False, year: bool = True) -> str:
        """Day and hour of an instant, by the zone of the shop."""
        on = local_time(at, self.zone).date()
        return f"{self.day(on, weekday=weekday, year=year)}{self.comma()} {self.hour(at)}"

    def duration(self, seconds: int, *, units: int = 2) -> str:
        """۳ ساعت و ۵ دقیقه: the largest `units` that are not zero; below a minute, seconds."""
        days, rest = divmod(max(seconds, 0), 86_400)
        hours, rest = divmod(rest, 3_600)
        minutes, left = divmod(rest, 60)
        parts = [
            (days, "day"),
            (hours, "hour"),
            (minutes, "minute"),
            (0 if seconds >= 60 else left, "second"),
        ]
        shown = [self._amount_of(n, name) for n, name in parts if n][:units]
        return (" و " if self.rtl else " ").join(shown) or self._amount_of(0, "second")

    def phone(self, phone: str) -> str:
        """A whole phone in groups, isolated left to right."""
        bare = words.dialled(words.fold_digits(phone))
        if len(bare) == 11 and bare.startswith("0"):
            bare = f"{bare[:4]} {bare[4:7]} {bare[7:]}"
        return words.isolate_ltr(self.numerals(bare))

    def masked(self, phone: str) -> str:
        """A phone with its middle hidden, the way it is shown until somebody asks."""
        return self.numerals(words.mask_phone(words.fold_digits(phone), self._tongue))

    def code(self, text: str) -> str:
        """A card, receipt or product number, left to right; with a Latin letter it keeps its own digits: V2-003102."""
        return words.isolate_ltr(text if words.is_lettered(text) else self.numerals(text))

    def path(self, text: str) -> str:
        """A file or folder, left to right: it is typed or looked for, so it keeps its own digits."""
        return words.isolate_ltr(text)

    def counted(self, text: str, number: int) -> str:
        """A text into which Qt wrote `number`, in the reader's digits and grouped: «۱٬۳۴۵ امتیاز»."""
        return self.numerals(text.replace(str(number), self.count(number), 1))

    def name(self, text: str) -> str:
        """A person's or product's name inside other text."""
        return words.isolate(text)

    def sentence(self, text: str) -> str:
        """`text` made to run in the reader's direction even when it begins with a foreign word."""
        return f"{_RLM}{text}" if self.rtl else text

    def listed(self, items: Sequence[str]) -> str:
        """a, b, c with the comma of the language."""
        return f"{self.comma()} ".join(items)

    def comma(self) -> str:
        return "،" if self.rtl else ","

    @property
    def _own_digits(self) -> str:
        return "fa" if self.lang == "fa" else "latin"

    @property
    def _tongue(self) -> str:
        """The language whose way of writing numbers is asked for."""
        return "fa" if self.digits == "fa" else "en"

    def _written(self, figure: str) -> str:
        return figure if self.digits == "fa" else figure.translate(_PERSIAN_TO_LATIN)

    def _amount_of(self, number: int, name: str) -> str:
        if self.rtl:
            return f"{self.count(number)} {_SPANS_FA[name]}"
        return f"{self.count(number)} {name}{'' if number == 1 else 's'}"


_SPANS_FA = {"day": "روز", "hour": "ساعت", "minute": "دقیقه", "second": "ثانیه"}


def plain(text: str) -> str:
    """`text` without the invisible marks of direction: for search, tests and screen readers."""
    return text.translate(_MARKS)
