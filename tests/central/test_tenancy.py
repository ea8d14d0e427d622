"""Two businesses never see each other: every route × business, and PostgreSQL's own fence beneath the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
import pytest
from fastapi import FastAPI

from central.clocks import MachineClock
from central.http.app import make_app
from central.http.desk import Desk
from central.http.permissions import CODE, OPEN, PERMISSIONS, TILL, routes_of, undeclared
from central.store.places import Place, ServerPlace, open_place
from loyalty.errors import LoyaltyError
from loyalty.exchange.wire import Wish
from tests.central.places import Business, Centre, PostgresAtHand, strong
from tests.central.till import Refused, Till


@pytest.fixture
def app(new_place: Callable[[], str]) -> Iterator[FastAPI]:
    place = open_place(new_place())
    yield make_app(Desk(place, MachineClock()))
    place.close()


def test_every_route_has_a_permission_and_no_permission_is_idle(app: FastAPI) -> None:
    assert routes_of(app.routes) == PERMISSIONS.keys()
    assert set(PERMISSIONS.values()) == {OPEN, CODE, TILL}


def test_a_route_without_a_permission_is_caught(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch, new_place: Callable[[], str]
) -> None:
    @app.get("/v1/leak")
    def leak() -> None: ...

    assert undeclared(app) == {("GET", "/v1/leak")}
    monkeypatch.delitem(PERMISSIONS, ("GET", "/v1/poke"))
    place = open_place(new_place())
    with pytest.raises(LoyaltyError, match="route_without_permission"):
        make_app(Desk(place, MachineClock()))
    place.close()


def words_of(business: Business) -> tuple[list[Till], set[str]]:
    """Return two tills of a business with something in it, and texts that are nobody else's business."""
    tills = [business.till(), business.till()]
    member = tills[0].enrol()
    lot = tills[0].give(member, 4_711)
    for till in (*tills, *tills):
        till.catch_up()
    tills[1].exchange(Wish("wish-" + tills[1].till_id, ((lot, 11),)))
    secrets = {member, lot, tills[0].epoch, tills[1].epoch, tills[0].branch_id, business.business_id}
    return tills, secrets | {till.till_id for till in tills}


ASKED = sorted((method, path) for (method, path), who in PERMISSIONS.items())


@pytest.mark.parametrize(("method", "path"), ASKED, ids=[path for _, path in ASKED])
def test_no_route_tells_a_stranger_or_a_neighbour(centre: Centre, method: str, path: str) -> None:
    one, two = centre.business(), centre.business()
    _, secrets = words_of(one)
    neighbour, _ = words_of(two)
    answers = [_ask(centre, method, path, None), _ask(centre, method, path, neighbour[0])]
    for answer in answers:
        assert answer
        assert {word for word in secrets if word.encode() in answer} == set()


def _ask(centre: Centre, method: str, path: str, till: Till | None) -> bytes:
    """Ask a route as plainly as possible, as a stranger or as a till; return all it says."""
    if till is not None and path == "/v1/exchange":
        till.forget("")
        till.feed.clear()
        till.raws.clear()
        till.chains.clear()
        till.catch_up()
        return b"".join(till.raws)
    address = f"{path}?pos=0" if path == "/v1/poke" else path
    headers = {}
    if till is not None:
        told, _ = till.headers(method, address, b"")
        headers = {name: told[name] for name in ("Bashgah-Till", "Bashgah-Signature")}
    answer = centre.http.request(method, address, headers=headers)
    if till is None and PERMISSIONS[method, path] == TILL:
        assert answer.status_code == 401
    return answer.content + str(answer.headers).encode()


def test_anothers_epoch_lot_and_code_are_as_if_they_were_not(centre: Centre) -> None:
    one, two = centre.business(), centre.business()
    tills, _ = words_of(one)
    (mine, _), _ = words_of(two)
    lot = next(iter(tills[0].book.accounts))
    assert mine.exchange(Wish("w", ((lot, 5),))).claims[0].reason == "rights_nowhere"
    mine.epoch = tills[0].epoch
    mine.own, mine.acked, mine.seq, mine.head = list(tills[0].own), 0, tills[0].seq, tills[0].head
    assert mine.exchange().verdict == "unreadable"


def test_a_till_is_of_one_business_for_ever(centre: Centre) -> None:
    one, two = centre.business(), centre.business()
    till = one.till("--own-branch")
    code = two.code("--own-branch")
    with pytest.raises(Refused, match="till_known"):
        till.join(code)
    other = Till(centre.http, business_id=one.business_id)
    with pytest.raises(Refused, match="business_known"):
        other.join(code)


# -- beneath the program ----------------------------------------------------------------------------------


def others_seen(place: Place, mine: str) -> list[str]:
    """Return the tables that, asked for everything by one business, tell of another."""
    with place.business(mine) as db:
        tables = [
            row[0]
            for row in db.conn.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ]
        told = []
        for table in sorted(set(tables) - {"tenant", "till_key", "invitation", "tally", "schema_version"}):
            found = db.conn.exec_driver_sql(f"SELECT DISTINCT business_id FROM {table}").fetchall()
            told += [table] if {row[0] for row in found} - {mine} else []
    return told


@pytest.fixture
def two_on_postgres(postgres: PostgresAtHand) -> Iterator[tuple[str, str, list[str]]]:
    url = postgres.new_place()
    centre = Centre(url).start()
    businesses = [centre.business(), centre.business()]
    for business in businesses:
        words_of(business)
    yield url, strong(url), [one.business_id for one in businesses]
    centre.stop()


def test_postgresql_itself_keeps_businesses_apart(two_on_postgres: tuple[str, str, list[str]]) -> None:
    url, admin, (mine, theirs) = two_on_postgres
    place = ServerPlace(url)
    assert others_seen(place, mine) == []
    with place.business(mine, write=True) as db:
        for table in ("till", "account", "member_key", "wish"):
            assert (
                db.conn.exec_driver_sql(f"DELETE FROM {table} WHERE business_id = '{theirs}'").rowcount == 0
            )
    with pytest.raises(Exception, match="row-level security"), place.business(mine, write=True) as db:
        db.conn.exec_driver_sql(f"INSERT INTO alias VALUES ('{theirs}', 'x')")
    place.close()
    with psycopg.connect(admin.replace("+psycopg", ""), autocommit=True) as conn:
        for table in ("fact", "account", "till"):
            conn.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    place = ServerPlace(url)
    # The planted bug: with the fence down, the same question tells of the neighbour.
    assert others_seen(place, mine) == ["account", "fact", "till"]
    place.close()


def test_a_role_that_passes_the_fence_is_refused(postgres: PostgresAtHand) -> None:
    with pytest.raises(LoyaltyError, match="database_role_too_strong"):
        ServerPlace(strong(postgres.new_place()))


def test_no_server_is_a_sentence() -> None:
    with pytest.raises(LoyaltyError, match="database_unreachable"):
        ServerPlace("postgresql+psycopg://nobody@127.0.0.1:1/none")
