<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CentrePanel</name>
    <message numerus="yes">
        <source>%n facts are still to be read</source>
        <translation>
            <numerusform>%n fact is still to be read</numerusform>
            <numerusform>%n facts are still to be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n facts wait to be sent</source>
        <translation>
            <numerusform>%n fact waits to be sent</numerusform>
            <numerusform>%n facts wait to be sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewTables</name>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrustBlock</name>
    <message numerus="yes">
        <source>In one outage at most {worst} can be lost (%n tills, {each} each).</source>
        <translation>
            <numerusform>In one outage at most {worst} can be lost (%n till, up to {each}).</numerusform>
            <numerusform>In one outage at most {worst} can be lost (%n tills, {each} each).</numerusform>
        </translation>
    </message>
</context>
</TS>
