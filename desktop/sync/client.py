"""Speaks with the centre over HTTP: what is sent is signed, what comes is checked, and every failure is a sentence.

A wrong clock does no harm here: signatures bind a reply to its request, not to a time.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import ssl
from dataclasses import MISSING, asdict, dataclass, field, fields
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
import urllib3
import zstandard

from desktop.models.signing import PrivateSigner, PublicVerifier
from desktop.sync.vouching import OwnAuthority, certificate_refused
from loyalty.errors import LoyaltyError, require
from loyalty.exchange.codes import MARK, hash_code, is_mark, mark_answered, mark_asked, name_code
from loyalty.exchange.enrolling import Enrolled, Enrolment, Invitation
from loyalty.exchange.signing import reply_message, request_message
from loyalty.exchange.usual import HEADER, SMALL, USUAL, USUAL_NAME
from loyalty.exchange.wire import Lines, Reply, Request, read_reply, write_message
from loyalty.problems import all_problems, hint
from loyalty.words import LANGUAGES

MEDIA_TYPE = "application/vnd.bashgah.lines"
TIMEOUTS = (5.0, 30.0)
"""Seconds to be connected, and between two bytes: a line that is half open ends after the second."""
POKE_TIMEOUTS = (5.0, 35.0)
MOST_REPLY = 64 << 20
CA = "BASHGAH_CENTRE_CA"
"""Names the file of an authority of one's own, for a shop that keeps none itself (`usecases.exchange.authorities`)."""
LEVEL = 3
_USUAL = zstandard.ZstdCompressionDict(USUAL, dict_type=zstandard.DICT_TYPE_RAWCONTENT)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who speaks: a till's id and key, and the key its centre signs with."""

    till_id: str
    signer: PrivateSigner
    centre_key: bytes


@dataclass(slots=True)
class HttpWire:
    """A line to the centre over HTTP. `who` is None before the till has joined. Not for two threads at once.

    `authority`: the certificates (PEM) the centre's own is checked against, and no others; '' for public authorities.
    """

    url: str
    who: Identity | None = None
    authority: str = ""
    session: requests.Session = field(default_factory=requests.Session)
    _usual: bool = False
    """Whether the centre said last that it knows what is usually said."""

    def __post_init__(self) -> None:
        """Refuse what is no address; raises `centre_address_unreadable`, `centre_ca_missing`."""
        self.url = self.url.rstrip("/")
        parts = urlsplit(self.url)
        require(
            parts.scheme in ("http", "https") and parts.hostname, "centre_address_unreadable", url=self.url
        )
        named = os.environ.get(CA)
        if self.authority:
            self.session.mount("https://", OwnAuthority(self.authority))
        elif named:
            require(os.path.isfile(named), "centre_ca_missing", path=named)
            self.session.verify = named

    def invitation(self, code: str) -> Invitation:
        """Return what a one-time code is for."""
        return _told(self._by_code("/v1/invitation", {}, code), Invitation)

    def enroll(self, enrolment: Enrolment) -> Enrolled:
        """Take a code with this till's key."""
        return _told(self._by_code("/v1/enroll", asdict(enrolment), enrolment.code), Enrolled)

    def exchange(self, request: Request, lines: Lines) -> tuple[Reply, Lines]:
        """Send a message and return the centre's signed answer to it."""
        # Said by every answer anew: a centre may be put back to an older version between two of them.
        knows, self._usual = self._usual, False
        message = write_message(request, lines)
        try:
            return self._exchange(pack(message, knows))
        except LoyaltyError as problem:
            # While several stand for a centre and are renewed one by one, who answers next may be of the older version.
            if not knows or problem.values.get("reason") != "message_unreadable":
                raise
        return self._exchange(pack(message, usual=False))

    def _exchange(self, body: bytes) -> tuple[Reply, Lines]:
        headers, signature = self._signed("POST", "/v1/exchange", body)
        headers |= {"Content-Type": MEDIA_TYPE, "Content-Encoding": "zstd", "Accept": MEDIA_TYPE}
        headers[HEADER] = USUAL_NAME
        answer = self._ask("POST", "/v1/exchange", body, headers, TIMEOUTS)
        raw = _raw(answer)
        require(answer.headers.get("Content-Type", "").startswith(MEDIA_TYPE), "centre_not_centre")
        self._check(answer, signature, raw)
        told = read_reply(_decompress(raw))
        self._usual = answer.headers.get(HEADER) == USUAL_NAME
        return told

    def poke(self, pos: int) -> bool:
        """Wait until there is something new after a position, or half a minute; say whether there is."""
        path = f"/v1/poke?pos={pos}"
        headers, signature = self._signed("GET", path, b"")
        answer = self._ask("GET", path, None, headers, POKE_TIMEOUTS)
        raw = _raw(answer)
        self._check(answer, signature, raw)
        told = _json(raw)
        return int(told.get("pos", pos)) > pos or bool(told.get("recall"))

    def close(self) -> None:
        """Let go of the line."""
        self.session.close()

    def _signed(self, method: str, path: str, body: bytes) -> tuple[dict[str, str], bytes]:
        if self.who is None:
            raise LoyaltyError("not_joined")
        signature = self.who.signer.sign(request_message(method, path, body))
        return {
            "Bashgah-Till": self.who.till_id,
            "Bashgah-Signature": base64.b64encode(signature).decode("ascii"),
        }, signature

    def _check(self, answer: requests.Response, signature: bytes, raw: bytes) -> None:
        assert self.who is not None
        try:
            theirs = base64.b64decode(answer.headers.get("Bashgah-Signature", ""), validate=True)
        except ValueError as problem:
            raise LoyaltyError("centre_signature_wrong") from problem
        proven = PublicVerifier(self.who.centre_key).verify(reply_message(signature, raw), theirs)
        require(proven, "centre_signature_wrong")

    def _by_code(self, path: str, told: dict[str, Any], code: str) -> dict[str, Any]:
        """Ask with a code that is not said: its name and a mark go, and who answers must know the code as well."""
        kept = hash_code(code)
        body = json.dumps(told | {"code": name_code(kept)}, ensure_ascii=False).encode()
        mark = mark_asked(kept, path, body)
        answer = self._ask("POST", path, body, {"Content-Type": "application/json", MARK: mark}, TIMEOUTS)
        raw = _raw(answer)
        told = _json(raw)
        require(is_mark(answer.headers.get(MARK, ""), mark_answered(kept, mark, raw)), "centre_knows_no_code")
        return told

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes | None,
        headers: dict[str, str],
        timeouts: tuple[float, float],
    ) -> requests.Response:
        try:
            answer = self.session.request(
                method,
                self.url + path,
                data=body,
                headers=headers,
                timeout=timeouts,
                allow_redirects=False,
                stream=True,
                # Said with each request: else a bundle named in the environment would stand before it.
                verify=self.session.verify,
            )
        except requests.RequestException as problem:
            refusal = _or_speaks_tls(_no_line(problem, self.url), self.url)
            raise (refusal if self.who else _not_joined(refusal, self.url)) from problem
        if answer.status_code == 200:
            return answer
        raise _or_speaks_tls(_refused(answer), self.url)


def _raw(answer: requests.Response) -> bytes:
    """Return the body as it was sent: the signature is under those bytes, not under what they unpack to."""
    parts, size = [], 0
    try:
        while part := answer.raw.read(1 << 16, decode_content=False):
            size += len(part)
            require(size <= MOST_REPLY, "message_unreadable")
            parts.append(part)
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as problem:
        raise LoyaltyError("centre_slow") from problem
    finally:
        answer.close()
    return b"".join(parts)


def pack(message: bytes, usual: bool) -> bytes:
    """Return a message compressed; `usual` for a centre that knows what is usually said."""
    known = _USUAL if usual and len(message) <= SMALL else None
    packed: bytes = zstandard.ZstdCompressor(level=LEVEL, dict_data=known).compress(message)
    return packed


def _decompress(raw: bytes) -> bytes:
    # One decompressor a message: it may not be shared between threads.
    unpacker = zstandard.ZstdDecompressor(dict_data=_USUAL)
    try:
        message: bytes = unpacker.stream_reader(raw, read_across_frames=False).read(MOST_REPLY + 1)
    except zstandard.ZstdError as problem:
        raise LoyaltyError("message_unreadable") from problem
    require(len(message) <= MOST_REPLY, "message_unreadable")
    return message


def _json(raw: bytes) -> dict[str, Any]:
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError) as problem:
        raise LoyaltyError("centre_not_centre") from problem
    if not isinstance(told, dict):
        raise LoyaltyError("centre_not_centre")
    return told


def _told(told: dict[str, Any], cls: type[T]) -> T:
    # A centre that was updated first may say more than this version knows.
    known = fields(cls)  # type: ignore[arg-type]
    # One of an older version leaves out what has been said since.
    needed = [one.name for one in known if one.default is MISSING]
    require(all(name in told for name in needed), "centre_not_centre")
    return cls(**{one.name: told[one.name] for one in known if one.name in told})


def _no_line(problem: requests.RequestException, url: str) -> LoyaltyError:
    causes = list(_causes(problem))
    if isinstance(problem, requests.exceptions.SSLError) or any(
        isinstance(one, ssl.SSLError) for one in causes
    ):
        if any(getattr(one, "reason", "") in _PLAIN for one in causes):
            return LoyaltyError("centre_speaks_plain", url=url, better=_with_scheme(url, "http"))
        return certificate_refused(causes, url)
    if any(isinstance(one, socket.gaierror) for one in causes):
        return LoyaltyError("centre_name_unknown", host=str(urlsplit(url).hostname))
    if isinstance(problem, requests.Timeout):
        return LoyaltyError("centre_slow")
    if isinstance(
        problem, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError
    ):
        return LoyaltyError("centre_not_centre")
    return LoyaltyError("centre_no_line", url=url)


def _or_speaks_tls(refusal: LoyaltyError, url: str) -> LoyaltyError:
    """Return `centre_speaks_tls` in place of a refusal where the address has http and what listens there speaks TLS alone."""
    puzzling = refusal.code in ("centre_no_line", "centre_not_centre")
    if urlsplit(url).scheme != "http" or not (puzzling and _greets(url)):
        return refusal
    return LoyaltyError("centre_speaks_tls", url=url, better=_with_scheme(url, "https"))


def _greets(url: str) -> bool:
    """Say whether TLS is spoken at an address; nothing is sent on that line."""
    parts = urlsplit(url)
    greeting = ssl.create_default_context()
    # Who it is does not matter: the line is let go as soon as it is known how it speaks.
    greeting.check_hostname, greeting.verify_mode = False, ssl.CERT_NONE
    try:
        with (
            socket.create_connection((parts.hostname, parts.port or 80), TIMEOUTS[0]) as line,
            greeting.wrap_socket(line, server_hostname=parts.hostname),
        ):
            return True
    except (OSError, ValueError):
        return False


def _with_scheme(url: str, scheme: str) -> str:
    return urlsplit(url)._replace(scheme=scheme).geturl()


_PLAIN = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG")
"""What TLS says of an answer that is none of TLS."""


def _not_joined(refusal: LoyaltyError, url: str) -> LoyaltyError:
    """Say of a centre that cannot be reached what that means for who wants to join it: nothing was done yet."""
    if refusal.code == "centre_name_unknown":
        return LoyaltyError("join_name_unknown", **refusal.values)
    return LoyaltyError("join_no_answer", url=url) if refusal.code in _SILENT else refusal


_SILENT = ("centre_no_line", "centre_slow")
_WITH_HINT = ("till_code_unknown", "till_code_used", "till_unknown", "enrolment_branch_differs")
"""Refusals that are said with what to do: a centre of an older version knows a code only as it is said, and cannot say that
this is why; one that was put back may have forgotten a till; a code may be of the wrong kind."""
_FOREIGN = (501, 505)
"""What only a server says that knows nothing of what a centre is asked; a proxy before a broken centre says 502 to 504."""


def _causes(problem: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    waiting: list[Any] = [problem]
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseException) and one not in found:
            found.append(one)
            waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return found


def _refused(answer: requests.Response) -> LoyaltyError:
    """Return the refusal an answer tells; what tells none is no centre, or one with a problem of its own."""
    status, retry = answer.status_code, answer.headers.get("Retry-After", "")
    seconds = int(retry) if retry.isascii() and retry.isdigit() and len(retry) < 6 else 5
    error = _error_of(answer)
    if status in (429, 503) and (error or retry):
        return LoyaltyError("centre_busy", seconds=seconds)
    if error is None:
        broken = status >= 500 and status not in _FOREIGN
        return LoyaltyError("centre_broken", status=status) if broken else LoyaltyError("centre_not_centre")
    code, sentence = str(error.get("code", "")), error.get("message") or {}
    if code in all_problems() and not isinstance(sentence, dict):
        return LoyaltyError(code)
    told = {lang: str(sentence.get(lang, code))[:300] for lang in LANGUAGES}
    if code in _WITH_HINT:
        told = {lang: f"{told[lang]} {hint(LoyaltyError(code), lang)}" for lang in LANGUAGES}
    return LoyaltyError("centre_refused", reason=code, **told)


def _error_of(answer: requests.Response) -> dict[str, Any] | None:
    try:
        told = _json(_raw(answer)).get("error")
    except LoyaltyError:
        return None
    return told if isinstance(told, dict) else None
