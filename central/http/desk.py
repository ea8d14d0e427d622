"""What all requests of one worker share: the place, the clock, limits, figures, and how a till proves who it is."""

from __future__ import annotations

import base64
import os
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from central.http.bells import Bells
from central.http.limits import Buckets
from central.http.metrics import Metrics
from central.http.turns import Turns
from central.signing import KeyVerifier
from central.store import asking, catalogue, feed
from central.store.catalogue import TillKey
from central.store.places import Place
from loyalty.clock import SECOND, Clock
from loyalty.errors import LoyaltyError, require
from loyalty.exchange.signing import request_message
from loyalty.ids import IdMaker, looks_like_id

TILL, SIGNATURE = "Bashgah-Till", "Bashgah-Signature"
MOST_KEYS = 20_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How often a till, and how often an address without one, may ask: a second, and at once."""

    till_rate: float = 20.0
    till_burst: float = 200.0
    open_rate: float = 1.0
    open_burst: float = 30.0


@dataclass(slots=True)
class Desk:
    """What requests share."""

    place: Place
    clock: Clock
    limits: Limits = field(default_factory=Limits)
    ids: IdMaker = field(default_factory=lambda: IdMaker(os.urandom))
    metrics: Metrics = field(default_factory=Metrics)
    turns: Turns = field(init=False)
    _keys: OrderedDict[str, TillKey] = field(default_factory=OrderedDict)
    bells: Bells = field(init=False)
    tills: Buckets = field(init=False)
    strangers: Buckets = field(init=False)

    def __post_init__(self) -> None:
        """Make what follows from the rest."""
        self.bells = Bells(self._news)
        self.turns = Turns(self.place.at_once)
        self.tills = Buckets(self.limits.till_rate, self.limits.till_burst)
        self.strangers = Buckets(self.limits.open_rate, self.limits.open_burst)

    def _news(self, business_id: str) -> object:
        with self.place.business(business_id) as db:
            return feed.last_pos(db), asking.latest(db)

    def find_till(self, till_id: str) -> TillKey:
        """Return a till's key. Raises `till_unknown`."""
        # A key that was noted once is never another: it need not be looked up with every request.
        key = self._keys.get(till_id)
        if key is None and looks_like_id(till_id):
            with self.place.catalogue() as db:
                key = catalogue.till_key(db, till_id)
        if key is None:
            raise LoyaltyError("till_unknown")
        self._keys[till_id] = key
        while len(self._keys) > MOST_KEYS:
            self._keys.popitem(last=False)
        return key

    def greet_stranger(self, request: Request) -> None:
        """Let somebody without a key ask, not too often. Raises `asked_too_often`."""
        address = request.client.host if request.client else ""
        self.strangers.take(address, self.clock.steady() / SECOND)

    async def recognise(self, request: Request) -> TillKey:
        """Return the key of the till a request names, before its body is read. Raises `till_unknown`."""
        return await run_in_threadpool(self.find_till, request.headers.get(TILL, ""))

    def prove(self, request: Request, key: TillKey, body: bytes, paths: Sequence[str]) -> bytes:
        """Return the till's signature under a request. Raises `signature_wrong`, `asked_too_often`."""
        try:
            signature = base64.b64decode(request.headers.get(SIGNATURE, ""), validate=True)
        except ValueError as problem:
            raise LoyaltyError("signature_wrong") from problem
        verifier = KeyVerifier(key.public_key)
        proven = any(
            verifier.verify(request_message(request.method, path, body), signature) for path in paths
        )
        require(proven, "signature_wrong")
        self.tills.take(key.till_id, self.clock.steady() / SECOND)
        return signature
