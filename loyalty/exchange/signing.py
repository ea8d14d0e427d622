"""What is signed on the wire, so that no line in between can alter, mix or pass on a message to another."""

from __future__ import annotations

import hashlib


def request_message(method: str, path: str, body: bytes) -> bytes:
    """Return what a till signs for a request: its address and the body as it is sent."""
    return b"bashgah/request/1\x00" + f"{method}\x00{path}\x00".encode() + hashlib.sha256(body).digest()


def reply_message(request_signature: bytes, body: bytes) -> bytes:
    """Return what the centre signs for a reply: the request it answers and the body as it is sent."""
    return b"bashgah/reply/1\x00" + request_signature + hashlib.sha256(body).digest()
