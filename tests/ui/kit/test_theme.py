"""Colours: readable in all three themes, and in one place only."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from desktop.ui import paths, theme
from desktop.ui.stylesheet import GLYPHS, stylesheet
from desktop.ui.tokens import RFM, THEMES, Tokens
from desktop.ui.widgets import Button, Label, TextEdit, row
from desktop.ui.widgets.layouts import on_ground

GROUNDS = ("bg", "surface", "sunken")
PAIRS = [
    *((words, ground) for words in ("text", "text2", "text3", "accent", "warn", "red") for ground in GROUNDS),
    *((words, "soft") for words in ("text", "text2", "accent")),
    *((words, "track") for words in ("text", "text2", "text3")),
    ("warn", "warnbg"),
    ("red", "redbg"),
    ("on_accent", "accent"),
]


def luminance(color: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


Matrix = tuple[tuple[float, float, float], ...]
EYES: dict[str, Matrix] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}
"""What is left of linear light to eyes that lack a receptor (Machado, Oliveira and Fernandes 2009)."""
CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
OKLAB: Matrix = (
    (0.2104542553, 0.793617785, -0.0040720468),
    (1.9779984951, -2.428592205, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.808675766),
)


def times(matrix: Matrix, column: Sequence[float]) -> list[float]:
    return [sum(cell * value for cell, value in zip(row, column, strict=True)) for row in matrix]


def lightness_and_hue(color: str, vision: str) -> tuple[float, ...]:
    """The place of a colour in Oklab, as eyes of a kind see it: 0.02 apart is just seen."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    light = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    seen = [min(1.0, max(0.0, one)) for one in times(EYES[vision], light)]
    return tuple(times(OKLAB, [one ** (1 / 3) for one in times(CONES, seen)]))


def test_the_measure_of_contrast_is_the_usual_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("words", "ground"), PAIRS)
def test_words_can_be_read_on_their_grounds(name: str, words: str, ground: str) -> None:
    tokens = THEMES[name]
    least = 7 if name == "contrast" else 4.5
    assert contrast(getattr(tokens, words), getattr(tokens, ground)) >= least


@pytest.mark.parametrize("name", THEMES)
def test_words_can_be_read_on_the_map_of_ranks(name: str) -> None:
    least = 7 if name == "contrast" else 4.5
    assert {rank: pair for rank, pair in RFM[name].items() if contrast(*pair) < least} == {}
    assert len(RFM[name]) == 11


@pytest.mark.parametrize("vision", EYES)
@pytest.mark.parametrize("name", THEMES)
def test_ranks_are_told_apart_whoever_looks_at_them(name: str, vision: str) -> None:
    seen = {rank: lightness_and_hue(ground, vision) for rank, (ground, _) in RFM[name].items()}
    apart = {pair: math.dist(seen[pair[0]], seen[pair[1]]) for pair in combinations(seen, 2)}
    assert {pair: far for pair, far in apart.items() if far < 0.1} == {}


def test_the_measure_of_likeness_is_the_usual_one() -> None:
    assert lightness_and_hue("#FFFFFF", "usual") == pytest.approx((1, 0, 0), abs=1e-4)
    assert lightness_and_hue("#FF0000", "usual") == pytest.approx((0.6280, 0.2249, 0.1258), abs=1e-3)
    red, green = (lightness_and_hue(one, "no green") for one in ("#C05050", "#7C7C50"))
    assert (
        math.dist(red, green)
        < 0.06
        < math.dist(lightness_and_hue("#C05050", "usual"), lightness_and_hue("#7C7C50", "usual"))
    )


@pytest.mark.parametrize("name", THEMES)
def test_every_token_of_the_stylesheet_is_known(name: str) -> None:
    assert "@" not in stylesheet(THEMES[name], paths.resources() / "theme" / name)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("glyph", GLYPHS)
def test_the_glyphs_have_their_theme_s_colours(name: str, glyph: str) -> None:
    token = "on_accent" if glyph == "check" else "text2"
    drawing = (paths.resources() / "theme" / name / f"{glyph}.svg").read_text(encoding="utf-8")
    assert f'stroke="{getattr(THEMES[name], token)}"' in drawing


def test_colours_are_written_in_one_file_alone() -> None:
    folder = Path(theme.__file__).parent
    files = [f for f in folder.rglob("*.py") if f.name != "tokens.py"]
    assert len(files) > 20
    assert [f.name for f in files if re.search(r"#[0-9A-Fa-f]{6}\b", f.read_text(encoding="utf-8"))] == []


def test_a_switch_reaches_what_is_already_on_the_screen(app: QApplication, qtbot) -> None:
    button, label = Button("ثبت", "primary"), Label("صندوق", 40, theme.BOLD)
    panel = on_ground(row(button, label), "sunken")
    qtbot.addWidget(panel)
    panel.resize(500, 80)
    panel.show()
    for name, tokens in THEMES.items():
        theme.use(app, name)  # type: ignore[arg-type]
        picture = panel.grab().toImage()
        assert picture.pixelColor(1, 1) == QColor(tokens.sunken)
        inside = button.geometry().topLeft()
        assert picture.pixelColor(inside.x() + 12, inside.y() + 6) == QColor(tokens.accent)
        assert QColor(tokens.text).rgb() in _colours(picture, label.geometry())
    assert theme.tokens() is THEMES["contrast"]


def _colours(picture: QImage, within: QRect) -> set[int]:
    return {
        picture.pixel(x, y)
        for x in range(within.left(), within.right())
        for y in range(within.top(), within.bottom())
    }


def test_high_contrast_draws_edges_where_others_tint() -> None:
    assert THEMES["contrast"].edge == "#000000"
    assert not THEMES["light"].edge
    assert set(Tokens.__dataclass_fields__) >= {"accent", "soft", "mid", "track", "warnbg", "redbg"}


def test_figures_of_a_column_have_one_width(app: QApplication) -> None:
    from PySide6.QtGui import QFontMetricsF

    tabular, proportional = QFontMetricsF(theme.font(20, tnum=True)), QFontMetricsF(theme.font(20))
    assert len({round(tabular.horizontalAdvance(d), 2) for d in "۰۱۲۳۴۵۶۷۸۹"}) == 1
    assert len({round(proportional.horizontalAdvance(d), 2) for d in "۰۱۲۳۴۵۶۷۸۹"}) > 1


def test_the_font_is_the_shipped_one(app: QApplication) -> None:
    from PySide6.QtGui import QFontInfo

    assert QFontInfo(theme.font(14)).family() == "Vazirmatn"


def test_a_pair_that_cannot_be_read_is_found() -> None:
    """The check itself: grey on grey is no high contrast, though many a light theme has it."""
    planted = dataclasses.replace(THEMES["contrast"], text3="#808080")
    assert contrast(planted.text3, planted.surface) < 4.5 < 7 <= contrast(planted.text, planted.surface)


@pytest.mark.parametrize("name", THEMES)
def test_what_an_empty_field_says_can_be_read(name: str, app: QApplication, qtbot) -> None:
    theme.use(app, name)  # type: ignore[arg-type]
    field = TextEdit(placeholder="تلفن، کارت، کالا")
    qtbot.addWidget(field)
    field.setFont(theme.font(26, theme.BOLD))
    field.resize(400, 44)
    field.show()
    picture, ground = field.grab().toImage(), THEMES[name].surface
    inside = _colours(picture, QRect(20, 4, 360, 36))
    best = max(contrast(QColor(shade).name(), ground) for shade in inside)
    assert best >= (7 if name == "contrast" else 4.5)
