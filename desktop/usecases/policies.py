"""The shop's documents: groups, earning, tiers, points, access and the rest, each with its versions.

A version is a whole document with its number, its hash and the hash of the one it follows; it never changes. A
document is read by the rules' own parsers before it is published, on its own and together with the others.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from desktop.models.sources import Source
from desktop.usecases.policy_defaults import DOCUMENT_NAMES, check_other, default_document
from loyalty.errors import require
from loyalty.kinds import PolicyPublished
from loyalty.policy import RULE_DOCUMENTS, Rules, check_policy, read_rules

if TYPE_CHECKING:
    from desktop.models.log import Approval, Tx
    from desktop.usecases.sign_in import Session
    from desktop.usecases.till import Till

Document = dict[str, Any]

_LATEST = (
    "SELECT p.name, p.number, p.document, p.hash, p.parent, p.staff_id, p.at FROM policy AS p"
    " WHERE p.number = (SELECT max(number) FROM policy WHERE name = p.name)"
)
OFFER = "offer:"
"""Offers are documents under this prefix and their id."""

_DOCUMENTS = _LATEST + " AND p.name NOT GLOB '*:*'"
"""Documents of the shop alone: offers and what an import noted are named with a colon."""

_FIXED_KEYS = ("currency", "exponent", "money_unit")


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """One version of a document; number 0 is the product's own default, published by nobody."""

    name: str
    number: int
    document: Document
    hash: str
    parent: str
    staff_id: str
    at: int | None


def policy_text(document: Mapping[str, Any]) -> str:
    """Return the one text of a document: what is stored and hashed."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def policy_hash(text: str) -> str:
    """Return the hash of a document's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def list_policies(db: Source) -> tuple[PolicyVersion, ...]:
    """Return the version in force of every document, defaults included; offers are not among them."""
    published = {row[0]: _version(row) for row in db.rows(_DOCUMENTS)}
    names = [*DOCUMENT_NAMES, *sorted(published.keys() - set(DOCUMENT_NAMES))]
    return tuple(published.get(name) or _default(name) for name in names)


def show_policy(db: Source, name: str, number: int | None = None) -> PolicyVersion:
    """Return a document's version in force, or an earlier one; raises `policy_unknown`, `policy_not_published`."""
    require(name in DOCUMENT_NAMES or name.startswith(OFFER), "policy_unknown", name=name, known=_known())
    wanted = "" if number is None else " AND p.number = ?"
    sql = _LATEST if number is None else _LATEST.partition(" WHERE ")[0] + " WHERE 1"
    row = db.row(f"{sql} AND p.name = ?{wanted}", (name,) if number is None else (name, number))
    if row is not None:
        return _version(row)
    require(number in (None, 0) and name in DOCUMENT_NAMES, "policy_not_published", name=name)
    return _default(name)


def policy_history(db: Source, name: str) -> tuple[PolicyVersion, ...]:
    """Return every version of a document, the first one first."""
    columns = _LATEST.partition(" WHERE ")[0]
    return tuple(_version(row) for row in db.rows(f"{columns} WHERE p.name = ? ORDER BY p.number", (name,)))


def publish_policy(
    till: Till, session: Session, name: str, document: Mapping[str, Any], approval: Session | None = None
) -> PolicyVersion:
    """Publish a document and return its version; the same document again is the version in force.

    Raises `policy_unknown`, `currency_fixed`, `not_allowed` and whatever names the broken key.
    """
    from desktop.usecases.authority import authorise

    authority = authorise(till, session, "set_policy", approval)
    with till.transaction(session.staff_id) as tx:
        check_document(tx, name, document)
        return _publish(tx, name, document, authority.approvals)


def check_document(db: Source, name: str, document: Mapping[str, Any]) -> None:
    """Raise what is wrong with a document, alone or together with the ones in force."""
    require(name in DOCUMENT_NAMES, "policy_unknown", name=name, known=_known())
    for key in _FIXED_KEYS:
        require(key not in document, "currency_fixed", key=key)
    if name in RULE_DOCUMENTS:
        check_policy(name, document)
        read_rules({**documents_now(db), name: document})
    else:
        check_other(name, document)


def _publish(tx: Tx, name: str, document: Mapping[str, Any], approvals: Sequence[Approval]) -> PolicyVersion:
    version = next_version(tx, name, document)
    if version.at is None:
        body = PolicyPublished(name, version.number, policy_text(document), version.hash, version.parent)
        tx.record("policy.published", body, approvals=approvals)
    return show_policy(tx, name)


def next_version(db: Source, name: str, document: Mapping[str, Any]) -> PolicyVersion:
    """Return the version a document would be; `at` is set where it is the one already in force."""
    text = policy_text(document)
    row = db.row(f"{_LATEST} AND p.name = ?", (name,))
    now = _version(row) if row else None
    if now is not None and now.hash == policy_hash(text):
        return now
    return PolicyVersion(
        name,
        now.number + 1 if now else 1,
        dict(document),
        policy_hash(text),
        now.hash if now else "",
        "",
        None,
    )


def publish_first(tx: Tx, documents: Mapping[str, Document], approvals: Sequence[Approval]) -> None:
    """Record the documents a new shop begins with, in its first transaction."""
    for name, document in documents.items():
        text = policy_text(document)
        body = PolicyPublished(name, 1, text, policy_hash(text), "")
        tx.record("policy.published", body, approvals=approvals)


def documents_now(db: Source) -> dict[str, Document]:
    """Return the published documents in force by name."""
    return {row[0]: json.loads(row[2]) for row in db.rows(_DOCUMENTS)}


def rules_now(db: Source) -> Rules:
    """Return the rules in force; reading them again costs one query."""
    rows = db.rows(_DOCUMENTS)
    return _rules(tuple((row[0], row[2]) for row in rows if row[0] in RULE_DOCUMENTS))


@lru_cache(maxsize=8)
def _rules(documents: tuple[tuple[str, str], ...]) -> Rules:
    return read_rules({name: json.loads(text) for name, text in documents})


def _version(row: tuple[Any, ...]) -> PolicyVersion:
    name, number, text, digest, parent, staff_id, at = row
    return PolicyVersion(name, number, json.loads(text), digest, parent, staff_id, at)


def _default(name: str) -> PolicyVersion:
    document = default_document(name)
    return PolicyVersion(name, 0, document, policy_hash(policy_text(document)), "", "", None)


def _known() -> str:
    return ", ".join(DOCUMENT_NAMES)
