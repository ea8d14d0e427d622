"""Runs one command line: reads it, lets its command answer, and turns answers and refusals into text or JSON.

Exit 0: done. Exit 1: refused, with a sentence. Exit 2: the line itself is wrong. With --json exactly one JSON
document goes to stdout, whatever happens; without, answers go to stdout and problems to stderr.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TextIO

from desktop.cli.answers import Answer, json_text
from desktop.cli.arguments import shield_words
from desktop.cli.commands import make_parser
from desktop.cli.context import Context
from desktop.cli.option_words import explain
from desktop.cli.registry import register_for
from desktop.cli.rights import admit
from desktop.cli.way_back import is_damage, way_back
from desktop.cli.window import open_window
from desktop.clocks import SystemClock
from desktop.config import choose_language
from desktop.models.private import NO_ROOM
from desktop.traces import trace_of, unexpected, without_phones
from desktop.usecases.staff_keys import HARDENED, KeyCost
from loyalty.clock import Clock
from loyalty.errors import LoyaltyError
from loyalty.problems import say, typed_hint
from loyalty.usage import WrongUsage, language_asked
from loyalty.words import Lang

DONE, REFUSED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

SIGNED_WORDS = frozenset({"consent"})
"""Commands whose arguments are changes such as `+sms -promo`."""


@dataclass(frozen=True, slots=True)
class Streams:
    """Where a command reads and speaks."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO


def refuse_line(refusal: LoyaltyError, argv: list[str], environ: Mapping[str, str], streams: Streams) -> int:
    """Say why a line is refused, in the language it is to be answered in; return the exit status."""
    return _voice_for(argv, environ, streams).refuse(refusal)


def run_line(
    argv: list[str],
    environ: Mapping[str, str],
    streams: Streams,
    clock: Clock | None = None,
    key_cost: KeyCost | None = None,
) -> int:
    """Read and run one line; return the exit status."""
    voice = _voice_for(argv, environ, streams)
    try:
        args = _read_line(argv, voice.lang)
        if not hasattr(args, "run"):
            return open_window(args.shop, args.lang, environ, streams.stderr)
        ctx = Context(
            args,
            voice.lang,
            environ,
            streams.stdin,
            streams.stderr,
            clock or SystemClock(),
            key_cost or HARDENED,
        )
        return _run_command(ctx, voice)
    except WrongUsage as wrong:
        return voice.wrong_usage(wrong)
    except LoyaltyError as refusal:  # of the line itself; no shop is open yet
        return voice.refuse(refusal)
    except SystemExit as asked:  # --help has spoken already
        return int(asked.code or 0)


def _run_command(ctx: Context, voice: _Voice) -> int:
    try:
        admit(ctx, ctx.args.needs)
        done = voice.answer(ctx.args.run(ctx), ctx.currency)
        _print_behind(ctx)
        return done
    except LoyaltyError as refusal:
        return voice.refuse(refusal, ctx.currency, way_back(refusal, ctx.folder, ctx.lang))
    except WrongUsage:
        raise
    except KeyboardInterrupt:
        return _stopped(ctx, voice)
    except BrokenPipeError:
        return _leave_quietly()
    except (OSError, UnicodeEncodeError) as problem:
        return voice.refuse(_unusable(problem))
    except Exception as defect:
        if is_damage(defect):
            damage = LoyaltyError("shop_damaged", part="shop.db")
            return voice.refuse(damage, more=way_back(damage, ctx.folder, ctx.lang))
        return voice.refuse(_unexpected(defect, ctx.environ))
    finally:
        ctx.close()


def _print_behind(ctx: Context) -> None:
    # What was recorded stands, whatever becomes of its paper: a slip that does not come out waits in the queue. An exit
    # code of failure would have a script do the act again.
    from desktop.cli.slips import print_behind

    try:
        if ctx.recorded():
            print_behind(ctx)
    except Exception as defect:
        problem = defect if isinstance(defect, LoyaltyError) else _unexpected(defect, ctx.environ)
        ctx.note(say(problem, ctx.lang))


def _stopped(ctx: Context, voice: _Voice) -> int:
    """Say after Ctrl-C whether anything was recorded, which the file itself answers, and what a command may have left."""
    count = ctx.recorded()
    joining = ctx.args.stopped == "interrupted_joining"
    told = (
        LoyaltyError(ctx.args.stopped)
        if joining or not count
        else LoyaltyError("interrupted_after", count=count)
    )
    voice.refuse(told)
    return INTERRUPTED


def _voice_for(argv: list[str], environ: Mapping[str, str], streams: Streams) -> _Voice:
    return _Voice(choose_language(language_asked(argv), environ), "--json" in argv, streams)


def _read_line(argv: list[str], lang: Lang) -> argparse.Namespace:
    parser, commands = make_parser(lang)
    register_for(argv, commands)
    explain(parser, lang)
    shielded = shield_words(argv) if SIGNED_WORDS.intersection(argv) else argv
    return parser.parse_args(shielded)


def _unusable(problem: OSError | UnicodeEncodeError) -> LoyaltyError:
    name = getattr(problem, "filename", None)
    path = name if isinstance(name, str) else "…"
    if getattr(problem, "errno", None) in NO_ROOM:
        return LoyaltyError("file_no_room", path=path)
    return LoyaltyError("path_unusable", path=path)


def _unexpected(defect: Exception, environ: Mapping[str, str]) -> LoyaltyError:
    # A message may hold a phone or a name; the places in the code hold neither.
    if environ.get("BASHGAH_TRACE"):
        sys.stderr.writelines(trace_of(defect))
    return unexpected(defect)


def _leave_quietly() -> int:
    # The reader went away; keep the interpreter from complaining about it at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


@dataclass(frozen=True, slots=True)
class _Voice:
    lang: Lang
    json: bool
    streams: Streams

    def answer(self, answer: Answer, currency: str) -> int:
        if answer.problem is not None:
            return self._done_in_part(answer, answer.problem, currency)
        text = json_text(answer.document) if self.json else answer.text
        self._write(self.streams.stdout, text)
        return answer.exit_code

    def _done_in_part(self, answer: Answer, problem: LoyaltyError, currency: str) -> int:
        if self.json:
            self._write(
                self.streams.stdout, json_text({**answer.document, "error": self._error(problem, currency)})
            )
        else:
            self._write(self.streams.stdout, answer.text)
            self.refuse(problem, currency)
        return REFUSED

    def _error(self, problem: LoyaltyError, currency: str) -> dict[str, Any]:
        return {
            "code": problem.code,
            "message": self._said(problem, currency),
            "hint": typed_hint(problem, self.lang, currency),
        }

    def _said(self, problem: LoyaltyError, currency: str) -> str:
        """Return the sentence, with the place in the document where it does not name that itself."""
        text, where = say(problem, self.lang, currency), str(problem.values.get("where", ""))
        return text if where in text + typed_hint(problem, self.lang, currency) else f"{text} ({where})"

    def refuse(self, refusal: LoyaltyError, currency: str = "", more: str = "") -> int:
        advice = "\n".join(filter(None, (typed_hint(refusal, self.lang, currency), more)))
        self._problem(refusal.code, self._said(refusal, currency), advice)
        return REFUSED

    def wrong_usage(self, wrong: WrongUsage) -> int:
        self._problem("usage", wrong.told(self.lang), wrong.usage)
        return WRONG_USAGE

    def _problem(self, code: str, message: str, advice: str) -> None:
        if self.json:
            error: dict[str, Any] = {"code": code, "message": message, "hint": advice}
            self._write(self.streams.stdout, json_text({"error": error}))
        else:
            told = "\n".join(line for line in (message, advice) if line)
            self._write(self.streams.stderr, without_phones(told))

    @staticmethod
    def _write(stream: TextIO, text: str) -> None:
        if text:
            stream.write(text if text.endswith("\n") else text + "\n")
            stream.flush()
