<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>CheckView</name>
    <message>
        <source>pays</source>
        <translation>می‌ارزد</translation>
    </message>
    <message>
        <source>less than now</source>
        <translation>کمتر از اکنون</translation>
    </message>
    <message>
        <source>below the floor</source>
        <translation>زیر کف</translation>
    </message>
    <message>
        <source>loses money</source>
        <translation>زیان می‌دهد</translation>
    </message>
    <message>
        <source>margin unknown</source>
        <translation>حاشیهٔ سود نامعلوم</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>سنجیده نشد</translation>
    </message>
    <message>
        <source>Does it pay?</source>
        <translation>آیا می‌ارزد؟</translation>
    </message>
    <message>
        <source>Above: no credit is spent. Below: all of it.</source>
        <translation>بالا: اعتبار خرج نشود، پایین: همه خرج شود</translation>
    </message>
    <message>
        <source>Product group</source>
        <translation>گروه کالایی</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>حاشیه</translation>
    </message>
    <message>
        <source>Profit now</source>
        <translation>سود اکنون</translation>
    </message>
    <message>
        <source>With the offer</source>
        <translation>سود با آفر</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>رأی</translation>
    </message>
    <message>
        <source>The check waits for the form</source>
        <translation>سنجش منتظر فرم است</translation>
    </message>
    <message>
        <source>Once nothing in it is missing or wrong, here stands what each product group keeps.</source>
        <translation>همین که چیزی در آن کم یا نادرست نباشد، این‌جا می‌بینید از هر گروه کالایی چه سودی می‌ماند.</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Ready offers</source>
        <translation>آفرهای آماده</translation>
    </message>
    <message>
        <source>What is to be added?</source>
        <translation>چه چیزی افزوده شود؟</translation>
    </message>
    <message>
        <source>Every trade</source>
        <translation>همهٔ صنف‌ها</translation>
    </message>
    <message>
        <source>Only for this trade</source>
        <translation>تنها برای این صنف</translation>
    </message>
    <message>
        <source>Type a word to narrow the list</source>
        <translation>کلمه‌ای بنویسید تا فهرست کوتاه شود</translation>
    </message>
    <message>
        <source>Narrow the list</source>
        <translation>کوتاه کردن فهرست</translation>
    </message>
    <message>
        <source>Nothing like this</source>
        <translation>چنین چیزی نیست</translation>
    </message>
    <message>
        <source>Try another word.</source>
        <translation>کلمهٔ دیگری بنویسید.</translation>
    </message>
</context>
<context>
    <name>CodesSheet</name>
    <message>
        <source>Make codes</source>
        <translation>ساختن کد</translation>
    </message>
    <message>
        <source>Write how many, such as 10.</source>
        <translation>بنویسید چند تا، مانند ۱۰.</translation>
    </message>
    <message>
        <source>Codes into a file</source>
        <translation>کدها در پرونده</translation>
    </message>
    <message>
        <source>Each code is good once, for whoever brings it; the till finds it by #.</source>
        <translation>هر کد یک بار کار می‌کند، برای هر که بیاوردش؛ در صندوق با # وارد می‌شود.</translation>
    </message>
    <message>
        <source>How many codes</source>
        <translation>چند کد</translation>
    </message>
    <message>
        <source>Good for so many days after today</source>
        <translation>چند روز پس از امروز اعتبار دارد</translation>
    </message>
    <message>
        <source>Empty: as long as the offer runs.</source>
        <translation>خالی: تا وقتی آفر برقرار است.</translation>
    </message>
    <message>
        <source>Make them</source>
        <translation>بساز</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>ذخیره در CSV…</translation>
    </message>
    <message>
        <source>Good until {day}.</source>
        <translation>تا {day} اعتبار دارد.</translation>
    </message>
    <message>
        <source>More codes are out than the offer is given, by {count}: who comes late finds nothing left.</source>
        <translation>{count} کد بیش از سقف این آفر بیرون است: هر که دیر بیاید چیزی نمی‌یابد.</translation>
    </message>
    <message>
        <source>They are shown this once: save or copy them now, nobody can read them again.</source>
        <translation>همین یک بار نشان داده می‌شوند: اکنون ذخیره یا رونویسی‌شان کنید؛ پس از این کسی نمی‌تواند آن‌ها را بخواند.</translation>
    </message>
</context>
<context>
    <name>Control</name>
    <message>
        <source>open</source>
        <translation>باز</translation>
    </message>
</context>
<context>
    <name>EditorPage</name>
    <message>
        <source>A new offer</source>
        <translation>آفر تازه</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>پیش‌نویس</translation>
    </message>
    <message>
        <source>one-shot</source>
        <translation>یک‌بارمصرف</translation>
    </message>
    <message>
        <source>lasting</source>
        <translation>دائمی</translation>
    </message>
    <message>
        <source>kept on this till</source>
        <translation>روی این صندوق نگه داشته شد</translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation>نسخهٔ {number}</translation>
    </message>
    <message>
        <source>version {number} was published after this draft was begun</source>
        <translation>نسخهٔ {number} پس از آغاز این پیش‌نویس منتشر شده است</translation>
    </message>
    <message>
        <source>version {number} is stopped; publishing starts the offer again</source>
        <translation>نسخهٔ {number} متوقف است؛ انتشار، آفر را از نو آغاز می‌کند</translation>
    </message>
    <message>
        <source>version {number} stays live until this one is published</source>
        <translation>نسخهٔ {number} تا انتشار این یکی در جریان می‌ماند</translation>
    </message>
    <message>
        <source>This offer in plain English</source>
        <translation>این آفر، به فارسی ساده</translation>
    </message>
    <message>
        <source>Say in the form what the member gets; here it will stand as a sentence.</source>
        <translation>در فرم بگویید عضو چه می‌گیرد؛ این‌جا یک جمله می‌شود.</translation>
    </message>
    <message numerus="yes">
        <source>%n rows are not finished and are left out</source>
        <translation>
            <numerusform>%n سطر ناتمام است و در جمله نیامده</numerusform>
        </translation>
    </message>
    <message>
        <source>Whom it reaches today</source>
        <translation>امروز به چند نفر می‌رسد</translation>
    </message>
    <message>
        <source>members</source>
        <translation>عضو</translation>
    </message>
    <message>
        <source>of {whole} members</source>
        <translation>از {whole} عضو</translation>
    </message>
    <message>
        <source>of {whole} members; whoever of them brings a code</source>
        <translation>از {whole} عضو؛ هر که کد بیاورد</translation>
    </message>
    <message>
        <source>Back to the offers</source>
        <translation>بازگشت به آفرها</translation>
    </message>
    <message>
        <source>More</source>
        <translation>بیشتر</translation>
    </message>
    <message>
        <source>Drop this draft</source>
        <translation>رها کردن این پیش‌نویس</translation>
    </message>
    <message>
        <source>Try on the last 90 days</source>
        <translation>آزمایش روی ۹۰ روز گذشته</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>انتشار…</translation>
    </message>
    <message>
        <source>all of these</source>
        <translation>همهٔ این‌ها</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>افزودن</translation>
    </message>
    <message>
        <source>Name and kind</source>
        <translation>نام و نوع</translation>
    </message>
    <message>
        <source>Which member</source>
        <translation>کدام عضو</translation>
    </message>
    <message>
        <source>Which basket, and when</source>
        <translation>کدام سبد و چه وقت</translation>
    </message>
    <message>
        <source>Which benefit</source>
        <translation>چه مزیتی</translation>
    </message>
    <message>
        <source>Caps and dates</source>
        <translation>سقف و زمان</translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>version {number}</source>
        <translation>نسخهٔ {number}</translation>
    </message>
    <message>
        <source>a new version is being written</source>
        <translation>نسخهٔ تازه‌ای در دست نوشتن است</translation>
    </message>
    <message>
        <source>not ready</source>
        <translation>آماده نیست</translation>
    </message>
    <message>
        <source>Without a name yet</source>
        <translation>هنوز بی‌نام</translation>
    </message>
    <message>
        <source>margin unknown</source>
        <translation>حاشیهٔ سود نامعلوم</translation>
    </message>
    <message>
        <source>live</source>
        <translation>در جریان</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>پیش‌نویس</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>هنوز نه</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>متوقف</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>پایان‌یافته</translation>
    </message>
    <message>
        <source>All</source>
        <translation>همه</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>در جریان</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>پیش‌نویس</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>هنوز نه</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>متوقف</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>پایان‌یافته</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>چیزی پیدا نشد</translation>
    </message>
    <message>
        <source>No offer holds these words in this state.</source>
        <translation>آفری با این کلمه‌ها در این وضع نیست.</translation>
    </message>
    <message>
        <source>Show all offers</source>
        <translation>همهٔ آفرها</translation>
    </message>
    <message>
        <source>Begin with one of the ready offers: each opens as a draft that you fit to your shop.</source>
        <translation>با یکی از آفرهای آماده آغاز کنید: هر یک چون پیش‌نویس باز می‌شود تا با فروشگاه خود جور کنید.</translation>
    </message>
    <message>
        <source>Who may publish offers writes them here.</source>
        <translation>کسی که اجازهٔ انتشار آفر دارد این‌جا می‌نویسد.</translation>
    </message>
    <message>
        <source>Choose a ready offer</source>
        <translation>برگزیدن آفر آماده</translation>
    </message>
    <message>
        <source>No offer yet</source>
        <translation>هنوز آفری نیست</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>آفرها</translation>
    </message>
    <message>
        <source>Find an offer</source>
        <translation>یافتن آفر</translation>
    </message>
    <message>
        <source>Only this state</source>
        <translation>تنها این وضع</translation>
    </message>
    <message>
        <source>New offer</source>
        <translation>آفر تازه</translation>
    </message>
    <message>
        <source>Ready offers</source>
        <translation>آفرهای آماده</translation>
    </message>
    <message>
        <source>How offers stack</source>
        <translation>جمع‌پذیری آفرها</translation>
    </message>
    <message>
        <source>Offer</source>
        <translation>آفر</translation>
    </message>
    <message>
        <source>State</source>
        <translation>وضع</translation>
    </message>
    <message>
        <source>Uses</source>
        <translation>استفاده</translation>
    </message>
    <message>
        <source>Cost, {unit}</source>
        <translation>هزینه، {unit}</translation>
    </message>
    <message>
        <source>Profit of its sales, {unit}</source>
        <translation>سود خریدهایش، {unit}</translation>
    </message>
</context>
<context>
    <name>OffersScreen</name>
    <message>
        <source>The offer {name} is published</source>
        <translation>آفر {name} منتشر شد</translation>
    </message>
    <message>
        <source>Stop {name}?</source>
        <translation>{name} متوقف شود؟</translation>
    </message>
    <message>
        <source>From the next sale on it works no more, at other tills once they have exchanged.</source>
        <translation>از فروش بعدی دیگر کار نمی‌کند؛ در صندوق‌های دیگر از نخستین همگام‌سازی.</translation>
    </message>
    <message>
        <source>Credit and points that it gave stay.</source>
        <translation>اعتبار و امتیازی که داده می‌ماند.</translation>
    </message>
    <message>
        <source>Members who hold it, and codes of it that are out, cannot use it while it is stopped.</source>
        <translation>عضوهایی که آن را دارند و کدهایی که پخش شده‌اند، تا متوقف است به کار نمی‌آیند.</translation>
    </message>
    <message>
        <source>“Yes, stop it” stops it, Esc lets it go on.</source>
        <translation>«بله، متوقف شود» متوقفش می‌کند و Esc می‌گذارد بماند.</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>بازگردان</translation>
    </message>
    <message>
        <source>The offer {name} is stopped; credit and points that it gave stay</source>
        <translation>آفر {name} متوقف شد؛ اعتبار و امتیازی که داده می‌ماند</translation>
    </message>
    <message>
        <source>The draft {name} is dropped</source>
        <translation>پیش‌نویس {name} رها شد</translation>
    </message>
    <message>
        <source>The codes are in {name}</source>
        <translation>کدها در {name} است</translation>
    </message>
    <message>
        <source>The row is taken out</source>
        <translation>ردیف برداشته شد</translation>
    </message>
    <message>
        <source>How offers stack is published</source>
        <translation>جمع‌پذیری آفرها منتشر شد</translation>
    </message>
</context>
<context>
    <name>PublishSheet</name>
    <message>
        <source>Publish this offer?</source>
        <translation>این آفر منتشر شود؟</translation>
    </message>
    <message>
        <source>Finding whom it is given to</source>
        <translation>جستجوی کسانی که آن را می‌گیرند</translation>
    </message>
    <message numerus="yes">
        <source>It is being given to %n members. The till waits until that is written.</source>
        <translation>
            <numerusform>به %n عضو داده می‌شود. تا ثبت آن، صندوق منتظر می‌ماند.</numerusform>
        </translation>
    </message>
    <message>
        <source>Write a percent above 0 and below 100, such as 10.</source>
        <translation>درصدی بیش از ۰ و کمتر از ۱۰۰ بنویسید، مانند ۱۰.</translation>
    </message>
    <message>
        <source>From the next sale on, every till that hears of it applies this:</source>
        <translation>از فروش بعدی، هر صندوقی که خبردار شود این را به کار می‌بندد:</translation>
    </message>
    <message>
        <source>Keep a control group</source>
        <translation>گروه گواه نگه داشته شود</translation>
    </message>
    <message>
        <source>Percent of the audience that gets nothing</source>
        <translation>درصدی از اعضای مشمول که چیزی نمی‌گیرند</translation>
    </message>
    <message>
        <source>Only against a control group can anybody say what the offer itself brought.</source>
        <translation>تنها در برابر گروه گواه می‌توان گفت خود آفر چه آورده است.</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>انتشار</translation>
    </message>
    <message>
        <source>Publish at a loss</source>
        <translation>انتشار با زیان</translation>
    </message>
    <message>
        <source>I know that it makes a loss</source>
        <translation>می‌دانم که زیان می‌دهد</translation>
    </message>
    <message>
        <source>Back, change it</source>
        <translation>برگشت و تغییر آن</translation>
    </message>
    <message>
        <source>Version {number} was published after this draft was begun; this one replaces it.</source>
        <translation>پس از آغاز این پیش‌نویس، نسخهٔ {number} منتشر شده است؛ این یکی جای آن را می‌گیرد.</translation>
    </message>
    <message numerus="yes">
        <source>It reaches %n members today.</source>
        <translation>
            <numerusform>امروز به %n عضو می‌رسد.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Up to %n members are given it at once, each for one purchase.</source>
        <translation>
            <numerusform>همین حالا به حداکثر %n عضو داده می‌شود؛ هر کدام برای یک خرید.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>Back to the offers</source>
        <translation>بازگشت به آفرها</translation>
    </message>
    <message>
        <source>Stop it</source>
        <translation>توقف</translation>
    </message>
    <message>
        <source>Yes, stop it</source>
        <translation>بله، متوقف شود</translation>
    </message>
    <message>
        <source>Another like it</source>
        <translation>یکی مانند این</translation>
    </message>
    <message>
        <source>Make codes…</source>
        <translation>ساختن کد…</translation>
    </message>
    <message>
        <source>Write the next version</source>
        <translation>نوشتن نسخهٔ بعدی</translation>
    </message>
    <message>
        <source>Go on with the next version</source>
        <translation>ادامهٔ نسخهٔ بعدی</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>پیش و پس</translation>
    </message>
    <message>
        <source>Who was granted it</source>
        <translation>به چه کسانی اعطا شده</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>روز</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>اعضا</translation>
    </message>
    <message>
        <source>Bought before, {unit}</source>
        <translation>خرید پیش از آن، {unit}</translation>
    </message>
    <message>
        <source>Bought after, {unit}</source>
        <translation>خرید پس از آن، {unit}</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>عضو</translation>
    </message>
    <message>
        <source>State</source>
        <translation>وضع</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>تا</translation>
    </message>
    <message>
        <source>Nothing to compare yet</source>
        <translation>هنوز چیزی برای سنجیدن نیست</translation>
    </message>
    <message>
        <source>After 7 days with sales the first figures stand here.</source>
        <translation>پس از ۷ روز فروش، نخستین رقم‌ها این‌جا می‌آید.</translation>
    </message>
    <message>
        <source>Nobody holds it yet</source>
        <translation>هنوز دست کسی نیست</translation>
    </message>
    <message>
        <source>Members who meet the condition are granted it by themselves.</source>
        <translation>به هر عضوی که شرط را داشته باشد خودبه‌خود اعطا می‌شود.</translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation>نسخهٔ {number}</translation>
    </message>
    <message>
        <source>version {number}; the figures are of all versions</source>
        <translation>نسخهٔ {number}؛ رقم‌ها از همهٔ نسخه‌هاست</translation>
    </message>
    <message>
        <source>live</source>
        <translation>در جریان</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>متوقف</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>پایان‌یافته</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>هنوز نه</translation>
    </message>
    <message>
        <source>not used yet</source>
        <translation>استفاده نشده</translation>
    </message>
    <message>
        <source>used</source>
        <translation>استفاده شده</translation>
    </message>
    <message>
        <source>ended unused</source>
        <translation>بی‌استفاده تمام شد</translation>
    </message>
</context>
<context>
    <name>RowView</name>
    <message>
        <source>more</source>
        <translation>بیشتر</translation>
    </message>
    <message>
        <source>More of: {row}</source>
        <translation>بیشتر دربارهٔ: {row}</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>افزودن</translation>
    </message>
    <message>
        <source>Add within: {row}</source>
        <translation>افزودن در: {row}</translation>
    </message>
    <message>
        <source>Remove: {row}</source>
        <translation>برداشتن: {row}</translation>
    </message>
</context>
<context>
    <name>StackPage</name>
    <message>
        <source>for each unit</source>
        <translation>برای هر واحد کالا</translation>
    </message>
    <message>
        <source>for the basket</source>
        <translation>برای کل سبد</translation>
    </message>
    <message>
        <source>Bring an offer here</source>
        <translation>آوردن آفری به این‌جا</translation>
    </message>
    <message>
        <source>Bring an offer into: {group}</source>
        <translation>آوردن آفر به: {group}</translation>
    </message>
    <message>
        <source>Put this into</source>
        <translation>ببر به درون…</translation>
    </message>
    <message>
        <source>Put into another family: {group}</source>
        <translation>بردن به درون دسته‌ای دیگر: {group}</translation>
    </message>
    <message>
        <source>A family within: {group}</source>
        <translation>دسته‌ای درون: {group}</translation>
    </message>
    <message>
        <source>Remove: {group}</source>
        <translation>برداشتن: {group}</translation>
    </message>
    <message>
        <source>how they share</source>
        <translation>چگونه جمع شوند</translation>
    </message>
    <message>
        <source>for what it is decided</source>
        <translation>برای چه سنجیده شود</translation>
    </message>
    <message>
        <source>Earlier: {group}</source>
        <translation>زودتر: {group}</translation>
    </message>
    <message>
        <source>Later: {group}</source>
        <translation>دیرتر: {group}</translation>
    </message>
    <message>
        <source>the best for the member</source>
        <translation>بهترین برای عضو</translation>
    </message>
    <message>
        <source>the first by priority</source>
        <translation>نخستین به ترتیب اولویت</translation>
    </message>
    <message>
        <source>all of them, one upon the other</source>
        <translation>همه، یکی پس از دیگری</translation>
    </message>
    <message>
        <source>the one that leaves the shop most</source>
        <translation>آن که برای فروشگاه بیشترین می‌گذارد</translation>
    </message>
    <message>
        <source>It stacks with whatever else is in “{group}”.</source>
        <translation>با هر چه دیگر در «{group}» است روی هم می‌نشیند.</translation>
    </message>
    <message>
        <source>In “{group}” it counts as one: all that works here works, or makes way, together.</source>
        <translation>در «{group}» یکی به شمار می‌آید: هرچه اینجا کار کند، با هم کار می‌کند یا با هم کنار می‌رود.</translation>
    </message>
    <message>
        <source>For each unit</source>
        <translation>برای هر واحد کالا</translation>
    </message>
    <message>
        <source>For the basket</source>
        <translation>برای کل سبد</translation>
    </message>
    <message>
        <source>Every offer here works on what the ones before have left.</source>
        <translation>هر آفر این‌جا روی آنچه پیشینیان باقی گذاشته‌اند کار می‌کند.</translation>
    </message>
    <message>
        <source>{where}, one offer or one family within works: {mode}.</source>
        <translation>{where} یک آفر یا یک دستهٔ درونی کار می‌کند: {mode}.</translation>
    </message>
    <message>
        <source>{where}, one offer works: {mode}.</source>
        <translation>{where} یک آفر کار می‌کند: {mode}.</translation>
    </message>
    <message>
        <source>Back to the offers</source>
        <translation>بازگشت به آفرها</translation>
    </message>
    <message>
        <source>How offers stack</source>
        <translation>جمع‌پذیری آفرها</translation>
    </message>
    <message>
        <source>A basket goes through these groups from the top; what one takes off, the next no longer sees.</source>
        <translation>سبد از بالا از این دسته‌ها می‌گذرد؛ آنچه یکی کم کند، بعدی دیگر نمی‌بیند.</translation>
    </message>
    <message>
        <source>Who sets policy changes this; here it is only shown.</source>
        <translation>کسی که سیاست را تعیین می‌کند این را عوض می‌کند؛ این‌جا تنها دیده می‌شود.</translation>
    </message>
    <message>
        <source>A family of my own</source>
        <translation>دسته‌ای از خودم</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>انتشار</translation>
    </message>
    <message>
        <source>At the end the member spends credit, and no unit goes below the floor of its group.</source>
        <translation>در پایان عضو اعتبار خرج می‌کند، و هیچ واحدی زیر کف گروهش نمی‌رود.</translation>
    </message>
</context>
<context>
    <name>TrialSheet</name>
    <message>
        <source>Tried on the shop's own past</source>
        <translation>آزمایش روی گذشتهٔ فروشگاه</translation>
    </message>
    <message>
        <source>Past purchases are priced anew with this offer</source>
        <translation>خریدهای گذشته با این آفر از نو قیمت می‌خورند</translation>
    </message>
    <message>
        <source>Change of profit by product group</source>
        <translation>تغییر سود به تفکیک گروه کالایی</translation>
    </message>
    <message>
        <source>Who gains most</source>
        <translation>چه کسانی بیشترین سود را می‌برند</translation>
    </message>
</context>
<context>
    <name>_CheckLine</name>
    <message>
        <source>a purchase of {amount}</source>
        <translation>خرید {amount}</translation>
    </message>
    <message>
        <source>purchase from {before} to {after}</source>
        <translation>خرید از {before} به {after}</translation>
    </message>
</context>
</TS>
