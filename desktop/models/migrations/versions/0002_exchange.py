"""Tables of many tills: what others hold, what was said last and by whom, what waits for a fact or a key to come."""

# ruff: noqa: S608 - statements are put together from names in this file alone.

from __future__ import annotations

from pathlib import Path

from alembic import op

VERSION = 2
revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STATEMENTS = Path(__file__).with_suffix(".sql")
_TABLES = (
    "right_elsewhere",
    "fact_deferred",
    "told_early",
    "last_word",
    "member_end",
    "person_waiting",
    "policy_beaten",
    "enrolled_till",
)
_BODY = "json_extract(CAST(raw AS TEXT), '$[15][{}]')"
_WORDS = (
    ("branch", ("branch.set",), _BODY.format(0)),
    ("staff", ("staff.set",), _BODY.format(0)),
    ("staff key", ("staff.keyed",), _BODY.format(0)),
    ("staff lock", ("staff.keyed", "staff.locked"), _BODY.format(0)),
    ("staff seen", ("staff.signed_in",), _BODY.format(0)),
    ("consent", ("consent.given", "consent.withdrawn"), f"{_BODY.format(0)} || ' ' || {_BODY.format(1)}"),
    ("card", ("card.issued", "card.blocked"), _BODY.format(1)),
)
"""Subject, kinds that speak of it, and where its name stands in the body, as bodies were when this was written."""
_LATER = (
    "ON CONFLICT (subject, name) DO UPDATE SET at = excluded.at, fact_id = excluded.fact_id "
    "WHERE (excluded.at, excluded.fact_id) > (at, fact_id)"
)
_APPEND_ONLY = ("lot", "entry")


def upgrade() -> None:
    """Make the tables and fill them with what the facts of this file say."""
    for statement in _STATEMENTS.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)
    _make_numbers("INDEX")
    _note_last_words()
    op.execute(
        "INSERT INTO member_end (member_id, left_at, erased_at) "
        f"SELECT {_BODY.format(0)}, min(CASE kind WHEN 'member.left' THEN at END), "
        "min(CASE kind WHEN 'member.erased' THEN at END) FROM fact "
        "WHERE kind IN ('member.left', 'member.erased') GROUP BY 1"
    )
    _name_openings("lot_id", "substr(lot_id, 1, instr(lot_id, '.') - 1)", "granted_at")


def downgrade() -> None:
    """Drop them again; openings are named by the fact that told them, as before."""
    _make_numbers("UNIQUE INDEX")
    op.execute(
        "CREATE TEMP TABLE told AS SELECT fact_id, at, coalesce(nullif("
        f"{_BODY.format(4)}, ''), fact_id) AS root FROM fact WHERE kind = 'lots.opened' GROUP BY root HAVING min(pos)"
    )
    root = "substr(lot_id, 1, instr(lot_id, '.') - 1)"
    told = f"(SELECT {{}} FROM temp.told WHERE root = {root})"
    place = "substr(lot_id, instr(lot_id, '.'))"
    _name_openings(f"{told.format('fact_id')} || {place}", told.format("fact_id"), told.format("at"))
    op.execute("DROP TABLE temp.told")
    for table in _TABLES:
        op.execute(f"DROP TABLE {table}")


def _make_numbers(index: str) -> None:
    # A till that was put back and did not notice printed a number twice: that is a fact like any other.
    for table in ("sale", "reversal"):
        op.execute(f"DROP INDEX {table}_by_number")
        op.execute(f"CREATE {index} {table}_by_number ON {table} (till_id, number) WHERE number IS NOT NULL")


def _note_last_words() -> None:
    for subject, kinds, name in _WORDS:
        among = ", ".join(f"'{kind}'" for kind in kinds)
        op.execute(
            f"INSERT INTO last_word SELECT '{subject}', {name}, at, fact_id FROM fact WHERE kind IN ({among}) {_LATER}"
        )
    op.execute(
        "INSERT INTO last_word SELECT 'product', json_extract(p.value, '$[0]'), f.at, f.fact_id FROM fact AS f, "
        "json_each(CAST(f.raw AS TEXT), '$[15][0]') AS p WHERE f.kind = 'product.set' " + _LATER
    )


def _name_openings(entry_id: str, fact_id: str, at: str) -> None:
    """Name opening lots and their entries anew; `granted_at` stands for the instant of the lot."""
    found = op.get_bind().exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (trigger,) in found:
        if trigger.startswith(tuple(f"{table}_no_" for table in _APPEND_ONLY)):
            op.execute(f"DROP TRIGGER {trigger}")
    when = "(SELECT granted_at FROM lot WHERE lot.lot_id = entry.lot_id)" if at == "granted_at" else at
    op.execute(
        f"UPDATE entry SET entry_id = {entry_id}, fact_id = {fact_id}, at = {when} WHERE kind = 'opening'"
    )
    op.execute(
        f"UPDATE lot SET fact_id = {fact_id} WHERE lot_id IN (SELECT lot_id FROM entry WHERE kind = 'opening')"
    )
