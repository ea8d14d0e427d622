"""Problems of figures, goals and costs written by hand."""

from __future__ import annotations

from loyalty.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "document_too_long": Problem(
        "«{where}» بیش از {most} ردیف دارد.",
        "“{where}” has more than {most} rows.",
        "ردیف‌هایی را که دیگر به کار نمی‌آیند بردارید.",
        "Take out the rows that are no longer needed.",
    ),
    "goal_twice": Problem(
        "هدف «{goal}» دو بار آمده است.",
        "The goal “{goal}” stands twice.",
        "یکی را بردارید یا شناسه‌اش را عوض کنید.",
        "Remove one, or give it another id.",
    ),
    "goal_target_unread": Problem(
        "«{text}» مقدار هدف نیست.",
        "“{text}” is no target.",
        "عددی بزرگ‌تر از صفر بنویسید؛ برای نرخ‌ها درصدی تا ۱۰۰.",
        "Write a number above nought; for rates a percentage up to 100.",
    ),
    "cost_amount_missing": Problem(
        "مبلغ هزینه نوشته نشده است.",
        "The amount of the cost is not written.",
        "مبلغی بزرگ‌تر از صفر بنویسید.",
        "Write an amount above nought.",
    ),
    "cost_days_backwards": Problem(
        "روز پایان هزینه، {end}، پیش از روز آغاز آن است.",
        "The last day of the cost, {end}, lies before its first.",
        "روز پایان را همان روز آغاز یا پس از آن بگذارید؛ هر دو روز شمرده می‌شوند.",
        "Let the last day be the first or a later one; both are counted.",
    ),
    "goal_target_beyond": Problem(
        "{value} برای این شاخص شدنی نیست؛ دست‌بالا {most} است.",
        "{value} cannot be reached by this figure; {most} is the most.",
        "نرخ‌ها به درصدند، از ۰ تا ۱۰۰.",
        "Rates are written in percent, from 0 to 100.",
    ),
    "goal_unknown": Problem(
        "هدفی به نام «{goal}» نیست.",
        "There is no goal “{goal}”.",
        "شناسه را از goal list بردارید.",
        "Take the id from goal list.",
    ),
    "report_too_long": Problem(
        "دورهٔ گزارش باید از ۱ تا {most} روز باشد.",
        "A report covers from 1 to {most} days.",
        "دورهٔ دیگری بخواهید.",
        "Ask for another period.",
    ),
    "report_nowhere": Problem(
        "گفته نشده گزارش کجا نوشته شود.",
        "It is not said where the report should go.",
        "دست‌کم یکی از --pdf و --xlsx و --csv را با نام یک پرونده بیاورید.",
        "Give at least one of --pdf, --xlsx and --csv with the name of a file.",
    ),
    "class_unknown": Problem(
        "رتبه‌ای به نام «{segment}» نیست.",
        "There is no class “{segment}”.",
        "یکی از این‌ها را بنویسید: {known}",
        "Take one of these: {known}",
    ),
    "figures_hidden": Problem(
        "این گزارش برای شما باز نیست.",
        "This report is not open to you.",
        "از مدیر بخواهید دیدن گزارش‌های این شعبه را به شما بدهد.",
        "Ask a manager to let you see the figures of this branch.",
    ),
    "compared_not_earlier": Problem(
        "روزهایی که با آن‌ها می‌سنجید باید پیش از {first} آغاز شوند.",
        "The days to compare with must begin before {first}.",
        "روز آغاز زودتری برگزینید.",
        "Choose an earlier first day.",
    ),
    "period_too_long": Problem(
        "دوره بیش از {years} سال است.",
        "The period is longer than {years} years.",
        "روز نخست دیرتری برگزینید.",
        "Choose a later first day.",
    ),
}
