"""What stands behind the form of conditions: its document, its blocks, what is wrong with it, the shop around. No Qt."""

from desktop.ui.offers import draft as drafts
from desktop.ui.offers.blocks import AUDIENCE, Block
from desktop.ui.offers.fields import SHAPE, write
from desktop.ui.offers.judging import Judged, doubtful, judge, say_example, say_problems
from desktop.ui.offers.port import Surroundings
from desktop.ui.offers.till_offers import TillOffers

__all__ = [
    "AUDIENCE",
    "SHAPE",
    "Block",
    "Judged",
    "Surroundings",
    "TillOffers",
    "doubtful",
    "drafts",
    "judge",
    "say_example",
    "say_problems",
    "write",
]
