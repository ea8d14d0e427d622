"""The colours of charts on a white ground, alike on the screen and on paper."""

from __future__ import annotations

CLASS_TONES = {
    "champions": ("#095652", "#FFFFFF"),
    "loyal": ("#0B6A66", "#FFFFFF"),
    "potential_loyalist": ("#277A75", "#FFFFFF"),
    "new": ("#BFE0DC", "#12191C"),
    "promising": ("#D3EAE7", "#12191C"),
    "need_attention": ("#EDF0F0", "#12191C"),
    "about_to_sleep": ("#E3E7E8", "#12191C"),
    "at_risk": ("#F3D9A4", "#12191C"),
    "cant_lose": ("#E9B9A8", "#12191C"),
    "hibernating": ("#D5DBDD", "#12191C"),
    "lost": ("#C3CBCE", "#12191C"),
}
"""By class of RFM: the ground and the text upon it. Strong customers are dark, lost ones grey."""

PART_INKS = ("#0B6A66", "#7FB8B2", "#8A5A00", "#5F6B71", "#CBD2D5", "#4C585E")
"""Parts of a whole, in order."""
