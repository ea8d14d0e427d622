"""Tables of the log: facts with their chain, the signed heads, and the ledger that only ever grows."""

from __future__ import annotations

TABLES = (
    """CREATE TABLE fact (
        pos INTEGER PRIMARY KEY,
        fact_id TEXT NOT NULL,
        till_id TEXT NOT NULL,
        epoch TEXT NOT NULL,
        seq INTEGER NOT NULL,
        kind TEXT NOT NULL,
        at INTEGER NOT NULL,
        raw BLOB NOT NULL,
        hash BLOB NOT NULL,
        CONSTRAINT fact_once UNIQUE (fact_id),
        CONSTRAINT fact_in_order UNIQUE (epoch, seq),
        CONSTRAINT fact_seq_counts CHECK (seq > 0),
        CONSTRAINT fact_hash_whole CHECK (length(hash) = 32)
    ) STRICT""",
    """CREATE TABLE signed_head (
        epoch TEXT NOT NULL,
        seq INTEGER NOT NULL,
        hash BLOB NOT NULL,
        signature BLOB NOT NULL,
        CONSTRAINT signed_head_once PRIMARY KEY (epoch, seq),
        CONSTRAINT signed_head_whole CHECK (length(hash) = 32 AND length(signature) = 64)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE act_signature (
        fact_id TEXT NOT NULL,
        staff_id TEXT NOT NULL,
        signature BLOB NOT NULL,
        CONSTRAINT act_signature_once PRIMARY KEY (fact_id, staff_id),
        CONSTRAINT act_signature_of_fact FOREIGN KEY (fact_id) REFERENCES fact (fact_id),
        CONSTRAINT act_signature_whole CHECK (length(signature) = 64)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE epoch (
        epoch TEXT NOT NULL,
        till_id TEXT NOT NULL,
        parent_epoch TEXT NOT NULL,
        parent_seq INTEGER NOT NULL,
        parent_hash BLOB NOT NULL,
        cause TEXT NOT NULL,
        opened_at INTEGER NOT NULL,
        CONSTRAINT epoch_once PRIMARY KEY (epoch)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE lot (
        lot_id TEXT NOT NULL,
        member_id TEXT NOT NULL,
        unit TEXT NOT NULL,
        scope TEXT NOT NULL,
        amount INTEGER NOT NULL,
        granted_at INTEGER NOT NULL,
        vests_at INTEGER NOT NULL,
        expires_at INTEGER,
        branch_id TEXT NOT NULL,
        cause TEXT NOT NULL,
        fact_id TEXT NOT NULL,
        CONSTRAINT lot_once PRIMARY KEY (lot_id),
        CONSTRAINT lot_gives CHECK (amount >= 0)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE entry (
        entry_id TEXT NOT NULL,
        lot_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        delta INTEGER NOT NULL,
        at INTEGER NOT NULL,
        fact_id TEXT NOT NULL,
        CONSTRAINT entry_once PRIMARY KEY (entry_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX entry_by_lot ON entry (lot_id)",
    """CREATE TABLE owed_entry (
        entry_id TEXT NOT NULL,
        member_id TEXT NOT NULL,
        unit TEXT NOT NULL,
        delta INTEGER NOT NULL,
        at INTEGER NOT NULL,
        fact_id TEXT NOT NULL,
        CONSTRAINT owed_entry_once PRIMARY KEY (entry_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE lot_balance (
        lot_id TEXT NOT NULL,
        member_id TEXT NOT NULL,
        unit TEXT NOT NULL,
        remaining INTEGER NOT NULL,
        expired INTEGER NOT NULL,
        expires_at INTEGER,
        CONSTRAINT lot_balance_once PRIMARY KEY (lot_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX lot_balance_by_member ON lot_balance (member_id, remaining)",
    """CREATE INDEX lot_balance_expiring ON lot_balance (expires_at)
        WHERE remaining > 0 AND expires_at IS NOT NULL""",
    """CREATE TABLE right_elsewhere (
        lot_id TEXT NOT NULL,
        holder TEXT NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT right_elsewhere_once PRIMARY KEY (lot_id, holder)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX right_elsewhere_below ON right_elsewhere (lot_id) WHERE amount <= 0",
    """CREATE TABLE fact_deferred (
        fact_id TEXT NOT NULL,
        code TEXT NOT NULL,
        CONSTRAINT fact_deferred_once PRIMARY KEY (fact_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE told_early (
        subject TEXT NOT NULL,
        name TEXT NOT NULL,
        CONSTRAINT told_early_once PRIMARY KEY (subject, name)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE last_word (
        subject TEXT NOT NULL,
        name TEXT NOT NULL,
        stamp INTEGER NOT NULL,
        fact_id TEXT NOT NULL,
        CONSTRAINT last_word_once PRIMARY KEY (subject, name)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE stamp_bound (
        fact_id TEXT NOT NULL,
        stamp INTEGER NOT NULL,
        CONSTRAINT stamp_bound_once PRIMARY KEY (fact_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE opening_otherwise (
        lot_id TEXT NOT NULL,
        fact_id TEXT NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT opening_otherwise_once PRIMARY KEY (lot_id, fact_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE owed (
        member_id TEXT NOT NULL,
        unit TEXT NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT owed_once PRIMARY KEY (member_id, unit)
    ) STRICT, WITHOUT ROWID""",
)
"""`lot_balance` and `owed` are sums of the entries, `right_elsewhere` what others than this till may take of a lot.

`last_word` says by which fact a document of a shop (a person of the staff, a product, a consent) stands as it does and
at which stamp (`loyalty.stamps`, as one number), `stamp_bound` where the centre bounded stamps of a clock that ran ahead, `told_early`
what facts spoke of before the fact came that brings it, `opening_otherwise` who told an opening balance again with
another amount than the one that came here first.
"""

APPEND_ONLY = ("fact", "signed_head", "act_signature", "lot", "entry", "owed_entry")
"""Tables whose rows are never changed nor removed: the schema refuses it, whatever the code does."""


def append_only_triggers() -> tuple[str, ...]:
    """Return the triggers that refuse UPDATE and DELETE; with recursive_triggers they refuse REPLACE as well."""
    return tuple(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for table in APPEND_ONLY
        for verb in ("UPDATE", "DELETE")
    )
