"""The schema's versions, oldest first; a version that was ever released is never changed."""

from __future__ import annotations

from central.store.revisions import r0001, r0002, r0003, r0004, r0005

REVISIONS = (r0001, r0002, r0003, r0004, r0005)
"""Each has `CATALOGUE` and `BUSINESS`: statements for the two databases, with words of `migrate.WORDS` in
them; where the two part, statements by the name of the database."""
