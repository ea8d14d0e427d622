"""Authorities of a test, and a real centre that speaks TLS with a certificate of one of them."""

from __future__ import annotations

import datetime as dt
import ipaddress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.sync.places import Centre

Key = ec.EllipticCurvePrivateKey
DAY = dt.timedelta(days=1)


def named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def new_key() -> Key:
    return ec.generate_private_key(ec.SECP256R1())


def certificate(
    name: str,
    key: Key,
    by: tuple[str, Key],
    *,
    ca: bool,
    begins: dt.timedelta = -DAY,
    ends: dt.timedelta = 400 * DAY,
) -> bytes:
    """Return a certificate (PEM) of an authority, or of a centre at 127.0.0.1; its times are counted from now."""
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(by[0]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins)
        .not_valid_after(now + ends)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if not ca:
        address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
        made = made.add_extension(address, critical=False)
    return made.sign(by[1], hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


@dataclass(frozen=True)
class Made:
    """An authority: its file, its name and its key."""

    file: Path
    name: str
    key: Key

    def signs(self, folder: Path) -> None:
        """Write the certificate of a centre, signed by this authority, and its key."""
        key = new_key()
        (folder / "cert.pem").write_bytes(certificate("centre", key, (self.name, self.key), ca=False))
        plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *plain))


def authority(folder: Path, name: str, **times: dt.timedelta) -> Made:
    """Make an authority, whose certificate lies in a folder."""
    key, file = new_key(), folder / f"{name}.pem"
    file.write_bytes(certificate(name, key, (name, key), ca=True, **times))
    return Made(file, name, key)


@dataclass
class SafeCentre(Centre):
    """A centre behind TLS; `cert.pem` and `key.pem` lie beside its folder."""

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def _serving(self) -> list[str]:
        beside = self.folder.parent
        return ["--tls-cert", str(beside / "cert.pem"), "--tls-key", str(beside / "key.pem")]
