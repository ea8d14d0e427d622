"""Opens the shop of a folder as a till.

Everything that must not be opened (a newer schema, a foreign or damaged file, a key that does not fit, a folder
copied from another machine) is refused by the store with a sentence; what is only worth saying stands in
`till.warnings`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from desktop.config import keys_environ
from desktop.models.keys import KeyStore, choose_keys
from desktop.models.opening import open_shop
from desktop.usecases.staff_keys import HARDENED, KeyCost
from desktop.usecases.till import Till
from loyalty.clock import Clock
from loyalty.errors import LoyaltyError
from loyalty.ids import Entropy
from loyalty.words import Lang


def open_till(
    folder: Path,
    *,
    clock: Clock,
    keys: KeyStore | None = None,
    entropy: Entropy = os.urandom,
    language: Lang = "fa",
    stands_at: int | None = None,
    key_cost: KeyCost = HARDENED,
    telling: Callable[[int], None] | None = None,
) -> Till:
    """Return the open till; `stands_at` (an instant) is for test shops alone, else `at_only_in_test_shop`.

    `telling` hears in hundredths how far a large file of an older form is, which is written anew first.

    Raises what `desktop.models.opening.open_shop` refuses.
    """
    store_keys = keys or choose_keys(keys_environ(folder))
    store = open_shop(folder, keys=store_keys, clock=clock, entropy=entropy, telling=telling)
    if stands_at is not None and not store.shop.test:
        store.close()
        raise LoyaltyError("at_only_in_test_shop")
    return Till(store, clock, store_keys, language, stands_at, key_cost)
