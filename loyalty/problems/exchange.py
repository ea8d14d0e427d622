"""Refusals between till and centre."""

from __future__ import annotations

from loyalty.problems.problem import Problem

PROBLEMS = {
    "message_unreadable": Problem(
        "پیامی که رسید پیام باشگاه نیست یا در راه آسیب دیده است.",
        "What came is not a message of Bashgah, or was damaged on its way.",
        "چیزی از دست نرفته است؛ بار دیگر خودکار فرستاده می‌شود. اگر ماند، نشانی مرکز را وارسی کنید.",
        "Nothing is lost; it is sent again by itself. If it stays so, check the address of the centre.",
    ),
    "protocol_unknown": Problem(
        "مرکز و صندوق زبان یکدیگر را نمی‌دانند (نسخهٔ {protocol}).",
        "The centre and the till do not speak the same version ({protocol}).",
        "برنامهٔ کهنه‌تر را به‌روز کنید؛ فروش تا آن هنگام مثل همیشه است.",
        "Update the older of the two; selling goes on as ever until then.",
    ),
    "feed_broken": Problem(
        "آنچه از مرکز رسید به زنجیرهٔ ثبت‌ها نمی‌پیوندد و پذیرفته نشد.",
        "What came from the centre does not join the chain of records and was not taken in.",
        "دوباره خوانده می‌شود؛ اگر ماند، پشتیبانی مرکز را خبر کنید.",
        "It is read again; if it stays so, tell whoever runs the centre.",
    ),
    "uses_nowhere": Problem(
        "هیچ صندوقی حقی از این آفر ندارد که بدهد: سقفش پر شده یا به کار رفته است.",
        "No till has this offer to give any more: its cap is reached, or it has been used.",
        "فروش بی آن ادامه دارد.",
        "The sale goes on without it.",
    ),
    "uses_asked": Problem(
        "حق این آفر نزد {asked} است؛ خواسته شد و هنوز نداده است.",
        "{asked} holds the right to this offer; it was asked and has not given it yet.",
        "فروش بی آن ادامه دارد؛ وقتی آن صندوق به خط آمد می‌شود دوباره کوشید.",
        "The sale goes on without it; try again when that till is on the line.",
    ),
    "rights_nowhere": Problem(
        "این اعتبار اکنون نزد صندوقی نیست که در دسترس باشد.",
        "No till that can be reached holds this credit now.",
        "آنچه همین‌جا خرج‌شدنی است نشان داده شده است.",
        "What can be spent right here is shown.",
    ),
    "till_retired": Problem(
        "این صندوق از کار برکنار شده است.",
        "This till has been retired.",
        "فروش‌هایش نگه داشته می‌شود؛ برای کار دوباره، با کدی تازه آن را به مرکز بپیوندید (bashgah join).",
        "Its sales are kept; to work again, join it to the centre with a new code (bashgah join).",
    ),
    "centre_waits": Problem(
        "مرکز تازه از نسخهٔ پشتیبان برگشته یا در انتظار به‌روزرسانی است و فعلاً اعتباری نمی‌دهد.",
        "The centre was put back from a backup, or waits for an update, and gives no credit for now.",
        "آنچه همین‌جا خرج‌شدنی است نشان داده شده است؛ اندکی بعد دوباره بخواهید.",
        "What can be spent right here is shown; ask again a little later.",
    ),
    "run_refused": Problem(
        "مرکز ثبت‌های این صندوق را نمی‌پذیرد: امضا یا زنجیرهٔ آن‌ها آن نیست که می‌شناسد.",
        "The centre does not take the facts of this till: their signature or chain is not the one it knows.",
        "فروش ادامه دارد و چیزی گم نشده است. «bashgah verify» را اجرا و گردانندهٔ مرکز را خبر کنید.",
        "Selling goes on and nothing is lost. Run “bashgah verify” and tell whoever runs the centre.",
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
    "not_joined": Problem(
        "این فروشگاه به مرکزی نپیوسته است.",
        "This shop belongs to no centre.",
        "با کدی که مرکز داده است بپیوندید: تنظیمات، بخش مرکز.",
        "Join with the code the centre gave: settings, centre.",
    ),
    "joined_already": Problem(
        "این صندوق پیش‌تر به مرکز پیوسته است.",
        "This till belongs to a centre already.",
        "کاری لازم نیست؛ تبادل خودکار است.",
        "Nothing is to be done; exchanges go on by themselves.",
    ),
    "join_needs_owner": Problem(
        "برای صندوق تازه باید یکی از مالکان فروشگاه نام برده شود.",
        "A new till has to be given to an owner of the shop first.",
        "شناسهٔ مالک را بدهید (--as)؛ دیگران را مالک پس از ورود تأیید می‌کند.",
        "Name an owner (--as); the owner approves the others after signing in.",
    ),
    "join_owner_unknown": Problem(
        "«{owner}» مالک این فروشگاه نیست. مالکان: {known}",
        "“{owner}” is no owner of this shop. Its owners: {known}",
        "یکی از آنان را نام ببرید و همین را دوباره بدهید؛ کد هنوز به کار می‌آید.",
        "Name one of them and do the same again: the code is still good.",
    ),
    "join_owner_ambiguous": Problem(
        "چند مالک به نام «{owner}» هستند: {known}",
        "Several owners are called “{owner}”: {known}",
        "شناسهٔ یکی را، که در پرانتز است، بنویسید و همین را دوباره بدهید؛ کد هنوز به کار می‌آید.",
        "Write the id of one, which stands in brackets, and do the same again: the code is still good.",
    ),
    "join_nobody_yet": Problem(
        "مرکز هنوز مالکی از این فروشگاه نمی‌شناسد؛ کسی نمی‌توانست به این صندوق وارد شود.",
        "The centre knows no owner of this shop yet, so nobody could sign in at this till.",
        "نخست فروشگاهی را که مالک دارد (new-shop یکی می‌سازد) با کدی از ‎--own-branch‎ به مرکز بپیوندید؛ سپس همین کد این‌جا "
        "به کار می‌آید.",
        "First join a shop that has its owner (new-shop makes one) with a code made with --own-branch; then this same code "
        "serves here.",
    ),
    "till_name_taken": Problem(
        "صندوق دیگری از این فروشگاه در این میان {till} نام گرفته است.",
        "Another till of this shop has been named {till} meanwhile.",
        "در پوشهٔ خالی دیگری و با همین کد بپیوندید؛ در این پوشه هنوز چیزی ثبت نشده است.",
        "Join in another empty folder, with this same code: nothing has been recorded in this one yet.",
    ),
    "invitation_needs_shop": Problem(
        "این کد برای فروشگاهی است که شعبهٔ خودش را می‌آورد، نه برای پوشه‌ای خالی.",
        "This code is for a shop that brings its own branch, not for an empty folder.",
        "از مرکز کدی برای یک شعبه بگیرید، یا در همان فروشگاه با این کد بپیوندید.",
        "Ask the centre for the code of a branch, or join with this one in that shop.",
    ),
    "tally_differs": Problem(
        "شمار ثبت‌های این صندوق و مرکز با هم نمی‌خواند، پس از دوباره خواندن هم.",
        "This till and the centre count their records differently, even after reading all again.",
        "فروش برجاست؛ به پشتیبانی مرکز خبر دهید و verify را اجرا کنید.",
        "Selling goes on; tell whoever runs the centre, and run verify.",
    ),
    "centre_no_line": Problem(
        "خطی به مرکز نیست.",
        "There is no line to the centre.",
        "فروش مثل همیشه است و پنجرهٔ برنامه خودکار دوباره می‌کوشد. اگر ماند، ببینید شبکه برقرار است و مرکز کار می‌کند.",
        "Selling goes on as ever, and the window tries again by itself. If it stays so, see that the network is there and the centre runs.",
    ),
    "centre_name_unknown": Problem(
        "نام مرکز ({host}) پیدا نشد.",
        "The name of the centre ({host}) was not found.",
        "اینترنت یا نشانی مرکز را وارسی کنید؛ فروش مثل همیشه است.",
        "Check the internet or the address of the centre; selling goes on as ever.",
    ),
    "centre_slow": Problem(
        "مرکز در زمان انتظار پاسخ نداد.",
        "The centre did not answer in time.",
        "خودکار دوباره می‌کوشد؛ چیزی از دست نرفته است.",
        "It tries again by itself; nothing is lost.",
    ),
    "centre_not_centre": Problem(
        "آنچه پاسخ داد مرکز باشگاه نبود (شاید صفحهٔ ورود اینترنت یا یک پراکسی).",
        "What answered was not a centre of Bashgah (perhaps a log-in page of the network, or a proxy).",
        "به اینترنت وارد شوید یا نشانی مرکز را وارسی کنید.",
        "Log in to the network, or check the address of the centre.",
    ),
    "centre_signature_wrong": Problem(
        "پاسخ امضای مرکز را نداشت و پذیرفته نشد.",
        "The answer did not carry the centre’s signature and was not taken.",
        "اگر ماند، به پشتیبانی مرکز خبر دهید.",
        "If it stays so, tell whoever runs the centre.",
    ),
    "centre_busy": Problem(
        "مرکز سرش شلوغ است و خواست {seconds} ثانیهٔ دیگر دوباره بپرسیم.",
        "The centre is busy and asks to be tried again in {seconds} seconds.",
        "خودکار دوباره می‌کوشد.",
        "It tries again by itself.",
    ),
    "centre_broken": Problem(
        "مرکز ایرادی داشت ({status}).",
        "The centre had a problem of its own ({status}).",
        "خودکار دوباره می‌کوشد؛ اگر ماند، به پشتیبانی مرکز خبر دهید.",
        "It tries again by itself; if it stays so, tell whoever runs the centre.",
    ),
    "centre_refused": Problem(
        "مرکز نپذیرفت: {fa}",
        "The centre refused: {en}",
        "",
        "",
    ),
    "centre_address_unreadable": Problem(
        "نشانی مرکز خوانا نیست: {url}",
        "The address of the centre cannot be read: {url}",
        "نشانی را کامل بنویسید، مانند https://centre.example.",
        "Write it in full, like https://centre.example.",
    ),
    "facts_deferred": Problem(
        "{count} ثبت از صندوقی با نسخهٔ تازه‌تر آمده و نگه داشته شده است.",
        "{count} records came from a till with a newer version and are kept.",
        "پس از به‌روزرسانی این صندوق خودکار خوانده می‌شود.",
        "They are read by themselves once this till is updated.",
    ),
    "opening_otherwise": Problem(
        "ماندهٔ پیشین عضو {member} دو بار با دو مقدار گفته شد: {stands:money} ایستاده است، و صندوق {till} گفت {amount:money}.",
        "The opening balance of member {member} was told twice with two amounts: {stands:money} stands, and till {till} told {amount:money}.",
        "چیزی دو بار شمرده نشد؛ آنچه زودتر به مرکز رسید، در همهٔ صندوق‌ها ایستاده است. با فهرست باشگاه پیشین بسنجید و تفاوت را با سند دستی بدهید یا بگیرید.",
        "Nothing was counted twice; what reached the centre first stands at every till. Compare with the list of the club before, and give "
        "or take the difference by hand.",
    ),
    "policy_beaten": Problem(
        "سند «{fa}» با شمارهٔ {number} همزمان دو بار منتشر شد؛ نسخهٔ {staff} کنار رفت.",
        "“{en}” number {number} was published twice at once; the version of {staff} gave way.",
        "اگر آن نسخه درست است، بار دیگر منتشرش کنید.",
        "If that version is the right one, publish it again.",
    ),
    "till_unknown": Problem(
        "مرکز این صندوق را نمی‌شناسد.",
        "The centre does not know this till.",
        "با یک کد تازه به مرکز بپیوندید؛ چیزی از دست نرفته است.",
        "Join the centre with a new code; nothing is lost.",
    ),
    "signature_wrong": Problem(
        "امضای این پیام از آن این صندوق نیست.",
        "The signature of this message is not this till’s.",
        "اگر ماند، با یک کد تازه به مرکز بپیوندید.",
        "If it stays so, join the centre with a new code.",
    ),
    "message_too_large": Problem(
        "پیام بزرگ‌تر از اندازه است ({most} بایت).",
        "The message is too large (more than {most} bytes).",
        "ثبت‌ها را در بسته‌های کوچک‌تر بفرستید.",
        "Send the records in smaller batches.",
    ),
    "message_media_unknown": Problem(
        "این‌جا تنها پیام‌های فشردهٔ باشگاه پذیرفته می‌شود.",
        "Only compressed messages of Bashgah are taken here.",
        "نشانی مرکز را وارسی کنید.",
        "Check the address of the centre.",
    ),
    "asked_too_often": Problem(
        "پیام‌ها پشت سر هم و بیش از اندازه می‌آیند.",
        "Messages come too often.",
        "پس از {seconds} ثانیه خودکار از سر گرفته می‌شود.",
        "It goes on by itself after {seconds} seconds.",
    ),
    "centre_crowded": Problem(
        "صندوق‌های بسیاری هم‌زمان با مرکز در گفت‌وگو هستند.",
        "Very many tills are talking to the centre at the same moment.",
        "پس از {seconds} ثانیه خودکار از سر گرفته می‌شود.",
        "It goes on by itself after {seconds} seconds.",
    ),
    "route_unknown": Problem(
        "در مرکز چنین نشانی‌ای نیست.",
        "There is no such address at the centre.",
        "نشانی مرکز را وارسی کنید.",
        "Check the address of the centre.",
    ),
    "method_unknown": Problem(
        "این نشانی را این‌گونه نمی‌توان خواند.",
        "This address cannot be asked in this way.",
        "برنامه را به‌روز کنید.",
        "Update the program.",
    ),
    "centre_defect": Problem(
        "در مرکز خطایی پیش آمد که انتظارش نمی‌رفت.",
        "Something went wrong at the centre that was not expected.",
        "چیزی از دست نرفته است؛ بار دیگر فرستاده می‌شود. گزارش مرکز جای خطا را می‌گوید.",
        "Nothing is lost; it is sent again. The centre’s log says where it was.",
    ),
    "centre_store_unavailable": Problem(
        "مرکز اکنون نمی‌تواند بنویسد یا بخواند.",
        "The centre cannot write or read just now.",
        "خودکار از سر گرفته می‌شود. در مرکز: جای خالی دیسک و پایگاه داده را وارسی کنید.",
        "It goes on by itself. At the centre: check the free space of the disk, and the database.",
    ),
    "amount_out_of_reach": Problem(
        "مبلغ‌های این پیام از هر اندازه‌ای بزرگ‌ترند.",
        "The amounts of this message are beyond all measure.",
        "گزارش این صندوق را به پشتیبانی بدهید.",
        "Give the log of this till to support.",
    ),
    "credit_rests_retired": Problem(
        "این صندوق برکنار شده است و از اعتبار کسی برنمی‌دارد.",
        "This till has been retired, and takes from nobody’s credit.",
        "بی اعتبار بفروشید؛ اعتبار عضو در صندوق‌های دیگر به جاست.",
        "Sell without credit; the member’s credit is there at the other tills.",
    ),
    "credit_rests_doubt": Problem(
        "گذشتهٔ این صندوق روشن نیست (پوشه‌اش رونوشت شده یا به عقب برگشته) و تا روشن نشود از اعتبار کسی برنمی‌دارد.",
        "This till’s past is in doubt (its folder was copied or put back), and until that is settled it takes from nobody’s credit.",
        "بی اعتبار بفروشید و به مالک خبر دهید: تنظیمات، مرکز.",
        "Sell without credit and tell the owner: Settings, Centre.",
    ),
    "till_code_unknown": Problem(
        "چنین کدی نیست.",
        "There is no such code.",
        "کد را از نو بخوانید یا کد تازه بخواهید؛ اگر باز هم نشد، مرکز را به‌روز کنید: شاید قدیمی است.",
        "Read it again or ask for a new one; if that fails too, update the centre: it may be older.",
    ),
    "code_mark_wrong": Problem(
        "نشان کد زیر این درخواست نیست؛ شاید کسی در میان راه آن را دست زده است.",
        "The mark of the code is not under this request; somebody on the way may have changed it.",
        "از شبکه‌ای دیگر بپیوندید و به گردانندهٔ مرکز خبر دهید.",
        "Join over another network, and tell whoever runs the centre.",
    ),
    "centre_knows_no_code": Problem(
        "آنچه پاسخ داد کد را نمی‌شناسد: مرکزی نیست که این کد را ساخته است. چیزی به آن سپرده نشد.",
        "What answered does not know the code: it is not the centre that made it. Nothing was entrusted to it.",
        "نشانی مرکز را وارسی کنید، یا از شبکه‌ای دیگر بپیوندید؛ کد شنیده نشده و هنوز به کار می‌آید.",
        "Check the address of the centre, or join over another network; nobody heard the code, it still serves.",
    ),
    "till_code_used": Problem(
        "این کد به کار رفته است.",
        "This code has been used.",
        "هر کد یک بار به کار می‌آید؛ کد تازه بخواهید.",
        "Each code serves once; ask for a new one.",
    ),
    "till_code_expired": Problem(
        "زمان این کد گذشته است.",
        "This code has expired.",
        "کد تازه بخواهید.",
        "Ask for a new one.",
    ),
    "enrolment_unreadable": Problem(
        "درخواست پیوستن خوانا نیست ({what}).",
        "The request to join cannot be read ({what}).",
        "برنامهٔ صندوق را به‌روز کنید.",
        "Update the till’s program.",
    ),
    "enrolment_branch_differs": Problem(
        "این کد برای شعبهٔ «{branch}» است و این صندوق از شعبهٔ دیگری است.",
        "This code is for the branch “{branch}”, and this till is of another.",
        "برای فروشگاهی که گذشته دارد کدی با ‎--own-branch‎ بخواهید.",
        "For a shop with a past ask for a code made with --own-branch.",
    ),
    "enrolment_currency_differs": Problem(
        "پول مرکز {mine} است و پول این فروشگاه {yours}.",
        "The centre counts in {mine} and this shop in {yours}.",
        "کسب‌وکاری با همین پول در مرکز بسازید.",
        "Make a business with the same currency at the centre.",
    ),
    "till_known": Problem(
        "صندوقی با همین شناسه و کلیدی دیگر به مرکز پیوسته است.",
        "A till with this id and another key has joined the centre.",
        "شاید پوشهٔ فروشگاه رونوشت شده باشد؛ صندوق را از نو بسازید.",
        "The shop’s folder may have been copied; make the till anew.",
    ),
    "business_known": Problem(
        "این فروشگاه از آنِ کسب‌وکار دیگری در همین مرکز است.",
        "This shop belongs to another business of this centre.",
        "کد را از مالک همان کسب‌وکار بگیرید.",
        "Get the code from the owner of that business.",
    ),
}
