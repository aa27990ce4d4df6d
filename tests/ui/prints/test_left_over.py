# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A half-written PDF that a crash left in the papers folder is gone after the next start."""

from fieldkit.printers.folder import PART
from tests.support.booths import CLERK
from tests.support.windows import WAIT, make_device, sign_in, window_on


def test_what_a_crash_left_half_written_is_removed_at_the_start_without_a_save(qtbot, tmp_path):
    make_device(tmp_path / "device", people=(CLERK,))
    left, whole = (tmp_path / "device" / "papers" / name for name in (f"{PART}x1", "R-1.pdf"))
    left.parent.mkdir()
    left.write_bytes(b"%PDF half")
    whole.write_bytes(b"%PDF whole")
    with window_on(qtbot, tmp_path / "device") as shown:
        sign_in(qtbot, shown)
        qtbot.waitUntil(lambda: not left.exists(), timeout=WAIT)
    assert whole.exists()
