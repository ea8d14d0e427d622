"""One seeded world: who does what when, what the network loses, and which disaster strikes."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from loyalty.clock import DAY, HOUR
from loyalty.exchange.centre import EnrolledTill
from loyalty.exchange.judging import ChainHead
from loyalty.exchange.wire import Wish
from loyalty.facts import GENESIS
from loyalty.kinds import BUSINESS_SCOPE, branch_scope
from tests.simulation import checks, counter
from tests.simulation.centre import CENTRE_ID, Centre, State
from tests.simulation.chains import Key, speaking
from tests.simulation.checks import hold
from tests.simulation.counter import Trust
from tests.simulation.counts import Counts
from tests.simulation.offers import Offers
from tests.simulation.talk import Said, check_words, speak
from tests.simulation.till import File, Till

MEMBERS = ("m0", "m1", "m2", "m3")
SHAPES = ("plain", "trust", "restore", "clone", "death", "centre", "skew", "all")
"""What may go wrong beside the network; a seed's world has one of them."""
ROUNDS = 3
"""How many rounds all may need to be the same again."""


@dataclass(slots=True)
class World:
    """A business with a few tills in two branches."""

    seed: int
    steps: int = 80
    talks: bool = False
    """Whether people write words as well: a series of worlds of its own, so that the others stay what they are."""
    with_offers: bool = False
    """Whether members use offers too: a world without them is as it was before there were any."""
    with_counts: bool = False
    """Whether they use one that is capped for each of them, in what else may be the very same world."""
    with_moves: bool = False
    """Whether members come to be at home elsewhere."""
    with_joins: bool = False
    """Whether tills come: new ones, and such as were retired or forgotten come again."""
    rng: random.Random = field(init=False)
    shape: str = field(init=False)
    centre: Centre = field(init=False)
    tills: list[Till] = field(default_factory=list)
    now: int = 1_000 * DAY
    late: list[tuple[str, bytes]] = field(default_factory=list)
    away: set[str] = field(default_factory=set)
    copies: dict[str, File] = field(default_factory=dict)
    backup: State | None = None
    acked: set[str] = field(default_factory=set)
    lost: bool = False
    """Whether a disaster has taken facts that were acknowledged, until it is healed."""
    forged: set[str] = field(default_factory=set)
    wished: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    offers: Offers = field(init=False)
    counts: Counts = field(init=False)
    made: int = 0
    in_vain: int = 0
    """How often a message with a wish, or the answer to it, was lost."""
    rounds: int = 0
    overspent: int = 0
    said: dict[str, Said] = field(default_factory=dict)
    talk: random.Random = field(init=False)
    moves: random.Random = field(init=False)
    joins: random.Random = field(init=False)
    forgot: bool = False
    """Whether the centre, put back, has gone on without a till that it had forgotten altogether."""

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        self.talk = random.Random(f"talk {self.seed}")
        self.moves = random.Random(f"move {self.seed}")
        self.joins = random.Random(f"join {self.seed}")
        self.shape = SHAPES[self.seed % len(SHAPES)]
        self.offers = Offers(random.Random(self.seed))
        self.counts = Counts(random.Random(f"count {self.seed}"), keeps=self.seed % 3 == 0)
        names = [f"t{n}" for n in range(self.rng.randint(3, 4))]
        keys = {name: Key(name.encode()) for name in (*names, CENTRE_ID)}
        self.centre = Centre(keys, now=self.now, page=self.rng.choice((7, 20, 60)))
        self.centre.open()
        for place, name in enumerate(names):
            till = self._till(name, name, f"b{place % 2}")
            self.centre.state.tills[name] = EnrolledTill(name, till.branch_id, b"", place)
            till.open(ChainHead("", 0, GENESIS))
            self.tills.append(till)

    def _till(self, name: str, till_id: str, branch: str) -> Till:
        key, wished = self.centre.keys[till_id], self.wished
        return Till(
            name, till_id, branch, key, self._make_id, now=self.now, acked=self.acked.add, wished=wished
        )

    def _make_id(self) -> str:
        self.made += 1
        return f"f{self.made:05d}"

    @property
    def calm(self) -> bool:
        """Say whether nothing can go wrong here but the network."""
        return self.shape in ("plain", "skew")

    @property
    def faithful(self) -> bool:
        """Say whether the house may never have to pay: nobody lends, and nobody loses what it knew for good."""
        return self.shape in ("plain", "skew", "centre") and not self.forgot

    @property
    def trust(self) -> Trust:
        """Return what the owner lends."""
        return Trust(30, 50) if self.shape in ("trust", "all") else Trust()

    def may(self, disaster: str) -> bool:
        """Say whether a disaster may strike in this world."""
        return self.shape in (disaster, "all")

    # -- the run ------------------------------------------------------------------------------------------

    def run(self) -> World:
        """Let everything happen, then heal, and check all the way."""
        for _ in range(self.steps):
            self.step()
        self.heal()
        return self

    def step(self) -> None:
        """Let some time pass and one thing happen."""
        self.now += self.rng.randint(0, 6 * HOUR)
        since = len(self.centre.minted)
        self._tell_time()
        till = self.rng.choice([one for one in self.tills if not one.dead] or self.tills)
        if self.rng.random() < 0.18:
            self._strike(till)
        elif not till.dead:
            with speaking(till.version):
                self._serve(till)
                self._talk(till)
                if self.with_offers and self.rng.random() < 0.6:
                    self.offers.act(till, MEMBERS, lambda: self._online(till))
                if self.with_counts and self.counts.rng.random() < 0.8:
                    self.counts.act(till, lambda: self._online(till))
            if self.rng.random() < 0.35:
                self.exchange(till)
        self._move()
        self.check(since)
        if self.with_joins and self.joins.random() < 0.15:
            since = len(self.centre.minted)
            self._come()
            self.check(since)

    def _tell_time(self) -> None:
        self.centre.now = self.now
        for till in self.tills:
            till.now = self.now

    def check(self, since: int) -> None:
        """Check what must hold at every step."""
        self.forgot = self.forgot or (not self.centre.recovering and bool(self._forgotten()))
        for till in self.tills:
            checks.check_till(till, self.calm)
        checks.check_centre(self.centre, self.calm)
        checks.check_minted(self.centre, since, self.faithful)
        checks.check_wishes(self.centre, self.wished)
        remembers = self.shape in ("plain", "trust", "skew", "centre") and not self.forgot
        self.offers.check(remembers)
        self.counts.check(self.tills, remembers)
        hold(not self.forged & self.centre.state.chains.ids, "took what nobody signed")
        for till in self.tills:
            if self.shape in ("plain", "trust", "death", "skew"):
                hold(not till.alarms, till.name, till.alarms)
        if not self.lost and not self.centre.recovering:
            missing = self.acked - self.centre.state.chains.ids
            hold(not missing, "acknowledged and lost", sorted(missing))

    def _serve(self, till: Till) -> None:
        member, roll = self.rng.choice(MEMBERS), self.rng.random()
        if roll < 0.35:
            scope = branch_scope(till.branch_id) if self.rng.random() < 0.2 else BUSINESS_SCOPE
            lives = self.rng.choice((None, None, 3 * DAY, 9 * DAY))
            given = counter.grant(till, self.rng.randint(5, 60), scope, lives)
            counter.sell(till, member, 100, grants=[given])
        elif roll < 0.75:
            self._spend(till, member)
        elif roll < 0.83 and till.file.sales:
            counter.refund(till, self.rng.choice(sorted(till.file.sales)))
        elif roll < 0.87:
            counter.bring_in(till, member, int(member[1:]))
        elif roll < 0.92:
            counter.close_day(till)

    def _talk(self, till: Till) -> None:
        if self.talks and self.talk.random() < 0.6:
            if self.talk.random() < 0.3:
                till.skew = self.talk.choice((0, 365 * DAY, -365 * DAY, 2000 * DAY))
            fact_id, told = speak(till, self.talk, old=self.talk.random() < 0.1)
            self.said[fact_id] = told

    def _move(self) -> None:
        if self.with_moves and self.moves.random() < 0.2:
            self.centre.state.moved[self.moves.choice(MEMBERS)] = self.moves.choice(("b0", "b1"))

    def _forgotten(self) -> list[Till]:
        return [till for till in self.tills if till.till_id not in self.centre.state.tills]

    def _come(self) -> None:
        forgotten = self._forgotten()
        again = [
            till
            for till in self.tills
            if not till.dead and till.name not in self.away and (till.file.retired or till in forgotten)
        ]
        if again and self.joins.random() < 0.7:
            self._let_in(self.joins.choice(again))
        elif self.may("death") and self.joins.random() < 0.6:
            self._send_off(self.joins.choice(self.tills))
        elif self.may("centre") and self.joins.random() < 0.4:
            # One that came after the backup is forgotten, unless another till has read of it.
            self.joins.choice((self._back_up, self._centre_restore, self._centre_restore))(self.tills[0])
        elif len(self.tills) < 6:
            name = f"n{len(self.tills)}"
            self.centre.keys[name] = Key(name.encode())
            till = self._till(name, name, self.joins.choice(("b0", "b1")))
            till.open(ChainHead("", 0, GENESIS))
            self.tills.append(till)
            self._let_in(till)

    def _send_off(self, till: Till) -> None:
        # An owner retires a till that is well, and thinks better of it later.
        if self.centre.view.works(till.till_id):
            with speaking(self.centre.version):
                self.centre.retire(till.till_id)

    def _let_in(self, till: Till) -> None:
        with speaking(self.centre.version):
            self.centre.let_in(till.till_id, till.branch_id)

    def _spend(self, till: Till, member: str) -> None:
        before = till.file.lent.get(member, 0)
        amount = self.rng.randint(5, 70)
        lent = counter.spend(till, member, amount, self.trust, lambda: self._online(till))
        told = sum(part.amount for part in lent)
        after = till.file.lent.get(member, 0)
        hold(told == 0 or after >= told, "lent and not counted", before, after)
        hold(told <= self.trust.limit and after <= self.trust.limit, "lent beyond the limit", member, after)
        hold(sum(till.file.lent.values()) <= self.trust.pool, "lent beyond the pool", till.file.lent)
        covered = till.file.accounts.covered
        open_ = [
            lot
            for lot, house in covered.items()
            if house and till.file.accounts.lots[lot].member_id == member
        ]
        hold(not told or not open_, "lent while an overspend is open", member, open_)

    def _online(self, till: Till) -> None:
        for _ in range(self.rng.randint(1, 2)):
            if self.rng.random() < 0.7:
                self.exchange(till)

    # -- the network --------------------------------------------------------------------------------------

    def exchange(self, till: Till, good: bool = False) -> bool:
        """Let a till talk to the centre for some pages; say whether it is through."""
        for _ in range(60 if good else self.rng.randint(1, 4)):
            reply = self._send(till, good)
            if reply is None:
                self.in_vain += bool(till.file.wishes)
                return False
            with speaking(till.version):
                told = till.hear(reply)
            through = told.caught_up and told.verdict == "ok" and till.file.pos == told.last_pos
            if through and till.file.acked == len(till.file.log) and not till.file.lend:
                return True
        return False

    def _send(self, till: Till, good: bool) -> bytes | None:
        with speaking(till.version):
            message = till.ask(self.centre.page)
        if not good:
            if till.name in self.away or self.rng.random() < 0.1:
                return None
            if self.late and self.rng.random() < 0.5:
                self._deliver(*self.late.pop(self.rng.randrange(len(self.late))))
            if self.rng.random() < 0.1:
                self.late.append((till.till_id, message))
                if self.rng.random() < 0.5:
                    return None
        reply = self._deliver(till.till_id, message)
        return None if not good and self.rng.random() < 0.1 else reply

    def _deliver(self, till_id: str, message: bytes) -> bytes | None:
        if self.talks:
            # No two messages come in the same millisecond: bounds of one instant have no order between them.
            self.now += 1
            self._tell_time()
        with speaking(self.centre.version):
            return self.centre.exchange(till_id, message)

    # -- disasters ----------------------------------------------------------------------------------------

    def _strike(self, till: Till) -> None:
        strikes: list[Callable[[Till], None]] = [
            self._part,
            self._meet,
            self._crash,
            self._nudge,
            self._expire,
            self._forge,
            self._wish_wildly,
        ]
        named = {
            "restore": [self._copy, self._copy, self._restore],
            "clone": [self._clone],
            "death": [self._die, self._retire, self._return],
            "centre": [self._back_up, self._back_up, self._centre_restore],
            "skew": [self._newer, self._update, self._spoil],
        }
        for disaster, more in named.items():
            if self.may(disaster):
                strikes += more
        self.rng.choice(strikes)(till)

    def _part(self, till: Till) -> None:
        self.away.add(till.name)

    def _meet(self, till: Till) -> None:
        self.away.clear()

    def _crash(self, till: Till) -> None:
        # It is killed when the centre has answered, before the answer is kept; what stood in memory is gone.
        if not till.dead and till.name not in self.away:
            self._send(till, good=True)
            till.busy = frozenset()
            till.file.wishes.clear()

    def _wish_wildly(self, till: Till) -> None:
        # A till asks for lots that it may not have.
        lots = sorted(till.file.accounts.lots)
        if lots and not till.dead:
            wanted = tuple(
                (lot, self.rng.randint(-5, 90)) for lot in self.rng.sample(lots, min(6, len(lots)))
            )
            claim = self._make_id()
            till.file.wishes[claim] = Wish(claim, wanted)
            self.wished[claim] = tuple((lot, max(0, amount)) for lot, amount in wanted)

    def _nudge(self, till: Till) -> None:
        till.skew = self.rng.choice((0, 0, -400 * DAY, 2 * DAY, 2000 * DAY)) if self.rng.random() < 0.5 else 0

    def _expire(self, till: Till) -> None:
        with speaking(self.centre.version):
            self.centre.expire()

    def _copy(self, till: Till) -> None:
        if not till.dead:
            self.copies[till.name] = till.file.copy()

    def _restore(self, till: Till) -> None:
        old = self.copies.get(till.name)
        if old is None or till.dead:
            return
        till.file, self.lost = old.copy(), True
        if self.rng.random() < 0.5:
            with speaking(till.version):
                till.open(till.file.head, "restored")
            till.file.own, till.file.behind, till.file.pos = True, True, 0

    def _clone(self, till: Till) -> None:
        if till.dead or sum(one.till_id == till.till_id for one in self.tills) > 1 or len(self.tills) > 5:
            return
        twin = self._till(f"{till.name}x", till.till_id, till.branch_id)
        twin.file, twin.version = till.file.copy(), till.version
        self.tills.append(twin)

    def _die(self, till: Till) -> None:
        till.dead = sum(not one.dead for one in self.tills) > 2

    def _retire(self, till: Till) -> None:
        for dead in [one for one in self.tills if one.dead]:
            self._send_off(dead)

    def _return(self, till: Till) -> None:
        for dead in [one for one in self.tills if one.dead][:1]:
            dead.dead = False

    def _back_up(self, till: Till) -> None:
        self.backup = self.centre.state.copy()

    def _centre_restore(self, till: Till) -> None:
        if self.backup is not None:
            with speaking(self.centre.version):
                self.centre.put_back(self.backup)
            self.lost = True

    def _forge(self, till: Till) -> None:
        # Somebody with another till's key goes on with this till's chain, in its name or in their own.
        other = next((one for one in self.tills if one.till_id != till.till_id), till)
        robber = self._till(
            till.name, other.till_id if self.rng.random() < 0.5 else till.till_id, till.branch_id
        )
        robber.file, robber.version, robber.key = till.file.copy(), till.version, other.key
        robber.acked, robber.batch = set().add, 500
        with speaking(robber.version):
            forged = counter.sell(robber, "m0", 100, grants=[counter.grant(robber, 50)])
            message = robber.ask(self.centre.page)
        self.forged.add(forged)
        self._deliver(robber.till_id, message)

    def _spoil(self, till: Till) -> None:
        if not till.dead:
            with speaking(till.version):
                counter.spoil(till, self.rng.randint(0, 6))

    def _newer(self, till: Till) -> None:
        till.version = 2

    def _update(self, till: Till) -> None:
        if self.centre.version == 1 and self.rng.random() < 0.5:
            with speaking(2):
                self.centre.update(2)

    # -- healing ------------------------------------------------------------------------------------------

    def heal(self) -> None:
        """Mend everything, and see all nodes come to be the same."""
        since = len(self.centre.minted)
        self.away.clear()
        with speaking(2):
            self.centre.update(2)
            for till in self.tills:
                till.update(2)
        self._bury()
        known = self._known()
        for self.rounds in range(1, 10):
            quiet = self._round()
            if self.rounds == ROUNDS:
                # Where a twin was put back and the centre too, a reader may be the last to know a fact of the chain that
                # lost; it lets go of it when it begins anew.
                known = known & self._known() if self.shape == "all" else known
                for till in self._alive():
                    hold(known <= till.file.chains.ids, "not told within three rounds", till.name)
            if quiet and self.rounds >= ROUNDS:
                break
        self.check(since)
        with speaking(2):
            checks.check_house(self.centre)
        self.overspent = sum(part.amount for body in self.centre.overspends() for part in body.lots)
        self._check_end()

    def _alive(self) -> list[Till]:
        return [till for till in self.tills if not till.dead]

    def _known(self) -> set[str]:
        # The beginning of an epoch that a twin withdraws, because it parts again further back, is gone for good.
        told = [self.centre.state.chains.facts, *(till.file.chains.facts for till in self._alive())]
        return {one.fact.fact_id for facts in told for one in facts if one.fact.kind != "epoch.opened"}

    def _bury(self) -> None:
        # Half of the dead stay so; who lives in two machines is retired by the owner.
        twins = [one.till_id for one in self.tills if one.name != one.till_id]
        for till in self.tills:
            till.dead = till.dead and self.rng.random() < 0.5
            till.file.wishes.clear()
        for till_id in {one.till_id for one in self.tills if one.dead} | set(twins):
            if self.centre.view.works(till_id):
                self.centre.retire(till_id)

    def _round(self) -> bool:
        before = len(self.centre.state.chains.facts)
        for till in self._alive():
            self.exchange(till, good=True)
        # Whom nobody has told of joins again; who is dead is retired, though others told that it had come back.
        for till in [one for one in self._forgotten() if not one.dead]:
            self._let_in(till)
        if self.with_joins:
            self._retire(self.tills[0])
        return len(self.centre.state.chains.facts) == before

    def _check_end(self) -> None:
        alive = self._alive()
        checks.same_everywhere(self.centre, alive)
        checks.all_at_home(self.centre)
        self.offers.check_end(self.centre)
        state = self.centre.state
        causal = self.shape in ("plain", "trust", "death", "skew")
        check_words(state.accounts.words, self.said, state.heard, causal)
        hold(not self.centre.waiting, "the centre waits for ever")
        held = {linked.fact.fact_id for till in alive for linked in till.file.chains.facts}
        hold(held <= self.centre.state.chains.ids, "held at a till and lost at the centre")
        if self.shape not in ("all", "restore", "centre", "clone"):
            hold(self.acked <= self.centre.state.chains.ids, "acknowledged and lost")
        accounts = self.centre.state.accounts.book.accounts
        for till in [one for one in self.centre.state.tills.values() if one.retired]:
            hold(all(held.get(till.till_id, 0) <= 0 for held in accounts.values()), "stranded", till.till_id)
        ids = [linked.fact.fact_id for linked in self.centre.state.chains.facts]
        # A till that was put back twice may tell a fact again in another epoch: that one is kept, and never folded.
        twice = self.shape in ("all", "restore", "clone")
        hold(twice or len(ids) == len(set(ids)), "an id stands twice")


def run(
    seed: int,
    steps: int = 80,
    *,
    talks: bool = False,
    offers: bool = False,
    counts: bool = False,
    moves: bool = False,
    joins: bool = False,
) -> World:
    """Run a world to its end."""
    return World(seed, steps, talks, offers, counts, moves, joins).run()
