"""What each argument of the commands is for, in both languages: one table, filled into the help of every command.

An argument is found by its name, or by `command name` where the same name means something else there.
"""

from __future__ import annotations

import argparse

from loyalty.words import Lang

Words = tuple[str, str]
"""(Persian, English)."""


def explain(parser: argparse.ArgumentParser, lang: Lang, command: str = "") -> None:
    """Give every argument below a parser that has no words of its own those of the table."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                explain(below, lang, f"{command} {name}".strip())
        elif isinstance(action, argparse._HelpAction):
            action.help = ("نمایش همین راهنما", "show this help")[lang != "fa"]
        elif not action.help:
            action.help = words_of(command, action, lang)


def words_of(command: str, action: argparse.Action, lang: Lang) -> str | None:
    """Return what the table says of an argument, None where it says nothing."""
    name = action.option_strings[0] if action.option_strings else action.dest
    found = OPTIONS.get(f"{command} {name}") or OPTIONS.get(name)
    return None if found is None else found[lang != "fa"].replace("%", "%%")


_SALE: Words = ("شمارهٔ فاکتور، مانند A1-000123", "number of the invoice, such as A1-000123")
_MEMBER: Words = ("تلفن، کارت یا شناسهٔ عضو", "phone, card or id of the member")
_STAFF: Words = ("شناسه یا نام کارمند", "id or name of the person")
_LEVEL: Words = (
    "سطح دسترسی، به شناسه یا نامش در جدول: cashier صندوق‌دار، operator اپراتور، branch_manager مدیر شعبه، "
    "manager_of_branches مدیر شعب، owner مالک، یا سطحی که خودتان ساخته‌اید (policy show access)",
    "level of access, by its id or name in the table: cashier, operator, branch_manager, manager_of_branches, owner, or "
    "one of your own (policy show access)",
)
_OLD_CARD: Words = ("شمارهٔ کارت، اگر عضو چند کارت دارد", "number of the card, where there are several")

OPTIONS: dict[str, Words] = {
    "ready_id": (
        "شناسهٔ آفر آماده، از offer library list",
        "id of the ready offer, from offer library list",
    ),
    "--centre": (
        "نشانی مرکز، مانند https://centre.example",
        "address of the centre, such as https://centre.example",
    ),
    "join --code": ("کد یک‌بارمصرفی که مرکز داده است", "the one-time code the centre gave"),
    "join --ca": (
        "پروندهٔ گواهی مرجعی که گواهی مرکز را امضا کرده است؛ برای گواهی عمومی لازم نیست",
        "certificate file of the authority that signed the centre's; not needed for a public one",
    ),
    "follow --ca": (
        "پروندهٔ گواهی مرجعی که گواهی مرکز را در نشانی تازه امضا کرده؛ بی آن، همان که نگه داشته شده است",
        "certificate file of the authority that signed the centre's at the new address; without it the one that is kept",
    ),
    "authority set --ca": (
        "پروندهٔ گواهی مرجع تازه؛ بی آن، تنها مرجع‌های عمومی",
        "certificate file of the new authority; without it public ones alone",
    ),
    "offer codes --number": ("چند کد", "how many codes"),
    "offer codes --days": ("تا چند روز پس از امروز", "for how many days after today"),
    "--days": ("شمار روزهای گذشته", "how many days of the past"),
    "schema document": ("نام سند؛ بی آن، فهرست نام‌ها", "name of the document; without it, the names"),
    "--condition": ("پروندهٔ JSON شرط", "JSON file of the condition"),
    "segment list --count": ("شمار اعضای هر گروه را هم بگو", "count the members of each, too"),
    "segment show name": ("شناسهٔ گروه مشتریان", "id of the segment"),
    "segment set name": ("شناسهٔ گروه مشتریان", "id of the segment"),
    "segment remove name": ("شناسهٔ گروه مشتریان", "id of the segment"),
    "--once": ("یک تبادل و نه بیشتر", "one exchange and no more"),
    "--name": ("نام", "name"),
    "--branch": ("نام یا شناسهٔ شعبه", "name or id of the branch"),
    "--address": ("نشانی روی رسید", "address on the receipt"),
    "--zone": ("منطقهٔ زمانی، مانند Asia/Tehran", "time zone, such as Asia/Tehran"),
    "--note": ("یادداشت", "a note"),
    "--card": _OLD_CARD,
    "--group": ("شناسهٔ گروه کالایی", "id of the product group"),
    "--gone": ("دیگر فروخته نمی‌شود", "no longer sold"),
    "--file": ("پروندهٔ JSON سند", "JSON file of the document"),
    "--sheet-file": ("پروندهٔ متنی برگهٔ بازیابی", "text file with the recovery sheet"),
    "--shares-phone": ("تلفن از آنِ عضو دیگری هم هست", "the phone is another member's too"),
    "--no-print": ("بی‌چاپ", "print nothing"),
    "--id": (
        "شناسه‌ای که فراخواننده ساخته است (UUID)؛ تکرار با همان شناسه دوباره ثبت نمی‌شود",
        "an id made by the caller (a UUID); repeated with it, nothing is recorded twice",
    ),
    "--reason": ("دلیل", "reason"),
    "--sure": (
        "نقد شمرده‌شده درست است، هرچند باورکردنی نیست",
        "the cash is counted right, incredible as it is",
    ),
    "--member": _MEMBER,
    "--line": (
        "گروه کالایی و جمع مبلغ و تعداد؛ تکرارشدنی",
        "product group, amount of the whole line, quantity; may be repeated",
    ),
    "--product": ("کد یا بارکد کالا و تعداد؛ تکرارشدنی", "code or barcode, quantity; may be repeated"),
    "--code": ("کد تخفیف؛ تکرارشدنی", "discount code; may be repeated"),
    "--credit": ("مبلغ خرج از اعتبار، یا max", "amount to pay from credit, or max"),
    "--vouch": (
        "عضو را بی رمزش تأیید کن؛ کارِ کسی که اجازه دارد، با امضای او",
        "vouch for the member without their PIN: signed by somebody who may",
    ),
    "--override": (
        "دلیل گذشتن از کف حاشیهٔ سود؛ در فروش تأیید کسی را می‌خواهد که مجاز است",
        "why offers may go below the margin floor; a sale takes the approval of who may",
    ),
    "member": _MEMBER,
    "who": _STAFF,
    "sale": _SALE,
    "--anyway": ("هرچند زیان می‌دهد، بی پرسش منتشر شود", "publish it though it loses, without asking"),
    "offer_id": ("شناسهٔ آفر", "id of the offer"),
    "new-shop --name": ("نام فروشگاه", "name of the shop"),
    "new-shop --branch": ("نام شعبه", "name of the branch"),
    "new-shop --currency": (
        "واحد پول: IRT تومان (پیش‌فرض)، IRR ریال، USD، EUR یا کد سه‌حرفی دیگری؛ بعداً عوض نمی‌شود. امتیاز و مالیات آغاز کار از آن می‌آید",
        "money unit: IRT Toman (default), IRR Rial, USD, EUR or another code of three letters; cannot be changed later. "
        "Points and VAT to begin with come from it",
    ),
    "new-shop --zone": (
        "منطقهٔ زمانی، مانند Asia/Tehran (پیش‌فرض: با تومان و ریال Asia/Tehran، وگرنه منطقهٔ همین دستگاه)؛ ماه‌ها در ایران شمسی‌اند و جای دیگر میلادی",
        "time zone, such as Asia/Tehran (default: with Toman and Rial Asia/Tehran, else the one of this machine); months are "
        "Jalali in Iran and Gregorian elsewhere",
    ),
    "new-shop --trade": (
        "grocery، clothes، shoes، salon، cafe، cars یا general (پیش‌فرض)",
        "grocery, clothes, shoes, salon, cafe, cars or general (default)",
    ),
    "new-shop --base-percent": (
        "درصد اعتبار پایه (پیش‌فرض: آنچه در آن صنف معمول است)",
        "base credit in percent (default: what is usual in the trade)",
    ),
    "new-shop --owner-name": ("نام مالک", "name of the owner"),
    "new-shop --owner-pin": ("رمز مالک (یا BASHGAH_OWNER_PIN)", "PIN of the owner (or BASHGAH_OWNER_PIN)"),
    "new-shop --till-code": ("آغاز شمارهٔ فاکتورها", "invoice numbers begin with it"),
    "new-shop --test": ("فروشگاه آزمایشی: زمان ثبت را می‌توان گفت", "a test shop: takes --at"),
    "staff list --everybody": ("همراه کسانی که رفته‌اند", "those who left too"),
    "staff add name": ("نام", "name"),
    "staff add --id": ("شناسهٔ کوتاه", "a short id"),
    "staff add --level": _LEVEL,
    "staff add --pin": ("رمز (یا BASHGAH_NEW_PIN)", "PIN (or BASHGAH_NEW_PIN)"),
    "staff pin --pin": ("رمز تازه (یا BASHGAH_NEW_PIN)", "new PIN (or BASHGAH_NEW_PIN)"),
    "staff level level": _LEVEL,
    "branch add name": ("نام شعبه", "name of the branch"),
    "branch set which": ("نام یا شناسهٔ شعبه", "name or id of the branch"),
    "branch set --name": ("نام تازه", "new name"),
    "settings set changes": ("تنظیم و مقدار آن", "a setting and its value"),
    "policy show name": ("نام سند", "name of the document"),
    "policy show --version": ("نسخه‌ای پیشین", "an earlier version"),
    "policy set name": ("نام سند", "name of the document"),
    "backup path": ("پروندهٔ پشتیبان", "file of the backup"),
    "restore path": ("پروندهٔ پشتیبان", "file of the backup"),
    "recovery pin --owner": _STAFF,
    "recovery pin --pin": ("رمز تازه (یا BASHGAH_NEW_PIN)", "new PIN (or BASHGAH_NEW_PIN)"),
    "find text": (
        "تلفن یا رقم‌های آخر آن، کارت، یا بخشی از نام",
        "phone or its last digits, card, or a piece of the name",
    ),
    "find --limit": ("بیشترین شمار", "most to show"),
    "enrol --phone": ("تلفن همراه", "mobile phone"),
    "enrol --card": (
        "کارت خام اسکن‌شده؛ new کارت تازه، none بی‌کارت",
        "number of a blank card; new issues one, none gives none",
    ),
    "enrol --birth": ("تاریخ تولد، شمسی یا میلادی", "birthday, Jalali or Gregorian"),
    "enrol --referrer": ("معرف: تلفن، کارت یا شناسه", "who invited them: phone, card or id"),
    "enrol --consent": (
        "sms_service، sms_promo یا messenger؛ تکرارشدنی",
        "sms_service, sms_promo or messenger; may be repeated",
    ),
    "member-set --phone": ("تلفن تازه", "new phone"),
    "member-set --birth": ("تاریخ تولد، شمسی یا میلادی", "birthday, Jalali or Gregorian"),
    "member-set --email": ("رایانامه", "e-mail"),
    "enrol --gender": ("جنسیت: female یا male", "gender: female or male"),
    "enrol --tag": ("گروه مشتریان؛ تکرارشدنی", "a group of members; may be repeated"),
    "member-set --gender": ("جنسیت", "gender"),
    "member-set --tag": ("برچسب؛ تکرارشدنی، جای همهٔ پیشین‌ها", "a tag; may be repeated, replaces all before"),
    "merge other": ("عضو دیگر", "the other member"),
    "split --from": ("از کدام عضو", "from which member"),
    "leave --end-credit": ("اعتبار و امتیاز او هم پایان یابد", "credit and points end as well"),
    "erase --yes": ("آگاهم که برگشت ندارد", "yes, for ever"),
    "card issue --card": ("شمارهٔ کارت خام اسکن‌شده", "number of a blank card"),
    "card replace --new": ("شمارهٔ کارت خام تازه", "number of the new blank card"),
    "consent changes": (
        "+ یا - و کانال: sms_service، sms_promo، messenger",
        "+ or - and a channel: sms_service, sms_promo, messenger",
    ),
    "quote --tender": (
        "روش پرداخت، برای آفرهایی که به آن بسته‌اند؛ تکرارشدنی",
        "how it will be paid, for offers that depend on it; may be repeated",
    ),
    "sell --pay": (
        "نقد، کارت، انتقال، بن یا دیگر (cash، card، transfer، coupon، other) و مبلغ، مانند نقد:۵۰۰۰۰؛ تکرارشدنی. بی آن: نقد",
        "cash, card, transfer, coupon or other, and the amount; may be repeated. Without it: cash",
    ),
    "refund --line": (
        "شمارهٔ ردیف و تعداد؛ تکرارشدنی. بی آن همهٔ آنچه از فاکتور مانده برمی‌گردد",
        "number of a line and quantity; may be repeated. Without it all that is left of the sale comes back",
    ),
    "adjust --credit": ("مبلغ با علامت، مانند +50000", "amount with its sign, such as +50000"),
    "adjust --points": ("نوع امتیاز و شمار، مانند main:+10", "kind of points and number, such as main:+10"),
    "shift open --counted": ("نقد شمرده‌شدهٔ کشو", "cash counted in the drawer"),
    "shift close --counted": ("نقد شمرده‌شدهٔ کشو", "cash counted in the drawer"),
    "day-close --on": ("کدام روز؛ بی آن روز کاری جاری", "which day; without it the business day now"),
    "--pdf": ("پروندهٔ PDF", "PDF file to write"),
    "recall parked": ("شناسهٔ سبد؛ بی آن فهرست", "id of the basket; without it the list"),
    "receipt --png": ("پروندهٔ تصویر", "picture to write"),
    "receipt --escpos": ("پروندهٔ بایت‌های چاپگر", "printer bytes to write"),
    "receipt --width": (
        "نقطه‌های پهنای کاغذ: 576 (۸۰ م‌م)، 384 (۵۸ م‌م)",
        "dots across: 576 (80 mm), 384 (58 mm)",
    ),
    "prints list --all": ("چاپ‌شده‌ها هم", "printed ones too"),
    "prints retry jobs": ("شناسهٔ برگه؛ بی آن همه", "id of a slip; without it all"),
    "prints drop --all": ("همهٔ برگه‌هایی که هنوز چاپ نشده‌اند", "every slip that is not on paper yet"),
    "prints drop job": ("شناسهٔ برگه", "id of the slip"),
    "product add product_id": ("کد کالا", "code of the product"),
    "product add --name": ("نام کالا", "name of the product"),
    "product add --price": ("قیمت با مالیات", "price with VAT"),
    "product add --barcode": ("بارکد", "barcode"),
    "product add --vat": ("درصد مالیات", "VAT in percent"),
    "product add --divisible": ("وزنی یا پیمانه‌ای", "sold by weight or measure"),
    "product find text": ("کد، بارکد یا بخشی از نام", "code, barcode or a piece of the name"),
    "product import path": ("پروندهٔ CSV کالاها", "CSV file of products"),
    "import folder": ("پوشهٔ پرونده‌های CSV", "folder with the CSV files"),
    "import --dry-run": ("تنها بررسی؛ چیزی ثبت نمی‌شود", "only check, record nothing"),
    "refund --dry-run": ("نشان بده چه برمی‌گردد؛ چیزی ثبت نمی‌شود", "show what would go back, record nothing"),
    "void --dry-run": ("نشان بده چه برمی‌گردد؛ چیزی ثبت نمی‌شود", "show what would go back, record nothing"),
    "export target": ("پوشهٔ خروجی", "folder to write into"),
    "figures --as-of": (
        "تا آغاز این روز؛ بی آن تا پایان امروز",
        "up to the start of this day; without it to the end of today",
    ),
    "figures --from": ("نخستین روز", "the first day"),
    "figures --class": (
        "تنها عضوهای یک گروه RFM، مانند champions",
        "only the members of an RFM class, such as champions",
    ),
    "figures --tier": ("تنها عضوهای یک سطح", "only the members of a tier"),
    "figures --points": (
        "تنها اعضایی که از این نوع امتیاز دارند",
        "only the members who hold points of this kind",
    ),
    "figures --segment": (
        "تنها عضوهای یک گروه مشتریان، آن‌گونه که اکنون هستند",
        "only the members of a segment, as it stands now",
    ),
    "figures --notes": (
        "آنچه هفته‌هاست از حد معمول بیرون می‌رود",
        "what has been leaving its usual range for weeks",
    ),
    "goal set goal": ("شناسهٔ هدف، به انتخاب شما", "id of the goal, as you like"),
    "goal set --figure": ("شاخصی که هدف برای آن است", "the figure the goal is for"),
    "goal set --target": (
        "مقداری که باید به آن رسید؛ نرخ‌ها به درصد",
        "what is to be reached; rates in percent",
    ),
    "goal set --every": ("در هر روز، هفته، ماه یا سال", "in every day, week, month or year"),
    "goal set --calendar": (
        "ماه و سال کدام تقویم (پیش‌فرض: jalali در ایران، gregorian جای دیگر)",
        "whose months and years (default: jalali in Iran, gregorian elsewhere)",
    ),
    "goal set --branch": ("نام یا شناسهٔ تنها یک شعبه", "name or id of only one branch"),
    "goal set --from": ("از این روز (پیش‌فرض: امروز)", "from this day (default: today)"),
    "goal set --to": (
        "آخرین روزی که هدف برقرار است؛ خود آن روز هم هست (پیش‌فرض: بی‌پایان)",
        "the last day the goal holds, that day included (default: without end)",
    ),
    "goal show goal": ("شناسهٔ هدف", "id of the goal"),
    "goal drop goal": ("شناسهٔ هدف", "id of the goal"),
    "figures --members-csv": ("پروندهٔ CSV، یک ردیف برای هر عضو", "CSV file to write, a row for each member"),
    "report branch --branch": (
        "نام یا شناسهٔ شعبه، یا all برای همه",
        "name or id of the branch, or all of them: all",
    ),
    "report members --branch": (
        "نام یا شناسهٔ شعبه، یا all برای همه",
        "name or id of the branch, or all of them: all",
    ),
    "report staff --branch": (
        "نام یا شناسهٔ شعبه، یا all برای همه",
        "name or id of the branch, or all of them: all",
    ),
    "report members --segment": (
        "تنها یک رتبه مانند champions، یا یک گروه مشتریان",
        "one class alone, such as champions, or a segment of yours",
    ),
    "report goals --branch": (
        "نام یا شناسهٔ شعبه، یا all برای همه",
        "name or id of the branch, or all of them: all",
    ),
    "report partners --branch": (
        "نام یا شناسهٔ شعبه، یا all برای همه",
        "name or id of the branch, or all of them: all",
    ),
    "report offer offer": ("شناسهٔ آفر", "id of the offer"),
    "report partners --days": ("چند روز پیش از آن روز", "so many days before that day"),
    "report partners --as-of": (
        "تا آغاز این روز؛ بی آن تا پایان امروز",
        "up to the start of this day; without it to the end of today",
    ),
    "report branch --days": ("چند روز پیش از آن روز", "so many days before that day"),
    "report staff --days": ("چند روز پیش از آن روز", "so many days before that day"),
    "report member --days": ("چند روز پیش از آن روز", "so many days before that day"),
    "report branch --as-of": (
        "تا آغاز این روز؛ بی آن تا پایان امروز",
        "up to the start of this day; without it to the end of today",
    ),
    "report members --as-of": (
        "تا آغاز این روز؛ بی آن تا پایان امروز",
        "up to the start of this day; without it to the end of today",
    ),
    "report staff --as-of": (
        "تا آغاز این روز؛ بی آن تا پایان امروز",
        "up to the start of this day; without it to the end of today",
    ),
    "report member --as-of": (
        "تا آغاز این روز؛ بی آن تا پایان امروز",
        "up to the start of this day; without it to the end of today",
    ),
    "--xlsx": ("پروندهٔ XLSX", "XLSX file to write"),
    "--csv": ("پروندهٔ CSV", "CSV file to write"),
    "demo --members": ("شمار اعضا", "number of members"),
    "demo --months": ("چند ماه گذشته", "months of the past"),
    "demo --seed": ("همان عدد، همان فروشگاه", "the same number makes the same shop"),
    "demo --today": ("واپسین روز نمایش، YYYY-MM-DD", "last day of the demo, YYYY-MM-DD"),
}
