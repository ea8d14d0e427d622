"""The owner's view of all tills of the business: how old what is known of each is, what was spent twice, who did what.

All of it is read from the facts that are here; each row says whose it is, so that one branch or all can be shown.
"""

# ruff: noqa: S608 - statements are put together from names of this program alone; values are always bound.

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.models.exchanges import Centre, Chains, read_centre
from desktop.models.queries.lots import RIGHT
from desktop.models.sources import Row, Source
from desktop.usecases.authority import authorise
from desktop.usecases.branches import find_branch
from desktop.usecases.exchange.act_subjects import credit_by_hand, subject_of
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.facts import parse_fact
from loyalty.kinds import CREDIT, OverspendRecognised, read_body
from loyalty.rights import CENTRE

MOST = 200
"""How many acts, and how many overspends, are looked back on."""

CAUSES = {
    "": Text("هنوز روشن نیست، تا خبر همهٔ صندوق‌ها برسد", "not settled yet, until all tills are heard"),
    "trust": Text("با اعتماد، بی خط", "on trust, without a line"),
    "late": Text("خبر دیررس صندوق کنارگذاشته", "told late by a till out of use"),
    "restored": Text("صندوقی که به گذشته برگشته بود", "by a till that was put back"),
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
    """A privileged act: what, about what, when, where, who did it and who signed for it."""

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
    holds = dict(
        db.rows(
            "SELECT r.holder, sum(r.amount) FROM right_elsewhere AS r JOIN lot_balance AS b USING (lot_id) "
            "WHERE b.unit = ? AND r.amount > 0 GROUP BY r.holder",
            (CREDIT,),
        )
    )
    rows = db.rows(
        "SELECT t.till_id, t.code, coalesce(b.name, ''), (SELECT max((SELECT f.at FROM fact AS f WHERE f.epoch = e.epoch "
        "ORDER BY f.seq DESC LIMIT 1)) FROM epoch AS e WHERE e.till_id = t.till_id), n.retired_at FROM till AS t "
        "LEFT JOIN branch AS b USING (branch_id) LEFT JOIN enrolled_till AS n USING (till_id) "
        "WHERE t.till_id <> ?1 AND (?2 = '' OR t.branch_id = ?2) ORDER BY 3, 2",
        (centre.centre_id if centre else "", asked),
    )
    for till_id, code, branch, last_at, retired_at in rows:
        here = till_id == own
        yield OverseenTill(
            till_id, code, branch, last_at, _own_holding(db) if here else holds.get(till_id, 0), retired_at,
            _doubts(db, till_id), here, _waiting(till, db, centre) if here else None,
        )  # fmt: skip


def _own_holding(db: Source) -> int:
    found: int = db.value(
        f"SELECT coalesce(sum(max(0, coalesce({RIGHT}, b.remaining))), 0) FROM lot_balance AS b WHERE b.unit = ? AND b.remaining > 0",
        (CREDIT,),
    )
    return found


def _waiting(till: Till, db: Source, centre: Centre | None) -> int:
    return 0 if centre is None else Chains(db, till.shop.till_id, centre.acked).waiting()


def _doubts(db: Source, till_id: str) -> tuple[tuple[str, int], ...]:
    rows = db.rows(
        "SELECT cause, opened_at FROM epoch WHERE till_id = ? AND parent_epoch <> '' ORDER BY opened_at DESC, epoch",
        (till_id,),
    )
    return tuple((cause, at) for cause, at in rows)


# -- what was spent twice ---------------------------------------------------------------------------------


def _overspends(till: Till, db: Source, asked: str) -> Iterator[Overspend]:
    places, centre = _places(db), read_centre(db)
    centre_id = centre.centre_id if centre else ""
    yield from (one for place, one in _still_open(till, db, places) if not asked or place == asked)
    yield from (one for place, one in _on_the_house(db, centre_id, places) if not asked or place == asked)


Places = dict[str, tuple[str, str, str]]
"""Till → its code, its branch's id and name."""


def _places(db: Source) -> Places:
    rows = db.rows(
        "SELECT t.till_id, t.code, t.branch_id, coalesce(b.name, '') FROM till AS t LEFT JOIN branch AS b USING (branch_id)"
    )
    return {till_id: (code, branch_id, name) for till_id, code, branch_id, name in rows}


def _still_open(till: Till, db: Source, places: Places) -> Iterator[tuple[str, Overspend]]:
    rows = db.rows(
        "SELECT r.holder, b.unit, -sum(r.amount) FROM right_elsewhere AS r JOIN lot_balance AS b USING (lot_id) "
        "WHERE r.amount < 0 AND r.holder <> ? GROUP BY r.holder, b.unit UNION ALL "
        f"SELECT ?, unit, -sum(own) FROM (SELECT b.unit, {RIGHT} AS own FROM lot_balance AS b WHERE b.lot_id IN "
        "(SELECT lot_id FROM right_elsewhere)) WHERE own < 0 GROUP BY unit",
        (CENTRE, till.shop.till_id),
    )
    for holder, unit, amount in rows:
        code, branch_id, name = places.get(holder, (holder[-4:], "", ""))
        yield branch_id, Overspend(code, name, unit, amount, "", None)


def _on_the_house(db: Source, centre_id: str, places: Places) -> Iterator[tuple[str, Overspend]]:
    rows = db.rows(
        "SELECT raw FROM fact WHERE epoch IN (SELECT epoch FROM epoch WHERE till_id = ?) "
        "AND kind = 'overspend.recognised' ORDER BY +pos DESC LIMIT ?",
        (centre_id, MOST),
    )
    for (raw,) in rows:
        fact = parse_fact(raw)
        try:
            body = read_body(fact.kind, fact.version, fact.body)
        except LoyaltyError:
            continue
        assert isinstance(body, OverspendRecognised)
        code, branch_id, name = places.get(body.till_id, (body.till_id[-4:], "", ""))
        for part in body.lots:
            unit = db.value("SELECT unit FROM lot_balance WHERE lot_id = ?", (part.lot_id,)) or CREDIT
            yield branch_id, Overspend(code, name, unit, part.amount, body.cause, fact.at)


# -- who did what -----------------------------------------------------------------------------------------


def _acts(db: Source, asked: str) -> tuple[SignedAct, ...]:
    rows = db.rows(
        "SELECT f.fact_id, f.kind, f.at, coalesce(t.code, ''), coalesce(b.name, ''), f.raw, "
        "group_concat(coalesce(s.name, a.staff_id), char(31)) FROM act_signature AS a JOIN fact AS f USING (fact_id) "
        "LEFT JOIN staff AS s ON s.staff_id = a.staff_id LEFT JOIN till AS t ON t.till_id = f.till_id "
        "LEFT JOIN branch AS b ON b.branch_id = t.branch_id WHERE ?1 = '' OR t.branch_id = ?1 "
        "GROUP BY f.fact_id ORDER BY f.at DESC, f.epoch, f.seq DESC LIMIT ?2",
        (asked, MOST),
    )
    names = dict(db.rows("SELECT staff_id, name FROM staff"))
    return tuple(_signed_act(db, row, names) for row in rows)


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
