"""The shop's documents: groups, earning, tiers, points, access and the rest, each with its versions.

Some may be a branch's own (`IN_BRANCHES`): it stands under `name@branch` and, in that branch alone, in place of the
business's. Two published unseen by each other at one number: the smaller fact id stands, on every till. Where documents
that were each published in order do not go together, the one published last steps back to its version before.

A version is a whole document with its number, its hash and the hash of the one it follows; it never changes. A
document is read by the rules' own parsers before it is published, on its own and together with the others.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from desktop.models.queries.places import branch_name
from desktop.models.queries.policies import (
    PolicyRow,
    documents_in_force,
    latest_version,
    shop_documents,
    version_before,
    version_of,
    versions_of,
)
from desktop.models.sources import Source
from desktop.usecases.policy_defaults import DOCUMENT_NAMES, TITLES, check_other, default_document
from loyalty.basket import DEFAULT_GROUP
from loyalty.documents import Text, read_text
from loyalty.earning import parse_earning
from loyalty.errors import LoyaltyError, require
from loyalty.groups import parse_groups
from loyalty.kinds import PolicyPublished
from loyalty.policy import RULE_DOCUMENTS, Rules, check_policy, read_rules

if TYPE_CHECKING:
    from desktop.models.log import Approval, Tx
    from desktop.usecases.sign_in import Session
    from desktop.usecases.till import Till

Document = dict[str, Any]

OFFER = "offer:"
"""Offers are documents under this prefix and their id."""

AT = "@"
IN_BRANCHES = ("groups", "earning", "refunds", "trust")
"""Documents a branch may have of its own. A tier is a member's standing with the business, so there is one ladder."""

_FIXED_KEYS = ("currency", "exponent", "money_unit")


def titled(db: Source, name: str) -> Text:
    """Return what people call a document: a branch's own with the name of the branch, an offer by its own name."""
    if name.startswith(OFFER):
        return _offer_titled(db, name)
    document, at, branch_id = name.partition(AT)
    branch = branch_name(db, branch_id) if at else ""
    title = TITLES.get(document, Text(document, document))
    return Text(f"{title.fa} · {branch}", f"{title.en} · {branch}") if branch else title


def _offer_titled(db: Source, name: str) -> Text:
    row = latest_version(db, name)
    known = json.loads(row.document).get("name") if row else None
    title = read_text(known or name.removeprefix(OFFER), "name")
    return Text(title.of("fa"), title.of("en"))


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
    published = {row.name: _version(row) for row in shop_documents(db)}
    names = [*DOCUMENT_NAMES, *sorted(published.keys() - set(DOCUMENT_NAMES))]
    return tuple(published.get(name) or _default(name) for name in names)


def show_policy(db: Source, name: str, number: int | None = None) -> PolicyVersion:
    """Return a document's version in force, or an earlier one; raises `policy_unknown`, `policy_not_published`."""
    require(_is_document(name) or name.startswith(OFFER), "policy_unknown", name=name, known=_known())
    row = latest_version(db, name) if number is None else version_of(db, name, number)
    if row is not None:
        return _version(row)
    require(number in (None, 0) and _is_document(name), "policy_not_published", name=name)
    if AT in name:
        # A branch without a document of its own goes by the business's.
        return replace(show_policy(db, base_name(name)), number=0, at=None)
    return _default(name)


def policy_history(db: Source, name: str) -> tuple[PolicyVersion, ...]:
    """Return every version of a document, the first one first."""
    return tuple(map(_version, versions_of(db, name)))


def publish_policy(
    till: Till, session: Session, name: str, document: Mapping[str, Any], approval: Session | None = None
) -> PolicyVersion:
    """Publish a document and return its version; the same document again is the version in force.

    A branch's own (`name@branch`) takes a manager of branches, the business's the owner. Raises `policy_unknown`,
    `currency_fixed`, `not_allowed` and whatever names the broken key.
    """
    from desktop.usecases.authority import authorise

    authority = authorise(till, session, "manage_branches" if AT in name else "set_policy", approval)
    with till.transaction(session.staff_id) as tx:
        check_document(tx, name, document)
        return _publish(tx, name, document, authority.approvals)


def check_document(db: Source, name: str, document: Mapping[str, Any]) -> None:
    """Raise what is wrong with a document, alone or together with the ones in force."""
    require(_is_document(name), "policy_unknown", name=name, known=_known())
    for key in _FIXED_KEYS:
        require(key not in document, "currency_fixed", key=key)
    base = base_name(name)
    if base in RULE_DOCUMENTS:
        check_policy(base, document)
        _check_together(db, name, document)
    else:
        check_other(base, document)


def _check_together(db: Source, name: str, document: Mapping[str, Any]) -> None:
    """Read a document with the ones in force: a branch's with those of its branch, the business's with every branch's."""
    documents = {**documents_now(db), name: document}
    ours = {one: told for one, told in documents.items() if AT not in one}
    branches = {one.partition(AT)[2] for one in documents if AT in one}
    for branch in sorted(branches) if AT not in name else [name.partition(AT)[2]]:
        read_rules(
            {**ours, **{base_name(one): told for one, told in documents.items() if one.endswith(AT + branch)}}
        )
    read_rules(ours)


def undefined_groups(db: Source, name: str, document: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the product groups that base earning names and no list of groups has, each with those that are defined.

    It is no error: groups may be defined after what is earned in them, and until then nothing is sold in them.
    """
    lists = [
        parse_groups(told).by_id for one, told in documents_now(db).items() if base_name(one) == "groups"
    ]
    if base_name(name) != "earning" or not any(lists):
        return {}
    known = (*dict.fromkeys(group for one in lists for group in one), DEFAULT_GROUP)
    return {group: known for group in parse_earning(dict(document)).by_group if group not in known}


def base_name(name: str) -> str:
    """Return which document a name is of, a branch's own or the business's."""
    return name.partition(AT)[0]


def own_name(name: str, branch_id: str) -> str:
    """Return the name of a branch's own document; raises `policy_not_in_branches`."""
    require(name in IN_BRANCHES, "policy_not_in_branches", name=name, known=", ".join(IN_BRANCHES))
    return f"{name}{AT}{branch_id}"


def _is_document(name: str) -> bool:
    base, at, branch = name.partition(AT)
    return base in (IN_BRANCHES if at else DOCUMENT_NAMES) and bool(branch) == bool(at)


def _publish(tx: Tx, name: str, document: Mapping[str, Any], approvals: Sequence[Approval]) -> PolicyVersion:
    version = next_version(tx, name, document)
    if version.at is None:
        body = PolicyPublished(name, version.number, policy_text(document), version.hash, version.parent)
        tx.record("policy.published", body, approvals=approvals)
    return show_policy(tx, name)


def next_version(db: Source, name: str, document: Mapping[str, Any]) -> PolicyVersion:
    """Return the version a document would be; `at` is set where it is the one already in force."""
    text = policy_text(document)
    row = latest_version(db, name)
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
    return {row.name: json.loads(row.document) for row in shop_documents(db)}


def rules_of(db: Source, branch_id: str) -> Rules:
    """Return the rules in force in a branch, whichever it is, or (empty) those of the business alone."""
    rows = [
        row
        for row in shop_documents(db)
        if row.name.partition(AT)[2] in ("", branch_id) and base_name(row.name) in RULE_DOCUMENTS
    ]
    return _rules_of(db, sorted(rows))


def rules_now(db: Source) -> Rules:
    """Return the rules in force at this till's branch; reading them again costs one query."""
    return _rules_of(db, [row for row in documents_in_force(db) if base_name(row.name) in RULE_DOCUMENTS])


def _rules_of(db: Source, rows: Sequence[PolicyRow]) -> Rules:
    try:
        return _rules(tuple((row.name, row.document) for row in rows))
    except LoyaltyError:
        return _rules_that_agree(db, rows)


@lru_cache(maxsize=8)
def _rules(documents: tuple[tuple[str, str], ...]) -> Rules:
    # In the order of names a branch's own follows the business's, and stands in its place.
    return read_rules({base_name(name): json.loads(text) for name, text in documents})


def _rules_that_agree(db: Source, rows: Sequence[PolicyRow]) -> Rules:
    """Let the documents published last step back, one version at a time, until all of them go together."""
    standing = {row.name: row for row in rows}
    while standing:
        last = max(standing.values(), key=lambda one: (one.at, one.name))
        before = version_before(db, last.name, last.number)
        if before is None:
            del standing[last.name]
        else:
            standing[last.name] = before
        with suppress(LoyaltyError):
            return _rules(tuple((one, row.document) for one, row in sorted(standing.items())))
    return Rules()


def _version(row: PolicyRow) -> PolicyVersion:
    return PolicyVersion(**{**row._asdict(), "document": json.loads(row.document)})


def _default(name: str) -> PolicyVersion:
    document = default_document(name)
    return PolicyVersion(name, 0, document, policy_hash(policy_text(document)), "", "", None)


def _known() -> str:
    return ", ".join(DOCUMENT_NAMES)
