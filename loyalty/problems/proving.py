"""Sentences about members' own PINs."""

from __future__ import annotations

from loyalty.problems.problem import Problem

PROBLEMS = {
    "member_pin_needed": Problem(
        "برای خرج بیش از {limit:money} اعتبار در یک روز، رمز خودِ عضو لازم است.",
        "More than {limit:money} of credit in a day takes the member's PIN.",
        "عضو رمزش را بزند؛ یا کسی که اجازه دارد او را تأیید کند.",
        "Let the member type it, or let somebody who may vouch for them.",
    ),
    "member_pin_practised": Problem(
        "برای خرج بیش از {limit:money} اعتبار در یک روز، رمز خودِ عضو لازم است. در آموزش هر رمزی پذیرفته می‌شود.",
        "More than {limit:money} of credit in a day takes the member's PIN. In training any PIN is taken.",
        "چند رقم دلخواه بزنید، نه رمز واقعی کسی را.",
        "Type any figures, not somebody's real PIN.",
    ),
    "member_pin_not_given": Problem(
        "برای خرج بیش از {limit:money} اعتبار در یک روز، رمز خودِ عضو لازم است.",
        "More than {limit:money} of credit in a day takes the member's PIN.",
        "رمز را در متغیر {variable} بگذارید یا دستور را در پایانه اجرا کنید؛ یا با --vouch کسی که اجازه دارد او را تأیید کند.",
        "Put it in {variable} or run the command on a terminal; or let somebody who may vouch for them, with --vouch.",
    ),
    "member_pin_unset": Problem(
        "این عضو رمز ندارد؛ بیش از {limit:money} اعتبار در یک روز بی رمز خرج نمی‌شود.",
        "This member has no PIN, and more than {limit:money} of credit in a day is not spent without one.",
        "در صفحهٔ اعضا برایش رمز بگذارید، یا کسی که اجازه دارد او را تأیید کند؛ مبلغ کمتری از اعتبار هم خرج می‌شود.",
        "Set one on the members' page, or let somebody who may vouch for them; a smaller sum can be spent without it.",
    ),
    "member_pin_wrong": Problem(
        "رمز عضو درست نیست.",
        "The member's PIN is wrong.",
        "فرصت باقی‌مانده: {left} بار؛ پس از آن در این صندوق از کار می‌افتد.",
        "Tries left: {left}; then it stops working at this till.",
    ),
    "member_pin_disabled": Problem(
        "رمز این عضو پس از {tries} بار اشتباه در این صندوق از کار افتاده است.",
        "This member's PIN stopped working at this till after {tries} wrong tries.",
        "کسی که اجازه دارد در صفحهٔ اعضا رمز تازه‌ای برایش بگذارد.",
        "Somebody who may vouch for members sets a new one on the members' page.",
    ),
    "member_pin_none": Problem(
        "این عضو رمزی ندارد.",
        "This member has no PIN.",
        "در صفحهٔ اعضا برایش رمز بگذارید.",
        "Set one on the members' page.",
    ),
    "member_pin_unreadable": Problem(
        "رمز این عضو هنوز کامل به این صندوق نرسیده است.",
        "This member's PIN has not fully reached this till yet.",
        "با مرکز تبادل کنید؛ یا کسی که اجازه دارد او را تأیید کند یا رمز تازه‌ای بگذارد.",
        "Exchange with the centre; or let somebody who may vouch for them or set a new one.",
    ),
}
