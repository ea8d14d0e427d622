"""Two businesses never see each other: every route × role × business, and PostgreSQL's own fence beneath the program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Any

import psycopg
import pytest
import zstandard
from fastapi import FastAPI

from central.clocks import MachineClock
from central.http.app import make_app
from central.http.desk import Desk
from central.http.permissions import CODE, OPEN, PERMISSIONS, TILL, routes_of, undeclared
from central.store.places import Place, ServerPlace, open_place
from loyalty.errors import LoyaltyError
from loyalty.exchange.judging import ChainHead
from loyalty.exchange.wire import Lines, Request, Wish, write_message
from tests.central.places import Business, Centre, PostgresAtHand, strong
from tests.central.till import MEDIA, Refused, Till


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


# -- routes × roles × businesses ----------------------------------------------------------------------------


@dataclass
class Neighbours:
    """Two businesses of one centre: who may ask, and what the first of them tells nobody but its own tills."""

    centre: Centre
    asking: dict[str, Till | None]
    secrets: set[str]
    later: set[str]
    """What came after a till was retired: not for that one either."""
    used: str
    business: Business


@pytest.fixture(scope="module")
def neighbours(centre: Centre) -> Neighbours:
    one, two = centre.business(), centre.business()
    used = one.code()
    gone = Till(centre.http)
    gone.join(used)
    gone.catch_up()
    one.cli("retire-till", gone.till_id, "--reason", "lost", "--by", "a", "--by", "b")
    (own, _), secrets = words_of(one)
    (other, _), _ = words_of(two)
    asking = {
        "stranger": None,
        "unknown": Till(centre.http),
        "forged": replace(own, key=other.key),
        "neighbour": other,
        "retired": gone,
        "own": own,
    }
    return Neighbours(centre, asking, secrets, secrets - {one.business_id}, used, two)


ROLES = ("stranger", "unknown", "forged", "neighbour", "retired", "own")
EXPECTED = {
    OPEN: dict.fromkeys(ROLES, 200),
    # Without a code nobody is told anything, whoever they are.
    CODE: dict.fromkeys(ROLES, 404),
    TILL: {"stranger": 401, "unknown": 401, "forged": 401, "neighbour": 200, "retired": 200, "own": 200},
}
ASKED = sorted((method, path) for (method, path), who in PERMISSIONS.items())
TABLE = [(method, path, role) for method, path in ASKED for role in ROLES]


def test_the_table_is_whole(app: FastAPI) -> None:
    described = {(method.upper(), path) for path, told in app.openapi()["paths"].items() for method in told}
    assert described | {("GET", "/v1/openapi.json")} == PERMISSIONS.keys()
    assert EXPECTED.keys() == set(PERMISSIONS.values())


@pytest.mark.parametrize(("method", "path", "role"), TABLE, ids=[f"{path}-{role}" for _, path, role in TABLE])
def test_no_route_tells_anybody_of_others(neighbours: Neighbours, method: str, path: str, role: str) -> None:
    till = neighbours.asking[role]
    status, told = ask(neighbours.centre, method, path, till)
    assert status == EXPECTED[PERMISSIONS[method, path]][role], told
    seen = {word for word in neighbours.secrets if word.encode() in told}
    if role == "own":
        # A till is told what is its own: else the other roles would prove nothing.
        assert path != "/v1/exchange" or seen == neighbours.secrets
    else:
        assert seen & (neighbours.later if role == "retired" else neighbours.secrets) == set()


def ask(centre: Centre, method: str, path: str, till: Till | None) -> tuple[int, bytes]:
    """Ask a route for all it tells, as a till or as nobody; return the status and everything that came."""
    address = f"{path}?pos=0" if path == "/v1/poke" else path
    described = centre.http.get("/v1/openapi.json").json()["paths"].get(path, {}).get(method.lower(), {})
    media = next(iter(described.get("requestBody", {}).get("content", {})), "")
    body = _from_the_beginning(till) if media == MEDIA else _without_code(described, media)
    headers = {"Content-Type": media, "Content-Encoding": "zstd"} if media == MEDIA else {}
    if till is not None:
        told, _ = till.headers(method, address, body)
        headers |= {name: told[name] for name in ("Bashgah-Till", "Bashgah-Signature")}
    answer = centre.http.send(
        centre.http.build_request(method, address, headers=headers, content=body), stream=True
    )
    raw = b"".join(answer.iter_raw())
    answer.close()
    if answer.headers["content-type"] == MEDIA:
        raw = zstandard.ZstdDecompressor().decompress(raw, max_output_size=1 << 28)
    return answer.status_code, raw + str(answer.headers).encode()


def _without_code(described: dict[str, Any], media: str) -> bytes:
    if not media:
        return b""
    fields = described["requestBody"]["content"][media]["schema"]["properties"]
    return json.dumps({name: 0 if one["type"] == "integer" else "x" for name, one in fields.items()}).encode()


def _from_the_beginning(till: Till | None) -> bytes:
    """Return the message of a till that wants to read everything, its own past too."""
    if till is None or not till.own:
        return zstandard.compress(b"{}")
    generation = till.generation or "1"
    after = ChainHead(till.epoch, till.seq, till.head)
    request = Request(after.epoch, after.seq, after.hash.hex(), generation, 0, 0, 1_000, True)
    return zstandard.compress(write_message(request, Lines((), (), (), ())))


def test_a_code_lets_in_where_it_is_for_and_once(neighbours: Neighbours) -> None:
    http, other = neighbours.centre.http, neighbours.business
    for code, status in ((neighbours.used, 409), (other.code(), 200), ("AAAA-AAAA-AAAA", 404)):
        answers = [http.post("/v1/invitation", json={"code": code})]
        till = Till(http)
        if status == 200:
            invited = answers[0].json()
            till.business_id, till.branch_id = invited["business_id"], invited["branch_id"]
        till.open()
        answers.append(http.post("/v1/enroll", json=asdict(till.enrolment(code))))
        for answer in answers:
            assert answer.status_code == status, answer.text
            assert {word for word in neighbours.secrets if word in answer.text} == set()


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


UNFENCED = {"tenant", "till_key", "invitation", "tally", "schema_version"}
"""Tables of the whole centre, asked before it is known whose a request is."""


def tables_of(place: Place, mine: str, *, fenced: bool) -> set[str]:
    with place.business(mine) as db:
        found = db.conn.exec_driver_sql(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relrowsecurity = %s",
            (fenced,),
        )
        return {row[0] for row in found}


def others_seen(place: Place, mine: str) -> list[str]:
    """Return the tables that, asked for everything by one business, tell of another."""
    tables = tables_of(place, mine, fenced=True) | tables_of(place, mine, fenced=False)
    with place.business(mine) as db:
        told = []
        for table in sorted(tables - UNFENCED):
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
    assert tables_of(place, mine, fenced=False) == UNFENCED
    assert others_seen(place, mine) == []
    with place.business(mine, write=True) as db:
        for table in ("till", "account", "member_key", "wish"):
            assert (
                db.conn.exec_driver_sql(f"DELETE FROM {table} WHERE business_id = '{theirs}'").rowcount == 0
            )
    with pytest.raises(Exception, match="row-level security"), place.business(mine, write=True) as db:
        db.conn.exec_driver_sql(f"INSERT INTO alias VALUES ('{theirs}', 'x')")
    place.close()
    # The planted bug, table by table: with its fence down, the same question tells of the neighbour.
    for table in WRITTEN:
        with _fence_down(admin, table):
            place = ServerPlace(url)
            assert others_seen(place, mine) == [table]
            place.close()


WRITTEN = ("account", "business", "chain", "fact", "lot", "member", "till", "visit", "wish")
"""What two tills with a member, a sale and a wish leave behind."""


@contextmanager
def _fence_down(admin: str, table: str) -> Iterator[None]:
    with psycopg.connect(admin.replace("+psycopg", ""), autocommit=True) as conn:
        conn.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        try:
            yield
        finally:
            conn.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")


def test_a_role_that_passes_the_fence_is_refused(postgres: PostgresAtHand) -> None:
    with pytest.raises(LoyaltyError, match="database_role_too_strong"):
        ServerPlace(strong(postgres.new_place()))


def test_no_server_is_a_sentence() -> None:
    with pytest.raises(LoyaltyError, match="database_unreachable"):
        ServerPlace("postgresql+psycopg://nobody@127.0.0.1:1/none")
