"""How this till stands with its centre, in words: what waits and since when, what failed, who is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.models.exchanges import Centre, Chains, read_centre
from desktop.models.queries.places import branch_name
from desktop.models.queries.tills import (
    beaten_documents,
    count_deferred,
    openings_otherwise,
    parted_epochs,
    tills_seen,
)
from desktop.models.sources import Source
from desktop.usecases.policies import titled
from desktop.usecases.till import Till
from loyalty.documents import Text
from loyalty.errors import LoyaltyError


@dataclass(frozen=True, slots=True)
class TillElsewhere:
    """Another till of the business as its own facts tell: its code, its branch, and the instant of its last fact."""

    code: str
    branch: str
    last_at: int | None
    retired: bool


@dataclass(frozen=True, slots=True)
class Beaten:
    """A document that was published at the same number as another's, which stands: by whom each, at which tills."""

    name: Text
    number: int
    staff: str
    staff_at: str
    stands: str
    stands_at: str


@dataclass(frozen=True, slots=True)
class ToldOtherwise:
    """An opening balance that was told twice: what stands here, what the till `code` told otherwise, and whose it is."""

    member: str
    stands: int
    amount: int
    code: str


BUSY = "centre_busy"
BEHIND = "behind"
"""The doubt that ends by itself, once the till has fetched what it lacks."""
ANSWERED = frozenset((BUSY, "till_retired", "tally_differs", "run_refused"))
"""Troubles over a line that holds: the centre answered, and asks for time or for somebody to look."""


@dataclass(frozen=True, slots=True)
class SyncState:
    """Where a till stands. `alone`: it has no centre. `waiting` own facts wait since `waiting_since`.

    `trouble` is what failed last and since when, `answered` that there is a line all the same; `unread` is how much the centre has that is not here yet;
    `deferred` facts come from a newer version; `doubt` is why the centre doubts this till's past.
    """

    alone: bool
    url: str = ""
    waiting: int = 0
    waiting_since: int | None = None
    unread: int = 0
    ok_at: int | None = None
    trouble: LoyaltyError | None = None
    trouble_since: int | None = None
    answered: bool = True
    doubt: str = ""
    retired: bool = False
    deferred: int = 0
    beaten: tuple[Beaten, ...] = ()
    otherwise: tuple[ToldOtherwise, ...] = ()
    tills: tuple[TillElsewhere, ...] = ()

    @property
    def busy(self) -> bool:
        """Say whether the centre has answered, and asked for time."""
        return self.trouble is not None and self.trouble.code == BUSY


def sync_state(till: Till) -> SyncState:
    """Return how this till stands with its centre; reads one snapshot."""
    with till.read() as db:
        centre = read_centre(db)
        return SyncState(alone=True) if centre is None else _state(till, db, centre)


def standing_notes(state: SyncState) -> Iterator[LoyaltyError]:
    """Return what somebody has to know of a standing beside its trouble, each as it is said everywhere."""
    if state.retired:
        yield LoyaltyError("till_retired")
    elif state.doubt:
        yield LoyaltyError("till_behind" if state.doubt == BEHIND else "till_doubtful")
    if state.deferred:
        yield LoyaltyError("facts_deferred", count=state.deferred)
    for told in state.otherwise:
        yield LoyaltyError(
            "opening_otherwise", member=told.member, stands=told.stands, amount=told.amount, till=told.code
        )
    for one in state.beaten:
        yield LoyaltyError(
            "policy_beaten",
            fa=one.name.fa,
            en=one.name.en,
            number=one.number,
            staff=one.staff,
            staff_at=one.staff_at,
            stands=one.stands,
            stands_at=one.stands_at,
        )


def has_parted(till: Till, acked: Mapping[str, object]) -> bool:
    """Say whether this till's past parted after the centre last acknowledged something: it was put back or copied."""
    with till.read() as db:
        return any(epoch not in acked for epoch in parted_epochs(db, till.shop.till_id))


def heard_elsewhere(till: Till) -> list[TillElsewhere]:
    """Return the tills of other branches that have recorded something: what they recorded later is in no figure here.

    Tills out of use are left out.
    """
    with till.read() as db:
        centre = read_centre(db)
        if centre is None:
            return []
        tills = _tills(db, till.shop.till_id, centre.centre_id)
        own = branch_name(db, till.shop.branch_id)
    return [one for one in tills if one.last_at is not None and not one.retired and one.branch != own]


def _state(till: Till, db: Source, centre: Centre) -> SyncState:
    chains = Chains(db, till.shop.till_id, centre.acked)
    trouble = centre.trouble
    return SyncState(
        alone=False,
        url=centre.url,
        waiting=chains.waiting(),
        waiting_since=chains.waiting_since(),
        unread=max(0, centre.last_pos - centre.pos),
        ok_at=centre.ok_at,
        trouble=LoyaltyError(trouble.code, **trouble.values) if trouble else None,
        trouble_since=trouble.since if trouble else None,
        answered=trouble is None or trouble.code in ANSWERED,
        doubt=centre.doubt,
        retired=centre.retired,
        deferred=count_deferred(db),
        beaten=_beaten(db),
        otherwise=_otherwise(db),
        tills=_tills(db, till.shop.till_id, centre.centre_id),
    )


def _beaten(db: Source) -> tuple[Beaten, ...]:
    return tuple(Beaten(titled(db, name), *rest) for name, *rest in beaten_documents(db))


def _otherwise(db: Source) -> tuple[ToldOtherwise, ...]:
    return tuple(ToldOtherwise(*row) for row in openings_otherwise(db))


def _tills(db: Source, own: str, centre: str) -> tuple[TillElsewhere, ...]:
    return tuple(
        TillElsewhere(code, branch, at, retired_at is not None)
        for till_id, code, branch, at, retired_at in tills_seen(db, centre)
        if till_id != own
    )
