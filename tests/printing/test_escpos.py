"""The bytes of a picture and their reading back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.printing.bitmap import Bitmap, stack
from desktop.printing.decode import UnknownBytes, decode
from desktop.printing.escpos_bytes import TEAR_OFF, image_bytes, job_bytes, without_real_time
from desktop.printing.raster import draw_rows
from desktop.printing.receipt import receipt_rows
from tests.printing import samples

rows_of_48 = st.one_of(
    st.just(bytes(48)), st.binary(min_size=48, max_size=48), st.just(b"\x10\x04\x10\x14\x10\x05" * 8)
)
bitmaps = st.lists(st.tuples(rows_of_48, st.integers(1, 300)), min_size=1, max_size=8).map(
    lambda runs: Bitmap(384, sum(count for _, count in runs), b"".join(row * count for row, count in runs))
)


@given(bitmaps)
@settings(deadline=None)
def test_any_picture_comes_back_dot_by_dot(bitmap: Bitmap) -> None:
    assert decode(image_bytes(bitmap), 384).sheets == (without_real_time(bitmap),)


@given(bitmaps)
@settings(deadline=None)
def test_no_real_time_command_hides_in_an_image(bitmap: Bitmap) -> None:
    sent = image_bytes(bitmap)
    assert not any(pair in sent for pair in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))


@given(bitmaps)
@settings(deadline=None)
def test_breaking_a_pair_only_blackens_one_dot_beside_a_black_one(bitmap: Bitmap) -> None:
    clean = without_real_time(bitmap)
    assert without_real_time(clean) == clean
    for before, after in zip(bitmap.bits, clean.bits, strict=True):
        assert before == after or (before, after) == (0x10, 0x18)


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("width", [576, 384])
def test_a_receipt_comes_back_and_is_shorter_than_its_picture(lang: str, width: int) -> None:
    pictures = draw_rows(receipt_rows(samples.receipt(lang), lang), width, lang)
    job = job_bytes(pictures, drawer="pin2")
    printed = decode(job, width)
    assert printed.sheets == tuple(without_real_time(one) for one in pictures)
    assert printed.pulses == (2,)
    assert len(job) < 0.8 * len(pictures[0].bits)


def test_without_a_knife_the_paper_is_fed_past_the_tear_bar() -> None:
    ink = Bitmap(384, 10, b"\xff" * 480)
    printed = decode(job_bytes((ink,), cut="none"), 384)
    assert printed.cuts == 0
    assert printed.sheets == (stack((ink, Bitmap(384, TEAR_OFF, bytes(48 * TEAR_OFF)))),)
    assert decode(job_bytes((ink, ink), cut="full"), 384).cuts == 2


@pytest.mark.parametrize(
    "bad",
    [b"a", b"\x1b", b"\x1bt\x00", b"\x1dV\x00", b"\x1bp\x02\x19\xfa", b"\x1bp\x00\x19", b"\x1dv0\x00\x30\x00\x02\x00ab", b"\x1dv0\x03",
     b"\x1dv0\x00\xff\x00\x01\x00" + bytes(255), b"\x1dv0\x00\x00\x00\x00\x00", b"\x1dr\x02", b"\x10\x04\x01"],
)  # fmt: skip
def test_the_judge_refuses_what_no_layout_sends(bad: bytes) -> None:
    with pytest.raises(UnknownBytes):
        decode(b"\x1b@" + bad, 384)


def test_every_cut_off_job_is_refused_or_shorter() -> None:
    job = job_bytes((Bitmap(384, 9, bytes(range(48)) * 9),))
    whole = decode(job, 384)
    for k in range(len(job)):
        try:
            assert decode(job[:k], 384) != whole
        except UnknownBytes:
            continue


def test_a_picture_of_the_wrong_size_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="no picture"):
        Bitmap(384, 2, bytes(95))
