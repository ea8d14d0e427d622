"""Tables of members, the erasable words about them, staff, places, goods, policies and the till's own affairs."""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

TABLES = (
    """CREATE TABLE member (
        member_id TEXT NOT NULL,
        joined_at INTEGER NOT NULL,
        joined_on TEXT NOT NULL,
        joined_branch TEXT NOT NULL,
        enrolled_by TEXT NOT NULL,
        referrer_id TEXT,
        origin TEXT NOT NULL,
        state TEXT NOT NULL,
        ended_at INTEGER,
        survivor_id TEXT NOT NULL,
        till_id TEXT NOT NULL DEFAULT '',
        CONSTRAINT member_once PRIMARY KEY (member_id),
        CONSTRAINT member_state_known CHECK (state IN ('active', 'left', 'erased'))
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX member_by_survivor ON member (survivor_id)",
    "CREATE INDEX member_erased ON member (member_id) WHERE state = 'erased'",
    "CREATE INDEX member_by_joining ON member (joined_on, joined_branch)",
    """CREATE TABLE member_pair (
        low_id TEXT NOT NULL,
        high_id TEXT NOT NULL,
        merged INTEGER NOT NULL,
        at INTEGER NOT NULL,
        fact_id TEXT NOT NULL,
        CONSTRAINT member_pair_once PRIMARY KEY (low_id, high_id),
        CONSTRAINT member_pair_ordered CHECK (low_id < high_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX member_pair_by_high ON member_pair (high_id)",
    """CREATE TABLE member_end (
        member_id TEXT NOT NULL,
        left_at INTEGER,
        erased_at INTEGER,
        CONSTRAINT member_end_once PRIMARY KEY (member_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE person_waiting (
        member_id TEXT NOT NULL,
        fact_id TEXT NOT NULL,
        CONSTRAINT person_waiting_once PRIMARY KEY (member_id, fact_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE member_key (
        member_id TEXT NOT NULL,
        key BLOB NOT NULL,
        CONSTRAINT member_key_once PRIMARY KEY (member_id),
        CONSTRAINT member_key_whole CHECK (length(key) = 32)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE person (
        person_no INTEGER PRIMARY KEY,
        member_id TEXT NOT NULL,
        survivor_id TEXT NOT NULL,
        state TEXT NOT NULL,
        stamp INTEGER NOT NULL,
        name TEXT NOT NULL,
        phone TEXT NOT NULL,
        email TEXT NOT NULL,
        birth_on TEXT,
        gender TEXT NOT NULL,
        note TEXT NOT NULL,
        external_id TEXT NOT NULL,
        tags TEXT NOT NULL,
        folded TEXT NOT NULL,
        phone_back TEXT NOT NULL,
        external_key TEXT NOT NULL,
        CONSTRAINT person_once UNIQUE (member_id)
    ) STRICT""",
    # These two hold all that a hit shows: people with one ending stand on one page, not on twenty.
    """CREATE INDEX person_by_phone ON person (phone, member_id, survivor_id, state, name, external_id)
        WHERE phone <> ''""",
    """CREATE INDEX person_by_phone_end ON person (phone_back, member_id, survivor_id, state, name, phone, external_id)
        WHERE phone_back <> ''""",
    "CREATE INDEX person_by_no ON person (person_no, folded)",
    "CREATE INDEX person_by_external ON person (external_key) WHERE external_key <> ''",
    "CREATE INDEX person_by_birthday ON person (substr(birth_on, 6)) WHERE birth_on IS NOT NULL",
    """CREATE TABLE card_number (
        card_id TEXT NOT NULL,
        member_id TEXT NOT NULL,
        number TEXT NOT NULL,
        CONSTRAINT card_number_once PRIMARY KEY (card_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX card_number_by_number ON card_number (number)",
    "CREATE INDEX card_number_by_member ON card_number (member_id)",
    """CREATE TABLE card (
        card_id TEXT NOT NULL,
        member_id TEXT NOT NULL,
        issued_at INTEGER,
        blocked_at INTEGER,
        CONSTRAINT card_once PRIMARY KEY (card_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX card_by_member ON card (member_id)",
    """CREATE TABLE consent (
        member_id TEXT NOT NULL,
        channel TEXT NOT NULL,
        given INTEGER NOT NULL,
        at INTEGER NOT NULL,
        CONSTRAINT consent_once PRIMARY KEY (member_id, channel)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE staff (
        staff_id TEXT NOT NULL,
        name TEXT NOT NULL,
        level TEXT NOT NULL,
        branch_id TEXT,
        active INTEGER NOT NULL,
        public_key BLOB,
        seen_at INTEGER,
        locked_at INTEGER,
        CONSTRAINT staff_once PRIMARY KEY (staff_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE staff_public_key (
        staff_id TEXT NOT NULL,
        public_key BLOB NOT NULL,
        from_pos_at INTEGER NOT NULL,
        CONSTRAINT staff_public_key_once PRIMARY KEY (staff_id, public_key)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE branch (
        branch_id TEXT NOT NULL,
        name TEXT NOT NULL,
        address TEXT NOT NULL,
        zone TEXT NOT NULL,
        CONSTRAINT branch_once PRIMARY KEY (branch_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE till (
        till_id TEXT NOT NULL,
        branch_id TEXT NOT NULL,
        code TEXT NOT NULL,
        public_key BLOB NOT NULL,
        shop_name TEXT NOT NULL,
        currency TEXT NOT NULL,
        exponent INTEGER NOT NULL,
        trade TEXT NOT NULL,
        test INTEGER NOT NULL,
        opened_at INTEGER NOT NULL,
        CONSTRAINT till_once PRIMARY KEY (till_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE policy (
        name TEXT NOT NULL,
        number INTEGER NOT NULL,
        document TEXT NOT NULL,
        hash TEXT NOT NULL,
        parent TEXT NOT NULL,
        fact_id TEXT NOT NULL,
        staff_id TEXT NOT NULL,
        at INTEGER NOT NULL,
        CONSTRAINT policy_once PRIMARY KEY (name, number)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE policy_beaten (
        fact_id TEXT NOT NULL,
        name TEXT NOT NULL,
        number INTEGER NOT NULL,
        staff_id TEXT NOT NULL,
        at INTEGER NOT NULL,
        CONSTRAINT policy_beaten_once PRIMARY KEY (fact_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE enrolled_till (
        till_id TEXT NOT NULL,
        branch_id TEXT NOT NULL,
        public_key BLOB NOT NULL,
        place INTEGER NOT NULL,
        retired_at INTEGER,
        CONSTRAINT enrolled_till_once PRIMARY KEY (till_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE product (
        product_no INTEGER PRIMARY KEY,
        product_id TEXT NOT NULL,
        barcode TEXT NOT NULL,
        name TEXT NOT NULL,
        product_group TEXT NOT NULL,
        price INTEGER NOT NULL,
        vat_rate INTEGER NOT NULL,
        divisible INTEGER NOT NULL,
        active INTEGER NOT NULL,
        folded TEXT NOT NULL,
        CONSTRAINT product_once UNIQUE (product_id)
    ) STRICT""",
    "CREATE INDEX product_by_barcode ON product (barcode) WHERE barcode <> ''",
)

SEARCH = (
    """CREATE VIRTUAL TABLE person_part USING fts5 (
        folded, content = 'person', content_rowid = 'person_no', tokenize = 'trigram', columnsize = 0, detail = none)""",
    """CREATE VIRTUAL TABLE person_word USING fts5 (
        folded, content = 'person', content_rowid = 'person_no', tokenize = 'unicode61 remove_diacritics 0',
        prefix = '1 2 3', columnsize = 0)""",
    "INSERT INTO person_part (person_part, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO person_word (person_word, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO person_part (person_part, rank) VALUES ('pgsz', 1900)",
    "INSERT INTO person_word (person_word, rank) VALUES ('pgsz', 1900)",
    """CREATE VIRTUAL TABLE product_part USING fts5 (
        folded, content = 'product', content_rowid = 'product_no', tokenize = 'trigram', columnsize = 0)""",
    """CREATE VIRTUAL TABLE product_word USING fts5 (
        folded, content = 'product', content_rowid = 'product_no', tokenize = 'unicode61 remove_diacritics 0',
        prefix = '1 2 3', columnsize = 0)""",
)
"""Full-text indexes beside their tables; `secure-delete` takes an erased person's letters out of the pages.

Fragments of names of people are kept without their places: a name is looked at again, and three times fewer pages are read.
With `pgsz` a part of an index fits a page of the encrypted file (docs/decisions/0017), which has less room than one of a plain file; else
nearly each would need two.
"""

SEARCH_TRIGGERS = tuple(
    trigger
    for table, key in (("person", "person_no"), ("product", "product_no"))
    for trigger in (
        f"CREATE TRIGGER {table}_found AFTER INSERT ON {table} BEGIN "
        f"INSERT INTO {table}_part (rowid, folded) VALUES (new.{key}, new.folded); "
        f"INSERT INTO {table}_word (rowid, folded) VALUES (new.{key}, new.folded); END",
        f"CREATE TRIGGER {table}_forgotten BEFORE DELETE ON {table} BEGIN "
        f"INSERT INTO {table}_part ({table}_part, rowid, folded) VALUES ('delete', old.{key}, old.folded); "
        f"INSERT INTO {table}_word ({table}_word, rowid, folded) VALUES ('delete', old.{key}, old.folded); END",
        f"CREATE TRIGGER {table}_renamed AFTER UPDATE OF folded ON {table} WHEN new.folded <> old.folded BEGIN "
        f"INSERT INTO {table}_part ({table}_part, rowid, folded) VALUES ('delete', old.{key}, old.folded); "
        f"INSERT INTO {table}_word ({table}_word, rowid, folded) VALUES ('delete', old.{key}, old.folded); "
        f"INSERT INTO {table}_part (rowid, folded) VALUES (new.{key}, new.folded); "
        f"INSERT INTO {table}_word (rowid, folded) VALUES (new.{key}, new.folded); END",
    )
)
"""Keep the full-text indexes at their tables' heels, whoever writes."""

LOCAL = (
    """CREATE TABLE staff_key (
        staff_id TEXT NOT NULL,
        public_key BLOB NOT NULL,
        wrapped BLOB NOT NULL,
        salt BLOB NOT NULL,
        cost TEXT NOT NULL,
        fails INTEGER NOT NULL DEFAULT 0,
        failed_at INTEGER,
        locked INTEGER NOT NULL DEFAULT 0,
        CONSTRAINT staff_key_once PRIMARY KEY (staff_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE member_pin_try (
        member_id TEXT NOT NULL,
        mark TEXT NOT NULL,
        fails INTEGER NOT NULL,
        failed_at INTEGER NOT NULL,
        CONSTRAINT member_pin_try_once PRIMARY KEY (member_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE parked_basket (
        park_id TEXT NOT NULL,
        staff_id TEXT NOT NULL,
        member_id TEXT,
        parked_at INTEGER NOT NULL,
        document TEXT NOT NULL,
        CONSTRAINT parked_basket_once PRIMARY KEY (park_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE print_job (
        job_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        fact_id TEXT,
        member_id TEXT,
        document TEXT NOT NULL,
        state TEXT NOT NULL,
        copies INTEGER NOT NULL,
        tries INTEGER NOT NULL,
        problem TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        moved_at INTEGER NOT NULL,
        CONSTRAINT print_job_once PRIMARY KEY (job_id),
        CONSTRAINT print_job_state_known CHECK (
            state IN ('queued', 'sending', 'waiting', 'printed', 'doubtful', 'failed', 'dropped'))
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX print_job_by_state ON print_job (state, made_at, fact_id)",
    """CREATE TABLE fact_note (
        fact_id TEXT NOT NULL,
        member_id TEXT,
        text TEXT NOT NULL,
        CONSTRAINT fact_note_once PRIMARY KEY (fact_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX fact_note_by_member ON fact_note (member_id)",
    """CREATE TABLE setting (
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT setting_once PRIMARY KEY (name)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE member_class (
        member_id TEXT NOT NULL,
        segment TEXT NOT NULL,
        CONSTRAINT member_class_once PRIMARY KEY (member_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE secret (
        name TEXT NOT NULL,
        value BLOB NOT NULL,
        CONSTRAINT secret_once PRIMARY KEY (name)
    ) STRICT, WITHOUT ROWID""",
)
"""What belongs to this machine alone and is no fold of facts.

`member_class` holds the RFM classes as they were worked out last; the setting `classes` says as of which day.
"""
