"""Where somebody else had to approve, what is told later names both: who did it and who approved it."""

from __future__ import annotations

from collections.abc import Callable

from desktop.printing.telling import refund_of, void_of
from desktop.printing.z_reports import z_content
from desktop.usecases.members.member_card import member_card
from desktop.usecases.selling.adjusting import adjust
from desktop.usecases.selling.checkout import Sold
from desktop.usecases.selling.day_close import close_day
from desktop.usecases.selling.days import day_of
from desktop.usecases.selling.reversing import refund, void
from desktop.usecases.selling.shifts import end_shift
from desktop.usecases.selling.stories import reversal_story
from desktop.usecases.selling.z_stories import day_story
from desktop.usecases.sign_in import Session, approve
from desktop.usecases.till import Till
from loyalty.kinds import CREDIT
from tests.conftest import OWNER_PIN
from tests.usecases.audit.test_sums import last_fact

Sell = Callable[..., Sold]


def test_papers_and_screens_name_the_approver_beside_the_cashier(
    selling: Till, session: Session, make_staff: Callable[[str], Session], sara: str, sell: Sell
) -> None:
    cashier = make_staff("cashier")
    first, second = sell(sara, 100_000), sell(sara, 200_000)
    back = refund(selling, cashier, second.code, None)
    owner = approve(selling, session.staff_id, OWNER_PIN)
    voided = void(selling, cashier, first.code, approval=owner)
    adjust(selling, cashier, sara, CREDIT, 5_000, reason="goodwill", approval=owner)
    end_shift(selling, cashier, 100_000)
    close_day(selling, cashier, approval=owner)

    void_slip = void_of(reversal_story(selling, voided.reversal_id), "en")
    day_slip = z_content(day_story(selling, last_fact(selling, "till.closed"), "{}"), "en")
    for told in (void_slip, day_slip):
        assert (told.stamp.cashier, told.approved_by) == (cashier.name, session.name), told
    slip = refund_of(reversal_story(selling, back.reversal_id), "en")
    assert (slip.stamp.cashier, slip.approved_by) == (cashier.name, ""), "a cashier may take goods back alone"
    closing = day_of(selling, selling.today()).closing
    assert closing is not None
    assert (closing.staff, closing.approved_by) == (cashier.name, session.name)
    moves = {one.kind: one.doer for one in member_card(selling, sara, session).transactions}
    for kind, approver in (("void", session.name), ("adjusted", session.name), ("refund", "")):
        assert (moves[kind].by, moves[kind].approved_by) == (cashier.name, approver), kind
    assert moves["sale"].by == "", "a sale is nobody's decision"
