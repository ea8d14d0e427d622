"""The schema's versions, oldest first; a version that was ever released is never changed."""

from __future__ import annotations

from central.store.revisions import r0001, r0002, r0003, r0004

REVISIONS = (r0001, r0002, r0003, r0004)
"""Each has `CATALOGUE` and `BUSINESS`: statements for the two databases, with words of `dialects.WORDS` in them."""
