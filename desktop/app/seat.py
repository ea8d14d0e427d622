"""Who sits at the till just now: the one thing the ports of all screens share."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.usecases.sign_in import Session, lock
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError


@dataclass(slots=True)
class Seat:
    """The open till and the person at it (None before sign-in and when locked); `training` writes nothing."""

    till: Till
    person: Session | None = None
    training: bool = False
    counted_on: frozenset[str] = frozenset()
    """Lots the open basket pays with."""

    @property
    def session(self) -> Session:
        """Return the person at the till; raises `session_locked` when nobody is."""
        if self.person is None or not self.person.open:
            raise LoyaltyError("session_locked")
        return self.person

    def take(self, session: Session, *, training: bool = False) -> None:
        """Let a person sit down; who sat here before is forgotten."""
        self.leave()
        self.person, self.training = session, training

    def hand_over(self, session: Session) -> None:
        """Let a person take over in place; where the seat was left while their PIN was looked at, it stays empty."""
        if self.person is None:
            lock(session)
        else:
            self.person = session

    def leave(self) -> None:
        """Forget the person's key."""
        if self.person is not None:
            lock(self.person)
        self.person = None

    def refuse_training(self) -> None:
        """Refuse what would write while training: raises `training_writes_nothing`."""
        if self.training:
            raise LoyaltyError("training_writes_nothing")
