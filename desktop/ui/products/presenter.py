"""The products screen: the catalogue looked through, changed in place, brought in from a file, written out. No Qt.

What must hold: a scanned barcode either finds its product or begins a new one with it; the file's bad rows are
told with line and reason while the good ones are taken; the code of a product that exists never changes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop.ui.approval.desk import ApprovalDesk, sentence
from desktop.ui.products.desk import ProductDesk
from desktop.ui.products.files import Files
from desktop.ui.products.port import ProductsView
from desktop.ui.products.shown import (
    Notice,
    ShownCatalogue,
    ShownGroup,
    ShownProduct,
    TypedGroup,
    TypedProduct,
)
from desktop.ui.tasks import Tasks
from desktop.usecases.product_files import matching_products
from loyalty.documents import Text
from loyalty.errors import LoyaltyError, require
from loyalty.groups import Group
from loyalty.kinds import Product
from loyalty.money import parse_percent, percent_text
from loyalty.words import Lang, fold_digits

LEAST_CODE = 4


_FIELDS = {
    "barcode_wrong": "barcode",
    "barcode_taken": "barcode",
    "product_nameless": "name",
    "product_code_taken": "product_id",
    "price_missing": "price",
    "percent_invalid": "vat",
}


def read_percent(text: str) -> int:
    """Return the rate of a typed percentage, in any digits; nothing is zero. Raises `percent_invalid`."""
    return parse_percent(fold_digits(text).replace("٫", ".").strip(" ٪%") or "0")


class ProductsPresenter:
    """Handlers are `on_<what a person did>`."""

    def __init__(
        self, view: ProductsView, tasks: Tasks, desk: ProductDesk, *, lang: Callable[[], Lang]
    ) -> None:
        self._view, self._tasks, self._desk, self._lang = view, tasks, desk, lang
        self._products: tuple[Product, ...] = ()
        self._groups: tuple[Group, ...] = ()
        self._acts: frozenset[str] = frozenset()
        self._text = self._group = ""
        self._gone = False
        self.approval = ApprovalDesk(view, tasks, desk, lang=lang)
        self.files = Files(view, tasks, desk, self.approval, refresh=self.refresh, lang=lang)

    # -- looking --------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """The screen is shown: read the catalogue anew."""
        self.refresh()
        self._view.take_focus()

    def refresh(self) -> None:
        """Read the catalogue anew."""
        self._tasks.local(self._read, self._take, self._fail)

    def on_language_changed(self) -> None:
        """Write names and sentences anew."""
        self._show()

    def on_text_changed(self, text: str) -> None:
        """Something was typed or scanned."""
        self._text = text
        self._view.clear_problem()
        self._show()

    def on_group_chosen(self, group: str) -> None:
        """Only one group is to be seen, or all ('')."""
        self._group = group
        self._show()

    def on_gone_wanted(self, gone: bool) -> None:
        """Those given up are to be seen too, or not."""
        self._gone = gone
        self._show()

    def on_submitted(self) -> None:
        """Enter or a scan: the product it names, a new one with this barcode, else the first row."""
        exact = self._exact()
        if exact is not None:
            self.on_picked(exact.product_id)
        elif self._is_code():
            self.on_new(fold_digits(self._text).strip())
        elif self._text.strip() and (rows := self._filtered()):
            self.on_picked(rows[0].product_id)

    def on_left(self) -> None:
        """Esc."""
        self._view.clear_problem()
        self._view.set_field("")
        self.on_text_changed("")

    def _read(self) -> tuple[tuple[Product, ...], tuple[Group, ...], frozenset[str]]:
        return self._desk.products(), self._desk.groups(), self._desk.acts()

    def _take(self, read: tuple[tuple[Product, ...], tuple[Group, ...], frozenset[str]]) -> None:
        self._products, self._groups, self._acts = read
        self._show()

    def _filtered(self) -> tuple[Product, ...]:
        return matching_products(self._listed(), self._text)

    def _listed(self) -> tuple[Product, ...]:
        return tuple(
            one
            for one in self._products
            if (one.active or self._gone) and (not self._group or one.group == self._group)
        )

    def _exact(self) -> Product | None:
        code = fold_digits(self._text).strip()
        if not code:
            return None
        named = [one for one in self._products if code in (one.barcode, one.product_id)]
        return next((one for one in named if one.active), named[0] if named else None)

    def _is_code(self) -> bool:
        """Say whether what was typed looks like a barcode rather than a part of a name."""
        code = fold_digits(self._text).strip()
        return len(code) >= LEAST_CODE and code.isascii() and code.isdigit() and self._may("manage_products")

    def _may(self, act: str) -> bool:
        return act in self._acts

    def _show(self) -> None:
        lang = self._lang()
        names = {group.group: group.name.of(lang) for group in self._groups}
        rows = tuple(
            ShownProduct(
                one.product_id,
                one.barcode,
                one.name,
                names.get(one.group, one.group),
                one.price,
                one.vat_rate,
                one.divisible,
                one.active,
            )
            for one in self._filtered()
        )
        may_change, may_rule = self._may("manage_products"), self._may("set_policy")
        shown = ShownCatalogue(
            rows, len(self._listed()), self._groups_shown(), may_change, may_rule, self._text.strip()
        )
        self._view.show_catalogue(shown)
        self._show_reading()

    def _show_reading(self) -> None:
        exact = self._exact()
        if exact is not None:
            self._view.show_reading("product", exact.name)
        elif self._is_code():
            self._view.show_reading("new", fold_digits(self._text).strip())
        elif self._text.strip() and not self._filtered():
            self._view.show_reading("nothing", "")
        else:
            self._view.show_reading("", "")

    def _groups_shown(self) -> tuple[ShownGroup, ...]:
        lang = self._lang()
        counts: dict[str, int] = {}
        for one in self._products:
            counts[one.group] = counts.get(one.group, 0) + one.active
        known = [
            ShownGroup(
                group.group,
                group.name.fa,
                group.name.en,
                group.name.of(lang),
                group.margin,
                group.floor,
                group.vat,
                counts.pop(group.group, 0),
                group.unit,
            )
            for group in self._groups
        ]
        # Groups that products name and no document knows are shown too: their margin waits to be said.
        loose = [ShownGroup(group, group, group, group, None, 0, 0, n) for group, n in sorted(counts.items())]
        return (*known, *loose)

    # -- changing -------------------------------------------------------------------------------------------

    def on_picked(self, product_id: str) -> None:
        """A product is to be changed."""
        one = next((one for one in self._products if one.product_id == product_id), None)
        if one is None:
            return
        vat = percent_text(one.vat_rate)
        self._view.show_product(
            TypedProduct(
                one.product_id, one.barcode, one.name, one.group, one.price, vat, one.divisible, one.active
            )
        )

    def on_new(self, barcode: str = "") -> None:
        """A new product begins, perhaps with a scanned barcode, in the group that is looked at."""
        group = self._group or (self._groups[0].group if self._groups else "")
        vat = next((known.vat for known in self._groups if known.group == group), 0)
        code = barcode or self._free_code()
        self._view.show_product(
            TypedProduct(code, barcode, "", group, None, percent_text(vat), weighed=False, is_new=True)
        )

    def on_product_sent(self, typed: TypedProduct) -> None:
        """The form of a product was sent."""
        try:
            product = self._product(typed)
        except LoyaltyError as error:
            self._wrong(error)
            return
        self.approval.run(
            partial(self._desk.save, product), lambda changed: self._saved(typed, changed), self._wrong
        )

    def _product(self, typed: TypedProduct) -> Product:
        code = fold_digits(typed.product_id).strip()
        if typed.is_new and any(one.product_id == code for one in self._products):
            raise LoyaltyError("product_code_taken", product=code)
        require(typed.price is not None, "price_missing")
        return Product(
            product_id=code,
            barcode=fold_digits(typed.barcode).strip(),
            name=typed.name,
            group=typed.group,
            price=typed.price or 0,
            vat_rate=read_percent(typed.vat),
            divisible=typed.weighed,
            active=typed.active,
        )

    def _saved(self, typed: TypedProduct, changed: bool) -> None:
        self._view.show_product(None)
        self._view.set_field("")
        self._text = ""
        self.refresh()
        key = "added" if typed.is_new else "changed"
        self._view.show_notice(Notice(key if changed else "same", typed.name))
        self._view.take_focus()

    def _free_code(self) -> str:
        """Return the code after the highest that is a plain number."""
        numbers = [int(one.product_id) for one in self._products if one.product_id.isdecimal()]
        return str(max(numbers, default=1000) + 1) if not numbers or max(numbers) < 10**9 else ""

    # -- groups ---------------------------------------------------------------------------------------------

    def on_group_picked(self, group: str) -> None:
        """A group is to be changed."""
        one = next((one for one in self._groups_shown() if one.group == group), None)
        if one is None or not self._may("set_policy"):
            return
        margin = "" if one.margin is None else percent_text(one.margin)
        percents = percent_text(one.floor), percent_text(one.vat)
        self._view.show_group(TypedGroup(one.group, one.fa, one.en, margin, *percents, one.unit))

    def on_new_group(self) -> None:
        """A new group begins."""
        self._view.show_group(TypedGroup("", "", "", "", "0", "0", is_new=True))

    def on_group_sent(self, typed: TypedGroup) -> None:
        """The form of a group was sent."""
        try:
            groups = self._with(typed)
        except LoyaltyError as error:
            self._wrong(error)
            return
        self.approval.run(
            partial(self._desk.save_groups, groups), lambda _: self._group_saved(typed), self._wrong
        )

    def _with(self, typed: TypedGroup) -> tuple[Group, ...]:
        code = typed.group.strip()
        known = {group.group: group for group in self._groups}
        require(code and (typed.fa.strip() or typed.en.strip()), "group_nameless")
        require(not (typed.is_new and code in known), "group_twice", group=code)
        known[code] = Group(
            code,
            Text(typed.fa.strip() or typed.en.strip(), typed.en.strip() or typed.fa.strip()),
            read_percent(typed.margin) if typed.margin.strip() else None,
            read_percent(typed.floor),
            read_percent(typed.vat),
            typed.unit,
        )
        return tuple(known.values())

    def _group_saved(self, typed: TypedGroup) -> None:
        self._view.show_group(None)
        self.refresh()
        self._view.show_notice(Notice("group", typed.fa or typed.en))

    # -- what goes wrong ------------------------------------------------------------------------------------

    def _wrong(self, error: LoyaltyError) -> None:
        field = _FIELDS.get(error.code, "")
        if error.code == "product_field_broken":
            field = {"code": "product_id", "VAT": "vat"}.get(
                str(error.values.get("field")), str(error.values.get("field"))
            )
        self._view.show_field_problem(field, sentence(error, self._lang(), self._desk.currency()))

    def _fail(self, error: LoyaltyError) -> None:
        self._view.show_problem(lambda: sentence(error, self._lang(), self._desk.currency()))
