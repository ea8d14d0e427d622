"""Refusals of offers as they are published, granted, brought by codes and tried on the past."""

from __future__ import annotations

from loyalty.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "dry_run_cancelled": Problem(
        "آزمایش آفر نیمه‌کاره رها شد.",
        "The dry run was left off.",
        "هر وقت خواستید دوباره آغاز کنید؛ چیزی ثبت نشده است.",
        "Begin again whenever you like; nothing was recorded.",
    ),
    "benefit_needs_reach": Problem(
        "«{where}» باید گروه یا کالا را بگوید.",
        "“{where}” must name a group or a product.",
        'مانند این بنویسید: {{"group": "SHOES"}}',
        'Write it as {{"group": "SHOES"}}.',
    ),
    "benefit_group_unknown": Problem(
        "گروه کالایی «{group}» در «{where}» در این فروشگاه نیست.",
        "The product group “{group}” in “{where}” does not exist in this shop.",
        "یکی از این‌ها را بنویسید: {known}",
        "Write one of: {known}",
    ),
    "benefit_product_unknown": Problem(
        "کالای «{product}» در «{where}» در این فروشگاه نیست یا برداشته شده است.",
        "The product “{product}” in “{where}” is not sold in this shop, or no longer.",
        "شناسهٔ کالا را درست کنید یا آن را دوباره بیفزایید.",
        "Correct the product's id, or add the product again.",
    ),
    "offer_never_opens": Problem(
        "این آفر هیچ‌گاه آغاز نمی‌شود: «{where}» ({until}) گذشته است.",
        "This offer never opens: “{where}” ({until}) has passed.",
        "روز پایان را به آینده ببرید.",
        "Move its last day into the future.",
    ),
    "later_offer_unknown": Problem(
        "آفر «{offer}» در «{where}» منتشر نشده است.",
        "The offer “{offer}” in “{where}” is not published.",
        "نخست آن آفر را منتشر کنید.",
        "Publish that offer first.",
    ),
    "later_offer_unfit": Problem(
        "آفر «{offer}» در «{where}» را نمی‌توان برای بعد داد.",
        "The offer “{offer}” in “{where}” cannot be given for later.",
        "grant آفر یک‌بارمصرف می‌خواهد و code آفری با کد یکتا.",
        "grant needs a one-shot offer, code an offer with unique codes.",
    ),
    "bundle_part_twice": Problem(
        "«{what}» دو بار در یک بسته آمده است («{where}»)؛ چنین بسته‌ای هرگز پر نمی‌شود.",
        "“{what}” stands twice in one bundle (“{where}”): such a bundle is never filled.",
        "یک بار بنویسید و تعدادش را بیشتر کنید.",
        "Write it once, with a larger quantity.",
    ),
    "offers_in_a_circle": Problem(
        "این آفرها پی‌درپی یکدیگر را می‌دهند: {offers}",
        "These offers give each other for ever: {offers}",
        "یکی از آن‌ها را از «{where}» بردارید.",
        "Take one of them out of “{where}”.",
    ),
    "offer_loses": Problem(
        "سیاست فروشگاه آفری را که زیان می‌دهد یا کمتر از کف سود می‌گذارد نمی‌پذیرد: {group}، خرید {amount:money}.",
        "The shop's policy refuses offers that lose money or keep less than the floor: {group}, a purchase of {amount:money}.",
        "مزیت را کمتر کنید یا سیاست هزینه‌ها (losing_offers) را تغییر دهید.",
        "Lower the benefit, or change losing_offers in the policy of costs.",
    ),
    "offer_left": Problem(
        "آفر منتشر نشد، چون زیان می‌دهد یا کمتر از کف سود می‌گذارد.",
        "The offer is not published, because it loses money or keeps less than the floor.",
        "مزیت را کمتر کنید؛ یا اگر با این همه آن را می‌خواهید، ‎--anyway‎ را بیفزایید.",
        "Lower the benefit; or, if you want it all the same, add --anyway.",
    ),
    "code_wait": Problem(
        "پس از {tries} کد نادرست، تا {seconds} ثانیهٔ دیگر هیچ کدی پذیرفته نمی‌شود، کد درست هم.",
        "After {tries} wrong codes no code is taken for {seconds:second}, a right one neither.",
        "کدهای این سبد کنار رفت: پس از این زمان کدهای درست را دوباره از روی برگه وارد کنید، یا بی کد بفروشید. اگر کسی کدها را حدس می‌زند، به "
        "مدیر بگویید.",
        "The codes of this basket are taken out: give the right ones again after that time, read from their slips, or sell without. If "
        "somebody is guessing codes, tell the manager.",
    ),
    "codes_not_unique": Problem(
        "آفر «{offer}» کد یکتا ندارد.",
        "The offer “{offer}” has no unique codes.",
        'در سند آن بنویسید: "code": {{"unique": true}}',
        'Write into its document: "code": {{"unique": true}}',
    ),
    "stacking_twice": Problem(
        "«{name}» در جمع‌پذیری دو بار آمده است.",
        "“{name}” stands twice in the stacking.",
        "هر آفر و هر جایگاه تنها در یک گروه باشد.",
        "Put each offer and each place into one group alone.",
    ),
    "stacking_too_deep": Problem(
        "گروه‌های «{where}» بیش از {most} پله در دل هم‌اند.",
        "The groups of “{where}” lie more than {most} deep within one another.",
        "گروه درونی را یک پله بیرون بیاورید.",
        "Take the innermost group one step out.",
    ),
    "grant_of_lasting": Problem(
        "آفر دائمی به کسی داده نمی‌شود؛ «{where}» ویژهٔ آفر یک‌بارمصرف است.",
        "A lasting offer is given to nobody; “{where}” belongs to one-shot offers.",
        "kind را one_shot کنید یا grant را بردارید.",
        "Make kind one_shot, or remove grant.",
    ),
    "code_shape": Problem(
        "کد «{where}» باید ۴ تا ۲۴ حرف و رقم باشد.",
        "The code “{where}” must be 4 to 24 letters and digits.",
        "کدی مانند NOWRUZ1405 بنویسید.",
        "Write a code such as NOWRUZ1405.",
    ),
}
