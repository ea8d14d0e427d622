"""Takes the last word from a clock that ran ahead: what the centre bounds is weighed anew against all that was said.

Bounds are rare and come after what they bound, as a rule in the same page: the facts on the same documents are looked
for in the log, and nothing has to be kept for it beside.
"""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from desktop.models.projections.fold import Fold
from loyalty.facts import Fact, parse_fact
from loyalty.kinds import StampsBounded, read_body
from loyalty.last_words import KINDS_OF, Document, documents_of
from loyalty.stamps import read_stamp

_FOLDED = "fact_id NOT IN (SELECT fact_id FROM fact_deferred)"
_OF_THESE = f"SELECT raw FROM fact WHERE fact_id IN (SELECT value FROM json_each(?)) AND {_FOLDED}"
_ON_THESE = (
    "SELECT raw FROM fact WHERE kind IN (SELECT value FROM json_each(?1)) AND EXISTS "
    f"(SELECT 1 FROM json_each(?2) WHERE instr(raw, CAST(value AS BLOB))) AND {_FOLDED} ORDER BY pos"
)


def bound(fold: Fold, body: StampsBounded) -> tuple[str, ...]:
    """Note bounds; return the facts whose words stand earlier for it."""
    at = body.at
    return tuple(one.fact_id for one in body.facts if fold.bound(one.fact_id, read_stamp(at, one.count)))


def told_again(fold: Fold, fact_ids: Sequence[str]) -> Iterator[tuple[Fact, bytes]]:
    """Let the documents go that these facts have a word on; yield every fact that has one, to be folded again."""
    documents = {
        document
        for (raw,) in fold.sink.rows(_OF_THESE, (json.dumps(fact_ids),))
        for document in _documents(parse_fact(raw))
    }
    for document in sorted(documents):
        _let_go(fold, document)
    kinds = sorted({kind for document in documents for kind in KINDS_OF[document.subject]})
    # A name that is put together of two begins with one that stands in the bytes.
    names = sorted({json.dumps(one.name.split(" ")[0], ensure_ascii=False)[1:-1] for one in documents})
    for (raw,) in fold.sink.rows(_ON_THESE, (json.dumps(kinds), json.dumps(names))):
        fact = parse_fact(raw)
        if documents.intersection(_documents(fact)):
            yield fact, raw


def _documents(fact: Fact) -> tuple[Document, ...]:
    return documents_of(fact.kind, read_body(fact.kind, fact.version, fact.body))


def _let_go(fold: Fold, document: Document) -> None:
    if document.subject == "person":
        fold.sink.put("UPDATE person SET stamp = -1 WHERE member_id = ?", (document.name,))
    else:
        fold.sink.put("DELETE FROM last_word WHERE subject = ? AND name = ?", document)
