<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>AboutPanel</name>
    <message>
        <source>Bashgah</source>
        <translation>باشگاه</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>نسخهٔ {version}</translation>
    </message>
    <message>
        <source>Works without the internet; nothing leaves this computer unless you connect it.</source>
        <translation>بی اینترنت کار می‌کند؛ تا خودتان وصلش نکنید، چیزی از این رایانه بیرون نمی‌رود.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>پروانه‌ها</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>متن پروانه</translation>
    </message>
</context>
<context>
    <name>AccessPanel</name>
    <message>
        <source>Publish this table</source>
        <translation>انتشار این جدول</translation>
    </message>
    <message>
        <source>What each level may do alone; for the rest somebody who may gives their PIN.</source>
        <translation>آنچه هر سطح به‌تنهایی می‌تواند؛ برای بقیه، کسی که می‌تواند رمزش را می‌زند.</translation>
    </message>
    <message>
        <source>Only who may set policy changes this table.</source>
        <translation>تنها کسی که می‌تواند سیاست منتشر کند این جدول را عوض می‌کند.</translation>
    </message>
</context>
<context>
    <name>CentrePanel</name>
    <message>
        <source>Another certificate…</source>
        <translation>گواهی دیگر…</translation>
    </message>
    <message>
        <source>Trust public authorities</source>
        <translation>اعتماد به مرجع‌های عمومی</translation>
    </message>
    <message>
        <source>Its certificate is signed by a public authority</source>
        <translation>گواهی آن را یک مرجع عمومی امضا کرده است</translation>
    </message>
    <message>
        <source>Its certificate is signed by {authority}, which holds until {day} ({fingerprint})</source>
        <translation>گواهی آن را {authority} امضا کرده است که تا {day} به کار می‌آید ({fingerprint})</translation>
    </message>
    <message>
        <source>Joining; sending and reading what there is</source>
        <translation>در حال پیوستن؛ هرچه هست فرستاده و خوانده می‌شود</translation>
    </message>
    <message>
        <source>Asking whether it is the same centre</source>
        <translation>پرسیدن این‌که همان مرکز است</translation>
    </message>
    <message>
        <source>A centre joins several tills: members, credit and figures are the same at all of them. This shop comes with all it has recorded, and goes on selling whenever the line is cut.</source>
        <translation>مرکز چند صندوق را به هم می‌پیوندد: عضوها، اعتبار و آمار نزد همه یکی است. این فروشگاه با هرچه تا امروز ثبت کرده می‌آید و هر وقت خط قطع شود فروش ادامه دارد.</translation>
    </message>
    <message>
        <source>Exchanges go on by themselves; nothing has to be done here.</source>
        <translation>تبادل خودکار است؛ اینجا کاری لازم نیست.</translation>
    </message>
    <message>
        <source>Address of the centre</source>
        <translation>نشانی مرکز</translation>
    </message>
    <message>
        <source>New address of the centre</source>
        <translation>نشانی تازهٔ مرکز</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>کد یک‌بارمصرف</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>پیوستن</translation>
    </message>
    <message>
        <source>Go to this address</source>
        <translation>رفتن به این نشانی</translation>
    </message>
    <message>
        <source>The centre has moved…</source>
        <translation>مرکز جابه‌جا شده…</translation>
    </message>
    <message>
        <source>The new address is kept once the same centre has answered there; what waits goes along, and nothing is lost.</source>
        <translation>نشانی تازه وقتی نگه داشته می‌شود که همان مرکز آن‌جا پاسخ داده باشد؛ آنچه در انتظار است هم می‌رود و چیزی گم نمی‌شود.</translation>
    </message>
    <message>
        <source>Yes: forget this authority, trust public ones</source>
        <translation>بله: این مرجع کنار برود، مراجع عمومی بس‌اند</translation>
    </message>
    <message numerus="yes">
        <source>%n facts are still to be read</source>
        <translation>
            <numerusform>%n ثبت هنوز خوانده نشده است</numerusform>
        </translation>
    </message>
    <message>
        <source>Last news: {time}</source>
        <translation>آخرین خبر: {time}</translation>
    </message>
    <message>
        <source>Without a line since {time}</source>
        <translation>بی‌خط از {time}</translation>
    </message>
    <message>
        <source>It stands so since {time}</source>
        <translation>از {time} چنین است</translation>
    </message>
    <message>
        <source>All that was recorded here is at the centre</source>
        <translation>هرچه اینجا ثبت شده به مرکز رسیده است</translation>
    </message>
    <message numerus="yes">
        <source>%n facts wait to be sent</source>
        <translation>
            <numerusform>%n ثبت در انتظار فرستادن است</numerusform>
        </translation>
    </message>
    <message>
        <source>{facts}, the first since {time}</source>
        <translation>{facts}، نخستین از {time}</translation>
    </message>
</context>
<context>
    <name>ClockBlock</name>
    <message>
        <source>Clock of this computer</source>
        <translation>ساعت این رایانه</translation>
    </message>
    <message>
        <source>The computer says {wall}; the till goes by {at}, from its last record. If the computer is right, confirm it: credit and offers that ended by then end. It cannot be taken back. If it is wrong, set its date instead.</source>
        <translation>رایانه {wall} را نشان می‌دهد و صندوق، از آخرین ثبتش، {at}. اگر رایانه درست است تأییدش کنید: اعتبارها و آفرهایی که تا آن زمان تمام شده‌اند تمام می‌شوند و این کار برگشت ندارد. اگر نادرست است، تاریخ رایانه را درست کنید.</translation>
    </message>
    <message>
        <source>It is {wall}</source>
        <translation>اکنون {wall} است</translation>
    </message>
</context>
<context>
    <name>MachinePanel</name>
    <message>
        <source>As the language</source>
        <translation>مانند زبان</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>زبان</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>ظاهر</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>روشن</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>تیره</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>پُرتضاد</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>رقم‌ها</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>تقویم</translation>
    </message>
    <message>
        <source>Jalali</source>
        <translation>شمسی</translation>
    </message>
    <message>
        <source>Gregorian</source>
        <translation>میلادی</translation>
    </message>
    <message>
        <source>Language of the receipts</source>
        <translation>زبان رسیدها</translation>
    </message>
    <message>
        <source>As the window</source>
        <translation>مانند پنجره</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>رسید</translation>
    </message>
    <message>
        <source>Always print</source>
        <translation>همیشه چاپ شود</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>پرسیده شود</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>هرگز</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>زبان و ظاهر</translation>
    </message>
    <message>
        <source>At the counter</source>
        <translation>پشت صندوق</translation>
    </message>
    <message>
        <source>Show the customer's window on a second screen</source>
        <translation>نمایش پنجرهٔ مشتری روی صفحهٔ دوم</translation>
    </message>
    <message>
        <source>Begin every sign-in in training, where nothing is recorded</source>
        <translation>هر ورود در حالت آموزش آغاز شود که چیزی ثبت نمی‌کند</translation>
    </message>
    <message>
        <source>Allow PINs of 4 digits (less safe)</source>
        <translation>رمز 4 رقمی هم پذیرفته شود (کم‌امن‌تر)</translation>
    </message>
    <message>
        <source>Lock after so many minutes without a touch</source>
        <translation>قفل پس از این چند دقیقه بی‌کاری</translation>
    </message>
</context>
<context>
    <name>OverviewTables</name>
    <message>
        <source>nothing yet</source>
        <translation>هنوز هیچ</translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n روز پیش</numerusform>
        </translation>
    </message>
    <message>
        <source>Other tills</source>
        <translation>صندوق‌های دیگر</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>چه نشان داده شود</translation>
    </message>
    <message>
        <source>Tills</source>
        <translation>صندوق‌ها</translation>
    </message>
    <message>
        <source>Spent twice</source>
        <translation>دو بار خرج‌شده</translation>
    </message>
    <message>
        <source>Signed acts</source>
        <translation>کارهای امضادار</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>شعبه</translation>
    </message>
    <message>
        <source>All branches</source>
        <translation>همهٔ شعبه‌ها</translation>
    </message>
    <message>
        <source>Credit it may spend</source>
        <translation>اعتباری که می‌تواند خرج کند</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>صندوق</translation>
    </message>
    <message>
        <source>Last record</source>
        <translation>آخرین ثبت</translation>
    </message>
    <message>
        <source>this till</source>
        <translation>همین صندوق</translation>
    </message>
    <message>
        <source>out of use</source>
        <translation>برکنار</translation>
    </message>
    <message>
        <source>out of use since {moment}</source>
        <translation>برکنار از {moment}</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>مبلغ</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>علت</translation>
    </message>
    <message>
        <source>On the house since</source>
        <translation>به پای فروشگاه از</translation>
    </message>
    <message>
        <source>No credit was spent twice.</source>
        <translation>هیچ اعتباری دو بار خرج نشده است.</translation>
    </message>
    <message>
        <source>open</source>
        <translation>باز</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>کار</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>چه کسی</translation>
    </message>
    <message>
        <source>When</source>
        <translation>کی</translation>
    </message>
    <message>
        <source>Nothing that needs a signature has happened.</source>
        <translation>کاری که امضا بخواهد انجام نشده است.</translation>
    </message>
    <message>
        <source>signed by {names}</source>
        <translation>با امضای {names}</translation>
    </message>
    <message>
        <source>The centre</source>
        <translation>مرکز</translation>
    </message>
</context>
<context>
    <name>PlacesPanel</name>
    <message>
        <source>A new branch</source>
        <translation>شعبهٔ تازه</translation>
    </message>
    <message>
        <source>Keep the change</source>
        <translation>نگه‌داشتن تغییر</translation>
    </message>
    <message>
        <source>Add this branch</source>
        <translation>افزودن این شعبه</translation>
    </message>
    <message>
        <source>Code of this till: {code}</source>
        <translation>کد این صندوق: {code}</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>شعبه</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>نشانی</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>منطقهٔ زمانی</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>شعب</translation>
    </message>
    <message>
        <source>this till stands here</source>
        <translation>این صندوق این‌جاست</translation>
    </message>
    <message>
        <source>Name of the branch</source>
        <translation>نام شعبه</translation>
    </message>
    <message>
        <source>Address on the receipt</source>
        <translation>نشانی روی رسید</translation>
    </message>
</context>
<context>
    <name>PrinterPanel</name>
    <message>
        <source>Keep this printer</source>
        <translation>نگه‌داشتن این چاپگر</translation>
    </message>
</context>
<context>
    <name>RulesPanel</name>
    <message>
        <source>{kind}: one for each</source>
        <translation>{kind}: یکی برای هر</translation>
    </message>
    <message>
        <source>Ends after days (empty: never)</source>
        <translation>پایان پس از چند روز (خالی: هرگز)</translation>
    </message>
    <message>
        <source>Percent of its own, by product group (empty: as above)</source>
        <translation>درصد ویژهٔ گروه کالایی (خالی: مثل بالا)</translation>
    </message>
    <message>
        <source>Percent of its own, by tier; a group's own comes first</source>
        <translation>درصد ویژهٔ سطح؛ درصد گروه کالایی مقدم است</translation>
    </message>
    <message>
        <source>Percent of the purchase</source>
        <translation>درصد از خرید</translation>
    </message>
    <message>
        <source>Can be spent after days</source>
        <translation>قابل خرج پس از چند روز</translation>
    </message>
    <message>
        <source>Points of the last days count</source>
        <translation>امتیاز چند روز اخیر به شمار می‌آید</translation>
    </message>
    <message>
        <source>Earned credit already spent</source>
        <translation>اعتبار داده‌شده‌ای که خرج شده</translation>
    </message>
    <message>
        <source>Returned credit lives days</source>
        <translation>عمر اعتبار برگشته، روز</translation>
    </message>
    <message>
        <source>Returns without approval, days</source>
        <translation>مرجوعی بی تأیید تا چند روز</translation>
    </message>
    <message>
        <source>Percent of credit that is spent in the end</source>
        <translation>درصدی از اعتبار که سرانجام خرج می‌شود</translation>
    </message>
    <message>
        <source>What one point costs the shop</source>
        <translation>هزینهٔ هر امتیاز برای فروشگاه</translation>
    </message>
    <message>
        <source>An offer that loses money</source>
        <translation>آفری که زیان می‌دهد</translation>
    </message>
    <message>
        <source>is kept from the money back</source>
        <translation>از پول برگشتی کم می‌شود</translation>
    </message>
    <message>
        <source>is owed by the member</source>
        <translation>بدهی عضو می‌شود</translation>
    </message>
    <message>
        <source>is published with a warning</source>
        <translation>با هشدار منتشر می‌شود</translation>
    </message>
    <message>
        <source>takes a manager's approval</source>
        <translation>تأیید مدیر می‌خواهد</translation>
    </message>
    <message>
        <source>is refused</source>
        <translation>پذیرفته نمی‌شود</translation>
    </message>
    <message>
        <source>Credit of a purchase</source>
        <translation>اعتبار هر خرید</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>امتیاز</translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation>سطح‌ها</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>مرجوعی</translation>
    </message>
    <message>
        <source>Costs of offers</source>
        <translation>هزینهٔ آفرها</translation>
    </message>
    <message>
        <source>Credit lent without a line</source>
        <translation>اعتبارِ با اعتماد هنگام قطع خط</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>انتشار</translation>
    </message>
    <message>
        <source>Publish: {title}</source>
        <translation>انتشار: {title}</translation>
    </message>
    <message>
        <source>Only who may set policy changes this; you can read it.</source>
        <translation>تنها کسی که می‌تواند سیاست منتشر کند این‌ها را عوض می‌کند؛ شما می‌توانید بخوانید.</translation>
    </message>
    <message>
        <source>{branch} (has rules of its own)</source>
        <translation>{branch} (قاعدهٔ خودش را دارد)</translation>
    </message>
    <message>
        <source>These rules are of</source>
        <translation>این قاعده‌ها برای</translation>
    </message>
    <message>
        <source>A branch may have its own credit of a purchase, refunds and trust; the rest is the same everywhere. Once published for the branch, a form no longer follows the business.</source>
        <translation>هر شعبه می‌تواند اعتبار خرید، مرجوعی و سقف اعتماد خودش را داشته باشد؛ بقیه همه‌جا یکی است. فرمی که برای شعبه منتشر شود دیگر دنباله‌روِ کسب‌وکار نیست.</translation>
    </message>
    <message>
        <source>the whole business</source>
        <translation>همهٔ کسب‌وکار</translation>
    </message>
    <message>
        <source>as the product comes</source>
        <translation>پیش‌فرض برنامه</translation>
    </message>
    <message>
        <source>as in the business</source>
        <translation>همان که در کسب‌وکار است</translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation>نسخهٔ {number}</translation>
    </message>
</context>
<context>
    <name>SafetyPanel</name>
    <message>
        <source>Checking the chain, the signatures and every balance</source>
        <translation>بررسی زنجیره، امضاها و همهٔ مانده‌ها</translation>
    </message>
    <message>
        <source>Kept as {file}. Print it, then delete the file.</source>
        <translation>در {file} نگه داشته شد. چاپش کنید و سپس فایل را پاک کنید.</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>پوشهٔ نسخه‌های پشتیبان</translation>
    </message>
    <message>
        <source>PDF page (*.pdf);;Picture (*.png)</source>
        <translation>صفحهٔ PDF (*.pdf);;تصویر (*.png)</translation>
    </message>
    <message>
        <source>Keep the recovery sheet</source>
        <translation>نگه‌داشتن برگهٔ بازیابی</translation>
    </message>
    <message>
        <source>{facts} facts are in {file}</source>
        <translation>{facts} رویداد در {file} است</translation>
    </message>
    <message>
        <source>All is well: {facts} facts, every signature and every balance fits.</source>
        <translation>همه‌چیز درست است: {facts} رویداد، با همهٔ امضاها و مانده‌ها.</translation>
    </message>
    <message>
        <source>Something does not fit in {facts} facts. Keep a backup and call for help.</source>
        <translation>در {facts} رویداد چیزی نادرست است. پشتیبان بگیرید و کمک بخواهید.</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>پشتیبان‌ها</translation>
    </message>
    <message>
        <source>One a day goes into this folder by itself; another disk or a stick is best.</source>
        <translation>هر روز یکی خودبه‌خود در این پوشه می‌رود؛ دیسک دیگر یا فلش بهتر است.</translation>
    </message>
    <message>
        <source>Check the till</source>
        <translation>بررسی صندوق</translation>
    </message>
    <message>
        <source>Reads every fact again and proves that nothing was changed, left out or moved.</source>
        <translation>همهٔ رویدادها را دوباره می‌خواند و ثابت می‌کند که چیزی عوض، حذف یا جابه‌جا نشده است.</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>برگهٔ بازیابی</translation>
    </message>
    <message>
        <source>Whoever has the sheet and a backup has the shop: look around before you show it.</source>
        <translation>هر که برگه و یک پشتیبان را دارد فروشگاه را دارد؛ پیش از نمایش به دوروبر نگاه کنید.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>انتخاب…</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>نگه‌داشتن</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>پشتیبان‌گیری</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>بررسی کنید</translation>
    </message>
    <message>
        <source>Show the sheet</source>
        <translation>نمایش برگه</translation>
    </message>
    <message>
        <source>Save as PDF or picture</source>
        <translation>ذخیره به‌صورت PDF یا تصویر</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>This printer is kept.</source>
        <translation>این چاپگر نگه داشته شد.</translation>
    </message>
    <message>
        <source>The table is published and holds from now on.</source>
        <translation>جدول منتشر شد و از همین حالا برقرار است.</translation>
    </message>
    <message>
        <source>Kept: the next exchange is checked by it.</source>
        <translation>ذخیره شد؛ تبادل بعدی با آن سنجیده می‌شود.</translation>
    </message>
    <message>
        <source>This till belongs to the centre now.</source>
        <translation>این صندوق به مرکز پیوست.</translation>
    </message>
    <message>
        <source>{name} works here from now on.</source>
        <translation>{name} به پرسنل افزوده شد.</translation>
    </message>
    <message>
        <source>The access level of {name} is changed.</source>
        <translation>سطح دسترسی {name} عوض شد.</translation>
    </message>
    <message>
        <source>The PIN of {name} is changed; the one before works no more.</source>
        <translation>رمز {name} عوض شد؛ رمز پیشین دیگر کار نمی‌کند.</translation>
    </message>
    <message>
        <source>{name} works here no more and cannot sign in.</source>
        <translation>{name} دیگر جزو پرسنل نیست و نمی‌تواند وارد شود.</translation>
    </message>
    <message>
        <source>{name} is a branch from now on.</source>
        <translation>{name} به شعب افزوده شد.</translation>
    </message>
    <message>
        <source>The name and address of {name} are kept.</source>
        <translation>نام و نشانی {name} ذخیره شد.</translation>
    </message>
    <message>
        <source>The centre answered there: the till goes to it from now on.</source>
        <translation>مرکز آنجا پاسخ داد: صندوق از این پس به همان نشانی می‌رود.</translation>
    </message>
    <message>
        <source>Confirmed: the till goes by the computer's clock from now on.</source>
        <translation>تأیید شد: صندوق از این پس با ساعت رایانه پیش می‌رود.</translation>
    </message>
    <message>
        <source>Published: it holds from the next sale.</source>
        <translation>منتشر شد؛ از فروش بعدی برقرار است.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>تنظیمات</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>چاپگر</translation>
    </message>
    <message>
        <source>Look and counter</source>
        <translation>ظاهر و صندوق</translation>
    </message>
    <message>
        <source>People</source>
        <translation>پرسنل</translation>
    </message>
    <message>
        <source>Who may what</source>
        <translation>سطح‌های دسترسی</translation>
    </message>
    <message>
        <source>Branches and till</source>
        <translation>شعب و صندوق</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>مرکز</translation>
    </message>
    <message>
        <source>Rules of the club</source>
        <translation>سیاست‌های باشگاه</translation>
    </message>
    <message>
        <source>Backup and check</source>
        <translation>پشتیبان و بررسی</translation>
    </message>
    <message>
        <source>About</source>
        <translation>دربارهٔ برنامه</translation>
    </message>
</context>
<context>
    <name>StaffPanel</name>
    <message>
        <source>This is not the same PIN. Type it once more.</source>
        <translation>این همان رمز نیست. یک بار دیگر بنویسید.</translation>
    </message>
    <message>
        <source>A new person</source>
        <translation>فرد تازه</translation>
    </message>
    <message>
        <source>Yes, remove {name}</source>
        <translation>بله، {name} حذف شود</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>حذف</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>رمز تازه</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>رمز</translation>
    </message>
    <message>
        <source>May stay empty: they choose it at their first sign-in.</source>
        <translation>می‌تواند خالی بماند؛ در نخستین ورود خودش برمی‌گزیند.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>نام</translation>
    </message>
    <message>
        <source>Access level</source>
        <translation>سطح دسترسی</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>شعبه</translation>
    </message>
    <message>
        <source>PIN on this till</source>
        <translation>رمز روی این صندوق</translation>
    </message>
    <message>
        <source>People</source>
        <translation>پرسنل</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>هنوز ندارد</translation>
    </message>
    <message>
        <source>set</source>
        <translation>دارد</translation>
    </message>
    <message>
        <source>stopped after wrong tries</source>
        <translation>پس از رمزهای نادرست بسته شده</translation>
    </message>
    <message>
        <source>all branches</source>
        <translation>همهٔ شعب</translation>
    </message>
    <message>
        <source>The same PIN again</source>
        <translation>همان رمز، دوباره</translation>
    </message>
    <message>
        <source>Add this person</source>
        <translation>افزودن این فرد</translation>
    </message>
    <message>
        <source>Change the level</source>
        <translation>تغییر سطح</translation>
    </message>
    <message>
        <source>Set the new PIN</source>
        <translation>گذاشتن رمز تازه</translation>
    </message>
</context>
<context>
    <name>TierRows</name>
    <message>
        <source>Another tier</source>
        <translation>سطحی دیگر</translation>
    </message>
    <message>
        <source>new tier</source>
        <translation>سطح تازه</translation>
    </message>
    <message>
        <source>{tier} in Persian</source>
        <translation>{tier} به فارسی</translation>
    </message>
    <message>
        <source>{tier} in English</source>
        <translation>{tier} به انگلیسی</translation>
    </message>
    <message>
        <source>{tier} from points</source>
        <translation>{tier} از امتیاز</translation>
    </message>
    <message>
        <source>points and more</source>
        <translation>امتیاز به بالا</translation>
    </message>
    <message>
        <source>from</source>
        <translation>از</translation>
    </message>
    <message>
        <source>Remove: {tier}</source>
        <translation>برداشتن: {tier}</translation>
    </message>
</context>
<context>
    <name>TrustBlock</name>
    <message>
        <source>Besides, {names} with limits of its own: at most {more} more.</source>
        <translation>افزون بر این، {names} با سقف خودش: دست بالا {more} دیگر.</translation>
    </message>
    <message>
        <source>Nothing is lent: without a line a till gives only credit it holds itself, and nothing can be lost.</source>
        <translation>چیزی با اعتماد داده نمی‌شود: هنگام قطع خط هر صندوق فقط اعتباری را خرج می‌کند که حقش نزد خودش است، و چیزی از دست نمی‌رود.</translation>
    </message>
    <message numerus="yes">
        <source>In one outage at most {worst} can be lost (%n tills, {each} each).</source>
        <translation>
            <numerusform>در یک قطعی دست بالا {worst} از دست می‌رود (%n صندوق، هر کدام تا {each}).</numerusform>
        </translation>
    </message>
    <message>
        <source>Expected: {expected} a month. In the measured model (20 branches, one cheat in a hundred members) {percent} of all credit spent was lost; here {spent} was spent in the last 30 days.</source>
        <translation>انتظار می‌رود ماهی {expected} از دست برود. در مدل سنجیده (۲۰ شعبه، یک متقلب در هر صد عضو) {percent} از همهٔ اعتبارهای خرج‌شده از دست رفت؛ اینجا در ۳۰ روز گذشته {spent} خرج شده است.</translation>
    </message>
    <message>
        <source>Lent to a member at most, in one outage</source>
        <translation>سقف اعتماد به هر عضو در یک قطعی</translation>
    </message>
    <message>
        <source>Lent by a till at most, in one outage</source>
        <translation>سقف اعتماد هر صندوق در یک قطعی</translation>
    </message>
    <message>
        <source>Credit of a day above which the member's PIN is asked</source>
        <translation>اعتباری از یک روز که بیش از آن رمز عضو پرسیده می‌شود</translation>
    </message>
    <message>
        <source>Empty: it is never asked; 0: always. Who has no PIN needs somebody who may vouch for members. A till counts the day as far as it has heard: without a line each gives up to this amount unasked, of the credit it holds or may lend.</source>
        <translation>خالی: هرگز پرسیده نمی‌شود؛ صفر: همیشه. برای عضوِ بی‌رمز کسی لازم است که اجازهٔ تأیید عضو داشته باشد. هر صندوق آن روز را تا جایی می‌شمارد که خبر دارد: بی خط هر یک تا همین مبلغ را نپرسیده می‌دهد، از اعتباری که خودش دارد یا با اعتماد می‌دهد.</translation>
    </message>
</context>
</TS>
