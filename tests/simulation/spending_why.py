"""Why honest spends were refused in the model of spending: where what was missing lay, and what any placing could do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from loyalty.rights import CENTRE

if TYPE_CHECKING:
    from tests.simulation.spending import Branch, Shop

HERE_CUT, BOTH_CUT, HOME_CUT = "away, cut off here", "away, cut off here and at home", "away, home cut off"
WHERE = (HERE_CUT, BOTH_CUT, HOME_CUT, "at home, cut off", "with a line, here and at home")
"""Who is cut off when somebody is refused."""
LIES = ("at home", "at the centre", "earned at a third branch", "claimed by a third branch", "nowhere")
"""Where the greatest part of what a refused spend lacked lay."""


def why(shop: Shop, branch: Branch, member: str) -> tuple[str, str]:
    """Return who was cut off when a member was refused, and where most of what is theirs lay, but here."""
    return _cut_off(shop, branch, member), _lay(shop, branch, member)


def _cut_off(shop: Shop, branch: Branch, member: str) -> str:
    home = shop.branches[shop.usual[member]]
    if home is branch:
        return WHERE[4] if branch.online else WHERE[3]
    if branch.online:
        return WHERE[4] if home.online else HOME_CUT
    return HERE_CUT if home.online else BOTH_CUT


def _lay(shop: Shop, branch: Branch, member: str) -> str:
    lay: Counter[str] = Counter()
    for lot in shop.lots_of.get(member, ()):
        lay[LIES[1]] += max(0, shop.view.accounts.get(lot, {}).get(CENTRE, 0))
        for other in shop.branches.values():
            if other is not branch:
                lay[_kind(shop, other, member, lot)] += max(0, other.own.held(lot, other.name))
    most = max(LIES[:4], key=lambda kind: lay[kind])
    return most if lay[most] else LIES[4]


def _kind(shop: Shop, holder: Branch, member: str, lot: str) -> str:
    if holder.name == shop.usual[member]:
        return LIES[0]
    return LIES[3] if lot in shop.view.known else LIES[2]


def at_most(shop: Shop, chances: Iterable[tuple[str, float]]) -> float:
    """Return how likely what lies at the best of all places is within reach, of a member who comes to a branch with a chance.

    Branches with a line reach one another, a branch without one reaches itself: a right lies in one of these, and whoever
    placed it knew, at the very best, who is cut off now, but not who would come where.
    """
    online, alone = 0.0, 0.0
    for name, chance in chances:
        if shop.branches[name].online:
            online += chance
        else:
            alone = max(alone, chance)
    return max(online, alone)


def table(shop: Shop) -> list[str]:
    """Return the lines of the table of refusals: percent of all honest spends, and how many."""
    asked = sum(shop.asked.values()) - shop.asked["tour"] - shop.asked["beyond"]
    lines = [
        f"{where:32} {lay:28} {count:6} {100 * count / asked:6.2f} %"
        for (where, lay), count in sorted(shop.refused.items(), key=lambda one: -one[1])
    ]
    refused = shop.refused.total()
    lines.append(f"{'all refused':61} {refused:6} {100 * refused / asked:6.2f} %")
    lines.append(f"{'of these, by adversaries on an ordinary visit':61} {shop.refused_tourists:6}")
    for kind, said in (
        ("tour", "beside these: tried by adversaries on tour"),
        ("beyond", "beside these: more than was left"),
    ):
        lines.append(f"{said:61} {shop.asked[kind]:6}, {shop.approved[kind]} approved")
    return lines
