"""Sentences for whoever runs a centre, or wants to join one, and on a till whose past a centre doubts."""

from __future__ import annotations

from loyalty.problems.problem import Problem

PROBLEMS = {
    "join_no_answer": Problem(
        "مرکزی در {url} پاسخ نداد؛ چیزی پیوسته نشد.",
        "No centre answered at {url}; nothing was joined.",
        "خط، نشانی، درگاه و http یا https آن را ببینید و همین را دوباره بدهید؛ کد هنوز به کار می‌آید.",
        "Look at the line, the address, the port, and http or https; then do the same again: the code is still good.",
    ),
    "join_name_unknown": Problem(
        "نام {host} پیدا نشد؛ چیزی پیوسته نشد.",
        "The name {host} was not found; nothing was joined.",
        "خط و نشانی را ببینید و همین را دوباره بدهید؛ کد هنوز به کار می‌آید.",
        "Look at the line and the address, then do the same again: the code is still good.",
    ),
    "centre_speaks_plain": Problem(
        "در {url} بی TLS پاسخ داده شد؛ چیزی فرستاده نشد.",
        "What answers at {url} speaks without TLS; nothing was sent.",
        "اگر مرکز روی همین دستگاه یا شبکهٔ خودتان است، نشانی را با http:// بنویسید: {better}؛ وگرنه گردانندهٔ مرکز با --tls-cert به "
        "آن گواهی بدهد.",
        "If the centre is on this machine or your own network, write the address with http://: {better}. Else whoever runs it has to "
        "give it a certificate (--tls-cert).",
    ),
    "centre_speaks_tls": Problem(
        "آنچه در {url} گوش می‌دهد تنها با https پاسخ می‌دهد؛ چیزی رد و بدل نشد.",
        "What listens at {url} answers over https alone; nothing was exchanged.",
        "نشانی را با https:// بنویسید: {better}",
        "Write the address with https://: {better}",
    ),
    "port_taken": Problem(
        "درگاه {port} در {host} گرفته است؛ شاید مرکزی هم‌اکنون گوش می‌دهد.",
        "Port {port} at {host} is taken; perhaps a centre listens there already.",
        "آن را بایستانید، یا با --port درگاه دیگری بدهید.",
        "Stop it, or give another one with --port.",
    ),
    "port_forbidden": Problem(
        "این کاربر نمی‌تواند در درگاه {port} گوش دهد.",
        "This user may not listen on port {port}.",
        "درگاهی بالای 1023 با --port بدهید، مانند 8440.",
        "Give a port above 1023 with --port, such as 8440.",
    ),
    "host_not_here": Problem(
        "{host} نشانی این دستگاه نیست، یا پیدا نشد.",
        "{host} is no address of this machine, or was not found.",
        "برای همین دستگاه 127.0.0.1 و برای همهٔ شبکه 0.0.0.0 با --host بدهید.",
        "With --host give 127.0.0.1 for this machine alone, or 0.0.0.0 for the whole network.",
    ),
    "tls_half": Problem(
        "برای TLS هم گواهی لازم است و هم کلید آن.",
        "TLS takes both a certificate and its key.",
        "هر دوی --tls-cert و --tls-key را بدهید، یا هیچ‌کدام را.",
        "Give both --tls-cert and --tls-key, or neither.",
    ),
    "tls_unreadable": Problem(
        "گواهی {certificate} و کلید {key} خوانده نشد، یا به هم نمی‌خورند.",
        "The certificate {certificate} and the key {key} cannot be read, or do not belong together.",
        "هر دو PEM و کلید بی رمز باشد.",
        "Both have to be PEM, and the key without a password.",
    ),
    "option_not_number": Problem(
        "{option} باید عددی از ۱ تا {most} باشد، نه {value}.",
        "{option} has to be a number from 1 to {most}, not {value}.",
        "راهنما با --help.",
        "See --help.",
    ),
    "centre_missing": Problem(
        "در {path} مرکزی نیست.",
        "There is no centre in {path}.",
        "پوشه را با --db بدهید، یا با new-business مرکزی بسازید.",
        "Name its folder with --db, or make a centre with new-business.",
    ),
    "centre_parts_missing": Problem(
        "بخش‌هایی که مرکز به آن‌ها نیاز دارد نصب نیست ({part}).",
        "What the centre alone needs is not installed ({part}).",
        "در پوشهٔ برنامه: pip install -c constraints.txt -e '.[centre]'",
        "In the folder of the program: pip install -c constraints.txt -e '.[centre]'",
    ),
    "centre_folder_unusable": Problem(
        "{path} را نمی‌شود خواند یا نوشت.",
        "{path} cannot be read or written.",
        "نشانی و اجازه‌های پوشه را ببینید.",
        "Look at the path and at who may use it.",
    ),
    "business_none": Problem(
        "در این مرکز هنوز کسب‌وکاری نیست.",
        "There is no business at this centre yet.",
        "یکی بسازید: bashgah-centre new-business --name …",
        "Make one: bashgah-centre new-business --name …",
    ),
    "business_unknown": Problem(
        "چنین کسب‌وکاری در مرکز نیست: {business}",
        "There is no such business at the centre: {business}",
        "نام یا شناسه را وارسی کنید.",
        "Check the name or the id.",
    ),
    "business_not_found": Problem(
        "چنین کسب‌وکاری در مرکز نیست: {business}. آنچه هست: {known}",
        "There is no such business at the centre: {business}. There are: {known}",
        "یکی را با نام یا شناسه‌اش به ‎--business‎ بدهید.",
        "Give --business the name or the id of one.",
    ),
    "business_ambiguous": Problem(
        "چند کسب‌وکار «{business}» نام دارند: {known}",
        "Several businesses are called “{business}”: {known}",
        "شناسهٔ یکی را، که در پرانتز است، به ‎--business‎ بدهید.",
        "Give --business the id of one, which stands in brackets.",
    ),
    "business_not_named": Problem(
        "مرکز {count} کسب‌وکار دارد: {known}",
        "The centre has {count} businesses: {known}",
        "با ‎--business‎ یکی را نام ببرید؛ آن‌ها را که هم‌نام‌اند با شناسه‌شان.",
        "Name one with --business; those of one name by their id.",
    ),
    "business_without_name": Problem(
        "کسب‌وکار نامی ندارد.",
        "The business has no name.",
        "با ‎--name‎ نامی بدهید.",
        "Give one with --name.",
    ),
    "branch_without_name": Problem(
        "نام شعبه خالی است.",
        "The name of the branch is empty.",
        "نام آن را بنویسید؛ برای فروشگاهی که شعبهٔ خودش را می‌آورد ‎--own-branch‎ را به کار ببرید.",
        "Write its name; for a shop that brings its own branch use --own-branch.",
    ),
    "branch_name_unfit": Problem(
        "نام شعبه تا {most} نشانه و بی نشانه‌های ناپیدا باشد.",
        "A branch’s name has at most {most} signs, and none that cannot be seen.",
        "نامی کوتاه‌تر بدهید.",
        "Give a shorter one.",
    ),
    "branch_known_at_centre": Problem(
        "شعبه‌ای با نام «{branch}» هست: {known}",
        "There is a branch called “{branch}” already: {known}",
        "برای صندوق دیگری از آن ‎--branch‎ را به کار ببرید؛ برای شعبه‌ای دیگر نامی دیگر بدهید.",
        "For one more till of it use --branch; for another branch give another name.",
    ),
    "branch_unknown_at_centre": Problem(
        "چنین شعبه‌ای در مرکز نیست: {branch}. آنچه هست: {known}",
        "There is no such branch at the centre: {branch}. There are: {known}",
        "برای شعبهٔ تازه ‎--new-branch‎ را به کار ببرید.",
        "For a new branch use --new-branch.",
    ),
    "branch_ambiguous_at_centre": Problem(
        "چند شعبه «{branch}» نام دارند: {known}",
        "Several branches are called “{branch}”: {known}",
        "شناسهٔ یکی را، که در پرانتز است، به ‎--branch‎ بدهید.",
        "Give --branch the id of one, which stands in brackets.",
    ),
    "till_not_here": Problem(
        "چنین صندوقی در این کسب‌وکار نیست: {till}. آنچه هست: {known}",
        "There is no such till in this business: {till}. There are: {known}",
        "دستور tills همه را نشان می‌دهد.",
        "The command tills shows them all.",
    ),
    "till_ambiguous": Problem(
        "چند صندوق {till} نام دارند: {known}",
        "Several tills are called {till}: {known}",
        "شناسهٔ یکی را، که در پرانتز است، بدهید.",
        "Give the id of one, which stands in brackets.",
    ),
    "till_retired_already": Problem(
        "این صندوق پیش‌تر برکنار شده است: {till}",
        "This till has been retired before: {till}",
        "کار دیگری لازم نیست.",
        "Nothing more is needed.",
    ),
    "retiring_needs_two": Problem(
        "این صندوق در یک روز گذشته این‌جا بوده است؛ برکناری‌اش دو نفر می‌خواهد.",
        "This till was here within a day; retiring it takes two people.",
        "‎--by‎ را دو بار با دو نام بیاورید، یا یک روز صبر کنید.",
        "Give --by twice with two names, or wait a day.",
    ),
    "centre_schema_newer": Problem(
        "پایگاه مرکز از برنامه تازه‌تر است ({found}، برنامه تا {known} را می‌شناسد).",
        "The centre’s database is newer than the program ({found}; the program knows up to {known}).",
        "برنامه را به‌روز کنید.",
        "Update the program.",
    ),
    "database_unreachable": Problem(
        "پایگاه دادهٔ مرکز پاسخ نمی‌دهد.",
        "The centre’s database does not answer.",
        "نشانی ‎--db‎ و خود پایگاه را وارسی کنید.",
        "Check the address in --db, and the database itself.",
    ),
    "database_role_too_strong": Problem(
        "کاربر پایگاه داده از مرز میان کسب‌وکارها می‌گذرد.",
        "The database’s user passes the fence between businesses.",
        "کاربری بدون SUPERUSER و BYPASSRLS بسازید و با همان وصل شوید.",
        "Make a user without SUPERUSER and BYPASSRLS, and connect as that one.",
    ),
    "centre_backup_exists": Problem(
        "چنین پرونده‌ای هست: {path}",
        "There is such a file already: {path}",
        "نام دیگری بدهید.",
        "Give another name.",
    ),
    "centre_backup_unreadable": Problem(
        "این پشتیبان مرکز نیست یا آسیب دیده است: {path}",
        "This is not a backup of a centre, or it is damaged: {path}",
        "پشتیبان دیگری بیازمایید.",
        "Try another backup.",
    ),
    "centre_not_empty": Problem(
        "این مرکز خالی نیست؛ پشتیبان تنها در مرکزی خالی بازگردانده می‌شود.",
        "This centre is not empty; a backup goes into an empty one only.",
        "با ‎--db‎ پوشه‌ای تازه یا پایگاهی خالی نام ببرید.",
        "Name a new folder or an empty database with --db.",
    ),
    "route_without_permission": Problem(
        "نشانی‌ای بی‌آنکه گفته شود چه کسی اجازه دارد: {route}",
        "A route of which nobody has said who may use it: {route}",
        "آن را در central/http/permissions.py بیاورید.",
        "Put it into central/http/permissions.py.",
    ),
    "till_doubtful": Problem(
        "دو دستگاه با کلید این صندوق کار کرده‌اند (پوشه‌اش رونوشت شده است)؛ تا روشن‌شدن، از اعتبار کسی برنمی‌دارد.",
        "Two machines have worked with the key of this till (its folder was copied); until that is settled it takes from nobody’s credit.",
        "فروش بی اعتبار ادامه دارد. تنها با یکی از دو دستگاه کار کنید؛ گردانندهٔ مرکز این صندوق را برکنار کند (bashgah-centre "
        "retire-till) و همان یکی با کدی تازه بپیوندد (bashgah join).",
        "Selling without credit goes on. Work on with one of the two machines alone; whoever runs the centre takes this till out of use "
        "(bashgah-centre retire-till), and that one joins again with a new code (bashgah join).",
    ),
    "till_behind": Problem(
        "این صندوق به گذشته برگشته بود و هنوز همهٔ آنچه را پیش‌تر ثبت کرده بود از مرکز نگرفته است؛ تا آن هنگام از اعتبار کسی برنمی‌دارد.",
        "This till was put back to an older state, and has not fetched all it had recorded from the centre yet; until then it takes from "
        "nobody’s credit.",
        "فروش بی اعتبار ادامه دارد. تبادل را دنبال کنید (bashgah sync)؛ اگر ماند، مالک را خبر کنید.",
        "Selling without credit goes on. Let it exchange on (bashgah sync); if it stays so, tell the owner.",
    ),
    "till_was_behind": Problem(
        "این صندوق به گذشته برگشته بود؛ آنچه پیش‌تر به مرکز فرستاده بود از آن‌جا پس گرفته شد.",
        "This till had been put back to an older state; what it had sent before was fetched from the centre again.",
        "آنچه هرگز به مرکز نرسیده بود این‌جا نیست: رسیدهای آن هنگام را با فهرست فروش بسنجید.",
        "What had never reached the centre is not here: compare the receipts of that time with the list of sales.",
    ),
}
