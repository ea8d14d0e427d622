"""The offers screen: the list with its states, the editor, what an offer did. No Qt.

What must hold: published offers and drafts stand in one list, a draft of a live offer beside it and not in its place;
what a person may not do alone asks for the PIN of somebody who may.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from desktop.ui.approval.desk import ApprovalDesk, sentence
from desktop.ui.offers.code_making import CodeMaking
from desktop.ui.offers.draft import new_document
from desktop.ui.offers.editing import Editing
from desktop.ui.offers.port import OffersDesk, OffersView, Surroundings
from desktop.ui.offers.shown import (
    DRAFT,
    STATES,
    STOPPED,
    Base,
    Choice,
    Notice,
    OfferList,
    OfferRow,
    ShownResult,
)
from desktop.ui.offers.stacking import StackingPresenter
from desktop.ui.tasks import Job, Tasks
from desktop.usecases.offer_drafts import Draft
from loyalty.errors import LoyaltyError
from loyalty.words import Lang, fold_digits

_READY = "ready"
_NEW = Base()
_Read = tuple[tuple[OfferRow, ...], tuple[Draft, ...], Surroundings, dict[str, LoyaltyError]]


class OffersPresenter:
    """Handlers are `on_<what a person did>`."""

    def __init__(self, view: OffersView, tasks: Tasks, desk: OffersDesk, *, lang: Callable[[], Lang]) -> None:
        self._view, self._tasks, self._desk, self._lang = view, tasks, desk, lang
        self._rows: tuple[OfferRow, ...] = ()
        self._drafts: dict[str, Draft] = {}
        self._refused: dict[str, LoyaltyError] = {}
        self._around: Surroundings | None = None
        self._state = self._text = self._choosing = ""
        self._result: ShownResult | None = None
        self._sure = False
        """Whether stopping the offer of the page was asked for once."""
        self._was_open = ""
        """The offer that was opened last: the list comes back to it."""
        self._reckoning = Job(ended=True)
        self.approval = ApprovalDesk(view, tasks, desk, lang=lang)
        self.editing = Editing(view, tasks, desk, self.approval, lang=lang, left=self._editor_left)
        self.codes = CodeMaking(view, tasks, desk, self.approval, lang, self._fail)
        self.stacking = StackingPresenter(
            view,
            tasks,
            desk,
            self.approval,
            lang=lang,
            done=lambda: self._editor_left(Notice("stacking")),
        )

    # -- the list -------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """The screen is shown: read the offers anew; a draft that is open stays open."""
        if self.editing.open:
            self.editing.show()
        else:
            self._view.show_page("list")
        self.refresh()

    def on_locked(self) -> None:
        """Nobody sits here, or another: what was to be published for who sat here is not; the draft stays."""
        self.editing.giving.cancel()
        if self._sure:
            self._unsure()
        self.approval.lock()

    def refresh(self) -> None:
        """Read the offers anew."""
        self._tasks.local(partial(self._read, self._lang()), self._take, self._fail)

    def on_language_changed(self) -> None:
        """Write everything anew; a dry run, whose words are the old language's, is put away."""
        self.refresh()
        self.editing.on_trial_cancelled()
        self.editing.show()
        self.stacking.show()
        if self._result is not None and not self.editing.open:
            self._ask_result(self._result.offer_id)

    def on_text_changed(self, text: str) -> None:
        """Only what holds these words is to be seen."""
        self._text = text
        self._show()

    def on_state_picked(self, state: str) -> None:
        """Only one state is to be seen, or all ('')."""
        self._state = state
        self._show()

    def _read(self, lang: Lang) -> _Read:
        drafts = self._desk.drafts()
        return self._desk.offers(lang), drafts, self._desk.surroundings(), self._desk.refusals(drafts)

    def _take(self, read: _Read) -> None:
        self._rows, drafts, self._around, self._refused = read
        self._drafts = {draft.offer_id: draft for draft in drafts}
        self._show(chosen=self._was_open)
        self._was_open = ""
        self._reckon()

    def _reckon(self) -> None:
        """Work out profits behind the list: sales of years may have to be read."""
        used = tuple(row.offer_id for row in self._rows if row.uses)
        self._reckoning.cancel()
        if used:
            self._reckoning = self._tasks.long(partial(self._desk.profits, used), self._reckoned, self._fail)

    def _reckoned(self, profits: dict[str, int]) -> None:
        self._rows = tuple(
            replace(row, profit=profits.get(row.offer_id), reckoned=True) for row in self._rows
        )
        self._show()

    def _all(self) -> list[OfferRow]:
        """Drafts first, the one written last at the top; a live offer that is being changed says so."""
        published = {row.offer_id for row in self._rows}
        fresh = [self._draft_row(draft) for key, draft in self._drafts.items() if key not in published]
        known = [replace(row, draft=row.offer_id in self._drafts) for row in self._rows]
        return [*fresh, *sorted(known, key=lambda row: STATES.index(row.state))]

    def _draft_row(self, draft: Draft) -> OfferRow:
        lang = self._lang()
        names = draft.document.get("name", {})
        name = names if isinstance(names, str) else names.get(lang) or next(iter(names.values()), "")
        told, unready = self._sentence_of(draft)
        return OfferRow(draft.offer_id, str(name), told, DRAFT, 0, draft=True, unready=unready)

    def _sentence_of(self, draft: Draft) -> tuple[str, bool]:
        """Return what a draft would do, or why it is not ready, and whether it is not."""
        from desktop.ui.offers.judging import judge, say_marked
        from desktop.ui.offers.unready import why_unready

        if self._around is None:
            return "", False
        lang, around = self._lang(), self._around
        why = why_unready(draft.document, self._refused.get(draft.offer_id), around, lang)
        offer = judge(draft.document, around.rules).offer
        return (say_marked(offer, lang, around.names).text, False) if offer and not why else (why, True)

    def _show(self, chosen: str = "") -> None:
        rows = self._all()
        counts = dict.fromkeys(STATES, 0)
        for row in rows:
            counts[row.state] += 1
            counts[DRAFT] += row.draft and row.state != DRAFT
        key = fold_digits(self._text).strip().lower()
        shown = [
            row
            for row in rows
            if (self._state in ("", row.state) or (row.draft and self._state == DRAFT))
            and (not key or key in f"{row.name} {row.sentence} {row.offer_id}".lower())
        ]
        acts = self._around.acts if self._around else frozenset()
        self._view.show_list(
            OfferList(
                tuple(shown),
                tuple(counts.items()),
                self._state,
                self._text.strip(),
                "publish_offer" in acts,
                "set_policy" in acts,
                chosen,
            )
        )

    # -- opening --------------------------------------------------------------------------------------------

    def on_new(self) -> None:
        """A new offer begins."""
        self._with_surroundings(lambda: new_document(self._desk.new_offer_id()))

    def on_new_for(self, segment: str) -> None:
        """A new offer begins whose audience is a segment or a class; a draft that was open stays kept."""
        if self.editing.open:
            self.editing.leave()
        audience = {"in_segment": segment}
        self._with_surroundings(lambda: {**new_document(self._desk.new_offer_id()), "audience": audience})

    def on_library_wanted(self) -> None:
        """Show the ready offers."""
        self._choosing = _READY
        self._tasks.local(partial(self._desk.library, self._lang()), self._show_library, self._fail)

    def _show_library(self, choices: tuple[Choice, ...]) -> None:
        self._view.show_choices("library", choices)

    def on_choice_picked(self, key: str) -> None:
        """A ready offer opens as a draft; a block goes into the form."""
        if self._choosing != _READY:
            self.editing.on_choice_picked(key)
            return
        self._choosing = ""
        self._view.show_choices("", ())
        self._with_surroundings(lambda: {**self._desk.ready_offer(key), "id": self._desk.new_offer_id()})

    def on_choices_left(self) -> None:
        """The panel was closed."""
        self._choosing = ""

    def on_picked(self, offer_id: str) -> None:
        """An offer was chosen: a draft opens in the editor, a published one shows what it did."""
        row = next((one for one in self._all() if one.offer_id == offer_id), None)
        if row is None:
            return
        if row.state == DRAFT:
            self.on_edit(offer_id)
        else:
            self._ask_result(offer_id)

    def _ask_result(self, offer_id: str) -> None:
        work = partial(self._desk.result, offer_id, self._lang())
        # What it returned is worked out over all members: not where a sale waits.
        self._tasks.long(lambda _: work(), self._show_result, self._fail)

    def _show_result(self, result: ShownResult) -> None:
        self._result, self._sure, self._was_open = result, False, result.offer_id
        self._view.show_page("result")
        self._view.show_result(replace(result, draft=result.offer_id in self._drafts))

    def on_edit(self, offer_id: str = "") -> None:
        """Open a draft, or begin the next version of a published offer."""
        offer_id = offer_id or (self._result.offer_id if self._result else "")
        draft = self._drafts.get(offer_id)
        if draft is not None:
            self._with_surroundings(lambda: draft.document, self._base_of(draft))
            return
        self._tasks.local(partial(self._desk.document, offer_id), self._begin_version, self._fail)

    def on_copy_wanted(self) -> None:
        """Begin another offer like the one of the page; it is named and published for itself."""
        if self._result is not None:
            work = partial(self._desk.document, self._result.offer_id)
            self._tasks.local(work, self._begin_copy, self._fail)

    def _begin_copy(self, found: tuple[dict[str, Any], int]) -> None:
        kept = {key: value for key, value in found[0].items() if key not in ("status", "name")}
        self._with_surroundings(lambda: {**kept, "id": self._desk.new_offer_id()})

    def on_codes_wanted(self) -> None:
        """Make codes of one use each for the offer of the page."""
        if self._result is not None:
            self.codes.begin(self._result)

    def _begin_version(self, found: tuple[dict[str, Any], int]) -> None:
        document, version = found
        stopped = document.get("status") == STOPPED
        self._with_surroundings(lambda: document, Base(version, version, stopped))

    def _base_of(self, draft: Draft) -> Base:
        """Return what a draft stands on, as the list was read."""
        row = next((one for one in self._rows if one.offer_id == draft.offer_id), None)
        return Base(draft.from_version, row.version, row.state == STOPPED) if row else _NEW

    def _with_surroundings(self, document: Callable[[], dict[str, Any]], base: Base = _NEW) -> None:
        def read() -> tuple[dict[str, Any], Surroundings]:
            return document(), self._desk.surroundings()

        def begin(found: tuple[dict[str, Any], Surroundings]) -> None:
            self._view.clear_problem()
            self._was_open = found[0]["id"]
            self.editing.begin(found[0], base, found[1])

        self._tasks.local(read, begin, self._fail)

    def on_undone(self) -> None:
        """Bring back what was taken out last: a row of the draft that is open, or a draft that was dropped."""
        if self.editing.open:
            self.editing.on_undone()
        elif draft := self.editing.dropped:
            self.editing.dropped = None
            self._view.clear_problem()
            self._tasks.local(partial(self._desk.keep, draft), lambda _: self.refresh(), self._fail)

    def on_stacking_wanted(self) -> None:
        """Show how offers share a basket."""
        self._view.clear_problem()
        self._view.show_page("stack")
        self.stacking.start()

    # -- leaving and stopping -------------------------------------------------------------------------------

    def on_left(self) -> None:
        """Esc, or back to the list; who was asked whether to stop an offer stays on its page, and it goes on."""
        if self._sure:
            self._unsure()
            return
        self._view.clear_problem()
        if self.editing.open:
            self.editing.leave()
        else:
            self._editor_left(None)

    def _editor_left(self, notice: Notice | None) -> None:
        self._result, self._sure = None, False
        self._view.show_publish(None)
        self._view.show_page("list")
        if notice is not None:
            self._view.show_notice(notice)
        self.refresh()

    def _unsure(self) -> None:
        self._sure = False
        self._view.show_stopping(None)

    def on_stop_wanted(self) -> None:
        """The offer of the page is to stop: once pressed it is asked whether it is meant, pressed again it stops."""
        if self._result is None:
            return
        if not self._sure:
            self._sure = True
            self._view.show_stopping(self._result)
            return
        self._unsure()
        self._stop()

    def _stop(self) -> None:
        """Stop the offer of the page, with an approval where it takes one."""
        if self._result is None:
            return
        name, offer_id = self._result.name, self._result.offer_id
        self.approval.run(
            partial(self._desk.stop, offer_id),
            lambda _: self._editor_left(Notice("stopped", name)),
            self._fail,
        )

    def _fail(self, error: LoyaltyError) -> None:
        self._view.show_problem(lambda: sentence(error, self._lang()))
