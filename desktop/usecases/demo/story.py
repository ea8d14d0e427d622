"""What the demo is told with: names, goods, people and offers from `resources/demo`, none of them anyone's own.

Phones are 0970 followed by seven digits: no operator has been given 097 in the numbering plan, so that no message
can reach a person. Barcodes and cards begin with 21 and 29, which GS1 leaves to shops for their own use.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random
from typing import Any

from desktop.usecases.products import ean_check_digit
from loyalty import jalali
from loyalty.kinds import Product

PHONE_RANGE = "0970"
_BARCODES, _CARDS = "21", "29"


@dataclass(frozen=True, slots=True)
class Good:
    """A product and when people want it: `season` is all, summer, winter, school, feast or nowruz."""

    product: Product
    season: str
    weight: int


@dataclass(frozen=True, slots=True)
class Weighted:
    """Words to be drawn by weight."""

    words: tuple[str, ...]
    sums: tuple[int, ...]

    def draw(self, dice: Random) -> str:
        """Return one of them."""
        return dice.choices(self.words, cum_weights=self.sums)[0]


@cache
def told(name: str) -> Any:
    """Return a JSON file of the demo's resources."""
    return json.loads((files("resources") / "demo" / f"{name}.json").read_text(encoding="utf-8"))


@cache
def names(kind: str) -> Weighted:
    """Return the names of a kind: women, men or families."""
    rows = told("names")[kind]
    return Weighted(tuple(row[0] for row in rows), tuple(accumulate(row[1] for row in rows)))


@cache
def goods() -> tuple[Good, ...]:
    """Return the catalogue."""
    told_groups = {row["id"]: row for row in told("catalogue")["groups"]}
    found = []
    for place, (name, group, price, season, weight) in enumerate(told("catalogue")["products"], start=1):
        vat = told_groups[group]["vat"] * 10_000
        code = f"{_BARCODES}01{place:08d}"
        product = Product(
            f"A{place:04d}", code + ean_check_digit(code), name, group, price, vat, divisible=False
        )
        found.append(Good(product, season, weight))
    return tuple(found)


def card_number(place: int) -> str:
    """Return the number printed on a card."""
    digits = f"{_CARDS}7304{place:06d}"
    return digits + ean_check_digit(digits)


def phone_number(place: int) -> str:
    """Return a phone that belongs to nobody; different places give different phones."""
    # 2,654,437 has no factor in common with ten million, so the numbers look drawn and never meet.
    return f"{PHONE_RANGE}{(place + 1) * 2_654_437 % 10_000_000:07d}"


def offer_documents(today: dt.date, branches: dict[str, str]) -> list[tuple[dt.date, dict[str, Any]]]:
    """Return the offers with the day each was published, the earliest first."""
    found = [_dated(row, today, branches) for row in told("shop")["offers"]]
    return sorted(found, key=lambda one: (one[0], one[1]["id"]))


def _dated(row: dict[str, Any], today: dt.date, branches: dict[str, str]) -> tuple[dt.date, dict[str, Any]]:
    since, until = _span(row, today)
    document = {**row["offer"], "from": since.isoformat(), "until": until.isoformat() if until else None}
    if "branch" in row:
        document["scope"] = f"branch:{branches[row['branch']]}"
    return since, document


def _span(row: dict[str, Any], today: dt.date) -> tuple[dt.date, dt.date | None]:
    season = row.get("season")
    if season:
        last = _last_season(season, today)
        return last - dt.timedelta(days=18 if season == "nowruz" else 4), last
    before, after = row["live"]
    return today - dt.timedelta(days=before), None if after is None else today + dt.timedelta(days=after)


def _last_season(season: str, today: dt.date) -> dt.date:
    """Return the last day of the season that is over or under way."""
    year = jalali.from_date(today)[0]
    month, day = (12, 28) if season == "nowruz" else (9, 30)
    ends = [jalali.to_date(year - back, month, day) for back in (0, 1)]
    return next(end for end in ends if end - dt.timedelta(days=18) <= today)
