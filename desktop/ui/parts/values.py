"""What the parts shared by first start, settings and recovery show. Plain frozen values, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.problems import hint, say
from loyalty.words import LANGUAGES

Modules = tuple[tuple[bool, ...], ...]
NO_WORDS = Text("", "")


@dataclass(frozen=True, slots=True)
class PrinterDraft:
    """A printer as a person describes it; kind 'none' is a till without one. `width` in dots."""

    kind: str = "none"
    address: str = ""
    width: str = "576"
    drawer: str = "none"
    cut: str = "partial"
    answers: bool = True


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a test print: `printed`, `waiting` or `doubtful`; `why` says it in both languages.

    It stands on the screen while the language may be changed.
    """

    state: str
    why: Text = NO_WORDS
    paper_low: bool = False


def why_of(error: LoyaltyError) -> Text:
    """Return the sentence of a refusal with what to do about it, on one line, in both languages."""
    fa, en = (" ".join(filter(None, (say(error, lang), hint(error, lang)))) for lang in LANGUAGES)
    return Text(fa, en)


@dataclass(frozen=True, slots=True)
class SheetShown:
    """A recovery sheet for the eye: the groups in order and the modules of its QR code."""

    groups: tuple[str, ...] = ()
    code: Modules = ()
    shop: str = ""
    branch: str = ""
    made_at: int = 0
