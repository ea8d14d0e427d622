"""Refusals about paper."""

from __future__ import annotations

from loyalty.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "training_never_prints": Problem(
        "فروش آموزشی چاپ نمی‌شود.",
        "A sale in training is never printed.",
        "برای رسید واقعی از حالت آموزش بیرون بیایید.",
        "Leave training to make a real receipt.",
    ),
    "printer_kind_unknown": Problem(
        "چاپگری از نوع «{kind}» نمی‌شناسیم.",
        "There is no printer of kind '{kind}'.",
        "یکی از این‌ها را انتخاب کنید: شبکه، USB، سریال، CUPS، ویندوز، پوشه.",
        "Choose one of: network, usb, serial, cups, windows, file.",
    ),
    "printer_address_invalid": Problem(
        "نشانی چاپگر درست نیست: {address}",
        "The printer's address is not right: {address}",
        "شبکه مثل 192.168.1.50:9100، USB مثل 04b8:0e15، سریال مثل COM3@9600؛ وگرنه نام صف یا پوشه.",
        "Network like 192.168.1.50:9100, USB like 04b8:0e15, serial like COM3@9600; else a queue's name or a folder.",
    ),
    "printer_width_unknown": Problem(
        "پهنای کاغذ {width} نقطه را نمی‌شناسیم.",
        "Paper of {width} dots is not known.",
        "برای کاغذ ۸۰ میلی‌متری ۵۷۶ و برای ۵۸ میلی‌متری ۳۸۴ را انتخاب کنید.",
        "Choose 576 for 80 mm paper or 384 for 58 mm.",
    ),
    "print_job_not_so": Problem(
        "این کار برای چاپی که در وضع «{state}» است شدنی نیست.",
        "This cannot be done with a print job that is '{state}'.",
        "فهرست چاپ‌ها را تازه کنید و دوباره نگاه کنید.",
        "Refresh the list of print jobs and look again.",
    ),
    "paper_code_too_long": Problem(
        "متن کد QR از {longest} بایت بلندتر است.",
        "The text of the QR code is longer than {longest} bytes.",
        "متن کوتاه‌تری در کد بگذارید.",
        "Put a shorter text into the code.",
    ),
}
