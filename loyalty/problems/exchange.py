"""Refusals between till and centre."""

from __future__ import annotations

from loyalty.problems.problem import Problem

PROBLEMS = {
    "message_unreadable": Problem(
        "پیامی که رسید پیام باشگاه نیست یا در راه آسیب دیده است.",
        "What came is not a message of Bashgah, or was damaged on its way.",
        "چیزی از دست نرفته است؛ بار دیگر خودکار فرستاده می‌شود. اگر ماند، نشانی مرکز را وارسی کنید.",
        "Nothing is lost; it is sent again by itself. If it stays so, check the address of the centre.",
    ),
    "protocol_unknown": Problem(
        "مرکز و صندوق زبان یکدیگر را نمی‌دانند (نسخهٔ {protocol}).",
        "The centre and the till do not speak the same version ({protocol}).",
        "برنامهٔ کهنه‌تر را به‌روز کنید؛ فروش تا آن هنگام مثل همیشه است.",
        "Update the older of the two; selling goes on as ever until then.",
    ),
    "feed_broken": Problem(
        "آنچه از مرکز رسید به زنجیرهٔ ثبت‌ها نمی‌پیوندد و پذیرفته نشد.",
        "What came from the centre does not join the chain of records and was not taken in.",
        "دوباره خوانده می‌شود؛ اگر ماند، پشتیبانی مرکز را خبر کنید.",
        "It is read again; if it stays so, tell whoever runs the centre.",
    ),
    "rights_nowhere": Problem(
        "این اعتبار اکنون نزد صندوقی نیست که در دسترس باشد.",
        "No till that can be reached holds this credit now.",
        "آنچه همین‌جا خرج‌شدنی است نشان داده شده است.",
        "What can be spent right here is shown.",
    ),
    "till_retired": Problem(
        "این صندوق از کار برکنار شده است.",
        "This till has been retired.",
        "فروش‌هایش نگه داشته می‌شود؛ برای کار دوباره، آن را از نو به مرکز بپیوندید.",
        "Its sales are kept; to work again, join it to the centre anew.",
    ),
    "centre_waits": Problem(
        "مرکز تازه از نسخهٔ پشتیبان برگشته یا در انتظار به‌روزرسانی است و فعلاً اعتباری نمی‌دهد.",
        "The centre was put back from a backup, or waits for an update, and gives no credit for now.",
        "آنچه همین‌جا خرج‌شدنی است نشان داده شده است؛ اندکی بعد دوباره بخواهید.",
        "What can be spent right here is shown; ask again a little later.",
    ),
    "till_doubtful": Problem(
        "گذشتهٔ این صندوق روشن نیست؛ تا روشن‌شدن، اعتبار شعبه‌های دیگر به آن داده نمی‌شود.",
        "The past of this till is in doubt; until it is clear it is given no credit of other branches.",
        "فروش و اعتبار همین صندوق برجاست؛ مالک را خبر کنید.",
        "Selling and this till’s own credit go on; tell the owner.",
    ),
}
