"""A field for the file of a centre's own authority, with a window to choose it in. Passive."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.ui import language
from desktop.ui.choose_file import choose_to_open
from desktop.ui.widgets import Button, CodeEdit, Field, Label, column, row


class CertificateField(QWidget):
    """Empty for most: a centre whose certificate a public authority signed needs nothing here."""

    def __init__(self) -> None:
        super().__init__()
        self.edit, self.browse = CodeEdit(), Button("", "plain", icon="folder")
        self.open_file: Callable[[QWidget, str, str], str] = choose_to_open
        self._field, part = Field("", self.edit), QWidget()
        part.setLayout(column(Label(" ", 13), self.browse, None, gap=2))
        whole = row(self._field, part, gap=12)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.browse.clicked.connect(self._choose)
        language.on_change(self, self._retranslate)

    def text(self) -> str:
        """Return the file that was named, '' for none."""
        return self.edit.text().strip()

    def choose(self) -> str:
        """Ask which file it is; returns '' when nobody chose."""
        kinds = self.tr("Certificates (*.pem *.crt *.cer *.der);;All files (*)")
        return self.open_file(self, self.tr("Certificate of the centre's authority"), kinds)

    def _choose(self) -> None:
        if path := self.choose():
            self.edit.setText(path)

    def _retranslate(self) -> None:
        self._field.set_label(self.tr("Certificate of the centre's authority (usually left empty)"))
        self._field.set_hint(
            self.tr("Only where whoever runs the centre gave you a file for it, such as cert.pem.")
        )
        self.browse.setText(self.tr("Choose…"))
