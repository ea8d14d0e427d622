"""Runs command lines as people do: in a process of their own, or quickly within this one."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from desktop.cli import main
from desktop.usecases.staff_keys import LIGHT

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Said:
    """What a command line answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return the one JSON document on stdout."""
        return json.loads(self.out)

    @property
    def error(self) -> str:
        """Return the code of the refusal in the JSON document."""
        code: str = self.json["error"]["code"]
        return code


class Terminal(io.StringIO):
    """Someone who sits at a terminal and has typed an answer."""

    def isatty(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Lines:
    """A shop's folder, its keys and the PINs in the environment."""

    folder: Path
    keys: Path
    pin: str
    lang: str = "en"

    def environ(self, words: dict[str, str]) -> dict[str, str]:
        """Return the environment of a command; words add to it, an empty one takes away."""
        kept = {name: text for name, text in os.environ.items() if not name.startswith("BASHGAH_")}
        told = {
            "BASHGAH_KEY_DIR": str(self.keys),
            "BASHGAH_PIN": self.pin,
            "BASHGAH_LANG": self.lang,
            **words,
        }
        return {name: text for name, text in {**kept, **told}.items() if text}

    def run(self, *line: str, **words: str) -> Said:
        """Run a line within this process, with --json."""
        return self.run_plain("--json", *line, **words)

    def run_plain(self, *line: str, **words: str) -> Said:
        """Run a line within this process, as it is written."""
        return self._run(io.StringIO(), line, words)

    def answer(self, typed: str, *line: str, **words: str) -> Said:
        """Run a line at a terminal where somebody types an answer."""
        return self._run(Terminal(typed), line, words)

    def at_terminal(self, *line: str, **words: str) -> Said:
        """Run a line at the terminal that a test has put in the place of stdin (fixture `unseen`)."""
        return self._run(sys.stdin, line, words)

    def _run(self, stdin: TextIO, line: tuple[str, ...], words: dict[str, str]) -> Said:
        out, err = io.StringIO(), io.StringIO()
        said = ["--shop", str(self.folder), *line]
        code = main(said, environ=self.environ(words), stdin=stdin, stdout=out, stderr=err, key_cost=LIGHT)
        return Said(code, out.getvalue(), err.getvalue())

    def spawn(self, *line: str, **words: str) -> Said:
        """Run a line in a process of its own, as it is written."""
        call = [sys.executable, "-m", "desktop", "--shop", str(self.folder), *line]
        done = subprocess.run(
            call,
            cwd=ROOT,
            env=self.environ(words),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=120,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())
