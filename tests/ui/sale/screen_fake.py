"""A screen that remembers what it was shown, without Qt: for tests of the presenter."""

from __future__ import annotations

from typing import Any

from desktop.ui.sale.presenter import SalePresenter


class FakeScreen:
    """Keeps the last of everything; `set_field` types as the real field does."""

    def __init__(self) -> None:
        self.presenter: SalePresenter | None = None
        self.field = ""
        self.shown: dict[str, Any] = {}
        self.problems: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if not name.startswith(("show_", "clear_", "take_")):
            raise AttributeError(name)

        def keep(*values: Any, **named: Any) -> None:
            if name == "show_problem":
                values = (values[0](),)  # in the language it is said in now
                self.problems.append(values[0])
            self.shown[name.removeprefix("show_")] = values[0] if len(values) == 1 else values

        return keep

    def set_field(self, text: str) -> None:
        """Change the text and tell the presenter, as the real field does."""
        if text != self.field:
            self.field = text
            if self.presenter is not None:
                self.presenter.on_text_changed(text)

    def propose_field(self, text: str) -> None:
        """Put a text in that the next key types over."""
        self.set_field(text)

    def type(self, text: str) -> None:
        """Type over what stands there."""
        self.set_field(text)

    def enter(self, text: str | None = None) -> None:
        """Type and press Enter."""
        if text is not None:
            self.type(text)
        assert self.presenter is not None
        self.presenter.on_submitted(self.field)
