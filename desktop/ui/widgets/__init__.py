"""The widgets every screen is built of. `from desktop.ui.widgets import Button, Label, …`

Each module is imported when the first of its names is asked for: a start that paints a button and a line of text
shall not wait for tables and calendars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loyalty.lazy import lazily

if TYPE_CHECKING:
    from desktop.ui.widgets.bars import Bar, MiniBars, Sparkline
    from desktop.ui.widgets.buttons import Button, IconButton, MenuButton
    from desktop.ui.widgets.choices import Segmented, Tabs, Toggle
    from desktop.ui.widgets.day_field import DayEdit
    from desktop.ui.widgets.empty import EmptyState
    from desktop.ui.widgets.fields import (
        AmountEdit,
        ChoiceBox,
        CodeEdit,
        Field,
        NotesEdit,
        TextEdit,
        mark,
    )
    from desktop.ui.widgets.layouts import column, on_ground, reading_order, row, scrolling, tab_as_read
    from desktop.ui.widgets.marks import Avatar, Chip, Dot, Hairline, Icon, KeyCap, WarnBox
    from desktop.ui.widgets.pin_pad import PinDots, PinPad
    from desktop.ui.widgets.progress import Progress, Steps
    from desktop.ui.widgets.rows import Pair, Row, Spacer, align_figures, empty_layout
    from desktop.ui.widgets.sheet import Sheet
    from desktop.ui.widgets.smart_field import Reading, SmartField
    from desktop.ui.widgets.table import Cell, Column, Table, TableRow
    from desktop.ui.widgets.text import Figure, Label, MoneyLabel
    from desktop.ui.widgets.verdict import VerdictBar, WayOut

__all__ = [
    "AmountEdit",
    "Avatar",
    "Bar",
    "Button",
    "Cell",
    "Chip",
    "ChoiceBox",
    "CodeEdit",
    "Column",
    "DayEdit",
    "Dot",
    "EmptyState",
    "Field",
    "Figure",
    "Hairline",
    "Icon",
    "IconButton",
    "KeyCap",
    "Label",
    "MenuButton",
    "MiniBars",
    "MoneyLabel",
    "NotesEdit",
    "Pair",
    "PinDots",
    "PinPad",
    "Progress",
    "Reading",
    "Row",
    "Segmented",
    "Sheet",
    "SmartField",
    "Spacer",
    "Sparkline",
    "Steps",
    "Table",
    "TableRow",
    "Tabs",
    "TextEdit",
    "Toggle",
    "VerdictBar",
    "WarnBox",
    "WayOut",
    "align_figures",
    "column",
    "empty_layout",
    "mark",
    "on_ground",
    "reading_order",
    "row",
    "scrolling",
    "tab_as_read",
]

__getattr__ = lazily(
    __name__,
    {
        "bars": "Bar MiniBars Sparkline",
        "buttons": "Button IconButton MenuButton",
        "choices": "Segmented Tabs Toggle",
        "day_field": "DayEdit",
        "empty": "EmptyState",
        "fields": "AmountEdit ChoiceBox CodeEdit Field NotesEdit TextEdit mark",
        "layouts": "column on_ground reading_order row scrolling tab_as_read",
        "marks": "Avatar Chip Dot Hairline Icon KeyCap WarnBox",
        "pin_pad": "PinDots PinPad",
        "progress": "Progress Steps",
        "rows": "Pair Row Spacer align_figures empty_layout",
        "sheet": "Sheet",
        "smart_field": "Reading SmartField",
        "table": "Cell Column Table TableRow",
        "text": "Figure Label MoneyLabel",
        "verdict": "VerdictBar WayOut",
    },
)
