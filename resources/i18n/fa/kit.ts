<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>AmountEdit</name>
    <message>
        <source>Nothing below zero goes in here: take the minus away.</source>
        <translation>این‌جا کمتر از صفر نمی‌شود؛ علامت منها را بردارید.</translation>
    </message>
    <message>
        <source>A whole number goes in here, without a fraction.</source>
        <translation>این‌جا عدد درست می‌نشیند، بی اعشار.</translation>
    </message>
    <message>
        <source>One number goes in here, of digits alone.</source>
        <translation>این‌جا یک عدد می‌نشیند، فقط با رقم.</translation>
    </message>
</context>
<context>
    <name>DayEdit</name>
    <message>
        <source>There is no such day in the calendar</source>
        <translation>چنین روزی در تقویم نیست</translation>
    </message>
    <message>
        <source>This month has {days} days: its last day was taken</source>
        <translation>این ماه {days} روز دارد؛ روز آخرش گذاشته شد</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Clear the PIN</source>
        <translation>پاک کردن رمز</translation>
    </message>
    <message>
        <source>Erase the last figure</source>
        <translation>پاک کردن آخرین رقم</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} از {total}</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>حدود {time} مانده</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>انصراف</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>بستن</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>Close this line</source>
        <translation>بستن این پیام</translation>
    </message>
</context>
</TS>
