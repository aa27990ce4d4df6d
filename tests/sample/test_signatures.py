# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Signatures of the sample are small pictures that any reader of PNG can open."""

import io

from PIL import Image

from fieldkit.sample.signatures import HEIGHT, WIDTH, signature_png


def test_a_signature_is_a_small_black_and_white_drawing():
    picture = signature_png("PGZ-0001")
    assert len(picture) < 2000
    with Image.open(io.BytesIO(picture)) as image:
        image.load()
        assert image.size == (WIDTH, HEIGHT)
        dark = image.convert("L").histogram()[0]
    assert 200 < dark < WIDTH * HEIGHT / 4


def test_the_same_seed_signs_alike_and_another_otherwise():
    assert signature_png(1) == signature_png(1) != signature_png(2)
