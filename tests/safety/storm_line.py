"""The lines between tills and their centre, in a process of their own: each can be cut and healed by itself."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterable
from typing import IO

from tests.sync.places import Line


class Network:
    """A line for each of so many tills, all leading to one port."""

    def __init__(self, lines: int, port: int) -> None:
        hears, tells = os.pipe()
        answers, answered = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(tells)
            os.close(answers)
            _carry(lines, port, os.fdopen(hears), os.fdopen(answered, "w"))
        os.close(hears)
        os.close(answered)
        self._tell, self._hear = os.fdopen(tells, "w"), os.fdopen(answers)
        self._urls: list[str] = json.loads(self._hear.readline())

    def url(self, number: int) -> str:
        """Return where a till finds its centre."""
        return self._urls[number]

    def cut(self, lines: Iterable[int]) -> None:
        """Break what goes on at these lines, and let nothing through."""
        self._order("cut", list(lines))

    def heal(self) -> None:
        """Let everything through again."""
        self._order("heal", list(range(len(self._urls))))

    def close(self) -> None:
        """End all lines."""
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        self._tell.close()
        self._hear.close()

    def _order(self, what: str, lines: list[int]) -> None:
        self._tell.write(json.dumps([what, lines]) + "\n")
        self._tell.flush()
        assert self._hear.readline() == "done\n"


def _carry(lines: int, port: int, orders: IO[str], answers: IO[str]) -> None:
    """Carry until this process is ended."""
    made = [Line(port) for _ in range(lines)]
    _say(answers, json.dumps([line.url for line in made]))
    for order in orders:
        what, which = json.loads(order)
        for number in which:
            getattr(made[number], what)()
        _say(answers, "done")
    # Whoever gave orders is gone.
    sys.stdout.flush()
    os._exit(0)


def _say(answers: IO[str], word: str) -> None:
    answers.write(word + "\n")
    answers.flush()
