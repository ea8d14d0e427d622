"""QR codes as plain rows of dark and light modules; the paint and the size are the typesetter's."""

from __future__ import annotations


def qr_matrix(payload: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of a QR code (error correction M: a quarter of it may be creased), without its margin."""
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code: qrcode.QRCode = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(payload.encode())
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
