"""Last words are ordered by stamps, with what the centre has bounded; openings told otherwise are named."""

# ruff: noqa: S608 - statements are put together from names in this file alone.

from __future__ import annotations

from pathlib import Path

from alembic import op

VERSION = 6
revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_STATEMENTS = Path(__file__).with_suffix(".sql")
_BITS = 16
_BODY = "json_extract(CAST(f.raw AS TEXT), '$[15]{}')"
_STAMPED = {
    "staff.signed_in": 1,
    "staff.locked": 1,
    "product.set": 1,
    "consent.given": 2,
    "consent.withdrawn": 2,
    "card.issued": 2,
    "card.blocked": 2,
    "member.merged": 2,
    "member.split": 2,
    "staff.keyed": 2,
    "branch.set": 4,
    "staff.set": 5,
}
"""Kind of fact → where its stamp stands in the body, as bodies were when this was written."""


def upgrade() -> None:
    """Pack what is there. A file that was brought down has facts with stamps: their counters are read again."""
    for statement in _STATEMENTS.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)
    place = " ".join(f"WHEN '{kind}' THEN {_BODY.format(f'[{at}]')}" for kind, at in _STAMPED.items())
    stamp = f"(CASE f.kind {place} END)"
    op.execute(
        f"CREATE TEMP TABLE stamped AS SELECT f.fact_id, json_extract({stamp}, '$[0]') << {_BITS} | "
        f"json_extract({stamp}, '$[1]') AS stamp FROM fact AS f WHERE f.fact_id IN "
        "(SELECT fact_id FROM temp.word UNION SELECT fact_id FROM member_pair)"
    )
    op.execute(
        "INSERT INTO last_word SELECT w.subject, w.name, coalesce(s.stamp, w.at << "
        f"{_BITS}), w.fact_id FROM (SELECT subject, name, at, fact_id FROM temp.word UNION ALL "
        "SELECT 'pair', low_id || ' ' || high_id, at, fact_id FROM member_pair) AS w "
        "LEFT JOIN temp.stamped AS s USING (fact_id)"
    )
    op.execute(f"UPDATE person SET stamp = stamp << {_BITS}")
    op.execute(
        "CREATE TEMP TABLE counted AS SELECT json_extract(p.value, '$[0]') AS member_id, "
        f"json_extract(p.value, '$[1]') << {_BITS} AS stamp, max(json_extract(p.value, '$[3]')) AS count "
        f"FROM fact AS f, json_each(CAST(f.raw AS TEXT), '$[15][0]') AS p WHERE f.kind = 'person.set' "
        "AND json_extract(p.value, '$[3]') > 0 GROUP BY 1, 2"
    )
    op.execute(
        "UPDATE person SET stamp = person.stamp | c.count FROM temp.counted AS c "
        "WHERE c.member_id = person.member_id AND c.stamp = person.stamp"
    )
    for table in ("word", "stamped", "counted"):
        op.execute(f"DROP TABLE temp.{table}")
    _name_conflicts()


def _name_conflicts() -> None:
    """Name openings that were told again with another amount; the one that came first stands."""
    op.execute(
        "INSERT INTO opening_otherwise SELECT lot_id, fact_id, amount FROM (SELECT lot_id, fact_id, amount, "
        "first_value(amount) OVER (PARTITION BY lot_id ORDER BY pos) AS stood FROM (SELECT f.pos, f.fact_id, "
        f"{_BODY.format('[4]')} || '.' || g.key AS lot_id, json_extract(g.value, '$[2]') AS amount "
        "FROM fact AS f, json_each(CAST(f.raw AS TEXT), '$[15][3]') AS g WHERE f.kind = 'lots.opened' "
        f"AND {_BODY.format('[4]')} <> '' AND f.fact_id NOT IN (SELECT fact_id FROM fact_deferred))) WHERE amount <> stood"
    )


def downgrade() -> None:
    """Order words by their instants alone, as before."""
    op.execute(
        f"CREATE TEMP TABLE word AS SELECT subject, name, stamp >> {_BITS} AS at, fact_id FROM last_word"
    )
    op.execute("DROP TABLE last_word")
    op.execute(
        "CREATE TABLE last_word (subject TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, "
        "fact_id TEXT NOT NULL, CONSTRAINT last_word_once PRIMARY KEY (subject, name)) STRICT, WITHOUT ROWID"
    )
    op.execute(
        "INSERT INTO last_word SELECT subject, name, at, fact_id FROM temp.word WHERE subject <> 'pair'"
    )
    op.execute("DROP TABLE temp.word")
    op.execute("DROP TABLE stamp_bound")
    op.execute("DROP TABLE opening_otherwise")
    op.execute(f"UPDATE person SET stamp = stamp >> {_BITS}")
