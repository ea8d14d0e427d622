"""Tables folded from offers: rights of members, unique codes and their uses, and how often each offer was used.

`offer_count.taken` counts every use, `uses` those whose sale stands. `offer_right` is what tills hold of uses
(`loyalty.uses`; what the centre holds is not written down; a count that was opened has a row of no holder), `use_drawn` what this till's sales drew and have not given back.
`offer_grant.turn` is the how-many-th time a member was given an offer.
"""

from __future__ import annotations

TABLES = (
    """CREATE TABLE offer_grant (
        fact_id TEXT NOT NULL,
        offer_id TEXT NOT NULL,
        member_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        at INTEGER NOT NULL,
        on_day TEXT NOT NULL,
        until_on TEXT NOT NULL,
        sale_id TEXT NOT NULL,
        gives TEXT NOT NULL,
        till_id TEXT NOT NULL,
        turn INTEGER NOT NULL DEFAULT 1,
        CONSTRAINT offer_grant_once PRIMARY KEY (offer_id, member_id, fact_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX offer_grant_by_member ON offer_grant (member_id)",
    """CREATE TABLE offer_code (
        digest TEXT NOT NULL,
        offer_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        on_day TEXT NOT NULL,
        until_on TEXT NOT NULL,
        sale_id TEXT NOT NULL,
        till_id TEXT NOT NULL,
        fact_id TEXT NOT NULL,
        CONSTRAINT offer_code_once PRIMARY KEY (digest, offer_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE offer_count (
        offer_id TEXT NOT NULL,
        on_day TEXT NOT NULL,
        taken INTEGER NOT NULL,
        uses INTEGER NOT NULL,
        discount INTEGER NOT NULL,
        credit INTEGER NOT NULL,
        points INTEGER NOT NULL,
        CONSTRAINT offer_count_once PRIMARY KEY (offer_id, on_day)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE offer_right (
        name TEXT NOT NULL,
        holder TEXT NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT offer_right_once PRIMARY KEY (name, holder)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE use_drawn (
        sale_id TEXT NOT NULL,
        name TEXT NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT use_drawn_once PRIMARY KEY (sale_id, name)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE code_use (
        digest TEXT NOT NULL,
        sale_no INTEGER NOT NULL,
        offer_id TEXT NOT NULL,
        CONSTRAINT code_use_once PRIMARY KEY (digest, sale_no, offer_id)
    ) STRICT, WITHOUT ROWID""",
)
