"""Where projections write: gathered into batches, a fact or many at a time, or row by row for facts of other tills.

Both sinks end in the same tables with the same rows. `insert` adds a row that must be new; `add` adds deltas to
a summary row; `put` runs any other write. Whatever reads sees everything written before it.
"""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from desktop.models.sources import Row

_COLUMNS: dict[str, str] = {
    "epoch": "epoch till_id parent_epoch parent_seq parent_hash cause opened_at",
    "lot": "lot_id member_id unit scope amount granted_at vests_at expires_at branch_id cause fact_id",
    "entry": "entry_id lot_id kind delta at fact_id",
    "owed_entry": "entry_id member_id unit delta at fact_id",
    "sale": "sale_no sale_id origin number member_id branch_id till_id staff_id shift_id at on_day gross "
    "discount coupon net net_now credit_paid credit_earned points_earned points_now state",
    "sale_line": "sale_no line_no product_group product_id quantity gross discount net credit_paid vat_rate "
    "divisible back_quantity back_net back_credit",
    "offer_use": "sale_no offer_id version member_id on_day discount credit points stands",
    "offer_grant": "fact_id offer_id member_id version at on_day until_on sale_id gives till_id turn",
    "use_drawn": "sale_id name amount",
    "code_use": "digest sale_no offer_id",
    "reversal": "reversal_no reversal_id sale_id kind number member_id branch_id till_id staff_id shift_id at "
    "on_day gross discount coupon net money_back credit_back credit_taken points_taken withheld owed reason",
    "reversal_line": "reversal_no line_no product_group product_id quantity net credit_paid",
    "member": "member_id joined_at joined_on joined_branch enrolled_by referrer_id origin state ended_at "
    "survivor_id till_id",
}

Batch = tuple[str, Any]
"""A statement and the rows it is run for, which may be read once."""


@dataclass(frozen=True, slots=True)
class _Sum:
    table: str
    keys: str
    sums: str
    least: str = ""
    most: str = ""

    @property
    def columns(self) -> list[str]:
        return f"{self.keys} {self.sums} {self.least} {self.most}".split()


_SUMS: dict[str, _Sum] = {
    "owed": _Sum("owed", "member_id unit", "amount"),
    "right_elsewhere": _Sum("right_elsewhere", "lot_id holder", "amount"),
    "offer_right": _Sum("offer_right", "name holder", "amount"),
    "member_stat": _Sum(
        "member_stat", "member_id", "visits spent discount", "first_at first_on", "last_at last_on"
    ),
    "offer_count": _Sum("offer_count", "offer_id on_day", "taken uses discount credit points"),
    "shift_tender": _Sum("shift_tender", "shift_id kind", "amount"),
    "day_sale": _Sum("day_sale", "on_day branch_id product_group", "gross discount net quantity purchases"),
    "day_branch": _Sum(
        "day_branch",
        "on_day branch_id",
        "gross discount net sales refunds refund_net purchases purchase_net member_purchases member_net "
        "credit_paid credit_earned points_earned joined",
    ),
    "day_tender": _Sum("day_tender", "on_day branch_id till_id kind", "amount"),
}


def _insert_sql(table: str, columns: Sequence[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _sum_sql(shape: _Sum) -> str:
    changes = [f"{name} = {name} + excluded.{name}" for name in shape.sums.split()]
    for names, pick in ((shape.least, "min"), (shape.most, "max")):
        changes += [
            f"{name} = coalesce({pick}({name}, excluded.{name}), {name}, excluded.{name})"
            for name in names.split()
        ]
    head = _insert_sql(shape.table, shape.columns)
    return f"{head} ON CONFLICT ({', '.join(shape.keys.split())}) DO UPDATE SET {', '.join(changes)}"


INSERTS: dict[str, str] = {table: _insert_sql(table, names.split()) for table, names in _COLUMNS.items()}
# The opening of one lot may be told twice, and a lot's moves may come before its granting.
INSERTS["lot"] += " ON CONFLICT (lot_id) DO NOTHING"
INSERTS["lot_known"] = (
    "INSERT INTO lot_balance (lot_id, member_id, unit, remaining, expired, expires_at) VALUES (?, ?, ?, 0, 0, ?) "
    "ON CONFLICT (lot_id) DO UPDATE SET member_id = excluded.member_id, unit = excluded.unit, "
    "expires_at = excluded.expires_at"
)

_LOT_MOVED = (
    "INSERT INTO lot_balance (lot_id, member_id, unit, remaining, expired, expires_at) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (lot_id) DO UPDATE SET member_id = excluded.member_id, unit = excluded.unit, "
    "expires_at = excluded.expires_at, remaining = remaining + excluded.remaining, "
    "expired = expired + excluded.expired"
)
_UNMOVED: list[Row] = [(0, 0)]

ADDS: dict[str, str] = {name: _sum_sql(shape) for name, shape in _SUMS.items()}
ADDS["lot_balance"] = (
    "INSERT INTO lot_balance (lot_id, member_id, unit, remaining, expired, expires_at) "
    "VALUES (?, '', '', ?, ?, NULL) "
    "ON CONFLICT (lot_id) DO UPDATE SET remaining = remaining + excluded.remaining, "
    "expired = expired + excluded.expired"
)

_COMBINE: dict[str, tuple[int, int]] = {
    name: (len(shape.sums.split()), len(shape.least.split())) for name, shape in _SUMS.items()
} | {"lot_balance": (2, 0)}


class Sink(Protocol):
    """The face projections write to and read back from."""

    def insert(self, table: str, row: Row) -> None:
        """Add a new row; its values stand in the order of the table's columns here."""

    def add(self, table: str, key: Row, deltas: Row) -> None:
        """Add deltas to a summary row, made when missing."""

    def put(self, sql: str, params: Sequence[Any] = ()) -> int:
        """Run any other write; return how many rows it changed."""

    def put_many(self, sql: str, rows: Sequence[Row]) -> None:
        """Run any other write for each of many rows."""

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        """Return all rows of a statement."""

    def row(self, sql: str, params: Sequence[Any] = ()) -> Row | None:
        """Return the first row, or None."""

    def value(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """Return the first column of the first row, or None."""


@dataclass(slots=True)
class DirectSink:
    """Writes each row at once: the way of facts that are taken in, whose projections ask much in between."""

    connection: Any

    def insert(self, table: str, row: Row) -> None:
        """Add a new row."""
        self.connection.execute(INSERTS[table], row)

    def add(self, table: str, key: Row, deltas: Row) -> None:
        """Add deltas to a summary row."""
        self.connection.execute(ADDS[table], key + deltas)

    def put(self, sql: str, params: Sequence[Any] = ()) -> int:
        """Run any other write."""
        changed: int = self.connection.execute(sql, params).rowcount
        return changed

    def put_many(self, sql: str, rows: Sequence[Row]) -> None:
        """Run any other write for each of many rows."""
        self.connection.executemany(sql, rows)

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        """Return all rows of a statement."""
        found: list[Row] = self.connection.execute(sql, params).fetchall()
        return found

    def row(self, sql: str, params: Sequence[Any] = ()) -> Row | None:
        """Return the first row, or None."""
        found: Row | None = self.connection.execute(sql, params).fetchone()
        return found

    def value(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """Return the first column of the first row, or None."""
        found = self.connection.execute(sql, params).fetchone()
        return None if found is None else found[0]


@dataclass(slots=True)
class BatchSink:
    """Gathers rows and sums, writes them together; every read and other write settles first."""

    connection: Any
    _rows: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    _sums: defaultdict[str, defaultdict[Row, list[Row]]] = field(default_factory=lambda: defaultdict(_lists))

    def insert(self, table: str, row: Row) -> None:
        """Gather a new row."""
        self._rows[table].append(row)

    def add(self, table: str, key: Row, deltas: Row) -> None:
        """Gather deltas of a summary row."""
        self._sums[table][key].append(deltas)

    def settle(self) -> None:
        """Write everything gathered."""
        self._write(self.take())

    def take(self) -> list[Batch]:
        """Return what `settle` would write, and forget it."""
        known, sums = self._rows.pop("lot_known", None), self._sums
        batches: list[Batch] = [(_LOT_MOVED, self._lots(known))] if known else []
        batches += [(INSERTS[table], self._rows.pop(table)) for table in INSERTS if table in self._rows]
        batches += [(ADDS[table], _summed(table, told)) for table, told in sums.items() if told]
        sums.clear()
        return batches

    def take_in(self, batches: Iterable[Batch]) -> None:
        """Write what another sink gathered."""
        self.settle()
        self._write(batches)

    def _write(self, batches: Iterable[Batch]) -> None:
        for sql, rows in batches:
            self.connection.executemany(sql, rows)

    def _lots(self, known: list[Row]) -> list[Row]:
        # A lot that was made known and moved in one batch, as nearly all are, costs one write and not two.
        sums = self._sums["lot_balance"]
        rows = []
        for lot_id, member_id, unit, expires_at in known:
            told = sums.pop((lot_id,), _UNMOVED)
            remaining, expired = told[0] if len(told) == 1 else map(sum, zip(*told, strict=True))
            rows.append((lot_id, member_id, unit, remaining, expired, expires_at))
        return rows

    def put(self, sql: str, params: Sequence[Any] = ()) -> int:
        """Settle, then run any other write."""
        self.settle()
        changed: int = self.connection.execute(sql, params).rowcount
        return changed

    def put_many(self, sql: str, rows: Sequence[Row]) -> None:
        """Settle, then run any other write for each of many rows."""
        self.settle()
        self.connection.executemany(sql, rows)

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        """Settle, then return all rows of a statement."""
        self.settle()
        found: list[Row] = self.connection.execute(sql, params).fetchall()
        return found

    def row(self, sql: str, params: Sequence[Any] = ()) -> Row | None:
        """Settle, then return the first row."""
        self.settle()
        found: Row | None = self.connection.execute(sql, params).fetchone()
        return found

    def value(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """Settle, then return the first column of the first row."""
        found = self.row(sql, params)
        return None if found is None else found[0]


def _lists() -> defaultdict[Row, list[Row]]:
    return defaultdict(list)


def _summed(table: str, gathered: Mapping[Row, list[Row]]) -> list[Row]:
    sums, least = _COMBINE[table]
    return [
        key + (told[0] if len(told) == 1 else _combine(told, sums, least)) for key, told in gathered.items()
    ]


def _combine(told: list[Row], sums: int, least: int) -> Row:
    columns = list(zip(*told, strict=True))
    summed = tuple(map(sum, columns[:sums]))
    low = tuple(map(_least, columns[sums : sums + least]))
    return summed + low + tuple(map(_most, columns[sums + least :]))


def _least(column: Iterable[int | None]) -> int | None:
    return min((value for value in column if value is not None), default=None)


def _most(column: Iterable[int | None]) -> int | None:
    return max((value for value in column if value is not None), default=None)
