"""Who vouches for a centre: the certificates of an authority of its own, kept in the shop's file on this machine.

Where some are kept, the centre's certificate is checked against them alone: no public authority opens this line then.
They are no secret; what matters is that nobody but who may set policy puts others in their place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.models.settings import set_setting, setting
from desktop.models.sources import Source, Writer
from desktop.usecases.authority import authorise
from desktop.usecases.exchange.exchanging import centre_of
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.clock import DAY
from loyalty.errors import LoyaltyError, require

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

SETTING = "centre_authority"
SOON = 30 * DAY
"""How long before its end an authority is told to be replaced: milliseconds."""
_MOST_BYTES = 1 << 20
_SHOWN_BYTES = 8


@dataclass(frozen=True, slots=True)
class CentreAuthority:
    """Certificates (PEM) a centre's own is checked against: whose they are, the instant the last of them ends, and the
    beginning of the SHA-256 of each, by which two people compare them.
    """

    pem: str
    name: str
    until: int
    fingerprint: str

    @property
    def last_day(self) -> dt.date:
        """Return the day the last of them ends."""
        return _day(self.until)

    def ends_soon(self, now: int) -> bool:
        """Say whether it is time to ask for the next one."""
        return now > self.until - SOON


def read_authority(path: str, now: int) -> CentreAuthority:
    """Return the authority a file holds (PEM, of one certificate or more, or DER).

    Raises `centre_ca_missing`, `authority_unreadable`, `authority_is_key` where the file holds a private key, and
    `authority_over` or `authority_early` where none of it holds now.
    """
    file = Path(path.strip()).expanduser()
    try:
        require(file.is_file(), "centre_ca_missing", path=str(file))
        with file.open("rb") as source:
            data = source.read(_MOST_BYTES)
    except OSError as problem:
        raise LoyaltyError("centre_ca_missing", path=str(file)) from problem
    require(b"PRIVATE KEY-----" not in data, "authority_is_key", path=str(file))
    authority = _authority(_certificates(data, str(file)), now)
    require(now < authority.until, "authority_over", path=str(file), until=authority.last_day)
    return authority


def authority_of(db: Source) -> str:
    """Return the certificates the centre is checked against (PEM), '' where public authorities vouch for it."""
    return str(setting(db, SETTING, ""))


def authority_here(db: Source) -> CentreAuthority | None:
    """Return the authority that is kept, None where public ones do."""
    pem = authority_of(db)
    return _told(_certificates(pem.encode(), SETTING)) if pem else None


def keep_authority(tx: Writer, pem: str) -> None:
    """Check the centre's certificate against these from now on; '' for public authorities."""
    set_setting(tx, SETTING, pem)


def trust_authority(
    till: Till, session: Session, authority: CentreAuthority | None, approval: Session | None = None
) -> None:
    """Put another authority in place of the one kept, or (None) trust public ones; raises `not_joined`."""
    authorise(till, session, "set_policy", approval)
    centre_of(till)
    with till.transaction(session.staff_id) as tx:
        keep_authority(tx, authority.pem if authority else "")


def needs_authority(url: str) -> bool:
    """Say whether who answers at an address shows a certificate."""
    return url.strip().lower().startswith("https://")


def check_vouched(url: str, authority: str) -> None:
    """Refuse certificates for a line that shows none, for they would look like protection; raises `authority_without_tls`."""
    require(not authority or needs_authority(url), "authority_without_tls", url=url)


def _certificates(data: bytes, path: str) -> Sequence[Certificate]:
    # It is needed by who joins and by who looks; reading certificates is not loaded by every start.
    from cryptography import x509

    try:
        if b"-----BEGIN" in data:
            return x509.load_pem_x509_certificates(data)
        return [x509.load_der_x509_certificate(data)]
    except ValueError as problem:
        raise LoyaltyError("authority_unreadable", path=path) from problem


def _authority(found: Sequence[Certificate], now: int) -> CentreAuthority:
    begins = min(_instant(one.not_valid_before_utc) for one in found)
    require(now >= begins, "authority_early", since=_day(begins), today=_day(now))
    return _told(found)


def _told(found: Sequence[Certificate]) -> CentreAuthority:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding

    return CentreAuthority(
        "".join(one.public_bytes(Encoding.PEM).decode("ascii") for one in found),
        " · ".join(dict.fromkeys(map(_name, found))),
        max(_instant(one.not_valid_after_utc) for one in found),
        " · ".join(_fingerprint(one.fingerprint(SHA256())) for one in found),
    )


def _name(one: Certificate) -> str:
    from cryptography.x509.oid import NameOID

    common = one.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else one.subject.rfc4514_string()


def _fingerprint(digest: bytes) -> str:
    return ":".join(f"{byte:02X}" for byte in digest[:_SHOWN_BYTES])


def _instant(moment: dt.datetime) -> int:
    return int(moment.timestamp() * 1_000)


def _day(instant: int) -> dt.date:
    return dt.datetime.fromtimestamp(instant / 1_000, dt.UTC).date()
