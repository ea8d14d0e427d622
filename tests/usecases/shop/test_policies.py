"""Documents with versions: whole, hashed, each naming the one before, refused by the key that is wrong."""

from __future__ import annotations

import pytest

from desktop.usecases.policies import (
    list_policies,
    policy_hash,
    policy_history,
    policy_text,
    publish_policy,
    rules_now,
    show_policy,
)
from desktop.usecases.policy_defaults import (
    DOCUMENT_NAMES,
    check_other,
    default_document,
    parse_receipt,
    parse_windows,
)
from desktop.usecases.trades import TRADE_WORDS, TRADES, first_documents
from loyalty.access import ACTS
from loyalty.errors import LoyaltyError
from loyalty.policy import RULE_DOCUMENTS, Rules, read_rules
from loyalty.problems import all_problems, hint, say
from tests.usecases.shop.test_pins import refused

WITHOUT_POLICY = [act for act in ACTS if act != "set_policy"]
SHOES = {
    "groups": [{"id": "SHOES", "name": {"fa": "کفش", "en": "Shoes"}, "margin": 30, "floor": 0, "vat": 0}]
}


def test_a_version_names_its_document_hash_and_parent(till, session) -> None:
    first = publish_policy(till, session, "groups", SHOES)
    second = publish_policy(till, session, "groups", {"groups": []})
    assert (first.number, second.number) == (2, 3)  # a test shop begins with an empty first
    assert first.hash == policy_hash(policy_text(SHOES))
    assert second.parent == first.hash
    with till.read() as db:
        assert show_policy(db, "groups").document == {"groups": []}
        assert show_policy(db, "groups", 2).document == SHOES
        assert [version.number for version in policy_history(db, "groups")] == [1, 2, 3]
        assert rules_now(db).groups.margin("SHOES") is None


def test_the_same_document_again_is_the_same_version(till, session) -> None:
    one = publish_policy(till, session, "groups", SHOES)
    again = publish_policy(till, session, "groups", {"groups": [dict(reversed(SHOES["groups"][0].items()))]})
    assert again == one


def test_every_name_has_a_default_that_is_the_rules_default(till) -> None:
    with till.read() as db:
        assert [version.name for version in list_policies(db)] == list(DOCUMENT_NAMES)
    defaults = {name: default_document(name) for name in RULE_DOCUMENTS}
    assert read_rules(defaults) == Rules()
    assert parse_windows(default_document("windows")) == parse_windows({})
    assert parse_receipt(default_document("receipt")).footer.of("fa") == ""


@pytest.mark.parametrize(
    ("name", "document", "code", "named"),
    [
        ("groups", {"groups": [{"id": "A", "margine": 3}]}, "document_key_unknown", "margine"),
        ("groups", {}, "document_key_missing", "groups"),
        ("earning", {"credit": {"percent": 12.5}}, "document_not_percent", "earning.credit.percent"),
        ("earning", {"credit": {"percent": 1}, "by_tier": {"diamond": 3}}, "tier_unknown", "diamond"),
        ("tiers", {"tiers": [["silver", 5]]}, "tiers_out_of_order", "silver"),
        ("tiers", {"by": "stars", "tiers": [["silver", 0]]}, "points_kind_unknown", "stars"),
        ("access", {"levels": [{"id": "x", "acts": ["fly"]}]}, "act_unknown", "fly"),
        (
            "access",
            {"levels": [{"id": "owner", "acts": WITHOUT_POLICY}]},
            "access_owner_locked_out",
            "set_policy",
        ),
        ("windows", {"active_window": 3}, "document_key_unknown", "active_window"),
        ("windows", {"active_window_days": 0}, "document_not_whole", "windows.active_window_days"),
        ("receipt", {"footer": "a\x1bp"}, "document_not_word", "receipt.footer"),
        ("earning", {"credit": {"percent": 1}, "currency": "USD"}, "currency_fixed", "currency"),
        ("groups", {"exponent": 2}, "currency_fixed", "exponent"),
        ("secrets", {}, "policy_unknown", "secrets"),
        ("offer:x", {}, "policy_unknown", "offer:x"),
    ],
)
def test_a_broken_document_is_refused_by_the_key_that_is_wrong(
    till, session, name, document, code, named
) -> None:
    with pytest.raises(LoyaltyError) as refusal:
        publish_policy(till, session, name, document)
    assert refusal.value.code == code
    assert named in str(refusal.value.values)
    if code in all_problems():
        assert all(named in say(refusal.value, lang) + hint(refusal.value, lang) for lang in ("fa", "en"))
    with till.read() as db:
        assert [v.number for v in list_policies(db) if v.name == name] in ([1], [0], [])


def test_a_cashier_publishes_nothing(till, make_staff) -> None:
    with refused("not_allowed"):
        publish_policy(till, make_staff("cashier"), "groups", SHOES)


def test_what_was_never_published_has_no_version(till) -> None:
    with till.read() as db:
        with refused("policy_not_published"):
            show_policy(db, "refunds", 1)
        with refused("policy_not_published"):
            show_policy(db, "offer:x")
        with refused("policy_unknown"):
            show_policy(db, "secrets")


@pytest.mark.parametrize("trade", TRADES)
def test_every_trade_begins_with_rules_that_hold(trade: str) -> None:
    assert parse_windows(first_documents(trade, test=False).get("windows", {})).active_window_days >= 90
    rules = read_rules(first_documents(trade, test=False))
    assert rules.groups.by_id
    assert rules.earning.rate > 0
    assert all(TRADE_WORDS[trade])
    for group in rules.groups.by_id.values():
        # A purchase without any offer must not stand under its own floor.
        assert group.margin - rules.earning.rate >= group.floor


def test_a_test_shop_begins_with_nothing_set() -> None:
    assert read_rules(first_documents("shoes", test=True)) == Rules()


def test_the_readers_of_small_documents_refuse_other_names() -> None:
    with refused("policy_unknown"):
        check_other("groups", {})
