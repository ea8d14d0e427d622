"""Words of the sale screen that several of its parts share: what is missing, what is gained, kinds of payment."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from desktop.ui import language
from desktop.ui.sale.shown import ShownCandidate, ShownEarned, ShownMissing, ShownOther, ShownReading
from desktop.ui.widgets.smart_field import Reading
from loyalty.basket import UNIT_QUANTITY

TENDER_ICONS = {"cash": "cash", "card": "card", "transfer": "sync", "coupon": "tag", "other": "more"}
TENDER_KEYS = {"cash": "F3", "card": "F4"}


class SaleCounts(QObject):
    """Words that count something: the translation tool finds plurals in `tr` alone."""

    def visits(self, missing: int) -> str:
        """How many visits an offer still wants."""
        return self.tr("%n more visits", "", missing)

    def days(self, missing: int) -> str:
        """How many days an offer still wants."""
        return self.tr("%n more days", "", missing)

    def points(self, number: int) -> str:
        """How many points an offer adds."""
        return self.tr("%n more points", "", number)

    def digits(self, missing: int) -> str:
        """How many digits a mobile lacks."""
        return self.tr("A mobile has 11 digits: %n missing", "", missing)

    def digits_over(self, over: int) -> str:
        """How many digits a mobile has too many."""
        return self.tr("A mobile has 11 digits: %n too many", "", over)


def tender_words(kind: str) -> str:
    """The name of a kind of payment."""
    return {
        "cash": QCoreApplication.translate("Sale", "Cash"),
        "card": QCoreApplication.translate("Sale", "Bank card"),
        "transfer": QCoreApplication.translate("Sale", "Transfer"),
        "coupon": QCoreApplication.translate("Sale", "Coupon"),
        "other": QCoreApplication.translate("Sale", "Other"),
        "credit": QCoreApplication.translate("Sale", "Credit"),
    }.get(kind, kind)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the field says of the one thing it asks for: its chip ('' where it takes anything), and what Esc does."""

    chip: str
    placeholder: str
    leave: str
    icon: str = "search"


def asked_words(asked: str, spent: int = 0) -> Asked:
    """What the field says while it asks for one thing alone; of credit that is `spent` already it says so."""
    translate = QCoreApplication.translate
    if not asked:
        return Asked(
            "", translate("Sale", "Phone, card, product, amount or name"), translate("Sale", "Clear")
        )
    back = translate("Sale", "Back to the sale")
    if asked == "counted":
        chip, text = translate("Sale", "Counting the drawer"), translate("Sale", "How much cash is in it?")
        return Asked(chip, text, translate("Sale", "Not now"), "cash")
    if asked == "voided":
        text = translate("Sale", "Enter voids the whole sale; Ctrl+Del does not")
        return Asked(translate("Sale", "Void"), text, back, "refund")
    if asked in ("receipt", "returned"):
        text = translate("Sale", "Receipt number")
        if asked == "returned":
            text = translate("Sale", "How many of the line come back, or another receipt")
        return Asked(translate("Sale", "Refund"), text, back, "refund")
    if asked == "credit":
        return Asked(
            tender_words(asked),
            _credit_asked(spent),
            translate("Sale", "No credit"),
            "star",
        )
    return Asked(
        tender_words(asked), translate("Sale", "How much is paid this way?"), back, TENDER_ICONS[asked]
    )


def _credit_asked(spent: int) -> str:
    if not spent:
        return QCoreApplication.translate("Sale", "How much credit to spend?")
    text = QCoreApplication.translate("Sale", "{amount} is being spent; another amount?")
    return text.format(amount=language.formats().money(spent))


def missing_words(lack: ShownMissing) -> str:
    """What is missing, as a number with its unit."""
    written = language.formats()
    if lack.what in ("amount", "average"):
        text = QCoreApplication.translate("Sale", "{amount} to go").format(amount=written.money(lack.more))
    elif lack.what == "quantity":
        if lack.more == 1_000 and lack.group:
            return QCoreApplication.translate("Sale", "One more of {group}").format(group=lack.group)
        number = written.quantity(lack.more)
        text = QCoreApplication.translate("Sale", "{number} more pieces").format(number=number)
    elif lack.what == "visits":
        text = written.numerals(SaleCounts().visits(lack.more))
    else:
        text = written.numerals(SaleCounts().days(lack.more))
    if not lack.group:
        return text
    return QCoreApplication.translate("Sale", "{missing} of {group}").format(missing=text, group=lack.group)


def worth_words(worth: ShownEarned) -> str:
    """What an offer would bring at least; '' when nobody knows yet."""
    written = language.formats()
    if worth.discount:
        amount = written.money(worth.discount)
        return QCoreApplication.translate("Sale", "Worth at least {amount}").format(amount=amount)
    if worth.credit:
        amount = written.money(worth.credit)
        return QCoreApplication.translate("Sale", "Worth {amount} in credit").format(amount=amount)
    if worth.points:
        points = written.counted(SaleCounts().points(worth.points), worth.points)
        return QCoreApplication.translate("Sale", "Worth {points}").format(points=points)
    return ""


def earned_words(earned: ShownEarned) -> str:
    """What an offer did, as signed figures: a discount lowers, credit and points are gained."""
    written = language.formats()
    parts = []
    if earned.discount:
        parts.append(written.signed_amount(-earned.discount))
    if earned.credit:
        credit = QCoreApplication.translate("Sale", "{amount} credit").format(
            amount=written.signed_amount(earned.credit)
        )
        parts.append(credit)
    if earned.points:
        points = QCoreApplication.translate("Sale", "{number} points").format(
            number=written.signed(earned.points)
        )
        parts.append(points)
    return "  ".join(parts)


def amount_words(shown: ShownCandidate) -> str:
    """What the smart field understood of an amount: «مبلغ در گروه کفش»."""
    if shown.title:
        return QCoreApplication.translate("Sale", "Amount in {group}").format(group=shown.title)
    return QCoreApplication.translate("Sale", "Amount")


def reading_words(shown: ShownCandidate) -> tuple[str, str, str]:
    """(kind, value, icon) of what Enter will do, for the smart field."""
    written = language.formats()
    kind = shown.kind
    money = "" if shown.amount is None else written.money(shown.amount)
    if kind in ("amount", "group_amount"):
        return amount_words(shown), _times(shown) + money, "check"
    if kind == "refused":
        return shown.title, "", "question"
    if kind == "member":
        return QCoreApplication.translate("Sale", "Member"), shown.title or shown.note, "person"
    if kind == "new_member":
        return QCoreApplication.translate("Sale", "New member"), written.phone(shown.note), "plus"
    if kind == "product":
        return shown.title, _times(shown) + money, "box"
    if kind == "receipt":
        return QCoreApplication.translate("Sale", "Receipt"), written.code(shown.note), "refund"
    if kind == "code":
        return QCoreApplication.translate("Sale", "Discount code"), written.code(shown.note), "tag"
    if kind == "quantity":
        return QCoreApplication.translate("Sale", "Quantity"), written.quantity(shown.quantity), "check"
    if kind == "count_first":
        return QCoreApplication.translate("Sale", "No shift is open: count the cash first"), money, "cash"
    if kind == "not_cash":
        name = shown.title or written.code(shown.note)
        return QCoreApplication.translate("Sale", "A code, not counted cash"), name, "question"
    if kind == "counted":
        return (
            QCoreApplication.translate("Sale", "Opens the shift with"),
            written.money(shown.amount or 0),
            "cash",
        )
    return tender_words(kind), money, TENDER_ICONS.get(kind, "check")


def beside_words(reading: ShownReading) -> str:
    """What is worth knowing before Enter: an offer a line would reach, how a count stands to the last one, or that
    the list is not all of it.
    """
    translate = QCoreApplication.translate
    if reading.more:
        count = language.formats().count(len(reading.choices))
        return translate("Sale", "These are the first {count}, there are more: type on").format(count=count)
    if reading.reaches:
        return translate("Sale", "Adding it reaches {offer}").format(offer=reading.reaches)
    if reading.apart is None:
        return ""
    if not reading.apart:
        return translate("Sale", "As much as was counted at the last close")
    amount = language.formats().money(abs(reading.apart))
    less = translate("Sale", "{amount} less than at the last close")
    more = translate("Sale", "{amount} more than at the last close")
    return (less if reading.apart < 0 else more).format(amount=amount)


def credit_words(amount: int) -> str:
    """What a member of a list may spend here."""
    return QCoreApplication.translate("Sale", "credit {amount}").format(
        amount=language.formats().money(amount)
    )


def half_typed_words(text: str, taken: ShownCandidate | None, *, refunding: bool) -> str:
    """What became of a text that stood in the field when recording was asked for; title and hint."""
    if taken is None:
        said = QCoreApplication.translate("Sale", "“{text}” is typed but not taken in; nothing was recorded")
        way = QCoreApplication.translate("Sale", "Enter takes it in, Esc clears it. Then record.")
        return said.format(text=language.formats().name(text)) + "\n" + way
    kind, value, _ = reading_words(taken)
    if refunding:
        said = QCoreApplication.translate("Sale", "Taken in first, nothing recorded yet: {what}")
        way = QCoreApplication.translate("Sale", "Look at what goes back, then confirm again.")
    else:
        said = QCoreApplication.translate("Sale", "Taken in first, nothing recorded yet: {what}")
        way = QCoreApplication.translate("Sale", "Look at the total, then record again.")
    return said.format(what=" · ".join(part for part in (kind, value) if part)) + "\n" + way


def notice_words(notice: str) -> str:
    """What was done, or has to be done first; title and hint."""
    translate = QCoreApplication.translate
    words = {
        "parked": (
            translate("SaleView", "The basket is parked"),
            translate("SaleView", "F7 takes it up again."),
        ),
        "copied": (
            translate("SaleView", "The receipt is printed again"),
            translate("SaleView", "It says that it is a copy, and which."),
        ),
        "training_needs_empty": (
            translate("SaleView", "Training begins with an empty basket"),
            translate("SaleView", "Park this one with F6 first."),
        ),
        "basket_put_by": (
            translate("SaleView", "The open basket waits until training ends"),
            translate("SaleView", "It is kept as it is; F11 ends training and brings it back."),
        ),
        "basket_back": (
            translate("SaleView", "The basket that waited during training is here again"),
            translate("SaleView", "Go on with it, or park it with F6."),
        ),
        "pin_open": (
            translate("SaleView", "A PIN is being asked for"),
            translate("SaleView", "Type it, or leave with Esc; then press the key again."),
        ),
        "refund_open": (
            translate("SaleView", "A refund or void is open"),
            translate("SaleView", "Finish it, or leave it with Esc; then press the key again."),
        ),
        "enrolment_open": (
            translate("SaleView", "A new member is being enrolled"),
            translate("SaleView", "Finish it, or leave it with Esc; then press the key again."),
        ),
    }
    return "\n".join(words[notice])


def understood(reading: ShownReading) -> Reading | None:
    """What the smart field says under a text: what Enter will do with it, or why it would do nothing."""
    if reading.chosen is not None:
        kind, value, icon = reading_words(reading.chosen)
        # Enter does nothing with these: they are said, not offered.
        told = reading.chosen.kind in ("not_cash", "refused")
        return Reading(kind, value, icon, "plain" if told else "soft", does=not told)
    said = _nothing_words(reading)
    return Reading(said, "", "question", "plain", does=False) if said else None


def _nothing_words(reading: ShownReading) -> str:
    """Why Enter would do nothing with the text, and what to type; '' where it would or an answer is still to come."""
    if reading.state == "short":
        return language.formats().numerals(SaleCounts().digits(reading.missing))
    if reading.state == "long":
        return language.formats().numerals(SaleCounts().digits_over(reading.over))
    words = {
        "no_code": QCoreApplication.translate("Sale", "No product and no card has this code: type the price"),
        "no_count": QCoreApplication.translate("Sale", "This is no sum: type the counted cash in figures"),
        "unknown": QCoreApplication.translate(
            "Sale", "Nothing found: type a mobile, a name, a code or +amount"
        ),
    }
    return words.get(reading.state, "")


def _times(shown: ShownCandidate) -> str:
    if shown.unit:
        return f"{language.formats().measure(shown.quantity, shown.unit)} · "
    if shown.quantity in (0, UNIT_QUANTITY):
        return ""
    pieces, each = language.formats().quantity(shown.quantity), (shown.amount or 0) * UNIT_QUANTITY
    whole = each % shown.quantity == 0
    return f"{pieces} × {language.formats().amount(each // shown.quantity)} = " if whole else f"{pieces} · "


def other_words(other: ShownOther) -> str:
    """Another reading in a few words, for the line under the field."""
    written = language.formats()
    count = "" if other.count is None else written.count(other.count)
    if other.more:
        count = QCoreApplication.translate("Sale", "more than {count}").format(count=count)
    if other.kind == "product":
        text = QCoreApplication.translate("Sale", "products “{text}” ({count})")
        return text.format(text=written.numerals(other.text), count=count)
    if other.kind == "member":
        text = QCoreApplication.translate("Sale", "members “{text}” ({count})")
        return text.format(text=written.numerals(other.text), count=count)
    if other.kind == "new_member":
        return QCoreApplication.translate("Sale", "new member")
    if other.kind == "receipt":
        return QCoreApplication.translate("Sale", "receipt {number}").format(number=written.code(other.text))
    amount = "" if other.amount is None else written.money(other.amount)
    return QCoreApplication.translate("Sale", "amount {amount}").format(amount=amount)
