CREATE TABLE column_part (
        part_no INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        after ANY NOT NULL,
        last ANY NOT NULL,
        size INTEGER NOT NULL,
        cells BLOB NOT NULL,
        CONSTRAINT column_part_once UNIQUE (kind, last),
        CONSTRAINT column_part_kind_known CHECK (kind IN ('sale', 'reversal', 'member'))
    ) STRICT;

CREATE TABLE column_word (
        kind TEXT NOT NULL,
        first INTEGER NOT NULL,
        size INTEGER NOT NULL,
        words TEXT NOT NULL,
        CONSTRAINT column_word_once PRIMARY KEY (kind, first)
    ) STRICT;

CREATE TABLE column_change (
        kind TEXT NOT NULL,
        changes INTEGER NOT NULL,
        CONSTRAINT column_change_once PRIMARY KEY (kind)
    ) STRICT, WITHOUT ROWID;
