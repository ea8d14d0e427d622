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
        "{counted} بیش از آن است که در کشو بماند.",
        "{counted} is more than a drawer holds.",
        "رقم‌ها را دوباره ببینید. اگر همین است، یک بار دیگر Enter بزنید.",
        "Look at the digits again. If it is right, press Enter once more.",
    ),
}
