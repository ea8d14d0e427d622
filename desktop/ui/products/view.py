"""The products screen: the field above finds and scans, the catalogue and its groups stand below. Passive."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui import language
from desktop.ui.approval.sheet import ApprovalSheet
from desktop.ui.approval.shown import ShownApproval
from desktop.ui.choose_file import choose_to_open, choose_to_save
from desktop.ui.products.forms import GroupForm, ImportSheet, ProductForm
from desktop.ui.products.shown import (
    Notice,
    ShownCatalogue,
    ShownImport,
    TypedGroup,
    TypedProduct,
)
from desktop.ui.products.table_rows import group_row, product_row
from desktop.ui.widgets import (
    Button,
    ChoiceBox,
    Column,
    EmptyState,
    Hairline,
    Label,
    MenuButton,
    Progress,
    Reading,
    Sheet,
    SmartField,
    Table,
    Tabs,
    Toggle,
    VerdictBar,
    WarnBox,
    column,
    on_ground,
    row,
    tab_as_read,
)


class ProductsScreen(QWidget):
    """Everything a presenter's `ProductsView` asks for; signals in the past tense carry what a person did."""

    text_changed = Signal(str)
    submitted = Signal()
    left = Signal()
    new_wanted = Signal()
    new_group_wanted = Signal()
    picked = Signal(str)
    group_picked = Signal(str)
    group_chosen = Signal(str)
    gone_wanted = Signal(bool)
    import_chosen = Signal(str)
    export_chosen = Signal(str)
    refreshed = Signal()
    panel_left = Signal()
    language_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.open_file: Callable[[QWidget, str, str], str] = choose_to_open
        self.save_file: Callable[[QWidget, str, str, str], str] = choose_to_save
        self._shown = ShownCatalogue((), 0, (), may_change=False, may_rule=False)
        self.field, self.add = SmartField(), Button("", "primary", icon="plus", height=56)
        self.tabs, self.files = Tabs(), MenuButton("", icon="file")
        self.group, self.gone = ChoiceBox(), Toggle()
        self.table, self.groups = Table(row_height=52), Table(row_height=52)
        self._empty, self._no_groups = EmptyState("box"), EmptyState("group")
        self._read_only, self.add_group = WarnBox(icon="lock", tint="soft"), Button("", "plain", icon="plus")
        self._groups_hint = Label("", 13, tone="text2", elide=True)
        self.progress, self.verdict = Progress(), VerdictBar()
        self.product, self.group_form, self.report = ProductForm(), GroupForm(), ImportSheet()
        self.approval = ApprovalSheet()
        self._panel: QWidget | None = None
        self._pages = QStackedWidget()
        self._lay_out()
        self.sheet = Sheet(self, width=420)
        self._connect()
        language.on_change(self, self._retranslate)

    # -- what the presenter shows -------------------------------------------------------------------------

    def show_catalogue(self, shown: ShownCatalogue) -> None:
        """Show the rows of both tabs."""
        self._shown = shown
        self.add.setVisible(shown.may_change)
        self.table.show_rows([product_row(one, self.tr("Not sold")) for one in shown.rows])
        self._listed.setVisible(bool(shown.rows))
        self._empty.setVisible(not shown.rows)
        self._write_empty()
        self.groups.show_rows([group_row(one, self.tr("unknown")) for one in shown.groups])
        self._listed_groups.setVisible(bool(shown.groups))
        self._no_groups.setVisible(not shown.groups)
        self._read_only.setVisible(not shown.may_rule)
        self.add_group.setVisible(shown.may_rule)
        self._write_tabs()

    def show_product(self, form: TypedProduct | None) -> None:
        """Show the form of a product, or take it away."""
        if form is None:
            self._close_panel(self.product)
            return
        self.product.show_form(form, self._shown.groups)
        self._open(self.product, self.product.title)
        self.product.show_form(form, self._shown.groups)

    def show_group(self, form: TypedGroup | None) -> None:
        """Show the form of a group, or take it away."""
        if form is None:
            self._close_panel(self.group_form)
            return
        self.group_form.show_form(form)
        self._open(self.group_form, self.group_form.title)
        self.group_form.show_form(form)

    def show_approval(self, shown: ShownApproval | None) -> None:
        """Ask for a PIN in place; afterwards the form that asked stands there again."""
        if shown is not None:
            self.approval.show_approval(shown)
            self.sheet.open(self.approval, self.approval.title)
        elif self._panel is not None:
            self._open(self._panel, self._panel.title)  # type: ignore[attr-defined]
        else:
            self.sheet.close_sheet()

    def show_field_problem(self, field: str, text: str) -> None:
        """Say what is wrong in the form that stands open."""
        if self._panel in (self.product, self.group_form):
            self._panel.show_problem(field, text)
        else:
            self.verdict.problem(text)

    def show_reading(self, reading: str, value: str) -> None:
        """Say what Enter will do."""
        written = language.formats()
        words = {
            "product": Reading(self.tr("Product"), value, "box"),
            "new": Reading(self.tr("New product"), written.code(value), "plus"),
            "nothing": Reading(self.tr("Nothing found"), "", "question", "plain", does=False),
        }
        self.field.show_reading(words.get(reading))

    def show_working(self, name: str) -> None:
        """Show that a file is being taken, or that it is over."""
        if name:
            self.progress.start(self.tr("Taking {file}").format(file=name))
        else:
            self.progress.finish()
        self._progress_line.setVisible(bool(name))
        self.files.setEnabled(not name)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.progress.advance(done, total)

    def show_import(self, report: ShownImport) -> None:
        """Show what became of the rows."""
        self.report.show_report(report)
        self._open(self.report, self.report.title)

    def show_problem(self, said: Callable[[], str]) -> None:
        """Say what stands in the way, in whatever language is read."""
        self.verdict.problem(said)

    def show_notice(self, notice: Notice) -> None:
        """Say what was done."""
        self.verdict.notice(partial(self._notice_words, notice))

    def _notice_words(self, notice: Notice) -> str:
        written = language.formats()
        name = written.name(notice.value)
        words = {
            "added": self.tr("{name} is in the catalogue").format(name=name),
            "changed": self.tr("{name} is changed").format(name=name),
            "same": self.tr("{name} was like this already").format(name=name),
            "group": self.tr("The group {name} is published").format(name=name),
            "cancelled": self.tr("Stopped; what was taken before stays"),
            "exported": written.counted(self.tr("%n products are written", "", notice.count), notice.count)
            + "\n"
            + written.path(notice.value),
        }
        # An English sentence that begins with a Persian name still runs from the left.
        return words[notice.key] if written.rtl else f"\u200e{words[notice.key]}"

    def clear_problem(self) -> None:
        """Say nothing any more."""
        if self.verdict.isVisible():
            self.verdict.clear()

    def set_field(self, text: str) -> None:
        """Put a text into the field."""
        if self.field.text() != text:
            self.field.set_text(text)

    def take_focus(self) -> None:
        """Give the focus to the field."""
        self.field.take_focus()

    # -- panels and files -----------------------------------------------------------------------------------

    def _open(self, panel: QWidget, title: Callable[[], str]) -> None:
        self._panel = panel
        self.sheet.open(panel, title)

    def _close_panel(self, panel: QWidget) -> None:
        if panel is self._panel:
            self._panel = None
            self.sheet.close_sheet()

    def _sheet_left(self) -> None:
        self._panel = None
        self.panel_left.emit()
        self.take_focus()

    def _pick_file(self, key: str) -> None:
        kinds = "CSV (*.csv *.csv.gz)"
        if key == "import":
            where = self.open_file(self, self.tr("Products from a file"), kinds)
            if where:
                self.import_chosen.emit(where)
        else:
            where = self.save_file(self, self.tr("Products into a file"), "products.csv", "CSV (*.csv)")
            if where:
                self.export_chosen.emit(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F5:
            self.refreshed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            self.take_focus()
        else:
            super().keyPressEvent(event)

    # -- building ---------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.field.text_changed.connect(self.text_changed)
        self.field.submitted.connect(lambda _: self.submitted.emit())
        self.field.next_wanted.connect(self._into_table)
        self.field.left.connect(self.left)
        self.add.clicked.connect(self.new_wanted)
        self._empty.wanted.connect(self.new_wanted)
        self.add_group.clicked.connect(self.new_group_wanted)
        self.files.picked.connect(self._pick_file)
        self.table.picked.connect(self.picked)
        self.groups.picked.connect(self.group_picked)
        self.group.picked.connect(self.group_chosen)
        self.gone.toggled.connect(self.gone_wanted)
        self.tabs.picked.connect(self._turn)
        self.sheet.closed.connect(self._sheet_left)

    def _into_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        rows = self.table.rows()
        if rows and not self.table.chosen():
            self.table.choose(rows[0].key)

    def _turn(self, key: str) -> None:
        self._pages.setCurrentIndex(0 if key == "products" else 1)
        for widget in (self.group, self.gone):
            widget.setVisible(key == "products")

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes as the eye does."""
        return tab_as_read(self, next, over=self.sheet) or super().focusNextPrevChild(next)

    def _lay_out(self) -> None:
        top = row(self.field, self.add, gap=16, margins=(24, 16, 24, 4))
        top.setStretch(0, 1)
        top.setAlignment(self.add, Qt.AlignmentFlag.AlignTop)
        bar = row(self.tabs, None, self.gone, self.group, self.files, gap=16, margins=(24, 0, 24, 6))
        bar.setAlignment(self.tabs, Qt.AlignmentFlag.AlignBottom)
        products, groups = QWidget(), QWidget()
        self._listed = on_ground(row(self.table, margins=(12, 0, 12, 0)))
        inside = column(self._listed, self._empty, gap=0)
        inside.setStretch(0, 1)
        inside.setStretch(1, 1)
        products.setLayout(inside)
        foot = row(self._groups_hint, self.add_group, gap=12, margins=(24, 12, 24, 12))
        foot.setStretch(0, 1)
        locked = row(self._read_only, margins=(24, 12, 24, 0))
        self._listed_groups = on_ground(row(self.groups, margins=(12, 0, 12, 0)))
        under = column(locked, self._listed_groups, self._no_groups, foot, gap=0)
        under.setStretch(1, 1)
        under.setStretch(2, 1)
        groups.setLayout(under)
        self._pages.addWidget(products)
        self._pages.addWidget(groups)
        self._progress_line = QWidget()
        self._progress_line.setLayout(column(Hairline(), row(self.progress, margins=(24, 12, 24, 12)), gap=0))
        self._progress_line.hide()
        whole = column(top, bar, Hairline(), self._pages, self._progress_line, self.verdict, gap=0)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def _write_tabs(self) -> None:
        written, shown = language.formats(), self._shown
        groups = written.count(len(shown.groups))
        self.tabs.set_options(
            (
                ("products", self.tr("Products ({count})").format(count=written.count(shown.whole))),
                ("groups", self.tr("Groups and margins ({count})").format(count=groups)),
            )
        )
        every = ("", self.tr("All groups"))
        self.group.set_options([every, *((group.group, group.name) for group in shown.groups)])

    def _write_empty(self) -> None:
        if self._shown.text:
            self._empty.show_empty(
                self.tr("Nothing found"),
                self.tr("Look in all groups, or scan the barcode to begin a new product."),
            )
            return
        button = self.tr("New product") if self._shown.may_change else ""
        self._empty.show_empty(
            self.tr("The catalogue is empty"),
            self.tr("Scan a barcode to begin the first product, or bring a file."),
            button,
        )

    def _retranslate(self) -> None:
        self.field.set_words(
            name=self.tr("Find or scan a product"),
            placeholder=self.tr("Scan a barcode, or type a name or code"),
        )
        self.add.setText(self.tr("New product"))
        self.files.setText(self.tr("Files"))
        self.files.set_items(
            (("import", self.tr("From a CSV file…")), ("export", self.tr("Into a CSV file…")))
        )
        self.group.setAccessibleName(self.tr("Only this group"))
        self.gone.setText(self.tr("Not sold any more too"))
        self.tabs.setAccessibleName(self.tr("Products or groups"))
        self.add_group.setText(self.tr("New group"))
        self._groups_hint.setText(self.tr("No offer takes a price below the floor of its group."))
        self._read_only.show_text(
            self.tr("Margins are the business of who sets policy; here they are only shown.")
        )
        self._no_groups.show_empty(
            self.tr("No groups yet"),
            self.tr("Groups carry VAT, the margin and the floor no offer goes under."),
        )
        columns = [
            Column(self.tr("Name")),
            Column(self.tr("Barcode"), width=170),
            Column(self.tr("Group"), width=170),
            Column(self.tr("Price"), "figure", 140),
            Column(self.tr("VAT"), "figure", 80),
            Column(self.tr("Sold"), width=150),
        ]
        self.table.set_columns(columns, name=self.tr("Products"))
        ruled = [
            Column(self.tr("Group")),
            Column(self.tr("Products"), "figure", 120),
            Column(self.tr("Margin"), "figure", 120),
            Column(self.tr("Floor"), "figure", 120),
            Column(self.tr("VAT"), "figure", 120),
        ]
        self.groups.set_columns(ruled, name=self.tr("Groups and margins"))
        self.show_catalogue(self._shown)
        self.language_changed.emit()
