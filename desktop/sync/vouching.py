"""TLS with an authority of one's own, and what is said where a centre's certificate is not accepted."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from requests.adapters import HTTPAdapter

from loyalty.errors import LoyaltyError

_CODES = {
    9: "centre_certificate_early",
    10: "centre_certificate_over",
    18: "centre_certificate_foreign",
    19: "centre_certificate_foreign",
    20: "centre_certificate_foreign",
    21: "centre_certificate_foreign",
    62: "centre_certificate_name",
    64: "centre_certificate_name",
}
"""OpenSSL's X509_V_ERR_… → what it means to a person: not yet, no more, signed by nobody who is trusted, another name."""


class OwnAuthority(HTTPAdapter):
    """Trusts the certificates given (PEM) and no others: neither public authorities nor what the environment names.

    One that is no root may stand there as well, or the centre's own certificate: who put it there meant that one.
    """

    def __init__(self, pem: str) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._context.load_verify_locations(cadata=pem)
        self._context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        super().__init__()

    def init_poolmanager(self, *args: Any, **how: Any) -> None:
        """Open connections with this adapter's own context."""
        super().init_poolmanager(*args, ssl_context=self._context, **how)

    def proxy_manager_for(self, proxy: str, **how: Any) -> Any:
        """Reach the centre through a proxy with the same context."""
        return super().proxy_manager_for(proxy, ssl_context=self._context, **how)

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        """Leave out the bundle an environment names: it would be added to the context's own certificates."""
        del verify
        return super().build_connection_pool_key_attributes(request, True, cert)

    def cert_verify(self, conn: Any, *_: Any, **__: Any) -> None:
        """Ask for a certificate, and add no bundle of public authorities to the context's own."""
        conn.cert_reqs = "CERT_REQUIRED"


def certificate_refused(causes: Iterable[BaseException], url: str) -> LoyaltyError:
    """Return what is wrong with a centre's certificate, of the errors TLS gave."""
    found = next((one for one in causes if isinstance(one, ssl.SSLCertVerificationError)), None)
    if found is None:
        return LoyaltyError("centre_certificate", why="TLS")
    code = _CODES.get(found.verify_code, "centre_certificate")
    return LoyaltyError(code, why=found.verify_message, host=str(urlsplit(url).hostname))
