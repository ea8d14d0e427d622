<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>BeginPage</name>
    <message>
        <source>Making eighteen months of a shoe shop</source>
        <translation>ساختن هجده ماه از یک فروشگاه کفش</translation>
    </message>
    <message>
        <source>How do you want to begin?</source>
        <translation>از کجا آغاز کنیم؟</translation>
    </message>
    <message>
        <source>Nothing is made on this computer before you say so.</source>
        <translation>تا نگویید، چیزی روی این رایانه ساخته نمی‌شود.</translation>
    </message>
    <message>
        <source>A new shop</source>
        <translation>فروشگاه تازه</translation>
    </message>
    <message>
        <source>Name, branch, owner, printer: then the first sale</source>
        <translation>نام، شعبه، مالک، چاپگر؛ و سپس نخستین فروش</translation>
    </message>
    <message>
        <source>Another till of a shop</source>
        <translation>صندوق دیگری از یک فروشگاه</translation>
    </message>
    <message>
        <source>With the address of your centre and a code from it; all members and credit come along</source>
        <translation>با نشانی مرکز و کدی که مرکز می‌دهد؛ همهٔ اعضا و اعتبارها می‌آیند</translation>
    </message>
    <message>
        <source>Look at the demo shop</source>
        <translation>دیدن فروشگاه نمایشی</translation>
    </message>
    <message>
        <source>A shoe shop with thousands of members and eighteen months of sales, to try everything</source>
        <translation>یک فروشگاه کفش با هزاران عضو و هجده ماه فروش، برای آزمودن همه‌چیز</translation>
    </message>
    <message>
        <source>Bring a shop back</source>
        <translation>بازگرداندن یک فروشگاه</translation>
    </message>
    <message>
        <source>From a backup file and the recovery sheet of your shop</source>
        <translation>از نسخهٔ پشتیبان و برگهٔ بازیابی فروشگاه شما</translation>
    </message>
    <message>
        <source>The demo shop is ready</source>
        <translation>فروشگاه نمایشی آماده است</translation>
    </message>
    <message>
        <source>{members} members and {sales} sales. Sign in as any of: {names}.</source>
        <translation>{members} عضو و {sales} فروش. با نام هر یک از این‌ها وارد شوید: {names}.</translation>
    </message>
    <message>
        <source>The PIN of all of them: {pin}</source>
        <translation>رمز همهٔ آن‌ها: {pin}</translation>
    </message>
    <message>
        <source>Enter the demo shop</source>
        <translation>ورود به فروشگاه نمایشی</translation>
    </message>
</context>
<context>
    <name>EarningPage</name>
    <message>
        <source>Write a percent from 0 to 100, such as 5 or 2.5.</source>
        <translation>درصدی میان 0 و 100 بنویسید، مانند 5 یا 2٫5.</translation>
    </message>
    <message>
        <source>Purchases bring no credit by themselves; offers can.</source>
        <translation>خرید به‌خودی‌خود اعتباری نمی‌دهد؛ آفرها می‌توانند بدهند.</translation>
    </message>
    <message>
        <source>A purchase of {bought} brings {credit} of credit.</source>
        <translation>خرید {bought}ی {credit} اعتبار می‌دهد.</translation>
    </message>
    <message>
        <source>It can be spent from the next purchase, in every branch, for 180 days.</source>
        <translation>از خرید بعدی، در همهٔ شعب و تا 180 روز خرج می‌شود.</translation>
    </message>
    <message>
        <source>What does a purchase bring?</source>
        <translation>خرید چه می‌آورد؟</translation>
    </message>
    <message>
        <source>Every member&apos;s purchase earns this much credit. Offers, tiers and groups come on top later.</source>
        <translation>هر خرید عضو این‌قدر اعتبار می‌دهد. آفرها، سطح‌ها و گروه‌ها بعداً به آن افزوده می‌شوند.</translation>
    </message>
    <message>
        <source>Percent of the purchase</source>
        <translation>درصد از خرید</translation>
    </message>
</context>
<context>
    <name>JoinForm</name>
    <message>
        <source>Reading all there is</source>
        <translation>خواندن همهٔ آنچه هست</translation>
    </message>
    <message>
        <source>The two PINs differ</source>
        <translation>دو رمز یکی نیستند</translation>
    </message>
    <message>
        <source>Name one owner of the shop</source>
        <translation>یکی از مالکان فروشگاه را نام ببرید</translation>
    </message>
    <message>
        <source>Is still empty</source>
        <translation>هنوز خالی است</translation>
    </message>
    <message>
        <source>Joining was interrupted. Give the same code again, and it goes on where it stopped.</source>
        <translation>پیوستن نیمه‌کاره ماند. همان کد را دوباره بدهید تا از همان جا ادامه یابد.</translation>
    </message>
    <message>
        <source>Ask whoever runs the centre for its address and a one-time code. The owner gets a PIN on this till, and approves the others.</source>
        <translation>نشانی مرکز و کد یک‌بارمصرف را از گردانندهٔ مرکز بگیرید. مالک روی این صندوق رمز می‌گیرد و دیگران را تأیید می‌کند.</translation>
    </message>
    <message>
        <source>Address of the centre</source>
        <translation>نشانی مرکز</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>کد یک‌بارمصرف</translation>
    </message>
    <message>
        <source>Name of an owner</source>
        <translation>نام یک مالک</translation>
    </message>
    <message>
        <source>New PIN on this till</source>
        <translation>رمز تازه روی این صندوق</translation>
    </message>
    <message>
        <source>The PIN once more</source>
        <translation>همان رمز، یک بار دیگر</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>پیوستن</translation>
    </message>
    <message>
        <source>Another way</source>
        <translation>راهی دیگر</translation>
    </message>
</context>
<context>
    <name>LookPage</name>
    <message>
        <source>Welcome to Bashgah</source>
        <translation>به باشگاه خوش آمدید</translation>
    </message>
    <message>
        <source>A loyalty till for your shop. A few questions, about three minutes, and it sells.</source>
        <translation>صندوق فروش و باشگاه مشتریان شما. چند پرسش، نزدیک سه دقیقه، و آمادهٔ فروش است.</translation>
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
        <source>Both can be changed at any time, also at the sign-in.</source>
        <translation>هر دو را هر زمان می‌توان عوض کرد، در صفحهٔ ورود هم.</translation>
    </message>
</context>
<context>
    <name>OwnerPage</name>
    <message>
        <source>This is not the same PIN. Type it once more.</source>
        <translation>این همان رمز نیست. یک بار دیگر بنویسید.</translation>
    </message>
    <message>
        <source>The owner</source>
        <translation>مالک</translation>
    </message>
    <message>
        <source>The owner may do everything, and adds the others. The PIN is theirs alone.</source>
        <translation>مالک همهٔ کارها را می‌تواند و دیگران را می‌افزاید. رمز تنها از آنِ خود اوست.</translation>
    </message>
    <message>
        <source>Name of the owner</source>
        <translation>نام مالک</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>رمز</translation>
    </message>
    <message>
        <source>At least 6 digits; not a date, a row of keys or one digit repeated.</source>
        <translation>دست‌کم 6 رقم؛ نه تاریخ، نه کلیدهای پشت‌سرهم و نه یک رقم تکراری.</translation>
    </message>
    <message>
        <source>The same PIN again</source>
        <translation>همان رمز، دوباره</translation>
    </message>
</context>
<context>
    <name>PlacePage</name>
    <message>
        <source>The branch where this till stands</source>
        <translation>شعبه‌ای که این صندوق در آن است</translation>
    </message>
    <message>
        <source>More branches and tills can join later; each has its own name and address.</source>
        <translation>شعبه‌ها و صندوق‌های دیگر بعداً می‌پیوندند؛ هر کدام نام و نشانی خود را دارد.</translation>
    </message>
    <message>
        <source>Name of the branch</source>
        <translation>نام شعبه</translation>
    </message>
    <message>
        <source>e.g. Vanak</source>
        <translation>مثلاً ونک</translation>
    </message>
    <message>
        <source>Address on the receipt</source>
        <translation>نشانی روی رسید</translation>
    </message>
    <message>
        <source>may stay empty</source>
        <translation>می‌تواند خالی بماند</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>منطقهٔ زمانی</translation>
    </message>
    <message>
        <source>Code of this till</source>
        <translation>کد این صندوق</translation>
    </message>
    <message>
        <source>Receipt numbers begin with it.</source>
        <translation>شمارهٔ فاکتورها با آن آغاز می‌شود.</translation>
    </message>
</context>
<context>
    <name>PrinterPage</name>
    <message>
        <source>The receipt printer</source>
        <translation>چاپگر رسید</translation>
    </message>
    <message>
        <source>No printer at hand? Go on without one, or print pictures into a folder to try.</source>
        <translation>چاپگر ندارید؟ بی آن ادامه دهید یا برای آزمودن، تصویر رسید را در یک پوشه بسازید.</translation>
    </message>
</context>
<context>
    <name>SheetPage</name>
    <message>
        <source>Not this group. Read it from the paper once more.</source>
        <translation>این گروه نیست. یک بار دیگر از روی کاغذ بخوانید.</translation>
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
        <source>Kept as {file}. Print it, then delete the file.</source>
        <translation>در {file} نگه داشته شد. چاپش کنید و سپس فایل را پاک کنید.</translation>
    </message>
    <message>
        <source>Printed.</source>
        <translation>چاپ شد.</translation>
    </message>
    <message>
        <source>Your shop stands. Keep its key.</source>
        <translation>فروشگاه شما ساخته شد. کلیدش را نگه دارید.</translation>
    </message>
    <message>
        <source>If this computer breaks or is stolen, this sheet and a backup bring everything back. Nobody else has it. Print it, keep it away from this computer.</source>
        <translation>اگر این رایانه خراب یا دزدیده شود، این برگه و یک نسخهٔ پشتیبان همه‌چیز را برمی‌گردانند. کسی جز شما آن را ندارد. چاپش کنید و دور از این رایانه نگه دارید.</translation>
    </message>
    <message>
        <source>Save as PDF or picture</source>
        <translation>ذخیره به‌صورت PDF یا تصویر</translation>
    </message>
    <message>
        <source>Print on the till&apos;s printer</source>
        <translation>چاپ با چاپگر صندوق</translation>
    </message>
    <message>
        <source>Type group {number} back from your paper</source>
        <translation>گروه {number} را از روی کاغذ بنویسید</translation>
    </message>
    <message>
        <source>Open the shop</source>
        <translation>باز کردن فروشگاه</translation>
    </message>
</context>
<context>
    <name>ShopPage</name>
    <message>
        <source>Begins with these product groups, all yours to change: {groups}</source>
        <translation>با این گروه‌های کالایی آغاز می‌کند که همه را می‌توانید عوض کنید: {groups}</translation>
    </message>
    <message>
        <source>Your shop</source>
        <translation>فروشگاه شما</translation>
    </message>
    <message>
        <source>Members and receipts will see this name.</source>
        <translation>اعضا و رسیدها این نام را می‌بینند.</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>نام فروشگاه</translation>
    </message>
    <message>
        <source>e.g. Aria Shoes and Bags</source>
        <translation>مثلاً کفش و کیف آریا</translation>
    </message>
    <message>
        <source>What does it sell?</source>
        <translation>چه می‌فروشد؟</translation>
    </message>
    <message>
        <source>Money unit</source>
        <translation>واحد پول</translation>
    </message>
    <message>
        <source>Cannot be changed later: every amount is kept in it.</source>
        <translation>بعداً عوض نمی‌شود، چون همهٔ مبلغ‌ها به آن ثبت می‌شوند.</translation>
    </message>
</context>
<context>
    <name>WizardScreen</name>
    <message>
        <source>Make the shop</source>
        <translation>ساختن فروشگاه</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>بعدی</translation>
    </message>
    <message>
        <source>Making the shop…</source>
        <translation>در حال ساختن فروشگاه…</translation>
    </message>
    <message>
        <source>The shop stands already; only the sheet is left.</source>
        <translation>فروشگاه ساخته شده است؛ تنها برگه مانده.</translation>
    </message>
    <message>
        <source>Nothing is made or sent before the end. Everything stays on this computer.</source>
        <translation>تا پایان این گام‌ها چیزی ساخته یا فرستاده نمی‌شود. همه‌چیز روی همین رایانه می‌ماند.</translation>
    </message>
    <message>
        <source>First start</source>
        <translation>آغاز کار</translation>
    </message>
    <message>
        <source>Bashgah</source>
        <translation>باشگاه</translation>
    </message>
    <message>
        <source>Setting up this till</source>
        <translation>آماده‌سازی این صندوق</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>قبلی</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>زبان و ظاهر</translation>
    </message>
    <message>
        <source>How to begin</source>
        <translation>شیوهٔ آغاز</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>فروشگاه</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>شعبه</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>مالک</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>چاپگر</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>اعتبار</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>برگهٔ بازیابی</translation>
    </message>
</context>
</TS>
