<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>EditorPage</name>
    <message numerus="yes">
        <source>%n rows are not finished and are left out</source>
        <translation>
            <numerusform>%n row is not finished and is left out</numerusform>
            <numerusform>%n rows are not finished and are left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PublishSheet</name>
    <message numerus="yes">
        <source>It is being given to %n members. The till waits until that is written.</source>
        <translation>
            <numerusform>It is being given to %n member. The till waits until that is written.</numerusform>
            <numerusform>It is being given to %n members. The till waits until that is written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It reaches %n members today.</source>
        <translation>
            <numerusform>It reaches %n member today.</numerusform>
            <numerusform>It reaches %n members today.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Up to %n members are given it at once, each for one purchase.</source>
        <translation>
            <numerusform>Up to %n member is given it at once, for one purchase.</numerusform>
            <numerusform>Up to %n members are given it at once, each for one purchase.</numerusform>
        </translation>
    </message>
</context>
</TS>
