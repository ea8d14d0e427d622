"""Version 2: what all workers count, in one place."""

from __future__ import annotations

from central.store.revisions.r0001 import APPEND_ONLY

CATALOGUE = (
    """CREATE TABLE tally (
        name $text NOT NULL, labels $text NOT NULL, value $int NOT NULL, PRIMARY KEY (name, labels))$strict""",
)
BUSINESS = ()

__all__ = ["APPEND_ONLY", "BUSINESS", "CATALOGUE"]
