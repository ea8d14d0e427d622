"""Refusals of the ledger: credit and points that are not there, and goods that cannot come back."""

from __future__ import annotations

from loyalty.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "credit_short": Problem(
        "اعتبار کافی نیست: {available:money} اینجا قابل خرج است و {missing:money} کم دارد.",
        "Not enough credit: {available:money} can be spent here, {missing:money} is missing.",
        "حداکثر {available:money} از اعتبار بردارید و باقی را با پول بگیرید.",
        "Use at most {available:money} of credit and take the rest in money.",
        ("available", "همه را با پول بگیرید.", "Take all of it in money."),
    ),
    "credit_short_here": Problem(
        "اعتبار کافی نیست: اکنون {at_once:money} در این صندوق قابل خرج است و {held:money} نزد صندوقی دیگر یا مرکز است؛ با آن هم "
        "{missing:money} کم دارد.",
        "Not enough credit: {at_once:money} can be spent at this till now and {held:money} is held by another till or the "
        "centre; even with that {missing:money} is missing.",
        "اکنون حداکثر {at_once:money} بردارید، یا تا {available:money} وقتی آن‌که نگهش داشته پاسخ داد.",
        "Use at most {at_once:money} now, or up to {available:money} once whoever holds the rest answers.",
        (
            "at_once",
            "اکنون همه را با پول بگیرید، یا تا {available:money} وقتی آن‌که نگهش داشته پاسخ داد.",
            "Take all of it in money now, or up to {available:money} of credit once whoever holds it answers.",
        ),
    ),
    "credit_of_other_branch": Problem(
        "بخشی از این اعتبار تنها در شعبهٔ {place} خرج می‌شود؛ اینجا {available:money} قابل خرج است و {missing:money} کم دارد.",
        "Some of this credit can be spent at {place} alone; {available:money} can be spent here, "
        "{missing:money} is missing.",
        "آن بخش را در همان شعبه خرج کنید، یا اینجا حداکثر {available:money} بردارید.",
        "Spend that part at that branch, or use at most {available:money} here.",
        (
            "available",
            "آن را در همان شعبه خرج کنید، یا اینجا همه را با پول بگیرید.",
            "Spend it at that branch, or take all of it in money here.",
        ),
    ),
    "credit_not_vested": Problem(
        "بخشی از اعتبار هنوز فعال نشده است؛ اکنون {available:money} قابل خرج است و {missing:money} کم دارد.",
        "Some of the credit is not active yet; {available:money} can be spent now, {missing:money} is missing.",
        "تا فعال‌شدن آن صبر کنید، یا اکنون حداکثر {available:money} بردارید.",
        "Wait until it is active, or use at most {available:money} now.",
        (
            "available",
            "تا فعال‌شدن آن صبر کنید، یا اکنون همه را با پول بگیرید.",
            "Wait until it is active, or take all of it in money now.",
        ),
    ),
    "credit_expired": Problem(
        "مهلت بخشی از اعتبار گذشته است؛ {available:money} قابل خرج است و {missing:money} کم دارد.",
        "Some of the credit has expired; {available:money} can be spent, {missing:money} is missing.",
        "حداکثر {available:money} از اعتبار بردارید و باقی را با پول بگیرید.",
        "Use at most {available:money} of credit and take the rest in money.",
        ("available", "همه را با پول بگیرید.", "Take all of it in money."),
    ),
    "rights_short": Problem(
        "از {amount:money} اعتبار، اکنون {at_once:money} این‌جا خرج‌شدنی است؛ باقی را صندوقی دیگر یا مرکز نگه داشته و هنوز نداده است.",
        "Of {amount:money} of credit, {at_once:money} can be spent here now; the rest is held by another till or the centre, which has not "
        "given it.",
        "اکنون حداکثر {at_once:money} بردارید و باقی را با پول بگیرید، یا وقتی دارندهٔ آن پاسخ داد دوباره بکوشید.",
        "Use at most {at_once:money} now and take the rest in money, or try again once whoever holds it answers.",
        (
            "at_once",
            "همه را با پول بگیرید، یا وقتی دارندهٔ آن پاسخ داد دوباره بکوشید. اینکه بی خط چه اندازه داده شود با مالک است: «تنظیمات › قواعد "
            "باشگاه».",
            "Take all of it in money, or try again once whoever holds it answers. How much is given without a line is the owner’s choice: "
            "Settings › Rules of the club.",
        ),
    ),
    "rights_asked": Problem(
        "از {asked} خواسته شد و هنوز نداده است؛ اکنون {safe:money} از {amount:money} اینجا خرج‌شدنی است.",
        "{asked} was asked and has not given it yet; of {amount:money} {safe:money} can be spent here now.",
        "باقی را با پول بگیرید، یا پس از تبادل بعدی آن صندوق دوباره بکوشید: با پنجرهٔ باز خودش تبادل می‌کند، وگرنه آنجا bashgah sync.",
        "Take the rest in money, or try again after that till’s next exchange: with its window open it exchanges by itself, else run "
        "bashgah sync there.",
    ),
    "right_overdrawn": Problem(
        "این کار از اعتبار «{lot}» بیش از حق این صندوق برمی‌داشت و انجام نشد.",
        "This would have taken more of the credit “{lot}” than this till has a right to, and was not done.",
        "دوباره بکوشید؛ اگر ماند، پشتیبان بگیرید و دستور verify را اجرا کنید.",
        "Try again; if it stays so, make a backup and run verify.",
    ),
    "points_short": Problem(
        "امتیاز کافی نیست: {available} موجود است و {missing} کم دارد.",
        "Not enough points: {available} are there, {missing} are missing.",
        "حداکثر {available} امتیاز بردارید.",
        "Use at most {available} points.",
        ("available", "چیزی برای برداشتن نیست.", "There is nothing to take."),
    ),
    "lot_unknown": Problem(
        "اعتبار «{lot}» که این کار به آن نیاز دارد پیدا نشد.",
        "The credit lot “{lot}” that this needs was not found.",
        "بررسی صندوق را اجرا کنید: bashgah verify",
        "Run the check: bashgah verify",
    ),
    "sale_unbalanced": Problem(
        "اعتبار خرج‌شده در فاکتور {number} با قلم‌های آن نمی‌خواند.",
        "The credit spent in sale {number} does not agree with its lines.",
        "بررسی صندوق را اجرا کنید: bashgah verify",
        "Run the check: bashgah verify",
    ),
    "sale_voided": Problem(
        "فاکتور {number} باطل شده است.",
        "Sale {number} has been voided.",
        "شمارهٔ فاکتور را دوباره ببینید؛ فاکتور باطل‌شده مرجوعی ندارد.",
        "Look at the receipt number again; nothing can come back from a voided sale.",
    ),
    "sale_fully_returned": Problem(
        "همهٔ قلم‌های فاکتور {number} پیش‌تر مرجوع شده است.",
        "Everything of sale {number} has come back already.",
        "شمارهٔ فاکتور را دوباره ببینید.",
        "Look at the receipt number again.",
    ),
    "refund_empty": Problem(
        "هیچ قلمی از فاکتور {number} برای مرجوعی انتخاب نشده است.",
        "No line of sale {number} has been chosen to come back.",
        "قلم‌ها و تعداد را انتخاب کنید.",
        "Choose the lines and quantities.",
    ),
    "refund_line_unknown": Problem(
        "این فاکتور قلم {line} ندارد؛ {lines} قلم دارد.",
        "This sale has no line {line}; it has {lines}.",
        "شمارهٔ قلم را از روی رسید بخوانید.",
        "Read the line's number from the receipt.",
    ),
    "refund_line_returned": Problem(
        "قلم {line} پیش‌تر کامل مرجوع شده است.",
        "Line {line} has come back whole already.",
        "قلم دیگری را انتخاب کنید.",
        "Choose another line.",
    ),
    "refund_more_than_sold": Problem(
        "از قلم {line} تنها {left} فروخته شده است.",
        "Only {left} of line {line} was sold.",
        "حداکثر {left} وارد کنید.",
        "Enter at most {left}.",
    ),
    "refund_more_than_left": Problem(
        "از قلم {line} تنها {left} مانده است؛ باقی پیش‌تر مرجوع شده است.",
        "Only {left} of line {line} is left; the rest has come back already.",
        "حداکثر {left} وارد کنید.",
        "Enter at most {left}.",
    ),
    "refund_line_whole_only": Problem(
        "قلم {line} وزنی یا پیمانه‌ای است و تنها یکجا مرجوع می‌شود.",
        "Line {line} is weighed or measured and comes back only as a whole.",
        "همهٔ مقدار آن را وارد کنید.",
        "Enter its whole quantity.",
    ),
    "void_out_of_shift": Problem(
        "فاکتور {number} در شیفت دیگری ثبت شده و دیگر باطل نمی‌شود.",
        "Sale {number} belongs to another shift and can no longer be voided.",
        "برای آن مرجوعی ثبت کنید.",
        "Record a refund for it.",
    ),
    "refund_of_refund": Problem(
        "{number} شمارهٔ مرجوعی یا ابطالِ فاکتور {sale} است، نه شمارهٔ یک فروش.",
        "{number} is a refund or void of sale {sale}, not a sale.",
        "برای برگرداندن هرچه از آن مانده، شمارهٔ {sale} را بدهید.",
        "To take back all that is left of it, name {sale}.",
    ),
    "void_of_refund": Problem(
        "{number} شمارهٔ مرجوعی یا ابطالِ فاکتور {sale} است و خودش باطل نمی‌شود.",
        "{number} is a refund or void of sale {sale}; it cannot itself be voided.",
        "اگر کالا دوباره به مشتری رسیده، فروش تازه‌ای ثبت کنید.",
        "If the goods went to the customer again, record a new sale.",
    ),
    "void_after_refund": Problem(
        "بخشی از فاکتور {number} پیش‌تر مرجوع شده است، پس باطل نمی‌شود.",
        "Part of sale {number} has come back already, so it cannot be voided.",
        "باقی قلم‌ها را هم مرجوع کنید.",
        "Refund the remaining lines as well.",
    ),
    "void_earned_spent": Problem(
        "{missing:money} از آنچه فاکتور {number} به عضو داده دیگر سر جایش نیست، پس باطل نمی‌شود.",
        "{missing:money} of what sale {number} gave the member is no longer there, so it cannot be voided.",
        "نخست خرید بعدی را که آن را خرج کرده باطل کنید، یا مرجوعی ثبت کنید.",
        "Void the later purchase that spent it first, or record a refund.",
    ),
    "void_member_gone": Problem(
        "عضوِ فاکتور {number} دیگر در باشگاه نیست و آنچه این فاکتور به او داده بود با او رفته است، پس باطل نمی‌شود.",
        "The member of sale {number} is no longer in the club, and what the sale gave went with them, so it cannot be voided.",
        "مرجوعی ثبت کنید؛ پول را پس می‌دهد.",
        "Record a refund instead; it gives the money back.",
    ),
    "money_back_mismatch": Problem(
        "پول پس‌داده {told:money} است، ولی باید {due:money} باشد.",
        "The money given back is {told:money}, but it should be {due:money}.",
        "مبلغ‌ها را دوباره وارد کنید.",
        "Enter the amounts again.",
    ),
}
