"""The forms of an encrypted file: how long its pages are and how each is sealed. SQLCipher writes neither into the file.

A page is deciphered and its seal checked whenever it is read, and sealed anew whenever a sale touches it. So pages of half the
length, with a shorter seal, cost a sale and a search less (docs/decisions/0017).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Form:
    """Bytes of a page, and the function that seals it."""

    page_size: int
    seal: str


TODAY = Form(2048, "HMAC_SHA256")
FORMER = Form(4096, "HMAC_SHA512")
"""What SQLCipher takes where nothing is said; files of older versions of the program have it."""

FORMS = (TODAY, FORMER)
"""In the order in which they are tried."""

LEAST_PAGE = min(form.page_size for form in FORMS)

HEADER = ("application_id", "user_version")
"""Words of the file's head that are no table's."""


def spoken(key: bytes) -> str:
    """Return a raw key as SQLCipher reads it."""
    return f"x'{key.hex()}'"


def take_form(connection: Any, form: Form, database: str = "main") -> None:
    """Say in which form a database is that has its key and was not read yet."""
    connection.execute(f"PRAGMA {database}.cipher_page_size = {form.page_size}")
    connection.execute(f"PRAGMA {database}.cipher_hmac_algorithm = {form.seal}")


def page_size(connection: Any) -> int:
    """Return the bytes of a page of an open file."""
    return int(connection.execute("PRAGMA cipher_page_size").fetchone()[0])


def write_copy(connection: Any, target: Path, key: bytes, form: Form = TODAY) -> None:
    """Write all of a file, as it stands at one moment, into an empty one of a form, beside whoever goes on writing.

    The copy is not synced, and is whole once the connection is closed, which is of no other use. `VACUUM INTO` would write a
    mixture of two forms that nobody can read.
    """
    connection.execute("ATTACH DATABASE ? AS copy KEY ?", (str(target), spoken(key)))
    take_form(connection, form, "copy")
    connection.execute("PRAGMA copy.journal_mode = OFF")
    connection.execute("PRAGMA copy.synchronous = OFF")
    connection.execute("BEGIN")
    connection.execute("SELECT sqlcipher_export('copy')")
    for word in HEADER:
        said = connection.execute(f"PRAGMA main.{word}").fetchone()[0]
        connection.execute(f"PRAGMA copy.{word} = {said}")
    connection.execute("COMMIT")
