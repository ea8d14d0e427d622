"""Tables that keep what figures read as columns: packed parts of sales, of what came back and of members.

A part holds every row whose key lies behind `after` and up to `last`, and nothing else; whatever changes one of those
rows takes the part away within the same transaction, whoever writes. What no part holds is read from the rows. An
erased member's words therefore leave with the erasure itself. `column_word` gives texts the numbers that parts hold
(of members their ids alone), `column_change` counts what was changed behind the parts of a kind.
"""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

TABLES = (
    """CREATE TABLE column_part (
        part_no INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        after ANY NOT NULL,
        last ANY NOT NULL,
        size INTEGER NOT NULL,
        cells BLOB NOT NULL,
        CONSTRAINT column_part_once UNIQUE (kind, last),
        CONSTRAINT column_part_kind_known CHECK (kind IN ('sale', 'reversal', 'member'))
    ) STRICT""",
    """CREATE TABLE column_word (
        kind TEXT NOT NULL,
        first INTEGER NOT NULL,
        size INTEGER NOT NULL,
        words TEXT NOT NULL,
        CONSTRAINT column_word_once PRIMARY KEY (kind, first)
    ) STRICT""",
    """CREATE TABLE column_change (
        kind TEXT NOT NULL,
        changes INTEGER NOT NULL,
        CONSTRAINT column_change_once PRIMARY KEY (kind)
    ) STRICT, WITHOUT ROWID""",
)

_MEMBER_CELLS = "member_id, joined_at, joined_on, joined_branch, origin, ended_at, enrolled_by"
_CHANGES = (
    ("sale", "changed", "UPDATE OF sale_no, at, net, member_id, on_day, branch_id, staff_id, till_id, origin", ""),
    ("sale", "removed", "DELETE", ""),
    ("reversal", "changed", "UPDATE OF reversal_no, sale_id, at, on_day, branch_id, net, staff_id, kind", ""),
    ("reversal", "removed", "DELETE", ""),
    ("member", "added", "INSERT", ""),
    ("member", "changed", f"UPDATE OF {_MEMBER_CELLS}", ""),
    ("member", "removed", "DELETE", ""),
    ("person", "added", "INSERT", "WHEN new.external_id <> '' "),
    ("person", "changed", "UPDATE OF member_id, external_id", "WHEN old.external_id <> new.external_id "),
    ("person", "removed", "DELETE", "WHEN old.external_id <> '' "),
)  # fmt: skip
_KEYS = {
    "sale": ("sale", "sale_no"),
    "reversal": ("reversal", "reversal_no"),
    "member": ("member", "member_id"),
    "person": ("member", "member_id"),
}
"""Of which kind a table's rows are part, and by which key."""


def _trigger(table: str, name: str, event: str, when: str) -> str:
    kind, key = _KEYS[table]
    row = "new" if event == "INSERT" else "old"
    least = f"SELECT min(last) FROM column_part WHERE kind = '{kind}' AND last >= {row}.{key}"
    return (
        f"CREATE TRIGGER {table}_column_{name} AFTER {event} ON {table} {when}BEGIN "
        f"DELETE FROM column_part WHERE kind = '{kind}' AND last = ({least}) AND after < {row}.{key}; "
        f"INSERT INTO column_change (kind, changes) VALUES ('{kind}', 1) "
        "ON CONFLICT (kind) DO UPDATE SET changes = changes + 1; END"
    )


TRIGGERS = tuple(_trigger(*change) for change in _CHANGES)
"""Sales and what came back of them are only ever added behind the last part, so that adding one costs nothing."""
