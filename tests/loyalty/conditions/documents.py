"""Generated documents of conditions: every atom, small numbers so that edges are met often, nested a few deep."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from loyalty.conditions.atoms import OPERATORS
from loyalty.conditions.parse import REACHABLE, WEEKDAY_NAMES

GROUPS = ("A", "B")
PRODUCTS = ("p1", "p2")
SEGMENTS = ("champions", "lost", "drawn")
DAYS = ("2026-08-20", "2026-10-23", "1405/08/01", "2026-11-20", "2026-11-21", "2026-12-01", "1399/12/30")

ops = st.sampled_from(OPERATORS)
groups = st.sampled_from(GROUPS)


def a(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(fields)


def span(days: tuple[str, ...] = DAYS) -> st.SearchStrategy[dict[str, str]]:
    from loyalty.documents import read_day

    pairs = st.tuples(st.sampled_from(days), st.sampled_from(days)).map(
        lambda two: sorted(two, key=lambda d: read_day(d, ""))
    )
    both = pairs.map(lambda two: {"from": two[0], "until": two[1]})
    return both | a(**{"from": st.sampled_from(days)}) | a(until=st.sampled_from(days))


windows = a(days=st.sampled_from((0, 1, 7, 30, 31, 90, 400))) | a(months=st.sampled_from((1, 3, 12))) | span()


def with_window(fields: dict[str, st.SearchStrategy[Any]], *more: str) -> st.SearchStrategy[dict[str, Any]]:
    may = {"window": windows, "group": groups}
    return st.fixed_dictionaries(fields, optional={key: may[key] for key in ("window", *more)})


thing = a(group=groups) | a(product=st.sampled_from(PRODUCTS))
bought = st.one_of(with_window({"group": groups}), with_window({"product": st.sampled_from(PRODUCTS)}))
weekdays = st.lists(st.sampled_from(WEEKDAY_NAMES), min_size=1, max_size=3)
HOURS = ("00:00", "02:00", "09:30", "12:00", "12:01", "18:00", "22:00")
hours = st.lists(st.sampled_from(HOURS), min_size=2, max_size=2, unique=True).map(
    lambda two: {"from": two[0], "until": two[1]}
)
amounts = st.sampled_from((0, 1, 100, 250, 300, 1_000, 2_500))
counts = st.integers(0, 6)

PAST: dict[str, st.SearchStrategy[Any]] = {
    "visits": with_window({"op": ops, "value": counts}, "group"),
    "spent": with_window({"op": ops, "amount": amounts}, "group"),
    "average": with_window({"op": ops, "amount": amounts}),
    "bought": bought,
}
ABOUT_MEMBERS: dict[str, st.SearchStrategy[Any]] = {
    "member": st.just(True),
    "in_group": st.sampled_from(("vip", "staff")),
    "in_segment": st.sampled_from(SEGMENTS),
    "age": a(op=ops, value=st.sampled_from((17, 18, 35, 36))),
    "gender": st.sampled_from(("female", "male")),
    "has_tag": st.sampled_from(("vip", "staff")),
    "tier_is": st.sampled_from(("bronze", "silver")),
    "tier_at_least": st.sampled_from(("bronze", "silver")),
    **PAST,
    "not_bought": bought,
    "used_offer": a(offer=st.just("top")) | a(offer=st.just("top"), op=ops, value=st.integers(0, 2)),
    "preferred_hours": hours,
    "preferred_weekdays": weekdays,
    "days_since_last_visit": a(op=ops, days=st.sampled_from((0, 1, 29, 30, 31, 90))),
    "no_visit_for": a(months=st.sampled_from((1, 2, 3))),
    "mean_gap": a(op=ops, days=st.sampled_from((0, 1, 10, 20, 30))),
    "gap_against_usual": a(op=ops, times=st.sampled_from((1, 2, "0.5", "1.5"))),
    "joined_days_ago": a(op=ops, days=st.sampled_from((0, 30, 365, 400))),
    "birthday": a(days=st.sampled_from((0, 1, 3, 30, 182))),
    "anniversary": a(days=st.sampled_from((0, 1, 3, 30, 182))),
    "holds_grant": st.just("top"),
}
ABOUT_BASKETS: dict[str, st.SearchStrategy[Any]] = {
    "basket_total": st.fixed_dictionaries({"op": ops, "amount": amounts}, optional={"group": groups}),
    "basket_has": thing,
    "basket_quantity": st.fixed_dictionaries(
        {"op": ops, "value": st.sampled_from((0, 1, "1.5", 2))}, optional={"group": groups}
    ),
    "holds_code": st.sampled_from(("NOWRUZ", "x")),
    "tender": st.lists(st.sampled_from(("cash", "card", "other")), min_size=1, max_size=2),
    "reaches": st.sampled_from(REACHABLE).flatmap(lambda name: a(**{name: PAST[name]})),
}
ABOUT_MOMENTS: dict[str, st.SearchStrategy[Any]] = {
    "dates": span(),
    "weekdays": weekdays,
    "hours": hours | st.tuples(hours, weekdays).map(lambda two: {**two[0], "weekdays": two[1]}),
    "first_days_of_month": a(days=st.integers(1, 31)),
    "branch": st.sampled_from(("b1", "b2")) | st.lists(st.sampled_from(("b1", "b2")), min_size=1),
    "till": st.sampled_from(("t1", "t2")),
}
EVERY = {**ABOUT_MEMBERS, **ABOUT_BASKETS, **ABOUT_MOMENTS}


def conditions(
    atoms: dict[str, st.SearchStrategy[Any]] = EVERY, leaves: int = 5
) -> st.SearchStrategy[dict[str, Any]]:
    one = st.sampled_from(sorted(atoms)).flatmap(lambda name: a(**{name: atoms[name]}))
    return st.recursive(
        one,
        lambda inner: (
            a(all=st.lists(inner, max_size=3))
            | a(any=st.lists(inner, min_size=1, max_size=3))
            | a(**{"not": inner})
        ),
        max_leaves=leaves,
    )
