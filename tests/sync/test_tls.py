"""A centre behind TLS with an authority of its own: who has the authority's file joins, nobody else says a word."""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop.sync.client import CA, HttpWire
from loyalty.errors import LoyaltyError
from tests.sync.places import ROOT, _env, free_port

Key = ec.EllipticCurvePrivateKey


def named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def certificate(name: str, key: Key, by: tuple[str, Key], *, ca: bool, host: str = "127.0.0.1") -> bytes:
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(by[0]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if not ca:
        address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))])
        made = made.add_extension(address, critical=False)
    return made.sign(by[1], hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def authority(folder: Path, name: str) -> tuple[Path, Key]:
    key = ec.generate_private_key(ec.SECP256R1())
    file = folder / f"{name}.pem"
    file.write_bytes(certificate(name, key, (name, key), ca=True))
    return file, key


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, str]]:
    """Return the address of a centre behind TLS, its authority's file, and a code."""
    folder = tmp_path_factory.mktemp("tls")
    ours, ca_key = authority(folder, "ours")
    key = ec.generate_private_key(ec.SECP256R1())
    (folder / "cert.pem").write_bytes(certificate("centre", key, ("ours", ca_key), ca=False))
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *plain))
    db, port = str(folder / "centre"), free_port()

    def line(*words: str) -> list[str]:
        return [sys.executable, "-m", "central", *words, "--db", db]

    for words in (("new-business", "--name", "باغ"), ("till-code", "--new-branch", "ونک", "--json")):
        told = subprocess.run(line(*words), cwd=ROOT, env=_env(ROOT), capture_output=True, check=True)

    code = json.loads(told.stdout)["code"]
    tls = ("--tls-cert", str(folder / "cert.pem"), "--tls-key", str(folder / "key.pem"))
    with subprocess.Popen(
        line("serve", "--port", str(port), *tls), cwd=ROOT, env=_env(ROOT), stderr=subprocess.DEVNULL
    ) as running:
        yield f"https://127.0.0.1:{port}", ours, code
        running.terminate()


def look(url: str, code: str) -> str:
    """Return the branch a code is for, having waited for the server."""
    wire = HttpWire(url)
    for _ in range(200):
        try:
            return wire.invitation(code).branch_name
        except LoyaltyError as problem:
            if problem.code != "join_no_answer":
                raise
            time.sleep(0.1)
    raise AssertionError("the centre did not come up")


def test_the_authority_given_is_trusted(
    served: tuple[str, Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, ours, code = served
    monkeypatch.setenv(CA, str(ours))
    assert look(url, code) == "ونک"


def test_without_it_or_with_another_nothing_is_sent(
    served: tuple[str, Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, _, code = served
    monkeypatch.delenv(CA, raising=False)
    with pytest.raises(LoyaltyError, match="centre_certificate"):
        look(url, code)
    theirs, _ = authority(tmp_path, "theirs")
    monkeypatch.setenv(CA, str(theirs))
    with pytest.raises(LoyaltyError, match="centre_certificate"):
        look(url, code)


def test_a_name_the_certificate_is_not_for_is_refused(
    served: tuple[str, Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, ours, code = served
    monkeypatch.setenv(CA, str(ours))
    with pytest.raises(LoyaltyError, match="centre_certificate"):
        look(url.replace("127.0.0.1", "localhost"), code)


def test_a_file_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CA, "/nowhere/ca.pem")
    with pytest.raises(LoyaltyError, match="centre_ca_missing"):
        HttpWire("https://centre.example")
