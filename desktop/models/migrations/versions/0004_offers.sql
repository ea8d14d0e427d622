CREATE TABLE offer_grant (
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
        CONSTRAINT offer_grant_once PRIMARY KEY (offer_id, member_id, fact_id)
    ) STRICT, WITHOUT ROWID;
CREATE INDEX offer_grant_by_member ON offer_grant (member_id);
CREATE TABLE offer_code (
        digest TEXT NOT NULL,
        offer_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        on_day TEXT NOT NULL,
        until_on TEXT NOT NULL,
        sale_id TEXT NOT NULL,
        till_id TEXT NOT NULL,
        fact_id TEXT NOT NULL,
        CONSTRAINT offer_code_once PRIMARY KEY (digest, offer_id)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE offer_count (
        offer_id TEXT NOT NULL,
        on_day TEXT NOT NULL,
        taken INTEGER NOT NULL,
        uses INTEGER NOT NULL,
        discount INTEGER NOT NULL,
        credit INTEGER NOT NULL,
        points INTEGER NOT NULL,
        CONSTRAINT offer_count_once PRIMARY KEY (offer_id, on_day)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE code_use (
        digest TEXT NOT NULL,
        sale_no INTEGER NOT NULL,
        offer_id TEXT NOT NULL,
        CONSTRAINT code_use_once PRIMARY KEY (digest, sale_no, offer_id)
    ) STRICT, WITHOUT ROWID;
