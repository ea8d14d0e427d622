"""Version 4: the caps of published offers, as their standing versions say."""

from __future__ import annotations

from central.store.revisions import r0001

CATALOGUE = ()

BUSINESS = (
    """CREATE TABLE capped_offer (
        business_id $text NOT NULL, offer_id $text NOT NULL, scope $text NOT NULL, version $int NOT NULL,
        fact_id $text NOT NULL, number $int, cost $int, per_day $int, PRIMARY KEY (business_id, offer_id))$strict""",
)

APPEND_ONLY = r0001.APPEND_ONLY
