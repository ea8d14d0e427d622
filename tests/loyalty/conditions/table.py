"""Every atom by example: its document, its sentence said and denied in both languages, and who is in and who is out.

The sentences and the examples are written by hand, side by side, so that neither can drift from the other unseen.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from loyalty.basket import Basket, Line
from loyalty.documents import Text
from loyalty.member import MemberSnapshot, Moment, Visit
from loyalty.sentences.names import Names
from tests.loyalty.offers.shop import at, basket, member, silver, visit, visits

NAMES = Names(
    groups={"SHOES": Text("کفش", "Shoes"), "NAIL": Text("ناخن", "Nails")},
    tiers={"silver": Text("نقره‌ای", "Silver")},
    branches={"b1": Text("ونک", "Vanak"), "b2": Text("تجریش", "Tajrish")},
    products={"p1": Text("چکمه", "Boots")},
    offers={"top": Text("جشنواره", "Festival")},
    segments={"brides": Text("عروس‌ها", "Brides")},
    tills={"t1": Text("۱", "1"), "t2": Text("۲", "2")},
)


NOTHING = Basket()


@dataclass(frozen=True)
class Case:
    """A situation: who buys what and when."""

    who: MemberSnapshot | None = None
    what: Basket = NOTHING
    when: Moment | None = None


@dataclass(frozen=True)
class Row:
    """An atom: what the document says, how it reads (fa, en; denied: fa, en), who meets it, who does not."""

    body: Any
    said: tuple[str, str]
    denied: tuple[str, str]
    met: tuple[Case, ...]
    unmet: tuple[Case, ...]


def day(text: str, hour: str = "12:00") -> Moment:
    return at(f"{text}T{hour}:00+03:30")


def of(*history: Visit, **fields: Any) -> Case:
    return Case(member(*history, **fields))


def holding(*lines: tuple[str, int] | tuple[str, int, int], **fields: Any) -> Case:
    return Case(fields.pop("who", None), basket(*lines), **fields)


def on(text: str, hour: str = "12:00") -> Case:
    return Case(when=day(text, hour))


def born(text: str) -> Case:
    return of(birth_on=dt.date.fromisoformat(text))


def joined(days_ago: int) -> Case:
    return of(joined_on=dt.date(2026, 11, 21) - dt.timedelta(days=days_ago))


def hour_of(text: str) -> Visit:
    return Visit(dt.date(2026, 11, 1), day("2026-11-01", text).at, 10)


BOOTS = Basket((Line(1, "SHOES", 10, product_id="p1"),))

ROWS: dict[str, Row] = {
    "member": Row(
        True,
        ("خریدار عضو باشگاه باشد", "the buyer is a member"),
        ("خریدار عضو باشگاه نباشد", "the buyer is not a member"),
        (of(),),
        (Case(),),
    ),
    "in_group": Row(
        "vip",
        ("عضو در گروه «\u2068vip\u2069» باشد", "the member belongs to “vip”"),
        ("عضو در گروه «\u2068vip\u2069» نباشد", "the member does not belong to “vip”"),
        (of(tags=frozenset({"vip", "x"})),),
        (of(tags=frozenset({"x"})), Case()),
    ),
    "in_segment": Row(
        "champions",
        ("رتبهٔ عضو «قهرمانان» باشد", "the member's RFM rank is “Champions”"),
        ("رتبهٔ عضو «قهرمانان» نباشد", "the member's RFM rank is not “Champions”"),
        (of(segments=frozenset({"champions"})),),
        (of(segments=frozenset({"lost"})),),
    ),
    "age": Row(
        {"op": ">=", "value": 18},
        ("سن عضو دست‌کم ۱۸ سال باشد", "the member is at least 18 years old"),
        ("سن عضو دست‌کم ۱۸ سال نباشد", "the member is not at least 18 years old"),
        (born("2008-11-20"), born("1960-01-01")),
        (born("2008-11-21"), of()),
    ),
    "gender": Row(
        "female",
        ("عضو زن باشد", "the member is a woman"),
        ("عضو زن نباشد", "the member is not a woman"),
        (of(gender="female"),),
        (of(gender="male"), of()),
    ),
    "has_tag": Row(
        "vip",
        ("عضو در گروه «\u2068vip\u2069» باشد", "the member belongs to “vip”"),
        ("عضو در گروه «\u2068vip\u2069» نباشد", "the member does not belong to “vip”"),
        (of(tags=frozenset({"vip"})),),
        (of(),),
    ),
    "tier_is": Row(
        "silver",
        ("سطح عضو نقره‌ای باشد", "the member's tier is Silver"),
        ("سطح عضو نقره‌ای نباشد", "the member's tier is not Silver"),
        (Case(silver()),),
        (of(tier="gold", tiers_reached=("bronze", "silver", "gold")), of()),
    ),
    "tier_at_least": Row(
        "silver",
        ("سطح عضو نقره‌ای یا بالاتر باشد", "the member's tier is Silver or higher"),
        ("سطح عضو نقره‌ای یا بالاتر نباشد", "the member's tier is not Silver or higher"),
        (Case(silver()), of(tier="gold", tiers_reached=("bronze", "silver", "gold"))),
        (of(tier="bronze", tiers_reached=("bronze",)),),
    ),
    "visits": Row(
        {"op": ">", "value": 10, "window": {"days": 90}, "group": "SHOES"},
        (
            "عضو از کفش در ۹۰ روز گذشته بیش از ۱۰ بار خرید کرده باشد",
            "the member has bought Shoes more than 10 times in the last 90 days",
        ),
        (
            "عضو از کفش در ۹۰ روز گذشته حداکثر ۱۰ بار خرید کرده باشد",
            "the member has bought Shoes at most 10 times in the last 90 days",
        ),
        (of(*visits(11)), of(visit(90), *visits(10))),
        (of(*visits(10)), of(visit(91), *visits(10)), of(visit(1, 5, "BAGS"), *visits(10))),
    ),
    "spent": Row(
        {"op": ">", "amount": 5_000_000, "window": {"months": 3}},
        (
            "مجموع خریدهای عضو در ۳ ماه گذشته بیش از ۵٬۰۰۰٬۰۰۰ تومان باشد",
            "the member's purchases in the last 3 months add up to more than 5,000,000 Toman",
        ),
        (
            "مجموع خریدهای عضو در ۳ ماه گذشته حداکثر ۵٬۰۰۰٬۰۰۰ تومان باشد",
            "the member's purchases in the last 3 months add up to at most 5,000,000 Toman",
        ),
        (of(visit(92, 1), visit(3, 5_000_000)),),
        (of(visit(3, 5_000_000)), of(visit(93, 9_000_000))),
    ),
    "average": Row(
        {"op": "<", "amount": 200_000, "window": {"from": "1405/01/01", "until": "1405/06/31"}},
        (
            "میانگین هر خرید عضو از ۱ فروردین ۱۴۰۵ تا پایان ۳۱ شهریور ۱۴۰۵ کمتر از ۲۰۰٬۰۰۰ تومان باشد",
            "the member's average purchase from 21 Mar 2026 until the end of 22 Sep 2026 is less than 200,000 Toman",
        ),
        (
            "میانگین هر خرید عضو از ۱ فروردین ۱۴۰۵ تا پایان ۳۱ شهریور ۱۴۰۵ کمتر از ۲۰۰٬۰۰۰ تومان نباشد",
            "the member's average purchase from 21 Mar 2026 until the end of 22 Sep 2026 is not less than 200,000 Toman",
        ),
        (of(visit(60, 199_999)), of(visit(60, 200_000), visit(245, 199_999))),
        (of(visit(60, 200_000)), of(visit(59, 1)), of(visit(246, 1)), of()),
    ),
    "bought": Row(
        {"group": "NAIL", "window": {"days": 30}},
        ("عضو در ۳۰ روز گذشته از ناخن خرید کرده باشد", "the member has bought Nails in the last 30 days"),
        (
            "عضو در ۳۰ روز گذشته از ناخن خرید نکرده باشد",
            "the member has not bought Nails in the last 30 days",
        ),
        (of(visit(30, 1, "NAIL")),),
        (of(visit(31, 1, "NAIL")), of(visit(1, 1, "SHOES"))),
    ),
    "not_bought": Row(
        {"product": "p1"},
        ("عضو تاکنون از چکمه خرید نکرده باشد", "the member has never bought Boots"),
        ("عضو تاکنون از چکمه خرید کرده باشد", "the member has bought Boots"),
        (of(visit(1)), of(Visit(dt.date(2020, 1, 1), 0, 9, (), (("p1", 0),)))),
        (of(Visit(dt.date(2020, 1, 1), 0, 9, (), (("p1", 9),))), Case()),
    ),
    "used_offer": Row(
        {"offer": "top", "op": ">=", "value": 2},
        (
            "عضو دست‌کم ۲ بار از آفر «جشنواره» استفاده کرده باشد",
            "the member has used the offer “Festival” at least 2 times",
        ),
        (
            "عضو کمتر از ۲ بار از آفر «جشنواره» استفاده کرده باشد",
            "the member has used the offer “Festival” fewer than 2 times",
        ),
        (of(uses=(("top", 2),)),),
        (of(uses=(("top", 1), ("other", 5))), of()),
    ),
    "preferred_hours": Row(
        {"from": "16:00", "until": "20:00"},
        (
            "بیشتر خریدهای عضو از ساعت ۱۶:۰۰ تا ۲۰:۰۰ باشد",
            "most of the member's purchases fall between 16:00 and 20:00",
        ),
        (
            "بیشتر خریدهای عضو از ساعت ۱۶:۰۰ تا ۲۰:۰۰ نباشد",
            "most of the member's purchases do not fall between 16:00 and 20:00",
        ),
        (of(hour_of("16:00"), hour_of("16:59"), hour_of("09:00")),),
        (of(hour_of("20:00"), hour_of("20:30"), hour_of("17:00")), of(hour_of("15:59")), of()),
    ),
    "preferred_weekdays": Row(
        ["thursday", "friday"],
        (
            "بیشتر خریدهای عضو روز پنجشنبه یا جمعه باشد",
            "most of the member's purchases fall on Thursday or Friday",
        ),
        (
            "بیشتر خریدهای عضو روز پنجشنبه یا جمعه نباشد",
            "most of the member's purchases do not fall on Thursday or Friday",
        ),
        (of(visit(1), visit(8), visit(2), visit(3)),),
        (of(visit(0), visit(7), visit(1)), of()),
    ),
    "days_since_last_visit": Row(
        {"op": ">", "days": 60},
        ("از آخرین مراجعه بیش از ۶۰ روز گذشته باشد", "the last visit was more than 60 days ago"),
        ("از آخرین مراجعه بیش از ۶۰ روز نگذشته باشد", "the last visit was not more than 60 days ago"),
        (of(visit(61)),),
        (of(visit(60)), of(visit(90), visit(3)), of()),
    ),
    "no_visit_for": Row(
        {"months": 3},
        ("از آخرین مراجعه ۳ ماه یا بیشتر گذشته باشد", "the last visit was 3 months ago or longer"),
        ("از آخرین مراجعه ۳ ماه یا بیشتر نگذشته باشد", "the last visit was not 3 months ago or longer"),
        (of(visit(92)),),
        (of(visit(91)), of()),
    ),
    "mean_gap": Row(
        {"op": "<=", "days": 30},
        (
            "میانگین فاصلهٔ زمانی بین خریدهای عضو حداکثر ۳۰ روز باشد",
            "the member's purchases are at most 30 days apart on average",
        ),
        (
            "میانگین فاصلهٔ زمانی بین خریدهای عضو حداکثر ۳۰ روز نباشد",
            "the member's purchases are not at most 30 days apart on average",
        ),
        (of(visit(60), visit(59), visit(0)),),
        (of(visit(61), visit(59), visit(0)), of(visit(5)), of()),
    ),
    "gap_against_usual": Row(
        {"op": ">=", "times": "1.5"},
        (
            "از آخرین مراجعه دست‌کم ۱٫۵ برابر فاصلهٔ همیشگی عضو گذشته باشد",
            "the last visit was at least 1.5 times the member's usual gap ago",
        ),
        (
            "از آخرین مراجعه دست‌کم ۱٫۵ برابر فاصلهٔ همیشگی عضو نگذشته باشد",
            "the last visit was not at least 1.5 times the member's usual gap ago",
        ),
        (of(visit(35), visit(25), visit(15)),),
        (of(visit(34), visit(24), visit(14)), of(visit(90)), of(visit(9), visit(9)), of()),
    ),
    "joined_days_ago": Row(
        {"op": "<=", "days": 30},
        ("از عضویت حداکثر ۳۰ روز گذشته باشد", "the member joined at most 30 days ago"),
        ("از عضویت بیش از ۳۰ روز گذشته باشد", "the member joined more than 30 days ago"),
        (joined(0), joined(30)),
        (joined(31),),
    ),
    "birthday": Row(
        {"days": 3},
        ("حداکثر ۳ روز پیش یا پس از تولد عضو باشد", "it is within 3 days of the member's birthday"),
        ("حداکثر ۳ روز پیش یا پس از تولد عضو نباشد", "it is not within 3 days of the member's birthday"),
        (
            born("1990-11-24"),
            born("1990-11-18"),
            Case(member(birth_on=dt.date(1991, 3, 19)), when=day("2026-03-22")),
        ),
        (born("1990-11-25"), born("1990-11-17"), of()),
    ),
    "anniversary": Row(
        {"days": 3},
        ("حداکثر ۳ روز پیش یا پس از سالگرد عضویت باشد", "it is within 3 days of an anniversary of joining"),
        (
            "حداکثر ۳ روز پیش یا پس از سالگرد عضویت نباشد",
            "it is not within 3 days of an anniversary of joining",
        ),
        (joined(365), joined(368), joined(362)),
        (joined(0), joined(3), joined(369)),
    ),
    "holds_grant": Row(
        "top",
        ("عضو آفر «جشنواره» را داشته باشد", "the member holds the offer “Festival”"),
        ("عضو آفر «جشنواره» را نداشته باشد", "the member does not hold the offer “Festival”"),
        (of(grants=frozenset({"top"})),),
        (of(grants=frozenset({"other"})), of()),
    ),
    "basket_total": Row(
        {"op": ">=", "amount": 600_000, "group": "SHOES"},
        ("سبد از کفش دست‌کم ۶۰۰٬۰۰۰ تومان باشد", "the basket holds at least 600,000 Toman of Shoes"),
        ("سبد از کفش کمتر از ۶۰۰٬۰۰۰ تومان باشد", "the basket holds less than 600,000 Toman of Shoes"),
        (holding(("SHOES", 600_000)), holding(("SHOES", 300_000), ("BAGS", 1), ("SHOES", 300_000))),
        (holding(("SHOES", 599_999), ("BAGS", 9)),),
    ),
    "basket_has": Row(
        {"product": "p1"},
        ("چکمه در سبد باشد", "the basket holds Boots"),
        ("چکمه در سبد نباشد", "the basket does not hold Boots"),
        (Case(what=BOOTS),),
        (holding(("SHOES", 10)),),
    ),
    "basket_quantity": Row(
        {"op": ">", "value": "1.5", "group": "SHOES"},
        ("بیش از ۱٫۵ عدد کفش در سبد باشد", "the basket holds more than 1.5 of Shoes"),
        ("حداکثر ۱٫۵ عدد کفش در سبد باشد", "the basket holds at most 1.5 of Shoes"),
        (holding(("SHOES", 10, 2)),),
        (holding(("SHOES", 10, 1), ("BAGS", 5)),),
    ),
    "holds_code": Row(
        "Nowruz",
        ("کد تخفیف «\u2068Nowruz\u2069» همراه خرید باشد", "the discount code “Nowruz” is given"),
        ("کد تخفیف «\u2068Nowruz\u2069» همراه خرید نباشد", "the discount code “Nowruz” is not given"),
        (Case(what=Basket((), ("NOWRUZ",))), Case(what=Basket((), ("x", "nowruz")))),
        (Case(), Case(what=Basket((), ("NOWRUZ2",)))),
    ),
    "tender": Row(
        ["cash", "card"],
        ("پرداخت تنها با کارت یا نقد باشد", "the payment is by card or cash alone"),
        ("پرداخت تنها با کارت یا نقد نباشد", "the payment is not by card or cash alone"),
        (Case(what=Basket((), (), ("cash",))), Case(what=Basket((), (), ("cash", "card")))),
        (Case(), Case(what=Basket((), (), ("cash", "transfer")))),
    ),
    "dates": Row(
        {"from": "1405/08/29", "until": "2026-11-21"},
        (
            "تاریخ از ۲۹ آبان ۱۴۰۵ تا پایان ۳۰ آبان ۱۴۰۵ باشد",
            "the day is from 20 Nov 2026 until the end of 21 Nov 2026",
        ),
        (
            "تاریخ از ۲۹ آبان ۱۴۰۵ تا پایان ۳۰ آبان ۱۴۰۵ نباشد",
            "the day is not from 20 Nov 2026 until the end of 21 Nov 2026",
        ),
        (on("2026-11-20", "00:00"), on("2026-11-21", "23:59")),
        (on("2026-11-19", "23:59"), on("2026-11-22", "00:00")),
    ),
    "weekdays": Row(
        ["thursday", "friday"],
        ("روز پنجشنبه یا جمعه باشد", "it is Thursday or Friday"),
        ("روز پنجشنبه یا جمعه نباشد", "it is not Thursday or Friday"),
        (on("2026-11-19"), on("2026-11-20")),
        (on("2026-11-21"),),
    ),
    "hours": Row(
        {"from": "22:00", "until": "02:00", "weekdays": ["thursday"]},
        ("روز پنجشنبه ساعت از ۲۲:۰۰ تا ۰۲:۰۰ باشد", "the time is from 22:00 to 02:00 on Thursday"),
        ("روز پنجشنبه ساعت از ۲۲:۰۰ تا ۰۲:۰۰ نباشد", "the time is not from 22:00 to 02:00 on Thursday"),
        (on("2026-11-19", "22:00"), on("2026-11-20", "01:59")),
        (on("2026-11-19", "01:00"), on("2026-11-19", "21:59"), on("2026-11-20", "02:00")),
    ),
    "first_days_of_month": Row(
        {"days": 3},
        ("از ۳ روز نخست ماه باشد", "it is one of the first 3 days of the month"),
        ("از ۳ روز نخست ماه نباشد", "it is not one of the first 3 days of the month"),
        (
            on("2026-11-22"),
            on("2026-11-24"),
            Case(when=at("2026-12-03T12:00:00+03:30", calendar="gregorian")),
        ),
        (on("2026-11-21"), on("2026-11-25"), on("2026-12-01")),
    ),
    "branch": Row(
        ["b1", "b2"],
        ("خرید در شعبهٔ ونک یا تجریش باشد", "the purchase is made at Vanak or Tajrish"),
        ("خرید در شعبهٔ ونک یا تجریش نباشد", "the purchase is not made at Vanak or Tajrish"),
        (Case(),),
        (Case(when=at(branch="b3")),),
    ),
    "till": Row(
        ["t1", "t2"],
        ("خرید در صندوق ۱ یا ۲ باشد", "the purchase is made at till 1 or 2"),
        ("خرید در صندوق ۱ یا ۲ نباشد", "the purchase is not made at till 1 or 2"),
        (Case(),),
        (Case(when=Moment(0, dt.date(2026, 11, 21), 5, 0, "b1", "t3", "Asia/Tehran")),),
    ),
    "reaches": Row(
        {"visits": {"op": ">=", "value": 10}},
        (
            "تازه با این خرید عضو دست‌کم ۱۰ بار خرید کرده باشد",
            "with this purchase, not before, the member has bought at least 10 times",
        ),
        (
            "چنین نباشد که تازه با این خرید عضو دست‌کم ۱۰ بار خرید کرده باشد",
            "it is not so that with this purchase, not before, the member has bought at least 10 times",
        ),
        (holding(("A", 1), who=member(*visits(9))),),
        (
            holding(("A", 1), who=member(*visits(8))),
            holding(("A", 1), who=member(*visits(10))),
            of(*visits(9)),
        ),
    ),
}
