"""Refusals about people who work here, the shop itself, its policies and settings."""

from __future__ import annotations

from loyalty.problems.problem import Problem

_PIN = {
    "pin_wrong": Problem(
        "رمز درست نیست.",
        "The PIN is wrong.",
        "فرصت باقی‌مانده: {left} بار؛ پس از آن رمز از کار می‌افتد.",
        "Tries left: {left}; then the PIN stops working.",
    ),
    "pin_wait": Problem(
        "برای امتحان دوبارهٔ رمز {seconds} ثانیه صبر کنید.",
        "Wait {seconds:second} before trying the PIN again.",
    ),
    "pin_disabled": Problem(
        "این رمز پس از {tries} بار اشتباه از کار افتاده است.",
        "This PIN stopped working after {tries} wrong tries.",
        "از مدیر بخواهید رمز تازه‌ای بگذارد؛ رمز مالک با برگهٔ بازیابی عوض می‌شود.",
        "Ask a manager to set a new PIN; the owner's is set anew with the recovery sheet.",
    ),
    "tries_not_kept": Problem(
        "این دستگاه نمی‌تواند شمار رمزهای اشتباه را نگه دارد.",
        "This machine cannot keep the count of wrong PINs.",
        "جای دیسک و اجازهٔ نوشتن در پوشهٔ کلیدها را بررسی کنید.",
        "Check the room on the disk and whether the folder of keys may be written.",
    ),
    "pin_missing": Problem(
        "رمز داده نشده است.",
        "No PIN was given.",
        "رمز را در متغیر {variable} بگذارید یا دستور را در پایانه اجرا کنید.",
        "Put the PIN in {variable}, or run the command on a terminal.",
    ),
    "nothing_given": Problem(
        "چیزی نوشته نشد؛ هیچ چیز ثبت نشد.",
        "Nothing was given, and nothing was recorded.",
        "دوباره همین دستور را بدهید و پاسخ پرسش را بنویسید.",
        "Run the command again and answer what it asks.",
    ),
    "pins_differ": Problem(
        "دو رمزی که زدید یکی نیست؛ رمزی گذاشته نشد.",
        "The two PINs are not the same; none was set.",
        "دوباره همین دستور را بدهید و رمز را دو بار یکسان بزنید.",
        "Run the command again and type the PIN twice alike.",
    ),
    "pin_not_digits": Problem(
        "رمز تنها از رقم ساخته می‌شود.",
        "A PIN is made of digits alone.",
        "رقم‌های فارسی و لاتین هر دو پذیرفته است.",
        "Digits of any script are accepted.",
    ),
    "pin_too_short": Problem(
        "رمز دست‌کم {least} رقم می‌خواهد.",
        "A PIN needs at least {least} digits.",
        "رمز بلندتری انتخاب کنید.",
        "Choose a longer one.",
    ),
    "pin_too_long": Problem(
        "رمز بیش از {most} رقم نمی‌شود.",
        "A PIN has at most {most} digits.",
        "رمز کوتاه‌تری انتخاب کنید.",
        "Choose a shorter one.",
    ),
    "pin_usual": Problem(
        "این رمز از نخستین رمزهایی است که دیگران حدس می‌زنند.",
        "This PIN is among the first that others would guess.",
        "از عددهای پشت سر هم، تکراری، سال‌ها و تاریخ‌ها بپرهیزید.",
        "Avoid runs, repeats, years and dates.",
    ),
    "pin_opens_nothing": Problem(
        "این رمز کلیدی را باز نمی‌کند.",
        "This PIN opens no key.",
        "رمز را دوباره بزنید.",
        "Enter the PIN again.",
    ),
}

_STAFF = {
    "session_locked": Problem(
        "صندوق قفل شده است.",
        "The till is locked.",
        "با رمز خود دوباره وارد شوید.",
        "Sign in again with your PIN.",
    ),
    "sign_in_needed": Problem(
        "این کار به نام یک نفر ثبت می‌شود و کسی وارد نشده است.",
        "This is recorded in someone's name and nobody is signed in.",
        "نام خود را با ‎--as بدهید.",
        "Name yourself with --as.",
    ),
    "staff_unknown": Problem(
        "کسی با نام «{staff}» در این فروشگاه کار نمی‌کند.",
        "Nobody called “{staff}” works in this shop.",
        "فهرست را ببینید: bashgah staff list",
        "See the list: bashgah staff list",
    ),
    "staff_ambiguous": Problem(
        "چند نفر به نام «{staff}» هستند.",
        "Several people are called “{staff}”.",
        "شناسهٔ او را بنویسید: bashgah staff list",
        "Use their id: bashgah staff list",
    ),
    "staff_gone": Problem(
        "«{staff}» دیگر در این فروشگاه کار نمی‌کند.",
        "“{staff}” no longer works in this shop.",
        "مدیر می‌تواند او را دوباره بیفزاید.",
        "A manager can add them again.",
    ),
    "staff_exists": Problem(
        "شناسهٔ «{staff}» از آنِ کس دیگری است.",
        "The id “{staff}” is someone else's.",
        "شناسهٔ دیگری انتخاب کنید.",
        "Choose another id.",
    ),
    "staff_id_invalid": Problem(
        "«{staff}» شناسهٔ درستی نیست.",
        "“{staff}” is not an id.",
        "تا ۴۰ حرف کوچک لاتین، رقم و خط تیره بنویسید.",
        "Use up to 40 small Latin letters, digits and hyphens.",
    ),
    "staff_of_other_branch": Problem(
        "«{staff}» در شعبهٔ دیگری کار می‌کند.",
        "“{staff}” works at another branch.",
        "مدیر شعب می‌تواند شعبهٔ او را عوض کند.",
        "A manager of branches can move them here.",
    ),
    "first_sign_in_needs_approval": Problem(
        "«{staff}» برای نخستین بار در این صندوق وارد می‌شود.",
        "“{staff}” signs in at this till for the first time.",
        "مدیر باید تأیید کند: bashgah staff pin",
        "A manager has to approve it: bashgah staff pin",
    ),
    "staff_key_unreadable": Problem(
        "کلید «{staff}» در این صندوق خوانا نیست.",
        "The key of “{staff}” on this till cannot be read.",
        "مدیر باید رمز تازه‌ای برای او بگذارد.",
        "A manager has to set a new PIN for them.",
    ),
    "not_allowed": Problem(
        "{level_fa} اجازهٔ «{act_fa}» ندارد.",
        "{one_level_en} may not do this: {act_en}.",
        "از یکی از این‌ها بخواهید تأیید کند: {who_fa}",
        "Ask one of these to approve it: {who_en}.",
    ),
    "approver_not_allowed": Problem(
        "«{staff}» هم اجازهٔ «{act_fa}» ندارد.",
        "“{staff}” may not approve this either: {act_en}.",
        "از یکی از این‌ها بخواهید تأیید کند: {who_fa}",
        "Ask one of these to approve it: {who_en}.",
    ),
    "approver_same": Problem(
        "کسی نمی‌تواند کار خودش را تأیید کند.",
        "Nobody can approve their own act.",
        "نفر دیگری باید رمز خود را بزند.",
        "Another person has to enter their PIN.",
    ),
    "level_above_own": Problem(
        "سطح «{level_fa}» اجازه‌هایی دارد که شما ندارید.",
        "The level “{level_en}” may do what you may not.",
        "مالک می‌تواند این سطح را بدهد.",
        "The owner can give this level.",
    ),
    "sheet_missing": Problem(
        "برگهٔ بازیابی داده نشده است.",
        "No recovery sheet was given.",
        "آن را با ‎--sheet-file یا در متغیر {variable} بدهید.",
        "Give it with --sheet-file or in {variable}.",
    ),
    "sheet_for_owners": Problem(
        "برگهٔ بازیابی تنها رمز مالک را عوض می‌کند و «{staff}» مالک نیست.",
        "The recovery sheet sets the PIN of an owner, and “{staff}” is none.",
        "رمز دیگران را مالک عوض می‌کند: bashgah staff pin",
        "The owner sets the PIN of others: bashgah staff pin",
    ),
    "last_owner": Problem(
        "فروشگاه بی مالک نمی‌ماند.",
        "A shop cannot be left without an owner.",
        "نخست مالک دیگری بیفزایید.",
        "Add another owner first.",
    ),
}

_SHOP = {
    "name_missing": Problem(
        "نام خالی است.",
        "The name is empty.",
        "نامی بنویسید.",
        "Write a name.",
    ),
    "name_too_long": Problem(
        "نام بیش از {most} حرف دارد.",
        "The name has more than {most} letters.",
        "کوتاه‌تر بنویسید.",
        "Make it shorter.",
    ),
    "name_not_printable": Problem(
        "نام نشانه‌های نادیدنی دارد.",
        "The name holds characters that cannot be seen.",
        "نام را دوباره تایپ کنید.",
        "Type the name again.",
    ),
    "trade_unknown": Problem(
        "صنف «{trade}» شناخته نیست.",
        "The trade “{trade}” is unknown.",
        "یکی از این‌ها را بنویسید: {known}",
        "Use one of: {known}",
    ),
    "till_code_invalid": Problem(
        "کد صندوق «{till_code}» درست نیست.",
        "The till's code “{till_code}” is not right.",
        "یک تا چهار حرف یا رقم لاتین بنویسید.",
        "Use one to four Latin letters or digits.",
    ),
    "branch_unknown": Problem(
        "شعبهٔ «{branch}» در این کسب‌وکار نیست.",
        "The business has no branch “{branch}”.",
        "فهرست را ببینید: bashgah branch list",
        "See the list: bashgah branch list",
    ),
    "branch_exists": Problem(
        "شعبه‌ای به نام «{name}» هست.",
        "There is a branch called “{name}”.",
        "نام دیگری بنویسید.",
        "Use another name.",
    ),
    "policy_not_published": Problem(
        "سندی به نام «{name}» منتشر نشده است.",
        "No document “{name}” has been published.",
        "سند را با policy set و آفر را با offer publish منتشر کنید.",
        "Publish a document with policy set, an offer with offer publish.",
    ),
    "currency_fixed": Problem(
        "واحد پول فروشگاه هنگام ساختن آن تعیین می‌شود و عوض نمی‌شود.",
        "A shop's currency is fixed when it is made and never changes.",
        "کلید «{key}» را از سند بردارید.",
        "Take the key “{key}” out of the document.",
    ),
    "setting_unknown": Problem(
        "تنظیمی به نام «{name}» نیست.",
        "There is no setting “{name}”.",
        "یکی از این‌ها را بنویسید: {known}",
        "Use one of: {known}",
    ),
    "setting_invalid": Problem(
        "«{value}» برای تنظیم «{name}» پذیرفته نیست.",
        "“{value}” does not fit the setting “{name}”.",
        "پذیرفته: {allowed}",
        "Accepted: {allowed}",
    ),
}

_ACTS = {
    "act_unsigned": Problem(
        "رخداد {fact} («{kind}») امضای کسی را که اجازه داشته ندارد.",
        "The fact {fact} (“{kind}”) lacks the signature of someone entitled to it.",
        "این رخداد بیرون از برنامه نوشته شده است؛ با {staff} و مالک بررسی کنید.",
        "It was written outside the program; look into it with {staff} and the owner.",
    ),
    "act_forged": Problem(
        "امضای رخداد {fact} («{kind}») ساختگی است.",
        "The signature of the fact {fact} (“{kind}”) is forged.",
        "این رخداد بیرون از برنامه نوشته شده است؛ با {staff} و مالک بررسی کنید.",
        "It was written outside the program; look into it with {staff} and the owner.",
    ),
    "act_not_entitled": Problem(
        "رخداد {fact} («{kind}») را کسی امضا کرده که اجازهٔ آن را نداشته است.",
        "The fact {fact} (“{kind}”) is signed by someone who was not entitled to it.",
        "سطح دسترسی‌های آن روز را ببینید.",
        "Look at the access table of that day.",
    ),
}

_WARNINGS = {
    "key_in_file": Problem(
        "کلید فروشگاه در یک پرونده است، چون این دستگاه جای امنی برای کلیدها ندارد.",
        "The shop's key lies in a file, because this machine has no safe place for keys.",
        "ورود به این دستگاه را با رمز ببندید و دیسک آن را رمزگذاری کنید.",
        "Lock this machine's account with a password and encrypt its disk.",
    ),
    "shop_copied": Problem(
        "این پوشه نسخه‌ای از فروشگاهی است که در «{folder}» هست.",
        "This folder is a copy of the shop in “{folder}”.",
        "تا وقتی تنها نگاه می‌کنید آن فروشگاه دست‌نخورده می‌ماند. تنها در یکی از این دو بفروشید: فروش یکی در دیگری نیست.",
        "As long as you only look, that shop is untouched. Sell in one of the two alone: what one sells the other does not have.",
    ),
    "shop_went_on": Problem(
        "این فروشگاه آخرین بار در «{folder}» باز شد و آنجا جلوتر رفت.",
        "This shop was last opened in “{folder}”, and went on there.",
        "تنها در یکی از این دو بفروشید: فروش یکی در دیگری نیست. اگر آنجا فروشِ آزمایشی بوده، همین‌جا بفروشید و آن پوشه را پاک کنید.",
        "Sell in one of the two alone: what one sells the other does not have. If those were sales on trial, "
        "sell here and remove that folder.",
    ),
    "epoch_opened": Problem(
        "گذشتهٔ این صندوق کامل نیست (پشتیبان برگشته، نسخه‌ای از پوشه به کار رفته یا دستگاه عوض شده)؛ دورهٔ تازه‌ای آغاز شد.",
        "This till's past has a gap (a backup was put back, a copy was used, or the machine changed); "
        "a new epoch was opened.",
        "فروش ادامه دارد؛ کارهای پس از پشتیبان را با رسیدها بسنجید.",
        "Selling goes on; compare what came after the backup with the receipts.",
    ),
    "disk_low": Problem(
        "جای دیسک رو به پایان است.",
        "The disk is nearly full.",
        "پرونده‌های بی‌نیاز را پاک کنید، پیش از آنکه فروش پذیرفته نشود؛ آنچه ثبت شده از دست نمی‌رود.",
        "Remove files you do not need before sales are refused; what is recorded is not lost.",
    ),
}
"""What opening a shop finds worth saying."""

PROBLEMS = {**_WARNINGS, **_PIN, **_STAFF, **_SHOP, **_ACTS}
