<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>Charts</name>
    <message>
        <source>not over yet</source>
        <translation>هنوز تمام نشده</translation>
    </message>
    <message>
        <source>week from {day}</source>
        <translation>هفتهٔ {day}</translation>
    </message>
    <message>
        <source>Sales by day</source>
        <translation>فروش روزانه</translation>
    </message>
    <message>
        <source>Sales by week</source>
        <translation>فروش هفتگی</translation>
    </message>
    <message>
        <source>Sales by month</source>
        <translation>فروش ماهانه</translation>
    </message>
    <message>
        <source>Purchases by hour and weekday</source>
        <translation>خریدها به ساعت و روز هفته</translation>
    </message>
    <message>
        <source>Sales by product group</source>
        <translation>فروش گروه‌های کالا</translation>
    </message>
    <message>
        <source>Product groups over time</source>
        <translation>گروه‌های کالایی در گذر زمان</translation>
    </message>
    <message>
        <source>Customer lifetime value over time</source>
        <translation>ارزش طول عمر مشتری در گذر زمان</translation>
    </message>
    <message>
        <source>Median days between purchases by class</source>
        <translation>میانهٔ روزهای میان دو خرید در هر رتبه</translation>
    </message>
    <message>
        <source>Sales by branch</source>
        <translation>فروش شعبه‌ها</translation>
    </message>
    <message>
        <source>Sales by person</source>
        <translation>فروش هر نفر</translation>
    </message>
    <message>
        <source>New and returning buyers</source>
        <translation>خریداران تازه و برگشته</translation>
    </message>
    <message>
        <source>Members over time</source>
        <translation>شمار اعضا</translation>
    </message>
    <message>
        <source>RFM map</source>
        <translation>نقشهٔ RFM</translation>
    </message>
    <message>
        <source>Who comes back, by month of the first purchase</source>
        <translation>چه کسی برمی‌گردد، به ماه نخستین خرید</translation>
    </message>
    <message>
        <source>Last month's buyers who bought again</source>
        <translation>خریداران ماه پیش که باز خریدند</translation>
    </message>
    <message>
        <source>Churn by quarter, of a 90-day window</source>
        <translation>نرخ ریزش فصل‌به‌فصل، پنجرهٔ ۹۰ روز</translation>
    </message>
    <message>
        <source>Members by tier</source>
        <translation>اعضا به سطح</translation>
    </message>
    <message>
        <source>Points by kind</source>
        <translation>امتیازها به نوع</translation>
    </message>
    <message>
        <source>Engagement by campaign</source>
        <translation>نرخ مشارکت کمپین‌ها</translation>
    </message>
    <message>
        <source>Profit of the sales each offer worked in</source>
        <translation>سود خریدهایی که هر آفر در آن‌ها کار کرد</translation>
    </message>
    <message>
        <source>Members' share of sales by branch</source>
        <translation>سهم فروش اعضا در شعبه‌ها</translation>
    </message>
    <message>
        <source>First purchase</source>
        <translation>نخستین خرید</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>برگشته</translation>
    </message>
    <message>
        <source>All other groups</source>
        <translation>گروه‌های دیگر</translation>
    </message>
    <message>
        <source>No purchase in the window</source>
        <translation>بی‌خرید در پنجره</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>امتیاز</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>شنبه</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>یکشنبه</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>دوشنبه</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>سه‌شنبه</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>چهارشنبه</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>پنجشنبه</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>جمعه</translation>
    </message>
    <message>
        <source>Gives credit and takes it in payment</source>
        <translation>اعتبار می‌دهد و خودش خرج می‌کند</translation>
    </message>
    <message>
        <source>Many voids after the receipt</source>
        <translation>ابطال زیاد پس از چاپ رسید</translation>
    </message>
    <message>
        <source>One card at many sales of a day</source>
        <translation>یک کارت در فروش‌های پرشمار یک روز</translation>
    </message>
    <message>
        <source>still running</source>
        <translation>هنوز تمام نشده</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>درصد</translation>
    </message>
    <message>
        <source>days</source>
        <translation>روز</translation>
    </message>
    <message>
        <source>points</source>
        <translation>امتیاز</translation>
    </message>
    <message>
        <source>compared period: {value}</source>
        <translation>دورهٔ مقایسه: {value}</translation>
    </message>
    <message>
        <source>Nothing to draw yet</source>
        <translation>هنوز چیزی برای کشیدن نیست</translation>
    </message>
    <message>
        <source>Choose a longer period or another branch; sales appear here at once.</source>
        <translation>دورهٔ بلندتر یا شعبهٔ دیگری برگزینید؛ فروش‌ها بی‌درنگ اینجا دیده می‌شوند.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>نام</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>روز</translation>
    </message>
    <message>
        <source>Jalali day</source>
        <translation>روز (شمسی)</translation>
    </message>
    <message>
        <source>Gregorian day</source>
        <translation>روز (میلادی)</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>اعضا</translation>
    </message>
    <message>
        <source>Compared period</source>
        <translation>دورهٔ مقایسه</translation>
    </message>
</context>
</TS>
