"""Counts what till and centre hold, and says what follows where both count differently."""

from __future__ import annotations

from dataclasses import replace

from desktop.models.exchanges import Centre, Chains, Trouble, add_to_tally
from desktop.usecases.till import Till
from loyalty.exchange.till import Page
from loyalty.exchange.wire import Reply

REFUSED = ("unsigned", "unreadable")
"""Verdicts no honest till is given: its file or its key is not what the centre knows."""
MOST_REREADS = 2
"""How often the feed is read anew because both ends count differently, before somebody has to be told."""


def own_too(centre: Centre) -> Centre:
    """Return where all is read again, this till's own past too: what is known is passed over."""
    return replace(centre, own=True, pos=0, keys_pos=0, seen={}, tally=None)


def counted(before: Centre, centre: Centre, chains: Chains, page: Page, reply: Reply) -> Centre:
    """Keep the count of what both hold; where the ends count differently, read the feed anew from its beginning."""
    tally = centre.tally
    if tally is not None:
        others = [one.hash for one in page.fresh if one.fact.till_id != chains.till_id]
        tally = add_to_tally(tally, others)
        for epoch, (seq, _) in centre.acked.items():
            after = before.acked.get(epoch, (0, ""))[0]
            tally = add_to_tally(tally, chains.tally_between(epoch, after, seq))
    if not reply.caught_up or reply.tally is None or reply.verdict not in ("ok", "stale"):
        return replace(centre, tally=tally)
    counted = tally if tally == reply.tally else chains.tally()
    if counted == reply.tally:
        return replace(centre, tally=counted, rereads=0, own=centre.doubt == "fork")
    if centre.lend:
        # The centre was put back and has to be given what it once had, before both can count alike.
        return replace(centre, tally=None)
    if centre.rereads < MOST_REREADS:
        return replace(own_too(centre), rereads=centre.rereads + 1)
    return replace(centre, tally=None)


def trouble_after(centre: Centre, till: Till, reply: Reply) -> Trouble | None:
    """Return what somebody has to look at after an exchange that went well by itself."""
    code = "till_retired" if centre.retired else "tally_differs" if centre.rereads >= MOST_REREADS else ""
    if reply.verdict in REFUSED and not centre.retired:
        code = "run_refused"
    if not code:
        return None
    known = centre.trouble
    return known if known and known.code == code else Trouble(code, till.store.now().at)
