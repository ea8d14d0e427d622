"""One draft under somebody's hands: every change is kept, said, counted and checked while they write. No Qt.

What must hold: nothing typed is lost (a draft is kept at each change, through lock and restart); what is wrong stands
at its field; nothing is published that the check stops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from functools import partial
from typing import Any

from desktop.ui.approval.desk import ApprovalDesk, sentence
from desktop.ui.offers import draft as drafts
from desktop.ui.offers.asking import question
from desktop.ui.offers.fields import SHAPE, write
from desktop.ui.offers.giving import Giving
from desktop.ui.offers.judging import (
    Judged,
    doubtful,
    judge,
    say_at_field,
    say_example,
    say_marked,
    say_problems,
)
from desktop.ui.offers.port import OffersDesk, OffersView, Surroundings
from desktop.ui.offers.shown import (
    ADDS,
    Base,
    Choice,
    Notice,
    ShownCheck,
    ShownHead,
    ShownReach,
    ShownSaid,
    ShownSentence,
)
from desktop.ui.offers.synonyms import also
from desktop.ui.offers.trial_run import TrialRun
from desktop.ui.offers.ways import take_way
from desktop.ui.tasks import Job, Tasks
from desktop.usecases.offer_drafts import Draft
from loyalty.errors import LoyaltyError, require
from loyalty.words import Lang

NO_REACH = ShownReach(None, None)
TRIAL_DAYS = 90
_NOTHING = ShownSentence("")
_OTHER: dict[Lang, Lang] = {"fa": "en", "en": "fa"}


class Editing:
    """Handlers are `on_<what a person did>`; `left` is called when the editor is left."""

    def __init__(
        self,
        view: OffersView,
        tasks: Tasks,
        desk: OffersDesk,
        approval: ApprovalDesk,
        *,
        lang: Callable[[], Lang],
        left: Callable[[Notice | None], None],
    ) -> None:
        self._view, self._tasks, self._desk, self._approval = view, tasks, desk, approval
        self._lang, self._left = lang, left
        self._document: dict[str, Any] | None = None
        self._base = Base()
        self._around: Surroundings | None = None
        self._judged = Judged()
        self._check, self._reach = ShownCheck(), NO_REACH
        self._adding = self._audience = ""
        self._asked = False
        self._late: dict[str, LoyaltyError] = {}
        self._counting = self._checking = Job(ended=True)
        self._trial = TrialRun(view, tasks, desk, self._fail)
        self._before: dict[str, Any] | None = None
        """The draft as it was before a row was taken out of it, until something else is changed."""
        self.dropped: Draft | None = None
        self.giving = Giving(view, tasks, desk)

    @property
    def open(self) -> bool:
        """Say whether a draft is open."""
        return self._document is not None

    # -- opening and leaving --------------------------------------------------------------------------------

    def begin(self, document: dict[str, Any], base: Base, around: Surroundings) -> None:
        """Open a draft over what is published."""
        self._document, self._base, self._around = drafts.opened(document), base, around
        self._check, self._reach, self._audience, self._asked = ShownCheck(), NO_REACH, "", False
        self._before = None
        self._view.show_page("editor")
        self._view.show_trial(None)
        self._draw("name")
        self._look()

    def leave(self, notice: Notice | None = None) -> None:
        """Go back to the list; the draft stays kept."""
        for job in (self._counting, self._checking):
            job.cancel()
        self._trial.stop()
        self.giving.cancel()
        self._document = None
        self._left(notice)

    def show(self) -> None:
        """Show everything anew, in the language of now."""
        if self._document is not None:
            self._draw("")
            self._look()

    def on_dropped(self) -> None:
        """The draft is not wanted any more; what is published stays, and the draft may be brought back."""
        offer_id, name = self._offer_id(), self._name()
        self.dropped = self._draft()
        self._document = None
        self._tasks.local(
            partial(self._desk.forget, offer_id), lambda _: self.leave(Notice("dropped", name)), self._fail
        )

    # -- writing --------------------------------------------------------------------------------------------

    def on_field_changed(self, place: str, kind: str, text: str, optional: bool) -> None:
        """Something was typed or chosen."""
        if self._document is None:
            return
        if place == f"kind{SHAPE}":
            drafts.set_kind(self._document, text)
            self._changed(draw=True)
        elif place.endswith("]" + SHAPE):
            drafts.regroup(self._document, place.removesuffix(SHAPE), text)
            self._changed(draw=True)
        else:
            self._changed(draw=write(self._document, place, kind, text, optional=optional))

    def on_add_wanted(self, adds: str) -> None:
        """Something is to be added: show what there is."""
        if self._document is None:
            return
        self._adding = adds
        self._view.show_choices("add", tuple(self._may_add(adds)))

    def _may_add(self, adds: str) -> Iterator[Choice]:
        assert self._document is not None
        assert self._around is not None
        lang, names = self._lang(), self._around.names
        for block in drafts.may_add(self._document, adds):
            example = say_example(block, self._around.choices, lang, names)
            yield Choice(
                block.key,
                block.title.of(lang),
                block.note.of(lang) or example,
                block.topic.of(lang),
                also(block.key),
            )
        if drafts.may_group(adds):
            for key, title in drafts.GROUPS.items():
                yield Choice(key, title.of(lang), "", drafts.TOGETHER.of(lang))

    def on_choice_picked(self, key: str) -> None:
        """A block was chosen: it stands in the form with the focus in it."""
        if self._document is None or self._around is None or not self._adding:
            return
        place = drafts.add(self._document, self._adding, key, self._around.choices)
        self._adding = ""
        self._view.show_choices("", ())
        self._changed(draw=True, focus=place)

    def on_removed(self, place: str) -> None:
        """A row is not wanted any more."""
        if self._document is not None:
            before = deepcopy(self._document)
            drafts.remove(self._document, place)
            self._changed(draw=True, focus=ADDS + place)
            self._before = before
            self._view.show_notice(Notice("removed"))

    def on_undone(self) -> None:
        """Put the row back that was taken out last."""
        if self._before is not None:
            self._document = self._before
            self._changed(draw=True)

    def on_moved(self, place: str, step: int) -> None:
        """A row goes up or down."""
        if self._document is not None:
            self._changed(draw=True, focus=drafts.move(self._document, place, step))

    def on_way_picked(self, key: str) -> None:
        """A way out of the verdict: what it proposes is written into the draft."""
        if self._document is not None and key:
            self._view.show_publish(None)
            take_way(self._document, key)
            self._changed(draw=True)

    def _changed(self, *, draw: bool, focus: str = "") -> None:
        self.giving.cancel()
        if self._before is not None:
            self._before = None
            self._view.clear_problem()
        if draw:
            self._draw(focus)
        self._look()
        self._keep()

    def _draft(self) -> Draft:
        return Draft(self._offer_id(), deepcopy(self._document or {}), self._base.begun)

    def _keep(self) -> None:
        keep = partial(self._desk.keep, self._draft())
        self._tasks.local(keep, lambda _: self._show_head(kept=True), self._unkept)

    def _unkept(self, error: LoyaltyError) -> None:
        # In training nothing is kept, and that is said at the sign-in and in the state line already.
        if error.code != "training_writes_nothing":
            self._fail(error)

    # -- looking --------------------------------------------------------------------------------------------

    def _draw(self, focus: str) -> None:
        assert self._document is not None
        assert self._around is not None
        self._view.show_form(drafts.form_of(self._document, self._lang(), self._around.choices), focus)

    def _look(self) -> None:
        """Judge the draft, say it, count and check it."""
        assert self._document is not None
        assert self._around is not None
        self._judged, self._late = judge(self._document, self._around.rules), {}
        self._show_problems()
        self._show_head()
        self._say()
        self._count()
        self._check_it()

    def _show_problems(self) -> None:
        """Say what is wrong; what is merely not written yet is asked for only when somebody wants to go on."""
        assert self._document is not None
        assert self._around is not None
        lang = self._lang()
        wrong = {
            place: error
            for place, error in self._judged.problems.items()
            if self._asked or not (place == "benefits" or place.startswith("name"))
        }
        doubted = doubtful(self._document, self._judged, self._around.known)
        found = {**doubted, **self._late, **wrong}
        form = drafts.form_of(self._document, lang, self._around.choices)
        self._view.show_problems(say_problems(found, form, lang, self._around.names))

    def _show_head(self, *, kept: bool = False) -> None:
        if self._document is None:
            return
        self._view.show_head(ShownHead(self._name(), self._base, str(self._document["kind"]), kept))

    def _say(self) -> None:
        assert self._around is not None
        offer, lang = self._judged.sound, self._lang()
        if offer is None:
            self._view.show_said(ShownSaid(_NOTHING, _NOTHING, self._judged.unfinished))
            return
        promises, names = self._judged.promises, self._around.names
        here, there = (say_marked(offer, one, names, promises=promises) for one in (lang, _OTHER[lang]))
        self._view.show_said(ShownSaid(here, there, self._judged.unfinished))

    def _count(self) -> None:
        offer = self._judged.sound
        if offer is None or repr(offer.audience) == self._audience:
            self._counted(self._reach)  # a code may have come or gone
            return
        self._audience = repr(offer.audience)
        self._counting.cancel()
        self._view.show_reach(NO_REACH)
        self._counting = self._tasks.long(
            lambda report: self._desk.reach(offer.audience, report), self._counted, self._uncounted
        )

    def _counted(self, reach: ShownReach) -> None:
        sound = self._judged.sound
        self._reach = replace(reach, coded=bool(sound and sound.code))
        self._view.show_reach(self._reach)

    def _uncounted(self, error: LoyaltyError) -> None:
        """An audience that asks about the basket cannot be counted beforehand: that is no problem of the draft."""
        self._reach = NO_REACH
        if error.code != "audience_about_basket":
            self._fail(error)

    def _check_it(self) -> None:
        self._checking.cancel()
        if self._judged.offer is None or self._document is None:
            self._checked(ShownCheck())
            return
        document = drafts.written(self._document)
        self._checking = self._tasks.local(
            partial(self._desk.check, document, self._lang()), self._checked, self._unchecked
        )

    def _checked(self, check: ShownCheck) -> None:
        self._check = check
        self._view.show_check(check)

    def _unchecked(self, error: LoyaltyError) -> None:
        """What the check refuses is a problem of the draft, at its place where it has one."""
        self._late = {str(error.values.get("where", "")): error}
        self._show_problems()
        if "" in self._late:
            self._fail(error)
        self._checked(ShownCheck())

    # -- trying out -----------------------------------------------------------------------------------------

    def on_trial_wanted(self, days: int = TRIAL_DAYS) -> None:
        """Replay the shop's own past through the draft, with progress."""
        if self._trial.ended and self._is_whole():
            assert self._document is not None
            self._trial.begin(drafts.written(self._document), days, self._lang())

    def on_trial_cancelled(self) -> None:
        """Stop it."""
        self._trial.stop()
        self._view.show_trial(None)

    # -- publishing -----------------------------------------------------------------------------------------

    def on_publish_wanted(self) -> None:
        """Show once more what will hold, and ask for the hold-out."""
        if not self._is_whole():
            return
        assert self._judged.offer is not None
        assert self._around is not None
        holdout = str((self._document or {}).get("holdout", "10"))
        told = (self._name(), self._check, self._reach.reached, holdout, self._around.names, self._lang())
        self._view.show_publish(question(self._judged.offer, *told, replaces=self._base.replaces))

    def on_published(self, holdout: str) -> None:
        """Publish it, with an approval where it takes one."""
        if self._document is None:
            return
        document = drafts.written(self._document) | {"holdout": holdout or "0"}
        if document["holdout"] == "0":
            document.pop("holdout")
        over = self._base.newest
        publish = partial(self._publish, document, deepcopy(self._document), over, self._desk.at_till())
        self.giving.find(document, partial(self._publish_to, publish), self._refused)

    def _publish_to(self, publish: Callable[..., None], given_to: tuple[str, ...] | None) -> None:
        done = Notice("published", self._name())
        self._approval.run(partial(publish, given_to), lambda _: self.leave(done), self._refused)

    def _publish(
        self,
        document: dict[str, Any],
        draft: Any,
        over: int,
        who: Any,
        given_to: tuple[str, ...] | None,
        approval: Any,
    ) -> None:
        # Looking for members and asking for a PIN take their time: it is published by who asked for it, or not.
        require(who is not None and self._desk.at_till() is who, "session_locked")
        self._desk.publish(document, given_to, over, approval)
        kept = [one.document for one in self._desk.drafts() if one.offer_id == document["id"]]
        if all(drafts.opened(one) == draft for one in kept):
            self._desk.forget(str(document["id"]))

    def _refused(self, error: LoyaltyError) -> None:
        self._view.show_publish(None)
        if error.code == "offer_changed":
            self._base = replace(self._base, newest=int(str(error.values["version"])), stopped=False)
            self._show_head()
        self._late = {str(error.values.get("where", "")): error}
        self._show_problems()
        self._fail(error)

    def _is_whole(self) -> bool:
        """Say whether the draft can be read whole; if not, say what is missing and go there."""
        if self._judged.offer is not None:
            return True
        _, error = next(iter(self._judged.problems.items()), ("", LoyaltyError("benefits_number", most=10)))
        self._asked = True
        self._show_problems()
        self._view.show_problem(lambda: say_at_field(error, self._lang()))
        return False

    def _offer_id(self) -> str:
        return str((self._document or {}).get("id", ""))

    def _name(self) -> str:
        names = (self._document or {}).get("name", {})
        return str(names.get(self._lang()) or names.get(_OTHER[self._lang()]) or "")

    def _fail(self, error: LoyaltyError) -> None:
        self._view.show_problem(lambda: sentence(error, self._lang(), self._desk.currency()))
