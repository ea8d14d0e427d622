"""What a basket's answer says in sentences: the offers that worked, and why a code or credit that was asked for did not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from desktop.cli.answers import Phrases, phrase
from desktop.usecases.credit_places import BranchCredit, Holder
from desktop.usecases.exchange.standing import sync_state
from desktop.usecases.exchange.wishing import held_by
from desktop.usecases.selling.given_codes import judged_by
from desktop.usecases.selling.pricing import Credit, PricedBasket
from desktop.usecases.till import Till
from loyalty.base_earning import BaseEarned, base_earned
from loyalty.kinds import CREDIT
from loyalty.offers.codes import plain_code
from loyalty.quote import APPLIED, OfferVerdict
from loyalty.sentences.earned import base_name, say_base, say_nobody
from loyalty.sentences.names import Names
from loyalty.sentences.verdicts import say_verdict
from loyalty.words import Lang, format_int, format_money, isolate, isolate_ltr

PHRASES: Phrases = {
    "code_useless": ("کد {code} اثری نداشت. {why}", "Code {code} had no effect. {why}"),
    "code_idle": (
        "آفر آن اکنون برقرار نیست، یا کدی دیگر جای آن را گرفت.",
        "Its offer does not run now, or another code took its place.",
    ),
    "held": (
        "{amount} از اعتبار نزد این صندوق نیست؛ نزد دیگران است: {holders}.",
        "{amount} of the credit is not at this till; others hold it: {holders}.",
    ),
    "no_credit": (
        "اعتباری خرج نشد: این عضو اکنون اینجا اعتبار قابل خرج ندارد.",
        "No credit was spent: the member has none that can be spent here now.",
    ),
    "no_credit_yet": (
        "اعتباری خرج نخواهد شد: این عضو اکنون اینجا اعتبار قابل خرج ندارد.",
        "No credit would be spent: the member has none that can be spent here now.",
    ),
    "branch_alone": (
        "{amount} از اعتبار تنها در شعبهٔ {branch} خرج می‌شود.",
        "{amount} of the credit can be spent at {branch} alone.",
    ),
    "centre": ("مرکز", "the centre"),
    "uses_asked": ("حق آفر از مرکز پرسیده می‌شود …", "Asking the centre for the right to an offer …"),
    "credit_asked": ("اعتبار از مرکز پرسیده می‌شود …", "Asking the centre for the credit …"),
    "no_answer": ("بار پیش خطی به مرکز نبود.", "There was no line to the centre the last time."),
}


def offer_lines(verdicts: Iterable[OfferVerdict], names: Names, lang: Lang) -> list[str]:
    """Return each verdict as a line: the offer and what is said of it."""
    return [f"· {isolate(one.name.of(lang))}: {say_verdict(one, lang, names)}" for one in verdicts]


def base_lines(priced: PricedBasket, names: Names, lang: Lang) -> list[str]:
    """Return what the purchase brings by itself as a line for each rule, or why it brings nobody anything."""
    if priced.member is None:
        return [f"· {say_nobody(lang)}"]
    return [
        f"· {base_name(one, lang, names)}: {_figure(one, names, lang)}; {say_base(one, lang, names)}"
        for one in _base(priced)
    ]


def base_json(priced: PricedBasket, names: Names, lang: Lang) -> list[dict[str, Any]]:
    """Return what the purchase brings by itself, rule by rule: `rate` of credit is parts per million, of points the money for one."""
    return [
        {
            "unit": one.unit,
            "amount": one.amount,
            "of": one.of,
            "rule": one.rule,
            "key": one.key,
            "rate": one.rate,
            "paid_with_credit": one.paid,
            "reason": say_base(one, lang, names),
        }
        for one in _base(priced)
    ]


def _base(priced: PricedBasket) -> tuple[BaseEarned, ...]:
    member = priced.member
    return base_earned(priced.quote, priced.rules, member.place.tier.tier) if member else ()


def _figure(one: BaseEarned, names: Names, lang: Lang) -> str:
    return names.money(one.amount, lang) if one.unit == CREDIT else format_int(one.amount, lang)


def applied(priced: PricedBasket) -> list[OfferVerdict]:
    """Return the verdicts of the offers that worked."""
    return [one for one in priced.quote.verdicts if one.verdict == APPLIED]


def useless_notes(
    priced: PricedBasket, credit: Credit, names: Names, till: Till, lang: Lang, *, done: bool = True
) -> list[str]:
    """Return why codes that were given, or the most credit that was asked for, brought nothing or not all.

    A quote is not `done`: it spends nothing, whatever it says.
    """
    return [
        *_code_notes(priced, names, lang),
        *(_credit_notes(priced, till, lang, done) if credit == "max" else ()),
    ]


def _code_notes(priced: PricedBasket, names: Names, lang: Lang) -> list[str]:
    if not priced.live and not priced.brought:  # a sale told again: why a code did not work is not kept
        return []
    notes = []
    for code in dict.fromkeys(map(plain_code, priced.basket.codes)):
        told = judged_by(priced, code)
        if all(one.verdict != APPLIED for one in told):
            why = " ".join(line.removeprefix("· ") for line in offer_lines(told, names, lang))
            why = why or phrase(PHRASES, "code_idle", lang)
            notes.append(phrase(PHRASES, "code_useless", lang, code=isolate_ltr(code), why=why))
    return notes


def _credit_notes(priced: PricedBasket, till: Till, lang: Lang, done: bool) -> list[str]:
    found = unspent(priced)
    return [unspent_note(found, till, lang, done=done)] if found else []


@dataclass(frozen=True, slots=True)
class Unspent:
    """Why the most credit is less than a member could hope for: `lacking` is held by others, or there is none at all."""

    member_id: str
    spent: int
    lacking: int

    @property
    def reason(self) -> str:
        """Return `held_elsewhere` or `none_here`."""
        return "held_elsewhere" if self.lacking else "none_here"


def unspent(priced: PricedBasket) -> Unspent | None:
    """Return what `--credit max` could not spend of a basket; None where it spends all there is, or the whole price."""
    balance, totals = priced.balance, priced.quote.totals
    if priced.member is None or balance is None:
        return None
    lacking = max(min(balance.spendable_here, totals.net) - totals.credit_paid, 0)
    none = not lacking and not totals.credit_paid and totals.net > 0
    return Unspent(priced.member.member_id, totals.credit_paid, lacking) if lacking or none else None


def unspent_note(found: Unspent, till: Till, lang: Lang, *, done: bool) -> str:
    """Return why not all or none of the credit is spent, as a sentence."""
    if found.lacking:
        return held_note(till, found.member_id, found.lacking, lang)
    return phrase(PHRASES, "no_credit" if done else "no_credit_yet", lang)


def unspent_json(priced: PricedBasket, credit: Credit, till: Till) -> dict[str, Any] | None:
    """Return what `--credit max` did not spend and why, None where nothing stood in its way."""
    found = unspent(priced) if credit == "max" else None
    if found is None:
        return None
    held = held_by(till, found.member_id) if found.lacking else ()
    return {
        "spent": found.spent,
        "lacking": found.lacking,
        "reason": found.reason,
        "holders": [{"till": one.till, "branch": one.branch, "amount": one.amount} for one in held],
    }


def held_note(till: Till, member_id: str, lacking: int, lang: Lang) -> str:
    """Return the sentence that so much credit is not here, and who holds credit of the member."""
    amount = format_money(lacking, lang, till.shop.currency)
    return phrase(
        PHRASES, "held", lang, amount=amount, holders=holders_text(held_by(till, member_id), till, lang)
    )


def holders_text(holders: Iterable[Holder], till: Till, lang: Lang) -> str:
    """Return who holds credit, each with how much."""
    return ("، " if lang == "fa" else ", ").join(_holder(one, till, lang) for one in holders)


def branch_note(one: BranchCredit, till: Till, lang: Lang) -> str:
    """Return the sentence that some credit can be spent at one other branch alone."""
    amount = format_money(one.amount, lang, till.shop.currency)
    return phrase(PHRASES, "branch_alone", lang, amount=amount, branch=isolate(one.branch))


def _holder(one: Holder, till: Till, lang: Lang) -> str:
    place = " · ".join(isolate(part) for part in (one.till, one.branch) if part)
    return (
        f"{place or phrase(PHRASES, 'centre', lang)} ({format_money(one.amount, lang, till.shop.currency)})"
    )


def asking_note(till: Till, key: str, lang: Lang) -> str:
    """Return that the centre is asked; where it did not answer last, that there may be no answer either."""
    asking = phrase(PHRASES, key, lang)
    return asking if sync_state(till).answered else f"{phrase(PHRASES, 'no_answer', lang)} {asking}"
