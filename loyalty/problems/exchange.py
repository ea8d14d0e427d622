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
    "not_joined": Problem(
        "این فروشگاه به مرکزی نپیوسته است.",
        "This shop belongs to no centre.",
        "با کدی که مرکز داده است بپیوندید: تنظیمات، بخش مرکز.",
        "Join with the code the centre gave: settings, centre.",
    ),
    "joined_already": Problem(
        "این صندوق پیش‌تر به مرکز پیوسته است.",
        "This till belongs to a centre already.",
        "کاری لازم نیست؛ تبادل خودکار است.",
        "Nothing is to be done; exchanges go on by themselves.",
    ),
    "join_needs_owner": Problem(
        "برای صندوق تازه باید یکی از مالکان فروشگاه نام برده شود.",
        "A new till has to be given to an owner of the shop first.",
        "شناسهٔ مالک را بدهید (--as)؛ دیگران را مالک پس از ورود تأیید می‌کند.",
        "Name an owner (--as); the owner approves the others after signing in.",
    ),
    "invitation_needs_shop": Problem(
        "این کد برای فروشگاهی است که شعبهٔ خودش را می‌آورد، نه برای پوشه‌ای خالی.",
        "This code is for a shop that brings its own branch, not for an empty folder.",
        "از مرکز کدی برای یک شعبه بگیرید، یا در همان فروشگاه با این کد بپیوندید.",
        "Ask the centre for the code of a branch, or join with this one in that shop.",
    ),
    "tally_differs": Problem(
        "شمار ثبت‌های این صندوق و مرکز با هم نمی‌خواند، پس از دوباره خواندن هم.",
        "This till and the centre count their records differently, even after reading all again.",
        "فروش برجاست؛ به پشتیبانی مرکز خبر دهید و verify را اجرا کنید.",
        "Selling goes on; tell whoever runs the centre, and run verify.",
    ),
    "centre_no_line": Problem(
        "خطی به مرکز نیست.",
        "There is no line to the centre.",
        "فروش مثل همیشه است؛ خودکار دوباره می‌کوشد.",
        "Selling goes on as ever; it tries again by itself.",
    ),
    "centre_name_unknown": Problem(
        "نام مرکز ({host}) پیدا نشد.",
        "The name of the centre ({host}) was not found.",
        "اینترنت یا نشانی مرکز را وارسی کنید؛ فروش مثل همیشه است.",
        "Check the internet or the address of the centre; selling goes on as ever.",
    ),
    "centre_slow": Problem(
        "مرکز در زمان انتظار پاسخ نداد.",
        "The centre did not answer in time.",
        "خودکار دوباره می‌کوشد؛ چیزی از دست نرفته است.",
        "It tries again by itself; nothing is lost.",
    ),
    "centre_certificate": Problem(
        "گواهی امنیتی مرکز پذیرفته نشد: {why}.",
        "The certificate of the centre was not accepted: {why}.",
        "تاریخ دستگاه و گواهی مرکز را وارسی کنید؛ تا آن هنگام چیزی فرستاده نمی‌شود.",
        "Check the date of this machine and the certificate of the centre; until then nothing is sent.",
    ),
    "centre_not_centre": Problem(
        "آنچه پاسخ داد مرکز باشگاه نبود (شاید صفحهٔ ورود اینترنت یا یک پراکسی).",
        "What answered was not a centre of Bashgah (perhaps a log-in page of the network, or a proxy).",
        "به اینترنت وارد شوید یا نشانی مرکز را وارسی کنید.",
        "Log in to the network, or check the address of the centre.",
    ),
    "centre_signature_wrong": Problem(
        "پاسخ امضای مرکز را نداشت و پذیرفته نشد.",
        "The answer did not carry the centre’s signature and was not taken.",
        "اگر ماند، به پشتیبانی مرکز خبر دهید.",
        "If it stays so, tell whoever runs the centre.",
    ),
    "centre_busy": Problem(
        "مرکز سرش شلوغ است و خواست {seconds} ثانیهٔ دیگر دوباره بپرسیم.",
        "The centre is busy and asks to be tried again in {seconds} seconds.",
        "خودکار دوباره می‌کوشد.",
        "It tries again by itself.",
    ),
    "centre_broken": Problem(
        "مرکز ایرادی داشت ({status}).",
        "The centre had a problem of its own ({status}).",
        "خودکار دوباره می‌کوشد؛ اگر ماند، به پشتیبانی مرکز خبر دهید.",
        "It tries again by itself; if it stays so, tell whoever runs the centre.",
    ),
    "centre_refused": Problem(
        "مرکز نپذیرفت: {fa}",
        "The centre refused: {en}",
        "",
        "",
    ),
    "centre_address_unreadable": Problem(
        "نشانی مرکز خوانا نیست: {url}",
        "The address of the centre cannot be read: {url}",
        "نشانی را کامل بنویسید، مانند https://centre.example.",
        "Write it in full, like https://centre.example.",
    ),
    "facts_deferred": Problem(
        "{count} ثبت از صندوقی با نسخهٔ تازه‌تر آمده و نگه داشته شده است.",
        "{count} records came from a till with a newer version and are kept.",
        "پس از به‌روزرسانی این صندوق خودکار خوانده می‌شود.",
        "They are read by themselves once this till is updated.",
    ),
    "policy_beaten": Problem(
        "سند «{name}» با شمارهٔ {number} همزمان دو بار منتشر شد؛ نسخهٔ {staff} کنار رفت.",
        "“{name}” number {number} was published twice at once; the version of {staff} gave way.",
        "اگر آن نسخه درست است، بار دیگر منتشرش کنید.",
        "If that version is the right one, publish it again.",
    ),
}
