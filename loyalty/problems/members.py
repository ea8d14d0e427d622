"""Refusals about members: naming them, joining, cards, merging, leaving, erasing."""

from __future__ import annotations

from loyalty.problems.problem import Problem

_NAMING = {
    "member_unknown": Problem(
        "عضوی با «{member}» پیدا نشد.",
        "No member “{member}” was found.",
        "شماره را دوباره بخوانید، با بخشی از نام بگردید یا عضوش کنید.",
        "Read the number again, search by a part of the name, or enrol them.",
    ),
    "member_ambiguous": Problem(
        "{count} عضو با این مشخصه هستند: {names}",
        "{count} members fit this: {names}",
        "کارت عضو را اسکن کنید، یا در فهرست جست‌وجو یکی را برگزینید. اگر یک نفرند که دو بار عضو شده، ادغامشان کنید.",
        "Scan the member's card, or pick one of the list of members. If they are one person enrolled twice, merge them.",
        typed=(
            "(فهرست با شناسه‌ها: bashgah find؛ ادغام: bashgah merge)",
            "(The list with ids: bashgah find; merging: bashgah merge.)",
        ),
    ),
    "member_exists": Problem(
        "عضوی با شناسهٔ {member} هست.",
        "There is a member {member} already.",
        "این عضویت پیش‌تر ثبت شده است؛ عضو را جست‌وجو کنید.",
        "This enrolment was recorded before; look the member up.",
    ),
    "look_ups_too_many": Problem(
        "در یک دقیقه بیش از نیاز یک صندوق عضو جست‌وجو شده است.",
        "More members were looked up in a minute than a till needs.",
        "{seconds} ثانیه صبر کنید. این یادداشت شد تا مدیر ببیند.",
        "Wait {seconds:second}. This was noted for the manager.",
    ),
}

_JOINING = {
    "phone_impossible": Problem(
        "«{phone}» شمارهٔ تلفن نیست.",
        "“{phone}” is not a phone number.",
        "همراه با ۰۹ و یازده رقم که همه یکی نباشند، ثابت با کد شهر، خارجی با + و کد کشور.",
        "Mobiles have eleven digits from 09 that are not all the same, landlines their area code, foreign numbers + and "
        "the country's code.",
    ),
    "phone_taken": Problem(
        "این تلفن از آنِ عضو دیگری است: {names}",
        "This phone belongs to a member: {names}",
        "اگر همان است، او را انتخاب کنید؛ اگر خانواده یک تلفن دارند، بگویید که مشترک است.",
        "If it is them, choose them; if a family shares the phone, say that it is shared.",
        typed=("(‎--shares-phone)", "(--shares-phone)"),
    ),
    "note_too_long": Problem(
        "یادداشت بیش از {most} حرف دارد.",
        "The note has more than {most} letters.",
        "کوتاه‌تر بنویسید.",
        "Make it shorter.",
    ),
    "birth_impossible": Problem(
        "{day} روز تولد کسی که اکنون زنده است نیست.",
        "{day} is no day of birth of anybody alive.",
        "تاریخ را شمسی یا میلادی دوباره بنویسید، مانند ۱۳۷۰/۵/۲.",
        "Write the date again, Jalali or Gregorian, such as 1991-07-24.",
    ),
    "email_impossible": Problem(
        "«{email}» نشانی ایمیل نیست.",
        "“{email}” is not an e-mail address.",
        "نشانی را دوباره بنویسید یا خالی بگذارید.",
        "Write it again or leave it empty.",
    ),
    "gender_unknown": Problem(
        "«{gender}» برای جنسیت شناخته نیست.",
        "The gender “{gender}” is not known here.",
        "female یا male بنویسید، یا خالی بگذارید.",
        "Write female or male, or leave it empty.",
    ),
    "tags_too_many": Problem(
        "گروه‌های عضو بیش از {most} تا، یا یکی‌شان بلندتر از {longest} حرف است.",
        "There are more than {most} groups, or one has more than {longest} letters.",
        "کوتاه‌ترشان کنید.",
        "Make them fewer or shorter.",
    ),
    "consent_unknown": Problem(
        "رضایت «{channel}» شناخته نیست.",
        "The consent “{channel}” is unknown.",
        "یکی از این‌ها: {known}",
        "One of: {known}",
    ),
    "change_empty": Problem(
        "گفته نشد چه چیزی تغییر کند.",
        "Nothing was said to change.",
        "دست‌کم یک مشخصه را بدهید.",
        "Give at least one thing.",
    ),
}

_CARDS = {
    "card_blocked": Problem(
        "کارتی که به {card} ختم می‌شود از کار افتاده است ({name}).",
        "The card ending in {card} is blocked ({name}).",
        "عضو را با تلفن پیدا کنید و اگر باید، کارت جایگزین بدهید.",
        "Find the member by phone, and replace the card if need be.",
    ),
    "card_blocked_already": Problem(
        "این کارت پیش‌تر از کار افتاده است.",
        "This card is blocked already.",
        "اگر عضو کارت می‌خواهد، کارت تازه‌ای صادر کنید.",
        "Issue a new card if the member wants one.",
    ),
    "card_none": Problem(
        "این عضو کارتی ندارد که کار کند.",
        "This member has no working card.",
        "کارت تازه‌ای صادر کنید.",
        "Issue a new one.",
    ),
    "card_which": Problem(
        "این عضو {count} کارت دارد که به این‌ها ختم می‌شود: {ends}",
        "This member has {count} cards, ending in {ends}.",
        "شمارهٔ کارت را بدهید (‎--card).",
        "Name the card (--card).",
    ),
    "card_of_another": Problem(
        "این عضو کارتی با این شماره ندارد.",
        "This member has no card of that number.",
        "شماره را از روی کارت بخوانید.",
        "Read the number from the card.",
    ),
    "card_impossible": Problem(
        "این نوشته شمارهٔ کارت نیست.",
        "This is not a card's number.",
        "شمارهٔ کارت {least} تا {most} رقم یا حرف لاتین است و شمارهٔ همراه نیست.",
        "A card has {least} to {most} digits or Latin letters and is no mobile number.",
    ),
    "card_taken": Problem(
        "این کارت از آنِ عضو دیگری است: {name}",
        "This card belongs to another member: {name}",
        "کارت خالی دیگری اسکن کنید.",
        "Scan another blank card.",
    ),
    "card_is_product": Problem(
        "{card} بارکد یک کالاست.",
        "{card} is the barcode of a product.",
        "کارت را اسکن کنید، نه کالا را.",
        "Scan the card, not a product.",
    ),
    "card_numbers_spent": Problem(
        "شمارهٔ آزادی برای کارت پیدا نشد.",
        "No free card number was found.",
        "کارت خالی اسکن کنید.",
        "Scan a blank card.",
    ),
}

_MERGING = {
    "member_same": Problem(
        "هر دو یک عضوند.",
        "Both are the same member.",
        "دو عضو جدا نام ببرید.",
        "Name two different members.",
    ),
    "member_not_merged": Problem(
        "این عضو با کسی ادغام نشده است.",
        "This member is merged with nobody.",
        "عضو را دوباره ببینید.",
        "Look at the member again.",
    ),
    "members_not_merged": Problem(
        "این دو عضو با هم ادغام نشده‌اند.",
        "These two are not merged with each other.",
        "شناسه‌های ادغام‌شده را در صفحهٔ عضو ببینید.",
        "See the merged ids on the member's page.",
    ),
}

_GOING = {
    "leave_ends_credit": Problem(
        "با رفتن این عضو {credit:money} اعتبار و {points} امتیاز او پایان می‌یابد.",
        "When this member leaves, {credit:money} of credit and {points} points end.",
        "بگذارید نخست خرجش کند، یا پس از گفتن به او تأیید کنید (‎--end-credit).",
        "Let them spend it first, or confirm once they know (--end-credit).",
    ),
    "statement_backwards": Problem(
        "آغاز صورت‌حساب ({first}) پس از پایان آن ({last}) است.",
        "The statement begins on {first}, after its end on {last}.",
        "دو روز را جابه‌جا کنید.",
        "Swap the two days.",
    ),
    "erase_unconfirmed": Problem(
        "پاک کردن برگشت ندارد: نام، تلفن، کارت‌ها و یادداشت‌های این عضو برای همیشه می‌رود.",
        "Erasing cannot be undone: name, phone, cards and notes of this member go for ever.",
        "اگر عضو خواسته است، تأیید کنید (‎--yes).",
        "If the member asked for it, confirm (--yes).",
    ),
}

PROBLEMS: dict[str, Problem] = {**_NAMING, **_JOINING, **_CARDS, **_MERGING, **_GOING}
