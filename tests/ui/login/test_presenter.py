"""Sign-in without a screen: who is chosen, what Enter does, what is said when the till stays closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from desktop.ui.login.presenter import LoginPresenter
from desktop.ui.login.values import Doorway, Opening, StaffChoice
from desktop.ui.tasks import ImmediateTasks
from loyalty.documents import Text
from loyalty.errors import LoyaltyError

CASHIER = Text("صندوق‌دار", "Cashier")
SANA, MEHDI = StaffChoice("sana", "ثنا کریمی", CASHIER), StaffChoice("mehdi", "مهدی احمدی", CASHIER)


@dataclass
class Screen:
    """What a person would see now."""

    lang: str = "fa"
    people: tuple[StaffChoice, ...] = ()
    chosen: str = ""
    opening: Opening | None = None
    doorway: Doorway | None = None
    typed: int = -1
    training: bool = False
    busy: list[bool] = field(default_factory=list)
    problem: str = ""
    wait: int = 0
    card_unknown: bool = False

    def show_doorway(self, doorway: Doorway) -> None:
        self.doorway = doorway

    def show_people(self, people: Sequence[StaffChoice], chosen: str) -> None:
        self.people, self.chosen = tuple(people), chosen

    def show_opening(self, opening: Opening) -> None:
        self.opening = opening

    def show_typed(self, typed: int) -> None:
        self.typed = typed

    def show_training(self, training: bool) -> None:
        self.training = training

    def show_busy(self, busy: bool) -> None:
        self.busy.append(busy)

    def show_problem(self, said: Callable[[], str] | None) -> None:
        self.problem = said() if said else ""

    def show_card_unknown(self) -> None:
        self.card_unknown = True

    def show_wait(self, seconds: int) -> None:
        self.wait = seconds

    def language(self) -> str:
        return self.lang


@dataclass
class Staff:
    """The use cases of sign-in over two people and one PIN."""

    pin: str = "482917"
    refusal: LoyaltyError | None = None
    tried: list[tuple[str, str, bool]] = field(default_factory=list)
    everybody: tuple[StaffChoice, ...] = (SANA, MEHDI)

    def doorway(self) -> Doorway:
        return Doorway("آریا", "ونک", "صندوق ۲", dt.date(2026, 11, 21), 0)

    def people(self) -> Sequence[StaffChoice]:
        return self.everybody

    def opening(self) -> Opening:
        return Opening("شیفت عصر", False)

    def find_by_card(self, code: str) -> str | None:
        return "mehdi" if code == "S-1047" else None

    def sign_in(self, staff_id: str, pin: str, *, training: bool) -> object:
        self.tried.append((staff_id, pin, training))
        if self.refusal:
            raise self.refusal
        if pin != self.pin:
            raise LoyaltyError("pin_wrong", left=7)
        return ("session", staff_id)


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture
def staff() -> Staff:
    return Staff()


@pytest.fixture
def opened() -> list[object]:
    return []


@pytest.fixture
def presenter(screen: Screen, staff: Staff, opened: list[object]) -> LoginPresenter:
    presenter = LoginPresenter(screen, ImmediateTasks(), staff, opened.append)
    presenter.start()
    return presenter


def typed(presenter: LoginPresenter, text: str) -> None:
    for character in text:
        presenter.on_typed(character)


def test_the_place_and_the_people_are_shown(presenter: LoginPresenter, screen: Screen) -> None:
    assert screen.people == (SANA, MEHDI)
    assert screen.chosen == "sana"
    assert screen.opening == Opening("شیفت عصر", False)
    assert screen.doorway is not None


def test_the_right_pin_opens_in_any_digits(
    presenter: LoginPresenter, screen: Screen, staff: Staff, opened: list[object]
) -> None:
    typed(presenter, "۴۸۲٩١7")
    assert screen.typed == 6
    presenter.on_submitted()
    assert staff.tried == [("sana", "482917", False)]
    assert opened == [("session", "sana")]
    assert screen.typed == 0
    assert screen.busy == [True, False]


def test_a_wrong_pin_says_how_many_tries_are_left(
    presenter: LoginPresenter, screen: Screen, opened: list[object]
) -> None:
    typed(presenter, "111222")
    presenter.on_submitted()
    assert opened == []
    assert screen.problem.startswith("رمز درست نیست.\nفرصت باقی‌مانده: ۷ بار")
    assert screen.typed == 0
    typed(presenter, "4")
    assert screen.problem == ""


def test_a_wait_holds_the_pad(presenter: LoginPresenter, screen: Screen, staff: Staff) -> None:
    staff.refusal = LoyaltyError("pin_wait", seconds=8)
    typed(presenter, "111222")
    presenter.on_submitted()
    assert screen.wait == 8
    assert "۸" in screen.problem


def test_it_speaks_english_to_an_english_reader(presenter: LoginPresenter, screen: Screen) -> None:
    screen.lang = "en"
    typed(presenter, "111222")
    presenter.on_submitted()
    assert screen.problem.startswith("The PIN is wrong.\nTries left: 7;")


@pytest.mark.parametrize("pin", ["1", "123"])
def test_a_short_pin_costs_no_try(presenter: LoginPresenter, screen: Screen, staff: Staff, pin: str) -> None:
    typed(presenter, pin)
    presenter.on_submitted()
    assert staff.tried == []
    assert "۴" in screen.problem


def test_enter_alone_does_nothing(presenter: LoginPresenter, screen: Screen, staff: Staff) -> None:
    presenter.on_submitted()
    assert (staff.tried, screen.problem) == ([], "")


def test_up_and_down_go_round(presenter: LoginPresenter, screen: Screen) -> None:
    for steps, who in ((1, "mehdi"), (1, "sana"), (-1, "mehdi")):
        presenter.on_moved(steps)
        assert screen.chosen == who


def test_another_name_forgets_the_figures(presenter: LoginPresenter, screen: Screen, staff: Staff) -> None:
    typed(presenter, "4829")
    presenter.on_chosen("mehdi")
    assert screen.typed == 0
    typed(presenter, "482917")
    presenter.on_submitted()
    assert staff.tried == [("mehdi", "482917", False)]


def test_erase_takes_one_and_clear_takes_all(presenter: LoginPresenter, screen: Screen, staff: Staff) -> None:
    typed(presenter, "4829171")
    presenter.on_erased()
    presenter.on_submitted()
    assert staff.tried == [("sana", "482917", False)]
    typed(presenter, "48")
    presenter.on_cleared()
    assert screen.typed == 0


def test_a_staff_card_chooses_its_owner_but_asks_the_pin(
    presenter: LoginPresenter, screen: Screen, staff: Staff, opened: list[object]
) -> None:
    typed(presenter, "S-1047")
    presenter.on_submitted()
    assert (screen.chosen, opened, staff.tried) == ("mehdi", [], [])
    typed(presenter, "X-1")
    presenter.on_submitted()
    assert screen.card_unknown
    assert screen.chosen == "mehdi"


def test_training_is_asked_for_and_carried(presenter: LoginPresenter, screen: Screen, staff: Staff) -> None:
    presenter.on_training()
    assert screen.training
    typed(presenter, "482917")
    presenter.on_submitted()
    assert staff.tried == [("sana", "482917", True)]
    presenter.on_training()
    assert not screen.training


def test_one_pin_at_a_time(screen: Screen, staff: Staff, opened: list[object]) -> None:
    class Later(ImmediateTasks):
        """Keeps work back until it is let go."""

        def local(self, work, on_result=None, on_error=None):  # type: ignore[no-untyped-def]
            kept.append((work, on_result, on_error))

    kept: list = []
    presenter = LoginPresenter(screen, Later(), staff, opened.append)
    presenter.start()
    read, show, _ = kept.pop()
    show(read())
    for _ in range(2):
        typed(presenter, "482917")
        presenter.on_submitted()
    assert len(kept) == 1
    work, answer, _ = kept.pop()
    answer(work())
    assert opened == [("session", "sana")]


def test_somebody_who_left_is_not_chosen_any_more(
    presenter: LoginPresenter, screen: Screen, staff: Staff
) -> None:
    presenter.on_chosen("mehdi")
    staff.everybody = (SANA,)
    presenter.start()
    assert screen.chosen == "sana"
    staff.everybody = ()
    presenter.start()
    assert screen.chosen == ""
    typed(presenter, "482917")
    presenter.on_submitted()
    assert staff.tried == []
