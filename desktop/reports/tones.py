"""The colours of charts on a white ground, alike on the screen and on paper."""

from __future__ import annotations

CLASS_TONES = {
    "champions": ("#095652", "#FFFFFF"),
    "loyal": ("#1A7961", "#FFFFFF"),
    "potential_loyalist": ("#3D8ED5", "#12191C"),
    "new": ("#86DEAA", "#12191C"),
    "promising": ("#BCFDFC", "#12191C"),
    "need_attention": ("#FDF796", "#12191C"),
    "about_to_sleep": ("#D5C6FE", "#12191C"),
    "at_risk": ("#F09D33", "#12191C"),
    "cant_lose": ("#AA4D0A", "#FFFFFF"),
    "hibernating": ("#ACACC4", "#12191C"),
    "lost": ("#8D8E90", "#12191C"),
}
"""By class of RFM: the ground and the text upon it. Strong customers are green to blue, those who may leave yellow to
brown, lost ones grey.

No two look alike, also to who tells few colours apart."""

PART_INKS = ("#0B6A66", "#7FB8B2", "#8A5A00", "#5F6B71", "#CBD2D5", "#4C585E")
"""Parts of a whole, in order."""
