"""How a till comes to a centre is told in plain values."""

from __future__ import annotations

import json
from dataclasses import asdict

from loyalty.exchange.enrolling import Enrolled, Enrolment, Invitation


def test_every_value_survives_json() -> None:
    for told in (
        Invitation("b", "shop", "IRT", 0, "grocery", True, "", "", "Asia/Tehran", "T"),
        Enrolment("n", "c", "t", "b", "br", "main", "Asia/Tehran", "shop", "IRT", 0, "T", "key"),
        Enrolled("b", "br", "t", "centre", "key", "1"),
    ):
        assert type(told)(**json.loads(json.dumps(asdict(told)))) == told
