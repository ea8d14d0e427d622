CREATE TABLE right_elsewhere (
  lot_id TEXT NOT NULL,
  holder TEXT NOT NULL,
  amount INTEGER NOT NULL,
  CONSTRAINT right_elsewhere_once PRIMARY KEY (lot_id, holder)
    ) STRICT, WITHOUT ROWID;
CREATE INDEX right_elsewhere_below ON right_elsewhere (lot_id) WHERE amount <= 0;
CREATE TABLE fact_deferred (
  fact_id TEXT NOT NULL,
  code TEXT NOT NULL,
  CONSTRAINT fact_deferred_once PRIMARY KEY (fact_id)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE told_early (
  subject TEXT NOT NULL,
  name TEXT NOT NULL,
  CONSTRAINT told_early_once PRIMARY KEY (subject, name)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE last_word (
  subject TEXT NOT NULL,
  name TEXT NOT NULL,
  at INTEGER NOT NULL,
  fact_id TEXT NOT NULL,
  CONSTRAINT last_word_once PRIMARY KEY (subject, name)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE member_end (
  member_id TEXT NOT NULL,
  left_at INTEGER,
  erased_at INTEGER,
  CONSTRAINT member_end_once PRIMARY KEY (member_id)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE person_waiting (
  member_id TEXT NOT NULL,
  fact_id TEXT NOT NULL,
  CONSTRAINT person_waiting_once PRIMARY KEY (member_id, fact_id)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE policy_beaten (
  fact_id TEXT NOT NULL,
  name TEXT NOT NULL,
  number INTEGER NOT NULL,
  staff_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT policy_beaten_once PRIMARY KEY (fact_id)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE enrolled_till (
  till_id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  public_key BLOB NOT NULL,
  place INTEGER NOT NULL,
  retired_at INTEGER,
  CONSTRAINT enrolled_till_once PRIMARY KEY (till_id)
    ) STRICT, WITHOUT ROWID;
