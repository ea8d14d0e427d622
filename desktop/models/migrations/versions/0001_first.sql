CREATE TABLE fact (
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
    ) STRICT;
CREATE TABLE signed_head (
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL,
  signature BLOB NOT NULL,
  CONSTRAINT signed_head_once PRIMARY KEY (epoch, seq),
  CONSTRAINT signed_head_whole CHECK (length(hash) = 32 AND length(signature) = 64)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE act_signature (
  fact_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  signature BLOB NOT NULL,
  CONSTRAINT act_signature_once PRIMARY KEY (fact_id, staff_id),
  CONSTRAINT act_signature_of_fact FOREIGN KEY (fact_id) REFERENCES fact (fact_id),
  CONSTRAINT act_signature_whole CHECK (length(signature) = 64)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE epoch (
  epoch TEXT NOT NULL,
  till_id TEXT NOT NULL,
  parent_epoch TEXT NOT NULL,
  parent_seq INTEGER NOT NULL,
  parent_hash BLOB NOT NULL,
  cause TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  CONSTRAINT epoch_once PRIMARY KEY (epoch)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE lot (
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
    ) STRICT, WITHOUT ROWID;
CREATE TABLE entry (
  entry_id TEXT NOT NULL,
  lot_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  delta INTEGER NOT NULL,
  at INTEGER NOT NULL,
  fact_id TEXT NOT NULL,
  CONSTRAINT entry_once PRIMARY KEY (entry_id)
    ) STRICT, WITHOUT ROWID;
CREATE INDEX entry_by_lot ON entry (lot_id);
CREATE TABLE owed_entry (
  entry_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  unit TEXT NOT NULL,
  delta INTEGER NOT NULL,
  at INTEGER NOT NULL,
  fact_id TEXT NOT NULL,
  CONSTRAINT owed_entry_once PRIMARY KEY (entry_id)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE lot_balance (
  lot_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  unit TEXT NOT NULL,
  remaining INTEGER NOT NULL,
  expired INTEGER NOT NULL,
  expires_at INTEGER,
  CONSTRAINT lot_balance_once PRIMARY KEY (lot_id)
    ) STRICT, WITHOUT ROWID;
CREATE INDEX lot_balance_by_member ON lot_balance (member_id, remaining);
CREATE INDEX lot_balance_expiring ON lot_balance (expires_at)
  WHERE remaining > 0 AND expires_at IS NOT NULL;
CREATE TABLE owed (
  member_id TEXT NOT NULL,
  unit TEXT NOT NULL,
  amount INTEGER NOT NULL,
  CONSTRAINT owed_once PRIMARY KEY (member_id, unit)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE sale (
  sale_no INTEGER PRIMARY KEY,
  sale_id TEXT NOT NULL,
  origin TEXT NOT NULL,
  number INTEGER,
  member_id TEXT,
  branch_id TEXT NOT NULL,
  till_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  shift_id TEXT,
  at INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  gross INTEGER NOT NULL,
  discount INTEGER NOT NULL,
  coupon INTEGER NOT NULL,
  net INTEGER NOT NULL,
  net_now INTEGER NOT NULL,
  credit_paid INTEGER NOT NULL,
  credit_earned INTEGER NOT NULL,
  points_earned INTEGER NOT NULL,
  points_now INTEGER NOT NULL,
  state TEXT NOT NULL,
  CONSTRAINT sale_once UNIQUE (sale_id),
  CONSTRAINT sale_origin_known CHECK (origin IN ('till', 'import')),
  CONSTRAINT sale_state_known CHECK (state IN ('sold', 'partly_refunded', 'refunded', 'voided'))
    ) STRICT;
CREATE INDEX sale_by_member ON sale (member_id, at) WHERE member_id IS NOT NULL;
CREATE INDEX sale_by_day ON sale (on_day, branch_id);
CREATE UNIQUE INDEX sale_by_number ON sale (till_id, number) WHERE number IS NOT NULL;
CREATE INDEX sale_by_shift ON sale (shift_id) WHERE shift_id IS NOT NULL;
CREATE TABLE sale_line (
  sale_no INTEGER NOT NULL,
  line_no INTEGER NOT NULL,
  product_group TEXT NOT NULL,
  product_id TEXT,
  quantity INTEGER NOT NULL,
  gross INTEGER NOT NULL,
  discount INTEGER NOT NULL,
  net INTEGER NOT NULL,
  credit_paid INTEGER NOT NULL,
  vat_rate INTEGER NOT NULL,
  divisible INTEGER NOT NULL,
  back_quantity INTEGER NOT NULL,
  back_net INTEGER NOT NULL,
  back_credit INTEGER NOT NULL,
  CONSTRAINT sale_line_once PRIMARY KEY (sale_no, line_no),
  CONSTRAINT sale_line_of_sale FOREIGN KEY (sale_no) REFERENCES sale (sale_no)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE offer_use (
  sale_no INTEGER NOT NULL,
  offer_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  member_id TEXT,
  on_day TEXT NOT NULL,
  discount INTEGER NOT NULL,
  credit INTEGER NOT NULL,
  points INTEGER NOT NULL,
  stands INTEGER NOT NULL,
  CONSTRAINT offer_use_once PRIMARY KEY (sale_no, offer_id),
  CONSTRAINT offer_use_of_sale FOREIGN KEY (sale_no) REFERENCES sale (sale_no)
    ) STRICT, WITHOUT ROWID;
CREATE INDEX offer_use_by_offer ON offer_use (offer_id, member_id, on_day);
CREATE TABLE reversal (
  reversal_no INTEGER PRIMARY KEY,
  reversal_id TEXT NOT NULL,
  sale_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  number INTEGER,
  member_id TEXT,
  branch_id TEXT NOT NULL,
  till_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  shift_id TEXT,
  at INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  gross INTEGER NOT NULL,
  discount INTEGER NOT NULL,
  coupon INTEGER NOT NULL,
  net INTEGER NOT NULL,
  money_back INTEGER NOT NULL,
  credit_back INTEGER NOT NULL,
  credit_taken INTEGER NOT NULL,
  points_taken INTEGER NOT NULL,
  withheld INTEGER NOT NULL,
  owed INTEGER NOT NULL,
  reason TEXT NOT NULL,
  CONSTRAINT reversal_once UNIQUE (reversal_id),
  CONSTRAINT reversal_kind_known CHECK (kind IN ('refund', 'void', 'import'))
    ) STRICT;
CREATE INDEX reversal_by_sale ON reversal (sale_id);
CREATE INDEX reversal_by_day ON reversal (on_day, branch_id);
CREATE UNIQUE INDEX reversal_by_number ON reversal (till_id, number) WHERE number IS NOT NULL;
CREATE TABLE reversal_line (
  reversal_no INTEGER NOT NULL,
  line_no INTEGER NOT NULL,
  product_group TEXT NOT NULL,
  product_id TEXT,
  quantity INTEGER NOT NULL,
  net INTEGER NOT NULL,
  credit_paid INTEGER NOT NULL,
  CONSTRAINT reversal_line_once PRIMARY KEY (reversal_no, line_no),
  CONSTRAINT reversal_line_of FOREIGN KEY (reversal_no) REFERENCES reversal (reversal_no)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE shift (
  shift_id TEXT NOT NULL,
  till_id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  opened_with INTEGER NOT NULL,
  closed_at INTEGER,
  closed_by TEXT,
  expected INTEGER,
  counted INTEGER,
  CONSTRAINT shift_once PRIMARY KEY (shift_id)
    ) STRICT, WITHOUT ROWID;
CREATE INDEX shift_open ON shift (till_id) WHERE closed_at IS NULL;
CREATE TABLE shift_tender (
  shift_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  amount INTEGER NOT NULL,
  CONSTRAINT shift_tender_once PRIMARY KEY (shift_id, kind)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE member_stat (
  member_id TEXT NOT NULL,
  visits INTEGER NOT NULL,
  spent INTEGER NOT NULL,
  discount INTEGER NOT NULL,
  first_at INTEGER,
  last_at INTEGER,
  CONSTRAINT member_stat_once PRIMARY KEY (member_id)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE day_sale (
  on_day TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  product_group TEXT NOT NULL,
  gross INTEGER NOT NULL,
  discount INTEGER NOT NULL,
  net INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  purchases INTEGER NOT NULL,
  CONSTRAINT day_sale_once PRIMARY KEY (on_day, branch_id, product_group)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE day_branch (
  on_day TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  gross INTEGER NOT NULL,
  discount INTEGER NOT NULL,
  net INTEGER NOT NULL,
  sales INTEGER NOT NULL,
  refunds INTEGER NOT NULL,
  refund_net INTEGER NOT NULL,
  purchases INTEGER NOT NULL,
  purchase_net INTEGER NOT NULL,
  member_purchases INTEGER NOT NULL,
  member_net INTEGER NOT NULL,
  credit_paid INTEGER NOT NULL,
  credit_earned INTEGER NOT NULL,
  points_earned INTEGER NOT NULL,
  joined INTEGER NOT NULL,
  CONSTRAINT day_branch_once PRIMARY KEY (on_day, branch_id)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE day_tender (
  on_day TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  till_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  amount INTEGER NOT NULL,
  CONSTRAINT day_tender_once PRIMARY KEY (on_day, branch_id, till_id, kind)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE member (
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
  CONSTRAINT member_once PRIMARY KEY (member_id),
  CONSTRAINT member_state_known CHECK (state IN ('active', 'left', 'erased'))
    ) STRICT, WITHOUT ROWID;
CREATE INDEX member_by_survivor ON member (survivor_id);
CREATE INDEX member_erased ON member (member_id) WHERE state = 'erased';
CREATE INDEX member_by_joining ON member (joined_on, joined_branch);
CREATE TABLE member_pair (
  low_id TEXT NOT NULL,
  high_id TEXT NOT NULL,
  merged INTEGER NOT NULL,
  at INTEGER NOT NULL,
  fact_id TEXT NOT NULL,
  CONSTRAINT member_pair_once PRIMARY KEY (low_id, high_id),
  CONSTRAINT member_pair_ordered CHECK (low_id < high_id)
    ) STRICT, WITHOUT ROWID;
CREATE INDEX member_pair_by_high ON member_pair (high_id);
CREATE TABLE member_key (
  member_id TEXT NOT NULL,
  key BLOB NOT NULL,
  CONSTRAINT member_key_once PRIMARY KEY (member_id),
  CONSTRAINT member_key_whole CHECK (length(key) = 32)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE person (
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
    ) STRICT;
CREATE INDEX person_by_phone ON person (phone, member_id, survivor_id, state, name, external_id)
  WHERE phone <> '';
CREATE INDEX person_by_phone_end ON person (phone_back, member_id, survivor_id, state, name, phone, external_id)
  WHERE phone_back <> '';
CREATE INDEX person_by_external ON person (external_key) WHERE external_key <> '';
CREATE INDEX person_by_birthday ON person (substr(birth_on, 6)) WHERE birth_on IS NOT NULL;
CREATE TABLE card_number (
  card_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  number TEXT NOT NULL,
  CONSTRAINT card_number_once PRIMARY KEY (card_id)
    ) STRICT, WITHOUT ROWID;
CREATE INDEX card_number_by_number ON card_number (number);
CREATE INDEX card_number_by_member ON card_number (member_id);
CREATE TABLE card (
  card_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  issued_at INTEGER,
  blocked_at INTEGER,
  CONSTRAINT card_once PRIMARY KEY (card_id)
    ) STRICT, WITHOUT ROWID;
CREATE INDEX card_by_member ON card (member_id);
CREATE TABLE consent (
  member_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  given INTEGER NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT consent_once PRIMARY KEY (member_id, channel)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE staff (
  staff_id TEXT NOT NULL,
  name TEXT NOT NULL,
  level TEXT NOT NULL,
  branch_id TEXT,
  active INTEGER NOT NULL,
  public_key BLOB,
  seen_at INTEGER,
  locked_at INTEGER,
  CONSTRAINT staff_once PRIMARY KEY (staff_id)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE staff_public_key (
  staff_id TEXT NOT NULL,
  public_key BLOB NOT NULL,
  from_pos_at INTEGER NOT NULL,
  CONSTRAINT staff_public_key_once PRIMARY KEY (staff_id, public_key)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE branch (
  branch_id TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  zone TEXT NOT NULL,
  CONSTRAINT branch_once PRIMARY KEY (branch_id)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE till (
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
    ) STRICT, WITHOUT ROWID;
CREATE TABLE policy (
  name TEXT NOT NULL,
  number INTEGER NOT NULL,
  document TEXT NOT NULL,
  hash TEXT NOT NULL,
  parent TEXT NOT NULL,
  fact_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT policy_once PRIMARY KEY (name, number)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE product (
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
    ) STRICT;
CREATE INDEX product_by_barcode ON product (barcode) WHERE barcode <> '';
CREATE TABLE staff_key (
  staff_id TEXT NOT NULL,
  public_key BLOB NOT NULL,
  wrapped BLOB NOT NULL,
  salt BLOB NOT NULL,
  cost TEXT NOT NULL,
  fails INTEGER NOT NULL DEFAULT 0,
  failed_at INTEGER,
  locked INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT staff_key_once PRIMARY KEY (staff_id)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE parked_basket (
  park_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  member_id TEXT,
  parked_at INTEGER NOT NULL,
  document TEXT NOT NULL,
  CONSTRAINT parked_basket_once PRIMARY KEY (park_id)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE print_job (
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
    ) STRICT, WITHOUT ROWID;
CREATE INDEX print_job_by_state ON print_job (state, made_at);
CREATE INDEX print_job_by_fact ON print_job (fact_id);
CREATE TABLE fact_note (
  fact_id TEXT NOT NULL,
  member_id TEXT,
  text TEXT NOT NULL,
  CONSTRAINT fact_note_once PRIMARY KEY (fact_id)
    ) STRICT, WITHOUT ROWID;
CREATE INDEX fact_note_by_member ON fact_note (member_id);
CREATE TABLE setting (
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT setting_once PRIMARY KEY (name)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE secret (
  name TEXT NOT NULL,
  value BLOB NOT NULL,
  CONSTRAINT secret_once PRIMARY KEY (name)
    ) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE person_part USING fts5 (
  folded, content = 'person', content_rowid = 'person_no', tokenize = 'trigram', columnsize = 0);
CREATE VIRTUAL TABLE person_word USING fts5 (
  folded, content = 'person', content_rowid = 'person_no', tokenize = 'unicode61 remove_diacritics 0',
  prefix = '1 2 3', columnsize = 0);
INSERT INTO person_part (person_part, rank) VALUES ('secure-delete', 1);
INSERT INTO person_word (person_word, rank) VALUES ('secure-delete', 1);
CREATE VIRTUAL TABLE product_part USING fts5 (
  folded, content = 'product', content_rowid = 'product_no', tokenize = 'trigram', columnsize = 0);
CREATE VIRTUAL TABLE product_word USING fts5 (
  folded, content = 'product', content_rowid = 'product_no', tokenize = 'unicode61 remove_diacritics 0',
  prefix = '1 2 3', columnsize = 0);
