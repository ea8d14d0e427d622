"""The form of messages: what is written is read again, what is no message is refused with a sentence."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.errors import LoyaltyError
from loyalty.exchange import wire
from loyalty.exchange.signing import reply_message, request_message
from loyalty.exchange.wire import (
    ActSigned,
    Granted,
    HeadSigned,
    Lines,
    MemberKey,
    Recall,
    Reply,
    Request,
    Wish,
    read_reply,
    read_request,
    write_message,
)

TEXT = st.text(max_size=12)
NUMBER = st.integers(-(2**62), 2**62)
HASH = st.binary(max_size=32).map(bytes.hex)
AMOUNTS = st.lists(st.tuples(TEXT, NUMBER), max_size=3).map(tuple)
TALLY = st.none() | st.tuples(NUMBER, HASH)
FACTS = st.lists(
    st.lists(TEXT | NUMBER, max_size=3).map(
        lambda row: json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
    ),
    max_size=3,
).map(tuple)
LINES = st.builds(
    Lines,
    facts=FACTS,
    acts=st.lists(st.builds(ActSigned, TEXT, TEXT, st.binary(max_size=9)), max_size=2).map(tuple),
    heads=st.lists(st.builds(HeadSigned, TEXT, NUMBER, st.binary(max_size=9)), max_size=2).map(tuple),
    keys=st.lists(st.builds(MemberKey, TEXT, st.none() | st.binary(max_size=9)), max_size=2).map(tuple),
    lent=FACTS,
)
REQUESTS = st.builds(
    Request,
    epoch=TEXT,
    after_seq=NUMBER,
    after_hash=HASH,
    generation=TEXT,
    pos=NUMBER,
    keys_pos=NUMBER,
    limit=NUMBER,
    own=st.booleans(),
    waiting=NUMBER,
    claims=st.lists(st.builds(Wish, TEXT, AMOUNTS), max_size=2).map(tuple),
    tally=TALLY,
    version=TEXT,
    protocol=st.just(wire.PROTOCOL),
)
REPLIES = st.builds(
    Reply,
    verdict=TEXT,
    epoch=TEXT,
    seq=NUMBER,
    hash=HASH,
    generation=TEXT,
    pos=NUMBER,
    last_pos=NUMBER,
    keys_pos=NUMBER,
    at=NUMBER,
    notes=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    claims=st.lists(
        st.builds(Granted, TEXT, TEXT, AMOUNTS, st.lists(TEXT, max_size=2).map(tuple), TEXT), max_size=2
    ).map(tuple),
    recalls=st.lists(st.builds(Recall, TEXT, NUMBER, TEXT), max_size=2).map(tuple),
    tally=TALLY,
    sealed_seq=NUMBER,
    retired=st.booleans(),
    doubt=TEXT,
    protocol=st.just(wire.PROTOCOL),
)
PLAIN = Request("e", 0, "", "1", 0, 0, 10)
ANSWER = Reply("ok", "e", 0, "", "1", 3, 3, 0, 0)


@given(REQUESTS, LINES)
def test_any_request_is_read_as_it_was_written(request: Request, lines: Lines) -> None:
    assert read_request(write_message(request, lines)) == (request, lines)


@given(REPLIES, LINES)
def test_any_reply_is_read_as_it_was_written(reply: Reply, lines: Lines) -> None:
    assert read_reply(write_message(reply, lines)) == (reply, lines)


def told(**words: object) -> bytes:
    """Return the bytes of a plain request with some words changed."""
    header = json.loads(write_message(PLAIN, Lines()))
    return json.dumps(header | words).encode()


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"protocol":1}',
        b'{"protocol":1,"protocol":1}',
        told(epoch=1),
        told(after_seq="1"),
        told(after_seq=True),
        told(after_seq=2**63),
        told(pos=1.0),
        told(after_hash="xyz"),
        told(claims=[{"claim_id": "c"}]),
        told(claims=[{"claim_id": "c", "lots": [["lot"]]}]),
        told(claims=[["c", []]]),
        told(claims={"claim_id": "c"}),
        told(tally=[]),
        told(tally=[1]),
        told(tally=[1, "", 2]),
        told(tally=7),
        told() + b"\nX[]",
        told() + b"\n",
        told() + b"\nS[]",
        told() + b'\nS{"a":1,"b":2,"":3}',
        told() + b'\nS"abc"',
        told() + b'\nS["f","s","?"]',
        told() + b'\nS["f","s",null]',
        told() + b'\nH["e","1","AA=="]',
        told() + b"\nK[1,null]",
        told() + b'\nK["m",1]',
        told() + b"\nK" + b"[" * 100_000,
    ],
)
def test_what_is_no_message_is_refused(message: bytes) -> None:
    with pytest.raises(LoyaltyError, match="message_unreadable"):
        read_request(message)


@given(st.binary(max_size=60))
def test_junk_never_breaks_the_reader(junk: bytes) -> None:
    for read in (read_request, read_reply):
        for message in (junk, write_message(PLAIN, Lines()) + b"\n" + junk):
            with suppress(LoyaltyError):
                read(message)


def test_another_protocol_is_named() -> None:
    for protocol in (2, "1", True, None, 1.0):
        with pytest.raises(LoyaltyError, match="protocol_unknown"):
            read_request(told(protocol=protocol))


def test_a_message_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "MOST_LINES", 2)
    read_request(told() + b"\nF[]\nF[]")
    with pytest.raises(LoyaltyError, match="message_unreadable"):
        read_request(told() + b"\nF[]\nF[]\nF[]")


def test_a_reply_says_whether_more_waits() -> None:
    assert ANSWER.caught_up
    assert not Reply("ok", "e", 0, "", "1", 2, 3, 0, 0).caught_up


def test_what_is_signed_binds_address_body_and_request() -> None:
    signed = {
        request_message("POST", "/a", b"x"),
        request_message("POST", "/b", b"x"),
        request_message("PUT", "/a", b"x"),
        request_message("POST", "/a", b"y"),
        reply_message(b"s", b"x"),
        reply_message(b"t", b"x"),
        reply_message(b"s", b"y"),
    }
    assert len(signed) == 7
