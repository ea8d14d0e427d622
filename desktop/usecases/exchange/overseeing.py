"""The owner's view of all tills of the business: how old what is known of each is, what was spent twice, who did what.

All of it is read from the facts that are here; each row says whose it is, so that one branch or all can be shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.models.exchanges import Centre, Chains, read_centre
from desktop.models.queries.lots import unit_of
from desktop.models.queries.names import staff_names
from desktop.models.queries.places import tills
from desktop.models.queries.tills import (
    centre_acts,
    doubts_of,
    held_elsewhere,
    held_here,
    open_overspends,
    recognised_overspends,
    signed_acts,
    tills_seen,
)
from desktop.models.sources import Row, Source
from desktop.usecases.authority import authorise
from desktop.usecases.branches import find_branch
from desktop.usecases.exchange.act_subjects import credit_by_hand, subject_of
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.facts import parse_fact
from loyalty.kinds import CREDIT, OverspendRecognised, TillEnrolled, TillRetired, read_body

MOST = 200
"""How many acts, and how many overspends, are looked back on."""

CAUSES = {
    "": Text("هنوز روشن نیست، تا خبر همهٔ صندوق‌ها برسد", "not settled yet, until all tills are heard"),
    "trust": Text("با اعتماد، بی خط", "on trust, without a line"),
    "late": Text("خبر دیررس صندوق برکنار", "told late by a till out of use"),
    "restored": Text("صندوقی که به گذشته برگشته بود", "by a till that was put back"),
    "copied": Text(
        "صندوقی که رونوشت شده بود: دو دستگاه با یک کلید", "by a copied till: two machines with one key"
    ),
    "unexplained": Text("بی‌دلیل؛ باید دیده شود", "unexplained: somebody has to look"),
}
DOUBTS = {
    "restored": Text("از پشتیبان برگشته", "put back from a backup"),
    "behind": Text("از آنچه مرکز می‌داند عقب مانده بود", "had fallen behind what the centre knew"),
    "fork": Text("دو دستگاه با یک کلید", "two machines with one key"),
    "copied": Text("رونوشت پوشه‌ای دیگر", "a copy of another folder"),
}
ACTS = {
    "sale.voided": Text("ابطال فروش", "void"),
    "sale.refunded": Text("مرجوعی", "refund"),
    "sale.recorded": Text("فروش با تأیید", "sale with approval"),
    "entry.adjusted": Text("سند دستی", "entry by hand"),
    "policy.published": Text("انتشار سیاست", "policy published"),
    "staff.set": Text("تغییر پرسنل", "staff changed"),
    "staff.keyed": Text("رمز تازه", "new PIN"),
    "branch.set": Text("تغییر شعبه", "branch changed"),
    "product.set": Text("تغییر کالا", "products changed"),
    "member.erased": Text("پاک‌کردن عضو", "member erased"),
    "member.merged": Text("ادغام اعضا", "members merged"),
    "member.split": Text("جداکردن اعضا", "members split"),
    "member.proved": Text("تأیید عضو بدون رمز", "member vouched for"),
    "pin.set": Text("رمز عضو", "member's PIN"),
    "card.blocked": Text("بستن کارت", "card blocked"),
    "till.enrolled": Text("پیوستن صندوق", "till joined"),
    "till.retired": Text("برکناری صندوق", "till taken out of use"),
}
REASONS = {
    "lost": Text("گم شده", "lost"),
    "stolen": Text("دزدیده شده", "stolen"),
    "broken": Text("خراب شده", "broken"),
    "replaced": Text("عوض شده", "replaced"),
    "closed": Text("بسته شده", "closed"),
    "copied": Text("رونوشت شده", "copied"),
}


@dataclass(frozen=True, slots=True)
class OverseenTill:
    """A till as its facts tell: `last_at` its last fact here, `holds` the credit it may spend without asking.

    `doubts` are causes of epochs it began because its past was in doubt, the latest first. `waiting` is known of this
    till alone.
    """

    till_id: str
    code: str
    branch: str
    last_at: int | None
    holds: int
    retired_at: int | None
    doubts: tuple[tuple[str, int], ...]
    here: bool
    waiting: int | None


@dataclass(frozen=True, slots=True)
class Overspend:
    """Credit spent twice: on the house since `at`, or open still (None)."""

    till: str
    branch: str
    unit: str
    amount: int
    cause: str
    at: int | None


@dataclass(frozen=True, slots=True)
class SignedAct:
    """A privileged act: what, about what, when, where, who did it and who signed for it.

    What the centre did has no `staff`: who asked for it there is kept there (`bashgah-centre tills`).
    """

    fact_id: str
    kind: str
    at: int
    till: str
    branch: str
    staff: str
    signed: tuple[str, ...]
    about: Text
    credit: int = 0
    """What an entry by hand gave of credit; below zero what it took."""


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it for one branch or all, at one moment."""

    at: int
    tills: tuple[OverseenTill, ...]
    overspends: tuple[Overspend, ...]
    acts: tuple[SignedAct, ...]


def words_of(table: dict[str, Text], code: str) -> Text:
    """Return a code in both languages; one nobody knows yet as it is."""
    return table.get(code, Text(code, code))


def oversee(till: Till, session: Session, branch: str | None = None) -> Overview:
    """Return how all tills stand, what was spent twice and who did what, of a branch (id or name) or of all.

    Raises `not_allowed`, `branch_unknown`.
    """
    authorise(till, session, "see_all_branches")
    with till.read() as db:
        asked = find_branch(till, db, branch).branch_id if branch else ""
        return Overview(
            till.now(), tuple(_tills(till, db, asked)), tuple(_overspends(till, db, asked)), _acts(db, asked)
        )


def _tills(till: Till, db: Source, asked: str) -> Iterator[OverseenTill]:
    centre, own = read_centre(db), till.shop.till_id
    holds = held_elsewhere(db, CREDIT)
    rows = tills_seen(db, centre.centre_id if centre else "", asked)
    for till_id, code, branch, last_at, retired_at in rows:
        here = till_id == own
        yield OverseenTill(
            till_id, code, branch, last_at, held_here(db, CREDIT) if here else holds.get(till_id, 0), retired_at,
            doubts_of(db, till_id), here, _waiting(till, db, centre) if here else None,
        )  # fmt: skip


def _waiting(till: Till, db: Source, centre: Centre | None) -> int:
    return 0 if centre is None else Chains(db, till.shop.till_id, centre.acked).waiting()


# -- what was spent twice ---------------------------------------------------------------------------------


def _overspends(till: Till, db: Source, asked: str) -> Iterator[Overspend]:
    places, centre = _places(db), read_centre(db)
    centre_id = centre.centre_id if centre else ""
    yield from (one for place, one in _still_open(till, db, places) if not asked or place == asked)
    yield from (one for place, one in _on_the_house(db, centre_id, places) if not asked or place == asked)


Places = dict[str, tuple[str, str, str]]
"""Till → its code, its branch's id and name."""


def _places(db: Source) -> Places:
    return {till_id: (code, branch_id, name) for till_id, code, branch_id, name in tills(db)}


def _still_open(till: Till, db: Source, places: Places) -> Iterator[tuple[str, Overspend]]:
    for holder, unit, amount in open_overspends(db, till.shop.till_id):
        code, branch_id, name = places.get(holder, (holder[-4:], "", ""))
        yield branch_id, Overspend(code, name, unit, amount, "", None)


def _on_the_house(db: Source, centre_id: str, places: Places) -> Iterator[tuple[str, Overspend]]:
    for raw in recognised_overspends(db, centre_id, MOST):
        fact = parse_fact(raw)
        try:
            body = read_body(fact.kind, fact.version, fact.body)
        except LoyaltyError:
            continue
        assert isinstance(body, OverspendRecognised)
        code, branch_id, name = places.get(body.till_id, (body.till_id[-4:], "", ""))
        for part in body.lots:
            unit = unit_of(db, part.lot_id) or CREDIT
            yield branch_id, Overspend(code, name, unit, part.amount, _cause(db, body), fact.at)


def _cause(db: Source, body: OverspendRecognised) -> str:
    """Return why something was spent twice: that its till was a copy may have shown after the centre said it was put back."""
    if body.cause != "restored":
        return body.cause
    # A till put back with its whole machine parts as a "fork" too, if it records before it exchanges: that proves no copy.
    found = {cause for cause, _ in doubts_of(db, body.till_id)}
    return "copied" if "copied" in found else body.cause


# -- who did what -----------------------------------------------------------------------------------------


def _acts(db: Source, asked: str) -> tuple[SignedAct, ...]:
    names = staff_names(db)
    signed = [_signed_act(db, row, names) for row in signed_acts(db, asked, MOST)]
    acts = sorted([*signed, *_by_the_centre(db, asked)], key=lambda one: one.at, reverse=True)
    return tuple(acts[:MOST])


def _by_the_centre(db: Source, asked: str) -> Iterator[SignedAct]:
    """Return which tills the centre let in and took out of use; a late fact of one out of use is no act of anybody."""
    places, centre = _places(db), read_centre(db)
    for fact_id, raw in centre_acts(db, centre.centre_id if centre else "", MOST):
        fact = parse_fact(raw)
        try:
            body = read_body(fact.kind, fact.version, fact.body)
        except LoyaltyError:
            continue
        assert isinstance(body, TillEnrolled | TillRetired)
        code, branch_id, name = places.get(body.till_id, (body.till_id[-4:], "", ""))
        reason = body.reason if isinstance(body, TillRetired) else ""
        if reason != "late" and (not asked or branch_id == asked):
            about = words_of(REASONS, reason)
            yield SignedAct(fact_id, fact.kind, fact.at, code, name, "", (), about)


def _signed_act(db: Source, row: Row, names: dict[str, str]) -> SignedAct:
    fact_id, kind, at, code, branch, raw, signed = row
    fact = parse_fact(raw)
    by = names.get(fact.staff_id, fact.staff_id)
    return SignedAct(
        fact_id,
        kind,
        at,
        code,
        branch,
        by,
        tuple(signed.split("\x1f")),
        subject_of(db, fact),
        credit_by_hand(db, fact),
    )
