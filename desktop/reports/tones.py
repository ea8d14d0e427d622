"""The colours of charts on a white ground, alike on the screen and on paper."""

from __future__ import annotations

CLASS_TONES = {
    "champions": ("#11423E", "#FFFFFF"),
    "loyal": ("#1D6156", "#FFFFFF"),
    "potential_loyalist": ("#33807E", "#FFFFFF"),
    "new": ("#8CB4FB", "#12191C"),
    "promising": ("#BBD5FE", "#12191C"),
    "need_attention": ("#F8D3A4", "#12191C"),
    "about_to_sleep": ("#F1F4F4", "#12191C"),
    "at_risk": ("#ECAD5B", "#12191C"),
    "cant_lose": ("#C88C60", "#12191C"),
    "hibernating": ("#C0B8B5", "#12191C"),
    "lost": ("#9B97AD", "#12191C"),
}
"""By class of RFM: the ground and the text upon it. Strong customers are teal, new ones blue, those who may leave sand
to clay, sleeping and lost ones grey.

No two look alike, also to who tells few colours apart."""

PART_INKS = ("#0B6A66", "#7FB8B2", "#8A5A00", "#5F6B71", "#CBD2D5", "#4C585E")
"""Parts of a whole, in order."""
