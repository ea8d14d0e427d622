"""Tells facts again where a till's chain turned out to be another's too: two machines work with one key.

What the centre never took stands after the last place both share. It is told again from there, under the same ids, in
a new epoch; no figure changes by it. This is the one act that takes facts out of the log, so nothing else may.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from desktop.models.highwater import Head
from desktop.models.log import Tx
from desktop.models.opening import EPOCH_BYTES, SYSTEM
from desktop.models.schema.log import append_only_triggers
from desktop.models.settings import set_setting
from desktop.models.sources import Source
from desktop.models.store import Store
from loyalty.exchange.judging import ChainHead
from loyalty.facts import Fact, head_message, parse_fact
from loyalty.kinds import EpochOpened

_MOVED = ("act_signature", "signed_head", "fact")


def part(store: Store, place: ChainHead, acked: Mapping[str, tuple[int, str]]) -> None:
    """Tell all own facts after a place of the own chain again in a new epoch, and what stands on them.

    `acked` says of each epoch how far the centre has it: that stays where it is. A person's signature speaks of the
    place a fact stood at, so it does not go along.
    """
    with store.transaction(SYSTEM) as tx:
        later = _after(tx, place, acked)
        _take_out(tx, later)
        _sign_place(tx, store, place)
        tx.head = Head(place.epoch, place.seq, place.hash)
        opened = EpochOpened(place.epoch, place.seq, place.hash, "fork")
        tx.open_epoch(store.entropy(EPOCH_BYTES).hex(), "fork", opened)
        _tell(tx, later)
        set_setting(tx, "number_floor", tx.number)
    if "epoch_opened" not in store.warnings:
        store.warnings += ("epoch_opened",)


def _after(tx: Source, place: ChainHead, acked: Mapping[str, tuple[int, str]]) -> list[tuple[Fact, str]]:
    """Return what has to be told again, in its order, with the hash it had."""
    epochs = tx.rows(
        "SELECT epoch FROM fact WHERE seq = 1 AND till_id = (SELECT till_id FROM fact WHERE epoch = ?1 AND seq = 1) "
        "AND pos >= (SELECT pos FROM fact WHERE epoch = ?1 AND seq = 1) ORDER BY pos",
        (place.epoch,),
    )
    later: list[tuple[Fact, str]] = []
    for (epoch,) in epochs:
        if epoch != place.epoch and acked.get(epoch, (0, ""))[0]:
            continue
        after = place.seq if epoch == place.epoch else 0
        rows = tx.rows("SELECT raw, hash FROM fact WHERE epoch = ? AND seq > ? ORDER BY seq", (epoch, after))
        later += [(parse_fact(raw), digest.hex()) for raw, digest in rows]
    return later


def _take_out(tx: Tx, later: Sequence[tuple[Fact, str]]) -> None:
    with _open_log(tx):
        for fact, _ in later:
            tx.run("DELETE FROM act_signature WHERE fact_id = ?", (fact.fact_id,))
            tx.run("DELETE FROM signed_head WHERE epoch = ? AND seq = ?", (fact.epoch, fact.seq))
            tx.run("DELETE FROM fact WHERE epoch = ? AND seq = ?", (fact.epoch, fact.seq))
            if fact.kind == "epoch.opened":
                tx.run("DELETE FROM epoch WHERE epoch = ?", (fact.epoch,))


@contextmanager
def _open_log(tx: Tx) -> Iterator[None]:
    guards = [one for one in append_only_triggers() if one.split()[2] in {f"{t}_no_delete" for t in _MOVED}]
    for guard in guards:
        tx.run(f"DROP TRIGGER {guard.split()[2]}")
    yield
    for guard in guards:
        tx.run(guard)


def _sign_place(tx: Tx, store: Store, place: ChainHead) -> None:
    signature = store.signer.sign(head_message(place.epoch, place.seq, place.hash))
    tx.run(
        "INSERT INTO signed_head (epoch, seq, hash, signature) VALUES (?, ?, ?, ?) ON CONFLICT (epoch, seq) DO NOTHING",
        (place.epoch, place.seq, place.hash, signature),
    )


def _tell(tx: Tx, later: Sequence[tuple[Fact, str]]) -> None:
    # A fact names the policy it was recorded under by that fact's hash, which is another one now.
    hashes: dict[str, str] = {}
    for fact, before in later:
        if fact.kind != "epoch.opened":
            policy = hashes.get(fact.policy_hash, fact.policy_hash)
            tx.tell_again(replace(fact, policy_hash=policy))
            hashes[before] = tx.head.hash.hex()
    tx.policy_hash = hashes.get(tx.policy_hash, tx.policy_hash)
