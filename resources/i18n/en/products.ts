<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ProductsScreen</name>
    <message numerus="yes">
        <source>%n products are written</source>
        <translation>
            <numerusform>%n product is written</numerusform>
            <numerusform>%n products are written</numerusform>
        </translation>
    </message>
</context>
</TS>
