"""How often one may ask: a bucket that fills steadily for each till, and for each address without one."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from loyalty.errors import LoyaltyError

MOST_BUCKETS = 20_000


@dataclass(slots=True)
class Buckets:
    """Buckets by name: `burst` at once, `rate` a second after that."""

    rate: float
    burst: float
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def take(self, name: str, now: float) -> None:
        """Take one from a bucket at a steady instant in seconds. Raises `asked_too_often` with `seconds` to wait."""
        with self._guard:
            left, since = self._left.pop(name, (self.burst, now))
            left = min(self.burst, left + max(0.0, now - since) * self.rate)
            enough = left >= 1
            self._left[name] = (left - 1 if enough else left, now)
            while len(self._left) > MOST_BUCKETS:
                self._left.popitem(last=False)
        if not enough:
            raise LoyaltyError("asked_too_often", seconds=math.ceil((1 - left) / self.rate))
