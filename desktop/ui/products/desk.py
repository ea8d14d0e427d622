"""What the products screen asks of the shop: the port its presenter stands on. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from desktop.ui.approval.desk import Approvals
from desktop.usecases.importing.report import ImportReport
from desktop.usecases.sign_in import Session
from loyalty.groups import Group
from loyalty.kinds import Product

Approval = Session | None


class ProductDesk(Approvals, Protocol):
    """The use cases of the products screen."""

    def acts(self) -> frozenset[str]:
        """Return what the person at the till may do alone."""
        ...

    def products(self) -> tuple[Product, ...]:
        """Return every product, those given up too."""
        ...

    def groups(self) -> tuple[Group, ...]:
        """Return the product groups in force."""
        ...

    def save(self, product: Product, approval: Approval) -> bool:
        """Add or change a product; False where nothing changed."""
        ...

    def save_groups(self, groups: tuple[Group, ...], approval: Approval) -> None:
        """Publish the groups."""
        ...

    def bring(self, path: Path, told: Callable[[int, int], None]) -> ImportReport:
        """Take a file of products; `told(done, total)` may raise to stop it."""
        ...

    def export(self, path: Path, approval: Approval) -> int:
        """Write the products into a file and return how many."""
        ...
