<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>DayClose</name>
    <message>
        <source>Cash</source>
        <translation>نقد</translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation>کارت بانکی</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>انتقال</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>بن</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>اعتبار</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>دیگر</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>رسید</translation>
    </message>
    <message>
        <source>Refund slip</source>
        <translation>برگهٔ مرجوعی</translation>
    </message>
    <message>
        <source>Void slip</source>
        <translation>برگهٔ ابطال</translation>
    </message>
    <message>
        <source>Shift slip</source>
        <translation>برگهٔ شیفت</translation>
    </message>
    <message>
        <source>Day slip (Z)</source>
        <translation>برگهٔ روز (Z)</translation>
    </message>
    <message>
        <source>Test page</source>
        <translation>برگهٔ آزمایشی</translation>
    </message>
    <message>
        <source>Card slip</source>
        <translation>برگهٔ کارت</translation>
    </message>
    <message>
        <source>Waits its turn</source>
        <translation>در نوبت</translation>
    </message>
    <message>
        <source>Is being printed</source>
        <translation>در حال چاپ</translation>
    </message>
    <message>
        <source>Waits for the printer</source>
        <translation>منتظر چاپگر</translation>
    </message>
    <message>
        <source>On paper</source>
        <translation>چاپ شد</translation>
    </message>
    <message>
        <source>In doubt: look at the paper</source>
        <translation>نامعلوم: به کاغذ نگاه کنید</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>نشد</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>چاپ لغو شد</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>چاپ دوباره</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>لغو چاپ</translation>
    </message>
    <message>
        <source>It is on paper</source>
        <translation>روی کاغذ هست</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخهٔ دیگر</translation>
    </message>
    <message>
        <source>{amount} is missing</source>
        <translation>{amount} کم است</translation>
    </message>
    <message>
        <source>{amount} too much</source>
        <translation>{amount} زیاد است</translation>
    </message>
    <message>
        <source>Exactly right</source>
        <translation>درست است</translation>
    </message>
    <message>
        <source>Credit given</source>
        <translation>اعتبار داده‌شده</translation>
    </message>
    <message>
        <source>Credit taken back</source>
        <translation>اعتبار پس‌گرفته</translation>
    </message>
    <message>
        <source>Credit given, net</source>
        <translation>خالص اعتبار داده‌شده</translation>
    </message>
    <message>
        <source>Credit spent</source>
        <translation>اعتبار خرج‌شده</translation>
    </message>
    <message>
        <source>Credit given back</source>
        <translation>اعتبار برگشته به اعضا</translation>
    </message>
    <message>
        <source>Credit spent, net</source>
        <translation>خالص اعتبار خرج‌شده</translation>
    </message>
    <message>
        <source>Credit given by hand</source>
        <translation>اعتبار داده‌شده با سند دستی</translation>
    </message>
    <message>
        <source>Credit taken by hand</source>
        <translation>اعتبار برداشته با سند دستی</translation>
    </message>
    <message>
        <source>Points given by hand</source>
        <translation>امتیاز داده‌شده با سند دستی</translation>
    </message>
    <message>
        <source>Points taken by hand</source>
        <translation>امتیاز برداشته با سند دستی</translation>
    </message>
    <message>
        <source>Points given</source>
        <translation>امتیاز داده‌شده</translation>
    </message>
    <message>
        <source>Points taken back</source>
        <translation>امتیاز پس‌گرفته</translation>
    </message>
    <message>
        <source>Points given, net</source>
        <translation>خالص امتیاز داده‌شده</translation>
    </message>
    <message>
        <source>{amount} of credit had ended and was posted.</source>
        <translation>{amount} اعتبار زمانش تمام شده بود و ثبت شد.</translation>
    </message>
    <message>
        <source>The shift is open</source>
        <translation>شیفت باز شد</translation>
    </message>
    <message>
        <source>The shift is closed</source>
        <translation>شیفت بسته شد</translation>
    </message>
    <message>
        <source>The day is closed, its slip is in the queue</source>
        <translation>روز بسته شد، برگه‌اش در صف چاپ است</translation>
    </message>
    <message>
        <source>It is in the print queue</source>
        <translation>در صف چاپ است</translation>
    </message>
    <message>
        <source>The day is written</source>
        <translation>روز در پرونده نوشته شد</translation>
    </message>
</context>
<context>
    <name>DayCloseScreen</name>
    <message>
        <source>Close the day</source>
        <translation>بستن روز</translation>
    </message>
    <message>
        <source>Close it again</source>
        <translation>بستن دوباره</translation>
    </message>
    <message>
        <source>Yes, close it</source>
        <translation>بله، بسته شود</translation>
    </message>
    <message>
        <source>Close {day}?</source>
        <translation>{day} بسته شود؟</translation>
    </message>
    <message>
        <source>Its figures are signed and its slip (Z) is printed; credit that has ended is taken off. It cannot be undone. Enter on “Yes, close it” closes, Esc leaves the day open.</source>
        <translation>آمار روز امضا و برگهٔ روز (Z) چاپ می‌شود و اعتباری که مهلتش گذشته از حساب بیرون می‌رود؛ برگشت ندارد. Enter روی «بله، بسته شود» می‌بندد، Esc روز را باز می‌گذارد.</translation>
    </message>
    <message>
        <source>Not closed yet</source>
        <translation>هنوز بسته نشده</translation>
    </message>
    <message>
        <source>Closed {time} by {name}</source>
        <translation>بسته شد: {time}، {name}</translation>
    </message>
    <message>
        <source>Day close</source>
        <translation>بستن روز</translation>
    </message>
    <message>
        <source>Print queue ({count})</source>
        <translation>صف چاپ ({count})</translation>
    </message>
    <message>
        <source>Figures of the day</source>
        <translation>روز در یک نگاه</translation>
    </message>
    <message>
        <source>Print queue</source>
        <translation>صف چاپ</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>روز پیش</translation>
    </message>
    <message>
        <source>The day after</source>
        <translation>روز پس</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>روز</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Print Z</source>
        <translation>چاپ Z</translation>
    </message>
    <message>
        <source>Day or print queue</source>
        <translation>روز یا صف چاپ</translation>
    </message>
</context>
<context>
    <name>DayPage</name>
    <message>
        <source>Net sales</source>
        <translation>فروش خالص</translation>
    </message>
    <message>
        <source>Purchases kept</source>
        <translation>خرید پابرجا</translation>
    </message>
    <message>
        <source>{amount} came back</source>
        <translation>{amount} برگشته</translation>
    </message>
    <message>
        <source>no purchase</source>
        <translation>خریدی نبود</translation>
    </message>
    <message>
        <source>without {amount} back of older days</source>
        <translation>بی {amount} برگشتیِ روزهای پیش</translation>
    </message>
    <message>
        <source>Average purchase</source>
        <translation>میانگین هر خرید</translation>
    </message>
    <message>
        <source>no sales</source>
        <translation>فروشی نبود</translation>
    </message>
    <message numerus="yes">
        <source>%n purchases of members</source>
        <translation>
            <numerusform>%n خرید اعضا</numerusform>
        </translation>
    </message>
    <message>
        <source>Members' share of sales</source>
        <translation>سهم فروش اعضا</translation>
    </message>
    <message numerus="yes">
        <source>of %n sales</source>
        <translation>
            <numerusform>از %n فروش</numerusform>
        </translation>
    </message>
    <message>
        <source>Money by tender</source>
        <translation>دریافت‌ها</translation>
    </message>
    <message>
        <source>Withheld for spent credit</source>
        <translation>نگه‌داشته بابت اعتبار خرج‌شده</translation>
    </message>
    <message>
        <source>Nothing came in</source>
        <translation>دریافتی نبوده</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>فروش</translation>
    </message>
    <message>
        <source>Gross</source>
        <translation>جمع فروش</translation>
    </message>
    <message>
        <source>Discount of offers</source>
        <translation>تخفیف آفرها</translation>
    </message>
    <message>
        <source>Refunds and voids</source>
        <translation>مرجوعی و ابطال</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>خالص</translation>
    </message>
    <message>
        <source>The club</source>
        <translation>باشگاه</translation>
    </message>
    <message>
        <source>Credit ended unspent</source>
        <translation>اعتبار تمام‌شدهٔ بی‌خرج</translation>
    </message>
    <message>
        <source>New members</source>
        <translation>عضویت تازه</translation>
    </message>
    <message>
        <source>Product group</source>
        <translation>گروه کالایی</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>خرید</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>تخفیف</translation>
    </message>
    <message>
        <source>Product groups</source>
        <translation>گروه‌های کالایی</translation>
    </message>
    <message>
        <source>Nothing was sold on this day</source>
        <translation>در این روز فروشی نبوده است</translation>
    </message>
    <message>
        <source>Another day is chosen above.</source>
        <translation>روز دیگری را از بالا برگزینید.</translation>
    </message>
</context>
<context>
    <name>PapersPage</name>
    <message numerus="yes">
        <source>%n older slips</source>
        <translation>
            <numerusform>%n برگهٔ پیشین‌تر</numerusform>
        </translation>
    </message>
    <message>
        <source>{slip}, copy {number}</source>
        <translation>{slip}، نسخهٔ {number}</translation>
    </message>
    <message>
        <source>No slips</source>
        <translation>برگه‌ای نیست</translation>
    </message>
    <message>
        <source>What is printed stands here, with how it went.</source>
        <translation>آنچه چاپ می‌شود با سرگذشتش اینجا می‌آید.</translation>
    </message>
</context>
<context>
    <name>ShiftColumn</name>
    <message>
        <source>The shift</source>
        <translation>شیفت</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>باز</translation>
    </message>
    <message>
        <source>Not open</source>
        <translation>باز نیست</translation>
    </message>
    <message>
        <source>Counted cash</source>
        <translation>نقد شمرده‌شده</translation>
    </message>
    <message>
        <source>Counted cash to begin with</source>
        <translation>نقد شمرده‌شدهٔ آغاز شیفت</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>شمرده شد</translation>
    </message>
    <message>
        <source>Open the shift</source>
        <translation>باز کردن شیفت</translation>
    </message>
    <message>
        <source>That is far from what should be there. Count once more (Enter or Esc), or close with it if it is right.</source>
        <translation>با آنچه باید باشد خیلی فرق دارد. یک بار دیگر بشمارید (Enter یا Esc)، یا اگر درست است با همین ببندید.</translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation>{start} تا {end}</translation>
    </message>
    <message>
        <source>All shifts together</source>
        <translation>جمع همهٔ شیفت‌ها</translation>
    </message>
    <message>
        <source>opened by {name}</source>
        <translation>بازکننده: {name}</translation>
    </message>
    <message>
        <source>Count the drawer and open the shift; selling needs one.</source>
        <translation>صندوق را بشمارید و شیفت را باز کنید؛ فروش شیفت می‌خواهد.</translation>
    </message>
    <message>
        <source>Opened by {name}, {time}.</source>
        <translation>{name} آن را باز کرد، {time}.</translation>
    </message>
    <message>
        <source>Start, to what was last counted</source>
        <translation>آغاز نسبت به شمارش پیشین</translation>
    </message>
    <message>
        <source>Cash at the start</source>
        <translation>نقد آغاز</translation>
    </message>
    <message>
        <source>Brought from elsewhere</source>
        <translation>آمده از جای دیگر</translation>
    </message>
    <message>
        <source>Cash taken</source>
        <translation>نقد گرفته‌شده</translation>
    </message>
    <message>
        <source>{start}, still open</source>
        <translation>{start}، هنوز باز</translation>
    </message>
    <message>
        <source>Sales of this shift</source>
        <translation>فروش این شیفت</translation>
    </message>
    <message>
        <source>Refunds and voids of it</source>
        <translation>مرجوعی و ابطال آن</translation>
    </message>
    <message>
        <source>Should be there</source>
        <translation>باید باشد</translation>
    </message>
    <message>
        <source>Closing prints the slip; a difference is kept with the shift, nobody changes it.</source>
        <translation>بستن، برگهٔ شیفت را چاپ می‌کند؛ تفاوت با شیفت می‌ماند و کسی عوضش نمی‌کند.</translation>
    </message>
    <message>
        <source>Close the shift</source>
        <translation>بستن شیفت</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>شمارش دوباره</translation>
    </message>
    <message>
        <source>Shifts of the day</source>
        <translation>شیفت‌های روز</translation>
    </message>
</context>
</TS>
