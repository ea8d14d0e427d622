<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>CustomerWindow</name>
    <message>
        <source>Welcome</source>
        <translation>خوش آمدید</translation>
    </message>
    <message>
        <source>Your change</source>
        <translation>باقی پول شما</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>قابل پرداخت</translation>
    </message>
    <message>
        <source>Saved in this sale</source>
        <translation>تخفیف این خرید</translation>
    </message>
    <message>
        <source>Paid from credit</source>
        <translation>پرداخت از اعتبار</translation>
    </message>
    <message>
        <source>{amount} until {day}</source>
        <translation>{amount} تا {day}</translation>
    </message>
    <message numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n امتیاز</numerusform>
        </translation>
    </message>
    <message>
        <source>Paid, thank you</source>
        <translation>پرداخت شد، سپاسگزاریم</translation>
    </message>
    <message>
        <source>Back to your credit</source>
        <translation>به اعتبار شما برمی‌گردد</translation>
    </message>
    <message>
        <source>Back to your card</source>
        <translation>به کارت شما برمی‌گردد</translation>
    </message>
    <message>
        <source>Your money back</source>
        <translation>پولی که به شما برمی‌گردد</translation>
    </message>
    <message>
        <source>{amount} from {day}</source>
        <translation>{amount} از {day}</translation>
    </message>
    <message>
        <source>Thank you</source>
        <translation>سپاسگزاریم</translation>
    </message>
    <message>
        <source>Hoping to see you again</source>
        <translation>به امید دیدار دوباره</translation>
    </message>
    <message>
        <source>Tell us your phone number to use your credit</source>
        <translation>شمارهٔ تلفن خود را بگویید تا از اعتبارتان استفاده شود</translation>
    </message>
    <message>
        <source>Your credit is ready to spend</source>
        <translation>اعتبار شما آمادهٔ خرج است</translation>
    </message>
    <message>
        <source>Customer display</source>
        <translation>نمایشگر مشتری</translation>
    </message>
    <message>
        <source>Basket</source>
        <translation>سبد خرید</translation>
    </message>
    <message>
        <source>Your credit</source>
        <translation>اعتبار شما</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>امتیاز</translation>
    </message>
    <message>
        <source>You earned</source>
        <translation>با این خرید گرفتید</translation>
    </message>
</context>
<context>
    <name>Doors</name>
    <message>
        <source>Light theme</source>
        <translation>زمینهٔ روشن</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>زمینهٔ تیره</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>تضاد زیاد</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Add what the field holds; record the sale when it is empty</source>
        <translation>افزودن آنچه در کادر است؛ اگر خالی باشد، ثبت فروش</translation>
    </message>
    <message>
        <source>Before figures: an amount, whatever else they could be</source>
        <translation>پیش از رقم‌ها: مبلغ است، هر معنی دیگری هم که داشته باشد</translation>
    </message>
    <message>
        <source>Before a price or a code: three of it</source>
        <translation>پیش از قیمت یا کد: سه تا از آن</translation>
    </message>
    <message>
        <source>Before a discount code</source>
        <translation>پیش از کد تخفیف</translation>
    </message>
    <message>
        <source>Spend credit: proposes the amount that wastes least; again to change it</source>
        <translation>خرج از اعتبار: مبلغی پیشنهاد می‌شود که کمترین اعتبار هدر رود؛ دوباره برای تغییر آن</translation>
    </message>
    <message>
        <source>Cash: the amount in the field, else all that is left</source>
        <translation>نقد: مبلغ درون کادر، وگرنه همهٔ مانده</translation>
    </message>
    <message>
        <source>Bank card: the amount in the field, else all that is left</source>
        <translation>کارت بانکی: مبلغ درون کادر، وگرنه همهٔ مانده</translation>
    </message>
    <message>
        <source>Try out or read anew</source>
        <translation>آزمایش یا خواندن دوباره</translation>
    </message>
    <message>
        <source>Park the basket</source>
        <translation>نگه داشتن سبد</translation>
    </message>
    <message>
        <source>Parked baskets</source>
        <translation>سبدهای نگه‌داشته</translation>
    </message>
    <message>
        <source>Why? Every offer and its verdict</source>
        <translation>چرا؟ همهٔ آفرها و نتیجهٔ هر کدام</translation>
    </message>
    <message>
        <source>Refund or void</source>
        <translation>مرجوعی یا ابطال فروش</translation>
    </message>
    <message>
        <source>Record without printing</source>
        <translation>ثبت بی‌چاپ</translation>
    </message>
    <message>
        <source>Training, nothing is recorded: at sign-in, or with an empty basket; again: it ends</source>
        <translation>آموزش، بی‌ثبت: هنگام ورود یا با سبد خالی؛ دوباره: پایان آن</translation>
    </message>
    <message>
        <source>Another cashier, same basket</source>
        <translation>صندوق‌دار دیگر، همان سبد</translation>
    </message>
    <message>
        <source>Lock the till; the basket stays</source>
        <translation>قفل کردن صندوق؛ سبد می‌ماند</translation>
    </message>
    <message>
        <source>Take the last line back</source>
        <translation>برگرداندن آخرین قلم</translation>
    </message>
    <message>
        <source>One more or one fewer of the chosen line</source>
        <translation>یکی بیشتر یا یکی کمتر از ردیف برگزیده</translation>
    </message>
    <message>
        <source>Remove the chosen line (the field is empty)</source>
        <translation>برداشتن ردیف برگزیده (کادر خالی)</translation>
    </message>
    <message>
        <source>Refund: take the chosen line or leave it</source>
        <translation>مرجوعی: برداشتن یا رها کردن قلم برگزیده</translation>
    </message>
    <message>
        <source>Refund: take everything back</source>
        <translation>مرجوعی: همهٔ قلم‌ها</translation>
    </message>
    <message>
        <source>Refund: print the receipt again, as a copy</source>
        <translation>مرجوعی: چاپ دوبارهٔ رسید، با عنوان رونوشت</translation>
    </message>
    <message>
        <source>Refund: void the whole sale</source>
        <translation>مرجوعی: ابطال همهٔ فروش</translation>
    </message>
    <message>
        <source>Clear the field or close what is open</source>
        <translation>پاک کردن کادر یا بستن آنچه باز است</translation>
    </message>
    <message>
        <source>Go to a screen of the rail, counted from the top</source>
        <translation>رفتن به یکی از صفحه‌های کناری، از بالا</translation>
    </message>
    <message>
        <source>These keys</source>
        <translation>همین راهنما</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Keys</source>
        <translation>کلیدها</translation>
    </message>
    <message>
        <source>Bashgah</source>
        <translation>باشگاه</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>صفحه‌ها</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Sale</source>
        <translation>فروش</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>اعضا</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>آفرها</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>گروه‌ها</translation>
    </message>
    <message>
        <source>Missions</source>
        <translation>مأموریت‌ها</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>تماس‌ها</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>پیام‌ها</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>گزارش‌ها</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>کالاها</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>شعبه</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>شبکه</translation>
    </message>
    <message>
        <source>Day close</source>
        <translation>بستن روز</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>همگامی</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>بازیابی</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>تنظیمات</translation>
    </message>
</context>
<context>
    <name>StateLineView</name>
    <message>
        <source>Single till</source>
        <translation>تک‌صندوق</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>برخط</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>آفلاین از {time}</translation>
    </message>
    <message>
        <source>Online; the centre is busy</source>
        <translation>برخط؛ مرکز سرش شلوغ است</translation>
    </message>
    <message>
        <source>Online; see the settings of the centre</source>
        <translation>برخط؛ تنظیمات مرکز را ببینید</translation>
    </message>
    <message numerus="yes">
        <source>%n facts waiting</source>
        <translation>
            <numerusform>%n رویداد در انتظار ارسال</numerusform>
        </translation>
    </message>
    <message>
        <source>{facts}, the first since {time}</source>
        <translation>{facts}، نخستین از {time}</translation>
    </message>
    <message>
        <source>All sent</source>
        <translation>همه فرستاده شد</translation>
    </message>
    <message>
        <source>Printer ready</source>
        <translation>چاپگر آماده</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>در حال چاپ</translation>
    </message>
    <message>
        <source>Printer has no paper</source>
        <translation>چاپگر کاغذ ندارد</translation>
    </message>
    <message>
        <source>Printer cover is open</source>
        <translation>در چاپگر باز است</translation>
    </message>
    <message>
        <source>Printer does not answer</source>
        <translation>چاپگر پاسخ نمی‌دهد</translation>
    </message>
    <message>
        <source>Nothing heard from the printer yet</source>
        <translation>هنوز خبری از چاپگر نیست</translation>
    </message>
    <message>
        <source>No printer</source>
        <translation>بدون چاپگر</translation>
    </message>
    <message numerus="yes">
        <source>%n papers waiting</source>
        <translation>
            <numerusform>%n رسید در صف چاپ</numerusform>
        </translation>
    </message>
    <message>
        <source>Data {age} old</source>
        <translation>داده‌ها: {age} پیش</translation>
    </message>
    <message>
        <source>Training: nothing is recorded</source>
        <translation>آموزش: چیزی ثبت نمی‌شود</translation>
    </message>
    <message>
        <source>{shift}, since {time}</source>
        <translation>{shift}، از {time}</translation>
    </message>
    <message>
        <source>Keys: F1</source>
        <translation>راهنمای کلیدها F1</translation>
    </message>
</context>
<context>
    <name>UpgradePage</name>
    <message>
        <source>The shop's file is being written in its new form</source>
        <translation>پروندهٔ فروشگاه به شکل تازه نوشته می‌شود</translation>
    </message>
    <message>
        <source>This happens once and may take a few minutes in a large shop. Please do not switch the till off; should the power fail, nothing is lost and it begins anew.</source>
        <translation>این کار یک بار انجام می‌شود و در فروشگاه‌های بزرگ شاید چند دقیقه طول بکشد. لطفاً صندوق را خاموش نکنید؛ اگر برق برود چیزی گم نمی‌شود و کار از نو آغاز می‌شود.</translation>
    </message>
</context>
</TS>
