"""What a till in wrong hands, or somebody without one, can send: refused or kept aside, never believed, never a 5xx."""

from __future__ import annotations

import base64
import json
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import asdict

import pytest
import zstandard

from loyalty.exchange.codes import MARK, hash_code, mark_answered, mark_asked, name_code
from loyalty.exchange.judging import ChainHead
from loyalty.exchange.wire import (
    MOST_LINES,
    ActSigned,
    HeadSigned,
    Lines,
    MemberKey,
    Request,
    Wish,
    write_message,
)
from loyalty.facts import GENESIS, Fact, canonical_bytes, chain_hash
from loyalty.ids import new_id
from loyalty.kinds import CREDIT, EntryAdjusted, Grant, LotAmount, Reversal, RightsReturned, pack_body
from tests.central.places import Business, Centre
from tests.central.till import MEDIA, Refused, Till, now

BIG = 10**30


def request_of(till: Till, **other: object) -> Request:
    told = {
        "epoch": till.epoch,
        "after_seq": 0,
        "after_hash": GENESIS.hex(),
        "generation": "",
        "pos": 0,
        "keys_pos": 0,
        "limit": 10,
    }
    return Request(**{**told, **other})  # type: ignore[arg-type]


def header(till: Till, **other: object) -> bytes:
    """Return a header as JSON, where anything may be anything."""
    told = {
        "epoch": till.epoch,
        "after_seq": 0,
        "after_hash": GENESIS.hex(),
        "generation": "",
        "pos": 0,
        "keys_pos": 0,
        "limit": 10,
        "protocol": 1,
    }
    return json.dumps({**told, **other}).encode()


def refused(till: Till, body: bytes, **headers: str) -> tuple[int, str]:
    with pytest.raises(Refused) as found:
        till.post(body, **headers)
    return found.value.status, found.value.code


def packed(message: bytes) -> bytes:
    return zstandard.compress(message)


# -- who is asking ----------------------------------------------------------------------------------------


def test_nobody_gets_in_without_a_till(business: Business) -> None:
    stranger = Till(business.centre.http)
    assert refused(stranger, b"x") == (401, "till_unknown")
    for name in ("", "x" * 9_000, "; drop table fact", new_id(now(), os.urandom)):
        stranger.till_id = name
        assert refused(stranger, b"x") == (401, "till_unknown")


def test_a_signature_is_bound_to_till_path_and_body(business: Business) -> None:
    till, other = business.till(), business.till()
    body = packed(header(till))
    told, signature = till.headers("POST", "/v1/exchange", body)
    asks = (
        {**told, "Bashgah-Till": other.till_id},
        {**told, "Bashgah-Signature": base64.b64encode(bytes(64)).decode()},
        {**told, "Bashgah-Signature": "not base64"},
        {**told, "Bashgah-Signature": base64.b64encode(signature[:-1]).decode()},
        {**told, "Bashgah-Signature": till.headers("POST", "/v1/enroll", body)[0]["Bashgah-Signature"]},
        {
            **told,
            "Bashgah-Signature": till.headers("POST", "/v1/exchange", body + b"x")[0]["Bashgah-Signature"],
        },
    )
    for headers in asks:
        answer = till.http.post("/v1/exchange", content=body, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "signature_wrong")


def test_a_request_sent_twice_does_nothing_twice(business: Business) -> None:
    till = business.till()
    till.enrol()
    lines = Lines(tuple(one.raw for one in till.own), (), (till.head_line(till.own[-1].head),))
    body = packed(write_message(request_of(till), lines))
    first, _ = till.post(body)
    again, _ = till.post(body)
    assert (first.last_pos, first.tally) == (again.last_pos, again.tally)


def test_guessing_codes_finds_nothing(business: Business) -> None:
    for code in ("", "0000-0000-0000", "'" * 100, "\0", "🙂" * 50):
        answer = business.centre.http.post("/v1/invitation", json={"code": code})
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "till_code_unknown")


def named(code: str, path: str, asked: dict[str, object]) -> tuple[bytes, str]:
    """Return a question by the name of a code, and the mark under it."""
    body = json.dumps(asked | {"code": name_code(hash_code(code))}).encode()
    return body, mark_asked(hash_code(code), path, body)


def test_a_code_that_goes_by_its_name_lets_nobody_change_what_is_asked(business: Business) -> None:
    till, code = Till(business.centre.http), business.code("--own-branch")
    body, mark = named(code, "/v1/enroll", asdict(till.enrolment(code)))
    twisted = body.replace(b"Asia/Tehran", b"Asia/Dubai!")
    other = json.dumps({**json.loads(body), "public_key": base64.b64encode(bytes(32)).decode()}).encode()
    for sent, told in ((twisted, mark), (other, mark), (body, "0" * 64), (body, ""), (body, mark.upper())):
        answer = till.http.post("/v1/enroll", content=sent, headers={MARK: told})
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "code_mark_wrong")
    # Nothing of it used the code up; and the answer's own mark says that it comes from who made it.
    answer = till.http.post("/v1/enroll", content=body, headers={MARK: mark})
    assert answer.status_code == 200, answer.text
    assert answer.headers[MARK] == mark_answered(hash_code(code), mark, answer.content)
    assert answer.json()["till_id"] == till.till_id


def test_a_name_of_no_code_and_a_code_in_plain(business: Business) -> None:
    body, mark = named("NOBODY", "/v1/invitation", {})
    answer = business.centre.http.post("/v1/invitation", content=body, headers={MARK: mark})
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "till_code_unknown")
    # A till of an older version says the code itself, and is answered without a mark.
    answer = business.centre.http.post("/v1/invitation", json={"code": business.code()}, headers={MARK: "x"})
    assert (answer.status_code, MARK in answer.headers) == (200, False)


# -- messages that are none -------------------------------------------------------------------------------

DEEP = b"[" * 100_000


@pytest.mark.parametrize(
    "message",
    [
        b"", b"\n\n", b"{}", b"[]", b"null", DEEP, b'{"a":' * 50_000, b"\xff\xfe", b'{"protocol":1}', b'{"protocol":NaN}',
        b'{"protocol":1,"protocol":1}', b"9" * 5_000,
    ],
    ids=range(12),
)  # fmt: skip
def test_a_message_that_is_none_is_refused(business: Business, message: bytes) -> None:
    status, code = refused(business.till(), packed(message))
    assert status == 400
    assert code in ("message_unreadable", "protocol_unknown")


@pytest.mark.parametrize(
    "told",
    [
        {"epoch": None}, {"epoch": "'; --"}, {"epoch": "e" * 65}, {"epoch": ""}, {"epoch": "\0"}, {"epoch": "۱"},
        {"after_seq": -1}, {"after_seq": BIG}, {"after_seq": 1.0}, {"after_seq": float("nan")}, {"after_seq": True},
        {"after_hash": "zz"}, {"after_hash": "00"}, {"after_hash": 5}, {"pos": None}, {"pos": "1"}, {"limit": 1e309},
        {"claims": 5}, {"claims": [{}]}, {"claims": [{"claim_id": "", "lots": []}]}, {"claims": [{"claim_id": "a\0", "lots": []}]},
        {"claims": [{"claim_id": "a", "lots": [["l", 0]]}]}, {"claims": [{"claim_id": "a", "lots": [["l", -5]]}]},
        {"claims": [{"claim_id": "a", "lots": [["l", BIG]]}]}, {"claims": [{"claim_id": "a", "lots": [["\ud800", 5]]}]},
        {"claims": [{"claim_id": "a", "lots": [["l", 5], ["l", 5]]}]}, {"claims": [{"claim_id": str(n), "lots": []} for n in range(500)]},
        {"claims": [{"claim_id": "a", "lots": [[str(n), 5] for n in range(600)]}]}, {"pos": BIG}, {"waiting": -BIG}, {"tally": 7}, {"tally": ["x", 1]}, {"protocol": 2},
    ],
    ids=str,
)  # fmt: skip
def test_a_header_that_lies_is_refused(business: Business, told: dict) -> None:
    assert refused(business.till(), packed(header(business.till(), **told)))[0] == 400


@pytest.mark.parametrize(
    "told", [{"pos": 2**62}, {"pos": -5}, {"keys_pos": 2**62}, {"limit": 2**62}, {"limit": -1}, {"waiting": -(2**62)}, {"version": "\0\ud800" * 500}],
    ids=str,
)  # fmt: skip
def test_numbers_beyond_measure_are_bounded(business: Business, told: dict) -> None:
    till = business.till()
    reply, _ = till.post(packed(header(till, **told)))
    assert reply.verdict == "ok"
    assert 0 <= reply.pos <= reply.last_pos


@pytest.mark.parametrize(
    "line",
    [b"X[]", b"S", b"S[]", b"S{}", b"S[1,2,3]", b'S["a","b","!"]', b"H[1]", b'H["e",1.5,""]', b"K" + DEEP, b'K["m",5]', b'K["m","*"]', b"\xff"],
    ids=range(12),
)  # fmt: skip
def test_a_line_that_is_none_is_refused(business: Business, line: bytes) -> None:
    till = business.till()
    assert refused(till, packed(header(till) + b"\n" + line)) == (400, "message_unreadable")


def test_a_bomb_does_not_go_off(business: Business) -> None:
    till = business.till()
    bomb = zstandard.ZstdCompressor(level=3).compress(bytes(300 << 20))
    assert len(bomb) < 100_000
    assert refused(till, bomb) == (413, "message_too_large")
    assert refused(till, os.urandom(1 << 10)) == (400, "message_unreadable")
    assert refused(till, os.urandom((16 << 20) + 1)) == (413, "message_too_large")
    assert refused(till, packed(b"\n".join([header(till)] + [b'K["m",null]'] * (MOST_LINES + 1))))[0] == 400


def test_what_is_not_lines_is_told_so(business: Business) -> None:
    till = business.till()
    body = packed(header(till))
    for headers in ({"Content-Type": "text/html"}, {"Content-Encoding": "gzip"}, {"Content-Type": ""}):
        assert refused(till, body, **headers) == (415, "message_media_unknown")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        DEEP,
        b'{"code":1}',
        b'{"code":NaN}',
        b'{"code":"a","code":"a"}',
        b'{"code":"a","b":1}',
        b"\xff",
    ],
    ids=range(9),
)
@pytest.mark.parametrize("path", ["/v1/invitation", "/v1/enroll"])
def test_json_that_is_not_the_request_is_refused(business: Business, path: str, body: bytes) -> None:
    answer = business.centre.http.post(path, content=body)
    assert (answer.status_code, answer.json()["error"]["code"]) in (
        (400, "message_unreadable"),
        (413, "message_too_large"),
    )


@pytest.mark.parametrize(
    "told",
    [{"till_id": "x"}, {"till_id": "x" * 26}, {"public_key": "AAAA"}, {"public_key": "*"}, {"business_id": ""}, {"branch_id": "a\0"}, {"branch_name": "\ud800"},
     {"nonce": ""}, {"zone": "z" * 500}],
    ids=str,
)  # fmt: skip
def test_an_enrolment_of_nonsense_is_refused(business: Business, told: dict) -> None:
    till = Till(business.centre.http)
    asked = till.enrolment(business.code("--own-branch"))
    body = json.dumps({**{name: getattr(asked, name) for name in asked.__dataclass_fields__}, **told})
    answer = till.http.post("/v1/enroll", content=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "enrolment_unreadable")


@pytest.mark.parametrize("pos", ["", "-1", "x", "1e5", "9" * 40, "۱"])
def test_a_position_that_is_none_is_refused(business: Business, pos: str) -> None:
    till = business.till()
    told, _ = till.headers("GET", "/v1/poke", b"")
    answer = till.http.get(
        "/v1/poke", params={"pos": pos}, headers={k: told[k] for k in ("Bashgah-Till", "Bashgah-Signature")}
    )
    assert answer.status_code == 400


def test_refusals_speak_both_languages(business: Business) -> None:
    told = business.centre.http.post("/v1/invitation", json={"code": "x"}).json()["error"]
    assert set(told) == {"code", "message", "hint"}
    assert set(told["message"]) == set(told["hint"]) == {"fa", "en"}


def test_unknown_addresses_are_told_so(business: Business) -> None:
    assert business.centre.http.get("/v1/nothing").json()["error"]["code"] == "route_unknown"
    refused = business.centre.http.get("/v1/exchange")
    assert (refused.json()["error"]["code"], refused.headers["Allow"]) == ("method_unknown", "POST")


# -- runs that are none -----------------------------------------------------------------------------------


def sent(till: Till, raws: list[bytes], head: ChainHead | None = None, **lines: object) -> str:
    """Send raw facts from the beginning, signed by the till as it likes; return the verdict."""
    last = head or till.own[-1].head
    reply, _ = till.send(request_of(till), Lines(tuple(raws), heads=(till.head_line(last),), **lines))  # type: ignore[arg-type]
    return reply.verdict


def test_reordered_spliced_and_foreign_runs_change_nothing(business: Business) -> None:
    till, other = business.till(), business.till()
    for _ in range(3):
        till.enrol()
    raws = [one.raw for one in till.own]
    other.enrol()
    theirs = [one.raw for one in other.own]
    for wrong in (
        [raws[0], raws[2], raws[1], raws[3]],
        [raws[0], raws[2], raws[3]],
        [raws[0], theirs[1], raws[2], raws[3]],
        [theirs[0], *raws[1:]],
        [*raws, raws[-1]],
        [raws[0].replace(b"general", b"grocery"), *raws[1:]],
        [b"", *raws],
        [b"[]", *raws],
        [b"[NaN]", *raws],
    ):
        assert sent(till, wrong) in ("unreadable", "unsigned")
    assert till.exchange().verdict == "ok"


def test_anothers_epoch_is_closed(business: Business) -> None:
    till, other = business.till(), business.till()
    other.exchange()
    till.epoch = other.epoch
    assert sent(till, [one.raw for one in other.own], other.own[-1].head) == "unreadable"


def forged(till: Till, row: list, kind: str = "sale.recorded", *, fact_id: str = "", at: int = 0) -> str:
    """Chain a fact whose body is whatever it is; return its id."""
    after = ChainHead(till.epoch, till.seq, till.head)
    fact = Fact(
        fact_id or new_id(now(), os.urandom), till.business_id, till.branch_id, till.till_id, till.epoch, till.seq + 1,
        kind, 1, "owner", "", now(), 1, "boot", at or now(), False, row,
    )  # fmt: skip
    raw = canonical_bytes(fact)
    till.seq, till.head = after.seq + 1, chain_hash(after.hash, raw)
    till.own.append(type(till.own[0])(raw, after, ChainHead(till.epoch, till.seq, till.head), fact.fact_id))
    return fact.fact_id


def adjusted(member: str, amount: int, cause: str = "gift") -> list:
    return pack_body(
        "entry.adjusted",
        EntryAdjusted(member, (Grant(CREDIT, "business", amount, 0, None, cause),), (), "gift"),
    )


def test_what_no_table_holds_is_kept_and_never_folded(business: Business) -> None:
    till = business.till()
    wrong = [
        adjusted("m", 10**16), adjusted("m", BIG), adjusted("m\0", 5), adjusted("m" * 3_000, 5), adjusted("m", 5, "c" * 300),
        pack_body("rights.returned", RightsReturned((LotAmount("x", -5),), "home")),
    ]  # fmt: skip
    kinds = ["entry.adjusted"] * 5 + ["rights.returned"]
    poisoned = [forged(till, row, kind) for row, kind in zip(wrong, kinds, strict=True)]
    fine = forged(till, adjusted("m", 5), "entry.adjusted")
    reply = till.exchange()
    assert reply.verdict == "ok"
    assert dict(reply.notes) == dict.fromkeys(poisoned, "poison")
    assert fine not in dict(reply.notes)
    assert business.cli("tills")["tills"][0]["held"] == 5
    assert business.cli("verify")["ok"]


def test_half_a_surrogate_is_no_fact(business: Business) -> None:
    till = business.till()
    after = ChainHead(till.epoch, till.seq, till.head)
    fact = Fact(
        new_id(now(), os.urandom), till.business_id, till.branch_id, till.till_id, till.epoch, till.seq + 1,
        "entry.adjusted", 1, "owner", "", now(), 1, "boot", now(), False, adjusted("MEMBER", 5),
    )  # fmt: skip
    raw = canonical_bytes(fact).replace(b"MEMBER", b"\\ud800")
    till.chain(raw, fact, after)
    reply = till.exchange()
    assert (reply.verdict, reply.notes) == ("unreadable", ())


def test_sums_beyond_measure_are_refused_whole(business: Business) -> None:
    till = business.till()
    lot = f"{forged(till, adjusted('m', 10**15), 'entry.adjusted')}.0"
    back = tuple(LotAmount(lot, 10**15) for _ in range(30))
    for number in range(40):
        body = Reversal("sale", number, "s", "m", (), (), back, (), (), 0, (), "gift")
        forged(till, pack_body("sale.refunded", body), "sale.refunded")
    body = packed(
        write_message(
            request_of(till),
            Lines(tuple(one.raw for one in till.own), heads=(till.head_line(till.own[-1].head),)),
        )
    )
    assert refused(till, body) == (422, "amount_out_of_reach")
    assert business.cli("verify")["ok"]


@pytest.mark.parametrize("at", [1, -(10**14), 4_102_444_800_000, 10**14])
def test_a_wrong_clock_never_stops_a_till(business: Business, at: int) -> None:
    till, other = business.till(), business.till()
    forged(till, adjusted("m", 5), "entry.adjusted", at=at)
    reply = till.exchange()
    assert (reply.verdict, reply.notes) == ("ok", ())
    assert abs(reply.at - now()) < 60_000
    other.catch_up()
    assert abs(other.at - now()) < 60_000


def test_a_fact_told_twice_counts_once(business: Business) -> None:
    till, other = business.till(), business.till()
    fact_id = new_id(now(), os.urandom)
    forged(till, adjusted("m", 70), "entry.adjusted", fact_id=fact_id)
    till.exchange()
    forged(till, adjusted("m", 70), "entry.adjusted", fact_id=fact_id)
    assert till.exchange().notes == ((fact_id, "twin"),)
    forged(other, adjusted("m", 9_000), "entry.adjusted", fact_id=fact_id)
    assert other.exchange().notes == ((fact_id, "twin"),)
    assert sum(row["held"] for row in business.cli("tills")["tills"]) == 70
    assert business.cli("verify")["ok"]


def test_ids_no_table_takes_do_not_stop_a_till(business: Business) -> None:
    till = business.till()
    for fact_id in ("\0", "x" * 5_000, ""):
        forged(till, adjusted("m", 5), "entry.adjusted", fact_id=fact_id or "\t")
    assert till.exchange().verdict == "ok"
    till.enrol()
    assert till.exchange().verdict == "ok"


def test_rights_nobody_gave_are_no_rights(business: Business) -> None:
    thief, owner = business.till(), business.till()
    lot = owner.give(member := owner.enrol(), 5_000)
    owner.catch_up()
    thief.catch_up()
    thief.sell(member, 9_000, spends={lot: 5_000})
    thief.catch_up()
    row = business.cli("overspends")["overspends"][0]
    assert (row["cause"], row["till"], row["open"]) == ("unexplained", thief.till_id, True)
    assert owner.held(lot) == 5_000
    owner.sell(member, 9_000, spends={lot: 5_000})
    owner.catch_up()
    assert owner.held(lot) == 0
    assert [row["open"] for row in business.cli("overspends")["overspends"]] == [False]
    assert business.cli("verify")["ok"]


def test_signatures_and_keys_of_nonsense_are_not_kept(business: Business) -> None:
    till, other = business.till(), business.till()
    till.enrol()
    lines = {
        "acts": (
            ActSigned("x", "y", b"z"),
            ActSigned(till.own[-1].fact_id, "s\0", bytes(64)),
            ActSigned(till.own[-1].fact_id, "s", bytes(3)),
        ),
        "keys": (
            MemberKey("m\0", bytes(32)),
            MemberKey("m" * 500, bytes(32)),
            MemberKey("m", bytes(500)),
            MemberKey("n", None),
        ),
    }
    assert sent(till, [one.raw for one in till.own], **lines) == "ok"
    other.catch_up()
    assert other.keys == {}


def test_a_parent_that_never_was_is_asked_for(business: Business) -> None:
    till = business.till()
    till.exchange()
    till.enrol()
    till.new_epoch()
    till.acked = len(till.own) - 1
    assert till.exchange().verdict == "stale"


def test_a_first_fact_that_begins_nothing_is_unreadable(business: Business) -> None:
    till = business.till()
    till.epoch, till.seq, till.head = secrets.token_hex(8), 0, GENESIS
    till.own.clear()
    till.enrol()
    till.acked = 0
    assert till.exchange().verdict == "unreadable"
    till.epoch, till.seq, till.head = secrets.token_hex(8), 0, GENESIS
    till.own.clear()
    till.record_row("epoch.opened", ["?"])
    assert till.exchange().verdict == "unreadable"
    till.epoch, till.seq, till.head = secrets.token_hex(8), 0, GENESIS
    till.own.clear()
    till.record_row("epoch.opened", ["\0", 1, base64.b64encode(GENESIS).decode(), "behind"])
    assert till.exchange().verdict == "stale"


def test_wishes_for_nothing_and_for_anothers_are_refused(business: Business) -> None:
    till = business.till()
    other = business.centre.business().till()
    lot = other.give(other.enrol(), 500)
    other.catch_up()
    for name in (lot, "nothing.0"):
        assert till.exchange(Wish(secrets.token_hex(4), ((name, 5),))).claims[0].state == "refused"


def test_heads_for_other_places_are_not_believed(business: Business) -> None:
    till = business.till()
    heads = tuple(HeadSigned(till.epoch, seq, bytes(64)) for seq in range(20))
    reply, _ = till.send(request_of(till), Lines((till.own[0].raw,), heads=heads))
    assert reply.verdict == "unsigned"


def test_asking_too_often_is_told_when_to_come_again(new_place: Callable[[], str]) -> None:
    centre = Centre(
        new_place(), environ={"BASHGAH_CENTRE_TILL_RATE": "1", "BASHGAH_CENTRE_OPEN_RATE": "1"}
    ).start()
    try:
        till = centre.business().till()
        assert set(_codes(till, 40)) == {"", "asked_too_often"}
        answers = [till.http.post("/v1/invitation", json={"code": "x"}).status_code for _ in range(60)]
        assert set(answers) == {404, 429}
        answer = till.http.post("/v1/invitation", json={"code": "x"})
        assert int(answer.headers["retry-after"]) >= 1
    finally:
        centre.stop()


def _codes(till: Till, times: int) -> Iterator[str]:
    for _ in range(times):
        try:
            till.exchange()
            yield ""
        except Refused as problem:
            yield problem.code


def test_media_is_what_the_documents_say(business: Business) -> None:
    told = business.centre.http.get("/v1/openapi.json").json()
    assert MEDIA in told["paths"]["/v1/exchange"]["post"]["requestBody"]["content"]
