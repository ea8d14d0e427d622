"""The published JSON Schemas of the shop's documents, for editors and scripts outside the product.

A schema says what the strict reader of the same document says, as far as a schema can: a test has both accept and
refuse the same generated documents. `schema_of(name)` gives one; `bashgah schema NAME` prints it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from loyalty.errors import LoyaltyError
from loyalty.schemas.conditions import condition_schema, segment_schema
from loyalty.schemas.offers import offer_schema
from loyalty.schemas.policies import POLICIES

SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "condition": condition_schema,
    "segment": segment_schema,
    "offer": offer_schema,
    **POLICIES,
}
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(name: str) -> dict[str, Any]:
    """Return the schema of a kind of document; raises `schema_unknown`."""
    if name not in SCHEMAS:
        raise LoyaltyError("schema_unknown", name=name, known=", ".join(SCHEMAS))
    return {"$schema": DRAFT, "title": name, **SCHEMAS[name]()}
