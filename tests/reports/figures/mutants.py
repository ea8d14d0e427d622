"""The usual mistakes of figures, each as a change of one line of the product: (name, module, what stands, what instead).

They are put in one at a time into a fresh copy of the package; a mistake nobody notices is a hole in the tests.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

PACKAGE = "desktop.reports.figures"
QUERIES = "desktop.models.queries.figures"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One line changed; `often` ones run with every test, the others in the long campaign."""

    name: str
    module: str
    stands: str
    instead: str
    often: bool = False


def _in(module: str, *rows: tuple[str, str, str] | tuple[str, str, str, bool]) -> tuple[Mistake, ...]:
    whole = module if "." in module else f"{PACKAGE}.{module}"
    return tuple(Mistake(row[0], whole, row[1], row[2], len(row) > 3) for row in rows)


MISTAKES = (
    *_in(
        QUERIES,
        ("days of UTC", "member_id, on_day ||", "member_id, date(at / 1000, 'unixepoch') ||", True),
        ("a fixed offset of +03:30", "member_id, on_day ||", "member_id, date((at + 12600000) / 1000, 'unixepoch') ||", True),
        ("refunds on days of UTC", "{_DAY.format('r.on_day')}", "r.at / 86400000"),
        ("members join on days of UTC", "{_DAY.format('m.joined_on')}", "m.joined_at / 86400000"),
        ("merged members stay two", "WHERE merged = 1", "WHERE merged = 2"),
        ("a refund at the branch of its sale", "r.branch_id, r.net", "s.branch_id, r.net"),
    ),
    *_in(
        "book",
        ("refunds are never taken off", "left[places] -= back", "left[places] -= 0 * back", True),
        ("refunds after the day are known", "(backs.sale >= 0) & (backs.day < number(self.as_of))", "backs.sale >= 0", True),
        ("sales of nothing are purchases", "self.left_of(rows) > 0", "self.left_of(rows) >= 0", True),
        ("all sales are purchases", "self.left_of(rows) > 0", "self.left_of(rows) > -(10**18)"),
        ("walk-ins are members", "some &= owner >= 0", "some &= owner >= -1", True),
        ("closed windows", "number(until), number(self.as_of))))", "number(until) + 1, number(self.as_of))))", True),
        ("windows open at the start", "(number(since), min(", "(number(since) + 1, min("),
        ("the day itself is seen", "min(number(until), number(self.as_of))", "number(until) + 1", True),
        ("who joins later is a member", "self.who.stands & (self.who.joined_day < number(self.as_of))", "self.who.stands"),
        ("merged entries count", "joined: Flags = self.who.stands & ", "joined: Flags = "),
    ),
    *_in(
        "weeks",
        ("sales of nothing are steady", "bought = (net > 0) & (net - sums_by", "bought = (net >= 0) & (net + 1 - sums_by", True),
        ("what comes back later is never judged", "(net - sums_by(row, given, size) > 0)", "(net > 0)", True),
        ("merged members are settled", "settled & (~known | ~self._merged[member])", "settled", True),
        ("who joins later is settled", "(self.columns.members.joined_day[member] <= day)", "known", True),
        ("walk-ins are nobody's", "steady & (member < 0), (DAYS", "steady & (member < -1), (DAYS", True),
    ),
    *_in(
        "seen",
        ("a week is whole when it begins", "if start <= week * DAYS and (week + 1) * DAYS <= end", "if start <= week * DAYS", True),
        ("edges are closed", "np.searchsorted(sales.day[rows], (first, end))", "np.searchsorted(sales.day[rows], (first, end + 1))"),
        ("refunds after the day are judged", "known = told.on < self.until", "known = told.on >= 0", True),
        ("the judged belong to their entry", "owner = self.person[member] if len(self.person) else member", "owner = member"),
        ("whoever joins later owns what is judged", "(member >= 0) & _of(self.joined, owner)", "member >= 0"),
    ),
    *_in(
        "people",
        ("a person joined when any entry did", "if kept is not None:", "if False:"),
        ("purchases of merged entries are lost", "person[list(group)] = first", "person[first] = first"),
    ),
    *_in(
        "exact",
        ("percentages as parts of one", "ratio(100 * int(part), whole)", "ratio(int(part), whole)"),
        ("nothing divided by nothing is nought", "if denominator else None", "if denominator else 0.0", True),
        ("two digits", "DIGITS = 6", "DIGITS = 2"),
        ("money in floats", "return int(values.sum())", "return int(values.astype(np.float32).sum())", True),
        ("the upper of two middles", "return (count - 1) // 2, count // 2", "return count // 2, count // 2"),
    ),
    *_in(
        "sales",
        ("refunds come off the day of the sale", "Sales(sold - back, purchases", "Sales(sold, purchases"),
        ("refund rows are sales", "counted, rows, refunds,", "counted, rows + refunds, refunds,"),
        ("refunds are added", "Point(step, sold - back,", "Point(step, sold + back,"),
        ("an average of all rows", 'mean("aov", self.counted, self.purchases)\n\n    @property\n    def aov_of_members',
         'mean("aov", self.net, self.purchases)\n\n    @property\n    def aov_of_members', True),
        ("steps closed at the end", "cells[first:end].sum", "cells[first:end + 1].sum"),
    ),
    *_in(
        "churn",
        ("never-active members have churned", "churned=int((start & ~end).sum())", "churned=int((~end).sum())"),
        ("churn against all members", "active_at_start=int(start.sum())", "active_at_start=int(book.joined.sum())"),
        ("newcomers are kept", "stayed = self.active_at_end - self.new_and_active_at_end", "stayed = self.active_at_end", True),
        ("the window ends where it begins", "start = book.buyers(Period.last(window_days, period.since))",
         "start = book.buyers(Period.last(window_days, period.until))"),
    ),
    *_in(
        "retention",
        ("buyers of this month below", "buyers_before=0 if before is None else int(before.sum())", "buyers_before=int(bought.sum())"),
        ("no month is partial", "partial=not point.period.within(known)", "partial=False"),
        ("cohorts by joining", "np.searchsorted(edges, book.first_bought, side=\"right\")",
         "np.searchsorted(edges, book.who.joined_day, side=\"right\")"),
    ),
    *_in(
        "intervals",
        ("gaps across members", "same = owner == here[:-1] >> width", "same = owner >= 0", True),
        ("whole days alone", "return _gaps(_pooled(_steps(book.bought.member, book.bought.at), book.size), DAY)",
         "return _gaps(_pooled(_steps(book.bought.member, book.bought.at // DAY * DAY), book.size), DAY)"),
        ("visits by instant", "(keys, owner[gaps > 0], gaps[gaps > 0])", "(keys, owner, gaps)"),
    ),
    *_in(
        "rfm",
        ("NTILE in place of cut points", "edges = [(count - 1) * cut // 5",
         "values = np.argsort(np.argsort(values, kind='stable'))\n    edges = [(count - 1) * cut // 5", True),
        ("ties at the cut score higher", "(values > cut)", "(values >= cut)"),
        ("banker's rounding", "mean: Scores = (f + m + 1) // 2", "mean: Scores = np.round((f + m) / 2).astype(int)", True),
        ("rounding down", "mean: Scores = (f + m + 1) // 2", "mean: Scores = (f + m) // 2"),
        ("recency not reversed", "scores(recency, reverse=True)", "scores(recency)"),
        ("days since in place of days before the last", "number(book.as_of) - 1 - last_day", "number(book.as_of) - last_day"),
        ("money before refunds", "ranks = _ranks(", "sums = times * 70_000\n    ranks = _ranks("),
    ),
    *_in(
        "clv",
        ("frequency of all members", "found.buyers, amount", "int(book.joined.sum()), amount"),
        ("walk-ins are worth something", "found.counted - found.walk_in_amount,", "found.counted,"),
        ("all time in place of a year", "book.settings.last(YEAR)", "book.settings.last(9_999)"),
        ("a year of 365 days", '"365.25"', '"365"'),
    ),
    *_in(
        "standing",
        ("points of the sum", "sums_by(bought.member, bought.net // each, book.size)", "sums_by(bought.member, bought.net, book.size) // each"),
        ("the lower edge is out", "side=\"right\") - 1", "side=\"left\") - 1", True),
        ("tiers of all time", "recent = sums_by(window.member, window.net // each, book.size)", "recent = points"),
        ("points of the branch alone", "if book.scope.branches else book", "if False else book"),
    ),
    *_in(
        "members",
        ("a branch against all members", "ever_bought(book) if book.scope.branches else book.members", "book.members", True),
    ),
    *_in(
        "campaigns",
        ("the last day is out", "Period(self.first, self.last + dt.timedelta(days=1))", "Period(self.first, self.last)"),
        ("uses outside the days count", "if campaign.first <= on <= campaign.last and m in places", "if m in places", True),
        ("uses by others count", "used & sent & book.joined", "used & book.joined"),
        ("windows beyond what is known", "not window.within(Period(min(first, book.as_of), book.as_of))", "False"),
        ("later uses are seen", "if on < book.as_of]", "]"),
        ("touched only during", "Period(back(campaign.first, campaign.during.days), campaign.during.until)", "campaign.during"),
    ),
)  # fmt: skip

OF_OTHER_DAYS = (
    *_in("weeks", ("whoever bought twice bought once", "np.packbits(times > 1)", "np.packbits(times > 2)")),
    *_in(
        "seen",
        ("refunds after the day are taken off", "(told.day < window[1]) & (told.on < self.until) &", "(told.day < window[1]) &"),
        ("refunds after the day are taken off members", "(told.day < end) & (told.on < self.until)", "(told.day < end)"),
        ("refunds of walk-ins are members'", "sums_by(at[walked_in], net[walked_in], len(cells))", "0"),
        ("loose purchases come before none", "np.minimum.at(found, loose.owner, loose.day)", "loose"),
    ),
    *_in("spans", ("the first purchase is the last", "first[member[::-1]] = day, day[::-1]", "first[member] = day, day")),
)  # fmt: skip
"""Mistakes that a document of one day hardly shows: they are seen from many days, beside every purchase."""

OF_GAPS = (
    *_in(
        "gaps",
        ("weeks out of order hang together", "crossed = over < 0", "crossed = over < -(1 << 62)"),
        (
            "gaps from one quarter to the next are lost",
            "knew = earlier != NOT_YET",
            "knew = earlier > 1 << 62",
        ),
        (
            "gaps outlive their weeks",
            "old.before is before and is_same(old.weeks, weeks)",
            "old.before is before",
        ),
        ("who is counted by hand counts twice", "others[told.apart] = nobodys", "others[:0] = nobodys"),
        ("gaps of many years wrap around", "long = lengths >= LONGEST", "long = lengths < 0"),
    ),
    *_in(
        "lengths",
        (
            "seven weeks are the longest gap",
            ".astype(np.int64) + start",
            ".astype(np.int64) + start % (1 << 32)",
        ),
        ("counts outlive who belongs where", "if len(theirs) else counts", "if len(theirs) > 99 else counts"),
        ("who moved is in both groups", "np.subtract.at(found", "np.subtract.at(found.copy()"),
        ("counts outlive the gaps", "counts = known.get(id(one))", "counts = next(iter(known.values()))"),
        (
            "a rung is asked of the one above",
            "begin = rung * self.owners",
            "begin = (rung + 1) * self.owners",
        ),
    ),
    *_in(
        "visits",
        ("what cost nothing is no visit", "others[free[free >= 0]] = True", "others[:0] = True"),
        ("what is judged is counted beside", "others[owner[owner >= 0]] = True", "others[:0] = True"),
        (
            "the last visit is of long ago",
            "np.where(days > 0, last, told.last)",
            "np.where(there, told.last, last)",
        ),
    ),
    *_in(
        "visited",
        ("what came back was paid at first", "sums_by(member[at_first], net[at_first], size)", "0"),
        (
            "what came back of others is nothing",
            "_padded(past.money, size) - sums_by(member, net, size)",
            "_padded(past.money, size)",
        ),
        ("later refunds are known", "(given.on < seen.until)", "(given.on > 0)"),
    ),
    *_in("spans", ("the past outlives its quarters", "not all(map(is_, found.spans, spans))", "False")),
)
"""Mistakes of the gaps and visits kept by quarters alone."""


class _Changed(importlib.abc.MetaPathFinder):
    """Finds one module with other text."""

    def __init__(self, name: str, text: str) -> None:
        self._name, self._text = name, text

    def find_spec(
        self, fullname: str, path: Any = None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the changed module where it is asked for."""
        if fullname != self._name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        assert spec is not None
        assert spec.origin is not None
        spec.loader = _Loader(fullname, spec.origin, self._text)
        return spec


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, text: str) -> None:
        super().__init__(name, path)
        self._text = text

    def get_code(self, fullname: str) -> Any:
        """Return the code of the changed text, never what is kept of the file."""
        return compile(self._text, self.path, "exec")


def source_of(module: str) -> str:
    """Return the text of a module as it stands."""
    parent = importlib.import_module(module.rpartition(".")[0])
    spec = importlib.machinery.PathFinder.find_spec(module, parent.__path__)
    assert spec is not None
    assert spec.origin is not None
    with open(spec.origin, encoding="utf-8") as stream:
        return stream.read()


@contextmanager
def with_mistake(mistake: Mistake) -> Iterator[ModuleType]:
    """Give `document` of a fresh package that has the mistake; what was loaded before comes back unharmed."""
    text = source_of(mistake.module)
    assert text.count(mistake.stands) >= 1, f"{mistake.name}: the line no longer stands in {mistake.module}"
    finder = _Changed(mistake.module, text.replace(mistake.stands, mistake.instead, 1))
    parents = [importlib.import_module(name) for name in ("desktop.reports", "desktop.models.queries")]
    before = [vars(parent).pop("figures", None) for parent in parents]
    kept = {name: sys.modules.pop(name) for name in list(sys.modules) if name.startswith((PACKAGE, QUERIES))}
    sys.meta_path.insert(0, finder)
    try:
        yield importlib.import_module(f"{PACKAGE}.document")
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.startswith((PACKAGE, QUERIES))]:
            del sys.modules[name]
        sys.modules.update(kept)
        for parent, value in zip(parents, before, strict=True):
            vars(parent).pop("figures", None)
            if value is not None:
                vars(parent)["figures"] = value
