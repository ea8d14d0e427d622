"""The words of printers' troubles as refusals a person can read: `say(trouble(outcome.reason), lang)`."""

from __future__ import annotations

from loyalty.errors import LoyaltyError

_REASONS = (
    "paper_out cover_open offline silent refused unreachable reset stalled cutter broken hot "
    "no_driver no_queue queue_stopped spooler_refused folder unknown_bytes no_drawer interrupted no_printer_then"
)
TROUBLES = {reason: f"printer_{reason}" for reason in _REASONS.split()}
"""By the reason of an outcome or a status: the code in the table of refusals."""


def trouble(reason: str) -> LoyaltyError:
    """Return the refusal that says what a reason means and what to do; an unknown reason stands for itself."""
    return LoyaltyError(TROUBLES.get(reason, reason))
