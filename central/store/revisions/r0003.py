"""Version 3: a till's chains, and what somebody holds by its home, are found without reading all there is."""

from __future__ import annotations

from central.store.revisions import r0001

CATALOGUE = ()

BUSINESS = (
    """CREATE INDEX chain_of_till ON chain (business_id, till_id)""",
    """DROP INDEX account_of_holder""",
    """CREATE INDEX account_of_holder ON account (business_id, holder, home, lot_id)""",
    """CREATE INDEX till_awaited ON till (business_id) WHERE awaited = 1""",
    """CREATE INDEX account_below_zero ON account (business_id, lot_id) WHERE amount < 0""",
)

APPEND_ONLY = r0001.APPEND_ONLY
