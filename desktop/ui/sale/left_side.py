"""The side of people: who is served, who is being enrolled, or whose sale is being taken back. Passive."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui import language, theme
from desktop.ui.sale.enrol_form import EnrolForm
from desktop.ui.sale.member_column import MemberColumn, NobodyYet
from desktop.ui.sale.parts import stack
from desktop.ui.sale.shown import ShownMember, ShownRefund
from desktop.ui.widgets import Avatar, Label, column, row


class Buyer(QWidget):
    """Whose sale is taken back, name and masked phone; nothing before a receipt is found."""

    def __init__(self) -> None:
        super().__init__()
        self._refund = ShownRefund()
        self._avatar = Avatar("", 48, "plain")
        self._word = Label("", 13, tone="text2")
        self._name = Label("", 17, theme.SEMIBOLD, elide=True)
        self._phone = Label("", 13, tone="text2")
        head = row(self._avatar, column(self._name, self._phone, gap=0), gap=14)
        head.setStretch(1, 1)
        self.setLayout(column(self._word, head, None, gap=12, margins=(20, 20, 20, 20)))
        language.on_change(self, self._write)

    def show_refund(self, refund: ShownRefund) -> None:
        """Show whose sale it is."""
        self._refund = refund
        self._write()

    def _write(self) -> None:
        refund = self._refund
        found = refund.stage != "receipt"
        for widget in (self._word, self._avatar):
            widget.setVisible(found and refund.of_member)
        self._name.setVisible(found)
        self._phone.setVisible(found and bool(refund.phone))
        self._word.setText(self.tr("This sale was to"))
        unnamed = (
            QCoreApplication.translate("MemberColumn", "Member without a name")
            if refund.of_member
            else self.tr("A sale without a member")
        )
        self._name.setText(refund.member or unnamed)
        self._phone.setText(refund.phone)
        self._avatar.show_name(refund.member or "•")


class LeftSide(QStackedWidget):
    """One of four pages; what is being taken back hides who is served, who is there again when it is left."""

    def __init__(self) -> None:
        super().__init__()
        self.member, self.nobody, self.enrolment, self.buyer = (
            MemberColumn(),
            NobodyYet(),
            EnrolForm(),
            Buyer(),
        )
        self._served = self._enrolling = self._refunding = False
        stack(self, "sunken", self.nobody, self.member, self.enrolment, self.buyer)

    def show_member(self, member: ShownMember | None) -> None:
        """Show who is served."""
        if member is not None:
            self.member.show_member(member)
        self._served = member is not None
        self._place()

    def show_enrolment(self, phone: str | None) -> None:
        """Show the form of enrolment, or take it away."""
        self._enrolling = phone is not None
        self._place()
        if phone is not None:
            self.enrolment.start(phone)

    def show_refund(self, refund: ShownRefund | None) -> None:
        """Show whose sale is taken back, or again who is served."""
        self._refunding = refund is not None
        if refund is not None:
            self.buyer.show_refund(refund)
        self._place()

    def _place(self) -> None:
        if self._enrolling:
            self.setCurrentWidget(self.enrolment)
        elif self._refunding:
            self.setCurrentWidget(self.buyer)
        else:
            self.setCurrentWidget(self.member if self._served else self.nobody)
