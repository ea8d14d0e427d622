<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>DayPage</name>
    <message numerus="yes">
        <source>%n purchases of members</source>
        <translation>
            <numerusform>%n purchase of a member</numerusform>
            <numerusform>%n purchases of members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %n sales</source>
        <translation>
            <numerusform>of %n sale</numerusform>
            <numerusform>of %n sales</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PapersPage</name>
    <message numerus="yes">
        <source>%n older slips</source>
        <translation>
            <numerusform>%n older slip</numerusform>
            <numerusform>%n older slips</numerusform>
        </translation>
    </message>
</context>
</TS>
