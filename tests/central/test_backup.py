"""A backup in one file, a centre restored from it, and tills that give back what it forgot."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loyalty.exchange.wire import HeadSigned, Lines, Reply, Request, Wish
from tests.central.places import Business, Centre
from tests.central.till import Till
from tests.disks import fill, mounted


@pytest.fixture
def restored(
    own_centre: Centre, new_place: Callable[[], str], tmp_path: Path
) -> Iterator[Callable[[Path], Centre]]:
    """Return what stops the centre for ever and starts another from a backup."""
    made: list[Centre] = []

    def make(file: Path, db: str = "") -> Centre:
        own_centre.stop()
        later = Centre(db or new_place(), log=tmp_path / "later.log")
        later.cli("restore", str(file))
        made.append(later.start())
        return later

    yield make
    for one in made:
        one.stop()


def test_after_a_backup_tills_know_what_is_sealed(own_centre: Centre, tmp_path: Path) -> None:
    till = own_centre.business().till()
    till.enrol()
    assert till.exchange().sealed_seq == 0
    file = tmp_path / "one.zip"
    assert own_centre.cli("backup", str(file))["facts"] == 4
    till.enrol()
    assert till.exchange().sealed_seq == till.seq - 1
    assert own_centre.cli("backup", str(file), status=1)["error"]["code"] == "centre_backup_exists"


def test_a_restored_centre_begins_a_generation_and_an_epoch(
    own_centre: Centre, restored: Callable, tmp_path: Path
) -> None:
    business = own_centre.business()
    till = business.till()
    till.enrol()
    before = till.catch_up()
    own_centre.cli("backup", str(tmp_path / "b"))
    later = restored(tmp_path / "b")
    till.http = later.http
    after = till.exchange()
    assert after.generation != before.generation
    assert till.feed[-1].kind == "epoch.opened"
    assert later.cli("verify")["ok"]


def lend(till: Till, *epochs: str) -> Reply:
    """Lend what was read of chains, as far as their heads are signed, saying that more is to come."""
    raws, heads = [], []
    for epoch in epochs:
        told = [raw for raw, fact in zip(till.raws, till.feed, strict=True) if fact.epoch == epoch]
        last = max(seq for known, seq in till.signatures if known == epoch)
        heads.append(HeadSigned(epoch, last, till.signatures[epoch, last]))
        raws += told[:last]
    after = till._first()
    request = Request(after.epoch, after.seq, after.hash.hex(), till.generation, till.pos, 0, 0, waiting=1)
    return till.send(request, Lines(lent=tuple(raws), heads=tuple(heads)))[0]


def test_tills_refill_a_restored_centre(own_centre: Centre, restored: Callable, tmp_path: Path) -> None:
    business = own_centre.business()
    one, two = business.till(), business.till()
    lot = one.give(member := one.enrol(), 5_000)
    one.catch_up()
    two.catch_up()
    own_centre.cli("backup", str(tmp_path / "b"))
    sealed = len(one.own), len(two.own)
    # All of this the backup does not know: rights that moved, credit that was spent.
    wish = Wish("w", ((lot, 3_000),))
    two.exchange(wish)
    one.exchange()
    one.return_rights()
    one.catch_up()
    two.exchange(wish)
    two.sell(member, 9_000, spends={lot: 1_000})
    two.catch_up()
    one.catch_up()
    centre_epoch = next(fact.epoch for fact in two.feed if fact.till_id == two.enrolled.centre_id)
    later = restored(tmp_path / "b")
    for till, seq in ((one, sealed[0]), (two, sealed[1])):
        till.http, till.acked = later.http, seq
    assert one.exchange(Wish("x", ((lot, 1),))).claims[0].reason == "centre_waits"
    assert lend(two, centre_epoch, one.epoch).verdict == "ok"
    for till in (one, two, one, two):
        till.catch_up()
    assert [row["awaited"] for row in later.cli("tills")["tills"]] == [False, False]
    assert {row["held"] for row in later.cli("tills")["tills"]} == {2_000}
    assert (one.held(lot), two.held(lot)) == (2_000, 2_000)
    assert later.cli("overspends")["overspends"] == []
    assert one.tally() == two.tally() == one.last_tally
    assert one.exchange(Wish("y", ((lot, 2_500),))).claims[0].asked == (two.till_id,)
    assert later.cli("verify")["ok"]


def test_a_till_learned_of_by_others_keeps_its_name(
    own_centre: Centre, restored: Callable, tmp_path: Path
) -> None:
    business = own_centre.business()
    one = business.till()
    one.catch_up()
    own_centre.cli("backup", str(tmp_path / "b"))
    late = business.till("--branch", "شعبه")
    late.catch_up()
    one.catch_up()
    assert (one.called, late.called) == ("A1", "A2")
    centre_epoch = next(fact.epoch for fact in one.feed if fact.till_id == one.enrolled.centre_id)
    later = restored(tmp_path / "b")
    one.http = late.http = later.http
    assert lend(one, centre_epoch).verdict == "ok"
    late.acked = 0
    for till in (late, one, late, one):
        till.catch_up()
    known = {row["till"]: row["code"] for row in later.cli("tills")["tills"]}
    assert known == {one.till_id: "A1", late.till_id: "A2"}
    made = Business(later, business.business_id, business.name)
    assert one.look(made.code("--branch", "شعبه"))["till_code"] == "A3"


def test_nothing_is_given_before_a_till_that_comes_again_was_heard(
    own_centre: Centre, restored: Callable, tmp_path: Path
) -> None:
    """The backup knows neither the till nor that it was given what the centre still held then."""
    business = own_centre.business()
    one, two = business.till(), business.till()
    lot = one.give(member := one.enrol(), 5_000)
    one.catch_up()
    two.catch_up()
    wish = Wish("w", ((lot, 3_000),))
    two.exchange(wish)
    one.exchange()
    one.return_rights()
    one.catch_up()
    own_centre.cli("backup", str(tmp_path / "b"))
    sealed = len(one.own), len(two.own)
    late = business.till()
    assert late.exchange(Wish("v", ((lot, 3_000),))).claims[0].state == "granted"
    late.catch_up()
    late.sell(member, 9_000, spends={lot: 1_000})
    late.catch_up()
    centre_epoch = next(fact.epoch for fact in late.feed if fact.till_id == late.enrolled.centre_id)
    later = restored(tmp_path / "b")
    for till, seq in ((one, sealed[0]), (two, sealed[1]), (late, 0)):
        till.http, till.acked = later.http, seq
    made = Business(later, business.business_id, business.name)
    late.join(made.code("--own-branch"))
    for till in (one, two, one, two):
        till.catch_up()
    assert two.exchange(wish).claims[0].reason == "centre_waits"
    assert lend(late, centre_epoch).verdict == "ok"
    for till in (late, one, two, late, one, two):
        till.catch_up()
    assert (one.held(lot), two.held(lot), late.held(lot)) == (2_000, 0, 2_000)
    assert later.cli("overspends")["overspends"] == []
    assert later.cli("verify")["ok"]


def test_a_till_retired_after_the_backup_is_retired_again_by_who_read_of_it(
    own_centre: Centre, restored: Callable, tmp_path: Path
) -> None:
    business = own_centre.business()
    one, stolen = business.till(), business.till()
    one.catch_up()
    stolen.catch_up()
    own_centre.cli("backup", str(tmp_path / "b"))
    own_centre.cli("retire-till", stolen.till_id, "--reason", "stolen", "--by", "آریا", "--by", "مهسا")
    one.catch_up()
    centre_epoch = next(fact.epoch for fact in one.feed if fact.till_id == one.enrolled.centre_id)
    later = restored(tmp_path / "b")
    one.http = stolen.http = later.http
    # The backup knows nothing of it, so it is let in until somebody tells.
    assert not stolen.exchange().retired
    assert lend(one, centre_epoch).verdict == "ok"
    assert stolen.exchange().retired
    row = next(row for row in later.cli("tills")["tills"] if row["till"] == stolen.till_id)
    assert (row["reason"], row["retired_by"]) == ("stolen", [])
    assert later.cli("verify")["ok"]


def test_a_centre_grows_from_files_to_postgresql(
    own_centre: Centre, restored: Callable, tmp_path: Path, postgres
) -> None:
    business = own_centre.business()
    till = business.till()
    for _ in range(5):
        till.give(till.enrol(), 10)
    before = till.catch_up()
    own_centre.cli("backup", str(tmp_path / "b"))
    later = restored(tmp_path / "b", postgres.new_place())
    till.http = later.http
    after = till.catch_up()
    assert after.last_pos == before.last_pos + 1
    assert later.cli("tills")["tills"][0]["held"] == 50


def test_a_damaged_backup_is_refused_and_a_full_centre_too(
    own_centre: Centre, new_place: Callable[[], str], tmp_path: Path
) -> None:
    own_centre.business().till().exchange()
    file = tmp_path / "b"
    own_centre.cli("backup", str(file))
    assert own_centre.cli("restore", str(file), status=1)["error"]["code"] == "centre_not_empty"
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = next(one for one in parts if one.startswith("0"))
    damaged = bytearray(parts[name])
    damaged[len(damaged) // 2] ^= 1
    with zipfile.ZipFile(tmp_path / "damaged", "w") as archive:
        for one, content in {**parts, name: bytes(damaged)}.items():
            archive.writestr(one, content)
    (tmp_path / "text").write_text("not a backup")
    empty = Centre(new_place())
    for wrong in ("damaged", "text", "missing"):
        assert (
            empty.cli("restore", str(tmp_path / wrong), status=1)["error"]["code"]
            == "centre_backup_unreadable"
        )


def test_a_disk_without_room_for_a_backup_is_named(
    own_centre: Centre, new_place: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From no room at all to one that ends while the archive is written; nothing of it stays."""
    own_centre.business().till().exchange()
    own_centre.cli("backup", str(tmp_path / "b"))
    refused = 0
    with mounted(tmp_path / "disk", "8m") as disk:
        for leave in (0, 40_000, 150_000, 400_000, 700_000):
            filler = fill(disk, leave)
            if (done := own_centre.try_cli("backup", str(disk / "b"))).get("error"):
                told = (done["error"]["code"], str(disk / "b") in done["error"]["message"])
                assert told == ("file_no_room", True)
                assert list(disk.iterdir()) == [filler]
                refused += 1
            (disk / "b").unlink(missing_ok=True)
            filler.unlink()
        assert refused >= 2
        fill(disk, 20_000)
        monkeypatch.setattr(tempfile, "tempdir", str(disk))
        told = Centre(new_place()).cli("restore", str(tmp_path / "b"), status=1)["error"]
        assert told["code"] == "file_no_room", "the backup is sound: it is not called unreadable"


def test_what_is_changed_by_hand_is_found(own_centre: Centre) -> None:
    business: Business = own_centre.business()
    till = business.till()
    lot = till.give(till.enrol(), 10)
    till.catch_up()
    own_centre.stop()
    from central.store.places import open_place

    place = open_place(own_centre.db)
    with place.business(business.business_id, write=True) as db:
        db.run("UPDATE account SET amount = 11 WHERE business_id = :b AND lot_id = :l", l=lot)
        db.run("UPDATE chain SET seq = seq - 1 WHERE business_id = :b AND epoch = :e", e=till.epoch)
    place.close()
    problems = own_centre.cli("verify", status=1)["businesses"][0]["problems"]
    assert {one.split()[0] for one in problems} == {"account_differs", "head_differs"}
