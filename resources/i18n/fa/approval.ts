<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>Approval</name>
    <message>
        <source>approved by {name}</source>
        <translation>با تأیید {name}</translation>
    </message>
</context>
<context>
    <name>ApprovalSheet</name>
    <message>
        <source>To approve: {act}</source>
        <translation>برای تأیید: {act}</translation>
    </message>
    <message>
        <source>Somebody who may do this gives their PIN; it is signed with their own key.</source>
        <translation>کسی که این حق را دارد رمزش را می‌زند؛ با کلید خودش امضا می‌شود.</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>تأیید</translation>
    </message>
    <message>
        <source>PIN of {name}</source>
        <translation>رمز {name}</translation>
    </message>
    <message>
        <source>Type the PIN</source>
        <translation>رمز را بزنید</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>تأیید دیگری</translation>
    </message>
</context>
</TS>
