"""The window put together: screens, who may see them, what goes on in the background.

`Room` is one run of the program on one open shop. It knows every screen; no screen knows another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer

from desktop.app.background import Housekeeping
from desktop.app.doors import TillDoor
from desktop.app.dress import dress
from desktop.app.exchange import Exchanges
from desktop.app.seat import Seat
from desktop.app.shift_words import till_name
from desktop.ui import language, theme
from desktop.ui.lanes import Lanes
from desktop.ui.login.screen import build_login
from desktop.ui.program import Program, let_go
from desktop.ui.shell.doors import sign_in_doors
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.values import Corner, CustomerDisplay, PrinterState, StateLine
from desktop.ui.theme import ThemeName
from desktop.usecases.authority import acts_of
from desktop.usecases.look import keep_look
from desktop.usecases.selling.stories import here
from desktop.usecases.settings import read_setting
from desktop.usecases.sign_in import Session
from desktop.usecases.till import LASTING_WARNINGS, Till
from loyalty.problems import say
from loyalty.words import Lang

if TYPE_CHECKING:
    from desktop.app.desk import Desk
    from desktop.app.pages import Page
    from desktop.app.printing import Printing
    from desktop.app.watch import Watch
    from desktop.ui.shell.customer_display import CustomerWindow

LOGIN, SALE = "login", "sale"
_AFTER_FIRST_PAINT = 60
"""Milliseconds after which the other screens are built."""


def reader() -> Lang:
    """Return the language the screen is read in."""
    return language.formats().lang


def till_words(code: str) -> str:
    """Return a till's code as people say it."""
    return till_name(code, reader())


class Room:
    """The window on one open shop: `open()` shows it, `close()` ends what goes on by itself."""

    def __init__(self, app: Program, window: MainWindow, till: Till, tasks: Lanes) -> None:
        self.app, self.till, self.tasks = app, till, tasks
        self.seat = Seat(till)
        dress(app, till)
        self.window = window
        window.fill()
        self.customer: CustomerWindow | None = None
        self.desk: Desk | None = None
        self.printing: Printing | None = None
        self.watch: Watch | None = None
        self.login, self.entrance = build_login(
            tasks, TillDoor(self.seat, reader), self._signed_in, self._recover
        )
        self.window.add_screen(LOGIN, self.login, whole=True)
        self.pages: tuple[Page, ...] = ()
        self._warned: set[str] = set()
        self.exchanges = Exchanges(self.seat, tasks, self._exchanged, window)
        self.window.screen_shown.connect(self._shown)
        self.window.cashier_wanted.connect(self._cashier_wanted)
        self.keeping = Housekeeping(
            self.seat,
            tasks,
            printer=self._printer_state,
            show=self._show_state,
            lock_up=self.lock_up,
            lang=reader,
            parent=self.window,
            lost_at=lambda: self.exchanges.lost_at,
            idle=self._idle,
        )

    def _idle(self) -> None:
        for page in self.pages:
            page.idle()

    def _exchanged(self) -> None:
        self.keeping.look()
        for page in self.pages:
            page.exchanged()

    def open(self) -> None:
        """Show the sign-in; the other screens are built behind it."""
        self.lock_up()
        self.window.show()
        # Behind the sign-in's own reading, in the same lane: names stand before the other screens are imported.
        self.tasks.local(lambda: None, lambda _: self._get_ready_soon())

    def _get_ready_soon(self) -> None:
        QTimer.singleShot(_AFTER_FIRST_PAINT, self.window, self._get_ready)

    def _get_ready(self) -> None:
        # Who signs in before the store is ready waits for it in the lane; what it refuses is said to who sells.
        self.tasks.local(self.till.store.make_ready, self._is_ready, self._is_ready)

    def _is_ready(self, _: object) -> None:
        self.furnish()
        # What it refuses is said to who looks for somebody.
        self.tasks.local(self.till.store.warm_names, None, lambda _: None)

    def furnish(self) -> Desk:
        """Build the screens behind the sign-in, once, and return the counter's."""
        if self.desk is None:
            # Imported here: the sign-in is painted before any of it is needed.
            from desktop.app.desk import Desk
            from desktop.app.pages import build_pages
            from desktop.app.printing import Printing
            from desktop.app.watch import Watch

            self.printing = Printing(self.seat, self.tasks, self.window)
            self.desk = Desk(
                self.seat,
                self.tasks,
                lang=reader,
                display=self._mirror,
                recorded=self._recorded,
                switched=self._switched,
                exchanges=self.exchanges,
            )
            self.window.add_screen(SALE, self.desk.view, corner=True)
            self.pages = build_pages(self)
            for page in self.pages:
                self.window.add_screen(page.key, page.screen)
            self.watch = Watch(self.till, self.tasks, self.keeping.raise_alarm, self.window)
            self.exchanges.go()
            self.show_customer()
        return self.desk

    def close(self) -> None:
        """Stop what goes on by itself; the shop is closed by who opened it."""
        self.keeping.stop()
        self.exchanges.stop()
        if self.printing is not None:
            self.printing.stop()
        if self.watch is not None:
            self.watch.stop()
        self.seat.leave()
        if self.customer is not None:
            let_go(self.customer)
        let_go(self.window)

    def _show_state(self, state: StateLine) -> None:
        self.window.show_state(state)
        if self.seat.person is not None and self.seat.person.open:
            self._write_corner()

    def _printer_state(self) -> PrinterState:
        return self.printing.state if self.printing is not None else PrinterState.READY

    # -- coming and going ---------------------------------------------------------------------------------

    def lock_up(self) -> None:
        """Show the sign-in; the open basket stays for who comes back."""
        self.seat.leave()
        if self.desk is not None:
            self.desk.stand_up()
        self._set_doors()
        self.window.show_screen(LOGIN)
        self.entrance.start()

    def _signed_in(self, _: object) -> None:
        self.window.set_doors(())
        desk = self.furnish()
        self._stood()
        self.go(SALE)
        desk.sit()
        self._warn_once(desk)
        self.keeping.look()

    def _warn_once(self, desk: Desk) -> None:
        """Tell the first person who signs in what opening the shop found worth saying, and its keeper what lasts."""
        keeps = "set_policy" in acts_of(self.till, self.seat.session)
        told = [one for one in self.till.notes if keeps or one.code not in LASTING_WARNINGS]
        fresh = [one for one in told if one.code not in self._warned]
        self._warned.update(one.code for one in fresh)
        if fresh:
            desk.warn(lambda: "\n".join(say(one, reader()) for one in fresh))

    def _switched(self, session: Session) -> None:
        # Told in the database lane: the window hears of it on its own thread.
        self.seat.person = session
        self.tasks.local(lambda: None, lambda _: self._stood())

    def _stood(self) -> None:
        """Somebody stands at the till, perhaps another: show who, and what they may use."""
        acts = acts_of(self.till, self.seat.session)
        self.window.allow([SALE, *[page.key for page in self.pages if not page.act or page.act in acts]])
        self._write_corner()

    def _write_corner(self) -> None:
        place = here(self.till)
        at = self.till.now()
        self.window.show_corner(
            Corner(self.seat.session.name, place.branch, till_words(place.till), self.till.today(), at)
        )

    def _recover(self) -> None:
        self.furnish()
        self.go("recovery")

    def go(self, key: str) -> None:
        """Show a screen by its name."""
        self.window.show_screen(key)

    def serve(self, member_id: str) -> None:
        """Take a member to the counter."""
        self.go(SALE)
        self.furnish().serve(member_id)

    def _shown(self, key: str) -> None:
        page = next((page for page in self.pages if page.key == key), None)
        if page is not None:
            page.entered()
        elif key == SALE and self.desk is not None:
            self.desk.view.take_focus()

    def _cashier_wanted(self) -> None:
        if self.window.current() == SALE:
            self.furnish().ask_cashier()
        else:
            self.lock_up()

    # -- look and language --------------------------------------------------------------------------------

    def _set_doors(self) -> None:
        self.window.set_doors(sign_in_doors(self.use_language, self.use_theme), keys=False)

    def use_language(self, lang: str) -> None:
        """Speak another language from now on, and at the next start."""
        keep_look(self.till, "language", lang)
        dress(self.app, self.till)
        self.keeping.look()
        if self.seat.person is None:
            self._set_doors()
            self.entrance.refresh()

    def use_theme(self, name: ThemeName) -> None:
        """Wear another theme from now on, and at the next start."""
        keep_look(self.till, "theme", name)
        theme.use(self.app, name)
        if self.seat.person is None:
            self._set_doors()

    def dress_anew(self) -> None:
        """Take over what the settings say now."""
        dress(self.app, self.till)
        self.show_customer()
        self.keeping.look()

    # -- the customer's window and paper ------------------------------------------------------------------

    def show_customer(self) -> None:
        """Show or hide the customer's window as the settings say, on a second screen where there is one."""
        with self.till.read() as db:
            wanted = cast(bool, read_setting(db, "customer_display"))
        if wanted and self.customer is None:
            from desktop.ui.shell.customer_display import CustomerWindow

            self.customer = CustomerWindow()
            screens = self.app.screens()
            if len(screens) > 1:
                self.customer.setGeometry(screens[1].geometry())
            self.customer.show()
        elif not wanted and self.customer is not None:
            self.customer.close()
            self.customer = None

    def _mirror(self, display: CustomerDisplay) -> None:
        if self.customer is not None:
            self.customer.show_display(display)

    def _recorded(self) -> None:
        if self.printing is not None:
            self.printing.nudge()
        self.keeping.look()
