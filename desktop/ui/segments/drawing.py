"""A segment under somebody's hands: its name and its condition, said and counted while they write. No Qt.

The form is that of the offers' conditions: one way of asking about members, in offers and in segments. What must
hold: only what asks about the member alone may be added; nothing is published before it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from desktop.ui.approval.desk import sentence
from desktop.ui.parts.conditions.behind import (
    AUDIENCE,
    SHAPE,
    Block,
    Judged,
    Surroundings,
    doubtful,
    drafts,
    judge,
    say_example,
    say_problems,
    write,
)
from desktop.ui.parts.conditions.values import Choice, ShownForm, ShownReach
from desktop.ui.segments.drawing_port import DrawingView
from desktop.ui.tasks import Job, Tasks
from loyalty.conditions.atoms import Condition
from loyalty.conditions.evaluate import topics
from loyalty.conditions.parse import parse_condition
from loyalty.conditions.verdict import MEMBER
from loyalty.errors import LoyaltyError
from loyalty.sentences.conditions import say_condition
from loyalty.words import Lang

NO_COUNT = ShownReach(None, None)


class DrawingDesk(Protocol):
    """The readings and writings of drawn segments."""

    def surroundings(self) -> Surroundings:
        """Return the shop around a segment. Runs in the database lane."""
        ...

    def document(self, segment: str) -> dict[str, Any]:
        """Return a segment's document, a new one for ''. Runs in the database lane."""
        ...

    def reach(self, condition: Condition, told: Callable[[int, int], None]) -> ShownReach:
        """Count who meets a condition now; beside the lanes; `told` may raise to stop it."""
        ...

    def set_segment(self, document: dict[str, Any]) -> None:
        """Publish a segment or its next version. Runs in the database lane."""
        ...

    def remove_segment(self, segment: str) -> None:
        """Remove a segment; raises `segment_in_use`. Runs in the database lane."""
        ...


class Drawing:
    """Handlers are `on_<what a person did>`; `changed(segment)` is called when segments are others than before."""

    def __init__(
        self,
        view: DrawingView,
        tasks: Tasks,
        desk: DrawingDesk,
        *,
        lang: Callable[[], Lang],
        changed: Callable[[str], None],
    ) -> None:
        self._view, self._tasks, self._desk = view, tasks, desk
        self._lang, self._changed = lang, changed
        self._document: dict[str, Any] | None = None
        self._around: Surroundings | None = None
        self._known, self._adding, self._counted_of = False, "", ""
        self._changed_here, self._asked = False, False
        """Whether something is written that is not kept, and whether leaving it was asked about."""
        self._judged = Judged()
        self._counting = Job(ended=True)

    # -- opening and leaving --------------------------------------------------------------------------------

    def begin(self, segment: str) -> None:
        """Open a segment, or ('') a new one."""

        def read() -> tuple[Surroundings, dict[str, Any]]:
            return self._desk.surroundings(), self._desk.document(segment)

        def found(told: tuple[Surroundings, dict[str, Any]]) -> None:
            self._around, document = told
            self._known, self._counted_of = bool(segment), ""
            self._changed_here = self._asked = False
            named = {"id": document["id"], "name": document.get("name", ""), "benefits": []}
            self._document = drafts.opened({**named, AUDIENCE: document.get("condition")})
            self._view.clear_problem()
            self.show()
            self._draw("name")

        self._tasks.local(read, found, self._fail)

    def on_left(self) -> None:
        """Esc, or back: what is written and not kept is asked about once."""
        if self._changed_here and not self._asked:
            self._asked = True
            self._fail(LoyaltyError("segment_not_kept"))
        else:
            self._view.clear_problem()
            self.leave()

    def leave(self) -> None:
        """Leave it; what was not kept is gone."""
        self._counting.cancel()
        self._document = None
        self._view.show_choices(())
        self._view.show_drawing(None, False)

    def show(self) -> None:
        """Show everything anew, in the language of now."""
        if self._document is not None:
            self._view.show_drawing(self._name(), self._known)
            self._draw("")
            self._look()

    # -- writing --------------------------------------------------------------------------------------------

    def on_field_changed(self, place: str, kind: str, text: str, optional: bool) -> None:
        """Something was typed or chosen."""
        if self._document is None:
            return
        if place.endswith("]" + SHAPE):
            drafts.regroup(self._document, place.removesuffix(SHAPE), text)
            self._written(draw=True)
        else:
            self._written(draw=write(self._document, place, kind, text, optional=optional))

    def on_add_wanted(self, adds: str) -> None:
        """A condition is to be added: show what there is about members."""
        if self._document is None or self._around is None:
            return
        self._adding = adds
        lang, around = self._lang(), self._around
        found = [
            Choice(
                one.key,
                one.title.of(lang),
                one.note.of(lang) or say_example(one, around.choices, lang, around.names),
                one.topic.of(lang),
            )
            for one in drafts.may_add(self._document, adds)
            if asks_of_members(one, around)
        ]
        together = drafts.TOGETHER.of(lang)
        found += [Choice(key, title.of(lang), "", together) for key, title in drafts.GROUPS.items()]
        self._view.show_choices(tuple(found))

    def on_choice_picked(self, key: str) -> None:
        """A condition was chosen: it stands in the form with the focus in it."""
        if self._document is None or self._around is None or not self._adding:
            return
        place = drafts.add(self._document, self._adding, key, self._around.choices)
        self._adding = ""
        self._view.show_choices(())
        self._written(draw=True, focus=place)

    def on_removed(self, place: str) -> None:
        """A row is not wanted any more."""
        if self._document is not None:
            drafts.remove(self._document, place)
            self._written(draw=True)

    def on_moved(self, place: str, step: int) -> None:
        """A row goes up or down."""
        if self._document is not None:
            self._written(draw=True, focus=drafts.move(self._document, place, step))

    def on_saved(self) -> None:
        """Keep it: the next version counts from now on."""
        if self._document is None:
            return
        problems = self._problems()
        if problems or not self._document[AUDIENCE]["all"]:
            self._view.show_problems(self._told(problems))
            if not self._document[AUDIENCE]["all"]:
                self._fail(LoyaltyError("segment_empty"))
            return
        whole = drafts.written(self._document)
        kept = {"id": whole["id"], "name": whole["name"], "condition": whole[AUDIENCE]}
        self._tasks.local(
            partial(self._desk.set_segment, kept), lambda _: self._done(str(kept["id"])), self._fail
        )

    def on_dropped(self) -> None:
        """Remove the segment."""
        if self._document is not None and self._known:
            segment = str(self._document["id"])
            self._tasks.local(
                partial(self._desk.remove_segment, segment), lambda _: self._done(""), self._fail
            )

    def _done(self, segment: str) -> None:
        self.leave()
        self._changed(segment)

    # -- looking --------------------------------------------------------------------------------------------

    def _written(self, *, draw: bool, focus: str = "") -> None:
        self._view.clear_problem()
        self._changed_here, self._asked = True, False
        if draw:
            self._draw(focus)
        self._look()

    def _draw(self, focus: str) -> None:
        assert self._document is not None
        assert self._around is not None
        form = drafts.form_of(self._document, self._lang(), self._around.choices)
        name, audience = form.parts[0], form.parts[1]
        one = tuple(row for row in name.rows if row.place == "name")
        self._view.show_form(ShownForm((type(name)(name.part, one, ""), audience)), focus)

    def _look(self) -> None:
        """Judge it, say it and count it."""
        assert self._document is not None
        assert self._around is not None
        self._judged = judge(self._document, self._around.rules)
        problems = {place: error for place, error in self._problems().items() if not place.startswith("name")}
        doubted = doubtful(self._document, self._judged, self._around.known)
        self._view.show_problems(self._told({**doubted, **problems}))
        sound = self._judged.sound
        audience = sound.audience if sound is not None else None
        said = say_condition(audience, self._lang(), self._around.names) if audience is not None else ""
        self._view.show_said(said)
        self._count(audience)

    def _problems(self) -> dict[str, LoyaltyError]:
        """Return what is wrong; that it promises nothing is no fault of a segment."""
        found = {place: e for place, e in self._judged.problems.items() if not place.startswith("benefits")}
        if self._document is not None and not self._name():
            found["name"] = LoyaltyError("offer_id_invalid", id="")
        return found

    def _told(self, problems: dict[str, LoyaltyError]) -> dict[str, str]:
        assert self._document is not None
        assert self._around is not None
        form = drafts.form_of(self._document, self._lang(), self._around.choices)
        return say_problems(problems, form, self._lang(), self._around.names)

    def _count(self, condition: Condition | None) -> None:
        if condition is None or repr(condition) == self._counted_of:
            return
        self._counted_of = repr(condition)
        self._counting.cancel()
        self._view.show_reach(NO_COUNT)
        self._counting = self._tasks.long(
            lambda report: self._desk.reach(condition, report), self._view.show_reach, self._fail
        )

    def _name(self) -> str:
        assert self._document is not None
        names = self._document["name"]
        return str(names.get(self._lang()) or names.get("fa") or names.get("en") or "")

    def _fail(self, error: LoyaltyError) -> None:
        self._view.show_problem(lambda: sentence(error, self._lang()))


def asks_of_members(block: Block, around: Surroundings) -> bool:
    """Say whether a block asks about the member alone: a segment means the same at every counter and hour."""
    try:
        condition = parse_condition({block.name: drafts.begin(block, around.choices)})
    except LoyaltyError:
        # What begins empty is about a person's own words, as a tag is; the segment is judged when it is kept.
        return block.part == AUDIENCE
    return topics(condition) <= {MEMBER}
