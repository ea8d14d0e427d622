"""`join`, `sync` and what a sale and a member's card say of credit elsewhere; the centre stands within the test.

Over real sockets and processes the same is walked in tests/sync/test_journey.py.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.usecases.staff_keys import LIGHT
from tests.cli.joined import PHONE, URL, Network, business_of, join
from tests.cli.lines import Lines, Said
from tests.conftest import OWNER_PIN


def refused(said: Said, code: str) -> None:
    assert (said.code != 0, said.error) == (True, code), said.out
    assert said.json["error"]["message"]


def test_a_shop_joins_with_all_it_has(network: Network, shop: Lines) -> None:
    said = join(network, shop)
    assert said.code == 0, said.out
    assert set(said.json) >= {"business", "branch", "till", "facts"}
    told = shop.run("sync").json
    assert (told["pending"], told["trouble"], told["waiting_since"]) == (0, None, None)
    assert told["acked"]["seq"] > 0
    head = network.centre.inner.view.chain_head(told["acked"]["epoch"])
    assert head is not None
    assert (head.seq, head.hash.hex()) == (told["acked"]["seq"], told["acked"]["hash"])


@pytest.mark.parametrize(
    ("lang", "joined", "waiting"),
    [
        ("en", "This till belongs to the centre now.", "waiting"),
        ("fa", "این صندوق به مرکز پیوست.", "در انتظار"),
    ],
)
def test_it_is_said_in_both_languages(
    network: Network, shop: Lines, lang: str, joined: str, waiting: str
) -> None:
    network.centre.invite("OWN")
    told = say(shop, lang, "join", "--centre", URL, "--code", "OWN", "--as", "owner")
    assert joined in told
    assert COUNTED[lang] in told, "what is read is the centre's, what is taken in is others'"
    assert waiting in say(shop, lang, "sync")
    network.cut = True
    assert say(shop, lang, "sync").startswith(NO_LINE[lang])


COUNTED = {"en": "facts taken in from others: 3", "fa": "ثبت‌های گرفته از دیگران: ۳"}
NO_LINE = {"en": "There is no line to the centre.", "fa": "خطی به مرکز نیست."}


def say(shop: Lines, lang: str, *line: str) -> str:
    """Return what a person reads, on stdout or stderr."""
    out, err = io.StringIO(), io.StringIO()
    main(
        ["--shop", str(shop.folder), *line], environ=shop.environ({"BASHGAH_LANG": lang}),
        stdin=io.StringIO(), stdout=out, stderr=err, key_cost=LIGHT,
    )  # fmt: skip
    return out.getvalue() + err.getvalue()


def test_a_wrong_code_is_refused_and_changes_nothing(network: Network, shop: Lines) -> None:
    refused(join(network, shop, "WRONG"), "centre_refused")
    refused(shop.run("sync"), "not_joined")
    assert join(network, shop).code == 0


def test_without_a_line_nobody_joins_and_selling_goes_on(network: Network, shop: Lines) -> None:
    network.cut = True
    refused(join(network, shop), "centre_no_line")
    network.cut = False
    assert join(network, shop).code == 0
    network.cut = True
    refused(shop.run("sync"), "centre_no_line")
    assert shop.run("sell", "--line", "GENERAL:9000", "--as", "owner").code == 0
    network.cut = False
    assert shop.run("sync").json["pushed"] > 0


def test_joining_again_is_said_and_does_nothing_twice(network: Network, shop: Lines) -> None:
    assert join(network, shop).json["again"] is False
    before = shop.run("verify").json["facts"]
    again = join(network, shop)
    assert (again.code, again.json["again"], again.json["facts"]) == (0, True, 0)
    assert shop.run("verify").json["facts"] == before
    refused(
        shop.run("join", "--centre", "http://other.test", "--code", "CODE", "--as", "owner"), "joined_already"
    )


def test_a_new_till_needs_its_owner(network: Network, tmp_path: Path) -> None:
    network.centre.invite("NEW", "branch-2", "تجریش")
    made = Lines(tmp_path / "shop2", tmp_path / "keys2", OWNER_PIN)
    refused(made.run("join", "--centre", URL, "--code", "NEW"), "join_needs_owner")
    assert not (tmp_path / "shop2").exists(), "nothing was made"


@pytest.mark.parametrize(
    ("owners", "code"),
    [
        ({}, "join_nobody_yet"),
        ({"owner": "سارا", "06h": "مینا"}, "join_owner_unknown"),
        ({"owner": "کیان", "06h": "كيان"}, "join_owner_ambiguous"),
    ],
)
def test_who_is_no_owner_is_refused_before_the_code_is_used(
    network: Network, tmp_path: Path, owners: dict[str, str], code: str
) -> None:
    network.centre.invite("NEW", "branch-2", "تجریش", owners=owners)
    made = Lines(tmp_path / "shop2", tmp_path / "keys2", OWNER_PIN)
    said = made.run("join", "--centre", URL, "--code", "NEW", "--as", "کیان")
    refused(said, code)
    assert all(name in said.json["error"]["message"] for name in (*owners, *owners.values()))
    assert "NEW" in network.centre.codes, "the code is still good"
    assert not (tmp_path / "shop2").exists(), "nothing was made"


def test_a_pin_that_is_too_easy_is_refused_before_the_code_is_used(network: Network, tmp_path: Path) -> None:
    network.centre.invite("NEW", "branch-2", "تجریش", owners={"owner": "سارا"})
    made = Lines(tmp_path / "shop2", tmp_path / "keys2", "1111")
    assert made.run("join", "--centre", URL, "--code", "NEW", "--as", "سارا").code != 0
    assert "NEW" in network.centre.codes
    assert not (tmp_path / "shop2").exists(), "nothing was made"


def test_an_owner_is_found_by_name_though_a_cashier_is_called_the_same(
    network: Network, shop: Lines, tmp_path: Path
) -> None:
    name = next(
        one["name"] for one in shop.run("staff", "list", "--as", "owner").json if one["staff_id"] == "owner"
    )
    said = shop.run("staff", "add", name, "--level", "cashier", "--pin", "492837", "--as", "owner")
    assert said.code == 0, said.out
    assert join(network, shop).code == 0
    business = business_of(network, shop)
    network.centre.invite("NEW", "branch-2", "تجریش", business_id=business, owners={"owner": name})
    made = Lines(tmp_path / "shop2", tmp_path / "keys2", OWNER_PIN)
    said = made.run("join", "--centre", URL, "--code", "NEW", "--as", name)
    assert said.code == 0, said.out
    assert made.run("verify", "--as", "owner").json["problems"] == []


def test_a_till_that_nobody_could_sign_in_at_names_those_who_can(
    network: Network, shop: Lines, tmp_path: Path
) -> None:
    """A centre of an older version does not say who the owners are: then the till says it once it has read them."""
    assert join(network, shop).code == 0
    network.centre.invite("NEW", "branch-2", "تجریش", business_id=business_of(network, shop))
    made = Lines(tmp_path / "shop2", tmp_path / "keys2", OWNER_PIN)
    line = ("join", "--centre", URL, "--code", "NEW", "--as")
    said = made.run(*line, "nobody")
    refused(said, "join_owner_unknown")
    assert "owner" in said.json["error"]["message"].partition("owners:")[2]
    assert made.run(*line, "owner").code == 0


def test_credit_elsewhere_is_wished_for(network: Network, shop: Lines, other: Lines) -> None:
    credit = other.run("member", PHONE, "--as", "owner").json["credit"]
    assert (credit["total"], credit["safe"], credit["trusted"]) == (5_000, 0, 0)
    sell = ("sell", "--member", PHONE, "--line", "GENERAL:3000", "--credit", "2000", "--as", "owner")
    refused(other.run(*sell), "rights_short")
    shop.run("sync")
    sold = other.run(*sell)
    assert sold.code == 0, sold.out
    assert sold.json["balance_after"]["total"] == 3_000
    for till in (other, shop, other):
        assert till.run("sync").json["pending"] == 0
        assert till.run("verify").json["problems"] == []


def test_without_a_line_only_what_is_safe_or_lent_is_spent(
    network: Network, shop: Lines, other: Lines, tmp_path: Path
) -> None:
    limits = tmp_path / "trust.json"
    limits.write_text('{"per_member": 1500, "pool": 2000}')
    said = other.run("policy", "set", "trust", "--file", str(limits), "--as", "owner")
    assert said.code == 0, said.out
    network.cut = True
    credit = other.run("member", PHONE, "--as", "owner").json["credit"]
    assert (credit["safe"], credit["trusted"]) == (0, 1_500)
    sell = ("sell", "--member", PHONE, "--line", "GENERAL:3000", "--as", "owner", "--credit")
    refused(other.run(*sell, "2000"), "rights_short")
    sold = other.run(*sell, "1500")
    assert sold.code == 0, sold.out
    assert other.run("member", PHONE, "--as", "owner").json["credit"]["trusted"] == 0


def test_the_refusal_of_the_centre_is_its_own_sentence(network: Network, shop: Lines) -> None:
    network.centre.invite("OWN")
    wrong = say(shop, "fa", "join", "--centre", URL, "--code", "X", "--as", "owner")
    assert "کد درست نیست." in wrong
    assert "Wrong code." in say(shop, "en", "join", "--centre", URL, "--code", "X", "--as", "owner")


def test_a_script_hears_that_its_till_is_out_of_use(network: Network, shop: Lines) -> None:
    join(network, shop)
    assert shop.run("sync").code == 0
    with network.centre.turn:
        network.centre.inner.retire(next(iter(network.centre.enrolled.values())).till_id)
    said = shop.run("sync")
    assert (said.code, said.json["trouble"]) == (1, "till_retired")
    # Who goes on selling there hears it with every sale.
    told = say(shop, "en", "sell", "--line", "GENERAL:1000", "--as", "owner")
    assert "This till has been retired." in told
