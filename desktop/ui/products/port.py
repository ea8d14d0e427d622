"""What the products screen can show, as its presenter asks for it. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desktop.ui.approval.desk import ApprovalView
from desktop.ui.products.shown import Notice, ShownCatalogue, ShownImport, TypedGroup, TypedProduct


class ProductsView(ApprovalView, Protocol):
    """What the screen can show."""

    def show_catalogue(self, shown: ShownCatalogue) -> None:
        """Show the rows."""
        ...

    def show_product(self, form: TypedProduct | None) -> None:
        """Show the form of a product, or take it away."""
        ...

    def show_group(self, form: TypedGroup | None) -> None:
        """Show the form of a group, or take it away."""
        ...

    def show_field_problem(self, field: str, text: str) -> None:
        """Say what is wrong with a field of the form that stands open ('' for the form as a whole)."""
        ...

    def show_reading(self, reading: str, value: str) -> None:
        """Say what Enter will do: '', product, new, nothing."""
        ...

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the import is."""
        ...

    def show_working(self, name: str) -> None:
        """Show that a file is being taken; '' when it is over."""
        ...

    def show_import(self, report: ShownImport) -> None:
        """Show what became of a file's rows."""
        ...

    def set_field(self, text: str) -> None:
        """Put a text into the field."""
        ...

    def take_focus(self) -> None:
        """Give the focus to the field."""
        ...

    def show_problem(self, said: Callable[[], str]) -> None:
        """Say what stands in the way."""
        ...

    def show_notice(self, notice: Notice) -> None:
        """Say what was done."""
        ...

    def clear_problem(self) -> None:
        """Say nothing any more."""
        ...
