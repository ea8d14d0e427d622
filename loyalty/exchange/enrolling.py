"""How a till comes to a centre: an invitation is looked at, then taken with the till's own key."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a one-time code is for; looking at it does not use it up.

    `branch_id` is empty where the code is for a shop that brings its own branch. `owners` are those who may be given the
    new till, id → name; None from a centre of an older version, or one with very many facts, which does not say.
    """

    business_id: str
    shop_name: str
    currency: str
    exponent: int
    trade: str
    test: bool
    branch_id: str
    branch_name: str
    zone: str
    till_code: str
    owners: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A till's request to be enrolled; the same nonce is answered the same way again. `public_key` is base64."""

    nonce: str
    code: str
    till_id: str
    business_id: str
    branch_id: str
    branch_name: str
    zone: str
    shop_name: str
    currency: str
    exponent: int
    till_code: str
    public_key: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The centre's answer: the business as the centre names it, the centre's own id and key (base64), the feed."""

    business_id: str
    branch_id: str
    till_id: str
    centre_id: str
    centre_key: str
    generation: str
