"""The products screen's `ProductDesk` over the real till. No Qt. In training nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.ui.approval.till_approvals import TillApprovals
from desktop.ui.products.desk import Approval
from desktop.usecases.authority import acts_of
from desktop.usecases.importing.folder import import_products
from desktop.usecases.importing.report import ImportReport, Progress
from desktop.usecases.policies import Document, publish_policy, rules_now
from desktop.usecases.product_files import export_products
from desktop.usecases.products import list_products, set_products
from loyalty.groups import Group
from loyalty.kinds import Product
from loyalty.money import percent_text


class TillProducts(TillApprovals):
    """Runs in the database lane; `bring` beside it."""

    def acts(self) -> frozenset[str]:
        """Return what the person at the till may do alone."""
        return acts_of(self._seat.till, self._seat.session)

    def products(self) -> tuple[Product, ...]:
        """Return every product."""
        return list_products(self._seat.till, gone=True)

    def groups(self) -> tuple[Group, ...]:
        """Return the product groups in force."""
        with self._seat.till.read() as db:
            return tuple(rules_now(db).groups.by_id.values())

    def save(self, product: Product, approval: Approval) -> bool:
        """Add or change a product."""
        self._seat.refuse_training()
        return bool(set_products(self._seat.till, self._seat.session, [product], approval))

    def save_groups(self, groups: tuple[Group, ...], approval: Approval) -> None:
        """Publish the groups."""
        self._seat.refuse_training()
        document: Document = {"groups": [_row(group) for group in groups]}
        publish_policy(self._seat.till, self._seat.session, "groups", document, approval)

    def bring(self, path: Path, told: Callable[[int, int], None]) -> ImportReport:
        """Take a file of products; what was taken before it is stopped stays."""
        self._seat.refuse_training()

        def watch(progress: Progress) -> bool:
            told(progress.done, progress.total)
            return True

        return import_products(self._seat.till, self._seat.session, path, progress=watch)

    def export(self, path: Path, approval: Approval) -> int:
        """Write the products into a file."""
        return export_products(self._seat.till, self._seat.session, path, approval)


def _row(group: Group) -> Document:
    row: Document = {
        "id": group.group,
        "name": {"fa": group.name.fa, "en": group.name.en},
        "floor": percent_text(group.floor),
        "vat": percent_text(group.vat),
    }
    if group.unit:
        row["unit"] = group.unit
    if group.margin is not None:
        row["margin"] = percent_text(group.margin)
    return row
