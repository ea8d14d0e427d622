"""Tries whether the centre could listen before it does, so that what stands in the way is said as a sentence."""

from __future__ import annotations

import errno
import ipaddress
import socket
import ssl
from pathlib import Path

from loyalty.errors import LoyaltyError, require

_REFUSALS = {
    errno.EADDRINUSE: "port_taken",
    errno.EACCES: "port_forbidden",
    errno.EADDRNOTAVAIL: "host_not_here",
}


def check_listening(host: str, port: int, certificate: Path | None, key: Path | None) -> None:
    """Raise what would keep the centre from listening.

    Raises `port_taken`, `port_forbidden`, `host_not_here`, `tls_half`, `tls_unreadable`, `document_missing`.
    """
    require((certificate is None) == (key is None), "tls_half")
    if certificate and key:
        _check_tls(certificate, key)
    _check_address(host, port)


def is_overheard(host: str, certificate: Path | None) -> bool:
    """Say whether other machines may speak to it, and no certificate keeps what is said between them and it."""
    return certificate is None and host != "localhost" and not _is_loopback(host)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_tls(certificate: Path, key: Path) -> None:
    for file in (certificate, key):
        require(file.is_file(), "document_missing", path=str(file))
    try:
        # An empty password: a locked key must not stop to ask for one where nobody sits.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password="")
    except (OSError, ValueError) as problem:
        raise LoyaltyError("tls_unreadable", certificate=str(certificate), key=str(key)) from problem


def _check_address(host: str, port: int) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as problem:
        raise LoyaltyError("host_not_here", host=host, port=str(port)) from problem
    with socket.socket(family, kind, protocol) as trial:
        # As the server will bind: a port that only waits for its last packets is free.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(address)
        except OSError as problem:
            code = _REFUSALS.get(problem.errno or 0, "host_not_here")
            raise LoyaltyError(code, host=host, port=str(port)) from problem
