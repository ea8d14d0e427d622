<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>GroupForm</name>
    <message>
        <source>New group</source>
        <translation>گروه تازه</translation>
    </message>
    <message>
        <source>Product group</source>
        <translation>گروه کالایی</translation>
    </message>
    <message>
        <source>No unit</source>
        <translation>بی واحد</translation>
    </message>
    <message>
        <source>Persian name</source>
        <translation>نام فارسی</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>نام انگلیسی</translation>
    </message>
    <message>
        <source>Code (never changes)</source>
        <translation>کد (عوض نمی‌شود)</translation>
    </message>
    <message>
        <source>Margin, percent (empty: unknown)</source>
        <translation>حاشیهٔ سود، درصد (خالی: نامعلوم)</translation>
    </message>
    <message>
        <source>Floor of the margin, percent</source>
        <translation>کف حاشیهٔ سود، درصد</translation>
    </message>
    <message>
        <source>VAT, percent</source>
        <translation>مالیات، درصد</translation>
    </message>
    <message>
        <source>Unit of what is sold by weight or length</source>
        <translation>واحد کالای وزنی یا متری</translation>
    </message>
    <message>
        <source>No offer takes a price below the floor, whatever offers come together.</source>
        <translation>هیچ آفری قیمت را از کف پایین‌تر نمی‌برد، هر چند آفر با هم برسند.</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>انتشار</translation>
    </message>
</context>
<context>
    <name>ImportSheet</name>
    <message>
        <source>From a file</source>
        <translation>از پرونده</translation>
    </message>
    <message>
        <source>Rows read</source>
        <translation>ردیف خوانده‌شده</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>افزوده شد</translation>
    </message>
    <message>
        <source>Known already</source>
        <translation>از پیش بود</translation>
    </message>
    <message>
        <source>Known with other words: kept as they are here</source>
        <translation>با مشخصات دیگر بود: همان که اینجاست ماند</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>پذیرفته نشد</translation>
    </message>
    <message>
        <source>Mend these lines in the file and bring it again: what is here is not taken twice.</source>
        <translation>این سطرها را در پرونده درست کنید و دوباره بیاورید: آنچه اینجاست دو بار وارد نمی‌شود.</translation>
    </message>
    <message>
        <source>Every row is in order.</source>
        <translation>همهٔ ردیف‌ها درست است.</translation>
    </message>
    <message>
        <source>Line {number}</source>
        <translation>سطر {number}</translation>
    </message>
</context>
<context>
    <name>ProductForm</name>
    <message>
        <source>New product</source>
        <translation>کالای تازه</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>کالا</translation>
    </message>
    <message>
        <source>Barcode (scan it)</source>
        <translation>بارکد (اسکن کنید)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>نام</translation>
    </message>
    <message>
        <source>Product group</source>
        <translation>گروه کالایی</translation>
    </message>
    <message>
        <source>Price with VAT, {unit}</source>
        <translation>قیمت با مالیات، {unit}</translation>
    </message>
    <message>
        <source>VAT, percent</source>
        <translation>مالیات، درصد</translation>
    </message>
    <message>
        <source>The shop&apos;s own code (never changes)</source>
        <translation>کد خود فروشگاه (عوض نمی‌شود)</translation>
    </message>
    <message>
        <source>How it is sold</source>
        <translation>چگونه فروخته می‌شود</translation>
    </message>
    <message>
        <source>By the piece</source>
        <translation>دانه‌ای</translation>
    </message>
    <message>
        <source>By weight or length</source>
        <translation>وزنی یا متری</translation>
    </message>
    <message>
        <source>Is sold</source>
        <translation>فروخته می‌شود</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>ذخیره</translation>
    </message>
</context>
<context>
    <name>Products</name>
    <message>
        <source>By weight or length</source>
        <translation>وزنی یا متری</translation>
    </message>
    <message>
        <source>By the piece</source>
        <translation>دانه‌ای</translation>
    </message>
</context>
<context>
    <name>ProductsScreen</name>
    <message>
        <source>Not sold</source>
        <translation>فروخته نمی‌شود</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>نامعلوم</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>کالا</translation>
    </message>
    <message>
        <source>New product</source>
        <translation>کالای تازه</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>چیزی پیدا نشد</translation>
    </message>
    <message>
        <source>Taking {file}</source>
        <translation>خواندن {file}</translation>
    </message>
    <message>
        <source>{name} is in the catalogue</source>
        <translation>{name} به کالاها افزوده شد</translation>
    </message>
    <message>
        <source>{name} is changed</source>
        <translation>{name} عوض شد</translation>
    </message>
    <message>
        <source>{name} was like this already</source>
        <translation>{name} همین‌طور بود</translation>
    </message>
    <message>
        <source>The group {name} is published</source>
        <translation>گروه {name} منتشر شد</translation>
    </message>
    <message>
        <source>Stopped; what was taken before stays</source>
        <translation>متوقف شد؛ آنچه پیش‌تر آمده می‌ماند</translation>
    </message>
    <message numerus="yes">
        <source>%n products are written</source>
        <translation>
            <numerusform>%n کالا نوشته شد</numerusform>
        </translation>
    </message>
    <message>
        <source>Products from a file</source>
        <translation>کالاها از پرونده</translation>
    </message>
    <message>
        <source>Products into a file</source>
        <translation>کالاها در پرونده</translation>
    </message>
    <message>
        <source>Products ({count})</source>
        <translation>کالاها ({count})</translation>
    </message>
    <message>
        <source>Groups and margins ({count})</source>
        <translation>گروه‌ها و حاشیهٔ سود ({count})</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>همهٔ گروه‌ها</translation>
    </message>
    <message>
        <source>Look in all groups, or scan the barcode to begin a new product.</source>
        <translation>در همهٔ گروه‌ها بگردید، یا بارکد را اسکن کنید تا کالای تازه آغاز شود.</translation>
    </message>
    <message>
        <source>The catalogue is empty</source>
        <translation>هنوز کالایی نیست</translation>
    </message>
    <message>
        <source>Scan a barcode to begin the first product, or bring a file.</source>
        <translation>بارکدی را اسکن کنید تا نخستین کالا آغاز شود، یا پرونده‌ای بیاورید.</translation>
    </message>
    <message>
        <source>Find or scan a product</source>
        <translation>یافتن یا اسکن کالا</translation>
    </message>
    <message>
        <source>Scan a barcode, or type a name or code</source>
        <translation>بارکد را اسکن کنید، یا نام یا کد را بنویسید</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>پرونده‌ها</translation>
    </message>
    <message>
        <source>From a CSV file…</source>
        <translation>از پروندهٔ CSV…</translation>
    </message>
    <message>
        <source>Into a CSV file…</source>
        <translation>به پروندهٔ CSV…</translation>
    </message>
    <message>
        <source>Only this group</source>
        <translation>تنها این گروه</translation>
    </message>
    <message>
        <source>Not sold any more too</source>
        <translation>با آنچه دیگر فروخته نمی‌شود</translation>
    </message>
    <message>
        <source>Products or groups</source>
        <translation>کالاها یا گروه‌ها</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>گروه تازه</translation>
    </message>
    <message>
        <source>No offer takes a price below the floor of its group.</source>
        <translation>هیچ آفری قیمت را از کف گروهش پایین‌تر نمی‌برد.</translation>
    </message>
    <message>
        <source>Margins are the business of who sets policy; here they are only shown.</source>
        <translation>حاشیهٔ سود کار کسی است که سیاست را تعیین می‌کند؛ اینجا تنها نشان داده می‌شود.</translation>
    </message>
    <message>
        <source>No groups yet</source>
        <translation>هنوز گروهی نیست</translation>
    </message>
    <message>
        <source>Groups carry VAT, the margin and the floor no offer goes under.</source>
        <translation>گروه‌ها مالیات، حاشیهٔ سود و کفی را که هیچ آفری از آن نمی‌گذرد با خود دارند.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>نام</translation>
    </message>
    <message>
        <source>Barcode</source>
        <translation>بارکد</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>گروه</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>قیمت</translation>
    </message>
    <message>
        <source>VAT</source>
        <translation>مالیات</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>فروش</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>کالاها</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>حاشیهٔ سود</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>کف</translation>
    </message>
    <message>
        <source>Groups and margins</source>
        <translation>گروه‌ها و حاشیهٔ سود</translation>
    </message>
</context>
</TS>
