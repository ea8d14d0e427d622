"""Why a figure is not told beside that of an earlier period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Reason = Literal["began", "compared_not_over", "not_over"]


@dataclass(frozen=True, slots=True)
class Unfair:
    """Why there is no fair comparison; `on` is the first day that is known, or the last day of what is not over."""

    reason: Reason
    on: dt.date
