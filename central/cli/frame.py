"""Reads a line, runs its command, and says what came of it as text or as one JSON document."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping
from typing import Any, TextIO

from central.cli.commands import Answer, add_commands
from central.cli.option_words import explain
from loyalty.errors import LoyaltyError
from loyalty.problems import hint, say
from loyalty.usage import Parser, WrongUsage, language_asked
from loyalty.words import Lang

DONE, REFUSED, WRONG_USAGE = 0, 1, 2
_OF_THE_LINE = ("option_not_number", "tls_half")
"""Refusals that say the line itself is wrong."""


def make_parser(lang: Lang) -> argparse.ArgumentParser:
    """Return the parser of all commands, explained in a language."""
    words = "مرکز باشگاه | the centre of Bashgah"
    parser = Parser(prog="bashgah-centre", description=words)
    _add_common(parser, None)
    # Said after the command or before it: what is not said after it leaves standing what stood before.
    common = argparse.ArgumentParser(add_help=False)
    _add_common(common, argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)
    add_commands(commands, common)
    explain(parser, lang)
    return parser


def _add_common(parser: argparse.ArgumentParser, default: Any) -> None:
    parser.add_argument("--db", default=default, metavar="URL|FOLDER")
    parser.add_argument("--json", action="store_true", default=default)
    parser.add_argument("--lang", choices=("fa", "en"), default=default)


def run_line(argv: list[str], environ: Mapping[str, str], stdout: TextIO, stderr: TextIO) -> int:
    """Run a line; return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    as_json = "--json" in argv
    lang = _language(argv, environ)
    try:
        args = make_parser(lang).parse_args(argv)
        answer = args.run(args, environ, lang)
        return _answer(answer, stdout, as_json=as_json)
    except BrokenPipeError:
        return _leave_quietly()
    except WrongUsage as wrong:
        return _tell(
            stdout if as_json else stderr, as_json, "usage", wrong.told(lang), wrong.usage, WRONG_USAGE
        )
    except OSError as problem:
        refusal = _unusable(problem)
    except ModuleNotFoundError as problem:
        refusal = LoyaltyError("centre_parts_missing", part=problem.name or "…")
    except LoyaltyError as problem:
        refusal = problem
    told = say(refusal, lang), hint(refusal, lang)
    status = WRONG_USAGE if refusal.code in _OF_THE_LINE else REFUSED
    return _tell(stdout if as_json else stderr, as_json, refusal.code, *told, status)


def _unusable(problem: OSError) -> LoyaltyError:
    path = problem.filename if isinstance(problem.filename, str) else "…"
    return LoyaltyError("centre_folder_unusable", path=path)


def _answer(answer: Answer, stdout: TextIO, *, as_json: bool) -> int:
    document, text = answer
    print(_json(document) if as_json else text, file=stdout)
    # Whoever reads may have gone: that shows here, and not at the end of the process where nobody can say it.
    stdout.flush()
    return DONE if document.get("ok", True) else REFUSED


def _leave_quietly() -> int:
    """Whoever read the answer has gone (`| head`): nothing is wrong here."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _language(argv: list[str], environ: Mapping[str, str]) -> Lang:
    if asked := language_asked(argv):
        return asked
    spoken = environ.get("BASHGAH_LANG") or environ.get("LANG", "")
    return "en" if spoken.startswith("en") else "fa"


def _tell(stream: TextIO, as_json: bool, code: str, sentence: str, advice: str, status: int) -> int:
    told = _json({"error": {"code": code, "message": sentence, "hint": advice}})
    print(told if as_json else f"{sentence}\n{advice}".strip(), file=stream)
    return status


def _json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
