"""The words for every act of the access table, and which of them a person signs with their own key.

The table of levels × acts itself is `loyalty.access`; this module only names acts for people.
"""

from __future__ import annotations

from loyalty.access import ACTS

ACT_WORDS: dict[str, tuple[str, str]] = {
    "sell": ("فروش", "sell"),
    "enrol": ("عضوگیری", "enrol members"),
    "change_member": ("تغییر مشخصات عضو", "change a member"),
    "spend_credit": ("خرج اعتبار", "spend credit"),
    "refund": ("مرجوعی", "refund"),
    "print_copy": ("چاپ دوباره", "print a copy"),
    "open_shift": ("باز و بسته کردن شیفت", "open and close a shift"),
    "see_phone": ("دیدن تلفن اعضا", "see phone numbers"),
    "issue_card": ("صدور و جایگزینی کارت", "issue and replace cards"),
    "void": ("ابطال فروش", "void a sale"),
    "refund_beyond_limit": ("مرجوعی بیرون از مهلت یا سقف", "refund beyond the limit"),
    "adjust": ("سند دستی اعتبار و امتیاز", "adjust credit or points"),
    "override_margin": ("گذشتن از کف حاشیهٔ سود", "override the margin floor"),
    "vouch_member": ("تأیید عضو بدون رمزش", "vouch for a member without their PIN"),
    "merge_members": ("ادغام اعضا", "merge members"),
    "close_day": ("بستن روز", "close the day"),
    "see_figures": ("دیدن گزارش‌ها", "see figures"),
    "manage_products": ("تغییر کالاها", "change products"),
    "publish_offer": ("انتشار آفر", "publish offers"),
    "export": ("گرفتن خروجی", "export"),
    "verify": ("بررسی صندوق", "verify the till"),
    "see_all_branches": ("دیدن همهٔ شعب", "see all branches"),
    "manage_staff": ("تغییر پرسنل", "manage staff"),
    "manage_branches": ("تغییر شعب", "manage branches"),
    "erase_member": ("پاک کردن عضو", "erase a member"),
    "set_policy": ("انتشار سیاست", "set policy"),
    "import_sales": ("وارد کردن داده‌های پیشین", "import earlier sales"),
    "backup": ("پشتیبان‌گیری", "back up"),
    "restore": ("بازیابی", "restore"),
    "close_till": ("بستن صندوق", "close the till"),
}

DEEDS: dict[str, tuple[str, str]] = {
    "set_printer": ("تنظیم چاپگر", "set up the printer"),
    "set_locks": ("تغییر تنظیم‌های صندوق", "change the settings of the till"),
    "keep_segment": ("نگه‌داشتن گروه دلخواه", "keep a segment"),
    "make_codes": ("ساختن کد آفر", "make codes of an offer"),
    "end_membership": ("خروج عضو از باشگاه", "end a membership"),
    "set_consent": ("تغییر رضایت عضو", "change what a member agrees to"),
    "set_member_pin": ("تغییر رمز عضو", "change the PIN of a member"),
    "believe_clock": ("تأیید ساعت رایانه", "confirm the computer's clock"),
    "block_card": ("بستن کارت عضو", "block a card"),
}
"""What people do under an act of another name: who is asked to approve it reads what it is."""

EVERYDAY = frozenset(
    {
        "sell",
        "enrol",
        "change_member",
        "spend_credit",
        "refund",
        "print_copy",
        "open_shift",
        "see_phone",
        "issue_card",
        "see_figures",
        "verify",
        "see_all_branches",
    }
)
"""Acts of every day, recorded under a person's name without their signature; all others are signed."""


def is_signed(act: str) -> bool:
    """Say whether the fact of an act carries the signature of the person who may do it."""
    return act not in EVERYDAY


def act_words(act: str) -> tuple[str, str]:
    """Return the Persian and English words of an act or a deed (its code where a newer table names one unknown here)."""
    return ACT_WORDS.get(act) or DEEDS.get(act, (act, act))


assert set(ACT_WORDS) == set(ACTS), sorted(set(ACT_WORDS) ^ set(ACTS))
