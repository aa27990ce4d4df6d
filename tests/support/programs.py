# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What other people's programs a test needs: one clear reason where one is missing, and no excuse in CI."""

import os
import shutil

import pytest


def needed(**packages: str) -> None:
    """Stop the test here unless every program is installed; ``packages`` name Debian's package of each.

    A developer's machine may lack one, and the test is skipped with the reason; where CI is set it fails.
    Underscores in a program's name stand for hyphens.
    """
    missing = {
        program.replace("_", "-"): package
        for program, package in packages.items()
        if shutil.which(program.replace("_", "-")) is None
    }
    if not missing:
        return
    reason = "not installed here: " + ", ".join(
        f"{program} (Debian: {package})" for program, package in missing.items()
    )
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; CI skips nothing", pytrace=False)
    pytest.skip(reason)
