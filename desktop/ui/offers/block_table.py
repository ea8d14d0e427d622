"""The table of blocks: a row for each atom, benefit and limit the document may hold; amounts in Toman. No Qt."""

from __future__ import annotations

from desktop.ui.offers.blocks import (
    AUDIENCE,
    BASKET,
    BENEFITS,
    DAYS,
    LIMITS,
    NONE,
    OPEN,
    TIMES,
    Block,
    Slot,
    group,
    group_at,
    money,
    op,
    op_at,
    thing,
    whole,
    window,
    window_at,
    words,
)
from loyalty.segments import SEGMENT_NAMES

_WHO = words("کیست", "Who they are")
_BOUGHT = words("چه خریده", "What they bought")
_VISITED = words("کی آمده", "When they came")
_REACHES = words("با این خرید می‌رسد", "Reaches with this purchase")
_IN_BASKET = words("در سبد", "In the basket")
_WHEN = words("چه وقت و کجا", "When and where")
_OFF = words("تخفیف", "Discount")
_CREDIT = words("اعتبار", "Credit")
_POINTS = words("امتیاز", "Points")
_LATER = words("برای بعد", "For later")
_CAPS = words("سقف", "Caps")
_CODES = words("کد تخفیف", "Discount code")
_ORDER = words("کنار آفرهای دیگر", "Beside other offers")

_AMOUNT = words("مبلغ", "amount")
_TIER = words("سطح", "tier")
_TERMS = (
    Slot(
        "scope",
        "choice",
        words("کجا خرج شود", "where it is spent"),
        among=(
            ("", words("مثل اعتبار پایه", "as base credit")),
            ("business", words("همهٔ شعب", "all branches")),
            ("branch", words("همین شعبه", "this branch")),
        ),
        optional=True,
    ),
    Slot("expires_days", "whole", words("عمر اعتبار", "life of the credit"), before=words("تا", "for"), after=DAYS, optional=True),
    Slot("vests_days", "whole", words("آزاد شدن پس از", "spendable after"), before=words("آزاد پس از", "after"), after=DAYS, optional=True),
)  # fmt: skip

_SEGMENTS = tuple(SEGMENT_NAMES.items())
_GENDERS = (("female", words("زن", "woman")), ("male", words("مرد", "man")))
_TENDERS = (
    ("cash", words("نقد", "cash")),
    ("card", words("کارت بانکی", "bank card")),
    ("transfer", words("کارت به کارت", "transfer")),
    ("coupon", words("بن", "coupon")),
    ("other", words("راه دیگر", "another way")),
)
_OFFER = words("کدام آفر", "which offer")


_MEMBER = (
    Block("member", "member", AUDIENCE, _WHO, words("عضو باشگاه", "Any member"), (), words("هر عضو، نه مشتری گذری", "every member, no walk-in")),
    Block("tier_at_least", "tier_at_least", AUDIENCE, _WHO, words("سطح", "Tier"), (Slot("", "tier", _TIER, after=words("یا بالاتر", "or higher")),)),
    Block("tier_is", "tier_is", AUDIENCE, _WHO, words("درست این سطح", "Exactly this tier"), (Slot("", "tier", _TIER),)),
    Block("in_group", "in_group", AUDIENCE, _WHO, words("گروه مشتریان", "Group of members"), (Slot("", "word", words("نام گروه", "name of the group"), ""),), words("عضوی که این برچسب را دارد", "members who carry this tag")),
    Block("has_tag", "has_tag", AUDIENCE, _WHO, words("برچسب", "Tag"), (Slot("", "word", words("برچسب", "tag"), ""),)),
    Block("joined", "joined_days_ago", AUDIENCE, _WHO, words("از عضویت", "Joined"), (op(), whole("days", 30, words("روز گذشته", "days ago")))),
    Block("birthday", "birthday", AUDIENCE, _WHO, words("تولد", "Birthday"), (whole("days", 3, words("روز پیش یا پس از آن", "days before or after")),)),
    Block("visits", "visits", AUDIENCE, _VISITED, words("مراجعه", "Visits"), (op(), whole("value", 10, TIMES), window(), group()), words("چند بار خرید کرده است؛ خرید امروز شمرده نمی‌شود", "how often they bought; today's purchase is not counted")),
    Block("last_visit", "days_since_last_visit", AUDIENCE, _VISITED, words("از آخرین مراجعه", "Last visit"), (op(), whole("days", 30, words("روز گذشته", "days ago")))),
    Block("no_visit", "no_visit_for", AUDIENCE, _VISITED, words("نیامده", "Away"), (whole("months", 3, words("ماه یا بیشتر", "months or longer")),)),
    Block("spent", "spent", AUDIENCE, _BOUGHT, words("مجموع خرید", "Sum of purchases"), (op(), money("amount", 5_000_000, _AMOUNT), window(), group())),
    Block("average", "average", AUDIENCE, _BOUGHT, words("میانگین هر خرید", "Average purchase"), (op("<"), money("amount", 200_000, _AMOUNT), window())),
    Block("in_segment", "in_segment", AUDIENCE, _WHO, words("رتبهٔ RFM یا گروه خودتان", "RFM rank or own segment"), (Slot("", "segment", words("رتبه یا گروه", "rank or segment"), "champions", among=_SEGMENTS),)),
    Block("age", "age", AUDIENCE, _WHO, words("سن", "Age"), (op(">="), whole("value", 30, words("سال", "years")))),
    Block("gender", "gender", AUDIENCE, _WHO, words("جنسیت", "Gender"), (Slot("", "choice", words("جنسیت", "gender"), "female", among=_GENDERS),)),
    Block("anniversary", "anniversary", AUDIENCE, _WHO, words("سالگرد عضویت", "Anniversary of joining"), (whole("days", 3, words("روز پیش یا پس از آن", "days before or after")),)),
    Block("holds_grant", "holds_grant", AUDIENCE, _WHO, words("آفر اعطاشده دارد", "Holds a grant"), (Slot("", "offer", _OFFER),)),
    Block("used_offer", "used_offer", AUDIENCE, _BOUGHT, words("استفاده از آفر", "Used an offer"), (Slot("offer", "offer", _OFFER), op(">="), whole("value", 1, TIMES))),
    Block("bought", "bought", AUDIENCE, _BOUGHT, words("خریده است", "Has bought"), (thing(), window())),
    Block("not_bought", "not_bought", AUDIENCE, _BOUGHT, words("نخریده است", "Has not bought"), (thing(), window())),
    Block("mean_gap", "mean_gap", AUDIENCE, _VISITED, words("فاصلهٔ معمول خریدها", "Usual gap"), (op("<="), whole("days", 30, DAYS))),
    Block("gap_against_usual", "gap_against_usual", AUDIENCE, _VISITED, words("دیرتر از معمول خود", "Later than usual"), (op(">"), Slot("times", "decimal", words("چند برابر", "times"), 2, after=words("برابر فاصلهٔ معمول خودش", "times their own usual gap")))),
    Block("preferred_weekdays", "preferred_weekdays", AUDIENCE, _VISITED, words("بیشتر در این روزها", "Mostly on these days"), (Slot("", "weekdays", words("روزها", "days"), ["thursday"]),)),
    Block("preferred_hours", "preferred_hours", AUDIENCE, _VISITED, words("بیشتر در این ساعت‌ها", "Mostly at these hours"), (Slot("from", "hour", words("از ساعت", "from"), "16:00", before=words("از", "from")), Slot("until", "hour", words("تا ساعت", "until"), "20:00", before=words("تا", "to")))),
    Block("reaches_visits", "reaches", AUDIENCE, _REACHES, words("با این خرید، مراجعه", "Reaches visits"), (op_at("visits.op", ">="), whole("visits.value", 10, TIMES), window_at("visits.window"), group_at("visits.group")), mark="visits"),
    Block("reaches_spent", "reaches", AUDIENCE, _REACHES, words("با این خرید، مجموع", "Reaches a sum"), (op_at("spent.op", ">="), money("spent.amount", 5_000_000, _AMOUNT), window_at("spent.window"), group_at("spent.group")), mark="spent"),
    Block("reaches_average", "reaches", AUDIENCE, _REACHES, words("با این خرید، میانگین", "Reaches an average"), (op_at("average.op", ">="), money("average.amount", 500_000, _AMOUNT), window_at("average.window")), mark="average"),
    Block("reaches_bought", "reaches", AUDIENCE, _REACHES, words("نخستین بار از", "First time of"), (Slot("bought", "thing", words("کدام کالا", "which goods")), window_at("bought.window")), mark="bought"),
)  # fmt: skip

_BASKET = (
    Block("basket_total", "basket_total", BASKET, _IN_BASKET, words("جمع سبد", "Basket total"), (op(">="), money("amount", 600_000, _AMOUNT), group())),
    Block("basket_has", "basket_has", BASKET, _IN_BASKET, words("در سبد باشد", "Basket holds"), (thing(),)),
    Block("basket_quantity", "basket_quantity", BASKET, _IN_BASKET, words("تعداد در سبد", "Number in the basket"), (op(">="), Slot("value", "decimal", words("تعداد", "number"), 2), Slot("", "any_thing", words("کدام کالا", "which goods")))),
    Block("weekdays", "weekdays", BASKET, _WHEN, words("روز هفته", "Weekday"), (Slot("", "weekdays", words("روزها", "days"), ["thursday"]),)),
    Block("hours", "hours", BASKET, _WHEN, words("ساعت", "Hours"), (Slot("from", "hour", words("از ساعت", "from"), "16:00", before=words("از", "from")), Slot("until", "hour", words("تا ساعت", "until"), "20:00", before=words("تا", "to")), Slot("weekdays", "weekdays", words("روزها", "days"), optional=True))),
    Block("dates", "dates", BASKET, _WHEN, words("تاریخ خرید", "Day of purchase"), (Slot("from", "day", words("از روز", "from"), OPEN, before=words("از", "from"), optional=True), Slot("until", "day", words("تا روز", "until"), OPEN, before=words("تا", "to"), optional=True))),
    Block("branch", "branch", BASKET, _WHEN, words("شعبه", "Branch"), (Slot("", "branches", words("شعبه‌ها", "branches")),)),
    Block("first_days", "first_days_of_month", BASKET, _WHEN, words("آغاز ماه", "Start of the month"), (whole("days", 5, words("روز نخست ماه", "first days")),)),
    Block("tender", "tender", BASKET, _WHEN, words("روش پرداخت", "How it is paid"), (Slot("", "many", words("روش پرداخت", "tender"), ["cash"], among=_TENDERS),), words("همهٔ پول از این راه‌ها؛ در صفحهٔ فروش با برگزیدن راه پرداخت، قیمت تازه می‌شود", "all money comes by these; at the counter the price follows the way that is chosen")),
    Block("till", "till", BASKET, _WHEN, words("صندوق", "Till"), (Slot("", "tills", words("صندوق‌ها", "tills")),)),
    Block("holds_code", "holds_code", BASKET, _WHEN, words("کد تخفیف", "Discount code"), (Slot("", "word", words("کد", "code"), ""),), words("کدی که در سبد خوانده شود", "a code rung into the basket")),
)  # fmt: skip

_OF = Slot("of", "reach", words("از چه", "of what"), before=words("از", "off"), optional=True)
_CAP = money("cap", None, words("حداکثر", "at most"), before=words("حداکثر", "at most"), optional=True)

_BENEFITS = (
    Block("percent_off", "discount", BENEFITS, _OFF, words("درصد تخفیف", "Percent off"), (Slot("percent", "percent", words("درصد", "percent"), 10), _OF, Slot("base", "choice", words("مبنا", "base"), None, among=(("", words("مبلغ باقی‌مانده", "what remains")), ("initial", words("مبلغ اولیه", "initial price"))), optional=True), _CAP), mark="percent"),
    Block("amount_off", "discount", BENEFITS, _OFF, words("مبلغ تخفیف", "Amount off"), (money("amount", 50_000, _AMOUNT), _OF), mark="amount"),
    Block("cheapest_off", "discount", BENEFITS, _OFF, words("ارزان‌ترین‌ها", "Off the cheapest"), (Slot("percent", "percent", words("درصد", "percent"), 50), whole("cheapest", 1, words("عدد از ارزان‌ترین‌ها", "of the cheapest")), _OF), mark="cheapest"),
    Block("dearest_off", "discount", BENEFITS, _OFF, words("گران‌ترین‌ها", "Off the dearest"), (Slot("percent", "percent", words("درصد", "percent"), 20), whole("dearest", 1, words("عدد از گران‌ترین‌ها", "of the dearest")), _OF), mark="dearest"),
    Block("price", "price", BENEFITS, _OFF, words("قیمت ثابت", "Fixed price"), (money("amount", 100_000, _AMOUNT), Slot("of", "thing", words("هر واحد از چه", "each unit of what"))), words("هر واحد به این قیمت", "each unit at this price")),
    Block("buy_get", "buy_get", BENEFITS, _OFF, words("بخر و ببر", "Buy and get"), (whole("buy", 2, words("عدد بخر", "bought"), words("چند بخرد", "to buy")), whole("get", 1, words("عدد ببر", "free"), words("چند ببرد", "to get")), _OF, Slot("percent", "percent", words("درصد به‌جای رایگان", "percent instead of free"), optional=True), Slot("most", "whole", words("حداکثر چند بار", "at most so often"), before=words("حداکثر", "at most"), after=TIMES, optional=True))),
    Block("bundle", "bundle", BENEFITS, _OFF, words("قیمت بسته", "Bundle price"), (money("price", 500_000, words("قیمت همه با هم", "price together")), Slot("parts", "parts", words("چند قلم", "so many parts")), Slot("most", "whole", words("حداکثر چند بار", "at most so often"), before=words("حداکثر", "at most"), after=TIMES, optional=True)), words("چند کالا با هم به یک قیمت", "several things together at one price")),
    Block("gift", "gift", BENEFITS, _OFF, words("کالای هدیه", "Gift product"), (Slot("product", "code", words("کد کالا", "code of the product"), "", before=words("کالای", "product")), Slot("quantity", "whole", words("چند عدد", "how many"), after=words("عدد", "pieces"), optional=True)), words("کالایی در سبد رایگان می‌شود", "a product in the basket costs nothing")),
    Block("extra_credit", "credit", BENEFITS, _CREDIT, words("درصد اعتبار", "Percent of credit"), (Slot("percent", "percent", words("درصد", "percent"), 10), Slot("mode", "choice", words("چگونه", "how"), "plus", among=(("plus", words("بیشتر از نرخ پایه", "more than base")), ("instead", words("به‌جای نرخ پایه", "instead of base")))), Slot("of", "reach", words("برای چه", "on what"), before=words("برای", "on"), optional=True), _CAP, *_TERMS), mark="percent"),
    Block("fixed_credit", "credit", BENEFITS, _CREDIT, words("مبلغ اعتبار", "Amount of credit"), (money("amount", 50_000, _AMOUNT), *_TERMS), mark="amount"),
    Block("points_times", "points", BENEFITS, _POINTS, words("امتیاز چند برابر", "Points times"), (Slot("times", "decimal", words("چند برابر", "times"), 2, after=words("برابر", "times")), Slot("kind", "points", words("نوع امتیاز", "kind of points"), optional=True), Slot("of", "reach", words("برای چه", "on what"), before=words("برای", "on"), optional=True)), mark="times"),
    Block("points_plus", "points", BENEFITS, _POINTS, words("امتیاز بیشتر", "More points"), (whole("plus", 100, words("امتیاز", "points")), Slot("kind", "points", words("نوع امتیاز", "kind of points"), optional=True)), mark="plus"),
    Block("later_offer", "grant", BENEFITS, _LATER, words("آفری برای بعد", "An offer for later"), (Slot("offer", "offer", _OFFER),), words("عضو یک آفر یک‌بارمصرف می‌گیرد", "the member is granted a one-shot offer")),
    Block("later_code", "code", BENEFITS, _LATER, words("کدی برای بعد", "A code for later"), (Slot("offer", "offer", _OFFER),), words("کد یکتای یک آفر، برای خود یا دوستش", "a unique code of an offer, for them or a friend")),
    Block("tier_lift", "tier", BENEFITS, _LATER, words("سطح بالاتر", "Lift of the tier"), (Slot("lift", "tier", _TIER), whole("days", 30, DAYS, before=words("تا", "for"))), words("عضو چند روز در این سطح است", "the member stands on this tier for some days")),
)  # fmt: skip

_LIMITS = (
    Block("dates_of_offer", "from", LIMITS, _WHEN, words("زمان", "Dates"), (Slot("from", "day", words("از روز", "from"), OPEN, before=words("از", "from"), optional=True), Slot("until", "day", words("تا پایان روز", "until the end of"), OPEN, before=words("تا", "to"), optional=True)), root=True),
    Block("cap_member", "caps.per_member", LIMITS, _CAPS, words("هر عضو", "Each member"), (whole("caps.per_member", 1, TIMES),), root=True),
    Block("cap_day", "caps.per_day", LIMITS, _CAPS, words("هر روز", "Each day"), (whole("caps.per_day", 50, TIMES),), root=True),
    Block("cap_number", "caps.number", LIMITS, _CAPS, words("همهٔ دفعات", "In all"), (whole("caps.number", 500, TIMES),), root=True),
    Block("cap_cost", "caps.cost", LIMITS, _CAPS, words("هزینهٔ کل", "Whole cost"), (money("caps.cost", 10_000_000, _AMOUNT),), root=True),
    Block("priority", "priority", LIMITS, _ORDER, words("اولویت", "Priority"), (whole("priority", 10, NONE, words("اولویت", "priority")),), words("بزرگ‌تر زودتر", "the higher goes first"), root=True),
    Block("exclusive", "exclusive", LIMITS, _ORDER, words("یکی از این دسته", "One of a family"), (Slot("exclusive", "word", words("نام دسته", "name of the family"), ""),), words("از آفرهای هم‌نام تنها یکی کار می‌کند", "of offers with this name one works at a time"), root=True),
    Block("place", "place", LIMITS, _ORDER, words("جایگاه", "Place"), (Slot("place", "choice", words("جایگاه", "place"), "basket", among=(("item", words("تخفیف کالا", "discounts of goods")), ("basket", words("تخفیف سبد", "discounts of the basket")), ("credit", words("اعتبار", "credit")), ("points", words("امتیاز", "points")))),), root=True),
    Block("code_shared", "code.shared", LIMITS, _CODES, words("کد مشترک", "Shared code"), (Slot("code.shared", "word", words("کد", "code"), ""),), words("تنها با این کد؛ همه همان را می‌گویند", "only with this code; everybody says the same"), root=True),
    Block("code_unique", "code.unique", LIMITS, _CODES, words("کدهای یکتا", "Unique codes"), (Slot("code.unique", "fixed", words("کد", "code"), True),), words("هر کد یک بار خرج می‌شود", "each code is good once"), root=True),
)  # fmt: skip

BLOCKS = (*_MEMBER, *_BASKET, *_BENEFITS, *_LIMITS)
