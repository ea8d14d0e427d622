<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>Entrance</name>
    <message>
        <source>at {time}</source>
        <translation>ساعت {time}</translation>
    </message>
    <message numerus="yes">
        <source>After %n wrong PINs in a row, that PIN stops working.</source>
        <translation>
            <numerusform>پس از %n بار رمز نادرست پشت سر هم، آن رمز از کار می‌افتد.</numerusform>
        </translation>
    </message>
    <message>
        <source>The {shift} is open</source>
        <translation>{shift} باز است</translation>
    </message>
    <message>
        <source>{name} opened it at {time}.</source>
        <translation>{name} ساعت {time} آن را باز کرد.</translation>
    </message>
    <message>
        <source>The {shift} is not open yet</source>
        <translation>{shift} هنوز باز نشده است</translation>
    </message>
    <message>
        <source>Whoever signs in first opens it by counting the till.</source>
        <translation>اولین نفری که وارد شود، شیفت را با شمارش صندوق باز می‌کند.</translation>
    </message>
    <message>
        <source>From the {shift}</source>
        <translation>از {shift}</translation>
    </message>
    <message>
        <source>Handed over by</source>
        <translation>تحویل‌دهنده</translation>
    </message>
    <message>
        <source>Counted cash</source>
        <translation>موجودی شمرده‌شده</translation>
    </message>
    <message numerus="yes">
        <source>%n baskets</source>
        <translation>
            <numerusform>%n سبد</numerusform>
        </translation>
    </message>
    <message>
        <source>Parked baskets</source>
        <translation>سبدهای نگه‌داشته</translation>
    </message>
</context>
<context>
    <name>LoginScreen</name>
    <message>
        <source>No staff card has this code.</source>
        <translation>کارت کارمندی با این کد پیدا نشد.</translation>
    </message>
    <message>
        <source>Wait before the next try</source>
        <translation>صبر کنید تا تلاش بعدی</translation>
    </message>
    <message>
        <source>PIN stopped</source>
        <translation>رمز از کار افتاده</translation>
    </message>
    <message>
        <source>PIN of {name}</source>
        <translation>رمز {name}</translation>
    </message>
    <message>
        <source>Type your PIN</source>
        <translation>رمزتان را بزنید</translation>
    </message>
    <message>
        <source>Choose your name first</source>
        <translation>نخست نام خود را برگزینید</translation>
    </message>
    <message>
        <source>Training is on: nothing is recorded</source>
        <translation>حالت آموزش روشن است: چیزی ثبت نمی‌شود</translation>
    </message>
    <message>
        <source>Sign in and open the shift</source>
        <translation>ورود و باز کردن شیفت</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>ورود</translation>
    </message>
    <message>
        <source>Sign in for training</source>
        <translation>ورود به آموزش</translation>
    </message>
    <message>
        <source>Checking the PIN…</source>
        <translation>در حال بررسی رمز…</translation>
    </message>
    <message>
        <source>The basket left open on the counter waits meanwhile, and comes back when training ends.</source>
        <translation>سبدی که باز مانده سر جایش می‌ماند و با پایان آموزش برمی‌گردد.</translation>
    </message>
    <message>
        <source>Who is at the till?</source>
        <translation>چه کسی پشت صندوق است؟</translation>
    </message>
    <message>
        <source>Training mode, nothing is recorded</source>
        <translation>حالت آموزش، بی‌ثبت</translation>
    </message>
    <message>
        <source>Press your name, or use the up and down keys; then type your PIN. A staff card works too.</source>
        <translation>نامتان را بزنید یا با کلیدهای بالا و پایین برگزینید، بعد رمز را بزنید. کارت پرسنلی هم پذیرفته است.</translation>
    </message>
    <message>
        <source>A new till, or a lost one?</source>
        <translation>صندوق تازه یا از دست رفته؟</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>بازیابی</translation>
    </message>
    <message>
        <source>Nobody can sign in yet</source>
        <translation>هنوز کسی نمی‌تواند وارد شود</translation>
    </message>
    <message>
        <source>Add the people of this branch from another till, or start with recovery.</source>
        <translation>کارکنان این شعبه را از صندوقی دیگر بیفزایید یا با بازیابی آغاز کنید.</translation>
    </message>
    <message>
        <source>PIN pad</source>
        <translation>صفحه‌کلید رمز</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>ورود</translation>
    </message>
</context>
</TS>
