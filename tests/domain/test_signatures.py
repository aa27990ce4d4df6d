# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A signature is a small PNG, and there must be one."""

import pytest

from fieldkit.domain.signatures import LARGEST, check_signature
from fieldkit.sample.signatures import signature_png


@pytest.mark.parametrize(
    ("signature", "codes"),
    [
        (signature_png(1), []),
        (b"", ["signature-missing"]),
        (b"GIF89a", ["signature-unreadable"]),
        (signature_png(1) + b"\0" * LARGEST, ["signature-too-large"]),
    ],
    ids=["drawn", "missing", "no PNG", "too large"],
)
def test_a_signature_is_judged(signature, codes):
    assert [fault.code for fault in check_signature(signature)] == codes
