"""QR codes as plain rows of dark and light modules; the paint and the size are the typesetter's."""

from __future__ import annotations

from loyalty.errors import require

LONGEST_PAYLOAD = 512
"""Bytes: more would need modules too small for a paper of 58 mm."""


def qr_matrix(payload: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of a QR code without its margin; error correction M mends a creased seventh of it.

    Raises `paper_code_too_long`.
    """
    require(len(payload.encode()) <= LONGEST_PAYLOAD, "paper_code_too_long", longest=LONGEST_PAYLOAD)
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code: qrcode.QRCode = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(payload.encode())
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
