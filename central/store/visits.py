"""Where members come most: the home of what they hold.

Home is the branch of most visits in 90 days (the one it was, where they are even), else the branch of joining.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from central.store.db import Db, unique
from loyalty.clock import DAY

WINDOW = 90 * DAY


def note_visits(
    db: Db, visits: Mapping[tuple[str, str, int], int], joined: Mapping[str, str], at: int
) -> dict[str, str]:
    """Add visits (member, branch, day → times) and newcomers' branches; return the homes of all these members."""
    db.add_many(
        "visit",
        ("member_id", "branch_id", "day", "times"),
        "ttii",
        [(*key, times) for key, times in visits.items()],
        "ON CONFLICT (business_id, member_id, branch_id, day) DO UPDATE SET times = visit.times + excluded.times",
    )
    members = {*joined, *(key[0] for key in visits)}
    if not members:
        return {}
    before = homes_of(db, members)
    counted = _counted(db, {key[0] for key in visits}, at)
    after = {one: _home(counted.get(one, {}), before.get(one) or joined.get(one, "")) for one in members}
    changed = {one: home for one, home in after.items() if before.get(one) != home}
    db.add_many(
        "member",
        ("member_id", "home"),
        "tt",
        list(changed.items()),
        "ON CONFLICT (business_id, member_id) DO UPDATE SET home = excluded.home",
    )
    moved: dict[str, list[str]] = {}
    for member_id in sorted(changed.keys() & before.keys()):
        moved.setdefault(changed[member_id], []).append(member_id)
    for home, member_ids in moved.items():
        _move(db, member_ids, home)
    return after


def homes_of(db: Db, members: Iterable[str]) -> dict[str, str]:
    """Return the homes of members who are known."""
    rows = db.rows(
        f"SELECT member_id, home FROM member WHERE business_id = :b AND member_id {db.among('members')}",
        members=unique(members),
    )
    return {row[0]: row[1] for row in rows}


def _counted(db: Db, members: set[str], at: int) -> dict[str, dict[str, int]]:
    counted: dict[str, dict[str, int]] = {}
    rows = db.rows(
        "SELECT member_id, branch_id, sum(times) FROM visit WHERE business_id = :b AND day >= :since "
        f"AND member_id {db.among('members')} GROUP BY member_id, branch_id",
        members=unique(members),
        since=(at - WINDOW) // DAY,
    )
    for member_id, branch_id, times in rows:
        counted.setdefault(member_id, {})[branch_id] = int(times)
    return counted


def _home(counted: Mapping[str, int], was: str) -> str:
    if not counted:
        return was
    return max(counted, key=lambda branch: (counted[branch], branch == was, branch))


def _move(db: Db, member_ids: list[str], home: str) -> None:
    # What may be spent in one branch only stays at home there.
    theirs = f"business_id = :b AND member_id {db.among('members')} AND scope NOT LIKE 'branch:%'"
    for held in (
        f"elsewhere = 1 AND lot_id IN (SELECT lot_id FROM lot WHERE {theirs} AND home <> :home)",
        f"elsewhere = 0 AND (holder, lot_id) IN (SELECT author, lot_id FROM lot WHERE {theirs} AND home <> :home)",
    ):
        db.run(
            f"UPDATE account SET home = :home WHERE business_id = :b AND {held}",
            home=home,
            members=member_ids,
        )
    db.run(f"UPDATE lot SET home = :home WHERE {theirs} AND home <> :home", home=home, members=member_ids)
