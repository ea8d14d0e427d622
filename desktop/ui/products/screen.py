"""Put the products screen together: the screen, its presenter over a desk, and who hears whom."""

from __future__ import annotations

from desktop.ui import language
from desktop.ui.products.desk import ProductDesk
from desktop.ui.products.presenter import ProductsPresenter
from desktop.ui.products.view import ProductsScreen
from desktop.ui.tasks import Tasks


def build_products(tasks: Tasks, desk: ProductDesk) -> tuple[ProductsScreen, ProductsPresenter]:
    """The screen and its presenter, connected; call `presenter.entered()` whenever the screen is shown."""
    screen = ProductsScreen()
    presenter = ProductsPresenter(screen, tasks, desk, lang=lambda: language.formats().lang)
    screen.text_changed.connect(presenter.on_text_changed)
    screen.submitted.connect(presenter.on_submitted)
    screen.left.connect(presenter.on_left)
    screen.new_wanted.connect(lambda: presenter.on_new())
    screen.new_group_wanted.connect(presenter.on_new_group)
    screen.picked.connect(presenter.on_picked)
    screen.group_picked.connect(presenter.on_group_picked)
    screen.group_chosen.connect(presenter.on_group_chosen)
    screen.gone_wanted.connect(presenter.on_gone_wanted)
    screen.import_chosen.connect(presenter.files.bring)
    screen.export_chosen.connect(presenter.files.write)
    screen.progress.cancelled.connect(presenter.files.stop)
    screen.product.sent.connect(presenter.on_product_sent)
    screen.group_form.sent.connect(presenter.on_group_sent)
    screen.refreshed.connect(presenter.refresh)
    screen.language_changed.connect(presenter.on_language_changed)
    _join_approval(screen, presenter)
    return screen, presenter


def _join_approval(screen: ProductsScreen, presenter: ProductsPresenter) -> None:
    desk = presenter.approval
    screen.approval.pressed.connect(desk.press)
    screen.approval.erased.connect(lambda whole: desk.erase(all_of_it=whole))
    screen.approval.submitted.connect(desk.submit)
    screen.approval.person_picked.connect(desk.choose)
    screen.approval.moved.connect(desk.move)
    screen.panel_left.connect(desk.leave)
