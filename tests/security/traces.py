"""Reads every byte of a shop as a thief with the key would: live pages, free pages, the slack of pages and the log.

`page_texts` undoes the cipher itself, page by page, so that nothing SQLite would hide (free lists, overwritten
rows, frames of the log that were taken in already) is hidden from the tests.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 2048
_RESERVE = 48
_IV = 16
_SALT = 16
_LOG_HEAD, _FRAME_HEAD = 32, 24


def page_texts(folder: Path, key: bytes) -> Iterator[bytes]:
    """Yield the plain bytes of every page in the file and in every frame of its log, live or not."""
    raw = (folder / "shop.db").read_bytes()
    for number in range(1, len(raw) // PAGE + 1):
        yield _open(raw[(number - 1) * PAGE : number * PAGE], number, key)
    log = folder / "shop.db-wal"
    frames = log.read_bytes()[_LOG_HEAD:] if log.exists() else b""
    size = _FRAME_HEAD + PAGE
    for start in range(0, len(frames) - size + 1, size):
        number = struct.unpack(">I", frames[start : start + 4])[0]
        yield _open(frames[start + _FRAME_HEAD : start + size], number, key)


def _open(page: bytes, number: int, key: bytes) -> bytes:
    start = _SALT if number == 1 else 0
    iv = page[PAGE - _RESERVE : PAGE - _RESERVE + _IV]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return decryptor.update(page[start : PAGE - _RESERVE])


def found_in(texts: Iterable[bytes], words: Iterable[str]) -> set[str]:
    """Return which words stand somewhere in some bytes, as UTF-8."""
    wanted = {word: word.encode() for word in words}
    found: set[str] = set()
    for text in texts:
        found |= {word for word, raw in wanted.items() if raw in text}
    return found


def files_of(*roots: Path) -> Iterator[Path]:
    """Yield every file below some folders."""
    for root in roots:
        yield from (path for path in sorted(root.rglob("*")) if path.is_file())
