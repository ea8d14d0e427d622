CREATE TABLE stamp_bound (
        fact_id TEXT NOT NULL,
        stamp INTEGER NOT NULL,
        CONSTRAINT stamp_bound_once PRIMARY KEY (fact_id)
    ) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE word AS SELECT * FROM last_word;
DROP TABLE last_word;
CREATE TABLE last_word (
        subject TEXT NOT NULL,
        name TEXT NOT NULL,
        stamp INTEGER NOT NULL,
        fact_id TEXT NOT NULL,
        CONSTRAINT last_word_once PRIMARY KEY (subject, name)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE opening_otherwise (
        lot_id TEXT NOT NULL,
        fact_id TEXT NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT opening_otherwise_once PRIMARY KEY (lot_id, fact_id)
    ) STRICT, WITHOUT ROWID;
