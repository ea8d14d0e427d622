"""How each figure is worked out, in words: what stands above the line and what below, in Persian and English."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.documents import Text


@dataclass(frozen=True, slots=True)
class Formula:
    """The name of a figure and the words for its two numbers; `below` is empty where nothing is divided."""

    name: Text
    above: Text
    below: Text


def _formula(name: tuple[str, str], above: tuple[str, str], below: tuple[str, str] = ("", "")) -> Formula:
    return Formula(Text(*name), Text(*above), Text(*below))


_BUYERS = ("خریداران دوره", "buyers of the period")
_PURCHASES = ("شمار خریدها", "number of purchases")
_MEMBERS = ("همهٔ اعضا", "all members")
_START = ("فعالان آغاز دوره", "active at the start")
_CHURNED = ("فعالان آغاز که در پایان خریدی ندارند", "active at the start, no purchase at the end")
_MEMBER_NET = ("خرید خالص اعضا", "what members bought")

FORMULAS: dict[str, Formula] = {
    "net_sales": _formula(("فروش خالص", "Net sales"), ("فروش‌ها منهای مرجوعی‌ها", "sales less refunds")),
    "purchases": _formula(("شمار خریدها", "Purchases"), ("فروش‌هایی که چیزی از آن‌ها مانده", "sales of which something is left")),
    "buyers": _formula(("خریداران", "Buyers"), ("اعضایی که خرید کرده‌اند", "members who bought")),
    "joined": _formula(("اعضای تازه", "New members"), ("اعضایی که در دوره پیوسته‌اند", "members who joined in the period")),
    "aov": _formula(("میانگین ارزش هر خرید", "Average order value"), ("ارزش خریدها", "worth of the purchases"), _PURCHASES),
    "aov_members": _formula(("میانگین هر خرید اعضا", "Average order of members"), _MEMBER_NET, ("شمار خریدهای اعضا", "their purchases")),
    "aov_all_rows": _formula(
        ("میانگین همهٔ فروش‌ها", "Average of all sales"), ("ارزش خریدها", "worth of the purchases"), ("همهٔ فروش‌ها", "all sales")
    ),
    "members_share": _formula(("سهم اعضا از فروش", "Members' share of sales"), _MEMBER_NET, ("همهٔ خریدها", "all that was bought")),
    "active": _formula(("نرخ مشتریان فعال", "Active rate"), ("اعضای خریدار در بازه", "members who bought in the window"), _MEMBERS),
    "active_joined_here": _formula(
        ("فعالان پیوسته در اینجا", "Active of who joined here"),
        ("پیوستگان اینجا که جایی خرید کرده‌اند", "joined here, bought anywhere"),
        ("همهٔ پیوستگان اینجا", "all who joined here"),
    ),
    "active_with_interactions": _formula(
        ("فعال با تعامل", "Active with interactions"), ("خریده یا کاری کرده", "bought or did something"), _MEMBERS
    ),
    "churn": _formula(("نرخ ریزش", "Churn rate"), _CHURNED, _START),
    "retention_kept": _formula(("فعال‌های حفظ‌شده", "Active members kept"), ("فعال در آغاز و پایان", "active at start and end"), _START),
    "retention_esn": _formula(
        ("ماندگاری (E−N)/S", "Retention (E−N)/S"), ("فعالان پایان منهای تازه‌ها", "active at the end less the new ones"), _START
    ),
    "retention_monthly": _formula(
        ("خریداران ماه پیش که باز خریدند", "Last month's buyers who bought again"),
        ("خریداران ماه پیش که باز خریدند", "last month's buyers who bought again"),
        ("خریداران ماه پیش", "last month's buyers"),
    ),
    "membership_retention": _formula(
        ("ماندگاری عضویت", "Membership retention"), ("اعضایی که نرفته‌اند", "members who have not left"), ("اعضای آغاز", "members at the start")
    ),
    "return_rate": _formula(("نرخ خرید دوباره", "Repeat buyers"), ("با دو خرید یا بیشتر", "with two purchases or more"), _BUYERS),
    "loyal_share": _formula(
        ("سهم وفاداران", "Loyal share"), ("قهرمانان و وفاداران", "champions and loyal"), ("دارندگان کلاس", "members with a class")
    ),
    "yearly_frequency": _formula(("خرید در سال", "Purchases a year"), ("خریدهای یک سال", "purchases of a year"), ("خریداران", "buyers")),
    "clv": _formula(("ارزش طول عمر", "Lifetime value"), ("خرید یک سال × سال‌ها", "a year's amount × years"), ("خریداران", "buyers")),
    "engagement": _formula(("نرخ تعامل کمپین", "Engagement"), ("دریافت‌کنندگانی که به کار بردند", "sent and used"), ("دریافت‌کنندگان", "sent")),
    "amount_per_member": _formula(("خرید هر عضو", "Amount a member"), ("خرید گروه", "what the group bought"), ("اعضای گروه", "members of the group")),
    "tier": _formula(("سهم سطح", "Share of a tier"), ("اعضای سطح", "members on the tier"), _MEMBERS),
    "breakage": _formula(("اعتبار سوخته", "Breakage"), ("پایان‌یافتهٔ خرج‌نشده", "ended unspent"), ("داده‌شده", "granted")),
    "product_repeat": _formula(("خرید دوبارهٔ کالا", "Bought again"), ("خریداران دو روز یا بیشتر", "bought on two days or more"), ("خریداران", "buyers")),
    "member_sales_share": _formula(("فروش با عضو", "Sales to members"), ("فروش‌های با عضو", "sales that name a member"), ("همهٔ فروش‌ها", "all sales")),
    "void_rate": _formula(("نرخ ابطال", "Void rate"), ("ابطال‌ها", "voids"), ("فروش‌ها", "sales")),
    "average_sale": _formula(("میانگین فروش", "Average sale"), ("مبلغ فروش‌ها", "amount of the sales"), ("فروش‌ها", "sales")),
}  # fmt: skip
