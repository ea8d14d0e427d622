"""Refusals that only a form on a screen can meet."""

from __future__ import annotations

from loyalty.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "price_missing": Problem(
        "قیمت نوشته نشده است.",
        "The price is missing.",
        "قیمت با مالیات را بنویسید؛ برای کالای رایگان صفر.",
        "Write the price with VAT; zero for something free.",
    ),
    "product_code_taken": Problem(
        "کد «{product}» از آنِ کالای دیگری است.",
        "The code '{product}' belongs to another product.",
        "کد دیگری بنویسید، یا همان کالا را باز و ویرایش کنید.",
        "Write another code, or open that product and change it.",
    ),
    "group_nameless": Problem(
        "گروه کد و نام می‌خواهد.",
        "A group needs a code and a name.",
        "کدی کوتاه مثل SHOES و دست‌کم یکی از دو نام را بنویسید.",
        "Write a short code such as SHOES and at least one of the two names.",
    ),
    "count_missing": Problem(
        "پول صندوق شمرده نشده است.",
        "The cash has not been counted.",
        "جمع پول نقد صندوق را بنویسید؛ صندوق خالی صفر است.",
        "Write how much cash is in the drawer; an empty drawer is zero.",
    ),
    "count_far_off": Problem(
        "{counted:money} بیش از آن است که در کشو بماند.",
        "{counted:money} is more than a drawer holds.",
        "رقم‌ها را دوباره ببینید. اگر همین است، یک بار دیگر Enter بزنید.",
        "Look at the digits again. If it is right, press Enter once more.",
    ),
    "count_above_left": Problem(
        "{counted:money} شمرده شد و شیفت پیش {left:money} گذاشته بود؛ شاید صفری زیاد باشد.",
        "{counted:money} was counted and the last shift left {left:money}: perhaps a zero too many.",
        "صفرها را بشمارید. اگر همین است، یک بار دیگر Enter بزنید.",
        "Count the zeros. If it is right, press Enter once more.",
    ),
    "segment_not_kept": Problem(
        "این گروه هنوز نگه داشته نشده است.",
        "This segment is not kept yet.",
        "نگهش دارید، یا یک بار دیگر Esc بزنید تا کنار گذاشته شود.",
        "Keep it, or press Esc once more to leave it.",
    ),
    "name_is_number": Problem(
        "«{typed}» عدد است، نه نام.",
        "“{typed}” is a number, not a name.",
        "نام را بنویسید یا خالی بگذارید. اگر مبلغ بود، Esc بزنید و آن را در کادر فروش بنویسید.",
        "Type the name or leave it empty. If it was an amount, press Esc and type it in the field of the sale.",
    ),
    "count_negative": Problem(
        "در کشو کمتر از صفر نیست.",
        "No drawer holds less than nothing.",
        "نقد کشو را بشمارید و مبلغ آن را بی منها بنویسید.",
        "Count the cash in the drawer and type the sum without the minus.",
    ),
    "rest_unnamed": Problem(
        "{missing:money} دیگر مانده است و هنوز راه پرداختی ندارد.",
        "{missing:money} is still left, and nothing says how it is paid.",
        "باقی با کارت: F4. باقی نقد: F3. اگر مبلغ اشتباه است، مبلغ درست را بنویسید و کلیدش را بزنید.",
        "The rest by card: F4. In cash: F3. If the amount is wrong, type the right one and press its key.",
    ),
    "counted_is_product": Problem(
        "«{typed}» کد کالای «{name}» است، نه نقد کشو.",
        "“{typed}” is the code of the product “{name}”, not cash in the drawer.",
        "نقد کشو را بشمارید و مبلغ آن را بنویسید. اگر همین مبلغ است، با + آغازش کنید.",
        "Count the drawer and type the sum. If the sum is really this, begin it with +.",
    ),
    "counted_is_code": Problem(
        "«{typed}» کد یا شمارهٔ تلفن است، نه نقد کشو.",
        "“{typed}” is a code or a phone number, not cash in the drawer.",
        "نقد کشو را بشمارید و مبلغ آن را بنویسید. اگر همین مبلغ است، با + آغازش کنید.",
        "Count the drawer and type the sum. If the sum is really this, begin it with +.",
    ),
    "drafts_too_many": Problem(
        "بیش از {most} پیش‌نویس آفر روی این صندوق مانده است.",
        "More than {most} drafts of offers are kept on this till.",
        "پیش‌نویس‌هایی را که نمی‌خواهید رها کنید.",
        "Drop the drafts you do not want.",
    ),
    "ready_offer_unknown": Problem(
        "آفر آماده‌ای به نام «{offer}» نیست.",
        "There is no ready offer named “{offer}”.",
        "فهرست آن‌ها را ببینید: bashgah offer library",
        "See the list of them: bashgah offer library",
    ),
}
