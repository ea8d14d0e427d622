"""Version 1: the catalogue of businesses, tills' keys and codes; and all the centre keeps of a business."""

from __future__ import annotations

CATALOGUE = (
    """CREATE TABLE tenant (business_id $text NOT NULL PRIMARY KEY, name $text NOT NULL, made_at $int NOT NULL)$strict""",
    """CREATE TABLE till_key (
        till_id $text NOT NULL PRIMARY KEY, business_id $text NOT NULL, public_key $bytes NOT NULL)$strict""",
    """CREATE TABLE invitation (
        code_hash $bytes NOT NULL PRIMARY KEY, business_id $text NOT NULL, branch_id $text NOT NULL,
        branch_name $text NOT NULL, zone $text NOT NULL, till_code $text NOT NULL,
        expires_at $int NOT NULL, nonce $text, till_id $text)$strict""",
)

BUSINESS = (
    """CREATE TABLE business (
        business_id $text NOT NULL PRIMARY KEY, name $text NOT NULL, currency $text NOT NULL, exponent $int NOT NULL,
        trade $text NOT NULL, test $int NOT NULL, made_at $int NOT NULL, generation $text NOT NULL,
        centre_id $text NOT NULL, epoch $text NOT NULL, seed $bytes NOT NULL, last_pos $int NOT NULL,
        last_key_pos $int NOT NULL, tally $bytes NOT NULL, last_at $int NOT NULL, swept_at $int NOT NULL)$strict""",
    """CREATE TABLE alias (
        business_id $text NOT NULL, alias_id $text NOT NULL, PRIMARY KEY (business_id, alias_id))$strict""",
    """CREATE TABLE branch (
        business_id $text NOT NULL, branch_id $text NOT NULL, name $text NOT NULL, zone $text NOT NULL,
        PRIMARY KEY (business_id, branch_id))$strict""",
    """CREATE TABLE till (
        business_id $text NOT NULL, till_id $text NOT NULL, branch_id $text NOT NULL, public_key $bytes NOT NULL,
        place $int NOT NULL, code $text NOT NULL, enrolled_at $int NOT NULL, seen_at $int NOT NULL, waiting $int NOT NULL,
        version $text NOT NULL, retired_at $int, doubt $text NOT NULL, awaited $int NOT NULL,
        PRIMARY KEY (business_id, till_id))$strict""",
    """CREATE TABLE retirement (
        business_id $text NOT NULL, till_id $text NOT NULL, at $int NOT NULL, reason $text NOT NULL,
        by_a $text NOT NULL, by_b $text NOT NULL, PRIMARY KEY (business_id, till_id, at))$strict""",
    """CREATE TABLE fact (
        business_id $text NOT NULL, pos $int NOT NULL, epoch $text NOT NULL, seq $int NOT NULL,
        till_id $text NOT NULL, fact_id $text NOT NULL, hash $bytes NOT NULL, received_at $int NOT NULL,
        raw $bytes NOT NULL, PRIMARY KEY (business_id, pos))$strict""",
    """CREATE UNIQUE INDEX fact_in_chain ON fact (business_id, epoch, seq)""",
    """CREATE INDEX fact_by_id ON fact (business_id, fact_id)""",
    """CREATE TABLE noted (
        business_id $text NOT NULL, pos $int NOT NULL, class $text NOT NULL, PRIMARY KEY (business_id, pos))$strict""",
    """CREATE INDEX noted_by_class ON noted (business_id, class)""",
    """CREATE TABLE chain (
        business_id $text NOT NULL, epoch $text NOT NULL, till_id $text NOT NULL, seq $int NOT NULL,
        hash $bytes NOT NULL, sealed_seq $int NOT NULL, PRIMARY KEY (business_id, epoch))$strict""",
    """CREATE TABLE head (
        business_id $text NOT NULL, epoch $text NOT NULL, seq $int NOT NULL, signature $bytes NOT NULL,
        PRIMARY KEY (business_id, epoch, seq))$strict""",
    """CREATE TABLE act (
        business_id $text NOT NULL, fact_id $text NOT NULL, staff_id $text NOT NULL, signature $bytes NOT NULL,
        PRIMARY KEY (business_id, fact_id, staff_id))$strict""",
    """CREATE TABLE lot (
        business_id $text NOT NULL, lot_id $text NOT NULL, member_id $text NOT NULL, unit $text NOT NULL,
        scope $text NOT NULL, amount $int NOT NULL, granted_at $int NOT NULL, vests_at $int NOT NULL, expires_at $int,
        branch_id $text NOT NULL, cause $text NOT NULL, fact_id $text NOT NULL, home $text NOT NULL,
        PRIMARY KEY (business_id, lot_id))$strict""",
    """CREATE INDEX lot_of_member ON lot (business_id, member_id)""",
    """CREATE TABLE account (
        business_id $text NOT NULL, lot_id $text NOT NULL, holder $text NOT NULL, amount $int NOT NULL,
        home $text NOT NULL, PRIMARY KEY (business_id, lot_id, holder))$strict""",
    """CREATE INDEX account_of_holder ON account (business_id, holder, home)""",
    """CREATE TABLE debt (
        business_id $text NOT NULL, lot_id $text NOT NULL, holder $text NOT NULL, cause $text NOT NULL,
        fact_id $text NOT NULL, PRIMARY KEY (business_id, lot_id, holder))$strict""",
    """CREATE TABLE overspend (
        business_id $text NOT NULL, fact_id $text NOT NULL, till_id $text NOT NULL, lot_id $text NOT NULL,
        amount $int NOT NULL, cause $text NOT NULL, by_fact_id $text NOT NULL, at $int NOT NULL,
        PRIMARY KEY (business_id, fact_id, lot_id))$strict""",
    """CREATE TABLE member (
        business_id $text NOT NULL, member_id $text NOT NULL, home $text NOT NULL,
        PRIMARY KEY (business_id, member_id))$strict""",
    """CREATE TABLE visit (
        business_id $text NOT NULL, member_id $text NOT NULL, branch_id $text NOT NULL, day $int NOT NULL,
        times $int NOT NULL, PRIMARY KEY (business_id, member_id, branch_id, day))$strict""",
    """CREATE TABLE wish (
        business_id $text NOT NULL, till_id $text NOT NULL, claim_id $text NOT NULL, lot_id $text NOT NULL,
        wanted $int NOT NULL, granted $int NOT NULL, asked_at $int NOT NULL,
        PRIMARY KEY (business_id, till_id, claim_id, lot_id))$strict""",
    """CREATE INDEX wish_of_lot ON wish (business_id, lot_id)""",
    """CREATE TABLE recall (
        business_id $text NOT NULL, holder $text NOT NULL, lot_id $text NOT NULL, why $text NOT NULL,
        asker $text NOT NULL, amount $int NOT NULL, asked_at $int NOT NULL, told $int NOT NULL,
        PRIMARY KEY (business_id, holder, lot_id, why, asker))$strict""",
    """CREATE INDEX recall_of_lot ON recall (business_id, lot_id)""",
    """CREATE TABLE member_key (
        business_id $text NOT NULL, member_id $text NOT NULL, key $bytes, pos $int NOT NULL,
        PRIMARY KEY (business_id, member_id))$strict""",
    """CREATE UNIQUE INDEX member_key_in_order ON member_key (business_id, pos)""",
    """CREATE TABLE quarantine (
        business_id $text NOT NULL, content_hash $bytes NOT NULL, till_id $text NOT NULL, epoch $text NOT NULL,
        after_seq $int NOT NULL, verdict $text NOT NULL, received_at $int NOT NULL, content $bytes NOT NULL,
        PRIMARY KEY (business_id, content_hash))$strict""",
)

APPEND_ONLY = ("fact", "head", "act", "overspend")
"""Tables whose rows are never changed nor taken away."""
