"""What `sync`, and a sale that asks the centre, say to a person: what waits, what parted, what gave way, and why."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.usecases.staff_keys import LIGHT
from tests.cli.joined import PHONE, Network, join
from tests.cli.lines import Lines

AS = ("--as", "owner")
SPEND = ("sell", "--member", PHONE, "--line", "GENERAL:3000", "--credit", "2000", *AS)


def told(shop: Lines, *line: str, lang: str = "en") -> str:
    """Return all a person reads, on stdout and stderr."""
    out, err = io.StringIO(), io.StringIO()
    main(
        ["--shop", str(shop.folder), *line], environ=shop.environ({"BASHGAH_LANG": lang}),
        stdin=io.StringIO(), stdout=out, stderr=err, key_cost=LIGHT,
    )  # fmt: skip
    return err.getvalue() + out.getvalue()


def sell(shop: Lines) -> None:
    said = shop.run("sell", "--line", "GENERAL:9000", *AS)
    assert said.code == 0, said.out


def test_it_says_that_all_is_at_the_centre_or_how_much_waits(network: Network, shop: Lines) -> None:
    assert join(network, shop).code == 0
    assert "All that this till has recorded is at the centre." in told(shop, "sync")
    assert "هرچه این صندوق ثبت کرده در مرکز است." in told(shop, "sync", lang="fa")
    network.cut = True
    sell(shop)
    assert "One entry of this till is not at the centre yet" in told(shop, "sync")
    sell(shop)
    assert "2 entries of this till are not at the centre yet" in told(shop, "sync")
    assert "۲ ثبت این صندوق هنوز به مرکز نرسیده است" in told(shop, "sync", lang="fa")
    network.cut = False
    assert "acknowledged" not in told(shop, "sync")


def test_a_till_that_was_put_back_hears_of_it_once(network: Network, shop: Lines, tmp_path: Path) -> None:
    assert join(network, shop).code == 0
    shutil.copytree(shop.folder, tmp_path / "older")
    sell(shop)
    assert shop.run("sync").code == 0
    shutil.rmtree(shop.folder)
    shutil.copytree(tmp_path / "older", shop.folder)
    said = shop.run("sync").json
    assert [one["code"] for one in said["notes"]] == ["till_was_behind"]
    assert said["doubt"] is None
    assert shop.run("sync").json["notes"] == []


def test_two_machines_with_one_key_are_told_until_it_is_settled(
    network: Network, shop: Lines, tmp_path: Path
) -> None:
    assert join(network, shop).code == 0
    shutil.copytree(shop.folder, tmp_path / "twin")
    shutil.copytree(shop.keys, tmp_path / "twin-keys")
    sell(shop)
    assert shop.run("sync").code == 0
    twin = Lines(tmp_path / "twin", tmp_path / "twin-keys", shop.pin)
    for _ in range(2):
        sell(twin)
        twin.run("sync")
        sell(shop)
        shop.run("sync")
    said = told(twin, "sync")
    assert "Two machines have worked with the key of this till" in said
    assert "joins again with a new code" in said
    assert "دو دستگاه با کلید این صندوق" in told(twin, "sync", lang="fa")


def test_a_document_that_gave_way_is_told_until_it_is_published_again(
    network: Network, shop: Lines, other: Lines, tmp_path: Path
) -> None:
    network.cut = True
    for place, till in enumerate((shop, other)):
        limits = tmp_path / f"trust-{place}.json"
        limits.write_text(f'{{"per_member": {1000 + place}, "pool": 5000}}')
        assert till.run("policy", "set", "trust", "--file", str(limits), *AS).code == 0
    network.cut = False
    for till in (shop, other, shop):
        assert till.run("sync").code == 0
    for till in (shop, other):
        assert [one["code"] for one in till.run("sync").json["notes"]] == ["policy_beaten"]
        assert "was published twice at once" in told(till, "sync")
    assert shop.run("policy", "set", "trust", "--file", str(limits), *AS).code == 0
    for till in (shop, other):
        assert till.run("sync").json["notes"] == []


def test_a_sale_says_why_credit_did_not_come(network: Network, shop: Lines, other: Lines) -> None:
    said = told(other, *SPEND)
    assert "was asked and has not given it yet" in said
    assert "bashgah sync there" in said
    assert "Take all of it in money" in said
    network.cut = True
    other.run("sync")
    said = told(other, *SPEND)
    assert "There was no line to the centre the last time." in said
    assert "There is no line to the centre.\n" in said
    assert "at most 0" not in said
    assert "Take all of it in money" in said
    assert "همه را با پول بگیرید" in told(other, *SPEND, lang="fa")


@pytest.mark.parametrize(("lang", "sentence"), [("en", "would be spent"), ("fa", "خرج نخواهد شد")])
def test_a_quote_spends_nothing_and_says_so(shop: Lines, lang: str, sentence: str) -> None:
    asked = ("--member", PHONE, "--line", "GENERAL:9000", "--credit", "max")
    assert sentence in told(shop, "quote", *asked, *AS, lang=lang)
    assert sentence not in told(shop, "sell", *asked, *AS, lang=lang)
    assert sentence not in told(shop, "quote", *asked[:4], *AS, lang=lang)


def lone_shop(tmp_path: Path, shop: Lines) -> Lines:
    """Return another shop that was used alone."""
    made = Lines(tmp_path / "lone", tmp_path / "lone-keys", shop.pin)
    said = made.run("new-shop", "--name", "باغ", "--branch", "کرج", "--test")
    assert said.code == 0, said.out
    return made


def test_two_shops_that_began_alike_join_without_a_word(
    network: Network, shop: Lines, tmp_path: Path
) -> None:
    lone = lone_shop(tmp_path, shop)
    assert join(network, shop).code == 0
    assert join(network, lone, "OWN").code == 0
    for till in (shop, lone):
        assert till.run("sync").json["notes"] == []


def test_of_what_two_shops_ruled_otherwise_it_is_said_whose_stands(
    network: Network, shop: Lines, tmp_path: Path
) -> None:
    lone = lone_shop(tmp_path, shop)
    for place, till in enumerate((shop, lone)):
        limits = tmp_path / f"trust-{place}.json"
        limits.write_text(f'{{"per_member": {1000 + place}, "pool": 5000}}')
        assert till.run("policy", "set", "trust", "--file", str(limits), *AS).code == 0
    assert join(network, shop).code == 0
    assert join(network, lone, "OWN").code == 0
    assert shop.run("sync").code == 0
    stands = shop.run("policy", "show", "trust").json
    for till in (shop, lone):
        assert [one["code"] for one in till.run("sync").json["notes"]] == ["policy_beaten"]
        assert "at till A1 stands" in told(till, "sync")
        assert till.run("policy", "show", "trust").json == stands
