"""Phones outside Iran: one form for a number, dialled at home or from abroad, and the spellings it may be kept under.

A shop's money unit tells its country, where there is one; the euro tells none, so there a number is what was typed.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.folding import fold_phone, only_digits


@dataclass(frozen=True, slots=True)
class Dialling:
    """A country's code, what stands before a number dialled within it, and how many digits the number itself has."""

    code: str
    trunk: str
    length: int

    def national(self, digits: str) -> str:
        """Return the bare number of digits written as within the country, empty for others."""
        bare = digits.removeprefix(self.trunk) if len(digits) > self.length else digits
        return bare if len(bare) == self.length else ""

    def from_abroad(self, digits: str) -> str:
        """Return the bare number of digits that begin with the country's code, empty for others."""
        bare = digits.removeprefix(self.code)
        return self.national(bare) if bare != digits and len(bare) >= self.length else ""


COUNTRIES = {
    "USD": Dialling("1", "", 10),
    "CAD": Dialling("1", "", 10),
    "GBP": Dialling("44", "0", 10),
    "CHF": Dialling("41", "0", 9),
    "AUD": Dialling("61", "0", 9),
    "TRY": Dialling("90", "0", 10),
    "AED": Dialling("971", "0", 9),
    "SAR": Dialling("966", "0", 9),
    "QAR": Dialling("974", "", 8),
    "KWD": Dialling("965", "", 8),
    "BHD": Dialling("973", "", 8),
    "OMR": Dialling("968", "", 8),
}
"""By money unit; mobiles are what a club has, so their length counts."""


def international(text: str, currency: str) -> str:
    """Return the form a phone is kept in, with its country's code; where the country is unknown as `fold_phone` does."""
    kept, bare = fold_phone(text), _bare(text, currency)
    return COUNTRIES[currency].code + bare if bare else kept


def spellings(text: str, currency: str) -> tuple[str, ...]:
    """Return all forms a phone may have been kept under, the present one first."""
    bare = _bare(text, currency)
    home = (bare, COUNTRIES[currency].trunk + bare) if bare else ()
    return tuple(dict.fromkeys((international(text, currency), *home, fold_phone(text))))


def _bare(text: str, currency: str) -> str:
    """Return a number of the shop's own country without code and trunk, empty for any other."""
    country, digits = COUNTRIES.get(currency), only_digits(text)
    # A mobile of Iran written with its 0 is one everywhere; nobody has a mobile there that begins with 09.
    if country is None or (len(digits) == 11 and digits.startswith("09")):
        return ""
    if text.lstrip("\u200e\u200f\u2066\u2067\u2068\u202a\u202b ").startswith("+"):
        return country.from_abroad(digits)
    if digits.startswith("00"):
        return country.from_abroad(digits.removeprefix("00"))
    return country.national(digits) or country.from_abroad(digits)
