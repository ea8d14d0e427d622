"""A ledger of single coins: slow, naive, and written without looking at the product's arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, field

from loyalty.clock import DAY
from loyalty.kinds import CREDIT, SaleRecorded, SoldLine


@dataclass
class Coins:
    """A lot: how many coins lie in it, how many were swept out of it, and what its coins may do."""

    left: int
    ends: float
    vests: int
    born: int
    here: bool
    origin: str | None = None
    swept: int = 0


@dataclass
class Slip:
    """A sale: each line as a queue of pieces, the spent coins as a stack, and what was let go as expired."""

    pieces: list[list[tuple[int, int, list[int]]]]
    spent: list[str]
    own: list[str]
    settled: int
    waived: int = 0


def pieces_of(sold: SoldLine, gifts: list[int]) -> list[tuple[int, int, list[int]]]:
    """Return (money, credit, gift of each grant) of every piece: coin k of n belongs to the piece it completes."""
    count = 1 if sold.divisible else sold.quantity // 1_000
    by_credit = [
        sold.credit_paid * (coin + 1) // sold.net > sold.credit_paid * coin // sold.net
        for coin in range(sold.net)
    ]
    pieces, start = [], 0
    for piece in range(count):
        end = sold.net * (piece + 1) // count
        credit = sum(by_credit[start:end])
        share = [gift * (piece + 1) // count - gift * piece // count for gift in gifts]
        pieces.append((end - start - credit, credit, share))
        start = end
    return pieces


@dataclass
class Reference:
    """Credit of one member, coin by coin."""

    withhold: bool
    grace_days: int
    lots: dict[str, Coins] = field(default_factory=dict)
    slips: dict[str, Slip] = field(default_factory=dict)
    owed: int = 0
    money: int = 0

    def next_coin(self, now: int, among: list[str], *, live: bool) -> str | None:
        """Return the lot the next coin comes from: nearest end, then earliest vesting, birth and name."""
        fit = [
            (lot.ends, lot.vests, lot.born, name)
            for name in among
            if (lot := self.lots[name]).left and (not live or (lot.here and lot.vests <= now < lot.ends))
        ]
        return min(fit)[3] if fit else None

    def sell(self, name: str, sale: SaleRecorded, now: int) -> None:
        spent: list[str] = []
        for _ in range(sum(sold.credit_paid for sold in sale.lines)):
            lot = self.next_coin(now, list(self.lots), live=True)
            assert lot is not None
            self.lots[lot].left -= 1
            spent.append(lot)
        grants = {place: grant for place, grant in enumerate(sale.grants) if grant.unit == CREDIT}
        debt = self.owed
        for place, grant in grants.items():
            paid = min(self.owed, grant.amount)
            self.owed -= paid
            ends = float("inf") if grant.expires_at is None else grant.expires_at
            self.lots[f"{name}.{place}"] = Coins(grant.amount - paid, ends, grant.vests_at, now, True)
        gifts = [[grant.by_line[n] for grant in grants.values()] for n in range(len(sale.lines))]
        pieces = [pieces_of(sold, gift) for sold, gift in zip(sale.lines, gifts, strict=True)]
        self.slips[name] = Slip(pieces, spent, [f"{name}.{place}" for place in grants], debt - self.owed)
        self.money += sale.net - len(spent)

    def refund(self, name: str, counts: list[int], fact: str, now: int) -> None:
        slip = self.slips[name]
        out = [queue.pop(0) for queue, count in zip(slip.pieces, counts, strict=True) for _ in range(count)]
        money = sum(piece[0] for piece in out)
        for _ in range(sum(piece[1] for piece in out)):
            self.give_back(slip.spent.pop(), fact, now)
        claims = [sum(piece[2][n] for piece in out) for n in range(len(slip.own))]
        short = self.collect(slip, claims, fact, now)
        withheld = min(short, money) if self.withhold else 0
        self.owed += short - withheld
        self.money -= money - withheld

    def give_back(self, lot: str, fact: str, now: int) -> None:
        coins = self.lots[lot]
        if now >= coins.ends and self.grace_days and coins.origin is None:
            graced = [n for n, c in self.lots.items() if n.startswith(f"{fact}.") and c.origin == lot]
            fresh = f"{fact}.{sum(n.startswith(f'{fact}.') for n in self.lots)}"
            coins = self.lots.setdefault(
                graced[0] if graced else fresh,
                Coins(0, self.end_of_grace(now), now, now, coins.here, lot),
            )
        if self.owed and now < coins.ends:
            self.owed -= 1
        else:
            coins.left += 1

    def end_of_grace(self, now: int) -> int:
        """Return the end of the last day in Tehran, which is three and a half hours ahead all year."""
        ahead = 7 * DAY // 48
        return ((now + ahead) // DAY + self.grace_days + 1) * DAY - ahead

    def take_by_hand(self, amount: int, now: int) -> None:
        """A manager takes coins away: they are gone from their lots like what was swept out of them."""
        for _ in range(amount):
            lot = self.next_coin(now, list(self.lots), live=True)
            assert lot is not None
            self.lots[lot].left -= 1
            self.lots[lot].swept += 1

    def collect(self, slip: Slip, claims: list[int], fact: str, now: int) -> int:
        """Take the claimed coins: own lot, own family, what was swept, other lots; return how many are nowhere."""
        kin = [n for n, c in self.lots.items() if c.origin in slip.own and not n.startswith(f"{fact}.")]
        missing = 0
        for own, claim in zip(slip.own, claims, strict=True):
            taken = min(self.lots[own].left, claim)
            self.lots[own].left -= taken
            missing += claim - taken
        short = 0
        for _ in range(missing):
            source = next((n for n in (*slip.own, *kin) if self.lots[n].left), None)
            if source is None and slip.waived < sum(self.lots[n].swept for n in (*slip.own, *kin)):
                slip.waived += 1
                continue
            others = [
                n for n in self.lots if n not in slip.own and n not in kin and not n.startswith(f"{fact}.")
            ]
            source = source or self.next_coin(now, others, live=True)
            if source is None:
                short += 1
            else:
                self.lots[source].left -= 1
        return short

    def can_void(self, name: str, sale: SaleRecorded) -> bool:
        granted = [sale.grants[int(own.rpartition(".")[2])].amount for own in self.slips[name].own]
        there = [self.lots[own].left + self.lots[own].swept for own in self.slips[name].own]
        return sum(granted) <= sum(there) + self.slips[name].settled

    def void(self, name: str) -> None:
        slip = self.slips[name]
        for lot in slip.spent:
            self.lots[lot].left += 1
        for own in slip.own:
            self.lots[own].left = 0
        self.owed += slip.settled
        self.money -= sum(money for queue in slip.pieces for money, _, _ in queue)
        slip.pieces = [[] for _ in slip.pieces]

    def sweep(self, now: int) -> None:
        for lot in self.lots.values():
            if now >= lot.ends:
                lot.swept, lot.left = lot.swept + lot.left, 0
