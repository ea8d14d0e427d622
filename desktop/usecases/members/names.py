"""The names of several members at once, for lists that hold only their ids."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.models.people import person
from desktop.usecases.till import Till


def member_names(till: Till, member_ids: Iterable[str]) -> dict[str, str]:
    """Return names by id; who was erased or never said a name is not among them."""
    with till.read() as db:
        known = {member_id: person(db, member_id) for member_id in member_ids}
    return {member_id: one.name for member_id, one in known.items() if one is not None and one.name}
