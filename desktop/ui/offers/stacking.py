"""How offers share a basket, as the tree somebody edits: groups in order and within one another, the way each shares,
what stands in it. No Qt.

What must hold: every place of stacking stands in exactly one group, so no offer is lost by drawing; nothing holds
before it is published.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from desktop.ui.approval.desk import ApprovalDesk, sentence
from desktop.ui.offers import stack_tree as trees
from desktop.ui.offers.shown import Knot, ShownStack, ShownStep
from desktop.ui.tasks import Tasks
from desktop.usecases.sign_in import Session
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.stacking import ALL, BEST, DEEPEST, WHOLE_BASKET, StackGroup, Stacking
from loyalty.words import Lang, digits, isolate

_TITLES: dict[str, Text] = {
    "item": Text("تخفیف گروه‌ها و کالاها", "Discounts of groups and products"),
    "basket": Text("تخفیف کل سبد", "Discounts of the whole basket"),
    "credit": Text("اعتبار", "Credit"),
    "points": Text("امتیاز", "Points"),
    "codes": Text("کدهای تخفیف", "Discount codes"),
}
_AND = Text(" و ", " + ")
_OWN = Text("دستهٔ {number} خودتان", "Family {number} of your own")
_OUTERMOST = Text("بیرون، کنار بقیه", "Outside, beside the others")
_STEM = "family"


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

    def show_problem(self, said: Callable[[], str]) -> None:
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
        self._groups: trees.Groups = ()

    def start(self) -> None:
        """Read the tree in force."""
        self._tasks.local(self._desk.tree, self._take, self._fail)

    def show(self) -> None:
        """Draw the tree as it is being changed."""
        steps = tuple(self._step(group, above) for group, above in trees.walk(self._groups))
        self._view.show_stack(ShownStack(steps, self._tree.may_rule, self._groups != self._tree.groups))

    def on_mode_chosen(self, group: str, mode: str) -> None:
        """The offers of a group share in another way."""
        self._change(trees.change(self._groups, group, mode=mode))

    def on_per_chosen(self, group: str, per: str) -> None:
        """It is decided for each unit, or for the basket."""
        self._change(trees.change(self._groups, group, per=per))

    def on_moved(self, group: str, step: int) -> None:
        """A group goes up or down among those beside it."""
        self._change(trees.move(self._groups, group, step))

    def on_put(self, group: str, home: str) -> None:
        """A group goes into another, or out of all."""
        self._change(trees.put_into(self._groups, group, home))

    def on_offer_moved(self, offer_id: str, group: str) -> None:
        """An offer is named into a group; where it belongs by nature it needs no naming."""
        freed = trees.unnamed(self._groups, offer_id)
        offer = next(one for one in self._tree.offers if one.offer_id == offer_id)
        if _home(freed, offer) != group:
            named = (*trees.find(freed, group).offers, offer_id)
            freed = trees.change(freed, group, offers=named)
        self._change(freed)

    def on_group_added(self, home: str) -> None:
        """A group of one's own, beside the outermost or within another: offers are named into it one by one."""
        name = trees.free_name(self._groups, _STEM)
        self._change(trees.add(self._groups, StackGroup(name, BEST, WHOLE_BASKET), home))

    def on_group_removed(self, group: str) -> None:
        """A group of one's own goes; its offers go back to where they belong by nature."""
        if trees.is_own(trees.find(self._groups, group)):
            self._change(trees.without(self._groups, group))

    def on_published(self) -> None:
        """Publish it, with an approval where it takes one."""
        document = {"groups": [trees.write(group) for group in self._groups]}
        self._approval.run(partial(self._desk.publish_stacking, document), lambda _: self._done(), self._fail)

    def _take(self, tree: Tree) -> None:
        self._groups = trees.distinct(tree.groups)
        self._tree = Tree(self._groups, tree.offers, tree.may_rule)
        self.show()

    def _change(self, groups: trees.Groups) -> None:
        self._groups = groups
        self.show()

    def _step(self, group: StackGroup, above: trees.Groups) -> ShownStep:
        lang = self._lang()
        names = [(one.offer_id, one.name.of(lang)) for one in self._tree.offers]
        held = {one.offer_id for one in self._tree.offers if _home(self._groups, one) == group.name}
        return ShownStep(
            group.name,
            _title(group, lang),
            group.mode,
            group.per,
            inside=tuple(one for one in names if one[0] in held),
            outside=tuple(one for one in names if one[0] not in held),
            own=trees.is_own(group),
            homes=tuple(self._home_named(home, lang) for home in trees.homes(self._groups, group.name)),
            knot=self._knot(group, above),
            within=_title(above[-1], lang) if above else "",
            shares=bool(above) and above[-1].mode == ALL,
            may_hold=len(above) + 1 < DEEPEST,
        )

    def _knot(self, group: StackGroup, above: trees.Groups) -> Knot:
        line = (*above, group)
        rows = [trees.beside(self._groups, one.name) for one in line]
        more = tuple(row[-1] is not one for row, one in zip(rows, line, strict=True))
        return Knot(1 + rows[-1].index(group), more, holds=bool(group.groups))

    def _home_named(self, home: str, lang: Lang) -> tuple[str, str]:
        if home == trees.TOP:
            return home, _OUTERMOST.of(lang)
        return home, _title(trees.find(self._groups, home), lang)

    def _fail(self, error: LoyaltyError) -> None:
        self._view.show_problem(lambda: sentence(error, self._lang()))


def _title(group: StackGroup, lang: Lang) -> str:
    if group.places:
        return _AND.of(lang).join(_TITLES[place].of(lang) for place in group.places)
    stem, _, number = group.name.rpartition("-")
    if stem == _STEM and number.isdecimal():
        return _OWN.of(lang).format(number=digits(number, lang))
    return isolate(group.name)


def _home(groups: trees.Groups, offer: Standing) -> str:
    """Return the group an offer stands in; nothing for one that stacks after them all."""
    stacking = Stacking(groups)
    number = stacking.place_of(offer.offer_id, offer.place, by_code=offer.by_code)
    return stacking.in_order[number].name if number < len(stacking.in_order) else ""
