"""The widgets every screen is built of. `from desktop.ui.widgets import Button, Label, …`"""

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
from desktop.ui.widgets.layouts import column, on_ground, row, scrolling
from desktop.ui.widgets.marks import Avatar, Chip, Dot, Hairline, Icon, KeyCap, WarnBox
from desktop.ui.widgets.pin_pad import PinDots, PinPad
from desktop.ui.widgets.progress import Progress, Steps
from desktop.ui.widgets.rows import Pair, Row, Spacer, empty_layout
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
    "column",
    "empty_layout",
    "mark",
    "on_ground",
    "row",
    "scrolling",
]
