"""Bugs that systems like this really have, each as a patch of the core: what the checks of the world must catch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from loyalty.errors import LoyaltyError
from loyalty.exchange import centre, judging, lending, reading, till, wire
from loyalty.exchange.centre import Turn
from loyalty.exchange.judging import ChainHead, Judged
from loyalty.exchange.wire import Recall, Wish
from loyalty.kinds import LotAmount, OverspendRecognised, RightsGranted, RightsReturned, TillRetired
from loyalty.last_words import Document, Word, Words
from loyalty.stamps import Stamp
from tests.simulation import accounts, talk

Patch = pytest.MonkeyPatch


# -- chains -----------------------------------------------------------------------------------------------


def no_dedup(patch: Patch) -> None:
    """A run that was sent before is kept again."""
    judge = judging._judge_later

    def again(view: Any, known: Any, run: Any, linked: Any) -> Judged:
        judged = judge(view, known, run, linked)
        return replace(judged, fresh=tuple(linked)) if judged.verdict == "ok" else judged

    patch.setattr(judging, "_judge_later", again)


def no_chain_check(patch: Patch) -> None:
    """A run is kept whatever it stands after."""

    def blind(view: Any, known: ChainHead, run: Any, linked: Any) -> Judged:
        fresh = tuple(one for one in linked if one.fact.seq > known.seq)
        return Judged("ok", judging._head(linked), fresh)

    patch.setattr(judging, "_judge_later", blind)


def fork_unnoticed(patch: Patch) -> None:
    """Another fact at a known place is taken for the known one."""
    judge = judging._judge_later

    def trusting(view: Any, known: ChainHead, run: Any, linked: Any) -> Judged:
        judged = judge(view, known, run, linked)
        return Judged("ok", judging._head(linked)) if judged.verdict == "fork" else judged

    patch.setattr(judging, "_judge_later", trusting)


def forgotten_epoch(patch: Patch) -> None:
    """A new epoch is believed whatever it follows."""
    patch.setattr(judging, "_doubt", lambda view, epochs, parent: "")


def doubt_too_late(patch: Patch) -> None:
    """What a run tells of its till's past takes hold in the next exchange only."""
    keep = centre.keep
    patch.setattr(centre, "keep", lambda turn, judged: keep(turn, replace(judged, doubt="")))


def unsigned_accepted(patch: Patch) -> None:
    """Nobody looks at the signature."""

    class Anybody:
        def verify(self, message: bytes, signature: bytes) -> bool:
            return True

    judge = judging.judge_run
    blind = lambda view, till_id, run, key, signature: judge(view, till_id, run, Anybody(), signature)  # noqa: E731
    patch.setattr("tests.simulation.centre.judge_run", blind)


def chain_of_another(patch: Patch) -> None:
    """Whoever knows where a chain stands may go on with it."""
    judge = judging.judge_run

    class Everybodys:
        def __init__(self, view: Any) -> None:
            self.view = view

        def __getattr__(self, name: str) -> Any:
            return getattr(self.view, name)

        def epochs(self, till_id: str) -> list[str]:
            return list(self.view.state.chains.hashes)

    blind = lambda view, till_id, run, key, sig: judge(Everybodys(view), till_id, run, key, sig)  # noqa: E731
    patch.setattr("tests.simulation.centre.judge_run", blind)


def ack_of_all_known(patch: Patch) -> None:
    """A repeated run is answered with the end of the chain, which may be a twin's."""
    judge = judging._judge_later

    def proud(view: Any, known: ChainHead, run: Any, linked: Any) -> Judged:
        judged = judge(view, known, run, linked)
        return replace(judged, head=known) if judged.verdict == "fork" or not judged.fresh else judged

    patch.setattr(judging, "_judge_later", proud)


def silent_twin_unseen(patch: Patch) -> None:
    """A till that sends nothing is not told that its chain is a twin's."""
    judge = judging.judge_run

    def deaf(view: Any, till_id: str, run: judging.Run, key: Any, signature: bytes) -> Judged:
        judged = judge(view, till_id, run, key, signature)
        if run.raws or judged.verdict != "fork":
            return judged
        return replace(judged, verdict="ok", head=run.after)

    patch.setattr("tests.simulation.centre.judge_run", deaf)


def ack_before_the_end(patch: Patch) -> None:
    """The last fact of a run is acknowledged and not kept."""
    judge = judging._judge_later

    def hasty(view: Any, known: ChainHead, run: Any, linked: Any) -> Judged:
        judged = judge(view, known, run, linked)
        return replace(judged, fresh=judged.fresh[:-1])

    patch.setattr(judging, "_judge_later", hasty)


def number_only_ack(patch: Patch) -> None:
    """The centre says how far it is, and the till believes the number, whatever stands there."""

    def blind(chains: Any, reply: wire.Reply) -> ChainHead:
        return ChainHead(reply.epoch, reply.seq, bytes.fromhex(reply.hash))

    patch.setattr(till, "acknowledged", blind)
    ack_of_all_known(patch)


# -- the feed ---------------------------------------------------------------------------------------------


def page_applied_half(patch: Patch) -> None:
    """Half of a page is kept, and its end taken as the place to read on from."""
    read = till.read_page

    def half(view: Any, raws: Sequence[bytes]) -> till.Page:
        page = read(view, raws)
        return replace(page, fresh=page.fresh[: (len(page.fresh) + 1) // 2])

    patch.setattr(till, "read_page", half)


def cursor_gap(patch: Patch) -> None:
    """A page says it leads one fact further than it does, as a number taken before its commit would."""
    write = wire.write_message

    def gap(header: Any, lines: wire.Lines) -> bytes:
        if isinstance(header, wire.Reply) and len(lines.facts) > 2:
            lines = replace(lines, facts=lines.facts[:-1])
        return write(header, lines)

    patch.setattr(wire, "write_message", gap)


def generation_ignored(patch: Patch) -> None:
    """A till does not see that the centre was put back."""
    read = wire.read_reply

    def same(message: bytes) -> tuple[wire.Reply, wire.Lines]:
        reply, lines = read(message)
        return replace(reply, generation="1"), lines

    patch.setattr(wire, "read_reply", same)


def own_past_not_fetched(patch: Patch) -> None:
    """A till that was put back is not given its own facts."""
    read = wire.read_request

    def others_alone(message: bytes) -> tuple[wire.Request, wire.Lines]:
        request, lines = read(message)
        return replace(request, own=False), lines

    patch.setattr(wire, "read_request", others_alone)


def nothing_lent(patch: Patch) -> None:
    """A centre that was put back does not listen to what others lend it."""
    patch.setattr(lending, "judge_lent", lambda *_: None)


def poison_blocks(patch: Patch) -> None:
    """A fact that cannot be read stops the exchange."""
    read = reading.read_told

    def strict(fact: Any, raw: bytes, by_centre: bool) -> reading.Told:
        told = read(fact, raw, by_centre)
        if told.kind == "poison":
            raise LoyaltyError("fact_unreadable")
        return told

    _patch_reading(patch, strict)


def _patch_reading(patch: Patch, read: Callable[..., reading.Told]) -> None:
    patch.setattr(centre, "read_told", read)
    patch.setattr(accounts, "read_told", read)


def deferred_dropped(patch: Patch) -> None:
    """What a newer version wrote is never folded."""
    patch.setattr(centre, "keep_again", lambda turn, deferred: None)


def deferred_taken_as_missing(patch: Patch) -> None:
    """The centre settles accounts though facts it cannot read yet explain them."""
    patch.setattr(centre, "settle", _settle_at_once)


def _settle_at_once(turn: Turn, settle: Callable[[Turn], None] = centre.settle) -> None:
    waiting, turn.waiting = turn.waiting, False
    settle(turn)
    turn.waiting = waiting


def given_while_waiting(patch: Patch) -> None:
    """A centre that was put back gives what it may have given before."""
    _why = centre._why_not

    def hasty(turn: Turn) -> str:
        return "" if _why(turn) == "centre_waits" else _why(turn)

    patch.setattr(centre, "_why_not", hasty)


def cause_fixed_while_waiting(patch: Patch) -> None:
    """What seems to have no cause while the centre waits stays so, though what explains it comes."""
    patch.setattr(centre, "_owe", _owe_at_once)


def _owe_at_once(turn: Turn, one: Any, account: tuple[str, str], moves: Any) -> None:
    debt = centre.Debt(centre._cause(turn, one.body, account[0], 10**9), one.linked.fact.fact_id)
    turn.debts.setdefault(account, debt)


# -- rights -----------------------------------------------------------------------------------------------


def forged_grant_believed(patch: Patch) -> None:
    """What only the centre may say is believed of any till."""
    read = reading.read_told
    _patch_reading(patch, lambda fact, raw, by_centre: read(fact, raw, True))


def negative_return(patch: Patch) -> None:
    """A till that gives back less than nothing is given."""
    patch.setattr(reading, "check_body", lambda *_: None)


def over_grant(patch: Patch) -> None:
    """A wish is granted whatever the centre holds."""

    def generous(turn: Turn, claim_id: str, wanted: Mapping[str, int]) -> dict[str, int]:
        lots = tuple(LotAmount(lot, amount) for lot, amount in sorted(wanted.items()) if amount > 0)
        if lots:
            turn.mint("rights.granted", RightsGranted(turn.till.till_id, lots, "claim", claim_id))
        return {part.lot_id: part.amount for part in lots}

    patch.setattr(centre, "_give", generous)


def granted_twice(patch: Patch) -> None:
    """A wish that is asked again is granted again."""
    ask = centre.answer

    def forgetful(turn: Turn, wish: Wish) -> wire.Granted:
        class Forgetful:
            def __getattr__(self, name: str) -> Any:
                return getattr(view, name)

            def granted(self, claim_id: str) -> tuple[()]:
                return ()

        view, turn.view = turn.view, Forgetful()  # type: ignore[assignment]
        told = ask(turn, wish)
        turn.view = view
        return told

    patch.setattr(centre, "answer", forgetful)


def expired_granted(patch: Patch) -> None:
    """A lot is given after its time."""
    patch.setattr(centre, "is_expired", lambda lot, at: False)


def branch_lot_granted(patch: Patch) -> None:
    """A lot of one branch is given to another."""
    patch.setattr(centre, "scope_allows", lambda *_: True)


def granted_to_the_retired(patch: Patch) -> None:
    """A till that was retired is given rights."""
    patch.setattr(centre, "_why_not", lambda turn: "")


def home_to_two_hubs(patch: Patch) -> None:
    """Whoever comes first is sent what belongs to the hub."""
    send = centre.send_home

    def anybody(turn: Turn) -> None:
        class Anybody:
            def __getattr__(self, name: str) -> Any:
                return getattr(view, name)

            def hub(self, branch_id: str) -> str:
                return turn.till.till_id

        view, turn.view = turn.view, Anybody()  # type: ignore[assignment]
        send(turn)
        turn.view = view

    patch.setattr(centre, "send_home", anybody)


def nothing_asked_home(patch: Patch) -> None:
    """What belongs elsewhere stays where it was earned or claimed."""
    _blind_at_home(patch, "away")


def rest_kept_by_the_centre(patch: Patch) -> None:
    """What came back to the centre is never sent home."""
    _blind_at_home(patch, "at_home")


def _blind_at_home(patch: Patch, question: str) -> None:
    send = centre.send_home

    class Blind:
        def __init__(self, view: Any) -> None:
            self.view = view

        def __getattr__(self, name: str) -> Any:
            return (lambda *_: ()) if name == question else getattr(self.view, name)

    def blind(turn: Turn) -> None:
        view, turn.view = turn.view, Blind(turn.view)  # type: ignore[assignment]
        send(turn)
        turn.view = view

    patch.setattr(centre, "send_home", blind)


def home_is_not_given_back(patch: Patch) -> None:
    """A till gives only what somebody waits for, not what is merely at home elsewhere."""
    give = till.give_back
    patch.setattr(
        till,
        "give_back",
        lambda recalls, held, busy: give([r for r in recalls if r.why != "home"], held, busy),
    )


def recall_is_taking(patch: Patch) -> None:
    """What is asked of a till is taken from it at once."""

    def take(turn: Turn, lot_id: str, amount: int, but: str, why: str) -> tuple[str, ...]:
        for holder, left in turn.book.above_zero(lot_id, but):
            part = min(amount, left)
            if part > 0:
                turn.mint("till.retired", TillRetired(holder, (LotAmount(lot_id, part),), why))
                amount -= part
        return ()

    patch.setattr(centre, "_recall", take)


def reclaim_by_timer(patch: Patch) -> None:
    """What lies at a till for too long is the centre's again."""
    expire = centre.expire

    def reclaim(turn: Turn, lot_ids: Iterable[str]) -> None:
        expire(turn, lot_ids)
        turn.load(lot_ids)
        for lot_id in sorted(turn.book.accounts):
            for holder, left in turn.book.above_zero(lot_id):
                turn.mint("till.retired", TillRetired(holder, (LotAmount(lot_id, left),), "timer"))

    patch.setattr(centre, "expire", reclaim)


def cover_posted_twice(patch: Patch) -> None:
    """The house pays for the same overspend twice."""
    cover = centre._put_on_house

    def twice(turn: Turn, lot_id: str) -> None:
        before = len(turn.minted)
        cover(turn, lot_id)
        for kind, body in turn.minted[before:]:
            if isinstance(body, OverspendRecognised):
                turn.mint(kind, body)

    patch.setattr(centre, "_put_on_house", twice)


def overspend_forgotten(patch: Patch) -> None:
    """Nobody pays for what was spent twice."""
    patch.setattr(centre, "_put_on_house", lambda turn, lot_id: None)


def late_fact_lost(patch: Patch) -> None:
    """What a retired till tells late is acknowledged and dropped."""
    keep = centre.keep

    def deaf(turn: Turn, judged: Judged) -> None:
        keep(turn, replace(judged, fresh=()) if turn.till.retired else judged)

    patch.setattr(centre, "keep", deaf)


def late_grant_stranded(patch: Patch) -> None:
    """What a late fact grants stays with the till that is gone."""
    patch.setattr(centre, "_take_over", lambda turn: None)


def opening_counted_twice(patch: Patch) -> None:
    """An opening that two tills told is held twice."""
    account = centre._account
    patch.setattr(centre, "_account", lambda turn, one, moves, opened: account(turn, one, moves, set()))


def opening_held_by_its_teller(patch: Patch) -> None:
    """What an opening brings is its teller's, so that two tellers may both spend it."""
    right_moves = accounts.right_moves

    def tellers(till_id: str, body: Any, told: Any) -> Any:
        moves = right_moves(till_id, body, told)
        mine = {move.lot_id for move in told.moves if move.kind == "opening"}
        return tuple(move._replace(holder=till_id) if move.lot_id in mine else move for move in moves)

    patch.setattr(centre, "right_moves", tellers)
    patch.setattr(accounts, "right_moves", tellers)


def gives_what_it_has_not(patch: Patch) -> None:
    """A till gives back what was asked, not what it holds."""

    def obedient(recalls: Iterable[Recall], held: Mapping[str, int], busy: frozenset[str]) -> Any:
        return tuple(RightsReturned((LotAmount(one.lot_id, one.amount + 1),), "recalled") for one in recalls)

    patch.setattr(till, "give_back", obedient)


def trust_unbounded(patch: Patch) -> None:
    """A till lends as much as is held elsewhere, whatever the owner set."""
    patch.setattr(till, "backed_trust", lambda limit, elsewhere, lent, pool, over: elsewhere if limit else 0)


def trust_despite_overspend(patch: Patch) -> None:
    """A till lends though an overspend of the member is open."""
    lend = till.backed_trust
    patch.setattr(
        till, "backed_trust", lambda limit, there, lent, pool, over: lend(limit, there, lent, pool, False)
    )


def trust_counted_from_new(patch: Patch) -> None:
    """Every sale has the owner's limit to itself."""
    lend = till.backed_trust
    patch.setattr(
        till, "backed_trust", lambda limit, there, lent, pool, over: lend(limit, there, 0, pool, over)
    )


def expired_in_the_hands_of_others(patch: Patch) -> None:
    """The centre posts as expired what tills hold."""

    def greedy(turn: Turn, lot_ids: Iterable[str]) -> None:
        known = turn.view.lots(lot_ids)
        over = sorted(name for name, lot in known.items() if centre.is_expired(lot, turn.at))
        turn.load(over)
        lots = tuple(LotAmount(name, left) for name in over if (left := turn.book.total(name)) > 0)
        if lots:
            turn.mint("lot.expired", centre.LotExpired(lots))

    patch.setattr(centre, "expire", greedy)


# -- words ------------------------------------------------------------------------------------------------


def future_unbounded(patch: Patch) -> None:
    """A stamp is believed however far it lies ahead of the day it was heard."""
    patch.setattr(centre, "bound_ahead", lambda told, heard_at: None)


def stamped_by_time_alone(patch: Patch) -> None:
    """A word takes the time of its writer's clock, whatever it takes the place of."""
    patch.setattr(talk, "follow", lambda at, before: Stamp(at))


def last_heard_stands(patch: Patch) -> None:
    """Whatever came last is taken for the last word."""

    def heard(self: Words, document: Document) -> Word | None:
        return list(self.told.get(document, {}).values() or [None])[-1]

    patch.setattr(Words, "last", heard)


def bound_too_late(patch: Patch) -> None:
    """A bound is held against what is heard after it, not against what stands."""

    def by_its_stamp(self: Words, word: Word) -> Word:
        return word

    patch.setattr(Words, "_standing", by_its_stamp)


TALKING = (future_unbounded, stamped_by_time_alone, last_heard_stands, bound_too_late)
"""What only a world shows in which people write words."""

BUGS: tuple[Callable[[Patch], None], ...] = tuple(
    bug for name, bug in list(globals().items()) if callable(bug) and getattr(bug, "__module__", "") == __name__
    and not name.startswith("_")
)  # fmt: skip
