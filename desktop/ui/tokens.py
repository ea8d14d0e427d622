"""The colour tokens of the three themes, and the colours of the RFM map. Plain values, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.reports.tones import CLASS_TONES


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. `edge` is the outline drawn round tinted things that have no tint of their own in
    high contrast; elsewhere it is empty and nothing is drawn."""

    bg: str
    surface: str
    sunken: str
    line: str
    line2: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    soft: str
    mid: str
    track: str
    warn: str
    warnbg: str
    red: str
    redbg: str
    edge: str = ""


LIGHT = Tokens(
    bg="#F4F6F6",
    surface="#FFFFFF",
    sunken="#F9FAFA",
    line="#E3E7E8",
    line2="#CBD2D5",
    text="#12191C",
    text2="#4C585E",
    text3="#5F6B71",
    accent="#0B6A66",
    on_accent="#FFFFFF",
    soft="#E4F1EF",
    mid="#7FB8B2",
    track="#E7EBEC",
    warn="#8A5A00",
    warnbg="#FBF2DF",
    red="#B3261E",
    redbg="#FBEAE8",
)

DARK = Tokens(
    bg="#0F1415",
    surface="#161C1E",
    sunken="#12181A",
    line="#263034",
    line2="#3A464B",
    text="#E9EEEF",
    text2="#AEB9BD",
    text3="#8A979C",
    accent="#54C4B8",
    on_accent="#05211E",
    soft="#142C2A",
    mid="#2F7F77",
    track="#252E32",
    warn="#E5B661",
    warnbg="#2E2613",
    red="#F2918A",
    redbg="#3A1E1C",
)

CONTRAST = Tokens(
    bg="#FFFFFF",
    surface="#FFFFFF",
    sunken="#FFFFFF",
    line="#000000",
    line2="#000000",
    text="#000000",
    text2="#1A1A1A",
    text3="#333333",
    accent="#004B47",
    on_accent="#FFFFFF",
    soft="#FFFFFF",
    mid="#5A5A5A",
    track="#FFFFFF",
    warn="#5C3B00",
    warnbg="#FFFFFF",
    red="#8C0B04",
    redbg="#FFFFFF",
    edge="#000000",
)

THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

# The RFM map keeps its meaning by hue: strong customers teal, new ones blue, those who may leave sand to clay, lost ones grey.
# No two look alike, also to who tells few colours apart. (ground, text upon it.)
RFM_LIGHT = CLASS_TONES

RFM_DARK = {
    "champions": ("#53DACF", "#05211E"),
    "loyal": ("#27B6AE", "#05211E"),
    "potential_loyalist": ("#3C8DB1", "#05211E"),
    "new": ("#0C5B89", "#FFFFFF"),
    "promising": ("#183964", "#FFFFFF"),
    "need_attention": ("#45311D", "#FFFFFF"),
    "about_to_sleep": ("#062238", "#FFFFFF"),
    "at_risk": ("#A28241", "#05211E"),
    "cant_lose": ("#995502", "#FFFFFF"),
    "hibernating": ("#584E4A", "#FFFFFF"),
    "lost": ("#6D6F6B", "#FFFFFF"),
}

RFM_CONTRAST = {
    "champions": ("#001D12", "#FFFFFF"),
    "loyal": ("#ACF2EE", "#000000"),
    "potential_loyalist": ("#5EAFFB", "#000000"),
    "new": ("#809D90", "#000000"),
    "promising": ("#2F5A90", "#FFFFFF"),
    "need_attention": ("#EFD788", "#000000"),
    "about_to_sleep": ("#3C1A4A", "#FFFFFF"),
    "at_risk": ("#E7972C", "#000000"),
    "cant_lose": ("#8E4408", "#FFFFFF"),
    "hibernating": ("#B3BBC0", "#000000"),
    "lost": ("#49434E", "#FFFFFF"),
}

RFM = {"light": RFM_LIGHT, "dark": RFM_DARK, "contrast": RFM_CONTRAST}
