"""The members who meet a condition now, as offers are given to them; a condition about the basket is met by nobody."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.models.sources import Source
from desktop.usecases.policies import rules_now
from desktop.usecases.selling.counter_member import load_member
from loyalty.conditions.atoms import Condition
from loyalty.conditions.evaluate import judge
from loyalty.conditions.situation import Contents, Situation, past_of
from loyalty.conditions.verdict import Met
from loyalty.member import Moment

_PEOPLE = "SELECT member_id FROM member WHERE state = 'active' AND survivor_id = member_id ORDER BY member_id"


def members_who(db: Source, condition: Condition, moment: Moment) -> Iterator[str]:
    """Give every member who meets a condition, in the order of their ids."""
    rules = rules_now(db)
    for (member_id,) in db.rows(_PEOPLE):
        snapshot = load_member(db, member_id, rules, moment.at, moment.zone).snapshot
        situation = Situation(snapshot, past_of(snapshot, moment), Contents(()), moment)
        if isinstance(judge(condition, situation), Met):
            yield member_id
