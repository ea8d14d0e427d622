"""How a till stands with its centre, made into what the settings show. No Qt."""

from __future__ import annotations

from dataclasses import replace

from desktop.ui.settings.values import ActShown, CentreShown, OtherTill, SpentTwice
from desktop.usecases.exchange.authorities import CentreAuthority
from desktop.usecases.exchange.overseeing import (
    ACTS,
    CAUSES,
    DOUBTS,
    OverseenTill,
    Overview,
    SignedAct,
    words_of,
)
from desktop.usecases.exchange.standing import SyncState, standing_notes
from loyalty.clock import DAY
from loyalty.errors import LoyaltyError
from loyalty.kinds import CREDIT
from loyalty.problems import hint, say
from loyalty.words import Lang, isolate


def centre_shown(state: SyncState, lang: Lang, currency: str) -> CentreShown:
    """Return what is shown of a standing, its sentences in a language."""
    return CentreShown(
        alone=state.alone,
        url=state.url,
        waiting=state.waiting,
        waiting_since=state.waiting_since,
        unread=state.unread,
        ok_at=state.ok_at,
        trouble=_sentence(state.trouble, lang) if state.trouble else "",
        trouble_since=state.trouble_since,
        answered=state.answered,
        notes=tuple(_sentence(one, lang, currency) for one in standing_notes(state)),
        tills=tuple(OtherTill(one.code, one.branch, one.last_at, one.retired) for one in state.tills),
    )


def with_overview(shown: CentreShown, seen: Overview, lang: Lang) -> CentreShown:
    """Return what an owner is shown beside: all tills of the business, what was spent twice, who did what."""
    return replace(
        shown,
        overseen=True,
        tills=tuple(_till(one, seen.at, lang) for one in seen.tills),
        spent_twice=tuple(
            SpentTwice(
                one.till,
                one.branch,
                one.amount,
                one.unit == CREDIT,
                words_of(CAUSES, one.cause).of(lang),
                one.at,
            )
            for one in seen.overspends
        ),
        acts=tuple(
            ActShown(_what(one, lang), one.at, one.till, one.branch, one.staff, one.signed, one.credit)
            for one in seen.acts
        ),
    )


def with_authority(shown: CentreShown, kept: CentreAuthority | None, now: int, lang: Lang) -> CentreShown:
    """Return who vouches for the centre beside, and a note when their certificate is to be renewed."""
    if kept is None:
        return shown
    ends = LoyaltyError("authority_ends", until=kept.last_day)
    notes = (_sentence(ends, lang),) if kept.ends_soon(now) else ()
    return replace(
        shown,
        authority=kept.name,
        authority_until=kept.until,
        fingerprint=kept.fingerprint,
        notes=(*notes, *shown.notes),
    )


def _what(one: SignedAct, lang: Lang) -> str:
    act = words_of(ACTS, one.kind).of(lang)
    about = one.about.of(lang)
    return f"{act}: {isolate(about)}" if about else act


def _till(one: OverseenTill, now: int, lang: Lang) -> OtherTill:
    doubts = " · ".join(dict.fromkeys(words_of(DOUBTS, cause).of(lang) for cause, _ in one.doubts))
    days = 0 if one.last_at is None or one.here else max(0, now - one.last_at) // DAY
    return OtherTill(
        one.code,
        one.branch,
        one.last_at,
        one.retired_at is not None,
        one.holds,
        doubts,
        one.here,
        days,
        one.retired_at,
    )


def _sentence(error: LoyaltyError, lang: Lang, currency: str = "") -> str:
    said = say(error, lang, currency), hint(error, lang, currency)
    return " ".join(text for text in said if text)
