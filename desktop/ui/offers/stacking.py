"""How offers share a basket, as the tree somebody edits: groups in order, the way each shares, what stands in it. No Qt.

What must hold: every place of stacking stands in exactly one group, so no offer is lost by drawing; nothing holds
before it is published.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from desktop.ui.approval.desk import ApprovalDesk, sentence
from desktop.ui.offers.shown import ShownStack, ShownStep
from desktop.ui.tasks import Tasks
from desktop.usecases.sign_in import Session
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.stacking import StackGroup, Stacking
from loyalty.words import Lang

_TITLES: dict[str, Text] = {
    "item": Text("تخفیف گروه‌ها و کالاها", "Discounts of groups and products"),
    "basket": Text("تخفیف کل سبد", "Discounts of the whole basket"),
    "credit": Text("اعتبار", "Credit"),
    "points": Text("امتیاز", "Points"),
    "codes": Text("کدهای تخفیف", "Discount codes"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A live offer: its name, the place it has by nature, whether a code brings it."""

    offer_id: str
    name: Text
    place: str
    by_code: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """The stacking in force, the live offers, and whether the person may publish another."""

    groups: tuple[StackGroup, ...]
    offers: tuple[Standing, ...]
    may_rule: bool


class StackingDesk(Protocol):
    """The use cases of this page."""

    def tree(self) -> Tree:
        """Return the tree in force."""
        ...

    def publish_stacking(self, document: dict[str, Any], approval: Session | None) -> None:
        """Publish another tree."""
        ...


class StackingView(Protocol):
    """What the page can show."""

    def show_stack(self, shown: ShownStack) -> None:
        """Draw the tree."""
        ...

    def show_problem(self, text: str) -> None:
        """Say what stands in the way."""
        ...


class StackingPresenter:
    """Handlers are `on_<what a person did>`; `done` is called when a tree was published."""

    def __init__(
        self,
        view: StackingView,
        tasks: Tasks,
        desk: StackingDesk,
        approval: ApprovalDesk,
        *,
        lang: Callable[[], Lang],
        done: Callable[[], None],
    ) -> None:
        self._view, self._tasks, self._desk, self._approval = view, tasks, desk, approval
        self._lang, self._done = lang, done
        self._tree = Tree((), (), may_rule=False)
        self._groups: list[StackGroup] = []

    def start(self) -> None:
        """Read the tree in force."""
        self._tasks.local(self._desk.tree, self._take, self._fail)

    def show(self) -> None:
        """Draw the tree as it is being changed."""
        stacking = Stacking(tuple(self._groups))
        steps = tuple(self._step(group, number, stacking) for number, group in enumerate(self._groups))
        changed = tuple(self._groups) != self._tree.groups
        self._view.show_stack(ShownStack(steps, self._tree.may_rule, changed))

    def on_mode_chosen(self, group: str, mode: str) -> None:
        """The offers of a group share in another way."""
        self._replace(group, mode=mode)

    def on_per_chosen(self, group: str, per: str) -> None:
        """It is decided for each unit, or for the basket."""
        self._replace(group, per=per)

    def on_moved(self, group: str, step: int) -> None:
        """A group goes up or down."""
        at = self._at(group)
        to = max(0, min(at + step, len(self._groups) - 1))
        self._groups.insert(to, self._groups.pop(at))
        self.show()

    def on_offer_moved(self, offer_id: str, group: str) -> None:
        """An offer is named into a group; where it belongs by nature it needs no naming."""
        for number, one in enumerate(self._groups):
            self._groups[number] = _without(one, offer_id)
        at, offer = self._at(group), next(one for one in self._tree.offers if one.offer_id == offer_id)
        natural = Stacking(tuple(self._groups)).place_of(offer_id, offer.place, by_code=offer.by_code)
        if _outermost(Stacking(tuple(self._groups)), natural) != at:
            self._groups[at] = replace(self._groups[at], offers=(*self._groups[at].offers, offer_id))
        self.show()

    def on_group_added(self) -> None:
        """A group of one's own: offers are named into it one by one."""
        known = {one.name for one in self._groups}
        name = next(f"family-{n}" for n in range(1, len(known) + 2) if f"family-{n}" not in known)
        self._groups.insert(0, StackGroup(name, "best_for_member", "basket"))
        self.show()

    def on_group_removed(self, group: str) -> None:
        """A group of one's own goes; its offers go back to where they belong by nature."""
        at = self._at(group)
        if _is_own(self._groups[at]):
            del self._groups[at]
            self.show()

    def on_published(self) -> None:
        """Publish it, with an approval where it takes one."""
        document = {"groups": [_row(group) for group in self._groups]}
        self._approval.run(partial(self._desk.publish_stacking, document), lambda _: self._done(), self._fail)

    def _take(self, tree: Tree) -> None:
        self._tree, self._groups = tree, list(tree.groups)
        self.show()

    def _step(self, group: StackGroup, number: int, stacking: Stacking) -> ShownStep:
        lang = self._lang()
        inside = tuple(
            (one.offer_id, one.name.of(lang))
            for one in self._tree.offers
            if _outermost(stacking, stacking.place_of(one.offer_id, one.place, by_code=one.by_code)) == number
        )
        held = {offer_id for offer_id, _ in inside}
        outside = tuple(
            (one.offer_id, one.name.of(lang)) for one in self._tree.offers if one.offer_id not in held
        )
        return ShownStep(
            group.name, _title(group, lang), group.mode, group.per, inside, outside, own=_is_own(group)
        )

    def _replace(self, group: str, **changed: str) -> None:
        at = self._at(group)
        self._groups[at] = replace(self._groups[at], **changed)  # type: ignore[arg-type]
        self.show()

    def _at(self, group: str) -> int:
        return next(number for number, one in enumerate(self._groups) if one.name == group)

    def _fail(self, error: LoyaltyError) -> None:
        self._view.show_problem(sentence(error, self._lang()))


def _title(group: StackGroup, lang: Lang) -> str:
    if group.places:
        return (" + " if lang == "en" else " و ").join(_TITLES[place].of(lang) for place in group.places)
    return "دستهٔ خودتان" if lang == "fa" else "A family of your own"


def _is_own(group: StackGroup) -> bool:
    """Say whether a group may go: no place stands in it or within it."""
    return not group.places and all(_is_own(one) for one in group.groups)


def _outermost(stacking: Stacking, number: int) -> int:
    """Return which of the groups drawn holds a group: those within one are drawn with it and keep their own order."""
    outermost = [path[0] for path in stacking.paths if len(path) == 1]
    return outermost.index(stacking.paths[number][0])


def _without(group: StackGroup, offer_id: str) -> StackGroup:
    """Return a group in which, and within which, an offer is not named."""
    within = tuple(_without(one, offer_id) for one in group.groups)
    return replace(group, offers=tuple(one for one in group.offers if one != offer_id), groups=within)


def _row(group: StackGroup) -> dict[str, Any]:
    row: dict[str, Any] = {"id": group.name, "mode": group.mode, "per": group.per}
    if group.places:
        row["places"] = list(group.places)
    if group.offers:
        row["offers"] = list(group.offers)
    if group.groups:
        row["groups"] = [_row(one) for one in group.groups]
    return row
