"""Levels × acts: the table decides, another person's PIN may help, and the signature is of who is entitled."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from desktop.models.signing import PublicVerifier
from desktop.usecases.acts import ACT_WORDS, DEEDS, EVERYDAY, is_signed
from desktop.usecases.authority import acts_of, authorise, may_do
from desktop.usecases.policies import publish_policy, rules_now
from desktop.usecases.policy_defaults import default_document
from desktop.usecases.settings import set_settings
from desktop.usecases.sign_in import lock, sign_in
from desktop.usecases.staff import NewStaff, add_staff, list_staff, remove_staff, set_level, set_pin
from loyalty.access import ACTS, DEFAULT_ACCESS, parse_access
from loyalty.errors import LoyaltyError
from loyalty.facts import act_message
from loyalty.problems import hint, say
from tests.conftest import STAFF_PIN
from tests.usecases.shop.test_pins import refused

LEVELS = ("cashier", "operator", "branch_manager", "manager_of_branches", "owner")

# What each level may do beyond the one before, in the customer's words.
MAY = {
    "cashier": "sell enrol change_member spend_credit refund print_copy open_shift",
    "operator": "see_phone issue_card",
    "branch_manager": "void refund_beyond_limit adjust override_margin vouch_member merge_members close_day see_figures "
    "manage_products publish_offer export verify",
    "manager_of_branches": "see_all_branches manage_staff manage_branches erase_member",
    "owner": "set_policy import_sales backup restore close_till",
}


def test_every_level_may_exactly_what_the_table_says(till, session, make_staff) -> None:
    allowed: set[str] = set()
    for level in LEVELS:
        person = session if level == "owner" else make_staff(level)
        allowed |= set(MAY[level].split())
        for act in ACTS:
            if act in allowed:
                assert authorise(till, person, act).staff_id == person.staff_id
            else:
                with pytest.raises(LoyaltyError, match="not_allowed"):
                    authorise(till, person, act)
            assert may_do(till, person, act) == (act in allowed)
        assert acts_of(till, person) == allowed
    assert allowed == set(ACTS)


def test_nobody_may_nothing(till, session) -> None:
    assert not may_do(till, None, "sell")
    lock(session)
    assert not may_do(till, session, "sell")
    with refused("session_locked"):
        authorise(till, session, "sell")


def test_an_act_nobody_knows_is_named(till, session) -> None:
    with refused("act_unknown"):
        authorise(till, session, "fly")


def test_another_persons_pin_lends_their_right_and_their_signature(till, make_staff) -> None:
    cashier, manager = make_staff("cashier"), make_staff("branch_manager")
    alone = authorise(till, manager, "void")
    assert [a.staff_id for a in alone.approvals] == ["branch-manager"]
    lent = authorise(till, cashier, "void", approval=manager)
    assert (lent.staff_id, lent.approver_id) == ("cashier", "branch-manager")
    assert [a.staff_id for a in lent.approvals] == ["branch-manager"]


def test_who_may_already_needs_nobody(till, session, make_staff) -> None:
    manager = make_staff("branch_manager")
    assert authorise(till, manager, "void", approval=session).approver_id == ""


def test_an_approver_must_be_another_person_with_the_right(till, make_staff) -> None:
    cashier, other, operator = (
        make_staff("cashier"),
        make_staff("cashier", staff_id="ali"),
        make_staff("operator"),
    )
    with refused("approver_same"):
        authorise(till, cashier, "void", approval=cashier)
    for second in (other, operator):
        with refused("approver_not_allowed"):
            authorise(till, cashier, "void", approval=second)
    lock(operator)
    with refused("session_locked"):
        authorise(till, cashier, "see_phone", approval=operator)


def test_who_left_or_was_lowered_meanwhile_may_no_more(till, session, make_staff) -> None:
    manager, cashier = make_staff("branch_manager"), make_staff("cashier")
    set_level(till, session, "branch-manager", "cashier")
    with refused("not_allowed"):
        authorise(till, manager, "void")
    with refused("approver_not_allowed"):
        authorise(till, cashier, "void", approval=manager)
    remove_staff(till, session, "cashier")
    with refused("staff_gone"):
        authorise(till, cashier, "sell")
    assert not may_do(till, cashier, "sell")


def test_an_owner_edits_the_table(till, session, make_staff) -> None:
    cashier = make_staff("cashier")
    document = default_document("access")
    levels = [
        {**level, "acts": [*level["acts"], "void"] if level["id"] == "cashier" else level["acts"]}
        for level in document["levels"]
    ]
    publish_policy(till, session, "access", {"levels": levels})
    assert authorise(till, cashier, "void").staff_id == "cashier"


def test_the_default_document_is_the_default_table() -> None:
    assert parse_access(default_document("access")) == DEFAULT_ACCESS


def test_the_refusal_says_who_to_ask_in_both_languages(till, make_staff) -> None:
    with pytest.raises(LoyaltyError) as refusal:
        authorise(till, make_staff("cashier"), "void")
    assert say(refusal.value, "en") == "A cashier may not do this: void a sale."
    assert (
        hint(refusal.value, "en")
        == "Ask one of these to approve it: branch manager, manager of branches, owner."
    )
    assert "ابطال فروش" in say(refusal.value, "fa")
    assert "مدیر شعبه" in hint(refusal.value, "fa")


def test_every_act_has_words_and_the_weighty_ones_are_signed() -> None:
    assert set(ACT_WORDS) == set(ACTS)
    assert all(fa and en for fa, en in ACT_WORDS.values())
    assert set(ACTS) >= EVERYDAY
    for act in ("void", "refund_beyond_limit", "adjust", "override_margin", "set_policy", "manage_staff"):
        assert is_signed(act)


def test_a_privileged_fact_carries_the_signature_bound_to_it(till, session, make_staff) -> None:
    cashier = make_staff("cashier")
    publish_policy(till, cashier, "costs", {"point_cost": 3}, approval=session)
    with till.read() as db:
        fact_id, raw = db.row(
            "SELECT fact_id, raw FROM fact WHERE kind = 'policy.published' ORDER BY pos DESC"
        )
        [(signed_by, signature)] = db.rows(
            "SELECT staff_id, signature FROM act_signature WHERE fact_id = ?", (fact_id,)
        )
        public = db.value("SELECT public_key FROM staff_key WHERE staff_id = ?", (signed_by,))
    assert signed_by == "owner"
    verifier = PublicVerifier(public)
    assert verifier.verify(act_message(fact_id, raw), signature)
    assert not verifier.verify(act_message(fact_id, raw + b" "), signature)
    assert not verifier.verify(act_message("0" * 26, raw), signature)


# People


def test_nobody_gives_more_than_they_have(till, session, make_staff) -> None:
    manager = make_staff("manager_of_branches")
    for level in ("owner",):
        with refused("level_above_own"):
            add_staff(till, manager, NewStaff("X", level, "x", STAFF_PIN))
    for act in (
        lambda: set_level(till, manager, "owner", "cashier"),
        lambda: remove_staff(till, manager, "owner"),
        lambda: set_pin(till, manager, "owner", STAFF_PIN),
        lambda: set_level(till, manager, "manager-of-branches", "owner"),
    ):
        with refused("level_above_own"):
            act()
    assert add_staff(till, manager, NewStaff("Y", "branch_manager", "y", STAFF_PIN)).level == "branch_manager"


def test_a_shop_keeps_an_owner(till, session) -> None:
    with refused("last_owner"):
        remove_staff(till, session, "owner")
    with refused("last_owner"):
        set_level(till, session, "owner", "cashier")
    add_staff(till, session, NewStaff("شریک", "owner", "partner", STAFF_PIN))
    partner = sign_in(till, "partner", STAFF_PIN)
    assert not remove_staff(till, partner, "owner").active


def test_people_set_their_own_pin_and_the_old_one_stops(till, make_staff) -> None:
    cashier = make_staff("cashier")
    set_pin(till, cashier, "cashier", "650173")
    with refused("pin_wrong"):
        sign_in(till, "cashier", STAFF_PIN)
    assert sign_in(till, "cashier", "650173").open


def test_names_ids_and_levels_are_checked(till, session) -> None:
    for new, code in (
        (NewStaff("", "cashier", "a"), "name_missing"),
        (NewStaff("\u200c", "cashier", "a"), "name_missing"),
        (NewStaff("x" * 81, "cashier", "a"), "name_too_long"),
        (NewStaff("a\u202eb", "cashier", "a"), "name_not_printable"),
        (NewStaff("a\x1bpb", "cashier", "a"), "name_not_printable"),
        (NewStaff("A", "king", "a"), "level_unknown"),
        (NewStaff("A", "cashier", "a b"), "staff_id_invalid"),
        (NewStaff("A", "cashier", "owner"), "staff_exists"),
        (NewStaff("A", "cashier", "a", "111111"), "pin_usual"),
        (NewStaff("A", "cashier", "a", "7306"), "pin_too_short"),
    ):
        with refused(code):
            add_staff(till, session, new)
    assert [staff.staff_id for staff in list_staff(till)] == ["owner"]


def test_who_left_can_come_back(till, session, make_staff) -> None:
    make_staff("cashier", staff_id="sara")
    remove_staff(till, session, "sara")
    assert [s.staff_id for s in list_staff(till)] == ["owner"]
    assert [s.staff_id for s in list_staff(till, everybody=True)] == ["owner", "sara"]
    add_staff(till, session, NewStaff("Sara", "operator", "sara", "650173"))
    assert sign_in(till, "sara", "650173").level == "operator"


def test_rules_follow_the_newest_document(till, session) -> None:
    with till.read() as db:
        assert rules_now(db).costs.point_cost == 0
    publish_policy(till, session, "costs", {"point_cost": 5})
    with till.read() as db:
        assert rules_now(db).costs.point_cost == 5


def test_every_act_and_deed_has_words_of_its_own() -> None:
    told = [*ACT_WORDS.values(), *DEEDS.values()]
    for lang in (0, 1):
        assert len({words[lang] for words in told}) == len(told)
    assert not set(ACT_WORDS) & set(DEEDS)


def test_every_deed_that_is_named_has_words() -> None:
    """A deed that nobody wrote words for would be shown by its code."""
    named = set()
    for path in Path("desktop").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.keyword) and call.arg == "doing":
                told = ast.walk(call.value)
                named |= {one.value for one in told if isinstance(one, ast.Constant) and one.value}
    assert named - {"close_day"} - set(ACT_WORDS) == set(DEEDS)


def test_who_is_asked_to_approve_reads_what_is_done(till, make_staff) -> None:
    """Setting up the printer is for who closes the day; nobody is asked to close a day for it."""
    cashier = make_staff("cashier")
    with pytest.raises(LoyaltyError, match="not_allowed") as found:
        set_settings(till, cashier, {"printer_width": "384"})
    refusal = found.value
    assert refusal.values["act"] == "close_day"
    assert "set up the printer" in say(refusal, "en")
    assert "تنظیم چاپگر" in say(refusal, "fa")
    with pytest.raises(LoyaltyError, match="approver_not_allowed") as found:
        set_settings(till, cashier, {"printer_width": "384"}, make_staff("operator"))
    assert "set up the printer" in say(found.value, "en")
