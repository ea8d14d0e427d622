"""Connections of an open shop: the first reader needs no pool, more at once do, and a lent one outlives the closing."""

from __future__ import annotations

import threading

from desktop.models.store import Store
from tests.models.world import World, enrol


def test_who_reads_alone_has_the_first_connection(world: World) -> None:
    world.make().close()
    store = world.open()
    for _ in range(2):
        with store.read() as db:
            assert db.connection is store.pools.first
    assert store.pools._made == {}
    store.close()


def test_readers_at_once_have_connections_of_their_own(shop: Store) -> None:
    with shop.read() as one, shop.read() as other, shop.read() as third:
        assert len({id(db.connection) for db in (one, other, third)}) == 3
        assert {db.value("SELECT count(*) FROM till") for db in (one, other, third)} == {1}
    with shop.read() as db:
        assert db.connection is shop.pools.first


def test_a_reader_sees_one_moment_beside_the_writer(shop: Store) -> None:
    with shop.read() as before:
        count = before.value("SELECT count(*) FROM member")
        enrol(shop)
        assert before.value("SELECT count(*) FROM member") == count
        with shop.read() as after:
            assert after.value("SELECT count(*) FROM member") == count + 1


def test_pools_are_made_once_however_many_ask_at_once(world: World) -> None:
    world.make().close()
    store = world.open()
    start = threading.Barrier(6)
    counted: list[int] = []

    def read() -> None:
        start.wait()
        with store.read() as db:
            counted.append(db.value("SELECT count(*) FROM fact"))

    workers = [threading.Thread(target=read) for _ in range(5)]
    for worker in workers:
        worker.start()
    start.wait()
    store.make_ready()
    for worker in workers:
        worker.join()
    assert len(counted) == 5
    assert len(set(counted)) == 1
    assert set(store.pools._made) <= {"readers", "writer"}
    store.close()


def test_a_lent_connection_outlives_the_closing(shop: Store) -> None:
    with shop.read() as db:
        shop.close()
        assert db.value("SELECT count(*) FROM till") == 1


def test_a_shop_that_was_only_read_closes_without_a_trace(world: World) -> None:
    world.make().close()
    store = world.open()
    store.close()
    store.close()
    assert not store.path.with_name(store.path.name + "-wal").exists()
    world.open().close()
