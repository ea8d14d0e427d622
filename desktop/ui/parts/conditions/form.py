"""The widgets of the form of conditions: its rows, and the list a new row is chosen from."""

from desktop.ui.offers.form_view import FormView
from desktop.ui.offers.panels import Chooser

__all__ = ["Chooser", "FormView"]
