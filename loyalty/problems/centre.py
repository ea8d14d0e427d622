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
