"""Refusals of files, rows and products brought in from elsewhere. A row's reason is a short clause in a list."""

from __future__ import annotations

from loyalty.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "import_no_folder": Problem(
        "پوشهٔ «{folder}» پیدا نشد.",
        "The folder “{folder}” was not found.",
        "نشانی پوشه‌ای را بدهید که پرونده‌های CSV در آن است.",
        "Name the folder that holds the CSV files.",
    ),
    "import_nothing": Problem(
        "در پوشهٔ «{folder}» پرونده‌ای برای وارد کردن نیست.",
        "There is nothing to import in “{folder}”.",
        "نام پرونده‌ها باید members.csv، purchases.csv و مانند آن باشد (یا با پایان ‎.gz).",
        "Files are named members.csv, purchases.csv and so on (or end in .gz).",
    ),
    "import_two_files": Problem(
        "از «{file}» هم پروندهٔ ساده هست و هم فشرده.",
        "“{file}” is there twice, plain and as .gz.",
        "یکی از دو پرونده را بردارید.",
        "Take one of the two away.",
    ),
    "import_not_a_file": Problem(
        "«{file}» پرونده نیست.",
        "“{file}” is not a file.",
        "پروندهٔ CSV بگذارید.",
        "Put a CSV file in its place.",
    ),
    "import_file_damaged": Problem(
        "پروندهٔ «{file}» در خط {line} خراب یا ناتمام است.",
        "The file “{file}” is damaged or cut off at line {line}.",
        "پرونده را دوباره از سامانهٔ پیشین بگیرید.",
        "Export it again from where it came.",
    ),
    "import_wrong_encoding": Problem(
        "خط {line} پروندهٔ «{file}» با کدگذاری UTF-8 نوشته نشده است.",
        "Line {line} of “{file}” is not written in UTF-8.",
        "پرونده را با کدگذاری UTF-8 ذخیره کنید (در اکسل: CSV UTF-8).",
        "Save the file as UTF-8 (in Excel: CSV UTF-8).",
    ),
    "import_too_large": Problem(
        "پروندهٔ «{file}» در خط {line} از اندازهٔ پذیرفته گذشت.",
        "The file “{file}” passes the size allowed at line {line}.",
        "آن را به چند پوشه بخش کنید و یکی پس از دیگری وارد کنید.",
        "Split it over several folders and import them one after another.",
    ),
    "import_bomb": Problem(
        "پروندهٔ فشردهٔ «{file}» بیش از اندازه باز می‌شود؛ خواندن در خط {line} بس شد.",
        "The packed file “{file}” unpacks far beyond its size; reading stopped at line {line}.",
        "پرونده را بی فشردن بدهید.",
        "Give the file unpacked.",
    ),
    "import_hopeless": Problem(
        "بیش از {most} ردیف «{file}» پذیرفته نشد؛ گویا پروندهٔ دیگری است.",
        "More than {most} rows of “{file}” were refused; it seems to be another file.",
        "نخستین ردیف‌های پذیرفته‌نشده را ببینید و پرونده را درست کنید.",
        "Look at the first refused rows and mend the file.",
    ),
    "import_lines_scattered": Problem(
        "قلم‌های خرید در پروندهٔ lines پراکنده‌اند؛ بیش از {most} قلم در انتظار خریدشان ماندند.",
        "The rows of lines are scattered; more than {most} wait for their purchase.",
        "هر دو پرونده را به ترتیب شمارهٔ خرید مرتب کنید.",
        "Sort both files by purchase.",
    ),
    "import_config_broken": Problem(
        "پروندهٔ config.json خوانا نیست: {value}.",
        "The file config.json cannot be read: {value}.",
        "آن را درست کنید یا بردارید.",
        "Mend it or take it away.",
    ),
    "export_not_empty": Problem(
        "پوشهٔ «{folder}» خالی نیست.",
        "The folder “{folder}” is not empty.",
        "پوشهٔ تازه‌ای نام ببرید تا چیزی رونویسی نشود.",
        "Name a new folder, so that nothing is overwritten.",
    ),
    "barcode_wrong": Problem(
        "رقم کنترل بارکد {barcode} درست نیست.",
        "The check digit of the barcode {barcode} is wrong.",
        "بارکد را دوباره اسکن کنید.",
        "Scan the barcode again.",
    ),
    "barcode_taken": Problem(
        "بارکد {barcode} از آنِ کالای «{other}» است.",
        "The barcode {barcode} belongs to “{other}”.",
        "بارکد دیگری بدهید یا آن کالا را تغییر دهید.",
        "Give another barcode, or change that product.",
    ),
    "product_twice": Problem(
        "کالای {product} در این فهرست دو بار آمده است.",
        "The product {product} is in this list twice.",
        "یکی را بردارید.",
        "Take one away.",
    ),
    "product_unknown": Problem(
        "کالایی با کد یا بارکد {value} نیست.",
        "No product has the code or barcode {value}.",
        "آن را در «کالاها» بیفزایید یا مبلغ را در گروه بزنید.",
        "Add it under Products, or ring the amount in a group.",
    ),
    "product_nameless": Problem(
        "کالای {product} نام ندارد.",
        "The product {product} has no name.",
        "نامش را بنویسید.",
        "Write its name.",
    ),
    "product_field_broken": Problem(
        "{field} کالای {product} درست نیست.",
        "The {field} of product {product} is not right.",
        "آن را درست کنید.",
        "Mend it.",
    ),
    "demo_size_wrong": Problem(
        "فروشگاه نمایشی از {least} تا {most} {what} می‌پذیرد.",
        "A demo shop takes {least} to {most} {what}.",
        "عدد دیگری بدهید.",
        "Give another number.",
    ),
    # Reasons a row is refused for.
    "row_column_unknown": Problem(
        "ستون «{value}» شناخته نیست؛ از این پرونده چیزی وارد نشد",
        "the column “{value}” is unknown; nothing of this file was taken",
    ),
    "row_column_twice": Problem("ستون «{value}» دو بار آمده است", "the column “{value}” is there twice"),
    "row_column_missing": Problem("ستون «{value}» نیست", "the column “{value}” is missing"),
    "row_width": Problem(
        "شمار خانه‌ها ({value}) با سرستون‌ها نمی‌خواند",
        "the number of cells ({value}) is not that of the header",
    ),
    "row_too_long": Problem("ردیف بیش از اندازه دراز است", "the row is too long"),
    "row_encoding": Problem("نوشتهٔ این ردیف UTF-8 نیست", "the row is not written in UTF-8"),
    "row_control_byte": Problem("ردیف نویسهٔ کنترلی دارد", "the row holds a control character"),
    "row_quotes": Problem("نشان نقل قول بسته نشده است", "a quotation mark is not closed"),
    "row_id_missing": Problem("شناسه ندارد", "the id is missing"),
    "row_id_too_long": Problem("شناسهٔ «{value}» دراز است", "the id “{value}” is too long"),
    "row_name_too_long": Problem("نام دراز است", "the name is too long"),
    "row_name_missing": Problem("نام ندارد", "the name is missing"),
    "row_amount_too_large": Problem("مبلغ {value} بیش از اندازه است", "the amount {value} is too large"),
    "row_amount_broken": Problem(
        "ناخالص منهای تخفیف با مبلغ نمی‌خواند: {value}", "gross less discount is not the amount: {value}"
    ),
    "row_quantity_not_decimal": Problem("تعداد «{value}» درست نیست", "the quantity “{value}” is not right"),
    "row_quantity_too_large": Problem("تعداد {value} بیش از اندازه است", "the quantity {value} is too large"),
    "row_line_no_invalid": Problem("شمارهٔ قلم {value} درست نیست", "the line number {value} is not right"),
    "row_phone_invalid": Problem("شمارهٔ تلفن درست نیست", "the phone is not right"),
    "row_phone_doubtful": Problem(
        "«{value}» شمارهٔ تلفن نیست؛ همان‌گونه نگه داشته شد، در کارت عضو درستش کنید",
        "“{value}” is no phone number; it is kept as it is written, mend it at the member",
    ),
    "row_yes_or_no": Problem("«{value}» نه آری است و نه نه", "“{value}” is neither yes nor no"),
    "row_kind_unknown": Problem("نوع خرید «{value}» شناخته نیست", "the kind “{value}” is unknown"),
    "row_sale_below_zero": Problem("مبلغ فروش منفی است: {value}", "a sale is below zero: {value}"),
    "row_refund_above_zero": Problem("مبلغ مرجوعی مثبت است: {value}", "a refund is above zero: {value}"),
    "row_sale_names_refund": Problem(
        "فروش است ولی خرید مرجوع‌شده ({value}) دارد", "it is a sale, yet names a refunded purchase ({value})"
    ),
    "row_merged_into_itself": Problem("عضو در خودش ادغام شده است", "the member is merged into itself"),
    "row_merged_in_circle": Problem(
        "ادغام عضو {value} به خودش بازمی‌گردد", "the merging of {value} goes in a circle"
    ),
    "row_merged_into_nobody": Problem(
        "عضوی که در آن ادغام شده ({value}) شناخته نیست", "the member it is merged into ({value}) is unknown"
    ),
    "row_member_unknown": Problem("عضو {value} شناخته نیست", "the member {value} is unknown"),
    "row_campaign_unknown": Problem("کمپین {value} شناخته نیست", "the campaign {value} is unknown"),
    "row_campaign_ends_before_it_begins": Problem(
        "کمپین پیش از آغاز پایان می‌یابد: {value}", "the campaign ends before it begins: {value}"
    ),
    "row_lot_empty": Problem("مقدار اعتبار یا امتیاز باید بیش از صفر باشد", "the amount must be above zero"),
    "row_lot_ends_before_it_begins": Problem(
        "اعتبار پیش از آغاز پایان می‌یابد: {value}", "it ends before it begins: {value}"
    ),
    "row_unit_not_known": Problem(
        "واحد «{value}» نه credit است و نه points", "the unit “{value}” is neither credit nor points"
    ),
    "row_scope_not_known": Problem("دامنهٔ «{value}» شناخته نیست", "the scope “{value}” is unknown"),
    "row_scope_without_branch": Problem(
        "دامنه شعبه است ولی شعبه ندارد", "the scope is the branch, but there is none"
    ),
    "row_price_below_zero": Problem("قیمت {value} منفی است", "the price {value} is below zero"),
    "row_barcode_wrong": Problem(
        "رقم کنترل بارکد {value} درست نیست", "the check digit of the barcode {value} is wrong"
    ),
    "row_barcode_taken": Problem(
        "بارکد {value} از آنِ کالای دیگری است", "the barcode {value} belongs to another product"
    ),
    "row_lines_do_not_add_up": Problem(
        "جمع قلم‌های خرید {value} با آن برابر نیست", "the lines of purchase {value} do not add up to it"
    ),
    "row_line_refused": Problem(
        "یکی از قلم‌های خرید {value} پذیرفته نشد", "a line of purchase {value} was refused"
    ),
    "row_of_refused_purchase": Problem("خرید {value} پذیرفته نشد", "its purchase {value} was refused"),
    "row_without_purchase": Problem("خرید {value} در پرونده‌ها نیست", "there is no purchase {value}"),
    "row_too_many_lines": Problem(
        "خرید {value} بیش از اندازه قلم دارد", "purchase {value} has too many lines"
    ),
}
