"""The sale of the pictures, as shown values: one member, four lines, one line typed and not added yet."""

from __future__ import annotations

import datetime as dt

from desktop.ui.sale.shown import (
    ShownBasket,
    ShownCandidate,
    ShownEarned,
    ShownEffect,
    ShownLine,
    ShownMember,
    ShownMissing,
    ShownNear,
    ShownOther,
    ShownPay,
    ShownReading,
    ShownTender,
)
from desktop.ui.sale.view import SaleView

FA, EN = 0, 1
WORDS = {
    "name": ("سارا رضایی‌نژاد", "Sara Rezaei-Nejad"),
    "silver": ("نقره‌ای", "Silver"),
    "gold": ("طلایی", "Gold"),
    "points": ("امتیاز", "Points"),
    "shoes": ("کفش", "Shoes"),
    "bag": ("کیف", "bags"),
    "typed": ("کفش ۶۰۰۰۰۰", "shoes 600000"),
    "word": ("کفش", "shoes"),
    "trainers": ("کفش اسپرت آریا، ۴۲", "Arya trainers, 42"),
    "socks": ("جوراب نخی، بستهٔ سه‌تایی", "Cotton socks, pack of 3"),
    "leather": ("کیف دوشی چرم", "Leather shoulder bag"),
    "polish": ("واکس بی‌رنگ", "Neutral shoe polish"),
    "autumn": ("پاییزهٔ کفش ۱۰٪", "Autumn shoes 10%"),
    "half": ("دومی نصف قیمت", "Second at half price"),
    "double": ("امتیاز دوبرابر", "Double points"),
    "five": ("۵٪ تخفیف کل سبد از ۲٬۵۰۰٬۰۰۰", "5% off the basket from 2,500,000"),
    "five_short": ("۵٪ تخفیف کل سبد", "5% off the basket"),
    "twenty": ("۲۰٪ اعتبار به‌جای ۱۰٪ در کیف", "20% credit instead of 10% on bags"),
    "clothes": ("۲۰٪ تخفیف پوشاک", "20% off clothing"),
}


def picture_member(lang: int) -> ShownMember:
    """Sara, silver, with 485,000 to spend."""
    return ShownMember(
        member_id="m",
        name=WORDS["name"][lang],
        phone="\u2066" + ("۰۹۱۲ ••• ۴۵۶۷" if lang == FA else "0912 ••• 4567") + "\u2069",
        may_reveal=True,
        joined_on=dt.date(2024, 4, 10),
        tier=WORDS["silver"][lang],
        next_tier=WORDS["gold"][lang],
        to_next=3_460_000,
        tier_share=(6_800, 10_000),
        credit=485_000,
        safe=360_000,
        trusted=125_000,
        expiring=85_000,
        expires_on=dt.date(2026, 11, 28),
        days_left=7,
        points=1_240,
        points_name=WORDS["points"][lang],
        points_expiring=120,
        points_expire_on=dt.date(2027, 1, 20),
        visits=31,
        last_visit_on=dt.date(2026, 11, 9),
        days_ago=12,
        birthday_on=dt.date(2026, 11, 25),
        days_to_birthday=4,
        applying=(ShownNear(WORDS["autumn"][lang], None, ShownEarned(discount=128_000)),),
    )


def picture_lines(lang: int) -> tuple[ShownLine, ...]:
    """The four lines."""
    rows = (
        (
            "trainers",
            "62601105",
            1,
            1_280_000,
            1_280_000,
            1_152_000,
            ("autumn", ShownEarned(discount=128_000)),
        ),
        ("socks", "62604418", 2, 95_000, 190_000, 142_500, ("half", ShownEarned(discount=47_500))),
        ("leather", "62607730", 1, 860_000, 860_000, 860_000, None),
        ("polish", "62609012", 1, 68_000, 68_000, 68_000, ("double", ShownEarned(points=6))),
    )
    return tuple(
        ShownLine(
            place,
            WORDS[name][lang],
            code,
            quantity * 1_000,
            price,
            gross,
            net,
            (ShownEffect(WORDS[effect[0]][lang], effect[1]),) if effect else (),
        )
        for place, (name, code, quantity, price, gross, net, effect) in enumerate(rows, start=1)
    )


def picture_pay(lang: int) -> ShownPay:
    """2,398,000 with 175,500 off, 322,500 of credit, card and cash."""
    return ShownPay(
        gross=2_398_000,
        discount=175_500,
        net=2_222_500,
        credit=322_500,
        credit_first=85_000,
        credit_first_on=dt.date(2026, 11, 28),
        to_pay=1_900_000,
        vat=202_045,
        tenders=(ShownTender("card", 1_500_000), ShownTender("cash", 500_000, active=True)),
        change=100_000,
        earned_credit=222_250,
        earned_points=((WORDS["points"][lang], 228),),
        priced=True,
        can_record=True,
        may_spend_credit=True,
        more_tenders=("transfer", "coupon", "other"),
    )


def picture_nearly(lang: int) -> tuple[ShownNear, ...]:
    """The two offers that lack least."""
    money = ShownMissing("amount", 2_222_500, 2_500_000)
    bag = ShownMissing("quantity", 1_000, 2_000, WORDS["bag"][lang])
    return (
        ShownNear(WORDS["five"][lang], money, ShownEarned(discount=125_000)),
        ShownNear(WORDS["twenty"][lang], bag, ShownEarned(credit=86_000)),
    )


def picture_reading(lang: int) -> ShownReading:
    """An amount in a group, with other readings."""
    chosen = ShownCandidate("group_amount", WORDS["shoes"][lang], "", 600_000)
    others = (ShownOther("product", WORDS["word"][lang], 14),)
    return ShownReading("ready", chosen, others, WORDS["five_short"][lang])


def show_picture(view: SaleView, lang: int) -> SaleView:
    """Show the whole picture."""
    soft = ShownCandidate("group_amount", WORDS["shoes"][lang], "", 600_000)
    view.set_field(WORDS["typed"][lang])
    view.show_member(picture_member(lang))
    view.show_basket(ShownBasket(picture_lines(lang), 5_000, soft, True, 1))
    view.show_pay(picture_pay(lang))
    view.show_nearly(picture_nearly(lang), any_offer=True)
    view.show_reading(picture_reading(lang))
    return view
