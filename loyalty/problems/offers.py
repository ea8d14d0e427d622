"""Refusals of policy documents, offers, access and pricing."""

from __future__ import annotations

from loyalty.problems.problem import Problem

_LOOK_FA, _LOOK_EN = "این جای سند را درست کنید: {where}", "Mend this place of the document: {where}"

PROBLEMS: dict[str, Problem] = {
    "document_not_object": Problem(
        "«{where}» باید یک شیء {{ … }} باشد.",
        "“{where}” must be an object {{ … }}.",
        _LOOK_FA,
        _LOOK_EN,
    ),
    "document_key_unknown": Problem(
        "کلید «{key}» در «{where}» شناخته نیست.",
        "The key “{key}” in “{where}” is unknown.",
        "شاید «{near}» بوده است؟ نام را درست کنید یا آن را بردارید. کلیدهای شناختهٔ این‌جا: {known}",
        "Was “{near}” meant? Correct the name or remove it. Keys known here: {known}",
    ),
    "document_key_missing": Problem(
        "«{where}» کلید «{key}» را کم دارد.",
        "“{where}” lacks the key “{key}”.",
        "کلید را بیفزایید.",
        "Add the key.",
    ),
    "document_not_list": Problem(
        "«{where}» باید یک فهرست [ … ] باشد.", "“{where}” must be a list [ … ].", _LOOK_FA, _LOOK_EN
    ),
    "document_list_empty": Problem(
        "فهرست «{where}» خالی است.",
        "The list “{where}” is empty.",
        "دست‌کم یک مورد بنویسید.",
        "Write at least one.",
    ),
    "document_not_word": Problem(
        "«{where}» باید متنی کوتاه و ناخالی باشد.",
        "“{where}” must be a short text that is not empty.",
        _LOOK_FA,
        _LOOK_EN,
    ),
    "document_word_long": Problem(
        "«{where}» از {most} نویسه بیشتر است.",
        "“{where}” has more than {most} letters.",
        "آن را کوتاه کنید.",
        "Make it shorter.",
    ),
    "document_not_among": Problem(
        "مقدار «{value}» در «{where}» پذیرفته نیست.",
        "The value “{value}” in “{where}” is not accepted.",
        "یکی از این‌ها را بنویسید: {among}",
        "Write one of: {among}",
    ),
    "document_not_whole": Problem(
        "«{value}» در «{where}» عدد صحیح میان {least} و {most} نیست.",
        "“{value}” in “{where}” is not a whole number from {least} to {most}.",
        "عددی صحیح از {least} تا {most} بنویسید.",
        "Write a whole number from {least} to {most}.",
    ),
    "document_not_percent": Problem(
        "«{value}» در «{where}» درصدی میان ۰ و {most} نیست.",
        "“{value}” in “{where}” is not a percent from 0 to {most}.",
        'درصدی تا {most} بنویسید: عدد صحیح، یا متنی مانند ‎"12.5"‎.',
        'Write a percent up to {most}: an integer, or a decimal as text such as "12.5".',
    ),
    "document_not_decimal": Problem(
        "«{value}» در «{where}» عدد درستی نیست.",
        "“{value}” in “{where}” is not a number.",
        "عدد صحیح یا متنی با حداکثر {places} رقم اعشار بنویسید.",
        "Write an integer, or a decimal as text with at most {places} places.",
    ),
    "document_not_day": Problem(
        "«{value}» در «{where}» تاریخ درستی نیست.",
        "“{value}” in “{where}” is not a day.",
        "مانند ۱۴۰۵/۰۸/۳۰ یا ⁦2026-11-21⁩ بنویسید.",
        "Write a day such as 2026-11-21 or 1405/08/30.",
    ),
    "document_not_hour": Problem(
        "«{value}» در «{where}» ساعت درستی نیست.",
        "“{value}” in “{where}” is not a time of day.",
        "مانند 16:00 بنویسید.",
        "Write it as 16:00.",
    ),
    "span_backwards": Problem(
        "بازهٔ «{where}» پیش از آغازش پایان می‌یابد.",
        "The span “{where}” ends before it begins.",
        "دو تاریخ را جابه‌جا کنید.",
        "Swap the two days.",
    ),
    "hours_empty": Problem(
        "بازهٔ ساعت «{where}» همان‌جا که آغاز می‌شود پایان می‌یابد.",
        "The hours “{where}” end where they begin.",
        "برای همهٔ روز، شرط ساعت را بردارید.",
        "For the whole day, remove the condition.",
    ),
    "cap_of_nothing": Problem(
        "سقف «{where}» صفر است؛ چنین آفری هرگز کاری نمی‌کند.",
        "The cap “{where}” is 0: such an offer would never do anything.",
        "دست‌کم ۱ بنویسید، یا برای نداشتن سقف آن را بردارید.",
        "Write at least 1, or leave it out for no cap.",
    ),
    "holdout_of_all": Problem(
        "گروه گواه همهٔ اعضا را نگه می‌دارد؛ این آفر به هیچ‌کس نمی‌رسد.",
        "The control group holds everybody out: nobody would get this offer.",
        "سهم گروه گواه را کمتر از ۱۰۰ درصد بنویسید.",
        "Write a share of the control group below 100 percent.",
    ),
    "group_twice": Problem(
        "گروه کالایی «{group}» دو بار آمده است.",
        "The product group “{group}” stands twice.",
        "یکی را بردارید.",
        "Remove one.",
    ),
    "terms_expire_unvested": Problem(
        "اعتبار «{where}» پس از {expires} روز تمام می‌شود، پیش از آن که در روز {vests} آزاد شود.",
        "The credit of “{where}” ends after {expires} days, before it can be spent after {vests}.",
        "expires_days را از vests_days بزرگ‌تر بگیرید.",
        "Make expires_days larger than vests_days.",
    ),
    "scope_unknown": Problem(
        "دامنهٔ «{scope}» در «{where}» شناخته نیست.",
        "The scope “{scope}” in “{where}” is unknown.",
        "یکی از business، ‏branch یا branch:شناسه را بنویسید.",
        "Write business, branch or branch:ID.",
    ),
    "points_kind_twice": Problem(
        "نوع امتیاز «{kind}» دو بار آمده است.",
        "The kind of points “{kind}” stands twice.",
        "یکی را بردارید.",
        "Remove one.",
    ),
    "points_kind_unknown": Problem(
        "نوع امتیاز «{kind}» تعریف نشده است.",
        "The kind of points “{kind}” is not defined.",
        "آن را در سند points تعریف کنید.",
        "Define it in the document points.",
    ),
    "points_times_invalid": Problem(
        "ضریب امتیاز در «{where}» باید بیش از ۱ و حداکثر ۱۰۰ باشد.",
        "The points of “{where}” must be multiplied by more than 1 and at most 100.",
        _LOOK_FA,
        _LOOK_EN,
    ),
    "tiers_empty": Problem(
        "نردبان سطح‌ها خالی است.",
        "The ladder of tiers is empty.",
        "دست‌کم یک سطح بنویسید.",
        "Write at least one tier.",
    ),
    "tiers_out_of_order": Problem(
        "سطح «{tier}» در جای خود نیست.",
        "The tier “{tier}” is out of order.",
        "سطح‌ها از صفر آغاز شوند و بالا بروند.",
        "Tiers begin at 0 and go up.",
    ),
    "tier_twice": Problem(
        "یک سطح دو بار آمده است.", "A tier stands twice.", "هر سطح یک نام دارد.", "Give each tier its own id."
    ),
    "tier_row_broken": Problem(
        "سطر «{where}» باید [شناسه، امتیاز] یا [شناسه، امتیاز، نام] باشد.",
        "The row “{where}” must be [id, points] or [id, points, name].",
        _LOOK_FA,
        _LOOK_EN,
    ),
    "tier_unknown": Problem(
        "سطح «{tier}» تعریف نشده است.",
        "The tier “{tier}” is not defined.",
        "یکی از این‌ها را بنویسید: {known}؛ یا آن را در سند tiers تعریف کنید.",
        "Write one of: {known}; or define it in the document tiers.",
    ),
    "policy_unknown": Problem(
        "سندی به نام «{name}» نیست.",
        "There is no document named “{name}”.",
        "یکی از این‌ها: {known}",
        "One of: {known}",
    ),
    "policy_not_in_branches": Problem(
        "سند «{name}» برای همهٔ کسب‌وکار یکی است.",
        "The document “{name}” is one for the whole business.",
        "شعبه می‌تواند این‌ها را از خود داشته باشد: {known}",
        "A branch may have these of its own: {known}",
    ),
    "act_unknown": Problem(
        "کار «{act}» شناخته نیست.",
        "The act “{act}” is unknown.",
        "نام کار را از فهرست دسترسی‌ها بردارید.",
        "Take the name from the list of acts.",
    ),
    "level_twice": Problem(
        "سطح دسترسی «{level}» دو بار آمده است.",
        "The access level “{level}” stands twice.",
        "یکی را بردارید.",
        "Remove one.",
    ),
    "level_unknown": Problem(
        "سطح دسترسی «{level}» تعریف نشده است.",
        "The access level “{level}” is not defined.",
        "یکی از این‌ها: {known}",
        "One of: {known}",
    ),
    "access_owner_locked_out": Problem(
        "مالک نمی‌تواند این کارها را از دست بدهد: {acts}",
        "The owner cannot lose these acts: {acts}",
        "همهٔ کارها را برای مالک نگه دارید یا سطر مالک را بردارید.",
        "Keep every act with the owner, or leave the owner's row out.",
    ),
    "condition_unknown": Problem(
        "شرط «{name}» در «{where}» شناخته نیست.",
        "The condition “{name}” in “{where}” is unknown.",
        "شاید «{near}» بوده است؟ نام را درست کنید یا برنامه را به‌روز کنید.",
        "Was “{near}” meant? Correct its name or update the program.",
    ),
    "condition_not_single": Problem(
        "«{where}» باید درست یک شرط باشد، نه: {keys}",
        "“{where}” must be exactly one condition, not: {keys}",
        "چند شرط را در all یا any بگذارید.",
        "Put several conditions into all or any.",
    ),
    "condition_too_deep": Problem(
        "شرط‌های «{where}» بیش از {most} لایه تو در تو هستند.",
        "The conditions at “{where}” are nested more than {most} deep.",
        "شرط را ساده‌تر بنویسید.",
        "Write the condition more simply.",
    ),
    "condition_any_empty": Problem(
        "فهرست any در «{where}» خالی است و هرگز برقرار نمی‌شود.",
        "The list any in “{where}” is empty and never holds.",
        "دست‌کم یک شرط بنویسید.",
        "Write at least one condition.",
    ),
    "condition_group_or_product": Problem(
        "«{where}» باید یا گروه داشته باشد یا کالا.",
        "“{where}” must name a group or a product, not both.",
        _LOOK_FA,
        _LOOK_EN,
    ),
    "condition_not_reachable": Problem(
        "«{where}» چیزی نیست که یک خرید به آن برسد.",
        "“{where}” is nothing a purchase can reach.",
        "درون reaches یکی از این‌ها را بنویسید: {known}",
        "Inside reaches write one of: {known}",
    ),
    "condition_times_out_of_range": Problem(
        "«{where}» باید بیش از صفر و حداکثر {most} برابر باشد.",
        "“{where}” must be above 0 and at most {most} times.",
        _LOOK_FA,
        _LOOK_EN,
    ),
    "segment_id_invalid": Problem(
        "شناسهٔ گروه مشتریان «{id}» درست نیست.",
        "The segment id “{id}” is not valid.",
        "تا ۶۴ حرف و رقم لاتین، خط تیره، نقطه یا زیرخط بنویسید.",
        "Use up to 64 Latin letters, digits, dashes, dots or underscores.",
    ),
    "segment_name_taken": Problem(
        "«{segment}» نام یکی از رتبه‌های RFM است.",
        "“{segment}” is the name of a class of RFM.",
        "شناسهٔ دیگری بنویسید.",
        "Choose another id.",
    ),
    "segment_not_of_members": Problem(
        "شرط گروه مشتریان «{segment}» تنها می‌تواند دربارهٔ عضو باشد، نه سبد یا زمان.",
        "The segment “{segment}” can ask about the member alone, not about the basket or the time.",
        "شرط سبد و زمان را در آفر بنویسید.",
        "Put conditions on basket and time into the offer.",
    ),
    "segment_unknown": Problem(
        "گروه مشتریان «{segment}» تعریف نشده است.",
        "The segment “{segment}” is not defined.",
        "نخست آن را بسازید: bashgah segment set",
        "Draw it first: bashgah segment set",
    ),
    "segment_in_a_circle": Problem(
        "گروه‌های مشتریان دور خود می‌گردند: {segments}",
        "The segments go round in a circle: {segments}",
        "یکی از آن‌ها را بی آن دیگری بنویسید.",
        "Write one of them without the other.",
    ),
    "segment_empty": Problem(
        "این گروه مشتریان هنوز شرطی ندارد.",
        "This segment has no condition yet.",
        "دست‌کم یک شرط دربارهٔ عضو بیفزایید.",
        "Add at least one condition about the member.",
    ),
    "segment_in_use": Problem(
        "گروه مشتریان «{segment}» در این‌ها به کار رفته است: {used}",
        "The segment “{segment}” is used by: {used}",
        "نخست آن‌ها را متوقف یا عوض کنید.",
        "Stop or change those first.",
    ),
    "audience_about_basket": Problem(
        "شمار اعضا را نمی‌توان با شرطی دربارهٔ سبد به دست آورد.",
        "Members cannot be counted by a condition on the basket.",
        "شرط سبد را جدا بنویسید.",
        "Put the condition on the basket apart.",
    ),
    "offer_id_invalid": Problem(
        "شناسهٔ آفر «{id}» درست نیست.",
        "The offer id “{id}” is not valid.",
        "تا ۶۴ حرف و رقم لاتین، خط تیره، نقطه یا زیرخط؛ جز base.",
        "Use up to 64 Latin letters, digits, dashes, dots or underscores; not base.",
    ),
    "offer_feature_later": Problem(
        "این نسخه هنوز «{feature}» را برای آفر اجرا نمی‌کند؛ با موتور کامل آفرها می‌آید.",
        "This version does not apply “{feature}” of an offer yet; it comes with the full engine.",
        "آن را از سند بردارید.",
        "Remove it from the document.",
    ),
    "offer_twice": Problem(
        "آفر «{offer}» دو بار در میان آفرهای جاری است.",
        "The offer “{offer}” stands twice among the live offers.",
        "نسخهٔ کهنه را متوقف کنید.",
        "Stop its older version.",
    ),
    "benefits_number": Problem(
        "آفر باید از ۱ تا {most} مزیت داشته باشد.",
        "An offer has from 1 to {most} benefits.",
        "مزیت‌ها را بازبینی کنید.",
        "Look at its benefits again.",
    ),
    "benefit_not_single": Problem(
        "«{where}» باید درست یک مزیت باشد.",
        "“{where}” must be exactly one benefit.",
        "هر مزیت را جدا بنویسید.",
        "Write each benefit apart.",
    ),
    "benefit_unknown": Problem(
        "مزیت «{name}» در «{where}» شناخته نیست.",
        "The benefit “{name}” in “{where}” is unknown.",
        "یکی از این‌ها را بنویسید: {known}",
        "Write one of: {known}",
    ),
    "benefit_one_of": Problem(
        "«{where}» باید درست یکی از این‌ها را داشته باشد: {keys}",
        "“{where}” must have exactly one of: {keys}",
        _LOOK_FA,
        _LOOK_EN,
    ),
    "benefit_empty": Problem(
        "مزیت «{where}» چیزی نمی‌دهد.",
        "The benefit “{where}” gives nothing.",
        "درصدی بیش از صفر بنویسید.",
        "Write a percent above zero.",
    ),
    "credit_without_member": Problem(
        "اعتبار تنها برای عضو خرج می‌شود و این خرید عضو ندارد.",
        "Credit is spent by a member, and this purchase has none.",
        "نخست عضو را پیدا کنید.",
        "Find the member first.",
    ),
    "credit_over_net": Problem(
        "{credit:money} اعتبار بیش از مبلغ خرید ({net:money}) است.",
        "Credit of {credit:money} is more than the purchase ({net:money}).",
        "حداکثر {net:money} از اعتبار بردارید.",
        "Take at most {net:money} of credit.",
    ),
    "code_unknown": Problem(
        "کد تخفیف «{value}» در این فروشگاه نیست.",
        "There is no discount code “{value}” in this shop.",
        "کد را دوباره بخوانید یا بی آن ادامه دهید.",
        "Read the code again, or go on without it.",
    ),
}
