"""The counter as the window has it: the sale screen, its presenter, and the port to the till."""

from __future__ import annotations

from collections.abc import Callable

from desktop.app.exchange import Exchanges
from desktop.app.seat import Seat
from desktop.ui.lanes import Lanes
from desktop.ui.sale.presenter import SalePresenter
from desktop.ui.sale.till_counter import TillCounter
from desktop.ui.sale.view import SaleView
from desktop.ui.sale.wiring import join, press
from desktop.ui.shell.values import CustomerDisplay
from desktop.usecases.sign_in import Session
from loyalty.words import Lang


class Desk:
    """`sit()` lets whoever signed in work; the basket of who sat here before is still there."""

    def __init__(
        self,
        seat: Seat,
        tasks: Lanes,
        *,
        lang: Callable[[], Lang],
        display: Callable[[CustomerDisplay], None],
        recorded: Callable[[], None],
        switched: Callable[[Session], None],
        trained: Callable[[], None],
        exchanges: Exchanges | None = None,
    ) -> None:
        self._seat, self._tasks, self._lang = seat, tasks, lang
        self._display, self._recorded, self._switched = display, recorded, switched
        self._trained, self._exchanges = trained, exchanges
        self._port: TillCounter | None = None
        self.presenter: SalePresenter | None = None
        self.view = SaleView()

    def sit(self) -> None:
        """Take the session of the seat and begin."""
        port, presenter = self._join()
        port.take_session(self._seat.session)
        port.set_training(self._seat.training)
        presenter.open()

    def come_back(self) -> None:
        """The counter is shown again: what was done on other pages (a shift closed, groups changed) holds here too."""
        self.view.take_focus()
        if self.presenter is not None:
            self.presenter.look_again()

    def stand_up(self) -> None:
        """Leave nothing half-typed to who signs in next; the basket stays."""
        if self.presenter is not None:
            self.presenter.on_locked()

    def serve(self, member_id: str) -> None:
        """Take a member to the counter."""
        if self.presenter is not None:
            self.presenter.serve(member_id)

    def warn(self, text: Callable[[], str]) -> None:
        """Say in the verdict line what is worth knowing before the first customer, in whatever language is read."""
        self.view.verdict.warning(text)

    def show_printer(self, *, holds: bool) -> None:
        """Say on a recorded sale whether its slip waits for the printer."""
        self.view.recorded.show_printer(holds=holds)

    def ask_cashier(self) -> None:
        """Ask who takes over, without losing the basket."""
        if self.presenter is not None:
            press(self.presenter, "cashier")

    def _count_on(self, lots: frozenset[str]) -> None:
        self._seat.counted_on = lots

    def _train(self, on: bool) -> None:
        """Let all pages hold to what the key of the counter began or ended."""
        self._seat.training = on
        self._trained()

    def _join(self) -> tuple[TillCounter, SalePresenter]:
        if self._port is None or self.presenter is None:
            self._port = TillCounter(
                self._seat.till,
                self._seat.session,
                lang=self._lang,
                changed=self._switched,
                centre=self._exchanges,
                counts_on=self._count_on,
            )
            self.presenter = SalePresenter(
                self.view,
                self._tasks,
                self._port,
                lang=self._lang,
                display=self._display,
                recorded=self._recorded,
            )
            self.presenter.training.tell = self._train
            join(self.view, self.presenter)
        return self._port, self.presenter
