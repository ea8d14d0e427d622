<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>DonePage</name>
    <message>
        <source>The backup is in place</source>
        <translation>نسخهٔ پشتیبان جای خود نشست</translation>
    </message>
    <message>
        <source>{facts} facts, as the shop stood on {moment}.</source>
        <translation>{facts} رویداد؛ فروشگاه همان است که در {moment} بود.</translation>
    </message>
    <message>
        <source>The till begins a new epoch: it knows that its past has a gap. Receipts from after the backup are not in it; compare them and enter what is missing. Selling can go on at once.</source>
        <translation>صندوق دورهٔ تازه‌ای را آغاز می‌کند: می‌داند که گذشته‌اش کامل نیست. رسیدهای پس از پشتیبان در آن نیستند؛ آن‌ها را بسنجید و کمبودها را وارد کنید. فروش از همین حالا ادامه دارد.</translation>
    </message>
    <message>
        <source>The new PIN is set</source>
        <translation>رمز تازه گذاشته شد</translation>
    </message>
    <message>
        <source>{name} can sign in with it at once.</source>
        <translation>{name} از همین حالا با آن وارد می‌شود.</translation>
    </message>
    <message>
        <source>The PIN before it opens nothing any more.</source>
        <translation>رمز پیشین دیگر چیزی را باز نمی‌کند.</translation>
    </message>
    <message>
        <source>The key is back</source>
        <translation>کلید برگشت</translation>
    </message>
    <message>
        <source>This computer can open the shop again.</source>
        <translation>این رایانه باز هم می‌تواند فروشگاه را باز کند.</translation>
    </message>
    <message>
        <source>Keep the sheet where it was: away from this computer.</source>
        <translation>برگه را همان‌جا که بود نگه دارید: دور از این رایانه.</translation>
    </message>
    <message>
        <source>The file that was there before is kept as {path}.</source>
        <translation>فایل پیشین نگه داشته شده است، در {path}</translation>
    </message>
    <message>
        <source>Go to the sign-in</source>
        <translation>رفتن به صفحهٔ ورود</translation>
    </message>
    <message>
        <source>Open the shop</source>
        <translation>باز کردن فروشگاه</translation>
    </message>
</context>
<context>
    <name>KeyPage</name>
    <message>
        <source>The key from the recovery sheet</source>
        <translation>کلید از روی برگهٔ بازیابی</translation>
    </message>
    <message>
        <source>Small and large letters are the same; blanks and dashes do not matter.</source>
        <translation>حروف کوچک و بزرگ یکی‌اند؛ فاصله و خط تیره مهم نیست.</translation>
    </message>
    <message>
        <source>Give this computer the key</source>
        <translation>دادن کلید به این رایانه</translation>
    </message>
</context>
<context>
    <name>PinPage</name>
    <message>
        <source>This is not the same PIN. Type it once more.</source>
        <translation>این همان رمز نیست. یک بار دیگر بنویسید.</translation>
    </message>
    <message>
        <source>A new PIN for the owner</source>
        <translation>رمز تازه برای مالک</translation>
    </message>
    <message>
        <source>Also after ten wrong tries. The sheet proves that it is the owner who asks.</source>
        <translation>پس از ده بار رمز نادرست هم. برگه نشان می‌دهد که خود مالک می‌خواهد.</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>رمز تازه</translation>
    </message>
    <message>
        <source>The same PIN again</source>
        <translation>همان رمز، دوباره</translation>
    </message>
    <message>
        <source>Set the new PIN</source>
        <translation>گذاشتن رمز تازه</translation>
    </message>
</context>
<context>
    <name>RecoveryScreen</name>
    <message>
        <source>Bashgah</source>
        <translation>باشگاه</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>بستن برنامه</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>بازیابی</translation>
    </message>
    <message>
        <source>What was recorded stays recorded. Nothing here deletes a shop; the old file is kept beside.</source>
        <translation>آنچه ثبت شده ثبت مانده است. این‌جا فروشگاهی پاک نمی‌شود؛ فایل پیشین در کنار می‌ماند.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>قبلی</translation>
    </message>
</context>
<context>
    <name>RestorePage</name>
    <message>
        <source>Backups (*.backup);;All files (*)</source>
        <translation>نسخه‌های پشتیبان (*.backup);;همهٔ فایل‌ها (*)</translation>
    </message>
    <message>
        <source>Backup file</source>
        <translation>فایل پشتیبان</translation>
    </message>
    <message>
        <source>Put a backup in place</source>
        <translation>برگرداندن نسخهٔ پشتیبان</translation>
    </message>
    <message>
        <source>What is in the shop&apos;s folder now is kept beside it. Members erased since the backup are erased again before anything opens.</source>
        <translation>آنچه اکنون در پوشهٔ فروشگاه است در کنارش می‌ماند. عضوهایی که پس از پشتیبان پاک شده‌اند، پیش از باز شدن دوباره پاک می‌شوند.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>انتخاب…</translation>
    </message>
    <message>
        <source>Put this backup in place</source>
        <translation>این نسخه برگردد</translation>
    </message>
</context>
<context>
    <name>SheetField</name>
    <message>
        <source>Recovery sheet: type the groups in order, or scan the code</source>
        <translation>برگهٔ بازیابی: گروه‌ها را به ترتیب بنویسید یا کد را بخوانید</translation>
    </message>
    <message>
        <source>Recovery sheet, if this computer never had the shop&apos;s key</source>
        <translation>برگهٔ بازیابی، اگر این رایانه کلید فروشگاه را نداشته است</translation>
    </message>
    <message>
        <source>Group {number} is not right. Read it once more.</source>
        <translation>گروه {number} درست نیست. یک بار دیگر بخوانید.</translation>
    </message>
    <message>
        <source>{right} of {needed} groups are right</source>
        <translation>{right} گروه از {needed} درست است</translation>
    </message>
    <message>
        <source>All {needed} groups are right</source>
        <translation>هر {needed} گروه درست است</translation>
    </message>
</context>
<context>
    <name>WaysPage</name>
    <message>
        <source>Recovery</source>
        <translation>بازیابی</translation>
    </message>
    <message>
        <source>The shop does not open</source>
        <translation>فروشگاه باز نمی‌شود</translation>
    </message>
    <message>
        <source>For bad days: a lost key, a dead disk, a forgotten PIN.</source>
        <translation>برای روزهای بد: کلید گم‌شده، دیسک ازکارافتاده، رمز فراموش‌شده.</translation>
    </message>
    <message>
        <source>Enter the key from the recovery sheet</source>
        <translation>وارد کردن کلید از روی برگهٔ بازیابی</translation>
    </message>
    <message>
        <source>The shop&apos;s file is here, its key is not: type the groups or scan the code</source>
        <translation>فایل فروشگاه هست و کلیدش نیست: گروه‌ها را بنویسید یا کد را بخوانید</translation>
    </message>
    <message>
        <source>Put a backup in place</source>
        <translation>برگرداندن نسخهٔ پشتیبان</translation>
    </message>
    <message>
        <source>A broken disk, a damaged file or a new computer; what is here now stays beside it</source>
        <translation>دیسک خراب، فایل آسیب‌دیده یا رایانهٔ تازه؛ آنچه اکنون این‌جاست در کنار می‌ماند</translation>
    </message>
    <message>
        <source>The owner forgot the PIN</source>
        <translation>مالک رمز را فراموش کرده است</translation>
    </message>
    <message>
        <source>With the recovery sheet the owner gets a new one</source>
        <translation>با برگهٔ بازیابی رمز تازه‌ای می‌گذارد</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>دوباره امتحان کنید</translation>
    </message>
    <message>
        <source>When what was in the way is gone</source>
        <translation>وقتی آنچه مانع بود برطرف شده است</translation>
    </message>
    <message>
        <source>The till is closed for it first; nothing is put over an open shop</source>
        <translation>نخست صندوق بسته می‌شود؛ روی فروشگاه باز چیزی گذاشته نمی‌شود</translation>
    </message>
</context>
</TS>
