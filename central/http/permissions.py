"""Who may ask for what: every route has a permission here, and a route without one is refused when the app is made.

`open`: anybody, nothing of any business is told. `code`: whoever holds a one-time code. `till`: a till, by its
signature; the business follows from its key alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import FastAPI
from starlette.routing import BaseRoute

OPEN, CODE, TILL = "open", "code", "till"

PERMISSIONS = {
    ("GET", "/v1/health"): OPEN,
    ("GET", "/v1/metrics"): OPEN,
    ("GET", "/v1/openapi.json"): OPEN,
    ("POST", "/v1/invitation"): CODE,
    ("POST", "/v1/enroll"): CODE,
    ("POST", "/v1/exchange"): TILL,
    ("GET", "/v1/poke"): TILL,
}


def routes_of(routes: Iterable[BaseRoute]) -> set[tuple[str, str]]:
    """Return the (method, path) of all routes."""
    return {
        (method, getattr(route, "path", ""))
        for route in routes
        for method in getattr(route, "methods", None) or {"*"}
        if method != "HEAD"
    }


def undeclared(app: FastAPI) -> set[tuple[str, str]]:
    """Return the routes nobody has said a permission for."""
    return routes_of(app.routes) - PERMISSIONS.keys()
