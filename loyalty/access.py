"""Who may do what: a table of levels × acts that an owner edits, and the levels a new shop begins with.

The owner may always do everything: no document can lock the shop away from its owner.
"""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.documents import Text, read_list, read_object, read_text, read_word
from loyalty.errors import LoyaltyError, require

OWNER = "owner"

_COUNTER = ("sell", "enrol", "change_member", "spend_credit", "refund", "print_copy", "open_shift")
_OPERATOR = (*_COUNTER, "see_phone", "issue_card")
_BRANCH_MANAGER = (
    *_OPERATOR,
    "void",
    "refund_beyond_limit",
    "adjust",
    "override_margin",
    "vouch_member",
    "merge_members",
    "close_day",
    "see_figures",
    "manage_products",
    "publish_offer",
    "export",
    "verify",
)
_MANAGER_OF_BRANCHES = (
    *_BRANCH_MANAGER,
    "see_all_branches",
    "manage_staff",
    "manage_branches",
    "erase_member",
)
ACTS = (*_MANAGER_OF_BRANCHES, "set_policy", "import_sales", "backup", "restore", "close_till")
"""Every act the use cases ask about."""


_CAME_LATER = frozenset({"vouch_member"})
"""Acts that tables published before do not know: the owner has them unasked, everybody else by the next table."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of access: its name and the acts it may do."""

    level: str
    name: Text
    acts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Access:
    """The levels of a shop, from the least to the owner."""

    levels: tuple[Level, ...]

    def level(self, level: str) -> Level:
        """Return a level; raises `level_unknown`."""
        found = next((known for known in self.levels if known.level == level), None)
        if found is None:
            raise LoyaltyError(
                "level_unknown", level=level, known=", ".join(one.level for one in self.levels)
            )
        return found


_OWNER_LEVEL = Level(OWNER, Text("مالک", "Owner"), frozenset(ACTS))
DEFAULT_ACCESS = Access(
    (
        Level("cashier", Text("صندوق‌دار", "Cashier"), frozenset(_COUNTER)),
        Level("operator", Text("اپراتور", "Operator"), frozenset(_OPERATOR)),
        Level("branch_manager", Text("مدیر شعبه", "Branch manager"), frozenset(_BRANCH_MANAGER)),
        Level(
            "manager_of_branches", Text("مدیر شعب", "Manager of branches"), frozenset(_MANAGER_OF_BRANCHES)
        ),
        _OWNER_LEVEL,
    )
)


def may(access: Access, level: str, act: str) -> bool:
    """Say whether a level may do an act; an unknown level may do nothing, an unknown act is `act_unknown`."""
    require(act in ACTS, "act_unknown", act=act)
    return any(known.level == level and act in known.acts for known in access.levels)


def levels_for(access: Access, act: str) -> tuple[Level, ...]:
    """Return the levels that may do an act, so that a refusal can say who to ask."""
    return tuple(known for known in access.levels if may(access, known.level, act))


def parse_access(document: object) -> Access:
    """Return the table of an `access` document; raises `document_*`, `act_unknown`, `level_twice`.

    A document without the owner keeps the owner; one that takes an act from the owner is
    `access_owner_locked_out`.
    """
    rows = read_list(read_object(document, "access", needs=("levels",))["levels"], "access.levels")
    levels = [_parse_level(row, f"access.levels[{place}]") for place, row in enumerate(rows)]
    ids = [level.level for level in levels]
    for place, level in enumerate(ids):
        require(level not in ids[:place], "level_twice", level=level)
    if OWNER not in ids:
        levels.append(_OWNER_LEVEL)
    return Access(tuple(levels))


def _parse_level(row: object, where: str) -> Level:
    fields = read_object(row, where, needs=("id", "acts"), may=("name",))
    level = read_word(fields["id"], f"{where}.id")
    acts = [read_word(act, f"{where}.acts") for act in read_list(fields["acts"], f"{where}.acts")]
    for act in acts:
        require(act in ACTS, "act_unknown", act=act)
    if level == OWNER:
        taken = sorted(set(ACTS) - _CAME_LATER - set(acts))
        require(not taken, "access_owner_locked_out", acts=", ".join(taken))
        acts = list(ACTS)
    known = next((default.name for default in DEFAULT_ACCESS.levels if default.level == level), None)
    name = known if known and "name" not in fields else read_text(fields.get("name", level), f"{where}.name")
    return Level(level, name, frozenset(acts))
