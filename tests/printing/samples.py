"""One story for all tests of paper: the sale, refund, void, Z report and card of a shop in Tehran and in English."""

from __future__ import annotations

import datetime as dt

from desktop.printing.content import (
    CardContent,
    CreditMove,
    DayCloseContent,
    LotLeft,
    MemberPart,
    PaidTender,
    PointsMove,
    ReceiptContent,
    RefundContent,
    Saving,
    ShopHead,
    SoldLine,
    Stamp,
    TenderSum,
    TestContent,
    VoidContent,
)

SOLD_AT = int(dt.datetime(2026, 11, 21, 15, 13, tzinfo=dt.UTC).timestamp()) * 1000

FA_SHOP = ShopHead("کفش و کیف آریا", "شعبهٔ ونک", "خیابان ملاصدرا ۴۲")
EN_SHOP = ShopHead("Arya Shoes & Bags", "Vanak branch", "42 Mulla Sadra St.")


def stamp(lang: str = "fa", **changes: object) -> Stamp:
    fields = {
        "shop": FA_SHOP if lang == "fa" else EN_SHOP,
        "number": "V2-004817",
        "at": SOLD_AT,
        "zone": "Asia/Tehran",
        "cashier": "ثنا کریمی" if lang == "fa" else "Sana Karimi",
        "till": "2",
    }
    return Stamp(**(fields | changes))  # type: ignore[arg-type]


def sold_lines(lang: str = "fa") -> tuple[SoldLine, ...]:
    fa = lang == "fa"
    ten = Saving("پاییزهٔ کفش ۱۰٪" if fa else "Autumn shoes 10%", 128_000)
    half = Saving("دومی نصف قیمت" if fa else "Second at half price", 47_500)
    return (
        SoldLine("کفش اسپرت آریا، ۴۲" if fa else "Arya trainers, 42", 1_000, 1_280_000, 1_280_000, (ten,)),
        SoldLine(
            "جوراب نخی، بستهٔ سه‌تایی" if fa else "Cotton socks, pack of three", 2_000, 95_000, 190_000, (half,)
        ),
        SoldLine("کیف دوشی چرم" if fa else "Leather shoulder bag", 1_000, 860_000, 860_000),
        SoldLine("واکس بی‌رنگ" if fa else "Clear shoe polish", 1_000, 68_000, 68_000),
    )


def member(lang: str = "fa", **changes: object) -> MemberPart:
    fa = lang == "fa"
    fields = {
        "name": "سارا رضایی‌نژاد" if fa else "Sara Rezaeinejad",
        "phone": "09121234567",
        "tier": "نقره‌ای" if fa else "Silver",
        "next_tier": "طلایی" if fa else "Gold",
        "to_next": 1_237_500,
        "credit_before": 485_000,
        "moves": (
            CreditMove("spent", -322_500),
            CreditMove("earned", 222_250),
            CreditMove("reward", 50_000, "پاداش مأموریت سه مراجعه" if fa else "Mission: three visits"),
        ),
        "credit_after": 434_750,
        "lots": (
            LotLeft(50_000, dt.date(2026, 12, 21)),
            LotLeft(37_500, dt.date(2027, 1, 10)),
            LotLeft(222_250, dt.date(2027, 2, 19)),
            LotLeft(125_000, dt.date(2027, 3, 6)),
        ),
        "points": (PointsMove("", 228, 1_468),),
    }
    return MemberPart(**(fields | changes))  # type: ignore[arg-type]


def receipt(lang: str = "fa", **changes: object) -> ReceiptContent:
    fa = lang == "fa"
    fields = {
        "stamp": stamp(lang, offline=True),
        "lines": sold_lines(lang),
        "gross": 2_398_000,
        "net": 2_222_500,
        "to_pay": 1_900_000,
        "credit_paid": 322_500,
        "vat": 202_045,
        "tenders": (PaidTender("card", 1_500_000), PaidTender("cash", 500_000)),
        "change": 100_000,
        "member": member(lang),
        "nearly": (
            "۲۷۷٬۵۰۰ تومان دیگر می‌خریدید، ۵٪ تخفیف کل سبد داشتید"
            if fa
            else "277,500 Toman more and the whole basket would have been 5% off",
        ),
        "return_code": "BG1:V2-004817:06fq0r8v2n5pk1e4s9t3m7h0aj",
        "return_days": 7,
    }
    return ReceiptContent(**(fields | changes))  # type: ignore[arg-type]


def refund(lang: str = "fa") -> RefundContent:
    fa = lang == "fa"
    socks = SoldLine("جوراب نخی، بستهٔ سه‌تایی" if fa else "Cotton socks", 1_000, 71_250, 71_250)
    bag = SoldLine("کیف دوشی چرم" if fa else "Leather shoulder bag", 1_000, 860_000, 860_000)
    person = member(
        lang,
        credit_before=434_750,
        moves=(CreditMove("given_back", 125_000), CreditMove("taken_back", -93_125)),
        credit_after=466_625,
        points=(PointsMove("", -93, 1_375),),
    )
    return RefundContent(
        stamp(lang, number="V2-004821"), "V2-004817", SOLD_AT, (socks, bag), 776_250, 84_659,
        (PaidTender("cash", 776_250),), 125_000, 30_000, person,
        "مهدی صادقی" if fa else "Mehdi Sadeghi", "رنگ کیف" if fa else "Colour of the bag",
    )  # fmt: skip


def void(lang: str = "fa") -> VoidContent:
    person = member(lang, moves=(CreditMove("given_back", 322_500), CreditMove("taken_back", -272_250)))
    return VoidContent(
        stamp(lang, number="V2-004818"), "V2-004817", SOLD_AT, 1_900_000, (PaidTender("card", 1_900_000),), person,
        "مهدی صادقی" if lang == "fa" else "Mehdi Sadeghi", "اشتباه صندوق" if lang == "fa" else "Rung up wrongly",
    )  # fmt: skip


def day_close(lang: str = "fa", **changes: object) -> DayCloseContent:
    fields = {
        "stamp": stamp(lang, number=""),
        "opened_at": SOLD_AT - 8 * 3_600_000,
        "closed_at": SOLD_AT + 3_600_000,
        "shift": 214,
        "sales": 87,
        "gross": 164_320_000,
        "discounts": 9_415_500,
        "net": 151_973_250,
        "vat": 13_815_750,
        "refunds": 2,
        "refunded": 1_031_250,
        "voids": 1,
        "voided": 1_900_000,
        "tenders": (TenderSum("card", 71, 121_473_250), TenderSum("cash", 22, 30_500_000)),
        "cash_start": 2_000_000,
        "cash_out": 5_000_000,
        "cash_expected": 27_500_000,
        "cash_counted": 27_450_000,
        "club": (
            ("credit_given", 11_208_400),
            ("credit_taken", -208_400),
            ("credit_given_net", 11_000_000),
            ("credit_spent", 6_930_000),
            ("points_given", 15_432),
        ),
        "enrolments": 9,
        "member_sales": 98_400_000,
        "first_number": "V2-004733",
        "last_number": "V2-004819",
        "facts_waiting": 12,
        "seal": "9f3c 41aa 07be d210",
    }
    return DayCloseContent(**(fields | changes))  # type: ignore[arg-type]


def printer_test(lang: str = "fa") -> TestContent:
    return TestContent(stamp(lang, number=""), "192.168.1.50:9100")


def card(lang: str = "fa") -> CardContent:
    shop = FA_SHOP if lang == "fa" else EN_SHOP
    return CardContent(shop, member(lang).name, "6037 1204 8817", "BGC:603712048817", member(lang).tier)
