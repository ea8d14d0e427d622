"""The form of what travels: a header, then lines, each a letter and its content; facts go verbatim.

`F` a fact's canonical bytes · `L` such bytes of another author, lent to a centre that was put back · `S` a person's
signature under a fact · `H` an author's signature under a head of its chain · `K` a member's key, null where it was
erased. A line never holds a line break, because JSON writes none.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass, fields
from typing import Any, TypeVar

from loyalty.errors import LoyaltyError, require

PROTOCOL = 1
MOST_LINES = 120_000
MOST_BITS = 63
"""No number of a message is wider: files and databases hold no wider ones."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ActSigned:
    """A person's signature under a privileged fact."""

    fact_id: str
    staff_id: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class HeadSigned:
    """A till's signature under the head of its chain, after the facts that lead to it."""

    epoch: str
    seq: int
    signature: bytes


@dataclass(frozen=True, slots=True)
class MemberKey:
    """The key that opens a member's words; None where the member was erased."""

    member_id: str
    key: bytes | None


@dataclass(frozen=True, slots=True)
class Lines:
    """What follows a header, each kind in the order it was sent."""

    facts: tuple[bytes, ...] = ()
    acts: tuple[ActSigned, ...] = ()
    heads: tuple[HeadSigned, ...] = ()
    keys: tuple[MemberKey, ...] = ()
    lent: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """A till's wish for rights: the same id asked again is the same wish. `lots` are (lot id, amount)."""

    claim_id: str
    lots: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What a till says beside its lines. Hashes are hexadecimal; `tally` is (count, xor) of all facts it holds.

    `epoch`, `after_seq`, `after_hash`: where the run of facts stands. `generation`, `pos`, `keys_pos`: how far it
    has read. `own` asks for its own facts too, after it was put back to an older state. `waiting` is how many facts
    it still has to send after these.
    """

    epoch: str
    after_seq: int
    after_hash: str
    generation: str
    pos: int
    keys_pos: int
    limit: int
    own: bool = False
    waiting: int = 0
    claims: tuple[Wish, ...] = ()
    tally: tuple[int, str] | None = None
    version: str = ""
    protocol: int = PROTOCOL


@dataclass(frozen=True, slots=True)
class Granted:
    """How a wish stands: what has been granted of each lot so far, and which tills were asked for the rest.

    `state` is `granted`, `asked` (ask again soon), or `refused` with a code in `reason`.
    """

    claim_id: str
    state: str
    lots: tuple[tuple[str, int], ...] = ()
    asked: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Recall:
    """The centre asks for rights back; advice, never a taking."""

    lot_id: str
    amount: int
    why: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the centre says beside its lines.

    `verdict` on the run of facts is `ok` (durable up to `epoch`, `seq`, `hash`; after an empty run they name all that
    is known of that epoch), `stale` (send from there on), `fork` (the chains part after that place: tell the rest in a
    new epoch; at 0 send the whole epoch, so that the place is found), `unsigned` or `unreadable`. `notes` are (fact id, class) of
    facts that are not simply `ok`. `pos` is how far these lines lead, `last_pos` how far the feed goes. `tally` is
    (count, xor) of the whole business at `pos`, given when these lines lead to the end. `sealed_seq` is how far its
    backup reaches. `doubt` is why the centre doubts this till's past: with `fork` a twin of it is at work, and it
    spends no rights until the owner has decided.
    """

    verdict: str
    epoch: str
    seq: int
    hash: str
    generation: str
    pos: int
    last_pos: int
    keys_pos: int
    at: int
    notes: tuple[tuple[str, str], ...] = ()
    claims: tuple[Granted, ...] = ()
    recalls: tuple[Recall, ...] = ()
    tally: tuple[int, str] | None = None
    sealed_seq: int = 0
    retired: bool = False
    doubt: str = ""
    protocol: int = PROTOCOL

    @property
    def caught_up(self) -> bool:
        """Say whether nothing more waits at the centre."""
        return self.pos >= self.last_pos


def write_message(header: Request | Reply, lines: Lines) -> bytes:
    """Return the bytes of a message, before compression."""
    rows = [
        *(b"F" + raw for raw in lines.facts),
        *(b"L" + raw for raw in lines.lent),
        *(_line("S", [act.fact_id, act.staff_id, _text(act.signature)]) for act in lines.acts),
        *(_line("H", [head.epoch, head.seq, _text(head.signature)]) for head in lines.heads),
        *(_line("K", [one.member_id, None if one.key is None else _text(one.key)]) for one in lines.keys),
    ]
    return b"\n".join([json.dumps(_spoken(header), separators=(",", ":"), default=_plain).encode(), *rows])


def _plain(part: Any) -> dict[str, Any]:
    # Hundreds of recalls go with a till's exchange; `asdict` copies each of their texts and numbers on its own.
    return {name: getattr(part, name) for name in part.__slots__}


def _spoken(header: Request | Reply) -> dict[str, Any]:
    # What is as usual is not said: in a batch of few facts the header would be a tenth of what travels.
    said = {field.name: getattr(header, field.name) for field in fields(header)}
    usual = {field.name: field.default for field in fields(header) if field.name != "protocol"}
    return {name: told for name, told in said.items() if told != usual.get(name, MISSING)}


def read_request(message: bytes) -> tuple[Request, Lines]:
    """Return a till's message; raises `message_unreadable`, `protocol_unknown`."""
    told, lines = _split(message)
    return _read(told, _request), lines


def read_reply(message: bytes) -> tuple[Reply, Lines]:
    """Return the centre's message; raises `message_unreadable`, `protocol_unknown`."""
    told, lines = _split(message)
    return _read(told, _reply), lines


def _split(message: bytes) -> tuple[dict[str, Any], Lines]:
    first, *rest = message.split(b"\n")
    require(len(rest) <= MOST_LINES, "message_unreadable")
    try:
        told = json.loads(first, object_pairs_hook=_no_twins)
        require(type(told) is dict, "message_unreadable")
        spoken = told.get("protocol")
        require(type(spoken) is int and spoken == PROTOCOL, "protocol_unknown", protocol=str(spoken)[:20])
        return told, _lines(rest)
    except (ValueError, TypeError, RecursionError) as problem:
        raise LoyaltyError("message_unreadable") from problem


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) != len(pairs):
        raise ValueError("a key told twice")
    return told


def _lines(rows: Iterable[bytes]) -> Lines:
    parts: dict[bytes, list[Any]] = {b"F": [], b"S": [], b"H": [], b"K": [], b"L": []}
    facts = parts[b"F"]
    for row in rows:
        kind, content = row[:1], row[1:]
        if kind == b"F":
            # Nearly all lines are facts.
            facts.append(content)
            continue
        require(kind in parts, "message_unreadable")
        parts[kind].append(content if kind == b"L" else _READERS[kind](*_row(content)))
    return Lines(*map(tuple, parts.values()))


def _row(content: bytes) -> list[Any]:
    # Of bytes the encoding would be guessed anew with every line.
    row = json.loads(content.decode())
    if type(row) is not list:
        raise TypeError("row")
    return row


def _read_act(fact_id: str, staff_id: str, signature: str) -> ActSigned:
    return ActSigned(_str(fact_id), _str(staff_id), _bytes(signature))


def _read_head(epoch: str, seq: int, signature: str) -> HeadSigned:
    return HeadSigned(_str(epoch), _int(seq), _bytes(signature))


def _read_key(member_id: str, key: str | None) -> MemberKey:
    return MemberKey(_str(member_id), None if key is None else _bytes(key))


_READERS: dict[bytes, Callable[..., Any]] = {b"S": _read_act, b"H": _read_head, b"K": _read_key}


def _read(told: dict[str, Any], make: Callable[[dict[str, Any]], T]) -> T:
    try:
        return make(told)
    except (LookupError, TypeError, ValueError) as problem:
        raise LoyaltyError("message_unreadable") from problem


def _request(told: dict[str, Any]) -> Request:
    return Request(
        epoch=_str(told["epoch"]),
        after_seq=_int(told["after_seq"]),
        after_hash=_hash(told["after_hash"]),
        generation=_str(told["generation"]),
        pos=_int(told["pos"]),
        keys_pos=_int(told["keys_pos"]),
        limit=_int(told["limit"]),
        own=bool(told.get("own", False)),
        waiting=_int(told.get("waiting", 0)),
        claims=tuple(Wish(_str(one["claim_id"]), _amounts(one["lots"])) for one in told.get("claims", ())),
        tally=_tally(told.get("tally")),
        version=_str(told.get("version", "")),
    )


def _reply(told: dict[str, Any]) -> Reply:
    return Reply(
        verdict=_str(told["verdict"]),
        epoch=_str(told["epoch"]),
        seq=_int(told["seq"]),
        hash=_hash(told["hash"]),
        generation=_str(told["generation"]),
        pos=_int(told["pos"]),
        last_pos=_int(told["last_pos"]),
        keys_pos=_int(told["keys_pos"]),
        at=_int(told["at"]),
        notes=tuple((_str(fact_id), _str(kind)) for fact_id, kind in told.get("notes", ())),
        claims=tuple(_granted(one) for one in told.get("claims", ())),
        recalls=tuple(
            Recall(_str(one["lot_id"]), _int(one["amount"]), _str(one["why"]))
            for one in told.get("recalls", ())
        ),
        tally=_tally(told.get("tally")),
        sealed_seq=_int(told.get("sealed_seq", 0)),
        retired=bool(told.get("retired", False)),
        doubt=_str(told.get("doubt", "")),
    )


def _granted(told: dict[str, Any]) -> Granted:
    return Granted(
        _str(told["claim_id"]),
        _str(told["state"]),
        _amounts(told["lots"]),
        tuple(_str(one) for one in told["asked"]),
        _str(told["reason"]),
    )


def _amounts(told: Any) -> tuple[tuple[str, int], ...]:
    return tuple((_str(lot_id), _int(amount)) for lot_id, amount in told)


def _tally(told: Any) -> tuple[int, str] | None:
    if told is None:
        return None
    count, xor = told
    return _int(count), _str(xor)


def _line(kind: str, content: list[Any]) -> bytes:
    return kind.encode() + json.dumps(content, separators=(",", ":")).encode()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(_str(text), validate=True)


def _hash(told: Any) -> str:
    bytes.fromhex(_str(told))
    return _str(told)


def _str(told: Any) -> str:
    if type(told) is not str:
        raise TypeError("text")
    return told


def _int(told: Any) -> int:
    if type(told) is not int or told.bit_length() > MOST_BITS:
        raise TypeError("number")
    return told
