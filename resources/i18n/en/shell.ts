<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CustomerWindow</name>
    <message numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StateLineView</name>
    <message numerus="yes">
        <source>%n facts waiting</source>
        <translation>
            <numerusform>%n fact waiting</numerusform>
            <numerusform>%n facts waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n papers waiting</source>
        <translation>
            <numerusform>%n paper waiting</numerusform>
            <numerusform>%n papers waiting</numerusform>
        </translation>
    </message>
</context>
</TS>
