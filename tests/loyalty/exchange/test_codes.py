"""One-time codes: read however they are typed, named without being said, and known by both ends."""

from __future__ import annotations

import pytest

from loyalty.exchange.codes import hash_code, is_code_name, is_mark, mark_answered, mark_asked, name_code

KEPT = hash_code("00111VVV2222")


@pytest.mark.parametrize(
    "typed", ["O0I1-LVUV-2222", "o0i1 lvuv 2222", "۰۰11-1VVV-۲۲۲۲", "  0011--1VVV2222\n"]
)
def test_a_code_is_read_however_it_was_typed(typed: str) -> None:
    assert hash_code(typed) == KEPT


def test_a_name_is_no_code_and_leads_back_to_none() -> None:
    name = name_code(KEPT)
    assert is_code_name(name)
    assert not any(is_code_name(text) for text in ("0011-1VVV-2222", name.upper(), name + "\n", name[:-1]))
    assert name_code(hash_code("00111VVV2223")) != name
    assert hash_code(name) != KEPT


def test_a_mark_stands_under_one_question_and_one_answer() -> None:
    asked = mark_asked(KEPT, "/v1/enroll", b"{}")
    answered = mark_answered(KEPT, asked, b"[]")
    others = {
        mark_asked(KEPT, "/v1/enroll", b"{ }"),
        mark_asked(KEPT, "/v1/invitation", b"{}"),
        mark_asked(hash_code("x"), "/v1/enroll", b"{}"),
        mark_answered(KEPT, asked, b"{}"),
        mark_answered(KEPT, answered, b"[]"),
        mark_answered(hash_code("x"), asked, b"[]"),
    }
    assert len(others | {asked, answered}) == 8
    assert is_mark(asked, mark_asked(KEPT, "/v1/enroll", b"{}"))
    assert not is_mark("نشان", asked)
