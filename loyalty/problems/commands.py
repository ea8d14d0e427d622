"""What is wrong with a command that was typed: its documents and files, the window it opens, and how it ended."""

from __future__ import annotations

from loyalty.problems.problem import Problem

PROBLEMS = {
    "document_missing": Problem(
        "پروندهٔ «{path}» پیدا نشد یا خوانا نیست.",
        "The file “{path}” was not found or cannot be read.",
        "نشانی پرونده را بررسی کنید.",
        "Check where the file is.",
    ),
    "document_not_json": Problem(
        "پروندهٔ «{path}» JSON درستی نیست (خط {line}).",
        "The file “{path}” is not JSON (line {line}).",
        "ویرگول‌ها و آکولادها را بررسی کنید.",
        "Check its commas and braces.",
    ),
    "document_key_twice": Problem(
        "کلید «{key}» دو بار نوشته شده است.",
        "The key “{key}” is written twice.",
        "یکی را بردارید.",
        "Remove one.",
    ),
    "document_float": Problem(
        "عدد اعشاری {value} پذیرفته نیست.",
        "The fraction {value} is not accepted.",
        'درصد را درون گیومه بنویسید، مثلاً "12.5"، و مبلغ را بدون اعشار.',
        'Write a percent in quotes, such as "12.5", and amounts without fractions.',
    ),
    "quantity_unreadable": Problem(
        "«{value}» تعداد درستی نیست.",
        "“{value}” is not a quantity.",
        "عددی مانند ۲ یا ۱٫۲۵۰ بنویسید.",
        "Write a number such as 2 or 1.250.",
    ),
    "sign_missing": Problem(
        "«{value}» با ‎+ یا ‎- آغاز نشده است.",
        "“{value}” does not begin with + or -.",
        "برای دادن ‎+ و برای پس گرفتن ‎- بگذارید.",
        "Use + to give and - to take back.",
    ),
    "window_missing": Problem(
        "پنجرهٔ برنامه نصب نیست.",
        "The program's window is not installed.",
        "دستورها را با ‎--help ببینید.",
        "See the commands with --help.",
    ),
    "window_without_display": Problem(
        "این دستگاه نمایشگری ندارد که پنجره در آن باز شود.",
        "There is no display here for the window to open on.",
        "همهٔ کارها با دستورها هم شدنی است: bashgah --help",
        "Everything can be done with commands too: bashgah --help",
    ),
    "window_cannot_open": Problem(
        "پنجره روی این رایانه باز نمی‌شود.",
        "The window does not open on this machine.",
        "دستور نوشته‌شده در بالا را اجرا کنید.",
        "Run the command shown above.",
    ),
    "path_unusable": Problem(
        "«{path}» را نمی‌شود به کار برد.",
        "“{path}” cannot be used.",
        "ببینید پوشه یا پرونده هست، همان است که می‌خواهید، و اجازهٔ خواندن و نوشتن دارید.",
        "See that the folder or file exists, is of the right kind, and may be read and written by you.",
    ),
    "interrupted": Problem(
        "دستور را نیمه‌کاره متوقف کردید؛ چیزی ثبت نشد.",
        "The command was stopped before its end; nothing was recorded.",
    ),
    "interrupted_after": Problem(
        "دستور را نیمه‌کاره متوقف کردید؛ آنچه تا آن هنگام ثبت شده بود می‌ماند (شمار رخدادها: {count}).",
        "The command was stopped before its end; what it had recorded by then stays (records: {count}).",
        "پیش از تکرار دستور ببینید چه ثبت شده است؛ بررسی صندوق: bashgah verify",
        "Look at what is recorded before you run it again; to check the till: bashgah verify",
    ),
    "interrupted_setting": Problem(
        "دستور را نیمه‌کاره متوقف کردید؛ در دفتر چیزی ثبت نشد. تنظیم‌ها یا همه عوض شده‌اند یا هیچ‌کدام.",
        "The command was stopped before its end; nothing was recorded. The settings are all changed, or none of them is.",
        "با bashgah settings show (یا authority show) ببینید چه برقرار است.",
        "See what holds: bashgah settings show (or authority show).",
    ),
    "interrupted_joining": Problem(
        "پیوستن را نیمه‌کاره متوقف کردید؛ چیزی از دست نرفته است.",
        "The joining was stopped before its end; nothing is lost.",
        "همان دستور را با همان کد دوباره بدهید: از جایی که مانده ادامه می‌دهد.",
        "Give the same command with the same code again: it goes on where it was.",
    ),
    "interrupted_whole": Problem(
        "دستور را نیمه‌کاره متوقف کردید؛ کارش یا به تمامی انجام شده یا هیچ.",
        "The command was stopped before its end; its work is done as a whole, or not at all.",
        "همان دستور را دوباره بدهید؛ اگر کار انجام شده باشد، همین را می‌گوید.",
        "Give the command again; if the work is done, it says so.",
    ),
    "unexpected": Problem(
        "خطایی پیش آمد که باید به سازندگان برنامه گفته شود ({kind}، {place}).",
        "Something went wrong that the makers of the program should hear of ({kind}, {place}).",
        "آنچه ثبت شده بود ثبت مانده است. دوباره امتحان کنید؛ بررسی صندوق: bashgah verify",
        "What was recorded stays recorded. Try again; to check the till: bashgah verify",
    ),
}
