<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Entrance</name>
    <message numerus="yes">
        <source>After %n wrong PINs in a row, that PIN stops working.</source>
        <translation>
            <numerusform>After %n wrong PIN, that PIN stops working.</numerusform>
            <numerusform>After %n wrong PINs in a row, that PIN stops working.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n baskets</source>
        <translation>
            <numerusform>%n basket</numerusform>
            <numerusform>%n baskets</numerusform>
        </translation>
    </message>
</context>
</TS>
