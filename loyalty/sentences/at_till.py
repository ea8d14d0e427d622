"""What the counter will do with a purchase under an offer that is being written, as one sentence in both languages."""

from __future__ import annotations

from loyalty.documents import Text
from loyalty.offers.worst_case import AtTill, Check
from loyalty.sentences.names import Names, name_of
from loyalty.words import LANGUAGES, Lang, format_int


def say_at_till(check: Check, names: Names) -> Text | None:
    """Return what the counter will do, None where no purchase was found on which the offer works."""
    if check.at_till is None:
        return None
    return Text(*(_say(check.at_till, lang, names, later=check.later) for lang in LANGUAGES))


def _say(told: AtTill, lang: Lang, names: Names, *, later: bool) -> str:
    done = _done(told, lang, names, later=later)
    return " ".join(part for part in (f"{_bought(told, lang, names)}: {done}", _worst(told, lang)) if part)


def _bought(told: AtTill, lang: Lang, names: Names) -> str:
    """Return who buys what: the tier is named where it tells members apart, and what is bought beside the group."""
    amount, group = names.money(told.amount, lang), name_of(names.groups, told.group, lang)
    tier, rest = name_of(names.tiers, told.tier, lang), names.money(told.whole - told.amount, lang)
    beside = told.whole > told.amount
    if lang == "fa":
        who = f" برای عضو {tier}،" if told.tier else ""
        return f"در صندوق،{who} خرید {amount} از {group}{f' و {rest} از چیزهای دیگر' if beside else ''}"
    who = f" for a member of {tier}," if told.tier else ""
    return f"At the counter,{who} a purchase of {amount} of {group}{f' and {rest} of other goods' if beside else ''}"


def _worst(told: AtTill, lang: Lang) -> str:
    """Return that the rows are not of the price that was just told, but of the worst case."""
    if not told.worst:
        return ""
    return (
        "رقم‌های سود از بدترین حالت است: عضوی که همهٔ آفرهای جاری به او برسد و کفی جلوی آن‌ها را نگیرد."
        if lang == "fa"
        else "The figures of profit are of the worst case: a member whom every live offer reaches, with no floor keeping one off."
    )


def _done(told: AtTill, lang: Lang, names: Names, *, later: bool) -> str:
    fa = lang == "fa"
    if told.held:
        return (
            "این آفر داده نمی‌شود، چون کف حاشیهٔ سود جلویش را می‌گیرد، مگر مدیری آن را با دلیل بگذراند."
            if fa
            else "this offer is not given, for the margin floor keeps it off, unless a manager lets it through with a reason."
        )
    given = [*_given(told, lang, names)]
    if later:
        given.append(
            "آنچه برای بعد است پس از ثبت داده می‌شود"
            if fa
            else "what is for later is given once it is recorded"
        )
    listed = _listed(given, lang) or ("چیزی از این آفر نمی‌گیرد" if fa else "it gives nothing")
    pays = names.money(told.to_pay, lang)
    beside = told.whole - told.to_pay > told.discount
    if fa:
        return f"{listed}؛ {'با آفرهایی که به همه می‌رسد ' if beside else ''}{pays} پرداختنی است."
    return f"{listed}; {pays} is to pay{', with the offers that reach everybody' if beside else ''}."


def _given(told: AtTill, lang: Lang, names: Names) -> list[str]:
    fa, found = lang == "fa", []
    if told.discount:
        amount = names.money(told.discount, lang)
        found.append(f"{amount} کم می‌شود" if fa else f"{amount} comes off")
    if told.credit:
        amount = names.money(told.credit, lang)
        found.append(f"{amount} اعتبار به عضو می‌رسد" if fa else f"the member gets {amount} of credit")
    if told.points:
        number = format_int(told.points, lang)
        found.append(f"{number} امتیاز به عضو می‌رسد" if fa else f"the member gets {number} points")
    return found


def _listed(parts: list[str], lang: Lang) -> str:
    *rest, last = parts or [""]
    both = " و " if lang == "fa" else " and "
    return f"{('، ' if lang == 'fa' else ', ').join(rest)}{both}{last}" if rest else last
