<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>CertificateField</name>
    <message>
        <source>Certificates (*.pem *.crt *.cer *.der);;All files (*)</source>
        <translation>گواهی‌ها (*.pem *.crt *.cer *.der);;همهٔ پرونده‌ها (*)</translation>
    </message>
    <message>
        <source>Certificate of the centre&apos;s authority</source>
        <translation>گواهی مرجع مرکز</translation>
    </message>
    <message>
        <source>Certificate of the centre&apos;s authority (usually left empty)</source>
        <translation>گواهی مرجع مرکز (بیشتر وقت‌ها خالی)</translation>
    </message>
    <message>
        <source>Only where whoever runs the centre gave you a file for it, such as cert.pem.</source>
        <translation>تنها اگر گردانندهٔ مرکز پرونده‌ای (مانند cert.pem) برای آن به شما داده است.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>انتخاب…</translation>
    </message>
</context>
<context>
    <name>PrinterForm</name>
    <message>
        <source>Folder for printed pictures</source>
        <translation>پوشهٔ تصویر رسیدها</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>نشانی</translation>
    </message>
    <message>
        <source>The printer&apos;s IP address, e.g. 192.168.1.50</source>
        <translation>نشانی IP چاپگر، مثلاً ‎192.168.1.50</translation>
    </message>
    <message>
        <source>Vendor and product</source>
        <translation>سازنده و محصول</translation>
    </message>
    <message>
        <source>Two numbers in hexadecimal, e.g. 04b8:0e15</source>
        <translation>دو عدد شانزده‌شانزدهی، مثلاً ‎04b8:0e15</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>درگاه</translation>
    </message>
    <message>
        <source>e.g. COM3 or /dev/ttyUSB0@19200</source>
        <translation>مثلاً COM3 یا ‎/dev/ttyUSB0@19200</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>صف چاپ</translation>
    </message>
    <message>
        <source>The printer&apos;s name in the system</source>
        <translation>نام چاپگر در سیستم</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>چاپگر</translation>
    </message>
    <message>
        <source>The printer&apos;s name in Windows</source>
        <translation>نام چاپگر در ویندوز</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>پوشه</translation>
    </message>
    <message>
        <source>Every slip becomes a picture here; to try without a printer.</source>
        <translation>هر رسید این‌جا یک تصویر می‌شود؛ برای آزمودن بی چاپگر.</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>در حال چاپ…</translation>
    </message>
    <message>
        <source>Print a test</source>
        <translation>چاپ آزمایشی</translation>
    </message>
    <message>
        <source>Printed. The paper is nearly at its end.</source>
        <translation>چاپ شد. کاغذ رو به پایان است.</translation>
    </message>
    <message>
        <source>Printed. Look at the paper: both edges must be whole.</source>
        <translation>چاپ شد. به کاغذ نگاه کنید: هر دو لبه باید کامل باشند.</translation>
    </message>
    <message>
        <source>Perhaps not all of it is on paper.</source>
        <translation>شاید همهٔ آن روی کاغذ نیامده باشد.</translation>
    </message>
    <message>
        <source>How the printer is connected</source>
        <translation>چاپگر چگونه وصل است؟</translation>
    </message>
    <message>
        <source>No printer</source>
        <translation>بدون چاپگر</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>شبکه</translation>
    </message>
    <message>
        <source>USB</source>
        <translation>USB</translation>
    </message>
    <message>
        <source>Serial port</source>
        <translation>درگاه سریال</translation>
    </message>
    <message>
        <source>System queue (CUPS)</source>
        <translation>صف چاپ سیستم (CUPS)</translation>
    </message>
    <message>
        <source>Windows printer</source>
        <translation>چاپگر ویندوز</translation>
    </message>
    <message>
        <source>Pictures in a folder</source>
        <translation>تصویر در یک پوشه</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>کاغذ</translation>
    </message>
    <message>
        <source>80 mm</source>
        <translation>80 میلی‌متر</translation>
    </message>
    <message>
        <source>58 mm</source>
        <translation>58 میلی‌متر</translation>
    </message>
    <message>
        <source>Cash drawer</source>
        <translation>کشوی پول</translation>
    </message>
    <message>
        <source>None</source>
        <translation>ندارد</translation>
    </message>
    <message>
        <source>Pin 2</source>
        <translation>پایهٔ 2</translation>
    </message>
    <message>
        <source>Pin 5</source>
        <translation>پایهٔ 5</translation>
    </message>
    <message>
        <source>Cutting</source>
        <translation>برش</translation>
    </message>
    <message>
        <source>Partly</source>
        <translation>نیمه</translation>
    </message>
    <message>
        <source>Whole</source>
        <translation>کامل</translation>
    </message>
    <message>
        <source>No cutter</source>
        <translation>بدون برش</translation>
    </message>
    <message>
        <source>The printer answers (it can say that the paper is out)</source>
        <translation>چاپگر پاسخ می‌دهد (می‌گوید کاغذ تمام شده است)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>انتخاب…</translation>
    </message>
</context>
<context>
    <name>SheetView</name>
    <message>
        <source>Recovery code to scan</source>
        <translation>کد بازیابی برای خواندن</translation>
    </message>
</context>
</TS>
