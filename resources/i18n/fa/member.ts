<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>AdjustSheet</name>
    <message>
        <source>Entry by hand</source>
        <translation>سند دستی</translation>
    </message>
    <message>
        <source>Now to spend here: {amount}</source>
        <translation>اکنون قابل خرج در اینجا: {amount}</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>دادن</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>گرفتن</translation>
    </message>
    <message>
        <source>Give or take</source>
        <translation>دادن یا گرفتن</translation>
    </message>
    <message>
        <source>Of what</source>
        <translation>از چه</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>اعتبار</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>چه مقدار</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>چرا</translation>
    </message>
    <message>
        <source>Goodwill</source>
        <translation>دلجویی</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>شکایت</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>اصلاح</translation>
    </message>
    <message>
        <source>Prize</source>
        <translation>جایزه</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>دیگر</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>یادداشت</translation>
    </message>
    <message>
        <source>The entry is signed with the key of who may make it, and stands for ever.</source>
        <translation>این سند با کلید کسی که حقش را دارد امضا می‌شود و برای همیشه می‌ماند.</translation>
    </message>
</context>
<context>
    <name>Band</name>
    <message>
        <source>To spend, here and now</source>
        <translation>قابل خرج، همین‌جا</translation>
    </message>
    <message>
        <source>from {day}</source>
        <translation>از {day}</translation>
    </message>
    <message>
        <source>Not yet active</source>
        <translation>هنوز فعال نشده</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>تا {day}</translation>
    </message>
    <message>
        <source>Ends within 7 days</source>
        <translation>تا ۷ روز تمام می‌شود</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>امتیاز</translation>
    </message>
    <message>
        <source>the centre</source>
        <translation>مرکز</translation>
    </message>
    <message>
        <source>{amount} held by {holders}</source>
        <translation>{amount} نزد {holders}</translation>
    </message>
    <message>
        <source>{amount} at {branches} alone</source>
        <translation>{amount} تنها در شعبهٔ {branches}</translation>
    </message>
    <message>
        <source>{amount} owed to the shop</source>
        <translation>{amount} بدهی به فروشگاه</translation>
    </message>
    <message>
        <source>{amount} held at another till</source>
        <translation>{amount} نزد صندوقی دیگر</translation>
    </message>
    <message>
        <source>all of it safe</source>
        <translation>همه نزد همین صندوق</translation>
    </message>
    <message>
        <source>{number} until {day}</source>
        <translation>{number} تا {day}</translation>
    </message>
</context>
<context>
    <name>CardsPage</name>
    <message>
        <source>Issued {day}</source>
        <translation>صدور {day}</translation>
    </message>
    <message>
        <source>Blocked {day}: opens nothing any more</source>
        <translation>مسدود از {day}: دیگر کار نمی‌کند</translation>
    </message>
    <message>
        <source>It opens nothing any more after this, and its number never comes back.</source>
        <translation>پس از این دیگر چیزی را باز نمی‌کند و شماره‌اش هرگز برنمی‌گردد.</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>مسدود کردن</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>جایگزینی</translation>
    </message>
    <message>
        <source>Replace for good</source>
        <translation>جایگزینی همیشگی</translation>
    </message>
    <message>
        <source>Block for good</source>
        <translation>مسدود کردن همیشگی</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>همین بماند</translation>
    </message>
    <message>
        <source>No card</source>
        <translation>کارتی نیست</translation>
    </message>
    <message>
        <source>The phone is enough; a card is quicker.</source>
        <translation>تلفن بس است؛ کارت سریع‌تر است.</translation>
    </message>
    <message>
        <source>Number of a blank card (scan it); empty for a new number</source>
        <translation>شمارهٔ کارت خام (اسکن کنید)؛ خالی یعنی شمارهٔ تازه</translation>
    </message>
    <message>
        <source>Issue a card</source>
        <translation>صدور کارت</translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>Has agreed</source>
        <translation>پذیرفته است</translation>
    </message>
    <message>
        <source>Has declined</source>
        <translation>نپذیرفته است</translation>
    </message>
    <message>
        <source>Was never asked; nothing is sent until they agree</source>
        <translation>پرسیده نشده؛ تا نپذیرد چیزی فرستاده نمی‌شود</translation>
    </message>
    <message>
        <source>Ask the member, then turn it here: each answer is kept with its day and hour.</source>
        <translation>از عضو بپرسید و همین‌جا بگذارید: هر پاسخ با روز و ساعتش می‌ماند.</translation>
    </message>
</context>
<context>
    <name>EndingSheet</name>
    <message>
        <source>Erase for ever</source>
        <translation>پاک کردن برای همیشه</translation>
    </message>
    <message>
        <source>Leaves the club</source>
        <translation>ترک باشگاه</translation>
    </message>
    <message>
        <source>{amount} of credit ends</source>
        <translation>{amount} اعتبار پایان می‌یابد</translation>
    </message>
    <message numerus="yes">
        <source>%n points end</source>
        <translation>
            <numerusform>%n امتیاز پایان می‌یابد</numerusform>
        </translation>
    </message>
    <message>
        <source>Name, phone, birthday, notes and consents go, here and at every till</source>
        <translation>نام، تلفن، تولد، یادداشت‌ها و رضایت‌ها پاک می‌شود، اینجا و در همهٔ صندوق‌ها</translation>
    </message>
    <message numerus="yes">
        <source>%n cards open nothing any more</source>
        <translation>
            <numerusform>%n کارت دیگر کار نمی‌کند</numerusform>
        </translation>
    </message>
    <message>
        <source>Purchases stay in the figures, without a name</source>
        <translation>خریدها بی‌نام در گزارش‌ها می‌ماند</translation>
    </message>
    <message>
        <source>Is not found at the counter any more and gets no messages</source>
        <translation>دیگر در صندوق پیدا نمی‌شود و پیامی نمی‌گیرد</translation>
    </message>
    <message>
        <source>Name and purchases stay until they ask to be erased</source>
        <translation>نام و خریدها می‌ماند تا خودش پاک شدن را بخواهد</translation>
    </message>
    <message>
        <source>The member knows this and wants it</source>
        <translation>عضو این را می‌داند و می‌خواهد</translation>
    </message>
    <message>
        <source>This is what goes:</source>
        <translation>این‌ها از دست می‌رود:</translation>
    </message>
    <message>
        <source>Nobody can undo this, and no backup brings it back.</source>
        <translation>بازگشت ندارد و هیچ پشتیبانی برش نمی‌گرداند.</translation>
    </message>
    <message>
        <source>Ending credit takes the PIN of somebody who may make entries by hand.</source>
        <translation>پایان دادن به اعتبار، رمز کسی را می‌خواهد که حق سند دستی دارد.</translation>
    </message>
    <message>
        <source>Let them leave</source>
        <translation>ثبت ترک باشگاه</translation>
    </message>
</context>
<context>
    <name>EnrolSheet</name>
    <message>
        <source>New member</source>
        <translation>عضو تازه</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>تلفن</translation>
    </message>
    <message>
        <source>Name (may be left empty)</source>
        <translation>نام (می‌تواند خالی بماند)</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>تولد</translation>
    </message>
    <message>
        <source>A blank card (scan it)</source>
        <translation>کارت خام (اسکن کنید)</translation>
    </message>
    <message>
        <source>Invited by (phone or card)</source>
        <translation>معرف (تلفن یا کارت)</translation>
    </message>
    <message>
        <source>Without a card</source>
        <translation>بدون کارت</translation>
    </message>
    <message>
        <source>The family shares this phone</source>
        <translation>این تلفن میان خانواده مشترک است</translation>
    </message>
    <message>
        <source>The member agrees to</source>
        <translation>عضو می‌پذیرد</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>ثبت عضویت</translation>
    </message>
</context>
<context>
    <name>IdsSheet</name>
    <message>
        <source>Member since {day}</source>
        <translation>عضو از {day}</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>جدا شود</translation>
    </message>
    <message>
        <source>Take a merge apart</source>
        <translation>برگرداندن ادغام</translation>
    </message>
    <message>
        <source>Whoever is taken out has their own purchases, lots and cards again, as if never merged.</source>
        <translation>هر که جدا شود خریدها، اعتبارها و کارت‌های خودش را دوباره دارد، گویی هرگز ادغام نشده است.</translation>
    </message>
</context>
<context>
    <name>LotTable</name>
    <message>
        <source>Only {branch}</source>
        <translation>اختصاصی {branch}</translation>
    </message>
    <message>
        <source>General</source>
        <translation>عمومی</translation>
    </message>
    <message numerus="yes">
        <source>%n lots together</source>
        <translation>
            <numerusform>%n اعتبار</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gains together</source>
        <translation>
            <numerusform>%n نوبت امتیاز</numerusform>
        </translation>
    </message>
    <message>
        <source>Press to close</source>
        <translation>برای بستن بزنید</translation>
    </message>
    <message>
        <source>Press to see each</source>
        <translation>برای دیدن تک‌تک بزنید</translation>
    </message>
    <message>
        <source>No end</source>
        <translation>بی‌پایان</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>تا {day}</translation>
    </message>
    <message>
        <source>active from {day}</source>
        <translation>فعال از {day}</translation>
    </message>
    <message>
        <source>Came from</source>
        <translation>از کجا آمده</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>تاریخ</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>نوع</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>دامنه</translation>
    </message>
    <message>
        <source>At first</source>
        <translation>اول</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>مانده</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>پایان</translation>
    </message>
    <message>
        <source>Lots</source>
        <translation>ریز اعتبارها</translation>
    </message>
</context>
<context>
    <name>LotsPage</name>
    <message>
        <source>Back to living lots</source>
        <translation>بازگشت به اعتبارهای زنده</translation>
    </message>
    <message>
        <source>Lots that are over ({count})</source>
        <translation>ریز اعتبارهای تمام‌شده ({count})</translation>
    </message>
    <message>
        <source>When credit ends</source>
        <translation>اعتبار کِی تمام می‌شود</translation>
    </message>
    <message>
        <source>Order of spending: what ends sooner is spent sooner.</source>
        <translation>ترتیب خرج: هر چه زودتر تمام می‌شود، زودتر خرج می‌شود.</translation>
    </message>
    <message>
        <source>No credit</source>
        <translation>اعتباری نیست</translation>
    </message>
    <message>
        <source>What purchases and offers give stands here, lot by lot.</source>
        <translation>آنچه خریدها و آفرها می‌دهند، تک‌تک اینجا می‌آید.</translation>
    </message>
</context>
<context>
    <name>Member</name>
    <message>
        <source>Member without a name</source>
        <translation>عضو بی‌نام</translation>
    </message>
    <message>
        <source>Ends soon</source>
        <translation>نزدیک به پایان</translation>
    </message>
    <message>
        <source>To spend here</source>
        <translation>قابل خرج همین‌جا</translation>
    </message>
    <message>
        <source>At another branch</source>
        <translation>در شعبهٔ دیگر</translation>
    </message>
    <message>
        <source>Not yet active</source>
        <translation>هنوز فعال نشده</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>خرج شده</translation>
    </message>
    <message>
        <source>Ended unspent</source>
        <translation>تمام‌شدهٔ بی‌خرج</translation>
    </message>
    <message>
        <source>Invoice {number}</source>
        <translation>فاکتور {number}</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>خرید</translation>
    </message>
    <message>
        <source>Offer</source>
        <translation>آفر</translation>
    </message>
    <message>
        <source>Entry by hand</source>
        <translation>سند دستی</translation>
    </message>
    <message>
        <source>Brought forward</source>
        <translation>ماندهٔ پیشین</translation>
    </message>
    <message>
        <source>Came back with a refund</source>
        <translation>برگشته با مرجوعی</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>دیگر</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>مرجوعی</translation>
    </message>
    <message>
        <source>Voided sale</source>
        <translation>ابطال فروش</translation>
    </message>
    <message>
        <source>{name} left the club with this phone; joining begins anew.</source>
        <translation>{name} با همین شماره عضو بود و باشگاه را ترک کرد؛ عضویت از نو آغاز شد.</translation>
    </message>
    <message>
        <source>A member without a name</source>
        <translation>عضوی بی‌نام</translation>
    </message>
    <message>
        <source>The member&apos;s PIN is set</source>
        <translation>رمز عضو گذاشته شد</translation>
    </message>
    <message>
        <source>The member has no PIN any more</source>
        <translation>عضو دیگر رمزی ندارد</translation>
    </message>
    <message>
        <source>Credit ended unspent</source>
        <translation>پایان اعتبار بی‌خرج</translation>
    </message>
    <message>
        <source>Service SMS</source>
        <translation>پیامک خدماتی</translation>
    </message>
    <message>
        <source>Promotional SMS</source>
        <translation>پیامک تبلیغاتی</translation>
    </message>
    <message>
        <source>Messenger</source>
        <translation>پیام‌رسان</translation>
    </message>
    <message>
        <source>today</source>
        <translation>امروز</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>دیروز</translation>
    </message>
    <message>
        <source>The member is enrolled</source>
        <translation>عضویت ثبت شد</translation>
    </message>
    <message>
        <source>The profile is saved</source>
        <translation>مشخصات ذخیره شد</translation>
    </message>
    <message>
        <source>The card {number} is issued</source>
        <translation>کارت {number} صادر شد</translation>
    </message>
    <message>
        <source>The card is blocked</source>
        <translation>کارت مسدود شد</translation>
    </message>
    <message>
        <source>The two members are one now</source>
        <translation>این دو عضو یکی شدند</translation>
    </message>
    <message>
        <source>Nothing was lost; “Take a merge apart” undoes it.</source>
        <translation>چیزی از دست نرفت؛ «برگرداندن ادغام» آن را برمی‌گرداند.</translation>
    </message>
    <message>
        <source>The merge is undone</source>
        <translation>ادغام برگردانده شد</translation>
    </message>
    <message>
        <source>The member has left the club</source>
        <translation>عضو باشگاه را ترک کرد</translation>
    </message>
    <message>
        <source>The member is erased</source>
        <translation>عضو پاک شد</translation>
    </message>
    <message>
        <source>The entry is recorded</source>
        <translation>سند ثبت شد</translation>
    </message>
    <message>
        <source>The statement is written</source>
        <translation>صورت‌حساب نوشته شد</translation>
    </message>
</context>
<context>
    <name>MemberCounts</name>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n روز پیش</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more days</source>
        <translation>
            <numerusform>%n روز دیگر</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemberHeader</name>
    <message>
        <source>Erased member</source>
        <translation>عضو پاک‌شده</translation>
    </message>
    <message>
        <source>{tier} tier</source>
        <translation>سطح {tier}</translation>
    </message>
    <message>
        <source>Left the club</source>
        <translation>باشگاه را ترک کرده</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>پاک‌شده</translation>
    </message>
    <message numerus="yes">
        <source>%n members merged</source>
        <translation>
            <numerusform>ادغام %n عضو</numerusform>
        </translation>
    </message>
    <message>
        <source>Hide the phone</source>
        <translation>پنهان کردن شماره</translation>
    </message>
    <message>
        <source>Show the phone</source>
        <translation>نمایش شماره</translation>
    </message>
    <message>
        <source>Card {number}</source>
        <translation>کارت باشگاه {number}</translation>
    </message>
    <message>
        <source>Member since {day}</source>
        <translation>عضو از {day}</translation>
    </message>
    <message>
        <source>Give or take credit or points…</source>
        <translation>دادن یا گرفتن اعتبار و امتیاز…</translation>
    </message>
    <message>
        <source>The member&apos;s PIN…</source>
        <translation>رمز عضو…</translation>
    </message>
    <message>
        <source>Merge with another member…</source>
        <translation>ادغام با عضوی دیگر…</translation>
    </message>
    <message>
        <source>Take a merge apart…</source>
        <translation>برگرداندن ادغام…</translation>
    </message>
    <message>
        <source>Leaves the club…</source>
        <translation>ترک باشگاه…</translation>
    </message>
    <message>
        <source>Erase for ever…</source>
        <translation>پاک کردن برای همیشه…</translation>
    </message>
    <message>
        <source>Sell to this member</source>
        <translation>فروش به این عضو</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>صورت‌حساب</translation>
    </message>
    <message>
        <source>More</source>
        <translation>بیشتر</translation>
    </message>
</context>
<context>
    <name>MemberPinSheet</name>
    <message>
        <source>The member&apos;s PIN</source>
        <translation>رمز عضو</translation>
    </message>
    <message>
        <source>The two new PINs are not the same.</source>
        <translation>دو رمز تازه یکی نیستند.</translation>
    </message>
    <message>
        <source>The member types it, nobody else sees it. It is asked when much credit is spent in a day.</source>
        <translation>خود عضو آن را می‌زند و کس دیگری نمی‌بیند. وقتی در یک روز اعتبار زیادی خرج شود پرسیده می‌شود.</translation>
    </message>
    <message>
        <source>Present PIN</source>
        <translation>رمز کنونی</translation>
    </message>
    <message>
        <source>Forgotten? Leave it empty: somebody who may vouch for members approves.</source>
        <translation>فراموش شده؟ خالی بگذارید: کسی که اجازهٔ تأیید عضو دارد تأیید می‌کند.</translation>
    </message>
    <message>
        <source>New PIN, four digits or more</source>
        <translation>رمز تازه، چهار رقم یا بیشتر</translation>
    </message>
    <message>
        <source>New PIN once more</source>
        <translation>رمز تازه، بار دیگر</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>عوض کردن رمز</translation>
    </message>
    <message>
        <source>Set the PIN</source>
        <translation>گذاشتن رمز</translation>
    </message>
    <message>
        <source>Take the PIN away</source>
        <translation>برداشتن رمز</translation>
    </message>
</context>
<context>
    <name>MemberScreen</name>
    <message>
        <source>These are the first {count}, there are more: type on</source>
        <translation>این‌ها {count} تای نخست‌اند و بیشتر هم هست؛ ادامه‌اش را بنویسید</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>عضو</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>عضو تازه</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>کسی پیدا نشد</translation>
    </message>
    <message>
        <source>Transactions ({count})</source>
        <translation>تراکنش‌ها ({count})</translation>
    </message>
    <message>
        <source>Cards ({count})</source>
        <translation>کارت‌ها ({count})</translation>
    </message>
    <message>
        <source>Lots of credit</source>
        <translation>ریز اعتبارها</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>امتیاز</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>رضایت‌ها</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>مشخصات</translation>
    </message>
    <message>
        <source>Look up a member</source>
        <translation>جست‌وجوی عضو</translation>
    </message>
    <message>
        <source>Phone, card, or a part of the name</source>
        <translation>تلفن، کارت، یا بخشی از نام</translation>
    </message>
    <message>
        <source>What to see of the member</source>
        <translation>چه چیزی از عضو دیده شود</translation>
    </message>
    <message>
        <source>Whom are you looking for?</source>
        <translation>دنبال چه کسی هستید؟</translation>
    </message>
    <message>
        <source>Type a phone, its last digits or a name, or scan the card.</source>
        <translation>تلفن، رقم‌های آخرش یا نام را بنویسید، یا کارت را اسکن کنید.</translation>
    </message>
</context>
<context>
    <name>MergeSheet</name>
    <message>
        <source>Merge two members</source>
        <translation>ادغام دو عضو</translation>
    </message>
    <message>
        <source>goes by this one</source>
        <translation>با این شناخته می‌شود</translation>
    </message>
    <message>
        <source>Afterwards one member has all of it, {amount} of credit too. It can be taken apart again.</source>
        <translation>پس از آن یک عضو همهٔ این‌ها را دارد، {amount} اعتبار هم. می‌توان دوباره جدایشان کرد.</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>تلفن</translation>
    </message>
    <message>
        <source>Member since</source>
        <translation>عضو از</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>سطح</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>اعتبار</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>مراجعه</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>جمع خرید</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>آخرین مراجعه</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>کارت</translation>
    </message>
    <message>
        <source>One person enrolled twice becomes one: lots, visits and cards together.</source>
        <translation>کسی که دو بار عضو شده یکی می‌شود: اعتبارها، مراجعه‌ها و کارت‌ها با هم.</translation>
    </message>
    <message>
        <source>The other one: phone, card or name</source>
        <translation>عضو دیگر: تلفن، کارت یا نام</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>کسی پیدا نشد</translation>
    </message>
    <message>
        <source>Try the phone&apos;s last digits or another spelling.</source>
        <translation>رقم‌های آخر تلفن یا نوشتار دیگری را امتحان کنید.</translation>
    </message>
    <message>
        <source>They are one person: merge</source>
        <translation>هر دو یک نفرند: ادغام</translation>
    </message>
    <message>
        <source>Choose somebody else</source>
        <translation>انتخاب عضوی دیگر</translation>
    </message>
    <message>
        <source>no phone</source>
        <translation>تلفن ندارد</translation>
    </message>
    <message>
        <source>not been here yet</source>
        <translation>هنوز نیامده است</translation>
    </message>
</context>
<context>
    <name>MovesPage</name>
    <message>
        <source>What</source>
        <translation>شرح</translation>
    </message>
    <message>
        <source>Day and hour</source>
        <translation>روز و ساعت</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>خرید</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>اعتبار</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>امتیاز</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>تراکنش‌ها</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>هنوز چیزی ثبت نشده</translation>
    </message>
    <message>
        <source>Purchases, refunds and entries by hand stand here.</source>
        <translation>خریدها، مرجوعی‌ها و سندهای دستی اینجا می‌آید.</translation>
    </message>
</context>
<context>
    <name>PointsPage</name>
    <message>
        <source>{number} until {day}</source>
        <translation>{number} تا {day}</translation>
    </message>
    <message>
        <source>No points yet</source>
        <translation>هنوز امتیازی نیست</translation>
    </message>
    <message>
        <source>What purchases earn stands here, lot by lot.</source>
        <translation>آنچه خریدها می‌دهند، تک‌تک اینجا می‌آید.</translation>
    </message>
</context>
<context>
    <name>ProfilePage</name>
    <message>
        <source>Invited by</source>
        <translation>معرف</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>نام</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>تولد</translation>
    </message>
    <message>
        <source>Another phone (empty: it stays)</source>
        <translation>تلفن دیگر (خالی: همان می‌ماند)</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>رایانامه</translation>
    </message>
    <message>
        <source>Tags, with a comma between them</source>
        <translation>برچسب‌ها، با ویرگول میانشان</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>یادداشت</translation>
    </message>
    <message>
        <source>The family shares this phone</source>
        <translation>این تلفن میان خانواده مشترک است</translation>
    </message>
    <message>
        <source>Save the profile</source>
        <translation>ذخیرهٔ مشخصات</translation>
    </message>
</context>
<context>
    <name>SideColumn</name>
    <message>
        <source>Purchases in all</source>
        <translation>جمع خرید</translation>
    </message>
    <message>
        <source>Average purchase</source>
        <translation>میانگین هر خرید</translation>
    </message>
    <message>
        <source>no purchase yet</source>
        <translation>هنوز خریدی ندارد</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>مراجعه</translation>
    </message>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%n بار</numerusform>
        </translation>
    </message>
    <message>
        <source>Between purchases</source>
        <translation>فاصلهٔ خریدها</translation>
    </message>
    <message>
        <source>known after two</source>
        <translation>پس از دو خرید معلوم می‌شود</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n روز</numerusform>
        </translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>آخرین مراجعه</translation>
    </message>
    <message>
        <source>not been here yet</source>
        <translation>هنوز نیامده است</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>تولد</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>گفته نشده</translation>
    </message>
    <message>
        <source>Next visit, expected</source>
        <translation>خرید بعدی، پیش‌بینی</translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>%n روز دیگر</numerusform>
        </translation>
    </message>
    <message>
        <source>today</source>
        <translation>امروز</translation>
    </message>
    <message numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n امتیاز</numerusform>
        </translation>
    </message>
    <message>
        <source>{points} to {tier}, by {amount} of purchases</source>
        <translation>{points} تا {tier}، با {amount} خرید</translation>
    </message>
    <message>
        <source>The highest tier</source>
        <translation>بالاترین سطح</translation>
    </message>
    <message>
        <source>This member: all days, all branches</source>
        <translation>این عضو: همهٔ روزها، همهٔ شعبه‌ها</translation>
    </message>
    <message>
        <source>Visits in 12 months</source>
        <translation>مراجعه در ۱۲ ماه</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>سطح</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>رضایت‌ها</translation>
    </message>
</context>
<context>
    <name>StatementSheet</name>
    <message>
        <source>Member&apos;s statement</source>
        <translation>صورت‌حساب عضو</translation>
    </message>
    <message>
        <source>Credit at the start, everything that moved it, credit at the end: a PDF.</source>
        <translation>اعتبار آغاز، هر چه جابه‌جایش کرد، اعتبار پایان: یک PDF.</translation>
    </message>
    <message>
        <source>A month</source>
        <translation>یک ماه</translation>
    </message>
    <message>
        <source>Three months</source>
        <translation>سه ماه</translation>
    </message>
    <message>
        <source>A year</source>
        <translation>یک سال</translation>
    </message>
    <message>
        <source>How far back</source>
        <translation>از چه زمانی</translation>
    </message>
    <message>
        <source>From</source>
        <translation>از</translation>
    </message>
    <message>
        <source>To</source>
        <translation>تا</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>ذخیره در PDF…</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Today</source>
        <translation>امروز</translation>
    </message>
</context>
</TS>
