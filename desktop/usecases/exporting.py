"""Writes the shop out in the import form: what another shop, or a sheet, can take over whole.

Text that a sheet would take for a formula gets an apostrophe in front, which the import takes off again. Amounts
and ids are those of the facts. A member or purchase that came from elsewhere goes out under the id it came with, unless
that id belongs to a source of another name: then under the product's own, so that nothing can come back twice.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from desktop.models.private import unwritable
from desktop.models.queries.exports import (
    branch_rows,
    goods_of_sale,
    ids_from_elsewhere,
    lot_rows,
    member_rows,
    product_rows,
    refunded_elsewhere,
)
from desktop.models.queries.facts import raw_of_kinds
from desktop.models.queries.places import tills
from desktop.models.sources import Reader
from desktop.usecases.authority import authorise
from desktop.usecases.importing.campaigns import Campaign, imported_campaigns
from desktop.usecases.importing.forms import (
    BRANCHES,
    CAMPAIGN_MEMBERS,
    CAMPAIGNS,
    LINES,
    LOTS,
    MEMBERS,
    PRODUCTS,
    PURCHASES,
    REDEMPTIONS,
)
from desktop.usecases.importing.job import DEFAULT_SOURCE, id_from
from desktop.usecases.importing.members import AGE_TAG
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.clock import instant_text
from loyalty.errors import require
from loyalty.facts import Fact, parse_fact
from loyalty.kinds import Reversal, SaleImported, SaleRecorded, SoldLine, read_body
from loyalty.money import percent_text

Cells = tuple[object, ...]

_FORMULA = re.compile(r"\s*[=+\-@\t\r']")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_SALES = ("sale.imported", "sale.recorded", "sale.refunded", "sale.voided")
_FORMS = (
    BRANCHES,
    PRODUCTS,
    MEMBERS,
    LOTS,
    PURCHASES,
    LINES,
    CAMPAIGNS,
    CAMPAIGN_MEMBERS,
    REDEMPTIONS,
)
_FILES = frozenset({"config.json", *(f"{form.name}.csv" for form in _FORMS)})


@dataclass(frozen=True, slots=True)
class Exported:
    """Where the files are and how many rows each has."""

    folder: Path
    rows: dict[str, int]


def export_folder(till: Till, session: Session, folder: Path, approval: Session | None = None) -> Exported:
    """Write the shop into a new or empty folder; raises `export_not_empty`, `not_allowed`,
    `file_unwritable`, `file_no_room`.

    The files appear all together at the end, readable by their owner alone; nothing half written is left.
    """
    authorise(till, session, "export", approval)
    require(not folder.exists() or not any(folder.iterdir()), "export_not_empty", folder=str(folder))
    draft = folder.with_name(folder.name + ".part")
    try:
        _clear(draft)
        draft.mkdir(parents=True)
        with ExitStack() as undo:
            undo.callback(shutil.rmtree, draft, ignore_errors=True)
            with till.read() as db:
                rows = _write_all(till, db, draft)
            if folder.exists():
                folder.rmdir()
            draft.rename(folder)
            undo.pop_all()
    except OSError as problem:
        raise unwritable(folder, problem) from problem
    return Exported(folder, rows)


def _clear(draft: Path) -> None:
    """Remove what an export that was cut short left: a folder that holds nothing but files of ours."""
    if draft.is_dir() and not draft.is_symlink() and {path.name for path in draft.iterdir()} <= _FILES:
        shutil.rmtree(draft)


def _write_all(till: Till, db: Reader, folder: Path) -> dict[str, int]:
    book = _Book(till, db)
    tables: tuple[Iterable[Cells], ...] = (
        book.branches(),
        book.products(),
        book.members(),
        book.lots(),
        (row for row, _ in book.sales()),
        (line for _, lines in book.sales() for line in lines),
        book.campaigns(),
        book.sent(),
        book.uses(),
    )
    counted = {
        form.name: _write(folder / f"{form.name}.csv", form.columns, rows)
        for form, rows in zip(_FORMS, tables, strict=True)
    }
    config = {"timezone": till.shop.zone, "currency": till.shop.currency}
    _open_private(folder / "config.json", json.dumps(config, indent=1))
    return counted


def _write(path: Path, columns: Sequence[str], rows: Iterable[Cells]) -> int:
    count = 0
    with os.fdopen(_private(path), "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([guard(cell) for cell in row])
            count += 1
    return count


def _open_private(path: Path, text: str) -> None:
    with os.fdopen(_private(path), "w", encoding="utf-8") as stream:
        stream.write(text)


def _private(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def guard(cell: object) -> str:
    """Return a cell as text; what a sheet would run as a formula is made harmless by an apostrophe."""
    text = "" if cell is None else str(cell)
    if _CONTROL.search(text):
        text = " ".join(_CONTROL.sub(" ", text).split())
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text


class _Book:
    """The rows of every file, read from one snapshot."""

    def __init__(self, till: Till, db: Reader) -> None:
        self._till = till
        self._db = db
        self._shown = self._ids_members_came_with()
        self._named = self._names_of_refunded()
        self._codes: dict[str, str] = {till_id: code for till_id, code, *_ in tills(db)}

    def _ids_members_came_with(self) -> dict[str, str]:
        rows = ids_from_elsewhere(self._db)
        survivors = {member_id: survivor for member_id, _, survivor in rows}
        return {
            member_id: known
            for member_id, known, survivor in rows
            if survivors.get(self._id_from("member", known)) == survivor
        }

    def _id_from(self, kind: str, known: str) -> str:
        return id_from(self._till.shop.business_id, DEFAULT_SOURCE, kind, known)

    def _number(self, sale: SaleImported) -> str:
        known = sale.source_id
        return known if known and self._id_from("purchase", known) == sale.sale_id else sale.sale_id

    def _member(self, member_id: str | None) -> str:
        return self._shown.get(member_id, member_id) if member_id else ""

    def _when(self, at: int | None) -> str:
        return "" if at is None else instant_text(at, self._till.shop.zone)

    def branches(self) -> Iterator[Cells]:
        """Yield `branches`."""
        yield from branch_rows(self._db)

    def products(self) -> Iterator[Cells]:
        """Yield `products`."""
        for *words, vat, divisible in product_rows(self._db):
            yield (*words, percent_text(vat), divisible)

    def members(self) -> Iterator[Cells]:
        """Yield `members`."""
        for member_id, phone, name, joined, branch, birth, tags, survivor, card in member_rows(self._db):
            bands = [tag for tag in json.loads(tags or "[]") if tag.startswith(AGE_TAG)]
            band = bands[0].removeprefix(AGE_TAG) if bands else ""
            into = "" if survivor == member_id else self._member(survivor)
            yield (self._member(member_id), card, phone, name, self._when(joined), branch, birth, band, into)

    def lots(self) -> Iterator[Cells]:
        """Yield `lots`: what is left and has not expired; lots alike in all but their cause are one row.

        The import takes two rows alike in everything for one told twice.
        """
        for member, unit, granted, vests, expires, branch, scope, left in lot_rows(
            self._db, self._till.now()
        ):
            own = scope.startswith("branch:")
            place = scope.removeprefix("branch:") if own else branch
            when = (self._when(granted), self._when(vests), self._when(expires))
            yield (self._member(member), unit, left, *when, place, "branch" if own else "")

    def sales(self) -> Iterator[tuple[Cells, list[Cells]]]:
        """Yield each row of `purchases` with its rows of `lines`, as the facts tell them."""
        for raw in raw_of_kinds(self._db, _SALES):
            fact = parse_fact(raw)
            body = read_body(fact.kind, fact.version, fact.body)
            if isinstance(body, SaleRecorded):
                yield self._sold(fact, body)
            elif isinstance(body, Reversal):
                yield self._taken_back(fact, body)
            else:
                yield from (self._imported(sale) for sale in body.sales)

    def _sold(self, fact: Fact, body: SaleRecorded) -> tuple[Cells, list[Cells]]:
        coupon = sum(tender.amount for tender in body.tenders if tender.kind == "coupon")
        place = (fact.branch_id, self._codes.get(fact.till_id, ""), self._when(fact.at))
        sums = (body.gross, body.gross - body.net, coupon, body.net)
        row = (fact.fact_id, "sale", "", self._member(body.member_id), "", "", *place, *sums)
        return row, [_line(fact.fact_id, line, 0) for line in body.lines]

    def _taken_back(self, fact: Fact, body: Reversal) -> tuple[Cells, list[Cells]]:
        place = (fact.branch_id, self._codes.get(fact.till_id, ""), self._when(fact.at))
        who = (self._purchase(body.sale_id), self._member(body.member_id))
        row = (fact.fact_id, "refund", *who, "", "", *place, -body.net, 0, 0, -body.net)
        goods = self._goods_of(body.sale_id)
        lines: list[Cells] = []
        for line in body.lines:
            product, group = goods[line.line_no]
            quantity = _decimal(-line.quantity)
            lines.append((fact.fact_id, line.line_no, product, group, quantity, -line.net, 0, 0, -line.net))
        return row, lines

    def _goods_of(self, sale_id: str) -> dict[int, tuple[str | None, str]]:
        rows = goods_of_sale(self._db, sale_id)
        return {line_no: (product, group) for line_no, product, group in rows}

    def _imported(self, sale: SaleImported) -> tuple[Cells, list[Cells]]:
        number = self._number(sale)
        refund = sale.refund or sale.refund_of is not None
        of = self._purchase(sale.refund_of) if sale.refund_of else ""
        row = (
            number,
            "refund" if refund else "sale",
            of,
            self._member(sale.member_id),
            "",
            "",
            sale.branch_id,
            sale.till,
            self._when(sale.at),
            sale.gross,
            sale.discount,
            sale.coupon,
            sale.net,
        )
        coupons = sale.coupons or (0,) * len(sale.lines)
        return row, [_line(number, line, part) for line, part in zip(sale.lines, coupons, strict=True)]

    def _purchase(self, sale_id: str) -> str:
        return self._named.get(sale_id, sale_id)

    def _names_of_refunded(self) -> dict[str, str]:
        """Return the source's ids of the purchases that refunds and uses of campaigns name."""
        wanted = refunded_elsewhere(self._db)
        for campaign in imported_campaigns(self._db).values():
            wanted.update(purchase for *_, purchase in campaign.uses)
        if not wanted:
            return {}
        found: dict[str, str] = {}
        for raw in raw_of_kinds(self._db, ["sale.imported"]):
            fact = parse_fact(raw)
            for sale in read_body(fact.kind, fact.version, fact.body).sales:
                if sale.sale_id in wanted:
                    found[sale.sale_id] = self._number(sale)
        return found

    def campaigns(self) -> Iterator[Cells]:
        """Yield `campaigns`."""
        for one in self._campaigns():
            yield (one.campaign_id, one.kind, one.start_on, one.end_on)

    def sent(self) -> Iterator[Cells]:
        """Yield `campaign_members`."""
        for one in self._campaigns():
            yield from ((one.campaign_id, member) for member in sorted(map(self._member, one.sent)))

    def uses(self) -> Iterator[Cells]:
        """Yield `redemptions`."""
        for one in self._campaigns():
            told = ((self._member(member), *rest, self._purchase(sale)) for member, *rest, sale in one.uses)
            yield from ((one.campaign_id, *use) for use in sorted(told))

    def _campaigns(self) -> list[Campaign]:
        found = imported_campaigns(self._db)
        return [found[key] for key in sorted(found)]


def _line(number: str, line: SoldLine, coupon: int) -> Cells:
    what = (line.product_id, line.group, _decimal(line.quantity))
    return (number, line.line_no, *what, line.gross, line.discount, coupon, line.net)


def _decimal(thousandths: int) -> str:
    """Return a quantity as the shortest decimal."""
    whole, part = divmod(abs(thousandths), 1_000)
    text = f"{whole}.{part:03d}".rstrip("0") if part else str(whole)
    return f"-{text}" if thousandths < 0 else text
