"""Every failure of the line is a sentence: real sockets that answer wrongly, late, or not at all."""

from __future__ import annotations

import base64
import hashlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import zstandard

from central.http import bodies
from desktop.models.signing import signer_of
from desktop.sync import client
from desktop.sync.client import HttpWire, Identity
from desktop.sync.lines import MOST_ASKED, BackOff
from loyalty.errors import LoyaltyError
from loyalty.exchange import usual
from loyalty.exchange.codes import MARK, hash_code, mark_answered, mark_asked
from loyalty.exchange.enrolling import Invitation
from loyalty.exchange.signing import reply_message
from loyalty.exchange.wire import Lines, Reply, Request, read_request, write_message
from loyalty.problems import all_problems, hint, say

TILL, CENTRE = signer_of(bytes(range(32))), signer_of(bytes(32))
ASKED = Request("e", 0, "00" * 32, "g", 0, 0, 10)
Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture
def answering() -> Iterator[Callable[[Answer], HttpWire]]:
    servers: list[HTTPServer] = []

    def serve(answer: Answer) -> HttpWire:
        status, headers, body = answer

        class Says(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        server = HTTPServer(("127.0.0.1", 0), Says)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return wire(server.server_port)

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def wire(port: int, scheme: str = "http") -> HttpWire:
    return HttpWire(f"{scheme}://127.0.0.1:{port}", Identity("till", TILL, CENTRE.public_key))


def refusal(line: HttpWire) -> LoyaltyError:
    with pytest.raises(LoyaltyError) as told:
        line.exchange(ASKED, Lines())
    line.close()
    assert told.value.code in all_problems()
    assert say(told.value, "fa") != say(told.value, "en")
    return told.value


def told(code: str) -> bytes:
    return json.dumps({"error": {"code": code, "message": {"fa": "نه", "en": "No"}}}).encode()


LINES = {"Content-Type": client.MEDIA_TYPE}
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((200, {"Content-Type": "text/html"}, b"<html>log in</html>"), "centre_not_centre"),
        ((302, {"Location": "http://login.example"}, b""), "centre_not_centre"),
        ((404, {}, b"<html>none</html>"), "centre_not_centre"),
        ((401, JSON, told("till_unknown")), "centre_refused"),
        ((409, JSON, told("code_used")), "centre_refused"),
        ((429, {**JSON, "Retry-After": "17"}, told("asked_too_often")), "centre_busy"),
        ((500, {}, b"oops"), "centre_broken"),
        ((502, {}, b"<html>Bad Gateway</html>"), "centre_broken"),
        ((501, {}, b"<html>Unsupported method</html>"), "centre_not_centre"),
        ((503, {"Retry-After": "9"}, b""), "centre_busy"),
        ((200, LINES, b"no signature"), "centre_signature_wrong"),
        ((200, {**LINES, "Bashgah-Signature": "AAAA"}, b"x"), "centre_signature_wrong"),
    ],
)
def test_a_wrong_answer_is_a_sentence(
    answering: Callable[[Answer], HttpWire], answer: Answer, code: str
) -> None:
    assert refusal(answering(answer)).code == code


def test_the_centre_says_itself_why_it_refuses(answering: Callable[[Answer], HttpWire]) -> None:
    problem = refusal(answering((409, JSON, told("code_used"))))
    assert (say(problem, "en"), problem.values["reason"]) == ("The centre refused: No", "code_used")
    assert refusal(answering((429, {**JSON, "Retry-After": "17"}, told("x")))).values["seconds"] == 17


def test_who_hears_that_a_code_is_unknown_learns_that_the_centre_may_be_older(
    answering: Callable[[Answer], HttpWire],
) -> None:
    unknown = LoyaltyError("till_code_unknown")
    message = {"fa": say(unknown, "fa"), "en": say(unknown, "en")}
    answer = json.dumps({"error": {"code": unknown.code, "message": message}}).encode()
    problem = refusal(answering((404, JSON, answer)))
    assert "update the centre: it may be older." in say(problem, "en")
    assert "مرکز را به‌روز کنید: شاید قدیمی است." in say(problem, "fa")


def test_who_does_not_know_the_code_is_entrusted_with_nothing(
    answering: Callable[[Answer], HttpWire],
) -> None:
    """Somebody in between answers a joining with a business, and a key, of their own."""
    own = Invitation("b", "shop", "IRT", 0, "general", False, "branch", "ونک", "Asia/Tehran", "A1")
    body = json.dumps(asdict(own)).encode()
    guess = mark_answered(hash_code("ANOTHER"), mark_asked(hash_code("ANOTHER"), "/v1/invitation", b""), body)
    for headers in (JSON, {**JSON, MARK: guess}, {**JSON, MARK: ""}):
        line = answering((200, headers, body))
        with pytest.raises(LoyaltyError, match="centre_knows_no_code"):
            line.invitation("AAAA-BBBB-CCCC")
        line.close()


def test_what_is_usually_said_is_left_out_only_for_who_knows_it() -> None:
    """The centre is of today, of today, put back to an older version, of today, out of order, of today."""
    # One that cannot read what it was sent refuses it, and is sent it anew.
    of_today, heard = [True, True, False, False, True, None, True], list[bytes]()

    class Centre(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers[usual.HEADER] == usual.USUAL_NAME
            heard.append(self.rfile.read(int(self.headers["Content-Length"])))
            knows = of_today[len(heard) - 1]
            if knows is False and not reads_plainly(heard[-1]):
                self._refuse()
                return
            told = Reply("ok", "e", 1, "00" * 32, "g", 1, 1, 0, 1)
            body = bodies.compress(write_message(told, Lines()), bool(knows))
            asked = base64.b64decode(self.headers["Bashgah-Signature"])
            self.send_response(500 if knows is None else 200)
            self.send_header("Content-Type", client.MEDIA_TYPE)
            self.send_header("Content-Length", str(len(body)))
            self.send_header(
                "Bashgah-Signature", base64.b64encode(CENTRE.sign(reply_message(asked, body))).decode()
            )
            if knows:
                self.send_header(usual.HEADER, usual.USUAL_NAME)
            self.end_headers()
            self.wfile.write(body)

        def _refuse(self) -> None:
            body = told("message_unreadable")
            self.send_response(400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Centre) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        line = wire(server.server_port)
        for knows in (True, True, False, True, None, True):
            with nullcontext() if knows is not None else pytest.raises(LoyaltyError):
                assert line.exchange(ASKED, Lines())[0].verdict == "ok"
        line.close()
        server.shutdown()
    assert [read_request(bodies.decompress(body))[0] for body in heard] == [ASKED] * 7
    assert [reads_plainly(body) for body in heard] == [True, False, False, True, True, False, True]
    assert len(heard[1]) < len(heard[0])


def reads_plainly(body: bytes) -> bool:
    """Say whether a centre of an older version can read it."""
    try:
        return read_request(zstandard.ZstdDecompressor().decompress(body))[0] == ASKED
    except (zstandard.ZstdError, LoyaltyError):
        return False


def test_what_is_usually_said_never_changes_under_its_name() -> None:
    digest = hashlib.sha256(usual.USUAL).hexdigest()
    assert (usual.USUAL_NAME, digest) == (
        "1",
        "ff437d7c49c7b4f8c854c1fe5f5634a9c2fe8aec88db48990224aa2ef0dacf06",
    )


def test_nobody_listens() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert refusal(wire(port)).code == "centre_no_line"


def test_a_half_open_line_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "TIMEOUTS", (0.3, 0.3))
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        assert refusal(wire(silent.getsockname()[1])).code == "centre_slow"


def test_a_name_nobody_has() -> None:
    line = HttpWire("http://no-such-name.invalid", Identity("till", TILL, CENTRE.public_key))
    assert refusal(line).code == "centre_name_unknown"


def test_who_has_not_joined_hears_that_nothing_was_done() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}"
    for address, code in ((url, "join_no_answer"), ("http://no-such-name.invalid", "join_name_unknown")):
        with pytest.raises(LoyaltyError, match=code):
            HttpWire(address).invitation("X")


def test_what_is_no_tls_and_what_is_no_address(answering: Callable[[Answer], HttpWire]) -> None:
    plain = answering((200, {}, b""))
    port = int(plain.url.rsplit(":", 1)[1])
    refused = refusal(wire(port, "https"))
    assert refused.code == "centre_speaks_plain"
    assert f"http://127.0.0.1:{port}" in hint(refused, "en")
    for url in ("centre.example", "ftp://centre.example", "http://"):
        with pytest.raises(LoyaltyError, match="centre_address_unreadable"):
            HttpWire(url)


def test_waiting_grows_with_chance_and_never_beats_what_the_centre_asks() -> None:
    patient = BackOff(chance=lambda: 1.0)
    assert [patient.fail(LoyaltyError("centre_no_line")) for _ in range(8)] == [2, 4, 8, 16, 32, 64, 120, 120]
    assert patient.fail(LoyaltyError("centre_busy", seconds=300)) == 300
    assert patient.fail(LoyaltyError("centre_busy", seconds=86_400)) == MOST_ASKED
    patient.succeed()
    assert patient.fail(LoyaltyError("centre_no_line")) == 2
    assert BackOff(chance=lambda: 0.0).fail(LoyaltyError("centre_no_line")) == 1
