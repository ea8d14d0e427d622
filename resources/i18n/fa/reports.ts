<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>Charts</name>
    <message>
        <source>percent</source>
        <translation>درصد</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>compared period {value}</source>
        <translation>دورهٔ مقایسه {value}</translation>
    </message>
    <message>
        <source>before {value}</source>
        <translation>پیش‌تر {value}</translation>
    </message>
    <message>
        <source>as before</source>
        <translation>بدون تغییر</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} روز</translation>
    </message>
    <message>
        <source>{value} percentage point</source>
        <translation>{value} واحد درصد</translation>
    </message>
    <message>
        <source>{value} percentage points</source>
        <translation>{value} واحد درصد</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>یک نگاه</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>فروش</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>اعضا</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>نرخ نگهداشت</translation>
    </message>
    <message>
        <source>RFM</source>
        <translation>RFM</translation>
    </message>
    <message>
        <source>Points and tiers</source>
        <translation>امتیاز و سطح</translation>
    </message>
    <message>
        <source>Campaigns</source>
        <translation>کمپین‌ها</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>شعبه‌ها</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>پرسنل</translation>
    </message>
    <message>
        <source>Set a goal</source>
        <translation>گذاشتن هدف</translation>
    </message>
    <message>
        <source>What you may want to see</source>
        <translation>آنچه شاید بخواهید ببینید</translation>
    </message>
    <message>
        <source>All is as usual.</source>
        <translation>همه‌چیز مثل همیشه است.</translation>
    </message>
    <message>
        <source>Costs by hand…</source>
        <translation>هزینه‌های دستی…</translation>
    </message>
    <message>
        <source>All classes, not {name} alone</source>
        <translation>همهٔ رتبه‌ها، نه فقط {name}</translation>
    </message>
    <message>
        <source>Goals</source>
        <translation>هدف‌ها</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>۷ روز</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>۳۰ روز</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>۹۰ روز</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>۱ سال</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>دلخواه</translation>
    </message>
    <message>
        <source>The report of these days</source>
        <translation>گزارش این روزها</translation>
    </message>
    <message>
        <source>The goals</source>
        <translation>هدف‌ها</translation>
    </message>
    <message>
        <source>One page for partners and investors</source>
        <translation>یک برگه برای شریکان و سرمایه‌گذاران</translation>
    </message>
    <message>
        <source>Staff and exceptions</source>
        <translation>پرسنل و استثناها</translation>
    </message>
    <message>
        <source>The days before</source>
        <translation>روزهای پیش</translation>
    </message>
    <message>
        <source>A year ago</source>
        <translation>یک سال پیش</translation>
    </message>
    <message>
        <source>Custom days</source>
        <translation>روزهای دلخواه</translation>
    </message>
    <message>
        <source>All sales less all refunds, each on its own day</source>
        <translation>همهٔ فروش‌ها منهای همهٔ مرجوعی‌ها، هرکدام در روز خودش</translation>
    </message>
    <message>
        <source>Net sales</source>
        <translation>فروش خالص</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>خریدها</translation>
    </message>
    <message>
        <source>Sales of which something is left after refunds</source>
        <translation>فروش‌هایی که پس از مرجوعی چیزی از آن‌ها مانده است</translation>
    </message>
    <message>
        <source>Average purchase</source>
        <translation>میانگین ارزش هر خرید</translation>
    </message>
    <message>
        <source>Amount of the purchases ÷ number of purchases</source>
        <translation>مبلغ خریدها ÷ شمار خریدها</translation>
    </message>
    <message>
        <source>Amount of the purchases</source>
        <translation>مبلغ خریدها</translation>
    </message>
    <message>
        <source>Members' share of sales</source>
        <translation>سهم فروش اعضا</translation>
    </message>
    <message>
        <source>Purchases of members ÷ all purchases, by amount</source>
        <translation>مبلغ خرید اعضا ÷ مبلغ همهٔ خریدها</translation>
    </message>
    <message>
        <source>Purchases of members</source>
        <translation>خرید اعضا</translation>
    </message>
    <message>
        <source>All purchases</source>
        <translation>همهٔ خریدها</translation>
    </message>
    <message>
        <source>Members who bought</source>
        <translation>اعضای خریدار</translation>
    </message>
    <message>
        <source>Members with a purchase in the period</source>
        <translation>اعضایی که در دوره خریده‌اند</translation>
    </message>
    <message>
        <source>New members</source>
        <translation>اعضای تازه</translation>
    </message>
    <message>
        <source>Members who joined in the period</source>
        <translation>اعضایی که در دوره پیوسته‌اند</translation>
    </message>
    <message>
        <source>Active members</source>
        <translation>اعضای فعال</translation>
    </message>
    <message>
        <source>Members who bought in the active window ÷ all members</source>
        <translation>اعضای خریدار در پنجرهٔ فعالیت ÷ همهٔ اعضا</translation>
    </message>
    <message>
        <source>Active rate</source>
        <translation>نرخ اعضای فعال</translation>
    </message>
    <message>
        <source>Repeat buyers</source>
        <translation>نرخ خرید دوباره</translation>
    </message>
    <message>
        <source>Members who bought twice or more ÷ members who bought</source>
        <translation>اعضای با دو خرید یا بیشتر ÷ اعضای خریدار</translation>
    </message>
    <message>
        <source>Bought twice or more</source>
        <translation>دو خرید یا بیشتر</translation>
    </message>
    <message>
        <source>Churn</source>
        <translation>نرخ ریزش</translation>
    </message>
    <message>
        <source>Active at the start and no more at the end ÷ active at the start</source>
        <translation>فعال در آغاز و نه در پایان ÷ فعال در آغاز</translation>
    </message>
    <message>
        <source>Left in the period</source>
        <translation>رفته در دوره</translation>
    </message>
    <message>
        <source>Active at the start</source>
        <translation>فعال در آغاز</translation>
    </message>
    <message>
        <source>Active members kept</source>
        <translation>فعال‌های حفظ‌شده</translation>
    </message>
    <message>
        <source>Still active at the end ÷ active at the start</source>
        <translation>هنوز فعال در پایان ÷ فعال در آغاز</translation>
    </message>
    <message>
        <source>Still active at the end</source>
        <translation>هنوز فعال در پایان</translation>
    </message>
    <message>
        <source>Stayed members</source>
        <translation>نرخ حفظ عضویت</translation>
    </message>
    <message>
        <source>Members at the start who did not leave the club ÷ members at the start</source>
        <translation>اعضای آغاز که از باشگاه نرفته‌اند ÷ اعضای آغاز</translation>
    </message>
    <message>
        <source>Stayed</source>
        <translation>مانده</translation>
    </message>
    <message>
        <source>Members at the start</source>
        <translation>اعضای آغاز</translation>
    </message>
    <message>
        <source>Between two purchases</source>
        <translation>فاصلهٔ دو خرید</translation>
    </message>
    <message>
        <source>Days between purchases of a member ÷ number of gaps</source>
        <translation>روزهای میان خریدهای هر عضو ÷ شمار فاصله‌ها</translation>
    </message>
    <message>
        <source>Days between purchases</source>
        <translation>روزهای میان خریدها</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>فاصله‌ها</translation>
    </message>
    <message>
        <source>Half of all gaps are shorter, half are longer</source>
        <translation>نیمی از فاصله‌ها کوتاه‌تر و نیمی بلندترند</translation>
    </message>
    <message>
        <source>Customer lifetime value</source>
        <translation>ارزش طول عمر مشتری</translation>
    </message>
    <message>
        <source>Average purchase × purchases a year × years of a customer</source>
        <translation>میانگین هر خرید × خرید در سال × سال‌های مشتری</translation>
    </message>
    <message>
        <source>Amount over the years</source>
        <translation>مبلغ در این سال‌ها</translation>
    </message>
    <message>
        <source>Predicted value</source>
        <translation>ارزش پیش‌بینی‌شده</translation>
    </message>
    <message>
        <source>Expected visits × expected amount of a visit, over a year</source>
        <translation>مراجعهٔ مورد انتظار × مبلغ مورد انتظار هر مراجعه، در یک سال</translation>
    </message>
    <message>
        <source>Credit outstanding</source>
        <translation>اعتبار مانده</translation>
    </message>
    <message>
        <source>Credit members hold: what the shop owes them</source>
        <translation>اعتباری که اعضا دارند: بدهی فروشگاه به آن‌ها</translation>
    </message>
    <message>
        <source>Credit that ends soon</source>
        <translation>اعتبار رو به پایان</translation>
    </message>
    <message>
        <source>Credit that expires within 30 days</source>
        <translation>اعتباری که تا ۳۰ روز دیگر منقضی می‌شود</translation>
    </message>
    <message>
        <source>Credit that expired</source>
        <translation>اعتبار منقضی‌شده</translation>
    </message>
    <message>
        <source>Expired unspent ÷ granted</source>
        <translation>منقضی‌شدهٔ خرج‌نشده ÷ داده‌شده</translation>
    </message>
    <message>
        <source>Expired unspent</source>
        <translation>منقضی‌شدهٔ خرج‌نشده</translation>
    </message>
    <message>
        <source>Granted</source>
        <translation>داده‌شده</translation>
    </message>
    <message>
        <source>Points outstanding</source>
        <translation>امتیاز مانده</translation>
    </message>
    <message>
        <source>Points that end soon</source>
        <translation>امتیاز رو به پایان</translation>
    </message>
    <message>
        <source>Points that expired</source>
        <translation>امتیاز منقضی‌شده</translation>
    </message>
    <message>
        <source>Deserve a look</source>
        <translation>شایستهٔ نگاه</translation>
    </message>
    <message>
        <source>Voids</source>
        <translation>ابطال‌ها</translation>
    </message>
    <message>
        <source>What the club cost</source>
        <translation>هزینهٔ باشگاه</translation>
    </message>
    <message>
        <source>Discounts + credit redeemed + fixed costs written by hand</source>
        <translation>تخفیف + اعتبار خرج‌شده + هزینه‌های ثابت که دستی نوشته شده</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>هزینه</translation>
    </message>
    <message>
        <source>Return on investment</source>
        <translation>بازگشت سرمایه</translation>
    </message>
    <message>
        <source>(Extra margin − cost) ÷ cost, against members held out</source>
        <translation>(حاشیهٔ سود افزوده − هزینه) ÷ هزینه، در برابر گروه گواه</translation>
    </message>
    <message>
        <source>Enrolments</source>
        <translation>عضوگیری</translation>
    </message>
    <message>
        <source>No purchase in this period</source>
        <translation>در این دوره خریدی نیست</translation>
    </message>
    <message>
        <source>The sales of this period come to nothing</source>
        <translation>جمع فروش این دوره صفر است</translation>
    </message>
    <message>
        <source>No member bought in this period</source>
        <translation>در این دوره عضوی نخریده است</translation>
    </message>
    <message>
        <source>No member has bought yet</source>
        <translation>هنوز عضوی نخریده است</translation>
    </message>
    <message>
        <source>Nobody was active at the start</source>
        <translation>در آغاز کسی فعال نبود</translation>
    </message>
    <message>
        <source>Margins of the product groups are not known</source>
        <translation>حاشیهٔ سود گروه‌های کالایی نوشته نشده است</translation>
    </message>
    <message>
        <source>No offer has been published yet.</source>
        <translation>هنوز آفری منتشر نشده است.</translation>
    </message>
    <message>
        <source>Nobody bought twice yet</source>
        <translation>هنوز کسی دو بار نخریده است</translation>
    </message>
    <message>
        <source>Nothing was granted yet</source>
        <translation>هنوز چیزی داده نشده است</translation>
    </message>
    <message>
        <source>Too few members to learn from</source>
        <translation>برای پیش‌بینی اعضا کم‌اند</translation>
    </message>
    <message>
        <source>Too few repeated purchases to learn from</source>
        <translation>برای پیش‌بینی خریدهای دوباره کم‌اند</translation>
    </message>
    <message>
        <source>Amounts differ too much to predict them</source>
        <translation>مبلغ‌ها برای پیش‌بینی بسیار پراکنده‌اند</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>در حال شمردن…</translation>
    </message>
    <message>
        <source>Members who bought again</source>
        <translation>اعضای دوباره‌خریده</translation>
    </message>
    <message>
        <source>Their net, before what came back</source>
        <translation>خالص فروش، پیش از مرجوعی</translation>
    </message>
    <message>
        <source>Brought in from elsewhere, nobody is named</source>
        <translation>از جای دیگر آورده شده، بی نام فروشنده</translation>
    </message>
    <message>
        <source>no fair comparison: nothing is known before {day}</source>
        <translation>سنجش منصفانه‌ای نیست: پیش از {day} چیزی ثبت نشده</translation>
    </message>
    <message>
        <source>no fair comparison: the compared days are not over until {day}</source>
        <translation>سنجش منصفانه‌ای نیست: روزهای سنجش تا {day} تمام نمی‌شود</translation>
    </message>
    <message>
        <source>no fair comparison: these days are not over until {day}</source>
        <translation>سنجش منصفانه‌ای نیست: این روزها تا {day} تمام نمی‌شود</translation>
    </message>
    <message>
        <source>Nothing was bought in these days; the last purchase before them was on {day}.</source>
        <translation>در این روزها خریدی نبود؛ آخرین خرید پیش از آن در {day} است.</translation>
    </message>
    <message>
        <source>Nothing was bought until the end of these days; the first purchase was on {day}.</source>
        <translation>تا پایان این روزها خریدی نبود؛ نخستین خرید در {day} است.</translation>
    </message>
    <message>
        <source>window: {days} days</source>
        <translation>بازه: {days} روز</translation>
    </message>
    <message>
        <source>purchases and amounts of the last {days} days</source>
        <translation>خریدها و مبلغ‌های {days} روز آخر</translation>
    </message>
    <message>
        <source>Nobody left in this period.</source>
        <translation>در این دوره کسی نرفته است.</translation>
    </message>
    <message>
        <source>No control group: switch one on in the offer</source>
        <translation>گروه گواه نیست: در خود آفر روشنش کنید</translation>
    </message>
    <message>
        <source>No product was sold for the first time in this period.</source>
        <translation>در این دوره کالایی برای نخستین بار فروخته نشده است.</translation>
    </message>
    <message>
        <source>No campaign was imported; `bashgah import` brings them.</source>
        <translation>کمپینی وارد نشده است؛ bashgah import آن‌ها را می‌آورد.</translation>
    </message>
    <message>
        <source>Nothing unusual in this period.</source>
        <translation>در این دوره چیز نامعمولی نیست.</translation>
    </message>
    <message>
        <source>No period of a goal is over yet.</source>
        <translation>هنوز دورهٔ هیچ هدفی تمام نشده است.</translation>
    </message>
    <message>
        <source>Too little is known to tell</source>
        <translation>داده برای گفتنش کم است</translation>
    </message>
    <message>
        <source>No further visit is expected, or too little is known to tell</source>
        <translation>خرید دیگری انتظار نمی‌رود، یا داده برای گفتنش کم است</translation>
    </message>
    <message>
        <source>It was sent to nobody</source>
        <translation>برای کسی فرستاده نشد</translation>
    </message>
    <message>
        <source>There was nothing in that period to tell it from</source>
        <translation>در آن دوره چیزی برای سنجیدنش نبود</translation>
    </message>
    <message>
        <source>Who left, by what they spent</source>
        <translation>چه کسانی رفته‌اند، به مبلغ خرید</translation>
    </message>
    <message>
        <source>Members by class</source>
        <translation>اعضا به رتبه</translation>
    </message>
    <message>
        <source>New products</source>
        <translation>کالاهای تازه</translation>
    </message>
    <message>
        <source>Own offers, each since it was published</source>
        <translation>آفرهای فروشگاه، هر یک از روز انتشار</translation>
    </message>
    <message>
        <source>Own offers in the days of this period</source>
        <translation>آفرهای فروشگاه در روزهای همین دوره</translation>
    </message>
    <message>
        <source>Time between purchases by class</source>
        <translation>فاصلهٔ خریدها در هر رتبه</translation>
    </message>
    <message>
        <source>Branches by members' share</source>
        <translation>شعبه‌ها به سهم فروش اعضا</translation>
    </message>
    <message>
        <source>What each person did</source>
        <translation>کار هر نفر</translation>
    </message>
    <message>
        <source>What deserves a look</source>
        <translation>آنچه شایستهٔ نگاه است</translation>
    </message>
    <message>
        <source>Periods that are over</source>
        <translation>دوره‌های تمام‌شده</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>عضو</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>رتبه</translation>
    </message>
    <message>
        <source>R-F-M</source>
        <translation>R-F-M</translation>
    </message>
    <message>
        <source>First visit</source>
        <translation>نخستین مراجعه</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>آخرین مراجعه</translation>
    </message>
    <message>
        <source>Bought for</source>
        <translation>مبلغ خرید</translation>
    </message>
    <message>
        <source>Purchases, ever</source>
        <translation>همهٔ خریدها</translation>
    </message>
    <message>
        <source>Bought for, ever</source>
        <translation>جمع همهٔ خریدها</translation>
    </message>
    <message>
        <source>Next visit</source>
        <translation>خرید بعدی</translation>
    </message>
    <message>
        <source>CLV, predicted</source>
        <translation>ارزش طول عمر، پیش‌بینی</translation>
    </message>
    <message>
        <source>CLV, plain</source>
        <translation>ارزش طول عمر، ساده</translation>
    </message>
    <message>
        <source>Mean, days</source>
        <translation>میانگین، روز</translation>
    </message>
    <message>
        <source>Still a customer</source>
        <translation>احتمال ماندن</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>کالا</translation>
    </message>
    <message>
        <source>First sold</source>
        <translation>نخستین فروش</translation>
    </message>
    <message>
        <source>Bought again</source>
        <translation>دوباره خریده</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>کمپین</translation>
    </message>
    <message>
        <source>What it was for</source>
        <translation>برای چه بود</translation>
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
        <source>Belongs to</source>
        <translation>از آنِ</translation>
    </message>
    <message>
        <source>No cost is written yet.</source>
        <translation>هنوز هزینه‌ای نوشته نشده است.</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} تا {last}</translation>
    </message>
    <message>
        <source>What the till cannot know: printing, advertising, wages of an action. An amount is spread evenly over its days and counts in what the club cost and in the return of its offer.</source>
        <translation>آنچه صندوق نمی‌داند: چاپ، تبلیغ، دستمزد یک برنامه. هر مبلغ یکنواخت روی روزهایش پخش می‌شود و در هزینهٔ باشگاه و بازگشت سرمایهٔ آفرش به شمار می‌آید.</translation>
    </message>
    <message>
        <source>Another cost</source>
        <translation>هزینه‌ای دیگر</translation>
    </message>
    <message>
        <source>Take this cost back</source>
        <translation>حذف این هزینه</translation>
    </message>
    <message>
        <source>A new cost</source>
        <translation>هزینهٔ تازه</translation>
    </message>
    <message>
        <source>Change this cost</source>
        <translation>تغییر این هزینه</translation>
    </message>
    <message>
        <source>Write the cost</source>
        <translation>ثبت هزینه</translation>
    </message>
    <message>
        <source>Change the cost</source>
        <translation>ثبت تغییر</translation>
    </message>
    <message>
        <source>Whole club</source>
        <translation>کل باشگاه</translation>
    </message>
    <message>
        <source>Offer</source>
        <translation>آفر</translation>
    </message>
    <message>
        <source>Uses</source>
        <translation>استفاده</translation>
    </message>
    <message>
        <source>Profit of its sales</source>
        <translation>سود خریدهایش</translation>
    </message>
    <message>
        <source>Effect a member</source>
        <translation>اثر برای هر عضو</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>بازگشت سرمایه</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>فرستاده</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>استفاده‌شده</translation>
    </message>
    <message>
        <source>Engagement</source>
        <translation>نرخ مشارکت</translation>
    </message>
    <message>
        <source>Spent during it</source>
        <translation>خرید در کمپین</translation>
    </message>
    <message>
        <source>Against before</source>
        <translation>در برابر پیش</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>شعبه</translation>
    </message>
    <message>
        <source>Median between purchases</source>
        <translation>میانهٔ فاصلهٔ دو خرید</translation>
    </message>
    <message>
        <source>No member bought in the year before</source>
        <translation>در سال پیش از آن هیچ عضوی نخرید</translation>
    </message>
    <message>
        <source>No goal is set yet. Set one, and its progress stands here.</source>
        <translation>هنوز هدفی گذاشته نشده است. هدفی بگذارید تا پیشرفتش اینجا دیده شود.</translation>
    </message>
    <message>
        <source>No goal is set. The owner sets one here.</source>
        <translation>هدفی گذاشته نشده است. مالک همین‌جا هدف می‌گذارد.</translation>
    </message>
    <message>
        <source>The campaign still runs or was sent to nobody, or its days and those before tell nothing</source>
        <translation>کمپین هنوز در جریان است یا به کسی فرستاده نشد، یا روزهای آن و پیش از آن چیزی نمی‌گویند</translation>
    </message>
    <message>
        <source>This pattern is told without it</source>
        <translation>این الگو بی آن گفته می‌شود</translation>
    </message>
    <message>
        <source>Nobody is held out, or too few members yet</source>
        <translation>کسی کنار نگه داشته نشده، یا هنوز اعضا کم‌اند</translation>
    </message>
    <message>
        <source>To be reached every</source>
        <translation>برسد در هر</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>روز</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>هفته</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>ماه</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>سال</translation>
    </message>
    <message>
        <source>Median, days</source>
        <translation>میانه، روز</translation>
    </message>
    <message>
        <source>Members' share</source>
        <translation>سهم اعضا</translation>
    </message>
    <message>
        <source>Share of sales</source>
        <translation>سهم از فروش</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>نفر</translation>
    </message>
    <message>
        <source>Sales rung up</source>
        <translation>شمار فروش</translation>
    </message>
    <message>
        <source>With a member</source>
        <translation>با عضو</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>مرجوعی‌ها</translation>
    </message>
    <message>
        <source>Credit by hand</source>
        <translation>اعتبار دستی</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>تأییدها</translation>
    </message>
    <message>
        <source>What</source>
        <translation>چه</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>بار</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>مبلغ</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>معمول</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>شاخص</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>هدف</translation>
    </message>
    <message>
        <source>It ends on a day</source>
        <translation>تا روزی معین</translation>
    </message>
    <message>
        <source>Set the goal</source>
        <translation>گذاشتن هدف</translation>
    </message>
    <message>
        <source>Change the goal</source>
        <translation>تغییر هدف</translation>
    </message>
    <message>
        <source>Stop this goal</source>
        <translation>برداشتن هدف</translation>
    </message>
    <message>
        <source>Came to</source>
        <translation>رسیده</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>وضع</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>رسیده</translation>
    </message>
    <message>
        <source>On track</source>
        <translation>در راه</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>عقب</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>نرسیده</translation>
    </message>
    <message>
        <source>No figure</source>
        <translation>بی‌شاخص</translation>
    </message>
    <message>
        <source>no control group</source>
        <translation>بی گروه گواه</translation>
    </message>
    <message>
        <source>margin unknown</source>
        <translation>حاشیه نامعلوم</translation>
    </message>
    <message>
        <source>too few members yet</source>
        <translation>هنوز اعضا کم‌اند</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>ذخیره</translation>
    </message>
    <message>
        <source>Not over yet</source>
        <translation>هنوز تمام نشده</translation>
    </message>
    <message>
        <source>percent; dashed: the month that is still running</source>
        <translation>درصد؛ خط‌چین: ماهی که هنوز تمام نشده</translation>
    </message>
    <message>
        <source>{count} members</source>
        <translation>{count} عضو</translation>
    </message>
    <message>
        <source>by purchases through {day}</source>
        <translation>با خریدها تا پایان {day}</translation>
    </message>
    <message>
        <source>This period</source>
        <translation>این دوره</translation>
    </message>
    <message>
        <source>Compared period</source>
        <translation>دورهٔ مقایسه</translation>
    </message>
    <message>
        <source>Show who left</source>
        <translation>نشان دادن کسانی که رفتند</translation>
    </message>
    <message>
        <source>the first {shown} of {whole}</source>
        <translation>{shown} ردیف نخست از {whole}</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>دیدن</translation>
    </message>
    <message>
        <source>{figure} of {branch} has risen for {weeks} weeks</source>
        <translation>{figure}، {branch}: {weeks} هفته است بالا می‌رود</translation>
    </message>
    <message>
        <source>{figure} of {branch} has fallen for {weeks} weeks</source>
        <translation>{figure}، {branch}: {weeks} هفته است پایین می‌آید</translation>
    </message>
    <message>
        <source>In four weeks: now {now}, usually about {usual}</source>
        <translation>در چهار هفته: اکنون {now}، معمولاً نزدیک {usual}</translation>
    </message>
    <message>
        <source>In a week: now {now}, usually about {usual}</source>
        <translation>در یک هفته: اکنون {now}، معمولاً نزدیک {usual}</translation>
    </message>
    <message>
        <source>{count} good customers stay away</source>
        <translation>{count} مشتری خوب مدتی است نیامده‌اند</translation>
    </message>
    <message>
        <source>At risk and cannot lose: they bought often and have not come for long</source>
        <translation>در معرض خطر و وفاداران سابق: زیاد می‌خریدند و مدتی است نیامده‌اند</translation>
    </message>
    <message>
        <source>{money} of credit ends within 30 days</source>
        <translation>{money} اعتبار تا ۳۰ روز دیگر تمام می‌شود</translation>
    </message>
    <message>
        <source>A word to those who hold it brings them back</source>
        <translation>یادآوری به دارندگانش آن‌ها را برمی‌گرداند</translation>
    </message>
    <message>
        <source>{day} from {start} to {end} is the busiest hour</source>
        <translation>{day} {start} تا {end} پرخریدترین ساعت هفته است</translation>
    </message>
    <message>
        <source>{count} purchases in this period</source>
        <translation>{count} خرید در این دوره</translation>
    </message>
    <message>
        <source>All branches</source>
        <translation>همهٔ شعبه‌ها</translation>
    </message>
    <message>
        <source>— under “{column}”: {reason}</source>
        <translation>— زیر «{column}»: {reason}</translation>
    </message>
    <message>
        <source>Goal: {figure}</source>
        <translation>هدف {figure}</translation>
    </message>
    <message>
        <source>{branch}, until {day}</source>
        <translation>{branch}، تا {day}</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>تغییر</translation>
    </message>
    <message>
        <source>{left} left</source>
        <translation>{left} مانده</translation>
    </message>
    <message>
        <source>takes {value} a day for {days} days</source>
        <translation>سرعت لازم: روزی {value} در {days} روز</translation>
    </message>
    <message>
        <source>takes {count} members in {days} days</source>
        <translation>{count} عضو دیگر در {days} روز لازم است</translation>
    </message>
    <message>
        <source>{days} days left</source>
        <translation>{days} روز مانده</translation>
    </message>
</context>
<context>
    <name>ReportsScreen</name>
    <message>
        <source>All branches</source>
        <translation>همهٔ شعبه‌ها</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>همهٔ اعضا و مشتریان</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>در حال شمردن…</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>هنوز شاخصی نیست</translation>
    </message>
    <message>
        <source>A goal</source>
        <translation>هدف</translation>
    </message>
    <message>
        <source>Costs by hand</source>
        <translation>هزینه‌های دستی</translation>
    </message>
    <message>
        <source>{file} cannot be written. Choose another folder.</source>
        <translation>{file} نوشته نمی‌شود. پوشهٔ دیگری برگزینید.</translation>
    </message>
    <message>
        <source>no news of {branch} since {day}</source>
        <translation>از {branch} از {day} خبری نیست</translation>
    </message>
    <message>
        <source>In these figures: {branches}</source>
        <translation>در این آمار: {branches}</translation>
    </message>
    <message>
        <source>{first} to {last}, against the {days} days before</source>
        <translation>{first} تا {last}، در برابر {days} روز پیش از آن</translation>
    </message>
    <message>
        <source>{first} to {last}, against the {days} days from {begun}</source>
        <translation>{first} تا {last}، در برابر {days} روز از {begun}</translation>
    </message>
    <message>
        <source>till {till} of {branch}</source>
        <translation>صندوق {till} از {branch}</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>دوره</translation>
    </message>
    <message>
        <source>Pages of the reports</source>
        <translation>صفحه‌های گزارش</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>شعبه</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>در برابر</translation>
    </message>
    <message>
        <source>On paper</source>
        <translation>روی کاغذ</translation>
    </message>
    <message>
        <source>Whose figures</source>
        <translation>رقم‌های چه کسانی</translation>
    </message>
    <message>
        <source>Compared with the days from</source>
        <translation>در برابر روزها از</translation>
    </message>
    <message>
        <source>First day compared with</source>
        <translation>نخستین روز برای سنجش</translation>
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
        <source>First day</source>
        <translation>روز نخست</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>روز پایانی</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>شمردن</translation>
    </message>
</context>
</TS>
