<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>EndingSheet</name>
    <message numerus="yes">
        <source>%n points end</source>
        <translation>
            <numerusform>%n point ends</numerusform>
            <numerusform>%n points end</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cards open nothing any more</source>
        <translation>
            <numerusform>%n card opens nothing any more</numerusform>
            <numerusform>%n cards open nothing any more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LotTable</name>
    <message numerus="yes">
        <source>%n lots together</source>
        <translation>
            <numerusform>%n lot together</numerusform>
            <numerusform>%n lots together</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gains together</source>
        <translation>
            <numerusform>%n gain together</numerusform>
            <numerusform>%n gains together</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemberCounts</name>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more days</source>
        <translation>
            <numerusform>%n more day</numerusform>
            <numerusform>%n more days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemberHeader</name>
    <message numerus="yes">
        <source>%n members merged</source>
        <translation>
            <numerusform>%n member merged</numerusform>
            <numerusform>%n members merged</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SideColumn</name>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
</context>
</TS>
