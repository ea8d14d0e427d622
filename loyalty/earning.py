"""Base earning: the credit every member's purchase brings without any offer, and the terms credit is given on.

The group's rate holds before the tier's, the tier's before the general one: a product with a thin margin keeps
its own rate whoever buys it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from loyalty.clock import day_end, day_start
from loyalty.documents import Document, read_days, read_object, read_rate, read_word
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import BUSINESS_SCOPE, branch_scope
from loyalty.member import Moment

HERE = "branch"
"""Scope written in a document for the branch where the sale is made."""

TERMS = ("scope", "vests_days", "expires_days")


@dataclass(frozen=True, slots=True)
class Terms:
    """Where credit may be spent, days until it can be, and the last day on which it can (None: never ends)."""

    scope: str = BUSINESS_SCOPE
    vests_days: int = 0
    expires_days: int | None = None


@dataclass(frozen=True, slots=True)
class Earning:
    """Base rates in parts per million: the general one, by product group, by tier."""

    rate: int = 0
    terms: Terms = Terms()
    by_group: Mapping[str, int] = field(default_factory=dict)
    by_tier: Mapping[str, int] = field(default_factory=dict)

    def rate_of(self, group: str, tier: str) -> int:
        """Return the base rate of a product group for a member of a tier."""
        if group in self.by_group:
            return self.by_group[group]
        return self.by_tier.get(tier, self.rate)


def scope_at(terms: Terms, moment: Moment) -> str:
    """Return the scope of credit given here and now."""
    return branch_scope(moment.branch_id) if terms.scope == HERE else terms.scope


def vests_at(terms: Terms, moment: Moment) -> int:
    """Return the instant credit can be spent from: at once, or the start of the day `vests_days` later."""
    if not terms.vests_days:
        return moment.at
    return day_start(moment.on + dt.timedelta(days=terms.vests_days), moment.zone)


def expires_at(days: int | None, moment: Moment) -> int | None:
    """Return the end (exclusive) of the business day `days` later; that day still counts. None: never."""
    return None if days is None else day_end(moment.on + dt.timedelta(days=days), moment.zone)


def parse_earning(document: object) -> Earning:
    """Return the base earning of an `earning` document; raises `document_*` and `terms_expire_unvested`."""
    fields = read_object(document, "earning", needs=("credit",), may=("by_group", "by_tier"))
    credit = read_object(fields["credit"], "earning.credit", needs=("percent",), may=TERMS)
    return Earning(
        rate=read_rate(credit["percent"], "earning.credit.percent"),
        terms=parse_terms(credit, "earning.credit", Terms()),
        by_group=_parse_rates(fields.get("by_group", {}), "earning.by_group"),
        by_tier=_parse_rates(fields.get("by_tier", {}), "earning.by_tier"),
    )


def parse_terms(fields: Document, where: str, default: Terms) -> Terms:
    """Return the terms of an object that may name scope, vests_days and expires_days; the rest is the default."""
    expires = fields.get("expires_days", default.expires_days)
    terms = Terms(
        scope=parse_scope(fields.get("scope", default.scope), f"{where}.scope"),
        vests_days=read_days(fields.get("vests_days", default.vests_days), f"{where}.vests_days"),
        expires_days=None if expires is None else read_days(expires, f"{where}.expires_days"),
    )
    lives = terms.expires_days is None or terms.expires_days >= terms.vests_days
    require(lives, "terms_expire_unvested", where=where, vests=terms.vests_days, expires=terms.expires_days)
    return terms


def parse_scope(value: object, where: str) -> str:
    """Return `business`, `branch` (the branch of the sale) or `branch:<id>`; raises `scope_unknown`."""
    scope = read_word(value, where)
    known = scope in (BUSINESS_SCOPE, HERE) or (scope.startswith("branch:") and len(scope) > len("branch:"))
    if not known:
        raise LoyaltyError("scope_unknown", scope=scope, where=where)
    return scope


def _parse_rates(value: object, where: str) -> dict[str, int]:
    named = read_object(value, where, may=tuple(value) if isinstance(value, Mapping) else ())
    return {read_word(key, where): read_rate(rate, f"{where}.{key}") for key, rate in named.items()}
