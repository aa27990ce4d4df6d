# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A picture in which nothing is read is looked at once more; the work is bounded, and live frames cost less."""

import math
import random

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtGui import QImage

from benchmarks import codes
from benchmarks.codes.camera import CAMERAS, photograph
from fieldkit.domain.card_checks import Reason
from fieldkit.ui.check import code_reader, pictures
from fieldkit.ui.check.code_reader import SECOND_DOTS, read_frame, read_photo, second_picture
from tests.support.booths import NOON, make_store
from tests.support.card_signing import CLAIMS, digits, let_trust

GOOD, GOOD_FRONT = digits(), CLAIMS.code
BLURRED = next(camera for camera in CAMERAS if camera.name == "out_of_focus")
AT_ONCE, NEVER = math.inf, -math.inf


def photo(seed, dots=6):
    """Return what a camera out of focus sees of a printed back; ``dots`` of 300 dpi are a module."""
    made = zxingcpp.create_barcode(GOOD, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(scale=dots)
    print_ = Image.fromarray(made)
    return photograph(print_, 300, BLURRED, random.Random(seed))


PHOTOS = [photo(seed) for seed in range(12)]


def count(read):
    return sum(read(one) == [GOOD] for one in PHOTOS)


def test_the_second_look_reads_what_the_first_did_not():
    first = count(lambda one: read_photo(one, until=NEVER))
    assert first <= 8
    assert count(lambda one: read_photo(one, until=AT_ONCE)) >= max(10, first + 3)
    assert count(read_frame) >= first + 2


def beside(other, blurred):
    """Return ``blurred`` with the code ``other`` beside it, sharp and large."""
    made = zxingcpp.create_barcode(other, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(scale=6)
    code = Image.fromarray(made)
    both = Image.new("L", (blurred.width + code.width + 80, max(blurred.height, code.height + 80)), 255)
    both.paste(code, (40, 40))
    both.paste(blurred, (code.width + 80, 0))
    return both


@pytest.mark.parametrize("other", ["https://example.invalid/pay/42", "134567890123456789", GOOD_FRONT])
def test_another_code_beside_a_blurred_back_keeps_nobody_from_looking_twice(other):
    both = [beside(other, one) for one in PHOTOS]
    once = [read_photo(one, until=NEVER) for one in both]
    twice = [read_photo(one, until=AT_ONCE) for one in both]
    assert all(other in found for found in (*once, *twice))
    assert sum(GOOD in found for found in twice) >= sum(GOOD in found for found in once) + 3
    assert all(len(found) == len(set(found)) for found in twice)


def test_a_back_that_was_read_is_not_looked_for_again(monkeypatch):
    monkeypatch.setattr(code_reader, "second_picture", lambda _grey: pytest.fail("looked at twice"))
    sharp = zxingcpp.create_barcode(GOOD, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(scale=4)
    assert read_photo(Image.fromarray(sharp), until=AT_ONCE) == [GOOD]
    assert read_frame(Image.fromarray(sharp)) == [GOOD]


def test_the_benchmark_reads_as_the_page_does():
    unread = next(
        one for one in PHOTOS if not read_photo(one, until=NEVER) and read_photo(one, until=AT_ONCE)
    )
    assert codes.reads(unread, GOOD)


def test_the_page_looks_twice(tmp_path, monkeypatch):
    store = make_store(tmp_path / "store")
    let_trust(store, at=NOON)
    unread = next(
        one
        for one in PHOTOS
        if not read_photo(one, until=NEVER) and read_photo(one, until=AT_ONCE) and read_frame(one)
    )
    raw = unread.tobytes()
    picture = QImage(raw, unread.width, unread.height, unread.width, QImage.Format.Format_Grayscale8)
    file = tmp_path / "blurred.png"
    assert picture.save(str(file))
    for found in (
        pictures.check_picture(store, picture=picture, now=NOON),
        pictures.check_frame(store, picture=picture, now=NOON),
        pictures.check_files(store, files=[file], now=NOON),
    ):
        assert [one.reason for one in found.checks] == [Reason.UNLISTED]
    monkeypatch.setattr(pictures, "SECONDS", -1.0)  # the time is over
    assert pictures.check_picture(store, picture=picture, now=NOON).checks == ()
    assert pictures.check_files(store, files=[file], now=NOON).checks == ()
    store.close()


@pytest.mark.parametrize("size", [(4000, 4000), (4000, 3000), (1920, 1080), (4000, 1), (1, 1)])
def test_the_second_picture_is_bounded_and_never_more_than_twice_as_large(size):
    made = second_picture(Image.new("L", size, 255))
    assert 0 < made.width * made.height <= SECOND_DOTS
    assert made.width <= 2 * size[0]


def test_a_frame_in_which_no_code_is_seen_is_looked_at_once(monkeypatch):
    monkeypatch.setattr(code_reader, "second_picture", lambda _grey: pytest.fail("looked at twice"))
    assert read_frame(Image.new("L", (1280, 720), 128)) == []


def test_no_more_codes_are_judged_than_is_said(tmp_path):
    store = make_store(tmp_path / "store")
    let_trust(store, at=NOON)
    several = [f"{each:09}" for each in range(1, pictures.MOST_CODES + 4)]
    found = pictures.check_codes(store, codes=[*several[:20], *several], now=NOON)
    assert found.left_out == 3  # the same code again is none
    assert pictures.check_codes(store, codes=several[: pictures.MOST_CODES], now=NOON).left_out == 0
    store.close()
