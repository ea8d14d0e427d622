"""Tills of a test that are joined to one centre by lines that can be cut."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.cli.lines import Lines, Said
from tests.sync.centre import InMemory, Line, new_centre

PHONE = "09121234567"
URL = "http://centre.test"


@dataclass
class Network:
    """Lines to one centre, which can be cut."""

    centre: InMemory = field(default_factory=new_centre)
    cut: bool = False

    def enrol_line(self, _url: str, authority: str = "") -> Line:
        return Line(self.centre, cut=self.cut)

    def line_of(self, till) -> Line:
        return Line(self.centre, till.shop.till_id, cut=self.cut)


def business_of(network: Network, shop: Lines) -> str:
    return next(
        row.fact.business_id
        for row in network.centre.inner.state.chains.facts
        if row.fact.till_id != "centre-0"
    )


def join(network: Network, shop: Lines, code: str = "OWN") -> Said:
    network.centre.invite("OWN")
    return shop.run("join", "--centre", URL, "--code", code, "--as", "owner")
