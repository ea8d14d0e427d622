"""The window put together: screens, who may see them, what goes on in the background.

`Room` is one run of the program on one open shop. It knows every screen; no screen knows another.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer

from desktop.app.background import Housekeeping
from desktop.app.doors import TillDoor
from desktop.app.dress import dress
from desktop.app.seat import Seat
from desktop.app.shift_words import till_name
from desktop.ui import language, theme
from desktop.ui.lanes import Lanes
from desktop.ui.login.screen import build_login
from desktop.ui.program import Program, let_go
from desktop.ui.shell.doors import sign_in_doors
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.values import HOLDS, Corner, CustomerDisplay, PrinterState, StateLine
from desktop.ui.theme import ThemeName
from desktop.usecases.authority import acts_of
from desktop.usecases.look import keep_look
from desktop.usecases.places import here
from desktop.usecases.settings import read_setting
from desktop.usecases.sign_in import Session
from desktop.usecases.till import LASTING_WARNINGS, Till
from loyalty.problems import say
from loyalty.words import Lang

if TYPE_CHECKING:
    from desktop.app.desk import Desk
    from desktop.app.exchange import Exchanges
    from desktop.app.pages import Page
    from desktop.app.printing import Printing
    from desktop.app.watch import Watch
    from desktop.ui.shell.customer_display import CustomerWindow

LOGIN, SALE = "login", "sale"
_MINUTE = 60_000
_AFTER_FIRST_PAINT = 60
"""Milliseconds after which the other screens are built."""
_BESIDE = (
    "desktop.usecases.selling.checkout",
    "desktop.usecases.selling.stories",
    "desktop.usecases.exchange.exchanging",
)
"""What the other screens lean on and can be imported beside the window's thread: it knows no Qt."""


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
        self._steps: deque[Callable[[], None]] = deque(
            (self._build_lines, self._build_desk, self._build_watch, self._list_pages, self.show_customer)
        )
        self._furnishing, self._minute = False, 0
        self._display: CustomerDisplay | None = None
        self._warned: set[str] = set()
        self.exchanges: Exchanges | None = None
        self.window.screen_shown.connect(self._shown)
        self.window.cashier_wanted.connect(self._cashier_wanted)
        self.window.lock_wanted.connect(self.lock_up)
        self.keeping = Housekeeping(
            self.seat,
            tasks,
            printer=self._printer_state,
            show=self._show_state,
            lock_up=self.lock_up,
            lang=reader,
            parent=self.window,
            lost_at=lambda: self.exchanges.lost_at if self.exchanges else None,
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
        soon = partial(QTimer.singleShot, _AFTER_FIRST_PAINT, self.window, self._get_ready)
        self.tasks.local(lambda: None, lambda _: soon())

    def _get_ready(self) -> None:
        self.keeping.look()
        # Who signs in before the store is ready waits for it in the lane; what it refuses is said to who sells.
        self.tasks.local(self._read_in, self._furnish_on, self._furnish_on)

    def _read_in(self) -> None:
        self.till.store.make_ready()
        # What cannot be imported is said where it is used.
        with suppress(ImportError):
            for name in _BESIDE:
                import_module(name)

    def _furnish_on(self, _: object = None) -> None:
        """Build the screens one after another; between two of them the window hears who types."""
        if not self._furnishing:
            self._furnish_next()

    def _furnish_next(self) -> None:
        goes_on = self.desk is not None
        try:
            self._furnish_one()
            goes_on = True
        finally:
            # A page that fails is told of and takes no other with it; the counter is tried again by who signs in.
            self._furnishing = goes_on and bool(self._steps)
            if self._furnishing:
                QTimer.singleShot(0, self.window, self._furnish_next)
        if not self._steps:
            # What it refuses is said to who looks for somebody.
            self.tasks.local(self.till.store.warm_names, None, lambda _: None)

    def _furnish_one(self) -> bool:
        """Take the next step, False when there is none; one that fails is taken again until the counter stands."""
        if not self._steps:
            return False
        if self.desk is not None:
            self._steps.popleft()()
        else:
            self._steps[0]()
            self._steps.popleft()
        return True

    def furnish(self) -> Desk:
        """Build all screens that are not there yet, and return the counter's."""
        while self._furnish_one():
            pass
        return self.counter()

    def counter(self) -> Desk:
        """Return the counter, built before all other screens; raises what stands in its way."""
        while self.desk is None:
            self._furnish_one()
        return self.desk

    def _build_lines(self) -> None:
        # Imported here, as in each step: the sign-in is painted before any of it is needed.
        from desktop.app.exchange import Exchanges
        from desktop.app.printing import Printing

        if self.printing is None:
            self.printing = Printing(self.seat, self.tasks, self.window, changed=self.keeping.look)
        self.exchanges = Exchanges(self.seat, self.tasks, self._exchanged, self.window)

    def _build_desk(self) -> None:
        from desktop.app.desk import Desk

        desk = Desk(
            self.seat,
            self.tasks,
            lang=reader,
            display=self._mirror,
            recorded=self.queued,
            switched=self._switched,
            trained=self.keeping.look,
            exchanges=self.exchanges,
        )
        self.window.add_screen(SALE, desk.view, corner=True)
        self.desk = desk

    def _build_watch(self) -> None:
        from desktop.app.watch import Watch

        self.watch = Watch(self.till, self.tasks, self.keeping.raise_alarm, self.window)

    def _list_pages(self) -> None:
        from desktop.app.pages import build_pages

        self._steps.extendleft(reversed([partial(self._add_page, build) for build in build_pages(self)]))

    def _add_page(self, build: Callable[[], Page | None]) -> None:
        page = build()
        if page is not None:
            self.pages += (page,)
            self.window.add_screen(page.key, page.screen)
            self._allow()

    def close(self) -> None:
        """Stop what goes on by itself; the shop is closed by who opened it."""
        self.keeping.stop()
        if self.exchanges is not None:
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
        if self.desk is not None:
            self.desk.show_printer(holds=state.printer in HOLDS)
        if self.seat.person is not None and self.seat.person.open:
            self._write_corner()
        elif self._minute != (minute := self.till.now() // _MINUTE):
            self._minute = minute
            self.entrance.refresh()

    def _printer_state(self) -> PrinterState:
        return self.printing.state if self.printing is not None else PrinterState.UNKNOWN

    # -- coming and going ---------------------------------------------------------------------------------

    def lock_up(self) -> None:
        """Show the sign-in; the open basket stays for who comes back."""
        self.seat.leave()
        if self.desk is not None:
            self.desk.stand_up()
        self._leave_pages()
        self._set_doors()
        self.window.show_screen(LOGIN)
        self.entrance.start()

    def _signed_in(self, _: object) -> None:
        self.window.set_doors(())
        desk = self.counter()
        self._stood()
        self.go(SALE)
        desk.sit()
        self._warn_once(desk)
        if self._steps:
            # Whatever became of getting ready: who works here has all screens.
            QTimer.singleShot(0, self.window, self._furnish_on)

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
        self.seat.hand_over(session)
        self.tasks.local(lambda: None, lambda _: self._took_over())

    def _took_over(self) -> None:
        self._leave_pages()
        if self.seat.person is not None and self.seat.person.open:
            self._stood()

    def _leave_pages(self) -> None:
        for page in self.pages:
            page.locked()

    def _stood(self) -> None:
        """Somebody stands at the till, perhaps another: show who, and what they may use."""
        self._allow()
        self._write_corner()
        self.keeping.begin()

    def _allow(self) -> None:
        person = self.seat.person
        if person is None or not person.open:
            return
        acts = acts_of(self.till, person)
        self.window.allow([SALE, *[page.key for page in self.pages if not page.act or page.act in acts]])

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
        self.counter().serve(member_id)

    def _shown(self, key: str) -> None:
        page = next((page for page in self.pages if page.key == key), None)
        if page is not None:
            page.entered()
        elif key == SALE and self.desk is not None:
            self.desk.come_back()

    def _cashier_wanted(self) -> None:
        if self.window.current() == SALE:
            self.counter().ask_cashier()
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
        if self.printing is not None:
            self.printing.ask()
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
            if self._display is not None:
                self.customer.show_display(self._display)
        elif not wanted and self.customer is not None:
            self.customer.close()
            self.customer = None

    def _mirror(self, display: CustomerDisplay) -> None:
        self._display = display
        if self.customer is not None:
            self.customer.show_display(display)

    def queued(self) -> None:
        """Something was recorded that has a slip: print it, and look how the till stands now."""
        if self.printing is not None:
            self.printing.nudge()
        self.keeping.look()
