"""First start: step by step to a shop that opens. Back and forth keeps what was typed.

What must hold: nothing is made before the last question is answered; what does not fit is said at its field and the
step is not left; once the shop is made there is no way back, only on; the wizard ends when a group of the recovery
sheet was typed back from paper, for a sheet nobody kept is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from desktop.ui.parts.values import PrinterDraft, Trial, why_of
from desktop.ui.tasks import Job, Report, Tasks
from desktop.ui.wizard.joining import Joining, JoinView, TillJoiner
from desktop.ui.wizard.values import (
    BEGIN,
    EARNING,
    FIELDS,
    LOOK,
    OWNER,
    PRINTER,
    SHEET,
    STEPS,
    Choices,
    DemoShop,
    Draft,
    Example,
    MadeShop,
)
from desktop.usecases.trades import in_money
from loyalty.errors import LoyaltyError
from loyalty.money import parse_percent, share_of
from loyalty.problems import hint, say
from loyalty.words import Lang, fold_digits

PINS_DIFFER, PERCENT_WRONG = "pins_differ", "percent_wrong"
"""What the page says in its own words."""

_EXAMPLE = 200_000
"""Toman of the purchase that tells what a percent means; as much in the money unit of the shop."""


class ShopMaker(TillJoiner, Protocol):
    """What first start needs done."""

    def choices(self) -> Choices: ...

    def check(self, field: str, draft: Draft) -> None:
        """Raise what is wrong with one field of a draft."""
        ...

    def make(self, draft: Draft, lang: Lang, theme: str) -> MadeShop:
        """Make the shop; raises what must not be."""
        ...

    def make_demo(self, lang: Lang, theme: str, report: Report) -> DemoShop:
        """Make the demo shop; stopped half way, nothing of it stays."""
        ...

    def print_test(self, draft: Draft, lang: Lang) -> Trial: ...

    def save_sheet(self, made: MadeShop, path: str, lang: Lang) -> str:
        """Write the sheet as PDF or PNG and return where it is."""
        ...

    def print_sheet(self, made: MadeShop, printer: PrinterDraft, lang: Lang) -> Trial: ...

    def ask_group(self, count: int) -> int:
        """Return which group (from 0) is to be typed back."""
        ...


class WizardView(JoinView, Protocol):
    def show_choices(self, choices: Choices) -> None: ...
    def show_step(self, step: str, draft: Draft) -> None: ...
    def show_field_problems(self, step: str, problems: Mapping[str, str]) -> None: ...
    def show_problem(self, text: str) -> None: ...
    def show_notice(self, text: str) -> None: ...
    def show_example(self, example: Example | None) -> None: ...
    def show_busy(self, busy: bool) -> None: ...
    def show_testing(self, tested: Trial | None) -> None: ...
    def show_demo_begun(self) -> None: ...
    def show_demo_progress(self, done: int, total: int) -> None: ...
    def show_demo_stopped(self) -> None: ...
    def show_demo_made(self, demo: DemoShop) -> None: ...
    def show_sheet(self, made: MadeShop, asked: int, has_printer: bool) -> None: ...
    def show_sheet_saved(self, path: str) -> None: ...
    def show_group_wrong(self) -> None: ...


class Surroundings(Protocol):
    """The program around the wizard: what it looks like, how it speaks, where it goes next."""

    def lang(self) -> Lang: ...
    def theme(self) -> str: ...
    def use_language(self, lang: str) -> None: ...
    def use_theme(self, name: str) -> None: ...
    def use_currency(self, currency: str) -> None: ...
    def bring_back(self) -> None:
        """Go to recovery."""
        ...

    def finish(self) -> None:
        """The shop may be opened."""
        ...


class WizardPresenter:
    """Handlers are called by the view's signals."""

    def __init__(self, view: WizardView, tasks: Tasks, maker: ShopMaker, around: Surroundings) -> None:
        self._view, self._tasks, self._maker, self._around = view, tasks, maker, around
        self._draft, self._step = Draft(), LOOK
        self._choices = Choices((), (), ())
        self._made: MadeShop | None = None
        self._asked, self._busy, self._percent_typed = 0, False, False
        self._zone_picked = False
        self._demo: Job | None = None
        self._wrong: dict[str, str] = {}
        self._refusal: LoyaltyError | None = None
        self.joining = Joining(view, tasks, maker, around, self._set_busy, self.on_refused, self._say_nothing)

    def start(self) -> None:
        """Show the first step."""
        self._choices = self._maker.choices()
        self._view.show_choices(self._choices)
        self._take_trade(self._draft.trade)
        if self._maker.is_half_joined():
            self._step = BEGIN
        self._show()
        if self._step == BEGIN:
            self.joining.go_on()

    # -- going ------------------------------------------------------------------------------------------

    def on_next(self) -> None:
        """Leave the step if all of it fits."""
        if self._busy or self._step in (BEGIN, SHEET):
            return
        if self._has_problems(self._step):
            return
        if self._step == EARNING:
            self._make()
        else:
            self._go(1)

    def on_back(self) -> None:
        """One step back; never from a shop that stands already."""
        if not self._busy and self._step not in (LOOK, SHEET):
            self._go(-1)

    def on_step_picked(self, step: str) -> None:
        """Back to a step that is done."""
        if not self._busy and self._step != SHEET and STEPS.index(step) < STEPS.index(self._step):
            self._step = step
            self._show()

    def on_changed(self, field: str, value: object) -> None:
        """A field was edited."""
        self._draft = replace(self._draft, **{field: value})  # type: ignore[arg-type]
        if self._wrong.pop(field, ""):
            self._view.show_field_problems(self._step, self._wrong)
        if field == "trade":
            self._take_trade(str(value))
            self._view.show_step(self._step, self._draft)
        if field == "currency":
            self._around.use_currency(str(value))
            self._take_zone(str(value))
        if field == "zone":
            self._zone_picked = True
        if field == "percent":
            self._percent_typed = True
        if field in ("percent", "currency", "trade"):
            self._show_example()

    def on_language_picked(self, lang: str) -> None:
        self._around.use_language(lang)
        self._around.use_currency(self._draft.currency)

    def on_theme_picked(self, name: str) -> None:
        self._around.use_theme(name)

    # -- how to begin -------------------------------------------------------------------------------------

    def on_new_wanted(self) -> None:
        if self._step == BEGIN and not self._busy:
            self._go(1)

    def on_restore_wanted(self) -> None:
        if not self._busy:
            self._around.bring_back()

    def on_demo_wanted(self) -> None:
        """Make the demo shop, with progress and a way to stop."""
        if self._busy:
            return
        self._set_busy(True)
        self._say_nothing()
        self._view.show_demo_begun()
        lang, theme = self._around.lang(), self._around.theme()
        self._demo = self._tasks.long(
            lambda report: self._maker.make_demo(lang, theme, report),
            self._demo_made,
            self._demo_refused,
            self._view.show_demo_progress,
        )

    def on_demo_cancelled(self) -> None:
        """Stop; what was made so far is removed."""
        if self._demo is not None:
            self._demo.cancel()
            # The lane of long work has one thread: this comes after the clearing away.
            self._tasks.long(lambda _: None, lambda _: self._demo_stopped())

    def on_demo_entered(self) -> None:
        self._around.finish()

    def _demo_made(self, demo: DemoShop) -> None:
        self._set_busy(False)
        self._view.show_demo_made(demo)

    def _demo_refused(self, error: LoyaltyError) -> None:
        self._demo_stopped()
        self.on_refused(error)

    def _demo_stopped(self) -> None:
        self._demo = None
        self._set_busy(False)
        self._view.show_demo_stopped()

    # -- the printer ------------------------------------------------------------------------------------

    def on_test_wanted(self) -> None:
        """Print a test slip with what is filled in, before anything is kept."""
        if self._has_problems(PRINTER) or self._draft.printer.kind == "none":
            return
        self._view.show_testing(None)
        draft, lang = self._draft, self._around.lang()
        self._tasks.remote(
            lambda: self._maker.print_test(draft, lang), self._view.show_testing, self._test_refused
        )

    def _test_refused(self, error: LoyaltyError) -> None:
        self._view.show_testing(Trial("waiting", why_of(error)))

    # -- making it --------------------------------------------------------------------------------------

    def _make(self) -> None:
        for step in STEPS[: STEPS.index(EARNING)]:
            if self._problems(step):
                self._step = step
                self._show()
                self._has_problems(step)
                return
        self._set_busy(True)
        draft, lang, theme = self._draft, self._around.lang(), self._around.theme()
        self._tasks.local(lambda: self._maker.make(draft, lang, theme), self._stands, self.on_refused)

    def _stands(self, made: MadeShop) -> None:
        self._set_busy(False)
        self._made, self._step = made, SHEET
        self._asked = self._maker.ask_group(len(made.sheet.groups))
        # The PIN is not needed any more: it is forgotten here too.
        self._draft = replace(self._draft, pin="", pin_again="")
        self._show()
        self._view.show_sheet(made, self._asked, self._draft.printer.kind != "none")
        lang = self._around.lang()
        self._view.show_notice("\n".join(say(LoyaltyError(code), lang) for code in made.warnings[:2]))

    # -- the sheet --------------------------------------------------------------------------------------

    def on_save_wanted(self, path: str) -> None:
        """Write the sheet into a file."""
        made, lang = self._made, self._around.lang()
        if made is not None and path:
            self._tasks.remote(
                lambda: self._maker.save_sheet(made, path, lang), self._view.show_sheet_saved, self.on_refused
            )

    def on_print_wanted(self) -> None:
        """Print the sheet on the till's printer."""
        made, printer, lang = self._made, self._draft.printer, self._around.lang()
        if made is not None:
            self._tasks.remote(
                lambda: self._maker.print_sheet(made, printer, lang), self._sheet_printed, self.on_refused
            )

    def on_confirmed(self, typed: str) -> None:
        """The asked group was typed back."""
        if self._made is None:
            return
        if plain_group(typed) == plain_group(self._made.sheet.groups[self._asked]):
            self._around.finish()
        else:
            self._view.show_group_wrong()

    def _sheet_printed(self, tested: Trial) -> None:
        if tested.state == "printed":
            self._view.show_sheet_saved("")
        else:
            self._view.show_problem(tested.why.of(self._around.lang()))

    # -- within -----------------------------------------------------------------------------------------

    def language_changed(self) -> None:
        """What was said is said anew in the other language."""
        self._view.show_step(self._step, self._draft)
        self._show_example()
        if self._wrong:
            again = self._problems(self._step)
            self._wrong = {field: again[field] for field in self._wrong if field in again}
            self._view.show_field_problems(self._step, self._wrong)
        if self._refusal is not None:
            self._view.show_problem(self._sentence(self._refusal))

    def _say_nothing(self) -> None:
        self._refusal = None
        self._view.show_problem("")

    def _go(self, by: int) -> None:
        self._step = STEPS[STEPS.index(self._step) + by]
        self._show()

    def _show(self) -> None:
        self._say_nothing()
        self._view.show_step(self._step, self._draft)
        self._wrong = {}
        self._view.show_field_problems(self._step, {})
        if self._step == EARNING:
            self._show_example()

    def _take_trade(self, trade: str) -> None:
        known = next((one for one in self._choices.trades if one.trade == trade), None)
        if known is not None and not self._percent_typed:
            self._draft = replace(self._draft, percent=known.percent)

    def _take_zone(self, currency: str) -> None:
        """Begin with the zone that is usual where the money unit is, until another is picked."""
        usual = self._choices.usual_zones.get(currency)
        if usual and not self._zone_picked:
            self._draft = replace(self._draft, zone=usual)

    def _has_problems(self, step: str) -> bool:
        self._wrong = self._problems(step)
        self._view.show_field_problems(step, self._wrong)
        return bool(self._wrong)

    def _problems(self, step: str) -> dict[str, str]:
        """Return what is wrong with a step's fields, in words."""
        found: dict[str, str] = {}
        for field in FIELDS.get(step, ()):
            try:
                self._maker.check(field, self._draft)
            except LoyaltyError as error:
                found[field] = PERCENT_WRONG if field == "percent" else self._sentence(error)
        if step == OWNER and "pin" not in found and not self._same_pins():
            found["pin_again"] = PINS_DIFFER
        return found

    def _same_pins(self) -> bool:
        return fold_digits(self._draft.pin).strip() == fold_digits(self._draft.pin_again).strip()

    def _show_example(self) -> None:
        currency = self._draft.currency
        bought = in_money(_EXAMPLE, currency)
        try:
            rate = parse_percent(percent_typed(self._draft.percent))
        except LoyaltyError:
            self._view.show_example(None)
            return
        self._view.show_example(Example(bought, share_of(bought, rate), currency))

    def on_refused(self, error: LoyaltyError) -> None:
        """Say what was refused; nobody stays busy."""
        self._set_busy(False)
        self._refusal = error
        self._view.show_problem(self._sentence(error))

    def _sentence(self, error: LoyaltyError) -> str:
        lang = self._around.lang()
        return "\n".join(text for text in (say(error, lang), hint(error, lang)) if text)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._view.show_busy(busy)


def percent_typed(text: str) -> str:
    """Return a percent as a person types it (any digits, ٫ or a comma for the point, with or without its sign)."""
    return fold_digits(text).translate(str.maketrans("٫,/", "...", "٪%\u061c\u200e\u200f ")).strip()


def plain_group(text: str) -> str:
    """Return a group without what a person may write otherwise: blanks, dashes, small letters, other digits."""
    return "".join(c for c in fold_digits(text).upper() if c.isalnum())
