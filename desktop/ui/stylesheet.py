"""The one stylesheet, made of tokens: what Qt's own widgets (fields, lists, tables, menus) look like.

Sizes are 44 px targets. Widgets of the kit that paint themselves are not styled here.
"""

from __future__ import annotations

from pathlib import Path

from desktop.ui.tokens import Tokens

GLYPHS = ("down", "up", "check")

_TEMPLATE = """
* { selection-background-color: @accent; selection-color: @on_accent; }
QMainWindow, QDialog, QScrollArea, QStackedWidget { background: @surface; }
QWidget[ground="bg"] { background: @bg; }
QWidget[ground="surface"] { background: @surface; }
QWidget[ground="sunken"] { background: @sunken; }
QWidget[ground="soft"] { background: @soft; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget[ground=""] { background: transparent; }
QLabel { background: transparent; }
QLabel[tone="text"] { color: @text; }
QLabel[tone="text2"] { color: @text2; }
QLabel[tone="text3"] { color: @text3; }
QLabel[tone="accent"] { color: @accent; }
QLabel[tone="on_accent"] { color: @on_accent; }
QLabel[tone="warn"] { color: @warn; }
QLabel[tone="red"] { color: @red; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QComboBox {
  background: @surface; color: @text; border: 1px solid @line2; border-radius: 8px; padding: 0 13px; }
QLineEdit, QPlainTextEdit { placeholder-text-color: @text3; }
QLineEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QComboBox { min-height: 42px; }
QLineEdit[compact="true"], QSpinBox[compact="true"], QDateEdit[compact="true"], QComboBox[compact="true"] {
  min-height: 34px; padding: 0 11px; }
QPlainTextEdit, QTextEdit { padding: 8px 9px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QDateEdit:focus, QTimeEdit:focus, QComboBox:focus {
  border: 2px solid @accent; padding-left: 12px; padding-right: 12px; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus, QTimeEdit:focus, QComboBox:focus {
  min-height: 40px; }
QLineEdit[compact="true"]:focus, QSpinBox[compact="true"]:focus, QDateEdit[compact="true"]:focus,
QComboBox[compact="true"]:focus { min-height: 32px; padding-left: 10px; padding-right: 10px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 7px 8px; }
QLineEdit[wrong="true"], QSpinBox[wrong="true"], QDateEdit[wrong="true"], QComboBox[wrong="true"] {
  border: 2px solid @red; padding-left: 12px; padding-right: 12px; min-height: 40px; }
QLineEdit[compact="true"][wrong="true"], QSpinBox[compact="true"][wrong="true"],
QDateEdit[compact="true"][wrong="true"], QComboBox[compact="true"][wrong="true"] {
  min-height: 32px; padding-left: 10px; padding-right: 10px; }
QPlainTextEdit[wrong="true"] { border: 2px solid @red; padding: 7px 8px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QDateEdit:disabled, QComboBox:disabled {
  background: @track; color: @text3; border-color: @line; }
QLineEdit:read-only { background: @sunken; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { border: none; background: transparent; padding: 0;
  min-height: 0; }

QComboBox::drop-down { border: none; width: 36px; }
QComboBox::down-arrow { image: url(@down); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: @surface; color: @text; border: 1px solid @line2; outline: 0;
  padding: 4px; selection-background-color: @soft; selection-color: @text; }
QComboBox QAbstractItemView::item { min-height: 36px; padding: 0 8px; border-radius: 6px; color: @text; }
QComboBox QAbstractItemView::item:selected { background: @soft; color: @accent; border: 1px solid @edge; }
QSpinBox::up-button, QDateEdit::up-button, QTimeEdit::up-button, QDoubleSpinBox::up-button,
QSpinBox::down-button, QDateEdit::down-button, QTimeEdit::down-button, QDoubleSpinBox::down-button {
  border: none; width: 28px; background: transparent; }
QSpinBox::up-arrow, QTimeEdit::up-arrow, QDoubleSpinBox::up-arrow, QDateEdit::up-arrow {
  image: url(@up); width: 14px; height: 14px; }
QSpinBox::down-arrow, QTimeEdit::down-arrow, QDoubleSpinBox::down-arrow, QDateEdit::down-arrow {
  image: url(@down); width: 14px; height: 14px; }
QDateEdit::drop-down { border: none; width: 36px; }

QCheckBox, QRadioButton { color: @text; spacing: 12px; min-height: 44px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: @text3; }
QCheckBox::indicator { width: 20px; height: 20px; border: 1px solid @line2; border-radius: 5px;
  background: @surface; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(@check); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus, QCheckBox:focus::indicator,
QRadioButton:focus::indicator { border: 2px solid @accent; width: 18px; height: 18px; }
QRadioButton::indicator { width: 20px; height: 20px; border: 1px solid @line2; border-radius: 10px;
  background: @surface; }
QRadioButton::indicator:checked { border: 6px solid @accent; width: 10px; height: 10px; border-radius: 11px; }

QTableView, QListView, QTreeView { background: transparent; color: @text; border: none; outline: 0;
  gridline-color: @line; selection-background-color: @soft; selection-color: @text; }
QListView::item { min-height: 44px; padding: 0 12px; border-radius: 8px; }
QListView::item:selected { background: @soft; color: @text; border: 1px solid @edge; }
QTreeView::item { min-height: 40px; }
QTreeView::item:selected { background: @soft; color: @text; border: 1px solid @edge; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: @text2; border: none; padding: 0 12px; }
QTableCornerButton::section { background: transparent; border: none; }

QMenu { background: @surface; color: @text; border: 1px solid @line2; padding: 6px; }
QMenu::item { padding: 9px 16px; border-radius: 6px; border: 1px solid transparent; }
QMenu::item:selected { background: @soft; color: @accent; border-color: @edge; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QToolTip { background: @surface; color: @text; border: 1px solid @line2; padding: 6px 8px; }
QCalendarWidget QWidget { background: @surface; color: @text; }
QCalendarWidget QAbstractItemView { outline: 0; selection-background-color: @accent;
  selection-color: @on_accent; }
QCalendarWidget QAbstractItemView:disabled { color: @text3; }
QCalendarWidget QToolButton { border: none; border-radius: 6px; padding: 6px 10px; background: transparent;
  color: @text; }
QCalendarWidget QToolButton:hover { background: @soft; }
QCalendarWidget QSpinBox { min-height: 28px; padding: 0 4px; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line2; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: @text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: @line; }
"""

_EDGED = """
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QDateEdit:focus, QTimeEdit:focus, QComboBox:focus { border-width: 3px; padding-left: 11px; padding-right: 11px; }
QLineEdit[bare="true"]:focus { border-width: 0; padding: 0; }
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QDateEdit:disabled, QComboBox:disabled {
  border-style: dashed; }
"""
"""Where every field has a dark edge, the one with the focus has a thicker one, and one that is shut a broken one."""


def stylesheet(tokens: Tokens, glyphs: Path) -> str:
    """The stylesheet text for one theme; `glyphs` is the folder with its three pictures (a stylesheet
    takes pictures only from files, so they are shipped in each theme's colour)."""
    made = _TEMPLATE + (_EDGED if tokens.edge else "")
    for name in GLYPHS:
        made = made.replace(f"url(@{name})", f'url("{(glyphs / name).as_posix()}.svg")')
    for name in sorted(Tokens.__dataclass_fields__, key=len, reverse=True):
        made = made.replace(f"@{name}", getattr(tokens, name) or "transparent")
    return made
