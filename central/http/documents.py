"""What the routes say of themselves in OpenAPI: bodies, headers and refusals."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from central.http.bodies import MEDIA_TYPE
from loyalty.exchange.codes import MARK
from loyalty.exchange.enrolling import Enrolled, Enrolment, Invitation


@dataclass(frozen=True, slots=True)
class CodeTold:
    """A one-time code as somebody typed it."""

    code: str


_TYPES: dict[str, dict[str, Any]] = {
    "str": {"type": "string"},
    "int": {"type": "integer"},
    "bool": {"type": "boolean"},
    "dict[str, str] | None": {"type": ["object", "null"], "additionalProperties": {"type": "string"}},
}


def _shape(cls: type[Any]) -> dict[str, Any]:
    named = {field.name: _TYPES[str(field.type)] for field in fields(cls)}
    return {
        "type": "object",
        "title": cls.__name__,
        "properties": named,
        "required": list(named),
        "additionalProperties": False,
    }


def _json(cls: type[Any]) -> dict[str, Any]:
    return {"application/json": {"schema": _shape(cls)}}


_REFUSAL = {
    "description": "a refusal: code, sentence in both languages, what to do",
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["error"],
                "properties": {
                    "error": {
                        "type": "object",
                        "required": ["code", "message", "hint"],
                        "properties": {
                            "code": {"type": "string"},
                            "message": {"type": "object"},
                            "hint": {"type": "object"},
                        },
                    }
                },
            }
        }
    },
}
_LINES = {"content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
_SIGNED = [
    {"name": name, "in": "header", "required": True, "schema": {"type": "string"}}
    for name in ("Bashgah-Till", "Bashgah-Signature")
]
_MARKED = [
    {
        "name": MARK,
        "in": "header",
        "required": False,
        "description": "under the request, where the code goes by its name",
        "schema": {"type": "string"},
    }
]
_AFTER = {"name": "pos", "in": "query", "required": True, "schema": {"type": "integer", "minimum": 0}}


def _answers(content: dict[str, Any]) -> dict[str, Any]:
    return {"200": {"description": "done", "content": content}, "4XX": _REFUSAL, "503": _REFUSAL}


PROMETHEUS = "text/plain; version=0.0.4"
METRICS = {"responses": _answers({PROMETHEUS: {"schema": {"type": "string"}}})}
INVITE = {
    "parameters": _MARKED,
    "requestBody": {"required": True, "content": _json(CodeTold)},
    "responses": _answers(_json(Invitation)),
}
ENROL = {
    "parameters": _MARKED,
    "requestBody": {"required": True, "content": _json(Enrolment)},
    "responses": _answers(_json(Enrolled)),
}
EXCHANGE = {
    "requestBody": {"required": True, **_LINES},
    "parameters": _SIGNED,
    "responses": _answers(_LINES["content"]),
}
POKE = {
    "parameters": [*_SIGNED, _AFTER],
    "responses": _answers({"application/json": {"schema": {"type": "object"}}}),
}
