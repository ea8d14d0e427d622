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
    "printer_paper_out": Problem(
        "کاغذ چاپگر تمام شده است.",
        "The printer is out of paper.",
        "رول تازه بگذارید؛ رسیدهای مانده خودشان چاپ می\u200cشوند.",
        "Put in a new roll; waiting receipts print by themselves.",
    ),
    "printer_cover_open": Problem(
        "در چاپگر باز است.",
        "The printer's cover is open.",
        "در را ببندید.",
        "Close it.",
    ),
    "printer_offline": Problem(
        "چاپگر آماده نیست.",
        "The printer is not ready.",
        "چراغ خطای چاپگر و دکمهٔ آن را نگاه کنید.",
        "Look at its error light and its button.",
    ),
    "printer_silent": Problem(
        "چاپگر جواب نمی\u200cدهد.",
        "The printer does not answer.",
        "خاموش و روشنش کنید؛ اگر این مدل هرگز جواب نمی\u200cدهد، «پاسخ\u200cگو» را در تنظیمات بردارید.",
        "Switch it off and on; if this model never answers, untick 'answers' in its settings.",
    ),
    "printer_refused": Problem(
        "چاپگر اتصال را نپذیرفت.",
        "The printer refused the connection.",
        "شاید صندوق دیگری دارد چاپ می\u200cکند؛ نشانی و درگاه را در تنظیمات چاپگر هم نگاه کنید.",
        "Another till may be printing; check the address and port in the printer's settings too.",
    ),
    "printer_unset": Problem(
        "این صندوق چاپگری ندارد.",
        "This till has no printer.",
        "چاپگر را در تنظیمات همین دستگاه بگذارید؛ برگه‌ها می‌مانند و آن‌گاه خودتان می‌گویید کدام چاپ شود.",
        "Set one in the settings of this machine; the slips are kept, and then you say which are printed.",
    ),
    "printer_no_printer_then": Problem(
        "آن هنگام این صندوق چاپگری نداشت.",
        "There was no printer when it was made.",
        "اگر هنوز لازم است چاپش کنید (prints retry)، وگرنه کنارش بگذارید (prints drop).",
        "Print it if it is still wanted (prints retry), else give it up (prints drop).",
    ),
    "printer_unreachable": Problem(
        "چاپگر پیدا نشد.",
        "The printer cannot be found.",
        "برق، کابل و نشانی چاپگر را نگاه کنید.",
        "Check its power, cable and address.",
    ),
    "printer_reset": Problem(
        "ارتباط وسط چاپ قطع شد.",
        "The connection broke in the midst of printing.",
        "کاغذ را نگاه کنید: کامل است یا دوباره چاپ شود؟",
        "Look at the paper: is it whole, or print again?",
    ),
    "printer_stalled": Problem(
        "چاپگر وسط چاپ از کار ماند.",
        "The printer stopped in the midst of printing.",
        "کاغذ را نگاه کنید: کامل است یا دوباره چاپ شود؟",
        "Look at the paper: is it whole, or print again?",
    ),
    "printer_cutter": Problem(
        "تیغهٔ چاپگر گیر کرده است.",
        "The printer's cutter is stuck.",
        "خاموشش کنید، کاغذ گیرکرده را درآورید و روشن کنید.",
        "Switch it off, take out the jammed paper, switch it on.",
    ),
    "printer_broken": Problem(
        "چاپگر خراب است.",
        "The printer is broken.",
        "خاموش و روشن کنید؛ اگر ماند، تعمیرکار بخواهید.",
        "Switch it off and on; if it stays, have it repaired.",
    ),
    "printer_hot": Problem(
        "سر چاپگر داغ شده است.",
        "The print head is too hot.",
        "کمی صبر کنید؛ خودش ادامه می\u200cدهد.",
        "Wait a little; it goes on by itself.",
    ),
    "printer_no_driver": Problem(
        "این رایانه راهی به این نوع چاپگر ندارد.",
        "This computer has no way to this kind of printer.",
        "برای USB کتابخانهٔ libusb و برای صف چاپ، CUPS لازم است.",
        "USB needs the libusb library, a queue needs CUPS.",
    ),
    "printer_no_queue": Problem(
        "صف چاپی با این نام نیست.",
        "There is no print queue of this name.",
        "نام صف را در تنظیمات چاپگر درست کنید.",
        "Correct the queue's name in the printer's settings.",
    ),
    "printer_queue_stopped": Problem(
        "صف چاپ ایستاده است.",
        "The print queue is stopped.",
        "صف را در تنظیمات سیستم دوباره راه بیندازید.",
        "Start it again in the system's settings.",
    ),
    "printer_spooler_refused": Problem(
        "صف چاپ کار را نپذیرفت.",
        "The print queue refused the job.",
        "نام و دسترسی صف را نگاه کنید.",
        "Check the queue's name and permissions.",
    ),
    "printer_folder": Problem(
        "در پوشهٔ چاپ نمی\u200cشود نوشت.",
        "The print folder cannot be written to.",
        "پوشه و جای خالی دیسک را نگاه کنید.",
        "Check the folder and the free space.",
    ),
    "printer_unknown_bytes": Problem(
        "این چاپ چیزی داشت که نباید به چاپگر برسد.",
        "This print held something that must not reach a printer.",
        "چاپ نشد؛ به پشتیبانی خبر دهید.",
        "It was not printed; tell support.",
    ),
    "printer_no_drawer": Problem(
        "برای این چاپگر کشویی تعریف نشده است.",
        "No drawer is set for this printer.",
        "در تنظیمات چاپگر درگاه کشو را انتخاب کنید.",
        "Choose the drawer's pin in the printer's settings.",
    ),
    "printer_interrupted": Problem(
        "صندوق وسط این چاپ بسته شد.",
        "The till stopped in the midst of this print.",
        "کاغذ را نگاه کنید: کامل است یا دوباره چاپ شود؟",
        "Look at the paper: is it whole, or print again?",
    ),
}
