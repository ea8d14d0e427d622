"""The one error of the rules: a code and its values, never a sentence.

The sentence is made at the edge, in the reader's language, by `loyalty.problems.say`. A code is part
of the product's interface (the command line prints it), so it is never reused for another meaning.
"""

from __future__ import annotations


class LoyaltyError(Exception):
    """A refusal with a reason a person can act on.

    `code` is snake_case and stands in one of the tables of `loyalty.problems`; `values` fill its sentence.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return f"{self.code} {self.values}" if self.values else self.code


def require(truth: object, code: str, **values: object) -> None:
    """Raise `LoyaltyError(code)` unless `truth` holds."""
    if not truth:
        raise LoyaltyError(code, **values)
