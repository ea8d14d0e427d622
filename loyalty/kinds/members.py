"""Bodies about members: joining, their sealed words, consent, cards, merging and leaving."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.stamps import Stamp


@dataclass(frozen=True, slots=True)
class MemberEnrolled:
    """A person joined here; the personal part follows in `PersonSet`."""

    member_id: str
    referrer_id: str | None


@dataclass(frozen=True, slots=True)
class MemberImported:
    """A member of the club before; joined then and there."""

    member_id: str
    joined_at: int
    joined_branch: str


@dataclass(frozen=True, slots=True)
class ImportedMembers:
    """A run of imported members: one fact carries up to 1,000."""

    members: tuple[MemberImported, ...]


@dataclass(frozen=True, slots=True)
class PersonSet:
    """A person's own words as ciphertext under the member's key; (`stamp`, `count`) orders writers."""

    member_id: str
    stamp: int
    sealed: bytes
    count: int = 0


@dataclass(frozen=True, slots=True)
class PeopleSet:
    """A run of sealed persons: one fact carries up to 500."""

    people: tuple[PersonSet, ...]


@dataclass(frozen=True, slots=True)
class Consent:
    """Consent given or withdrawn for a channel: sms_service, sms_promo, messenger."""

    member_id: str
    channel: str
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class PinSet:
    """A member's own PIN: its slow hash as ciphertext under the member's key; empty: there is none any more."""

    member_id: str
    sealed: bytes
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class MemberProved:
    """How it was made sure that a sale spent its payer's own credit: `pin`, or `vouched` (signed by who did)."""

    sale_id: str
    member_id: str
    how: str


@dataclass(frozen=True, slots=True)
class CardChange:
    """A card issued to or blocked for a member; the number is in the person's sealed words."""

    member_id: str
    card_id: str
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class MemberPair:
    """Two members found to be one person (merged) or not (split); order does not matter to the fold."""

    member_id: str
    other_id: str
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class MemberGone:
    """A member left the club, or was erased."""

    member_id: str
