<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>BasketColumn</name>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n قلم</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pieces</source>
        <translation>
            <numerusform>%n عدد</numerusform>
        </translation>
    </message>
    <message>
        <source>{code} does nothing here: F8</source>
        <translation>{code} اینجا اثری ندارد: F8</translation>
    </message>
    <message>
        <source>Parked ({count})</source>
        <translation>نگه‌داشته‌ها ({count})</translation>
    </message>
    <message>
        <source>The basket open at {time} was brought back</source>
        <translation>سبدی که {time} باز بود برگردانده شد</translation>
    </message>
    <message>
        <source>No offer</source>
        <translation>بدون آفر</translation>
    </message>
    <message>
        <source>Not added yet; Enter adds it</source>
        <translation>هنوز افزوده نشده؛ Enter می‌افزاید</translation>
    </message>
    <message>
        <source>Basket</source>
        <translation>سبد</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>برگرداندن</translation>
    </message>
    <message>
        <source>Park</source>
        <translation>نگه داشتن</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>قلم</translation>
    </message>
    <message>
        <source>Qty</source>
        <translation>تعداد</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>قیمت واحد</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>مبلغ</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>مشتری بعدی</translation>
    </message>
    <message>
        <source>What do they buy?</source>
        <translation>چه می‌خرد؟</translation>
    </message>
    <message>
        <source>Scan a product, or type an amount or a product's name.</source>
        <translation>کالا را اسکن کنید، یا مبلغ یا نام کالا را بنویسید.</translation>
    </message>
    <message>
        <source>Type a phone, scan a card or a product, or type + and an amount.</source>
        <translation>شماره تلفن را بنویسید، کارت یا کالا را اسکن کنید، یا + و مبلغ را بنویسید.</translation>
    </message>
</context>
<context>
    <name>Buyer</name>
    <message>
        <source>This sale was to</source>
        <translation>فروش به</translation>
    </message>
    <message>
        <source>A sale without a member</source>
        <translation>فروش بدون عضو</translation>
    </message>
</context>
<context>
    <name>EnrolForm</name>
    <message>
        <source>A member without a name</source>
        <translation>عضوی بی‌نام</translation>
    </message>
    <message>
        <source>{name} left the club with this phone, {day}. Joining begins anew, with nothing.</source>
        <translation>{name} با همین شماره عضو بود و {day} باشگاه را ترک کرد. عضویت از نو و از صفر آغاز می‌شود.</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>عضو تازه</translation>
    </message>
    <message>
        <source>Name (may be left empty)</source>
        <translation>نام (می‌تواند خالی بماند)</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>تاریخ تولد</translation>
    </message>
    <message>
        <source>Card (scan it)</source>
        <translation>کارت (اسکن کنید)</translation>
    </message>
    <message>
        <source>Invited by (phone or card)</source>
        <translation>معرف (تلفن یا کارت)</translation>
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
        <source>Enrol</source>
        <translation>عضو شود</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>فعلاً نه</translation>
    </message>
</context>
<context>
    <name>MemberColumn</name>
    <message>
        <source>Member without a name</source>
        <translation>عضو بی‌نام</translation>
    </message>
    <message>
        <source>· since {season}</source>
        <translation>· عضو از {season}</translation>
    </message>
    <message>
        <source>Hide the phone</source>
        <translation>پنهان کردن تلفن</translation>
    </message>
    <message>
        <source>Show the phone</source>
        <translation>نشان دادن تلفن</translation>
    </message>
    <message>
        <source>{tier} tier</source>
        <translation>سطح {tier}</translation>
    </message>
    <message>
        <source>To {tier} {amount}</source>
        <translation>تا {tier} {amount}</translation>
    </message>
    <message>
        <source>The highest tier</source>
        <translation>بالاترین سطح</translation>
    </message>
    <message>
        <source>Safe {safe}, on trust {trusted}</source>
        <translation>{safe} نزد همین صندوق، {trusted} با اعتماد</translation>
    </message>
    <message>
        <source>Safe at this till</source>
        <translation>نزد همین صندوق</translation>
    </message>
    <message>
        <source>On trust</source>
        <translation>با اعتماد</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>تغییر</translation>
    </message>
    <message>
        <source>{amount} is spent on this sale</source>
        <translation>{amount} در این خرید خرج می‌شود</translation>
    </message>
    <message>
        <source>{amount} not yet spendable</source>
        <translation>{amount} هنوز قابل خرج نیست</translation>
    </message>
    <message>
        <source>{amount} at {branches} alone</source>
        <translation>{amount} تنها در شعبهٔ {branches}</translation>
    </message>
    <message>
        <source>{amount} held elsewhere, asked for when used</source>
        <translation>{amount} نزد صندوقی دیگر؛ هنگام خرج خواسته می‌شود</translation>
    </message>
    <message>
        <source>{amount} owed to the shop</source>
        <translation>{amount} بدهی به فروشگاه</translation>
    </message>
    <message>
        <source>{amount} until {day}</source>
        <translation>{amount} تا {day}</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n روز</numerusform>
        </translation>
    </message>
    <message>
        <source>today</source>
        <translation>امروز</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>امتیاز</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>آخرین مراجعه</translation>
    </message>
    <message>
        <source>First visit</source>
        <translation>نخستین مراجعه</translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n روز پیش</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visits</source>
        <translation>
            <numerusform>%n مراجعه</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>%n روز دیگر</numerusform>
        </translation>
    </message>
    <message>
        <source>Birthday {day}, {when}</source>
        <translation>تولد: {day}، {when}</translation>
    </message>
    <message>
        <source>Credit to spend, here and now</source>
        <translation>اعتبار قابل خرج، همین‌جا</translation>
    </message>
    <message>
        <source>Offers for this member</source>
        <translation>آفرهای این عضو</translation>
    </message>
    <message>
        <source>Serve without a member</source>
        <translation>بدون عضو ادامه بده</translation>
    </message>
    <message>
        <source>Spend</source>
        <translation>خرج</translation>
    </message>
</context>
<context>
    <name>NearlyBand</name>
    <message>
        <source>Nearly there</source>
        <translation>نزدیک به این آفرها</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>چرا؟</translation>
    </message>
</context>
<context>
    <name>NobodyYet</name>
    <message>
        <source>No member yet</source>
        <translation>هنوز عضوی نیست</translation>
    </message>
    <message>
        <source>Type the phone, its last digits or a name, or scan the card.</source>
        <translation>تلفن، رقم‌های آخر آن یا نام را بنویسید، یا کارت را اسکن کنید.</translation>
    </message>
</context>
<context>
    <name>ParkedSheet</name>
    <message>
        <source>Nothing is parked</source>
        <translation>سبدی نگه داشته نشده است</translation>
    </message>
    <message>
        <source>F6 puts the open basket aside.</source>
        <translation>F6 سبد باز را نگه می‌دارد.</translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n قلم</numerusform>
        </translation>
    </message>
    <message>
        <source>Without a member</source>
        <translation>بدون عضو</translation>
    </message>
</context>
<context>
    <name>PayColumn</name>
    <message>
        <source>Items</source>
        <translation>جمع اقلام</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>تخفیف آفرها</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>خالص</translation>
    </message>
    <message>
        <source>Credit spent</source>
        <translation>خرج از اعتبار</translation>
    </message>
    <message>
        <source>First the {amount} that expires {day}</source>
        <translation>اول {amount} که {day} تمام می‌شود</translation>
    </message>
    <message>
        <source>VAT {amount} included in net</source>
        <translation>شامل {amount} مالیات</translation>
    </message>
    <message>
        <source>Still missing</source>
        <translation>هنوز کم است</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>باقی به مشتری</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>اعتبار</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>قابل پرداخت</translation>
    </message>
    <message>
        <source>Earns with this sale</source>
        <translation>با این خرید می‌گیرد</translation>
    </message>
    <message>
        <source>Record and print</source>
        <translation>ثبت و چاپ</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>ثبت</translation>
    </message>
    <message>
        <source>Paid by {kinds}</source>
        <translation>پرداخت با {kinds}</translation>
    </message>
    <message>
        <source>No print</source>
        <translation>ثبت بی‌چاپ</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>مرجوعی</translation>
    </message>
    <message>
        <source>Another way to pay</source>
        <translation>پرداخت دیگر</translation>
    </message>
</context>
<context>
    <name>PinSheet</name>
    <message>
        <source>Nobody else may do this here.</source>
        <translation>کس دیگری این‌جا اجازهٔ این کار را ندارد.</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>تأیید</translation>
    </message>
    <message>
        <source>The basket stays as it is.</source>
        <translation>سبد همان‌طور که هست می‌ماند.</translation>
    </message>
    <message>
        <source>Somebody who may do this gives their PIN; it is signed with their own key.</source>
        <translation>کسی که اجازهٔ این کار را دارد رمزش را می‌زند؛ با کلید خود او امضا می‌شود.</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>تحویل گرفتن</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>تأیید</translation>
    </message>
    <message>
        <source>Type the PIN</source>
        <translation>رمز را بزنید</translation>
    </message>
    <message>
        <source>PIN of {name}</source>
        <translation>رمز {name}</translation>
    </message>
    <message>
        <source>Another cashier</source>
        <translation>صندوق‌دار دیگر</translation>
    </message>
    <message>
        <source>The member's PIN</source>
        <translation>رمز عضو</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>تأیید مدیر</translation>
    </message>
</context>
<context>
    <name>RecordedPage</name>
    <message>
        <source>Recorded</source>
        <translation>ثبت شد</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>مرجوع شد</translation>
    </message>
    <message>
        <source>Sale voided</source>
        <translation>فروش ابطال شد</translation>
    </message>
    <message>
        <source>Training: nothing was recorded</source>
        <translation>آموزش: چیزی ثبت نشد</translation>
    </message>
    <message>
        <source>waits for the printer</source>
        <translation>منتظر چاپگر</translation>
    </message>
    <message>
        <source>sent to the printer</source>
        <translation>به چاپگر فرستاده شد</translation>
    </message>
    <message>
        <source>Enter goes back to the open basket</source>
        <translation>Enter به سبد باز برمی‌گردد</translation>
    </message>
    <message>
        <source>Type the next phone, or scan</source>
        <translation>تلفن مشتری بعدی را بنویسید یا اسکن کنید</translation>
    </message>
    <message>
        <source>Money back</source>
        <translation>پولی که برمی‌گردد</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>باقی به مشتری</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>پرداخت شد</translation>
    </message>
    <message>
        <source>Paid from credit</source>
        <translation>پرداخت از اعتبار</translation>
    </message>
    <message>
        <source>{name} may spend now</source>
        <translation>اعتبار قابل خرج {name}</translation>
    </message>
    <message>
        <source>May be spent now</source>
        <translation>اعتبار قابل خرج</translation>
    </message>
    <message>
        <source>Net of what came back</source>
        <translation>خالص آنچه برگشت</translation>
    </message>
    <message>
        <source>Withheld for spent credit</source>
        <translation>کسر برای اعتبار خرج‌شده</translation>
    </message>
    <message>
        <source>Earned credit, taken back</source>
        <translation>اعتبار گرفته، پس گرفته شد</translation>
    </message>
    <message>
        <source>{points}, taken back</source>
        <translation>{points}، پس گرفته شد</translation>
    </message>
    <message>
        <source>Owed by the member</source>
        <translation>بدهی عضو</translation>
    </message>
    <message>
        <source>Credit earned</source>
        <translation>اعتبار گرفته</translation>
    </message>
    <message>
        <source>Credit earned, to spend from {day}</source>
        <translation>اعتبار گرفته، قابل خرج از {day}</translation>
    </message>
    <message>
        <source>of it to spend from {day}</source>
        <translation>قابل خرج از {day}</translation>
    </message>
    <message>
        <source>Credit back</source>
        <translation>اعتبار برگشته</translation>
    </message>
    <message>
        <source>The drawer lacks {amount}; take it from elsewhere</source>
        <translation>در کشو {amount} کم است؛ آن را از جای دیگری بدهید</translation>
    </message>
</context>
<context>
    <name>RefundPage</name>
    <message>
        <source>Do not void</source>
        <translation>ابطال نشود</translation>
    </message>
    <message>
        <source>{left} of {sold} may come back</source>
        <translation>{left} از {sold} می‌تواند برگردد</translation>
    </message>
    <message>
        <source>Already back</source>
        <translation>پیش‌تر برگشته</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>مبلغ</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>مرجوعی</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>همه</translation>
    </message>
    <message>
        <source>Void sale</source>
        <translation>ابطال فروش</translation>
    </message>
    <message>
        <source>Void the sale</source>
        <translation>ابطال فروش</translation>
    </message>
    <message>
        <source>The whole sale is undone, as if it had not been: money, credit and points. Enter voids it; Ctrl+Del goes back to choosing lines.</source>
        <translation>همهٔ فروش برگردانده می‌شود، گویی نبوده است: پول، اعتبار و امتیاز. Enter باطل می‌کند؛ Ctrl+Del به برگزیدن قلم‌ها برمی‌گردد.</translation>
    </message>
    <message>
        <source>Type another receipt's number, or leave with Esc.</source>
        <translation>شمارهٔ فاکتور دیگری را بنویسید، یا با Esc بیرون بروید.</translation>
    </message>
    <message>
        <source>Enter takes the marked line back whole, 2 and Enter two of it; arrows go to another line, Space takes it or leaves it. What goes back is shown first: Enter once more records.</source>
        <translation>Enter همهٔ قلم نشان‌دار را برمی‌گرداند، ۲ و Enter دو تا از آن را؛ پیکان‌ها به قلم دیگر می‌روند، Space قلم را برمی‌دارد یا رها می‌کند. اول نشان داده می‌شود چه برمی‌گردد: Enter بعدی ثبت می‌کند.</translation>
    </message>
    <message>
        <source>Enter takes it back</source>
        <translation>با Enter برمی‌گردد</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>چاپ دوباره</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>بازگشت</translation>
    </message>
    <message>
        <source>Lines of the receipt</source>
        <translation>قلم‌های رسید</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>قلم</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>مرجوعی</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>فروخته</translation>
    </message>
    <message>
        <source>Paid for it</source>
        <translation>بهای آن</translation>
    </message>
    <message>
        <source>Scan the receipt</source>
        <translation>رسید را اسکن کنید</translation>
    </message>
    <message>
        <source>Or type its number, for example A1-000123, and press Enter.</source>
        <translation>یا شماره‌اش را بنویسید، مانند ⁦A1-000123⁩، و Enter بزنید.</translation>
    </message>
</context>
<context>
    <name>ReturnColumn</name>
    <message>
        <source>{amount} ends: the member has gone</source>
        <translation>{amount} تمام می‌شود: عضو رفته است</translation>
    </message>
    <message>
        <source>{amount} had expired</source>
        <translation>{amount} تمام شده بود</translation>
    </message>
    <message>
        <source>{amount} with new days</source>
        <translation>{amount} با مهلت تازه</translation>
    </message>
    <message>
        <source>Void and print</source>
        <translation>ابطال و چاپ</translation>
    </message>
    <message>
        <source>Why it is voided</source>
        <translation>دلیل ابطال</translation>
    </message>
    <message>
        <source>Everything of this receipt has come back already: there is nothing left to give back.</source>
        <translation>همهٔ این رسید پیش‌تر پس داده شده است؛ چیزی برای پس دادن نمانده.</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>ابطال</translation>
    </message>
    <message>
        <source>Give back and print</source>
        <translation>مرجوع و چاپ</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>مرجوع</translation>
    </message>
    <message>
        <source>The drawer lacks {amount} of it: bring that from elsewhere, then confirm</source>
        <translation>{amount} از آن در کشو نیست: از جای دیگر بیاورید، سپس تأیید کنید</translation>
    </message>
    <message>
        <source>Changed their mind</source>
        <translation>پشیمان شد</translation>
    </message>
    <message>
        <source>Faulty</source>
        <translation>خراب بود</translation>
    </message>
    <message>
        <source>Wrong item</source>
        <translation>کالای اشتباه</translation>
    </message>
    <message>
        <source>Mistake at the till</source>
        <translation>اشتباه صندوق</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>دلیل دیگر</translation>
    </message>
    <message>
        <source>Net of what comes back</source>
        <translation>خالص آنچه برمی‌گردد</translation>
    </message>
    <message>
        <source>Credit goes back</source>
        <translation>اعتباری که برمی‌گردد</translation>
    </message>
    <message>
        <source>Earned credit taken back</source>
        <translation>اعتبار گرفته، پس گرفته می‌شود</translation>
    </message>
    <message>
        <source>{points} taken back</source>
        <translation>{points}، پس گرفته می‌شود</translation>
    </message>
    <message>
        <source>Withheld for spent credit</source>
        <translation>کسر برای اعتبار خرج‌شده</translation>
    </message>
    <message>
        <source>Owed by the member</source>
        <translation>بدهی عضو</translation>
    </message>
    <message>
        <source>Money back</source>
        <translation>پولی که برمی‌گردد</translation>
    </message>
    <message>
        <source>Pick what comes back; what goes back and what is taken back stands here first.</source>
        <translation>آنچه برمی‌گردد را برگزینید؛ پیش از تأیید، هرچه برمی‌گردد و پس گرفته می‌شود این‌جا می‌آید.</translation>
    </message>
    <message>
        <source>Late return: manager's PIN</source>
        <translation>مهلت گذشته؛ رمز مدیر</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>دلیل</translation>
    </message>
</context>
<context>
    <name>Sale</name>
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
        <translation>کوپن</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>دیگر</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>اعتبار</translation>
    </message>
    <message>
        <source>Phone, card, product, amount or name</source>
        <translation>تلفن، کارت، کالا، مبلغ یا نام</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>پاک کردن</translation>
    </message>
    <message>
        <source>Back to the sale</source>
        <translation>بازگشت به فروش</translation>
    </message>
    <message>
        <source>Counting the drawer</source>
        <translation>شمارش نقد کشو</translation>
    </message>
    <message>
        <source>How much cash is in it?</source>
        <translation>چه مبلغی در کشو است؟</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>فعلاً نه</translation>
    </message>
    <message>
        <source>Enter voids the whole sale; Ctrl+Del does not</source>
        <translation>با Enter همهٔ فروش باطل می‌شود؛ با Ctrl+Del نه</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>ابطال</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>شمارهٔ فاکتور</translation>
    </message>
    <message>
        <source>How many of the line come back, or another receipt</source>
        <translation>چند عدد از قلم برمی‌گردد، یا رسیدی دیگر</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>مرجوعی</translation>
    </message>
    <message>
        <source>How much credit to spend?</source>
        <translation>چه مبلغی از اعتبار خرج شود؟</translation>
    </message>
    <message>
        <source>No credit</source>
        <translation>بدون اعتبار</translation>
    </message>
    <message>
        <source>How much is paid this way?</source>
        <translation>چه مبلغی این‌گونه پرداخت می‌شود؟</translation>
    </message>
    <message>
        <source>{amount} is being spent; another amount?</source>
        <translation>{amount} خرج می‌شود؛ مبلغ دیگری بنویسید</translation>
    </message>
    <message>
        <source>{amount} to go</source>
        <translation>{amount} مانده</translation>
    </message>
    <message>
        <source>One more of {group}</source>
        <translation>یک {group} دیگر</translation>
    </message>
    <message>
        <source>{number} more pieces</source>
        <translation>{number} عدد دیگر</translation>
    </message>
    <message>
        <source>{missing} of {group}</source>
        <translation>{missing} از {group}</translation>
    </message>
    <message>
        <source>Worth at least {amount}</source>
        <translation>مزیت: دست‌کم {amount}</translation>
    </message>
    <message>
        <source>Worth {amount} in credit</source>
        <translation>مزیت: {amount} اعتبار</translation>
    </message>
    <message>
        <source>Worth {points}</source>
        <translation>مزیت: {points}</translation>
    </message>
    <message>
        <source>{amount} credit</source>
        <translation>{amount} اعتبار</translation>
    </message>
    <message>
        <source>{number} points</source>
        <translation>{number} امتیاز</translation>
    </message>
    <message>
        <source>Amount in {group}</source>
        <translation>مبلغ در گروه {group}</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>مبلغ</translation>
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
        <source>Receipt</source>
        <translation>رسید</translation>
    </message>
    <message>
        <source>Discount code</source>
        <translation>کد تخفیف</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>تعداد</translation>
    </message>
    <message>
        <source>No shift is open: count the cash first</source>
        <translation>شیفت باز نیست: اول نقد کشو را بشمارید</translation>
    </message>
    <message>
        <source>A code, not counted cash</source>
        <translation>کد است، نه نقد شمرده</translation>
    </message>
    <message>
        <source>Opens the shift with</source>
        <translation>شیفت باز می‌شود با</translation>
    </message>
    <message>
        <source>These are the first {count}, there are more: type on</source>
        <translation>این‌ها {count} تای نخست‌اند و بیشتر هم هست؛ ادامه‌اش را بنویسید</translation>
    </message>
    <message>
        <source>Adding it reaches {offer}</source>
        <translation>با افزودن: به {offer} می‌رسد</translation>
    </message>
    <message>
        <source>As much as was counted at the last close</source>
        <translation>همان‌قدر که در آخرین بستن شمرده شد</translation>
    </message>
    <message>
        <source>{amount} less than at the last close</source>
        <translation>{amount} کمتر از شمارش آخرین بستن</translation>
    </message>
    <message>
        <source>{amount} more than at the last close</source>
        <translation>{amount} بیشتر از شمارش آخرین بستن</translation>
    </message>
    <message>
        <source>credit {amount}</source>
        <translation>اعتبار {amount}</translation>
    </message>
    <message>
        <source>“{text}” is typed but not taken in; nothing was recorded</source>
        <translation>«{text}» تایپ شده ولی وارد نشده است؛ چیزی ثبت نشد</translation>
    </message>
    <message>
        <source>Enter takes it in, Esc clears it. Then record.</source>
        <translation>با Enter وارد و با Esc پاک می‌شود؛ بعد ثبت کنید.</translation>
    </message>
    <message>
        <source>Taken in first, nothing recorded yet: {what}</source>
        <translation>هنوز ثبت نشد؛ اول این وارد شد: {what}</translation>
    </message>
    <message>
        <source>Look at what goes back, then confirm again.</source>
        <translation>ببینید چه برمی‌گردد، بعد دوباره تأیید کنید.</translation>
    </message>
    <message>
        <source>Look at the total, then record again.</source>
        <translation>جمع را ببینید، بعد دوباره ثبت کنید.</translation>
    </message>
    <message>
        <source>No product and no card has this code: type the price</source>
        <translation>کالا یا کارتی با این کد نیست: قیمت را بزنید</translation>
    </message>
    <message>
        <source>This is no sum: type the counted cash in figures</source>
        <translation>این مبلغ نیست: نقد شمرده‌شده را به رقم بزنید</translation>
    </message>
    <message>
        <source>Nothing found: type a mobile, a name, a code or +amount</source>
        <translation>چیزی یافت نشد: تلفن، نام، کد یا ‎+مبلغ را بزنید</translation>
    </message>
    <message>
        <source>more than {count}</source>
        <translation>بیش از {count}</translation>
    </message>
    <message>
        <source>products “{text}” ({count})</source>
        <translation>کالاهای «{text}» ({count})</translation>
    </message>
    <message>
        <source>members “{text}” ({count})</source>
        <translation>عضو با نام «{text}» ({count})</translation>
    </message>
    <message>
        <source>new member</source>
        <translation>عضو تازه</translation>
    </message>
    <message>
        <source>receipt {number}</source>
        <translation>رسید {number}</translation>
    </message>
    <message>
        <source>amount {amount}</source>
        <translation>مبلغ {amount}</translation>
    </message>
    <message>
        <source>spring {year}</source>
        <translation>بهار {year}</translation>
    </message>
    <message>
        <source>summer {year}</source>
        <translation>تابستان {year}</translation>
    </message>
    <message>
        <source>autumn {year}</source>
        <translation>پاییز {year}</translation>
    </message>
    <message>
        <source>winter {year}</source>
        <translation>زمستان {year}</translation>
    </message>
</context>
<context>
    <name>SaleCounts</name>
    <message numerus="yes">
        <source>%n more visits</source>
        <translation>
            <numerusform>%n مراجعهٔ دیگر</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more days</source>
        <translation>
            <numerusform>%n روز دیگر</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more points</source>
        <translation>
            <numerusform>%n امتیاز بیشتر</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A mobile has 11 digits: %n missing</source>
        <translation>
            <numerusform>تلفن همراه ۱۱ رقم دارد؛ %n رقم کم است</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A mobile has 11 digits: %n too many</source>
        <translation>
            <numerusform>تلفن همراه ۱۱ رقم دارد؛ %n رقم زیاد است</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SaleView</name>
    <message>
        <source>Why?</source>
        <translation>چرا؟</translation>
    </message>
    <message>
        <source>Parked baskets</source>
        <translation>سبدهای نگه‌داشته</translation>
    </message>
    <message>
        <source>The basket is parked</source>
        <translation>سبد نگه داشته شد</translation>
    </message>
    <message>
        <source>F7 takes it up again.</source>
        <translation>F7 آن را برمی‌گرداند.</translation>
    </message>
    <message>
        <source>The receipt is printed again</source>
        <translation>رسید دوباره چاپ می‌شود</translation>
    </message>
    <message>
        <source>It says that it is a copy, and which.</source>
        <translation>روی آن نوشته می‌شود که رونوشت است و چندم.</translation>
    </message>
    <message>
        <source>Training begins with an empty basket</source>
        <translation>آموزش با سبد خالی آغاز می‌شود</translation>
    </message>
    <message>
        <source>Park this one with F6 first.</source>
        <translation>نخست این سبد را با F6 نگه دارید.</translation>
    </message>
    <message>
        <source>The open basket waits until training ends</source>
        <translation>سبد باز تا پایان آموزش می‌ماند</translation>
    </message>
    <message>
        <source>It is kept as it is; F11 ends training and brings it back.</source>
        <translation>دست نمی‌خورد؛ F11 آموزش را تمام می‌کند و سبد را برمی‌گرداند.</translation>
    </message>
    <message>
        <source>The basket that waited during training is here again</source>
        <translation>سبدی که هنگام آموزش مانده بود برگشت</translation>
    </message>
    <message>
        <source>Go on with it, or park it with F6.</source>
        <translation>همان را ادامه دهید، یا با F6 نگه دارید.</translation>
    </message>
    <message>
        <source>A PIN is being asked for</source>
        <translation>رمزی خواسته شده است</translation>
    </message>
    <message>
        <source>Type it, or leave with Esc; then press the key again.</source>
        <translation>آن را بزنید، یا با Esc رها کنید؛ سپس دوباره کلید را بزنید.</translation>
    </message>
    <message>
        <source>A refund or void is open</source>
        <translation>مرجوعی یا ابطالی باز است</translation>
    </message>
    <message>
        <source>Finish it, or leave it with Esc; then press the key again.</source>
        <translation>آن را تمام کنید، یا با Esc رها کنید؛ سپس دوباره کلید را بزنید.</translation>
    </message>
    <message>
        <source>A new member is being enrolled</source>
        <translation>عضو تازه‌ای ثبت می‌شود</translation>
    </message>
    <message>
        <source>Asking for credit that is held elsewhere; a few seconds</source>
        <translation>اعتباری که نزد صندوقی دیگر است خواسته می‌شود؛ چند ثانیه</translation>
    </message>
    <message>
        <source>There is no line to the centre; trying once more, a few seconds</source>
        <translation>خطی به مرکز نیست؛ یک بار دیگر کوشیده می‌شود، چند ثانیه</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>هر چیز</translation>
    </message>
    <message>
        <source>or</source>
        <translation>یا</translation>
    </message>
    <message>
        <source>Training: nothing is written</source>
        <translation>آموزش: چیزی ثبت نمی‌شود</translation>
    </message>
    <message>
        <source>F11 ends it</source>
        <translation>F11 پایان آموزش</translation>
    </message>
</context>
<context>
    <name>ShiftPage</name>
    <message>
        <source>Count the cash in the drawer</source>
        <translation>نقد کشو را بشمارید</translation>
    </message>
    <message>
        <source>Type the amount in the field above and press Enter: the shift opens. 0 for an empty drawer.</source>
        <translation>مبلغ را در کادر بالا بنویسید و Enter بزنید تا شیفت باز شود. برای کشوی خالی ۰.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>فعلاً نه</translation>
    </message>
</context>
<context>
    <name>WhySheet</name>
    <message>
        <source>No offer runs</source>
        <translation>آفری در جریان نیست</translation>
    </message>
    <message>
        <source>What is earned, every offer and its verdict</source>
        <translation>آنچه این خرید می‌آورد، هر آفر و نتیجهٔ آن</translation>
    </message>
    <message>
        <source>The basket is empty</source>
        <translation>سبد خالی است</translation>
    </message>
    <message>
        <source>With the first line every offer stands here with its reason.</source>
        <translation>با نخستین قلم، هر آفری با دلیلش این‌جا می‌آید.</translation>
    </message>
    <message>
        <source>Each offer that is published stands here with its reason.</source>
        <translation>هر آفری که منتشر شود با دلیلش این‌جا می‌آید.</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>اعمال شد</translation>
    </message>
    <message>
        <source>Nearly</source>
        <translation>نزدیک</translation>
    </message>
    <message>
        <source>Another is better</source>
        <translation>آفر دیگر بهتر است</translation>
    </message>
    <message>
        <source>Margin floor</source>
        <translation>کف سود</translation>
    </message>
    <message>
        <source>Used up</source>
        <translation>سقف پر شد</translation>
    </message>
    <message>
        <source>Needs the centre</source>
        <translation>به مرکز نیاز دارد</translation>
    </message>
    <message>
        <source>Not for this member</source>
        <translation>نه برای این عضو</translation>
    </message>
    <message>
        <source>Not for this basket</source>
        <translation>نه برای این سبد</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>فعلاً نه</translation>
    </message>
    <message>
        <source>Let it through…</source>
        <translation>از کف بگذر…</translation>
    </message>
    <message>
        <source>Let it through: {offer}</source>
        <translation>گذشتن از کف برای: {offer}</translation>
    </message>
    <message>
        <source>Promised to the customer</source>
        <translation>به مشتری قول داده‌ایم</translation>
    </message>
    <message>
        <source>To keep the customer</source>
        <translation>برای نگه داشتن مشتری</translation>
    </message>
    <message>
        <source>Goods that have to go</source>
        <translation>کالایی که باید برود</translation>
    </message>
    <message>
        <source>A mistake of ours</source>
        <translation>اشتباه از ما بوده</translation>
    </message>
    <message>
        <source>This basket goes below the margin floor: {reason}</source>
        <translation>این سبد از کف حاشیهٔ سود می‌گذرد: {reason}</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>پس گرفتن</translation>
    </message>
    <message>
        <source>Somebody who may do this gives their PIN when the sale is recorded.</source>
        <translation>کسی که اجازه‌اش را دارد هنگام ثبت فروش رمز می‌زند.</translation>
    </message>
</context>
</TS>
