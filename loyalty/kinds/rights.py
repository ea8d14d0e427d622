"""Bodies about rights to spend and about tills as the centre sees them; all but `RightsReturned` are the centre's."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.kinds.lots import LotAmount


@dataclass(frozen=True, slots=True)
class RightsReturned:
    """A till gives rights it holds to the centre; `why` is `recalled`, `home` or `leaving`."""

    lots: tuple[LotAmount, ...]
    why: str


@dataclass(frozen=True, slots=True)
class RightsGranted:
    """The centre gives rights it holds to a till; `why` is `claim`, `home`, `share`, `count` or `cover`, `claim_id` empty but for claims."""

    till_id: str
    lots: tuple[LotAmount, ...]
    why: str
    claim_id: str


@dataclass(frozen=True, slots=True)
class SettledOpening:
    """An opening told with two amounts: what stands of the lot, and what a later fact told otherwise."""

    lot_id: str
    amount: int
    fact_id: str
    otherwise: int


@dataclass(frozen=True, slots=True)
class OpeningsSettled:
    """The centre says which amount of openings stands: the one it heard first, for that is what it gives rights of."""

    lots: tuple[SettledOpening, ...]


@dataclass(frozen=True, slots=True)
class RightsOpened:
    """The centre opens uses of an offer's caps in a scope and holds them, or closes (`closed`) some that it holds.

    Counts of members belong to no offer: its id is empty then.
    """

    offer_id: str
    scope: str
    lots: tuple[LotAmount, ...]
    closed: tuple[LotAmount, ...] = ()


@dataclass(frozen=True, slots=True)
class UsesReturned:
    """The uses a sale drew are its till's again: all of the sale came back, and the policy gives uses back.

    Only the till that sold says so, once: a sale taken back at two tills gives its uses back once.
    """

    sale_id: str
    lots: tuple[LotAmount, ...]


@dataclass(frozen=True, slots=True)
class OverspendRecognised:
    """Credit that was spent twice is put on the house: each lot gets back what it is below zero.

    `cause` is `trust`, `late`, `restored` or `unexplained`; `fact_id` is the fact by which it showed.
    """

    till_id: str
    lots: tuple[LotAmount, ...]
    cause: str
    fact_id: str


@dataclass(frozen=True, slots=True)
class TillEnrolled:
    """A till joined the business: its branch and public key, and its place in the line of that branch's hubs."""

    till_id: str
    branch_id: str
    public_key: bytes
    place: int


@dataclass(frozen=True, slots=True)
class TillRetired:
    """A till that is lost or dead: what it held is the centre's again, at the house's risk."""

    till_id: str
    lots: tuple[LotAmount, ...]
    reason: str
