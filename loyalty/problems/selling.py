"""Refusals at the counter: shifts, sales, what comes back, parked baskets, slips."""

from __future__ import annotations

from loyalty.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "shift_needed": Problem(
        "شیفت باز نیست.",
        "No shift is open.",
        "نقد صندوق را بشمارید و شیفت را باز کنید.",
        "Count the cash and open the shift.",
    ),
    "shift_open_already": Problem(
        "شیفت این صندوق باز است.",
        "This till's shift is open already.",
        "برای شیفت تازه، نخست این یکی را ببندید.",
        "Close it before opening another.",
    ),
    "shift_not_open": Problem(
        "شیفت بازی نیست.",
        "There is no open shift.",
        "نخست شیفت را باز کنید.",
        "Open a shift first.",
    ),
    "opening_absurd": Problem(
        "نقد آغاز شیفت {counted:money} وارد شده است و گویا اشتباه تایپی است.",
        "The shift would open with {counted:money} in cash, which looks like a slip of the keys.",
        "صفرها را بشمارید. اگر به راستی همین است، ‎--sure را بیفزایید.",
        "Count the zeros. If it is really so, add --sure.",
    ),
    "closing_absurd": Problem(
        "در کشو باید {expected:money} باشد ولی {counted:money} شمرده شده است؛ گویا اشتباه تایپی است.",
        "The drawer should hold {expected:money}, but {counted:money} was counted: it looks like a slip of the keys.",
        "صفرها را بشمارید. اگر به راستی همین است، ‎--sure را بیفزایید.",
        "Count the zeros. If it is really so, add --sure.",
    ),
    "closing_left": Problem(
        "شیفت بسته نشد.",
        "The shift was not closed.",
        "کشو را دوباره بشمارید و شیفت را ببندید.",
        "Count the drawer again and close the shift.",
    ),
    "shift_still_open": Problem(
        "شیفت هنوز باز است و روز را نمی‌شود بست.",
        "The shift is still open, so the day cannot be closed.",
        "نقد را بشمارید و شیفت را ببندید.",
        "Count the cash and close the shift.",
    ),
    "day_not_come": Problem(
        "{day} هنوز نرسیده است.",
        "{day} has not come yet.",
        "امروز یا روزی پیش از آن را ببندید.",
        "Close today or an earlier day.",
    ),
    "day_before_shop": Problem(
        "{day} پیش از آغاز کار این فروشگاه است؛ نخستین روز آن {first} است.",
        "{day} lies before this shop began; its first day is {first}.",
        "آن روز یا روزی پس از آن را ببندید.",
        "Close that day or a later one.",
    ),
    "days_backwards": Problem(
        "از {first} تا پیش از {end} روزی نیست.",
        "From {first} until before {end} there is no day.",
        "روز آغاز را پیش از روز پایان بگذارید؛ خود روز پایان شمرده نمی‌شود.",
        "Let the first day lie before the last; the last itself is not counted.",
    ),
    "credit_needs_member": Problem(
        "برای خرج اعتبار باید عضو پیدا شود.",
        "Spending credit needs a member.",
        "تلفن یا کارت عضو را وارد کنید.",
        "Enter the member's phone or card.",
    ),
    "sale_unknown": Problem(
        "فروشی با شمارهٔ «{sale}» پیدا نشد.",
        "No sale “{sale}” was found.",
        "رسید را اسکن کنید یا شماره را از روی آن بخوانید.",
        "Scan the receipt or read its number again.",
    ),
    "receipt_of_two_tills": Problem(
        "رسید «{sale}» در چند صندوق چاپ شده است: {branches}.",
        "Several tills have printed a receipt “{sale}”: {branches}.",
        "کد روی رسید را اسکن کنید، یا نام شعبه را پس از شماره بنویسید.",
        "Scan the code on the receipt, or write the branch after the number.",
    ),
    "reason_unknown": Problem(
        "دلیل «{reason}» شناخته نیست.",
        "The reason “{reason}” is unknown.",
        "یکی از این‌ها: {known}",
        "One of: {known}",
    ),
    "reason_needed": Problem(
        "برای این کار باید دلیل گفته شود.",
        "A reason is needed for this.",
        "دلیل را بنویسید.",
        "Write why.",
    ),
    "adjust_nothing": Problem(
        "سند صفر چیزی را تغییر نمی‌دهد.",
        "An entry of zero changes nothing.",
        "مقداری با + یا − وارد کنید.",
        "Enter an amount with + or −.",
    ),
    "adjust_beyond_balance": Problem(
        "عضو این اندازه اعتبار ندارد: {available:money} را می‌شود گرفت و {missing:money} کم است.",
        "The member has not that much credit: {available:money} can be taken, {missing:money} is missing.",
        "حداکثر {available:money} بگیرید.",
        "Take at most {available:money}.",
    ),
    "unit_unknown": Problem(
        "«{unit}» نه اعتبار است و نه امتیازی از این فروشگاه.",
        "“{unit}” is neither credit nor a kind of points here.",
        "نوع امتیاز را از سیاست points بردارید.",
        "See the policy document points.",
    ),
    "parked_too_many": Problem(
        "بیش از {most} سبد را نمی‌شود کنار گذاشت.",
        "No more than {most} baskets can be parked.",
        "سبدهای کهنه را برگردانید و پاک کنید.",
        "Recall and clear old ones.",
    ),
    "parked_unknown": Problem(
        "سبد کنارگذاشته‌ای با شناسهٔ «{parked}» نیست.",
        "There is no parked basket “{parked}”.",
        "شاید کسی پیش از شما آن را برداشته است.",
        "Somebody may have taken it up already.",
    ),
    "print_job_unknown": Problem(
        "چاپی با شناسهٔ «{job}» در صف نیست.",
        "There is no slip “{job}” in the queue.",
        "صف چاپ را ببینید.",
        "Look at the print queue.",
    ),
    "member_left": Problem(
        "این عضو از باشگاه رفته است.",
        "This member has left the club.",
        "اگر بازگشته است، دوباره عضوش کنید.",
        "Enrol them again if they came back.",
    ),
    "member_erased": Problem(
        "مشخصات این عضو پاک شده است.",
        "This member's words have been erased.",
        "دوباره عضوش کنید.",
        "Enrol them again.",
    ),
    "training_writes_nothing": Problem(
        "در حالت آموزش چیزی ثبت نمی‌شود.",
        "Nothing is recorded while training.",
        "برای کار واقعی از آموزش بیرون بیایید (F11 در ورود).",
        "Leave training to do this for real (F11 at sign-in).",
    ),
    "file_folder_missing": Problem(
        "پوشهٔ «{folder}» نیست؛ چیزی ثبت نشد.",
        "The folder “{folder}” is not there; nothing was recorded.",
        "پوشه را بسازید یا نامش را درست بنویسید، و دوباره بفرستید.",
        "Make the folder or mend its name, and send it again.",
    ),
    "file_unwritable": Problem(
        "در «{path}» نمی‌شود نوشت.",
        "“{path}” cannot be written.",
        "پوشه‌ای را برگزینید که هست و اجازهٔ نوشتن در آن دارید.",
        "Choose a folder that is there and that you may write into.",
    ),
    "file_no_room": Problem(
        "دیسک برای «{path}» جا ندارد.",
        "There is no room for “{path}” on its disk.",
        "آنجا جا باز کنید یا دیسک دیگری برگزینید. از پیش هرچه بود همان است.",
        "Free some space there, or choose another disk. What was there before is as it was.",
    ),
    "file_not_ours": Problem(
        "«{path}» از پیش هست و برگه‌ای از این برنامه نیست؛ روی آن نوشته نشد.",
        "“{path}” exists and is no paper of this program; it was not written over.",
        "نام دیگری برگزینید، یا آن پرونده را خودتان جابه‌جا کنید.",
        "Choose another name, or move that file away yourself.",
    ),
    "slip_unknown": Problem(
        "برگهٔ «{kind}» شناخته نیست.",
        "There is no slip of kind “{kind}”.",
        "برنامه را به‌روز کنید.",
        "Update the program.",
    ),
    "line_unreadable": Problem(
        "«{value}» قلم درستی نیست.",
        "“{value}” is not a line.",
        "بنویسید GROUP:AMOUNT یا GROUP:AMOUNT:QTY.",
        "Write GROUP:AMOUNT or GROUP:AMOUNT:QTY.",
    ),
    "tender_unreadable": Problem(
        "«{value}» پرداخت درستی نیست.",
        "“{value}” is not a tender.",
        "بنویسید KIND:AMOUNT، مثلاً cash:500000.",
        "Write KIND:AMOUNT such as cash:500000.",
    ),
    "refund_part_unreadable": Problem(
        "«{value}» قلم مرجوعی درستی نیست.",
        "“{value}” is not a line to take back.",
        "بنویسید شمارهٔ قلم یا N:QTY.",
        "Write the line's number, or N:QTY.",
    ),
    "points_unreadable": Problem(
        "«{value}» امتیاز درستی نیست.",
        "“{value}” is not an amount of points.",
        "بنویسید KIND:±N، مثلاً main:+50.",
        "Write KIND:±N such as main:+50.",
    ),
    "group_unknown": Problem(
        "گروه کالایی «{group}» شناخته نیست.",
        "The product group “{group}” is unknown.",
        "گروه‌های این فروشگاه: {known}",
        "Groups of this shop: {known}",
    ),
    "group_unreadable": Problem(
        "«{group}» نام گروه کالا نیست.",
        "“{group}” is no name of a product group.",
        "نامی کوتاه و تنها با حرف و رقم بنویسید.",
        "Write a short name of letters and digits alone.",
    ),
    "offer_unknown": Problem(
        "آفری با شناسهٔ «{offer}» نیست.",
        "There is no offer “{offer}”.",
        "فهرست آفرها را ببینید.",
        "See the list of offers.",
    ),
}
