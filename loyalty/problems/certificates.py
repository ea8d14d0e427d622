"""Sentences on the certificate of a centre, and on the authority that vouches for it."""

from __future__ import annotations

from loyalty.problems.problem import Problem

PROBLEMS = {
    "centre_ca_missing": Problem(
        "پروندهٔ گواهی مرجع در «{path}» نیست یا خوانده نمی‌شود.",
        "There is no file of an authority at “{path}”, or it cannot be read.",
        "پروندهٔ درست را بدهید. برای مرکزی با گواهی عمومی جایش را خالی بگذارید (BASHGAH_CENTRE_CA را هم).",
        "Give the file itself. For a centre with a public certificate leave it empty (BASHGAH_CENTRE_CA too).",
    ),
    "centre_certificate": Problem(
        "گواهی امنیتی مرکز پذیرفته نشد: {why}.",
        "The certificate of the centre was not accepted: {why}.",
        "تاریخ دستگاه و گواهی مرکز را وارسی کنید؛ تا آن هنگام چیزی فرستاده نمی‌شود.",
        "Check the date of this machine and the certificate of the centre; until then nothing is sent.",
    ),
    "centre_certificate_foreign": Problem(
        "گواهی امنیتی مرکز را مرجعی که این صندوق به آن اعتماد دارد امضا نکرده است؛ چیزی فرستاده نشد.",
        "The certificate of the centre is signed by no authority this till trusts; nothing was sent.",
        "اگر مرکز مرجع خودش را دارد، پروندهٔ گواهی آن مرجع را از گردانندهٔ مرکز بگیرید و بدهید: هنگام پیوستن، یا در «تنظیمات › مرکز».",
        "If the centre has an authority of its own, get that authority’s certificate file from whoever runs the centre and give it "
        "when joining, or under Settings › Centre.",
    ),
    "centre_certificate_name": Problem(
        "گواهی امنیتی مرکز برای نام {host} نیست؛ چیزی فرستاده نشد.",
        "The certificate of the centre is not for the name {host}; nothing was sent.",
        "نشانی را همان‌گونه بنویسید که در گواهی آمده است، یا گواهی‌ای بسازید که این نام را هم دارد.",
        "Write the address as the certificate has it, or have a certificate made that has this name too.",
    ),
    "centre_certificate_over": Problem(
        "زمان گواهی امنیتی مرکز (یا مرجع آن) گذشته است؛ چیزی فرستاده نشد.",
        "The certificate of the centre (or of its authority) has run out; nothing was sent.",
        "تاریخ این دستگاه را ببینید؛ اگر درست است، گردانندهٔ مرکز باید گواهی را تازه کند. فروش مثل همیشه است.",
        "Look at the date of this machine; if it is right, whoever runs the centre has to renew the certificate. Selling goes on as ever.",
    ),
    "centre_certificate_early": Problem(
        "زمان گواهی امنیتی مرکز هنوز نرسیده است؛ چیزی فرستاده نشد.",
        "The certificate of the centre does not hold yet; nothing was sent.",
        "بیشتر وقت‌ها تاریخ این دستگاه عقب است؛ آن را درست کنید.",
        "Mostly the date of this machine is behind; set it right.",
    ),
    "authority_unreadable": Problem(
        "«{path}» گواهی نیست.",
        "“{path}” is no certificate.",
        "پروندهٔ گواهی مرجع را بدهید، از نوع PEM یا DER؛ بیشتر وقت‌ها نامش به .pem یا .crt پایان می‌یابد.",
        "Give the certificate file of the authority, PEM or DER; mostly its name ends in .pem or .crt.",
    ),
    "authority_is_key": Problem(
        "در «{path}» کلید خصوصی هست؛ آن را به هیچ صندوقی نباید داد.",
        "“{path}” holds a private key, which no till should be given.",
        "تنها پروندهٔ گواهی (cert.pem) را بدهید، کلید را از این دستگاه پاک کنید و به گردانندهٔ مرکز خبر دهید.",
        "Give the certificate alone (cert.pem), delete the key from this machine, and tell whoever runs the centre.",
    ),
    "authority_over": Problem(
        "زمان گواهی مرجع در «{path}» در {until} گذشته است.",
        "The certificate of the authority at “{path}” ran out on {until}.",
        "گواهی تازه را از گردانندهٔ مرکز بگیرید؛ اگر تاریخ این دستگاه نادرست است، آن را درست کنید.",
        "Get the new one from whoever runs the centre; if the date of this machine is wrong, set it right.",
    ),
    "authority_without_tls": Problem(
        "گواهی تنها برای نشانی‌هایی به کار می‌آید که با https:// آغاز شوند؛ «{url}» چنین نیست.",
        "A certificate serves addresses that begin with https:// alone; “{url}” does not.",
        "نشانی https:// مرکز را از گردانندهٔ آن بگیرید، یا (تنها در شبکهٔ خودتان) بدون گواهی بپیوندید.",
        "Ask whoever runs the centre for its https:// address, or (in a network of your own alone) join without a certificate.",
    ),
    "authority_early": Problem(
        "گواهی مرجع از {since} به کار می‌آید و تاریخ این دستگاه {today} است.",
        "The certificate of the authority holds from {since} on, and this machine says it is {today}.",
        "تاریخ این دستگاه را درست کنید.",
        "Set the date of this machine right.",
    ),
    "authority_ends": Problem(
        "گواهی مرجع مرکز در {until} پایان می‌یابد؛ پس از آن تبادل با مرکز می‌ایستد.",
        "The certificate of the centre’s authority ends on {until}; after that exchanges with the centre stop.",
        "گواهی تازه را از گردانندهٔ مرکز بگیرید و همین‌جا بدهید.",
        "Get the new one from whoever runs the centre and give it here.",
    ),
}
