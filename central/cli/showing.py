"""What the centre tells people of its codes, its tills and what was spent twice, in both languages. No sentence is asked for here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from central.store.catalogue import Code
from central.usecases.listing import Held, Overspent, Standing, TillStanding
from loyalty.kinds import CREDIT
from loyalty.uses import USE, is_money
from loyalty.words import Lang, code_text, format_int, format_moment, format_money, isolate, isolate_ltr

ZONE = "Asia/Tehran"

Words = tuple[str, str]
"""(Persian, English)."""

DOUBTS: dict[str, Words] = {
    "behind": ("به عقب برگشته، یا رونوشتی است که اصلش پیش رفته؛ تا همهٔ آنچه را مرکز دارد نخواند اعتبار دیگران به آن داده نمی‌شود",
               "put back to an older state, or a copy whose original has gone on; until it has read all the centre has, it is given no credit of others"),
    "fork": ("دو دستگاه با یک کلید کار می‌کنند (رونوشت)؛ آن را با retire-till ‎--reason copied‎ برکنار کنید و دستگاهی را که می‌ماند در پوشه‌ای تازه از نو بپیوندید",
             "two machines work with one key (a copy); retire it with retire-till --reason copied, and let the one that stays join anew "
             "in a new folder"),
}  # fmt: skip
REASONS: dict[str, Words] = {
    "lost": ("گم شده", "lost"),
    "stolen": ("دزدیده شده", "stolen"),
    "broken": ("خراب شده", "broken"),
    "replaced": ("عوض شده", "replaced"),
    "closed": ("بسته شده", "closed"),
    "copied": ("رونوشت شده", "copied"),
}
CAUSES: dict[str, Words] = {
    "trust": ("با اعتماد و بی خط", "lent on trust, without a line"),
    "late": ("صندوقی که برکنار شده بود دیر خبر داد", "told late by a till that was out of use"),
    "restored": ("صندوق به پیش برگشته بود", "the till had been put back to an older state"),
    "copied": ("صندوق رونوشت شده بود: دو دستگاه با یک کلید", "the till had been copied: two machines with one key"),
    "unexplained": ("بی‌دلیل", "without a cause that is known"),
}  # fmt: skip
STEPS: dict[str, Words] = {
    "": ("صندوق‌های دیگر که به خط بیایند خودکار پوشانده می‌شود؛ کاری لازم نیست", "it is covered by itself as the other tills come to the line; nothing is to be done"),
    "behind": ("آن صندوق باید به خط بیاید و تبادل کند", "that till has to come to the line and exchange"),
    "fork": ("آن صندوق را برکنار کنید: retire-till {till} ‎--reason copied‎", "take that till out of use: retire-till {till} --reason copied"),
    "unexplained": ("کسی باید ببیند: verify را این‌جا و «bashgah verify» را در آن صندوق اجرا کنید", "somebody has to look: run verify here, and “bashgah verify” at that till"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Teller:
    """Says things in a language, amounts in a money unit."""

    lang: Lang
    currency: str = "IRT"

    def pick(self, words: Words, **values: object) -> str:
        """Return words filled in."""
        return words[self.lang != "fa"].format(**values)

    def listed(self, texts: Iterable[str]) -> str:
        """Return texts in a row, with the comma of the language."""
        return ("، " if self.lang == "fa" else ", ").join(texts)

    def moment(self, at: int, zone: str = "") -> str:
        """Return a local day and hour, with the year."""
        return format_moment(at, zone or ZONE, self.lang, year=True)

    def name(self, one: TillStanding) -> str:
        """Return a till as it is shown: its name on receipts, and its branch."""
        called = code_text(one.till.code, self.lang) if one.till.code else isolate_ltr(one.till.till_id)
        return f"{called} · {isolate(one.branch.name)}" if one.branch.name else called

    def held(self, held: Held) -> str:
        """Return what may be spent, each kind by itself."""
        parts = [format_money(held.credit, self.lang, self.currency)]
        parts += [self.points(kind, amount) for kind, amount in held.points]
        if held.uses:
            words = ("حق {count} آفر یا کد", "rights to offers or codes: {count}")
            parts.append(self.pick(words, count=format_int(held.uses, self.lang)))
        return ("، " if self.lang == "fa" else ", ").join(parts)

    def points(self, kind: str, amount: int) -> str:
        """Return points of a kind."""
        told = format_int(amount, self.lang)
        return self.pick(("{told} امتیاز ({kind})", "{told} points ({kind})"), told=told, kind=isolate(kind))

    def amount(self, unit: str, amount: int, lot_id: str = "") -> str:
        """Return an amount of a unit: credit, points, or of an offer its uses or the money of its budget."""
        if unit == CREDIT:
            words = ("{told} اعتبار", "{told} of credit")
            return self.pick(words, told=format_money(amount, self.lang, self.currency))
        if unit == USE and is_money(lot_id):
            words = ("{told} از بودجهٔ یک آفر", "{told} of an offer’s budget")
            return self.pick(words, told=format_money(amount, self.lang, self.currency))
        if unit == USE:
            words = ("{told} بار استفاده از یک آفر", "{told} of an offer’s uses")
            return self.pick(words, told=format_int(amount, self.lang))
        return self.points(unit.partition(":")[2], amount)


# -- codes ------------------------------------------------------------------------------------------------


def show_code(plain: str, code: Code, business: str, zone: str, lang: Lang, *, first: bool) -> str:
    """Return what a one-time code is for, until when, and what to type; `first`: no till has come so far."""
    tell = Teller(lang)
    until = tell.moment(code.expires_at, zone)
    what = _NEW if code.branch_id else _OWN
    named = {"business": isolate(business), "branch": isolate(code.branch_name)}
    lines = [plain, tell.pick(what[0], until=until, **named), tell.pick(what[1])]
    # A line to copy: no mark of direction stands in it.
    lines.append("  " + what[2].format(code=plain))
    lines.append(tell.pick(what[3]))
    if first and code.branch_id:
        lines.append(tell.pick(_NOBODY))
    return "\n".join(lines)


_NEW: tuple[Words, Words, str, Words] = (
    ("کد یک‌بارمصرف برای صندوقی تازه در شعبهٔ «{branch}» از «{business}»، تا {until}.",
     "One-time code for a new till of the branch “{branch}” of “{business}”, good until {until}."),
    ("در صندوق، در پوشه‌ای خالی (PIN این مالک را در این صندوق می‌پرسد):",
     "At the till, in an empty folder (it asks for the PIN of that owner at this till):"),
    "bashgah --shop FOLDER join --centre URL --code {code} --as OWNER",
    ("یا در پنجره، در نخستین اجرا: «صندوق دیگری از یک فروشگاه».",
     "Or in the window, at its first start: “Another till of a shop”."),
)  # fmt: skip
_OWN: tuple[Words, Words, str, Words] = (
    ("کد یک‌بارمصرف برای فروشگاهی که می‌فروشد و با گذشته و شعبهٔ خودش به «{business}» می‌آید، تا {until}.",
     "One-time code for a shop that sells already and comes to “{business}” with its past and its own branch, good until {until}."),
    ("در همان فروشگاه:", "In that shop:"),
    "bashgah --shop FOLDER join --centre URL --code {code} --as OWNER",
    ("یا در پنجره: تنظیمات › مرکز.", "Or in the window: Settings › Centre."),
)  # fmt: skip
_NOBODY: Words = (
    "هنوز صندوقی نپیوسته است: این کد پس از پیوستن فروشگاهی با کدی از ‎--own-branch‎ به کار می‌آید، که مالکش این‌جا رمز می‌گیرد.",
    "No till has joined yet: this code serves once a shop has come with a code made with --own-branch, whose owner gets a PIN here.",
)


# -- tills ------------------------------------------------------------------------------------------------


def show_tills(standing: Standing, lang: Lang) -> str:
    """Return how all tills stand, a few lines each."""
    tell = Teller(lang, standing.currency)
    if not standing.tills:
        return tell.pick(("هنوز صندوقی نپیوسته است.", "No till has joined yet."))
    put_back = standing.put_back_at
    head = [_waits(tell, standing, put_back)] if put_back is not None else []
    return "\n".join([*head, *("\n".join(_till(tell, one, put_back)) for one in standing.tills)])


def show_put_back(standings: Iterable[tuple[Standing, int]], lang: Lang) -> str:
    """Return, of businesses that were put back, until when each knows what happened, whom it waits for, and what to see to."""
    return "\n".join(line for standing, until in standings for line in _put_back(standing, until, lang))


def _put_back(standing: Standing, until: int, lang: Lang) -> Iterator[str]:
    tell = Teller(lang, standing.currency)
    yield tell.pick(_BACK, business=isolate(standing.name), until=tell.moment(until))
    names = _awaited(tell, standing)
    if names:
        yield tell.pick(_UNHEARD, names=names)
        yield tell.pick(_LET_IN_AGAIN)
        yield "  bashgah-centre retire-till TILL --reason stolen --by NAME --by NAME"


_BACK: Words = (
    "«{business}» بازگردانده شد: این‌جا آنچه تا {until} شنیده شده بود هست؛ بقیه را صندوق‌ها دوباره می‌فرستند.",
    "“{business}” is restored: what was heard until {until} is here; the tills send the rest again.",
)
_UNHEARD: Words = (
    "تا آمدن همهٔ این‌ها مرکز اعتباری جابه‌جا نمی‌کند: {names}.",
    "Until all of these have been here, the centre moves no credit: {names}.",
)
_LET_IN_AGAIN: Words = (
    "صندوقی که پس از آن زمان برکنار شده (دزدیده، گم شده) دوباره راه دارد، تا صندوقی که خبر برکناری را خوانده بیاید. "
    "پیش از serve دوباره برکنارش کنید:",
    "A till that was taken out of use after that time (stolen, lost) is let in again, until a till that has read of it was here. "
    "Take it out of use again before serve:",
)


def _waits(tell: Teller, standing: Standing, put_back: int) -> str:
    words = (
        "این مرکز در {at} از پشتیبان برگشت. تا آمدن هر صندوق، اعتباری جابه‌جا نمی‌کند؛ آنچه پایین است به گفتهٔ پشتیبان است. "
        "هنوز نیامده‌اند: {names}. اگر یکی از این‌ها پس از آن پشتیبان برکنار شده بود، دوباره برکنارش کنید.",
        "This centre was put back from a backup on {at}. Until every till has been here it moves no credit, and what stands below "
        "is as the backup tells. Still to be heard: {names}. If one of them was taken out of use after that backup, take it out of use again.",
    )
    return tell.pick(words, at=tell.moment(put_back), names=_awaited(tell, standing))


def _awaited(tell: Teller, standing: Standing) -> str:
    waited = (one for one in standing.tills if one.till.awaited and one.till.retired_at is None)
    return "; ".join(tell.name(one) for one in waited)


def _till(tell: Teller, one: TillStanding, put_back: int | None) -> Iterator[str]:
    yield f"{tell.name(one)} — {_state(tell, one, put_back)}"
    words = (
        "   {seen}؛ {waiting}؛ بی پرسش خرج‌شدنی: {held}",
        "   {seen}; {waiting}; may spend without asking: {held}",
    )
    yield tell.pick(words, seen=_seen(tell, one), waiting=_waiting(tell, one), held=tell.held(one.held))
    yield tell.pick(("   شناسه {till}", "   id {till}"), till=isolate_ltr(one.till.till_id))


def _state(tell: Teller, one: TillStanding, put_back: int | None) -> str:
    till, at = one.till, partial(tell.moment, zone=one.branch.zone)
    if till.retired_at is not None:
        why = REASONS.get(one.reason, (one.reason, one.reason))
        told = tell.pick(("برکنار از {at}", "retired since {at}"), at=at(till.retired_at))
        by = (isolate(name) for name in one.retired_by)
        named = tell.pick(("به نام {by}", "by {by}"), by=tell.listed(by)) if one.retired_by else ""
        said = [text for text in (tell.pick(why) if one.reason else "", named) if text]
        return f"{told} ({tell.listed(said)})" if said else told
    if till.doubt:
        doubt = DOUBTS.get(till.doubt, (till.doubt, till.doubt))
        return tell.pick(("گذشتهٔ ناروشن: {why}", "past in doubt: {why}"), why=tell.pick(doubt))
    if till.awaited and put_back is not None:
        words = ("از برگشت مرکز در {at} هنوز نیامده است", "not heard since the centre was put back on {at}")
        return tell.pick(words, at=at(put_back))
    return tell.pick(("به کار", "at work"))


def _seen(tell: Teller, one: TillStanding) -> str:
    if not one.till.seen_at:
        joined = tell.moment(one.till.enrolled_at, one.branch.zone)
        return tell.pick(
            ("از پیوستنش در {at} تبادلی نکرده است", "no exchange since it joined on {at}"), at=joined
        )
    seen = tell.moment(one.till.seen_at, one.branch.zone)
    return tell.pick(("آخرین بار این‌جا {at}", "last here {at}"), at=seen)


def _waiting(tell: Teller, one: TillStanding) -> str:
    if not one.till.waiting:
        return tell.pick(("چیزی برای فرستادن نداشت", "nothing waited there then"))
    words = ("{count} ثبت آن‌جا در انتظار بود", "records that waited there then: {count}")
    return tell.pick(words, count=format_int(one.till.waiting, tell.lang))


# -- what was spent twice ---------------------------------------------------------------------------------


def show_overspends(found: Sequence[Overspent], currency: str, lang: Lang) -> str:
    """Return what was spent twice: who, how much of what, why, since when, and what to do."""
    tell = Teller(lang, currency)
    if not found:
        return tell.pick(("هیچ اعتباری دو بار خرج نشده است.", "Nothing was spent twice."))
    return "\n".join("\n".join(_overspent(tell, one)) for one in found)


def _overspent(tell: Teller, one: Overspent) -> Iterator[str]:
    words = ("{till} — {amount}؛ علت: {cause}", "{till} — {amount}; cause: {cause}")
    cause = CAUSES.get(one.cause, CAUSES["unexplained"])
    amount = tell.amount(one.unit, one.amount, one.lot_id)
    yield tell.pick(words, till=tell.name(one.till), amount=amount, cause=tell.pick(cause))
    since = tell.moment(one.at, one.till.branch.zone) if one.at is not None else "—"
    if one.fact_id:
        words = (
            "   از {at} بر عهدهٔ فروشگاه؛ از عضو چیزی گرفته نمی‌شود و کاری لازم نیست",
            "   on the house since {at}; the member is charged nothing, and nothing is to be done",
        )
        yield tell.pick(words, at=since)
    else:
        words = ("   باز از {at}؛ {step}", "   open since {at}; {step}")
        yield tell.pick(words, at=since, step=_step(tell, one))


def _step(tell: Teller, one: Overspent) -> str:
    doubt = one.till.till.doubt if one.till.till.retired_at is None else ""
    step = STEPS["unexplained"] if one.cause == "unexplained" else STEPS.get(doubt, STEPS[""])
    return tell.pick(step, till=isolate_ltr(one.till.till.code or one.till.till.till_id))


def show_retired(one: TillStanding, taken: Held, currency: str, lang: Lang) -> str:
    """Return that a till is retired, what of it is the centre's again, and that older backups do not know it."""
    tell = Teller(lang, currency)
    words = (
        "صندوق {till} برکنار شد؛ آنچه نزدش بود به مرکز بازگشت: {held}.\n"
        "پشتیبان‌های پیش از این آن را به کار می‌دانند: اکنون پشتیبانی تازه بگیرید (bashgah-centre backup FILE).",
        "The till {till} is retired; what it held is the centre’s again: {held}.\n"
        "Backups made before this know it as at work: make a new one now (bashgah-centre backup FILE).",
    )
    return tell.pick(words, till=tell.name(one), held=tell.held(taken))
