"""Refusals on the wire: a code, its sentence in both languages, what to do, and the status that fits."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.responses import Response

from loyalty.errors import LoyaltyError
from loyalty.problems import hint, say

JSON = "application/json"

STATUS = {
    "till_unknown": 401,
    "signature_wrong": 401,
    "code_mark_wrong": 401,
    "till_code_unknown": 404,
    "route_unknown": 404,
    "method_unknown": 405,
    "till_code_used": 409,
    "till_known": 409,
    "business_known": 409,
    "enrolment_branch_differs": 409,
    "enrolment_currency_differs": 409,
    "till_code_expired": 410,
    "message_too_large": 413,
    "message_media_unknown": 415,
    "amount_out_of_reach": 422,
    "asked_too_often": 429,
    "centre_defect": 500,
    "centre_crowded": 503,
    "centre_store_unavailable": 503,
}
REFUSED = 400
"""The status of what is not in the table: the message is not as it should be."""

RETRY_SECONDS = 5


def status_of(error: LoyaltyError) -> int:
    """Return the HTTP status of a refusal."""
    return STATUS.get(error.code, REFUSED)


def refusal(error: LoyaltyError) -> Response:
    """Return the answer that tells a refusal."""
    status = status_of(error)
    told = {
        "code": error.code,
        "message": {"fa": say(error, "fa"), "en": say(error, "en")},
        "hint": {"fa": hint(error, "fa"), "en": hint(error, "en")},
    }
    headers: Mapping[str, str] = {}
    if status in (429, 503):
        headers = {"Retry-After": str(error.values.get("seconds", RETRY_SECONDS))}
    body = json.dumps({"error": told}, ensure_ascii=False).encode()
    return Response(body, status, headers, media_type=JSON)
