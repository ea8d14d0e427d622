"""Refusals of amounts, baskets, time and facts."""

from __future__ import annotations

from loyalty.problems.problem import Problem

PROBLEMS = {
    "currency_unknown": Problem(
        "«{currency}» واحد پول نیست.",
        "“{currency}” is not a currency.",
        "سه حرف بزرگ لاتین مانند IRT بنویسید.",
        "Write three capital letters such as IRT.",
    ),
    "percent_invalid": Problem(
        "«{value}» درصد نیست.",
        "“{value}” is not a percent.",
        "عدد بنویسید، مثلاً ۱۰ یا ۱۲٫۵.",
        "Write a number such as 10 or 12.5.",
    ),
    "nothing_to_allocate_over": Problem(
        "مبلغ {total:money} را نمی‌توان روی قلم‌هایی با جمع صفر پخش کرد.",
        "The amount {total:money} cannot be divided over lines that add up to nothing.",
    ),
    "amount_not_whole": Problem(
        "«{value}» مبلغ درستی نیست.",
        "“{value}” is not a whole amount.",
        "مبلغ را با رقم و بدون اعشار بنویسید.",
        "Write the amount in digits, without fractions.",
    ),
    "amount_unreadable": Problem(
        "«{value}» مبلغ درستی نیست.",
        "“{value}” is not an amount of money.",
        "مبلغ را با رقم بنویسید، با حداکثر {places} رقم اعشار، مانند {example}.",
        "Write the amount in digits, with at most {places} decimal places, such as {example}.",
    ),
    "amount_too_small": Problem(
        "مبلغ {amount:money} پذیرفته نیست؛ کمترین مبلغ {least:money} است.",
        "The amount {amount:money} is not accepted; the least is {least:money}.",
        "مبلغ را دوباره وارد کنید.",
        "Enter the amount again.",
    ),
    "amount_too_large": Problem(
        "مبلغ {amount:money} بزرگ‌تر از آن است که درست باشد.",
        "The amount {amount:money} is too large to be right.",
        "صفرها را بشمارید و دوباره وارد کنید.",
        "Count the zeros and enter it again.",
    ),
    "date_invalid": Problem(
        "«{value}» تاریخ درستی نیست.",
        "“{value}” is not a date.",
        "تاریخ را مانند ۱۴۰۵/۰۸/۳۰ یا ⁦2026-11-21⁩ بنویسید.",
        "Write a day such as 1405/08/30 or 2026-11-21.",
    ),
    "instant_invalid": Problem(
        "«{value}» زمان درستی نیست.",
        "“{value}” is not a date and time.",
        "مانند ⁦2026-11-21T18:42:00+03:30⁩ بنویسید.",
        "Write it as 2026-11-21T18:42:00+03:30.",
    ),
    "instant_without_zone": Problem(
        "زمان «{value}» اختلاف ساعت ندارد.",
        "The time “{value}” lacks its offset.",
        "اختلاف ساعت را بیفزایید، مثلاً ‎+03:30.",
        "Add the offset, such as +03:30.",
    ),
    "zone_unknown": Problem(
        "منطقهٔ زمانی «{zone}» شناخته نیست.",
        "The time zone “{zone}” is unknown.",
        "نامی مانند Asia/Tehran بنویسید.",
        "Use a name such as Asia/Tehran.",
    ),
    "basket_empty": Problem(
        "سبد خالی است.",
        "The basket is empty.",
        "کالا یا مبلغی بیفزایید.",
        "Add a product or an amount.",
    ),
    "basket_too_long": Problem(
        "سبد بیش از {most} قلم دارد.",
        "The basket has more than {most} lines.",
        "این خرید را در دو فاکتور ثبت کنید.",
        "Record this purchase as two invoices.",
    ),
    "line_numbers_broken": Problem(
        "شمارهٔ قلم {line} درست نیست.",
        "Line number {line} is out of order.",
        "قلم‌ها باید از ۱ پشت سر هم باشند.",
        "Lines are numbered from 1 without a gap.",
    ),
    "group_missing": Problem(
        "قلم {line} گروه کالایی ندارد.",
        "Line {line} has no product group.",
        "گروه آن را انتخاب کنید.",
        "Choose its group.",
    ),
    "quantity_invalid": Problem(
        "تعداد قلم {line} درست نیست.",
        "The quantity of line {line} is not right.",
        "تعدادی بیش از صفر وارد کنید.",
        "Enter a quantity above zero.",
    ),
    "quantity_not_whole": Problem(
        "قلم {line} شمردنی است و تعداد اعشاری نمی‌پذیرد.",
        "Line {line} is counted in whole pieces.",
        "تعداد را بدون اعشار وارد کنید.",
        "Enter a whole number of pieces.",
    ),
    "tender_unknown": Problem(
        "روش پرداخت «{kind}» شناخته نیست.",
        "The tender “{kind}” is unknown.",
        "نقد، کارت، انتقال، بن یا دیگر را انتخاب کنید.",
        "Choose cash, card, transfer, coupon or other.",
    ),
    "tender_short": Problem(
        "{missing:money} از پرداخت کم است.",
        "The payment is {missing:money} short.",
        "مبلغ مانده را بگیرید یا قلمی را حذف کنید.",
        "Take the rest or remove a line.",
    ),
    "change_needs_cash": Problem(
        "باقی {change:money} تنها از نقد داده می‌شود.",
        "Change of {change:money} can only come from cash.",
        "مبلغ کارت را کم کنید.",
        "Lower the card amount.",
    ),
    "fact_unreadable": Problem(
        "یک رویداد ثبت‌شده خوانا نیست.",
        "A recorded fact cannot be read.",
        "بررسی صندوق را اجرا کنید: bashgah verify",
        "Run the check: bashgah verify",
    ),
    "fact_too_large": Problem(
        "رویداد {size} بایت است؛ بیش از {most} پذیرفته نیست.",
        "The fact has {size} bytes; at most {most} are allowed.",
    ),
    "fact_body_mismatch": Problem(
        "محتوای رویداد با نوع «{kind}» نمی‌خواند.",
        "The body does not belong to a fact of kind “{kind}”.",
    ),
    "fact_from_newer_version": Problem(
        "رویداد «{kind}» را نسخهٔ تازه‌تری از برنامه نوشته است.",
        "A newer version of the program wrote this “{kind}” fact.",
        "برنامه را به‌روز کنید.",
        "Update the program.",
    ),
    "fact_kind_unknown": Problem(
        "نوع رویداد «{kind}» شناخته نیست.",
        "The kind of fact “{kind}” is unknown.",
        "برنامه را به‌روز کنید.",
        "Update the program.",
    ),
    "trust_pool_small": Problem(
        "سقف هر صندوق ({pool:money}) از سقف هر عضو ({per_member:money}) کمتر است.",
        "The limit of a till ({pool:money}) is below the limit of a member ({per_member:money}).",
        "سقف صندوق را دست‌کم به اندازهٔ سقف عضو بگذارید.",
        "Set the limit of a till to at least the limit of a member.",
    ),
}
