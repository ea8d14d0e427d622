<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>SegmentsScreen</name>
    <message>
        <source>Classes as of the start of {day}, as the counter and offers have them.</source>
        <translation>رتبه‌ها از آغاز {day} است؛ همان که صندوق و آفرها دارند.</translation>
    </message>
    <message>
        <source>Segments of your own stand here too: `bashgah segment set NAME --file F` draws one.</source>
        <translation>گروه‌هایی که خودتان بسازید هم همین‌جا می‌آیند: `bashgah segment set NAME --file F` یکی می‌سازد.</translation>
    </message>
    <message>
        <source>{shown} of {whole}</source>
        <translation>{shown} از {whole}</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>در حال شمردن…</translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>چیزی برای نمایش نیست</translation>
    </message>
    <message numerus="yes">
        <source>%n members are written</source>
        <translation>
            <numerusform>%n عضو نوشته شد</numerusform>
        </translation>
    </message>
    <message>
        <source>No purchase</source>
        <translation>بدون خرید</translation>
    </message>
    <message numerus="yes">
        <source>%n members</source>
        <translation>
            <numerusform>%n عضو</numerusform>
        </translation>
    </message>
    <message>
        <source>a segment of your own, judged now</source>
        <translation>گروهی که خودتان ساخته‌اید، سنجیدهٔ همین دم</translation>
    </message>
    <message>
        <source>stayed {count}</source>
        <translation>ماندند {count}</translation>
    </message>
    <message>
        <source>Since {day}: {stayed}; came from {classes}</source>
        <translation>از {day}: {stayed}؛ آمدند از {classes}</translation>
    </message>
    <message>
        <source>Gone to {classes}</source>
        <translation>رفتند به {classes}</translation>
    </message>
    <message>
        <source>no class</source>
        <translation>هیچ رتبه‌ای</translation>
    </message>
    <message>
        <source>CLV, predicted</source>
        <translation>ارزش عمر، پیش‌بینی</translation>
    </message>
    <message>
        <source>CLV, plain</source>
        <translation>ارزش عمر، ساده</translation>
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
        <source>Last purchase</source>
        <translation>آخرین خرید</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>تراکنش</translation>
    </message>
    <message>
        <source>First visit</source>
        <translation>نخستین بازدید</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>سطح</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>اعضا</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>کسی پیدا نشد</translation>
    </message>
    <message>
        <source>Nobody in this group fits these words.</source>
        <translation>کسی در این گروه با این واژه‌ها نیست.</translation>
    </message>
    <message>
        <source>Nobody is in this group</source>
        <translation>کسی در این گروه نیست</translation>
    </message>
    <message>
        <source>Classes are found each morning from the purchases of the window; look again tomorrow.</source>
        <translation>رتبه‌ها هر بامداد از خریدهای بازه پیدا می‌شوند؛ فردا دوباره نگاه کنید.</translation>
    </message>
    <message>
        <source>Members into a file</source>
        <translation>اعضا در یک فایل</translation>
    </message>
    <message>
        <source>Find in this group</source>
        <translation>یافتن در همین فهرست</translation>
    </message>
    <message>
        <source>Make an offer for them</source>
        <translation>ساختن آفر برای آن‌ها</translation>
    </message>
    <message>
        <source>Into a file</source>
        <translation>در یک فایل</translation>
    </message>
    <message>
        <source>Class or segment</source>
        <translation>رتبه یا گروه</translation>
    </message>
    <message>
        <source>Classes and segments</source>
        <translation>رتبه‌ها و گروه‌ها</translation>
    </message>
</context>
</TS>
