"""The seam to the centre: what the use cases ask of a line, whoever carries it."""

from __future__ import annotations

from typing import Protocol

from loyalty.exchange.enrolling import Enrolled, Enrolment, Invitation
from loyalty.exchange.wire import Lines, Reply, Request


class Wire(Protocol):
    """A line to the centre. Whatever goes wrong on it is a `LoyaltyError` with a sentence; nothing is lost by it."""

    def invitation(self, code: str) -> Invitation:
        """Return what a one-time code is for, without using it up."""

    def enroll(self, enrolment: Enrolment) -> Enrolled:
        """Take a code with this till's key; the same nonce is answered the same way again."""

    def exchange(self, request: Request, lines: Lines) -> tuple[Reply, Lines]:
        """Send a message and return the centre's signed answer to it."""
