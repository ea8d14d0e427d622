"""Version 5: in a file the business stands once, in its own row; keys are short, and what grows lies closer together.

The tables of what comes by the thousand are written anew, for the business stood in every row and in every key of them.
"""

from __future__ import annotations

from central.store.revisions import r0001

CATALOGUE = ()

_SHORTENED = (
    "alias", "branch", "till", "retirement", "noted", "chain", "head", "act", "debt", "overspend", "member", "visit",
    "wish", "recall", "member_key", "quarantine", "capped_offer",
)  # fmt: skip
_FACT = "pos, epoch, seq, till_id, fact_id, hash, received_at, raw"
_LOT = "lot_id, member_id, unit, scope, amount, granted_at, vests_at, expires_at, branch_id, cause, fact_id, home"
_ACCOUNT = "lot_id, holder, amount, home"

_BOTH = (
    # Of lots granted before it is not looked up who granted them: all their accounts are found by the former, and all facts
    # told before by the latter.
    """CREATE INDEX account_elsewhere ON account (business_id, lot_id) WHERE elsewhere = 1""",
    """CREATE INDEX fact_by_id ON fact (business_id, fact_id) WHERE granted = 0""",
)

_IN_A_FILE = (
    # Put up again behind the revisions, as after each of them.
    *(f"DROP TRIGGER IF EXISTS {table}_no_update" for table in r0001.APPEND_ONLY),
    *(f"UPDATE {table} SET business_id = ''" for table in _SHORTENED),
    """CREATE TABLE fact_anew (
        business_id $text NOT NULL, pos $int NOT NULL, epoch $text NOT NULL, seq $int NOT NULL,
        till_id $text NOT NULL, fact_id $text NOT NULL, hash $bytes NOT NULL, received_at $int NOT NULL,
        raw $bytes NOT NULL, granted $int NOT NULL DEFAULT 0, PRIMARY KEY (business_id, pos))$strict""",
    f"""INSERT INTO fact_anew (business_id, {_FACT}) SELECT '', {_FACT} FROM fact ORDER BY pos""",
    """DROP TABLE fact""",
    """ALTER TABLE fact_anew RENAME TO fact""",
    """CREATE UNIQUE INDEX fact_in_chain ON fact (business_id, epoch, seq)""",
    """CREATE TABLE lot_anew (
        business_id $text NOT NULL, lot_id $text NOT NULL, member_id $text NOT NULL, unit $text NOT NULL,
        scope $text NOT NULL, amount $int NOT NULL, granted_at $int NOT NULL, vests_at $int NOT NULL, expires_at $int,
        branch_id $text NOT NULL, cause $text NOT NULL, fact_id $text NOT NULL, home $text NOT NULL,
        author $text NOT NULL DEFAULT '', pos $int, PRIMARY KEY (business_id, lot_id))$strict""",
    f"""INSERT INTO lot_anew (business_id, {_LOT}) SELECT '', {_LOT} FROM lot ORDER BY rowid""",
    """DROP TABLE lot""",
    """ALTER TABLE lot_anew RENAME TO lot""",
    """CREATE INDEX lot_of_member ON lot (business_id, member_id)""",
    """CREATE TABLE account_anew (
        business_id $text NOT NULL, holder $text NOT NULL, lot_id $text NOT NULL, amount $int NOT NULL,
        home $text NOT NULL, elsewhere $int NOT NULL DEFAULT 1, PRIMARY KEY (business_id, holder, lot_id))$strict""",
    f"""INSERT INTO account_anew (business_id, {_ACCOUNT}) SELECT '', {_ACCOUNT} FROM account ORDER BY rowid""",
    """DROP TABLE account""",
    """ALTER TABLE account_anew RENAME TO account""",
    """CREATE INDEX account_of_holder ON account (business_id, holder, home, lot_id)""",
    """CREATE INDEX account_below_zero ON account (business_id, lot_id) WHERE amount < 0""",
    *_BOTH,
)

_ON_A_SERVER = (
    """ALTER TABLE lot ADD COLUMN author $text NOT NULL DEFAULT ''""",
    """ALTER TABLE lot ADD COLUMN pos $int""",
    """ALTER TABLE fact ADD COLUMN granted $int NOT NULL DEFAULT 0""",
    """DROP INDEX fact_by_id""",
    """ALTER TABLE account ADD COLUMN elsewhere $int NOT NULL DEFAULT 1""",
    """ALTER TABLE account DROP CONSTRAINT account_pkey""",
    """ALTER TABLE account ADD PRIMARY KEY (business_id, holder, lot_id)""",
    *_BOTH,
)

BUSINESS = {"sqlite": _IN_A_FILE, "postgresql": _ON_A_SERVER}

APPEND_ONLY = r0001.APPEND_ONLY
